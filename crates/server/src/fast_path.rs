//! A connection that asks plain questions for pages, answered without hyper: one read, one look, one write. Whatever
//! is more than that goes on in [`crate::slow_path`], with everything that was read of it.
//!
//! A plain question is a GET or HEAD over HTTP/1.1 with one `Host`, without a body, without `Authorization`, `Range`,
//! `Expect` or `Upgrade`, for an address whose answers are not for one client alone. A connection that waits for its
//! next question holds no buffer.

use std::cell::RefCell;
use std::io;
use std::io::IoSlice;
use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::Sleep;

use crate::accept::Config;
use crate::counters::Origin;
use crate::encoding::Encoding;
use crate::front::{Answered, Asked, Front};
use crate::key::{Key, Sought};
use crate::page::Page;
use crate::proxy;
use crate::stopping::Stopping;
use crate::tls::Hsts;

/// What is read at once, and the biggest head that is read here.
const SCRATCH: usize = 16 * 1024;

/// How long a client may take to hear that its connection ends.
const GOODBYE: Duration = Duration::from_secs(2);

/// More headers than that are hyper's to refuse.
const MAX_HEADERS: usize = 64;

thread_local! {
    /// Connections of one thread read one after the other, so one buffer does for all of them.
    static READ: RefCell<Box<[u8; SCRATCH]>> = RefCell::new(Box::new([0; SCRATCH]));
    static DATE: RefCell<(Option<Instant>, [u8; 29])> = const { RefCell::new((None, [0; 29])) };
}

/// What was found at the beginning of what was read.
enum Found {
    /// Half a question.
    Part,
    /// Something for hyper.
    Other,
    /// A question for a page that is at hand.
    Hit(Question, Arc<Page>),
    /// A question for a page that is to be made.
    Miss(Question, Key),
}

/// A plain question.
#[derive(Clone, Copy, Debug)]
struct Question {
    /// Bytes of its head that are still in the buffer.
    length: usize,
    encoding: Encoding,
    head_only: bool,
    /// The client's copy is still good; known only with the page.
    known: bool,
    close: bool,
    client: IpAddr,
    since: Instant,
}

impl Question {
    fn answered<'a>(
        &self,
        address: &'a str,
        origin: Origin,
        status: u16,
        bytes: usize,
    ) -> Answered<'a> {
        Answered {
            method: if self.head_only { "HEAD" } else { "GET" },
            version: http::Version::HTTP_11,
            address,
            client: self.client,
            origin,
            status,
            bytes,
            since: self.since,
        }
    }
}

/// What comes of waiting for bytes.
enum Heard {
    Found(Found),
    /// The client left, took too long, or the server stops.
    End,
}

/// Serves a connection until it ends.
pub(crate) async fn serve<S>(
    mut stream: S,
    peer: SocketAddr,
    front: Front,
    config: Arc<Config>,
    stop: Stopping,
    hsts: Option<Arc<Hsts>>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut buffer = BytesMut::new();
    // The first byte must come as soon as a whole head; later ones may be waited for.
    let mut deadline = Instant::now() + config.header_timeout;
    let mut alarm = pin!(tokio::time::sleep(config.header_timeout));
    let mut stopped = pin!(stop.token.cancelled());
    let (mut listening, mut stopping) = (false, false);
    loop {
        let found =
            if buffer.is_empty() { Found::Part } else { look(&buffer, peer, &front, &config) };
        let found = match found {
            Found::Part => {
                let mut first = true;
                let heard = std::future::poll_fn(|context| {
                    let heard = hear(&mut stream, &mut buffer, peer, &front, &config, context);
                    if heard.is_ready() {
                        return heard;
                    }
                    // The first wait for a question is nothing unusual; to be woken for nothing is.
                    let usual = listening && first && !stop.has_begun();
                    (listening, first) = (true, false);
                    if !stopping && !usual && stopped.as_mut().poll(context).is_ready() {
                        stopping = true;
                        // A question may be on its way. Who asks now is answered, and told that it was the last.
                        deadline = deadline.min(Instant::now() + config.farewell);
                        alarm.as_mut().reset(deadline.into());
                    }
                    rest(alarm.as_mut(), deadline, context)
                })
                .await;
                match heard {
                    Heard::Found(Found::Part) => {
                        // Half a head: the rest must come soon, and more halves do not help.
                        if buffer.len() >= SCRATCH {
                            Found::Other
                        } else {
                            deadline = deadline.min(Instant::now() + config.header_timeout);
                            alarm.as_mut().reset(deadline.into());
                            continue;
                        }
                    }
                    Heard::Found(found) => found,
                    Heard::End => {
                        return Box::pin(end(stream)).await;
                    }
                }
            }
            found => found,
        };
        let (mut question, page, origin) = match found {
            Found::Part => continue,
            Found::Other => {
                let begun = buffer.split().freeze();
                let slow = crate::slow_path::serve(
                    stream,
                    begun,
                    peer,
                    front,
                    config,
                    stop.token.clone(),
                    hsts,
                );
                // Most connections never come here, and need not be as big as if they did.
                return Box::pin(slow).await;
            }
            Found::Hit(question, page) => (question, page, Origin::Hit),
            Found::Miss(question, key) => {
                let address = Arc::clone(&key.address);
                // Boxed, as nearly all connections do without.
                let made = tokio::time::timeout(config.request_timeout, front.made(key));
                let Ok(page) = Box::pin(made).await else {
                    return Box::pin(give_up(stream, &front, &question, &address)).await;
                };
                (question, page, Origin::Miss)
            }
        };
        if origin == Origin::Miss {
            let head = &buffer[..question.length.min(buffer.len())];
            question.known = page.is_known(if_none_match(head).as_deref());
        }
        question.close |= stopping || stop.has_begun();
        let encoding = page.encoding(question.encoding);
        let answer =
            Answer { page: &page, question, encoding, date: date(), hsts: hsts.as_deref() };
        let Ok(bytes) = answer.send(&mut stream, config.request_timeout).await else { return };
        let status = if question.known { 304 } else { page.status().as_u16() };
        front.answered(&question.answered(page.address(), origin, status, bytes));
        buffer.advance(question.length.min(buffer.len()));
        if buffer.is_empty() {
            // Gives its memory back.
            buffer = BytesMut::new();
        }
        if question.close {
            return Box::pin(end(stream)).await;
        }
        deadline = question.since + config.idle;
    }
}

