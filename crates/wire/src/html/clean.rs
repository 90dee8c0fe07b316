//! The allow list: which elements and attributes may be in a text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that a body can say something with.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that a body can say something with, by element; `*` is any.
pub(super) const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("*", &["lang", "dir"]),
    ("a", &["href", "title", "rel"]),
    ("img", &["src", "alt", "title", "class"]),
    ("figure", &["class", "data-attachment", "data-caption", "data-embed", "data-gallery"]),
    ("div", &["class"]),
    ("ul", &["class"]),
    ("ol", &["start"]),
    ("hr", &["data-break"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan"]),
];

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let attributes_of = |element: &str| {
        let mut attributes = ATTRIBUTES.iter().filter(|(name, _)| *name == element);
        attributes.next().map_or_else(HashSet::new, |(_, list)| list.iter().copied().collect())
    };
    let by_element: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(element, _)| *element)
        .filter(|element| *element != "*")
        .map(|element| (element, attributes_of(element)))
        .collect();
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .generic_attributes(attributes_of("*"))
        .tag_attributes(by_element)
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .link_rel(None);
    cleaner
});

/// The HTML with nothing in it but what is on the list.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}
