//! The name of a request, by which what a client saw is found in the log.

use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::proxy::{self, Network};

/// The header that carries it, on the way in and on the way out.
pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A longer one is nobody's.
const LONGEST: usize = 64;

/// The name of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RequestId(HeaderValue);

impl RequestId {
    /// One that nobody has.
    pub(crate) fn new() -> RequestId {
        static SEED: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = SEED.hash_one(COUNT.fetch_add(1, Ordering::Relaxed));
        let text = format!("{number:016x}");
        RequestId(HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("-")))
    }

    /// The one in these headers, or a new one.
    pub(crate) fn of(headers: &HeaderMap) -> RequestId {
        headers.get(X_REQUEST_ID).filter(is_sane).cloned().map_or_else(RequestId::new, RequestId)
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.to_str().unwrap_or_default())
    }
}

/// Leaves only a name that one of our own proxies gave. What strangers write would stand in our log.
pub(crate) fn only_of_proxies(trusted: &[Network], peer: SocketAddr, headers: &mut HeaderMap) {
    if !proxy::is_ours(trusted, peer.ip()) {
        headers.remove(X_REQUEST_ID);
    }
}

fn is_sane(value: &&HeaderValue) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let bytes = value.as_bytes();
    (1..=LONGEST).contains(&bytes.len()) && bytes.iter().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(peer: &str, said: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(X_REQUEST_ID, said.parse().unwrap());
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        only_of_proxies(&trusted, SocketAddr::new(peer.parse().unwrap(), 7), &mut headers);
        RequestId::of(&headers).to_string()
    }

    #[test]
    fn only_our_own_proxies_name_a_request() {
        assert_eq!(named("10.1.2.3", "f00-BE.r_1"), "f00-BE.r_1");
        assert_ne!(named("203.0.113.9", "f00-BE.r_1"), "f00-BE.r_1");
    }

    #[test]
    fn a_name_is_short_and_plain() {
        for said in ["", "a b", "<script>", "a\u{e4}", &"x".repeat(65)] {
            assert_ne!(named("10.1.2.3", said), said);
        }
    }

    #[test]
    fn no_two_requests_have_one_name() {
        let names: std::collections::HashSet<_> =
            (0..1000).map(|_| RequestId::new().to_string()).collect();
        assert_eq!(names.len(), 1000);
    }
}
