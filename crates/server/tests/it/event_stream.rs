//! Lines that stay open.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::serving::{Serving, count, heard};

const ASKS: &[u8] =
    b"GET /mine/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nX-Count: 3\r\n\r\n";

/// So many events, one every twentieth of a second.
struct Events {
    left: usize,
    next: Pin<Box<tokio::time::Sleep>>,
    open: Arc<AtomicUsize>,
}

/// The answer to whoever asks for so many events by `X-Count`; without it they never end.
pub(crate) fn events(headers: &http::HeaderMap, open: Arc<AtomicUsize>) -> Response {
    open.fetch_add(1, Ordering::SeqCst);
    let left = headers.get("x-count").and_then(|count| count.to_str().ok()?.parse().ok());
    let next = Box::pin(tokio::time::sleep(Duration::ZERO));
    let body = Body::new(Events { left: left.unwrap_or(usize::MAX), next, open });
    ([("content-type", "text/event-stream"), ("cache-control", "no-store")], body).into_response()
}

impl http_body::Body for Events {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        std::task::ready!(self.next.as_mut().poll(context));
        self.next = Box::pin(tokio::time::sleep(Duration::from_millis(50)));
        self.left -= 1;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"data: rain\n\n")))))
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn until(what: impl Fn() -> bool) {
    let mut tries = 0;
    while !what() {
        tries += 1;
        assert!(tries < 200, "it did not happen within two seconds");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn events_come_one_by_one_as_http_has_it() {
    let site = Serving::begin().await;
    let heard = site.say(ASKS).await;
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\ndate: "), "{head}");
    for line in ["content-type: text/event-stream", "cache-control: no-store", "connection: close"]
    {
        assert!(head.contains(&format!("\r\n{line}")), "{head}");
    }
    assert!(head.contains("\r\nx-request-id: ") && !head.contains("content-length"), "{head}");
    assert_eq!(head.matches("transfer-encoding: chunked").count(), 1);
    assert_eq!(body, format!("{}0\r\n\r\n", "c\r\ndata: rain\n\n\r\n".repeat(3)));
}

#[tokio::test]
async fn what_is_no_line_is_answered_like_anything_else() {
    let site = Serving::begin().await;
    let ask =
        |path: &str| format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n");
    let heard = site.say(ask("/mine/who").as_bytes()).await;
    assert!(count(&heard, 200) == 1 && heard.ends_with("\r\n\r\n127.0.0.1"), "{heard}");
    assert!(heard.contains("\r\ncontent-length: 9\r\n"), "{heard}");
    let heard = site.say(ask("/nothing").as_bytes()).await;
    assert!(count(&heard, 404) == 1 && heard.contains("\r\ncontent-length: 0\r\n"), "{heard}");
    // What asks for two things at once goes another way, and is answered whole.
    let both = format!("{}{}", ask("/mine/who"), ask("/mine/who"));
    assert_eq!(count(&site.say(both.as_bytes()).await, 200), 2);
}

/// A reader who has heard the first of events that never end.
async fn listening(site: &Serving) -> TcpStream {
    let mut reader = site.connect().await;
    let asks = "GET /mine/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n";
    reader.write_all(asks.as_bytes()).await.unwrap();
    let mut some = [0; 4096];
    assert!(reader.read(&mut some).await.unwrap() > 0);
    assert_eq!(site.open.load(Ordering::SeqCst), 1);
    reader
}

#[tokio::test]
async fn who_leaves_is_forgotten_at_once() {
    let site = Serving::begin().await;
    drop(listening(&site).await);
    until(|| site.open.load(Ordering::SeqCst) == 0).await;
}

#[tokio::test]
async fn a_line_does_not_outlive_the_server() {
    let site = Serving::begin().await;
    let mut reader = listening(&site).await;
    site.stop.cancel();
    let heard = tokio::time::timeout(Duration::from_secs(5), heard(&mut reader)).await.unwrap();
    assert!(heard.contains("data: rain") && heard.ends_with("0\r\n\r\n"), "{heard}");
    tokio::time::timeout(Duration::from_secs(2), site.ended).await.unwrap().unwrap();
}