/// Reads what there is, and looks what it is.
fn hear<S: AsyncRead + Unpin>(
    stream: &mut S,
    buffer: &mut BytesMut,
    peer: SocketAddr,
    front: &Front,
    config: &Config,
    context: &mut Context<'_>,
) -> Poll<Heard> {
    READ.with_borrow_mut(|scratch| {
        let mut read = ReadBuf::new(&mut scratch[..]);
        match Pin::new(stream).poll_read(context, &mut read) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Err(_)) => Poll::Ready(Heard::End),
            Poll::Ready(Ok(())) if read.filled().is_empty() => Poll::Ready(Heard::End),
            Poll::Ready(Ok(())) => {
                let found = if buffer.is_empty() {
                    // Nearly always a whole question, which then need not be copied.
                    match look(read.filled(), peer, front, config) {
                        Found::Hit(mut question, page) => {
                            buffer.extend_from_slice(&read.filled()[question.length..]);
                            question.length = 0;
                            Found::Hit(question, page)
                        }
                        other => {
                            buffer.extend_from_slice(read.filled());
                            other
                        }
                    }
                } else {
                    buffer.extend_from_slice(read.filled());
                    look(buffer, peer, front, config)
                };
                Poll::Ready(Heard::Found(found))
            }
        }
    })
}

/// Waits until nothing more is to be waited for. The alarm is set again only when it rings too early, so that a
/// question costs no timer.
fn rest(mut alarm: Pin<&mut Sleep>, deadline: Instant, context: &mut Context<'_>) -> Poll<Heard> {
    while alarm.as_mut().poll(context).is_ready() {
        if Instant::now() >= deadline {
            return Poll::Ready(Heard::End);
        }
        alarm.as_mut().reset(deadline.into());
    }
    Poll::Pending
}

/// What stands at the beginning of these bytes.
fn look(bytes: &[u8], peer: SocketAddr, front: &Front, config: &Config) -> Found {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Found::Part,
        Err(_) => return Found::Other,
    };
    let since = Instant::now();
    let head_only = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Found::Other,
    };
    let (Some(address), Some(1)) = (request.path, request.version) else { return Found::Other };
    if !address.starts_with('/') {
        return Found::Other;
    }
    let mut asked = Asked { address, cookie: None };
    let (mut accept, mut known, mut forwarded) = (None, None, false);
    let (mut hosts, mut close) = (0, false);
    for header in request.headers.iter() {
        let is = |name: &str| header.name.eq_ignore_ascii_case(name);
        match header.name.len() {
            4 if is("host") => hosts += 1,
            // Two of one kind are somebody's mistake, and hyper's to see.
            6 if is("cookie") => match asked.cookie.replace(header.value) {
                None => {}
                Some(_) => return Found::Other,
            },
            6 if is("expect") => return Found::Other,
            5 if is("range") => return Found::Other,
            7 if is("upgrade") => return Found::Other,
            10 if is("connection") => {
                if header.value.eq_ignore_ascii_case(b"close") {
                    close = true;
                } else if !header.value.eq_ignore_ascii_case(b"keep-alive") {
                    return Found::Other;
                }
            }
            13 if is("if-none-match") => known = Some(header.value),
            13 if is("authorization") => return Found::Other,
            14 if is("content-length") => return Found::Other,
            15 if is("accept-encoding") => match accept.replace(header.value) {
                None => {}
                Some(_) => return Found::Other,
            },
            15 if is("x-forwarded-for") => forwarded = true,
            17 if is("transfer-encoding") => return Found::Other,
            _ => {}
        }
    }
    if hosts != 1 {
        return Found::Other;
    }
    let Some((address, flavour)) = front.key(&asked) else { return Found::Other };
    let client = if forwarded && !config.trusted_proxies.is_empty() {
        proxy::client_of(&config.trusted_proxies, peer, request.headers).ip()
    } else {
        peer.ip()
    };
    let encoding = Encoding::wanted(accept);
    let mut question = Question { length, encoding, head_only, known: false, close, client, since };
    let sought = Sought { address: &address, flavour };
    match front.at_hand(&sought, since) {
        // One that is not yet packed like that is packed as if it were made.
        Some(page) => {
            question.known = page.is_known(known);
            Found::Hit(question, page)
        }
        None => Found::Miss(question, sought.key()),
    }
}

