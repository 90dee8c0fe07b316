//! What the demo newspaper knows behind its stories: the items, and the words of its articles that stand for them.
//!
//! `demo/coverage/items.toml` names items by their slugs. Beside a text, `<language>.marks` has one mark a line:
//! `slug part | words`, or `slug part *| words` for every occurrence, or `slug part 2| words` for the second.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, anyhow, bail};
use store::Write;
use story::account::Editor;
use story::block::BlockId;
use story::coverage::{
    Claim, Event, Facts, Hop, How, Item, ItemKind, Part, Participant, Place, Predicate, Relation,
    Role, Standing, State, Storyline, When,
};
use story::inline::plain_text;
use story::topic::Names;
use story::{Body, ItemId, Slug, StoryId};

/// The file `demo/coverage/items.toml`.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) item: Vec<WrittenItem>,
}

/// An item as the file has it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenItem {
    pub(super) slug: String,
    kind: ItemKind,
    names: Names,
    #[serde(default)]
    aliases: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    about: Names,
    #[serde(default)]
    point: Option<[f64; 2]>,
    #[serde(default)]
    disputed: bool,
    #[serde(default)]
    within: Option<String>,
    #[serde(default)]
    when: Option<When>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    who: Vec<WrittenParticipant>,
    #[serde(default)]
    chain: Vec<WrittenHop>,
    #[serde(default)]
    quotation: BTreeMap<String, String>,
    #[serde(default)]
    relation: Option<WrittenRelation>,
    #[serde(default)]
    standing: Standing,
    #[serde(default)]
    state: Option<State>,
    #[serde(default)]
    since: Option<When>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    advisories: Vec<String>,
    #[serde(default)]
    cards: Vec<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParticipant {
    item: String,
    role: Role,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHop {
    #[serde(default)]
    by: Option<String>,
    #[serde(default)]
    words: Names,
    #[serde(default)]
    on_behalf_of: Option<String>,
    #[serde(default)]
    how: How,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRelation {
    subject: String,
    predicate: Predicate,
    object: String,
}

/// The items of the demo as they are kept.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    items: HashMap<String, Item>,
}

impl Coverage {
    /// The id of an item.
    pub(super) fn id(&self, slug: &str) -> Option<ItemId> {
        self.items.get(slug).map(|item| item.id)
    }

    /// The items that a text speaks of.
    pub(super) fn of(&self, content: &story::Content) -> Vec<Item> {
        let ids = content.items();
        self.items.values().filter(|item| ids.contains(&item.id)).cloned().collect()
    }

    /// Keeps every item, those that others name first; cards are filled in once their stories are there.
    pub(super) async fn keep(
        write: &mut Write<'_>,
        written: &Written,
        by: &Editor,
    ) -> anyhow::Result<Coverage> {
        let ids: HashMap<&str, ItemId> =
            written.item.iter().map(|item| (item.slug.as_str(), ItemId::new(write.id()))).collect();
        if ids.len() < written.item.len() {
            bail!("demo/coverage/items.toml has two items of one slug.");
        }
        let mut coverage = Coverage::default();
        let rank = |kind: ItemKind| match kind {
            ItemKind::Person | ItemKind::Organization | ItemKind::Place | ItemKind::Topic => 0,
            ItemKind::Event | ItemKind::Claim => 1,
            ItemKind::Storyline => 2,
        };
        let mut in_order: Vec<&WrittenItem> = written.item.iter().collect();
        // A place comes after the one around it.
        in_order.sort_by_key(|item| (rank(item.kind), depth(written, item)));
        for item in in_order {
            let kept = item.item(&ids).with_context(|| format!("the item {}", item.slug))?;
            kept.check(by).with_context(|| format!("the item {}", item.slug))?;
            write.put_item(None, &kept, by).await.with_context(|| item.slug.clone())?;
            coverage.items.insert(item.slug.clone(), kept);
        }
        Ok(coverage)
    }

    /// Names the cards of storylines, now that their stories are there.
    pub(super) async fn cards(
        &mut self,
        write: &mut Write<'_>,
        written: &Written,
        story: impl Fn(&str) -> Option<StoryId>,
        by: &Editor,
    ) -> anyhow::Result<()> {
        for item in written.item.iter().filter(|item| !item.cards.is_empty()) {
            let Some(before) = self.items.get(&item.slug).cloned() else { continue };
            let mut after = before.clone();
            let Facts::Storyline(storyline) = &mut after.facts else { continue };
            for card in &item.cards {
                let card = story(card).with_context(|| format!("There is no story “{card}”."))?;
                storyline.cards.push(card);
            }
            after.version += 1;
            write.put_item(Some(&before), &after, by).await?;
            self.items.insert(item.slug.clone(), after);
        }
        Ok(())
    }

    /// The text with the marks of a file on its words.
    pub(super) fn mark(&self, mut body: Body, marks: &str) -> anyhow::Result<Body> {
        for (number, line) in marks.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let here = || format!("line {}: {line}", number + 1);
            let (what, words) = line.split_once('|').with_context(here)?;
            let mut what = what.split_whitespace();
            let slug = what.next().with_context(here)?;
            let part = what.next().and_then(Part::parse).with_context(here)?;
            let which = what.next().unwrap_or_default();
            let item = self.id(slug).ok_or_else(|| anyhow!("{}: no such item", here()))?;
            let words = words.trim();
            let places = occurrences(&body, words);
            let wanted = match which {
                "*" => 0..places.len(),
                "" if places.len() == 1 => 0..1,
                "" => bail!("{}: these words occur {} times", here(), places.len()),
                nth => {
                    let nth: usize = nth.parse().with_context(here)?;
                    nth.saturating_sub(1)..nth
                }
            };
            let chosen = places
                .get(wanted)
                .filter(|chosen| !chosen.is_empty())
                .with_context(|| format!("{}: the words are not there", here()))?;
            for (block, from, to) in chosen {
                body = body.annotated(block, *from, *to, item, part);
            }
        }
        Ok(body)
    }
}

