//! XMP: what photo desks write, as XML.

use std::collections::HashMap;

use quick_xml::NsReader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::{Moment, Said};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";

/// The properties that are read.
const WANTED: &[(&str, &str)] = &[
    (DC, "description"),
    (DC, "creator"),
    (DC, "rights"),
    (PHOTOSHOP, "Credit"),
    (PHOTOSHOP, "DateCreated"),
    (PHOTOSHOP, "City"),
    (PHOTOSHOP, "State"),
    (PHOTOSHOP, "Country"),
    (RIGHTS, "UsageTerms"),
    (CORE, "Location"),
    (CORE, "AltTextAccessibility"),
    (EXIF, "DateTimeOriginal"),
];

/// How deep elements may stand in each other, and how many events are looked at: far more than any program writes.
const MAX_DEPTH: usize = 64;
const MAX_EVENTS: usize = 100_000;

/// Values of a property in their order, each with its language.
type Values = HashMap<(&'static str, &'static str), Vec<(Option<String>, String)>>;

/// Reads an XMP document; from its first mistake on nothing more is believed.
pub(super) fn read(bytes: &[u8]) -> Said {
    let document = String::from_utf8_lossy(bytes);
    let values = values(document.trim_start_matches('\u{feff}'));
    let one = |namespace, name| {
        let values = values.get(&(namespace, name)).map(Vec::as_slice).unwrap_or_default();
        let usual = values.iter().find(|(language, _)| language.as_deref() == Some("x-default"));
        usual.or(values.first()).map(|(_, text)| text.trim().to_owned()).unwrap_or_default()
    };
    let creators = values.get(&(DC, "creator")).map(Vec::as_slice).unwrap_or_default();
    let creators: Vec<&str> =
        creators.iter().map(|(_, name)| name.trim()).filter(|name| !name.is_empty()).collect();
    Said {
        caption: one(DC, "description"),
        alt: one(CORE, "AltTextAccessibility"),
        creator: creators.join(", "),
        credit: one(PHOTOSHOP, "Credit"),
        copyright: one(DC, "rights"),
        usage_terms: one(RIGHTS, "UsageTerms"),
        taken: Moment::parse(&one(EXIF, "DateTimeOriginal"))
            .or_else(|| Moment::parse(&one(PHOTOSHOP, "DateCreated"))),
        location: one(CORE, "Location"),
        city: one(PHOTOSHOP, "City"),
        region: one(PHOTOSHOP, "State"),
        country: one(PHOTOSHOP, "Country"),
    }
}

/// An element that is open.
#[derive(Default)]
struct Open {
    /// The `rdf:Description` of the picture itself.
    about: bool,
    /// A property of the picture, or a part of one.
    inside: bool,
    /// Which one, if it is read.
    property: Option<(&'static str, &'static str)>,
    language: Option<String>,
    text: String,
    has_children: bool,
}

fn values(document: &str) -> Values {
    let mut values = Values::new();
    let mut reader = NsReader::from_str(document);
    let mut open: Vec<Open> = Vec::new();
    for _ in 0..MAX_EVENTS {
        let Ok(event) = reader.read_event() else { break };
        match event {
            Event::Start(start) => {
                let element = opened(&reader, &start, &open, &mut values);
                if let Some(parent) = open.last_mut() {
                    parent.has_children = true;
                }
                open.push(element);
                if open.len() > MAX_DEPTH {
                    break;
                }
            }
            Event::Empty(start) => {
                opened(&reader, &start, &open, &mut values);
            }
            Event::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::CData(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&letter(&reference));
                }
            }
            Event::End(_) => {
                let Some(Open {
                    property: Some(property),
                    language,
                    text,
                    has_children: false,
                    ..
                }) = open.pop()
                else {
                    continue;
                };
                values.entry(property).or_default().push((language, text));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    values
}

/// What an element is, and what its attributes say: short texts of `rdf:Description` are often written there.
fn opened(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
    open: &[Open],
    values: &mut Values,
) -> Open {
    let (namespace, local) = reader.resolver().resolve_element(start.name());
    let parent = open.last();
    // A description inside of a property, such as that of a place, is not the picture's.
    let inside = parent.is_some_and(|parent| parent.about || parent.inside);
    let about = !inside && is(&namespace, RDF) && local.as_ref() == "Description";
    let property = match parent {
        Some(parent) if parent.about => wanted(&namespace, local.as_ref()),
        Some(parent) => parent.property,
        None => None,
    };
    let mut language = None;
    for attribute in start.attributes().flatten() {
        if attribute.key.as_ref() == "xml:lang" {
            language = Some(value(&attribute));
        } else if about {
            let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
            if let Some(property) = wanted(&namespace, local.as_ref()) {
                values.entry(property).or_default().push((None, value(&attribute)));
            }
        }
    }
    Open { about, inside, property, language, ..Open::default() }
}

fn is(namespace: &ResolveResult<'_>, wanted: &str) -> bool {
    matches!(namespace, ResolveResult::Bound(Namespace(found)) if *found == wanted)
}

fn wanted(namespace: &ResolveResult<'_>, local: &str) -> Option<(&'static str, &'static str)> {
    WANTED.iter().find(|(space, name)| *name == local && is(namespace, space)).copied()
}

fn value(attribute: &Attribute<'_>) -> String {
    unescaped(&attribute.value)
}

/// Text with its references resolved; those that are unknown stay as they are.
fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// What stands for `&amp;` and its like.
fn letter(name: &str) -> String {
    unescaped(&format!("&{name};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(inside: &str) -> String {
        format!(
            r#"<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"
            xmlns:d="{DC}" xmlns:photoshop="{PHOTOSHOP}" xmlns:c="{CORE}">{inside}</rdf:RDF></x:xmpmeta>"#
        )
    }

    #[test]
    fn words_are_found_in_elements_and_in_attributes() {
        let said = read(
            document(
                r#"<rdf:Description photoshop:City="Goris &amp; Kapan"><photoshop:Credit>AP</photoshop:Credit>
                <d:creator><rdf:Seq><rdf:li>Ana</rdf:li><rdf:li>Davit</rdf:li></rdf:Seq></d:creator>
                <d:description><rdf:Alt><rdf:li xml:lang="ru">Мост</rdf:li><rdf:li xml:lang="x-default">A bridge &lt;old&gt;</rdf:li></rdf:Alt></d:description>
                </rdf:Description>"#,
            )
            .as_bytes(),
        );
        assert_eq!(said.city, "Goris & Kapan");
        assert_eq!((said.credit.as_str(), said.creator.as_str()), ("AP", "Ana, Davit"));
        assert_eq!(said.caption, "A bridge <old>");
    }

    #[test]
    fn what_is_said_of_something_else_is_not_said_of_the_picture() {
        let said = read(
            document(
                r#"<rdf:Description><c:Contact><rdf:Description photoshop:City="Bern"><photoshop:Credit>No</photoshop:Credit></rdf:Description></c:Contact></rdf:Description>"#,
            )
            .as_bytes(),
        );
        assert_eq!(said.credit, "");
    }

    #[test]
    fn laughs_are_not_unfolded() {
        let bomb = format!(
            r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>{}"#,
            document("<rdf:Description><photoshop:Credit>&b;</photoshop:Credit></rdf:Description>")
        );
        assert_eq!(read(bomb.as_bytes()).credit, "&b;");
    }
}
