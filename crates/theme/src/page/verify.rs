//! Where readers verify a copy of the paper.

use super::{Chrome, Page};

/// `verify.html`: tells whether a page of a copy is what the paper published, and how to see it by hand.
#[derive(Clone, Debug, serde::Serialize)]
pub struct VerifyPage {
    /// What every page has around it.
    pub paper: Chrome,
    /// The public key that readers should know; nothing before the first one is made.
    pub key: Option<String>,
    /// The newest signed head of the public record.
    pub checkpoint_href: String,
    /// The keys, and what was said of them.
    pub keys_href: String,
}

impl Page for VerifyPage {
    const TEMPLATE: &'static str = "verify.html";

    fn paper(&self) -> &Chrome {
        &self.paper
    }
}
