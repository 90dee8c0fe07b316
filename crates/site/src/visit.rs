//! What a request says about its reader: where they are, and how they like to read.

use axum::extract::FromRequestParts;
use axum_extra::extract::CookieJar;
use http::request::Parts;
use theme::page::{COOKIE, Preferences};

/// A reader's visit to an address.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The address as the browser sent it, with its query.
    pub(crate) address: String,
    /// How they like to read.
    pub(crate) preferences: Preferences,
    /// The name of the request, by which it is found in the log.
    pub(crate) request: Option<String>,
}

impl Visit {
    /// The address without its query.
    pub(crate) fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visit, Self::Rejection> {
        let cookies = CookieJar::from_headers(&parts.headers);
        let preferences = cookies
            .get(COOKIE)
            .map(|cookie| Preferences::from_cookie(cookie.value()))
            .unwrap_or_default();
        let address = parts.uri.path_and_query().map_or("/", |address| address.as_str()).to_owned();
        let request = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok());
        let is_plain = |id: &&str| {
            id.len() <= 64 && id.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it))
        };
        let request = request.filter(is_plain).map(str::to_owned);
        Ok(Visit { address, preferences, request })
    }
}
