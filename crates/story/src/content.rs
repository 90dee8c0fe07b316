//! What a revision says: everything of an article that is written, and nothing about when or where it runs.

use crate::{AuthorId, Body, MediaId, TopicId};

/// The longest headline, in characters.
pub const MAX_HEADLINE: usize = 250;

/// All that is written of an article. A revision keeps it as canonical JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The headline; a draft may not have one yet.
    pub headline: String,
    /// A sentence or two under the headline, or nothing.
    #[serde(default)]
    pub standfirst: String,
    /// Where it was written, as printed: `BAMAKO`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Who paid for it, as printed; articles that nobody paid for have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsor: Option<String>,
    /// Who made it, in the order printed.
    #[serde(default)]
    pub byline: Vec<Credit>,
    /// The picture on top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<LeadPicture>,
    /// What it is about.
    #[serde(default)]
    pub topics: Vec<TopicId>,
    /// The text.
    pub body: Body,
}

/// Somebody named in the byline.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Credit {
    /// What they did.
    pub role: CreditRole,
    /// Who, if the newsroom has a page for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AuthorId>,
    /// The name as printed.
    pub name: String,
}

/// What somebody did for an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditRole {
    /// Wrote it.
    Author,
    /// Delivered it as a news agency.
    Agency,
    /// Translated it.
    Translator,
    /// Took the pictures.
    Photographer,
}

impl CreditRole {
    /// All of them.
    pub const ALL: [CreditRole; 4] =
        [CreditRole::Author, CreditRole::Agency, CreditRole::Translator, CreditRole::Photographer];
}

/// The picture on top of an article.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LeadPicture {
    /// Which picture.
    pub media: MediaId,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What is printed under it.
    #[serde(default)]
    pub caption: String,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
}

impl Content {
    /// The canonical JSON: equal contents give equal bytes.
    pub fn to_json(&self) -> String {
        // Serializing plain structs into a string cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Content::to_json`] wrote.
    pub fn from_json(json: &str) -> Result<Content, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The pictures that it shows, the lead first.
    pub fn media(&self) -> Vec<MediaId> {
        self.lead.iter().map(|lead| lead.media).chain(self.body.media()).collect()
    }

    /// All words in reading order, one line per paragraph: what a reader would compare.
    pub fn lines(&self) -> Vec<String> {
        let Content {
            headline,
            standfirst,
            dateline: _,
            sponsor,
            byline: _,
            lead,
            topics: _,
            body,
        } = self;
        let mut lines = vec![headline.clone()];
        lines.extend((!standfirst.is_empty()).then(|| standfirst.clone()));
        lines.extend(sponsor.clone());
        lines.extend(
            lead.iter().map(|lead| lead.caption.clone()).filter(|caption| !caption.is_empty()),
        );
        lines.extend(body.lines());
        lines
    }

    /// The standfirst, or else the beginning of the text.
    pub fn summary(&self) -> String {
        if self.standfirst.is_empty() { self.body.teaser() } else { self.standfirst.clone() }
    }
}
