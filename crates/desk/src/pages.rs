//! The desk's own files: one page, its styles and its scripts, as `desk-ui` builds them.

use std::borrow::Cow;
use std::path::Path;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;

use crate::asked::At;
use crate::{Desk, Error};

// A debug build reads these from disk. Without Node nobody has built them, and the program is whole without them.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../desk-ui/dist"]
#[allow_missing = true]
struct Files;

/// What stands at the desk's addresses of a program that was built without the screens.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Desk</title>\
    <p>This program was built without the desk's screens. Run bin/run, which builds them first \
    (it needs Node 20), or bin/setup/desk_ui.sh and then cargo build.</p></html>";

/// The names of these files change with what is in them, so that browsers may keep them for ever.
const HASHED: &str = "assets/";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The page, whatever it is about to show: the script reads the address.
pub(crate) async fn desk(State(desk): State<Desk>) -> Response {
    page(&desk)
}

/// Any screen that the page has; what belongs to the API or to the files is none.
pub(crate) async fn screen(State(desk): State<Desk>, At(path): At<String>) -> Response {
    let first = path.split('/').next().unwrap_or_default();
    if matches!(first, "api" | "ui") {
        return Error::NoRoute.into_response();
    }
    page(&desk)
}

fn page(desk: &Desk) -> Response {
    const HTML: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    match find(desk, "index.html") {
        Some(bytes) => (HTML, bytes.into_owned()).into_response(),
        None => (StatusCode::SERVICE_UNAVAILABLE, HTML, NOT_BUILT).into_response(),
    }
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
    let inside = name.chars().all(plain) && !name.contains("..") && !name.starts_with('/');
    let Some(bytes) = inside.then(|| find(&desk, &name)).flatten() else {
        return Error::NoRoute.into_response();
    };
    let mut answer = ([(header::CONTENT_TYPE, content_type)], bytes.into_owned()).into_response();
    if name.starts_with(HASHED) {
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    }
    answer
}

fn find(desk: &Desk, name: &str) -> Option<Cow<'static, [u8]>> {
    match &desk.config().files {
        Some(folder) => read(folder, name).map(Cow::Owned),
        None => Files::get(name).map(|file| file.data),
    }
}

/// A file of whoever works on the screens. It is small and on this machine, so nobody waits for it.
fn read(folder: &Path, name: &str) -> Option<Vec<u8>> {
    std::fs::read(folder.join(name)).ok()
}
