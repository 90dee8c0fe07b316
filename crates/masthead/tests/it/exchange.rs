//! The demo newspaper's articles, as programs elsewhere get them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{Folder, Served};

/// The IPTC's schemas, or nothing and a word about it where they are not.
fn schemas() -> Option<PathBuf> {
    let data = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")),
        PathBuf::from,
    );
    let folder = data.join("ninjs/iptc+newsinjson");
    if folder.join("specification/ninjs-schema_3.1.json").is_file() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there; set MASTHEAD_TEST_DATA.", folder.display());
    None
}

/// A Python that has the validator, or nothing and a word about it.
fn python() -> Option<&'static str> {
    let found = ["python3", "/usr/bin/python3"].into_iter().find(|python| {
        let mut has = Command::new(python);
        has.args(["-c", "import jsonschema, referencing"]).stderr(Stdio::null());
        has.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        eprintln!("SKIPPED: no Python has jsonschema; `pip install jsonschema` to run this.");
    }
    found
}

/// The addresses of the articles, in every edition.
fn articles(folder: &Folder) -> Vec<String> {
    let mut paths = Vec::new();
    for edition in ["en", "ru", "hy", "fr", "ar"] {
        let listed = folder
            .run(&[
                "list",
                "--paper",
                "meridian",
                "--edition",
                edition,
                "--json",
                "--state",
                "live",
                "--limit",
                "1000",
            ])
            .ok();
        let listed: Value = serde_json::from_str(&listed).unwrap();
        let slugs = listed.as_array().unwrap().iter().map(|line| line["slug"].as_str().unwrap());
        paths.extend(slugs.map(|slug| format!("/{edition}/post/{}", percent(slug))));
    }
    paths
}

fn percent(slug: &str) -> String {
    let letters = slug.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    letters.collect()
}

#[test]
fn every_article_of_the_demo_is_a_valid_ninjs_and_its_annotations_are_where_they_say() {
    let folder = Folder::new();
    let served = Served::start(&mut folder.command(&[
        "demo",
        "--dir",
        "meridian",
        "--listen",
        "127.0.0.1:0",
    ]));
    let paths = articles(&folder);
    assert!(paths.len() > 100, "{}", paths.len());
    let mut documents = String::new();
    let (mut people, mut marks) = (0, 0);
    for path in &paths {
        let ninjs = served.get(&format!("{path}.ninjs.json"));
        assert_eq!(ninjs.status, 200, "{path}");
        let ninjs: Value = serde_json::from_str(&ninjs.body).unwrap();
        people += ninjs["people"].as_array().map_or(0, Vec::len);
        documents.push_str(&format!("{ninjs}\n"));

        let page = served.get(&format!("{path}.annotations.json"));
        let page: Value = serde_json::from_str(&page.body).unwrap();
        let plain: Vec<char> = served.get(&format!("{path}.txt")).body.chars().collect();
        for found in page["items"].as_array().unwrap() {
            let [quote, place] = found["target"]["selector"].as_array().unwrap().as_slice() else {
                panic!("{path}: {found}");
            };
            let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            let words: String = plain[at("start")..at("end")].iter().collect();
            assert_eq!(words, quote["exact"].as_str().unwrap(), "{path}");
            marks += 1;
        }
    }
    assert!(people > 20 && marks > 200, "{people} people, {marks} marks");
    let (Some(schemas), Some(python)) = (schemas(), python()) else { return };
    let mut check = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/ninjs_check.py"))
        .arg(schemas)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    check.stdin.take().unwrap().write_all(documents.as_bytes()).unwrap();
    let said = check.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(said.stdout).unwrap(), format!("{} documents\n", paths.len()));
}
