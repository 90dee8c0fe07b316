//! The running text of an article with what its blocks refer to.

use std::collections::HashMap;

use story::{ArticleId, Body, ItemId, MediaId};

use super::PictureFile;

/// The running text of an article. Links to stories (`story:<id>`) must already be addresses:
/// see [`Body::map_links`]; a link of any other scheme than a reader's browser follows loses its link.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The blocks.
    pub body: Body,
    /// The pictures that may be shown now; a figure without one is left out.
    pub pictures: HashMap<MediaId, PictureFile>,
    /// The claims whose words readers can follow to who says so, with their numbers in the ledger; for claims of the
    /// paper itself the words are only a place to come back to.
    pub claims: HashMap<ItemId, ClaimMark>,
    /// The addresses of the cards that blocks were copied from, if they are public.
    pub cards: HashMap<ArticleId, String>,
}

/// How the words of a claim are marked in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimMark {
    /// Its number in the ledger.
    pub number: usize,
    /// Whether somebody other than the paper says so, which a small number after the words tells.
    pub attributed: bool,
}
