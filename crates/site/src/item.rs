//! What stories speak of, for the pages that show it: read once per change, and not once per page.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use story::ItemId;
use story::coverage::Item;

use crate::paper::Paper;
use crate::{Error, Site};

/// How many items are held as of one change.
const MOST: usize = 4_096;

/// Items by the ids that marks and facts name.
pub(crate) type Known = HashMap<ItemId, Arc<Item>>;

/// The items that pages asked for since the newest change.
#[derive(Debug, Default)]
pub(crate) struct Held(RwLock<Known>);

impl Held {
    /// Those of these items that are held, and the ids of the others.
    fn split(&self, ids: &[ItemId]) -> (Known, Vec<ItemId>) {
        let Ok(held) = self.0.read() else { return (Known::new(), ids.to_vec()) };
        let mut known = Known::with_capacity(ids.len());
        let mut missing = Vec::new();
        for id in ids {
            match held.get(id) {
                Some(item) => drop(known.insert(*id, Arc::clone(item))),
                None => missing.push(*id),
            }
        }
        (known, missing)
    }

    fn hold(&self, read: &Known) {
        if let Ok(mut held) = self.0.write()
            && held.len() + read.len() <= MOST
        {
            held.extend(read.iter().map(|(id, item)| (*id, Arc::clone(item))));
        }
    }
}

impl Site {
    /// These items by the ids that were asked for; one that is merged is the one that it turned out to be.
    pub(crate) async fn items(&self, paper: &Paper, ids: &[ItemId]) -> Result<Known, Error> {
        let (mut known, missing) = paper.items.split(ids);
        if !missing.is_empty() {
            let read = self.reader().items(&missing).await?;
            let read = read.into_iter().map(|(id, item)| (id, Arc::new(item))).collect();
            paper.items.hold(&read);
            known.extend(read);
        }
        Ok(known)
    }

    /// These items and those that they name, by the ids that are named.
    pub(crate) async fn items_and_named(
        &self,
        paper: &Paper,
        ids: &[ItemId],
    ) -> Result<Known, Error> {
        if ids.is_empty() {
            return Ok(Known::new());
        }
        let mut items = self.items(paper, ids).await?;
        self.with_named(paper, &mut items).await?;
        Ok(items)
    }

    /// Adds the items that facts of these items name.
    pub(crate) async fn with_named(&self, paper: &Paper, items: &mut Known) -> Result<(), Error> {
        let mut more: Vec<ItemId> =
            items.values().flat_map(|item| item.edges()).map(|edge| edge.to).collect();
        more.sort_unstable();
        more.dedup();
        more.retain(|id| !items.contains_key(id));
        if !more.is_empty() {
            items.extend(self.items(paper, &more).await?);
        }
        Ok(())
    }
}
