//! Marks for programs that keep notes on pages.

use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::Value;
use story::block::{Block, ListItem, Named as Attributes, QuotationAttrs};
use story::coverage::{ItemKind, Part};
use story::inline::{Inline, Mark};
use story::{Body, ItemId};
use wire::behind::Named;
use wire::web_annotation::Marked;

use crate::behind::named;

fn marked(text: &str, target: i64, part: Part) -> Inline {
    let mark = Mark::Ref { target: target.to_string(), part: part.as_str().into() };
    Inline::Text { text: text.into(), marks: vec![mark] }
}

fn items() -> HashMap<ItemId, Named> {
    let said = Named { url: None, ..named(7, ItemKind::Claim, "Rain is coming.") };
    let ana = named(1, ItemKind::Person, "Ana");
    [(ana.id, ana), (said.id, said)].into()
}

fn written(body: &Body) -> (Value, Vec<char>) {
    let header = ["Rain 🌧".to_owned()];
    let page = Marked {
        page: "https://meridian.example/en/post/rain.annotations.json",
        source: "https://meridian.example/id/a/12",
        text: "https://meridian.example/en/post/rain.txt",
        live_at: "2025-11-10T05:00:00Z".parse().unwrap(),
        header: &header,
        body,
        items: &items(),
    };
    let plain = wire::text::text(&header, body).chars().collect();
    (serde_json::from_str(&page.to_json()).unwrap(), plain)
}

/// What stands in the plain text where the second selector points.
fn pointed_at(annotation: &Value, plain: &[char]) -> String {
    let place = &annotation["target"]["selector"][1];
    let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    plain[at("start")..at("end")].iter().collect()
}

#[test]
fn words_are_found_by_what_they_are_and_by_where_they_are() {
    let body = Body::new(vec![
        Block::paragraph(vec![
            Inline::text("🌧 "),
            marked(" Ana ", 1, Part::Mention),
            Inline::text("says: "),
            marked("rain is", 7, Part::Content),
            Inline::HardBreak,
            marked("coming", 7, Part::Content),
        ]),
        Block::Quotation {
            attrs: QuotationAttrs::default(),
            content: vec![Block::paragraph(vec![marked("Ana", 1, Part::Source)])],
        },
        Block::BulletList {
            attrs: Attributes::default(),
            content: vec![ListItem {
                content: vec![Block::paragraph(vec![marked("Ana", 1, Part::Mention)])],
            }],
        },
    ]);
    let (page, plain) = written(&body);
    assert_eq!(page["type"], "AnnotationPage");
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    for item in items {
        assert_eq!(pointed_at(item, &plain), item["target"]["selector"][0]["exact"]);
    }
    assert_eq!(items[0]["target"]["selector"][0]["exact"], "Ana");
    assert_eq!(items[0]["target"]["selector"][0]["prefix"], "Rain 🌧\n\n🌧  ");
    assert_eq!(items[0]["body"]["source"], "https://meridian.example/en/topic/1");
    assert_eq!(items[0]["body"]["purpose"], "identifying");
    assert_eq!(items[1]["body"]["type"], "TextualBody");
    assert_eq!(items[1]["body"]["value"], "Rain is coming.");
    assert_eq!(items[1]["motivation"], "describing");
}

#[test]
fn a_mark_of_what_nobody_knows_is_left_out() {
    let body = Body::new(vec![Block::paragraph(vec![marked("Ana", 99, Part::Mention)])]);
    assert_eq!(written(&body).0["items"].as_array().unwrap().len(), 0);
}

proptest! {
    #[test]
    fn whatever_the_words_are_the_places_are_those_of_the_plain_text(
        words in prop::collection::vec(("[ a🌧\\u{fdd0}\\u{7}я\\n]{0,6}", 0u8..3), 0..8),
    ) {
        let inlines = words.iter().map(|(text, mark)| match mark {
            0 => Inline::text(text.clone()),
            1 => marked(text, 1, Part::Mention),
            _ => marked(text, 7, Part::Content),
        });
        let body = Body::new(vec![Block::paragraph(inlines.collect())]);
        let (page, plain) = written(&body);
        for item in page["items"].as_array().unwrap() {
            if item["target"]["selector"].as_array().unwrap().len() == 2 {
                prop_assert_eq!(
                    pointed_at(item, &plain),
                    item["target"]["selector"][0]["exact"].as_str().unwrap()
                );
            }
        }
    }
}
