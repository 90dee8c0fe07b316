//! Who and what the imported articles refer to: authors, sections, topics.

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::Context;
use store::{ImportItem, Outcome, Store, Write};
use story::author::{Author, AuthorKind};
use story::section::{RESERVED_SLUGS, Section};
use story::topic::Topic;
use story::{AuthorId, Edition, Language, SectionId, Slug, TopicId};
use wire::wxr::Category;

use super::survey::Survey;
use super::words;

/// How many sections of the old site get a place in the row of sections: more do not fit a row.
const IN_ROW: usize = 7;

/// How deep categories stand in categories at most.
const MAX_DEPTH: usize = 20;

/// Authors, sections and topics by what the old site called them.
#[derive(Debug, Default)]
pub(super) struct Newsroom {
    /// By the name they signed in with.
    pub(super) authors: HashMap<String, (AuthorId, String)>,
    /// By the category's slug.
    pub(super) sections: HashMap<String, SectionId>,
    /// By the slug of the tag or category.
    pub(super) topics: HashMap<String, TopicId>,
    /// Where articles without a category go.
    pub(super) other: Option<SectionId>,
    /// How many authors, sections and topics were new.
    pub(super) new: [u64; 3],
}

/// Sees that everything is there that articles refer to, all in one transaction.
pub(super) async fn prepare(
    store: &Store,
    edition: &Edition,
    survey: &Survey,
) -> anyhow::Result<Newsroom> {
    let source = survey.source.clone();
    let mut preparation = Preparation {
        store,
        edition,
        survey,
        source,
        room: Newsroom::default(),
        write: store.write().await?,
    };
    preparation.authors().await.context("The authors were not taken in.")?;
    preparation.sections().await.context("The sections were not taken in.")?;
    preparation.topics().await.context("The topics were not taken in.")?;
    let Preparation { room, write, .. } = preparation;
    write.commit().await?;
    Ok(room)
}

struct Preparation<'a> {
    store: &'a Store,
    edition: &'a Edition,
    survey: &'a Survey,
    source: String,
    room: Newsroom,
    write: Write<'a>,
}

