//! What somebody paid for: labelled wherever it stands, and in no list of news that stands by itself.

use story::Kind;
use testkit::Paper;

async fn told() -> Paper {
    let paper = Paper::open().await;
    paper.article("Harvest begins").topic("Farming").section("world").live().await;
    let paid = paper.article("Tractors at half price").topic("Farming").section("world");
    paid.kind(Kind::Sponsored).author("Ana Beridze").live().await;
    paper
}

#[tokio::test]
async fn a_paid_story_says_so_on_its_page_and_on_every_teaser() {
    let paper = told().await;
    for path in ["/en/post/tractors-at-half-price", "/en/", "/en/world", "/en/topic/farming"] {
        let page = paper.reader().get(path).await.status(200);
        page.shows("Tractors at half price").shows("Paid content");
    }
    let page = paper.reader().get("/en/post/tractors-at-half-price").await;
    page.shows("AdvertiserContentArticle").shows_no("NewsArticle");
}

#[tokio::test]
async fn a_paid_story_says_who_paid_wherever_it_is_read() {
    let paper = told().await;
    let path = "/en/post/tractors-at-half-price";
    for way in ["", "/print", "/light"] {
        paper.reader().get(&format!("{path}{way}")).await.status(200).shows("Paid for by");
    }
    for form in [".txt", ".md"] {
        let text = paper.reader().get(&format!("{path}{form}")).await.status(200);
        text.shows("Paid content: Hill Tractors");
    }
    let page = paper.reader().get(path).await;
    page.shows_no("id=\"republish\"")
        .shows("Hill Tractors")
        .shows(r#""sponsor":{"@type":"Organization","name":"Hill Tractors"}"#);
    paper.reader().get("/en/post/harvest-begins").await.shows_no("Paid for by");
}

#[tokio::test]
async fn a_paid_story_is_in_no_feed_no_news_sitemap_and_no_list_of_what_matters() {
    let paper = told().await;
    for path in [
        "/en/feed.xml",
        "/en/feed.atom",
        "/en/feed.json",
        "/en/world/feed.xml",
        "/en/topic/farming/feed.xml",
        "/en/author/ana-beridze/feed.xml",
        "/sitemap/en-news.xml",
        "/en/important",
        "/en/world/important",
    ] {
        paper.reader().get(path).await.status(200).shows_no("tractors").shows_no("Tractors");
    }
    paper.reader().get("/en/feed.xml").await.shows("Harvest begins");
    paper.reader().get("/sitemap/en-news.xml").await.shows("Harvest begins");
    // Nor is it offered as the next thing to read.
    let page = paper.reader().get("/en/post/harvest-begins").await;
    page.shows_no("Tractors at half price");
    // Whoever looks for everything finds it all the same.
    paper.reader().get("/sitemap/en-2026-03.xml").await.shows("tractors-at-half-price");
}
