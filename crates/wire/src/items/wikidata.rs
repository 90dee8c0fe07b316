//! Entities as wikidata.org gives them at `Special:EntityData/Q….json`, one or many.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use story::Language;
use story::coverage::{ItemKind, WikidataId};
use story::topic::Names;

use super::{Brought, Entry, Unreadable, measured};

/// A human being.
const HUMAN: &str = "Q5";

/// The planet whose coordinates maps show.
const EARTH: &str = "Q2";

/// Classes of organizations, as things are instances of them: Wikidata has thousands more below them, which nobody can
/// look up without asking it.
const ORGANIZATIONS: &[&str] = &[
    "Q43229",    // organization
    "Q4830453",  // business
    "Q6881511",  // enterprise
    "Q783794",   // company
    "Q891723",   // public company
    "Q22687",    // bank
    "Q163740",   // nonprofit organization
    "Q79913",    // non-governmental organization
    "Q157031",   // foundation
    "Q7278",     // political party
    "Q7210356",  // political organization
    "Q2659904",  // government organization
    "Q327333",   // government agency
    "Q192350",   // ministry
    "Q7188",     // government
    "Q35749",    // parliament
    "Q41487",    // court
    "Q484652",   // international organization
    "Q245065",   // intergovernmental organization
    "Q4120211",  // regional organization
    "Q17149090", // armed organization
    "Q772547",   // armed forces
    "Q37726",    // army
    "Q176799",   // military unit
    "Q47913",    // intelligence agency
    "Q17127659", // terrorist organization
    "Q192283",   // news agency
    "Q11032",    // newspaper
    "Q1110794",  // daily newspaper
    "Q1193236",  // news media
    "Q1616075",  // television station
    "Q14350",    // radio station
    "Q3918",     // university
    "Q31855",    // research institute
    "Q155271",   // think tank
    "Q178790",   // labor union
    "Q476028",   // association football club
    "Q847017",   // sports club
    "Q16917",    // hospital
    "Q1530022",  // religious organization
];

/// Reads one entity, a list of them, or the object `entities` that Wikidata sends. Names come in these languages; what
/// Wikidata does not say the kind of is of `kind`, if one is given.
pub fn read(
    bytes: &[u8],
    languages: &[Language],
    kind: Option<ItemKind>,
) -> Result<Vec<Entry>, Unreadable> {
    let document: Value = serde_json::from_str(measured(bytes)?).map_err(|error| {
        Unreadable(format!("The file is not JSON as Wikidata writes it: {error}."))
    })?;
    let entities: Vec<(String, Value)> = match document {
        Value::Array(entities) => entities
            .into_iter()
            .enumerate()
            .map(|(place, entity)| (format!("entity {}", place + 1), entity))
            .collect(),
        Value::Object(mut document) => match document.remove("entities") {
            Some(Value::Object(entities)) => entities.into_iter().collect(),
            Some(_) => {
                return Err(Unreadable(
                    "“entities” is no object with an entity under each id.".to_owned(),
                ));
            }
            None => vec![("entity 1".to_owned(), Value::Object(document))],
        },
        _ => {
            return Err(Unreadable(
                "The file holds no entity. Save what wikidata.org gives at Special:EntityData/Q….json."
                    .to_owned(),
            ));
        }
    };
    Ok(entities
        .into_iter()
        .map(|(place, entity)| entry(&place, &entity, languages, kind))
        .collect())
}

fn entry(place: &str, entity: &Value, languages: &[Language], kind: Option<ItemKind>) -> Entry {
    let Some(object) = entity.as_object() else {
        return Entry { place: shortened(place), brought: Err("It is no object.".to_owned()) };
    };
    let id = object.get("id").and_then(Value::as_str);
    let place = shortened(id.unwrap_or(place));
    let brought = entity_of(object, languages, kind);
    Entry { place, brought }
}

fn shortened(place: &str) -> String {
    place.chars().filter(|letter| !letter.is_control()).take(40).collect()
}

