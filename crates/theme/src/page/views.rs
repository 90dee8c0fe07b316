//! How many people read an article.

use super::{Chrome, Page};

/// Where an article says how many people read it. The page that is kept does not know the number: a script asks for
/// it, or a picture shows it, and both tell of the reader.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ViewsPlace {
    /// Where a script finds the number and how to tell of a reader.
    pub href: String,
    /// The number as a picture, for readers without scripts.
    pub picture: String,
    /// Whether readers are shown it; else they are only counted.
    pub shown: bool,
}

/// `views.html`: the number in words, as bare text.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ViewsPage {
    /// What every page has around it, and this one does not show.
    pub paper: Chrome,
    /// How many people read it.
    pub views: i64,
}

impl Page for ViewsPage {
    const TEMPLATE: &'static str = "views.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
