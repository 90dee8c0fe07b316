//! People and places from elsewhere.

use proptest::prelude::*;
use serde_json::{Value, json};
use story::coverage::{Facts, ItemKind};
use story::{ItemId, Language, Slug};
use wire::items::{Brought, Entry, Stock, csv, wikidata};

fn languages() -> Vec<Language> {
    ["en", "ru"].map(|code| Language::parse(code).unwrap()).to_vec()
}

#[allow(clippy::needless_pass_by_value)] // A document is written where it is handed over.
fn statement(value: Value) -> Value {
    json!({ "mainsnak": { "snaktype": "value", "datavalue": { "value": value } }, "rank": "normal" })
}

#[allow(clippy::needless_pass_by_value)] // A document is written where it is handed over.
fn entity(id: &str, label: &str, claims: Value) -> Value {
    json!({
        "type": "item",
        "id": id,
        "labels": {
            "en": { "language": "en", "value": label },
            "de": { "language": "de", "value": "auf Deutsch" },
        },
        "aliases": { "en": [{ "language": "en", "value": "Iyad Ghaly" }] },
        "descriptions": { "ru": { "language": "ru", "value": "лидер" } },
        "claims": claims,
    })
}

fn of_wikidata(document: &Value, kind: Option<ItemKind>) -> Vec<Entry> {
    wikidata::read(document.to_string().as_bytes(), &languages(), kind).unwrap()
}

fn brought(entries: &[Entry], place: usize) -> &Brought {
    entries[place].brought.as_ref().unwrap()
}

#[test]
fn wikidata_says_who_is_a_person_what_an_organization_and_where_a_place_is() {
    let class = |id: &str| statement(json!({ "id": id }));
    let point = json!({
        "latitude": 12.639, "longitude": -8.003, "globe": "http://www.wikidata.org/entity/Q2",
    });
    let document = json!({ "entities": {
        "Q1": entity("Q1", "Iyad Ag Ghaly", json!({ "P31": [class("Q5")] })),
        "Q2": entity("Q2", "A bank", json!({
            "P31": [class("Q22687")], "P625": [statement(point.clone())],
        })),
        "Q3": entity("Q3", "Bamako", json!({ "P625": [statement(point)] })),
        "Q4": entity("Q4", "Blockade", json!([])),
        "Q5": { "id": "Q5", "missing": "" },
    }});
    let entries = of_wikidata(&document, None);
    assert_eq!(brought(&entries, 0).kind, ItemKind::Person);
    assert_eq!(brought(&entries, 0).names["en"], "Iyad Ag Ghaly");
    assert_eq!(brought(&entries, 0).names.len(), 1, "only languages of the paper");
    assert_eq!(brought(&entries, 0).aliases["en"], ["Iyad Ghaly"]);
    assert_eq!(brought(&entries, 0).about["ru"], "лидер");
    assert_eq!(brought(&entries, 1).kind, ItemKind::Organization);
    assert_eq!(brought(&entries, 1).point, None, "its seat is no place");
    assert_eq!(brought(&entries, 2).kind, ItemKind::Place);
    assert_eq!(brought(&entries, 2).point, Some([12.639, -8.003]));
    assert!(entries[3].brought.as_ref().unwrap_err().contains("--kind"));
    assert_eq!(entries[4].place, "Q5");
    assert_eq!(entries[4].brought.as_ref().unwrap_err(), "Wikidata has no such entity.");
    let as_topics = of_wikidata(&document, Some(ItemKind::Topic));
    assert_eq!(brought(&as_topics, 3).kind, ItemKind::Topic);
    assert_eq!(brought(&as_topics, 0).kind, ItemKind::Person, "Wikidata knows better");
}

#[test]
fn what_wikidata_holds_for_wrong_or_on_mars_is_not_taken() {
    let mut wrong = statement(json!({ "id": "Q5" }));
    wrong["rank"] = json!("deprecated");
    let mars = json!({
        "latitude": 1.0, "longitude": 2.0, "globe": "http://www.wikidata.org/entity/Q111",
    });
    let document = entity("Q1", "Olympus", json!({ "P31": [wrong], "P625": [statement(mars)] }));
    assert!(of_wikidata(&document, None)[0].brought.is_err());
}

