//! Addresses: once public, an address belongs to its article for ever.

use story::Article;
use testkit::Paper;

on_both_engines!(
    every_former_address_leads_straight_to_the_present_one,
    the_guid_stays_whatever_the_address,
);

const FORMS: &[&str] = &[
    "",
    ".md",
    ".txt",
    ".ninjs.json",
    ".annotations.json",
    "/print",
    "/light",
    "/history",
    "/history/1",
];

async fn every_former_address_leads_straight_to_the_present_one(paper: Paper) {
    let article = paper.article("Rain").slug("a").live().await;
    let ana = paper.editor("ana");
    ana.rename(&article, "b").await.ok();
    ana.rename(&article, "c").await.ok();
    for form in FORMS {
        for former in ["a", "b"] {
            let path = format!("/en/post/{former}{form}");
            paper.reader().get(&path).await.status(301).leads_to(&format!("/en/post/c{form}"));
        }
        paper.reader().get(&format!("/en/post/c{form}")).await.status(200);
    }

    ana.rename(&article, "a").await.ok();
    for former in ["b", "c"] {
        paper.reader().get(&format!("/en/post/{former}")).await.status(301).leads_to("/en/post/a");
    }
    paper.reader().get("/en/post/a").await.status(200).shows("/en/post/a.md");

    // Nobody else may have any of them, not by a rename and not by publishing.
    for taken in ["b", "c"] {
        let other = paper.article("Snow").draft().await;
        let refused = ana.rename(&other, taken).await.result();
        match refused {
            Err(_) => {}
            Ok(other) => {
                ana.approve(&other).await.ok();
                ana.publish(&other).await.refused();
            }
        }
        paper.reader().get(&format!("/en/post/{taken}")).await.status(301).leads_to("/en/post/a");
    }
    let other = paper.article("Hail").live().await;
    ana.rename(&other, "b").await.refused();
    ana.withdraw(&article, "It did not rain.").await.ok();
    ana.rename(&other, "c").await.refused();
    for former in ["b", "c"] {
        paper.reader().follow(&format!("/en/post/{former}")).await.status(410);
    }
    paper.is_sound().await;
}

async fn the_guid_stays_whatever_the_address(paper: Paper) {
    let article =
        paper.article("Rain").slug("a").author("Davit Sargsyan").topic("Rain").live().await;
    let guid = format!("https://meridian.example/id/a/{}", article.id);
    for slug in ["b", "c", "a"] {
        paper.editor("ana").rename(&article, slug).await.ok();
        for list in ["", "/news", "/author/davit-sargsyan", "/topic/rain"] {
            let rss = paper.reader().get(&format!("/en{list}/feed.xml")).await.status(200).text();
            assert!(rss.contains(&format!("<guid isPermaLink=\"false\">{guid}</guid>")), "{rss}");
            assert!(
                rss.contains(&format!("<link>https://meridian.example/en/post/{slug}</link>")),
                "{rss}"
            );
            let atom = paper.reader().get(&format!("/en{list}/feed.atom")).await.status(200).text();
            assert!(atom.contains(&format!("<id>{guid}</id>")), "{atom}");
            let json = paper.reader().get(&format!("/en{list}/feed.json")).await.status(200).json();
            assert_eq!(json["items"][0]["id"], guid.as_str());
            assert_eq!(json["items"][0]["url"], format!("https://meridian.example/en/post/{slug}"));
        }
        let path = guid.strip_prefix("https://meridian.example").unwrap();
        paper.reader().get(path).await.status(303).leads_to(&format!("/en/post/{slug}"));
    }
}

#[tokio::test]
async fn a_draft_gives_its_address_up_without_a_trace() {
    let paper = Paper::open().await;
    let draft: Article = paper.article("Rain").slug("a").draft().await;
    paper.editor("ana").rename(&draft, "b").await.ok();
    paper.reader().get("/en/post/a").await.status(404);
    paper.reader().get("/en/post/b").await.status(404);
    let other = paper.article("Snow").slug("a").live().await;
    paper.reader().get(&paper.path(&other).await).await.status(200).shows("Snow");
}

