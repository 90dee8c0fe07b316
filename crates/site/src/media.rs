//! Pictures: only those that a live article shows, and only while the rights cover it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use story::revision::Hash;

use crate::answer::{Answer, Cache};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site};

pub(crate) async fn file(
    State(site): State<Site>,
    Path((hash, _name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let hash = Hash::from_hex(&hash).ok_or(Error::NotFound)?;
    let now = site.reader().clock().now();
    // A picture of a draft answers as if there were none: its name alone may tell a secret.
    let media = site.reader().public_media(&hash.to_string()).await?;
    let media = media.into_iter().find(|media| media.rights.cover(now)).ok_or(Error::NotFound)?;
    let files = site.files().clone();
    let read = tokio::task::spawn_blocking(move || files.read(&hash)).await;
    let bytes = match read {
        Ok(bytes) => bytes?,
        Err(_) => return Err(Error::NotFound),
    };
    let mut answer = Answer::new(&media.content_type, bytes).cache(Cache::Forever);
    let mut keys = SurrogateKeys::default();
    if let Some(end) = media.rights.until {
        keys.until(end);
    }
    answer = answer.shows(keys.file(), now);
    for (name, value) in ::media::headers::headers(&media.content_type, &media.file_name) {
        answer = answer.with(name, &value);
    }
    Ok(answer.into_response())
}
