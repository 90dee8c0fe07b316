//! Refuses what another site makes a signed-in browser send.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, header};

use crate::{Desk, Error};

pub(crate) async fn check(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_ours(request.headers(), desk.config().origin()) {
        next.run(request).await
    } else {
        Error::OtherSite.into_response()
    }
}

/// Browsers say where a request comes from in `Sec-Fetch-Site`, and over plain HTTP at least in `Origin`. What
/// says neither is no browser, and carries no cookie that somebody else could ride on.
pub(crate) fn is_ours(headers: &HeaderMap, desk_url: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    origin == desk_url
        || host.is_some_and(|host| origin.split_once("://").is_some_and(|(_, from)| from == host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], ours: bool) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect();
        assert_eq!(is_ours(&headers, "https://paper.example"), ours, "{headers:?}");
    }

    #[test]
    fn only_the_desks_own_pages_may_ask_for_changes() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "none")], false);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "https://paper.example")], false);
        check(&[("origin", "https://paper.example")], true);
        check(&[("origin", "http://10.0.0.5:8001"), ("host", "10.0.0.5:8001")], true);
        check(&[("origin", "https://evil.example"), ("host", "paper.example")], false);
        check(&[("origin", "null"), ("host", "null")], false);
        check(&[], true);
    }
}
