//! A body drawn as an outline, a line per block, for snapshots that can be read.

use story::Body;
use story::block::{Block, TableCell};
use story::inline::{Inline, Mark};

/// The outline of a body.
pub(crate) fn sketch(body: &Body) -> String {
    let mut lines = String::new();
    body.blocks().iter().for_each(|block| draw(block, 0, &mut lines));
    lines
}

fn draw(block: &Block, depth: usize, lines: &mut String) {
    let detail = match block {
        Block::Heading { attrs, .. } => format!(" {}", attrs.level),
        Block::OrderedList { attrs, .. } => format!(" from {}", attrs.order),
        Block::Quotation { attrs, .. } => attrs.source.iter().map(|s| format!(" — {s}")).collect(),
        Block::Figure { attrs, .. } => {
            let credit = attrs.credit.iter().map(|credit| format!(" © {credit}"));
            format!(" {} “{}”{}", attrs.media, attrs.alt, credit.collect::<String>())
        }
        Block::Embed { attrs } => format!(" {} {} “{}”", attrs.provider, attrs.url, attrs.title),
        Block::Table { attrs, .. } => attrs.caption.iter().map(|c| format!(" “{c}”")).collect(),
        Block::Card { attrs, .. } => format!(" “{}” {} facts", attrs.title, attrs.facts.len()),
        Block::Break { attrs } => format!(" {:?}", attrs.kind).to_lowercase(),
        _ => String::new(),
    };
    let words = match block.inlines() {
        [] => String::new(),
        inlines => format!(": {}", inlines.iter().map(run).collect::<String>()),
    };
    let indent = "  ".repeat(depth);
    lines.push_str(&format!("{indent}{}{detail}{words}\n", block.kind()));
    match block {
        Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
            for item in content {
                lines.push_str(&format!("{indent}-\n"));
                item.content.iter().for_each(|block| draw(block, depth + 1, lines));
            }
        }
        Block::Table { content, .. } => {
            for row in content {
                lines.push_str(&format!("{indent}row\n"));
                for cell in &row.content {
                    let (name, attrs) = match cell {
                        TableCell::TableHeader { attrs, .. } => ("head", attrs),
                        TableCell::TableCell { attrs, .. } => ("cell", attrs),
                    };
                    let (columns, rows) = (attrs.colspan, attrs.rowspan);
                    let span =
                        if columns * rows == 1 { "" } else { &format!(" {columns}×{rows}") };
                    lines.push_str(&format!("{indent}  {name}{span}\n"));
                    cell.content().iter().for_each(|block| draw(block, depth + 2, lines));
                }
            }
        }
        _ => block.children().into_iter().for_each(|block| draw(block, depth + 1, lines)),
    }
}

fn run(inline: &Inline) -> String {
    let Inline::Text { text, marks } = inline else { return "⏎".to_owned() };
    let text = text.replace('\n', "↵");
    if marks.is_empty() {
        return text;
    }
    let names = marks.iter().map(|mark| match mark {
        Mark::Link { href, title } => match title {
            Some(title) => format!("{href} “{title}”"),
            None => href.clone(),
        },
        Mark::Lang { lang, .. } => lang.clone(),
        other => format!("{other:?}").to_lowercase(),
    });
    format!("[{text}|{}]", names.collect::<Vec<_>>().join(" "))
}
