//! Pictures coming in as files, and going out to the newsroom's own screens.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use media::files::PutError;
use media::format::Refusal;
use media::picture::CannotOpen;
use media::{Hash, TakeError};
use story::MediaId;
use story::media::Media;

use crate::asked::{At, Given};
use crate::person::Person;
use crate::picture::{self, PictureView};
use crate::{Desk, Error};

/// How long a name may be that a picture comes with.
const MAX_NAME: usize = 200;

/// `POST /api/pictures`: the body is the file itself, its name percent-encoded in `x-file-name`. What it is, its
/// bytes say and not `content-type`.
pub(crate) async fn take(
    State(desk): State<Desk>,
    person: Person,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<PictureView>), Error> {
    story::media::may_bring(&person.editor)?;
    let most = desk.files().config().max_bytes;
    let told =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if told.is_some_and(|told: u64| told > most) {
        return Err(too_large(most));
    }
    // A few at a time, so that many large files at once do not fill the memory.
    let turn = desk.uploads().acquire().await;
    let most_here = usize::try_from(most).unwrap_or(usize::MAX);
    let bytes = axum::body::to_bytes(body, most_here).await.map_err(|_| too_large(most))?;
    let taken = desk.files().take_picture(bytes).await.map_err(|error| refused(&error))?;
    drop(turn);
    let editions = desk.store().editions().await?;
    let usual = editions.iter().find(|edition| edition.default).or(editions.first());
    let language = usual.map_or("en", |edition| edition.language.code());
    let now = desk.store().clock().now();
    let mut write = desk.store().write().await?;
    let id = MediaId::new(write.id());
    let taken = taken.media(id, &file_name(&headers), language, now);
    let media = Media { by: person.editor.account, ..taken };
    write.put_media(&media).await?;
    write.audit(&person.editor, "bring", &format!("picture {id}"), &media.file_name).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, Json(picture::view(&desk, id).await?)))
}

fn file_name(headers: &HeaderMap) -> String {
    let told = headers.get("x-file-name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = media::address::decode(told).unwrap_or_default();
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect();
    if name.trim().is_empty() { "picture".to_owned() } else { name.trim().to_owned() }
}

fn too_large(most: u64) -> Error {
    Error::TooLarge(format!(
        "The file is larger than {} MiB, which is the most that is kept. Save it smaller.",
        most >> 20
    ))
}

/// Each refusal with what its status says: too large, not of a kind that is taken, or wrong in itself.
fn refused(error: &TakeError) -> Error {
    let sentence = error.to_string();
    match error {
        TakeError::Put(PutError::TooLarge { .. }) => Error::TooLarge(sentence),
        TakeError::Put(PutError::Refused(Refusal::Broken { .. })) => {
            Error::Invalid { field: "file", sentence }
        }
        // Other files are kept elsewhere in the paper, and naming them here would lead astray.
        TakeError::Put(PutError::Refused(Refusal::Unknown)) => Error::Unsupported(
            "The file is no picture that can be opened here. Choose a JPEG, PNG, WebP, GIF or SVG."
                .to_owned(),
        ),
        TakeError::Put(PutError::Refused(_))
        | TakeError::Open(CannotOpen::Format(_))
        | TakeError::NoPicture(_) => Error::Unsupported(sentence),
        TakeError::Put(PutError::Empty | PutError::TooManyPixels { .. }) | TakeError::Open(_) => {
            Error::Invalid { field: "file", sentence }
        }
        TakeError::Put(
            PutError::Disk { .. } | PutError::Bucket { .. } | PutError::NoBuckets { .. },
        ) => Error::Internal(sentence),
        TakeError::Busy => Error::Crowded(sentence),
    }
}

/// How wide a picture is wanted.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// In pixels, at most 65535.
    #[param(maximum = 65535)]
    width: Option<u16>,
}

/// `GET /api/pictures/{id}/file`: the picture for the desk, of drafts too.
pub(crate) async fn file(
    State(desk): State<Desk>,
    At(id): At<MediaId>,
    Given(Wanted { width }): Given<Wanted>,
) -> Result<Response, Error> {
    let media = desk.store().picture(id).await?.media;
    let (hash, content_type) = file_of(&media, width.map(u32::from))?;
    send(&desk, hash, content_type, &media.file_name, Shown::Here).await
}

/// The hash and the type of the file that the desk shows of a picture, at least so wide if there is one.
fn file_of(media: &Media, width: Option<u32>) -> Result<(&str, &str), Error> {
    if !media.is_photo() {
        return Ok((&media.hash, &media.content_type));
    }
    let mut plain: Vec<_> = media
        .renditions
        .iter()
        .filter(|it| {
            !it.is_share() && matches!(it.content_type.as_str(), "image/jpeg" | "image/png")
        })
        .collect();
    plain.sort_by_key(|rendition| rendition.width);
    let wanted = width.unwrap_or(u32::MAX);
    let wide = plain.iter().find(|rendition| rendition.width >= wanted).or(plain.last());
    let Some(rendition) = wide else {
        return Err(Error::Missing { what: "file yet of picture", which: media.id.to_string() });
    };
    Ok((&rendition.hash, &rendition.content_type))
}

/// A picture as an address that holds its bytes, for a document that may ask the desk for nothing.
pub(crate) async fn inside(desk: &Desk, id: MediaId, width: u32) -> Result<String, Error> {
    let media = desk.store().picture(id).await?.media;
    let (hash, content_type) = file_of(&media, Some(width))?;
    let hash = Hash::from_hex(hash)
        .ok_or_else(|| Error::Internal(format!("“{hash}” is no hash of a file")))?;
    let bytes =
        desk.files().read(&hash).await.map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("data:{content_type};base64,{}", STANDARD.encode(&bytes)))
}

/// `GET /api/pictures/{id}/original`: the file as it came, byte for byte, to be saved.
pub(crate) async fn original(
    State(desk): State<Desk>,
    At(id): At<MediaId>,
) -> Result<Response, Error> {
    let media = desk.store().picture(id).await?.media;
    send(&desk, &media.hash, &media.content_type, &media.file_name, Shown::Saved).await
}

#[derive(PartialEq)]
enum Shown {
    Here,
    Saved,
}

async fn send(
    desk: &Desk,
    hash: &str,
    content_type: &str,
    file_name: &str,
    shown: Shown,
) -> Result<Response, Error> {
    let hash = Hash::from_hex(hash)
        .ok_or_else(|| Error::Internal(format!("“{hash}” is no hash of a file")))?;
    let bytes =
        desk.files().read(&hash).await.map_err(|error| Error::Internal(error.to_string()))?;
    let mut response = Body::from(bytes).into_response();
    let name = media::address::safe_file_name(file_name, content_type);
    for (header, value) in media::headers::headers(content_type, &name) {
        let value = match header {
            "cache-control" => "private, max-age=3600".to_owned(),
            "content-disposition" if shown == Shown::Saved => {
                value.replacen("inline", "attachment", 1)
            }
            _ => value,
        };
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(header), value);
        }
    }
    Ok(response)
}
