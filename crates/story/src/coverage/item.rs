//! Something that stories speak of, known once.

use std::collections::BTreeMap;

use super::{Claim, Event, Place, Storyline, WikidataId};
use crate::account::Editor;
use crate::permission::{Permission, allows};
use crate::topic::{Names, name_in};
use crate::{ItemId, Language, Refusal, Slug};

/// How long a name or an alias is at most, in characters.
pub const MAX_NAME: usize = 400;

/// How many aliases a language has at most.
pub const MAX_ALIASES: usize = 50;

/// Something that stories speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// Its part of the address, the same in every edition.
    pub slug: Slug,
    /// What it is called; for an event or a claim, a sentence. By language code.
    pub names: Names,
    /// What else it is called, by language code.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// What it is, in a line or two, by language code.
    pub about: Names,
    /// Which entity of Wikidata it is.
    pub wikidata: Option<WikidataId>,
    /// The item that it turned out to be.
    pub merged_into: Option<ItemId>,
    /// What is known of it.
    pub facts: Facts,
    /// Counts every act, so that two people never act on the same state.
    pub version: i64,
}

/// What is known of an item, by its kind.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Facts {
    /// A human being.
    Person,
    /// People who act together.
    Organization,
    /// Where something is.
    Place(Place),
    /// What something is about.
    Topic,
    /// What happened.
    Event(Event),
    /// What is said.
    Claim(Claim),
    /// A situation that many stories are about.
    Storyline(Storyline),
}

/// What an item is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A human being.
    Person,
    /// People who act together.
    Organization,
    /// Where something is.
    Place,
    /// What something is about.
    Topic,
    /// What happened.
    Event,
    /// What is said.
    Claim,
    /// A situation that many stories are about.
    Storyline,
}

impl ItemKind {
    /// Every kind.
    pub const ALL: [ItemKind; 7] = [
        ItemKind::Person,
        ItemKind::Organization,
        ItemKind::Place,
        ItemKind::Topic,
        ItemKind::Event,
        ItemKind::Claim,
        ItemKind::Storyline,
    ];

    /// The word that the store and themes use.
    pub fn as_str(self) -> &'static str {
        match self {
            ItemKind::Person => "person",
            ItemKind::Organization => "organization",
            ItemKind::Place => "place",
            ItemKind::Topic => "topic",
            ItemKind::Event => "event",
            ItemKind::Claim => "claim",
            ItemKind::Storyline => "storyline",
        }
    }

    /// Reads the word of [`ItemKind::as_str`].
    pub fn parse(word: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether its page lists the articles that speak of it, and lists of topics may name it.
    pub fn has_topic_page(self) -> bool {
        !matches!(self, ItemKind::Event | ItemKind::Claim | ItemKind::Storyline)
    }
}

/// That one item is something to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What it is to it, such as `actor`.
    pub role: &'static str,
    /// To which item.
    pub to: ItemId,
}

impl Item {
    /// What it is.
    pub fn kind(&self) -> ItemKind {
        match &self.facts {
            Facts::Person => ItemKind::Person,
            Facts::Organization => ItemKind::Organization,
            Facts::Place(_) => ItemKind::Place,
            Facts::Topic => ItemKind::Topic,
            Facts::Event(_) => ItemKind::Event,
            Facts::Claim(_) => ItemKind::Claim,
            Facts::Storyline(_) => ItemKind::Storyline,
        }
    }

    /// What it is called in a language, or in English, or in any.
    pub fn name(&self, language: Language) -> &str {
        name_in(&self.names, language)
    }

    /// What it is, in a language; nothing where nobody wrote it in that language.
    pub fn about(&self, language: Language) -> Option<&str> {
        self.about.get(language.code()).map(String::as_str).filter(|about| !about.is_empty())
    }

