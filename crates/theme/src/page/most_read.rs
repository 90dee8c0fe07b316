//! What is read most.

use super::{Chrome, NavLink, Page};

/// `most_read.html`: what is read most, on a page of its own.
#[derive(Clone, Debug, serde::Serialize)]
pub struct MostReadPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The list from some place on.
    pub list: MostReadList,
    /// The same over the last hour, day and week, in this order; named `hour`, `day` and `week`.
    pub spans: Vec<NavLink>,
    /// The same in each section, after the one of the whole edition, which has no name.
    pub sections: Vec<NavLink>,
    /// The page that goes on after the last item.
    pub next_href: Option<String>,
}

/// Articles that are read most, the first one most of all.
#[derive(Clone, Debug, serde::Serialize)]
pub struct MostReadList {
    /// The section that it is of, by name; nothing means the whole edition.
    pub section: Option<String>,
    /// What is on it.
    pub items: Vec<MostReadItem>,
    /// The page that shows all of it.
    pub href: String,
}

/// An article that is read a lot.
#[derive(Clone, Debug, serde::Serialize)]
pub struct MostReadItem {
    /// Its place, from 1.
    pub number: u32,
    /// Its headline.
    pub headline: String,
    /// Where it is.
    pub href: String,
}

impl Page for MostReadPage {
    const TEMPLATE: &'static str = "most_read.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
