//! What a body is made of: one variant per kind of block.

mod from_json;

use crate::inline::{Inline, plain_text};
use crate::{ArticleId, MediaId, Timestamp};

/// A name for a block that is unique in its body and survives edits, such as `b7`.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct BlockId(pub String);

/// One block of a body, in the JSON of ProseMirror: `{"type": …, "attrs": {"id": …}, "content": […]}`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its name.
        attrs: Named,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A crosshead.
    Heading {
        /// Its name and rank.
        attrs: HeadingAttrs,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A list with bullets.
    BulletList {
        /// Its name.
        attrs: Named,
        /// Its items.
        content: Vec<ListItem>,
    },
    /// A list with numbers.
    OrderedList {
        /// Its name and first number.
        attrs: OrderedListAttrs,
        /// Its items.
        content: Vec<ListItem>,
    },
    /// Somebody's words set apart.
    Quotation {
        /// Its name and source.
        attrs: QuotationAttrs,
        /// The words.
        content: Vec<Block>,
    },
    /// A picture with its caption.
    Figure {
        /// The picture.
        attrs: FigureAttrs,
        /// The caption.
        content: Vec<Inline>,
    },
    /// Several pictures together.
    Gallery {
        /// Its name.
        attrs: Named,
        /// Its pictures, each a [`Block::Figure`].
        content: Vec<Block>,
    },
    /// Something from elsewhere that loads only when the reader asks for it.
    Embed {
        /// What and where.
        attrs: EmbedAttrs,
    },
    /// A table.
    Table {
        /// Its name and caption.
        attrs: TableAttrs,
        /// Its rows.
        content: Vec<TableRow>,
    },
    /// A background card, copied in with its origin pinned.
    Card {
        /// Title and origin.
        attrs: CardAttrs,
        /// Its text.
        content: Vec<Block>,
    },
    /// A post of live coverage: what was known at a moment.
    Post {
        /// When, and what it is about.
        attrs: PostAttrs,
        /// Its text.
        content: Vec<Block>,
    },
    /// Text whose spaces and line ends matter.
    Preformatted {
        /// Its name.
        attrs: Named,
        /// Its words.
        content: Vec<Inline>,
    },
    /// A pause: a rule, a page turn, or the end of the teaser.
    Break {
        /// Which of them.
        attrs: BreakAttrs,
    },
}

/// Attributes of a block that has only its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Named {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
}

/// Attributes of a crosshead.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HeadingAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// 2 under the headline, to 6.
    pub level: u8,
}

/// Attributes of a numbered list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OrderedListAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// The first number.
    #[serde(default = "one")]
    pub order: u32,
}

impl Default for OrderedListAttrs {
    fn default() -> OrderedListAttrs {
        OrderedListAttrs { id: BlockId::default(), order: 1 }
    }
}

fn one() -> u32 {
    1
}

/// Attributes of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QuotationAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// Who said it, and to whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Attributes of a picture in a body.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FigureAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// Which picture.
    pub media: MediaId,
    /// What it shows, for those who do not see it; empty means that it is only decoration.
    #[serde(default)]
    pub alt: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

/// Attributes of an embed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EmbedAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// The page that shows it, `https:` or `http:`.
    pub url: String,
    /// Who serves it, such as `YouTube`.
    #[serde(default)]
    pub provider: String,
    /// What it is.
    #[serde(default)]
    pub title: String,
}

/// Attributes of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TableAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// What the table shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// Attributes of a card.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CardAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// Its title, often a question.
    pub title: String,
    /// Facts as pairs of term and value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The card's own article, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<ArticleId>,
    /// The revision of it that was copied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
}

/// Attributes of a post.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PostAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// When it was posted.
    pub at: Timestamp,
    /// Whether it stands among the key events on top.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key: bool,
    /// Whether the report ends with it, as long as no later post follows.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub last: bool,
    /// What it is about; may be empty.
    #[serde(default)]
    pub title: String,
}

/// One fact of a card.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fact {
    /// What is told, such as “Formed”.
    pub term: String,
    /// What it is.
    pub value: String,
}

/// Attributes of a pause.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BreakAttrs {
    /// The block's name.
    #[serde(default)]
    pub id: BlockId,
    /// Which pause.
    pub kind: BreakKind,
}

/// The kinds of pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakKind {
    /// A change of scene: a rule.
    Scene,
    /// A new page, where the article was written for several.
    Page,
    /// The end of the teaser on lists.
    Teaser,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename = "list_item")]
pub struct ListItem {
    /// What it says.
    pub content: Vec<Block>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename = "table_row")]
pub struct TableRow {
    /// Its cells.
    pub content: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", from = "from_json::Cell")]
pub enum TableCell {
    /// A heading of a row or column.
    TableHeader {
        /// What it spans.
        attrs: CellAttrs,
        /// What it says.
        content: Vec<Block>,
    },
    /// A plain cell.
    TableCell {
        /// What it spans.
        attrs: CellAttrs,
        /// What it says.
        content: Vec<Block>,
    },
}

/// What a cell spans.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CellAttrs {
    /// How many columns.
    #[serde(default = "one")]
    pub colspan: u32,
    /// How many rows.
    #[serde(default = "one")]
    pub rowspan: u32,
}

impl Default for CellAttrs {
    fn default() -> CellAttrs {
        CellAttrs { colspan: 1, rowspan: 1 }
    }
}

impl TableCell {
    /// What the cell says.
    pub fn content(&self) -> &[Block] {
        match self {
            TableCell::TableHeader { content, .. } | TableCell::TableCell { content, .. } => {
                content
            }
        }
    }

    fn content_mut(&mut self) -> &mut Vec<Block> {
        match self {
            TableCell::TableHeader { content, .. } | TableCell::TableCell { content, .. } => {
                content
            }
        }
    }
}

