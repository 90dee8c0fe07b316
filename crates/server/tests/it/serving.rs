//! A small site on a real socket.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ConnectInfo;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use server::{Config, Counters, Door, Freshness, Front, Keying, Notes, PageCache};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// A site that listens.
pub(crate) struct Serving {
    pub(crate) address: std::net::SocketAddr,
    pub(crate) pages: PageCache,
    pub(crate) counters: Arc<Counters>,
    /// How often `/page` was made.
    pub(crate) made: Arc<AtomicUsize>,
    /// How many lines are open.
    pub(crate) open: Arc<AtomicUsize>,
    pub(crate) stop: CancellationToken,
    pub(crate) ended: tokio::task::JoinHandle<()>,
}

pub(crate) fn config() -> Config {
    Config {
        max_connections: 1000,
        max_per_address: 1000,
        header_timeout: Duration::from_millis(600),
        request_timeout: Duration::from_secs(2),
        idle: Duration::from_secs(5),
        farewell: Duration::from_millis(100),
        trusted_proxies: Vec::new(),
    }
}

impl Serving {
    pub(crate) async fn begin() -> Serving {
        Serving::with(config()).await
    }

    pub(crate) async fn with(config: Config) -> Serving {
        Serving::of(config, |front| front).await
    }

    /// With somebody who is told of every POST under `/-/`.
    pub(crate) async fn told(config: Config, listener: Arc<dyn server::Listener>) -> Serving {
        Serving::of(config, |front| front.told("/-/", listener)).await
    }

    async fn of(config: Config, with: impl FnOnce(Front) -> Front) -> Serving {
        let (made, open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let page = {
            let made = Arc::clone(&made);
            move || {
                made.fetch_add(1, Ordering::SeqCst);
                async { kept("rain stops play ".repeat(500)) }
            }
        };
        let router =
            Router::new()
                .route("/page", get(page))
                .route(
                    "/prefs",
                    get(|headers: http::HeaderMap| async move {
                        let cookie =
                            headers.get("cookie").map(|it| it.to_str().unwrap().to_owned());
                        kept(format!("cookie: {cookie:?}"))
                    }),
                )
                .route(
                    "/slow",
                    get(|| async {
                        tokio::time::sleep(Duration::from_millis(300)).await;
                        kept("slow".to_owned())
                    }),
                )
                .route(
                    "/mine/who",
                    get(|ConnectInfo(who): ConnectInfo<std::net::SocketAddr>| async move {
                        who.ip().to_string()
                    }),
                )
                .route(
                    "/mine/events",
                    get({
                        let open = Arc::clone(&open);
                        |headers: http::HeaderMap| async move {
                            crate::event_stream::events(&headers, open)
                        }
                    }),
                )
                .route("/mine/echo", post(|body: Bytes| async move { body }))
                .route("/echo", post(|body: Bytes| async move { body }));
        let counters = Arc::new(Counters::default());
        let pages = PageCache::new(8 << 20, Freshness::default());
        let keying = Keying {
            address: |address| (!address.starts_with("/mine")).then_some(Cow::Borrowed(address)),
            flavour: |cookie| u8::from(cookie == b"dark=1"),
            cookie: |flavour| (flavour == 1).then(|| "dark=1".to_owned()),
            for_cdn: false,
        };
        let front =
            Front::new(router, pages.clone(), keying, Notes::counted(Arc::clone(&counters)));
        let front = with(front);
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let stop = CancellationToken::new();
        let door = Door::new(config, Arc::clone(&counters));
        let ended = tokio::spawn(door.accept(socket, front, stop.clone()));
        Serving { address, pages, counters, made, open, stop, ended }
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends these bytes and reads until the server hangs up, or is silent for half a second.
    pub(crate) async fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        stream.write_all(bytes).await.unwrap();
        heard(&mut stream).await
    }
}

/// Everything that comes until the server hangs up, or is silent for half a second.
pub(crate) async fn heard(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let mut some = vec![0; 65_536];
    while let Ok(Ok(count @ 1..)) =
        tokio::time::timeout(Duration::from_millis(500), stream.read(&mut some)).await
    {
        heard.extend_from_slice(&some[..count]);
    }
    String::from_utf8_lossy(&heard).into_owned()
}

fn kept(body: String) -> impl IntoResponse {
    let headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("surrogate-key", "page"),
        ("etag", "W/\"one\""),
        ("vary", "accept-encoding"),
    ];
    (headers, body)
}

/// How many answers of this status are in what was heard.
pub(crate) fn count(heard: &str, status: u16) -> usize {
    heard.matches(&format!("HTTP/1.1 {status} ")).count()
}
