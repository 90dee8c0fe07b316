//! What an article said before.

use story::diff::LineChange;
use story::{RevisionNumber, Timestamp};

use super::{Chrome, CorrectionNote, Page};

/// `history.html`: every text of an article that readers could see, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct HistoryPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The article's headline.
    pub headline: String,
    /// Where it is.
    pub article_href: String,
    /// What proves the newest text; nothing before it is signed.
    pub proof_href: Option<String>,
    /// Where readers verify copies.
    pub verify_href: String,
    /// Its texts.
    pub revisions: Vec<RevisionEntry>,
}

/// One text in the history.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RevisionEntry {
    /// Its number.
    pub number: RevisionNumber,
    /// When readers got it.
    pub live_at: Timestamp,
    /// What it changed.
    pub href: String,
    /// Whether it is what readers see now.
    pub live: bool,
    /// Whether a court had it sealed.
    pub sealed: bool,
    /// Its entry in the public record; nothing before that is signed.
    pub entry: Option<RecordEntry>,
    /// What it put right.
    pub corrections: Vec<CorrectionNote>,
}

/// An entry of the public record.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RecordEntry {
    /// Its number.
    pub number: u64,
    /// Where it is.
    pub href: String,
}

/// `revision.html`: what one text changed, word by word.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RevisionPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The article's headline.
    pub headline: String,
    /// Where it is.
    pub article_href: String,
    /// Its whole history.
    pub history_href: String,
    /// This text's number.
    pub number: RevisionNumber,
    /// When readers got it.
    pub live_at: Timestamp,
    /// The text before, which this one is compared with; nothing for the first.
    pub older: Option<RevisionLink>,
    /// The text after.
    pub newer: Option<RevisionLink>,
    /// Whether a court had the text before sealed, so that this one is shown whole.
    pub older_sealed: bool,
    /// The lines and what became of them; nothing if a court had the text sealed.
    pub changes: Option<Vec<LineChange>>,
}

/// A link to another text of the same article.
#[derive(Clone, Debug, serde::Serialize)]
pub struct RevisionLink {
    /// Its number.
    pub number: RevisionNumber,
    /// Where it is.
    pub href: String,
}

impl Page for HistoryPage {
    const TEMPLATE: &'static str = "history.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}

impl Page for RevisionPage {
    const TEMPLATE: &'static str = "revision.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
