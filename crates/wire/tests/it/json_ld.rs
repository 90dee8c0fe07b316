//! What search engines are told.

use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::{Value, json};
use story::author::AuthorKind;
use story::correction::CorrectionKind;
use story::{Kind, Language};
use wire::behind::{Behind, Post, Said};
use wire::feed::Image;
use wire::json_ld::{
    Article, Author, Correction, Crumb, Listed, Publisher, Translation, author_page, breadcrumbs,
    coverage_page, list_page, web_site,
};

use crate::behind::behind;

fn image(name: &str) -> Image {
    Image {
        url: format!("https://meridian.example/media/00/{name}"),
        content_type: "image/png".into(),
        bytes: 1,
        width: Some(1200),
        height: Some(675),
        alt: "Covers over the pitch".into(),
    }
}

fn paper() -> Publisher {
    Publisher {
        name: "The Meridian".into(),
        url: "https://meridian.example/en/".into(),
        logo: Some(image("logo.png")),
        profiles: vec!["https://t.example/meridian".into()],
        corrections: Some("https://meridian.example/en/corrections".into()),
    }
}

fn author(name: &str, kind: AuthorKind) -> Author {
    Author {
        name: name.into(),
        kind,
        url: Some(format!("https://meridian.example/en/author/{}", name.to_lowercase())),
        title: Some("Correspondent".into()),
    }
}

fn article(kind: Kind) -> Article {
    Article {
        id: "https://meridian.example/id/a/12".into(),
        url: "https://meridian.example/en/post/rain".into(),
        kind,
        headline: "Rain stops play".into(),
        description: "Covers came on at noon.".into(),
        dateline: Some("BAKU".into()),
        published: "2025-11-10T02:25:00Z".parse().unwrap(),
        changed: Some("2025-11-10T05:00:00Z".parse().unwrap()),
        zone: TimeZone::get("Asia/Yerevan").unwrap(),
        language: Language::english(),
        authors: vec![author("Ana", AuthorKind::Person), author("Caspian", AuthorKind::Agency)],
        translators: Vec::new(),
        publisher: paper(),
        sponsor: None,
        images: vec![image("rain.png")],
        section: Some("Sport".into()),
        keywords: vec!["Cricket".into()],
        words: 412,
        free: true,
        translation_of: None,
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
        rights: "Any use with a link.".into(),
        behind: Behind::default(),
        posts: Vec::new(),
        ended: None,
    }
}

fn read(document: &str) -> Value {
    serde_json::from_str(document).unwrap()
}

#[test]
fn an_article_tells_all_that_search_engines_ask_for() {
    let document = read(&article(Kind::News).to_json());
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap(), @r#"
    {
      "@context": "https://schema.org",
      "@id": "https://meridian.example/id/a/12",
      "@type": "NewsArticle",
      "articleSection": "Sport",
      "author": [
        {
          "@type": "Person",
          "jobTitle": "Correspondent",
          "name": "Ana",
          "url": "https://meridian.example/en/author/ana"
        },
        {
          "@type": "Organization",
          "name": "Caspian",
          "url": "https://meridian.example/en/author/caspian"
        }
      ],
      "copyrightNotice": "Any use with a link.",
      "correction": [
        {
          "@type": "CorrectionComment",
          "datePublished": "2025-11-10T09:00:00+04:00",
          "genre": "correction",
          "text": "Noon, not one."
        }
      ],
      "dateModified": "2025-11-10T09:00:00+04:00",
      "datePublished": "2025-11-10T06:25:00+04:00",
      "dateline": "BAKU",
      "description": "Covers came on at noon.",
      "headline": "Rain stops play",
      "identifier": "https://meridian.example/id/a/12",
      "image": [
        {
          "@type": "ImageObject",
          "caption": "Covers over the pitch",
          "contentUrl": "https://meridian.example/media/00/rain.png",
          "encodingFormat": "image/png",
          "height": 675,
          "url": "https://meridian.example/media/00/rain.png",
          "width": 1200
        }
      ],
      "inLanguage": "en",
      "isAccessibleForFree": true,
      "keywords": [
        "Cricket"
      ],
      "mainEntityOfPage": {
        "@id": "https://meridian.example/en/post/rain",
        "@type": "WebPage"
      },
      "publisher": {
        "@id": "https://meridian.example/en/#publisher",
        "@type": "NewsMediaOrganization",
        "correctionsPolicy": "https://meridian.example/en/corrections",
        "logo": {
          "@type": "ImageObject",
          "caption": "Covers over the pitch",
          "contentUrl": "https://meridian.example/media/00/logo.png",
          "encodingFormat": "image/png",
          "height": 675,
          "url": "https://meridian.example/media/00/logo.png",
          "width": 1200
        },
        "name": "The Meridian",
        "sameAs": [
          "https://t.example/meridian"
        ],
        "url": "https://meridian.example/en/"
      },
      "url": "https://meridian.example/en/post/rain",
      "wordCount": 412,
      "workTranslation": [
        {
          "@type": "NewsArticle",
          "headline": "La pluie arrête le jeu",
          "inLanguage": "fr",
          "url": "https://meridian.example/fr/post/pluie"
        }
      ]
    }
    "#);
}

