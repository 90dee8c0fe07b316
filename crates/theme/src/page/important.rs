//! The list of the most important news.

use super::{Chrome, Page};

/// `important.html`: the list on a page of its own. The script of “load more” reads the same page.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ImportantPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The list from some place on.
    pub list: ImportantList,
}

/// The list of the most important news.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ImportantList {
    /// The section that it is of, by name; nothing means the whole edition.
    pub section: Option<String>,
    /// What is on it.
    pub items: Vec<ImportantItem>,
    /// The page that goes on after the last item.
    pub next_href: Option<String>,
}

/// An article on the list.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ImportantItem {
    /// Its place, from 1.
    pub number: u32,
    /// Its headline.
    pub headline: String,
    /// Where it is.
    pub href: String,
}

impl Page for ImportantPage {
    const TEMPLATE: &'static str = "important.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