impl Block {
    /// A paragraph without a name yet; [`crate::Body::new`] gives it one.
    pub fn paragraph(content: Vec<Inline>) -> Block {
        Block::Paragraph { attrs: Named::default(), content }
    }

    /// A crosshead without a name yet.
    pub fn heading(level: u8, content: Vec<Inline>) -> Block {
        Block::Heading { attrs: HeadingAttrs { id: BlockId::default(), level }, content }
    }

    /// What the block is called in JSON, in the editor and in the names of its templates.
    pub fn kind(&self) -> &'static str {
        match self {
            Block::Paragraph { .. } => "paragraph",
            Block::Heading { .. } => "heading",
            Block::BulletList { .. } => "bullet_list",
            Block::OrderedList { .. } => "ordered_list",
            Block::Quotation { .. } => "quotation",
            Block::Figure { .. } => "figure",
            Block::Gallery { .. } => "gallery",
            Block::Embed { .. } => "embed",
            Block::Table { .. } => "table",
            Block::Card { .. } => "card",
            Block::Post { .. } => "post",
            Block::Preformatted { .. } => "preformatted",
            Block::Break { .. } => "break",
        }
    }

    /// The block's name.
    pub fn id(&self) -> &BlockId {
        match self {
            Block::Paragraph { attrs, .. }
            | Block::BulletList { attrs, .. }
            | Block::Gallery { attrs, .. }
            | Block::Preformatted { attrs, .. } => &attrs.id,
            Block::Heading { attrs, .. } => &attrs.id,
            Block::OrderedList { attrs, .. } => &attrs.id,
            Block::Quotation { attrs, .. } => &attrs.id,
            Block::Figure { attrs, .. } => &attrs.id,
            Block::Embed { attrs } => &attrs.id,
            Block::Table { attrs, .. } => &attrs.id,
            Block::Card { attrs, .. } => &attrs.id,
            Block::Post { attrs, .. } => &attrs.id,
            Block::Break { attrs } => &attrs.id,
        }
    }

    pub(crate) fn id_mut(&mut self) -> &mut BlockId {
        match self {
            Block::Paragraph { attrs, .. }
            | Block::BulletList { attrs, .. }
            | Block::Gallery { attrs, .. }
            | Block::Preformatted { attrs, .. } => &mut attrs.id,
            Block::Heading { attrs, .. } => &mut attrs.id,
            Block::OrderedList { attrs, .. } => &mut attrs.id,
            Block::Quotation { attrs, .. } => &mut attrs.id,
            Block::Figure { attrs, .. } => &mut attrs.id,
            Block::Embed { attrs } => &mut attrs.id,
            Block::Table { attrs, .. } => &mut attrs.id,
            Block::Card { attrs, .. } => &mut attrs.id,
            Block::Post { attrs, .. } => &mut attrs.id,
            Block::Break { attrs } => &mut attrs.id,
        }
    }

    /// The words of the block itself, without those of blocks inside it.
    pub fn inlines(&self) -> &[Inline] {
        match self {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::Figure { content, .. }
            | Block::Preformatted { content, .. } => content,
            _ => &[],
        }
    }

    pub(crate) fn inlines_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::Figure { content, .. }
            | Block::Preformatted { content, .. } => Some(content),
            _ => None,
        }
    }

    /// The blocks inside it, in reading order.
    pub fn children(&self) -> Vec<&Block> {
        match self {
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
                content.iter().flat_map(|item| &item.content).collect()
            }
            Block::Quotation { content, .. }
            | Block::Gallery { content, .. }
            | Block::Card { content, .. }
            | Block::Post { content, .. } => content.iter().collect(),
            Block::Table { content, .. } => {
                content.iter().flat_map(|row| &row.content).flat_map(TableCell::content).collect()
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn children_mut(&mut self) -> Vec<&mut Block> {
        match self {
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
                content.iter_mut().flat_map(|item| &mut item.content).collect()
            }
            Block::Quotation { content, .. }
            | Block::Gallery { content, .. }
            | Block::Card { content, .. }
            | Block::Post { content, .. } => content.iter_mut().collect(),
            Block::Table { content, .. } => content
                .iter_mut()
                .flat_map(|row| &mut row.content)
                .flat_map(TableCell::content_mut)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Appends the block's words to `lines`, one line per paragraph, heading, caption, cell or fact.
    pub fn push_text(&self, lines: &mut Vec<String>) {
        match self {
            Block::Quotation { attrs, content } => {
                content.iter().for_each(|block| block.push_text(lines));
                lines.extend(attrs.source.clone());
            }
            Block::Card { attrs, content } => {
                lines.push(attrs.title.clone());
                lines.extend(
                    attrs.facts.iter().map(|fact| format!("{}: {}", fact.term, fact.value)),
                );
                content.iter().for_each(|block| block.push_text(lines));
            }
            Block::Post { attrs, content } => {
                lines.extend((!attrs.title.is_empty()).then(|| attrs.title.clone()));
                content.iter().for_each(|block| block.push_text(lines));
            }
            Block::Table { attrs, content } => {
                lines.extend(attrs.caption.clone());
                for row in content {
                    let cells = row.content.iter().map(|cell| {
                        let mut inner = Vec::new();
                        cell.content().iter().for_each(|block| block.push_text(&mut inner));
                        inner.join(" ")
                    });
                    lines.push(cells.collect::<Vec<_>>().join("\t"));
                }
            }
            Block::Embed { attrs } if !attrs.title.is_empty() => lines.push(attrs.title.clone()),
            _ => {
                let text = plain_text(self.inlines());
                if !text.trim().is_empty() {
                    lines.push(text);
                }
                self.children().into_iter().for_each(|block| block.push_text(lines));
            }
        }
    }
}
