//! The text of an article as a tree of blocks: the same shape in the editor, at rest and in the API.

use std::collections::HashSet;

use crate::block::{Block, BlockId, BreakKind, FigureAttrs, PostAttrs};
use crate::inline::{Inline, Mark};
use crate::{MediaId, Timestamp, words};

/// How deep blocks may stand in blocks; deeper text is a mistake or an attack.
pub const MAX_DEPTH: usize = 12;

/// How many blocks a body has at most, those inside others counted.
pub const MAX_BLOCKS: usize = 20_000;

/// A body: every block named once, neighbouring runs of the same marks joined, marks in canonical order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    blocks: Vec<Block>,
}

/// JSON that is not a body.
#[derive(Debug, thiserror::Error)]
pub enum BadBody {
    /// Not the JSON of a document.
    #[error("This text cannot be read as a document: {0}")]
    NotADocument(#[from] serde_json::Error),
    /// Too deep.
    #[error("Lists, quotations and tables are nested more than {MAX_DEPTH} deep.")]
    TooDeep,
    /// Too many blocks.
    #[error("The text has more than {MAX_BLOCKS} blocks.")]
    TooLong,
}

#[derive(serde::Serialize)]
#[serde(tag = "type", rename = "doc")]
struct DocumentOut<'a> {
    content: &'a [Block],
}

#[derive(serde::Deserialize)]
struct DocumentIn {
    #[serde(rename = "type")]
    _kind: DocumentKind,
    #[serde(default)]
    content: Vec<Block>,
}

/// What a document says that it is.
#[derive(serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum DocumentKind {
    Doc,
}

impl Body {
    /// A body of these blocks; blocks without a name, or with one that is taken, get a new one.
    pub fn new(blocks: Vec<Block>) -> Body {
        let mut body = Body { blocks };
        body.blocks.iter_mut().for_each(settle);
        body.name_blocks();
        body
    }

    /// Reads the JSON of a ProseMirror document.
    pub fn from_json(json: &str) -> Result<Body, BadBody> {
        Body::checked(serde_json::from_str::<DocumentIn>(json)?.content)
    }

    /// A body of blocks from outside, if they are within the limits.
    pub fn checked(blocks: Vec<Block>) -> Result<Body, BadBody> {
        if depth(&blocks) > MAX_DEPTH {
            return Err(BadBody::TooDeep);
        }
        if count(&blocks) > MAX_BLOCKS {
            return Err(BadBody::TooLong);
        }
        Ok(Body::new(blocks))
    }

    /// The canonical JSON: equal bodies give equal bytes.
    pub fn to_json(&self) -> String {
        // Serializing plain structs into a string cannot fail.
        serde_json::to_string(&DocumentOut { content: &self.blocks }).unwrap_or_default()
    }

