//! When something breaks on our side: a page that says so, and no more than that.

use testkit::Paper;

use crate::shop::Shop;

#[tokio::test]
async fn a_broken_template_breaks_its_page_and_no_other() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    paper.section("ru", "news").await;
    paper.article("Levee breaks").live().await;
    paper.article("Дамба").edition("ru").slug("damba").live().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    let template = folder.path().join("templates/article.html");
    std::fs::write(&template, "{{ article.headline.nothing.here }} secret-of-the-template")
        .unwrap();
    let shop = Shop::with_templates(&paper, folder.path());

    let (status, cache, body) = shop.get("/en/post/levee-breaks").await;
    assert_eq!(status, 500);
    assert_eq!(cache, "no-store");
    assert!(
        body.contains("Something broke on our side") && body.contains("<html lang=\"en\""),
        "{body}"
    );
    for inside in ["secret-of-the-template", "undefined", "article.html", "templates"] {
        assert!(!body.contains(inside), "the page says {inside}");
    }
    let (status, _, body) = shop.get("/ru/post/damba").await;
    assert_eq!(status, 500);
    assert!(body.contains("<html lang=\"ru\"") && !body.contains("Something broke"), "{body}");
    for fine in
        ["/en/", "/ru/", "/en/news", "/en/post/levee-breaks.txt", "/en/feed.xml", "/en/corrections"]
    {
        assert_eq!(shop.get(fine).await.0, 200, "{fine}");
    }
}

#[tokio::test]
async fn where_even_the_page_for_errors_is_broken_there_is_a_plain_one() {
    let paper = Paper::open().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("templates")).unwrap();
    let template = folder.path().join("templates/error.html");
    std::fs::write(template, "{{ paper.nothing.here }}").unwrap();
    let shop = Shop::with_templates(&paper, folder.path());
    let (status, cache, body) = shop.get("/en/post/never").await;
    assert_eq!((status, cache.as_str()), (404, "no-store"));
    assert!(body.starts_with("<!doctype html>") && body.contains("<h1>"), "{body}");
}

#[tokio::test]
async fn without_its_store_the_paper_says_that_it_will_be_back() {
    let paper = Paper::open().await;
    paper.article("Levee breaks").live().await;
    let shop = Shop::of(&paper);
    assert_eq!(shop.get("/en/post/levee-breaks").await.0, 200);
    paper.store.close().await;
    for path in [
        "/",
        "/en/",
        "/en/post/levee-breaks",
        "/en/post/never",
        "/en/feed.xml",
        "/sitemap.xml",
        "/nowhere",
    ] {
        let (status, cache, body) = shop.get(path).await;
        assert_eq!(status, 503, "{path}");
        assert_eq!(cache, "no-store", "{path}");
        assert!(body.contains("Please try again in a minute."), "{path}: {body}");
        for inside in ["sqlx", "sqlite", "pool", "Pool", ".rs"] {
            assert!(!body.contains(inside), "{path} says {inside}");
        }
    }
    // What needs no store still works.
    assert_eq!(shop.get("/robots.txt").await.0, 200);
    assert_eq!(shop.get("/favicon.ico").await.0, 200);
}
