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
        Ok(Visit { address, preferences })
    }
}
