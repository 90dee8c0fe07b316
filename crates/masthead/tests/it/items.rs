//! People and places from elsewhere, at the command line.

use crate::program::Folder;

const TABLE: &str = "\
kind,slug,name_en,aliases_en,about_en,latitude,longitude
place,bamako,Bamako,BKO,Capital of Mali,12.6392,-8.0029
person,,Ulf Laessing,,,,
organization,acled,ACLED,,,,
ghost,,Nobody,,,,
";

const ENTITY: &str = r#"{"entities":{"Q3703":{"id":"Q3703",
    "labels":{"en":{"language":"en","value":"Bamako"},"de":{"language":"de","value":"Bamako"}},
    "aliases":{"en":[{"language":"en","value":"Bamako City"}]},
    "descriptions":{"en":{"language":"en","value":"something else"}},
    "claims":{"P625":[{"mainsnak":{"datavalue":{"value":{"latitude":12.6,"longitude":-8.0}}}}]}}}}"#;

#[tokio::test]
async fn what_a_table_brings_is_made_once_and_never_overwritten() {
    let folder = Folder::with_paper();
    std::fs::write(folder.paper().join("places.csv"), TABLE).unwrap();
    let dry = folder.in_paper(&["item", "import", "places.csv", "--dry-run"]);
    assert_eq!(dry.code, 1, "a line was refused");
    assert!(dry.out.contains("Nothing was kept. It would be: 3 made"), "{}", dry.out);
    assert!(folder.store().await.item_at("bamako").await.unwrap().is_none());

    let first = folder.in_paper(&["item", "import", "places.csv"]);
    assert!(first.out.contains("made      place bamako, Bamako"), "{}", first.out);
    assert!(first.out.contains("line 5     refused   “ghost” is no kind."), "{}", first.out);
    assert!(first.out.ends_with("3 made, 0 completed, 0 known already, 1 refused.\n"));
    let second = folder.in_paper(&["item", "import", "places.csv"]);
    assert!(second.out.ends_with("0 made, 0 completed, 3 known already, 1 refused.\n"));

    std::fs::write(folder.paper().join("Q3703.json"), ENTITY).unwrap();
    let third = folder.in_paper(&["item", "import", "Q3703.json"]).ok();
    assert!(third.contains("Q3703      completed place bamako, Bamako"), "{third}");
    let bamako = folder.store().await.item_at("bamako").await.unwrap().unwrap();
    assert_eq!(bamako.about["en"], "Capital of Mali");
    assert_eq!(bamako.aliases["en"], ["BKO", "Bamako City"]);
    assert_eq!(bamako.version, 2);
    assert_eq!(bamako.wikidata.unwrap().to_string(), "Q3703");
}

#[tokio::test]
async fn an_entity_is_known_again_under_any_name_and_a_namesake_is_another() {
    let folder = Folder::with_paper();
    let entity = |id: &str, name: &str| {
        format!(
            r#"{{"id":"{id}","labels":{{"en":{{"language":"en","value":"{name}"}}}},
                "claims":{{"P31":[{{"mainsnak":{{"datavalue":{{"value":{{"id":"Q5"}}}}}}}}]}}}}"#
        )
    };
    let import = |name: &str, text: String| {
        std::fs::write(folder.paper().join(name), text).unwrap();
        folder.in_paper(&["item", "import", name]).ok()
    };
    import("one.json", entity("Q11", "Anna Bell"));
    let said = import("same.json", entity("Q11", "Anna Bell-Fisher"));
    assert!(said.contains("completed person anna-bell, Anna Bell"), "{said}");
    let said = import("namesake.json", entity("Q12", "Anna Bell"));
    assert!(said.contains("made      person anna-bell-2, Anna Bell"), "{said}");
    let table = "kind,name_en,wikidata\nperson,A. Bell,Q12\nperson,Nobody,1234\n";
    std::fs::write(folder.paper().join("table.csv"), table).unwrap();
    let said = folder.in_paper(&["item", "import", "table.csv"]).out;
    assert!(said.contains("line 2     completed person anna-bell-2, Anna Bell"), "{said}");
    assert!(said.contains("line 3     refused   “1234” is no entity of Wikidata."), "{said}");
}

#[test]
fn a_file_that_is_none_is_refused_in_a_sentence() {
    let folder = Folder::with_paper();
    for (name, bytes, says) in [
        ("x.csv", "colour\n", "colour"),
        ("x.json", "[[[", "not JSON"),
        ("x.xml", "<x/>", "neither a table"),
    ] {
        std::fs::write(folder.paper().join(name), bytes).unwrap();
        let refusal = folder.in_paper(&["item", "import", name]).refused();
        assert!(refusal.contains(says), "{refusal}");
    }
    assert!(folder.in_paper(&["item", "import", "none.csv"]).refused().contains("none.csv"));
}
