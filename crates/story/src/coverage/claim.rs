//! What is said, and by whom.

use std::collections::BTreeMap;

use crate::ItemId;
use crate::topic::Names;

/// Something that is said to be so.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claim {
    /// Who says so: first who spoke, last who reached us. Nobody means that the paper says it in its own voice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Hop>,
    /// What it says of two items, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// The words that were said, by language code, as somebody compared them with the source.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub quotation: BTreeMap<String, String>,
    /// Whether it still holds.
    pub standing: Standing,
}

/// One who passed a claim on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hop {
    /// Who; nobody where the source is not named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ItemId>,
    /// What readers are told where nobody is named, such as “unnamed analysts”, by language code.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub words: Names,
    /// For whom they spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<ItemId>,
    /// How it was put.
    #[serde(default)]
    pub how: How,
}

/// How somebody put a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// In words of their own, to everybody.
    #[default]
    Said,
    /// To the one who is next in the chain.
    Told,
    /// In writing.
    Wrote,
    /// As a number that nobody counted.
    Estimated,
    /// As a judgment.
    Assessed,
    /// As somebody else's.
    Reported,
}

impl How {
    /// The word that catalogues use.
    pub fn as_str(self) -> &'static str {
        match self {
            How::Said => "said",
            How::Told => "told",
            How::Wrote => "wrote",
            How::Estimated => "estimated",
            How::Assessed => "assessed",
            How::Reported => "reported",
        }
    }
}

/// What a claim says of two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Of whom.
    pub subject: ItemId,
    /// What.
    pub predicate: Predicate,
    /// To whom.
    pub object: ItemId,
}

/// How one item is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predicate {
    /// Is at the head of it.
    Leads,
    /// Is a part of it.
    PartOf,
    /// Belongs to it.
    MemberOf,
    /// Began it.
    Founded,
    /// Is there.
    LocatedIn,
    /// Is paid by it.
    WorksFor,
    /// Is on its side.
    AlliedWith,
    /// Is against it.
    Opposes,
}

impl Predicate {
    /// The word that catalogues use.
    pub fn as_str(self) -> &'static str {
        match self {
            Predicate::Leads => "leads",
            Predicate::PartOf => "part_of",
            Predicate::MemberOf => "member_of",
            Predicate::Founded => "founded",
            Predicate::LocatedIn => "located_in",
            Predicate::WorksFor => "works_for",
            Predicate::AlliedWith => "allied_with",
            Predicate::Opposes => "opposes",
        }
    }
}

/// Whether a claim still holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing speaks against it.
    #[default]
    Stands,
    /// Others say otherwise.
    Disputed,
    /// The paper has put it right.
    Corrected,
    /// Whoever said it, or the paper, no longer does.
    Withdrawn,
}

impl Standing {
    /// The word that catalogues use.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Stands => "stands",
            Standing::Disputed => "disputed",
            Standing::Corrected => "corrected",
            Standing::Withdrawn => "withdrawn",
        }
    }
}

impl Claim {
    /// Whether the paper says it itself.
    pub fn is_our_own(&self) -> bool {
        self.chain.is_empty()
    }
}
