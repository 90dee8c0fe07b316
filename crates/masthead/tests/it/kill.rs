//! `kill -9` at any moment: nothing that was acknowledged is lost, and nothing is half there.

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Folder, draft};

/// How often each of these tests kills the program; more in `bin/ci`.
pub(crate) fn rounds() -> usize {
    std::env::var("MASTHEAD_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

/// Moments spread evenly over a span, in an order that looks random and is the same each time.
pub(crate) fn moments(span: Duration) -> impl Iterator<Item = Duration> {
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    (1..=rounds()).map(move |round| span.mul_f64((round as f64 * golden).fract()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_publish_that_was_acknowledged_survives_a_kill() {
    const BATCH: usize = 12;
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let mut names: Vec<String> = Vec::new();
    for number in 0..rounds() * BATCH {
        let article = draft(&store, &format!("Story {number}")).await;
        names.push(article.id.to_string());
    }
    let by = story::account::Editor::operator("test");
    for name in &names {
        let article = store.article(name.parse().unwrap()).await.unwrap();
        let story = store.story(article.story).await.unwrap();
        let act = story::article::Act { by: &by, now: store.clock().now(), story: &story };
        store.save(&article.approve(article.draft, act).unwrap(), &by).await.unwrap();
    }
    // How long a whole run takes here, so that the moments of killing lie inside one.
    let mut arguments = vec!["publish"];
    let measured: Vec<String> = {
        let mut measured = Vec::new();
        for number in 0..BATCH {
            let article = draft(&store, &format!("Measure {number}")).await;
            folder.in_paper(&["approve", &article.id.to_string()]).ok();
            measured.push(article.id.to_string());
        }
        measured
    };
    arguments.extend(measured.iter().map(String::as_str));
    let begun = Instant::now();
    folder.in_paper(&arguments).ok();
    let span = begun.elapsed();

    let mut acknowledged: Vec<String> = Vec::new();
    let mut cut_short = 0;
    for (moment, batch) in moments(span).zip(names.chunks(BATCH)) {
        let mut arguments = vec!["publish"];
        arguments.extend(batch.iter().map(String::as_str));
        let mut command = folder.command(&arguments);
        command.current_dir(folder.paper()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(moment);
        let _ = child.kill();
        let mut said = String::new();
        child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        let lines = said.lines().filter(|line| line.contains(" is live at ")).count();
        acknowledged.extend(batch.iter().take(lines).cloned());
        cut_short += usize::from(lines < batch.len());
        assert_eq!(store.inspect().await.unwrap(), []);
    }
    for name in &acknowledged {
        let article = store.article(name.parse().unwrap()).await.unwrap();
        assert!(article.public.live().is_some(), "article {name} was acknowledged and is not live");
    }
    assert!(cut_short > 0, "no run was killed in time, so this test proved nothing");
    store.close().await;
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
}
