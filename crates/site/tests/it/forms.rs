//! Other forms of an article: plain text, Markdown, HTML for other papers; and what stands beside it.

use story::Body;
use story::Kind;
use story::block::{Block, BlockId, HeadingAttrs};
use story::inline::{Inline, Mark};
use testkit::Paper;

async fn told(paper: &Paper) -> story::Article {
    let mut edition = paper.edition("en").await;
    edition.rights = "You may take it with the link.".to_owned();
    edition.advertisements = true;
    paper.put_edition(&edition).await;
    let link = Mark::Link { href: "/en/corrections".to_owned(), title: None };
    let body = Body::new(vec![
        Block::paragraph(vec![
            Inline::text("It rained & rained, "),
            Inline::Text { text: "as we said".to_owned(), marks: vec![link] },
            Inline::text("."),
        ]),
        Block::Heading {
            attrs: HeadingAttrs { id: BlockId("h1".to_owned()), level: 2 },
            content: vec![Inline::text("The second day")],
        },
        Block::paragraph(vec![Inline::text("Nobody *slept*.")]),
    ]);
    let article =
        paper.article("Levee breaks").standfirst("After the rain").author("Davit Sargsyan");
    article.body(body).live().await
}

#[tokio::test]
async fn the_plain_text_is_the_whole_article() {
    let paper = Paper::open().await;
    told(&paper).await;
    let answer = paper.reader().get("/en/post/levee-breaks.txt").await.status(200);
    let answer = answer.header("content-type", "text/plain; charset=utf-8");
    assert_eq!(
        answer.text(),
        "Levee breaks\nAfter the rain\nDavit Sargsyan\n2026-03-04 09:00 +00:00\n\
         The Meridian — https://meridian.example/en/post/levee-breaks\n\n\
         It rained & rained, as we said.\n\nThe second day\n\nNobody *slept*.\n"
    );
}

#[tokio::test]
async fn the_markdown_is_the_whole_article_with_addresses_in_full() {
    let paper = Paper::open().await;
    told(&paper).await;
    let answer = paper.reader().get("/en/post/levee-breaks.md").await.status(200);
    answer.header("content-type", "text/markdown; charset=utf-8").shows_in_order(&[
        "# Levee breaks",
        "After the rain",
        "[as we said](https://meridian.example/en/corrections)",
        "## The second day",
        "Nobody \\*slept\\*.",
    ]);
}

#[tokio::test]
async fn the_html_for_other_papers_contains_the_link_back() {
    let paper = Paper::open().await;
    told(&paper).await;
    let page = paper.reader().get("/en/post/levee-breaks").await.status(200);
    let page = page.shows("You may take it with the link.");
    let text = page.text();
    let snippet = text.split_once("<textarea id=\"republish\"").unwrap().1;
    let snippet = snippet.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0;
    assert!(!snippet.contains('<'), "the HTML is not shown as text: {snippet}");
    let html = snippet
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&");
    for part in [
        "<h1>Levee breaks</h1>",
        "Davit Sargsyan",
        "It rained &amp; rained, ",
        "href=\"https://meridian.example/en/corrections\"",
        "<h2>The second day</h2>",
        "First published by",
        "<a href=\"https://meridian.example/en/post/levee-breaks\">The Meridian</a>",
    ] {
        assert!(html.contains(part), "the HTML has no {part}: {html}");
    }
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");

    // Without terms nobody may take it.
    let mut edition = paper.edition("en").await;
    edition.rights = String::new();
    paper.put_edition(&edition).await;
    paper.reader().get("/en/post/levee-breaks").await.shows_no("<textarea");
}

#[tokio::test]
async fn an_advertisement_keeps_away_from_sensitive_stories() {
    let paper = Paper::open().await;
    told(&paper).await;
    paper.article("Children hurt").sensitive().live().await;
    paper.article("About us").kind(Kind::Page).live().await;
    let slot = "<div class=\"ad\"";
    let page = paper.reader().get("/en/post/levee-breaks").await;
    let page = page.shows(slot).shows("Advertisement").shows("height=\"250\"");
    // Its place is kept, and nothing is asked for.
    assert!(!page.text().contains("<img"), "an empty place asks for a picture");
    for quiet in [
        "/en/post/children-hurt",
        "/en/post/about-us",
        "/en/post/levee-breaks/print",
        "/en/post/levee-breaks/light",
        "/en/post/levee-breaks/history",
        "/en/post/never",
        "/en/corrections",
    ] {
        paper.reader().get(quiet).await.shows_no(slot).shows_no("Advertisement");
    }
    let mut edition = paper.edition("en").await;
    edition.advertisements = false;
    paper.put_edition(&edition).await;
    paper.reader().get("/en/post/levee-breaks").await.shows_no(slot);
}

#[tokio::test]
async fn a_link_to_a_story_leads_to_it_once_it_can_be_read() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let other = paper.article("Storm comes").embargo("2026-03-05T06:00:00Z").draft().await;
    let mark = Mark::Link { href: format!("story:{}", other.story), title: None };
    let body = Body::new(vec![Block::paragraph(vec![Inline::Text {
        text: "a storm is coming".to_owned(),
        marks: vec![mark],
    }])]);
    paper.article("Levee").body(body).live().await;
    for form in ["", "/print", "/light", ".md", ".txt"] {
        let page = paper.reader().get(&format!("/en/post/levee{form}")).await.status(200);
        page.shows("a storm is coming").shows_no("storm-comes").shows_no(&other.story.to_string());
    }
    paper.reader().get("/en/feed.xml").await.shows_no(&other.story.to_string());
    paper.clock.set("2026-03-05T06:00:00Z".parse().unwrap());
    let ana = paper.editor("ana");
    ana.approve(&other).await.ok();
    ana.publish(&other).await.ok();
    let page = paper.reader().get("/en/post/levee").await;
    page.shows("<a href=\"/en/post/storm-comes\">a storm is coming</a>");
    paper
        .reader()
        .get("/en/post/levee.md")
        .await
        .shows("https://meridian.example/en/post/storm-comes");
}

#[tokio::test]
async fn related_stories_share_a_topic_and_never_repeat_the_story() {
    let paper = Paper::open().await;
    paper.article("Levee holds").topic("Floods").live().await;
    paper.article("Harvest begins").topic("Farming").live().await;
    paper.article("Levee breaks").topic("Floods").live().await;
    let page = paper.reader().get("/en/post/levee-breaks").await.status(200).text();
    let related =
        page.split_once("<ul class=\"related\">").unwrap().1.split_once("</ul>").unwrap().0;
    assert!(related.contains("Levee holds"), "{related}");
    assert!(!related.contains("Harvest begins") && !related.contains("Levee breaks"), "{related}");
    let page = paper.reader().get("/en/post/harvest-begins").await;
    page.shows_no("class=\"related\"").shows("rel=\"tag\">Farming</a>");
}
