//! The feed of changes: whoever follows it misses nothing.

use std::time::Duration;

use story::{Change, ChangeKind};
use testkit::Paper;

on_both_engines!(
    a_change_is_not_seen_before_an_earlier_one_that_is_still_being_written,
    a_reader_misses_nothing_that_eight_writers_do_at_once,
    the_audit_log_stays_one_chain_under_eight_writers,
    every_kind_of_change_survives_the_store,
    a_listener_keeps_its_place,
);

fn change() -> Change {
    Change::everywhere(ChangeKind::NamesChanged)
}

/// Without the lock of the feed, PostgreSQL gives the first writer the smaller number, lets the second commit
/// first, and a reader who went on from there never sees the first.
async fn a_change_is_not_seen_before_an_earlier_one_that_is_still_being_written(paper: Paper) {
    let mut place = paper.store.newest_change().await.unwrap();
    let start = place;
    let mut slow = paper.store.write().await.unwrap();
    slow.change(&change()).await.unwrap();

    let store = paper.store.clone();
    let quick = tokio::spawn(async move {
        let mut quick = store.write().await.unwrap();
        quick.change(&change()).await.unwrap();
        quick.commit().await.unwrap();
    });
    let mut seen = Vec::new();
    for _ in 0..20 {
        for row in paper.store.changes_after(place, 100).await.unwrap() {
            place = row.sequence;
            seen.push(row.sequence);
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    slow.commit().await.unwrap();
    quick.await.unwrap();
    seen.extend(
        paper.store.changes_after(place, 100).await.unwrap().iter().map(|row| row.sequence),
    );
    let all: Vec<i64> = paper
        .store
        .changes_after(start, 100)
        .await
        .unwrap()
        .iter()
        .map(|row| row.sequence)
        .collect();
    assert_eq!(all.len(), 2);
    assert_eq!(seen, all);
}

const WRITERS: usize = 8;
const EACH: usize = 20;

/// Eight writers who each write something else first, so that they reach the feed in any order.
fn eight_writers(paper: &Paper) -> Vec<tokio::task::JoinHandle<()>> {
    (0..WRITERS)
        .map(|writer| {
            let store = paper.store.clone();
            let by = paper.operator();
            tokio::spawn(async move {
                for number in 0..EACH {
                    let mut write = store.write().await.unwrap();
                    write.set(&format!("{writer}"), &format!("{number}")).await.unwrap();
                    write.change(&change()).await.unwrap();
                    tokio::task::yield_now().await;
                    write.audit(&by, "test", &format!("writer {writer}"), "").await.unwrap();
                    // Some think better of it: their numbers are never seen.
                    if number % 5 != 4 {
                        write.commit().await.unwrap();
                    }
                }
            })
        })
        .collect()
}

async fn a_reader_misses_nothing_that_eight_writers_do_at_once(paper: Paper) {
    let start = paper.store.newest_change().await.unwrap();
    let writers = eight_writers(&paper);
    let mut place = start;
    let mut seen = Vec::new();
    loop {
        let finished = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let rows = paper.store.changes_after(place, 7).await.unwrap();
        if rows.is_empty() && finished {
            break;
        }
        for row in rows {
            assert!(row.sequence > place);
            place = row.sequence;
            seen.push(row.sequence);
        }
        tokio::task::yield_now().await;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let all = paper.store.changes_after(start, 1000).await.unwrap();
    assert_eq!(all.len(), WRITERS * EACH * 4 / 5);
    assert_eq!(seen, all.iter().map(|row| row.sequence).collect::<Vec<_>>());
    assert_eq!(paper.store.newest_change().await.unwrap(), place);
}

async fn the_audit_log_stays_one_chain_under_eight_writers(paper: Paper) {
    let before = paper.store.audit_after(0, 1000).await.unwrap().len();
    for writer in eight_writers(&paper) {
        writer.await.unwrap();
    }
    let lines = paper.store.audit_after(0, 1000).await.unwrap();
    assert_eq!(lines.len() - before, WRITERS * EACH * 4 / 5);
    paper.is_sound().await;
}

async fn every_kind_of_change_survives_the_store(paper: Paper) {
    let start = paper.store.newest_change().await.unwrap();
    let article = paper.article("Rain").draft().await;
    let after = paper.store.newest_change().await.unwrap();
    let changes: Vec<Change> = ChangeKind::ALL
        .into_iter()
        .map(|kind| Change {
            kind,
            edition: Some(article.edition.clone()),
            story: Some(article.story),
            article: Some(article.id),
            revision: Some(article.draft),
            item: Some(story::ItemId::new(9)),
        })
        .collect();
    let mut write = paper.store.write().await.unwrap();
    for change in &changes {
        write.change(change).await.unwrap();
    }
    write.commit().await.unwrap();
    assert!(after > start);
    let found = paper.store.changes_after(after, 100).await.unwrap();
    assert!(found.iter().all(|row| row.at == paper.now()));
    assert_eq!(found.into_iter().map(|row| row.change).collect::<Vec<_>>(), changes);
}

async fn a_listener_keeps_its_place(paper: Paper) {
    assert_eq!(paper.store.listener_place("pages").await.unwrap(), 0);
    paper.store.set_listener_place("pages", 7).await.unwrap();
    paper.store.set_listener_place("search", 3).await.unwrap();
    paper.store.set_listener_place("pages", 9).await.unwrap();
    assert_eq!(paper.store.listener_place("pages").await.unwrap(), 9);
    assert_eq!(paper.store.listener_place("search").await.unwrap(), 3);
}
