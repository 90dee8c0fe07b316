//! A clean tree taken apart into blocks.

mod line;

use ego_tree::NodeRef;
use scraper::Html;
use scraper::node::{Element, Node};
use story::Direction;
use story::block::{
    Block, BreakAttrs, BreakKind, CellAttrs, ListItem, OrderedListAttrs, QuotationAttrs, TableCell,
    TableRow,
};
use story::inline::{Inline, Mark, plain_text};

use super::{embed, signs};
use crate::conversion::Losses;
use crate::link;
use crate::picture::{PictureRef, Pictures, figure};
use line::Line;

/// What ends a paragraph that has no tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paragraphs {
    /// Nothing: only tags do.
    ByTags,
    /// An empty line; a single line end is a line end for readers too.
    ByBlankLines,
}

/// Containers within containers; what is nested deeper is kept one level up.
const MAX_CONTAINERS: usize = 8;

/// Elements within elements; the tree comes from nested tags, and a parser adds only a few of its own.
const MAX_DEPTH: usize = 300;

/// The blocks of a clean piece of HTML.
pub(super) fn read(
    html: &str,
    paragraphs: Paragraphs,
    pictures: &mut dyn Pictures,
    losses: &mut Losses,
) -> Vec<Block> {
    let tree = Html::parse_fragment(html);
    let mut writer = Writer {
        pictures,
        losses,
        paragraphs,
        blocks: Vec::new(),
        line: Line::default(),
        marks: Vec::new(),
        containers: 0,
        depth: 0,
        raw: false,
        attachment: None,
        skip: Vec::new(),
    };
    writer.children(*tree.root_element());
    writer.end_line();
    writer.blocks
}

type Tree<'a> = NodeRef<'a, Node>;

struct Writer<'a> {
    pictures: &'a mut dyn Pictures,
    losses: &'a mut Losses,
    paragraphs: Paragraphs,
    blocks: Vec<Block>,
    line: Line,
    marks: Vec<Mark>,
    containers: usize,
    depth: usize,
    /// Whether spaces and line ends matter.
    raw: bool,
    /// The attachment that the next picture is.
    attachment: Option<u64>,
    /// Nodes whose words are used elsewhere.
    skip: Vec<ego_tree::NodeId>,
}

