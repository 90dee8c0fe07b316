//! A section of an edition.

use crate::{EditionCode, SectionId, Slug};

/// A section: World, Culture, Sport.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Whose section it is.
    pub edition: EditionCode,
    /// What its twins in other editions share: `world`.
    pub key: String,
    /// Its part of the address.
    pub slug: Slug,
    /// What readers call it.
    pub name: String,
    /// Its place in the row of sections; nothing keeps it out of the row.
    pub position: Option<i64>,
    /// The section above it.
    pub parent: Option<SectionId>,
}

/// Parts of an edition's address that no section can take.
pub const RESERVED_SLUGS: &[&str] = &[
    "post",
    "search",
    "author",
    "topic",
    "coverage",
    "explain",
    "corrections",
    "feed",
    "settings",
    "sitemap",
    "light",
    "important",
    "most-read",
    "views",
    "advertisement",
];
