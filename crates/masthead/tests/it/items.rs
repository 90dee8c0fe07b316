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
