//! What stands behind an article: its situations, how it came to this, who says so.

use std::collections::HashMap;
use std::sync::Arc;

use story::ItemId;
use story::coverage::annotation::{self, Annotation};
use story::coverage::{Item, ItemKind};
use theme::page::{Behind, ClaimMark, NavLink};

use crate::item::Known;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, ledger, link, timeline};

/// How many events stand beside an article.
const EVENTS: usize = 5;

impl Site {
    /// What stands behind a text, and how its words are marked. A text without marks has nothing behind it.
    pub(crate) async fn behind(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        annotations: &[Annotation],
        items: &Known,
        keys: &mut SurrogateKeys,
    ) -> Result<(Option<Behind>, HashMap<ItemId, ClaimMark>), Error> {
        if items.is_empty() {
            return Ok((None, HashMap::new()));
        }
        for id in items.keys() {
            keys.item(*id);
        }
        let (ledger, marks) = ledger::of_text(at, annotations, items);
        let spoken_of = spoken_of(annotations, items);
        let of = |kind: ItemKind| spoken_of.iter().copied().filter(move |item| item.kind() == kind);
        let events: Vec<&Item> = of(ItemKind::Event).collect();
        let named = of(ItemKind::Storyline).map(|item| item.id);
        let storylines = self.storylines(paper, named, &events).await?;
        let mut line = timeline::of_items(at, events, items);
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

    /// The situations that are named, and those whose events these are.
    pub(crate) async fn storylines(
        &self,
        paper: &Paper,
        named: impl Iterator<Item = ItemId>,
        events: &[&Item],
    ) -> Result<Vec<Arc<Item>>, Error> {
        let events: Vec<ItemId> = events.iter().map(|item| item.id).collect();
        let mut ids: Vec<ItemId> = named.collect();
        for id in self.reader().storylines_of(&events).await? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let known = self.items(paper, &ids).await?;
        Ok(ids.iter().filter_map(|id| known.get(id)).cloned().collect())
    }
}

/// The items that a text speaks of, each once, in the order of its words.
pub(crate) fn spoken_of<'a>(annotations: &[Annotation], items: &'a Known) -> Vec<&'a Item> {
    let ids = annotation::items(annotations);
    unique(ids.iter().filter_map(|id| items.get(id)).map(Arc::as_ref).collect())
}

/// Each item once, in their order.
pub(crate) fn unique(items: Vec<&Item>) -> Vec<&Item> {
    let mut seen = std::collections::HashSet::new();
    items.into_iter().filter(|item| seen.insert(item.id)).collect()
}
