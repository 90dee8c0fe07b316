//! Sitemaps: what there is, for those who come to read it all.

mod news;

pub use news::{NewsPage, news};

use jiff::tz::TimeZone;
use story::Timestamp;

use crate::time::with_offset;
use crate::xml::Xml;

/// How many addresses one file has at most, by the protocol.
pub const MAX_URLS: usize = 50_000;

/// How many bytes one file has at most, by the protocol.
pub const MAX_BYTES: usize = 50 << 20;

/// How many pictures of a page are told, by Google's rules.
const MAX_IMAGES: usize = 1000;

const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// The MIME type of every sitemap.
pub const CONTENT_TYPE: &str = "application/xml; charset=utf-8";

/// A page that readers may come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its full address.
    pub url: String,
    /// When it last changed so that readers should know.
    pub changed: Option<Timestamp>,
    /// The same page in all its languages, itself included; empty if it has only one.
    pub alternates: Vec<Alternate>,
    /// The full addresses of the pictures that it shows.
    pub images: Vec<String>,
}

/// A page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// Its BCP 47 tag, or `x-default` for the page that asks which language it should be.
    pub hreflang: String,
    /// Its full address.
    pub url: String,
}

/// A sitemap in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sitemap {
    /// Its full address.
    pub url: String,
    /// When anything in it last changed.
    pub changed: Option<Timestamp>,
}

/// Writes an index of sitemaps; those beyond [`MAX_URLS`] are left out, as the protocol wants.
pub fn index(sitemaps: &[Sitemap]) -> String {
    let mut xml = Xml::document();
    xml.element("sitemapindex", &[SITEMAP], |xml| {
        for Sitemap { url, changed } in sitemaps.iter().take(MAX_URLS) {
            xml.element("sitemap", &[], |xml| {
                xml.text("loc", &[], url);
                last_change(xml, *changed);
            });
        }
    });
    xml.finish()
}

/// Writes pages into as many files as they need; none of them is empty or larger than the protocol allows.
pub fn url_sets(pages: impl IntoIterator<Item = Page>) -> Vec<String> {
    let mut files = Vec::new();
    let mut file = UrlSet::default();
    for page in pages {
        let page = written(&page);
        if !file.has_room_for(&page) {
            files.push(std::mem::take(&mut file).finish());
        }
        file.push(&page);
    }
    if file.urls > 0 {
        files.push(file.finish());
    }
    files
}

const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"",
    " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"",
    " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
);
const TAIL: &str = "</urlset>\n";

/// A file that is being filled.
#[derive(Default)]
struct UrlSet {
    pages: String,
    urls: usize,
}

impl UrlSet {
    fn has_room_for(&self, page: &str) -> bool {
        let bytes = HEAD.len() + self.pages.len() + page.len() + TAIL.len();
        self.urls < MAX_URLS && bytes <= MAX_BYTES
    }

    fn push(&mut self, page: &str) {
        self.pages.push_str(page);
        self.urls += 1;
    }

    fn finish(self) -> String {
        [HEAD, &self.pages, TAIL].concat()
    }
}

fn written(page: &Page) -> String {
    let Page { url, changed, alternates, images } = page;
    let mut xml = Xml::fragment();
    xml.element("url", &[], |xml| {
        xml.text("loc", &[], url);
        last_change(xml, *changed);
        for Alternate { hreflang, url } in alternates {
            xml.empty("xhtml:link", &[("rel", "alternate"), ("hreflang", hreflang), ("href", url)]);
        }
        for image in images.iter().take(MAX_IMAGES) {
            xml.element("image:image", &[], |xml| xml.text("image:loc", &[], image));
        }
    });
    xml.finish()
}

fn last_change(xml: &mut Xml, changed: Option<Timestamp>) {
    if let Some(changed) = changed {
        xml.text("lastmod", &[], &with_offset(changed, &TimeZone::UTC));
    }
}