impl Preparation<'_> {
    fn language(&self) -> Language {
        self.edition.language
    }

    /// What an earlier run made of the things of one kind, by what they were called.
    async fn known(&self, kind: &str) -> anyhow::Result<HashMap<String, i64>> {
        let items = self.store.import_items(&self.source, kind).await?;
        let known = items.into_iter().filter_map(|item| Some((item.foreign_id, item.object?)));
        Ok(known.collect())
    }

    async fn keep(&mut self, kind: &str, name: &str, object: i64) -> anyhow::Result<()> {
        let item = ImportItem {
            source: self.source.clone(),
            kind: kind.to_owned(),
            foreign_id: name.to_owned(),
            object: Some(object),
            outcome: Outcome::Stored,
            note: String::new(),
            payload: None,
        };
        Ok(self.write.put_import_item(&item).await?)
    }

    async fn authors(&mut self) -> anyhow::Result<()> {
        let known = self.known("author").await?;
        let mut taken = HashSet::new();
        for author in &self.survey.channel.authors {
            let name = author.name();
            if author.login.is_empty() && name.is_empty() {
                continue;
            }
            if let Some(id) = known.get(&author.login) {
                self.room.authors.insert(author.login.clone(), (AuthorId::new(*id), name));
                continue;
            }
            if self.room.authors.contains_key(&author.login) {
                continue;
            }
            let slug = slug(&[&name, &author.login], "author", self.language())?;
            let mut candidate = slug.clone();
            let mut number = 2;
            let id = loop {
                if taken.insert(candidate.clone()) {
                    match self.store.author_at(candidate.as_str()).await? {
                        None => break AuthorId::new(self.write.id()),
                        // The paper has somebody of this very name already.
                        Some(there) if there.names.values().any(|it| *it == name) => {
                            break there.id;
                        }
                        Some(_) => {}
                    }
                }
                candidate = slug.numbered(number);
                number += 1;
            };
            if self.store.authors(&[id]).await?.is_empty() {
                let names = BTreeMap::from([(self.language().code().to_owned(), name.clone())]);
                let author = Author {
                    id,
                    slug: candidate,
                    kind: AuthorKind::Person,
                    names,
                    titles: BTreeMap::new(),
                    bios: BTreeMap::new(),
                };
                self.write.put_author(&author).await?;
                self.room.new[0] += 1;
            }
            self.keep("author", &author.login, id.number()).await?;
            self.room.authors.insert(author.login.clone(), (id, name));
        }
        Ok(())
    }

    async fn sections(&mut self) -> anyhow::Result<()> {
        let known = self.known("category").await?;
        let existing: Vec<Section> = self
            .store
            .sections()
            .await?
            .into_iter()
            .filter(|section| section.edition == self.edition.code)
            .collect();
        let mut slugs: HashSet<Slug> =
            existing.iter().map(|section| section.slug.clone()).collect();
        let mut keys: HashMap<String, SectionId> =
            existing.iter().map(|section| (section.key.clone(), section.id)).collect();
        let mut position =
            existing.iter().filter_map(|section| section.position).max().unwrap_or(0);
        let in_row = biggest(self.survey);
        for category in parents_first(&self.survey.channel.categories) {
            if let Some(id) = known.get(&category.slug) {
                self.room.sections.insert(category.slug.clone(), SectionId::new(*id));
                continue;
            }
            let name = words::plain(&category.name);
            let slug = slug(&[&category.slug, &name], "section", self.language())?;
            let id = match keys.get(slug.as_str()) {
                // A section of the same key is the same section.
                Some(id) => *id,
                None => {
                    let free = free(&slug, &slugs);
                    let place = in_row.contains(&category.slug.as_str()).then(|| {
                        position += 1;
                        position
                    });
                    let section = Section {
                        id: SectionId::new(self.write.id()),
                        edition: self.edition.code.clone(),
                        key: slug.to_string(),
                        name: if name.is_empty() { slug.to_string() } else { name },
                        slug: free.clone(),
                        position: place,
                        parent: self.room.sections.get(&category.parent).copied(),
                    };
                    slugs.insert(free);
                    self.room.new[1] += 1;
                    let id = self.write.put_section(&section).await?;
                    keys.insert(section.key, id);
                    id
                }
            };
            self.keep("category", &category.slug, id.number()).await?;
            self.room.sections.insert(category.slug.clone(), id);
        }
        self.other(&keys, &slugs).await
    }

    /// The section of articles that have no category.
    async fn other(
        &mut self,
        keys: &HashMap<String, SectionId>,
        slugs: &HashSet<Slug>,
    ) -> anyhow::Result<()> {
        const KEY: &str = "other";
        if let Some(id) = keys.get(KEY) {
            self.room.other = Some(*id);
            return Ok(());
        }
        let name = match self.language().code() {
            "ru" => "Разное",
            "hy" => "Այլ",
            "fr" => "Divers",
            "ar" => "متفرقات",
            _ => "Other",
        };
        let slug = free(&slug(&[name], KEY, self.language())?, slugs);
        let section = Section {
            id: SectionId::new(self.write.id()),
            edition: self.edition.code.clone(),
            key: KEY.to_owned(),
            slug,
            name: name.to_owned(),
            position: None,
            parent: None,
        };
        self.room.other = Some(self.write.put_section(&section).await?);
        Ok(())
    }

    async fn topics(&mut self) -> anyhow::Result<()> {
        let known = self.known("tag").await?;
        let Survey { channel, also_topics, .. } = self.survey;
        let categories =
            channel.categories.iter().filter(|category| also_topics.contains(&category.slug));
        let tags = channel.tags.iter().map(|tag| (&tag.slug, &tag.name));
        let all: Vec<(&String, &String)> =
            tags.chain(categories.map(|it| (&it.slug, &it.name))).collect();
        for (key, name) in all {
            if let Some(id) = known.get(key) {
                self.room.topics.insert(key.clone(), TopicId::new(*id));
            }
            if self.room.topics.contains_key(key) {
                continue;
            }
            let name = words::plain(name);
            let slug = slug(&[key, &name], "topic", self.language())?;
            let name = if name.is_empty() { slug.to_string() } else { name };
            let code = self.language().code().to_owned();
            let topic = match self.store.topic_at(slug.as_str()).await? {
                Some(there) => {
                    let mut names = there.names;
                    names.entry(code).or_insert(name);
                    Topic { names, ..there }
                }
                None => {
                    self.room.new[2] += 1;
                    let names = BTreeMap::from([(code, name)]);
                    Topic { id: TopicId::new(self.write.id()), slug, names }
                }
            };
            let id = self.write.put_topic(&topic).await?;
            self.keep("tag", key, id.number()).await?;
            self.room.topics.insert(key.clone(), id);
        }
        Ok(())
    }
}

