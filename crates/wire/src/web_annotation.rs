//! The marks on a text as Web Annotations, the W3C's model, for programs that keep notes on pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value, json};
use story::block::{Block, BlockId, TableCell};
use story::coverage::annotation::{self, Annotation, Part};
use story::inline::Inline;
use story::{Body, ItemId, Timestamp};

use crate::behind::Named;
use crate::text;

/// Its MIME type.
pub const CONTENT_TYPE: &str =
    "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"; charset=utf-8";

/// How many characters before and after the words tell them from the same words elsewhere.
const AROUND: usize = 32;

/// What is said about the words that a text marks.
#[derive(Clone, Copy, Debug)]
pub struct Marked<'a> {
    /// The address of this page of annotations.
    pub page: &'a str,
    /// The article's URI that never changes.
    pub source: &'a str,
    /// The address of its plain text, in which places are counted.
    pub text: &'a str,
    /// Since when it reads like this.
    pub live_at: Timestamp,
    /// The lines on top of the plain text, as [`text::text`] gets them.
    pub header: &'a [String],
    /// The text.
    pub body: &'a Body,
    /// What the marks name, by the ids on them.
    pub items: &'a HashMap<ItemId, Named>,
}

impl Marked<'_> {
    /// Writes the page. Places are counted in Unicode characters of the article's plain text.
    pub fn to_json(&self) -> String {
        let annotations = annotation::of_body(self.body);
        let anchors = Anchors::of(self.header, self.body, &annotations);
        let items: Vec<Value> = annotations
            .iter()
            .filter_map(|found| Some((found, self.items.get(&found.target)?)))
            .enumerate()
            .map(|(place, (found, named))| self.annotation(place + 1, found, named, &anchors))
            .collect();
        json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": self.page,
            "type": "AnnotationPage",
            "items": items,
        })
        .to_string()
    }

    fn annotation(
        &self,
        number: usize,
        found: &Annotation,
        named: &Named,
        anchors: &Anchors,
    ) -> Value {
        let (purpose, body) = body(named, found.part);
        json!({
            "id": format!("{}#a{number}", self.page),
            "type": "Annotation",
            "motivation": purpose,
            "body": body,
            "target": {
                "type": "SpecificResource",
                "source": self.source,
                "selector": anchors.selectors(found),
                // Whoever counts must count in the same text.
                "state": {
                    "type": "TimeState",
                    "sourceDate": self.live_at.to_string(),
                    "cached": self.text,
                },
            },
        })
    }
}

/// What the words are there for, in the words of the model, and what they stand for.
fn body(named: &Named, part: Part) -> (&'static str, Value) {
    let Named { id: _, kind: _, name, url, wikidata: _, point: _ } = named;
    let purpose = match part {
        Part::Mention | Part::Source => "identifying",
        Part::When | Part::Where | Part::Cue | Part::Content | Part::Quote if url.is_some() => {
            "linking"
        }
        Part::When | Part::Where | Part::Cue | Part::Content | Part::Quote => "describing",
    };
    let body = match url {
        Some(url) => json!({ "type": "SpecificResource", "source": url, "purpose": purpose }),
        None => json!({
            "type": "TextualBody",
            "value": name,
            "format": "text/plain",
            "purpose": purpose,
        }),
    };
    (purpose, body)
}

/// Where the marked words are in the plain text of an article.
struct Anchors {
    /// The plain text, in characters.
    text: Vec<char>,
    /// The place in it of places in blocks; empty where they cannot be told.
    places: HashMap<(BlockId, usize), usize>,
}

impl Anchors {
    fn of(header: &[String], body: &Body, annotations: &[Annotation]) -> Anchors {
        let plain = text::text(header, body);
        let mut edges: BTreeMap<&BlockId, BTreeSet<usize>> = BTreeMap::new();
        for found in annotations {
            let (from, to) = trimmed(found);
            edges.entry(&found.block).or_default().extend([from, to]);
        }
        let places = sign_for(&plain)
            .and_then(|sign| places(header, body, &edges, sign, &plain))
            .unwrap_or_default();
        Anchors { text: plain.chars().collect(), places }
    }