    /// The claim, if it is one.
    pub fn claim(&self) -> Option<&Claim> {
        match &self.facts {
            Facts::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// The event, if it is one.
    pub fn event(&self) -> Option<&Event> {
        match &self.facts {
            Facts::Event(event) => Some(event),
            _ => None,
        }
    }

    /// The storyline, if it is one.
    pub fn storyline(&self) -> Option<&Storyline> {
        match &self.facts {
            Facts::Storyline(storyline) => Some(storyline),
            _ => None,
        }
    }

    /// What it is to other items, each pair once.
    pub fn edges(&self) -> Vec<Edge> {
        let mut edges = Vec::new();
        let mut edge = |role: &'static str, to: ItemId| edges.push(Edge { role, to });
        match &self.facts {
            Facts::Person | Facts::Organization | Facts::Topic => {}
            Facts::Place(place) => place.within.into_iter().for_each(|to| edge("within", to)),
            Facts::Event(event) => {
                event.place.into_iter().for_each(|to| edge("place", to));
                event.who.iter().for_each(|who| edge(who.role.as_str(), who.item));
            }
            Facts::Claim(claim) => {
                for hop in &claim.chain {
                    hop.by.into_iter().for_each(|to| edge("source", to));
                    hop.on_behalf_of.into_iter().for_each(|to| edge("on_behalf_of", to));
                }
                if let Some(relation) = claim.relation {
                    edge("subject", relation.subject);
                    edge("object", relation.object);
                }
            }
            Facts::Storyline(storyline) => {
                storyline.events.iter().for_each(|to| edge("event", *to));
                storyline.advisories.iter().for_each(|to| edge("advisory", *to));
            }
        }
        edges.sort();
        edges.dedup();
        edges
    }

    /// Refuses an item that nobody may keep: without a name, with names beyond measure, nowhere on Earth, or as a part
    /// of itself.
    pub fn check(&self, by: &Editor) -> Result<(), Refusal> {
        may_describe(by)?;
        if self.names.values().all(|name| name.trim().is_empty()) {
            return Err(Refusal::NoName);
        }
        let aliases = self.aliases.values().flatten();
        let long = |name: &&String| name.chars().count() > MAX_NAME;
        if let Some(name) = self.names.values().chain(aliases).find(long) {
            return Err(Refusal::NameTooLong(name.chars().count()));
        }
        if self.aliases.values().any(|aliases| aliases.len() > MAX_ALIASES) {
            return Err(Refusal::TooManyAliases);
        }
        if let Facts::Place(place) = &self.facts {
            place.check().map_err(Refusal::NowhereOnEarth)?;
        }
        if self.edges().iter().any(|edge| edge.to == self.id) {
            return Err(Refusal::OfItself);
        }
        Ok(())
    }

    /// This item as somebody wants it. A first guess at a name's kind may be put right; an event, a claim or a storyline
    /// stays one, since the words of articles stand for it as that.
    pub fn change(&self, wanted: Item, by: &Editor) -> Result<Item, Refusal> {
        let (one, other) = (self.kind(), wanted.kind());
        if one != other && !(one.has_topic_page() && other.has_topic_page()) {
            return Err(Refusal::KindStays { one, other });
        }
        let changed = Item { version: self.version + 1, ..wanted };
        changed.check(by)?;
        Ok(changed)
    }

    /// This item as another name of `into`, which must be of the same kind and no alias itself.
    pub fn merge(&self, into: &Item, by: &Editor) -> Result<Item, Refusal> {
        may_merge(by)?;
        if into.id == self.id {
            return Err(Refusal::OfItself);
        }
        if into.kind() != self.kind() {
            return Err(Refusal::OtherKind { one: self.kind(), other: into.kind() });
        }
        if into.merged_into.is_some() || self.merged_into.is_some() {
            return Err(Refusal::MergedAlready);
        }
        Ok(Item { merged_into: Some(into.id), version: self.version + 1, ..self.clone() })
    }

    /// This item as one of its own again.
    pub fn unmerge(&self, by: &Editor) -> Result<Item, Refusal> {
        may_merge(by)?;
        if self.merged_into.is_none() {
            return Err(Refusal::NotMerged);
        }
        Ok(Item { merged_into: None, version: self.version + 1, ..self.clone() })
    }
}

/// Refuses somebody who may not say what the newsroom knows: whoever writes may, since it is made while writing.
pub fn may_describe(by: &Editor) -> Result<(), Refusal> {
    allowed(by, Permission::Write)
}

/// Refuses somebody who may not say that two items are one, which changes addresses that readers have.
pub fn may_merge(by: &Editor) -> Result<(), Refusal> {
    allowed(by, Permission::Approve)
}

/// An item belongs to no edition, so a role in any of them is enough.
fn allowed(by: &Editor, permission: Permission) -> Result<(), Refusal> {
    if by.grants.iter().any(|grant| allows(grant.role, permission)) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed { name: by.name.clone(), permission })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Grant, Role};

    fn item(facts: Facts) -> Item {
        Item {
            id: ItemId::new(7),
            slug: Slug::parse("jnim").unwrap(),
            names: Names::from([("en".to_owned(), "JNIM".to_owned())]),
            aliases: BTreeMap::new(),
            about: Names::new(),
            wikidata: None,
            merged_into: None,
            facts,
            version: 1,
        }
    }

    fn reporter() -> Editor {
        Editor {
            account: None,
            name: "Davit".to_owned(),
            grants: vec![Grant::everywhere(Role::Reporter)],
        }
    }

    #[test]
    fn a_first_guess_at_a_kind_may_be_put_right_and_a_claim_stays_one() {
        let by = reporter();
        let place = item(Facts::Place(Place::default()));
        let changed = item(Facts::Organization).change(place.clone(), &by).unwrap();
        assert_eq!((changed.kind(), changed.version), (ItemKind::Place, 2));
        let claim = item(Facts::Claim(Claim::default()));
        assert!(matches!(claim.change(place.clone(), &by), Err(Refusal::KindStays { .. })));
        assert!(matches!(place.change(claim, &by), Err(Refusal::KindStays { .. })));
    }

    #[test]
    fn two_kinds_are_never_one_item_and_nothing_is_merged_into_itself() {
        let by = Editor { grants: vec![Grant::everywhere(Role::Editor)], ..reporter() };
        let one = item(Facts::Organization);
        assert_eq!(one.merge(&one, &by), Err(Refusal::OfItself));
        let other = Item { id: ItemId::new(8), ..item(Facts::Person) };
        assert!(matches!(one.merge(&other, &by), Err(Refusal::OtherKind { .. })));
        let other = Item { facts: Facts::Organization, ..other };
        let merged = one.merge(&other, &by).unwrap();
        assert_eq!(merged.merge(&other, &by), Err(Refusal::MergedAlready));
        assert_eq!(merged.unmerge(&by).unwrap().merged_into, None);
        assert_eq!(one.unmerge(&by), Err(Refusal::NotMerged));
    }
}
