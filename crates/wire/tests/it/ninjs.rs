//! What other newsrooms get.

use jiff::tz::TimeZone;
use serde_json::{Value, json};
use story::content::CreditRole;
use story::correction::CorrectionKind;
use story::{ArticleId, Kind, Language, StoryId};
use wire::feed::Image;
use wire::json_ld::{Correction, Translation};
use wire::ninjs::{NewsItem, Picture};

use crate::behind::behind;

fn item() -> NewsItem {
    NewsItem {
        uri: "https://meridian.example/id/a/12".into(),
        url: "https://meridian.example/en/post/rain".into(),
        article: ArticleId::new(12),
        story: StoryId::new(11),
        version: 3,
        kind: Kind::News,
        language: Language::english(),
        headline: "Rain stops play".into(),
        standfirst: String::new(),
        dateline: Some("BAKU".into()),
        slugline: "rain".into(),
        credits: vec![
            (CreditRole::Author, "Ana".into()),
            (CreditRole::Agency, "Caspian".into()),
            (CreditRole::Photographer, "Davit".into()),
        ],
        html: "<p>It rained.</p>".into(),
        text: "It rained.\n".into(),
        words: 2,
        first_created: "2025-11-10T02:25:00Z".parse().unwrap(),
        version_created: "2025-11-10T05:00:00Z".parse().unwrap(),
        zone: TimeZone::get("Asia/Yerevan").unwrap(),
        publisher: "The Meridian".into(),
        rights: "Any use with a link.".into(),
        section: Some(("Sport".into(), "https://meridian.example/en/sport".into())),
        behind: behind(),
        pictures: vec![Picture {
            image: Image {
                url: "https://meridian.example/media/00/rain.png".into(),
                content_type: "image/png".into(),
                bytes: 1,
                width: Some(1200),
                height: None,
                alt: "Covers over the pitch".into(),
            },
            caption: "Covers came on at noon.".into(),
            credit: "Davit".into(),
        }],
        translations: vec![Translation {
            url: "https://meridian.example/fr/post/pluie".into(),
            headline: "La pluie arrête le jeu".into(),
            language: Language::parse("fr").unwrap(),
        }],
        corrections: vec![Correction {
            kind: CorrectionKind::Correction,
            text: "Noon, not one.".into(),
            at: "2025-11-10T05:00:00Z".parse().unwrap(),
            claim: None,
        }],
    }
}

fn document(item: &NewsItem) -> Value {
    serde_json::from_str(&item.to_json()).unwrap()
}

#[test]
fn everybody_and_everything_in_a_story_has_its_place() {
    let document = document(&item());
    assert_eq!(
        document["people"],
        json!([{
            "name": "Leyla Aliyeva",
            "rel": "mentions",
            "uri": "https://meridian.example/en/topic/1",
            "literal": "1",
        }])
    );
    assert_eq!(document["organisations"][0]["name"], "Baku XI");
    // GeoJSON writes the longitude first.
    assert_eq!(
        document["places"][0]["geoJSON"],
        json!({ "type": "Point", "coordinates": [49.9, 40.4] })
    );
    assert_eq!(document["subjects"][0]["rel"], "section");
    assert_eq!(document["subjects"][1]["name"], "Cricket");
    assert_eq!(document["events"][0]["name"], "Rain stops play");
    let sources = document["infoSources"].as_array().unwrap();
    let told: Vec<(&str, &str)> = sources
        .iter()
        .map(|source| (source["name"].as_str().unwrap(), source["role"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [("Caspian", "supplier"), ("Leyla Aliyeva", "source"), ("unnamed umpires", "source")]
    );
}

#[test]
fn a_text_has_its_version_its_moments_and_what_was_put_right() {
    let document = document(&item());
    assert_eq!(document["standard"]["version"], "3.1");
    assert_eq!(document["version"], "3");
    assert_eq!(document["firstCreated"], "2025-11-10T06:25:00+04:00");
    assert_eq!(document["versionCreated"], "2025-11-10T09:00:00+04:00");
    assert_eq!(document["by"], "Ana, Caspian");
    assert_eq!(document["edNote"], "CORRECTION 2025-11-10T09:00:00+04:00: Noon, not one.");
    assert_eq!(document["genres"][0]["name"], "Current");
    assert!(document.get("descriptions").is_none(), "an empty standfirst is none");
    assert_eq!(document["associations"][0]["rel"], "main");
    assert_eq!(document["associations"][0]["renditions"][0]["width"], 1200);
    assert_eq!(document["associations"][1]["language"], "fr");
}

#[test]
fn advertising_is_never_called_news() {
    let document = document(&NewsItem { kind: Kind::Sponsored, ..item() });
    assert_eq!(document["genres"], json!([{ "name": "Advertising" }]));
}
