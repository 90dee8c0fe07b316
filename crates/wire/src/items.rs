//! People, organizations, places and topics that come from elsewhere: Wikidata or a table.

pub mod csv;
pub mod wikidata;

use std::collections::{BTreeMap, HashMap};

use story::coverage::item::{MAX_ALIASES, MAX_NAME};
use story::coverage::{Facts, Item, ItemKind, Place, WikidataId};
use story::topic::Names;
use story::{ItemId, Slug};

/// How large a file may be that is read, in bytes: it is held in memory while it is.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// The kinds that can be brought: what happened and what was said is told by the paper itself.
pub const KINDS: [ItemKind; 4] =
    [ItemKind::Person, ItemKind::Organization, ItemKind::Place, ItemKind::Topic];

/// Something that a file brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// What it is.
    pub kind: ItemKind,
    /// Its part of the address, where the file says one.
    pub slug: Option<Slug>,
    /// What it is called, by language code.
    pub names: Names,
    /// What else it is called, by language code.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// What it is, by language code.
    pub about: Names,
    /// Which entity of Wikidata it is.
    pub wikidata: Option<WikidataId>,
    /// Latitude and longitude.
    pub point: Option<[f64; 2]>,
}

/// A line or an entity of a file, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which one, as people find it again: “line 3” or “Q1234”.
    pub place: String,
    /// What it brings, or a sentence that says why it brings nothing.
    pub brought: Result<Brought, String>,
}

/// A file of which nothing can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

impl Brought {
    /// The item as it would be kept.
    pub fn item(self, id: ItemId, slug: Slug) -> Item {
        let Brought { kind, slug: _, names, aliases, about, wikidata, point } = self;
        let facts = match kind {
            ItemKind::Person => Facts::Person,
            ItemKind::Organization => Facts::Organization,
            ItemKind::Place => Facts::Place(Place { point, ..Place::default() }),
            _ => Facts::Topic,
        };
        let merged_into = None;
        Item { id, slug, names, aliases, about, wikidata, merged_into, facts, version: 1 }
    }

    /// The item with what it lacks: names, aliases, descriptions, a point. What the newsroom wrote stays as it is.
    /// Nothing if it lacks nothing.
    pub fn completes(&self, item: &Item) -> Option<Item> {
        let mut completed = item.clone();
        for (language, name) in &self.names {
            let known = completed.names.entry(language.clone()).or_default();
            if known.trim().is_empty() {
                known.clone_from(name);
            } else if !same(known, name) {
                // Another name is one more name.
                add_alias(&mut completed, language, name);
            }
        }
        for (language, aliases) in &self.aliases {
            aliases.iter().for_each(|alias| add_alias(&mut completed, language, alias));
        }
        for (language, about) in &self.about {
            let known = completed.about.entry(language.clone()).or_default();
            if known.trim().is_empty() {
                known.clone_from(about);
            }
        }
        completed.wikidata = completed.wikidata.or(self.wikidata);
        if let Facts::Place(place) = &mut completed.facts {
            place.point = place.point.or(self.point);
        }
        if completed == *item {
            return None;
        }
        completed.version += 1;
        Some(completed)
    }

    /// Cuts what is beyond measure, drops what is empty, and refuses what has no name.
    fn checked(mut self) -> Result<Brought, String> {
        for names in [&mut self.names, &mut self.about] {
            names.retain(|_, text| {
                *text = one_line(text);
                !text.is_empty()
            });
        }
        if let Some(name) = self.names.values().find(|name| name.chars().count() > MAX_NAME) {
            let start: String = name.chars().take(40).collect();
            return Err(format!("The name “{start}…” has more than {MAX_NAME} characters."));
        }
        for about in self.about.values_mut() {
            *about = about.chars().take(MAX_NAME).collect();
        }
        if self.names.is_empty() {
            return Err("It has no name in a language of the paper.".to_owned());
        }
        for (language, aliases) in &mut self.aliases {
            let name = self.names.get(language);
            let mut kept: Vec<String> = Vec::new();
            for alias in aliases.iter().map(|alias| one_line(alias)) {
                let is_new = !name.is_some_and(|name| same(name, &alias))
                    && kept.iter().all(|known| !same(known, &alias));
                if is_new && (1..=MAX_NAME).contains(&alias.chars().count()) {
                    kept.push(alias);
                }
            }
            kept.truncate(MAX_ALIASES);
            *aliases = kept;
        }
        self.aliases.retain(|_, aliases| !aliases.is_empty());
        if let Some([latitude, longitude]) = self.point {
            let place = Place { point: Some([latitude, longitude]), ..Place::default() };
            place.check().map_err(|nowhere| nowhere.to_string())?;
        }
        Ok(self)
    }
}

