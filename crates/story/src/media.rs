//! A picture and the right to show it.

use crate::account::Editor;
use crate::permission::{Permission, allows};
use crate::topic::Names;
use crate::{AccountId, MediaId, Refusal, Timestamp};

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
    /// When it was taken.
    pub taken_at: Option<Timestamp>,
    /// Where it was taken; may be empty.
    pub place: String,
    /// What must stay in sight when it is cropped.
    pub focal: Focal,
    /// When it came in.
    pub created_at: Timestamp,
    /// Who brought it; nothing if a program did.
    pub by: Option<AccountId>,
    /// What readers get of it: the newest set of files made from it. Empty for a file that they get as it is, and
    /// for a photo of which none is made yet.
    pub renditions: Vec<Rendition>,
    /// Whether it is shown in the place of the picture that has this id: who made that one, did not make this.
    pub stands_in: bool,
}

impl Media {
    /// Whether readers never get the file itself, but only what was made of it: a photo may tell more than it shows.
    pub fn is_photo(&self) -> bool {
        is_photo(&self.content_type)
    }
}

/// Whether files of this type go to readers only re-made.
pub fn is_photo(content_type: &str) -> bool {
    content_type.starts_with("image/") && content_type != "image/svg+xml"
}

/// Refuses somebody who may not bring pictures.
pub fn may_bring(by: &Editor) -> Result<(), Refusal> {
    allowed(by, &[Permission::Write, Permission::Advertise])
}

/// Refuses somebody who may not say what pictures show and whose they are, which readers of every story see.
pub fn may_describe(by: &Editor) -> Result<(), Refusal> {
    allowed(by, &[Permission::Write])
}

/// Refuses somebody who may not block or replace a picture everywhere, which changes what readers have.
pub fn may_clear(by: &Editor) -> Result<(), Refusal> {
    allowed(by, &[Permission::Publish, Permission::Hold])
}

/// A picture belongs to no edition, so a role in any of them is enough.
fn allowed(by: &Editor, any: &[Permission]) -> Result<(), Refusal> {
    let may =
        |permission: &Permission| by.grants.iter().any(|grant| allows(grant.role, *permission));
    match any.first() {
        Some(permission) if !any.iter().any(may) => {
            Err(Refusal::NotAllowed { name: by.name.clone(), permission: *permission })
        }
        _ => Ok(()),
    }
}

/// A file made from a photo, for readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// The set that it belongs to, part of its address: another set has another one.
    pub set: String,
    /// Its name in the set: `480.avif`, or `share.jpg` for the one that services show beside a link.
    pub name: String,
    /// Its MIME type.
    pub content_type: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// How many bytes it has.
    pub bytes: u64,
    /// BLAKE3 of the bytes in hexadecimal, which is also the name of the stored file.
    pub hash: String,
}

/// What the rendition is called that services show beside a link.
pub const SHARE: &str = "share.jpg";

impl Rendition {
    /// Whether it is the one that services show beside a link, cropped to their shape.
    pub fn is_share(&self) -> bool {
        self.name == SHARE
    }
}

/// A point of a picture, from 0 at its left and top to 1 at its right and bottom.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Focal {
    /// From left to right, in any language.
    pub x: f64,
    /// From top to bottom.
    pub y: f64,
}

impl Eq for Focal {}

impl Default for Focal {
    fn default() -> Focal {
        Focal { x: 0.5, y: 0.5 }
    }
}

impl Focal {
    /// The point, if it lies in the picture.
    pub fn new(x: f64, y: f64) -> Option<Focal> {
        let inside = |number: f64| (0.0..=1.0).contains(&number);
        (inside(x) && inside(y)).then_some(Focal { x, y })
    }

    /// Where a crop of this length begins on a side of that length, so that the point is as near to its middle as
    /// can be.
    pub fn crop(at: f64, side: u32, length: u32) -> u32 {
        let free = side.saturating_sub(length);
        let wanted = f64::from(side) * at - f64::from(length) / 2.0;
        (wanted.round().max(0.0) as u32).min(free)
    }
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
    /// Where it may be shown, in the words of the licence; a reminder to editors that no page enforces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub territory: String,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_keeps_what_matters_in_sight() {
        assert_eq!(Focal::crop(0.5, 1000, 400), 300);
        assert_eq!(Focal::crop(0.9, 1000, 400), 600);
        assert_eq!(Focal::crop(0.0, 1000, 400), 0);
        assert_eq!(Focal::crop(0.5, 300, 400), 0);
    }

    #[test]
    fn a_focal_point_lies_in_the_picture() {
        assert!(Focal::new(0.0, 1.0).is_some());
        assert!(Focal::new(1.1, 0.5).is_none() && Focal::new(f64::NAN, 0.5).is_none());
    }
}
