//! What a reader looked for, and what was found.

use story::{Direction, Kind, Language, Timestamp};

use super::{Chrome, Page};

/// `search.html`: the form, and what was found.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SearchPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// Where the form is sent: `/en/search`.
    pub action: String,
    /// What was asked for; all empty on the way in.
    pub asked: SearchForm,
    /// Whether anything was asked for.
    pub is_asked: bool,
    /// The sections to choose from.
    pub sections: Vec<SearchChoice>,
    /// The editions to choose from, each called in its own language; this one is the first.
    pub editions: Vec<SearchChoice>,
    /// How many articles were found.
    pub total: usize,
    /// What was found, in order.
    pub results: Vec<SearchResult>,
    /// What was looked for in place of what was typed, because nothing is spelled so.
    pub instead: Option<String>,
    /// Whether the articles have only some of the words.
    pub some_words: bool,
    /// Whether not all articles are findable yet, because the index is being made.
    pub incomplete: bool,
    /// Whether the index does not answer.
    pub away: bool,
    /// Where the list goes on.
    pub next_href: Option<String>,
    /// Articles to read when nothing was found.
    pub newest: Vec<super::Teaser>,
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct SearchForm {
    /// The words.
    pub q: String,
    /// A name of an author.
    pub author: String,
    /// The first day, `2025-11-03`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Whether the newest come first.
    pub by_date: bool,
    /// Whether all editions are looked through.
    pub everywhere: bool,
    /// Whether more than words was asked for, so that the rest of the form is shown at once.
    pub is_narrowed: bool,
}

/// A choice of the form.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SearchChoice {
    /// What the form sends.
    pub value: String,
    /// What readers call it.
    pub name: String,
    /// The language of the name.
    pub language: Language,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// An article that was found.
#[derive(Clone, Debug, serde::Serialize)]
pub struct SearchResult {
    /// Where it is.
    pub href: String,
    /// What it is.
    pub kind: Kind,
    /// Whether its live coverage has ended.
    pub ended: bool,
    /// Its section; may be empty.
    pub kicker: String,
    /// Its headline in pieces.
    pub headline: Vec<SearchPiece>,
    /// The place in its text that shows why, in pieces.
    pub snippet: Vec<SearchPiece>,
    /// Who made it.
    pub byline: Vec<String>,
    /// When it was first published.
    pub first_live_at: Timestamp,
    /// The name of its edition, if it is another than the page's.
    pub edition: Option<String>,
    /// Its language.
    pub language: Language,
    /// The way it is written.
    pub dir: Direction,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SearchPiece {
    /// What it says.
    pub text: String,
    /// Whether it is what was looked for.
    pub marked: bool,
}

impl Page for SearchPage {
    const TEMPLATE: &'static str = "search.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
