//! ninjs 3.1, the IPTC's news in JSON, for other newsrooms.

use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use story::content::CreditRole;
use story::coverage::ItemKind;
use story::{ArticleId, Kind, Language, StoryId, Timestamp};

use crate::behind::{Behind, Happened, Named};
use crate::feed::Image;
use crate::json_ld::{Correction, Translation};
use crate::time::with_offset;

/// Its MIME type.
pub const CONTENT_TYPE: &str = "application/json; charset=utf-8";

/// The schema that the documents are valid against.
const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

/// An article for other newsrooms.
#[derive(Clone, Debug, PartialEq)]
pub struct NewsItem {
    /// A URI that never changes.
    pub uri: String,
    /// Its present address.
    pub url: String,
    /// Its id in the newsroom.
    pub article: ArticleId,
    /// The id that it shares with its translations.
    pub story: StoryId,
    /// Which text this is: a number that only grows.
    pub version: u32,
    /// What it is.
    pub kind: Kind,
    /// The language that it is written in.
    pub language: Language,
    /// Its headline.
    pub headline: String,
    /// Its standfirst; may be empty.
    pub standfirst: String,
    /// Where it was written, as printed.
    pub dateline: Option<String>,
    /// Its part of the address.
    pub slugline: String,
    /// Who signed it, and as what.
    pub credits: Vec<(CreditRole, String)>,
    /// Its text, as [`crate::html_out::html`] makes it.
    pub html: String,
    /// Its text, as [`crate::text::text`] makes it.
    pub text: String,
    /// How many words it has.
    pub words: usize,
    /// When it first went live.
    pub first_created: Timestamp,
    /// When this text went live.
    pub version_created: Timestamp,
    /// The zone of the edition.
    pub zone: TimeZone,
    /// Who publishes it.
    pub publisher: String,
    /// What others may do with it; may be empty.
    pub rights: String,
    /// The name and the address of its section.
    pub section: Option<(String, String)>,
    /// What stands behind it.
    pub behind: Behind,
    /// Its pictures, the lead first.
    pub pictures: Vec<Picture>,
    /// The same story in other languages.
    pub translations: Vec<Translation>,
    /// What was put right in it.
    pub corrections: Vec<Correction>,
}

/// A picture of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file, and what it shows for those who do not see it.
    pub image: Image,
    /// What is printed under it; may be empty.
    pub caption: String,
    /// Who made it; may be empty.
    pub credit: String,
}

impl NewsItem {
    /// Writes the document.
    pub fn to_json(&self) -> String {
        let NewsItem {
            uri,
            url,
            article,
            story,
            version,
            kind,
            language,
            headline,
            standfirst,
            dateline,
            slugline,
            credits,
            html,
            text,
            words,
            first_created,
            version_created,
            zone,
            publisher,
            rights,
            section,
            behind,
            pictures,
            translations,
            corrections,
        } = self;
        let named = |kind: ItemKind| behind.named.iter().filter(move |named| named.kind == kind);
        let section = section.iter().map(|(name, url)| {
            object([("name", json!(name)), ("rel", json!("section")), ("uri", uri_of(Some(url)))])
        });
        let topics = named(ItemKind::Topic).map(|topic| concept(topic, "about"));
        let pictures = pictures.iter().enumerate().map(|(place, picture)| shown(place, picture));
        let translations = translations.iter().map(translation);
        object([
            ("standard", json!({ "name": "ninjs", "version": "3.1", "schema": SCHEMA })),
            ("uri", json!(uri)),
            ("type", json!("text")),
            ("representationType", json!("full")),
            ("profile", json!(kind.as_str())),
            ("version", json!(version.to_string())),
            ("firstCreated", json!(with_offset(*first_created, zone))),
            ("versionCreated", json!(with_offset(*version_created, zone))),
            ("contentCreated", json!(with_offset(*first_created, zone))),
            ("pubStatus", json!("usable")),
            ("language", json!(language.code())),
            ("title", json!(headline)),
            ("headlines", values([("main", "text/plain", headline.as_str())])),
            ("descriptions", values([("summary", "text/plain", standfirst.as_str())])),
            ("by", json!(signed(credits))),
            ("slugline", json!(slugline)),
            ("located", json!(dateline)),
            ("bodies", bodies(html, text, *words)),
            ("genres", genre(*kind)),
            ("people", named(ItemKind::Person).map(|it| concept(it, "mentions")).collect()),
            (
                "organisations",
                named(ItemKind::Organization).map(|it| concept(it, "mentions")).collect(),
            ),
            ("places", named(ItemKind::Place).map(place).collect()),
            ("subjects", section.chain(topics).collect()),
            ("events", behind.events.iter().map(event).collect()),
            ("infoSources", sources(credits, behind)),
            ("associations", pictures.chain(translations).collect()),
            (
                "altIds",
                json!([
                    { "role": "url", "value": url },
                    { "role": "article", "value": article.to_string() },
                    { "role": "story", "value": story.to_string() },
                ]),
            ),
            ("edNote", json!(note(corrections, zone))),
            ("copyrightHolder", json!(publisher)),
            ("usageTerms", json!(rights)),
        ])
        .to_string()
    }
}

