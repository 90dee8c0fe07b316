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

/// The attributes of the first element of this name.
fn element(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("<{name} ")).unwrap_or_else(|| panic!("no {name}"));
    rest.split_once('>').unwrap().0.replace("&#x2f;", "/")
}

fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let (_, rest) = element.split_once(&format!("{name}=\"")).unwrap();
    rest.split_once('"').unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_comes_in_the_widths_that_the_theme_asks_for_and_never_as_it_was_taken() {
    let paper = Paper::open().await;
    let photo = paper.photo("Old bridge.jpg", 900, 600).await;
    let first = paper.picture_path(photo).await;
    paper.article("Bridge").lead(photo, "A bridge").live().await;
    // Before all files are made there is one.
    let page = paper.reader().get("/en/post/bridge").await.status(200).text();
    assert_eq!(attribute(&element(&page, "img"), "src"), first);
    assert!(!page.contains("<picture>") && !page.contains("srcset"));
    paper.reader().get(&first).await.status(200).header("content-type", "image/jpeg");

    paper.make_pictures(&[480, 800]).await;
    let page = paper.reader().get("/en/post/bridge").await.status(200).text();
    for (source, content_type) in page.split("<source ").skip(1).zip(["image/avif", "image/webp"]) {
        let source = source.split_once('>').unwrap().0.replace("&#x2f;", "/");
        assert_eq!(attribute(&source, "type"), content_type);
        let widths: Vec<&str> = attribute(&source, "srcset").split(", ").collect();
        assert_eq!(widths.len(), 2, "{source}");
        for (place, width) in widths.iter().zip(["480w", "800w"]) {
            let (address, told) = place.split_once(' ').unwrap();
            assert_eq!(told, width);
            let answer = paper.reader().get(address).await.status(200);
            answer
                .header("content-type", content_type)
                .header("cache-control", "public, max-age=86400, immutable")
                .header("x-content-type-options", "nosniff");
        }
    }
    let image = element(&page, "img");
    assert_eq!((attribute(&image, "width"), attribute(&image, "height")), ("800", "533"));
    assert!(attribute(&image, "src").ends_with("/Old-bridge-800.jpg"), "{image}");
    // A page that somebody has open still gets its picture.
    paper.reader().get(&first).await.status(200);
    // Services get a crop as a JPEG, and feeds the widest one that all of them show.
    let share = page.split_once("property=\"og:image\" content=\"").unwrap().1;
    let share = share.split_once('"').unwrap().0.replace("&#x2f;", "/");
    let share = share.strip_prefix("https://meridian.example").unwrap();
    assert!(share.ends_with("-share.jpg"), "{share}");
    paper.reader().get(share).await.status(200).header("content-type", "image/jpeg");
    paper.reader().get("/en/feed.json").await.shows("-800.jpg");

    let media = paper.store.media(&[photo]).await.unwrap().remove(0);
    let original = format!("/media/{}/Old-bridge.jpg", media.hash);
    paper.reader().get(&original).await.status(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_picture_leaves_every_page_and_the_layout_stays_whole() {
    let paper = Paper::open().await;
    let photo = paper.photo("bridge.jpg", 900, 600).await;
    let body = Body::new(vec![
        Block::paragraph(vec![Inline::text("Before.")]),
        figure(photo),
        Block::paragraph(vec![Inline::text("After.")]),
    ]);
    paper.article("Bridge").lead(photo, "A bridge").body(body).live().await;
    paper.make_pictures(&[480]).await;
    let page = paper.reader().get("/en/post/bridge").await.status(200).text();
    let file = attribute(&element(&page, "img"), "src").to_owned();
    paper.reader().get(&file).await.status(200);

    let mut media = paper.store.picture(photo).await.unwrap().media;
    media.rights.blocked = Some("The agency asked.".to_owned());
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&media).await.unwrap();
    write.commit().await.unwrap();
    let page = paper.reader().get("/en/post/bridge").await.status(200);
    page.shows_in_order(&["Before.", "After."]).shows_no("<img").shows_no("<figure");
    paper.reader().get(&file).await.status(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replaced_picture_has_a_new_address_and_its_own_makers_name() {
    let paper = Paper::open().await;
    let old = paper.photo("old.jpg", 900, 600).await;
    let new = paper.photo("new.jpg", 600, 900).await;
    let mut media = paper.store.picture(new).await.unwrap().media;
    media.credit = "Davit Sargsyan".to_owned();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&media).await.unwrap();
    write.commit().await.unwrap();
    let Block::Figure { attrs, content } = figure(old) else { panic!() };
    let attrs = FigureAttrs { credit: Some("Ana Petrosyan".to_owned()), ..attrs };
    let body = Body::new(vec![Block::Figure { attrs, content }]);
    paper.article("Bridge").lead(old, "A bridge").body(body).live().await;
    paper.make_pictures(&[480]).await;
    paper.reader().get("/en/post/bridge").await.shows("Ana Petrosyan").shows("old-480.jpg");

    let mut write = paper.store.write().await.unwrap();
    write.replace_media(old, Some(new), &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
    for path in ["/en/post/bridge", "/en/post/bridge/print", "/en/feed.json"] {
        let page = paper.reader().get(path).await.status(200);
        page.shows_no("old-").shows_no("Ana Petrosyan").shows("new-480.jpg");
    }
    paper.reader().get("/en/post/bridge").await.shows("Davit Sargsyan");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_matters_in_a_photo_is_told_to_the_style_sheet() {
    let paper = Paper::open().await;
    let photo = paper.photo("bridge.jpg", 900, 600).await;
    let mut media = paper.store.picture(photo).await.unwrap().media;
    media.focal = story::media::Focal::new(0.1, 0.9).unwrap();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&media).await.unwrap();
    write.commit().await.unwrap();
    paper.article("Bridge").lead(photo, "A bridge").live().await;
    paper.reader().get("/en/post/bridge").await.shows("class=\"at-left at-bottom\"");
}
