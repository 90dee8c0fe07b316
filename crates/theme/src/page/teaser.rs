//! An article on a list.

use story::{Kind, Timestamp};

use super::Picture;

/// An article as fronts, sections and lists show it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Teaser {
    /// Its headline.
    pub headline: String,
    /// Where it is.
    pub href: String,
    /// Its standfirst, or the beginning of its text; may be empty.
    pub standfirst: String,
    /// The label above it, usually its section's name; may be empty.
    pub kicker: String,
    /// What it is.
    pub kind: Kind,
    /// Whether its live coverage has ended.
    pub ended: bool,
    /// When it was first published.
    pub first_live_at: Timestamp,
    /// When it last changed materially, if it did.
    pub changed_at: Option<Timestamp>,
    /// Its picture; lists show it where they have room.
    pub picture: Option<Picture>,
    /// The names of its authors.
    pub byline: Vec<String>,
}
