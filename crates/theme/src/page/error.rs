//! A dead end with ways out.

use super::{Chrome, Page, Teaser};

/// `error.html`: what went wrong, in the edition's language, and where to go from here.
#[derive(Clone, Debug, serde::Serialize)]
pub struct ErrorPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// 400, 404, 410, 451 or 500; any other number gets the words of 500.
    pub status: u16,
    /// What the newsroom says about it, such as why an article was withdrawn.
    pub note: Option<String>,
    /// Something to read instead; may be empty.
    pub articles: Vec<Teaser>,
}

impl Page for ErrorPage {
    const TEMPLATE: &'static str = "error.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
