//! One text that several people write at once.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use story::Content;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Doc, GetString, Map, OffsetKind, Options, Out, ReadTxn, StateVector, Text, TextRef,
    Transact, TransactionMut, Update, WriteTxn, XmlFragment,
};

use crate::body;
use crate::json::{of_any, to_any};

/// The longest change that is taken, in bytes: a whole long read pasted at once is a tenth of it.
pub const MAX_UPDATE: usize = 4 * 1024 * 1024;

const BODY: &str = "body";
const FIELDS: &str = "fields";

/// A text that people write together, with everything of a `Content` in it.
pub struct SharedText {
    doc: Doc,
}

impl std::fmt::Debug for SharedText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedText").finish_non_exhaustive()
    }
}

/// Bytes that are no change of a text.
#[derive(Debug, thiserror::Error)]
#[error("This change of the text cannot be read: {0}")]
pub struct BadUpdate(String);

impl SharedText {
    /// A text that nobody has written on yet.
    pub fn of(content: &Content) -> SharedText {
        let text = SharedText::empty();
        text.replace(content);
        text
    }

    /// The text that these changes make, each made by [`SharedText::whole`] or sent by a browser.
    pub fn read(whole: &[u8]) -> Result<SharedText, BadUpdate> {
        let text = SharedText::empty();
        text.apply(whole)?;
        Ok(text)
    }

    /// A text with nothing in it, not even the names of its parts.
    pub fn empty() -> SharedText {
        // As JavaScript counts.
        let options = Options { offset_kind: OffsetKind::Utf16, ..Options::default() };
        SharedText { doc: Doc::with_options(options) }
    }

    /// Merges a change that came from elsewhere. Merging one twice is harmless. After an error the text may be torn:
    /// read it anew.
    pub fn apply(&self, update: &[u8]) -> Result<(), BadUpdate> {
        if update.len() > MAX_UPDATE {
            return Err(BadUpdate(format!(
                "it has {} bytes; at most {MAX_UPDATE} fit",
                update.len()
            )));
        }
        guarded(|| {
            let update = Update::decode_v1(update).map_err(|error| error.to_string())?;
            self.doc.transact_mut().apply_update(update).map_err(|error| error.to_string())
        })
    }

    /// What this text has of everybody's changes, to be sent to somebody who may have more.
    pub fn state_vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What somebody with this state vector does not have.
    pub fn missing(&self, state_vector: &[u8]) -> Result<Vec<u8>, BadUpdate> {
        guarded(|| {
            let vector = StateVector::decode_v1(state_vector).map_err(|error| error.to_string())?;
            Ok(self.doc.transact().encode_state_as_update_v1(&vector))
        })
    }

    /// Everything, in one update.
    pub fn whole(&self) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&StateVector::default())
    }

    /// What the text says now.
    pub fn content(&self) -> Content {
        let txn = self.doc.transact();
        let words =
            |name: &str| txn.get_text(name).map(|text| text.get_string(&txn)).unwrap_or_default();
        let if_any = |name: &str| Some(one_line(&words(name))).filter(|words| !words.is_empty());
        let field = |name: &str| -> Option<Value> {
            match txn.get_map(FIELDS)?.get(&txn, name)? {
                Out::Any(any) => Some(of_any(&any)),
                _ => None,
            }
        };
        let nodes =
            txn.get_xml_fragment(BODY).map(|body| body::nodes(&body, &txn)).unwrap_or_default();
        Content {
            headline: one_line(&words("headline")),
            standfirst: one_line(&words("standfirst")),
            dateline: if_any("dateline"),
            sponsor: if_any("sponsor"),
            byline: known(field("byline")),
            lead: known(field("lead")),
            topics: known(field("topics")),
            body: body::of_nodes(&nodes),
        }
    }

    /// The headline now.
    pub fn headline(&self) -> String {
        let txn = self.doc.transact();
        one_line(&txn.get_text("headline").map(|text| text.get_string(&txn)).unwrap_or_default())
    }

    /// Makes the text say this. Blocks that say the same already are not touched, so that whoever writes in one of
    /// them keeps their place. Answers with the change, for everybody else.
    pub fn replace(&self, content: &Content) -> Vec<u8> {
        let before = self.doc.transact().state_vector();
        {
            let mut txn = self.doc.transact_mut();
            let Content { headline, standfirst, dateline, sponsor, byline, lead, topics, body } =
                content;
            write(&mut txn, "headline", headline);
            write(&mut txn, "standfirst", standfirst);
            write(&mut txn, "dateline", dateline.as_deref().unwrap_or_default());
            write(&mut txn, "sponsor", sponsor.as_deref().unwrap_or_default());
            // Serializing plain structs cannot fail.
            set(&mut txn, "byline", &serde_json::to_value(byline).unwrap_or_default());
            set(&mut txn, "lead", &serde_json::to_value(lead).unwrap_or_default());
            set(&mut txn, "topics", &serde_json::to_value(topics).unwrap_or_default());
            let fragment = txn.get_or_insert_xml_fragment(BODY);
            let old: Vec<String> =
                body::nodes(&fragment, &txn).iter().map(body::canonical).collect();
            let new: Vec<Value> = body.blocks().iter().map(body::of_block).collect();
            let same_as = |(old, new): &(&String, &Value)| **old == body::canonical(new);
            let same = old.iter().zip(&new).take_while(same_as).count();
            let same_end =
                old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(same_as).count();
            let (gone, come) = (old.len() - same - same_end, &new[same..new.len() - same_end]);
            let at = u32::try_from(same).unwrap_or(u32::MAX);
            if gone > 0 {
                fragment.remove_range(&mut txn, at, u32::try_from(gone).unwrap_or(u32::MAX));
            }
            body::insert(&fragment, &mut txn, at, come);
        }
        self.doc.transact().encode_state_as_update_v1(&before)
    }
}

