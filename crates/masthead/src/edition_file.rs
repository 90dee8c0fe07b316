//! An edition as a file: its settings and its sections, as `masthead edition` shows and applies them.

use anyhow::{Context, bail};
use store::{Reader, Write};
use story::account::Editor;
use story::section::{RESERVED_SLUGS, Section};
use story::{Edition, EditionCode, SectionId, Slug};

/// An edition and its sections.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EditionFile {
    /// The settings.
    pub(crate) edition: Edition,
    /// The row of sections, in order.
    pub(crate) sections: Vec<SectionEntry>,
}

/// A section in the file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionEntry {
    /// What its twins in other editions share.
    pub(crate) key: String,
    /// Its part of the address.
    pub(crate) slug: Slug,
    /// What readers call it.
    pub(crate) name: String,
}

const SECTION: &str = "section";

impl EditionFile {
    /// Reads a file, and checks everything in it.
    pub(crate) fn parse(text: &str) -> anyhow::Result<EditionFile> {
        let mut table: toml::Table = toml::from_str(text).context("The file is not TOML.")?;
        let sections = match table.remove(SECTION) {
            Some(sections) => sections
                .try_into::<Vec<SectionEntry>>()
                .context("A [[section]] of the file is not right.")?,
            None => Vec::new(),
        };
        let edition: Edition = table.try_into().context("The edition's settings are not right.")?;
        edition.check()?;
        for (place, section) in sections.iter().enumerate() {
            let before = &sections[..place];
            if RESERVED_SLUGS.contains(&section.slug.as_str()) {
                bail!(
                    "The section “{}” cannot have the address “{}”, which means something else. Choose another slug.",
                    section.name,
                    section.slug
                );
            }
            if section.key.trim().is_empty() || section.name.trim().is_empty() {
                bail!("A section has an empty key or name (slug “{}”).", section.slug);
            }
            if before.iter().any(|other| other.key == section.key || other.slug == section.slug) {
                bail!(
                    "Two sections share the key “{}” or the slug “{}”.",
                    section.key,
                    section.slug
                );
            }
        }
        Ok(EditionFile { edition, sections })
    }

    /// The edition as it is kept.
    pub(crate) async fn of(store: &Reader, edition: Edition) -> anyhow::Result<EditionFile> {
        let sections = store.sections().await?;
        let row = sections
            .into_iter()
            .filter(|section| section.edition == edition.code && section.position.is_some());
        let sections = row
            .map(|section| SectionEntry {
                key: section.key,
                slug: section.slug,
                name: section.name,
            })
            .collect();
        Ok(EditionFile { edition, sections })
    }

    /// The text that [`EditionFile::parse`] reads.
    pub(crate) fn print(&self) -> anyhow::Result<String> {
        let EditionFile { edition, sections } = self;
        let mut table = toml::Table::try_from(edition)?;
        // An empty list would stand as a line that says nothing.
        table.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        table.insert(SECTION.to_owned(), toml::Value::try_from(sections)?);
        Ok(toml::to_string(&table)?)
    }

    /// Keeps the edition and its sections; sections that are not named leave the row and stay reachable.
    pub(crate) async fn keep(
        &self,
        write: &mut Write<'_>,
        kept: &[Section],
        by: &Editor,
    ) -> anyhow::Result<()> {
        let EditionFile { edition, sections } = self;
        write.put_edition(edition, by).await?;
        let ours = |section: &&Section| section.edition == edition.code;
        for gone in kept.iter().filter(ours).filter(|section| section.position.is_some()) {
            if sections.iter().all(|entry| entry.key != gone.key) {
                write.put_section(&Section { position: None, ..gone.clone() }).await?;
            }
        }
        let mut position = 0;
        for SectionEntry { key, slug, name } in sections {
            position += 1;
            let before = kept.iter().filter(ours).find(|section| section.key == *key);
            let section = Section {
                id: SectionId::new(write.id()),
                edition: edition.code.clone(),
                key: key.clone(),
                slug: slug.clone(),
                name: name.clone(),
                position: Some(position),
                parent: before.and_then(|section| section.parent),
            };
            write.put_section(&section).await?;
        }
        Ok(())
    }

