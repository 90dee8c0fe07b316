//! A body as plain, meaningful HTML: for feeds and for those who republish an article.

use story::block::{Block, BreakKind, TableCell, TableRow};
use story::inline::{Inline, Mark};
use story::{Body, Language};

use crate::addresses::{Addresses, Picture, is_outside};
use crate::xml::escape_into;

/// The text as HTML in one element that tells its language and direction. No class, style or script: it must
/// read well in a place whose styles we do not know.
pub fn html(body: &Body, language: Language, addresses: &dyn Addresses) -> String {
    let mut page = Page { out: String::new(), addresses };
    page.out.push_str("<div");
    page.attribute("lang", language.code());
    page.attribute("dir", language.direction().html());
    page.out.push_str(">\n");
    page.blocks(body.blocks());
    page.out.push_str("</div>\n");
    page.out
}

struct Page<'a> {
    out: String,
    addresses: &'a dyn Addresses,
}

impl Page<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { attrs: _, content } => {
                if !content.is_empty() {
                    self.around("p", |page| page.inlines(content));
                }
            }
            Block::Heading { attrs, content } => {
                const RANKS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
                self.around(RANKS[usize::from(attrs.level.clamp(2, 6)) - 2], |page| {
                    page.inlines(content);
                });
            }
            Block::BulletList { attrs: _, content } => self.lines_around("ul", |page| {
                content.iter().for_each(|item| page.item(&item.content));
            }),
            Block::OrderedList { attrs, content } => {
                self.out.push_str("<ol");
                if attrs.order != 1 {
                    self.attribute("start", &attrs.order.to_string());
                }
                self.out.push_str(">\n");
                content.iter().for_each(|item| self.item(&item.content));
                self.out.push_str("</ol>\n");
            }
            Block::Quotation { attrs, content } => match &attrs.source {
                None => self.lines_around("blockquote", |page| page.blocks(content)),
                // HTML wants the source of a quotation outside of it, and a figure to hold the two together.
                Some(source) => self.lines_around("figure", |page| {
                    page.lines_around("blockquote", |page| page.blocks(content));
                    page.around("figcaption", |page| page.text(source));
                }),
            },
            Block::Figure { attrs, content } => {
                if let Some(picture) = self.addresses.picture(attrs.media) {
                    self.figure(&picture, &attrs.alt, content, attrs.credit.as_deref());
                }
            }
            Block::Gallery { attrs: _, content } => self.blocks(content),
            Block::Embed { attrs } => {
                let name = [&attrs.title, &attrs.provider, &attrs.url]
                    .into_iter()
                    .find(|name| !name.is_empty());
                let name = name.cloned().unwrap_or_default();
                let link = Mark::Link { href: attrs.url.clone(), title: None };
                self.around("p", |page| {
                    page.inlines(&[Inline::Text { text: name, marks: vec![link] }]);
                });
            }
            Block::Table { attrs, content } => self.table(attrs.caption.as_deref(), content),
            Block::Card { attrs, content } => self.lines_around("aside", |page| {
                page.around("h3", |page| page.text(&attrs.title));
                if !attrs.facts.is_empty() {
                    page.lines_around("dl", |page| {
                        for fact in &attrs.facts {
                            page.around("dt", |page| page.text(&fact.term));
                            page.around("dd", |page| page.text(&fact.value));
                        }
                    });
                }
                page.blocks(content);
            }),
            Block::Post { attrs, content } => self.lines_around("article", |page| {
                page.around("h3", |page| {
                    let at = attrs.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
                    page.text(&match attrs.title.is_empty() {
                        true => at,
                        false => format!("{at}: {}", attrs.title),
                    });
                });
                page.blocks(content);
            }),
            Block::Preformatted { attrs: _, content } => {
                // A parser swallows the first line end of `pre`, so one is given to it.
                self.out.push_str("<pre>\n");
                self.inlines(content);
                self.out.push_str("</pre>\n");
            }
            Block::Break { attrs } => match attrs.kind {
                BreakKind::Scene => self.out.push_str("<hr>\n"),
                BreakKind::Page | BreakKind::Teaser => {}
            },
        }
    }

    fn item(&mut self, blocks: &[Block]) {
        match blocks {
            // An item of one paragraph is just its words.
            [Block::Paragraph { attrs: _, content }] => {
                self.around("li", |page| page.inlines(content));
            }
            _ => self.lines_around("li", |page| page.blocks(blocks)),
        }
    }

    fn figure(&mut self, picture: &Picture, alt: &str, caption: &[Inline], credit: Option<&str>) {
        if !is_outside(&picture.url) {
            return;
        }
        self.lines_around("figure", |page| {
            page.out.push_str("<img");
            page.attribute("src", &picture.url);
            if let (Some(width), Some(height)) = (picture.width, picture.height) {
                page.attribute("width", &width.to_string());
                page.attribute("height", &height.to_string());
            }
            page.attribute("alt", alt);
            page.out.push_str(">\n");
            if !caption.is_empty() || credit.is_some() {
                page.around("figcaption", |page| {
                    page.inlines(caption);
                    if let Some(credit) = credit {
                        page.out.push_str(if caption.is_empty() { "<small>" } else { " <small>" });
                        page.text(credit);
                        page.out.push_str("</small>");
                    }
                });
            }
        });
    }

    fn table(&mut self, caption: Option<&str>, rows: &[TableRow]) {
        let is_heading = |row: &&TableRow| {
            row.content.iter().all(|cell| matches!(cell, TableCell::TableHeader { .. }))
        };
        let head = rows.iter().take_while(is_heading).count();
        self.lines_around("table", |page| {
            if let Some(caption) = caption {
                page.around("caption", |page| page.text(caption));
            }
            for (element, scope, rows) in
                [("thead", "col", &rows[..head]), ("tbody", "row", &rows[head..])]
            {
                if !rows.is_empty() {
                    page.lines_around(element, |page| {
                        rows.iter().for_each(|row| page.row(row, scope));
                    });
                }
            }
        });
    }

    fn row(&mut self, row: &TableRow, scope: &str) {
        self.lines_around("tr", |page| {
            for cell in &row.content {
                let (element, attrs, content) = match cell {
                    TableCell::TableHeader { attrs, content } => ("th", attrs, content),
                    TableCell::TableCell { attrs, content } => ("td", attrs, content),
                };
                page.out.push('<');
                page.out.push_str(element);
                if element == "th" {
                    page.attribute("scope", scope);
                }
                for (name, span) in [("colspan", attrs.colspan), ("rowspan", attrs.rowspan)] {
                    if span != 1 {
                        page.attribute(name, &span.to_string());
                    }
                }
                page.out.push('>');
                match content.as_slice() {
                    [Block::Paragraph { attrs: _, content }] => page.inlines(content),
                    blocks => page.blocks(blocks),
                }
                page.out.push_str("</");
                page.out.push_str(element);
                page.out.push_str(">\n");
            }
        });
    }

    /// Runs that share their first marks share the elements, so that a link stays one link.
    fn inlines(&mut self, inlines: &[Inline]) {
        let mut open: Vec<&Mark> = Vec::new();
        for inline in inlines {
            match inline {
                Inline::HardBreak => self.out.push_str("<br>\n"),
                Inline::Text { text, marks } => {
                    let same = open.iter().zip(marks).take_while(|(open, mark)| *open == mark);
                    let same = same.count();
                    self.close(&open.split_off(same));
                    for mark in &marks[same..] {
                        self.open(mark);
                        open.push(mark);
                    }
                    self.text(text);
                }
            }
        }
        self.close(&open);
    }

    fn open(&mut self, mark: &Mark) {
        match mark {
            Mark::Link { href, title } => {
                let Some(target) = self.target(href) else { return };
                self.out.push_str("<a");
                self.attribute("href", &target);
                if let Some(title) = title {
                    self.attribute("title", title);
                }
                self.out.push('>');
            }
            Mark::Lang { lang, dir } => {
                self.out.push_str("<bdi");
                self.attribute("lang", lang);
                self.attribute("dir", dir.html());
                self.out.push('>');
            }
            _ => {
                if let Some(element) = element(mark) {
                    self.out.push('<');
                    self.out.push_str(element);
                    self.out.push('>');
                }
            }
        }
    }

    fn close(&mut self, marks: &[&Mark]) {
        for mark in marks.iter().rev() {
            let there = match mark {
                Mark::Link { href, .. } => self.target(href).is_some(),
                _ => true,
            };
            if let Some(element) = element(mark).filter(|_| there) {
                self.out.push_str("</");
                self.out.push_str(element);
                self.out.push('>');
            }
        }
    }

    fn target(&self, href: &str) -> Option<String> {
        self.addresses.link(href).filter(|target| is_outside(target))
    }

    fn around(&mut self, element: &str, inside: impl FnOnce(&mut Self)) {
        self.wrap(element, ">", inside);
    }

    fn lines_around(&mut self, element: &str, inside: impl FnOnce(&mut Self)) {
        self.wrap(element, ">\n", inside);
    }

    fn wrap(&mut self, element: &str, end: &str, inside: impl FnOnce(&mut Self)) {
        self.out.push('<');
        self.out.push_str(element);
        self.out.push_str(end);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push_str(">\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.text(value);
        self.out.push('"');
    }

    fn text(&mut self, text: &str) {
        escape_into(&mut self.out, text);
    }
}

/// The element of a mark; what is only of use to the newsroom has none.
fn element(mark: &Mark) -> Option<&'static str> {
    Some(match mark {
        Mark::Link { .. } => "a",
        Mark::Strong => "strong",
        Mark::Em => "em",
        Mark::Underline => "u",
        Mark::Strike => "s",
        Mark::Code => "code",
        Mark::Subscript => "sub",
        Mark::Superscript => "sup",
        Mark::Lang { .. } => "bdi",
        Mark::Ref { .. } => return None,
    })
}
