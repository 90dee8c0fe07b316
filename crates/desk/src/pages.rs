//! The desk's own files: one page, its style and its scripts, from `desk-ui/`.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use http::header;
use rust_embed::RustEmbed;

use crate::Error;
use crate::asked::At;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../desk-ui"]
struct Files;

/// The page, whatever it is about to show: the script reads the address.
pub(crate) async fn desk() -> Response {
    answer("index.html", "text/html; charset=utf-8")
}

/// `GET /ui/{file}`
pub(crate) async fn file(At(name): At<String>) -> Response {
    let content_type = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => return Error::NoRoute.into_response(),
    };
    let plain = name.chars().all(|letter| letter.is_ascii_lowercase() || "-.".contains(letter));
    if plain { answer(&name, content_type) } else { Error::NoRoute.into_response() }
}

fn answer(name: &str, content_type: &'static str) -> Response {
    let bytes: Option<Cow<'static, [u8]>> = Files::get(name).map(|file| file.data);
    match bytes {
        Some(bytes) => ([(header::CONTENT_TYPE, content_type)], bytes.into_owned()).into_response(),
        None => Error::NoRoute.into_response(),
    }
}
