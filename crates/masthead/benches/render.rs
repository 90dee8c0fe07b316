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
use story::account::Editor;
use story::article::{Act, Article, NewArticle, Text};
use story::revision::RevisionKind;
use story::{ArticleId, Slug, Story, StoryId};
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// What the program itself allocates with.
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() {
    let weight = |path: &str| PAPER.get(path).len();
    println!("longest article: {} bytes of HTML", weight(&PAPER.longest));
    println!("front page: {} bytes of HTML", weight("/en/"));
    println!("annotated article: {} bytes of HTML", weight(&PAPER.annotated));
    println!("the same, bare: {} bytes of HTML", weight(&PAPER.bare));
    divan::main();
}

static PAPER: LazyLock<Paper> = LazyLock::new(Paper::open);

/// The demo newspaper, open for reading.
struct Paper {
    runtime: Runtime,
    router: axum::Router,
    longest: String,
    /// The example of living coverage, with everything that stands behind its words.
    annotated: String,
    /// The same text without any of it.
    bare: String,
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
        let (site, longest, annotated, bare) = runtime.block_on(async {
            let url = format!("sqlite:{}", folder.path().join("paper.db").display());
            let store = Store::open(&store::Config::new(&url), Clock::system()).await.unwrap();
            let theme = theme::Theme::load(theme::Config::for_testing()).unwrap();
            let files =
                media::Files::at(folder.path().join("media"), media::Config::default()).unwrap();
            let longest = longest(&store).await;
            let annotated = example(&store).await;
            let bare = path(&copied_bare(&store, &annotated).await);
            let site = Site::new(store.reader(), theme, files, site::Config::for_testing());
            (site, longest, path(&annotated), bare)
        });
        Paper { runtime, router: site::router(site), longest, annotated, bare, _folder: folder }
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

fn path(article: &Article) -> String {
    story::url::encode(&story::url::article_path(&article.edition, &article.slug))
}

async fn example(store: &Store) -> Article {
    let listed = store.all_live(None, 10_000).await.unwrap();
    let example = listed.iter().find(|article| article.slug.as_str() == "bamako-fuel-blockade");
    store.article(example.unwrap().article).await.unwrap()
}

/// Publishes an article's text as another one, with no word of it marked.
async fn copied_bare(store: &Store, of: &Article) -> Article {
    fn strip(node: &mut serde_json::Value) {
        if let Some(marks) = node.get_mut("marks").and_then(serde_json::Value::as_array_mut) {
            marks.retain(|mark| mark["type"] != "ref");
        }
        for child in
            node.get_mut("content").and_then(serde_json::Value::as_array_mut).into_iter().flatten()
        {
            strip(child);
        }
    }
    let mut content = store.content(of.id, of.draft).await.unwrap();
    let mut body = serde_json::from_str(&content.body.to_json()).unwrap();
    strip(&mut body);
    content.body = story::Body::from_json(&body.to_string()).unwrap();

    let by = Editor::operator("the benchmark");
    let mut write = store.write().await.unwrap();
    let story = Story { id: StoryId::new(write.id()), ..store.story(of.story).await.unwrap() };
    write.put_story(&story).await.unwrap();
    let (id, now) = (ArticleId::new(write.id()), of.live_at.unwrap());
    let revision = write
        .write_revision(id, RevisionKind::Checkpoint, now, by.account, "", &content)
        .await
        .unwrap();
    let slug = Slug::parse("nothing-behind-it").unwrap();
    let new = NewArticle {
        id,
        edition: of.edition.clone(),
        section: of.section,
        slug,
        translated_from: None,
    };
    let act = || Act { by: &by, now, story: &story };
    write.save(&Article::begin(new, revision.number, act()).unwrap(), &by).await.unwrap();
    write.commit().await.unwrap();

    let article = store.article(id).await.unwrap();
    store.save(&article.approve(article.draft, act()).unwrap(), &by).await.unwrap();
    let article = store.article(id).await.unwrap();
    let evidence = store.evidence(&article.edition, &content).await.unwrap();
    let text = Text { revision: &revision, content: &content, evidence: &evidence };
    store.save(&article.publish(text, act()).unwrap(), &by).await.unwrap();
    store.article(id).await.unwrap()
}

#[divan::bench]
fn annotated_article(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get(&PAPER.annotated));
}

#[divan::bench]
fn the_same_bare(bencher: Bencher<'_, '_>) {
    bencher.bench(|| PAPER.get(&PAPER.bare));
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
