//! Feeds in every format.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use jiff::tz::TimeZone;
use proptest::prelude::*;
use quick_xml::events::Event;
use story::Language;
use wire::feed::{Author, Entry, FORMATS, Feed, Format, Image, Source};

fn entry() -> Entry {
    Entry {
        id: "https://meridian.example/id/a/12".to_owned(),
        url: "https://meridian.example/en/post/rain-stops-play".to_owned(),
        title: "Rain stops play & tea is served".to_owned(),
        summary: "Covers came on at <noon>.".to_owned(),
        content_html: "<p>Covers came on at 12 &lt; 13.</p>".to_owned(),
        authors: vec![
            Author {
                name: "Ana Beridze".to_owned(),
                url: Some("https://meridian.example/en/author/ana-beridze".to_owned()),
            },
            Author { name: "Caspian Wire".to_owned(), url: None },
        ],
        published: "2025-11-10T02:25:00Z".parse().unwrap(),
        updated: "2025-11-10T05:00:00Z".parse().unwrap(),
        categories: vec!["World".to_owned(), "Cricket".to_owned()],
        image: Some(Image {
            url: "https://meridian.example/media/00/rain.jpg".to_owned(),
            content_type: "image/jpeg".to_owned(),
            bytes: 48_213,
            width: Some(1200),
            height: Some(675),
            alt: "Covers over the pitch".to_owned(),
        }),
        language: Language::english(),
        source: None,
    }
}

fn feed(entries: Vec<Entry>) -> Feed {
    Feed {
        title: "The Meridian — World".to_owned(),
        link: "https://meridian.example/en/world".to_owned(),
        self_link: "https://meridian.example/en/world/feed".to_owned(),
        description: "News from everywhere else.".to_owned(),
        language: Language::english(),
        rights: "Any use with a link.".to_owned(),
        updated: "2025-11-10T05:00:00Z".parse().unwrap(),
        zone: TimeZone::get("Asia/Yerevan").unwrap(),
        icon: Some("https://meridian.example/static/icon.png".to_owned()),
        entries,
    }
}

fn format(extension: &str) -> Format {
    *FORMATS.iter().find(|format| format.extension == extension).unwrap()
}

