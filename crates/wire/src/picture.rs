//! Pictures named in a text from elsewhere, and how its reader asks the newsroom for them.

use story::MediaId;
use story::block::{Block, FigureAttrs};
use story::inline::{Inline, Mark, plain_text};

use crate::conversion::Losses;

/// A picture as a text names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureRef {
    /// Its address or key; empty where only the attachment is named.
    pub source: String,
    /// Its number in the WordPress that it comes from.
    pub attachment: Option<u64>,
    /// What the text says it shows.
    pub alt: String,
    /// What the text prints under it.
    pub caption: Vec<Inline>,
    /// Who made it, if the text says so.
    pub credit: Option<String>,
}

/// A picture that the newsroom has, with words for where the text has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Which.
    pub media: MediaId,
    /// What it shows.
    pub alt: String,
    /// What is printed under it.
    pub caption: String,
    /// Who made it.
    pub credit: Option<String>,
}

/// Where a text's pictures are found.
pub trait Pictures {
    /// The picture that the text means, if the newsroom has it.
    fn find(&mut self, reference: &PictureRef) -> Option<Picture>;

    /// The pictures that belong to the article, for a gallery that names none.
    fn attached(&mut self) -> Vec<PictureRef> {
        Vec::new()
    }
}

/// A newsroom without pictures.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPictures;

impl Pictures for NoPictures {
    fn find(&mut self, _: &PictureRef) -> Option<Picture> {
        None
    }
}

/// The figure of a picture, or what is left of it without the file: its words, with a link to where it was.
pub(crate) fn figure(
    reference: PictureRef,
    pictures: &mut dyn Pictures,
    losses: &mut Losses,
) -> Option<Block> {
    let found = pictures.find(&reference);
    let PictureRef { source, attachment, alt, caption, credit } = reference;
    let Some(picture) = found else {
        let name = match attachment {
            Some(number) if source.is_empty() => format!("picture of attachment {number}"),
            _ => format!("picture {source}"),
        };
        losses.add(&name, "There is no file for it; its caption and its address were kept.");
        let words = if plain_text(&caption).trim().is_empty() {
            let name = if alt.trim().is_empty() { source.clone() } else { alt };
            vec![Inline::text(name)]
        } else {
            caption
        };
        if plain_text(&words).trim().is_empty() {
            return None;
        }
        return Some(Block::paragraph(match crate::link::web(&source) {
            Some(href) => linked(words, &href),
            None => words,
        }));
    };
    let attrs = FigureAttrs {
        id: Default::default(),
        media: picture.media,
        alt: if alt.trim().is_empty() { picture.alt } else { alt },
        credit: credit.or(picture.credit),
    };
    let content = if plain_text(&caption).trim().is_empty() {
        (!picture.caption.is_empty()).then(|| Inline::text(picture.caption)).into_iter().collect()
    } else {
        caption
    };
    Some(Block::Figure { attrs, content })
}

fn linked(words: Vec<Inline>, href: &str) -> Vec<Inline> {
    let link = |mut inline: Inline| {
        if let Inline::Text { marks, .. } = &mut inline
            && !marks.iter().any(|mark| matches!(mark, Mark::Link { .. }))
        {
            marks.push(Mark::Link { href: href.to_owned(), title: None });
        }
        inline
    };
    words.into_iter().map(link).collect()
}
