//! JSON Feed 1.1.

use serde::Serialize;

use super::{Author, Entry, Feed, Format};
use crate::time::with_offset;

/// JSON Feed.
pub const FORMAT: Format = Format {
    name: "JSON Feed",
    extension: "json",
    content_type: "application/feed+json; charset=utf-8",
    write,
};

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    language: &'a str,
    // The format lets others add objects whose names begin with an underscore.
    #[serde(rename = "_masthead", skip_serializing_if = "Option::is_none")]
    own: Option<FeedOwn<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Signed<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    language: &'a str,
    #[serde(rename = "_masthead", skip_serializing_if = "Option::is_none")]
    own: Option<ItemOwn<'a>>,
}

#[derive(Serialize)]
struct Signed<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct FeedOwn<'a> {
    rights: &'a str,
}

#[derive(Serialize)]
struct ItemOwn<'a> {
    source_title: &'a str,
    source_feed_url: &'a str,
}

fn write(feed: &Feed) -> String {
    // The format has no place for the time of the feed itself; each item has its own.
    let Feed {
        title,
        link,
        self_link,
        description,
        language,
        rights,
        updated: _,
        zone: _,
        icon,
        entries,
    } = feed;
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: link,
        feed_url: self_link,
        description,
        icon: icon.as_deref(),
        language: language.code(),
        own: (!rights.is_empty()).then_some(FeedOwn { rights }),
        items: entries.iter().map(|entry| item(entry, feed)).collect(),
    };
    // Serializing plain structs into a string cannot fail.
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn item<'a>(entry: &'a Entry, feed: &Feed) -> Item<'a> {
    let Entry {
        id,
        url,
        title,
        summary,
        content_html,
        authors,
        published,
        updated,
        categories,
        image,
        language,
        source,
    } = entry;
    let signed = |author: &'a Author| Signed { name: &author.name, url: author.url.as_deref() };
    Item {
        id,
        url,
        title,
        summary,
        content_html,
        image: image.as_ref().map(|image| image.url.as_str()),
        date_published: with_offset(*published, &feed.zone),
        date_modified: (updated > published).then(|| with_offset(*updated, &feed.zone)),
        authors: authors.iter().map(signed).collect(),
        tags: categories,
        language: language.code(),
        own: source
            .as_ref()
            .map(|source| ItemOwn { source_title: &source.title, source_feed_url: &source.feed }),
    }
}