/// All texts and attribute values of a feed, decoded once, by the name of the element, attribute or key.
fn told(format: Format, text: &str) -> BTreeMap<String, Vec<String>> {
    let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
    if format.content_type.contains("json") {
        collect("", &serde_json::from_str(text).expect(text), &mut told);
        return told;
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open: Vec<(String, String)> = Vec::new();
    loop {
        match reader.read_event().expect(text) {
            Event::Start(element) | Event::Empty(element)
                if element.attributes().any(|attribute| attribute.is_err()) =>
            {
                panic!("bad attributes in {text}");
            }
            Event::Start(element) => {
                open.push((element.name().as_ref().to_owned(), String::new()));
            }
            Event::Text(words) => {
                if let Some((_, inner)) = open.last_mut() {
                    inner.push_str(&words);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some((_, inner)) = open.last_mut() {
                    inner.push_str(&match &*reference {
                        "amp" => "&".to_owned(),
                        "lt" => "<".to_owned(),
                        "gt" => ">".to_owned(),
                        "quot" => "\"".to_owned(),
                        "#13" => "\r".to_owned(),
                        other => panic!("unknown reference {other}"),
                    });
                }
            }
            Event::End(_) => {
                let (name, inner) = open.pop().unwrap();
                told.entry(name).or_default().push(inner);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{text}");
    told
}

fn collect(key: &str, value: &serde_json::Value, told: &mut BTreeMap<String, Vec<String>>) {
    match value {
        serde_json::Value::String(text) => {
            told.entry(key.to_owned()).or_default().push(text.clone());
        }
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| collect(key, value, told));
        }
        serde_json::Value::Object(values) => {
            values.iter().for_each(|(key, value)| collect(key, value, told));
        }
        _ => {}
    }
}

#[test]
fn every_format_tells_the_whole_article() {
    for format in FORMATS {
        let text = (format.write)(&feed(vec![entry()]));
        let told = told(*format, &text);
        let all: Vec<&String> = told.values().flatten().collect();
        for expected in [
            "https://meridian.example/id/a/12",
            "Rain stops play & tea is served",
            "<p>Covers came on at 12 &lt; 13.</p>",
            "Ana Beridze",
            "Caspian Wire",
        ] {
            assert!(
                all.iter().any(|told| *told == expected),
                "{}: {expected} in {text}",
                format.name
            );
        }
        for address in
            ["/en/post/rain-stops-play", "/media/00/rain.jpg", "/en/world/feed", "Cricket"]
        {
            assert!(text.contains(address), "{}: {address} in {text}", format.name);
        }
    }
}

#[test]
fn the_name_of_an_article_in_a_feed_is_never_its_address() {
    let mut renamed = entry();
    renamed.url = "https://meridian.example/en/post/rain-ends-play".to_owned();
    for (format, name) in [("xml", "guid"), ("atom", "id"), ("json", "id")] {
        let format = self::format(format);
        let names = |entry: Entry| told(format, &(format.write)(&feed(vec![entry])))[name].clone();
        assert_eq!(names(entry()), names(renamed.clone()), "{}", format.name);
    }
}

#[test]
fn times_are_told_in_the_zone_of_the_edition() {
    for (extension, key, time) in [
        ("xml", "pubDate", "Mon, 10 Nov 2025 06:25:00 +0400"),
        ("xml", "atom:updated", "2025-11-10T09:00:00+04:00"),
        ("atom", "published", "2025-11-10T06:25:00+04:00"),
        ("json", "date_published", "2025-11-10T06:25:00+04:00"),
        ("json", "date_modified", "2025-11-10T09:00:00+04:00"),
    ] {
        let format = format(extension);
        let told = told(format, &(format.write)(&feed(vec![entry()])));
        assert_eq!(told[key], [time], "{}", format.name);
    }
}

#[test]
fn an_empty_feed_is_still_a_feed() {
    for format in FORMATS {
        let text = (format.write)(&feed(Vec::new()));
        assert!(told(*format, &text).contains_key("title"), "{text}");
    }
}

#[test]
fn an_article_from_elsewhere_names_its_source() {
    let mut taken = entry();
    taken.source = Some(Source {
        title: "The Harbour Post".to_owned(),
        feed: "https://harbour.example/feed".to_owned(),
    });
    for format in FORMATS {
        let text = (format.write)(&feed(vec![taken.clone()]));
        assert!(text.contains("The Harbour Post") && text.contains("https://harbour.example/feed"));
    }
}

#[test]
fn rss_is_written_so() {
    insta::assert_snapshot!((format("xml").write)(&feed(vec![entry()])), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
    <channel>
    <title>The Meridian — World</title>
    <link>https://meridian.example/en/world</link>
    <atom:link href="https://meridian.example/en/world/feed" rel="self" type="application/rss+xml"/>
    <description>News from everywhere else.</description>
    <language>en</language>
    <copyright>Any use with a link.</copyright>
    <lastBuildDate>Mon, 10 Nov 2025 09:00:00 +0400</lastBuildDate>
    <generator>Masthead</generator>
    <image>
    <url>https://meridian.example/static/icon.png</url>
    <title>The Meridian — World</title>
    <link>https://meridian.example/en/world</link>
    </image>
    <item>
    <title>Rain stops play &amp; tea is served</title>
    <link>https://meridian.example/en/post/rain-stops-play</link>
    <guid isPermaLink="false">https://meridian.example/id/a/12</guid>
    <dc:creator>Ana Beridze</dc:creator>
    <dc:creator>Caspian Wire</dc:creator>
    <pubDate>Mon, 10 Nov 2025 06:25:00 +0400</pubDate>
    <atom:updated>2025-11-10T09:00:00+04:00</atom:updated>
    <category>World</category>
    <category>Cricket</category>
    <description>Covers came on at &amp;lt;noon&amp;gt;.</description>
    <content:encoded>&lt;p&gt;Covers came on at 12 &amp;lt; 13.&lt;/p&gt;</content:encoded>
    <media:content url="https://meridian.example/media/00/rain.jpg" type="image/jpeg" medium="image" fileSize="48213" width="1200" height="675">
    <media:description type="plain">Covers over the pitch</media:description>
    </media:content>
    </item>
    </channel>
    </rss>
    "#);
}

#[test]
fn atom_is_written_so() {
    insta::assert_snapshot!((format("atom").write)(&feed(vec![entry()])), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en">
    <id>https://meridian.example/en/world</id>
    <title>The Meridian — World</title>
    <subtitle>News from everywhere else.</subtitle>
    <updated>2025-11-10T09:00:00+04:00</updated>
    <author>
    <name>The Meridian — World</name>
    <uri>https://meridian.example/en/world</uri>
    </author>
    <link rel="alternate" type="text/html" href="https://meridian.example/en/world"/>
    <link rel="self" type="application/atom+xml" href="https://meridian.example/en/world/feed"/>
    <icon>https://meridian.example/static/icon.png</icon>
    <rights>Any use with a link.</rights>
    <generator>Masthead</generator>
    <entry>
    <id>https://meridian.example/id/a/12</id>
    <title>Rain stops play &amp; tea is served</title>
    <link rel="alternate" type="text/html" href="https://meridian.example/en/post/rain-stops-play"/>
    <published>2025-11-10T06:25:00+04:00</published>
    <updated>2025-11-10T09:00:00+04:00</updated>
    <author>
    <name>Ana Beridze</name>
    <uri>https://meridian.example/en/author/ana-beridze</uri>
    </author>
    <author>
    <name>Caspian Wire</name>
    </author>
    <category term="World"/>
    <category term="Cricket"/>
    <summary>Covers came on at &lt;noon&gt;.</summary>
    <content type="html">&lt;p&gt;Covers came on at 12 &amp;lt; 13.&lt;/p&gt;</content>
    <media:content url="https://meridian.example/media/00/rain.jpg" type="image/jpeg" medium="image" fileSize="48213" width="1200" height="675">
    <media:description type="plain">Covers over the pitch</media:description>
    </media:content>
    </entry>
    </feed>
    "#);
}

#[test]
fn json_feed_is_written_so() {
    insta::assert_snapshot!((format("json").write)(&feed(vec![entry()])), @r#"
    {
      "version": "https://jsonfeed.org/version/1.1",
      "title": "The Meridian — World",
      "home_page_url": "https://meridian.example/en/world",
      "feed_url": "https://meridian.example/en/world/feed",
      "description": "News from everywhere else.",
      "icon": "https://meridian.example/static/icon.png",
      "language": "en",
      "_masthead": {
        "rights": "Any use with a link."
      },
      "items": [
        {
          "id": "https://meridian.example/id/a/12",
          "url": "https://meridian.example/en/post/rain-stops-play",
          "title": "Rain stops play & tea is served",
          "summary": "Covers came on at <noon>.",
          "content_html": "<p>Covers came on at 12 &lt; 13.</p>",
          "image": "https://meridian.example/media/00/rain.jpg",
          "date_published": "2025-11-10T06:25:00+04:00",
          "date_modified": "2025-11-10T09:00:00+04:00",
          "authors": [
            {
              "name": "Ana Beridze",
              "url": "https://meridian.example/en/author/ana-beridze"
            },
            {
              "name": "Caspian Wire"
            }
          ],
          "tags": [
            "World",
            "Cricket"
          ],
          "language": "en"
        }
      ]
    }
    "#);
}

/// A feed with a hostile text in every place that strangers can fill.
fn hostile(text: &str) -> Feed {
    let text = text.to_owned();
    let mut hostile = entry();
    hostile.title = text.clone();
    hostile.summary = text.clone();
    hostile.content_html = text.clone();
    hostile.url = text.clone();
    hostile.categories = vec![text.clone()];
    hostile.authors = vec![Author { name: text.clone(), url: Some(text.clone()) }];
    hostile.image =
        hostile.image.map(|image| Image { alt: text.clone(), url: text.clone(), ..image });
    Feed { title: text.clone(), description: text.clone(), rights: text, ..feed(vec![hostile]) }
}

#[test]
fn hostile_text_stays_text() {
    for text in [
        "</title><script>alert(1)</script>",
        "]]></content:encoded><x>",
        "\" onload=\"alert(1)",
        "&lt;script&gt;&xxe;",
        "\0\u{1}\u{b}\u{1f}\u{fffe}rain\u{ffff}",
        "\u{202e}<!-- --><?xml?>",
    ] {
        for format in FORMATS {
            let written = (format.write)(&hostile(text));
            let told = told(*format, &written);
            assert!(!told.contains_key("script") && !told.contains_key("x"), "{written}");
            let kept: String = match format.content_type.contains("json") {
                true => text.to_owned(),
                false => {
                    text.replace(|c: char| c < ' ' || ('\u{fffe}'..='\u{ffff}').contains(&c), "")
                }
            };
            assert!(told["title"].contains(&kept), "{}: {kept:?} in {written}", format.name);
        }
    }
}

/// Reads feeds of the given extension with another program, and answers with one line for each: whether the
/// program had to guess, how many articles it found and the first one's title.
fn read_by_feedparser(feeds: &[String]) -> Option<Vec<String>> {
    const SCRIPT: &str = "
import sys, json
try:
    import feedparser
except ImportError:
    sys.exit(3)
for text in json.load(sys.stdin):
    feed = feedparser.parse(text.encode())
    first = feed.entries[0]
    print(json.dumps([bool(feed.bozo), len(feed.entries), first.id, first.published_parsed[3], first.content[0].value]))
";
    let python = std::env::var("MASTHEAD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut command = Command::new(&python);
    command.args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut reader) = command.spawn() else {
        eprintln!("SKIPPED: {python} does not run; set MASTHEAD_TEST_PYTHON");
        return None;
    };
    let json = serde_json::to_string(feeds).unwrap();
    // A reader without the library ends before it has read everything; its exit code says so.
    let _ = reader.stdin.take().unwrap().write_all(json.as_bytes());
    let output = reader.wait_with_output().unwrap();
    if output.status.code() == Some(3) {
        eprintln!("SKIPPED: {python} has no feedparser; install it or set MASTHEAD_TEST_PYTHON");
        return None;
    }
    assert!(output.status.success(), "{python} failed");
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn a_feed_reader_finds_every_article_without_guessing() {
    let second = Entry { id: "https://meridian.example/id/a/13".to_owned(), ..entry() };
    let feed = feed(vec![entry(), second]);
    let feeds = ["xml", "atom"].map(|extension| (format(extension).write)(&feed));
    let Some(lines) = read_by_feedparser(&feeds) else { return };
    for line in lines {
        assert_eq!(
            line,
            r#"[false, 2, "https://meridian.example/id/a/12", 2, "<p>Covers came on at 12 &lt; 13.</p>"]"#
        );
    }
}

#[test]
fn a_feed_reader_never_meets_a_script_of_ours() {
    let feeds = ["</title><script>alert(1)</script>", "\0\u{b}]]><script>alert(1)</script>"]
        .map(|text| (format("xml").write)(&hostile(text)));
    let Some(lines) = read_by_feedparser(&feeds) else { return };
    assert_eq!(lines.len(), 2);
    for line in lines {
        // Still one article, and nothing in it that a parser took for markup of the feed.
        assert!(line.starts_with("[false, 1, "), "{line}");
    }
}

proptest! {
    #[test]
    fn whatever_is_written_can_be_read(text in any::<String>()) {
        for format in FORMATS {
            let written = (format.write)(&hostile(&text));
            prop_assert!(!told(*format, &written).is_empty());
        }
    }
}
