//! Running text as HTML for other papers: no pictures, no theme, every address in full.

use story::block::{Block, BreakKind, TableCell};

use super::inline::{self, Links, push_escaped};
use crate::page::Text;

/// The text in elements that any system accepts. Pictures stay out: their rights are rarely ours to give.
pub(crate) fn plain(text: &Text, links: &Links<'_>) -> String {
    let links = Links { absolute: true, claims: None, ..*links };
    let mut html = String::new();
    blocks(&mut html, text.body.blocks(), &links);
    html
}

fn blocks(html: &mut String, all: &[Block], links: &Links<'_>) {
    all.iter().for_each(|block| push(html, block, links));
}

fn push(html: &mut String, block: &Block, links: &Links<'_>) {
    let words = |html: &mut String, tag: &str| {
        html.push_str(&format!("<{tag}>{}</{tag}>\n", inline::html(block.inlines(), links)));
    };
    match block {
        Block::Paragraph { .. } => words(html, "p"),
        Block::Preformatted { .. } => words(html, "pre"),
        Block::Heading { attrs, .. } => words(html, &format!("h{}", attrs.level.clamp(2, 6))),
        Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
            let tag = if matches!(block, Block::BulletList { .. }) { "ul" } else { "ol" };
            html.push_str(&format!("<{tag}>\n"));
            for item in content {
                html.push_str("<li>");
                blocks(html, &item.content, links);
                html.push_str("</li>\n");
            }
            html.push_str(&format!("</{tag}>\n"));
        }
        Block::Quotation { attrs, content } => {
            html.push_str("<blockquote>\n");
            blocks(html, content, links);
            if let Some(source) = &attrs.source {
                html.push_str("<p>— ");
                push_escaped(html, source);
                html.push_str("</p>\n");
            }
            html.push_str("</blockquote>\n");
        }
        Block::Post { attrs, content } => {
            html.push_str("<h2>");
            html.push_str(&attrs.at.strftime("%Y-%m-%d %H:%M UTC").to_string());
            if !attrs.title.is_empty() {
                html.push_str(": ");
                push_escaped(html, &attrs.title);
            }
            html.push_str("</h2>\n");
            blocks(html, content, links);
        }
        Block::Card { attrs, content } => {
            html.push_str("<h2>");
            push_escaped(html, &attrs.title);
            html.push_str("</h2>\n");
            if !attrs.facts.is_empty() {
                html.push_str("<dl>\n");
                for fact in &attrs.facts {
                    html.push_str("<dt>");
                    push_escaped(html, &fact.term);
                    html.push_str("</dt><dd>");
                    push_escaped(html, &fact.value);
                    html.push_str("</dd>\n");
                }
                html.push_str("</dl>\n");
            }
            blocks(html, content, links);
        }
        Block::Table { attrs, content } => {
            html.push_str("<table>\n");
            if let Some(caption) = &attrs.caption {
                html.push_str("<caption>");
                push_escaped(html, caption);
                html.push_str("</caption>\n");
            }
            for row in content {
                html.push_str("<tr>");
                for cell in &row.content {
                    let tag =
                        if matches!(cell, TableCell::TableHeader { .. }) { "th" } else { "td" };
                    html.push_str(&format!("<{tag}>"));
                    blocks(html, cell.content(), links);
                    html.push_str(&format!("</{tag}>"));
                }
                html.push_str("</tr>\n");
            }
            html.push_str("</table>\n");
        }
        Block::Embed { attrs } => {
            if let Some(href) = links.web(&attrs.url) {
                html.push_str("<p><a href=\"");
                push_escaped(html, &href);
                html.push_str("\">");
                push_escaped(html, if attrs.title.is_empty() { &attrs.url } else { &attrs.title });
                html.push_str("</a></p>\n");
            }
        }
        Block::Break { attrs } if attrs.kind == BreakKind::Scene => html.push_str("<hr>\n"),
        Block::Figure { .. } | Block::Gallery { .. } | Block::Break { .. } => {}
    }
}
