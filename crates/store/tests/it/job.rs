//! Due work: leased by one worker at a time, never lost.

use std::collections::HashSet;
use std::time::Duration;

use story::job::Job;
use story::{Article, Timestamp};
use testkit::Paper;

on_both_engines!(
    a_job_is_not_given_before_its_hour,
    the_job_that_waited_longest_comes_first,
    two_workers_never_have_the_same_job,
    a_lease_that_ended_gives_the_job_to_another,
    a_finished_job_never_comes_back,
    a_job_is_finished_with_what_it_did_or_not_at_all,
    a_job_of_an_act_that_was_not_kept_does_not_exist,
    a_job_that_nobody_finishes_is_noticed,
    a_worker_may_take_jobs_of_its_kinds_alone,
    jobs_of_which_nothing_is_worth_keeping_are_forgotten,
);

const MINUTE: Duration = Duration::from_secs(60);

async fn scheduled(paper: &Paper, headline: &str, minutes: i64) -> (Article, Timestamp) {
    let article = paper.article(headline).draft().await;
    paper.editor("ana").approve(&article).await.ok();
    let at = paper.now().checked_add(jiff::SignedDuration::from_mins(minutes)).unwrap();
    (paper.editor("ana").schedule(&article, at).await.ok(), at)
}

fn article_of(job: &Job) -> story::ArticleId {
    match job {
        Job::PublishScheduled { article, .. } => *article,
        other => panic!("no article: {other:?}"),
    }
}

async fn a_job_is_not_given_before_its_hour(paper: Paper) {
    let (article, at) = scheduled(&paper, "Rain", 10).await;
    assert_eq!(paper.store.next_job_at().await.unwrap(), Some(at));
    assert_eq!(paper.store.lease_job(MINUTE).await.unwrap(), None);
    paper.pass_minutes(10);
    let leased = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
    assert_eq!(leased.job, Job::PublishScheduled { article: article.id, revision: article.draft });
    assert_eq!((leased.due, leased.tries), (at, 1));
}

async fn the_job_that_waited_longest_comes_first(paper: Paper) {
    let (late, _) = scheduled(&paper, "Late", 20).await;
    let (early, _) = scheduled(&paper, "Early", 10).await;
    paper.pass_minutes(30);
    for expected in [early, late] {
        let leased = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
        assert_eq!(article_of(&leased.job), expected.id);
    }
}

async fn two_workers_never_have_the_same_job(paper: Paper) {
    let mut expected = HashSet::new();
    for number in 0..24 {
        expected.insert(scheduled(&paper, &format!("Rain {number}"), 1).await.0.id);
    }
    paper.pass_minutes(5);
    let workers: Vec<_> = (0..6)
        .map(|_| {
            let store = paper.store.clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                // On PostgreSQL a worker may find every free row locked by others for a moment.
                let mut empty = 0;
                while empty < 5 {
                    match store.lease_job(MINUTE).await.unwrap() {
                        Some(leased) => mine.push(article_of(&leased.job)),
                        None => empty += 1,
                    }
                }
                mine
            })
        })
        .collect();
    let mut leased = Vec::new();
    for worker in workers {
        leased.extend(worker.await.unwrap());
    }
    assert_eq!(leased.len(), expected.len(), "a job was given twice or never");
    assert_eq!(leased.into_iter().collect::<HashSet<_>>(), expected);
}

async fn a_lease_that_ended_gives_the_job_to_another(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    paper.pass_minutes(1);
    let first = paper.store.lease_job(5 * MINUTE).await.unwrap().unwrap();
    assert_eq!(paper.store.lease_job(MINUTE).await.unwrap(), None);
    let ends = paper.now().checked_add(5 * MINUTE).unwrap();
    assert_eq!(paper.store.next_job_at().await.unwrap(), Some(ends));
    paper.pass_minutes(5);
    let second = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
    assert_eq!((second.id, second.tries), (first.id, 2));
}

async fn a_finished_job_never_comes_back(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    paper.pass_minutes(1);
    let leased = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
    paper.store.finish_job(leased.id, "published").await.unwrap();
    paper.pass_minutes(60);
    assert_eq!(paper.store.lease_job(MINUTE).await.unwrap(), None);
    assert_eq!(paper.store.next_job_at().await.unwrap(), None);
}