fn depth(written: &Written, item: &WrittenItem) -> usize {
    let mut depth = 0;
    let mut around = item.within.as_deref();
    while let Some(slug) = around.filter(|_| depth < written.item.len()) {
        depth += 1;
        let found = written.item.iter().find(|item| item.slug == slug);
        around = found.and_then(|item| item.within.as_deref());
    }
    depth
}

/// Where words stand in a body as whole words, in UTF-16 code units.
fn occurrences(body: &Body, words: &str) -> Vec<(BlockId, usize, usize)> {
    let mut found = Vec::new();
    for block in body.walk() {
        let text = plain_text(block.inlines());
        for (at, _) in text.match_indices(words) {
            let whole = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
            let before = text[..at].chars().next_back();
            let after = text[at + words.len()..].chars().next();
            let starts = whole(before) || !words.starts_with(char::is_alphanumeric);
            let ends = whole(after) || !words.ends_with(char::is_alphanumeric);
            if starts && ends {
                let from = text[..at].encode_utf16().count();
                found.push((block.id().clone(), from, from + words.encode_utf16().count()));
            }
        }
    }
    found
}

impl WrittenItem {
    fn item(&self, ids: &HashMap<&str, ItemId>) -> anyhow::Result<Item> {
        let id = |slug: &str| {
            ids.get(slug).copied().with_context(|| format!("There is no item “{slug}”."))
        };
        let some = |slug: &Option<String>| slug.as_deref().map(id).transpose();
        let all =
            |slugs: &[String]| slugs.iter().map(|slug| id(slug)).collect::<Result<Vec<_>, _>>();
        let facts = match self.kind {
            ItemKind::Person => Facts::Person,
            ItemKind::Organization => Facts::Organization,
            ItemKind::Topic => Facts::Topic,
            ItemKind::Place => Facts::Place(Place {
                point: self.point,
                disputed: self.disputed,
                within: some(&self.within)?,
            }),
            ItemKind::Event => Facts::Event(Event {
                when: self.when.clone().context("An event needs a date.")?,
                place: some(&self.place)?,
                who: self
                    .who
                    .iter()
                    .map(|who| Ok(Participant { item: id(&who.item)?, role: who.role }))
                    .collect::<anyhow::Result<_>>()?,
            }),
            ItemKind::Claim => Facts::Claim(Claim {
                chain: self
                    .chain
                    .iter()
                    .map(|hop| {
                        Ok(Hop {
                            by: some(&hop.by)?,
                            words: hop.words.clone(),
                            on_behalf_of: some(&hop.on_behalf_of)?,
                            how: hop.how,
                        })
                    })
                    .collect::<anyhow::Result<_>>()?,
                relation: self
                    .relation
                    .as_ref()
                    .map(|relation| {
                        anyhow::Ok(Relation {
                            subject: id(&relation.subject)?,
                            predicate: relation.predicate,
                            object: id(&relation.object)?,
                        })
                    })
                    .transpose()?,
                quotation: self.quotation.clone(),
                standing: self.standing,
            }),
            ItemKind::Storyline => Facts::Storyline(Storyline {
                state: self.state.context("A storyline needs a state.")?,
                since: self.since.clone(),
                events: all(&self.events)?,
                advisories: all(&self.advisories)?,
                cards: Vec::new(),
            }),
        };
        Ok(Item {
            id: id(&self.slug)?,
            slug: Slug::parse(&self.slug)?,
            names: self.names.clone(),
            aliases: self.aliases.clone(),
            about: self.about.clone(),
            wikidata: None,
            merged_into: None,
            facts,
            version: 1,
        })
    }
}
