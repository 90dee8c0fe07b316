//! What a reader needs to see that an article is what the paper published: one document, checked without the paper.

use jiff::Timestamp;

use crate::entry::moment;
use crate::{
    Act, Checkpoint, Distrusted, Entry, Hash, NotProven, Note, SigningKey, Trust, public_salt,
    sealed, verify_inclusion,
};

/// The name and version of the document.
const FORM: &str = "masthead article proof 1";

/// The proof of an article: its history in the log, the words, and a signed head of the log.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleProof {
    /// What this document is.
    pub form: String,
    /// Everything that the log says of the article, oldest first.
    pub history: Vec<Evidence>,
    /// The path from the newest of these entries to the root, in hexadecimal.
    pub inclusion: Vec<Hash>,
    /// The signed head of the log, as a note.
    pub checkpoint: String,
    /// The words that readers have now, a line each; nothing if a court had them erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Vec<String>>,
    /// The salt that the words are hashed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Hash>,
    /// What root keys said of the key that signed, as notes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// The signed hash of the page on a mirror, as a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// One entry, with the words of the correction that it names.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its number in the log.
    pub number: u64,
    /// Its bytes.
    pub entry: String,
    /// What readers are told was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// The salt that the correction is hashed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Hash>,
}

/// An article that the paper published, as a proof shows it.
#[derive(Clone, Debug)]
pub struct ProvenArticle {
    /// The newest of its entries.
    pub entry: Entry,
    /// The number of that entry.
    pub number: u64,
    /// When it was first published.
    pub first_at: Timestamp,
    /// The words that readers have.
    pub words: Option<Vec<String>>,
    /// What readers are told was corrected, oldest first.
    pub corrections: Vec<String>,
    /// The head of the log by which it is proven.
    pub head: Checkpoint,
}

/// How a page on a mirror is to be shown: its path and the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its path on the paper's site.
    pub path: String,
    /// The hash of its bytes.
    pub bytes: Hash,
    /// The size of the log when it was made.
    pub size: u64,
    /// When it was made.
    pub at: Timestamp,
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Forged {
    /// It is no such document.
    #[error("This is no proof of an article.")]
    Form,
    /// The signature is not to be believed.
    #[error("The signed head of the record is not to be believed. {0}")]
    Head(#[from] Distrusted),
    /// An entry is none.
    #[error("Entry {0} cannot be read as an entry of the record.")]
    Entry(u64),
    /// The tree does not have the entry.
    #[error("Entry {number} is not in the record that the paper signed. {why}")]
    NotInLog {
        /// Its number.
        number: u64,
        /// What is wrong.
        why: NotProven,
    },
    /// The history has a gap.
    #[error("Entry {0} does not follow from the one before it: something was left out or put in.")]
    History(u64),
    /// The words are others.
    #[error("The words are not those that entry {0} of the record names.")]
    Words(u64),
    /// A correction is missing or another.
    #[error(
        "Entry {0} says that a correction was published, and its words are missing or changed."
    )]
    Correction(u64),
    /// The page is not one of the paper's.
    #[error("The hash of the page is not signed by the paper.")]
    Page,
}

impl ArticleProof {
    /// A proof of these parts.
    pub fn new(
        history: Vec<Evidence>,
        inclusion: Vec<Hash>,
        checkpoint: String,
        words: Option<(Vec<String>, Hash)>,
    ) -> ArticleProof {
        let (words, salt) = words.unzip();
        ArticleProof {
            form: FORM.to_owned(),
            history,
            inclusion,
            checkpoint,
            words,
            salt,
            statements: Vec::new(),
            page: None,
        }
    }

    /// Reads the document.
    pub fn parse(json: &[u8]) -> Result<ArticleProof, Forged> {
        let proof: ArticleProof = serde_json::from_slice(json).map_err(|_| Forged::Form)?;
        if proof.form == FORM { Ok(proof) } else { Err(Forged::Form) }
    }

