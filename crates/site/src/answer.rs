//! An answer with its tag and its cache policy.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, VARY};
use http::{HeaderMap, StatusCode};
use story::Timestamp;

use crate::surrogate_key::SurrogateKeys;

/// How long an answer may be kept by browsers and caches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cache {
    /// Asked for again each time, and answered with 304 while nothing changed: every page that a publish or a
    /// withdrawal may change.
    UntilChanged,
    /// Never changes: its address has the hash of its bytes.
    Forever,
    /// Not kept at all.
    Never,
}

impl Cache {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Cache::UntilChanged => "public, no-cache",
            Cache::Forever => "public, max-age=31536000, immutable",
            Cache::Never => "no-store",
        })
    }
}

/// An answer whose whole body is known.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    body: Vec<u8>,
    cache: Cache,
    headers: HeaderMap,
}

impl Answer {
    pub(crate) fn new(content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        let mut answer = Answer {
            status: StatusCode::OK,
            body: body.into(),
            cache: Cache::UntilChanged,
            headers: HeaderMap::new(),
        };
        answer = answer.with("content-type", content_type);
        // Said here and not only by the layer that compresses: it sees neither a head nor a 304.
        if is_text(content_type) { answer.with("vary", "accept-encoding") } else { answer }
    }

    pub(crate) fn html(html: String) -> Answer {
        // The page differs by the cookie that keeps the reader's night theme and text size.
        Answer::new("text/html; charset=utf-8", html).with("vary", "Cookie")
    }

    pub(crate) fn status(mut self, status: StatusCode) -> Answer {
        self.status = status;
        self
    }

    pub(crate) fn cache(mut self, cache: Cache) -> Answer {
        self.cache = cache;
        self
    }

    /// Says what it shows, so that caches drop it when that changes.
    pub(crate) fn shows(self, keys: &SurrogateKeys, now: Timestamp) -> Answer {
        let (names, control) = keys.headers(now);
        self.with("surrogate-key", &names).with("surrogate-control", &control)
    }

    /// Adds a header; one that cannot be sent is left out.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Answer {
        if let Ok(value) = HeaderValue::from_str(value) {
            let name = HeaderName::from_static(name);
            if name == VARY {
                self.headers.append(name, value);
            } else {
                self.headers.insert(name, value);
            }
        }
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let Answer { status, body, cache, headers } = self;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response.headers_mut().entry(CACHE_CONTROL).or_insert(cache.header());
        // Weak, because one tag stands for all encodings of the body.
        let tag = format!("W/\"{}\"", &blake3::hash(&body).to_hex()[..24]);
        if let (Cache::UntilChanged | Cache::Forever, Ok(tag)) =
            (cache, HeaderValue::from_str(&tag))
        {
            response.headers_mut().insert(ETAG, tag);
        }
        response
            .headers_mut()
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static("application/octet-stream"));
        *response.body_mut() = Body::from(body);
        response
    }
}

/// Whether it is worth compressing.
fn is_text(content_type: &str) -> bool {
    let bare = content_type.split(';').next().unwrap_or_default();
    bare.starts_with("text/") || bare.ends_with("json") || bare.ends_with("xml")
}

/// Whether a request's `If-None-Match` names this tag, compared weakly (RFC 9110, section 13.1.2).
pub(crate) fn names_tag(if_none_match: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    if_none_match
        .split(',')
        .any(|candidate| candidate.trim() == "*" || bare(candidate) == bare(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        assert!(names_tag("\"a\", W/\"b\"", "W/\"b\""));
        assert!(names_tag("\"b\"", "W/\"b\""));
        assert!(names_tag("*", "W/\"b\""));
        assert!(!names_tag("\"c\"", "W/\"b\""));
    }
}
