//! What stands behind an article: its situations, how it came to this, who says so.

use std::collections::HashMap;

use story::coverage::{Item, ItemKind};
use story::{Content, ItemId};
use theme::page::{Behind, ClaimMark, NavLink};

use crate::ledger::{self, Known};
use crate::paper::EditionPaper;
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, link, timeline};

/// How many events stand beside an article.
const EVENTS: usize = 5;

impl Site {
    /// The items of a text and those that they name, by the ids that are named.
    pub(crate) async fn known(&self, content: &Content) -> Result<Known, Error> {
        let ids = content.items();
        if ids.is_empty() {
            return Ok(Known::new());
        }
        let mut items = self.reader().items(&ids).await?;
        self.with_named(&mut items).await?;
        Ok(items)
    }

    /// Adds the items that facts of these items name.
    pub(crate) async fn with_named(&self, items: &mut Known) -> Result<(), Error> {
        let more = ledger::named(items);
        if !more.is_empty() {
            items.extend(self.reader().items(&more).await?);
        }
        Ok(())
    }

    /// What stands behind a text, and how its words are marked. A text without marks has nothing behind it.
    pub(crate) async fn behind(
        &self,
        at: &EditionPaper,
        content: &Content,
        items: &Known,
        keys: &mut SurrogateKeys,
    ) -> Result<(Option<Behind>, HashMap<ItemId, ClaimMark>), Error> {
        if items.is_empty() {
            return Ok((None, HashMap::new()));
        }
        for id in items.keys() {
            keys.item(*id);
        }
        let (ledger, marks) = ledger::of_content(at, content, items);
        let spoken_of: Vec<&Item> = content.items().iter().filter_map(|id| items.get(id)).collect();
        let events: Vec<&Item> =
            spoken_of.iter().copied().filter(|item| item.kind() == ItemKind::Event).collect();
        let storylines = self.storylines(&spoken_of, &events).await?;
        let mut line = timeline::of_items(at, unique(events), items);
        if line.events.len() > EVENTS {
            line.events.drain(..line.events.len() - EVENTS);
        }
        if let Some(first) = storylines.first() {
            keys.item(first.id);
            line.href = Some(format!("{}#timeline", link::coverage(&at.edition.code, &first.slug)));
            let all = first.storyline().map_or(0, |storyline| storyline.events.len());
            line.all = line.all.max(all);
        }
        let storylines = storylines
            .iter()
            .map(|item| NavLink {
                name: item.name(at.edition.language).to_owned(),
                href: link::coverage(&at.edition.code, &item.slug),
                current: false,
            })
            .collect();
        Ok((Some(Behind { storylines, timeline: line, ledger }), marks))
    }

    /// The situations that a text names or whose events it tells.
    async fn storylines(&self, spoken_of: &[&Item], events: &[&Item]) -> Result<Vec<Item>, Error> {
        let mut storylines: Vec<Item> = spoken_of
            .iter()
            .filter(|item| item.kind() == ItemKind::Storyline)
            .map(|item| (*item).clone())
            .collect();
        let ids: Vec<ItemId> = events.iter().map(|item| item.id).collect();
        for (item, role, _) in self.reader().items_toward(&ids).await? {
            let is_new = storylines.iter().all(|known| known.id != item.id);
            if role == "event" && item.kind() == ItemKind::Storyline && is_new {
                storylines.push(item);
            }
        }
        Ok(storylines)
    }
}

/// Each item once, in their order.
pub(crate) fn unique(items: Vec<&Item>) -> Vec<&Item> {
    let mut seen = std::collections::HashSet::new();
    items.into_iter().filter(|item| seen.insert(item.id)).collect()
}
