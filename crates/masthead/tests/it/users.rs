use crate::program::Folder;

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_kept_only_as_an_argon2id_hash() {
    let folder = Folder::with_paper();
    let arguments = [
        "user",
        "add",
        "Ana@Paper.example",
        "--name",
        "Ana",
        "--role",
        "admin",
        "--password-stdin",
    ];
    folder.in_paper_with_input(&arguments, "correct horse battery\n").ok();
    let (account, hash) =
        folder.store().await.account_by_email("ana@paper.example").await.unwrap().unwrap();
    let hash = hash.unwrap();
    assert_eq!(account.name, "Ana");
    assert!(hash.starts_with("$argon2id$"), "{hash}");
    assert!(store::verify_password("correct horse battery", &hash));
    assert!(!store::verify_password("correct horse", &hash));
    let listed = folder.in_paper(&["user", "list"]).ok();
    assert!(listed.contains("ana@paper.example") && listed.contains("admin"), "{listed}");
    let again = folder.in_paper_with_input(&arguments, "correct horse battery").refused();
    assert!(again.contains("has an account already"), "{again}");
}

#[test]
fn a_weak_or_missing_password_is_refused() {
    let folder = Folder::with_paper();
    let arguments = ["user", "add", "ana@paper.example", "--name", "Ana", "--role", "admin"];
    let refusal = folder.in_paper(&arguments).refused();
    assert!(refusal.contains("--password-stdin"), "{refusal}");
    let arguments = [&arguments[..], &["--password-stdin"]].concat();
    let refusal = folder.in_paper_with_input(&arguments, "short").refused();
    assert!(refusal.contains("at least 12"), "{refusal}");
    assert!(folder.in_paper(&["user", "list"]).ok().contains("Nobody yet"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_who_lost_everything_gets_back_in_from_the_server() {
    let folder = Folder::with_paper();
    let add = ["user", "add", "ana@paper.example", "--name", "Ana", "--role", "admin"];
    let add = [&add[..], &["--password-stdin"]].concat();
    folder.in_paper_with_input(&add, "correct horse battery\n").ok();
    let store = folder.store().await;
    let account = store.account_by_email("ana@paper.example").await.unwrap().unwrap().0;
    let by = story::account::Editor::from(&account);
    let mut write = store.write().await.unwrap();
    write.put_passkey(account.id, (&[1], "record"), "lost phone", &by).await.unwrap();
    write.commit().await.unwrap();

    let said = folder.in_paper(&["user", "reset-factors", "ana@paper.example"]).ok();
    assert!(said.contains("with the password alone"), "{said}");
    assert!(!store.has_second_factor(account.id).await.unwrap());

    let said = folder.in_paper(&["user", "reset-password", "Ana@paper.example"]).ok();
    let (address, token) = said.trim().rsplit_once('#').unwrap();
    assert!(address.ends_with("/desk/reset"), "{said}");
    let found = store.account_of_ticket(token).await.unwrap();
    assert_eq!(found.map(|account| account.name).as_deref(), Some("Ana"));

    for act in ["reset-factors", "reset-password", "enable", "disable"] {
        let refused = folder.in_paper(&["user", act, "nobody@paper.example"]).refused();
        assert!(refused.contains("masthead user list"), "{refused}");
    }
    folder.in_paper(&["user", "disable", "ana@paper.example"]).ok();
    let refused = folder.in_paper(&["user", "reset-password", "ana@paper.example"]).refused();
    assert!(refused.contains("user enable"), "{refused}");
    let said = folder.in_paper(&["user", "enable", "ana@paper.example"]).ok();
    assert!(said.contains("can sign in again"), "{said}");
}
