//! A program that is killed in the middle of writing leaves a paper with everything it was told is kept, and
//! nothing half there.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use testkit::{Database, Paper};

/// The database of the program that is going to be killed.
const URL: &str = "MASTHEAD_TEST_KILLED";

/// Not a test of its own: the program that the tests below start and kill.
#[tokio::test]
#[ignore = "only the tests that kill it run it"]
async fn a_program_that_publishes_until_it_is_killed() {
    let Ok(url) = std::env::var(URL) else { return };
    let paper = Paper::without_editions(Database::at(&url)).await;
    for number in 0.. {
        let article = paper.article(&format!("Rain {number}")).topic("Rain").live().await;
        let ana = paper.editor("ana");
        ana.correct(&article, &["It snowed."], "It snowed; we said that it rained.").await.ok();
        println!("\nkept {}", article.id);
        if number % 3 == 0 {
            ana.withdraw(&article, "It did not rain.").await.ok();
        }
    }
}

/// Starts the program, kills it some time after it first said that something is kept, and gives all that it said.
fn publish_and_kill(url: &str, after: Duration) -> Vec<story::ArticleId> {
    let mut program = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "kill::a_program_that_publishes_until_it_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(URL, url)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = BufReader::new(program.stdout.take().unwrap());
    let (say, said) = mpsc::channel();
    std::thread::spawn(move || {
        let lines = output.lines().map_while(Result::ok);
        for id in lines.filter_map(|line| line.strip_prefix("kept ")?.parse().ok()) {
            let _ = say.send(id);
        }
    });
    let first = said.recv_timeout(Duration::from_secs(60));
    std::thread::sleep(after);
    program.kill().unwrap();
    program.wait().unwrap();
    let first = first.expect("the program kept nothing within a minute");
    std::iter::once(first).chain(said).collect()
}

async fn survives(database: Database) {
    let mut paper = Paper::kept_in(database).await;
    for round in 0..8 {
        paper.store.close().await;
        let url = paper.database.url().to_owned();
        // A different moment each time, so that every part of an act is hit sooner or later.
        let after = Duration::from_millis(37 * round);
        let acknowledged =
            tokio::task::spawn_blocking(move || publish_and_kill(&url, after)).await.unwrap();
        paper.store = paper.database.open(paper.clock.clone()).await;
        paper.is_sound().await;
        for id in &acknowledged {
            let article = paper.store.article(*id).await.unwrap();
            assert_eq!(article.draft.0, 2, "a kept correction is lost");
            assert_eq!(paper.store.corrections_of(*id).await.unwrap().len(), 1);
            let live = paper.store.live_article(*id).await.unwrap();
            assert_eq!(live.is_some(), article.public.live().is_some());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_program_loses_nothing_kept_in_sqlite() {
    survives(Database::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_program_loses_nothing_kept_in_postgres() {
    if let Some(database) = Database::postgres().await {
        survives(database).await;
    }
}
