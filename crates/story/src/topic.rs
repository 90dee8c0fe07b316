//! A topic that articles share, with its name in each language.

use std::collections::BTreeMap;

use crate::{Language, Slug, TopicId};

/// Names by language code.
pub type Names = BTreeMap<String, String>;

/// The name in this language, or in English, or in any.
pub fn name_in(names: &Names, language: Language) -> &str {
    names
        .get(language.code())
        .or_else(|| names.get("en"))
        .or_else(|| names.values().next())
        .map_or("", String::as_str)
}

/// A topic: what a tag is called, and where its articles are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Its part of the address, the same in every edition.
    pub slug: Slug,
    /// What it is called.
    pub names: Names,
}
