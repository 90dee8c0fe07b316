//! Editions: the switch leads to the sibling, and pages in several languages name each other.

use std::collections::BTreeMap;

use testkit::{Answer, Paper};

use crate::crawl::{DOORS, crawl};

/// What a page says of itself in other languages: language tag to address.
fn alternates(page: &Answer) -> BTreeMap<String, String> {
    let text = page.text().replace("&#x2f;", "/");
    let links = text.split("<link rel=\"alternate\" hreflang=\"").skip(1);
    links
        .map(|link| {
            let (language, rest) = link.split_once('"').unwrap();
            let href = rest.split_once("href=\"").unwrap().1.split_once('"').unwrap().0;
            (language.to_owned(), href.strip_prefix("https://meridian.example").unwrap().to_owned())
        })
        .collect()
}

/// Where the switch in the bar leads for an edition.
fn switch(page: &Answer, language: &str) -> String {
    let text = page.text().replace("&#x2f;", "/").replace("&amp;", "&");
    let bar = text.split_once("<nav aria-label").unwrap().1.split_once("</nav>").unwrap().0;
    let link =
        bar.split("<a href=\"").find(|link| link.contains(&format!("hreflang=\"{language}\"")));
    link.unwrap().split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn the_switch_leads_to_the_sibling_or_to_its_section_with_a_word_about_it() {
    let paper = Paper::with_editions(&["en", "ru", "hy", "fr"]).await;
    for edition in ["en", "ru", "hy"] {
        paper.section(edition, "world").await;
    }
    let english = paper.article("Levee breaks").section("world").live().await;
    let russian =
        paper.editor("ana").sibling(&english, "ru", "Дамба прорвана").section("world").live().await;

    let page = paper.reader().get("/en/post/levee-breaks").await.status(200);
    assert_eq!(switch(&page, "ru"), paper.path(&russian).await);
    assert_eq!(switch(&page, "en"), "/en/post/levee-breaks");
    let section = format!("/hy/world?from={}", english.id);
    assert_eq!(switch(&page, "hy"), section);
    // No such section there: the front.
    assert_eq!(switch(&page, "fr"), "/fr/");

    let there = paper.reader().get(&section).await.status(200);
    let there = there.shows("<a href=\"/en/post/levee-breaks\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">Levee breaks</a>");
    there.shows_no("The story that you were reading");
    // Only an article of another edition that can be read is named.
    for from in [english.id.to_string(), "1".to_owned()] {
        paper
            .reader()
            .get(&format!("/en/world?from={from}"))
            .await
            .status(200)
            .shows_no("role=\"note\"");
    }
    // The notice does not make a page of its own for search engines.
    let canonical = "<link rel=\"canonical\" href=\"https://meridian.example/hy/world\">";
    paper.reader().get(&section).await.shows(canonical);
}

#[tokio::test]
async fn pages_in_several_languages_name_each_other_and_themselves() {
    let paper = Paper::with_editions(&["en", "ru", "hy", "ar"]).await;
    for edition in ["en", "ru", "hy"] {
        paper.section(edition, "news").await;
    }
    let english =
        paper.article("Levee breaks").author("Davit Sargsyan").topic("Floods").live().await;
    let ana = paper.editor("ana");
    ana.sibling(&english, "ru", "Дамба прорвана")
        .author("Davit Sargsyan")
        .topic("Floods")
        .live()
        .await;
    ana.sibling(&english, "ar", "انهيار السد").live().await;
    paper.article("Only here").live().await;

    let answers = crawl(&paper.reader(), DOORS).await;
    let mut named = 0;
    for (address, answer) in &answers {
        let path = address.split('?').next().unwrap();
        let is_page = answer.code() == 200
            && answer
                .header_value("content-type")
                .is_some_and(|kind| kind.starts_with("text/html"));
        if !is_page {
            continue;
        }
        let alternates = alternates(answer);
        if alternates.is_empty() {
            continue;
        }
        named += 1;
        assert!(
            alternates.values().any(|other| other == path),
            "{path} does not name itself: {alternates:?}"
        );
        assert!(alternates.contains_key("x-default"), "{path} names no page for everybody else");
        for (language, other) in &alternates {
            let back = self::alternates(&answers[other.as_str()]);
            assert_eq!(back, alternates, "{path} names {other} for {language}, which names others");
        }
        let text = answer.text().replace("&#x2f;", "/");
        let own =
            alternates.iter().find(|(language, other)| *other == path && *language != "x-default");
        let language = own.unwrap().0;
        assert!(
            text.contains(&format!("<html lang=\"{language}\"")),
            "{path} is not in {language}"
        );
        let canonical = format!("<link rel=\"canonical\" href=\"https://meridian.example{path}\">");
        assert!(text.contains(&canonical), "{path} is not its own canonical address");
    }
    // Four fronts, three sections, three articles, four lists of corrections, two authors, two topics.
    assert!(named >= 18, "only {named} pages have translations");

    let levee = alternates(&answers["/en/post/levee-breaks"]);
    assert_eq!(levee.keys().collect::<Vec<_>>(), ["ar", "en", "ru", "x-default"]);
    assert_eq!(levee["x-default"], levee["en"]);
    assert!(alternates(&answers["/en/post/only-here"]).is_empty());
    // Armenian is “hy”, which is a language; “am” would be Amharic.
    let fronts = alternates(&answers["/en/"]);
    assert_eq!(fronts["hy"], "/hy/");
    assert!(!fronts.contains_key("am"));
}

#[tokio::test]
async fn a_translation_says_what_it_was_translated_from() {
    let paper = Paper::with_editions(&["en", "ar"]).await;
    let english = paper.article("Levee breaks").live().await;
    let arabic = paper.editor("ana").sibling(&english, "ar", "انهيار السد").live().await;
    let page = paper.reader().get(&paper.path(&arabic).await).await.status(200);
    page.shows("<html lang=\"ar\" dir=\"rtl\"")
        .shows("<a href=\"/en/post/levee-breaks\" hreflang=\"en\" lang=\"en\" dir=\"ltr\">Levee breaks</a>");
}

#[tokio::test]
async fn words_in_another_language_keep_their_own_direction() {
    use story::block::Block;
    use story::inline::{Inline, Mark};
    use story::{Body, Direction};

    let paper = Paper::open().await;
    let arabic = Mark::Lang { lang: "ar".to_owned(), dir: Direction::Rtl };
    let body = Body::new(vec![Block::paragraph(vec![
        Inline::text("She said “"),
        Inline::Text { text: "السلام عليكم".to_owned(), marks: vec![arabic] },
        Inline::text("”, and left."),
    ])]);
    paper.article("Peace").body(body).live().await;
    for form in ["", "/print", "/light"] {
        paper
            .reader()
            .get(&format!("/en/post/peace{form}"))
            .await
            .status(200)
            .shows("She said “<bdi lang=\"ar\" dir=\"rtl\">السلام عليكم</bdi>”, and left.");
    }
    paper.reader().get("/en/feed.atom").await.shows("lang=\"ar\" dir=\"rtl\">السلام عليكم<");
}

#[tokio::test]
async fn a_link_to_a_card_leads_to_where_cards_are() {
    use story::block::Block;
    use story::inline::{Inline, Mark};
    use story::{Body, Kind};

    let paper = Paper::open().await;
    let card = paper.article("What is a levee").kind(Kind::Card).slug("levee").live().await;
    let link = Mark::Link { href: format!("story:{}", card.story), title: None };
    let body = Body::new(vec![Block::paragraph(vec![Inline::Text {
        text: "The levee broke.".to_owned(),
        marks: vec![link],
    }])]);
    paper.article("Flood").body(body).live().await;
    let page = paper.reader().get("/en/post/flood").await.status(200);
    page.shows("<a href=\"/en/explain/levee\">The levee broke.</a>");
}

#[tokio::test]
async fn an_excerpt_is_cut_between_letters_as_people_see_them() {
    let paper = Paper::open().await;
    // A family of four in one letter, eleven code points long, and nothing else.
    let family = "👩‍👩‍👧‍👦";
    paper.article("Families").paragraphs(&[&family.repeat(200)]).live().await;
    let page = paper.reader().get("/en/post/families").await.status(200).text();
    let description = page.split_once("<meta name=\"description\" content=\"").unwrap().1;
    let description = description.split_once('"').unwrap().0;
    let rest = description.replace(family, "");
    assert!(
        rest.chars().all(|letter| letter == '…' || letter == ' '),
        "cut inside a letter: {rest:?}"
    );
    assert!(description.len() < page.len() / 4);
}
