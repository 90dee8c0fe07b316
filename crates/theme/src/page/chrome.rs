//! What every page has around it.

use story::edition::Digits;
use story::{Direction, EditionCode, Language, Timestamp};

use super::{Picture, Preferences};

/// What every page has around it; in templates it is called `paper`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Chrome {
    /// The edition that the page belongs to.
    pub edition: EditionHead,
    /// All editions of the paper in order, this one among them.
    pub editions: Vec<EditionLink>,
    /// The row of sections.
    pub sections: Vec<NavLink>,
    /// Standing pages such as “About us”.
    pub pages: Vec<NavLink>,
    /// Where the edition can be followed, in the configured order.
    pub social: Vec<SocialProfile>,
    /// Where its app is to be had, in the configured order.
    pub apps: Vec<AppProfile>,
    /// When the newest story of the edition was first published: the day under the title.
    pub date: Option<Timestamp>,
    /// The reader's choice of shade and text size.
    pub preferences: Preferences,
    /// The front of this edition: `/en/`.
    pub front_href: String,
    /// The list of corrections: `/en/corrections`.
    pub corrections_href: String,
    /// Where the preferences form is posted: `/en/settings`.
    pub settings_href: String,
    /// The path of this page with its query, so that the preferences form comes back here.
    pub return_to: String,
    /// Where search is, once there is one.
    pub search_href: Option<String>,
    /// Scheme and host without a slash at the end: `https://meridian.example`.
    pub base_url: String,
    /// The absolute address that search engines should keep; error pages have none.
    pub canonical: Option<String>,
    /// The same page in every language that has it, this one included, absolute addresses.
    pub alternates: Vec<AlternateLink>,
    /// Feeds of this page and of the edition, the nearest first.
    pub feeds: Vec<FeedLink>,
    /// A sentence about the page for search engines; empty leaves it out.
    pub description: String,
    /// The picture that stands for the page elsewhere; its `src` is absolute.
    pub image: Option<Picture>,
    /// Structured data, JSON as text.
    pub json_ld: Option<String>,
    /// Keeps search engines from listing the page: print, light, history, errors.
    pub noindex: bool,
    /// The web manifest.
    pub manifest_href: Option<String>,
    /// Pages of one list before this one.
    pub previous_href: Option<String>,
}

/// The edition of a page.
#[derive(Clone, Debug, serde::Serialize)]
pub struct EditionHead {
    /// Its part of every address.
    pub code: EditionCode,
    /// Its language.
    pub language: Language,
    /// The way the language is written.
    pub dir: Direction,
    /// Its name in lists of editions: “Русский”.
    pub name: String,
    /// What the paper is called in it.
    pub title: String,
    /// The line under the title; may be empty.
    pub tagline: String,
    /// A sentence about the edition; may be empty.
    pub description: String,
    /// The IANA zone in which it tells the time.
    pub timezone: String,
    /// What others may do with its articles; may be empty.
    pub rights: String,
    /// Which digits it writes.
    pub digits: Digits,
    /// The first year of the copyright notice.
    pub founded: Option<i16>,
    /// The last year of the copyright notice, in the edition's zone.
    pub year: i16,
}

/// A link to an edition, written in that edition's language.
#[derive(Clone, Debug, serde::Serialize)]
pub struct EditionLink {
    /// Its part of every address.
    pub code: EditionCode,
    /// Its language.
    pub language: Language,
    /// The way the language is written.
    pub dir: Direction,
    /// Its name in itself.
    pub name: String,
    /// Where the link leads.
    pub href: String,
    /// Whether it is the edition of this page.
    pub current: bool,
    /// What waits there.
    pub target: EditionTarget,
}

/// What a link to another edition leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EditionTarget {
    /// The same story, section or front.
    Sibling,
    /// Its section, which says that the story is not in that language.
    Section,
    /// Its front.
    Front,
}

/// A link of the navigation.
#[derive(Clone, Debug, serde::Serialize)]
pub struct NavLink {
    /// What readers call it.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether this page is it, or stands under it.
    pub current: bool,
}

/// A profile of the edition elsewhere.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SocialProfile {
    /// Which service: `telegram`, `youtube` …
    pub service: String,
    /// What readers call it.
    pub name: String,
    /// An absolute address.
    pub href: String,
}

/// A shop that has the edition's app.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AppProfile {
    /// Which shop: `app-store`, `google-play` …
    pub store: String,
    /// What readers call it.
    pub name: String,
    /// An absolute address.
    pub href: String,
}

/// The page in one language, for `rel="alternate" hreflang="…"`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AlternateLink {
    /// The language tag, or `x-default`.
    pub hreflang: String,
    /// An absolute address.
    pub href: String,
}

/// A feed that belongs to the page.
#[derive(Clone, Debug, serde::Serialize)]
pub struct FeedLink {
    /// What feed readers show.
    pub title: String,
    /// Where it is.
    pub href: String,
    /// Its MIME type.
    pub content_type: String,
}