impl Writer<'_> {
    fn children(&mut self, node: Tree<'_>) {
        if self.depth >= MAX_DEPTH {
            return self.losses.add("deep nesting", "The innermost elements were left out.");
        }
        self.depth += 1;
        for child in node.children() {
            if self.skip.contains(&child.id()) {
                continue;
            }
            match child.value() {
                Node::Text(text) => self.text(&signs::shown(text)),
                Node::Element(element) => self.element(child, element),
                _ => {}
            }
        }
        self.depth -= 1;
    }

    fn text(&mut self, text: &str) {
        if self.raw {
            return self.line.push_raw(text, &self.marks);
        }
        if self.paragraphs == Paragraphs::ByTags {
            return self.line.push(text, &self.marks);
        }
        // `lines()` would hide a line end at the very end of the text.
        for (number, part) in text.split('\n').enumerate() {
            if number > 0 {
                self.line.push_line_end();
            }
            if self.line.ends_in_blank_line() && !part.trim().is_empty() {
                self.end_line();
            }
            self.line.push(part, &self.marks);
        }
    }

    fn element(&mut self, node: Tree<'_>, element: &Element) {
        match element.name() {
            "br" if self.raw => self.line.push_raw("\n", &self.marks),
            "br" => self.line.push_break(),
            "wbr" => {}
            "hr" => self.pause(element),
            "img" => self.image(element),
            "h1" => self.heading(node, 2),
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name().as_bytes()[1] - b'0';
                self.heading(node, level);
            }
            "ul" | "ol" => self.list(node, element),
            "dl" => {
                self.losses.add("list of terms", "Its terms became paragraphs in bold.");
                self.apart(node);
            }
            "dt" => self.marked(node, Mark::Strong, true),
            "blockquote" => self.quotation(node),
            "figure" => self.figure(node, element),
            "table" => self.table(node),
            "pre" => self.preformatted(node),
            "div" if has_class(element, "gallery") => self.gallery(node),
            "details" => {
                self.losses.add("folded text", "It is always open here.");
                self.apart(node);
            }
            "p" | "li" => {
                let marks = self.marks.len();
                self.end_line();
                self.marks.extend(language(element));
                self.children(node);
                self.end_line();
                self.marks.truncate(marks);
            }
            "div" | "section" | "article" | "header" | "footer" | "main" | "nav" | "aside"
            | "address" | "center" | "summary" | "dd" | "figcaption" | "caption" | "thead"
            | "tbody" | "tfoot" | "tr" | "td" | "th" => self.apart(node),
            "a" => self.link(node, element),
            "strong" | "b" => self.marked(node, Mark::Strong, false),
            "em" | "i" | "cite" | "dfn" | "var" => self.marked(node, Mark::Em, false),
            "u" | "ins" => self.marked(node, Mark::Underline, false),
            "s" | "strike" | "del" => self.marked(node, Mark::Strike, false),
            "code" | "kbd" | "samp" | "tt" if !self.raw => self.marked(node, Mark::Code, false),
            "sub" => self.marked(node, Mark::Subscript, false),
            "sup" => self.marked(node, Mark::Superscript, false),
            "q" => {
                self.line.push("“", &self.marks);
                self.children(node);
                self.line.push("”", &self.marks);
            }
            name => {
                if name == "mark" {
                    self.losses.add("highlighting", "Its words were kept without it.");
                }
                match language(element) {
                    Some(mark) => self.marked(node, mark, false),
                    None => self.children(node),
                }
            }
        }
    }

    /// Ends the paragraph that is being written. A line that is only the address of a known page becomes an embed.
    fn end_line(&mut self) {
        let runs = self.line.take();
        let mut words = Vec::new();
        for part in runs.split_inclusive(|inline| matches!(inline, Inline::HardBreak)) {
            match embed_of(part) {
                Some(block) => {
                    self.push_paragraph(std::mem::take(&mut words));
                    self.blocks.push(block);
                }
                None => words.extend_from_slice(part),
            }
        }
        self.push_paragraph(words);
    }

    fn push_paragraph(&mut self, mut words: Vec<Inline>) {
        line::trim(&mut words);
        if !words.is_empty() {
            self.blocks.push(Block::paragraph(words));
        }
    }

    /// What comes of some nodes on their own, as if they were a whole text.
    fn inside(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Block> {
        let blocks = std::mem::take(&mut self.blocks);
        let line = std::mem::take(&mut self.line);
        write(self);
        self.end_line();
        self.line = line;
        std::mem::replace(&mut self.blocks, blocks)
    }

    /// What comes of a container, or nothing if there are too many around it already.
    fn container(&mut self, write: impl FnOnce(&mut Self)) -> Option<Vec<Block>> {
        self.end_line();
        if self.containers >= MAX_CONTAINERS {
            self.losses.add("deep nesting", "It was kept one level up.");
            write(self);
            self.end_line();
            return None;
        }
        self.containers += 1;
        let blocks = self.inside(write);
        self.containers -= 1;
        Some(blocks)
    }

    fn apart(&mut self, node: Tree<'_>) {
        self.end_line();
        self.children(node);
        self.end_line();
    }

    fn marked(&mut self, node: Tree<'_>, mark: Mark, apart: bool) {
        if apart {
            self.end_line();
        }
        let marks = self.marks.len();
        self.marks.push(mark);
        self.children(node);
        self.marks.truncate(marks);
        if apart {
            self.end_line();
        }
    }

    fn link(&mut self, node: Tree<'_>, element: &Element) {
        let attachment =
            element.attr("rel").and_then(|rel| rel.split_once("wp-att-")).map(|it| it.1);
        if let Some(number) = attachment.and_then(leading_number) {
            self.attachment = Some(number);
        }
        match element.attr("href").and_then(|href| link::target(href, None)) {
            Some(href) => {
                let title = element.attr("title").filter(|title| !title.is_empty());
                self.marked(node, Mark::Link { href, title: title.map(str::to_owned) }, false);
            }
            None => self.children(node),
        }
    }

    fn pause(&mut self, element: &Element) {
        self.end_line();
        let kind = match element.attr("data-break") {
            Some("teaser") => BreakKind::Teaser,
            Some("page") => BreakKind::Page,
            _ => BreakKind::Scene,
        };
        self.blocks.push(Block::Break { attrs: BreakAttrs { id: Default::default(), kind } });
    }

    fn image(&mut self, element: &Element) {
        let class = element.attr("class").unwrap_or_default();
        let alt = element.attr("alt").unwrap_or_default().trim();
        if class.split_whitespace().any(|class| matches!(class, "wp-smiley" | "emoji")) {
            return self.line.push(alt, &self.marks);
        }
        let numbered = class.split_whitespace().find_map(|class| class.strip_prefix("wp-image-"));
        let attachment = numbered.and_then(leading_number).or(self.attachment.take());
        let source = element.attr("src").unwrap_or_default().to_owned();
        if source.is_empty() && attachment.is_none() {
            return self.losses.add("picture", "It has no address.");
        }
        let to_a_page = self.marks.iter().any(|mark| match mark {
            // To the file itself, or to WordPress's page around it, nothing is lost.
            Mark::Link { href, .. } => !is_picture_file(href) && !href.contains("attachment"),
            _ => false,
        });
        if to_a_page {
            self.losses.add("link on a picture", "A picture cannot be a link here.");
        }
        let reference =
            PictureRef { source, attachment, alt: alt.to_owned(), caption: vec![], credit: None };
        self.end_line();
        self.blocks.extend(figure(reference, self.pictures, self.losses));
    }

    fn heading(&mut self, node: Tree<'_>, level: u8) {
        self.end_line();
        let (words, others) = self.words_of(node);
        if !words.is_empty() {
            self.blocks.push(Block::heading(level, words));
        }
        self.blocks.extend(others);
    }

    /// The words of a node on one line, and the blocks in it that are no words.
    fn words_of(&mut self, node: Tree<'_>) -> (Vec<Inline>, Vec<Block>) {
        let blocks = self.inside(|writer| writer.children(node));
        let mut words = Vec::new();
        let mut others = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph { content, .. } | Block::Heading { content, .. } => {
                    if !words.is_empty() {
                        words.push(Inline::text(" "));
                    }
                    words.extend(content);
                }
                other => others.push(other),
            }
        }
        (words, others)
    }

    fn list(&mut self, node: Tree<'_>, element: &Element) {
        if has_class(element, "blocks-gallery-grid") || has_class(element, "wp-block-gallery") {
            return self.gallery(node);
        }
        self.end_line();
        if self.containers >= MAX_CONTAINERS {
            self.losses.add("deep nesting", "It was kept one level up.");
            return self.apart(node);
        }
        self.containers += 1;
        let mut items: Vec<ListItem> = Vec::new();
        for child in node.children() {
            match child.value() {
                Node::Element(inner) if inner.name() == "li" => {
                    let content = self.inside(|writer| writer.element(child, inner));
                    if !content.is_empty() {
                        items.push(ListItem { content });
                    }
                }
                // A list between the items belongs to the item before it.
                Node::Element(inner) => {
                    let content = self.inside(|writer| writer.element(child, inner));
                    match items.last_mut() {
                        Some(item) => item.content.extend(content),
                        None if !content.is_empty() => items.push(ListItem { content }),
                        None => {}
                    }
                }
                Node::Text(text) if !text.trim().is_empty() => {
                    let content = self.inside(|writer| writer.text(&signs::shown(text)));
                    items.push(ListItem { content });
                }
                _ => {}
            }
        }
        self.containers -= 1;
        if items.is_empty() {
            return;
        }
        self.blocks.push(if element.name() == "ol" {
            let order = element.attr("start").and_then(|start| start.trim().parse().ok());
            Block::OrderedList {
                attrs: OrderedListAttrs { id: Default::default(), order: order.unwrap_or(1) },
                content: items,
            }
        } else {
            Block::BulletList { attrs: Default::default(), content: items }
        });
    }

    fn quotation(&mut self, node: Tree<'_>) {
        let source_node = source_of_quotation(node);
        let source = source_node.map(|node| {
            self.skip.push(node.id());
            text_of(node)
        });
        let source = source.as_deref().map(without_dash).filter(|source| !source.is_empty());
        let source = source.map(str::to_owned);
        let content = self.container(|writer| writer.children(node));
        if source_node.is_some() {
            self.skip.pop();
        }
        let Some(content) = content else {
            return self
                .blocks
                .extend(source.map(|source| Block::paragraph(vec![Inline::text(source)])));
        };
        if !content.is_empty() {
            let attrs = QuotationAttrs { id: Default::default(), source };
            self.blocks.push(Block::Quotation { attrs, content });
        } else if let Some(source) = source {
            self.blocks.push(Block::paragraph(vec![Inline::text(source)]));
        }
    }

    fn figure(&mut self, node: Tree<'_>, element: &Element) {
        if let Some(ids) = element.attr("data-gallery") {
            return self.named_gallery(ids);
        }
        let words = element
            .attr("data-caption")
            .map(|caption| text_of(*Html::parse_fragment(caption).root_element()));
        if let Some(address) = element.attr("data-embed") {
            self.end_line();
            match embed::embed(address, words.as_deref().unwrap_or_default()) {
                Some(block) => self.blocks.push(block),
                None => self
                    .losses
                    .add(&format!("embed {address}"), "It leads nowhere that a reader may go."),
            }
            return;
        }
        if let Some(number) = element.attr("data-attachment").and_then(leading_number) {
            self.attachment = Some(number);
        }
        if has_class(element, "wp-block-gallery") {
            return self.gallery(node);
        }
        self.end_line();
        let caption_node = node.children().find(|child| is_element(*child, &["figcaption"]));
        let (mut caption, more) = match caption_node {
            Some(caption) => self.words_of(caption),
            None => (Vec::new(), Vec::new()),
        };
        if let Some(words) = words.filter(|_| caption.is_empty()) {
            caption = vec![Inline::text(words)];
        }
        self.skip.extend(caption_node.map(|node| node.id()));
        let mut blocks = self.inside(|writer| writer.children(node));
        if caption_node.is_some() {
            self.skip.pop();
        }
        self.attachment = None;
        if element.attr("data-attachment").is_some() && caption.is_empty() && blocks.len() > 1 {
            // WordPress's own captions are the words beside the picture, without a tag of their own.
            caption = blocks
                .extract_if(.., |block| matches!(block, Block::Paragraph { .. }))
                .flat_map(|block| block.inlines().to_vec())
                .collect();
        }
        self.blocks.extend(captioned(blocks, caption));
        self.blocks.extend(more);
    }

    fn named_gallery(&mut self, ids: &str) {
        self.end_line();
        let references: Vec<PictureRef> = if ids.trim().is_empty() {
            self.pictures.attached()
        } else {
            ids.split([',', ' '])
                .filter_map(leading_number)
                .map(|id| PictureRef { attachment: Some(id), ..PictureRef::default() })
                .collect()
        };
        if references.is_empty() {
            return self.losses.add("gallery", "No pictures belong to it.");
        }
        let mut content = Vec::new();
        for reference in references {
            content.extend(figure(reference, self.pictures, self.losses));
        }
        self.push_gallery(content);
    }

    fn gallery(&mut self, node: Tree<'_>) {
        if let Some(content) = self.container(|writer| writer.children(node)) {
            self.push_gallery(content);
        }
    }

    /// A gallery of the figures, and after it what else there was.
    fn push_gallery(&mut self, content: Vec<Block>) {
        let mut figures = Vec::new();
        let mut others = Vec::new();
        for block in content {
            match block {
                Block::Figure { .. } => figures.push(block),
                Block::Gallery { content, .. } => figures.extend(content),
                Block::BulletList { content, .. } => {
                    for block in content.into_iter().flat_map(|item| item.content) {
                        let list = if matches!(block, Block::Figure { .. }) {
                            &mut figures
                        } else {
                            &mut others
                        };
                        list.push(block);
                    }
                }
                other => others.push(other),
            }
        }
        if !figures.is_empty() {
            self.blocks.push(Block::Gallery { attrs: Default::default(), content: figures });
        }
        self.blocks.extend(others);
    }

    fn table(&mut self, node: Tree<'_>) {
        let mut caption = None;
        let mut rows = Vec::new();
        let mut loose = Vec::new();
        self.end_line();
        if self.containers >= MAX_CONTAINERS {
            self.losses.add("deep nesting", "It was kept one level up.");
            return self.apart(node);
        }
        self.containers += 1;
        let mut waiting: Vec<Tree<'_>> = node.children().rev().collect();
        while let Some(part) = waiting.pop() {
            let Some(element) = part.value().as_element() else { continue };
            match element.name() {
                "thead" | "tbody" | "tfoot" => waiting.extend(part.children().rev()),
                "tr" => {
                    let content: Vec<TableCell> =
                        part.children().filter_map(|cell| self.cell(cell)).collect();
                    if !content.is_empty() {
                        rows.push(TableRow { content });
                    }
                }
                "caption" => caption = Some(text_of(part)).filter(|text| !text.is_empty()),
                "colgroup" | "col" => {}
                _ => loose.extend(self.inside(|writer| writer.element(part, element))),
            }
        }
        self.containers -= 1;
        if rows.is_empty() {
            self.blocks.extend(caption.map(|text| Block::paragraph(vec![Inline::text(text)])));
        } else {
            let attrs = story::block::TableAttrs { id: Default::default(), caption };
            self.blocks.push(Block::Table { attrs, content: rows });
        }
        self.blocks.extend(loose);
    }

    fn cell(&mut self, node: Tree<'_>) -> Option<TableCell> {
        let element = node.value().as_element()?;
        let span = |name: &str, most: u32| {
            let value = element.attr(name).and_then(|value| value.trim().parse::<u32>().ok());
            value.unwrap_or(1).clamp(1, most)
        };
        let attrs = CellAttrs { colspan: span("colspan", 100), rowspan: span("rowspan", 1_000) };
        let content = self.inside(|writer| writer.children(node));
        match element.name() {
            "th" => Some(TableCell::TableHeader { attrs, content }),
            "td" => Some(TableCell::TableCell { attrs, content }),
            _ => None,
        }
    }

    fn preformatted(&mut self, node: Tree<'_>) {
        self.end_line();
        let raw = std::mem::replace(&mut self.raw, true);
        let blocks = self.inside(|writer| {
            writer.children(node);
            let content = writer.line.take_raw();
            if !content.is_empty() {
                let attrs = Default::default();
                writer.blocks.push(Block::Preformatted { attrs, content });
            }
        });
        self.raw = raw;
        self.blocks.extend(blocks);
    }
}

