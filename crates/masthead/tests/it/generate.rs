//! An invented archive for tests of scale.

use std::collections::BTreeSet;

use crate::program::Folder;

/// A paper in three languages, one of them written from right to left.
fn paper() -> Folder {
    let folder = Folder::new();
    let editions = ["--edition", "en", "--edition", "ru", "--edition", "ar"];
    folder.run(&[&["init", "paper"], &editions[..]].concat()).ok();
    folder
}

async fn headlines(folder: &Folder) -> Vec<(String, String)> {
    let store = folder.store().await;
    let live = store.all_live(None, 10_000).await.unwrap();
    store.close().await;
    live.into_iter().map(|listed| (listed.headline, listed.first_live_at.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_generated_archive_is_a_sound_paper() {
    let folder = paper();
    let said = folder.in_paper(&["generate", "--articles", "1200"]).ok();
    assert!(said.starts_with("1200 articles of "), "{said}");
    folder.in_paper(&["check"]).ok();

    let store = folder.store().await;
    let live = store.all_live(None, 10_000).await.unwrap();
    assert_eq!(live.len(), 1200);
    let translations = live.len() - live.iter().map(|one| one.story).collect::<BTreeSet<_>>().len();
    assert!((100..500).contains(&translations), "{translations} translations");
    let sections: BTreeSet<_> = live.iter().filter_map(|one| one.section).collect();
    assert_eq!(sections.len(), 18, "six sections of three editions");
    let oldest = live.iter().map(|one| one.first_live_at).min().unwrap();
    let newest = live.iter().map(|one| one.first_live_at).max().unwrap();
    let years = newest.duration_since(oldest).as_hours() / 24 / 365;
    assert_eq!(years, 19, "twenty years but for a few days at both ends");
    let edition = story::EditionCode::parse("en").unwrap();
    let front = store.placed(&edition, &story::placement::List::Front).await.unwrap();
    assert!(!front.is_empty(), "nothing is placed on the front");
    let corrections = store.corrections_in(&edition, None, 100).await.unwrap();
    assert!(!corrections.is_empty(), "nothing was ever put right");
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_gives_the_same_archive() {
    let made = async |seed| {
        let folder = paper();
        let flags = ["--until", "2026-11-01", "--seed", seed];
        folder.in_paper(&[&["generate", "--articles", "150"], &flags[..]].concat()).ok();
        headlines(&folder).await
    };
    let first = made("4").await;
    assert_eq!(first, made("4").await);
    assert_ne!(first, made("5").await);
}

#[test]
fn an_archive_is_made_of_the_texts_of_a_folder() {
    let folder = Folder::with_paper();
    let corpus = folder.path().join("texts/corpus");
    std::fs::create_dir_all(&corpus).unwrap();
    let text = r#"{"lang": "en", "title": "Rain stops play", "blocks": [{"type": "paragraph", "text": "It rained."}]}"#;
    std::fs::write(corpus.join("en.jsonl"), text).unwrap();
    folder.in_paper(&["generate", "--articles", "3", "--texts", "../texts"]).ok();
    let list = folder.in_paper(&["list"]).ok();
    assert_eq!(list.matches("Rain stops play (").count(), 3, "{list}");
}

#[test]
fn a_wrong_archive_is_told_what_is_wrong_with_it() {
    let folder = Folder::with_paper();
    for (line, says) in [
        ("generate", "--articles"),
        ("generate --articles 0", "0"),
        ("generate --articles 9 --until 2999-01-01", "has not come yet"),
        ("generate --articles 9 --texts nowhere", "nowhere"),
    ] {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let refusal = folder.in_paper(&arguments).refused();
        assert!(refusal.contains(says), "masthead {line}: {refusal}");
    }
    folder.in_paper(&["generate", "--articles", "5"]).ok();
    let refusal = folder.in_paper(&["generate", "--articles", "5"]).refused();
    assert!(refusal.contains("has articles already"), "{refusal}");
}
