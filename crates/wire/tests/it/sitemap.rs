//! Sitemaps, and the schemas that they follow.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use story::{Language, Timestamp};
use wire::sitemap::{
    Alternate, MAX_BYTES, MAX_URLS, NewsPage, Page, Sitemap, index, news, url_sets,
};

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn page(number: usize) -> Page {
    let url =
        |edition: &str| format!("https://meridian.example/{edition}/post/rain-{number}?a=1&b=2");
    Page {
        url: url("en"),
        changed: Some(at("2025-11-10T02:25:00Z")),
        alternates: vec![
            Alternate { hreflang: "en".into(), url: url("en") },
            Alternate { hreflang: "hy".into(), url: url("hy") },
            Alternate { hreflang: "x-default".into(), url: url("en") },
        ],
        images: vec!["https://meridian.example/media/00/rain.jpg".into()],
    }
}

fn news_page(number: usize, published: Timestamp) -> NewsPage {
    NewsPage {
        url: format!("https://meridian.example/en/post/rain-{number}"),
        title: format!("Rain <stops> play & tea {number}"),
        published,
        language: Language::parse("hy").unwrap(),
    }
}

/// Checks a file against the schemas; says loudly if it cannot.
fn is_valid(xml: &str) -> bool {
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let schema = root.join("sitemaps/news-all.xsd");
    if !schema.exists() {
        eprintln!("SKIPPED: no schema at {}; set MASTHEAD_TEST_DATA", schema.display());
        return true;
    }
    let mut lint = Command::new("xmllint");
    lint.args(["--noout", "--nonet", "--schema"]).arg(&schema).arg("-").stdin(Stdio::piped());
    match lint.spawn() {
        Ok(mut lint) => {
            lint.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
            lint.wait().unwrap().success()
        }
        Err(error) => {
            eprintln!("SKIPPED: xmllint does not run ({error}); install libxml2-utils");
            true
        }
    }
}

#[test]
fn sitemaps_follow_their_schemas() {
    assert!(is_valid(&url_sets([page(1), page(2)]).concat()));
    let now = at("2025-11-10T06:00:00Z");
    let zone = TimeZone::get("Asia/Yerevan").unwrap();
    assert!(is_valid(&news("The Meridian", &[news_page(1, now)], now, &zone)));
}

#[test]
fn an_index_names_its_sitemaps() {
    let listed = |number| Sitemap {
        url: format!("https://meridian.example/sitemap/en-{number}.xml"),
        changed: (number == 1).then(|| at("2025-11-10T02:25:00Z")),
    };
    insta::assert_snapshot!(index(&[listed(1), listed(2)]), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap>
    <loc>https://meridian.example/sitemap/en-1.xml</loc>
    <lastmod>2025-11-10T02:25:00+00:00</lastmod>
    </sitemap>
    <sitemap>
    <loc>https://meridian.example/sitemap/en-2.xml</loc>
    </sitemap>
    </sitemapindex>
    "#);
}

#[test]
fn a_page_is_listed_with_its_languages_and_pictures() {
    insta::assert_snapshot!(url_sets([page(1)]).concat(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
    <url>
    <loc>https://meridian.example/en/post/rain-1?a=1&amp;b=2</loc>
    <lastmod>2025-11-10T02:25:00+00:00</lastmod>
    <xhtml:link rel="alternate" hreflang="en" href="https://meridian.example/en/post/rain-1?a=1&amp;b=2"/>
    <xhtml:link rel="alternate" hreflang="hy" href="https://meridian.example/hy/post/rain-1?a=1&amp;b=2"/>
    <xhtml:link rel="alternate" hreflang="x-default" href="https://meridian.example/en/post/rain-1?a=1&amp;b=2"/>
    <image:image>
    <image:loc>https://meridian.example/media/00/rain.jpg</image:loc>
    </image:image>
    </url>
    </urlset>
    "#);
}

#[test]
fn news_is_told_with_its_time_and_zone() {
    let zone = TimeZone::get("Asia/Yerevan").unwrap();
    let now = at("2025-11-10T06:00:00Z");
    insta::assert_snapshot!(news("The Meridian", &[news_page(1, at("2025-11-10T02:25:00Z"))], now, &zone), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url>
    <loc>https://meridian.example/en/post/rain-1</loc>
    <news:news>
    <news:publication>
    <news:name>The Meridian</news:name>
    <news:language>hy</news:language>
    </news:publication>
    <news:publication_date>2025-11-10T06:25:00+04:00</news:publication_date>
    <news:title>Rain &lt;stops&gt; play &amp; tea 1</news:title>
    </news:news>
    </url>
    </urlset>
    "#);
}

#[test]
fn what_is_older_than_two_days_is_no_news() {
    let now = at("2025-11-10T06:00:00Z");
    let pages = [
        news_page(1, now - SignedDuration::from_hours(48)),
        news_page(2, now - SignedDuration::from_hours(48) - SignedDuration::from_secs(1)),
        news_page(3, now + SignedDuration::from_secs(1)),
    ];
    let text = news("The Meridian", &pages, now, &TimeZone::UTC);
    assert!(
        text.contains("rain-1<") && !text.contains("rain-2<") && !text.contains("rain-3<"),
        "{text}"
    );
}

#[test]
fn the_newest_thousand_are_news() {
    let now = at("2025-11-10T06:00:00Z");
    let pages: Vec<NewsPage> = (0..1005)
        .map(|number| news_page(number, now - SignedDuration::from_secs(1005 - number as i64)))
        .collect();
    let text = news("The Meridian", &pages, now, &TimeZone::UTC);
    assert_eq!(text.matches("<loc>").count(), 1000);
    assert!(text.contains("rain-1004<") && !text.contains("rain-4<"));
}

#[test]
fn a_file_holds_fifty_thousand_addresses_and_no_more() {
    let small = |number| Page { url: format!("https://m.example/{number}"), ..Page::default() };
    let files = url_sets((0..MAX_URLS + 1).map(small));
    assert_eq!(files.len(), 2);
    assert_eq!(files[0].matches("<loc>").count(), MAX_URLS);
    assert_eq!(files[1].matches("<loc>").count(), 1);
    assert!(url_sets([]).is_empty());
}

#[test]
fn a_file_stays_below_fifty_megabytes() {
    let large = |number| Page {
        url: format!("https://m.example/{number}"),
        images: vec![format!("https://m.example/{}", "x".repeat(2000)); 500],
        ..Page::default()
    };
    let files = url_sets((0..55).map(large));
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.len() <= MAX_BYTES));
    assert_eq!(files.iter().map(|file| file.matches("<loc>").count()).sum::<usize>(), 55);
}

proptest! {
    #[test]
    fn any_headline_and_address_can_be_listed(text in "\\PC{0,80}") {
        let now = at("2025-11-10T06:00:00Z");
        let page = NewsPage { url: text.clone(), title: text.clone(), ..news_page(1, now) };
        for written in [news(&text, &[page], now, &TimeZone::UTC), url_sets([Page { url: text.clone(), ..Page::default() }]).concat()] {
            let mut reader = quick_xml::Reader::from_str(&written);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
        }
    }
}
