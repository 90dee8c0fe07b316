//! What stands behind a text, and the page of a situation.

use serde_json::{Value, json};
use story::Language;
use story::coverage::{ItemKind, Standing, WikidataId};

use super::page::{Crumb, Listed, item_list};
use super::{Publisher, document, object, publisher};
use crate::behind::{Behind, Happened, Named, Said, Speaker, plain_dates};

/// The page of a situation: everybody and everything in it, what happened, and all that was said.
pub fn coverage_page(
    page: &Crumb,
    description: &str,
    language: Language,
    paper: &Publisher,
    behind: &Behind,
    articles: &[Listed],
) -> String {
    document(object(
        "CollectionPage",
        [
            ("@id", json!(page.url)),
            ("url", json!(page.url)),
            ("name", json!(page.name)),
            ("description", json!(description)),
            ("inLanguage", json!(language.code())),
            ("isPartOf", json!({ "@type": "WebSite", "@id": format!("{}#site", paper.url) })),
            ("publisher", publisher(paper)),
            ("about", events(behind)),
            ("mentions", mentions(&behind.named)),
            ("hasPart", claims(behind.claims.iter(), &page.url)),
            ("mainEntity", item_list(articles)),
        ],
    ))
}

/// What happened.
pub(super) fn events(behind: &Behind) -> Value {
    Value::Array(behind.events.iter().map(event).collect())
}

/// Who, what and where, each with its page.
pub(super) fn mentions(named: &[Named]) -> Value {
    Value::Array(named.iter().filter_map(thing).collect())
}

/// These claims, each as it appears in a work.
pub(super) fn claims<'a>(claims: impl Iterator<Item = &'a Said>, work: &str) -> Value {
    claims.map(|said| claim(said, work)).collect()
}

fn claim(said: &Said, work: &str) -> Value {
    let Said { id: _, url, text, quotation, by, standing } = said;
    let by = by.as_ref().map_or(Value::Null, speaker);
    let (kind, who) = if *quotation { ("Quotation", "creator") } else { ("Claim", "author") };
    let appearance = if *quotation { Value::Null } else { json!({ "@id": work }) };
    let standing = Some(standing).filter(|standing| **standing != Standing::Stands);
    object(
        kind,
        [
            ("@id", json!(url)),
            ("text", json!(text)),
            (who, by),
            ("creativeWorkStatus", json!(standing.map(|standing| standing.as_str()))),
            ("appearance", appearance),
        ],
    )
}

fn speaker(speaker: &Speaker) -> Value {
    let Speaker { name, who, on_behalf_of } = speaker;
    let Some(mut who) = who.as_ref().and_then(thing) else { return json!(name) };
    if let (Some(object), Some(behind)) = (who.as_object_mut(), on_behalf_of)
        && object.get("@type").is_some_and(|kind| kind == "Person")
        && let Some(behind) = thing(behind)
    {
        object.insert("affiliation".to_owned(), behind);
    }
    who
}

fn event(event: &Happened) -> Value {
    let Happened { id: _, name, when, place } = event;
    let (start, end) = plain_dates(when);
    object(
        "Event",
        [
            ("name", json!(name)),
            ("startDate", json!(start)),
            ("endDate", json!(end)),
            ("location", place.as_ref().and_then(thing).unwrap_or_default()),
        ],
    )
}

/// An item of a kind for which schema.org has a type.
fn thing(named: &Named) -> Option<Value> {
    let Named { id: _, kind, name, url, wikidata, point: _ } = named;
    let kind = match kind {
        ItemKind::Person => "Person",
        ItemKind::Organization => "Organization",
        ItemKind::Place => "Place",
        ItemKind::Topic => "Thing",
        ItemKind::Event | ItemKind::Claim | ItemKind::Storyline => return None,
    };
    let same_as = wikidata.map(WikidataId::address);
    Some(object(kind, [("name", json!(name)), ("url", json!(url)), ("sameAs", json!(same_as))]))
}
