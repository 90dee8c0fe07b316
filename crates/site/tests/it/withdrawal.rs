//! What is taken back is gone everywhere at once, and says so at its address.

use story::placement::List;
use story::{Article, Kind};
use testkit::Paper;

use crate::crawl::{DOORS, crawl};
use crate::embargo::arrange;

on_both_engines!(
    a_withdrawn_article_is_gone_everywhere_at_once,
    a_withdrawn_article_can_come_back_to_its_address,
    an_article_held_by_a_court_answers_451_until_it_is_released,
);

const FORMS: &[&str] = &["", ".md", ".txt", "/print", "/light", "/history", "/history/1"];

const DRAWING: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"><path d="M0 0h5"/></svg>"##;

/// A story in two languages with all that lists can show of it.
struct Told {
    english: Article,
    russian: Article,
    picture: String,
}

async fn tell(paper: &Paper) -> Told {
    paper.edition("ru").await;
    paper.section("ru", "news").await;
    paper.article("Levee holds").topic("Floods").author("Davit Sargsyan").live().await;
    paper.pass_minutes(5);
    let drawing = paper.picture("levee.svg", DRAWING.as_bytes()).await;
    let english = paper
        .article("Levee breaks")
        .topic("Floods")
        .topic("Levees")
        .author("Davit Sargsyan")
        .author("Nune Abovyan")
        .lead(drawing, "The levee")
        .live()
        .await;
    let ana = paper.editor("ana");
    let russian = ana.sibling(&english, "ru", "Дамба прорвана").live().await;
    ana.correct(&english, &["It broke at two."], "It broke at two, not at one.").await.ok();
    ana.rename(&english, "levee-breaks-at-two").await.ok();
    arrange(paper, "en", List::Front, &[&english]).await;
    arrange(paper, "en", List::Important, &[&english]).await;
    let news = paper.section("en", "news").await;
    arrange(paper, "en", List::ImportantIn(news), &[&english]).await;
    let picture = paper.picture_path(drawing).await;
    Told { english, russian, picture }
}

