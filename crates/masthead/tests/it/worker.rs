//! The clock publishes what was scheduled, once, and never long after its hour.

use std::time::Duration;

use masthead::config;
use masthead::worker::{self, Follow, Following, Means};
use store::{ChangeRow, Store};
use story::{Public, RevisionNumber};
use testkit::Paper;
use tokio_util::sync::CancellationToken;

use crate::cdn::Cdn;

/// Lets workers run until nothing is left to do.
async fn work(paper: &Paper, workers: usize) {
    let stop = CancellationToken::new();
    let tasks: Vec<_> = (0..workers)
        .map(|_| tokio::spawn(worker::run(Means::of(paper.store.clone()), stop.clone())))
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
    #[derive(Default)]
    struct Picky {
        seen: Vec<i64>,
    }

    impl Follow for Picky {
        fn follow<'a>(&'a mut self, _: &'a Store, changes: &'a [ChangeRow]) -> Following<'a> {
            Box::pin(async move {
                for row in changes {
                    let first_time = !self.seen.contains(&row.sequence);
                    self.seen.push(row.sequence);
                    anyhow::ensure!(row.sequence != 3 || !first_time, "it is Wednesday");
                }
                Ok(())
            })
        }
    }

    let mut picky = Picky::default();
    let paper = Paper::open().await;
    for number in 0..4 {
        paper.article(&format!("Story {number}")).live().await;
    }
    let stop = CancellationToken::new();
    let failure = worker::catch_up(&paper.store, "picky", &mut picky, &stop).await.unwrap_err();
    assert!(
        format!("{failure:#}").contains("change 3 was not followed: it is Wednesday"),
        "{failure:#}"
    );
    assert_eq!(paper.store.listener_place("picky").await.unwrap(), 2);
    worker::catch_up(&paper.store, "picky", &mut picky, &stop).await.unwrap();
    let newest = paper.store.newest_change().await.unwrap();
    assert_eq!(paper.store.listener_place("picky").await.unwrap(), newest);
    let expected: Vec<i64> = (1..=3).chain(3..=newest).collect();
    assert_eq!(picky.seen, expected, "each once and in order, the failed one twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cdn_that_is_told_twice_is_told_the_same() {
    let paper = Paper::open().await;
    paper.article("Rain stops play").live().await;
    let cdn = Cdn::open(&[]);
    let settings = config::Cdn {
        purge: Some(config::Purge::Varnish),
        url: format!("http://{}", cdn.address),
        ..config::Config::default().cdn
    };
    let site = {
        let theme = theme::Theme::load(theme::Config::for_testing()).unwrap();
        let settings = site::Config::for_testing();
        site::Site::new(paper.store.reader(), theme, paper.files.clone(), settings)
    };
    let means = Means { site: Some(site), cdn: settings, ..Means::of(paper.store.clone()) };
    let listener = worker::LISTENERS.iter().find(|listener| listener.name == "cdn").unwrap();
    let mut follower = (listener.begin)(&means).unwrap();
    let stop = CancellationToken::new();
    // What the CDN has from before nobody knows.
    worker::catch_up(&paper.store, "cdn", &mut *follower, &stop).await.unwrap();
    assert_eq!(cdn.heard()[0].line, "BAN / HTTP/1.1");
    let place = paper.store.listener_place("cdn").await.unwrap();
    assert_eq!(place, paper.store.newest_change().await.unwrap());

    let article = paper.article("Sun shines").live().await;
    paper.editor("ana").withdraw(&article, "It did not.").await.ok();
    worker::catch_up(&paper.store, "cdn", &mut *follower, &stop).await.unwrap();
    // As after a crash, before the place was kept.
    paper.store.set_listener_place("cdn", place).await.unwrap();
    worker::catch_up(&paper.store, "cdn", &mut *follower, &stop).await.unwrap();
    // It may have been told everything once more meanwhile.
    let mut purges = cdn.heard();
    purges.retain(|told| told.line == "PURGE / HTTP/1.1");
    assert!(purges.len() >= 2, "{purges:#?}");
    let names = purges[0].header("xkey-purge");
    assert!(
        names.contains(&format!("article:{}", article.id)),
        "no withdrawal is soft: {purges:#?}"
    );
    assert!(purges.iter().all(|told| *told == purges[0]), "{purges:#?}");

    // Another one, begun after changes that it never saw, is on the safe side.
    paper.store.set_listener_place("cdn", place).await.unwrap();
    let mut follower = (listener.begin)(&means).unwrap();
    worker::catch_up(&paper.store, "cdn", &mut *follower, &stop).await.unwrap();
    assert_eq!(cdn.heard().last().unwrap().line, "BAN / HTTP/1.1");
}
