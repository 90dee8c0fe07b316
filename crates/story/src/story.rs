//! A story: what happened, whatever the language it is told in.

use crate::{StoryId, Timestamp};

/// What an article is, for readers and for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// News.
    News,
    /// A few lines of news.
    Brief,
    /// What the news means.
    Analysis,
    /// Somebody's view, signed.
    Opinion,
    /// Questions and answers.
    Interview,
    /// Coverage in posts while it happens.
    Live,
    /// Background that other articles take in.
    Card,
    /// Paid for by somebody, and labelled so.
    Sponsored,
    /// A standing page such as “About us”: no section, no feed, no list.
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::News,
        Kind::Brief,
        Kind::Analysis,
        Kind::Opinion,
        Kind::Interview,
        Kind::Live,
        Kind::Card,
        Kind::Sponsored,
        Kind::Page,
    ];

    /// The word that the store, imports and themes use.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::Brief => "brief",
            Kind::Analysis => "analysis",
            Kind::Opinion => "opinion",
            Kind::Interview => "interview",
            Kind::Live => "live",
            Kind::Card => "card",
            Kind::Sponsored => "sponsored",
            Kind::Page => "page",
        }
    }

    /// Reads the word of [`Kind::as_str`].
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether fronts, sections and feeds list it: standing pages and cards are reached by links.
    pub fn is_listed(self) -> bool {
        !matches!(self, Kind::Card | Kind::Page)
    }
}

/// A story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// What it is.
    pub kind: Kind,
    /// Nothing of it is public before this moment.
    pub embargo: Option<Timestamp>,
    /// Whether advertisements keep away from it.
    pub sensitive: bool,
    /// The standing page above it.
    pub parent: Option<StoryId>,
    /// When it was begun.
    pub created_at: Timestamp,
}
