//! How long a page takes from the store to the last byte of HTML, on the demo newspaper in SQLite.
//!
//! `bin/bench render`. Nothing is cached between runs but what the site itself keeps: editions and sections.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A benchmark that cannot begin should say where.

use std::process::Command;
use std::sync::LazyLock;

use axum::body::Body;
use divan::Bencher;
use http::Request;
use site::Site;
use store::{Clock, Store};
use tokio::runtime::Runtime;
use tower::ServiceExt;

fn main() {
    let weight = |path: &str| PAPER.get(path).len();
    println!("longest article: {} bytes of HTML", weight(&PAPER.longest));
    println!("front page: {} bytes of HTML", weight("/en/"));
    divan::main();
}

static PAPER: LazyLock<Paper> = LazyLock::new(Paper::open);

/// The demo newspaper, open for reading.
struct Paper {
    runtime: Runtime,
    router: axum::Router,
    longest: String,
    _folder: tempfile::TempDir,
}

impl Paper {
    fn open() -> Paper {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new(env!("CARGO_BIN_EXE_masthead"))
            .args(["demo", "--no-serve", "--dir"])
            .arg(folder.path())
            .status()
            .unwrap();
        assert!(made.success(), "the demo newspaper could not be made");
        let runtime = Runtime::new().unwrap();
        let (site, longest) = runtime.block_on(async {
            let url = format!("sqlite:{}", folder.path().join("paper.db").display());
            let store = Store::open(&store::Config::new(&url), Clock::system()).await.unwrap();
            let theme = theme::Theme::load(theme::Config::for_testing()).unwrap();
            let files =
                media::Files::at(folder.path().join("media"), media::Config::default()).unwrap();
            let longest = longest(&store).await;
            (Site::new(store.reader(), theme, files, site::Config::for_testing()), longest)
        });
        Paper { runtime, router: site::router(site), longest, _folder: folder }
    }

    fn get(&self, path: &str) -> Vec<u8> {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            assert!(response.status().is_success(), "{path}: {}", response.status());
            axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
        })
    }
}

/// The address of the article with the most text.
async fn longest(store: &Store) -> String {
    let listed = store.all_live(None, 10_000).await.unwrap();
    let mut longest = (0, String::new());
    for article in listed {
        let content = store.live_article(article.article).await.unwrap().unwrap().content;
        let length = content.to_json().len();
        if length > longest.0 {
            let path = story::url::article_path(&article.edition, &article.slug);
            longest = (length, story::url::encode(&path));
        }
    }
    longest.1
}

#[divan::bench]
fn longest_article(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get(&PAPER.longest));
}

#[divan::bench]
fn front_page(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get("/en/"));
}

#[divan::bench]
fn history(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get(&format!("{}/history", PAPER.longest)));
}

#[divan::bench]
fn feed(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get("/en/feed.xml"));
}
