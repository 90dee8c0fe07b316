//! Everything that an edition put right.

use super::{Chrome, CorrectionNote, Page};

/// `corrections.html`: the edition's corrections, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CorrectionsPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The corrections; may be empty.
    pub corrections: Vec<CorrectionEntry>,
    /// Where the list goes on.
    pub next_href: Option<String>,
}

/// A correction with the article that it belongs to.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CorrectionEntry {
    /// The article's headline.
    pub headline: String,
    /// Where it is; nothing if it is not public any more.
    pub href: Option<String>,
    /// The correction.
    pub note: CorrectionNote,
}

impl Page for CorrectionsPage {
    const TEMPLATE: &'static str = "corrections.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
