//! What stands behind stories: who says so, how it came to this, and the page of a situation.

use story::coverage::{How, ItemKind, Standing, State, When};

use super::{Chrome, CorrectionEntry, NavLink, Page, Teaser};

/// What stands behind an article, under and beside its text.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Behind {
    /// The situations that the article is about.
    pub storylines: Vec<NavLink>,
    /// What happened of which the article speaks, by time.
    pub timeline: Timeline,
    /// Who says what the article says, in the order of the text.
    pub ledger: Ledger,
}

/// What happened, by time.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Timeline {
    /// The events.
    pub events: Vec<EventEntry>,
    /// How many events there are in all.
    pub all: usize,
    /// Where all of them are.
    pub href: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, serde::Serialize)]
pub struct EventEntry {
    /// A name for it on this page, to be linked to.
    pub id: String,
    /// What happened.
    pub name: Printed,
    /// When; the filter `date_known` prints it.
    pub when: When,
    /// Where.
    pub place: Option<NavLink>,
    /// Whether it goes on.
    pub going_on: bool,
}

/// Words with the language that they are in, where it is not that of the page.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Printed {
    /// The words.
    pub text: String,
    /// The code of their language.
    pub lang: Option<String>,
    /// The way it is written.
    pub dir: Option<story::Direction>,
}

/// The claims of an article or of a situation.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Ledger {
    /// The claims.
    pub claims: Vec<ClaimEntry>,
    /// How many of them the paper makes in its own voice.
    pub own: usize,
    /// How many people and organizations the others come from.
    pub voices: usize,
}

/// A claim and who makes it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ClaimEntry {
    /// Its number on this page, from 1.
    pub number: usize,
    /// What is claimed: the words of the article, or a sentence.
    pub text: Printed,
    /// Whether they are the words of whoever spoke.
    pub quotation: bool,
    /// Where the words are.
    pub href: Option<String>,
    /// Who says so, first who spoke, last who reached the paper; nobody is the paper itself.
    pub chain: Vec<HopEntry>,
    /// Whether it still holds.
    pub standing: Standing,
}

/// One who passed a claim on.
#[derive(Clone, Debug, serde::Serialize)]
pub struct HopEntry {
    /// Who, or what is told where nobody is named.
    pub name: Printed,
    /// Their page.
    pub href: Option<String>,
    /// For whom they spoke.
    pub on_behalf_of: Option<Printed>,
    /// How they put it.
    pub how: How,
}

/// Somebody or something that a situation is about.
#[derive(Clone, Debug, serde::Serialize)]
pub struct WhoEntry {
    /// What it is.
    pub kind: ItemKind,
    /// What it is called.
    pub name: Printed,
    /// What it is, in a line.
    pub about: Option<String>,
    /// Its page.
    pub href: Option<String>,
    /// How many claims on this page come from it.
    pub claims: usize,
}

/// A background card.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CardEntry {
    /// Its title.
    pub title: String,
    /// Its standfirst; may be empty.
    pub standfirst: String,
    /// Where it is.
    pub href: String,
}

/// Where things are: a drawing, and the same as a list.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Map {
    /// The drawing as SVG, which needs no other file and is safe to stand in a page.
    pub svg: String,
    /// The places on it.
    pub places: Vec<PlaceEntry>,
}

/// A place on a map.
#[derive(Clone, Debug, serde::Serialize)]
pub struct PlaceEntry {
    /// Its name.
    pub name: Printed,
    /// What it is, in a line.
    pub about: Option<String>,
    /// Its page.
    pub href: Option<String>,
    /// Whether it is disputed what it belongs to.
    pub disputed: bool,
}

/// `coverage.html`: a situation with everything that the paper has on it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CoveragePage {
    /// What every page has around it.
    pub paper: Chrome,
    /// What the situation is called.
    pub name: Printed,
    /// Where it stands now.
    pub now: Option<String>,
    /// Whether it goes on.
    pub state: State,
    /// Since when.
    pub since: Option<When>,
    /// When the newest of its articles changed.
    pub checked_at: Option<story::Timestamp>,
    /// What happened.
    pub timeline: Timeline,
    /// What people are told to do.
    pub advisories: Vec<EventEntry>,
    /// Where it happens.
    pub map: Option<Map>,
    /// Who's who.
    pub who: Vec<WhoEntry>,
    /// What was said.
    pub said: Ledger,
    /// Background.
    pub cards: Vec<CardEntry>,
    /// The newest articles.
    pub articles: Vec<Teaser>,
    /// What was put right in them.
    pub corrections: Vec<CorrectionEntry>,
    /// The feed to follow it by.
    pub feed_href: String,
}

impl Page for CoveragePage {
    const TEMPLATE: &'static str = "coverage.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
