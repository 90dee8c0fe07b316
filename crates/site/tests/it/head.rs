//! What a page says to machines: its head, feeds, sitemaps, robots and the manifest.

use story::edition::{AppLink, SocialLink};
use testkit::Paper;

use crate::crawl::{DOORS, crawl};

#[tokio::test]
async fn an_article_tells_machines_what_it_is() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let drawing = paper.drawing("levee.svg", 1200, 800).await;
    let english = paper
        .article("Levee \"breaks\" <b>")
        .slug("levee-breaks")
        .standfirst("It rained & rained.")
        .author("Davit Sargsyan")
        .topic("Floods")
        .lead(drawing, "The levee")
        .live()
        .await;
    let ana = paper.editor("ana");
    let russian = ana.sibling(&english, "ru", "Дамба прорвана").live().await;
    paper.pass_minutes(45);
    ana.correct(&english, &["It broke at two."], "It broke at two, not at one.").await.ok();

    let picture = paper.picture_path(drawing).await;
    let page = paper.reader().get("/en/post/levee-breaks").await.status(200);
    let page = page
        .shows("<link rel=\"canonical\" href=\"https://meridian.example/en/post/levee-breaks\">")
        .shows("<meta name=\"description\" content=\"It rained & rained.\">")
        .shows("<meta property=\"og:type\" content=\"article\">")
        .shows("<meta property=\"og:title\" content=\"Levee \"breaks\" <b>\">")
        .shows(
            "<meta property=\"og:url\" content=\"https://meridian.example/en/post/levee-breaks\">",
        )
        .shows("<meta property=\"og:site_name\" content=\"The Meridian\">")
        .shows("<meta property=\"article:published_time\" content=\"2026-03-04T09:00+00:00\">")
        .shows("<meta property=\"article:modified_time\" content=\"2026-03-04T09:45+00:00\">")
        .shows("<meta property=\"article:tag\" content=\"Floods\">")
        .shows(&format!(
            "<meta property=\"og:image\" content=\"https://meridian.example{picture}\">"
        ))
        .shows("<meta property=\"og:image:width\" content=\"1200\">")
        .shows("<link rel=\"manifest\" href=\"/en/manifest.webmanifest\">")
        .shows_no("<meta name=\"robots\"");
    for (kind, file) in [
        ("application/rss+xml", "feed.xml"),
        ("application/atom+xml", "feed.atom"),
        ("application/feed+json", "feed.json"),
    ] {
        assert!(page.links().contains(&format!("/en/{file}")));
        paper
            .reader()
            .get(&format!("/en/{file}"))
            .await
            .status(200)
            .header_has("content-type", kind);
    }

    let objects = page.json_ld();
    assert_eq!(objects.len(), 1, "{objects:#?}");
    let article = find(&objects[0], "NewsArticle");
    assert_eq!(article["headline"], "Levee \"breaks\" <b>");
    assert_eq!(article["url"], "https://meridian.example/en/post/levee-breaks");
    assert_eq!(article["inLanguage"], "en");
    assert!(article["datePublished"].as_str().unwrap().starts_with("2026-03-04T09:00:00"));
    assert!(article["dateModified"].as_str().unwrap().starts_with("2026-03-04T09:45:00"));
    let text = objects[0].to_string();
    for said in [
        "Davit Sargsyan".to_owned(),
        "https://meridian.example/en/author/davit-sargsyan".to_owned(),
        format!("https://meridian.example{}", paper.path(&russian).await),
        format!("https://meridian.example{picture}"),
        "It broke at two, not at one.".to_owned(),
        format!("https://meridian.example/id/a/{}", english.id),
    ] {
        assert!(text.contains(&said), "JSON-LD does not say {said}: {text}");
    }
    // A headline cannot end the element that holds it.
    let hostile = paper.article("</script><script>alert(1)</script>").slug("hostile").live().await;
    let page = paper.reader().get(&paper.path(&hostile).await).await.status(200);
    assert!(!page.text().contains("<script>alert"));
    assert_eq!(
        find(&page.json_ld()[0], "NewsArticle")["headline"],
        "</script><script>alert(1)</script>"
    );
}

/// The object of a type, alone or in a graph.
fn find<'a>(object: &'a serde_json::Value, kind: &str) -> &'a serde_json::Value {
    let own = |object: &serde_json::Value| object["@type"].to_string().contains(kind);
    if own(object) {
        return object;
    }
    let graph = object["@graph"].as_array().unwrap_or_else(|| panic!("no {kind}: {object:#}"));
    graph.iter().find(|object| own(object)).unwrap_or_else(|| panic!("no {kind}: {object:#}"))
}