    /// A new edition in this language, with six sections to begin with.
    pub(crate) fn new(
        code: &str,
        title: &str,
        timezone: &str,
        default: bool,
    ) -> anyhow::Result<EditionFile> {
        let code = EditionCode::parse(code)?;
        let language = story::Language::parse(code.as_str())?;
        let names = SECTIONS
            .iter()
            .find(|(code, _)| *code == language.code())
            .map_or(&SECTIONS[0].1, |(_, names)| names);
        let mut sections = Vec::new();
        for (key, name) in KEYS.iter().zip(names) {
            let slug =
                Slug::of(name, language).with_context(|| format!("“{name}” makes no slug."))?;
            sections.push(SectionEntry { key: (*key).to_owned(), slug, name: (*name).to_owned() });
        }
        let edition = Edition {
            code,
            language,
            name: language.row().endonym.to_owned(),
            title: title.to_owned(),
            tagline: String::new(),
            timezone: timezone.to_owned(),
            default,
            description: String::new(),
            rights: String::new(),
            founded: None,
            digits: story::edition::Digits::default(),
            social: Vec::new(),
            app: Vec::new(),
            advertisements: false,
            views: false,
            most_read: false,
            most_read_sensitive: false,
        };
        edition.check()?;
        Ok(EditionFile { edition, sections })
    }
}

const KEYS: [&str; 6] = ["world", "politics", "economy", "culture", "science", "sport"];

/// The names of [`KEYS`], English first.
const SECTIONS: &[(&str, [&str; 6])] = &[
    ("en", ["World", "Politics", "Economy", "Culture", "Science", "Sport"]),
    ("ru", ["Мир", "Политика", "Экономика", "Культура", "Наука", "Спорт"]),
    ("hy", ["Աշխարհ", "Քաղաքականություն", "Տնտեսություն", "Մշակույթ", "Գիտություն", "Սպորտ"]),
    ("fr", ["Monde", "Politique", "Économie", "Culture", "Sciences", "Sport"]),
    ("ar", ["العالم", "السياسة", "الاقتصاد", "الثقافة", "العلوم", "الرياضة"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_edition_has_sections_in_its_own_language() {
        for language in story::Language::all() {
            let file = EditionFile::new(language.code(), "The Paper", "UTC", true).unwrap();
            assert_eq!(file.sections.len(), 6);
            let names = SECTIONS.iter().find(|(code, _)| *code == language.code());
            assert!(names.is_some(), "{} has no names of sections", language.code());
        }
    }

    #[test]
    fn what_is_shown_can_be_applied() {
        let file = EditionFile::new("hy", "Լրաբեր", "Asia/Yerevan", false).unwrap();
        assert_eq!(EditionFile::parse(&file.print().unwrap()).unwrap(), file);
    }

    #[test]
    fn a_wrong_file_is_told_what_is_wrong_with_it() {
        let good = EditionFile::new("en", "The Paper", "UTC", true).unwrap().print().unwrap();
        for (from, to, word) in [
            ("timezone = \"UTC\"", "timezone = \"Mars/Olympus\"", "Mars/Olympus"),
            ("title", "titel", "titel"),
            ("slug = \"world\"", "slug = \"post\"", "means something else"),
            ("slug = \"sport\"", "slug = \"world\"", "share"),
            ("slug = \"sport\"", "slug = \"S port\"", "s-port"),
            ("code = \"en\"", "code = \"desk\"", "desk"),
            ("language = \"en\"", "language = \"tlh\"", "tlh"),
        ] {
            let wrong = good.replace(from, to);
            assert_ne!(wrong, good, "{from} is not in {good}");
            let error = EditionFile::parse(&wrong).unwrap_err();
            let told = crate::failure::told(&error);
            assert!(told.contains(word), "{told}");
        }
    }
}