/// An object without what is nothing or empty.
fn object(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut object = Map::new();
    for (key, value) in entries {
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !is_empty {
            object.insert(key.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// An address, where it is one that the schema takes for a URI.
fn uri_of(url: Option<&String>) -> Value {
    url.filter(|url| url::Url::parse(url).is_ok()).map_or(Value::Null, |url| json!(url))
}

fn values<'a>(values: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Value {
    let values = values.into_iter().filter(|(_, _, value)| !value.is_empty());
    values
        .map(|(role, content_type, value)| {
            json!({ "role": role, "contentType": content_type, "value": value })
        })
        .collect()
}

fn bodies(html: &str, text: &str, words: usize) -> Value {
    let body = |content_type: &str, value: &str| {
        object([
            ("role", json!("main")),
            ("contentType", json!(content_type)),
            ("charCount", json!(text.chars().count())),
            ("wordCount", json!(words)),
            ("value", json!(value)),
        ])
    };
    json!([body("text/html", html), body("text/plain", text)])
}

/// The byline: who wrote it, translators and photographers aside.
fn signed(credits: &[(CreditRole, String)]) -> String {
    let names = credits
        .iter()
        .filter(|(role, _)| matches!(role, CreditRole::Author | CreditRole::Agency))
        .map(|(_, name)| name.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// The IPTC's genre, where it has one.
fn genre(kind: Kind) -> Value {
    let code = match kind {
        Kind::News | Kind::Brief | Kind::Live => "Current",
        Kind::Analysis => "Analysis",
        Kind::Opinion => "Opinion",
        Kind::Interview => "Interview",
        Kind::Card => "Background",
        // Advertising is never called news.
        Kind::Sponsored => return json!([{ "name": "Advertising" }]),
        Kind::Page => return Value::Null,
    };
    json!([{ "name": code, "uri": format!("http://cv.iptc.org/newscodes/genre/{code}") }])
}

fn concept(named: &Named, rel: &str) -> Value {
    let Named { id, kind: _, name, url, wikidata: _, point: _ } = named;
    object([
        ("name", json!(name)),
        ("rel", json!(rel)),
        ("uri", uri_of(url.as_ref())),
        ("literal", json!(id.to_string())),
    ])
}

fn place(named: &Named) -> Value {
    let mut place = concept(named, "mentions");
    if let (Some(object), Some([latitude, longitude])) = (place.as_object_mut(), named.point) {
        let point = json!({ "type": "Point", "coordinates": [longitude, latitude] });
        object.insert("geoJSON".to_owned(), point);
    }
    place
}

fn event(event: &Happened) -> Value {
    // ninjs says no date of an event that a story speaks of, only of one that is planned.
    let Happened { id, name, when: _, place: _ } = event;
    object([("id", json!(id.to_string())), ("name", json!(name)), ("rel", json!("about"))])
}

/// Who supplied the text, and who says what is said in it, each once.
fn sources(credits: &[(CreditRole, String)], behind: &Behind) -> Value {
    let mut sources: Vec<Value> = credits
        .iter()
        .filter(|(role, _)| *role == CreditRole::Agency)
        .map(|(_, name)| object([("name", json!(name)), ("role", json!("supplier"))]))
        .collect();
    for speaker in behind.claims.iter().filter_map(|said| said.by.as_ref()) {
        let who = speaker.who.as_ref();
        let source = object([
            ("name", json!(speaker.name)),
            ("role", json!("source")),
            ("uri", uri_of(who.and_then(|who| who.url.as_ref()))),
            ("literal", json!(who.map(|who| who.id.to_string()))),
        ]);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Value::Array(sources)
}

fn shown(place: usize, picture: &Picture) -> Value {
    let Picture { image, caption, credit } = picture;
    let Image { url, content_type, bytes, width, height, alt } = image;
    let rendition = object([
        ("name", json!("main")),
        ("href", json!(url)),
        ("contentType", json!(content_type)),
        ("width", json!(width)),
        ("height", json!(height)),
        ("sizeInBytes", json!(bytes)),
    ]);
    let (name, rel) = if place == 0 {
        ("main".to_owned(), "main")
    } else {
        (format!("picture-{place}"), "picture")
    };
    object([
        ("name", json!(name)),
        ("rel", json!(rel)),
        ("uri", json!(url)),
        ("type", json!("picture")),
        (
            "descriptions",
            values([
                ("caption", "text/plain", caption.as_str()),
                ("alternative", "text/plain", alt.as_str()),
            ]),
        ),
        ("by", json!(credit)),
        ("renditions", json!([rendition])),
    ])
}

fn translation(translation: &Translation) -> Value {
    let Translation { url, headline, language } = translation;
    object([
        ("name", json!(format!("translation-{}", language.code()))),
        ("rel", json!("translation")),
        ("uri", json!(url)),
        ("type", json!("text")),
        ("language", json!(language.code())),
        ("headlines", values([("main", "text/plain", headline.as_str())])),
    ])
}

/// What was put right, a line each: ninjs has no signal for it beside a higher version.
fn note(corrections: &[Correction], zone: &TimeZone) -> String {
    let lines = corrections.iter().map(|correction| {
        let Correction { kind, text, at, claim: _ } = correction;
        format!("{} {}: {text}", kind.as_str().to_uppercase(), with_offset(*at, zone))
    });
    lines.collect::<Vec<_>>().join("\n")
}
