//! An article for slow lines.

use super::{ArticleText, Chrome, Page};

/// `light.html`: the article without pictures and scripts. Give its text no pictures.
#[derive(Clone, Debug, serde::Serialize)]
pub struct LightPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The article.
    pub article: ArticleText,
}

impl Page for LightPage {
    const TEMPLATE: &'static str = "light.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }

    fn article(&self) -> Option<&ArticleText> {
        Some(&self.article)
    }
}