async fn a_withdrawn_article_is_gone_everywhere_at_once(paper: Paper) {
    let Told { english, russian, picture } = tell(&paper).await;
    let id = format!("/id/a/{}", english.id);
    let sibling = paper.path(&russian).await;
    let everywhere = crawl(&paper.reader(), DOORS).await;
    for path in [
        "/en/",
        "/en/news",
        "/en/important",
        "/en/news/important",
        "/en/author/davit-sargsyan",
        "/en/author/nune-abovyan",
        "/en/topic/floods",
        "/en/topic/levees",
        "/en/corrections",
        "/en/feed.xml",
        "/en/feed.atom",
        "/en/feed.json",
        "/en/news/feed.xml",
        "/en/author/davit-sargsyan/feed.atom",
        "/en/topic/floods/feed.json",
        "/sitemap/en-news.xml",
        "/en/post/levee-holds",
    ] {
        let answer =
            everywhere.get(path).unwrap_or_else(|| panic!("the crawl never came to {path}"));
        assert!(answer.text().contains("Levee breaks"), "{path} does not show it");
    }
    paper
        .reader()
        .get(&sibling)
        .await
        .status(200)
        .shows("Levee breaks")
        .shows("hreflang=\"en\" href=");
    paper.reader().get(&picture).await.status(200);
    paper.reader().get(&id).await.status(303).leads_to("/en/post/levee-breaks-at-two");

    paper.editor("ana").withdraw(&english, "The levee did not break.").await.ok();

    for (path, answer) in crawl(&paper.reader(), DOORS).await {
        let text = String::from_utf8_lossy(answer.bytes());
        for word in ["Levee breaks", "levee-breaks", &english.id.to_string(), &picture, "at two"] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
    for form in FORMS {
        let path = format!("/en/post/levee-breaks-at-two{form}");
        let answer = paper.reader().get(&path).await.status(410).shows("The levee did not break.");
        answer.shows("This story was withdrawn").shows_no("Levee breaks").shows("Levee holds");
    }
    for gone in
        ["/en/author/nune-abovyan", "/en/topic/levees", "/en/topic/levees/feed.xml", &picture]
    {
        paper.reader().get(gone).await.status(404);
    }
    // What pointed to it still does, and its history stays closed with it.
    paper
        .reader()
        .get("/en/post/levee-breaks")
        .await
        .status(301)
        .leads_to("/en/post/levee-breaks-at-two");
    paper.reader().follow(&id).await.status(410);
    // The sibling stands alone: no switch to it, no hreflang, no line about what it was translated from.
    let alone = paper.reader().get(&sibling).await.status(200);
    assert!(!alone.text().contains("rel=\"alternate\" hreflang"), "{}", alone.text());
    let section = format!("/en/news?from={}", russian.id);
    assert!(alone.links().contains(&section), "{:?}", alone.links());
    paper.is_sound().await;
}

async fn a_withdrawn_article_can_come_back_to_its_address(paper: Paper) {
    let article = paper.article("Levee breaks").live().await;
    let path = paper.path(&article).await;
    let first = paper.reader().get(&path).await.status(200).text();
    let time = "<time datetime=\"2026-03-04T09:00+00:00\">";
    assert!(first.contains(time), "{first}");
    let ana = paper.editor("ana");
    ana.withdraw(&article, "Not yet.").await.ok();
    paper.reader().get(&path).await.status(410);
    paper.pass_minutes(90);
    ana.write(&article, &["It broke after all."]).await.ok();
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    let again = paper.reader().get(&path).await.status(200).shows("It broke after all.");
    assert!(again.text().contains(time), "the first moment is another one now");
    paper.reader().get("/en/feed.xml").await.shows("Levee breaks");
}

async fn an_article_held_by_a_court_answers_451_until_it_is_released(paper: Paper) {
    let Told { english, picture, .. } = tell(&paper).await;
    let lia = paper.editor("lia");
    lia.hold(&english, "District Court 4, order 17/26", "ana").await.ok();
    for form in FORMS {
        let path = format!("/en/post/levee-breaks-at-two{form}");
        let closed = paper.reader().get(&path).await.status(451);
        closed.shows("District Court 4, order 17/26").shows_no("Levee breaks");
    }
    paper.reader().get(&picture).await.status(404);
    for path in ["/en/", "/en/news", "/en/feed.xml", "/sitemap/en-news.xml", "/en/corrections"] {
        paper.reader().get(path).await.status(200).shows_no("Levee breaks");
    }
    lia.release(&english, "ana").await.ok();
    paper.reader().get("/en/post/levee-breaks-at-two").await.status(200).shows("It broke at two.");
    paper.reader().get("/en/").await.shows("Levee breaks");
    paper.reader().get(&picture).await.status(200);
}

#[tokio::test]
async fn a_withdrawal_is_explained_in_the_language_of_the_edition() {
    let paper = Paper::with_editions(&["en", "ru", "hy", "fr", "ar"]).await;
    for (edition, said) in [
        ("en", "This story was withdrawn"),
        ("ru", "<html lang=\"ru\" dir=\"ltr\""),
        ("hy", "<html lang=\"hy\" dir=\"ltr\""),
        ("fr", "<html lang=\"fr\" dir=\"ltr\""),
        ("ar", "<html lang=\"ar\" dir=\"rtl\""),
    ] {
        let article = paper.article("Withdrawn").edition(edition).slug("gone").live().await;
        paper.editor("ana").withdraw(&article, "Было не так.").await.ok();
        let path = format!("/{edition}/post/gone");
        let answer = paper.reader().get(&path).await.status(410).shows("Было не так.").shows(said);
        if edition != "en" {
            answer.shows_no("This story was withdrawn").shows_no("To the front page");
        }
    }
}

#[tokio::test]
async fn an_article_that_was_never_public_is_not_there() {
    let paper = Paper::open().await;
    let draft =
        paper.article("Rain stops play").topic("Rain").author("Davit Sargsyan").draft().await;
    for form in FORMS {
        let path = format!("/en/post/rain-stops-play{form}");
        paper.reader().get(&path).await.status(404).shows_no("Rain stops play");
    }
    paper.reader().get(&format!("/id/a/{}", draft.id)).await.status(404);
    for path in
        ["/en/topic/rain", "/en/author/davit-sargsyan", "/en/author/davit-sargsyan/feed.xml"]
    {
        paper.reader().get(path).await.status(404);
    }
}

#[tokio::test]
async fn an_edition_that_does_not_exist_has_no_pages() {
    let paper = Paper::open().await;
    let article =
        paper.article("Rain stops play").topic("Rain").author("Davit Sargsyan").live().await;
    assert_eq!(paper.path(&article).await, "/en/post/rain-stops-play");
    for path in [
        "/de",
        "/de/",
        "/de/news",
        "/de/news/important",
        "/de/important",
        "/de/corrections",
        "/de/post/rain-stops-play",
        "/de/post/rain-stops-play.md",
        "/de/post/rain-stops-play/history",
        "/de/author/davit-sargsyan",
        "/de/topic/rain",
        "/de/feed.xml",
        "/de/news/feed.json",
        "/de/manifest.webmanifest",
        "/sitemap/de-2026-03.xml",
        "/sitemap/de-news.xml",
    ] {
        // In the language of the paper's first edition, with a way out.
        let answer = paper.reader().get(path).await.status(404);
        answer.shows("This page is not here").shows("Rain stops play");
    }
    let answer = paper.reader().post("/de/settings", &[("change", "dark")]).await.status(404);
    answer.no_header("set-cookie");
}

#[tokio::test]
async fn a_withdrawn_standing_page_leaves_the_foot() {
    let paper = Paper::open().await;
    let page = paper.article("About us").kind(Kind::Page).live().await;
    paper.reader().get("/en/").await.shows("About us");
    paper.reader().get("/sitemap/pages.xml").await.shows("/en/post/about-us");
    paper.editor("ana").withdraw(&page, "We are somebody else now.").await.ok();
    paper.reader().get("/en/").await.shows_no("About us");
    paper.reader().get("/sitemap/pages.xml").await.shows_no("/en/post/about-us");
    paper.reader().get("/en/post/about-us").await.status(410);
}
