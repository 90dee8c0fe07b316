//! An export of WordPress becomes a newspaper.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use store::{Outcome, Store};
use story::placement::List;
use story::{ArticleId, EditionCode, Kind, MediaId};

use crate::program::Folder;

const UNIT_TEST: &str = "WPTT+theme-unit-test/themeunittestdata.wordpress.xml";
const UNIT_TEST_SITE: &str = "https://wpthemetestdata.wordpress.com";
const GAZETTE_SITE: &str = "http://127.0.0.1:8300";

/// The folder of exports, or nothing and a word about it.
fn data() -> Option<PathBuf> {
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = root.join("wxr");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: {} is not there; set MASTHEAD_TEST_DATA.", folder.display());
    None
}

/// How many items of a kind became what.
async fn outcomes(store: &Store, source: &str, kind: &str) -> (usize, usize, usize) {
    let items = store.import_items(source, kind).await.unwrap();
    let count = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
    (count(Outcome::Stored), count(Outcome::Kept), count(Outcome::Failed))
}

/// The articles of all posts or pages, by the numbers they had.
async fn articles(store: &Store, source: &str, kind: &str) -> BTreeMap<u64, ArticleId> {
    let items = store.import_items(source, kind).await.unwrap();
    let pair = |item: store::ImportItem| {
        Some((item.foreign_id.parse().ok()?, ArticleId::new(item.object?)))
    };
    items.into_iter().filter_map(pair).collect()
}

async fn comments(
    store: &Store,
    articles: impl Iterator<Item = &ArticleId>,
) -> Vec<store::Comment> {
    let mut comments = Vec::new();
    for article in articles {
        comments.extend(store.comments(*article).await.unwrap());
    }
    comments
}

