//! Whatever somebody writes, it stays words.

use proptest::prelude::*;
use story::block::{Block, CardAttrs, EmbedAttrs, Fact, HeadingAttrs, QuotationAttrs};
use story::inline::Inline;
use story::{Body, Kind};
use theme::page::ArticlePage;

use crate::{between, house, paper};

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'</title></style></textarea>{{ 7 * 7 }}{% raw %}";

/// An article with the same words everywhere that words can be.
fn article_saying(words: &str) -> ArticlePage {
    let say = || words.to_owned();
    let mut page = paper("en").article(Kind::News);
    page.paper.edition.title = say();
    page.paper.edition.tagline = say();
    page.paper.edition.rights = say();
    page.paper.description = say();
    page.paper.return_to = say();
    page.paper.json_ld = Some(serde_json::json!({ "headline": words }).to_string());
    page.paper.sections[0].name = say();
    page.paper.social[0].name = say();
    page.paper.feeds[0].title = say();
    let image = page.paper.image.as_mut().unwrap();
    image.alt = say();
    page.article.headline = say();
    page.article.standfirst = say();
    page.article.kicker = say();
    page.article.dateline = Some(say());
    page.article.sponsor = Some(say());
    page.article.section.as_mut().unwrap().name = say();
    page.article.byline.iter_mut().for_each(|credit| credit.name = say());
    page.article.corrections[0].text = say();
    page.article.translated_from.as_mut().unwrap().headline = say();
    let lead = page.article.lead.as_mut().unwrap();
    lead.alt = say();
    lead.caption = say();
    lead.credit = Some(say());
    page.topics.iter_mut().for_each(|topic| topic.name = say());
    page.related[0].headline = say();
    page.related[0].kicker = say();
    let important = page.important.as_mut().unwrap();
    important.section = Some(say());
    important.items[0].headline = say();
    let text = || vec![Inline::text(words)];
    page.article.text.body = Body::new(vec![
        Block::paragraph(text()),
        Block::Heading {
            attrs: HeadingAttrs { id: Default::default(), level: 9 },
            content: text(),
        },
        Block::Quotation {
            attrs: QuotationAttrs { id: Default::default(), source: Some(say()) },
            content: vec![Block::paragraph(text())],
        },
        Block::Card {
            attrs: CardAttrs {
                id: Default::default(),
                title: say(),
                facts: vec![Fact { term: say(), value: say() }],
                origin: None,
                revision: None,
            },
            content: vec![],
        },
        Block::Embed {
            attrs: EmbedAttrs {
                id: Default::default(),
                url: format!("javascript:{words}"),
                provider: say(),
                title: say(),
            },
        },
        Block::Embed {
            attrs: EmbedAttrs {
                id: Default::default(),
                url: format!("https://a.example/{words}"),
                provider: say(),
                title: say(),
            },
        },
    ]);
    page
}

/// The elements of a page, without what stands in them: what words must never change.
fn skeleton(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .filter_map(|piece| piece.split([' ', '>', '\n']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn hostile_words_add_no_element_to_a_page() {
    let theme = house();
    let calm = skeleton(&theme.render(&article_saying("Rain stops play")).unwrap());
    let html = theme.render(&article_saying(HOSTILE)).unwrap();
    assert_eq!(skeleton(&html), calm);
    assert!(html.contains("{{ 7 * 7 }}"), "words are never a template");
    assert!(!html.contains("javascript:"));
    let json = between(&html, "application/ld+json\">", "</script>");
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(json["headline"], HOSTILE);
}

#[test]
fn a_hostile_name_of_a_block_is_no_attribute() {
    let body = Body::from_json(
        r#"{"type":"doc","content":[{"type":"heading","attrs":{"id":"x\" onclick=\"y","level":2},"content":[{"type":"text","text":"Rain"}]}]}"#,
    )
    .unwrap();
    let mut page = paper("en").article(Kind::News);
    page.article.text.body = body;
    assert!(house().render(&page).unwrap().contains("<h2>Rain</h2>"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_words_at_all_add_an_element_to_a_page(words in "\\PC{1,40}") {
        let theme = house();
        let calm = skeleton(&theme.render(&article_saying("Rain")).unwrap());
        prop_assert_eq!(skeleton(&theme.render(&article_saying(&words)).unwrap()), calm);
    }
}
