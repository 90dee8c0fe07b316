//! An edition: the paper in one language, for one place.

use std::fmt;

use crate::Language;

/// The edition's part of every address: `en`, `fr-ca`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct EditionCode(String);

/// First parts of an address that mean something else.
pub const RESERVED: &[&str] =
    &["desk", "id", "media", "static", "robots", "sitemap", "healthz", "readyz"];

/// Text that cannot be an edition's code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” cannot be an edition's code: it is 2 to 12 small letters, digits and hyphens, such as “en”, and not one of {reserved}", reserved = RESERVED.join(", "))]
pub struct BadEditionCode(String);

impl EditionCode {
    /// Checks a code that somebody wrote.
    pub fn parse(text: &str) -> Result<EditionCode, BadEditionCode> {
        let plain = (2..=12).contains(&text.len())
            && text.starts_with(|letter: char| letter.is_ascii_lowercase())
            && !text.ends_with('-')
            && text.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            });
        if plain && !RESERVED.contains(&text) {
            Ok(EditionCode(text.to_owned()))
        } else {
            Err(BadEditionCode(text.to_owned()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EditionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EditionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EditionCode({})", self.0)
    }
}

impl<'de> serde::Deserialize<'de> for EditionCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<EditionCode, D::Error> {
        let text = String::deserialize(deserializer)?;
        EditionCode::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// An edition and how it is made.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its part of every address.
    pub code: EditionCode,
    /// The language that it is written in.
    pub language: Language,
    /// Its name in lists of editions, in its own language: “Русский”.
    pub name: String,
    /// What the paper is called in it.
    pub title: String,
    /// The line under the title.
    #[serde(default)]
    pub tagline: String,
    /// The IANA time zone in which it tells the time.
    pub timezone: String,
    /// Whether `/` leads here.
    #[serde(default)]
    pub default: bool,
    /// A sentence for search engines and feeds.
    #[serde(default)]
    pub description: String,
    /// What others may do with its articles.
    #[serde(default)]
    pub rights: String,
    /// The first year of the copyright notice.
    #[serde(default)]
    pub founded: Option<i16>,
    /// Which digits numbers and dates are written in.
    #[serde(default)]
    pub digits: Digits,
    /// Where else the edition can be followed, in order.
    #[serde(default)]
    pub social: Vec<SocialLink>,
    /// Where its app is to be had, in order.
    #[serde(default)]
    pub app: Vec<AppLink>,
    /// Whether articles carry a labelled place for an advertisement; it stays empty without a campaign.
    #[serde(default)]
    pub advertisements: bool,
    /// Whether articles say how many people read them.
    #[serde(default)]
    pub views: bool,
    /// Whether pages name what is read most.
    #[serde(default)]
    pub most_read: bool,
    /// Whether sensitive stories are named there too.
    #[serde(default)]
    pub most_read_sensitive: bool,
}

/// The digits of numbers and dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// 0123456789
    #[default]
    Latn,
    /// ٠١٢٣٤٥٦٧٨٩
    Arab,
}

/// A profile of the edition elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocialLink {
    /// Which icon: `telegram`, `youtube`, `instagram`, `mastodon`, `facebook` …
    pub service: String,
    /// What readers call it.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// A shop that has the edition's app.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppLink {
    /// Which shop: `app-store`, `google-play` …
    pub store: String,
    /// What readers call it.
    pub name: String,
    /// Where it is.
    pub url: String,
}

/// What is wrong with an edition's settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdition {
    /// A zone that the tz database does not have.
    #[error(
        "Edition “{edition}”: there is no time zone “{timezone}”; use a name such as “Europe/Paris”."
    )]
    Timezone {
        /// Whose.
        edition: EditionCode,
        /// What was written.
        timezone: String,
    },
    /// Something that must be written and is not.
    #[error("Edition “{edition}”: {field} is empty.")]
    Empty {
        /// Whose.
        edition: EditionCode,
        /// Which key.
        field: &'static str,
    },
    /// A link that leads nowhere a browser goes.
    #[error(
        "Edition “{edition}”: “{url}” is not a web address; it starts with https:// or http://."
    )]
    Link {
        /// Whose.
        edition: EditionCode,
        /// What was written.
        url: String,
    },
}

impl Edition {
    /// Finds everything that is wrong with the settings.
    pub fn check(&self) -> Result<(), BadEdition> {
        let edition = || self.code.clone();
        if jiff::tz::TimeZone::get(&self.timezone).is_err() {
            return Err(BadEdition::Timezone {
                edition: edition(),
                timezone: self.timezone.clone(),
            });
        }
        for (field, value) in [("name", &self.name), ("title", &self.title)] {
            if value.trim().is_empty() {
                return Err(BadEdition::Empty { edition: edition(), field });
            }
        }
        let urls =
            self.social.iter().map(|link| &link.url).chain(self.app.iter().map(|link| &link.url));
        for url in urls {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                return Err(BadEdition::Link { edition: edition(), url: url.clone() });
            }
        }
        Ok(())
    }

    /// The time zone, or UTC if the tz database of this machine has lost it.
    pub fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.timezone).unwrap_or(jiff::tz::TimeZone::UTC)
    }
}