    /// The blocks at the top.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks, given away.
    pub fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The words, one line per paragraph.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.blocks.iter().for_each(|block| block.push_text(&mut lines));
        lines
    }

    /// The words with an empty line between paragraphs.
    pub fn text(&self) -> String {
        self.lines().join("\n\n")
    }

    /// How many words it has, by the segmentation of Unicode and ICU.
    pub fn word_count(&self) -> usize {
        self.lines().iter().map(|line| words::count(line)).sum()
    }

    /// The words before the teaser's end, or of the first paragraph.
    pub fn teaser(&self) -> String {
        let cut = self.blocks.iter().position(
            |block| matches!(block, Block::Break { attrs } if attrs.kind == BreakKind::Teaser),
        );
        let mut lines = Vec::new();
        match cut {
            Some(cut) if cut > 0 => {
                self.blocks[..cut].iter().for_each(|block| block.push_text(&mut lines));
            }
            _ => {
                if let Some(block) =
                    self.blocks.iter().find(|block| matches!(block, Block::Paragraph { .. }))
                {
                    block.push_text(&mut lines);
                }
            }
        }
        lines.join(" ")
    }

    /// Every block, those inside others too, in reading order.
    pub fn walk(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        let mut waiting: Vec<&Block> = self.blocks.iter().rev().collect();
        while let Some(block) = waiting.pop() {
            all.push(block);
            waiting.extend(block.children().into_iter().rev());
        }
        all
    }

    /// Its posts, in the order in which they stand.
    pub fn posts(&self) -> Vec<&PostAttrs> {
        self.blocks
            .iter()
            .filter_map(|block| match block {
                Block::Post { attrs, .. } => Some(attrs),
                _ => None,
            })
            .collect()
    }

    /// When its live coverage ended: the moment of its newest post, if that is said to be the last.
    pub fn ended_at(&self) -> Option<Timestamp> {
        let posts = self.posts();
        let newest = posts.iter().map(|post| post.at).max()?;
        posts.iter().any(|post| post.last && post.at == newest).then_some(newest)
    }

    /// The pictures that it shows.
    pub fn media(&self) -> Vec<MediaId> {
        self.walk()
            .into_iter()
            .filter_map(|block| match block {
                Block::Figure { attrs, .. } => Some(attrs.media),
                _ => None,
            })
            .collect()
    }

    /// Where its links lead, in reading order.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        let marks =
            self.walk().into_iter().flat_map(Block::inlines).flat_map(|inline| match inline {
                Inline::Text { marks, .. } => marks.as_slice(),
                Inline::HardBreak => &[],
            });
        marks.filter_map(|mark| match mark {
            Mark::Link { href, .. } => Some(href.as_str()),
            _ => None,
        })
    }

    /// Changes each link's target by `change`; nothing means that the words stay and the link goes.
    pub fn map_links(self, mut change: impl FnMut(&str) -> Option<String>) -> Body {
        let mut blocks = self.blocks;
        blocks.iter_mut().for_each(|block| map_links_in(block, &mut change));
        Body::new(blocks)
    }

    /// The same text with every figure changed, those of galleries too.
    pub fn map_figures(self, mut change: impl FnMut(&mut FigureAttrs)) -> Body {
        let mut blocks = self.blocks;
        blocks.iter_mut().for_each(|block| map_figures_in(block, &mut change));
        Body::new(blocks)
    }

    fn name_blocks(&mut self) {
        let mut taken = HashSet::new();
        let mut next = 1;
        name(&mut self.blocks.iter_mut().collect::<Vec<_>>(), &mut taken, &mut next);
    }
}

impl serde::Serialize for Body {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        DocumentOut { content: &self.blocks }.serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Body {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Body, D::Error> {
        let document = DocumentIn::deserialize(deserializer)?;
        Body::checked(document.content).map_err(serde::de::Error::custom)
    }
}

fn depth(blocks: &[Block]) -> usize {
    // Level by level and not by recursion: the depth is what we do not trust yet.
    let mut level: Vec<&Block> = blocks.iter().collect();
    let mut depth = 0;
    while !level.is_empty() && depth <= MAX_DEPTH {
        depth += 1;
        level = level.into_iter().flat_map(Block::children).collect();
    }
    depth
}

fn count(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| {
            1 + block
                .children()
                .into_iter()
                .map(|child| count(std::slice::from_ref(child)))
                .sum::<usize>()
        })
        .sum()
}

fn name(blocks: &mut [&mut Block], taken: &mut HashSet<BlockId>, next: &mut u32) {
    // Names that are there come first, so that a new block never takes one from an old block.
    collect_names(blocks, taken);
    let mut seen = HashSet::new();
    give_names(blocks, taken, &mut seen, next);
}

fn collect_names(blocks: &[&mut Block], taken: &mut HashSet<BlockId>) {
    for block in blocks {
        taken.insert(block.id().clone());
        for child in block.children() {
            collect_names_in(child, taken);
        }
    }
}

fn collect_names_in(block: &Block, taken: &mut HashSet<BlockId>) {
    taken.insert(block.id().clone());
    block.children().into_iter().for_each(|child| collect_names_in(child, taken));
}

fn give_names(
    blocks: &mut [&mut Block],
    taken: &mut HashSet<BlockId>,
    seen: &mut HashSet<BlockId>,
    next: &mut u32,
) {
    for block in blocks {
        let id = block.id_mut();
        if id.0.is_empty() || !seen.insert(id.clone()) {
            *id = loop {
                let fresh = BlockId(format!("b{next}"));
                *next += 1;
                if taken.insert(fresh.clone()) {
                    break fresh;
                }
            };
            seen.insert(id.clone());
        }
        give_names(&mut block.children_mut(), taken, seen, next);
    }
}

fn settle(block: &mut Block) {
    if let Some(inlines) = block.inlines_mut() {
        *inlines = joined(std::mem::take(inlines));
    }
    block.children_mut().into_iter().for_each(settle);
}