/// The categories at the top that have the most posts.
fn biggest(survey: &Survey) -> Vec<&str> {
    let categories = &survey.channel.categories;
    let parent_of: HashMap<&str, &str> =
        categories.iter().map(|it| (it.slug.as_str(), it.parent.as_str())).collect();
    let mut sizes: BTreeMap<&str, u64> = BTreeMap::new();
    for (slug, posts) in &survey.posts_in {
        let mut top = slug.as_str();
        for _ in 0..MAX_DEPTH {
            match parent_of.get(top) {
                Some(parent) if !parent.is_empty() => top = parent,
                _ => break,
            }
        }
        *sizes.entry(top).or_default() += posts;
    }
    let mut sizes: Vec<(&str, u64)> = sizes.into_iter().collect();
    sizes.sort_by_key(|(slug, posts)| (std::cmp::Reverse(*posts), *slug));
    sizes.into_iter().take(IN_ROW).map(|(slug, _)| slug).collect()
}

/// Every category after the one above it; those that stand above themselves come last.
fn parents_first(categories: &[Category]) -> Vec<&Category> {
    let slugs: HashSet<&str> = categories.iter().map(|it| it.slug.as_str()).collect();
    let mut done: HashSet<&str> = HashSet::new();
    let mut sorted = Vec::new();
    let mut waiting: Vec<&Category> = categories.iter().collect();
    for _ in 0..MAX_DEPTH {
        let (ready, later): (Vec<&Category>, Vec<&Category>) =
            waiting.into_iter().partition(|it| {
                let parent = it.parent.as_str();
                parent.is_empty() || !slugs.contains(parent) || done.contains(parent)
            });
        done.extend(ready.iter().map(|it| it.slug.as_str()));
        sorted.extend(ready);
        waiting = later;
    }
    sorted.extend(waiting);
    sorted
}

/// An address made of the first text that has letters, or of a word for what it is.
pub(super) fn slug(texts: &[&str], word: &str, language: Language) -> anyhow::Result<Slug> {
    let mut words = texts.iter().chain(std::iter::once(&word));
    words
        .find_map(|text| Slug::of(text, language))
        .with_context(|| format!("No address can be made of “{}”.", texts.join(" ")))
}

/// A slug like this one that is not taken and means nothing else in an edition's addresses.
fn free(slug: &Slug, taken: &HashSet<Slug>) -> Slug {
    let is_free = |slug: &Slug| !taken.contains(slug) && !RESERVED_SLUGS.contains(&slug.as_str());
    if is_free(slug) {
        return slug.clone();
    }
    let mut number = 2;
    loop {
        let candidate = slug.numbered(number);
        if is_free(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(slug: &str, parent: &str) -> Category {
        Category { slug: slug.into(), parent: parent.into(), ..Category::default() }
    }

    #[test]
    fn a_section_is_made_after_the_one_above_it() {
        let categories = [
            category("c", "b"),
            category("b", "a"),
            category("x", "y"),
            category("y", "x"),
            category("a", ""),
        ];
        let sorted: Vec<&str> =
            parents_first(&categories).iter().map(|it| it.slug.as_str()).collect();
        assert_eq!(sorted, ["a", "b", "c", "x", "y"]);
    }

    #[test]
    fn a_section_never_takes_an_address_that_means_something_else() {
        let search = Slug::parse("search").unwrap();
        assert_eq!(free(&search, &HashSet::new()).as_str(), "search-2");
    }
}
