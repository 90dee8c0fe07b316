//! What stories of a test speak of.

use std::collections::BTreeMap;

use story::coverage::{Edtf, Event, Facts, Item, Part, Storyline, When};
use story::inline::plain_text;
use story::{Body, ItemId, Language, Slug};

use crate::Paper;

impl Paper {
    /// Something that stories speak of, called so in English.
    pub async fn item(&self, name: &str, facts: Facts) -> Item {
        let by = self.operator();
        let mut write = self.store.write().await.expect("a transaction");
        let slug = Slug::of(name, Language::english()).expect("a name with letters");
        let item = Item {
            id: ItemId::new(write.id()),
            slug: write.free_item_slug(&slug).await.expect("a slug"),
            names: BTreeMap::from([("en".to_owned(), name.to_owned())]),
            aliases: BTreeMap::new(),
            about: BTreeMap::new(),
            wikidata: None,
            merged_into: None,
            facts,
            version: 1,
        };
        item.check(&by).unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        write.put_item(None, &item, &by).await.expect("an item");
        write.commit().await.expect("a commit");
        item
    }

    /// Something that happened at a date in EDTF, which an editor confirmed.
    pub async fn event(&self, name: &str, edtf: &str) -> Item {
        let when = When::stated(Edtf::parse(edtf).expect("a date in EDTF"));
        self.item(name, Facts::Event(Event { when, place: None, who: Vec::new() })).await
    }

    /// A situation with these events.
    pub async fn storyline(&self, name: &str, events: &[&Item]) -> Item {
        let events = events.iter().map(|event| event.id).collect();
        let state = story::coverage::State::Active;
        let facts = Facts::Storyline(Storyline {
            state,
            since: None,
            events,
            advisories: Vec::new(),
            cards: Vec::new(),
        });
        self.item(name, facts).await
    }

    /// The item as it is now, changed and kept.
    pub async fn change_item(&self, id: ItemId, change: impl FnOnce(&mut Item)) -> Item {
        let mut write = self.store.write().await.expect("a transaction");
        let before = write.item(id).await.expect("the item");
        let mut after = before.clone();
        change(&mut after);
        after.version = before.version + 1;
        write.put_item(Some(&before), &after, &self.operator()).await.expect("an item");
        write.commit().await.expect("a commit");
        after
    }
}

/// The same text with the first of these words in it standing for an item.
pub fn marked(body: Body, words: &str, item: &Item, part: Part) -> Body {
    let place = body.walk().into_iter().find_map(|block| {
        let text = plain_text(block.inlines());
        let at = text.find(words)?;
        let from = text[..at].encode_utf16().count();
        Some((block.id().clone(), from, from + words.encode_utf16().count()))
    });
    let (block, from, to) = place.unwrap_or_else(|| panic!("no words “{words}” in the text"));
    body.annotated(&block, from, to, item.id, part)
}
