//! Pages that are no articles: the paper itself, its lists, its authors, and the way to where one is.

use serde_json::{Value, json};
use story::Language;

use super::{Author, Publisher, author, document, object, publisher};

/// A page in the way from the front to here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// What it is called.
    pub name: String,
    /// Its full address.
    pub url: String,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its headline.
    pub headline: String,
    /// Its full address.
    pub url: String,
}

/// The paper as a site. `search` is the address of a search with `{query}` where the words go, if there is one.
pub fn web_site(
    paper: &Publisher,
    description: &str,
    language: Language,
    search: Option<&str>,
) -> String {
    let search = search.map_or(Value::Null, |address| {
        object(
            "SearchAction",
            [
                ("target", object("EntryPoint", [("urlTemplate", json!(address))])),
                ("query-input", json!("required name=query")),
            ],
        )
    });
    document(object(
        "WebSite",
        [
            ("@id", json!(format!("{}#site", paper.url))),
            ("name", json!(paper.name)),
            ("url", json!(paper.url)),
            ("description", json!(description)),
            ("inLanguage", json!(language.code())),
            ("publisher", publisher(paper)),
            ("potentialAction", search),
        ],
    ))
}

/// A front, a section or a topic with its articles in the order shown.
pub fn list_page(
    page: &Crumb,
    description: &str,
    language: Language,
    paper: &Publisher,
    articles: &[Listed],
) -> String {
    document(object(
        "CollectionPage",
        [
            ("@id", json!(page.url)),
            ("url", json!(page.url)),
            ("name", json!(page.name)),
            ("description", json!(description)),
            ("inLanguage", json!(language.code())),
            ("isPartOf", json!({ "@type": "WebSite", "@id": format!("{}#site", paper.url) })),
            ("publisher", publisher(paper)),
            ("mainEntity", item_list(articles)),
        ],
    ))
}

/// An author's page with the articles in the order shown.
pub fn author_page(who: &Author, url: &str, language: Language, articles: &[Listed]) -> String {
    document(object(
        "ProfilePage",
        [
            ("@id", json!(url)),
            ("url", json!(url)),
            ("name", json!(who.name)),
            ("inLanguage", json!(language.code())),
            ("mainEntity", author(who)),
            ("hasPart", item_list(articles)),
        ],
    ))
}

/// The way from the front to a page, the page itself last.
pub fn breadcrumbs(way: &[Crumb]) -> String {
    let steps = way.iter().enumerate().map(|(place, Crumb { name, url })| {
        object(
            "ListItem",
            [("position", json!(place + 1)), ("name", json!(name)), ("item", json!(url))],
        )
    });
    document(object("BreadcrumbList", [("itemListElement", steps.collect())]))
}

pub(super) fn item_list(articles: &[Listed]) -> Value {
    let items = articles.iter().enumerate().map(|(place, Listed { headline, url })| {
        object(
            "ListItem",
            [("position", json!(place + 1)), ("name", json!(headline)), ("url", json!(url))],
        )
    });
    object(
        "ItemList",
        [("numberOfItems", json!(articles.len())), ("itemListElement", items.collect())],
    )
}
