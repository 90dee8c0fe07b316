//! The running text of an article with what its blocks refer to.

use std::collections::HashMap;

use story::{ArticleId, Body, MediaId};

use super::PictureFile;

/// The running text of an article. Links to stories (`story:<id>`) must already be addresses:
/// see [`Body::map_links`]; a link of any other scheme than a reader's browser follows loses its link.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The blocks.
    pub body: Body,
    /// The pictures that may be shown now; a figure without one is left out.
    pub pictures: HashMap<MediaId, PictureFile>,
    /// The addresses of the cards that blocks were copied from, if they are public.
    pub cards: HashMap<ArticleId, String>,
}