async fn a_job_is_finished_with_what_it_did_or_not_at_all(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    paper.pass_minutes(1);
    let leased = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
    let mut write = paper.store.write().await.unwrap();
    write.finish_job(leased.id, "published").await.unwrap();
    drop(write);
    paper.pass_minutes(1);
    // PostgreSQL rolls back on its own time, and until then the row is locked, which workers pass over.
    for _ in 0..500 {
        match paper.store.lease_job(MINUTE).await.unwrap() {
            Some(again) => return assert_eq!(again.id, leased.id),
            None => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    panic!("the job is lost");
}

async fn a_job_of_an_act_that_was_not_kept_does_not_exist(paper: Paper) {
    let article = paper.article("Rain").draft().await;
    let approved = paper.editor("ana").approve(&article).await.ok();
    let ana = paper.editor("ana").editor().await;
    let story = paper.store.story(article.story).await.unwrap();
    let revision = paper.store.revision(article.id, article.draft).await.unwrap();
    let content = paper.store.content(article.id, article.draft).await.unwrap();
    let text = story::article::Text {
        revision: &revision,
        content: &content,
        evidence: &story::article::Evidence::none(story::Language::english()),
    };
    let act = story::article::Act { by: &ana, now: paper.now(), story: &story };
    let acted = approved.schedule(text, paper.now(), act).unwrap();
    let mut write = paper.store.write().await.unwrap();
    write.save(&acted, &ana).await.unwrap();
    drop(write);
    assert_eq!(paper.store.next_job_at().await.unwrap(), None);
    assert_eq!(paper.again(&article).await.scheduled, None);
}

async fn a_job_that_nobody_finishes_is_noticed(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    paper.pass_minutes(1);
    let leased = paper.store.lease_job(MINUTE).await.unwrap().unwrap();
    assert!(paper.store.stuck_jobs(paper.now()).await.unwrap().is_empty());
    paper.pass_minutes(10);
    let stuck = paper.store.stuck_jobs(paper.now()).await.unwrap();
    assert_eq!(stuck, [(leased.id, "publish_scheduled".to_owned(), 1)]);
}

async fn jobs_of_which_nothing_is_worth_keeping_are_forgotten(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    let names = vec!["newest:en".to_owned()];
    let job = Job::TellCdnAgain { everything: false, withdrawn: true, names };
    for minutes in [0, 1, 9] {
        let mut write = paper.store.write().await.unwrap();
        let at = paper.now() + jiff::SignedDuration::from_mins(minutes);
        write.put_job(&story::job::Due { job: job.clone(), at }).await.unwrap();
        write.commit().await.unwrap();
    }
    paper.pass_minutes(5);
    assert_eq!(paper.store.due_jobs_of(Job::CDN).await.unwrap(), 2);
    let leased = paper.store.lease_job_of(&[Job::CDN], MINUTE).await.unwrap().unwrap();
    assert_eq!(leased.job, job);
    assert_eq!(paper.store.due_jobs_of(Job::CDN).await.unwrap(), 1, "a leased one is somebody's");
    paper.store.forget_jobs(&[leased.id]).await.unwrap();
    paper.store.forget_jobs(&[]).await.unwrap();
    assert_eq!(paper.database.number("SELECT count(*) FROM job").await, 3);
    paper.store.forget_jobs_of(Job::CDN).await.unwrap();
    assert_eq!(paper.database.number("SELECT count(*) FROM job").await, 1);
    assert!(paper.store.lease_job(MINUTE).await.unwrap().is_some(), "the scheduled one is there");
}

async fn a_worker_may_take_jobs_of_its_kinds_alone(paper: Paper) {
    scheduled(&paper, "Rain", 1).await;
    paper.pass_minutes(5);
    let mut write = paper.store.write().await.unwrap();
    let job = Job::MailReset { email: "ana@paper.example".to_owned() };
    write.put_job(&story::job::Due { job: job.clone(), at: paper.now() }).await.unwrap();
    write.commit().await.unwrap();
    let leased = paper.store.lease_job_of(Job::MAIL, MINUTE).await.unwrap().unwrap();
    assert_eq!((leased.job, leased.tries), (job, 1));
    assert_eq!(paper.store.lease_job_of(Job::MAIL, MINUTE).await.unwrap(), None);
    let later = paper.now() + jiff::SignedDuration::from_mins(1);
    paper.store.put_off_job(leased.id, later, "away").await.unwrap();
    assert_eq!(paper.store.lease_job_of(Job::MAIL, MINUTE).await.unwrap(), None);
    paper.pass_minutes(1);
    let again = paper.store.lease_job_of(Job::MAIL, MINUTE).await.unwrap().unwrap();
    assert_eq!((again.id, again.tries), (leased.id, 2));
    paper.store.finish_job(again.id, "sent").await.unwrap();
    paper.store.put_off_job(again.id, later, "too late").await.unwrap();
    paper.pass_minutes(5);
    assert_eq!(paper.store.lease_job_of(Job::MAIL, MINUTE).await.unwrap(), None);
    let rest = paper.store.lease_job_of(&["publish_scheduled"], MINUTE).await.unwrap();
    assert!(matches!(rest.unwrap().job, Job::PublishScheduled { .. }));
}
