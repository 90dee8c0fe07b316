//! What became of an export, and the comments that came with it: a second run adds nothing.

use store::{Comment, ImportItem, Outcome};
use testkit::Paper;

on_both_engines!(
    an_item_is_remembered_by_where_it_came_from,
    a_failed_item_may_be_stored_by_a_later_run,
    an_item_is_seen_inside_its_own_transaction,
    a_comment_is_kept_once,
    comments_come_oldest_first,
    an_import_that_points_nowhere_is_found,
);

fn item(foreign_id: &str) -> ImportItem {
    ImportItem {
        source: "https://old.example".to_owned(),
        kind: "post".to_owned(),
        foreign_id: foreign_id.to_owned(),
        object: None,
        outcome: Outcome::Kept,
        note: String::new(),
        payload: Some(r#"{"menu":"Главная"}"#.to_owned()),
    }
}

async fn put(paper: &Paper, item: &ImportItem) {
    let mut write = paper.store.write().await.unwrap();
    write.put_import_item(item).await.unwrap();
    write.commit().await.unwrap();
}

async fn an_item_is_remembered_by_where_it_came_from(paper: Paper) {
    put(&paper, &item("12")).await;
    put(&paper, &item("12")).await;
    put(&paper, &ImportItem { kind: "author".to_owned(), ..item("12") }).await;
    put(&paper, &ImportItem { source: "https://other.example".to_owned(), ..item("12") }).await;
    let store = &paper.store;
    let found = store.import_item("https://old.example", "post", "12").await.unwrap();
    assert_eq!(found, Some(item("12")));
    assert_eq!(store.import_items("https://old.example", "post").await.unwrap(), [item("12")]);
    assert_eq!(store.import_item("https://old.example", "post", "13").await.unwrap(), None);
}

async fn a_failed_item_may_be_stored_by_a_later_run(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let failed = ImportItem {
        outcome: Outcome::Failed,
        note: "the picture did not answer".to_owned(),
        ..item("12")
    };
    put(&paper, &failed).await;
    let stored = ImportItem {
        object: Some(article.id.number()),
        outcome: Outcome::Stored,
        payload: None,
        ..item("12")
    };
    put(&paper, &stored).await;
    let found = paper.store.import_items("https://old.example", "post").await.unwrap();
    assert_eq!(found, [stored]);
    paper.is_sound().await;
}

async fn an_item_is_seen_inside_its_own_transaction(paper: Paper) {
    let mut write = paper.store.write().await.unwrap();
    write.put_import_item(&item("12")).await.unwrap();
    let inside = write.import_item("https://old.example", "post", "12").await.unwrap();
    assert_eq!(inside, Some(item("12")));
    drop(write);
    let outside = paper.store.import_item("https://old.example", "post", "12").await.unwrap();
    assert_eq!(outside, None);
}

fn comment(article: story::ArticleId, foreign_id: &str, at: Option<&str>) -> Comment {
    Comment {
        article,
        source: "https://old.example".to_owned(),
        foreign_id: foreign_id.to_owned(),
        parent: None,
        kind: "comment".to_owned(),
        state: "approved".to_owned(),
        author_name: "Reader".to_owned(),
        author_email: "reader@mail.example".to_owned(),
        author_url: String::new(),
        at: at.map(|at| at.parse().unwrap()),
        content: "<b>It did</b> rain.".to_owned(),
    }
}

async fn keep(paper: &Paper, comments: &[Comment]) {
    let mut write = paper.store.write().await.unwrap();
    for comment in comments {
        write.put_comment(comment).await.unwrap();
    }
    write.commit().await.unwrap();
}

async fn a_comment_is_kept_once(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let first = comment(article.id, "7", Some("2014-05-01T10:00:00Z"));
    keep(&paper, std::slice::from_ref(&first)).await;
    let changed = Comment { content: "Something else.".to_owned(), ..first.clone() };
    keep(&paper, &[changed, first.clone()]).await;
    assert_eq!(paper.store.comments(article.id).await.unwrap(), [first]);
}

async fn comments_come_oldest_first(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let (late, early) = (
        comment(article.id, "1", Some("2014-05-02T10:00:00Z")),
        Comment {
            parent: Some("1".to_owned()),
            ..comment(article.id, "2", Some("2014-05-01T10:00:00Z"))
        },
    );
    keep(&paper, &[late.clone(), early.clone()]).await;
    assert_eq!(paper.store.comments(article.id).await.unwrap(), [early, late]);
    let other = paper.article("Snow").live().await;
    assert!(paper.store.comments(other.id).await.unwrap().is_empty());
}

async fn an_import_that_points_nowhere_is_found(paper: Paper) {
    put(&paper, &ImportItem { object: Some(7), outcome: Outcome::Stored, ..item("12") }).await;
    let faults = paper.store.inspect().await.unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].object, "import post 12");
    assert_eq!(faults[0].what, "was stored as an article that does not exist (7)");
}