/// The client's tags in a head that was looked at before.
fn if_none_match(head: &[u8]) -> Option<Bytes> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(head).ok()?;
    let header =
        request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("if-none-match"))?;
    Some(Bytes::copy_from_slice(header.value))
}

const TOO_SLOW: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 57\r\n\r\nThe server took too long. Please try again in a moment.\r\n";

/// An answer in the pieces that are sent one after the other.
struct Answer<'a> {
    page: &'a Page,
    question: Question,
    encoding: Encoding,
    date: [u8; 29],
    hsts: Option<&'a Hsts>,
}

impl Answer<'_> {
    fn pieces(&self) -> [&[u8]; 5] {
        let hsts: &[u8] = self.hsts.map_or(b"", |hsts| &hsts.line);
        let last: &[u8] = if self.question.close { b"\r\nconnection: close" } else { b"" };
        if self.question.known {
            let rest = self.page.not_modified();
            return [b"HTTP/1.1 304 Not Modified\r\ndate: ", &self.date, hsts, last, rest];
        }
        let wire = self.page.wire(self.encoding);
        let rest = if self.question.head_only { wire.head() } else { wire.all() };
        [self.page.start(), &self.date, hsts, last, rest]
    }

    /// Sends it in one piece, and tells how many bytes it has. Nearly always the system takes it all at once; what it
    /// does not take is sent in `rest`, so that a connection need not be as big as if it always waited.
    async fn send<S: AsyncWrite + Unpin + Send>(
        &self,
        stream: &mut S,
        patience: Duration,
    ) -> io::Result<usize> {
        let length = self.pieces().iter().map(|piece| piece.len()).sum();
        let taken = std::future::poll_fn(|context| {
            let slices = self.pieces().map(IoSlice::new);
            Poll::Ready(match Pin::new(&mut *stream).poll_write_vectored(context, &slices) {
                Poll::Pending => Ok((0, false)),
                Poll::Ready(Ok(taken)) if taken == length => {
                    match Pin::new(&mut *stream).poll_flush(context) {
                        Poll::Pending => Ok((taken, false)),
                        Poll::Ready(flushed) => flushed.map(|()| (taken, true)),
                    }
                }
                Poll::Ready(taken) => taken.map(|taken| (taken, false)),
            })
        });
        let (taken, is_done) = taken.await?;
        if !is_done {
            let rest = Box::pin(tokio::time::timeout(patience, self.rest(stream, taken)));
            rest.await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        }
        Ok(length)
    }

    /// Sends what is left after so many bytes.
    async fn rest<S: AsyncWrite + Unpin>(&self, stream: &mut S, taken: usize) -> io::Result<()> {
        let mut slices = self.pieces().map(IoSlice::new);
        let mut left = &mut slices[..];
        IoSlice::advance_slices(&mut left, taken);
        while !left.is_empty() {
            let taken = stream.write_vectored(left).await?;
            if taken == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            IoSlice::advance_slices(&mut left, taken);
        }
        stream.flush().await
    }
}

/// Says goodbye. TLS does so in a message, for which a client that reads nothing has no room.
async fn end<S: AsyncWrite + Unpin>(mut stream: S) {
    let _ = tokio::time::timeout(GOODBYE, stream.shutdown()).await;
}

/// Says that a page took too long to make.
async fn give_up<S: AsyncWrite + Unpin>(
    mut stream: S,
    front: &Front,
    question: &Question,
    address: &str,
) {
    if let Ok(Ok(())) = tokio::time::timeout(GOODBYE, stream.write_all(TOO_SLOW)).await {
        front.answered(&question.answered(address, Origin::Miss, 503, TOO_SLOW.len()));
    }
    end(stream).await;
}

/// Now, as headers say it, looked up twice a second.
#[allow(clippy::disallowed_methods)] // RFC 9110 wants the machine's time in an answer, whatever the paper's clock.
fn date() -> [u8; 29] {
    DATE.with_borrow_mut(|(at, text)| {
        let now = Instant::now();
        if at.is_none_or(|at| now.duration_since(at).as_millis() >= 500) {
            let fresh = httpdate::fmt_http_date(SystemTime::now());
            if fresh.len() == text.len() {
                text.copy_from_slice(fresh.as_bytes());
            }
            *at = Some(now);
        }
        *text
    })
}
