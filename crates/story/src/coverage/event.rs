//! What happened.

use super::When;
use crate::ItemId;

/// Something that happened, as exactly dated as it is known.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// When.
    pub when: When,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<ItemId>,
    /// Who had a part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<Participant>,
}

/// Somebody who had a part in what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Who.
    pub item: ItemId,
    /// Which part.
    pub role: Role,
}

/// The part that somebody has in an event.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Did it.
    Actor,
    /// It was done to them.
    Affected,
    /// Was there.
    Involved,
}

impl Role {
    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Actor => "actor",
            Role::Affected => "affected",
            Role::Involved => "involved",
        }
    }
}