fn import<'a>(file: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    [&["import", "wxr", file.to_str().unwrap()], more].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_item_of_the_theme_unit_test_is_accounted_for() {
    let Some(data) = data() else { return };
    let file = data.join(UNIT_TEST);
    let folder = Folder::with_paper();
    let tsv = folder.path().join("report.tsv");
    let told = folder.in_paper(&import(&file, &["--report", tsv.to_str().unwrap()])).ok();
    assert!(told.contains("180 items in all, 32 new comments."), "{told}");

    let lines = std::fs::read_to_string(&tsv).unwrap();
    assert_eq!(lines.lines().count(), 181);
    for line in lines.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 5, "{line}");
        if fields[3] == "failed" {
            assert!(fields[4].ends_with('.'), "a failure without a reason: {line}");
        }
    }

    let store = folder.store().await;
    let source = UNIT_TEST_SITE;
    assert_eq!(outcomes(&store, source, "post").await, (51, 0, 0));
    assert_eq!(outcomes(&store, source, "page").await, (21, 0, 0));
    assert_eq!(outcomes(&store, source, "attachment").await, (0, 0, 38));
    assert_eq!(outcomes(&store, source, "nav_menu_item").await, (0, 70, 0));
    let entries = store.import_items(source, "nav_menu_item").await.unwrap();
    let named = entries.iter().filter(|entry| entry.note.contains("this name was made for it"));
    assert_eq!(named.count(), 47);
    assert_eq!(store.import_items(source, "category").await.unwrap().len(), 67);
    let tags = store.import_items(source, "tag").await.unwrap();
    assert!(tags.len() >= 110, "{} tags", tags.len());

    let posts = articles(&store, source, "post").await;
    let pages = articles(&store, source, "page").await;
    let comments = comments(&store, posts.values().chain(pages.values())).await;
    assert_eq!(comments.len(), 32);
    assert_eq!(comments.iter().filter(|comment| comment.parent.is_some()).count(), 10);
    let mut below = 0;
    for article in pages.values() {
        let article = store.article(*article).await.unwrap();
        let story = store.story(article.story).await.unwrap();
        assert_eq!(story.kind, Kind::Page);
        below += usize::from(story.parent.is_some());
    }
    assert_eq!(below, 13);
    let mut scheduled = 0;
    for article in posts.values() {
        let article = store.article(*article).await.unwrap();
        scheduled += usize::from(article.scheduled.is_some());
        let content = store.content(article.id, article.draft).await.unwrap();
        assert!(!content.headline.is_empty(), "article {} has no name", article.slug);
    }
    assert_eq!(scheduled, 1);
    let english = EditionCode::parse("en").unwrap();
    assert_eq!(store.placed(&english, &List::Front).await.unwrap().len(), 1);

    // What was behind a password is not public.
    let items = store.import_items(source, "post").await.unwrap();
    let locked: Vec<_> = items
        .iter()
        .filter(|item| item.payload.as_ref().unwrap().contains("\"had_password\":true"))
        .collect();
    assert_eq!(locked.len(), 1);
    let locked = store.article(ArticleId::new(locked[0].object.unwrap())).await.unwrap();
    assert_eq!(locked.public.live(), None);

    let live = store.count_live().await.unwrap();
    let all = store.article_ids(0, 1_000).await.unwrap().len();
    let again = folder.in_paper(&import(&file, &[])).ok();
    assert!(again.contains("180 items in all, 0 new comments."), "{again}");
    assert_eq!(store.article_ids(0, 1_000).await.unwrap().len(), all);
    assert_eq!(store.count_live().await.unwrap(), live);
    store.close().await;
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_gazette_comes_over_with_its_pictures_its_authors_and_its_addresses() {
    let Some(data) = data() else { return };
    let file = data.join("real-wordpress-6.1.9/gazette.wxr.xml");
    let media = data.join("real-wordpress-6.1.9/media");
    let folder = Folder::with_paper();
    let told = folder.in_paper(&import(&file, &["--media-dir", media.to_str().unwrap()])).ok();
    assert!(told.contains("150 items in all, 112 new comments."), "{told}");

    let store = folder.store().await;
    let source = GAZETTE_SITE;
    assert_eq!(outcomes(&store, source, "post").await, (121, 0, 0));
    assert_eq!(outcomes(&store, source, "page").await, (5, 0, 0));
    assert_eq!(outcomes(&store, source, "attachment").await, (24, 0, 0));
    assert_eq!(store.import_items(source, "author").await.unwrap().len(), 6);

    let mut originals = BTreeMap::new();
    let mut waiting = vec![media];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            originals.insert(name, std::fs::read(path).unwrap());
        }
    }
    let kept = store.all_media(None::<MediaId>, 100).await.unwrap();
    assert_eq!(kept.len(), 24);
    for media in &kept {
        let path = folder.paper().join("media").join(&media.hash[..2]).join(&media.hash);
        let same = std::fs::read(path).unwrap() == originals[&media.file_name];
        assert!(same, "{} came over changed", media.file_name);
    }
    assert!(kept.iter().all(|media| media.alt["en"].starts_with("Alt text")));
    assert!(kept.iter().all(|media| media.caption["en"].starts_with("Caption")));

    let posts = articles(&store, source, "post").await;
    let mut figures = 0;
    for article in posts.values() {
        let article = store.article(*article).await.unwrap();
        let content = store.content(article.id, article.draft).await.unwrap();
        figures += content.body.media().len();
        assert_eq!(content.byline.len(), 1, "{}", article.slug);
        if article.public.live().is_some() {
            assert!(article.section.is_some());
        }
    }
    assert_eq!(figures, 24);
    // One of the 112 that were public was behind a password.
    assert_eq!(
        store.count_live().await.unwrap(),
        111 + 5 - drafts_among_pages(&store, source).await
    );
    let sections = store.sections().await.unwrap();
    assert!(sections.len() >= 11, "{} sections", sections.len());
    store.close().await;
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));

    let served = folder.serve();
    for old in
        ["/?p=5", "/2009/04/interview-with-us-political-activist-and-philosopher-noam-chomsky/"]
    {
        let answer = served.get(old);
        assert_eq!(answer.status, 301, "{old}: {}", answer.head);
        let head = answer.head.to_lowercase();
        let target = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        let path = target.trim().split("://").last().unwrap();
        let path = &path[path.find('/').unwrap()..];
        assert_eq!(served.get(path).status, 200, "{path}");
    }
}

