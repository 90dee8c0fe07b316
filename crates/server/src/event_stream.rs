//! A line that stays open (`text/event-stream`), written without hyper: while it waits for the next event, it holds no
//! buffer. Thousands of readers of a live report wait so.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::response::Response;
use bytes::{BufMut, Bytes, BytesMut};
use http::header::{CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING};
use http::{HeaderName, HeaderValue, Request};
use http_body_util::{BodyExt, Empty};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

use crate::accept::Config;
use crate::fast_path::{MAX_HEADERS, date};
use crate::front::Front;
use crate::slow_path;
use crate::tls::Hsts;

/// What a client says that it takes who asks for such a line.
pub(crate) const ACCEPT: &[u8] = b"text/event-stream";

/// The request in a head that was looked at before; nothing if hyper should see it.
pub(crate) fn request(head: &[u8]) -> Option<Request<Empty<Bytes>>> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut read = httparse::Request::new(&mut headers);
    read.parse(head).ok()?;
    let mut request = Request::new(Empty::new());
    *request.uri_mut() = read.path?.parse().ok()?;
    for header in read.headers.iter() {
        let name = HeaderName::from_bytes(header.name.as_bytes()).ok()?;
        request.headers_mut().append(name, HeaderValue::from_bytes(header.value).ok()?);
    }
    Some(request)
}

/// Answers the request, and writes the answer until it, the client or the server ends. It is the connection's last.
pub(crate) async fn serve<S>(
    mut stream: S,
    request: Request<Empty<Bytes>>,
    peer: SocketAddr,
    front: Front,
    config: Arc<Config>,
    stop: CancellationToken,
    hsts: Option<Arc<Hsts>>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let answer = slow_path::answer(request, peer, &front, &config, hsts.as_deref());
    let response = Box::pin(answer).await;
    drop((front, hsts));
    let is_whole = http_body::Body::size_hint(response.body()).exact();
    let head = head(&response, is_whole);
    let mut body = response.into_body();
    if send(&mut stream, &config, head.into()).await.is_err() {
        return;
    }
    let mut too_late = pin!(too_late(&stop, &config));
    loop {
        let frame = tokio::select! {
            frame = body.frame() => frame,
            () = left(&mut stream) => return,
            () = too_late.as_mut() => None,
        };
        let Some(frame) = frame else { break };
        let Ok(frame) = frame else { return };
        let Some(data) = frame.into_data().ok().filter(|data| !data.is_empty()) else { continue };
        let piece = if is_whole.is_some() { data } else { chunk(&data) };
        if send(&mut stream, &config, piece).await.is_err() {
            return;
        }
    }
    if is_whole.is_none() {
        let _ = send(&mut stream, &config, Bytes::from_static(b"0\r\n\r\n")).await;
    }
    crate::fast_path::end(stream).await;
}

/// The head of the answer (RFC 9112, section 4).
fn head(response: &Response, length: Option<u64>) -> BytesMut {
    let mut head = BytesMut::with_capacity(512);
    head.put(&b"HTTP/1.1 "[..]);
    head.put(response.status().as_str().as_bytes());
    head.put_u8(b' ');
    head.put(response.status().canonical_reason().unwrap_or_default().as_bytes());
    head.put(&b"\r\ndate: "[..]);
    head.put(&date()[..]);
    head.put(&b"\r\nconnection: close\r\n"[..]);
    match length {
        Some(length) => head.put(format!("content-length: {length}\r\n").as_bytes()),
        None => head.put(&b"transfer-encoding: chunked\r\n"[..]),
    }
    for (name, value) in response.headers() {
        if [CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING].contains(name) {
            continue;
        }
        head.put(name.as_str().as_bytes());
        head.put(&b": "[..]);
        head.put(value.as_bytes());
        head.put(&b"\r\n"[..]);
    }
    head.put(&b"\r\n"[..]);
    head
}

/// A piece of an answer of unknown length (RFC 9112, section 7.1).
fn chunk(data: &[u8]) -> Bytes {
    let mut chunk = BytesMut::with_capacity(data.len() + 16);
    chunk.put(format!("{:x}\r\n", data.len()).as_bytes());
    chunk.put(data);
    chunk.put(&b"\r\n"[..]);
    chunk.freeze()
}

/// Sends this, to whoever takes it in time.
async fn send<S: AsyncWrite + Unpin>(
    stream: &mut S,
    config: &Config,
    piece: Bytes,
) -> io::Result<()> {
    let sent = async {
        stream.write_all(&piece).await?;
        stream.flush().await
    };
    match tokio::time::timeout(config.request_timeout, sent).await {
        Ok(sent) => sent,
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

/// Until the client leaves. Whoever listens has nothing more to say, so a client that says something is left too.
async fn left<S: AsyncRead + Unpin>(stream: &mut S) {
    let _ = stream.read(&mut [0; 16]).await;
}

/// Until the server stops, and lines that end by themselves have had their time.
async fn too_late(stop: &CancellationToken, config: &Config) {
    stop.cancelled().await;
    tokio::time::sleep(config.farewell).await;
}
