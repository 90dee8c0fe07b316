//! The kit itself, in the words that other tests use.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

use story::Kind;
use testkit::Paper;

#[tokio::test]
async fn a_withdrawn_article_leaves_the_section_front() {
    let paper = Paper::open().await;
    let article = paper.article("Rain stops play").section("sport").live().await;
    paper.reader().get("/en/sport").await.status(200).shows("Rain stops play");
    paper.editor("ana").withdraw(&article, "It did not rain.").await.ok();
    paper.reader().get("/en/sport").await.shows_no("Rain stops play");
    let path = paper.path(&article).await;
    paper.reader().get(&path).await.status(410).shows("It did not rain.");
}

#[tokio::test]
async fn a_reader_finds_every_sample_at_its_address() {
    let paper = Paper::open().await;
    for sample in testkit::articles::SAMPLES {
        let article = paper.sample(sample.kind, sample.language).live().await;
        let path = paper.path(&article).await;
        let content = sample.content();
        let page = paper.reader().get(&path).await.status(200);
        page.shows(&content.headline).shows_in_order(
            &content.body.lines().iter().map(String::as_str).take(1).collect::<Vec<_>>(),
        );
    }
}

#[tokio::test]
async fn siblings_lead_to_each_other() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let english = paper.sample(Kind::News, "en").live().await;
    let russian = paper.sample(Kind::News, "ru").sibling_of(&english).live().await;
    let path = paper.path(&russian).await;
    let page = paper.reader().get(&paper.path(&english).await).await.status(200);
    assert!(page.links().iter().any(|link| link.ends_with(&path)), "{:?}", page.links());
}

#[tokio::test]
async fn a_picture_on_top_is_served() {
    let paper = Paper::open().await;
    let picture = paper.drawing("ferry.svg", 1200, 800).await;
    paper.article("Ferry").lead(picture, "The ferry in fog").live().await;
    paper.reader().get("/en/post/ferry").await.status(200).shows("The ferry in fog");
    let path = paper.picture_path(picture).await;
    paper.reader().get(&path).await.status(200).header("content-type", "image/svg+xml");
}
