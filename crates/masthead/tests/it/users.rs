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
