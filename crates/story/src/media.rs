//! A picture and the right to show it.

use crate::topic::Names;
use crate::{MediaId, Timestamp};

/// A file of the newsroom, nearly always a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// BLAKE3 of the bytes in hexadecimal, which is also the name of the stored file.
    pub hash: String,
    /// What it was called, for people who download it.
    pub file_name: String,
    /// Its MIME type, found from the bytes.
    pub content_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Width in pixels, or nothing if it is no picture.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Who made it.
    pub credit: String,
    /// What it shows, by language.
    pub alt: Names,
    /// What is printed under it, by language.
    pub caption: Names,
    /// What we may do with it.
    pub rights: Rights,
    /// When it came in.
    pub created_at: Timestamp,
}

/// What we may do with a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rights {
    /// Whose it is.
    #[serde(default)]
    pub holder: String,
    /// Under which terms.
    #[serde(default)]
    pub licence: String,
    /// The moment after which it must not be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Must not be shown at all, with the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<String>,
}

impl Rights {
    /// Whether it may be shown at this moment.
    pub fn cover(&self, now: Timestamp) -> bool {
        self.blocked.is_none() && self.until.is_none_or(|until| now < until)
    }
}
