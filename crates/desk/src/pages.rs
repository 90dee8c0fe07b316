//! The desk's own files: one page, one style, one script, from `desk-ui/`.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use http::header;
use rust_embed::RustEmbed;

use crate::Error;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../desk-ui"]
struct Files;

/// The page, whatever it is about to show: the script reads the address.
pub(crate) async fn desk() -> Response {
    file("index.html", "text/html; charset=utf-8")
}

/// `GET /desk.css`
pub(crate) async fn style() -> Response {
    file("desk.css", "text/css; charset=utf-8")
}

/// `GET /desk.js`
pub(crate) async fn script() -> Response {
    file("desk.js", "text/javascript; charset=utf-8")
}

fn file(name: &str, content_type: &'static str) -> Response {
    let bytes: Option<Cow<'static, [u8]>> = Files::get(name).map(|file| file.data);
    match bytes {
        Some(bytes) => ([(header::CONTENT_TYPE, content_type)], bytes.into_owned()).into_response(),
        None => Error::Internal(format!("desk-ui/{name} is not in this program")).into_response(),
    }
}
