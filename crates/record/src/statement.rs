//! What the root key says of other keys, and whom a reader trusts who knows only the root key.

use jiff::Timestamp;

use crate::entry::moment;
use crate::{BadCheckpoint, BadNote, Checkpoint, Hash, Note, VerifierKey};

/// Something that a root key signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// This key may sign for the paper, from a moment until another.
    Certify {
        /// Which key.
        key: VerifierKey,
        /// From when.
        from: Timestamp,
        /// Until when.
        until: Timestamp,
    },
    /// What this key signed counts only up to this head of the log: afterwards somebody else may have had it.
    Revoke {
        /// Which key.
        key: VerifierKey,
        /// The size of the last tree that is the paper's own.
        size: u64,
        /// Its root.
        root: Hash,
        /// When it was said.
        at: Timestamp,
    },
    /// From now on that root key speaks too.
    Succeed {
        /// The new root key.
        root: VerifierKey,
        /// When it was said.
        at: Timestamp,
    },
}

const FIRST: &str = "masthead key statement 1";

impl Statement {
    /// The lines that are signed.
    pub fn to_text(&self) -> String {
        match self {
            Statement::Certify { key, from, until } => format!(
                "{FIRST}\ncertify {key}\nfrom {}\nuntil {}\n",
                moment(*from),
                moment(*until)
            ),
            Statement::Revoke { key, size, root, at } => {
                format!("{FIRST}\nrevoke {key}\nafter {size} {root}\nat {}\n", moment(*at))
            }
            Statement::Succeed { root, at } => {
                format!("{FIRST}\nsucceed {root}\nat {}\n", moment(*at))
            }
        }
    }

    /// Reads what [`Statement::to_text`] wrote.
    pub fn parse(text: &str) -> Option<Statement> {
        let mut lines = text.lines();
        if lines.next()? != FIRST {
            return None;
        }
        let (what, key) = lines.next()?.split_once(' ')?;
        let key = VerifierKey::parse(key).ok()?;
        let mut named = |word: &str| lines.next()?.strip_prefix(word)?.strip_prefix(' ');
        let statement = match what {
            "certify" => Statement::Certify {
                key,
                from: named("from")?.parse().ok()?,
                until: named("until")?.parse().ok()?,
            },
            "revoke" => {
                let (size, root) = named("after")?.split_once(' ')?;
                let (size, root) = (size.parse().ok()?, Hash::from_hex(root)?);
                Statement::Revoke { key, size, root, at: named("at")?.parse().ok()? }
            }
            "succeed" => Statement::Succeed { root: key, at: named("at")?.parse().ok()? },
            _ => return None,
        };
        (statement.to_text() == text).then_some(statement)
    }
}

/// Why something signed is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Distrusted {
    /// No key that the root knows signed it.
    #[error(
        "It is not signed by the paper: none of the keys that the given key vouches for signed it."
    )]
    Stranger,
    /// The signature is wrong.
    #[error("Its signature is wrong: what is signed was changed.")]
    Forged,
    /// It is no note.
    #[error(transparent)]
    Note(BadNote),
    /// It is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] BadCheckpoint),
    /// The key was not valid then.
    #[error(
        "It is signed with {key}, which may sign only from {from} until {until}, and says that it is of {at}."
    )]
    OutOfTime {
        /// The key.
        key: VerifierKey,
        /// From when it may sign.
        from: Timestamp,
        /// Until when.
        until: Timestamp,
        /// When it is said to have signed.
        at: Timestamp,
    },
    /// The key was revoked.
    #[error(
        "It is signed with {key}, which the paper revoked: only the first {size} entries under it are the paper's."
    )]
    Revoked {
        /// The key.
        key: VerifierKey,
        /// Up to which size its word counts.
        size: u64,
    },
    /// It is about another log.
    #[error("It is about the record of {0}, and not of this paper.")]
    OtherOrigin(String),
}

/// Whom a reader trusts: one key, and whoever it vouches for.
#[derive(Clone, Debug)]
pub struct Trust {
    pinned: VerifierKey,
    /// Who may sign, and when; roots always.
    signers: Vec<(VerifierKey, Option<(Timestamp, Timestamp)>)>,
    revoked: Vec<(VerifierKey, u64, Hash)>,
}

impl Trust {
    /// Trust in this key, with what is said below signatures of it; statements of others are passed over.
    pub fn new(pinned: VerifierKey, statements: &[String]) -> Trust {
        let notes: Vec<Note> =
            statements.iter().filter_map(|note| Note::parse(note).ok()).collect();
        let mut roots = vec![pinned.clone()];
        let mut trust = Trust { pinned, signers: Vec::new(), revoked: Vec::new() };
        let mut next = 0;
        while let Some(root) = roots.get(next).cloned() {
            next += 1;
            trust.signers.push((root.clone(), None));
            for text in notes.iter().filter_map(|note| note.signed_by(&root).ok()) {
                match Statement::parse(text) {
                    Some(Statement::Certify { key, from, until }) => {
                        trust.signers.push((key, Some((from, until))));
                    }
                    Some(Statement::Revoke { key, size, root, at: _ }) => {
                        trust.revoked.push((key, size, root));
                    }
                    Some(Statement::Succeed { root, at: _ }) if !roots.contains(&root) => {
                        roots.push(root);
                    }
                    Some(Statement::Succeed { .. }) | None => {}
                }
            }
        }
        trust
    }

    /// The key that the reader knows.
    pub fn pinned(&self) -> &VerifierKey {
        &self.pinned
    }

    /// The heads of the log up to which revoked keys count: a log that has none of them is somebody else's.
    pub fn last_heads(&self) -> impl Iterator<Item = (u64, Hash)> {
        self.revoked.iter().map(|(_, size, root)| (*size, *root))
    }

    /// A checkpoint, if somebody signed it who may.
    pub fn checkpoint(&self, note: &str) -> Result<Checkpoint, Distrusted> {
        let note = Note::parse(note).map_err(Distrusted::Note)?;
        let head = Checkpoint::parse(note.unchecked())?;
        if head.origin != self.pinned.name() {
            return Err(Distrusted::OtherOrigin(head.origin));
        }
        self.believed(&note, head.at, head.size)?;
        Ok(head)
    }

    /// The text of a note that says to be of a moment and of a log of so many entries, if somebody signed it who may.
    pub fn believed(&self, note: &Note, at: Timestamp, size: u64) -> Result<(), Distrusted> {
        let mut why = Distrusted::Stranger;
        for (key, time) in &self.signers {
            match note.signed_by(key) {
                Err(BadNote::Forged(_)) => why = Distrusted::Forged,
                Err(_) => {}
                Ok(_) => {
                    let limit = self
                        .revoked
                        .iter()
                        .filter(|(of, ..)| of == key)
                        .map(|(_, size, _)| *size)
                        .min();
                    match (limit, time) {
                        (Some(limit), _) if size > limit => {
                            why = Distrusted::Revoked { key: key.clone(), size: limit };
                        }
                        (_, Some((from, until))) if at < *from || at > *until => {
                            let (from, until) = (*from, *until);
                            why = Distrusted::OutOfTime { key: key.clone(), from, until, at };
                        }
                        _ => return Ok(()),
                    }
                }
            }
        }
        Err(why)
    }
}