#[tokio::test]
async fn other_forms_of_an_article_leave_the_search_engines_to_the_article() {
    let paper = Paper::open().await;
    paper.article("Levee breaks").live().await;
    for form in ["/print", "/light", "/history", "/history/1"] {
        let page = paper.reader().get(&format!("/en/post/levee-breaks{form}")).await.status(200);
        page.shows("<meta name=\"robots\" content=\"noindex\">");
    }
    for form in [".txt", ".md", ".ninjs.json", ".annotations.json"] {
        let answer = paper.reader().get(&format!("/en/post/levee-breaks{form}")).await.status(200);
        answer
            .header("x-robots-tag", "noindex")
            .header("link", "<https://meridian.example/en/post/levee-breaks>; rel=\"canonical\"")
            .header("content-language", "en");
    }
}

#[tokio::test]
async fn robots_are_told_where_the_sitemap_is_and_what_to_leave() {
    let paper = Paper::open().await;
    let robots = paper.reader().get("/robots.txt").await.status(200);
    let robots = robots.header("content-type", "text/plain; charset=utf-8").text();
    for line in
        ["User-agent: *", "Disallow: /desk", "Sitemap: https://meridian.example/sitemap.xml"]
    {
        assert!(robots.lines().any(|own| own == line), "{robots}");
    }
}

#[tokio::test]
async fn sitemaps_name_every_page_that_can_be_found_and_no_other() {
    let paper = Paper::with_editions(&["en", "hy"]).await;
    paper.section("hy", "news").await;
    paper.article("January").at("2026-01-31T23:59:59Z").live().await;
    paper.article("February").at("2026-02-01T00:00:00Z").live().await;
    let march = paper.article("March").at("2026-03-03T12:00:00Z").live().await;
    paper.editor("ana").sibling(&march, "hy", "Մարտ").at("2026-03-04T01:00:00Z").live().await;
    let gone = paper.article("Gone").live().await;
    paper.editor("ana").withdraw(&gone, "It was not so.").await.ok();
    paper.article("About us").kind(story::Kind::Page).live().await;

    let index = paper.reader().get("/sitemap.xml").await.status(200);
    let index = index.header_has("content-type", "xml").text();
    let maps: Vec<&str> = locations(&index);
    assert_eq!(
        maps,
        [
            "/sitemap/pages.xml",
            "/sitemap/en-2026-01.xml",
            "/sitemap/en-2026-02.xml",
            "/sitemap/en-2026-03.xml",
            "/sitemap/en-news.xml",
            "/sitemap/hy-2026-03.xml",
            "/sitemap/hy-news.xml",
        ]
    );
    let mut named = Vec::new();
    for map in &maps {
        let map =
            paper.reader().get(map).await.status(200).header_has("content-type", "xml").text();
        named.extend(locations(&map).into_iter().map(str::to_owned));
    }
    for path in &named {
        paper.reader().get(path).await.status(200).shows_no("content=\"noindex\"");
    }
    let january = paper.reader().get("/sitemap/en-2026-01.xml").await.text();
    assert_eq!(locations(&january), ["/en/post/january"]);
    let february = paper.reader().get("/sitemap/en-2026-02.xml").await.text();
    assert_eq!(locations(&february), ["/en/post/february"]);
    let news = paper.reader().get("/sitemap/en-news.xml").await;
    let news =
        news.shows("<news:language>en</news:language>").shows("<news:title>March</news:title>");
    assert_eq!(locations(&news.text()), ["/en/post/march"]);
    let armenian = paper.reader().get("/sitemap/hy-2026-03.xml").await;
    armenian.shows("hreflang=\"en\" href=\"https://meridian.example/en/post/march\"");

    // Whatever search engines may keep is in a sitemap, but for lists that others lead to.
    for (path, answer) in crawl(&paper.reader(), DOORS).await {
        let kind = answer.header_value("content-type").unwrap_or_default();
        let indexed = answer.code() == 200 && kind.starts_with("text/html") && {
            let text = answer.text().replace("&#x2f;", "/");
            let own = format!("<link rel=\"canonical\" href=\"https://meridian.example{path}\">");
            !text.contains("content=\"noindex\"") && text.contains(&own)
        };
        let is_list = path.ends_with("/important");
        assert!(!indexed || is_list || named.contains(&path), "{path} is in no sitemap");
    }

    // Two days later there is no news, and the months are the same.
    paper.pass(jiff::SignedDuration::from_hours(49));
    let index = paper.reader().get("/sitemap.xml").await.text();
    assert!(!index.contains("-news.xml"), "{index}");
    for missing in
        ["/sitemap/en-2025-12.xml", "/sitemap/en-2026-13.xml", "/sitemap/en-.xml", "/sitemap/x"]
    {
        paper.reader().get(missing).await.status(404);
    }
}

