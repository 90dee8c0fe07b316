//! An article, whole.

use story::content::CreditRole;
use story::correction::CorrectionKind;
use story::{Direction, Kind, Language, RevisionNumber, Timestamp};

use super::{
    AdSlot, Behind, Chrome, ImportantList, LivePlace, MostReadList, NavLink, Page, Picture,
    ShareLink, Teaser, Text, ViewsPlace,
};

/// `article.html`: an article with everything around it. Standing pages are articles of the kind `page`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ArticlePage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The article itself.
    pub article: ArticleText,
    /// What it is about: names and pages of topics.
    pub topics: Vec<NavLink>,
    /// Plain links that share it.
    pub share: Vec<ShareLink>,
    /// Its print view.
    pub print_href: String,
    /// Its history.
    pub history_href: String,
    /// The same without pictures and scripts.
    pub light_href: Option<String>,
    /// The same as plain text.
    pub text_href: String,
    /// The same as Markdown.
    pub markdown_href: String,
    /// Whether others may take it over: shows the box with its HTML and the link that they must keep.
    pub republish: bool,
    /// The labelled place for an advertisement, where the edition has one.
    pub advertisement: Option<AdSlot>,
    /// What a live report has above its posts.
    pub live: Option<LivePlace>,
    /// What stands behind it; nothing for an article whose words nobody marked.
    pub behind: Option<Behind>,
    /// What to read next; may be empty.
    pub related: Vec<Teaser>,
    /// The most important news of its section or of the edition.
    pub important: Option<ImportantList>,
    /// What is read most, where the edition shows it.
    pub most_read: Option<MostReadList>,
}

/// What is told, by whom and when: the same on the page, in print and in the light view.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ArticleText {
    /// What it is.
    pub kind: Kind,
    /// Whether its live coverage has ended.
    pub ended: bool,
    /// Its section.
    pub section: Option<NavLink>,
    /// Words beside the section's name above the headline; may be empty.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The sentence or two under it; may be empty.
    pub standfirst: String,
    /// Who made it, in the order printed.
    pub byline: Vec<Credit>,
    /// Where it was written: `BAMAKO`.
    pub dateline: Option<String>,
    /// Who paid for it, where somebody did.
    pub sponsor: Option<String>,
    /// When it was first published.
    pub first_live_at: Timestamp,
    /// When it last changed materially, if it did after it was first published.
    pub changed_at: Option<Timestamp>,
    /// How long reading takes: [`story::words::reading_minutes`] of the body's words.
    pub reading_minutes: u32,
    /// Where it says how many people read it, if the edition counts them.
    pub views: Option<ViewsPlace>,
    /// The picture on top.
    pub lead: Option<Picture>,
    /// The running text; templates get it rendered, as `text`.
    #[serde(skip)]
    pub text: Text,
    /// What was put right in it, newest first.
    pub corrections: Vec<CorrectionNote>,
    /// Since when a correction of a sibling waits to be looked at here, once readers are to know.
    pub correction_pending_since: Option<Timestamp>,
    /// The article that it was translated from.
    pub translated_from: Option<TranslatedFrom>,
    /// Its absolute address.
    pub permalink: String,
    /// Its path on this site.
    pub href: String,
    /// Which revision is shown.
    pub version: RevisionNumber,
}

/// Somebody named in the byline.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Credit {
    /// What they did.
    pub role: CreditRole,
    /// The name as printed.
    pub name: String,
    /// Their page.
    pub href: Option<String>,
}

/// A correction as readers see it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct CorrectionNote {
    /// What was put right.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// The difference that it made, if that is public.
    pub href: Option<String>,
}

/// The article that this one was translated from.
#[derive(Clone, Debug, serde::Serialize)]
pub struct TranslatedFrom {
    /// Its language.
    pub language: Language,
    /// The way the language is written.
    pub dir: Direction,
    /// Its headline.
    pub headline: String,
    /// Where it is, if it is public.
    pub href: Option<String>,
}

impl Page for ArticlePage {
    const TEMPLATE: &'static str = "article.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }

    fn article(&self) -> Option<&ArticleText> {
        Some(&self.article)
    }

    fn republish(&self) -> bool {
        self.republish
    }
}
