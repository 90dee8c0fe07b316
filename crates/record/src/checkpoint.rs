//! The head of the tree at a moment, as other transparency logs write it (C2SP tlog-checkpoint).

use jiff::Timestamp;

use crate::Hash;
use crate::entry::moment;

/// What the log was at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: the name in the paper's keys.
    pub origin: String,
    /// How many entries it has.
    pub size: u64,
    /// The hash of the whole tree.
    pub root: Hash,
    /// When it was signed. Tools that do not know this line pass over it.
    pub at: Timestamp,
}

/// Text that is no checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This is no checkpoint of a paper's record.")]
pub struct BadCheckpoint;

impl Checkpoint {
    /// The lines that are signed.
    pub fn to_text(&self) -> String {
        let Checkpoint { origin, size, root, at } = self;
        format!("{origin}\n{size}\n{}\nat {}\n", root.to_base64(), moment(*at))
    }

    /// Reads what [`Checkpoint::to_text`] wrote.
    pub fn parse(text: &str) -> Result<Checkpoint, BadCheckpoint> {
        let mut lines = text.lines();
        let mut line = || lines.next().ok_or(BadCheckpoint);
        let checkpoint = Checkpoint {
            origin: line()?.to_owned(),
            size: line()?.parse().map_err(|_| BadCheckpoint)?,
            root: Hash::from_base64(line()?).ok_or(BadCheckpoint)?,
            at: line()?.strip_prefix("at ").and_then(|at| at.parse().ok()).ok_or(BadCheckpoint)?,
        };
        if checkpoint.to_text() == text { Ok(checkpoint) } else { Err(BadCheckpoint) }
    }
}
