//! The news sitemap: the articles of the last two days.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use story::{Language, Timestamp};

use super::SITEMAP;
use crate::time::with_offset;
use crate::xml::Xml;

/// How old news may be, by Google's rules.
pub(super) const MAX_AGE: SignedDuration = SignedDuration::from_hours(48);

/// How many articles there may be, by Google's rules.
pub(super) const MAX_PAGES: usize = 1000;

/// An article as news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsPage {
    /// Its full address.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// When it first went live.
    pub published: Timestamp,
    /// The language that it is written in.
    pub language: Language,
}

/// Writes the news sitemap of a paper: the newest articles of the 48 hours before `now`, in the order given,
/// with their times in the edition's zone. `paper` is the paper's name exactly as its articles print it.
pub fn news(paper: &str, pages: &[NewsPage], now: Timestamp, zone: &TimeZone) -> String {
    let is_new = |page: &&NewsPage| {
        let age = now.duration_since(page.published);
        age <= MAX_AGE && !age.is_negative() && !page.title.trim().is_empty()
    };
    let mut fresh: Vec<&NewsPage> = pages.iter().filter(is_new).collect();
    if fresh.len() > MAX_PAGES {
        fresh.sort_by_key(|page| std::cmp::Reverse(page.published));
        fresh.truncate(MAX_PAGES);
    }
    let namespaces = [SITEMAP, ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9")];
    let mut xml = Xml::document();
    xml.element("urlset", &namespaces, |xml| {
        for NewsPage { url, title, published, language } in fresh {
            xml.element("url", &[], |xml| {
                xml.text("loc", &[], url);
                xml.element("news:news", &[], |xml| {
                    xml.element("news:publication", &[], |xml| {
                        xml.text("news:name", &[], paper);
                        xml.text("news:language", &[], language.code());
                    });
                    xml.text("news:publication_date", &[], &with_offset(*published, zone));
                    xml.text("news:title", &[], title);
                });
            });
        }
    });
    xml.finish()
}