    /// The document.
    pub fn to_json(&self) -> String {
        // Plain structs of strings and numbers always have a JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What it proves to somebody who trusts these keys.
    pub fn check(&self, trust: &Trust) -> Result<ProvenArticle, Forged> {
        let head = trust.checkpoint(&self.checkpoint)?;
        let mut before: Option<(u64, Hash, Entry)> = None;
        let mut first_at = None;
        let mut corrections = Vec::new();
        for Evidence { number, entry: text, correction, salt } in &self.history {
            let entry = Entry::from_bytes(text.as_bytes()).map_err(|_| Forged::Entry(*number))?;
            let follows = match (&before, entry.previous) {
                (None, None) => true,
                (Some((number, leaf, before)), Some(previous)) => {
                    previous.number == *number
                        && previous.leaf == *leaf
                        && before.article == entry.article
                        && before.edition == entry.edition
                }
                _ => false,
            };
            if !follows {
                return Err(Forged::History(*number));
            }
            let told = match (entry.correction, correction, salt) {
                (None, None, None) => None,
                (Some(hash), Some(words), Some(salt)) if sealed(*salt, words) == hash => {
                    Some(words)
                }
                _ => return Err(Forged::Correction(*number)),
            };
            corrections.extend(told.cloned());
            first_at.get_or_insert(entry.at);
            before = Some((*number, Hash::leaf(text.as_bytes()), entry));
        }
        let (Some((number, leaf, entry)), Some(first_at)) = (before, first_at) else {
            return Err(Forged::Form);
        };
        verify_inclusion(leaf, number, head.size, &self.inclusion, head.root)
            .map_err(|why| Forged::NotInLog { number, why })?;
        match (&self.words, self.salt) {
            (Some(words), Some(salt)) => {
                // A line end inside a line would make two texts of one hash.
                let is_one = words.iter().all(|line| !line.contains('\n'));
                if !is_one || entry.text != Some(sealed(salt, &words.join("\n"))) {
                    return Err(Forged::Words(number));
                }
            }
            (None, None) => {}
            _ => return Err(Forged::Words(number)),
        }
        Ok(ProvenArticle { entry, number, first_at, words: self.words.clone(), corrections, head })
    }

    /// What the page of this article is to be on a mirror, if the mirror's proof says so.
    pub fn shown(&self, trust: &Trust) -> Result<Option<Shown>, Forged> {
        let Some(note) = &self.page else { return Ok(None) };
        Shown::believed(note, trust).map(Some)
    }
}

impl Evidence {
    /// An entry without a correction.
    pub fn of(number: u64, entry: &Entry) -> Evidence {
        let entry = String::from_utf8_lossy(&entry.to_bytes()).into_owned();
        Evidence { number, entry, correction: None, salt: None }
    }

    /// The same with the words of its correction, salted by the revision that brought them.
    pub fn with_correction(self, words: &str, revision_salt: &[u8]) -> Evidence {
        let salt = public_salt("correction", revision_salt);
        Evidence { correction: Some(words.to_owned()), salt: Some(salt), ..self }
    }
}

impl ProvenArticle {
    /// Whether readers have the article after the newest entry.
    pub fn is_public(&self) -> bool {
        self.entry.act.leaves_public()
    }

    /// What was done last.
    pub fn act(&self) -> Act {
        self.entry.act
    }
}

const PAGE: &str = "masthead page 1";

impl Shown {
    /// The signed note that says so.
    pub fn sign(&self, key: &SigningKey) -> String {
        let Shown { path, bytes, size, at } = self;
        let origin = key.verifier().name();
        key.sign(&format!(
            "{PAGE}\n{origin}\npath {path}\nbytes {bytes}\nsize {size}\nat {}\n",
            moment(*at)
        ))
    }

    /// Reads such a note, if somebody signed it who may.
    pub fn believed(note: &str, trust: &Trust) -> Result<Shown, Forged> {
        let note = Note::parse(note).map_err(|_| Forged::Page)?;
        let shown = Shown::parse(note.unchecked(), trust.pinned().name()).ok_or(Forged::Page)?;
        trust.believed(&note, shown.at, shown.size)?;
        Ok(shown)
    }

    fn parse(text: &str, origin: &str) -> Option<Shown> {
        let mut lines = text.lines();
        if lines.next()? != PAGE || lines.next()? != origin {
            return None;
        }
        let mut named = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
        Some(Shown {
            path: named("path")?.to_owned(),
            bytes: Hash::from_hex(named("bytes")?)?,
            size: named("size")?.parse().ok()?,
            at: named("at")?.parse().ok()?,
        })
    }
}