    /// The words by what they are and by where they are, for whoever knows only one of the two.
    fn selectors(&self, found: &Annotation) -> Value {
        let (from, to) = trimmed(found);
        let place = |at: usize| self.places.get(&(found.block.clone(), at)).copied();
        let Some((from, to)) = place(from).zip(place(to)) else {
            return json!([{ "type": "TextQuoteSelector", "exact": found.words.trim() }]);
        };
        let between = |from: usize, to: usize| -> String {
            self.text.get(from..to).unwrap_or_default().iter().collect()
        };
        let mut quote = Map::new();
        quote.insert("type".to_owned(), json!("TextQuoteSelector"));
        quote.insert("exact".to_owned(), json!(between(from, to)));
        quote.insert("prefix".to_owned(), json!(between(from.saturating_sub(AROUND), from)));
        quote.insert("suffix".to_owned(), json!(between(to, self.text.len().min(to + AROUND))));
        json!([quote, { "type": "TextPositionSelector", "start": from, "end": to }])
    }
}

/// Where the words begin and end without the spaces at their edges, in UTF-16 code units of their block.
fn trimmed(found: &Annotation) -> (usize, usize) {
    let units = |text: &str| text.encode_utf16().count();
    let words = found.words.as_str();
    let before = units(words) - units(words.trim_start());
    let after = units(words) - units(words.trim_end());
    if before + after >= units(words) {
        return (found.from, found.to);
    }
    (found.from + before, found.to - after)
}

/// A character that no text may have: Unicode keeps these for what never leaves a program.
fn sign_for(plain: &str) -> Option<char> {
    ('\u{fdd0}'..='\u{fdef}').find(|sign| !plain.contains(*sign))
}

/// Writes the text once more with a sign at every edge, and looks where the signs are.
fn places(
    header: &[String],
    body: &Body,
    edges: &BTreeMap<&BlockId, BTreeSet<usize>>,
    sign: char,
    plain: &str,
) -> Option<HashMap<(BlockId, usize), usize>> {
    let mut order = Vec::new();
    let mut blocks = body.clone().into_blocks();
    for block in &mut blocks {
        with_signs(block, edges, sign, &mut order);
    }
    let signed = text::text(header, &Body::new(blocks));
    let mut places = HashMap::new();
    let mut at = 0;
    let mut edges = order.into_iter();
    for letter in signed.chars() {
        if letter == sign {
            places.insert(edges.next()?, at);
        } else {
            at += 1;
        }
    }
    // Where the signs changed the text, what they say of it would be wrong.
    let unsigned: String = signed.chars().filter(|letter| *letter != sign).collect();
    (edges.next().is_none() && unsigned == plain).then_some(places)
}

fn with_signs(
    block: &mut Block,
    edges: &BTreeMap<&BlockId, BTreeSet<usize>>,
    sign: char,
    order: &mut Vec<(BlockId, usize)>,
) {
    let id = block.id().clone();
    match block {
        Block::Paragraph { content, .. }
        | Block::Heading { content, .. }
        | Block::Figure { content, .. }
        | Block::Preformatted { content, .. } => {
            if let Some(edges) = edges.get(&id) {
                sign_edges(content, edges, sign);
                order.extend(edges.iter().map(|at| (id.clone(), *at)));
            }
        }
        Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
            let blocks = content.iter_mut().flat_map(|item| &mut item.content);
            blocks.for_each(|block| with_signs(block, edges, sign, order));
        }
        Block::Quotation { content, .. }
        | Block::Gallery { content, .. }
        | Block::Card { content, .. }
        | Block::Post { content, .. } => {
            content.iter_mut().for_each(|block| with_signs(block, edges, sign, order));
        }
        Block::Table { content, .. } => {
            let cells = content.iter_mut().flat_map(|row| &mut row.content);
            let blocks = cells.flat_map(|cell| match cell {
                TableCell::TableHeader { content, .. } | TableCell::TableCell { content, .. } => {
                    content
                }
            });
            blocks.for_each(|block| with_signs(block, edges, sign, order));
        }
        Block::Embed { .. } | Block::Break { .. } => {}
    }
}

fn sign_edges(inlines: &mut [Inline], edges: &BTreeSet<usize>, sign: char) {
    let mut edges = edges.iter().copied().peekable();
    let mut at = 0;
    for inline in inlines {
        let Inline::Text { text, .. } = inline else {
            at += 1;
            continue;
        };
        let mut signed = String::with_capacity(text.len() + 8);
        for letter in text.chars() {
            while edges.next_if(|edge| *edge <= at).is_some() {
                signed.push(sign);
            }
            signed.push(letter);
            at += letter.len_utf16();
        }
        // An end belongs to the word before it, also where a line break follows.
        while edges.next_if(|edge| *edge <= at).is_some() {
            signed.push(sign);
        }
        *text = signed;
    }
}
