//! A topic and its articles.

use super::{Chrome, Page, Teaser};

/// `topic.html`: the articles about a topic, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct TopicPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// What it is called.
    pub name: String,
    /// Its articles.
    pub articles: Vec<Teaser>,
    /// Where the list goes on.
    pub next_href: Option<String>,
}

impl Page for TopicPage {
    const TEMPLATE: &'static str = "topic.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
