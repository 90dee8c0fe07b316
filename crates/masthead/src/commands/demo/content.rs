//! The files of the demo newspaper, carried in the program and read into what they say.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, anyhow};
use rust_embed::RustEmbed;
use story::author::AuthorKind;
use story::topic::Names;
use story::{Kind, Language, Slug, Timestamp};

use super::coverage;
use crate::edition_file::EditionFile;

/// The folder `demo` of the project.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../demo"]
struct Embedded;

/// The languages of the demo, in the order of its editions.
pub(super) const LANGUAGES: [&str; 5] = ["en", "ru", "hy", "fr", "ar"];

/// The whole newspaper.
#[derive(Debug)]
pub(super) struct Content {
    pub(super) editions: Vec<EditionFile>,
    pub(super) authors: BTreeMap<String, Author>,
    pub(super) tags: BTreeMap<String, Names>,
    pub(super) pictures: BTreeMap<String, Picture>,
    pub(super) stories: BTreeMap<String, Story>,
    /// Every text of every article, in the order in which they went live.
    pub(super) texts: Vec<Text>,
    pub(super) placements: Vec<Placements>,
    pub(super) campaigns: Vec<Campaign>,
    pub(super) coverage: coverage::Written,
}

/// Somebody who signs.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Author {
    pub(super) kind: AuthorKind,
    pub(super) slug: Slug,
    pub(super) name: Names,
    #[serde(default)]
    pub(super) title: Names,
    #[serde(default)]
    pub(super) bio: Names,
}

/// A picture and its words.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) file_name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) words: PictureWords,
}

/// What is said about a picture.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PictureWords {
    pub(super) credit: String,
    pub(super) source: String,
    pub(super) alt: Names,
    pub(super) caption: Names,
}

/// A story in all its languages.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) sensitive: bool,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    /// The language that it was written in; the others are translations.
    pub(super) first: Language,
}

/// One text of one article.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) file: String,
    pub(super) story: String,
    pub(super) language: Language,
    pub(super) slug: Slug,
    pub(super) front: Front,
    pub(super) markdown: String,
    /// The words of it that stand for items; of the newest text alone, since the others were before it.
    pub(super) marks: String,
}

/// What stands above a text.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Front {
    pub(super) section: Option<String>,
    pub(super) slug: String,
    pub(super) headline: String,
    #[serde(default)]
    pub(super) standfirst: String,
    pub(super) byline: Vec<String>,
    #[serde(default)]
    pub(super) translator: Vec<String>,
    #[serde(default)]
    pub(super) place: String,
    pub(super) at: Timestamp,
    pub(super) act: Deed,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) correction: String,
    #[serde(default)]
    pub(super) lead: String,
    #[serde(default)]
    pub(super) lead_caption: String,
}

/// How a text became public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Deed {
    Publish,
    Update,
    Correct,
    Minor,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Campaigns {
    campaign: Vec<Campaign>,
}

/// A campaign of an invented advertiser.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Campaign {
    pub(super) advertiser: String,
    pub(super) name: String,
    pub(super) from: toml::value::Datetime,
    pub(super) until: toml::value::Datetime,
    pub(super) weight: u32,
    pub(super) creative: Vec<Advertisement>,
}

/// An advertisement: a picture with words for those who do not see it, or words by language that become HTML.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Advertisement {
    pub(super) slot: String,
    pub(super) href: String,
    #[serde(default)]
    pub(super) picture: Option<String>,
    #[serde(default)]
    pub(super) alt: Names,
    #[serde(default)]
    pub(super) html: BTreeMap<String, [String; 3]>,
}

/// What a file of `demo/advertisements` holds.
pub(super) fn advertisement(name: &str) -> anyhow::Result<Vec<u8>> {
    bytes(&format!("advertisements/{name}"))
}

/// What editors arranged in an edition.
#[derive(Debug)]
pub(super) struct Placements {
    pub(super) edition: String,
    /// By the name of the list (`front`, `important`, `important_world`): keys of stories.
    pub(super) lists: BTreeMap<String, Vec<String>>,
}

