//! One act that readers could see, in the bytes that the log keeps for ever.

use std::fmt::Write;

use jiff::Timestamp;

use crate::Hash;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The article became public.
    Published,
    /// It got a new text.
    Updated,
    /// It was put right, with a public sentence.
    Corrected,
    /// A slip of the pen was mended.
    MinorFix,
    /// It was taken from readers.
    Withdrawn,
    /// It was closed for legal reasons.
    Held,
    /// It was opened again.
    Released,
    /// It got another address or section.
    Moved,
}

impl Act {
    /// All of them.
    pub const ALL: [Act; 8] = [
        Act::Published,
        Act::Updated,
        Act::Corrected,
        Act::MinorFix,
        Act::Withdrawn,
        Act::Held,
        Act::Released,
        Act::Moved,
    ];

    /// The word that entries use.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Published => "published",
            Act::Updated => "updated",
            Act::Corrected => "corrected",
            Act::MinorFix => "minor_fix",
            Act::Withdrawn => "withdrawn",
            Act::Held => "held",
            Act::Released => "released",
            Act::Moved => "moved",
        }
    }

    /// Reads the word of [`Act::as_str`].
    pub fn parse(word: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.as_str() == word)
    }

    /// Whether readers have the article after it.
    pub fn leaves_public(self) -> bool {
        !matches!(self, Act::Withdrawn | Act::Held)
    }
}

/// The entry about the same article before this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Its number in the log.
    pub number: u64,
    /// Its leaf hash, by which one proof is enough for a whole history.
    pub leaf: Hash,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// In which edition.
    pub edition: String,
    /// Which article, by the id that never changes.
    pub article: String,
    /// At which address, without percent-encoding.
    pub address: String,
    /// With which text.
    pub revision: u32,
    /// What was done.
    pub act: Act,
    /// When.
    pub at: Timestamp,
    /// Whether the act is older than the log and was written down later.
    pub imported: bool,
    /// The salted hash of the words; nothing where readers have none, or where a court had them erased before.
    pub text: Option<Hash>,
    /// The salted hash of the correction that came with it.
    pub correction: Option<Hash>,
    /// What the log said of the article before.
    pub previous: Option<Previous>,
}

/// Bytes that are no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no entry of a public record: {0}.")]
pub struct BadEntry(pub &'static str);

const FIRST: &str = "masthead entry 1";

impl Entry {
    /// The canonical bytes: lines of a word and its value, always in the same order.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Entry {
            edition,
            article,
            address,
            revision,
            act,
            at,
            imported,
            text,
            correction,
            previous,
        } = self;
        let mut out = format!(
            "{FIRST}\nedition {edition}\narticle {article}\naddress {address}\nrevision {revision}\nact {}\nat {}\n",
            act.as_str(),
            moment(*at)
        );
        if *imported {
            out.push_str("imported yes\n");
        }
        for (word, hash) in [("text", text), ("correction", correction)] {
            if let Some(hash) = hash {
                let _ = writeln!(out, "{word} {hash}");
            }
        }
        if let Some(Previous { number, leaf }) = previous {
            let _ = writeln!(out, "previous {number} {leaf}");
        }
        out.into_bytes()
    }

    /// The hash by which the entry stands in the tree.
    pub fn leaf(&self) -> Hash {
        Hash::leaf(&self.to_bytes())
    }

    /// Reads what [`Entry::to_bytes`] wrote, and nothing that differs from it in a single byte.
    pub fn from_bytes(bytes: &[u8]) -> Result<Entry, BadEntry> {
        let text = std::str::from_utf8(bytes).map_err(|_| BadEntry("it is no text"))?;
        let mut lines = text.lines().peekable();
        if lines.next() != Some(FIRST) {
            return Err(BadEntry("it does not begin as one"));
        }
        let mut named = |word: &str| {
            let value = lines.peek()?.strip_prefix(word)?.strip_prefix(' ')?.to_owned();
            lines.next();
            Some(value)
        };
        let missing = BadEntry("a line is missing");
        let mut entry = Entry {
            edition: named("edition").ok_or(missing.clone())?,
            article: named("article").ok_or(missing.clone())?,
            address: named("address").ok_or(missing.clone())?,
            revision: named("revision")
                .and_then(|number| number.parse().ok())
                .ok_or(missing.clone())?,
            act: named("act")
                .and_then(|word| Act::parse(&word))
                .ok_or(BadEntry("it says of no known act"))?,
            at: named("at").and_then(|at| at.parse().ok()).ok_or(BadEntry("it says no moment"))?,
            imported: named("imported").is_some(),
            text: None,
            correction: None,
            previous: None,
        };
        let hash = |text: Option<String>| match text {
            None => Ok(None),
            Some(text) => Hash::from_hex(&text).map(Some).ok_or(BadEntry("a hash cannot be read")),
        };
        entry.text = hash(named("text"))?;
        entry.correction = hash(named("correction"))?;
        if let Some(previous) = named("previous") {
            let read = previous.split_once(' ').and_then(|(number, leaf)| {
                Some(Previous { number: number.parse().ok()?, leaf: Hash::from_hex(leaf)? })
            });
            entry.previous = Some(read.ok_or(BadEntry("the entry before cannot be read"))?);
        }
        // One entry has one form, or the same act could stand in the log under two hashes.
        if entry.to_bytes() == bytes {
            Ok(entry)
        } else {
            Err(BadEntry("it is not in its canonical form"))
        }
    }
}

/// A moment with exactly as many digits as the store keeps.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{at:.6}")
}