#[test]
fn each_kind_has_its_own_type_and_advertising_is_never_news() {
    let told = |kind| read(&article(kind).to_json())["@type"].clone();
    for kind in Kind::ALL {
        let types = told(kind).to_string();
        let is_news = types.contains("NewsArticle");
        assert_eq!(is_news, !matches!(kind, Kind::Sponsored | Kind::Page), "{kind:?}: {types}");
    }
    assert_eq!(told(Kind::Opinion)[0], "OpinionNewsArticle");
    assert_eq!(told(Kind::Analysis)[0], "AnalysisNewsArticle");
    assert_eq!(told(Kind::Live)[0], "LiveBlogPosting");
    assert_eq!(told(Kind::Sponsored), "AdvertiserContentArticle");
}

#[test]
fn an_article_that_never_changed_was_last_changed_when_it_was_published() {
    let mut article = article(Kind::News);
    article.changed = None;
    let document = read(&article.to_json());
    assert_eq!(document["dateModified"], document["datePublished"]);
    assert_eq!(document["datePublished"], "2025-11-10T06:25:00+04:00");
}

#[test]
fn nothing_is_told_of_what_is_not_there() {
    let mut article = article(Kind::News);
    article.dateline = None;
    article.images.clear();
    article.keywords.clear();
    article.rights.clear();
    let document = read(&article.to_json());
    for key in ["dateline", "image", "keywords", "copyrightNotice", "translationOfWork", "sponsor"]
    {
        assert_eq!(document.get(key), None, "{key}");
    }
}

#[test]
fn the_paper_its_lists_and_its_authors_are_told() {
    let english = Language::english();
    let front = Crumb { name: "The Meridian".into(), url: "https://meridian.example/en/".into() };
    let sport = Crumb { name: "Sport".into(), url: "https://meridian.example/en/sport".into() };
    let articles =
        [Listed { headline: "Rain".into(), url: "https://meridian.example/en/post/rain".into() }];

    let site = read(&web_site(&paper(), "News.", english, Some("https://m.example/?q={query}")));
    assert_eq!(site["@type"], "WebSite");
    assert_eq!(site["potentialAction"]["target"]["urlTemplate"], "https://m.example/?q={query}");

    let list = read(&list_page(&sport, "All of it.", english, &paper(), &articles));
    assert_eq!(list["isPartOf"]["@id"], site["@id"]);
    assert_eq!(list["mainEntity"]["itemListElement"][0]["position"], 1);

    let ana = author("Ana", AuthorKind::Person);
    let page =
        read(&author_page(&ana, "https://meridian.example/en/author/ana", english, &articles));
    assert_eq!(page["mainEntity"]["jobTitle"], "Correspondent");

    let way = read(&breadcrumbs(&[front, sport]));
    assert_eq!(
        way["itemListElement"][1],
        json!({ "@type": "ListItem", "position": 2, "name": "Sport", "item": "https://meridian.example/en/sport" })
    );
}

