//! Pictures as pages show them.

use std::collections::HashMap;

use story::content::LeadPicture;
use story::media::Media;
use story::revision::Hash;
use story::topic::name_in;
use story::{Language, MediaId};
use theme::page::{Picture, PictureFile};

use crate::{Error, Site};

/// What a picture without known size is laid out as.
const UNKNOWN_SIZE: (u32, u32) = (1200, 675);

/// Pictures that may be shown now.
pub(crate) type Shown = HashMap<MediaId, Media>;

impl Site {
    /// Those of the pictures that exist and whose rights cover this moment.
    pub(crate) async fn pictures(&self, ids: &[MediaId]) -> Result<Shown, Error> {
        let now = self.reader().clock().now();
        let mut wanted = ids.to_vec();
        wanted.sort_unstable();
        wanted.dedup();
        let media = self.reader().media(&wanted).await?;
        Ok(media
            .into_iter()
            .filter(|media| media.rights.cover(now))
            .map(|media| (media.id, media))
            .collect())
    }
}

/// The file of a picture, if its hash can be read.
pub(crate) fn file(media: &Media) -> Option<PictureFile> {
    let hash = Hash::from_hex(&media.hash)?;
    let (width, height) = media.width.zip(media.height).unwrap_or(UNKNOWN_SIZE);
    let src = ::media::address::address(&hash, &media.file_name, &media.content_type);
    Some(PictureFile { src, width, height, sources: Vec::new() })
}

/// The picture on top of an article, with what the article says about it or else what the newsroom does.
pub(crate) fn lead(lead: &LeadPicture, shown: &Shown, language: Language) -> Option<Picture> {
    let media = shown.get(&lead.media)?;
    let or = |own: &str, newsroom: &str| {
        if own.is_empty() { newsroom.to_owned() } else { own.to_owned() }
    };
    let credit = lead.credit.clone().unwrap_or_else(|| media.credit.clone());
    Some(Picture {
        file: file(media)?,
        alt: or(&lead.alt, name_in(&media.alt, language)),
        caption: or(&lead.caption, name_in(&media.caption, language)),
        credit: (!credit.is_empty()).then_some(credit),
    })
}