/// One change that does what all of these do.
pub fn merged(changes: &[Vec<u8>]) -> Result<Vec<u8>, BadUpdate> {
    guarded(|| yrs::merge_updates_v1(changes).map_err(|error| error.to_string()))
}

/// Does something with bytes from outside, of which the library asserts what it believes.
pub(crate) fn guarded<T>(act: impl FnOnce() -> Result<T, String>) -> Result<T, BadUpdate> {
    match catch_unwind(AssertUnwindSafe(act)) {
        Ok(done) => done.map_err(BadUpdate),
        Err(_) => Err(BadUpdate("it contradicts itself".to_owned())),
    }
}

/// A value that a browser wrote, or nothing if it is none of ours.
fn known<T: serde::de::DeserializeOwned + Default>(value: Option<Value>) -> T {
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

/// Headlines have one line, whatever was pasted into them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn set(txn: &mut TransactionMut<'_>, name: &str, value: &Value) {
    let fields = txn.get_or_insert_map(FIELDS);
    let new = to_any(value);
    let same = matches!(fields.get(txn, name), Some(Out::Any(old)) if of_any(&old) == of_any(&new));
    let is_nothing_new = new == Any::Null && fields.get(txn, name).is_none();
    if !same && !is_nothing_new {
        fields.insert(txn, name, new);
    }
}

/// Makes a text say these words and leaves what is the same at both ends.
fn write(txn: &mut TransactionMut<'_>, name: &str, words: &str) {
    let text: TextRef = txn.get_or_insert_text(name);
    let old: Vec<u16> = text.get_string(txn).encode_utf16().collect();
    let new: Vec<u16> = words.encode_utf16().collect();
    let mut start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    // Never between the halves of one letter.
    while start > 0 && is_half(old.get(start - 1)) {
        start -= 1;
    }
    let mut end = old[start..]
        .iter()
        .rev()
        .zip(new[start..].iter().rev())
        .take_while(|(old, new)| old == new)
        .count();
    while end > 0 && is_second_half(old.get(old.len() - end)) {
        end -= 1;
    }
    let count = |units: usize| u32::try_from(units).unwrap_or(u32::MAX);
    if old.len() > start + end {
        text.remove_range(txn, count(start), count(old.len() - start - end));
    }
    let come = String::from_utf16_lossy(&new[start..new.len() - end]);
    if !come.is_empty() {
        text.insert(txn, count(start), &come);
    }
}

fn is_half(unit: Option<&u16>) -> bool {
    unit.is_some_and(|unit| (0xd800..0xdc00).contains(unit))
}

fn is_second_half(unit: Option<&u16>) -> bool {
    unit.is_some_and(|unit| (0xdc00..0xe000).contains(unit))
}

#[cfg(test)]
mod tests;