/// The blocks of a figure under their caption: each kind has its own place for it.
fn captioned(mut blocks: Vec<Block>, caption: Vec<Inline>) -> Vec<Block> {
    let figures = blocks.iter().filter(|block| matches!(block, Block::Figure { .. })).count();
    if figures > 1 {
        let (content, others): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|block| matches!(block, Block::Figure { .. }));
        blocks = vec![Block::Gallery { attrs: Default::default(), content }];
        blocks.extend(others);
    }
    if plain_text(&caption).trim().is_empty() {
        return blocks;
    }
    let text = || plain_text(&caption).trim().to_owned();
    let place = blocks.iter_mut().find(|block| {
        matches!(
            block,
            Block::Figure { .. }
                | Block::Table { .. }
                | Block::Embed { .. }
                | Block::Quotation { .. }
        )
    });
    match place {
        Some(Block::Figure { content, .. }) => *content = caption,
        Some(Block::Table { attrs, .. }) => attrs.caption = Some(text()),
        Some(Block::Embed { attrs }) => attrs.title = text(),
        Some(Block::Quotation { attrs, .. }) if attrs.source.is_none() => {
            attrs.source = Some(without_dash(&text()).to_owned());
        }
        _ => blocks.push(Block::paragraph(caption)),
    }
    blocks
}

