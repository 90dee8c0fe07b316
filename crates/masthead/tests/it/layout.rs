//! The house is built as `docs/architecture.md` draws it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn architecture() -> String {
    std::fs::read_to_string(root().join("docs/architecture.md")).unwrap()
}

/// Every crate in `crates/`, with the crates of ours that it knows: in the program, and in its tests.
fn manifests() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let mut manifests = BTreeMap::new();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let manifest: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(
            manifest["package"]["name"].as_str(),
            Some(name.as_str()),
            "a crate is called as its folder"
        );
        manifests.insert(name, manifest);
    }
    let ours: BTreeSet<String> = manifests.keys().cloned().collect();
    let known = |manifest: &toml::Table, table: &str| -> BTreeSet<String> {
        let table = manifest.get(table).and_then(toml::Value::as_table);
        table
            .into_iter()
            .flat_map(toml::Table::keys)
            .filter(|name| ours.contains(*name))
            .cloned()
            .collect()
    };
    manifests
        .iter()
        .map(|(name, manifest)| {
            let program = &known(manifest, "dependencies") | &known(manifest, "build-dependencies");
            (name.clone(), (program, known(manifest, "dev-dependencies")))
        })
        .collect()
}

/// The arrows under “Who may know whom”: for each crate the crates that it may know.
fn allowed(crates: &BTreeSet<String>) -> BTreeMap<String, BTreeSet<String>> {
    let architecture = architecture();
    let (_, drawing) = architecture.split_once("## Who may know whom").unwrap();
    let drawing = drawing.split("```").nth(1).unwrap();
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in drawing.lines().filter(|line| line.contains('←')) {
        // What stands far to the right explains the line.
        let line = line.split("   ").next().unwrap();
        let sides: Vec<&str> = line.split('←').collect();
        for pair in sides.windows(2) {
            let known = named(pair[0], crates);
            for knower in named(pair[1], crates) {
                allowed
                    .entry(knower.clone())
                    .or_default()
                    .extend(known.iter().filter(|known| **known != knower).cloned());
            }
        }
    }
    allowed
}

fn named(side: &str, crates: &BTreeSet<String>) -> BTreeSet<String> {
    let words: Vec<&str> = side.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let named: BTreeSet<String> = words
        .iter()
        .filter(|word| crates.contains(**word))
        .map(|word| (*word).to_owned())
        .collect();
    match words.first() {
        Some(&"everything") if words.contains(&"but") => crates - &named,
        Some(&"everything") => crates.iter().filter(|name| *name != "testkit").cloned().collect(),
        _ => named,
    }
}

#[test]
fn every_crate_is_on_the_map_and_the_map_names_no_other() {
    let crates: BTreeSet<String> = manifests().into_keys().collect();
    let architecture = architecture();
    let (_, table) = architecture.split_once("## The crates").unwrap();
    let table = table.split("\n## ").next().unwrap();
    let named: BTreeSet<String> = table
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0.to_owned()))
        .collect();
    assert_eq!(named, crates);
}

#[test]
fn no_crate_knows_one_that_it_must_not() {
    let manifests = manifests();
    let crates: BTreeSet<String> = manifests.keys().cloned().collect();
    let allowed = allowed(&crates);
    let none = BTreeSet::new();
    for (name, (program, tests)) in &manifests {
        let may = allowed.get(name).unwrap_or(&none);
        let strangers: Vec<String> = (program - may).into_iter().collect();
        assert!(
            strangers.is_empty(),
            "{name} depends on {}, which docs/architecture.md does not draw. Take the line out of crates/{name}/Cargo.toml, or change the map and say why.",
            strangers.join(", ")
        );
        for known in tests {
            assert!(
                may.contains(known) || known == "testkit",
                "the tests of {name} depend on {known}, which the crate itself may not know"
            );
        }
    }
}

#[test]
fn the_public_site_and_the_desk_never_know_each_other() {
    let manifests = manifests();
    assert!(!manifests["site"].0.contains("desk"));
    assert!(!manifests["desk"].0.contains("site"));
}

#[test]
fn nothing_but_tests_knows_the_testkit() {
    for (name, (program, _)) in manifests() {
        assert!(!program.contains("testkit"), "{name} depends on testkit outside its tests");
    }
}

#[test]
fn the_drawing_is_understood() {
    let crates: BTreeSet<String> = manifests().into_keys().collect();
    let allowed = allowed(&crates);
    assert!(!allowed.contains_key("story"), "story knows nobody");
    let known = ["audience", "record", "story"].map(str::to_owned);
    assert_eq!(allowed["store"], BTreeSet::from(known));
    assert!(allowed["masthead"].contains("site") && allowed["masthead"].contains("desk"));
}
