//! A public correction, and what it asks of the siblings.

use crate::account::Editor;
use crate::permission::Permission;
use crate::{
    Article, ArticleId, CorrectionId, ItemId, Refusal, RevisionNumber, StoryId, Timestamp,
};

/// What is being put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something was unclear.
    Clarification,
    /// Something new is known.
    Update,
    /// The article should not have been published.
    Retraction,
}

impl CorrectionKind {
    /// Every kind.
    pub const ALL: [CorrectionKind; 4] = [
        CorrectionKind::Correction,
        CorrectionKind::Clarification,
        CorrectionKind::Update,
        CorrectionKind::Retraction,
    ];

    /// The word that the store and themes use.
    pub fn as_str(self) -> &'static str {
        match self {
            CorrectionKind::Correction => "correction",
            CorrectionKind::Clarification => "clarification",
            CorrectionKind::Update => "update",
            CorrectionKind::Retraction => "retraction",
        }
    }

    /// Reads the word of [`CorrectionKind::as_str`].
    pub fn parse(word: &str) -> Option<CorrectionKind> {
        CorrectionKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How far a correction is in one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionState {
    /// Readers see it.
    Published,
    /// A sibling was corrected; nobody has looked at this article yet.
    Pending,
    /// A sibling was corrected, and this article got a new text since.
    Applied,
    /// Somebody looked and it was not needed here.
    NotNeeded,
}

impl CorrectionState {
    /// All of them.
    pub const ALL: [CorrectionState; 4] = [
        CorrectionState::Published,
        CorrectionState::Pending,
        CorrectionState::Applied,
        CorrectionState::NotNeeded,
    ];

    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            CorrectionState::Published => "published",
            CorrectionState::Pending => "pending",
            CorrectionState::Applied => "applied",
            CorrectionState::NotNeeded => "not_needed",
        }
    }

    /// Reads the word of [`CorrectionState::as_str`].
    pub fn parse(word: &str) -> Option<CorrectionState> {
        CorrectionState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A correction of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// The story that it is about.
    pub story: StoryId,
    /// The article.
    pub article: ArticleId,
    /// The text that was wrong.
    pub from: RevisionNumber,
    /// The text that put it right; nothing while pending.
    pub to: Option<RevisionNumber>,
    /// What was put right.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: String,
    /// How far it is.
    pub state: CorrectionState,
    /// Since when.
    pub at: Timestamp,
    /// The claim that was wrong, where it is named.
    pub claim: Option<ItemId>,
}

impl Correction {
    /// Whether somebody may say that a sibling's correction is not needed in this article, because of something.
    pub fn not_needed(&self, because: &str, article: &Article, by: &Editor) -> Result<(), Refusal> {
        if !by.may(Permission::Approve, &article.edition, article.section) {
            return Err(Refusal::NotAllowed {
                name: by.name.clone(),
                permission: Permission::Approve,
            });
        }
        if self.state != CorrectionState::Pending {
            return Err(Refusal::NotPending);
        }
        if because.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        Ok(())
    }
}
