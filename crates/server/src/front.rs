//! What stands before the router: a page at hand is handed out, one that is not is made once for all that wait, and
//! everything else goes through.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, COOKIE, DATE, HOST, HeaderName, HeaderValue,
    IF_NONE_MATCH,
};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::counters::{Counters, Origin};
use crate::encoding::Encoding;
use crate::key::{Key, Keying, Sought};
use crate::page::{Page, is_of_not_modified};
use crate::page_cache::PageCache;

/// The biggest page that is made, in bytes.
const MOST: usize = 64 << 20;

/// The router with the pages at hand before it. Cheap to clone.
#[derive(Clone)]
pub struct Front {
    inner: Arc<Inner>,
}

struct Inner {
    router: Router,
    pages: Option<(PageCache, Keying)>,
    counters: Arc<Counters>,
}

/// What a request for a page says, as far as it matters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked<'a> {
    pub(crate) address: &'a str,
    pub(crate) cookie: Option<&'a [u8]>,
}

/// An answered request, for counters and logs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answered<'a> {
    pub(crate) address: &'a str,
    pub(crate) client: IpAddr,
    pub(crate) origin: Origin,
    pub(crate) status: u16,
    pub(crate) bytes: usize,
    pub(crate) since: Instant,
}

impl Front {
    /// A router whose pages are kept, where their addresses allow it.
    pub fn new(router: Router, pages: PageCache, keying: Keying, counters: Arc<Counters>) -> Front {
        Front { inner: Arc::new(Inner { router, pages: Some((pages, keying)), counters }) }
    }

    /// A router that is asked every time.
    pub fn without_cache(router: Router, counters: Arc<Counters>) -> Front {
        Front { inner: Arc::new(Inner { router, pages: None, counters }) }
    }

    /// Under what the page is kept that a request asks for; nothing if its answer is for one client alone.
    pub(crate) fn key<'a>(&self, asked: &Asked<'a>) -> Option<(Cow<'a, str>, u8)> {
        let (_, keying) = self.inner.pages.as_ref()?;
        let address = (keying.address)(asked.address)?;
        Some((address, asked.cookie.map_or(0, keying.flavour)))
    }

    /// The page, if it is at hand.
    pub(crate) fn at_hand(&self, sought: &Sought<'_>, now: Instant) -> Option<Arc<Page>> {
        let (pages, _) = self.inner.pages.as_ref()?;
        let page = pages.get(sought, now)?;
        pages.count(sought, &page);
        Some(page)
    }

    /// The page, made now.
    pub(crate) async fn made(&self, key: Key) -> Arc<Page> {
        let Some((pages, keying)) = &self.inner.pages else { return Arc::new(Page::failed()) };
        let cookie = (keying.cookie)(key.flavour);
        let (router, address) = (self.inner.router.clone(), Arc::clone(&key.address));
        let for_cdn = keying.for_cdn;
        pages.made(key, move || make(router, address, cookie, for_cdn)).await
    }

    /// Makes these pages again before somebody asks for them, so many at most.
    pub async fn make_again(&self, keys: impl IntoIterator<Item = Key>, most: usize) {
        for key in keys.into_iter().take(most) {
            let page = self.made(key).await;
            // What almost every reader of a page that is read often asks for.
            if page.may_be_kept() {
                for encoding in [Encoding::Brotli, Encoding::Gzip] {
                    page.wire(page.encoding(encoding));
                }
            }
        }
    }

    /// Answers a request that hyper has read.
    pub(crate) async fn answer<B>(&self, request: Request<B>, client: SocketAddr) -> Response
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let since = Instant::now();
        let address = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
        let (response, origin) = match self.kept(&request, since).await {
            Some((response, origin)) => (response, origin),
            None => {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(client));
                let Ok(response) = self.inner.router.clone().oneshot(request).await;
                (response, Origin::Passed)
            }
        };
        let bytes = http_body::Body::size_hint(response.body()).exact().unwrap_or(0);
        self.answered(&Answered {
            address: &address,
            client: client.ip(),
            origin,
            status: response.status().as_u16(),
            bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
            since,
        });
        response
    }

    async fn kept<B>(&self, request: &Request<B>, now: Instant) -> Option<(Response, Origin)> {
        if !matches!(*request.method(), Method::GET | Method::HEAD)
            || request.headers().contains_key(AUTHORIZATION)
        {
            return None;
        }
        let header = |name| request.headers().get(name).map(HeaderValue::as_bytes);
        let address = request.uri().path_and_query()?.as_str();
        let (address, flavour) = self.key(&Asked { address, cookie: header(COOKIE) })?;
        let sought = Sought { address: &address, flavour };
        let (page, origin) = match self.at_hand(&sought, now) {
            Some(page) => (page, Origin::Hit),
            None => (self.made(sought.key()).await, Origin::Miss),
        };
        let mut response = if page.is_known(header(IF_NONE_MATCH)) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            let headers = page.headers().iter().filter(|(name, _)| is_of_not_modified(name));
            response
                .headers_mut()
                .extend(headers.map(|(name, value)| (name.clone(), value.clone())));
            response
        } else {
            let encoding = page.encoding(Encoding::wanted(header(ACCEPT_ENCODING)));
            let wire = page.wire(encoding);
            let body = wire.body();
            let mut response = Response::new(Body::empty());
            *response.status_mut() = page.status();
            *response.headers_mut() = page.headers().clone();
            if let Some(name) = encoding.name() {
                response
                    .headers_mut()
                    .insert(http::header::CONTENT_ENCODING, HeaderValue::from_static(name));
            }
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
            if request.method() != Method::HEAD {
                *response.body_mut() = Body::from(body);
            }
            response
        };
        response.headers_mut().remove(DATE);
        Some((response, origin))
    }

    /// Notes an answer.
    pub(crate) fn answered(&self, answered: &Answered<'_>) {
        let Answered { address: _, client: _, origin, status, bytes, since } = *answered;
        self.inner.counters.answered(origin, status, bytes, since.elapsed());
    }
}

impl std::fmt::Debug for Front {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Front").field("keeps", &self.inner.pages.is_some()).finish_non_exhaustive()
    }
}

/// Asks the router for a page as a reader of this flavour would who has nothing of it yet.
async fn make(router: Router, address: Arc<str>, cookie: Option<String>, for_cdn: bool) -> Page {
    let Ok(uri) = address.parse::<Uri>() else { return Page::failed() };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = uri;
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            request.headers_mut().insert(name, value);
        }
    };
    put(HOST, "localhost");
    if let Some(cookie) = &cookie {
        put(COOKIE, cookie);
    }
    let Ok(response) = router.oneshot(request).await;
    let (parts, body) = response.into_parts();
    match http_body_util::Limited::new(body, MOST).collect().await {
        Ok(body) => Page::new(parts.status, parts.headers, body.to_bytes(), for_cdn),
        Err(error) => {
            tracing::error!(address = %address, "a page broke off while it was made: {error}");
            Page::failed()
        }
    }
}
