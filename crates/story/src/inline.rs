//! Runs of text inside a block, and the marks on them.

use crate::Direction;

/// A piece of text, or a break inside a line.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", try_from = "Read")]
pub enum Inline {
    /// Words with the same marks on all of them.
    Text {
        /// The words.
        text: String,
        /// What is said about them, in canonical order once in a [`crate::Body`].
        #[serde(skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    /// A new line inside the paragraph.
    HardBreak,
}

/// An inline as it is read, in one go wherever its type stands.
#[derive(serde::Deserialize)]
struct Read {
    #[serde(rename = "type")]
    kind: Kind,
    text: Option<String>,
    #[serde(default)]
    marks: Vec<Mark>,
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    HardBreak,
}

impl TryFrom<Read> for Inline {
    type Error = &'static str;

    fn try_from(Read { kind, text, marks }: Read) -> Result<Inline, &'static str> {
        match kind {
            Kind::Text => Ok(Inline::Text { text: text.ok_or("missing field `text`")?, marks }),
            Kind::HardBreak => Ok(Inline::HardBreak),
        }
    }
}

/// Something said about a run of words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", content = "attrs", rename_all = "snake_case")]
pub enum Mark {
    /// A link.
    Link {
        /// Where it leads: `https:`, `http:`, `mailto:`, `tel:`, a path of this site, or `story:<id>`.
        href: String,
        /// The hint that it carries.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
    },
    /// Of strong importance.
    Strong,
    /// Emphasised.
    Em,
    /// Underlined.
    Underline,
    /// No longer right.
    Strike,
    /// Computer code.
    Code,
    /// Below the line.
    Subscript,
    /// Above the line.
    Superscript,
    /// Words in another language.
    Lang {
        /// BCP 47 tag.
        lang: String,
        /// The way they are written.
        dir: Direction,
    },
    /// Words that stand for an item of the newsroom: a mention, a claim, a quotation.
    Ref {
        /// The item's id.
        target: String,
        /// What the words are to it: mention, when, where, content, quote, source or cue.
        part: String,
    },
}

impl Inline {
    /// Words without marks.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into(), marks: Vec::new() }
    }

    /// The words, or the break as a line end.
    pub fn as_str(&self) -> &str {
        match self {
            Inline::Text { text, .. } => text,
            Inline::HardBreak => "\n",
        }
    }
}

/// All words of a run of inlines.
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines.iter().map(Inline::as_str).collect()
}
