//! A topic and its articles.

use story::coverage::ItemKind;

use super::{Chrome, Ledger, NavLink, Page, Teaser, Timeline};

/// `topic.html`: the articles about a topic, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct TopicPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ItemKind,
    /// What it is, in a line.
    pub about: Option<String>,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// The situations that it has a part in.
    pub storylines: Vec<NavLink>,
    /// What happened that it had a part in.
    pub timeline: Timeline,
    /// What it said.
    pub said: Ledger,
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