#[test]
fn a_file_of_wrong_types_is_refused_in_sentences() {
    let whole = |text: &str| wikidata::read(text.as_bytes(), &languages(), None).unwrap_err().0;
    for (text, word) in [
        ("", "JSON"),
        ("12", "entity"),
        ("{\"entities\": 3}", "entities"),
        (&"[".repeat(100_000), "JSON"),
    ] {
        let sentence = whole(text);
        assert!(sentence.contains(word) && sentence.ends_with('.'), "{sentence}");
    }
    for document in [
        json!([7]),
        json!([{ "labels": 7 }]),
        json!([{ "labels": { "en": 7 }, "claims": { "P31": [statement(json!({ "id": "Q5" }))] } }]),
        json!([{ "aliases": { "en": { "value": 1 } }, "claims": { "P31": 3 } }]),
        json!([entity("Q1", "x", json!({ "P625": [statement(json!({ "latitude": "north" }))] }))]),
        json!([entity(
            "Q1",
            &"x".repeat(500),
            json!({ "P31": [statement(json!({ "id": "Q5" }))] })
        )]),
        json!([entity(
            "Q1",
            "x",
            json!({
                "P625": [statement(json!({ "latitude": 91.0, "longitude": 0.0 }))],
            })
        )]),
    ] {
        let entries = of_wikidata(&document, None);
        let sentence = entries[0].brought.as_ref().unwrap_err();
        assert!(sentence.ends_with('.'), "{document}: {sentence}");
    }
}

#[test]
fn a_table_has_a_line_for_each_item() {
    let table = "\u{feff}kind,slug,name_en,aliases_en,about_en,latitude,longitude,name_ru\r\n\
        place,bamako,Bamako,Bamako District | BKO,\"Capital of Mali, on the Niger\",12.6392,-8.0029,Бамако\r\n\
        \r\n\
        person,,\"Iyad \"\"Ag\"\" Ghaly\",,\"two\nlines\",,,\r\n\
        ,,Nobody,,,,,\r\n\
        place,,Half,,,1,,\r\n\
        ghost,,Ghost,,,,,\r\n\
        person,,Somebody,,,1,2,\r\n";
    let entries = csv::read(table.as_bytes(), None).unwrap();
    let places: Vec<&str> = entries.iter().map(|entry| entry.place.as_str()).collect();
    assert_eq!(places, ["line 2", "line 4", "line 6", "line 7", "line 8", "line 9"]);
    let bamako = brought(&entries, 0);
    assert_eq!(bamako.slug, Some(Slug::parse("bamako").unwrap()));
    assert_eq!(bamako.aliases["en"], ["Bamako District", "BKO"]);
    assert_eq!(bamako.about["en"], "Capital of Mali, on the Niger");
    assert_eq!(bamako.point, Some([12.6392, -8.0029]));
    assert_eq!(bamako.names["ru"], "Бамако");
    assert_eq!(brought(&entries, 1).names["en"], "Iyad \"Ag\" Ghaly");
    assert_eq!(brought(&entries, 1).about["en"], "two lines");
    for (place, word) in [(2, "--kind"), (3, "longitude"), (4, "ghost"), (5, "Only a place")] {
        let sentence = entries[place].brought.as_ref().unwrap_err();
        assert!(sentence.contains(word), "{sentence}");
    }
    let asked = csv::read(table.as_bytes(), Some(ItemKind::Person)).unwrap();
    assert_eq!(brought(&asked, 2).kind, ItemKind::Person);
}

#[test]
fn a_table_that_is_none_is_refused_whole() {
    for (table, word) in [
        ("", "no line"),
        ("kind,slug\n", "name_en"),
        ("name_en,colour\n", "colour"),
        ("name_en,name_en\n", "Two columns"),
        ("name_xx\n", "xx"),
        ("name_en\n\"open\nfor ever\n", "line 2"),
        (&",".repeat(10_000), "columns"),
        (&"name_en\nx\n".repeat(60_000), "lines"),
    ] {
        let sentence = csv::read(table.as_bytes(), None).unwrap_err().0;
        assert!(sentence.contains(word), "{sentence}");
    }
    let latin = csv::read(b"name_en\n\xe9\n", None).unwrap_err().0;
    assert!(latin.contains("UTF-8"), "{latin}");
    let huge = vec![b'x'; wire::items::MAX_BYTES + 1];
    assert!(csv::read(&huge, None).unwrap_err().0.contains("MiB"));
}