proptest! {
    #[test]
    fn no_headline_ends_the_script_that_it_stands_in(
        text in "(</script>|<!--|\\PC|\u{2028}|\u{2029}|\\]\\]>){0,20}",
    ) {
        let mut article = article(Kind::News);
        article.headline.clone_from(&text);
        article.rights.clone_from(&text);
        let document = article.to_json();
        prop_assert!(!document.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{}", document);
        let headline = read(&document)["headline"].as_str().unwrap_or_default().to_owned();
        prop_assert_eq!(headline, text);
    }
}

#[test]
fn an_article_tells_what_others_say_in_it_and_never_what_it_says_itself() {
    let mut told = article(Kind::News);
    told.behind = behind();
    told.behind.claims.push(Said {
        id: story::ItemId::new(9),
        url: None,
        text: "It rained.".into(),
        quotation: false,
        by: None,
        standing: story::coverage::Standing::Stands,
    });
    told.corrections[0].claim = Some("Play stopped at noon.".into());
    let document = read(&told.to_json());
    assert_eq!(
        document["hasPart"],
        json!([
            {
                "@type": "Quotation",
                "@id": "https://meridian.example/en/post/rain#said-6",
                "text": "We would have won.",
                "creator": {
                    "@type": "Person",
                    "name": "Leyla Aliyeva",
                    "url": "https://meridian.example/en/topic/1",
                    "affiliation": {
                        "@type": "Organization",
                        "name": "Baku XI",
                        "url": "https://meridian.example/en/topic/2",
                    },
                },
            },
            {
                "@type": "Claim",
                "@id": "https://meridian.example/en/post/rain#said-7",
                "text": "The light was bad.",
                "author": "unnamed umpires",
                "creativeWorkStatus": "disputed",
                "appearance": { "@id": "https://meridian.example/id/a/12" },
            },
        ])
    );
    assert_eq!(
        document["about"],
        json!([{
            "@type": "Event",
            "name": "Rain stops play",
            "startDate": "2025-11-10",
            "location": {
                "@type": "Place",
                "name": "Baku",
                "url": "https://meridian.example/en/topic/3",
                "sameAs": "http://www.wikidata.org/entity/Q3703",
            },
        }])
    );
    let mut long = told.clone();
    long.behind.named = vec![told.behind.named[0].clone(); 40];
    assert_eq!(read(&long.to_json())["mentions"].as_array().unwrap().len(), 20);
    let kinds: Vec<&Value> =
        document["mentions"].as_array().unwrap().iter().map(|thing| &thing["@type"]).collect();
    assert_eq!(kinds, ["Person", "Organization", "Place", "Thing"]);
    assert_eq!(
        document["correction"][0]["about"],
        json!({ "@type": "Claim", "text": "Play stopped at noon." })
    );
}

#[test]
fn a_live_report_tells_its_newest_posts() {
    let mut live = article(Kind::Live);
    live.posts = (0..40)
        .map(|number| Post {
            url: format!("https://meridian.example/en/post/rain#t-{number}"),
            title: "Covers off".into(),
            at: format!("2025-11-10T02:{:02}:00Z", 59 - number).parse().unwrap(),
            text: "Play from three.".into(),
        })
        .collect();
    let document = read(&live.to_json());
    assert_eq!(document["@type"][0], "LiveBlogPosting");
    // The oldest post, which is older than the page.
    assert_eq!(document["coverageStartTime"], "2025-11-10T06:20:00+04:00");
    let updates = document["liveBlogUpdate"].as_array().unwrap();
    assert_eq!(updates.len(), 30);
    assert_eq!(
        updates[0],
        json!({
            "@type": "BlogPosting",
            "url": "https://meridian.example/en/post/rain#t-0",
            "headline": "Covers off",
            "datePublished": "2025-11-10T06:59:00+04:00",
            "articleBody": "Play from three.",
        })
    );
}

#[test]
fn the_page_of_a_situation_tells_the_paper_s_own_claims_too() {
    let mut behind = behind();
    behind.claims[0].by = None;
    let page = Crumb {
        name: "The flood".into(),
        url: "https://meridian.example/en/coverage/flood".into(),
    };
    let document =
        read(&coverage_page(&page, "Water.", Language::english(), &paper(), &behind, &[]));
    assert_eq!(document["@type"], "CollectionPage");
    assert_eq!(document["hasPart"].as_array().unwrap().len(), behind.claims.len());
    assert_eq!(document["about"].as_array().unwrap().len(), behind.events.len());
    assert!(document["hasPart"][0].get("author").is_none());
}
