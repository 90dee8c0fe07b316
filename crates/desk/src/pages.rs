//! The desk's own files: one page, its style and its scripts, from `desk-ui/`.

use std::borrow::Cow;
use std::path::Path;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use rust_embed::RustEmbed;

use crate::asked::At;
use crate::{Desk, Error};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../desk-ui"]
struct Files;

/// The page, whatever it is about to show: the script reads the address.
pub(crate) async fn desk(State(desk): State<Desk>) -> Response {
    answer(&desk, "index.html", "text/html; charset=utf-8")
}

/// Any screen that the page has; what belongs to the API or to the files is none.
pub(crate) async fn screen(State(desk): State<Desk>, At(path): At<String>) -> Response {
    let first = path.split('/').next().unwrap_or_default();
    if matches!(first, "api" | "ui") {
        return Error::NoRoute.into_response();
    }
    answer(&desk, "index.html", "text/html; charset=utf-8")
}

/// `GET /ui/{*file}`
pub(crate) async fn file(State(desk): State<Desk>, At(name): At<String>) -> Response {
    let content_type = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => return Error::NoRoute.into_response(),
    };
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if name.chars().all(plain) && !name.contains("..") && !name.starts_with('/') {
        answer(&desk, &name, content_type)
    } else {
        Error::NoRoute.into_response()
    }
}

fn answer(desk: &Desk, name: &str, content_type: &'static str) -> Response {
    let bytes: Option<Cow<'static, [u8]>> = match &desk.config().files {
        Some(folder) => read(folder, name).map(Cow::Owned),
        None => Files::get(name).map(|file| file.data),
    };
    match bytes {
        Some(bytes) => ([(header::CONTENT_TYPE, content_type)], bytes.into_owned()).into_response(),
        None => Error::NoRoute.into_response(),
    }
}

/// A file of whoever works on the screens. It is small and on this machine, so nobody waits for it.
fn read(folder: &Path, name: &str) -> Option<Vec<u8>> {
    std::fs::read(folder.join(name)).ok()
}
