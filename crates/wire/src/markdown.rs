//! Markdown coming in: the form in which an article is written in a plain file.

mod card;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use story::block::{
    Block, BlockId, BreakAttrs, BreakKind, ListItem, OrderedListAttrs, QuotationAttrs, TableCell,
    TableRow,
};
use story::inline::{Inline, Mark, plain_text};

use crate::conversion::{Converted, Losses, converted};
use crate::link;
use crate::picture::{PictureRef, Pictures, figure};

/// Containers within containers; what is nested deeper is kept one level up.
const MAX_OPEN: usize = 9;

/// Begins the last line of a quotation when that line names its source.
const SOURCE_SIGN: &str = "— ";

/// Reads Markdown as CommonMark with tables and strike-through.
///
/// Besides that: the last line of a quotation names its source if it begins with a dash and a space; a picture
/// stands on its own line, with its key as the target; a fenced block `card` is a card; a link may lead to
/// `story:<key>`, which the caller changes into an address.
pub fn read(text: &str, pictures: &mut dyn Pictures) -> Converted {
    let mut reader = Reader {
        pictures,
        losses: Losses::default(),
        open: vec![Open::default()],
        skipped: Vec::new(),
        line: Vec::new(),
        marks: Vec::new(),
        image: None,
        code: None,
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        reader.take(event);
    }
    reader.finish()
}

struct Reader<'a> {
    pictures: &'a mut dyn Pictures,
    losses: Losses,
    /// The containers that are open, the text itself first; never empty.
    open: Vec<Open>,
    /// For each container that is open in the text: whether it was too deep to be opened here.
    skipped: Vec<bool>,
    line: Vec<Inline>,
    marks: Vec<Option<Mark>>,
    image: Option<PictureRef>,
    code: Option<(String, String)>,
}

