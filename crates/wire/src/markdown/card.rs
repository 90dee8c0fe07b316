//! A card written as a fenced block: its title, then a fact or a sentence per line.

use story::block::{Block, CardAttrs, Fact};
use story::inline::Inline;

/// The longest term of a fact; a colon further on belongs to a sentence.
const MAX_TERM: usize = 48;

/// Reads a card, or nothing if it says nothing.
pub(super) fn read(text: &str) -> Option<Block> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = lines.next()?.to_owned();
    let mut facts = Vec::new();
    let mut content = Vec::new();
    for line in lines {
        match fact(line) {
            // A fact below a sentence stays below it.
            Some(fact) if content.is_empty() => facts.push(fact),
            _ => content.push(Block::paragraph(vec![Inline::text(line)])),
        }
    }
    let attrs = CardAttrs { id: Default::default(), title, facts, origin: None, revision: None };
    Some(Block::Card { attrs, content })
}

/// A term, a colon and what it is. French sets a no-break space before the colon.
fn fact(line: &str) -> Option<Fact> {
    let (term, value) = line.split_once(':')?;
    let apart = value.starts_with(char::is_whitespace);
    let (term, value) = (term.trim(), value.trim());
    let is_term = !term.is_empty() && term.chars().count() <= MAX_TERM && !term.contains('.');
    (apart && is_term && !value.is_empty())
        .then(|| Fact { term: term.to_owned(), value: value.to_owned() })
}