impl Content {
    /// Reads everything; a fault names its file.
    pub(super) fn read() -> anyhow::Result<Content> {
        let placements: BTreeMap<String, BTreeMap<String, Vec<String>>> =
            toml_file("placements.toml")?;
        let Campaigns { campaign: campaigns } = toml_file("campaigns.toml")?;
        let mut content = Content {
            campaigns,
            coverage: toml_file("coverage/items.toml")?,
            editions: Vec::new(),
            authors: toml_file("authors.toml")?,
            tags: toml_file("tags.toml")?,
            pictures: BTreeMap::new(),
            stories: BTreeMap::new(),
            texts: Vec::new(),
            placements: placements
                .into_iter()
                .map(|(edition, lists)| Placements { edition, lists })
                .collect(),
        };
        for language in LANGUAGES {
            let file = format!("editions/{language}.toml");
            content.editions.push(EditionFile::parse(&text(&file)?).context(file)?);
        }
        for file in Embedded::iter() {
            content.take(&file).with_context(|| format!("demo/{file}"))?;
        }
        // Of texts of one moment the first revision comes first, since its file name does not sort that way.
        content
            .texts
            .sort_by_cached_key(|text| (text.front.at, !text.is_first(), text.file.clone()));
        Ok(content)
    }

    /// A name for exactly these files.
    pub(super) fn digest() -> String {
        let mut names: Vec<_> = Embedded::iter().collect();
        names.sort();
        let mut hasher = blake3::Hasher::new();
        for name in names {
            hasher.update(name.as_bytes());
            if let Some(file) = Embedded::get(&name) {
                hasher.update(&file.metadata.sha256_hash());
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    fn take(&mut self, file: &str) -> anyhow::Result<()> {
        match file.split('/').collect::<Vec<_>>()[..] {
            ["images", name] => {
                let Some(key) = name.strip_suffix(".toml") else { return Ok(()) };
                let file_name = format!("{key}.svg");
                let bytes = bytes(&format!("images/{file_name}"))?;
                let picture = Picture { file_name, bytes, words: toml_file(file)? };
                self.pictures.insert(key.to_owned(), picture);
            }
            ["stories", key, "story.toml"] => {
                self.stories.insert(key.to_owned(), toml_file(file)?);
            }
            // Beside the text that they are on.
            ["stories", _, name] if name.ends_with(".marks") => {}
            ["stories", key, name] => {
                let language = name.split('.').next().unwrap_or_default();
                let language = Language::parse(language)?;
                let (front, markdown) = parts(&text(file)?)?;
                let slug = Slug::parse(&front.slug).context("Its slug cannot be an address.")?;
                let beside = format!("stories/{key}/{}.marks", language.code());
                let newest = name == format!("{}.md", language.code());
                let marks = match Embedded::get(&beside) {
                    Some(_) if newest => text(&beside)?,
                    _ => String::new(),
                };
                self.texts.push(Text {
                    file: file.to_owned(),
                    story: key.to_owned(),
                    language,
                    slug,
                    front,
                    markdown,
                    marks,
                });
            }
            _ => {}
        }
        Ok(())
    }

    /// The address of each article, as readers will know it: by story and language.
    pub(super) fn addresses(&self) -> HashMap<(&str, &str), String> {
        let addresses = self.texts.iter().map(|text| {
            let path = format!("/{}/post/{}", text.language.code(), text.slug);
            ((text.story.as_str(), text.language.code()), story::url::encode(&path))
        });
        addresses.collect()
    }
}

impl Text {
    fn is_first(&self) -> bool {
        self.front.act == Deed::Publish
    }
}

/// The front matter and the Markdown below it.
fn parts(text: &str) -> anyhow::Result<(Front, String)> {
    let rest = text.strip_prefix("+++\n").context("The file does not begin with +++.")?;
    let (front, markdown) = rest.split_once("\n+++\n").context("The front matter does not end.")?;
    Ok((toml::from_str(front)?, markdown.to_owned()))
}

fn bytes(file: &str) -> anyhow::Result<Vec<u8>> {
    let found = Embedded::get(file).ok_or_else(|| anyhow!("demo/{file} is not there."))?;
    Ok(found.data.into_owned())
}

fn text(file: &str) -> anyhow::Result<String> {
    String::from_utf8(bytes(file)?).with_context(|| format!("demo/{file} is not UTF-8."))
}

fn toml_file<T: serde::de::DeserializeOwned>(file: &str) -> anyhow::Result<T> {
    toml::from_str(&text(file)?).with_context(|| format!("demo/{file} cannot be read."))
}