#[test]
fn an_item_gets_what_it_lacks_and_keeps_what_it_has() {
    let table = "kind,name_en,name_ru,about_en,aliases_en,latitude,longitude\n\
        place,Timbuktu,Томбукту,A city,Tombouctou,16.77,-3.0\n";
    let entries = csv::read(table.as_bytes(), None).unwrap();
    let brought = brought(&entries, 0);
    let id = ItemId::new(1);
    let mut known = brought.clone().item(id, Slug::parse("timbuktu").unwrap());
    assert_eq!(brought.completes(&known), None);
    known.names = [("en".to_owned(), "Tombouctou".to_owned())].into();
    known.about = [("en".to_owned(), "Ours".to_owned())].into();
    known.aliases.clear();
    known.facts = Facts::Place(story::coverage::Place::default());
    let completed = brought.completes(&known).unwrap();
    assert_eq!(completed.names["en"], "Tombouctou");
    assert_eq!(completed.names["ru"], "Томбукту");
    assert_eq!(completed.about["en"], "Ours");
    assert_eq!(completed.aliases["en"], ["Timbuktu"], "another name is one more name");
    assert_eq!(completed.version, known.version + 1);
    let Facts::Place(place) = &completed.facts else { panic!() };
    assert_eq!(place.point, Some([16.77, -3.0]));
}

#[test]
fn a_name_finds_what_is_called_like_it_and_says_when_several_are() {
    let table = "kind,name_en\nperson,ana sargsyan\norganization,Ana Sargsyan\nperson,Davit\n";
    let entries = csv::read(table.as_bytes(), None).unwrap();
    let mut stock = Stock::default();
    let slug = |text: &str| Slug::parse(text).unwrap();
    let mut ana = brought(&entries, 0).clone().item(ItemId::new(1), slug("ana"));
    ana.names = [("en".to_owned(), "Ana Sargsyan".to_owned())].into();
    stock.take(ana.clone());
    assert_eq!(stock.called_like(brought(&entries, 0)).unwrap(), Some(&ana));
    assert_eq!(
        stock.called_like(brought(&entries, 1)).unwrap(),
        None,
        "an organization is no person"
    );
    assert_eq!(stock.called_like(brought(&entries, 2)).unwrap(), None);
    stock.take(story::coverage::Item { id: ItemId::new(2), slug: slug("ana-2"), ..ana });
    let sentence = stock.called_like(brought(&entries, 0)).unwrap_err();
    assert!(sentence.contains("ana, ana-2"), "{sentence}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec![
        "entities",
        "id",
        "labels",
        "aliases",
        "descriptions",
        "claims",
        "en",
        "value",
        "P31",
        "P625",
        "mainsnak",
        "datavalue",
        "latitude",
        "longitude",
        "globe",
        "rank",
        "missing",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<f64>().prop_map(|number| json!(number)),
        "[Qa5 ]{0,4}".prop_map(|text| json!(text)),
    ];
    leaf.prop_recursive(7, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key.clone(), inner), 0..6).prop_map(|entries| {
                Value::Object(
                    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
                )
            }),
        ]
    })
}

/// Whatever comes of a file, it can be kept or is refused in a sentence.
fn is_orderly(entries: &[Entry]) -> Result<(), TestCaseError> {
    for entry in entries {
        match &entry.brought {
            Ok(brought) => {
                prop_assert!(!brought.names.is_empty());
                let item = brought.clone().item(ItemId::new(1), Slug::parse("x").unwrap());
                prop_assert_eq!(brought.completes(&item), None);
            }
            Err(sentence) => prop_assert!(sentence.ends_with('.'), "{}", sentence),
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_json_is_too_strange(document in any_json()) {
        let read = wikidata::read(document.to_string().as_bytes(), &languages(), Some(ItemKind::Topic));
        if let Ok(entries) = read {
            is_orderly(&entries)?;
        }
    }

    #[test]
    fn no_table_is_too_strange(rest in "[a,\"|\r\n1.я -]{0,80}") {
        let table = format!("name_en,aliases_en,latitude,longitude\n{rest}");
        if let Ok(entries) = csv::read(table.as_bytes(), Some(ItemKind::Place)) {
            is_orderly(&entries)?;
        }
    }
}
