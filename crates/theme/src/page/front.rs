//! The front of an edition.

use super::{AdSlot, Chrome, ImportantList, MostReadList, Page, Teaser};

/// `front.html`: what the editors placed, then the newest.
#[derive(Clone, Debug, serde::Serialize)]
pub struct FrontPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The first story; nothing on the first day of an edition.
    pub lead: Option<Teaser>,
    /// Up to three stories beside it.
    pub seconds: Vec<Teaser>,
    /// The stories below.
    pub more: Vec<Teaser>,
    /// The most important news of the edition.
    pub important: Option<ImportantList>,
    /// What is read most, where the edition shows it.
    pub most_read: Option<MostReadList>,
    /// The place for an advertisement above the stories, while there is one.
    pub advertisement: Option<AdSlot>,
    /// Where the newest stories go on.
    pub next_href: Option<String>,
}

impl Page for FrontPage {
    const TEMPLATE: &'static str = "front.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
