//! Readers never wait for writers.

use std::time::Duration;

use story::{Change, ChangeKind};
use testkit::Paper;

on_both_engines!(
    readers_are_served_while_writers_wait_for_each_other,
    a_reader_sees_nothing_of_what_is_not_committed,
);

async fn readers_are_served_while_writers_wait_for_each_other(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    let change = || Change::everywhere(ChangeKind::NamesChanged);
    // An import that takes its time…
    let mut slow = paper.store.write().await.unwrap();
    slow.change(&change()).await.unwrap();
    // … and more editors behind it than the paper has connections.
    let waiting: Vec<_> = (0..24)
        .map(|_| {
            let store = paper.store.clone();
            tokio::spawn(async move {
                let mut write = store.write().await?;
                write.change(&change()).await?;
                write.commit().await
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(500)).await;

    let reading = paper.store.live_article(article.id);
    let read = tokio::time::timeout(Duration::from_secs(2), reading).await;
    assert!(read.expect("the reader waits for writers").unwrap().is_some());

    slow.commit().await.unwrap();
    for writer in waiting {
        writer.await.unwrap().unwrap();
    }
}

async fn a_reader_sees_nothing_of_what_is_not_committed(paper: Paper) {
    let mut write = paper.store.write().await.unwrap();
    write.set("motto", "Slowly.").await.unwrap();
    assert_eq!(paper.store.setting("motto").await.unwrap(), None);
    write.commit().await.unwrap();
    assert_eq!(paper.store.setting("motto").await.unwrap().as_deref(), Some("Slowly."));
}
