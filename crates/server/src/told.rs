//! Requests that only tell something: somebody hears of them, and they get an answer of nothing.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CACHE_CONTROL, HeaderValue};
use http::{HeaderMap, StatusCode};

use crate::page::Page;

/// A request that tells something: a POST without anything that matters in its body.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// Its address, with its query.
    pub address: &'a str,
    /// Who sent it, also through proxies that are believed.
    pub client: IpAddr,
    /// Its headers, by their names in small letters.
    pub header: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl std::fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Told").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Somebody who is told. It must not wait for anything.
pub trait Listener: Send + Sync {
    /// Hears a request, or says that the address is none of its own.
    fn hear(&self, told: &Told<'_>) -> bool;
}

/// Who is told of addresses that begin so.
#[derive(Clone)]
pub(crate) struct Listening {
    prefix: &'static str,
    listener: Arc<dyn Listener>,
    answer: Arc<Page>,
}

impl Listening {
    pub(crate) fn new(prefix: &'static str, listener: Arc<dyn Listener>) -> Listening {
        let headers: HeaderMap =
            [(CACHE_CONTROL, HeaderValue::from_static("no-store"))].into_iter().collect();
        let answer = Page::new(StatusCode::NO_CONTENT, headers, &Bytes::new(), false);
        // Logs know it by this: nobody reads there who read what.
        Listening { prefix, listener, answer: Arc::new(answer.at(prefix.into())) }
    }

    pub(crate) fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// Whether a POST to this address may be for the listener.
    pub(crate) fn is_at(&self, address: &str) -> bool {
        address.starts_with(self.prefix)
    }

    /// The answer, if it was.
    pub(crate) fn hear(&self, told: &Told<'_>) -> Option<Arc<Page>> {
        self.listener.hear(told).then(|| Arc::clone(&self.answer))
    }
}
