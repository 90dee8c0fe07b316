//! The front of a section.

use story::{Direction, Language};

use super::{AdSlot, Chrome, MostReadList, Page, Teaser};

/// `section.html`: the stories of a section, newest first.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SectionPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// What readers call it.
    pub name: String,
    /// Its stories.
    pub articles: Vec<Teaser>,
    /// Where the list goes on.
    pub next_href: Option<String>,
    /// What is read most in it or in the edition, where the edition shows it.
    pub most_read: Option<MostReadList>,
    /// Why the reader is here instead of at a story.
    pub notice: Option<NotInThisLanguage>,
    /// The place for an advertisement above the stories, while there is one.
    pub advertisement: Option<AdSlot>,
}

/// The story that a reader wanted in this language, and that is not there.
#[derive(Clone, Debug, serde::Serialize)]
pub struct NotInThisLanguage {
    /// Its headline in the language that they came from.
    pub headline: String,
    /// The way back to it.
    pub href: String,
    /// The language that they came from.
    pub language: Language,
    /// The way that language is written.
    pub dir: Direction,
}

impl Page for SectionPage {
    const TEMPLATE: &'static str = "section.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
