//! The clock publishes what was scheduled, once, and never long after its hour.

use std::time::Duration;

use masthead::worker;
use story::{Public, RevisionNumber};
use testkit::Paper;
use tokio_util::sync::CancellationToken;

/// Lets workers run until nothing is left to do.
async fn work(paper: &Paper, workers: usize) {
    let stop = CancellationToken::new();
    let tasks: Vec<_> = (0..workers)
        .map(|_| tokio::spawn(worker::run(paper.store.clone(), stop.clone())))
        .collect();
    tokio::time::sleep(Duration::from_millis(700)).await;
    stop.cancel();
    for task in tasks {
        task.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_article_goes_live_at_its_hour_and_not_before() {
    let paper = Paper::open().await;
    let article = paper.article("Rain stops play").draft().await;
    paper.editor("ana").approve(&article).await.ok();
    let hour = paper.now() + jiff::SignedDuration::from_mins(30);
    paper.editor("ana").schedule(&article, hour).await.ok();
    work(&paper, 1).await;
    assert_eq!(paper.again(&article).await.public, Public::Unpublished);
    paper.pass_minutes(31);
    work(&paper, 1).await;
    let live = paper.again(&article).await;
    assert_eq!(live.public, Public::Live(RevisionNumber(1)));
    assert_eq!(live.first_live_at, Some(paper.now()), "the real moment counts");
    paper.is_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_servers_one_publishes() {
    let paper = Paper::open().await;
    let mut articles = Vec::new();
    for number in 0..12 {
        let article = paper.article(&format!("Story {number}")).draft().await;
        paper.editor("ana").approve(&article).await.ok();
        let hour = paper.now() + jiff::SignedDuration::from_mins(1);
        articles.push(paper.editor("ana").schedule(&article, hour).await.ok());
    }
    paper.pass_minutes(2);
    work(&paper, 3).await;
    for article in articles {
        let history = paper.store.publications(article.id).await.unwrap();
        assert_eq!(history.len(), 1, "{} was published {} times", article.slug, history.len());
    }
    let changes = paper.store.changes_after(0, 10_000).await.unwrap();
    let published =
        changes.iter().filter(|row| row.change.kind == story::ChangeKind::Published).count();
    assert_eq!(published, 12);
    paper.is_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn news_that_is_long_overdue_waits_for_a_person() {
    let paper = Paper::open().await;
    let article = paper.article("Rain stops play").draft().await;
    paper.editor("ana").approve(&article).await.ok();
    let hour = paper.now() + jiff::SignedDuration::from_mins(1);
    paper.editor("ana").schedule(&article, hour).await.ok();
    paper.pass_minutes(3 * 60);
    work(&paper, 1).await;
    let article = paper.again(&article).await;
    assert_eq!(article.public, Public::Unpublished);
    assert!(article.scheduled.is_some(), "the moment stands for somebody to see");
    let lines = paper.store.audit_after(0, 1000).await.unwrap();
    let missed = lines.iter().find(|line| line.act == "schedule missed").unwrap();
    assert!(missed.detail.contains("more than two hours ago"), "{}", missed.detail);
    assert_eq!(paper.store.next_job_at().await.unwrap(), None, "it is not tried again");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_not_published() {
    let paper = Paper::open().await;
    let article = paper.article("Rain stops play").draft().await;
    paper.editor("ana").approve(&article).await.ok();
    let hour = paper.now() + jiff::SignedDuration::from_mins(1);
    let article = paper.editor("ana").schedule(&article, hour).await.ok();
    let article = paper.editor("ana").unschedule(&article).await.ok();
    paper.pass_minutes(2);
    work(&paper, 1).await;
    assert_eq!(paper.again(&article).await.public, Public::Unpublished);
    assert_eq!(paper.store.next_job_at().await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listener_that_fails_takes_up_where_it_was() {
    use std::sync::Mutex;

    static SEEN: Mutex<Vec<i64>> = Mutex::new(Vec::new());
    let picky = worker::Listener {
        name: "picky",
        follow: |_, row| {
            Box::pin(async move {
                let mut seen = SEEN.lock().unwrap();
                let first_time = !seen.contains(&row.sequence);
                seen.push(row.sequence);
                anyhow::ensure!(row.sequence != 3 || !first_time, "it is Wednesday");
                Ok(())
            })
        },
    };
    let paper = Paper::open().await;
    for number in 0..4 {
        paper.article(&format!("Story {number}")).live().await;
    }
    let stop = CancellationToken::new();
    let failure = worker::catch_up(&paper.store, &picky, &stop).await.unwrap_err();
    assert!(
        format!("{failure:#}").contains("change 3 was not followed: it is Wednesday"),
        "{failure:#}"
    );
    assert_eq!(paper.store.listener_place("picky").await.unwrap(), 2);
    worker::catch_up(&paper.store, &picky, &stop).await.unwrap();
    let newest = paper.store.newest_change().await.unwrap();
    assert_eq!(paper.store.listener_place("picky").await.unwrap(), newest);
    let expected: Vec<i64> = (1..=3).chain(3..=newest).collect();
    assert_eq!(*SEEN.lock().unwrap(), expected, "each once and in order, the failed one twice");
}
