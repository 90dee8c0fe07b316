//! HTML coming in from other systems: cleaned, then taken apart into blocks.
//!
//! Four steps, each in a file of its own: WordPress's shortcodes become elements, tags are made to nest, an allow
//! list throws out what has no place in a text, and the tree that is left becomes a body. A body has no place for
//! a script at all; the steps before are there so that a mistake in one of them is not enough.

mod blocks;
mod clean;
mod embed;
mod nest;
mod shortcode;
mod signs;

use url::Url;

use crate::conversion::{Converted, Losses, converted};
use crate::picture::Pictures;

/// The longest text that is read, in bytes: a thousand times a long article.
pub const MAX_BYTES: usize = 8 << 20;

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Plain HTML.
    Html,
    /// WordPress: shortcodes, block comments, and blank lines between paragraphs that have no tags.
    WordPress,
}

/// Reads a piece of HTML; `page` is the address that it stood at, which relative links start from.
pub fn read(
    html: &str,
    dialect: Dialect,
    page: Option<&str>,
    pictures: &mut dyn Pictures,
) -> Converted {
    let mut losses = Losses::default();
    let html = cut(html, &mut losses);
    let page = page.and_then(|page| Url::parse(page).ok());
    let (html, paragraphs) = match dialect {
        Dialect::Html => (html.to_owned(), blocks::Paragraphs::ByTags),
        Dialect::WordPress => {
            // Since WordPress 5 a text is either made of blocks or written with blank lines.
            let has_blocks = html.contains("<!-- wp:");
            let paragraphs = if has_blocks {
                blocks::Paragraphs::ByTags
            } else {
                blocks::Paragraphs::ByBlankLines
            };
            (shortcode::expand(html, &mut losses), paragraphs)
        }
    };
    let nested = nest::nest(&html, page.as_ref(), &mut losses);
    let clean = clean::clean(&nested);
    let blocks = blocks::read(&clean, paragraphs, pictures, &mut losses);
    converted(blocks, losses)
}

fn cut<'a>(html: &'a str, losses: &mut Losses) -> &'a str {
    if html.len() <= MAX_BYTES {
        return html;
    }
    losses.add("the end of the text", "It is longer than 8 MiB; the rest was left out.");
    &html[..html.floor_char_boundary(MAX_BYTES)]
}
