//! Addresses of pages, ready for a browser.

use story::section::Section;
use story::url::{article_path, encode, encode_part};
use story::{ArticleId, CreativeId, EditionCode, Kind, Slug};

use crate::paper::EditionPaper;

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

pub(crate) fn views(edition: &EditionCode, article: ArticleId) -> String {
    format!("/{edition}/views/{article}")
}

pub(crate) fn most_read(at: &EditionPaper, of: Option<&Section>, span: store::Span) -> String {
    let list = match of {
        Some(of) => section(of),
        None => format!("/{}", at.edition.code),
    };
    match span {
        store::Span::Day => format!("{list}/most-read"),
        store::Span::Hour | store::Span::Week => format!("{list}/most-read/{span}"),
    }
}

pub(crate) fn author(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/author/{slug}"))
}

pub(crate) fn topic(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/topic/{slug}"))
}

pub(crate) fn coverage(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/coverage/{slug}"))
}

pub(crate) fn explain(edition: &EditionCode, slug: &Slug) -> String {
    encode(&format!("/{edition}/explain/{slug}"))
}

/// The page of an article in another edition.
pub(crate) fn sibling(sibling: &store::Sibling) -> String {
    page(&sibling.edition, &sibling.slug, sibling.kind)
}

/// The page of an article: a card has an address of its own.
pub(crate) fn page(edition: &EditionCode, slug: &Slug, kind: Kind) -> String {
    match kind {
        Kind::Card => explain(edition, slug),
        _ => article(edition, slug),
    }
}

pub(crate) fn advertisement(edition: &EditionCode, slot: &str, section: Option<&str>) -> String {
    let frame = format!("/{edition}/advertisement/{}", encode_part(slot));
    match section {
        Some(key) => format!("{frame}?section={}", encode_part(key)),
        None => frame,
    }
}

/// The folder of an advertisement: `go` in it leads to the advertiser.
pub(crate) fn creative(edition: &EditionCode, id: CreativeId) -> String {
    format!("/{edition}/advertisement/{id}/")
}
