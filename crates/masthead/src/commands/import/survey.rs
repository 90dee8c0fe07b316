//! A look through the whole export before anything is kept: that it can be read, and what is in it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::BufRead;

use wire::wxr::{Author, Category, Channel, Reader, Term, WxrError};

/// What is in an export.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The site.
    pub(super) channel: Channel,
    /// What tells its items from those of other exports: the address of the site, or else the name of the file.
    pub(super) source: String,
    /// How many items there are.
    pub(super) items: u64,
    /// How many of each type.
    pub(super) types: BTreeMap<String, u64>,
    /// How many comments there are.
    pub(super) comments: u64,
    /// How many posts each category comes first for.
    pub(super) posts_in: HashMap<String, u64>,
    /// The categories that come second or later for a post, and so are topics as well.
    pub(super) also_topics: BTreeSet<String>,
}

/// Reads the whole export and counts. Authors, categories and tags that only items name are added to the site.
pub(super) fn survey(read: impl BufRead, file_name: &str) -> Result<Survey, WxrError> {
    let mut reader = Reader::new(read)?;
    let mut survey = Survey::default();
    let mut creators = BTreeSet::new();
    let mut terms: BTreeMap<(bool, String), String> = BTreeMap::new();
    while let Some(item) = reader.next_item()? {
        survey.items += 1;
        survey.comments += item.comments.len() as u64;
        *survey.types.entry(item.kind.clone()).or_default() += 1;
        if !matches!(item.kind.as_str(), "post" | "page") {
            continue;
        }
        let mut first = true;
        for term in item.terms {
            let is_category = match term.taxonomy.as_str() {
                "category" => true,
                "post_tag" => false,
                _ => continue,
            };
            if is_category && std::mem::take(&mut first) {
                *survey.posts_in.entry(term.slug.clone()).or_default() += 1;
            } else if is_category {
                survey.also_topics.insert(term.slug.clone());
            }
            terms.entry((is_category, term.slug)).or_insert(term.name);
        }
        if !item.creator.is_empty() {
            creators.insert(item.creator);
        }
    }
    survey.channel = reader.into_channel();
    survey.source = match survey.channel.site() {
        "" => file_name.to_owned(),
        site => site.to_owned(),
    };
    survey.add_undeclared(creators, terms);
    Ok(survey)
}

impl Survey {
    fn add_undeclared(
        &mut self,
        creators: BTreeSet<String>,
        terms: BTreeMap<(bool, String), String>,
    ) {
        let Channel { authors, categories, tags, .. } = &mut self.channel;
        let known: HashSet<String> = authors.iter().map(|author| author.login.clone()).collect();
        authors.extend(
            creators
                .into_iter()
                .filter(|login| !known.contains(login))
                .map(|login| Author { login, ..Author::default() }),
        );
        let sections: HashSet<String> = categories.iter().map(|it| it.slug.clone()).collect();
        let topics: HashSet<String> = tags.iter().map(|tag| tag.slug.clone()).collect();
        for ((is_category, slug), name) in terms {
            if is_category && !sections.contains(&slug) {
                categories.push(Category { slug, name, ..Category::default() });
            } else if !is_category && !topics.contains(&slug) {
                let taxonomy = "post_tag".to_owned();
                tags.push(Term { taxonomy, slug, name, ..Term::default() });
            }
        }
    }
}
