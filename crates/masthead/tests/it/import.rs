//! An import by the program: wrong input, and `kill -9` at any moment.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use crate::kill::moments;
use crate::program::{Folder, Ran};

#[test]
fn a_wrong_import_is_told_what_is_wrong_with_it() {
    let folder = Folder::with_paper();
    let export = r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title>
        <wp:wxr_version>1.2</wp:wxr_version></channel></rss>"#;
    std::fs::write(folder.paper().join("old.xml"), export).unwrap();
    for (line, says) in [
        ("import", "Usage"),
        ("import wxr", "FILE"),
        ("import wxr nowhere.xml", "nowhere.xml"),
        ("import wxr masthead.toml", "masthead.toml"),
        ("import wxr old.xml --edition xx", "There is no edition “xx”"),
        ("import wxr old.xml --allow-private-addresses", "--fetch"),
    ] {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let refusal = folder.in_paper(&arguments).refused();
        assert!(refusal.contains(says), "masthead {line}: {refusal}");
    }
}

/// What an import brought.
#[derive(Debug, PartialEq, Eq)]
struct Brought {
    articles: usize,
    live: i64,
    items: usize,
}

/// An import ended as it should: attachments whose files are nowhere are told with code 3.
#[track_caller]
fn imported(ran: &Ran) {
    assert!(matches!(ran.code, 0 | 3), "code {}: {}{}", ran.code, ran.out, ran.err);
}

async fn brought(store: &store::Store, source: &str) -> Brought {
    let mut items = 0;
    for kind in ["post", "page", "attachment", "nav_menu_item"] {
        items += store.import_items(source, kind).await.unwrap().len();
    }
    Brought {
        articles: store.article_ids(0, 100_000).await.unwrap().len(),
        live: store.count_live().await.unwrap(),
        items,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_was_killed_goes_on_where_it_was() {
    let data = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let file = data.join("wxr/WPTT+theme-unit-test/themeunittestdata.wordpress.xml");
    if !file.is_file() {
        eprintln!("SKIPPED: {} is not there; set MASTHEAD_TEST_DATA.", file.display());
        return;
    }
    let file = file.to_str().unwrap();
    let import = ["import", "wxr", file];

    let whole = Folder::with_paper();
    let begun = Instant::now();
    imported(&whole.in_paper(&import));
    let span = begun.elapsed();
    let source = "https://wpthemetestdata.wordpress.com";
    let expected = brought(&whole.store().await, source).await;
    assert!(expected.articles > 50 && expected.items > 100, "{expected:?}");

    let mut folder = Folder::with_paper();
    let mut cut_short = 0;
    for moment in moments(span) {
        let mut command = folder.command(&import);
        command.current_dir(folder.paper()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(moment);
        let _ = child.kill();
        let finished = child.wait().unwrap().code().is_some();
        cut_short += usize::from(!finished);
        let store = folder.store().await;
        assert_eq!(store.inspect().await.unwrap(), []);
        if finished {
            assert_eq!(brought(&store, source).await, expected);
            folder = Folder::with_paper();
        }
    }
    assert!(cut_short > 0, "no import was killed in time, so this test proved nothing");
    folder.in_paper(&import).ok();
    let store = folder.store().await;
    assert_eq!(
        brought(&store, source).await,
        expected,
        "the last run brings what was missing, and nothing twice"
    );
    store.close().await;
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
}
