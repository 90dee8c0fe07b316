//! A body as Markdown: for people who read in a terminal, and for programs that read along.
//!
//! It is the Markdown that [`crate::markdown`] reads, so what Markdown can say survives the way out and in again.

mod line;

use story::Body;
use story::block::{Block, BreakKind, CardAttrs, ListItem, TableCell, TableRow};
use story::inline::{Inline, plain_text};

use crate::addresses::{Addresses, is_outside};
use line::{Place, line, plain};

/// Writes an article: its headline, the lines of its header (standfirst, byline, time, address: the caller knows the
/// language), and its text.
pub fn article(
    headline: &str,
    header: &[String],
    body: &Body,
    addresses: &dyn Addresses,
) -> String {
    let title = format!("# {}", plain(headline, Place::Heading));
    let header = header.iter().map(|text| plain(text, Place::Line));
    let header = header.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\\\n");
    let parts = [title, header, markdown(body, addresses)];
    let parts: Vec<&str> =
        parts.iter().map(|part| part.trim_end()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

/// Writes a body. What Markdown has no form for keeps its words: a gallery becomes its pictures, an embed a link.
pub fn markdown(body: &Body, addresses: &dyn Addresses) -> String {
    let mut text = Page { addresses }.blocks(body.blocks());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

struct Page<'a> {
    addresses: &'a dyn Addresses,
}

impl Page<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let mut parts: Vec<String> = Vec::new();
        // Two lists in a row would be read as one, unless the second has another sign.
        let mut list_before = None;
        for block in blocks {
            let kind = std::mem::discriminant(block);
            let second = list_before == Some(kind);
            let part = self.block(block, second);
            if part.is_empty() {
                continue;
            }
            parts.push(part);
            let is_list = matches!(block, Block::BulletList { .. } | Block::OrderedList { .. });
            list_before = (is_list && !second).then_some(kind);
        }
        parts.join("\n\n")
    }

    fn block(&self, block: &Block, second_list: bool) -> String {
        match block {
            Block::Paragraph { attrs: _, content } => self.line(content, Place::Line),
            Block::Heading { attrs, content } => {
                let words = self.line(content, Place::Heading);
                if words.is_empty() {
                    return words;
                }
                format!("{} {words}", "#".repeat(usize::from(attrs.level.clamp(2, 6))))
            }
            Block::BulletList { attrs: _, content } => {
                let sign = if second_list { "+ " } else { "- " };
                self.list(content, |_| sign.to_owned())
            }
            Block::OrderedList { attrs, content } => {
                // A number has at most nine digits here, or it is no number of a list.
                const MAX: usize = 999_999_999;
                let first = attrs.order as usize;
                let first = if first + content.len() > MAX { 1 } else { first };
                let end = if second_list { ')' } else { '.' };
                self.list(content, |place| format!("{}{end} ", first + place))
            }
            Block::Quotation { attrs, content } => {
                let source = attrs.source.as_deref().map(|source| plain(source, Place::Line));
                let source = source.filter(|source| !source.is_empty());
                let source = source.map(|source| format!("— {source}"));
                let parts = [Some(self.blocks(content)), source].into_iter().flatten();
                let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
                if parts.is_empty() {
                    return String::new();
                }
                indented("> ", "> ", &parts.join("\n\n"))
            }
            Block::Figure { attrs, content } => {
                let picture = self.addresses.picture(attrs.media);
                let Some(picture) = picture.filter(|picture| is_outside(&picture.url)) else {
                    return String::new();
                };
                let credit = attrs.credit.as_deref().map(|credit| format!("({credit})"));
                let caption = [Some(plain_text(content)), credit].into_iter().flatten();
                let caption: Vec<String> = caption.filter(|part| !part.is_empty()).collect();
                let alt = plain(&attrs.alt, Place::Line);
                format!("![{alt}]({})", line::target(&picture.url, &caption.join(" ")))
            }
            Block::Gallery { attrs: _, content } => self.blocks(content),
            Block::Embed { attrs } => {
                let names = [&attrs.title, &attrs.provider, &attrs.url];
                let name = names.into_iter().find(|name| !name.trim().is_empty());
                let name = plain(name.map_or("", String::as_str), Place::Line);
                if is_outside(&attrs.url) && !name.is_empty() {
                    format!("[{name}]({})", line::target(&attrs.url, ""))
                } else {
                    name
                }
            }
            Block::Table { attrs, content } => {
                let caption = attrs.caption.as_deref().map(|text| plain(text, Place::Line));
                let parts = [caption.unwrap_or_default(), self.table(content)];
                let parts: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join("\n\n")
            }
            Block::Card { attrs, content } => card(attrs, content),
            Block::Post { attrs, content } => {
                let at = attrs.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
                let title = match attrs.title.trim() {
                    "" => at,
                    title => format!("{at}: {}", plain(title, Place::Heading)),
                };
                let parts = [format!("## {title}"), self.blocks(content)];
                let parts: Vec<String> =
                    parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join("\n\n")
            }
            Block::Preformatted { attrs: _, content } => fenced("", &plain_text(content)),
            Block::Break { attrs } => match attrs.kind {
                BreakKind::Scene => "***".to_owned(),
                BreakKind::Page | BreakKind::Teaser => String::new(),
            },
        }
    }

    fn list(&self, items: &[ListItem], sign: impl Fn(usize) -> String) -> String {
        let mut lines = Vec::new();
        let mut apart = "\n";
        for item in items {
            let text = self.blocks(&item.content);
            if text.is_empty() {
                continue;
            }
            if text.contains("\n\n") {
                apart = "\n\n";
            }
            let sign = sign(lines.len());
            lines.push(indented(&sign, &" ".repeat(sign.len()), &text));
        }
        lines.join(apart)
    }

    fn table(&self, rows: &[TableRow]) -> String {
        let width =
            |row: &TableRow| row.content.iter().map(|cell| cell_span(cell).max(1)).sum::<usize>();
        let columns = rows.iter().map(width).max().unwrap_or_default();
        if columns == 0 {
            return String::new();
        }
        let is_heading = |cell: &TableCell| matches!(cell, TableCell::TableHeader { .. });
        let headed = rows.first().is_some_and(|row| row.content.iter().all(is_heading));
        let mut lines = Vec::new();
        // Every table has a heading row in Markdown; where there is none it is an empty one.
        if !headed {
            lines.push(row(&[], columns));
            lines.push(format!("|{}", " --- |".repeat(columns)));
        }
        for table_row in rows {
            let mut cells = Vec::new();
            for cell in &table_row.content {
                cells.push(self.cell(cell));
                cells.resize(cells.len() + cell_span(cell).saturating_sub(1), String::new());
            }
            lines.push(row(&cells, columns));
            if headed && lines.len() == 1 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        lines.join("\n")
    }

    fn cell(&self, cell: &TableCell) -> String {
        let parts = cell.content().iter().map(|block| match block {
            Block::Paragraph { attrs: _, content } => self.line(content, Place::Cell),
            other => {
                let mut lines = Vec::new();
                other.push_text(&mut lines);
                plain(&lines.join(" "), Place::Cell)
            }
        });
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn line(&self, content: &[Inline], place: Place) -> String {
        line(content, place, self.addresses)
    }
}

fn cell_span(cell: &TableCell) -> usize {
    // A span is a number from outside; a thousand columns are more than any page shows.
    let (TableCell::TableHeader { attrs, .. } | TableCell::TableCell { attrs, .. }) = cell;
    attrs.colspan.min(1000) as usize
}

fn row(cells: &[String], columns: usize) -> String {
    let cells = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns);
    cells.fold("|".to_owned(), |row, cell| row + " " + cell + " |")
}

/// A card in the form that the paper's own articles write it.
fn card(attrs: &CardAttrs, content: &[Block]) -> String {
    let facts = attrs.facts.iter().map(|fact| format!("{}: {}", fact.term, fact.value));
    let mut lines = vec![attrs.title.clone()];
    lines.extend(facts);
    content.iter().for_each(|block| block.push_text(&mut lines));
    let lines: Vec<String> = lines
        .iter()
        .map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() { String::new() } else { fenced("card", &lines.join("\n")) }
}

fn fenced(language: &str, text: &str) -> String {
    let text: String =
        text.chars().filter(|letter| !letter.is_control() || "\n\t".contains(*letter)).collect();
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let end = if text.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{text}{end}{fence}")
}

/// The text with `first` before its first line and `others` before each other one that says anything.
fn indented(first: &str, others: &str, text: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(place, line)| {
        let before = if place == 0 { first } else { others };
        if line.is_empty() { before.trim_end().to_owned() } else { format!("{before}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}
