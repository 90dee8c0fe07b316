//! A page in the form in which it goes over the wire.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::{BufMut, Bytes, BytesMut};
use http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, DATE, ETAG, HeaderName,
    HeaderValue, SET_COOKIE, TRANSFER_ENCODING,
};
use http::{HeaderMap, StatusCode};

use crate::encoding::{Effort, Encoding};
use crate::tag::Tag;

/// What a page shows, by name (as Fastly and Varnish know it).
pub(crate) const SURROGATE_KEY: HeaderName = HeaderName::from_static("surrogate-key");

/// How long the clock leaves a page as it is (Edge Architecture Specification).
pub(crate) const SURROGATE_CONTROL: HeaderName = HeaderName::from_static("surrogate-control");

/// Less is not worth packing: the header that says so would outweigh what is saved.
const WORTH_PACKING: usize = 256;

/// A page with its headers, in every encoding that somebody asked for.
pub struct Page {
    address: Arc<str>,
    status: StatusCode,
    /// Without those of one encoding or one moment.
    headers: HeaderMap,
    etag: Option<HeaderValue>,
    packable: bool,
    /// By [`Encoding::index`].
    wires: [OnceLock<Wire>; 4],
    /// `HTTP/1.1 200 OK\r\ndate: `
    start: Bytes,
    /// What follows the date in an answer that the client's copy is still good.
    not_modified: Bytes,
    tags: Box<[Tag]>,
    until: Option<Instant>,
    stale: AtomicBool,
    hits: AtomicU32,
}

/// What follows the date: the other headers, an empty line and the body.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    bytes: Bytes,
    body_at: usize,
}

impl Wire {
    pub(crate) fn all(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn head(&self) -> &[u8] {
        &self.bytes[..self.body_at]
    }

    pub(crate) fn body(&self) -> Bytes {
        self.bytes.slice(self.body_at..)
    }
}

impl Page {
    /// A page of an answer, whose whole body this is. What it shows and how long the clock lets it be is read from
    /// its headers, which stay for a CDN and go otherwise.
    pub(crate) fn new(
        status: StatusCode,
        mut headers: HeaderMap,
        body: &Bytes,
        for_cdn: bool,
    ) -> Page {
        let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let tags = text(SURROGATE_KEY).map(Tag::all).unwrap_or_default();
        let until = text(SURROGATE_CONTROL)
            .and_then(|value| value.trim().strip_prefix("max-age=")?.parse().ok())
            .and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
        for name in [CONTENT_LENGTH, DATE, CONNECTION, TRANSFER_ENCODING] {
            headers.remove(name);
        }
        if for_cdn {
            also_for_cloudflare(&mut headers);
        } else {
            headers.remove(SURROGATE_KEY);
            headers.remove(SURROGATE_CONTROL);
        }
        let packable = body.len() >= WORTH_PACKING
            && !headers.contains_key(CONTENT_ENCODING)
            && headers.get(CONTENT_TYPE).is_some_and(is_text);
        let start = {
            let reason = status.canonical_reason().unwrap_or("Answer");
            Bytes::from(format!("HTTP/1.1 {} {reason}\r\ndate: ", status.as_u16()))
        };
        let page = Page {
            address: "".into(),
            etag: headers.get(ETAG).cloned(),
            not_modified: not_modified(&headers),
            status,
            headers,
            packable,
            wires: Default::default(),
            start,
            tags,
            until,
            stale: AtomicBool::new(false),
            hits: AtomicU32::new(0),
        };
        let plain = page.wire_of(Encoding::Identity, body);
        let _ = page.wires[Encoding::Identity.index()].set(plain);
        page
    }

    /// The page under the address for which it was made.
    pub(crate) fn at(mut self, address: Arc<str>) -> Page {
        self.address = address;
        self
    }

    /// The address for which it was made.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// What is left when a page could not even be begun.
    pub(crate) fn failed() -> Page {
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
            (http::header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (http::header::RETRY_AFTER, HeaderValue::from_static("10")),
        ];
        let said = "This page could not be made. Please try again in a moment.\n";
        let headers = headers.into_iter().collect();
        Page::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            headers,
            &Bytes::from_static(said.as_bytes()),
            false,
        )
    }

    fn wire_of(&self, encoding: Encoding, body: &Bytes) -> Wire {
        let mut bytes = BytesMut::with_capacity(body.len() + 1024);
        bytes.put_slice(b"\r\n");
        for (name, value) in &self.headers {
            put_header(&mut bytes, name, value.as_bytes());
        }
        if let Some(name) = encoding.name() {
            put_header(&mut bytes, &CONTENT_ENCODING, name.as_bytes());
        }
        // An answer of nothing has no length (RFC 9110, section 8.6).
        if self.status != StatusCode::NO_CONTENT {
            put_header(&mut bytes, &CONTENT_LENGTH, body.len().to_string().as_bytes());
        }
        bytes.put_slice(b"\r\n");
        let body_at = bytes.len();
        bytes.put_slice(body);
        Wire { bytes: bytes.freeze(), body_at }
    }

