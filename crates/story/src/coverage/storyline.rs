//! A situation that many stories are about.

use super::When;
use crate::{ItemId, StoryId};

/// A situation: what happened in it, and what the paper has on it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storyline {
    /// Whether it goes on.
    pub state: State,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<When>,
    /// What happened, in any order: readers get it by time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<ItemId>,
    /// Events and claims that tell people what to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub advisories: Vec<ItemId>,
    /// Background cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<StoryId>,
}

/// Whether a situation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It goes on.
    Active,
    /// Nothing has happened for a while.
    Dormant,
    /// It is over.
    Closed,
}

impl State {
    /// The word that catalogues use.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Active => "active",
            State::Dormant => "dormant",
            State::Closed => "closed",
        }
    }
}
