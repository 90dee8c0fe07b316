//! The text of one block: what it says, what is marked already, and how a browser counts it.

use std::ops::Range;

use story::block::{Block, BlockId};
use story::inline::{Inline, Mark};

/// The words of one block as one text, a hard break being a line end.
#[derive(Debug)]
pub(crate) struct Passage {
    pub(crate) block: BlockId,
    pub(crate) text: String,
    /// For each byte of the text, how many UTF-16 code units stand before it.
    units: Vec<usize>,
    marked: Vec<(String, Range<usize>)>,
}

impl Passage {
    /// The passage of a block that has words of its own.
    pub(crate) fn of(block: &Block) -> Option<Passage> {
        // What is preformatted is quoted from a machine and names nobody.
        if matches!(block, Block::Preformatted { .. }) || block.inlines().is_empty() {
            return None;
        }
        let mut text = String::new();
        let mut marked = Vec::new();
        for inline in block.inlines() {
            let from = text.len();
            text.push_str(inline.as_str());
            if let Inline::Text { marks, .. } = inline {
                for mark in marks {
                    if let Mark::Ref { part, .. } = mark {
                        marked.push((part.clone(), from..text.len()));
                    }
                }
            }
        }
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut before = 0;
        for letter in text.chars() {
            units.extend(std::iter::repeat_n(before, letter.len_utf8()));
            before += letter.len_utf16();
        }
        units.push(before);
        Some(Passage { block: block.id().clone(), text, units, marked })
    }

    /// How many UTF-16 code units stand before a byte of the text.
    pub(crate) fn unit(&self, byte: usize) -> usize {
        self.units.get(byte).or(self.units.last()).copied().unwrap_or_default()
    }

    /// The words of a range of bytes.
    pub(crate) fn words(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Whether some of these words carry a mark of one of these parts.
    pub(crate) fn is_marked(&self, parts: &[&str], range: &Range<usize>) -> bool {
        self.marked.iter().any(|(part, marked)| {
            parts.contains(&part.as_str()) && marked.start < range.end && range.start < marked.end
        })
    }
}
