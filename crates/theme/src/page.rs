//! The page contract: what a theme may rely on. `site` fills these, templates read them by the same names.
//!
//! Times are moments in UTC; templates print them in the edition's zone and language with filters.
//! Addresses (`href`) are ready for a browser: percent-encoded, absolute paths of this site unless said otherwise.
//! Texts are plain text; templates escape them.

mod advertisement;
mod article;
mod author;
mod chrome;
mod corrections;
mod coverage;
mod error;
mod front;
mod history;
mod important;
mod light;
mod live;
mod most_read;
mod picture;
mod preferences;
mod print;
mod search;
mod section;
mod share;
mod teaser;
mod text;
mod topic;
mod verify;
mod views;

pub use advertisement::{AdFrame, AdSlot};
pub use article::{ArticlePage, ArticleText, CorrectionNote, Credit, TranslatedFrom};
pub use author::AuthorPage;
pub use chrome::{
    AlternateLink, AppProfile, Chrome, EditionHead, EditionLink, EditionTarget, FeedLink, NavLink,
    SocialProfile,
};
pub use corrections::{CorrectionEntry, CorrectionsPage};
pub use coverage::{
    Behind, CardEntry, ClaimEntry, CoveragePage, EventEntry, HopEntry, Ledger, Map, PlaceEntry,
    Printed, Timeline, WhoEntry,
};
pub use error::ErrorPage;
pub use front::FrontPage;
pub use history::{HistoryPage, RecordEntry, RevisionEntry, RevisionLink, RevisionPage};
pub use important::{ImportantItem, ImportantList, ImportantPage};
pub use light::LightPage;
pub use live::{KeyEvent, LivePlace};
pub use most_read::{MostReadItem, MostReadList, MostReadPage};
pub use picture::{Focus, Picture, PictureFile, PictureFormat, Source};
pub use preferences::{COOKIE, Preferences, SIZES, Shade};
pub use print::PrintPage;
pub use search::{SearchChoice, SearchForm, SearchPage, SearchPiece, SearchResult};
pub use section::{NotInThisLanguage, SectionPage};
pub use share::ShareLink;
pub use teaser::Teaser;
pub use text::{ClaimMark, Text};
pub use topic::TopicPage;
pub use verify::VerifyPage;
pub use views::{ViewsPage, ViewsPlace};

/// The version of this contract; `theme.toml` says which one a theme was made for.
pub const CONTRACT: u32 = 1;

/// A page that a theme can render.
pub trait Page: serde::Serialize {
    /// The template's file name, such as `article.html`.
    const TEMPLATE: &'static str;

    /// What the page shares with all others.
    fn paper(&self) -> &Chrome;

    /// The article that it tells, whose text is rendered block by block and given to the template as `text`.
    fn article(&self) -> Option<&ArticleText> {
        None
    }

    /// Whether the text is also given to the template as `republish_text`, for other papers.
    fn republish(&self) -> bool {
        false
    }
}
