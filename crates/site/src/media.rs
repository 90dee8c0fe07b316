//! Files of the newsroom: only those that a live article shows, and only while the rights cover it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use story::Timestamp;
use story::media::Media;
use story::revision::Hash;

use crate::answer::{Answer, Cache};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site};

/// A file that may be shown, and what is said of it.
struct Found {
    hash: Hash,
    content_type: String,
    file_name: String,
    until: Option<Timestamp>,
    cache: Option<&'static str>,
}

/// What was made of a photo is never another one under the same address; but rights end, so caches ask again.
const RENDITION: &str = "public, max-age=86400, immutable";

pub(crate) async fn file(
    State(site): State<Site>,
    Path((place, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    // A picture of a draft answers as if there were none: its name alone may tell a secret.
    let found = match ::media::address::rendition_at(&place, &name) {
        Some((set, rendition)) => site.rendition(set, rendition).await?,
        None => site.original(&place).await?,
    };
    let Found { hash, content_type, file_name, until, cache } = found.ok_or(Error::NotFound)?;
    let bytes = site.files().read(&hash).await?;
    let mut answer = Answer::new(&content_type, bytes).cache(Cache::Forever);
    let mut keys = SurrogateKeys::default();
    if let Some(end) = until {
        keys.until(end);
    }
    answer = answer.shows(keys.file(), site.reader().clock().now());
    for (name, value) in ::media::headers::headers(&content_type, &file_name) {
        answer = answer.with(name, &value);
    }
    if let Some(cache) = cache {
        answer = answer.with("cache-control", cache);
    }
    Ok(answer.into_response())
}

/// A file of a page that is not public yet. Its name is a hash that only the preview tells.
pub(crate) async fn of_preview(
    State(site): State<Site>,
    Path((token, place, name)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    site.reader().preview(&token).await?.ok_or(Error::NotFound)?;
    let (hash, content_type, file_name) = match ::media::address::rendition_at(&place, &name) {
        Some((set, rendition)) => {
            let rendition = site.reader().rendition_at(set, rendition).await?;
            let rendition = rendition.ok_or(Error::NotFound)?;
            (rendition.hash, rendition.content_type, rendition.name)
        }
        None => {
            let media = site.reader().media_with_hash(&place).await?;
            let media = media.into_iter().find(|media| !media.is_photo()).ok_or(Error::NotFound)?;
            (media.hash.to_string(), media.content_type, media.file_name)
        }
    };
    let hash = Hash::from_hex(&hash).ok_or(Error::NotFound)?;
    let bytes = site.files().read(&hash).await?;
    let mut answer = Answer::new(&content_type, bytes).cache(Cache::Never);
    for (name, value) in ::media::headers::headers(&content_type, &file_name) {
        answer = answer.with(name, &value);
    }
    Ok(answer.with("cache-control", "no-store").into_response())
}

impl Site {
    /// A file as it came: anything but a photo, which may tell more than it shows.
    async fn original(&self, hash: &str) -> Result<Option<Found>, Error> {
        let Some(hash) = Hash::from_hex(hash) else { return Ok(None) };
        let media = self.reader().public_media(&hash.to_string()).await?;
        let media = self.covered(media).filter(|media| !media.is_photo());
        Ok(media.map(|media| Found {
            hash,
            content_type: media.content_type,
            file_name: media.file_name,
            until: media.rights.until,
            cache: None,
        }))
    }

    /// A file made of a photo.
    async fn rendition(&self, set: &str, name: &str) -> Result<Option<Found>, Error> {
        let Some((rendition, media)) = self.reader().public_rendition(set, name).await? else {
            return Ok(None);
        };
        let Some(hash) = Hash::from_hex(&rendition.hash) else { return Ok(None) };
        Ok(self.covered(media).map(|media| Found {
            hash,
            file_name: ::media::address::rendition_file_name(
                &media.file_name,
                &rendition.name,
                &rendition.content_type,
            ),
            content_type: rendition.content_type,
            until: media.rights.until,
            cache: Some(RENDITION),
        }))
    }

    fn covered(&self, media: Vec<Media>) -> Option<Media> {
        let now = self.reader().clock().now();
        media.into_iter().find(|media| media.rights.cover(now))
    }
}
