//! Whatever a stranger sends over a connection is answered or refused, and the server goes on.

#![no_main]

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use libfuzzer_sys::fuzz_target;
use server::{Config, Counters, Door, Freshness, Front, Keying, Notes, PageCache};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

struct Site {
    runtime: Runtime,
    door: Door,
    front: Front,
}

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let counters = Arc::new(Counters::default());
    let config = Config {
        max_connections: 10,
        max_per_address: 10,
        header_timeout: Duration::from_millis(50),
        request_timeout: Duration::from_millis(50),
        idle: Duration::from_millis(50),
        farewell: Duration::ZERO,
        trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
    };
    let door = Door::new(config, Arc::clone(&counters));
    let notes = Notes::counted(counters);
    let front = runtime.block_on(async {
        let page = || async { ([("surrogate-key", "page"), ("etag", "W/\"1\"")], "rain ".repeat(99)) };
        let router = Router::new()
            .route("/page", get(page))
            .route("/mine", post(|body: axum::body::Bytes| async move { body }));
        let keying = Keying {
            address: |address| (!address.starts_with("/mine")).then_some(Cow::Borrowed(address)),
            flavour: |cookie| u8::from(cookie == b"dark=1"),
            cookie: |flavour| (flavour == 1).then(|| "dark=1".to_owned()),
            for_cdn: false,
        };
        Front::new(router, PageCache::new(1 << 20, Freshness::default()), keying, notes)
    });
    Site { runtime, door, front }
});

fuzz_target!(|bytes: &[u8]| {
    let Site { runtime, door, front } = &*SITE;
    runtime.block_on(async {
        let (mut client, server) = tokio::io::duplex(64 * 1024);
        let peer = SocketAddr::from(([127, 0, 0, 1], 7));
        let serving =
            tokio::spawn(door.serve_stream(server, peer, front.clone(), CancellationToken::new()));
        let _ = client.write_all(bytes).await;
        let _ = client.shutdown().await;
        let mut answer = Vec::new();
        let _ = client.read_to_end(&mut answer).await;
        serving.await.expect("no panic on a connection");
        assert!(
            answer.is_empty() || answer.starts_with(b"HTTP/1.") || answer.starts_with(b"\0"),
            "an answer is HTTP, and nothing else"
        );
    });
});
