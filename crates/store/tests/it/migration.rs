//! Tables brought up to date: forward only, each file once, all or nothing.

use store::{Clock, Config, Error, Store};
use testkit::{Database, Paper};

on_both_engines!(
    opening_again_changes_nothing,
    a_newer_database_is_refused,
    a_file_that_changed_after_it_ran_is_refused,
);

async fn opening_again_changes_nothing(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let ran_at = paper.database.number("SELECT max(at) FROM migration").await;
    paper.pass_minutes(60);
    let again = paper.database.open(paper.clock.clone()).await;
    assert_eq!(paper.database.number("SELECT max(at) FROM migration").await, ran_at);
    assert_eq!(again.article(article.id).await.unwrap(), article);
    let (_, migrated) = Store::open_as_is(&paper.database.config(), Clock::system()).await.unwrap();
    assert!(migrated.missing.is_empty() && !migrated.done.is_empty(), "{migrated:?}");
}

async fn a_newer_database_is_refused(paper: Paper) {
    let newer = "INSERT INTO migration (number, name, checksum, at) VALUES (9999, 'later', '', 0)";
    paper.database.execute(newer).await;
    let config = paper.database.config();
    let refusal = Store::open(&config, Clock::system()).await.unwrap_err();
    assert!(matches!(refusal, Error::Newer(9999)), "{refusal}");
    let refusal = Store::open_as_is(&config, Clock::system()).await.unwrap_err();
    assert!(refusal.to_string().contains("newer Masthead"), "{refusal}");
}

async fn a_file_that_changed_after_it_ran_is_refused(paper: Paper) {
    paper.database.execute("UPDATE migration SET checksum = 'another' WHERE number = 1").await;
    let refusal = Store::open(&paper.database.config(), Clock::system()).await.unwrap_err();
    assert!(refusal.to_string().contains("0001_paper: its file was changed"), "{refusal}");
}

async fn is_told_what_is_missing(database: &Database) {
    let (store, migrated) = Store::open_as_is(&database.config(), Clock::system()).await.unwrap();
    assert!(migrated.done.is_empty());
    assert_eq!(migrated.missing.first().map(String::as_str), Some("0001_paper"));
    assert!(store.editions().await.is_err(), "tables were made by somebody who only looked");
}

async fn may_be_opened_by_four_at_once(database: &Database) {
    let openings: Vec<_> = (0..4)
        .map(|_| {
            let config = database.config();
            tokio::spawn(async move { Store::open(&config, Clock::system()).await.map(drop) })
        })
        .collect();
    for opening in openings {
        opening.await.unwrap().unwrap();
    }
    assert_eq!(database.number("SELECT count(*) FROM migration WHERE number = 1").await, 1);
}

#[tokio::test]
async fn an_empty_sqlite_file_is_told_what_it_lacks() {
    is_told_what_is_missing(&Database::sqlite()).await;
}

#[tokio::test]
async fn an_empty_postgres_database_is_told_what_it_lacks() {
    if let Some(database) = Database::empty_postgres().await {
        is_told_what_is_missing(&database).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_sqlite_file_may_be_opened_by_four_programs_at_once() {
    may_be_opened_by_four_at_once(&Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_postgres_database_may_be_opened_by_four_programs_at_once() {
    if let Some(database) = Database::empty_postgres().await {
        may_be_opened_by_four_at_once(&database).await;
    }
}

#[tokio::test]
async fn what_is_no_database_is_refused_with_a_hint() {
    for url in ["", "mysql://localhost/paper", "paper.db", "http://example.com"] {
        let refusal = Store::open(&Config::new(url), Clock::system()).await.unwrap_err();
        let hint = "is not a database: write sqlite:<path> or postgres://user@host/name";
        assert!(refusal.to_string().ends_with(hint), "{refusal}");
    }
}
