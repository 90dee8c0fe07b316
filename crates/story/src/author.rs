//! Somebody who signs articles.

use crate::topic::Names;
use crate::{AuthorId, Slug};

/// Who signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorKind {
    /// A person.
    Person,
    /// A desk of the newsroom.
    Desk,
    /// A news agency.
    Agency,
}

impl AuthorKind {
    /// All of them.
    pub const ALL: [AuthorKind; 3] = [AuthorKind::Person, AuthorKind::Desk, AuthorKind::Agency];

    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            AuthorKind::Person => "person",
            AuthorKind::Desk => "desk",
            AuthorKind::Agency => "agency",
        }
    }

    /// Reads the word of [`AuthorKind::as_str`].
    pub fn parse(word: &str) -> Option<AuthorKind> {
        AuthorKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Somebody who signs articles, with a page in every edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their id.
    pub id: AuthorId,
    /// Their part of the address.
    pub slug: Slug,
    /// Who they are.
    pub kind: AuthorKind,
    /// Their name by language.
    pub names: Names,
    /// What they do, by language: “Caucasus correspondent”.
    pub titles: Names,
    /// A few lines about them by language.
    pub bios: Names,
}
