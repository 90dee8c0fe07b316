//! Somebody who signs articles.

use story::author::AuthorKind;

use super::{Chrome, Page, Teaser};

/// `author.html`: who they are and what they wrote, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AuthorPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// Their name.
    pub name: String,
    /// Who they are.
    pub kind: AuthorKind,
    /// What they do; may be empty.
    pub title: String,
    /// A few lines about them; may be empty.
    pub bio: String,
    /// Their articles.
    pub articles: Vec<Teaser>,
    /// Where the list goes on.
    pub next_href: Option<String>,
}

impl Page for AuthorPage {
    const TEMPLATE: &'static str = "author.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
