//! A body as the XML of y-prosemirror and back: an element per node, its attributes, and formatted texts.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use story::Body;
use story::block::Block;
use story::inline::Inline;
use yrs::types::Attrs;
use yrs::{
    Any, Out, ReadTxn, Text, TransactionMut, Xml, XmlElementPrelim, XmlElementRef, XmlFragment,
    XmlFragmentRef, XmlOut, XmlTextPrelim, XmlTextRef,
};

use crate::json::{attributes, of_any, to_any};

/// How deep a tree is read; a body is refused long before.
const MAX_DEPTH: usize = 64;

/// The nodes of a document as the JSON of ProseMirror.
pub(crate) fn nodes<T: ReadTxn>(fragment: &XmlFragmentRef, txn: &T) -> Vec<Value> {
    fragment.children(txn).flat_map(|child| node(&child, txn, 0)).collect()
}

fn node<T: ReadTxn>(child: &XmlOut, txn: &T, depth: usize) -> Vec<Value> {
    match child {
        XmlOut::Text(text) => runs(text, txn),
        XmlOut::Element(element) if depth < MAX_DEPTH => vec![of_element(element, txn, depth)],
        XmlOut::Element(_) | XmlOut::Fragment(_) => Vec::new(),
    }
}

fn of_element<T: ReadTxn>(element: &XmlElementRef, txn: &T, depth: usize) -> Value {
    let kind = element.try_tag().map_or("", |tag| &**tag);
    let mut node = Map::from_iter([("type".to_owned(), Value::from(kind))]);
    let given = element.attributes(txn).filter_map(|(name, value)| match value {
        Out::Any(any) => Some((name, of_any(&any))),
        _ => None,
    });
    let attrs = attributes(given);
    if !attrs.is_empty() {
        node.insert("attrs".to_owned(), Value::Object(attrs));
    }
    let content: Vec<Value> =
        element.children(txn).flat_map(|child| self::node(&child, txn, depth + 1)).collect();
    if !content.is_empty() || needs_content(kind) {
        node.insert("content".to_owned(), Value::Array(content));
    }
    Value::Object(node)
}

/// Nodes whose content is written even when there is none.
fn needs_content(kind: &str) -> bool {
    !matches!(kind, "embed" | "break" | "hard_break")
}

fn runs<T: ReadTxn>(text: &XmlTextRef, txn: &T) -> Vec<Value> {
    text.diff(txn, |_| ())
        .into_iter()
        .filter_map(|run| {
            let Out::Any(Any::String(words)) = run.insert else { return None };
            let marks = run.attributes.map(|marks| self::marks(&marks)).unwrap_or_default();
            let mut inline = Map::from_iter([
                ("type".to_owned(), Value::from("text")),
                ("text".to_owned(), Value::from(&*words)),
            ]);
            if !marks.is_empty() {
                inline.insert("marks".to_owned(), Value::Array(marks));
            }
            Some(Value::Object(inline))
        })
        .collect()
}

fn marks(formats: &Attrs) -> Vec<Value> {
    let mut marks: Vec<(String, Value)> = formats
        .iter()
        .filter_map(|(key, value)| {
            let value = of_any(value);
            // Taking a mark away leaves its name with nothing behind.
            if value.is_null() || value == Value::Bool(false) {
                return None;
            }
            // Marks that may overlap themselves carry a hash behind their name.
            let name = key.split_once("--").map_or(&**key, |(name, _)| name);
            let mut mark = json!({ "type": name });
            if let Value::Object(attrs) = value {
                let attrs = attributes(attrs.iter().map(|(key, value)| (&**key, value.clone())));
                if !attrs.is_empty() {
                    mark["attrs"] = Value::Object(attrs);
                }
            }
            Some((key.to_string(), mark))
        })
        .collect();
    marks.sort_by(|(one, _), (other, _)| one.cmp(other));
    marks.into_iter().map(|(_, mark)| mark).collect()
}

/// The body that nodes make. What no editor of ours writes is kept as a paragraph of its words.
pub(crate) fn of_nodes(nodes: &[Value]) -> Body {
    let blocks = nodes.iter().flat_map(of_node).filter(|block| !is_blank(block)).collect();
    Body::checked(blocks).unwrap_or_else(|_| {
        // Nested or divided beyond all measure: the words stay, in one paragraph for each block at the top.
        let lines = nodes.iter().map(words).filter(|words| !words.trim().is_empty());
        let blocks = lines.map(|line| Block::paragraph(vec![Inline::text(line)]));
        Body::new(blocks.take(story::body::MAX_BLOCKS).collect())
    })
}

