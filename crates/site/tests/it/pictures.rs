//! Pictures: shown while the rights cover them, and served only where a live article shows them.

use story::block::{Block, BlockId, FigureAttrs};
use story::inline::Inline;
use story::media::Rights;
use story::{Body, MediaId};
use testkit::Paper;

const RED: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20" fill="red"/><script>alert(1)</script></svg>"##;

async fn until(paper: &Paper, until: &str) -> MediaId {
    let rights = Rights { until: Some(until.parse().unwrap()), ..Rights::default() };
    paper.picture_with_rights("red.svg", RED.as_bytes(), rights).await
}

#[tokio::test]
async fn a_picture_disappears_when_its_rights_end_and_the_page_stays_whole() {
    let paper = Paper::open().await;
    let picture = until(&paper, "2026-03-04T12:00:00Z").await;
    let body = Body::new(vec![
        Block::paragraph(vec![Inline::text("Before the picture.")]),
        figure(picture),
        Block::paragraph(vec![Inline::text("After the picture.")]),
    ]);
    paper.article("Red").lead(picture, "Red on top").body(body).live().await;
    let file = paper.picture_path(picture).await;
    let places = [
        "/en/post/red",
        "/en/post/red/print",
        "/en/post/red.md",
        "/en/feed.xml",
        "/en/feed.atom",
        "/en/feed.json",
        "/en/",
    ];
    for path in places {
        let answer = paper.reader().get(path).await.status(200);
        assert!(answer.text().replace("&#x2f;", "/").contains(&file), "{path} does not show it");
    }
    paper.reader().get(&file).await.status(200);

    paper.clock.set("2026-03-04T12:00:00Z".parse().unwrap());
    for path in places {
        let answer = paper.reader().get(path).await.status(200);
        assert!(!answer.text().replace("&#x2f;", "/").contains(&file), "{path} still shows it");
    }
    paper.reader().get(&file).await.status(404);
    for form in ["", "/print", "/light"] {
        let page = paper.reader().get(&format!("/en/post/red{form}")).await.status(200);
        page.shows_in_order(&["Before the picture.", "After the picture."]).shows_no("<img");
    }
    let page = paper.reader().get("/en/post/red").await;
    assert!(!page.json_ld()[0].to_string().contains("red.svg"));
}

fn figure(media: MediaId) -> Block {
    let attrs =
        FigureAttrs { id: BlockId::default(), media, alt: "Red below".to_owned(), credit: None };
    Block::Figure { attrs, content: vec![Inline::text("A caption.")] }
}

#[tokio::test]
async fn the_same_file_is_served_while_one_of_its_licences_lasts() {
    let paper = Paper::open().await;
    let short = until(&paper, "2026-03-04T10:00:00Z").await;
    let long = until(&paper, "2026-03-04T11:00:00Z").await;
    paper.article("Short").lead(short, "Red").live().await;
    paper.article("Long").lead(long, "Red").live().await;
    let file = paper.picture_path(short).await;
    paper.clock.set("2026-03-04T10:30:00Z".parse().unwrap());
    paper.reader().get(&file).await.status(200);
    paper.reader().get("/en/post/short").await.shows_no("<img");
    paper.reader().get("/en/post/long").await.shows("<img");
    paper.clock.set("2026-03-04T11:30:00Z".parse().unwrap());
    paper.reader().get(&file).await.status(404);
}

#[tokio::test]
async fn a_picture_of_a_draft_is_not_there() {
    let paper = Paper::open().await;
    let picture = paper.picture("secret.svg", RED.as_bytes()).await;
    let article = paper.article("Secret").lead(picture, "Red").draft().await;
    let file = paper.picture_path(picture).await;
    let unknown = file.replace(&file[7..20], "0000000000000");
    let (secret, nothing) = (paper.reader().get(&file).await, paper.reader().get(&unknown).await);
    assert_eq!((secret.code(), nothing.code()), (404, 404));
    assert_eq!(secret.header_value("cache-control"), nothing.header_value("cache-control"));
    let ana = paper.editor("ana");
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    paper.reader().get(&file).await.status(200);
    ana.withdraw(&article, "Not yet.").await.ok();
    paper.reader().get(&file).await.status(404);
}

#[tokio::test]
async fn a_drawing_shows_in_pages_and_is_saved_when_opened_by_itself() {
    let paper = Paper::open().await;
    let picture = paper.picture("red \"1\".svg", RED.as_bytes()).await;
    paper.article("Red").lead(picture, "Red").live().await;
    let file = paper.picture_path(picture).await;
    let answer = paper.reader().get(&file).await.status(200);
    let answer = answer
        .header("content-type", "image/svg+xml")
        .header("x-content-type-options", "nosniff")
        .header("cache-control", "public, max-age=86400")
        .header_has("content-security-policy", "sandbox")
        .header_has("content-security-policy", "default-src 'none'")
        .header_has("content-disposition", "attachment; filename*=UTF-8''");
    let policy = answer.header_value("content-security-policy").unwrap();
    assert!(!policy.contains("script-src") && !policy.contains("allow-scripts"), "{policy}");
    assert_eq!(answer.bytes(), RED.as_bytes());
}

#[tokio::test]
async fn a_picture_says_what_it_shows_and_how_large_it_is() {
    let paper = Paper::open().await;
    let picture = paper.drawing("ferry.svg", 1200, 800).await;
    paper.article("Ferry").lead(picture, "A ferry & its <captain>").live().await;
    let page = paper.reader().get("/en/post/ferry").await.status(200);
    let text = page.text();
    let image = text.split_once("<img").unwrap().1.split_once('>').unwrap().0.to_owned();
    assert!(image.contains("width=\"1200\"") && image.contains("height=\"800\""), "{image}");
    assert!(image.contains("alt=\"A ferry &amp; its &lt;captain&gt;\""), "{image}");
}
