//! What travels between a browser and the server: the messages of y-protocols, and two of ours.
//!
//! A message is a number and what belongs to it, in the variable-length integers of lib0.

use yrs::StateVector;
use yrs::encoding::read::Cursor;
use yrs::sync::{AwarenessUpdate, Message as Wire, MessageReader, SyncMessage};
use yrs::updates::decoder::{Decode, DecoderV1};
use yrs::updates::encoder::Encode;

use crate::BadUpdate;
use crate::shared_text::guarded;

/// The server has all changes of the connection up to a number on disk.
const KEPT: u8 = 100;

/// The comments beside the text are others now.
const COMMENTS: u8 = 101;

/// A message from a browser.
#[derive(Clone, Debug, PartialEq)]
pub enum FromBrowser {
    /// What the browser has, so that the server sends what is missing.
    Has(Vec<u8>),
    /// A change. An empty one only answers the server's question.
    Change(Vec<u8>),
    /// Where people are in the text and who they say they are.
    Presence(Presence),
    /// Asks where people are.
    WhoIsHere,
}

/// Where people are: for each browser a counter and a state in JSON, `null` once it left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// By the number that a browser gave itself.
    pub browsers: Vec<(u64, u32, String)>,
}

impl FromBrowser {
    /// Reads what came in one frame; kinds that only other programs use are left out.
    pub fn read(frame: &[u8]) -> Result<Vec<FromBrowser>, BadUpdate> {
        guarded(|| {
            let mut decoder = DecoderV1::new(Cursor::new(frame));
            let messages: Result<Vec<Wire>, _> = MessageReader::new(&mut decoder).collect();
            let messages = messages.map_err(|error| error.to_string())?;
            Ok(messages.into_iter().filter_map(FromBrowser::of).collect())
        })
    }

    fn of(message: Wire) -> Option<FromBrowser> {
        match message {
            Wire::Sync(SyncMessage::SyncStep1(vector)) => {
                Some(FromBrowser::Has(vector.encode_v1()))
            }
            Wire::Sync(SyncMessage::SyncStep2(change) | SyncMessage::Update(change)) => {
                Some(FromBrowser::Change(change))
            }
            Wire::Awareness(update) => Some(FromBrowser::Presence(Presence::of(update))),
            Wire::AwarenessQuery => Some(FromBrowser::WhoIsHere),
            Wire::Auth(_) | Wire::Custom(..) => None,
        }
    }
}

impl Presence {
    fn of(update: AwarenessUpdate) -> Presence {
        let mut browsers: Vec<(u64, u32, String)> = update
            .clients
            .into_iter()
            .map(|(browser, entry)| (browser.get(), entry.clock, entry.json.to_string()))
            .collect();
        browsers.sort_unstable();
        Presence { browsers }
    }
}

/// Asks for what the server does not have; the vector is [`crate::SharedText::state_vector`].
pub fn ask(state_vector: &[u8]) -> Vec<u8> {
    let vector = StateVector::decode_v1(state_vector).unwrap_or_default();
    Wire::Sync(SyncMessage::SyncStep1(vector)).encode_v1()
}

/// Answers what was missing.
pub fn answer(changes: Vec<u8>) -> Vec<u8> {
    Wire::Sync(SyncMessage::SyncStep2(changes)).encode_v1()
}

/// Tells a change.
pub fn change(change: Vec<u8>) -> Vec<u8> {
    Wire::Sync(SyncMessage::Update(change)).encode_v1()
}

/// Tells where people are.
pub fn presence(presence: &Presence) -> Vec<u8> {
    // Written by hand, because the library's own type takes no state that it did not decode.
    let mut inner = Vec::new();
    write_number(presence.browsers.len() as u64, &mut inner);
    for (browser, clock, state) in &presence.browsers {
        write_number(*browser, &mut inner);
        write_number(u64::from(*clock), &mut inner);
        write_number(state.len() as u64, &mut inner);
        inner.extend_from_slice(state.as_bytes());
    }
    let mut message = vec![1];
    write_number(inner.len() as u64, &mut message);
    message.extend(inner);
    message
}

/// Tells that the first so many changes of this connection are on disk.
pub fn kept(changes: u64) -> Vec<u8> {
    let mut message = vec![KEPT];
    write_number(changes, &mut message);
    message
}

/// Tells that the comments beside the text are others now.
pub fn comments() -> Vec<u8> {
    vec![COMMENTS]
}

fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(0x80 | (number & 0x7f) as u8);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_people_are_is_read_as_it_was_written() {
        let here = Presence {
            browsers: vec![
                (7, 1, r#"{"user":{"name":"Ана"}}"#.to_owned()),
                (4_294_967_295, 300, "null".to_owned()),
            ],
        };
        let read = FromBrowser::read(&presence(&here)).unwrap();
        assert_eq!(read, vec![FromBrowser::Presence(here)]);
    }

    #[test]
    fn what_is_kept_is_told_in_variable_length() {
        assert_eq!(kept(5), [100, 5]);
        assert_eq!(kept(300), [100, 0xac, 2]);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_reading_panic(bytes: Vec<u8>) {
            let _ = FromBrowser::read(&bytes);
        }
    }
}