fn locations(xml: &str) -> Vec<&str> {
    let locations = xml.split("<loc>").skip(1);
    locations
        .map(|after| {
            after.split_once("</loc>").unwrap().0.strip_prefix("https://meridian.example").unwrap()
        })
        .collect()
}

#[tokio::test]
async fn the_manifest_opens_the_edition_in_its_own_language() {
    let paper = Paper::with_editions(&["en", "ar"]).await;
    paper.section("ar", "news").await;
    let manifest = paper.reader().get("/ar/manifest.webmanifest").await.status(200);
    let manifest = manifest.header_has("content-type", "application/manifest+json").json();
    assert_eq!(manifest["start_url"], "/ar/");
    assert_eq!(manifest["lang"], "ar");
    assert_eq!(manifest["dir"], "rtl");
    assert_eq!(manifest["name"], "خط الزوال");
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = paper.reader().get(icon["src"].as_str().unwrap()).await.status(200);
        answer.header("content-type", icon["type"].as_str().unwrap());
    }
    for shortcut in manifest["shortcuts"].as_array().unwrap() {
        paper.reader().get(shortcut["url"].as_str().unwrap()).await.status(200);
    }
}

#[tokio::test]
async fn an_edition_is_followed_where_its_settings_say_and_in_that_order() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let mut edition = paper.edition("en").await;
    let profile = |service: &str, name: &str| SocialLink {
        service: service.to_owned(),
        name: name.to_owned(),
        url: format!("https://{service}.example/meridian"),
    };
    edition.social = vec![profile("telegram", "Telegram"), profile("mastodon", "Mastodon")];
    edition.app = vec![AppLink {
        store: "google-play".to_owned(),
        name: "Google Play".to_owned(),
        url: "https://play.example/meridian".to_owned(),
    }];
    edition.rights = "All words may be taken with a link.".to_owned();
    paper.put_edition(&edition).await;
    paper.article("Levee breaks").live().await;
    for path in ["/en/", "/en/post/levee-breaks", "/en/news", "/en/nowhere"] {
        paper
            .reader()
            .get(path)
            .await
            .shows_in_order(&[
                "<a href=\"https://telegram.example/meridian\" rel=\"me noopener\">Telegram</a>",
                "<a href=\"https://mastodon.example/meridian\" rel=\"me noopener\">Mastodon</a>",
                "<a href=\"https://play.example/meridian\" rel=\"noopener\">Google Play</a>",
            ])
            .shows("All words may be taken with a link.")
            .shows("© 2024–2026");
    }
    paper.reader().get("/ru/").await.shows_no("telegram.example").shows_no("All words");
}

#[tokio::test]
async fn every_link_of_the_paper_leads_somewhere() {
    let paper = Paper::with_editions(&["en", "ru", "ar"]).await;
    for edition in ["en", "ru", "ar"] {
        for number in 0..3 {
            let headline = format!("Story {number}");
            let article =
                paper.article(&headline).edition(edition).author("Davit Sargsyan").topic("Floods");
            let article = article.slug(&format!("story-{number}")).live().await;
            paper.editor("ana").correct(&article, &["So."], "It was so.").await.ok();
        }
    }
    let answers = crawl(&paper.reader(), DOORS).await;
    assert!(answers.len() > 100, "{:?}", answers.keys());
    for (path, answer) in &answers {
        // The settings form is sent, not opened.
        let expected = if path.ends_with("/settings") { [405, 405] } else { [200, 303] };
        assert!(expected.contains(&answer.code()), "{path} answered {}", answer.code());
    }
}

#[tokio::test]
async fn a_month_in_which_nothing_was_published_has_no_sitemap() {
    let paper = Paper::open().await;
    paper.article("November").at("2025-11-20T12:00:00Z").live().await;
    paper.article("March").at("2026-03-03T12:00:00Z").live().await;
    let index = paper.reader().get("/sitemap.xml").await.status(200).text();
    assert!(index.contains("/sitemap/en-2025-11.xml") && index.contains("/sitemap/en-2026-03.xml"));
    assert!(!index.contains("/sitemap/en-2026-01.xml"), "{index}");
}
