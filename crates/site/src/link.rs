//! Addresses of pages, ready for a browser.

use story::section::Section;
use story::url::{article_path, encode};
use story::{EditionCode, Slug};

/// A standing page in the footer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NavPage {
    pub(crate) name: String,
    pub(crate) slug: Slug,
}

pub(crate) fn front(edition: &EditionCode) -> String {
    format!("/{edition}/")
}

pub(crate) fn section(section: &Section) -> String {
    encode(&format!("/{}/{}", section.edition, section.slug))
}

pub(crate) fn article(edition: &EditionCode, slug: &Slug) -> String {
    encode(&article_path(edition, slug))
}

pub(crate) fn search(edition: &EditionCode) -> String {
    format!("/{edition}/search")
}

pub(crate) fn author(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/author/{slug}"))
}

pub(crate) fn topic(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/topic/{slug}"))
}
