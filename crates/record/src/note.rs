//! Signed notes: text that people can read, with signatures below (C2SP signed-note).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::{SigningKey, VerifierKey};

/// A text with its signatures, none of them checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Signature {
    name: String,
    id: [u8; 4],
    bytes: Vec<u8>,
}

/// Text that is no signed note, or not signed by whom it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadNote {
    /// Not a note at all.
    #[error(
        "This is no signed note: it needs a text, an empty line, and lines that begin with a dash."
    )]
    Form,
    /// Nobody who is asked for signed it.
    #[error("It is not signed by {0}.")]
    Unsigned(String),
    /// A signature of the right name is wrong.
    #[error("The signature of {0} is wrong: the text is not what was signed.")]
    Forged(String),
}

impl SigningKey {
    /// A note with this text, which must end with a line end.
    pub fn sign(&self, text: &str) -> String {
        let mut bytes = self.verifier().id().to_vec();
        bytes.extend(self.signature(text));
        format!("{text}\n— {} {}\n", self.verifier().name(), STANDARD.encode(bytes))
    }
}

impl Note {
    /// Takes a note apart.
    pub fn parse(note: &str) -> Result<Note, BadNote> {
        let (text, below) = note.rsplit_once("\n\n").ok_or(BadNote::Form)?;
        let below = below.strip_suffix('\n').ok_or(BadNote::Form)?;
        let odd = |letter: char| letter.is_control() && letter != '\n';
        if text.is_empty() || text.contains(odd) {
            return Err(BadNote::Form);
        }
        let signatures = below.split('\n').map(signature).collect::<Option<Vec<Signature>>>();
        let signatures = signatures.filter(|all| !all.is_empty() && all.len() <= 100);
        Ok(Note { text: format!("{text}\n"), signatures: signatures.ok_or(BadNote::Form)? })
    }

    /// What it says, signed or not.
    pub fn unchecked(&self) -> &str {
        &self.text
    }

    /// What it says, if this key signed it.
    pub fn signed_by(&self, key: &VerifierKey) -> Result<&str, BadNote> {
        let of_key = self.signatures.iter().find(|it| it.name == key.name() && it.id == key.id());
        match of_key {
            None => Err(BadNote::Unsigned(key.to_string())),
            Some(signature) if key.verifies(&self.text, &signature.bytes) => Ok(&self.text),
            Some(_) => Err(BadNote::Forged(key.to_string())),
        }
    }
}

fn signature(line: &str) -> Option<Signature> {
    let (name, bytes) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = STANDARD.decode(bytes).ok()?;
    let (id, bytes) = bytes.split_first_chunk::<4>()?;
    let is_whole = !name.is_empty() && !bytes.is_empty();
    is_whole.then(|| Signature { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
}
