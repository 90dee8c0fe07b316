//! Running text: blocks through the theme's templates, words and their marks in Rust.

mod inline;
mod plain;

use minijinja::value::Value;
use minijinja::{Environment, Error, context};
use story::block::{Block, BreakKind, ListItem, TableCell, TableRow};

use crate::page::{ArticleText, PictureFile, Text};
use crate::voice::VOICE;

pub(crate) use inline::{Claims, Links, escaped, write_escaped};
pub(crate) use plain::plain;

/// Every kind of block; each has its template in `templates/blocks/`.
pub(crate) const KINDS: [&str; 13] = [
    "paragraph",
    "heading",
    "bullet_list",
    "ordered_list",
    "quotation",
    "figure",
    "gallery",
    "embed",
    "table",
    "card",
    "post",
    "preformatted",
    "break",
];

/// Renders running text, block by block.
pub(crate) fn render(
    environment: &Environment<'_>,
    article: &ArticleText,
    voice: &Value,
    links: &Links<'_>,
) -> Result<String, Error> {
    let ArticleText { text, dateline, .. } = article;
    let renderer = Renderer { environment, text, voice, links };
    match (text.body.blocks(), dateline.as_deref().filter(|dateline| !dateline.is_empty())) {
        // A post has a moment and no place of its own.
        (blocks @ [Block::Post { .. }, ..], _) => renderer.blocks(blocks),
        // The place where it was written opens the first line.
        ([Block::Paragraph { attrs, content }, rest @ ..], Some(place)) => {
            let html = Value::from_safe_string(inline::html(content, links));
            let first = context! { id => safe_id(&attrs.id.0), html, place };
            Ok(renderer.partial("paragraph", first)? + &renderer.blocks(rest)?)
        }
        (blocks, Some(place)) => Ok(renderer
            .partial("paragraph", context! { html => "", place })?
            + &renderer.blocks(blocks)?),
        (blocks, None) => renderer.blocks(blocks),
    }
}

struct Renderer<'a> {
    environment: &'a Environment<'a>,
    text: &'a Text,
    voice: &'a Value,
    links: &'a Links<'a>,
}

impl Renderer<'_> {
    fn blocks(&self, blocks: &[Block]) -> Result<String, Error> {
        let mut html = String::new();
        for block in blocks {
            html.push_str(&self.block(block)?);
        }
        Ok(html)
    }

    fn block(&self, block: &Block) -> Result<String, Error> {
        let id = safe_id(&block.id().0);
        let words = || Value::from_safe_string(inline::html(block.inlines(), self.links));
        let context = match block {
            Block::Paragraph { .. } => context! { id, html => words(), place => () },
            Block::Preformatted { .. } => context! { id, html => words() },
            Block::Heading { attrs, .. } => {
                context! { id, html => words(), level => attrs.level.clamp(2, 6) }
            }
            Block::BulletList { content, .. } => context! { id, items => self.items(content)? },
            Block::OrderedList { attrs, content } => {
                context! { id, items => self.items(content)?, start => attrs.order }
            }
            Block::Quotation { attrs, content } => {
                context! { id, html => Value::from_safe_string(self.blocks(content)?), source => &attrs.source }
            }
            Block::Figure { attrs, .. } => {
                let Some(file) = self.text.pictures.get(&attrs.media) else {
                    return Ok(String::new());
                };
                context! { id, html => words(), alt => &attrs.alt, credit => &attrs.credit, picture => picture(file) }
            }
            Block::Gallery { content, .. } => {
                let html = self.blocks(content)?;
                if html.is_empty() {
                    return Ok(html);
                }
                context! { id, html => Value::from_safe_string(html) }
            }
            Block::Embed { attrs } => {
                let href = self.links.web(&attrs.url);
                context! { id, href, provider => &attrs.provider, title => &attrs.title }
            }
            Block::Table { attrs, content } => {
                let (head, body) = self.table(content)?;
                context! { id, caption => &attrs.caption, head, body }
            }
            Block::Card { attrs, content } => {
                let facts: Value = attrs
                    .facts
                    .iter()
                    .map(|fact| context! { term => &fact.term, value => &fact.value })
                    .collect();
                let href = attrs.origin.and_then(|origin| self.text.cards.get(&origin));
                let html = Value::from_safe_string(self.blocks(content)?);
                context! { id, title => &attrs.title, facts, href, html }
            }
            Block::Post { attrs, content } => {
                let html = Value::from_safe_string(self.blocks(content)?);
                let at = attrs.at.to_string();
                context! { id, at, key => attrs.key, title => &attrs.title, html }
            }
            Block::Break { attrs } => {
                let kind = match attrs.kind {
                    BreakKind::Scene => "scene",
                    BreakKind::Page => "page",
                    BreakKind::Teaser => "teaser",
                };
                context! { id, kind }
            }
        };
        self.partial(block.kind(), context)
    }

    fn partial(&self, kind: &str, block: Value) -> Result<String, Error> {
        let context = Value::from_pairs([("block", block), (VOICE, self.voice.clone())]);
        self.environment.get_template(&template(kind))?.render(context)
    }

    /// The items of a list; one that is a single paragraph stands without its `<p>`.
    fn items(&self, items: &[ListItem]) -> Result<Value, Error> {
        items.iter().map(|item| self.loose(&item.content)).collect()
    }

    fn loose(&self, blocks: &[Block]) -> Result<Value, Error> {
        let html = match blocks {
            [Block::Paragraph { content, .. }] => inline::html(content, self.links),
            blocks => self.blocks(blocks)?,
        };
        Ok(Value::from_safe_string(html))
    }

    /// The rows at the top that are all headings, and the rows below.
    fn table(&self, rows: &[TableRow]) -> Result<(Value, Value), Error> {
        let is_head = |row: &TableRow| {
            row.content.iter().all(|cell| matches!(cell, TableCell::TableHeader { .. }))
        };
        let head = rows.iter().take_while(|row| is_head(row)).count();
        // A table of headings alone is a table of cells.
        let head = if head == rows.len() { 0 } else { head };
        let read = |rows: &[TableRow]| -> Result<Value, Error> {
            rows.iter().map(|row| self.row(row)).collect()
        };
        Ok((read(&rows[..head])?, read(&rows[head..])?))
    }

    fn row(&self, row: &TableRow) -> Result<Value, Error> {
        row.content
            .iter()
            .map(|cell| {
                let (header, attrs) = match cell {
                    TableCell::TableHeader { attrs, .. } => (true, attrs),
                    TableCell::TableCell { attrs, .. } => (false, attrs),
                };
                // The limits are those of HTML.
                Ok(context! {
                    header,
                    html => self.loose(cell.content())?,
                    colspan => attrs.colspan.clamp(1, 1000),
                    rowspan => attrs.rowspan.clamp(1, 65_534),
                })
            })
            .collect()
    }
}

/// The template of a kind of block.
pub(crate) fn template(kind: &str) -> String {
    format!("blocks/{kind}.html")
}

fn picture(file: &PictureFile) -> Value {
    Value::from(minijinja::value::Serde(file))
}

/// A block's name if it can be an HTML id; names come from editors and imports.
fn safe_id(id: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    (!id.is_empty() && id.chars().all(plain)).then(|| format!("t-{id}"))
}