fn of_node(node: &Value) -> Vec<Block> {
    match serde_json::from_value(node.clone()) {
        Ok(block) => vec![block],
        Err(_) => salvaged(node),
    }
}

/// The readable parts of a node that is none of ours.
fn salvaged(node: &Value) -> Vec<Block> {
    let children = node["content"].as_array().map_or(&[][..], Vec::as_slice);
    if node["text"].is_string() || children.iter().any(|child| child["text"].is_string()) {
        return vec![Block::paragraph(vec![Inline::text(words(node))])];
    }
    children.iter().flat_map(of_node).collect()
}

fn words(node: &Value) -> String {
    let mut words = node["text"].as_str().unwrap_or_default().to_owned();
    for child in node["content"].as_array().into_iter().flatten() {
        words.push_str(&self::words(child));
    }
    words
}

/// An empty paragraph is where somebody is about to write, and no part of the text.
fn is_blank(block: &Block) -> bool {
    matches!(block, Block::Paragraph { content, .. } if content.iter().all(|inline| inline.as_str().trim().is_empty()))
}

/// A node as a revision would keep it, for comparing.
pub(crate) fn canonical(node: &Value) -> String {
    Body::new(of_node(node)).to_json()
}

/// A block as the JSON of ProseMirror.
pub(crate) fn of_block(block: &Block) -> Value {
    // Serializing plain structs cannot fail.
    serde_json::to_value(block).unwrap_or_default()
}

/// Writes nodes into a fragment, from a position on.
pub(crate) fn insert(
    fragment: &XmlFragmentRef,
    txn: &mut TransactionMut<'_>,
    position: u32,
    nodes: &[Value],
) {
    for (index, node) in (position..).zip(nodes) {
        let kind = node["type"].as_str().unwrap_or_default();
        let element = fragment.insert(txn, index, XmlElementPrelim::empty(kind));
        fill(&element, txn, node);
    }
}

fn fill(element: &XmlElementRef, txn: &mut TransactionMut<'_>, node: &Value) {
    for (name, value) in node["attrs"].as_object().into_iter().flatten() {
        element.insert_attribute(txn, name.as_str(), to_any(value));
    }
    let mut text: Option<XmlTextRef> = None;
    for child in node["content"].as_array().into_iter().flatten() {
        let kind = child["type"].as_str().unwrap_or_default();
        if kind == "text" {
            // Neighbouring runs are one text with formats, as the editor writes them.
            let text = text.get_or_insert_with(|| element.push_back(txn, XmlTextPrelim::new("")));
            let end = text.len(txn);
            let words = child["text"].as_str().unwrap_or_default();
            text.insert_with_attributes(txn, end, words, formats(child));
        } else {
            text = None;
            let below = element.push_back(txn, XmlElementPrelim::empty(kind));
            fill(&below, txn, child);
        }
    }
}

fn formats(run: &Value) -> Attrs {
    run["marks"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|mark| {
            let name = mark["type"].as_str()?;
            let attrs = match &mark["attrs"] {
                Value::Object(_) => to_any(&mark["attrs"]),
                _ => to_any(&json!({})),
            };
            Some((key(name, mark).into(), attrs))
        })
        .collect()
}

/// The key of a mark among the formats of a text. Several `ref` may stand on the same words, so each has a hash of its
/// own behind its name: the editor's, or it would write the whole paragraph anew.
fn key(name: &str, mark: &Value) -> String {
    if name != "ref" {
        return name.to_owned();
    }
    let attr = |name: &str| mark["attrs"][name].as_str().unwrap_or_default();
    // The bytes of lib0's `encodeAny`: 118 is an object with so many keys, 119 a text.
    let mut bytes = vec![118, 2];
    text(&mut bytes, "type");
    bytes.push(119);
    text(&mut bytes, name);
    text(&mut bytes, "attrs");
    bytes.extend([118, 2]);
    for name in ["target", "part"] {
        text(&mut bytes, name);
        bytes.push(119);
        text(&mut bytes, attr(name));
    }
    let mut folded = [0; 6];
    for (place, byte) in Sha256::digest(&bytes).into_iter().enumerate() {
        folded[place % 6] ^= byte;
    }
    format!("{name}--{}", STANDARD.encode(folded))
}

/// A text as lib0 writes it: its length in groups of seven bits, then its bytes.
fn text(bytes: &mut Vec<u8>, text: &str) {
    let mut left = text.len();
    while left > 0x7f {
        bytes.push((left & 0x7f) as u8 | 0x80);
        left >>= 7;
    }
    bytes.push((left & 0x7f) as u8);
    bytes.extend(text.as_bytes());
}
