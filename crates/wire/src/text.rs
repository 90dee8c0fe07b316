//! An article as plain text.

use story::Body;
use story::block::{Block, BreakKind, ListItem, TableCell};
use story::inline::{Inline, plain_text};

use crate::addresses::is_outside;

/// Writes the lines of the header (headline, byline, time, address: the caller knows the language), an empty
/// line, and the text. Paragraphs are one line each, however long: whoever reads breaks them to fit.
pub fn text(header: &[String], body: &Body) -> String {
    let header = header.iter().map(|line| one_line(line)).filter(|line| !line.is_empty());
    let header = header.collect::<Vec<_>>().join("\n");
    let parts = std::iter::once(header).chain(body.blocks().iter().map(block));
    let mut text = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text.retain(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'));
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph { attrs: _, content } => trimmed(content),
        Block::Heading { attrs: _, content } => one_line(&plain_text(content)),
        Block::BulletList { attrs: _, content } => list(content, |_| "• ".to_owned()),
        Block::OrderedList { attrs, content } => {
            list(content, |place| format!("{}. ", u64::from(attrs.order) + place as u64))
        }
        Block::Quotation { attrs, content } => {
            let mut quotation = indented("> ", "> ", &blocks(content));
            if let Some(source) = &attrs.source {
                quotation.push_str("\n— ");
                quotation.push_str(&one_line(source));
            }
            quotation
        }
        Block::Figure { attrs, content } => {
            let caption = one_line(&plain_text(content));
            let words = if caption.is_empty() { one_line(&attrs.alt) } else { caption };
            let credit = attrs.credit.as_deref().map(one_line).filter(|credit| !credit.is_empty());
            match (words.is_empty(), credit) {
                (true, None) => String::new(),
                (true, Some(credit)) => format!("[{credit}]"),
                (false, None) => format!("[{words}]"),
                (false, Some(credit)) => format!("[{words} — {credit}]"),
            }
        }
        Block::Gallery { attrs: _, content } => blocks(content),
        Block::Embed { attrs } => {
            let name = if attrs.title.is_empty() { &attrs.provider } else { &attrs.title };
            let url = if is_outside(&attrs.url) { attrs.url.as_str() } else { "" };
            [&one_line(name), url].join(" ").trim().to_owned()
        }
        Block::Table { attrs, content } => {
            let rows = content
                .iter()
                .map(|row| row.content.iter().map(cell).collect::<Vec<_>>().join("\t"));
            let caption = attrs.caption.as_deref().map(one_line);
            caption.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Card { attrs, content } => {
            let facts = attrs
                .facts
                .iter()
                .map(|fact| format!("{}: {}", one_line(&fact.term), one_line(&fact.value)));
            let facts = facts.collect::<Vec<_>>().join("\n");
            let parts = [one_line(&attrs.title), facts, blocks(content)];
            let card = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            indented("| ", "| ", &card.join("\n\n"))
        }
        Block::Post { attrs, content } => {
            let at = attrs.at.strftime("%Y-%m-%d %H:%M UTC").to_string();
            let title = one_line(&attrs.title);
            let head = if title.is_empty() { at } else { format!("{at}: {title}") };
            let parts = [head, blocks(content)];
            let parts = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            parts.join("\n\n")
        }
        Block::Preformatted { attrs: _, content } => plain_text(content).trim_end().to_owned(),
        Block::Break { attrs } => match attrs.kind {
            BreakKind::Scene => "* * *".to_owned(),
            BreakKind::Page | BreakKind::Teaser => String::new(),
        },
    }
}

fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn list(items: &[ListItem], sign: impl Fn(usize) -> String) -> String {
    let items = items.iter().enumerate().map(|(place, item)| {
        let sign = sign(place);
        let text = item.content.iter().map(block).filter(|part| !part.is_empty());
        indented(&sign, &" ".repeat(sign.chars().count()), &text.collect::<Vec<_>>().join("\n"))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn cell(cell: &TableCell) -> String {
    one_line(&blocks(cell.content()))
}

/// The text with `first` before its first line and `others` before each other one.
fn indented(first: &str, others: &str, text: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(place, line)| {
        format!("{}{line}", if place == 0 { first } else { others }).trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn trimmed(content: &[Inline]) -> String {
    plain_text(content).trim().to_owned()
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