/// What the newsroom has, found by what it is called.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    items: HashMap<ItemId, Item>,
    addresses: HashMap<String, ItemId>,
    called: HashMap<(ItemKind, String, String), Vec<ItemId>>,
    entities: HashMap<WikidataId, ItemId>,
}

impl Stock {
    /// Takes an item in, or its newer state.
    pub fn take(&mut self, item: Item) {
        for (language, names) in names_of(&item.names, &item.aliases) {
            for name in names {
                let key = (item.kind(), language.to_owned(), name.to_lowercase());
                let ids = self.called.entry(key).or_default();
                if !ids.contains(&item.id) {
                    ids.push(item.id);
                }
            }
        }
        if let Some(wikidata) = item.wikidata {
            self.entities.insert(wikidata, item.id);
        }
        self.addresses.insert(item.slug.to_string(), item.id);
        self.items.insert(item.id, item);
    }

    /// The item at an address.
    pub fn at(&self, slug: &Slug) -> Option<&Item> {
        self.items.get(self.addresses.get(slug.as_str())?)
    }

    /// The item that is the same entity of Wikidata, or else the one of the same kind that has one of these names in the
    /// same language and is no other entity; a sentence if several have.
    pub fn called_like(&self, brought: &Brought) -> Result<Option<&Item>, String> {
        if let Some(id) = brought.wikidata.and_then(|wikidata| self.entities.get(&wikidata)) {
            return match self.items.get(id).filter(|item| item.kind() != brought.kind) {
                Some(item) => Err(format!(
                    "“{}” is this entity already, and of the kind {}.",
                    item.slug,
                    item.kind().as_str()
                )),
                None => Ok(self.items.get(id)),
            };
        }
        let is_another = |id: &ItemId| {
            let known = self.items.get(id).and_then(|item| item.wikidata);
            known.zip(brought.wikidata).is_some_and(|(one, other)| one != other)
        };
        let mut found: Vec<ItemId> = brought
            .names
            .iter()
            .filter_map(|(language, name)| {
                self.called.get(&(brought.kind, language.clone(), name.to_lowercase()))
            })
            .flatten()
            .copied()
            .filter(|id| !is_another(id))
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] => Ok(None),
            [id] => Ok(self.items.get(id)),
            several => {
                let slugs = several.iter().filter_map(|id| self.items.get(id));
                let slugs: Vec<&str> = slugs.map(|item| item.slug.as_str()).take(5).collect();
                Err(format!(
                    "Several are called like this: {}. Say which in a table with a slug.",
                    slugs.join(", ")
                ))
            }
        }
    }
}

fn names_of<'a>(
    names: &'a Names,
    aliases: &'a BTreeMap<String, Vec<String>>,
) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> {
    let of = names.iter().map(|(language, name)| (language.as_str(), vec![name.as_str()]));
    let more = aliases.iter().map(|(language, aliases)| {
        (language.as_str(), aliases.iter().map(String::as_str).collect())
    });
    of.chain(more)
}

fn add_alias(item: &mut Item, language: &str, alias: &str) {
    let is_name = item.names.get(language).is_some_and(|name| same(name, alias));
    let aliases = item.aliases.entry(language.to_owned()).or_default();
    if !is_name && aliases.len() < MAX_ALIASES && aliases.iter().all(|known| !same(known, alias)) {
        aliases.push(alias.to_owned());
    }
    item.aliases.retain(|_, aliases| !aliases.is_empty());
}

fn same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

fn one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The kind that a word names, if it is one that can be brought.
pub fn kind(word: &str) -> Result<ItemKind, String> {
    let kind = ItemKind::parse(word.trim()).filter(|kind| KINDS.contains(kind));
    kind.ok_or_else(|| {
        let start: String = word.chars().take(40).collect();
        format!("“{start}” is no kind. Write person, organization, place or topic.")
    })
}

/// Refuses what is too large to be held.
fn measured(bytes: &[u8]) -> Result<&str, Unreadable> {
    if bytes.len() > MAX_BYTES {
        let mib = MAX_BYTES / 1024 / 1024;
        return Err(Unreadable(format!("The file has more than {mib} MiB. Divide it.")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Unreadable(format!("The file is not UTF-8: byte {at} is none of it. Save it as UTF-8."))
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
