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
    ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, DATE, HOST, HeaderName,
    HeaderValue, IF_NONE_MATCH,
};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::BodyExt;
use tower::ServiceExt;
use tracing::Instrument;

use crate::counters::Origin;
use crate::encoding::Encoding;
use crate::key::{Key, Keying, Sought};
use crate::notes::Notes;
use crate::page::{Page, is_of_not_modified};
use crate::page_cache::PageCache;
use crate::request_id::{RequestId, X_REQUEST_ID};
use crate::told::{Listener, Listening, Told};

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
    listening: Option<Listening>,
    notes: Notes,
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
    pub(crate) method: &'a str,
    pub(crate) version: http::Version,
    pub(crate) address: &'a str,
    pub(crate) client: IpAddr,
    pub(crate) origin: Origin,
    pub(crate) status: u16,
    pub(crate) bytes: usize,
    pub(crate) since: Instant,
}

impl Front {
    /// A router whose pages are kept, where their addresses allow it.
    pub fn new(router: Router, pages: PageCache, keying: Keying, notes: Notes) -> Front {
        let pages = Some((pages, keying));
        Front { inner: Arc::new(Inner { router, pages, listening: None, notes }) }
    }

    /// A router that is asked every time.
    pub fn without_cache(router: Router, notes: Notes) -> Front {
        Front { inner: Arc::new(Inner { router, pages: None, listening: None, notes }) }
    }

    /// The same with somebody who is told of every POST to an address that begins so, before anybody else is asked.
    #[must_use]
    pub fn told(self, prefix: &'static str, listener: Arc<dyn Listener>) -> Front {
        let Inner { router, pages, listening: _, notes } = &*self.inner;
        let (router, pages, notes) = (router.clone(), pages.clone(), notes.clone());
        let listening = Some(Listening::new(prefix, listener));
        Front { inner: Arc::new(Inner { router, pages, listening, notes }) }
    }

    /// Who is told of a POST to this address.
    pub(crate) fn listening(&self, address: &str) -> Option<&Listening> {
        self.inner.listening.as_ref().filter(|listening| listening.is_at(address))
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
        let mut address = request.uri().path_and_query().map_or("/", |it| it.as_str()).to_owned();
        let (method, version) = (request.method().clone(), request.version());
        let (response, origin) = match self.heard(&request, client.ip()) {
            Some((response, at)) => {
                at.clone_into(&mut address);
                (response, Origin::Passed)
            }
            None => match self.kept(&request, since).await {
                Some((response, origin)) => (response, origin),
                None => (self.passed(request.map(Body::new), client).await, Origin::Passed),
            },
        };
        let bytes = http_body::Body::size_hint(response.body()).exact().unwrap_or(0);
        self.answered(&Answered {
            method: method.as_str(),
            version,
            address: &address,
            client: client.ip(),
            origin,
            status: response.status().as_u16(),
            bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
            since,
        });
        response
    }

    /// The answer to what only tells something, and how logs call it.
    fn heard<B>(&self, request: &Request<B>, client: IpAddr) -> Option<(Response, &str)> {
        if *request.method() != Method::POST {
            return None;
        }
        let address = request.uri().path_and_query()?.as_str();
        let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
        let told = Told { address, client, header: &header };
        let listening = self.listening(address)?;
        let page = listening.hear(&told)?;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = page.status();
        *response.headers_mut() = page.headers().clone();
        Some((response, listening.prefix()))
    }

    /// Answers a request that is for one client alone.
    async fn passed(&self, mut request: Request<Body>, client: SocketAddr) -> Response {
        let id = RequestId::of(request.headers());
        request.extensions_mut().insert(ConnectInfo(client));
        let mut response =
            named(self.inner.router.clone(), request, &id, self.inner.notes.written).await;
        response.headers_mut().insert(X_REQUEST_ID, id.header());
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
        self.inner.notes.answered(answered);
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
    let id = RequestId::new();
    let response = named(router, request, &id, |path| Cow::Borrowed(path)).await;
    let (parts, body) = response.into_parts();
    match http_body_util::Limited::new(body, MOST).collect().await {
        Ok(body) => Page::new(parts.status, parts.headers, &body.to_bytes(), for_cdn).at(address),
        Err(error) => {
            tracing::error!(address = %address, request.id = %id, "a page broke off while it was made: {error}");
            Page::failed()
        }
    }
}

/// Asks the router under this name: it stands on every line that is logged meanwhile, and on an answer of bare text
/// that only says that something is wrong.
async fn named(
    router: Router,
    mut request: Request<Body>,
    id: &RequestId,
    written: for<'a> fn(&'a str) -> Cow<'a, str>,
) -> Response {
    request.headers_mut().insert(X_REQUEST_ID, id.header());
    let path = written(request.uri().path());
    let span = tracing::error_span!("request", id = %id, method = %request.method(), path = %path);
    let Ok(response) = router.oneshot(request).instrument(span).await;
    if response.status().is_server_error() { signed(response, id).await } else { response }
}

/// What is known to be short and plain text, with the name of the request below it.
async fn signed(response: Response, id: &RequestId) -> Response {
    let size = http_body::Body::size_hint(response.body()).exact();
    let is_plain = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|content| content.as_bytes().starts_with(b"text/plain"));
    if !is_plain || size.is_none_or(|size| size > 1024) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let said = axum::body::to_bytes(body, 1024).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(format!("{}\nRequest {id}\n", said.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counters::Counters;

    async fn asked(status: StatusCode, said: &'static str) -> (Response, String) {
        let router = Router::new().fallback(move || async move { (status, said) });
        let front = Front::without_cache(router, Notes::counted(Arc::new(Counters::default())));
        let request = Request::get("/en/?x=1").header("x-request-id", "f00").body(Body::empty());
        let client = SocketAddr::from(([203, 0, 113, 9], 7));
        let response = front.answer(request.unwrap(), client).await;
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 4096).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        (Response::from_parts(parts, Body::empty()), body)
    }

    #[tokio::test]
    async fn who_sees_that_something_is_wrong_can_say_which_request_it_was() {
        let (response, said) = asked(StatusCode::SERVICE_UNAVAILABLE, "It took too long.\n").await;
        assert_eq!(response.headers()["x-request-id"], "f00");
        assert_eq!(said, "It took too long.\nRequest f00\n");
        let (response, said) = asked(StatusCode::OK, "Rain stops play\n").await;
        assert_eq!(response.headers()["x-request-id"], "f00");
        assert_eq!(said, "Rain stops play\n");
    }
}
