//! Blocks from JSON. Whoever writes a block names its type first, so that what follows is read straight into its place;
//! where the type comes later, the block is held until it is known.

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{
    Block, BreakAttrs, CardAttrs, CellAttrs, EmbedAttrs, FigureAttrs, HeadingAttrs, TableCell,
};

/// What a block says that it is.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Paragraph,
    Heading,
    BulletList,
    OrderedList,
    Quotation,
    Figure,
    Gallery,
    Embed,
    Table,
    Card,
    Post,
    Preformatted,
    Break,
}

/// What a block has besides its type.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts<A, C> {
    attrs: Option<A>,
    content: Option<Vec<C>>,
}

/// What a block has in which nothing stands.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Alone<A> {
    attrs: A,
}

impl<A, C> Parts<A, C> {
    /// The attributes and what stands in the block, which may be nothing.
    fn both<E: Error>(self) -> Result<(A, Vec<C>), E> {
        let attrs = self.attrs.ok_or_else(|| E::missing_field("attrs"))?;
        Ok((attrs, self.content.unwrap_or_default()))
    }

    /// The attributes, which may be those that every block has, and what stands in the block.
    fn filled<E: Error>(self) -> Result<(A, Vec<C>), E>
    where
        A: Default,
    {
        let content = self.content.ok_or_else(|| E::missing_field("content"))?;
        Ok((self.attrs.unwrap_or_default(), content))
    }

    /// The attributes and what stands in the block, either of which may be missing.
    fn any(self) -> (A, Vec<C>)
    where
        A: Default,
    {
        (self.attrs.unwrap_or_default(), self.content.unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Block, D::Error> {
        deserializer.deserialize_map(ByType)
    }
}

struct ByType;

impl<'de> Visitor<'de> for ByType {
    type Value = Block;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a block with a type")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Block, M::Error> {
        let mut held = serde_json::Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key != "type" {
                held.insert(key, map.next_value()?);
                continue;
            }
            let kind: Kind = map.next_value()?;
            if held.is_empty() {
                return block(&kind, MapAccessDeserializer::new(map));
            }
            while let Some((key, value)) = map.next_entry()? {
                held.insert(key, value);
            }
            return block(&kind, serde_json::Value::Object(held)).map_err(Error::custom);
        }
        Err(Error::missing_field("type"))
    }
}

fn block<'de, D: Deserializer<'de>>(kind: &Kind, rest: D) -> Result<Block, D::Error> {
    Ok(match kind {
        Kind::Paragraph => {
            let (attrs, content) = Parts::deserialize(rest)?.any();
            Block::Paragraph { attrs, content }
        }
        Kind::Heading => {
            let (attrs, content) = Parts::<HeadingAttrs, _>::deserialize(rest)?.both()?;
            Block::Heading { attrs, content }
        }
        Kind::BulletList => {
            let (attrs, content) = Parts::deserialize(rest)?.filled()?;
            Block::BulletList { attrs, content }
        }
        Kind::OrderedList => {
            let (attrs, content) = Parts::deserialize(rest)?.filled()?;
            Block::OrderedList { attrs, content }
        }
        Kind::Quotation => {
            let (attrs, content) = Parts::deserialize(rest)?.filled()?;
            Block::Quotation { attrs, content }
        }
        Kind::Figure => {
            let (attrs, content) = Parts::<FigureAttrs, _>::deserialize(rest)?.both()?;
            Block::Figure { attrs, content }
        }
        Kind::Gallery => {
            let (attrs, content) = Parts::deserialize(rest)?.filled()?;
            Block::Gallery { attrs, content }
        }
        Kind::Embed => {
            let Alone { attrs } = Alone::<EmbedAttrs>::deserialize(rest)?;
            Block::Embed { attrs }
        }
        Kind::Table => {
            let (attrs, content) = Parts::deserialize(rest)?.filled()?;
            Block::Table { attrs, content }
        }
        Kind::Card => {
            let (attrs, content) = Parts::<CardAttrs, _>::deserialize(rest)?.both()?;
            Block::Card { attrs, content }
        }
        Kind::Post => {
            let (attrs, content) = Parts::deserialize(rest)?.both()?;
            Block::Post { attrs, content }
        }
        Kind::Preformatted => {
            let (attrs, content) = Parts::deserialize(rest)?.any();
            Block::Preformatted { attrs, content }
        }
        Kind::Break => {
            let Alone { attrs } = Alone::<BreakAttrs>::deserialize(rest)?;
            Block::Break { attrs }
        }
    })
}

/// A cell, whose parts are the same for both types.
#[derive(serde::Deserialize)]
pub(super) struct Cell {
    #[serde(rename = "type")]
    kind: CellKind,
    #[serde(default)]
    attrs: CellAttrs,
    content: Vec<Block>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum CellKind {
    TableHeader,
    TableCell,
}

impl From<Cell> for TableCell {
    fn from(Cell { kind, attrs, content }: Cell) -> TableCell {
        match kind {
            CellKind::TableHeader => TableCell::TableHeader { attrs, content },
            CellKind::TableCell => TableCell::TableCell { attrs, content },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Block, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_block_is_the_same_wherever_its_type_stands() {
        let first = r#"{"type":"quotation","attrs":{"id":"b1","source":"Ana"},"content":[{"type":"paragraph","attrs":{"id":"b2"},"content":[{"type":"text","text":"Rain","marks":[{"type":"em"}]}]}]}"#;
        let last = r#"{"content":[{"content":[{"marks":[{"type":"em"}],"text":"Rain","type":"text"}],"attrs":{"id":"b2"},"type":"paragraph"}],"attrs":{"source":"Ana","id":"b1"},"type":"quotation"}"#;
        let between = r#"{"attrs":{"id":"b1","source":"Ana"},"type":"quotation","content":[{"attrs":{"id":"b2"},"type":"paragraph","content":[{"text":"Rain","type":"text","marks":[{"type":"em"}]}]}]}"#;
        let block = read(first).unwrap();
        assert_eq!(read(last).unwrap(), block);
        assert_eq!(read(between).unwrap(), block);
        assert_eq!(serde_json::to_string(&block).unwrap(), first);
    }

    #[test]
    fn what_is_no_block_is_refused_with_what_is_wrong() {
        for (json, what) in [
            (r#"{"attrs":{"id":"b1"}}"#, "missing field `type`"),
            (r#"{"type":"poem"}"#, "unknown variant `poem`"),
            (r#"{"type":"heading","content":[]}"#, "missing field `attrs`"),
            (r#"{"type":"bullet_list"}"#, "missing field `content`"),
            (r#"{"type":"paragraph","onclick":"x"}"#, "unknown field `onclick`"),
            (r#"{"onclick":"x","type":"paragraph"}"#, "unknown field `onclick`"),
            (
                r#"{"type":"break","attrs":{"kind":"scene"},"content":[]}"#,
                "unknown field `content`",
            ),
            (r#"{"type":"paragraph","type":"heading"}"#, "unknown field `type`"),
            (r#"["paragraph"]"#, "expected a block with a type"),
        ] {
            let refused = read(json).unwrap_err();
            assert!(refused.contains(what), "{json}: {refused}");
        }
    }
}
