//! Accounts, passwords and sessions.

use story::AccountId;
use story::account::Account;
use story::permission::{Grant, Role};
use testkit::Paper;

on_both_engines!(
    an_account_is_found_however_its_address_is_written,
    an_address_belongs_to_one_account,
    a_password_stays_until_another_is_set,
    a_session_signs_in_until_it_ends,
    a_session_that_was_ended_signs_nobody_in,
    a_disabled_account_is_signed_out_everywhere,
    a_token_is_not_kept_anywhere,
);

async fn an_account_is_found_however_its_address_is_written(paper: Paper) {
    let account = paper.account("Ana").await;
    for email in ["ana@paper.example", "Ana@Paper.Example", "  ANA@PAPER.EXAMPLE "] {
        let found = paper.store.account_by_email(email).await.unwrap();
        assert_eq!(found.map(|(account, _)| account), Some(account.clone()), "{email}");
    }
    assert!(paper.store.account_by_email("bela@paper.example").await.unwrap().is_none());
    let names: Vec<String> =
        paper.store.accounts().await.unwrap().into_iter().map(|account| account.name).collect();
    assert_eq!(names, ["Ana"]);
}

async fn an_address_belongs_to_one_account(paper: Paper) {
    paper.account("Ana").await;
    let mut write = paper.store.write().await.unwrap();
    let second = Account {
        id: AccountId::new(write.id()),
        email: "ANA@paper.example".to_owned(),
        name: "Another Ana".to_owned(),
        grants: vec![Grant::everywhere(Role::Admin)],
        disabled_at: None,
        created_at: paper.now(),
    };
    let refusal = write.put_account(&second, None, &paper.operator()).await.unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "an account with the address “ANA@paper.example” exists already"
    );
}

async fn a_password_stays_until_another_is_set(paper: Paper) {
    let mut account = paper.account("Ana").await;
    let hash = async || paper.store.account_by_email("ana@paper.example").await.unwrap().unwrap().1;
    assert_eq!(hash().await, None);
    let keep = async |account: &Account, hash: Option<&str>| {
        let mut write = paper.store.write().await.unwrap();
        write.put_account(account, hash, &paper.operator()).await.unwrap();
        write.commit().await.unwrap();
    };
    keep(&account, Some("hash 1")).await;
    account.name = "Ana Petrova".to_owned();
    keep(&account, None).await;
    assert_eq!(hash().await.as_deref(), Some("hash 1"));
    assert_eq!(paper.store.account(account.id).await.unwrap(), Some(account.clone()));
    keep(&account, Some("hash 2")).await;
    assert_eq!(hash().await.as_deref(), Some("hash 2"));
    paper.is_sound().await;
}

async fn signed_in(paper: &Paper, token: &str) -> Option<Account> {
    paper.store.session(token).await.unwrap().map(|session| session.account)
}

async fn a_session_signs_in_until_it_ends(paper: Paper) {
    let account = paper.account("Ana").await;
    let ends = paper.now().checked_add(jiff::SignedDuration::from_mins(60)).unwrap();
    let token = paper.store.begin_session(account.id, ends).await.unwrap();
    let other = paper.store.begin_session(account.id, ends).await.unwrap();
    assert_ne!(token, other);
    assert_eq!(token.len(), 64);
    paper.pass_minutes(59);
    assert_eq!(signed_in(&paper, &token).await, Some(account));
    paper.pass_minutes(1);
    assert_eq!(paper.store.session(&token).await.unwrap(), None);
    for nonsense in ["", "0", "' OR 1 = 1 --"] {
        assert_eq!(paper.store.session(nonsense).await.unwrap(), None);
    }
}

async fn a_session_that_was_ended_signs_nobody_in(paper: Paper) {
    let account = paper.account("Ana").await;
    let ends = paper.now().checked_add(jiff::SignedDuration::from_mins(60)).unwrap();
    let here = paper.store.begin_session(account.id, ends).await.unwrap();
    let there = paper.store.begin_session(account.id, ends).await.unwrap();
    paper.store.end_session(&here).await.unwrap();
    assert_eq!(paper.store.session(&here).await.unwrap(), None);
    assert_eq!(signed_in(&paper, &there).await, Some(account));
}

async fn a_disabled_account_is_signed_out_everywhere(paper: Paper) {
    let mut account = paper.account("Ana").await;
    let ends = paper.now().checked_add(jiff::SignedDuration::from_mins(60)).unwrap();
    let token = paper.store.begin_session(account.id, ends).await.unwrap();
    for disabled_at in [Some(paper.now()), None] {
        account.disabled_at = disabled_at;
        let mut write = paper.store.write().await.unwrap();
        write.put_account(&account, None, &paper.operator()).await.unwrap();
        write.commit().await.unwrap();
        // Enabling the account again does not bring its old sessions back.
        assert_eq!(paper.store.session(&token).await.unwrap(), None);
    }
    let lines = paper.store.audit_after(0, 100).await.unwrap();
    assert!(lines.iter().any(|line| line.act == "disable account"));
    paper.is_sound().await;
}

async fn a_token_is_not_kept_anywhere(paper: Paper) {
    let account = paper.account("Ana").await;
    let ends = paper.now().checked_add(jiff::SignedDuration::from_mins(60)).unwrap();
    let token = paper.store.begin_session(account.id, ends).await.unwrap();
    let hex = if paper.database.is_postgres() {
        "encode(token_hash, 'hex')"
    } else {
        "lower(hex(token_hash))"
    };
    let kept = format!("SELECT count(*) FROM session WHERE {hex} = '{token}'");
    assert_eq!(paper.database.number(&kept).await, 0);
    assert_eq!(paper.database.number("SELECT count(*) FROM session").await, 1);
}

#[test]
fn a_password_is_verified_by_its_hash_alone() {
    let hash = store::hash_password("correct horse").unwrap();
    assert!(hash.starts_with("$argon2id$"), "{hash}");
    assert!(store::verify_password("correct horse", &hash));
    assert!(!store::verify_password("correct horse ", &hash));
    assert!(!store::verify_password("", &hash));
    for broken in ["", "plain", "$argon2id$v=19$nonsense"] {
        assert!(!store::verify_password("correct horse", broken));
    }
    assert_ne!(store::hash_password("correct horse").unwrap(), hash, "the salt is fresh each time");
}
