//! An article for paper.

use super::{ArticleText, Behind, Chrome, Page};

/// `print.html`: the article alone, with its address in full.
#[derive(Clone, Debug, serde::Serialize)]
pub struct PrintPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The article.
    pub article: ArticleText,
    /// What stands behind it.
    pub behind: Option<Behind>,
}

impl Page for PrintPage {
    const TEMPLATE: &'static str = "print.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }

    fn article(&self) -> Option<&ArticleText> {
        Some(&self.article)
    }
}