    /// The encoding in which a client that wants this one gets the page.
    pub(crate) fn encoding(&self, wanted: Encoding) -> Encoding {
        if self.packable { wanted } else { Encoding::Identity }
    }

    /// The page in this encoding, if it is at hand.
    pub(crate) fn ready(&self, encoding: Encoding) -> Option<&Wire> {
        self.wires[encoding.index()].get()
    }

    /// The page in this encoding, packed now if it was not before; as it is, should that fail.
    pub(crate) fn wire(&self, encoding: Encoding) -> &Wire {
        let plain = &self.wires[Encoding::Identity.index()];
        self.wires[encoding.index()].get_or_init(|| {
            let body = plain.get().map(Wire::body).unwrap_or_default();
            match encoding.pack(&body, Effort::Quick) {
                Ok(packed) => self.wire_of(encoding, &packed),
                Err(error) => {
                    tracing::warn!("a page could not be packed as {encoding:?}: {error}");
                    self.wire_of(Encoding::Identity, &body)
                }
            }
        })
    }

    /// The same page in every encoding, as small as they can be made. Takes a tenth of a second.
    pub(crate) fn thorough(&self) -> Option<Page> {
        let body = self.ready(Encoding::Identity)?.body();
        if !self.packable {
            return None;
        }
        let page = Page {
            address: Arc::clone(&self.address),
            status: self.status,
            headers: self.headers.clone(),
            etag: self.etag.clone(),
            packable: true,
            wires: Default::default(),
            start: self.start.clone(),
            not_modified: self.not_modified.clone(),
            tags: self.tags.clone(),
            until: self.until,
            stale: AtomicBool::new(self.stale.load(Ordering::Relaxed)),
            hits: AtomicU32::new(self.hits.load(Ordering::Relaxed)),
        };
        for encoding in Encoding::ALL {
            let packed = encoding.pack(&body, Effort::Thorough).ok()?;
            let _ = page.wires[encoding.index()].set(page.wire_of(encoding, &packed));
        }
        Some(page)
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn start(&self) -> &[u8] {
        &self.start
    }

    pub(crate) fn not_modified(&self) -> &[u8] {
        &self.not_modified
    }

    pub(crate) fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Whether the client's copy is still good, by its `If-None-Match`, compared weakly (RFC 9110, section 13.1.2).
    pub(crate) fn is_known(&self, if_none_match: Option<&[u8]>) -> bool {
        let (Some(tag), Some(known)) = (&self.etag, if_none_match) else { return false };
        if self.status != StatusCode::OK {
            return false;
        }
        let own = tag.as_bytes().trim_ascii();
        let own = own.strip_prefix(b"W/").unwrap_or(own);
        known.split(|byte| *byte == b',').any(|one| {
            let one = one.trim_ascii();
            one == b"*" || one.strip_prefix(b"W/").unwrap_or(one) == own
        })
    }

    /// Whether others may get it too: it says what it shows, and is nobody's own.
    pub(crate) fn may_be_kept(&self) -> bool {
        let keepable = matches!(
            self.status,
            StatusCode::OK | StatusCode::GONE | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS
        );
        keepable && !self.tags.is_empty() && !self.headers.contains_key(SET_COOKIE)
    }

    /// Whether it still says what is true, as far as anybody knows.
    pub(crate) fn is_fresh(&self, now: Instant) -> bool {
        !self.stale.load(Ordering::Relaxed) && self.until.is_none_or(|until| now < until)
    }

    pub(crate) fn make_stale(&self) {
        self.stale.store(true, Ordering::Relaxed);
    }

    /// Counts a reader, and tells how many there were.
    pub(crate) fn count(&self) -> u32 {
        self.hits.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
    }

    pub(crate) fn hits(&self) -> u32 {
        self.hits.load(Ordering::Relaxed)
    }

    /// Takes over half of the readers of the page before it: who was read much will be.
    pub(crate) fn follows(&self, before: &Page) {
        self.hits.store(before.hits() / 2, Ordering::Relaxed);
    }

    /// What it takes in memory, in bytes: also the encodings that are still to be made.
    pub(crate) fn weight(&self) -> u64 {
        let plain = self.ready(Encoding::Identity).map_or(0, |wire| wire.bytes.len());
        let packed = if self.packable { plain } else { 0 };
        let headers = 512 + self.not_modified.len();
        (plain + packed + headers + self.tags.len() * 48) as u64
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Page")
            .field("status", &self.status)
            .field("tags", &self.tags.len())
            .finish_non_exhaustive()
    }
}

fn put_header(bytes: &mut BytesMut, name: &HeaderName, value: &[u8]) {
    bytes.put_slice(name.as_str().as_bytes());
    bytes.put_slice(b": ");
    bytes.put_slice(value);
    bytes.put_slice(b"\r\n");
}

/// The headers of a 304: those of the page that caches live by (RFC 9110, section 15.4.5).
fn not_modified(headers: &HeaderMap) -> Bytes {
    let mut bytes = BytesMut::new();
    bytes.put_slice(b"\r\n");
    for (name, value) in headers {
        if is_of_not_modified(name) {
            put_header(&mut bytes, name, value.as_bytes());
        }
    }
    bytes.put_slice(b"\r\n");
    bytes.freeze()
}

/// The same in the words of Cloudflare and its like: `Cache-Tag`, with commas, and `CDN-Cache-Control` (RFC 9213).
fn also_for_cloudflare(headers: &mut HeaderMap) {
    let text = |name: HeaderName| Some(headers.get(name)?.to_str().ok()?.to_owned());
    let tags = text(SURROGATE_KEY).map(|names| names.replace(' ', ","));
    let control = text(SURROGATE_CONTROL);
    for (name, value) in [("cache-tag", tags), ("cdn-cache-control", control)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// Whether a header of the page belongs into a 304 too.
pub(crate) fn is_of_not_modified(name: &HeaderName) -> bool {
    [
        "cache-control",
        "etag",
        "expires",
        "vary",
        "surrogate-key",
        "surrogate-control",
        "cache-tag",
        "cdn-cache-control",
    ]
    .contains(&name.as_str())
}

/// Whether it is worth packing.
fn is_text(content_type: &HeaderValue) -> bool {
    let content_type = content_type.to_str().unwrap_or_default();
    let bare = content_type.split(';').next().unwrap_or_default().trim();
    bare.starts_with("text/") || ["json", "xml", "javascript"].iter().any(|end| bare.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(headers: &[(&'static str, &'static str)]) -> Page {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        Page::new(StatusCode::OK, headers, &Bytes::from("rain ".repeat(1000)), false)
    }

    #[test]
    fn a_page_is_one_run_of_bytes_with_its_length_and_encoding() {
        let page = page(&[("content-type", "text/html"), ("content-length", "7")]);
        let plain = String::from_utf8(page.wire(Encoding::Identity).all().to_vec()).unwrap();
        assert!(
            plain.starts_with(
                "\r\ncontent-type: text/html\r\ncontent-length: 5000\r\n\r\nrain rain"
            )
        );
        let packed = page.wire(Encoding::Gzip);
        let head = String::from_utf8(packed.head().to_vec()).unwrap();
        assert!(head.contains("content-encoding: gzip\r\n"), "{head}");
        assert!(head.contains(&format!("content-length: {}\r\n", packed.body().len())), "{head}");
    }

    #[test]
    fn what_is_on_a_page_is_told_to_a_cdn_and_not_to_readers() {
        let headers = |for_cdn| {
            let mut headers = HeaderMap::new();
            headers.insert(SURROGATE_KEY, HeaderValue::from_static("article:1 newest:en"));
            headers.insert(SURROGATE_CONTROL, HeaderValue::from_static("max-age=60"));
            Page::new(StatusCode::OK, headers, &Bytes::new(), for_cdn).headers().clone()
        };
        assert!(headers(false).is_empty());
        assert_eq!(headers(true)["cache-tag"], "article:1,newest:en");
        assert_eq!(headers(true)["cdn-cache-control"], "max-age=60");
        assert_eq!(headers(true)["surrogate-key"], "article:1 newest:en");
    }

    #[test]
    fn a_picture_is_not_packed_again() {
        let page = page(&[("content-type", "image/jpeg")]);
        assert_eq!(page.encoding(Encoding::Brotli), Encoding::Identity);
    }

    #[test]
    fn only_what_says_what_it_shows_is_kept() {
        assert!(page(&[("surrogate-key", "article:1")]).may_be_kept());
        assert!(!page(&[]).may_be_kept());
        assert!(!page(&[("surrogate-key", "article:1"), ("set-cookie", "a=b")]).may_be_kept());
    }

    #[test]
    fn a_known_tag_is_compared_weakly() {
        let page = page(&[("etag", "W/\"b\"")]);
        assert!(page.is_known(Some(b"\"a\", \"b\"")));
        assert!(page.is_known(Some(b"*")));
        assert!(!page.is_known(Some(b"\"c\"")));
        assert!(!page.is_known(None));
    }

    #[test]
    fn the_clock_ends_a_page() {
        let page = page(&[("surrogate-control", "max-age=60")]);
        let now = Instant::now();
        assert!(page.is_fresh(now));
        assert!(!page.is_fresh(now + Duration::from_secs(61)));
    }
}
