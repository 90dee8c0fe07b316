//! Work that is due at a moment, kept in the transaction of the act that asks for it.

use crate::{ArticleId, RevisionNumber, Timestamp};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Publish a text at its hour, if the article still has it scheduled.
    PublishScheduled {
        /// Which article.
        article: ArticleId,
        /// Which text.
        revision: RevisionNumber,
    },
}

impl Job {
    /// The word that the store lists it by.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::PublishScheduled { .. } => "publish_scheduled",
        }
    }
}

/// A job and its hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub job: Job,
    /// Not before this moment.
    pub at: Timestamp,
}
