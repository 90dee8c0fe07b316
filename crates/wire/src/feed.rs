//! Feeds: a list of articles in, text in one of several formats out.

pub mod atom;
pub mod json_feed;
pub mod rss;

use jiff::tz::TimeZone;
use story::{Language, Timestamp};

/// A feed, whatever the format.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// What it is called: “The Meridian — World”.
    pub title: String,
    /// The page that it follows.
    pub link: String,
    /// Its own address.
    pub self_link: String,
    /// A sentence about it.
    pub description: String,
    /// The language of the edition.
    pub language: Language,
    /// What others may do with the texts; may be empty.
    pub rights: String,
    /// When anything in it last changed.
    pub updated: Timestamp,
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// A small square picture of the paper.
    pub icon: Option<String>,
    /// The articles, newest first.
    pub entries: Vec<Entry>,
}

/// An article in a feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// A URI that never changes, whatever becomes of the headline, the slug or the section.
    pub id: String,
    /// Its present address.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// A sentence or two, as plain text; may be empty.
    pub summary: String,
    /// The whole text, as [`crate::html_out::html`] makes it.
    pub content_html: String,
    /// Who signed it.
    pub authors: Vec<Author>,
    /// When it first went live.
    pub published: Timestamp,
    /// When it last changed so that readers should know.
    pub updated: Timestamp,
    /// Its section and topics.
    pub categories: Vec<String>,
    /// Its lead picture.
    pub image: Option<Image>,
    /// The language that it is written in.
    pub language: Language,
    /// The feed that it was taken from, if it is not our own.
    pub source: Option<Source>,
}

/// Somebody who signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Their name as printed.
    pub name: String,
    /// Their page.
    pub url: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its full address.
    pub url: String,
    /// Its MIME type.
    pub content_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// Another paper's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub feed: String,
}

/// A format of feeds.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// How its addresses end: `feed.xml`.
    pub extension: &'static str,
    /// Its MIME type, for the header and for `<link rel="alternate">`.
    pub content_type: &'static str,
    /// Writes a feed in it.
    pub write: fn(&Feed) -> String,
}

/// Every format; each has its address under every front, section, author and topic.
pub const FORMATS: &[Format] = &[rss::FORMAT, atom::FORMAT, json_feed::FORMAT];