#[tokio::test]
async fn an_address_without_latin_letters_works_in_both_spellings() {
    let paper = Paper::with_editions(&["hy", "ru"]).await;
    let article = paper.article("Լուր գետից").edition("hy").live().await;
    let path = paper.path(&article).await;
    assert!(path.starts_with("/hy/post/%D5%AC"), "{path}");
    let page = paper.reader().get(&path).await.status(200);
    page.shows(&format!("<link rel=\"canonical\" href=\"https://meridian.example{path}\">"));
    let lower = path.replace("%D5", "%d5");
    paper.reader().get(&lower).await.status(200);
    paper.editor("ana").rename(&article, "գետ").await.ok();
    let now = paper.path(&article).await;
    paper.reader().get(&path).await.status(301).leads_to(&now).header_has("location", "%D5%A3");
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let paper = Paper::open().await;
    paper.article("Rain").topic("Rain").section("sport").live().await;
    for path in ["/en/sport", "/en/post/rain", "/en/topic/rain", "/en/corrections"] {
        paper.reader().get(&format!("{path}/")).await.status(301).leads_to(path);
    }
    paper.reader().get("/en").await.status(301).leads_to("/en/");
    paper.reader().get("/").await.status(303).leads_to("/en/");
}

#[tokio::test]
async fn no_address_leads_to_another_site() {
    let paper = Paper::open().await;
    for path in [
        "//evil.example/",
        "//evil.example/x/",
        "/\\evil.example/x/",
        "/\\/evil.example/x/",
        "/%5Cevil.example/x/",
        "/en//evil.example/",
        "/%2F%2Fevil.example/x/",
        "/.//evil.example/x/",
    ] {
        let answer = paper.reader().get(path).await;
        let location = answer.location().unwrap_or_default();
        let own = location.is_empty()
            || location.starts_with('/') && !location.starts_with("//") && !location.contains('\\');
        assert!(own, "{path} leads to {location}");
    }
}

#[tokio::test]
async fn addresses_of_the_former_system_lead_to_the_article() {
    let paper = Paper::with_editions(&["ru", "en"]).await;
    let article = paper.article("Rain").live().await;
    let draft = paper.article("Snow").draft().await;
    let mut write = paper.store.write().await.unwrap();
    for former in ["/2013/01/дождь", "/?p=12", "/category/rain", "/index.php/rain.html", "/about"]
    {
        write.put_url(former, article.id, story::url::UrlState::Imported).await.unwrap();
    }
    write.put_url("/2014/01/snow", draft.id, story::url::UrlState::Imported).await.unwrap();
    write.commit().await.unwrap();
    paper.editor("ana").rename(&article, "rain-again").await.ok();
    for asked in [
        "/2013/01/дождь",
        "/2013/01/дождь/",
        "/2013/01/%D0%B4%D0%BE%D0%B6%D0%B4%D1%8C/?utm_source=x",
        "/?p=12",
        "/?utm_source=x&p=12",
        "/category/rain",
        "/category/rain/",
        "/index.php/rain.html",
        "/about",
        "/about/",
    ] {
        paper.reader().get(asked).await.status(301).leads_to("/en/post/rain-again");
    }
    for missing in ["/2014/01/snow", "/2013/01", "/2013/01/дожд", "/category", "/about/us"] {
        paper.reader().get(missing).await.status(404);
    }
    paper.reader().get("/?p=13").await.status(303).leads_to("/ru/");
    paper.editor("ana").withdraw(&article, "It did not rain.").await.ok();
    paper.reader().follow("/?p=12").await.status(410);
}

#[tokio::test]
async fn a_page_that_is_missing_is_missed_in_the_language_of_its_edition() {
    let paper = Paper::with_editions(&["en", "ru", "ar"]).await;
    paper.article("Дамба").edition("ru").slug("damba").live().await;
    for path in [
        "/ru/post/nichego",
        "/ru/nichego",
        "/ru/author/nikto",
        "/ru/topic/nichego/feed.xml",
        "/ru/a/b/c",
    ] {
        let page = paper.reader().get(path).await.status(404);
        page.shows("<html lang=\"ru\" dir=\"ltr\"")
            .shows("Дамба")
            .shows_no("This page is not here");
    }
    paper.reader().get("/ar/nowhere").await.status(404).shows("<html lang=\"ar\" dir=\"rtl\"");
    paper.reader().get("/nowhere").await.status(404).shows("This page is not here");
}