async fn drafts_among_pages(store: &Store, source: &str) -> i64 {
    let mut drafts = 0;
    for article in articles(store, source, "page").await.values() {
        let article = store.article(*article).await.unwrap();
        drafts += i64::from(article.public.live().is_none());
    }
    drafts
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_export_is_refused_with_its_line_and_imports_nothing() {
    let Some(data) = data() else { return };
    let folder = Folder::with_paper();
    let whole = std::fs::read(data.join(UNIT_TEST)).unwrap();
    let cut = folder.path().join("cut.xml");
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let malformed = data.join("WordPress+wordpress-importer/malformed-simple.xml");
    let before = folder.store().await;
    let sections = before.sections().await.unwrap().len();
    before.close().await;
    for file in [cut, malformed] {
        let refusal = folder.in_paper(&import(&file, &[])).refused();
        assert!(refusal.contains("Line "), "{refusal}");
        assert!(refusal.contains("nothing was changed"), "{refusal}");
    }
    let store = folder.store().await;
    assert_eq!(store.article_ids(0, 10).await.unwrap().len(), 0);
    assert_eq!(store.sections().await.unwrap().len(), sections);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_tells_everything_and_keeps_nothing() {
    let Some(data) = data() else { return };
    let folder = Folder::with_paper();
    let told = folder.in_paper(&import(&data.join(UNIT_TEST), &["--dry-run"])).ok();
    assert!(told.contains("Nothing was kept"), "{told}");
    assert!(told.contains("180 items in all"), "{told}");
    let store = folder.store().await;
    assert_eq!(store.article_ids(0, 10).await.unwrap().len(), 0);
    assert_eq!(store.import_items(UNIT_TEST_SITE, "post").await.unwrap().len(), 0);
    store.close().await;
}

/// Each odd file of the importer's own tests is imported or refused; none ends the program in another way.
#[test]
fn an_odd_export_never_ends_the_program_in_an_odd_way() {
    let Some(data) = data() else { return };
    let folder = Folder::with_paper();
    for entry in std::fs::read_dir(data.join("WordPress+wordpress-importer")).unwrap() {
        let path = entry.unwrap().path();
        let ran = folder.in_paper(&import(&path, &[]));
        assert!([0, 1, 3].contains(&ran.code), "{}: {}{}", path.display(), ran.out, ran.err);
        assert!(!ran.err.contains("panicked"), "{}: {}", path.display(), ran.err);
    }
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_comes_later_still_finds_its_article() {
    let Some(data) = data() else { return };
    let file = data.join("real-wordpress-6.1.9/gazette.wxr.xml");
    let media = data.join("real-wordpress-6.1.9/media");
    let folder = Folder::with_paper();
    folder.in_paper(&import(&file, &[])).ok();
    let store = folder.store().await;
    let posts = articles(&store, GAZETTE_SITE, "post").await;
    let live = store.count_live().await.unwrap();

    let told = folder.in_paper(&import(&file, &["--media-dir", media.to_str().unwrap()])).ok();
    assert!(told.contains("24 × Pictures that it lacked came with this run."), "{told}");
    let mut figures = 0;
    for article in posts.values() {
        let article = store.article(*article).await.unwrap();
        let content = store.content(article.id, article.draft).await.unwrap();
        figures += content.body.media().len();
        assert_eq!(article.changed_at, None, "{} tells readers of a change", article.slug);
    }
    assert_eq!(figures, 24);
    assert_eq!(store.count_live().await.unwrap(), live);
    store.close().await;
    assert!(folder.in_paper(&["check"]).ok().contains("Everything is in order."));

    let again = folder.in_paper(&import(&file, &["--media-dir", media.to_str().unwrap()])).ok();
    assert!(!again.contains("came with this run"), "{again}");
}