/// Runs without empty ones, neighbours with the same marks made one, marks sorted and each there once.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines {
        if let Inline::Text { text, marks } = &mut inline {
            if text.is_empty() {
                continue;
            }
            marks.sort();
            marks.dedup();
            if let Some(Inline::Text { text: before, marks: same }) = out.last_mut()
                && same == marks
            {
                before.push_str(text);
                continue;
            }
        }
        out.push(inline);
    }
    out
}

fn map_links_in(block: &mut Block, change: &mut impl FnMut(&str) -> Option<String>) {
    if let Some(inlines) = block.inlines_mut() {
        for inline in inlines {
            let Inline::Text { marks, .. } = inline else { continue };
            marks.retain_mut(|mark| {
                let Mark::Link { href, .. } = mark else { return true };
                match change(href) {
                    Some(target) => {
                        *href = target;
                        true
                    }
                    None => false,
                }
            });
        }
    }
    for child in block.children_mut() {
        map_links_in(child, change);
    }
}

fn map_figures_in(block: &mut Block, change: &mut impl FnMut(&mut FigureAttrs)) {
    if let Block::Figure { attrs, .. } = block {
        change(attrs);
    }
    for child in block.children_mut() {
        map_figures_in(child, change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::ListItem;

    fn paragraph(text: &str) -> Block {
        Block::paragraph(vec![Inline::text(text)])
    }

    #[test]
    fn equal_bodies_are_equal_bytes() {
        let marks = |marks: Vec<Mark>| Inline::Text { text: "rain".into(), marks };
        let one = Body::new(vec![Block::paragraph(vec![marks(vec![Mark::Strong, Mark::Em])])]);
        let other = Body::new(vec![Block::paragraph(vec![
            Inline::text(""),
            marks(vec![Mark::Em, Mark::Strong, Mark::Em]),
        ])]);
        assert_eq!(one.to_json(), other.to_json());
        assert_eq!(
            one.to_json(),
            r#"{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"b1"},"content":[{"type":"text","text":"rain","marks":[{"type":"strong"},{"type":"em"}]}]}]}"#
        );
    }

    #[test]
    fn a_report_ends_with_its_newest_post_alone() {
        let post = |at: &str, last: bool| {
            let at = at.parse().unwrap();
            let attrs =
                PostAttrs { id: BlockId::default(), at, key: false, last, title: String::new() };
            Block::Post { attrs, content: vec![paragraph("Rain")] }
        };
        let (eight, nine) = ("2026-03-04T08:00:00Z", "2026-03-04T09:00:00Z");
        let ended = |posts: Vec<Block>| Body::new(posts).ended_at();
        assert_eq!(ended(vec![post(nine, true), post(eight, false)]), Some(nine.parse().unwrap()));
        assert_eq!(ended(vec![post(eight, false), post(nine, true)]), Some(nine.parse().unwrap()));
        // Somebody went on after what was to be the end.
        assert_eq!(ended(vec![post(nine, false), post(eight, true)]), None);
        assert_eq!(ended(vec![paragraph("Rain")]), None);
    }

    #[test]
    fn a_body_survives_its_json() {
        let body = Body::new(vec![
            paragraph("One"),
            Block::BulletList {
                attrs: Default::default(),
                content: vec![ListItem { content: vec![paragraph("Two")] }],
            },
        ]);
        assert_eq!(Body::from_json(&body.to_json()).unwrap(), body);
    }

    #[test]
    fn a_pasted_block_does_not_keep_the_name_of_its_original() {
        let body = Body::new(vec![paragraph("One"), paragraph("Two")]);
        let mut blocks = body.into_blocks();
        let copy = blocks[0].clone();
        blocks.push(copy);
        let names: Vec<String> =
            Body::new(blocks).blocks().iter().map(|block| block.id().0.clone()).collect();
        assert_eq!(names, ["b1", "b2", "b3"]);
    }

    #[test]
    fn an_unknown_block_is_refused_by_name() {
        for no_document in [r#"{"content":[]}"#, r#"{"type":"page"}"#, r#"{"type":{}}"#] {
            assert!(Body::from_json(no_document).is_err(), "{no_document}");
        }
        let refusal = Body::from_json(r#"{"type":"doc","content":[{"type":"marquee"}]}"#)
            .unwrap_err()
            .to_string();
        assert!(refusal.contains("marquee"), "{refusal}");
    }

    #[test]
    fn a_text_nested_without_end_is_refused() {
        let mut block = paragraph("deep");
        for _ in 0..20 {
            block = Block::Quotation { attrs: Default::default(), content: vec![block] };
        }
        assert!(matches!(Body::checked(vec![block]), Err(BadBody::TooDeep)));
    }
}
