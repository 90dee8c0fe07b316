//! A place in a list that editors arrange: the front page, “most important”.

use crate::{ArticleId, EditionCode, PlacementId, SectionId, Timestamp};

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum List {
    /// The front page.
    Front,
    /// The most important news of the edition.
    Important,
    /// The most important news of a section.
    ImportantIn(SectionId),
}

impl List {
    /// The word that the store uses.
    pub fn key(&self) -> String {
        match self {
            List::Front => "front".to_owned(),
            List::Important => "important".to_owned(),
            List::ImportantIn(section) => format!("important:{section}"),
        }
    }
}

/// An article at a place of a list, for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Its id.
    pub id: PlacementId,
    /// Whose list.
    pub edition: EditionCode,
    /// Which list.
    pub list: List,
    /// Its place, small numbers first.
    pub position: i64,
    /// Which article.
    pub article: ArticleId,
    /// From when on; nothing means at once.
    pub from: Option<Timestamp>,
    /// Until when; nothing means until somebody takes it away.
    pub until: Option<Timestamp>,
}
