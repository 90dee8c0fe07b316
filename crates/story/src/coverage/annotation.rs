//! Which words of a text stand for which item.

use std::collections::HashSet;

use crate::block::{Block, BlockId};
use crate::body::Body;
use crate::inline::{Inline, Mark};
use crate::{Content, ItemId};

/// What words are to an item.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// They name it.
    Mention,
    /// They say when it was.
    When,
    /// They say where it was.
    Where,
    /// They are the claim, in the paper's words.
    Content,
    /// They are the claim, in the words of whoever said it.
    Quote,
    /// They name who says so.
    Source,
    /// They tell that somebody says so: “according to”.
    Cue,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 7] = [
        Part::Mention,
        Part::When,
        Part::Where,
        Part::Content,
        Part::Quote,
        Part::Source,
        Part::Cue,
    ];

    /// The word on a mark.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Mention => "mention",
            Part::When => "when",
            Part::Where => "where",
            Part::Content => "content",
            Part::Quote => "quote",
            Part::Source => "source",
            Part::Cue => "cue",
        }
    }

    /// Reads the word of [`Part::as_str`].
    pub fn parse(word: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// Words of a text that stand for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// For which.
    pub target: ItemId,
    /// What they are to it.
    pub part: Part,
    /// In which block.
    pub block: BlockId,
    /// Where in the block's text they begin, in UTF-16 code units; a line break counts one.
    pub from: usize,
    /// Where they end.
    pub to: usize,
    /// The words.
    pub words: String,
    /// Whether they stand in a block that is a quotation as a whole.
    pub set_apart: bool,
}

/// The item and the part that a mark names; nothing for other marks and for what is no id.
pub fn of_mark(mark: &Mark) -> Option<(ItemId, Part)> {
    let Mark::Ref { target, part } = mark else { return None };
    Some((target.parse().ok()?, Part::parse(part)?))
}

/// Every annotation of a body, in reading order.
pub fn of_body(body: &Body) -> Vec<Annotation> {
    let mut found = Vec::new();
    for block in body.blocks() {
        of_block(block, false, &mut found);
    }
    found
}

/// The items of these annotations, each once, in their order.
pub fn items(annotations: &[Annotation]) -> Vec<ItemId> {
    let mut seen = HashSet::with_capacity(annotations.len());
    annotations.iter().map(|found| found.target).filter(|item| seen.insert(*item)).collect()
}

fn of_block(block: &Block, set_apart: bool, found: &mut Vec<Annotation>) {
    let set_apart = set_apart || matches!(block, Block::Quotation { .. });
    of_inlines(block.id(), block.inlines(), set_apart, found);
    for child in block.children() {
        of_block(child, set_apart, found);
    }
}

fn of_inlines(block: &BlockId, inlines: &[Inline], set_apart: bool, found: &mut Vec<Annotation>) {
    let first = found.len();
    let mut at = 0;
    for inline in inlines {
        let words = inline.as_str();
        let end = at + words.encode_utf16().count();
        if let Inline::Text { marks, .. } = inline {
            for (target, part) in marks.iter().filter_map(of_mark) {
                let same = |one: &&mut Annotation| {
                    one.to == at && (one.target, one.part) == (target, part)
                };
                match found[first..].iter_mut().find(same) {
                    Some(before) => {
                        before.to = end;
                        before.words.push_str(words);
                    }
                    None => found.push(Annotation {
                        target,
                        part,
                        block: block.clone(),
                        from: at,
                        to: end,
                        words: words.to_owned(),
                        set_apart,
                    }),
                }
            }
        }
        at = end;
    }
}

impl Body {
    /// The same text with words of a block, from one place to another in UTF-16 code units, standing for an item too.
    /// A place inside a pair of code units counts as the one after it; places beyond the end as the end.
    pub fn annotated(
        self,
        block: &BlockId,
        from: usize,
        to: usize,
        item: ItemId,
        part: Part,
    ) -> Body {
        let mark = Mark::Ref { target: item.to_string(), part: part.as_str().to_owned() };
        let mut blocks = self.into_blocks();
        for candidate in &mut blocks {
            mark_in(candidate, block, from..to, &mark);
        }
        Body::new(blocks)
    }
}

fn mark_in(block: &mut Block, wanted: &BlockId, place: std::ops::Range<usize>, mark: &Mark) {
    if block.id() == wanted
        && let Some(inlines) = block.inlines_mut()
    {
        *inlines = with_mark(std::mem::take(inlines), place, mark);
        return;
    }
    for child in block.children_mut() {
        mark_in(child, wanted, place.clone(), mark);
    }
}

fn with_mark(inlines: Vec<Inline>, place: std::ops::Range<usize>, mark: &Mark) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len() + 2);
    let mut at = 0;
    for inline in inlines {
        let Inline::Text { text, marks } = inline else {
            at += 1;
            out.push(inline);
            continue;
        };
        let mut pieces: [String; 3] = Default::default();
        for letter in text.chars() {
            let piece = if at < place.start {
                0
            } else if at < place.end {
                1
            } else {
                2
            };
            pieces[piece].push(letter);
            at += letter.len_utf16();
        }
        for (piece, text) in pieces.into_iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let mut marks = marks.clone();
            marks.extend((piece == 1).then(|| mark.clone()));
            out.push(Inline::Text { text, marks });
        }
    }
    out
}

impl Content {
    /// The items that its words stand for, each once, in the order in which readers meet them.
    pub fn items(&self) -> Vec<ItemId> {
        items(&of_body(&self.body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    fn marked(text: &str, marks: &[(i64, Part)]) -> Inline {
        let mark = |(target, part): &(i64, Part)| Mark::Ref {
            target: target.to_string(),
            part: part.as_str().to_owned(),
        };
        Inline::Text { text: text.into(), marks: marks.iter().map(mark).collect() }
    }

    #[test]
    fn words_that_several_items_share_are_whole_for_each_of_them() {
        let body = Body::new(vec![Block::paragraph(vec![
            Inline::text("JNIM "),
            marked("wants ", &[(7, Part::Content)]),
            marked("anger", &[(7, Part::Content), (8, Part::Content)]),
            marked(" now", &[(8, Part::Content)]),
        ])]);
        let found: Vec<_> = of_body(&body)
            .into_iter()
            .map(|found| (found.target.number(), found.from, found.to, found.words))
            .collect();
        assert_eq!(
            found,
            [(7, 5, 16, "wants anger".to_owned()), (8, 11, 20, "anger now".to_owned())]
        );
    }

    #[test]
    fn places_are_counted_as_browsers_count() {
        let body = Body::new(vec![Block::paragraph(vec![
            Inline::text("🌧 "),
            marked("дождь", &[(7, Part::Mention)]),
        ])]);
        assert_eq!(of_body(&body)[0].from, 3);
    }

    #[test]
    fn a_mark_that_names_no_item_is_only_its_words() {
        let body = Body::new(vec![Block::paragraph(vec![Inline::Text {
            text: "x".into(),
            marks: vec![
                Mark::Ref { target: "seven".into(), part: "mention".into() },
                Mark::Ref { target: "7".into(), part: "colour".into() },
            ],
        }])]);
        assert!(of_body(&body).is_empty());
    }
}
