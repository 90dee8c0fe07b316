//! Pages of the house theme.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use story::edition::Digits;
use story::{Body, Kind, Language};
use theme::page::{Preferences, Shade, ViewsPage};
use theme::sample;

use crate::{between, house, paper};

#[test]
fn the_house_theme_has_no_fault() {
    let faults: Vec<String> = house().check().iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_speaks_every_language() {
    let theme = house();
    let mut languages = BTreeSet::new();
    for sample in sample::render(theme) {
        let html = sample.html.unwrap();
        let (name, code) = (sample.name, sample.language.code());
        languages.insert(code);
        let dir = sample.language.direction().html();
        assert!(html.contains(&format!("<html lang=\"{code}\" dir=\"{dir}\"")), "{code} {name}");
        assert_eq!(html.matches("<h1").count(), 1, "{code} {name}");
        // The neutral sign stands where nobody has a message.
        assert!(!html.contains('…'), "{code} {name} lacks a message");
        assert_eq!(html.matches("<main").count(), 1, "{code} {name}");
    }
    assert_eq!(languages.len(), Language::all().count());
    assert_eq!(theme.missed_messages(), Vec::<String>::new());
}

#[test]
fn an_article_tells_its_time_in_the_zone_of_its_edition() {
    let html = house().render(&paper("en").article(Kind::News)).unwrap();
    assert!(html.contains(
        r#"<time datetime="2025-11-10T06:25+04:00">10 November 2025 at 06:25</time> (Baku, GMT+4)"#
    ));
    assert!(html.contains(r#"Updated <time datetime="2025-11-10T15:05+04:00">"#));
}

#[test]
fn the_number_of_views_has_the_plural_and_the_digits_of_its_language() {
    for (code, views, said) in [
        ("en", 1, "1 view"),
        ("en", 12_345, "12,345 views"),
        ("ru", 1, "1 просмотр"),
        ("ru", 3, "3 просмотра"),
        ("ru", 11, "11 просмотров"),
        ("hy", 130, "130 դիտում"),
        ("fr", 0, "0 vue"),
        ("fr", 2, "2 vues"),
        ("ar", 2, "مشاهدتان"),
        ("ar", 5, "٥ مشاهدات"),
        ("ar", 130, "١٣٠ مشاهدة"),
    ] {
        let page = ViewsPage { paper: paper(code).chrome(""), views };
        assert_eq!(house().render(&page).unwrap().trim(), said);
    }
}

#[test]
fn an_arabic_paper_runs_right_to_left_with_its_own_digits() {
    let html = house().render(&paper("ar").article(Kind::News)).unwrap();
    assert!(html.contains(r#"<html lang="ar" dir="rtl""#));
    assert!(html.contains("٤ دقائق للقراءة"), "reading time");
    assert!(html.contains("١٠ نوفمبر ٢٠٢٥"), "date");
    assert!(html.contains("© ٢٠٢١–٢٠٢٥"), "copyright");
    // Machines read ASCII digits all the same.
    assert!(html.contains(r#"datetime="2025-11-10T04:25+02:00""#));

    let mut page = paper("ar").article(Kind::News);
    page.paper.edition.digits = Digits::Latn;
    let html = house().render(&page).unwrap();
    assert!(html.contains("4 دقائق للقراءة"));
}

#[test]
fn the_sample_article_shows_every_kind_of_block() {
    let page = paper("en").article(Kind::News);
    let kinds: BTreeSet<&str> =
        page.article.text.body.walk().into_iter().map(story::block::Block::kind).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../themes/broadsheet/templates/blocks");
    let partners: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.trim_end_matches(".html").to_owned())
        .collect();
    assert_eq!(kinds.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), partners);
}

#[test]
fn a_picture_that_lost_its_rights_leaves_no_hole() {
    let theme = house();
    let mut page = paper("en").article(Kind::News);
    page.article.text.pictures.clear();
    page.article.lead = None;
    page.article.views = None;
    page.advertisement = None;
    let html = theme.render(&page).unwrap();
    assert!(!html.contains("<img"), "{html}");
    assert!(!html.contains("class=\"gallery\""));
}

#[test]
fn the_box_for_other_papers_holds_the_text_and_the_link() {
    let html = house().render(&paper("en").article(Kind::News)).unwrap();
    let box_html = between(&html, "<textarea", "</textarea>");
    assert!(box_html.contains(
        "&lt;a href=&quot;https://meridian.example/en/post/sample&quot;&gt;The Meridian&lt;/a&gt;"
    ));
    assert!(box_html.contains("The horn sounded at a quarter past six"));
    assert!(!box_html.contains("&lt;img"), "pictures are not ours to give");

    let sponsored = house().render(&paper("en").article(Kind::Sponsored)).unwrap();
    assert!(!sponsored.contains("<textarea"));
}

#[test]
fn an_article_of_nothing_but_a_headline_has_no_empty_furniture() {
    let mut page = paper("fr").brief();
    page.article.text.body = Body::default();
    page.share.clear();
    let html = house().render(&page).unwrap();
    for furniture in [
        "<figure",
        "class=\"card",
        "class=\"margin\"",
        "class=\"topics\"",
        "standfirst\"",
        "<textarea",
    ] {
        assert!(!html.contains(furniture), "{furniture}");
    }
}

#[test]
fn the_page_opens_in_the_shade_and_size_that_the_reader_chose() {
    let mut page = paper("en").front();
    page.paper.preferences = Preferences { theme: Shade::Dark, size: 3 };
    let html = house().render(&page).unwrap();
    assert!(html.contains(r#"data-theme="dark" data-size="3""#));
    assert!(html.contains(r#"value="dark" aria-pressed="true""#));
    assert!(html.contains(r#"value="auto" aria-pressed="false""#));
}

#[test]
fn the_security_policy_allows_what_the_page_carries_and_nothing_else() {
    let theme = house();
    let html = theme.render(&paper("en").front()).unwrap();
    let source = |words: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(words)));
    let csp = theme.csp();
    assert_eq!(csp.style, [source(between(&html, "<style>", "</style>"))]);
    assert_eq!(csp.script, [source(between(&html, "<script>", "</script>"))]);
    assert!(!csp.policy().contains("unsafe"));
    for sample in sample::render(theme) {
        let html = sample.html.unwrap();
        assert!(!html.contains(" style=") && !html.contains(" onclick="), "{}", sample.name);
    }
}

#[test]
fn a_static_file_is_kept_for_ever_under_the_address_that_pages_give() {
    let theme = house();
    let html = theme.render(&paper("en").front()).unwrap();
    let name = between(&html, "src=\"/static/", "\"");
    let script = theme.asset(name).unwrap();
    assert!(script.immutable);
    assert_eq!(script.content_type, "text/javascript; charset=utf-8");
    // A page that was rendered before a change still gets its script, but may not keep it.
    let older = theme.asset("paper.0000000000.js").unwrap();
    assert!(!older.immutable);
    assert_eq!(older.bytes, script.bytes);
    assert!(theme.asset("../theme.toml").is_none());
    assert!(theme.asset("nothing.js").is_none());
    assert!(script.bytes.len() < 4096, "the script must stay small: {}", script.bytes.len());
}

#[test]
fn a_front_without_articles_says_so() {
    let html = house().render(&paper("hy").first_day()).unwrap();
    assert!(html.contains("Այստեղ դեռ ոչինչ չկա"));
}

#[test]
fn an_unheard_of_error_gets_the_words_of_a_breakdown() {
    let html = house().render(&paper("ru").error(503)).unwrap();
    assert!(html.contains("У нас что-то сломалось"));
}