/// A container being filled.
#[derive(Default)]
struct Open {
    blocks: Vec<Block>,
    items: Vec<ListItem>,
    rows: Vec<TableRow>,
    cells: Vec<TableCell>,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.marks.push(Some(Mark::Code));
                self.text(&text);
                self.marks.pop();
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                self.losses.add("HTML inside Markdown", "It was kept as plain text.");
                self.text(&html);
            }
            // A line end in the file stays a line end until the paragraph is whole: a source may begin there.
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.line.push(Inline::HardBreak),
            Event::Rule => {
                let attrs = BreakAttrs { id: BlockId::default(), kind: BreakKind::Scene };
                self.push(Block::Break { attrs });
            }
            // Not switched on in the options, so they never come; as text they would not be lost.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::Table(_) => {
                self.settle();
                // An item opens together with its list, so that lists are whole.
                let skip = match tag {
                    Tag::Item => self.skipped.last().copied().unwrap_or(true),
                    _ => self.open.len() >= MAX_OPEN,
                };
                if skip {
                    self.losses.add("deep nesting", "It was kept one level up.");
                } else {
                    self.open.push(Open::default());
                }
                self.skipped.push(skip);
            }
            Tag::CodeBlock(kind) => {
                self.settle();
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::Emphasis => self.marks.push(Some(Mark::Em)),
            Tag::Strong => self.marks.push(Some(Mark::Strong)),
            Tag::Strikethrough => self.marks.push(Some(Mark::Strike)),
            Tag::Superscript => self.marks.push(Some(Mark::Superscript)),
            Tag::Subscript => self.marks.push(Some(Mark::Subscript)),
            Tag::Link { dest_url, title, .. } => {
                let link = self.link(&dest_url, &title);
                self.marks.push(link);
            }
            Tag::Image { dest_url, title, .. } => {
                let caption =
                    (!title.is_empty()).then(|| Inline::text(&*title)).into_iter().collect();
                self.image = Some(PictureRef {
                    source: dest_url.to_string(),
                    caption,
                    ..PictureRef::default()
                });
            }
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::HtmlBlock
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.settle(),
            TagEnd::Heading(level) => {
                let content = tidy(std::mem::take(&mut self.line));
                if !content.is_empty() {
                    // The headline is the page's only first-rank heading.
                    let level = if level == HeadingLevel::H1 { 2 } else { level as u8 };
                    self.push(Block::heading(level, content));
                }
            }
            TagEnd::BlockQuote(_) => {
                if let Some(quotation) = self.close() {
                    self.push_quotation(quotation.blocks);
                }
            }
            TagEnd::List(ordered) => {
                if let Some(list) = self.close()
                    && !list.items.is_empty()
                {
                    self.push(if ordered {
                        Block::OrderedList {
                            attrs: OrderedListAttrs::default(),
                            content: list.items,
                        }
                    } else {
                        Block::BulletList { attrs: Default::default(), content: list.items }
                    });
                }
            }
            TagEnd::Item => {
                if let Some(item) = self.close() {
                    let content = item.blocks;
                    if let (false, Some(list)) = (content.is_empty(), self.open.last_mut()) {
                        list.items.push(ListItem { content });
                    }
                }
            }
            TagEnd::TableCell => {
                self.settle();
                // A table that was too deep to be opened leaves the words of its cells behind.
                if self.skipped.last() == Some(&true) {
                    return;
                }
                if let Some(table) = self.open.last_mut() {
                    let (attrs, content) = (Default::default(), std::mem::take(&mut table.blocks));
                    table.cells.push(TableCell::TableCell { attrs, content });
                }
            }
            TagEnd::TableHead => {
                let head = |cell| match cell {
                    TableCell::TableCell { attrs, content }
                    | TableCell::TableHeader { attrs, content } => {
                        TableCell::TableHeader { attrs, content }
                    }
                };
                if let Some(table) = self.open.last_mut().filter(|table| !table.cells.is_empty()) {
                    let content = std::mem::take(&mut table.cells).into_iter().map(head).collect();
                    table.rows.push(TableRow { content });
                }
            }
            TagEnd::TableRow => {
                if let Some(table) = self.open.last_mut().filter(|table| !table.cells.is_empty()) {
                    table.rows.push(TableRow { content: std::mem::take(&mut table.cells) });
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.close() {
                    self.push(Block::Table { attrs: Default::default(), content: table.rows });
                }
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Image => self.end_image(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {
                self.marks.pop();
            }
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => self.settle(),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
        } else if let Some(image) = &mut self.image {
            image.alt.push_str(if text == "\n" { " " } else { text });
        } else {
            let marks = self.marks.iter().flatten().cloned().collect();
            self.line.push(Inline::Text { text: text.to_owned(), marks });
        }
    }

    fn link(&mut self, address: &str, title: &str) -> Option<Mark> {
        let story = address.strip_prefix("story:").filter(|key| {
            let plain = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
            !key.is_empty() && key.chars().all(plain)
        });
        let href = match story {
            Some(_) => Some(address.to_owned()),
            None => link::target(address, None),
        };
        let Some(href) = href else {
            self.losses.add(
                &format!("link {address}"),
                "It leads nowhere that a reader may go; its words were kept.",
            );
            return None;
        };
        Some(Mark::Link { href, title: (!title.is_empty()).then(|| title.to_owned()) })
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        if self.marks.iter().flatten().any(|mark| matches!(mark, Mark::Link { .. })) {
            self.losses.add("link on a picture", "A picture cannot be a link here.");
        }
        let block = figure(image, self.pictures, &mut self.losses);
        self.settle();
        if let Some(block) = block {
            self.push(block);
        }
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else { return };
        if language == "card" {
            match card::read(&code) {
                Some(card) => self.push(card),
                None => self.losses.add("card", "It has no title and no text."),
            }
            return;
        }
        let content = vec![Inline::text(code.trim_end_matches('\n'))];
        self.push(Block::Preformatted { attrs: Default::default(), content });
    }

    /// Ends the paragraph that is being written.
    fn settle(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        trim(&mut line);
        if !line.is_empty() {
            self.push(Block::paragraph(line));
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(block);
        }
    }

    fn close(&mut self) -> Option<Open> {
        self.settle();
        if self.skipped.pop()? || self.open.len() < 2 {
            return None;
        }
        self.open.pop()
    }

    fn push_quotation(&mut self, mut content: Vec<Block>) {
        let source = content.pop().and_then(|last| {
            let Block::Paragraph { attrs, content: words } = last else {
                content.push(last);
                return None;
            };
            let (words, source) = without_source(words);
            if !words.is_empty() {
                content.push(Block::Paragraph { attrs, content: words });
            }
            source
        });
        if content.is_empty() {
            let Some(source) = source else { return };
            content.push(Block::paragraph(vec![Inline::text(source)]));
            return self.push(Block::Quotation { attrs: QuotationAttrs::default(), content });
        }
        let attrs = QuotationAttrs { id: BlockId::default(), source };
        self.push(Block::Quotation { attrs, content });
    }

    fn finish(mut self) -> Converted {
        self.settle();
        let mut blocks = self.open.pop().map(|text| text.blocks).unwrap_or_default();
        blocks.iter_mut().for_each(join_lines);
        converted(blocks, self.losses)
    }
}

/// The words of a paragraph and the source in its last line.
fn without_source(words: Vec<Inline>) -> (Vec<Inline>, Option<String>) {
    let is_end = |inline: &Inline| inline.as_str() == "\n";
    let start = words.iter().rposition(is_end).map_or(0, |end| end + 1);
    let Some(source) = plain_text(&words[start..]).strip_prefix(SOURCE_SIGN).map(str::to_owned)
    else {
        return (words, None);
    };
    let mut words = words;
    words.truncate(start);
    trim(&mut words);
    (words, Some(source.trim().to_owned()))
}

/// The words on one line.
fn tidy(mut words: Vec<Inline>) -> Vec<Inline> {
    trim(&mut words);
    for inline in &mut words {
        match inline {
            Inline::Text { text, .. } if text == "\n" => " ".clone_into(text),
            _ => {}
        }
    }
    words
}

/// Line ends of the file are spaces on the page.
fn join_lines(block: &mut Block) {
    match block {
        Block::Paragraph { content, .. } => *content = tidy(std::mem::take(content)),
        Block::Quotation { content, .. } => content.iter_mut().for_each(join_lines),
        Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
            content.iter_mut().flat_map(|item| &mut item.content).for_each(join_lines);
        }
        Block::Table { content, .. } => {
            for cell in content.iter_mut().flat_map(|row| &mut row.content) {
                let (TableCell::TableHeader { content, .. } | TableCell::TableCell { content, .. }) =
                    cell;
                content.iter_mut().for_each(join_lines);
            }
        }
        _ => {}
    }
}

fn trim(words: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| inline.as_str().trim().is_empty();
    while words.last().is_some_and(is_blank) {
        words.pop();
    }
    let blank = words.iter().take_while(|inline| is_blank(inline)).count();
    words.drain(..blank);
}
