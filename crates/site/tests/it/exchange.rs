//! What programs elsewhere get of an article and of a situation.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use story::block::Block;
use story::coverage::storyline::State;
use story::coverage::{Claim, Edtf, Event, Facts, Hop, How, Item, Part, Place, Storyline, When};
use story::inline::{Inline, Mark};
use story::{Article, Body, ItemId, Kind, Slug};
use testkit::Paper;

/// Keeps an item of this name and answers with its id.
async fn item(paper: &Paper, name: &str, facts: Facts) -> ItemId {
    let mut write = paper.store.write().await.unwrap();
    let item = Item {
        id: ItemId::new(write.id()),
        slug: Slug::of(name, story::Language::english()).unwrap(),
        names: [("en".to_owned(), name.to_owned())].into(),
        aliases: BTreeMap::new(),
        about: BTreeMap::new(),
        wikidata: None,
        merged_into: None,
        facts,
        version: 1,
    };
    write.put_item(None, &item, &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
    item.id
}

fn marked(words: &str, target: ItemId, part: Part) -> Inline {
    let mark = Mark::Ref { target: target.to_string(), part: part.as_str().to_owned() };
    Inline::Text { text: words.to_owned(), marks: vec![mark] }
}

/// A story of a flood with somebody who says something about it, and the situation that it belongs to.
async fn told(paper: &Paper) -> Article {
    let levee = item(
        paper,
        "The levee",
        Facts::Place(Place { point: Some([40.2, 44.5]), ..Place::default() }),
    )
    .await;
    let ochieng = item(paper, "Beverly Ochieng", Facts::Person).await;
    let hop = Hop { by: Some(ochieng), words: BTreeMap::new(), on_behalf_of: None, how: How::Said };
    let claim = Claim { chain: vec![hop], ..Claim::default() };
    let said = item(paper, "It will break again", Facts::Claim(claim)).await;
    let own = item(paper, "It was old", Facts::Claim(Claim::default())).await;
    let event = Event {
        when: When::stated(Edtf::parse("2026-03").unwrap()),
        place: Some(levee),
        who: Vec::new(),
    };
    let broke = item(paper, "The levee breaks", Facts::Event(event)).await;
    let storyline = Storyline {
        state: State::Active,
        since: None,
        events: vec![broke],
        advisories: Vec::new(),
        cards: Vec::new(),
    };
    item(paper, "The flood", Facts::Storyline(storyline)).await;
    let body = Body::new(vec![Block::paragraph(vec![
        marked("The levee", levee, Part::Mention),
        Inline::text(" "),
        marked("broke", broke, Part::Mention),
        Inline::text("; "),
        marked("it was old", own, Part::Content),
        Inline::text(". It "),
        marked("will break again", said, Part::Content),
        Inline::text(", says "),
        marked("Beverly Ochieng", ochieng, Part::Mention),
        Inline::text("."),
    ])]);
    paper.article("Levee breaks").topic("Floods").body(body).live().await
}

fn find<'a>(objects: &'a [Value], kind: &str) -> &'a Value {
    objects.iter().find(|object| object["@type"] == kind).unwrap()
}

#[tokio::test]
async fn an_article_and_its_situation_tell_search_engines_what_is_behind_them() {
    let paper = Paper::open().await;
    let article = told(&paper).await;
    let page = paper.reader().get("/en/post/levee-breaks").await.status(200);
    let objects = page.json_ld();
    let news = find(&objects, "NewsArticle");
    let person = json!({
        "@type": "Person",
        "name": "Beverly Ochieng",
        "url": "https://meridian.example/en/topic/beverly-ochieng",
    });
    assert_eq!(
        news["hasPart"],
        json!([{
            "@type": "Claim",
            "@id": "https://meridian.example/en/post/levee-breaks#said-1",
            "text": "will break again",
            "author": person,
            "appearance": { "@id": format!("https://meridian.example/id/a/{}", article.id) },
        }]),
        "only what others say"
    );
    assert_eq!(news["about"][0]["startDate"], "2026-03");
    assert_eq!(news["about"][0]["location"]["name"], "The levee");
    assert!(news["mentions"].as_array().unwrap().contains(&person));

    let page = paper.reader().get("/en/coverage/the-flood").await.status(200);
    let objects = page.json_ld();
    let page = find(&objects, "CollectionPage");
    assert_eq!(page["hasPart"].as_array().unwrap().len(), 2, "the paper's own claims too");
    assert_eq!(page["about"][0]["name"], "The levee breaks");
    assert_eq!(page["mainEntity"]["itemListElement"][0]["name"], "Levee breaks");
}

#[tokio::test]
async fn other_newsrooms_get_who_and_where_and_the_notes_of_programs_their_places() {
    let paper = Paper::open().await;
    told(&paper).await;
    let answer = paper.reader().get("/en/post/levee-breaks.ninjs.json").await.status(200);
    let answer = answer.header("content-type", "application/json; charset=utf-8");
    let answer = answer.header("x-robots-tag", "noindex");
    let ninjs = answer.json();
    assert_eq!(ninjs["people"][0]["name"], "Beverly Ochieng");
    assert_eq!(ninjs["places"][0]["geoJSON"]["coordinates"], json!([44.5, 40.2]));
    assert_eq!(ninjs["subjects"][1]["name"], "Floods");
    assert_eq!(ninjs["infoSources"][0]["name"], "Beverly Ochieng");

    let page = paper.reader().get("/en/post/levee-breaks.annotations.json").await.status(200);
    let page = page.json();
    let plain: Vec<char> =
        paper.reader().get("/en/post/levee-breaks.txt").await.text().chars().collect();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    for item in items {
        let place = &item["target"]["selector"][1];
        let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let words: String = plain[at("start")..at("end")].iter().collect();
        assert_eq!(words, item["target"]["selector"][0]["exact"].as_str().unwrap());
    }
    assert_eq!(items[3]["body"]["source"], "https://meridian.example/en/post/levee-breaks#said-1");
}

#[tokio::test]
async fn what_is_taken_from_readers_is_taken_from_programs() {
    let paper = Paper::open().await;
    let article = told(&paper).await;
    paper.editor("ana").withdraw(&article, "It was not true.").await.ok();
    for form in ["ninjs.json", "annotations.json"] {
        paper.reader().get(&format!("/en/post/levee-breaks.{form}")).await.status(410);
    }
    for form in ["json", "ninjs", "ninjs.json.json", "ninjs.", "x.txt"] {
        paper.reader().get(&format!("/en/post/levee-breaks.{form}")).await.status(404);
    }
}

#[tokio::test]
async fn sitemaps_have_the_pages_of_situations_and_cards_at_their_own_addresses() {
    let paper = Paper::open().await;
    let maps = async || paper.reader().get("/sitemap/pages.xml").await.status(200).text();
    let article = told(&paper).await;
    paper.article("What is a levee").kind(Kind::Card).slug("levee").live().await;
    let map = maps().await;
    assert!(map.contains("<loc>https://meridian.example/en/coverage/the-flood</loc>"), "{map}");
    assert!(map.contains("<loc>https://meridian.example/en/explain/levee</loc>"), "{map}");
    paper.editor("ana").withdraw(&article, "It was not true.").await.ok();
    assert!(!maps().await.contains("/coverage/"), "nobody has anything on it any more");
}
