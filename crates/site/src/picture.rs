//! Pictures as pages show them.

use std::collections::HashMap;

use story::content::LeadPicture;
use story::media::{Media, Rendition};
use story::revision::Hash;
use story::topic::name_in;
use story::{Body, Language, MediaId};
use theme::page::{Focus, Picture, PictureFile, PictureFormat, Source};
use wire::feed::Image;

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

/// The formats that weigh less than the plain ones, the lightest first.
const LIGHT: [&str; 2] = ["image/avif", "image/webp"];

/// How wide the file is at most that browsers get which take no choice.
const PLAIN_WIDTH: u32 = 1200;

/// The file of a picture: what was made of a photo, and anything else as it came. Nothing of a photo of which no file
/// is made yet: it may tell more than it shows.
pub(crate) fn file(media: &Media) -> Option<PictureFile> {
    if media.is_photo() {
        return photo(media);
    }
    let hash = Hash::from_hex(&media.hash)?;
    let (width, height) = media.width.zip(media.height).unwrap_or(UNKNOWN_SIZE);
    let src = ::media::address::address(&hash, &media.file_name, &media.content_type);
    Some(PictureFile { src, width, height, ..PictureFile::default() })
}

fn photo(media: &Media) -> Option<PictureFile> {
    let address =
        |rendition: &Rendition| ::media::address::of_rendition(rendition, &media.file_name);
    let source = |rendition: &Rendition| Source { src: address(rendition), width: rendition.width };
    let plain = plain(media);
    let fits = |rendition: &&&Rendition| rendition.width <= PLAIN_WIDTH;
    let usual = *plain.iter().rfind(fits).or(plain.first())?;
    let formats = LIGHT.into_iter().filter_map(|content_type| {
        let of_it = media.renditions.iter().filter(|it| it.content_type == content_type);
        let sources: Vec<Source> = of_it.map(source).collect();
        let content_type = content_type.to_owned();
        (!sources.is_empty()).then_some(PictureFormat { content_type, sources })
    });
    let several = plain.len() > 1;
    Some(PictureFile {
        src: address(usual),
        width: usual.width,
        height: usual.height,
        sources: plain.iter().filter(|_| several).map(|rendition| source(rendition)).collect(),
        formats: formats.collect(),
        focus: Focus::of(media.focal.x, media.focal.y),
        share: media
            .renditions
            .iter()
            .find(|rendition| rendition.is_share())
            .map(|rendition| (address(rendition), rendition.width, rendition.height)),
    })
}

/// The files of a photo that every browser shows, narrow ones first.
fn plain(media: &Media) -> Vec<&Rendition> {
    let light = |rendition: &Rendition| LIGHT.contains(&rendition.content_type.as_str());
    let mut plain: Vec<&Rendition> =
        media.renditions.iter().filter(|it| !it.is_share() && !light(it)).collect();
    plain.sort_by_key(|rendition| rendition.width);
    plain
}

/// The picture for readers and programs elsewhere, as large as every program shows it.
pub(crate) fn outside(site: &Site, media: &Media, alt: &str) -> Option<Image> {
    let image = |path: &str, content_type: &str, bytes, width, height| Image {
        url: site.absolute(path),
        content_type: content_type.to_owned(),
        bytes,
        width,
        height,
        alt: alt.to_owned(),
    };
    if !media.is_photo() {
        let path = file(media)?.src;
        return Some(image(&path, &media.content_type, media.bytes, media.width, media.height));
    }
    let rendition = *plain(media).last()?;
    let Rendition { content_type, width, height, bytes, .. } = rendition;
    let path = ::media::address::of_rendition(rendition, &media.file_name);
    Some(image(&path, content_type, *bytes, Some(*width), Some(*height)))
}

/// The body with the makers' names of pictures that stand in for others: an article names who made the other one.
pub(crate) fn with_credits(body: Body, shown: &Shown) -> Body {
    if shown.values().all(|media| !media.stands_in) {
        return body;
    }
    body.map_figures(|figure| {
        if let Some(media) = shown.get(&figure.media).filter(|media| media.stands_in) {
            figure.credit = Some(media.credit.clone()).filter(|credit| !credit.is_empty());
        }
    })
}

/// The picture on top of an article, with what the article says about it or else what the newsroom does.
pub(crate) fn lead(lead: &LeadPicture, shown: &Shown, language: Language) -> Option<Picture> {
    let media = shown.get(&lead.media)?;
    let or = |own: &str, newsroom: &str| {
        if own.is_empty() { newsroom.to_owned() } else { own.to_owned() }
    };
    let own = lead.credit.clone().filter(|_| !media.stands_in);
    let credit = own.unwrap_or_else(|| media.credit.clone());
    Some(Picture {
        file: file(media)?,
        alt: or(&lead.alt, name_in(&media.alt, language)),
        caption: or(&lead.caption, name_in(&media.caption, language)),
        credit: (!credit.is_empty()).then_some(credit),
    })
}