/// An embed, if the line is one bare address, or a link whose words are its address.
fn embed_of(words: &[Inline]) -> Option<Block> {
    let mut runs = words.iter().filter(|inline| !inline.as_str().trim().is_empty());
    let (Some(Inline::Text { text, marks }), None) = (runs.next(), runs.next()) else {
        return None;
    };
    let bare = marks.iter().all(|mark| match mark {
        Mark::Link { href, .. } => href.trim_end_matches('/') == text.trim().trim_end_matches('/'),
        _ => false,
    });
    if bare { embed::embed_of_line(text) } else { None }
}

/// Where a quotation names its source: a `cite` or `footer` at its end or at its top level.
fn source_of_quotation(node: Tree<'_>) -> Option<Tree<'_>> {
    let names = &["cite", "footer"];
    let direct = node.children().filter(|child| is_element(*child, names)).last();
    direct.or_else(|| {
        let mut at = node;
        for _ in 0..MAX_DEPTH {
            at = at.children().rev().find(|child| match child.value() {
                Node::Text(text) => !text.trim().is_empty(),
                Node::Element(_) => true,
                _ => false,
            })?;
            if is_element(at, &["blockquote"]) {
                return None;
            }
            if is_element(at, names) {
                return Some(at);
            }
        }
        None
    })
}

fn without_dash(source: &str) -> &str {
    source.trim_start_matches(['—', '–', '―', '-', ' ', '\u{a0}']).trim()
}

fn text_of(node: Tree<'_>) -> String {
    let text: String = node
        .descendants()
        .filter_map(|node| match node.value() {
            Node::Text(text) => Some(&**text),
            Node::Element(element) if element.name() == "br" => Some(" "),
            _ => None,
        })
        .collect();
    signs::shown(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_element(node: Tree<'_>, names: &[&str]) -> bool {
    node.value().as_element().is_some_and(|element| names.contains(&element.name()))
}

fn has_class(element: &Element, class: &str) -> bool {
    element.attr("class").is_some_and(|classes| classes.split_whitespace().any(|it| it == class))
}

fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_prefix("attachment_").unwrap_or(text);
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

fn is_picture_file(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The language that an element says its words are in.
fn language(element: &Element) -> Option<Mark> {
    let lang = element.attr("lang")?.trim();
    let plain = (2..=35).contains(&lang.len())
        && lang.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if !plain {
        return None;
    }
    let primary = lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let rtl = match element.attr("dir") {
        Some(dir) => dir.eq_ignore_ascii_case("rtl"),
        None => matches!(
            &*primary,
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"
        ),
    };
    let dir = if rtl { Direction::Rtl } else { Direction::Ltr };
    Some(Mark::Lang { lang: lang.to_owned(), dir })
}