fn entity_of(
    entity: &Map<String, Value>,
    languages: &[Language],
    asked: Option<ItemKind>,
) -> Result<Brought, String> {
    if entity.contains_key("missing") {
        return Err("Wikidata has no such entity.".to_owned());
    }
    let point = point(entity)?;
    let kind = kind(entity, point.is_some()).or(asked).ok_or(
        "Wikidata does not say whether it is a person, an organization or a place. Say it with --kind.",
    )?;
    let brought = Brought {
        kind,
        slug: None,
        names: texts(entity, "labels", languages)?,
        aliases: aliases(entity, languages)?,
        about: texts(entity, "descriptions", languages)?,
        wikidata: entity
            .get("id")
            .and_then(Value::as_str)
            .and_then(|id| WikidataId::parse(id).ok()),
        point: point.filter(|_| kind == ItemKind::Place),
    };
    brought.checked()
}

/// What it is, as far as Wikidata says it in the entity itself.
fn kind(entity: &Map<String, Value>, has_point: bool) -> Option<ItemKind> {
    let mut classes = classes(entity, "P31");
    if classes.contains(&HUMAN) {
        return Some(ItemKind::Person);
    }
    classes.extend(self::classes(entity, "P279"));
    // Before places: the seat of an organization has coordinates too.
    if classes.iter().any(|class| ORGANIZATIONS.contains(class)) {
        return Some(ItemKind::Organization);
    }
    has_point.then_some(ItemKind::Place)
}

/// The values of a statement's main snaks, those aside that Wikidata holds for wrong.
fn values<'a>(
    entity: &'a Map<String, Value>,
    property: &str,
) -> impl Iterator<Item = &'a Value> + use<'a> {
    let statements = entity.get("claims").and_then(|claims| claims.get(property));
    let statements = statements.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    statements
        .iter()
        .filter(|statement| statement.get("rank").is_none_or(|rank| rank != "deprecated"))
        .filter_map(|statement| statement.get("mainsnak")?.get("datavalue")?.get("value"))
}

fn classes<'a>(entity: &'a Map<String, Value>, property: &str) -> Vec<&'a str> {
    values(entity, property).filter_map(|value| value.get("id")?.as_str()).collect()
}

fn point(entity: &Map<String, Value>) -> Result<Option<[f64; 2]>, String> {
    for value in values(entity, "P625") {
        let globe = value.get("globe").and_then(Value::as_str).unwrap_or(EARTH);
        if globe.rsplit('/').next() != Some(EARTH) {
            continue;
        }
        let degrees = |name: &str| value.get(name).and_then(Value::as_f64);
        return match degrees("latitude").zip(degrees("longitude")) {
            Some((latitude, longitude)) => Ok(Some([latitude, longitude])),
            None => Err("Its coordinates (P625) are no numbers.".to_owned()),
        };
    }
    Ok(None)
}

fn texts(
    entity: &Map<String, Value>,
    field: &str,
    languages: &[Language],
) -> Result<Names, String> {
    let mut texts = Names::new();
    for (code, value) in in_languages(entity, field, languages)? {
        let text = value.get("value").and_then(Value::as_str);
        let text = text.ok_or_else(|| format!("“{field}” has no text for {code}."))?;
        texts.insert(code.to_owned(), text.to_owned());
    }
    Ok(texts)
}

fn aliases(
    entity: &Map<String, Value>,
    languages: &[Language],
) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut aliases = BTreeMap::new();
    for (code, values) in in_languages(entity, "aliases", languages)? {
        let wrong = || format!("“aliases” has no list of texts for {code}.");
        let values = values.as_array().ok_or_else(wrong)?;
        let texts: Option<Vec<String>> =
            values.iter().map(|value| Some(value.get("value")?.as_str()?.to_owned())).collect();
        aliases.insert(code.to_owned(), texts.ok_or_else(wrong)?);
    }
    Ok(aliases)
}

/// What a field has for each of the languages. PHP writes an empty object as an empty list.
fn in_languages<'a>(
    entity: &'a Map<String, Value>,
    field: &str,
    languages: &[Language],
) -> Result<Vec<(&'static str, &'a Value)>, String> {
    let by_language = match entity.get(field) {
        None => return Ok(Vec::new()),
        Some(Value::Array(empty)) if empty.is_empty() => return Ok(Vec::new()),
        Some(Value::Object(by_language)) => by_language,
        Some(_) => return Err(format!("“{field}” is no object with an entry for each language.")),
    };
    let found = languages.iter().map(|language| language.code());
    Ok(found.filter_map(|code| Some((code, by_language.get(code)?))).collect())
}
