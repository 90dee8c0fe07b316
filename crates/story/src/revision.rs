//! A text that never changes, and the chain that proves it.

use std::fmt;

use crate::{AccountId, ArticleId, Content, Timestamp};

/// Counts the revisions of one article from 1.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct RevisionNumber(pub u32);

impl RevisionNumber {
    /// The number after this one.
    pub fn next(self) -> RevisionNumber {
        RevisionNumber(self.0 + 1)
    }
}

impl fmt::Display for RevisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Why a revision was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionKind {
    /// Somebody kept their work.
    Checkpoint,
    /// It came from another system.
    Imported,
    /// An older text was brought back.
    Restored,
}

impl RevisionKind {
    /// All of them.
    pub const ALL: [RevisionKind; 3] =
        [RevisionKind::Checkpoint, RevisionKind::Imported, RevisionKind::Restored];

    /// The word that the store and the chain use.
    pub fn as_str(self) -> &'static str {
        match self {
            RevisionKind::Checkpoint => "checkpoint",
            RevisionKind::Imported => "imported",
            RevisionKind::Restored => "restored",
        }
    }

    /// Reads the word of [`RevisionKind::as_str`].
    pub fn parse(word: &str) -> Option<RevisionKind> {
        RevisionKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// 32 bytes of BLAKE3, in hexadecimal where people see them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first revision of an article follows.
    pub const NONE: Hash = Hash([0; 32]);

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Hash> {
        blake3::Hash::from_hex(hex).ok().map(|hash| Hash(*hash.as_bytes()))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

/// One text of an article, chained to the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Whose text it is.
    pub article: ArticleId,
    /// Its place in the article's history.
    pub number: RevisionNumber,
    /// Why it was written.
    pub kind: RevisionKind,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it; nobody for imports and the machine's owner.
    pub by: Option<AccountId>,
    /// A word for the newsroom.
    pub note: String,
    /// Random bytes that keep a sealed text from being guessed by its hash.
    pub salt: [u8; 16],
    /// The hash of the salted text. It stays when a court has the text itself erased.
    pub document_hash: Hash,
    /// The hash of everything above and of the chain so far.
    pub chain_hash: Hash,
    /// The text, or nothing once it is sealed.
    pub document: Option<String>,
}

/// What is known of a revision before it is chained.
#[derive(Clone, Copy, Debug)]
pub struct NewRevision<'a> {
    /// Whose text it is.
    pub article: ArticleId,
    /// Why it was written.
    pub kind: RevisionKind,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<AccountId>,
    /// A word for the newsroom.
    pub note: &'a str,
    /// Fresh random bytes.
    pub salt: [u8; 16],
    /// The text.
    pub content: &'a Content,
}

/// Where a history stops being what was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenChain {
    /// A number is missing or there twice.
    #[error("revision {expected} is missing; {found} stands in its place")]
    Gap {
        /// The number that should be there.
        expected: RevisionNumber,
        /// The one that is.
        found: RevisionNumber,
    },
    /// The text is not the one that was hashed.
    #[error("the text of revision {0} is not the one that was written")]
    Text(RevisionNumber),
    /// Something about the revision, or before it, is not what was hashed.
    #[error("revision {0} does not follow from the one before it")]
    Link(RevisionNumber),
}

impl Revision {
    /// Chains a new text to the one before it, or begins a history.
    pub fn write(new: NewRevision<'_>, before: Option<&Revision>) -> Revision {
        let NewRevision { article, kind, at, by, note, salt, content } = new;
        let document = content.to_json();
        let mut revision = Revision {
            article,
            number: before.map_or(RevisionNumber(1), |before| before.number.next()),
            kind,
            at,
            by,
            note: note.to_owned(),
            salt,
            document_hash: document_hash(&salt, &document),
            chain_hash: Hash::NONE,
            document: Some(document),
        };
        revision.chain_hash = revision.link(before.map_or(Hash::NONE, |before| before.chain_hash));
        revision
    }

    /// The text, if it is not sealed.
    pub fn content(&self) -> Option<Result<Content, serde_json::Error>> {
        self.document.as_deref().map(Content::from_json)
    }

    fn link(&self, before: Hash) -> Hash {
        let Revision {
            article,
            number,
            kind,
            at,
            by,
            note,
            salt: _,
            document_hash,
            chain_hash: _,
            document: _,
        } = self;
        let mut hasher = blake3::Hasher::new_derive_key("masthead revision chain 1");
        hasher.update(&before.0);
        // Every part has a fixed length or is last, so no two revisions share their bytes.
        hasher.update(&article.number().to_le_bytes());
        hasher.update(&number.0.to_le_bytes());
        hasher.update(&at.as_microsecond().to_le_bytes());
        hasher.update(&by.map_or(0, AccountId::number).to_le_bytes());
        hasher.update(&document_hash.0);
        hasher.update(kind.as_str().as_bytes());
        hasher.update(b"\0");
        hasher.update(note.as_bytes());
        Hash(*hasher.finalize().as_bytes())
    }
}

/// The hash of a text with its salt.
pub fn document_hash(salt: &[u8; 16], document: &str) -> Hash {
    let mut hasher = blake3::Hasher::new_derive_key("masthead revision document 1");
    hasher.update(salt);
    hasher.update(document.as_bytes());
    Hash(*hasher.finalize().as_bytes())
}

/// Checks a whole history, oldest first. Sealed texts do not break it.
pub fn verify(history: &[Revision]) -> Result<(), BrokenChain> {
    let mut before = Hash::NONE;
    let mut expected = RevisionNumber(1);
    for revision in history {
        if revision.number != expected {
            return Err(BrokenChain::Gap { expected, found: revision.number });
        }
        if let Some(document) = &revision.document
            && document_hash(&revision.salt, document) != revision.document_hash
        {
            return Err(BrokenChain::Text(revision.number));
        }
        if revision.link(before) != revision.chain_hash {
            return Err(BrokenChain::Link(revision.number));
        }
        before = revision.chain_hash;
        expected = expected.next();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> Vec<Revision> {
        let mut history: Vec<Revision> = Vec::new();
        for headline in ["Rain", "Rain stops", "Rain stops play"] {
            let content = Content { headline: headline.into(), ..Content::default() };
            let new = NewRevision {
                article: ArticleId::new(7),
                kind: RevisionKind::Checkpoint,
                at: Timestamp::UNIX_EPOCH,
                by: None,
                note: "",
                salt: [3; 16],
                content: &content,
            };
            let revision = Revision::write(new, history.last());
            history.push(revision);
        }
        history
    }

    #[test]
    fn an_untouched_history_verifies() {
        assert_eq!(verify(&history()), Ok(()));
    }

    #[test]
    fn a_sealed_text_does_not_break_the_chain() {
        let mut history = history();
        history[1].document = None;
        assert_eq!(verify(&history), Ok(()));
    }

    #[test]
    fn a_changed_word_is_found() {
        let mut history = history();
        history[1].document = Some(history[1].document.clone().unwrap().replace("stops", "spots"));
        assert_eq!(verify(&history), Err(BrokenChain::Text(RevisionNumber(2))));
    }

    #[test]
    fn a_changed_time_is_found() {
        let mut history = history();
        history[1].at = Timestamp::from_second(60).unwrap();
        assert_eq!(verify(&history), Err(BrokenChain::Link(RevisionNumber(2))));
    }

    #[test]
    fn a_revision_taken_out_is_found() {
        let mut history = history();
        history.remove(1);
        let gap = BrokenChain::Gap { expected: RevisionNumber(2), found: RevisionNumber(3) };
        assert_eq!(verify(&history), Err(gap));
    }
}
