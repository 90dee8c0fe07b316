//! A connection that asks plain questions for pages, answered without hyper: one read, one look, one write. Whatever
//! is more than that goes on in [`crate::slow_path`], with everything that was read of it.
//!
//! A plain question is a GET or HEAD over HTTP/1.1 with one `Host`, without a body, without `Authorization`, `Range`,
//! `Expect` or `Upgrade`, for an address whose answers are not for one client alone. A connection that waits for its
//! next question holds no buffer. A line that is to stay open goes on in [`crate::event_stream`].

use std::cell::RefCell;
use std::io;
use std::io::IoSlice;
use std::net::{IpAddr, SocketAddr};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant, SystemTime};

use bytes::{Buf, Bytes, BytesMut};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::time::Sleep;
use tokio_util::sync::WaitForCancellationFuture;

use crate::accept::Config;
use crate::counters::Origin;
use crate::encoding::Encoding;
use crate::event_stream;
use crate::front::{Answered, Asked, Front};
use crate::key::{Key, Sought};
use crate::page::Page;
use crate::proxy;
use crate::stopping::Stopping;
use crate::tls::Hsts;
use crate::told::Told;

/// What is read at once, and the biggest head that is read here.
const SCRATCH: usize = 16 * 1024;

/// How long a client may take to hear that its connection ends.
const GOODBYE: Duration = Duration::from_secs(2);

/// More headers than that are hyper's to refuse.
pub(crate) const MAX_HEADERS: usize = 64;

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
    /// A question for a line that stays open.
    Line,
}

/// A plain question.
#[derive(Clone, Copy, Debug)]
struct Question {
    /// Bytes of its head that are still in the buffer.
    length: usize,
    encoding: Encoding,
    head_only: bool,
    /// It only told something.
    told: bool,
    /// The client's copy is still good; known only with the page.
    known: bool,
    close: bool,
    client: IpAddr,
    since: Instant,
}

/// What a connection cannot do at once. Boxed, as a connection that waits has room for it else.
enum Next {
    /// A page is to be made.
    Make(Box<(Question, Key)>),
    /// The system took only so many bytes of an answer.
    Send(Box<(Answer, usize)>),
    /// Something for hyper.
    Other,
    /// A line is to stay open.
    Line,
    /// The last answer was sent, the client left or took too long.
    End,
    /// The line is broken.
    Broken,
}

/// A connection. Nearly all of them wait, so what it has is counted in bytes.
struct Connection<S> {
    stream: S,
    peer: SocketAddr,
    front: Front,
    config: Arc<Config>,
    stop: Stopping,
    hsts: Option<Arc<Hsts>>,
    /// What was read of a question that is not whole.
    buffer: BytesMut,
    deadline: Instant,
    /// Whether there is something in the buffer that was not looked at.
    unseen: bool,
    /// Whether it hears of the end of the server.
    listening: bool,
    /// Whether it was not woken since the last answer.
    fresh: bool,
    /// Whether it has heard of the end of the server.
    stopping: bool,
}

/// Serves a connection until it ends.
pub(crate) fn serve<S>(
    stream: S,
    peer: SocketAddr,
    front: Front,
    config: Arc<Config>,
    stop: Stopping,
    hsts: Option<Arc<Hsts>>,
) -> impl Future<Output = ()> + Send + use<S>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut connection = Connection {
        stream,
        peer,
        front,
        // The first byte must come as soon as a whole head; later ones may be waited for.
        deadline: Instant::now() + config.header_timeout,
        config,
        stop,
        hsts,
        buffer: BytesMut::new(),
        unseen: false,
        listening: false,
        fresh: false,
        stopping: false,
    };
    // No `async fn`, which would have room for all of its arguments twice.
    async move {
        let mut alarm = pin!(tokio::time::sleep_until(connection.deadline.into()));
        let token = connection.stop.token.clone();
        let mut stopped = pin!(token.cancelled());
        loop {
            let next = std::future::poll_fn(|context| {
                connection.go_on(alarm.as_mut(), stopped.as_mut(), context)
            });
            let goes_on = match next.await {
                Next::Make(asked) => Box::pin(connection.make(asked)).await,
                Next::Send(begun) => Box::pin(connection.send(begun)).await,
                Next::Other => return Box::pin(connection.go_slow()).await,
                Next::Line => return Box::pin(connection.stay_open()).await,
                Next::End => return Box::pin(end(connection.stream)).await,
                Next::Broken => return,
            };
            match goes_on {
                Some(true) => {}
                Some(false) => return Box::pin(end(connection.stream)).await,
                None => return,
            }
        }
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> Connection<S> {
    /// Waits for questions and answers them, until there is something that cannot be done at once.
    fn go_on(
        &mut self,
        mut alarm: Pin<&mut Sleep>,
        stopped: Pin<&mut WaitForCancellationFuture<'_>>,
        context: &mut Context<'_>,
    ) -> Poll<Next> {
        loop {
            let found = if std::mem::take(&mut self.unseen) {
                look(&self.buffer, self.peer, &self.front, &self.config)
            } else {
                match self.hear(context) {
                    Poll::Ready(Some(found)) => found,
                    Poll::Ready(None) => return Poll::Ready(Next::End),
                    Poll::Pending => {
                        self.hear_of_the_end(alarm.as_mut(), stopped, context);
                        return rest(alarm, self.deadline, context);
                    }
                }
            };
            let (question, page) = match found {
                // Half a head: the rest must come soon, and more halves do not help.
                Found::Part if self.buffer.len() < SCRATCH => {
                    self.by(Instant::now() + self.config.header_timeout, alarm.as_mut());
                    continue;
                }
                Found::Part | Found::Other => return Poll::Ready(Next::Other),
                Found::Line => return Poll::Ready(Next::Line),
                Found::Miss(question, key) => {
                    return Poll::Ready(Next::Make(Box::new((question, key))));
                }
                Found::Hit(question, page) => (question, page),
            };
            let origin = if question.told { Origin::Passed } else { Origin::Hit };
            let answer = self.answer(question, page, origin);
            match answer.begin(&mut self.stream, self.hsts.as_deref(), context) {
                Ok((bytes, true)) => {
                    if !self.sent(&answer, bytes) {
                        return Poll::Ready(Next::End);
                    }
                }
                Ok((taken, false)) => return Poll::Ready(Next::Send(Box::new((answer, taken)))),
                Err(_) => return Poll::Ready(Next::Broken),
            }
        }
    }

    /// Reads what there is, and looks what it is; nothing, if the client left.
    fn hear(&mut self, context: &mut Context<'_>) -> Poll<Option<Found>> {
        READ.with_borrow_mut(|scratch| {
            let mut read = ReadBuf::new(&mut scratch[..]);
            if ready!(Pin::new(&mut self.stream).poll_read(context, &mut read)).is_err()
                || read.filled().is_empty()
            {
                return Poll::Ready(None);
            }
            if !self.buffer.is_empty() {
                self.buffer.extend_from_slice(read.filled());
                return Poll::Ready(Some(look(&self.buffer, self.peer, &self.front, &self.config)));
            }
            // Nearly always a whole question, which then need not be copied.
            Poll::Ready(Some(match look(read.filled(), self.peer, &self.front, &self.config) {
                Found::Hit(mut question, page) => {
                    self.buffer.extend_from_slice(&read.filled()[question.length..]);
                    question.length = 0;
                    Found::Hit(question, page)
                }
                other => {
                    self.buffer.extend_from_slice(read.filled());
                    other
                }
            }))
        })
    }

    /// Looks whether the server is to stop. The first wait for a question is nothing unusual; to be woken for nothing
    /// is.
    fn hear_of_the_end(
        &mut self,
        alarm: Pin<&mut Sleep>,
        stopped: Pin<&mut WaitForCancellationFuture<'_>>,
        context: &mut Context<'_>,
    ) {
        let usual = self.listening && self.fresh && !self.stop.has_begun();
        (self.listening, self.fresh) = (true, false);
        if !self.stopping && !usual && stopped.poll(context).is_ready() {
            self.stopping = true;
            // A question may be on its way. Who asks now is answered, and told that it was the last.
            self.by(Instant::now() + self.config.farewell, alarm);
        }
    }

    /// Waits until this moment at most.
    fn by(&mut self, deadline: Instant, alarm: Pin<&mut Sleep>) {
        self.deadline = self.deadline.min(deadline);
        alarm.reset(self.deadline.into());
    }

    fn answer(&self, mut question: Question, page: Arc<Page>, origin: Origin) -> Answer {
        question.close |= self.stopping || self.stop.has_begun();
        let encoding = page.encoding(question.encoding);
        Answer { page, question, origin, encoding, date: date() }
    }

    /// Notes an answer of so many bytes that was sent, and tells whether there may be another one.
    fn sent(&mut self, answer: &Answer, bytes: usize) -> bool {
        let Answer { page, question, origin, .. } = answer;
        let status = if question.known { 304 } else { page.status().as_u16() };
        self.front.answered(&question.answered(page.address(), *origin, status, bytes));
        self.buffer.advance(question.length.min(self.buffer.len()));
        if self.buffer.is_empty() {
            // Gives its memory back.
            self.buffer = BytesMut::new();
        }
        self.unseen = !self.buffer.is_empty();
        self.deadline = question.since + self.config.idle;
        self.fresh = true;
        !question.close
    }

    /// Waits for a page that is made, and sends it. Tells whether there may be another question; nothing, if the line
    /// is broken.
    async fn make(&mut self, asked: Box<(Question, Key)>) -> Option<bool> {
        let (mut question, key) = *asked;
        let address = Arc::clone(&key.address);
        let made = tokio::time::timeout(self.config.request_timeout, self.front.made(key));
        let Ok(page) = made.await else {
            self.give_up(&question, &address).await;
            return Some(false);
        };
        let head = &self.buffer[..question.length.min(self.buffer.len())];
        question.known = page.is_known(if_none_match(head).as_deref());
        let answer = self.answer(question, page, Origin::Miss);
        self.send(Box::new((answer, 0))).await
    }

    /// Sends what is left of an answer. Tells the same.
    async fn send(&mut self, begun: Box<(Answer, usize)>) -> Option<bool> {
        let (answer, taken) = *begun;
        let rest = answer.rest(&mut self.stream, self.hsts.as_deref(), taken);
        let sent = tokio::time::timeout(self.config.request_timeout, rest).await;
        let bytes = sent.ok()?.ok()?;
        Some(self.sent(&answer, bytes))
    }

    /// Says that a page took too long to make.
    async fn give_up(&mut self, question: &Question, address: &str) {
        let said = tokio::time::timeout(GOODBYE, self.stream.write_all(TOO_SLOW)).await;
        if let Ok(Ok(())) = said {
            self.front.answered(&question.answered(address, Origin::Miss, 503, TOO_SLOW.len()));
        }
    }

    /// Answers a question for a line that stays open.
    async fn stay_open(self) {
        let Some(request) = event_stream::request(&self.buffer) else {
            return self.go_slow().await;
        };
        let Connection { stream, peer, front, config, stop, hsts, .. } = self;
        Box::pin(event_stream::serve(stream, request, peer, front, config, stop.token, hsts)).await;
    }

    /// Hands everything to hyper.
    async fn go_slow(mut self) {
        let begun = self.buffer.split().freeze();
        let Connection { stream, peer, front, config, stop, hsts, .. } = self;
        crate::slow_path::serve(stream, begun, peer, front, config, stop.token, hsts).await;
    }
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
            method: match (self.told, self.head_only) {
                (true, _) => "POST",
                (false, true) => "HEAD",
                (false, false) => "GET",
            },
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

/// Waits until nothing more is to be waited for. The alarm is set again only when it rings too early, so that a
/// question costs no timer.
fn rest(mut alarm: Pin<&mut Sleep>, deadline: Instant, context: &mut Context<'_>) -> Poll<Next> {
    while alarm.as_mut().poll(context).is_ready() {
        if Instant::now() >= deadline {
            return Poll::Ready(Next::End);
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
    let (Some(address), Some(1)) = (request.path, request.version) else { return Found::Other };
    let (head_only, listening) = match request.method {
        Some("GET") => (false, None),
        Some("HEAD") => (true, None),
        Some("POST") => match front.listening(address) {
            Some(listening) => (false, Some(listening)),
            None => return Found::Other,
        },
        _ => return Found::Other,
    };
    if !address.starts_with('/') {
        return Found::Other;
    }
    let mut asked = Asked { address, cookie: None };
    let (mut accept, mut known, mut forwarded) = (None, None, false);
    let (mut hosts, mut close, mut line) = (0, false, false);
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
            6 if is("accept") => line |= header.value == event_stream::ACCEPT,
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
            // Whoever only tells something has nothing more to say.
            14 if is("content-length") && (listening.is_none() || header.value != b"0") => {
                return Found::Other;
            }
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
    if line && !head_only && listening.is_none() {
        // Whoever has said more than that is hyper's.
        return if bytes.len() == length { Found::Line } else { Found::Other };
    }
    let client = if forwarded && !config.trusted_proxies.is_empty() {
        proxy::client_of(&config.trusted_proxies, peer, request.headers).ip()
    } else {
        peer.ip()
    };
    let encoding = Encoding::wanted(accept);
    let told = listening.is_some();
    let mut question =
        Question { length, encoding, head_only, told, known: false, close, client, since };
    if let Some(listening) = listening {
        let header = |name: &str| {
            let mut headers = request.headers.iter();
            let header = headers.find(|header| header.name.eq_ignore_ascii_case(name))?;
            std::str::from_utf8(header.value).ok()
        };
        return match listening.hear(&Told { address, client, header: &header }) {
            Some(page) => Found::Hit(question, page),
            None => Found::Other,
        };
    }
    let Some((address, flavour)) = front.key(&asked) else { return Found::Other };
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
struct Answer {
    page: Arc<Page>,
    question: Question,
    origin: Origin,
    encoding: Encoding,
    date: [u8; 29],
}

impl Answer {
    fn pieces<'a>(&'a self, hsts: Option<&'a Hsts>) -> [&'a [u8]; 5] {
        let hsts: &[u8] = hsts.map_or(b"", |hsts| &hsts.line);
        let last: &[u8] = if self.question.close { b"\r\nconnection: close" } else { b"" };
        if self.question.known {
            let rest = self.page.not_modified();
            return [b"HTTP/1.1 304 Not Modified\r\ndate: ", &self.date, hsts, last, rest];
        }
        let wire = self.page.wire(self.encoding);
        let rest = if self.question.head_only { wire.head() } else { wire.all() };
        [self.page.start(), &self.date, hsts, last, rest]
    }

    /// Sends it in one piece; tells how many bytes the system took, and whether nothing is left to do. Nearly always it
    /// takes all at once.
    fn begin<S: AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        hsts: Option<&Hsts>,
        context: &mut Context<'_>,
    ) -> io::Result<(usize, bool)> {
        let pieces = self.pieces(hsts);
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        let slices = pieces.map(IoSlice::new);
        match Pin::new(&mut *stream).poll_write_vectored(context, &slices) {
            Poll::Pending => Ok((0, false)),
            Poll::Ready(taken) => {
                let taken = taken?;
                if taken < length {
                    return Ok((taken, false));
                }
                match Pin::new(stream).poll_flush(context) {
                    Poll::Pending => Ok((taken, false)),
                    Poll::Ready(flushed) => flushed.map(|()| (taken, true)),
                }
            }
        }
    }

    /// Sends what is left after so many bytes, and tells how many there were in all.
    async fn rest<S: AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        hsts: Option<&Hsts>,
        taken: usize,
    ) -> io::Result<usize> {
        let pieces = self.pieces(hsts);
        let mut slices = pieces.map(IoSlice::new);
        let mut left = &mut slices[..];
        IoSlice::advance_slices(&mut left, taken);
        while !left.is_empty() {
            let taken = stream.write_vectored(left).await?;
            if taken == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            IoSlice::advance_slices(&mut left, taken);
        }
        stream.flush().await?;
        Ok(pieces.iter().map(|piece| piece.len()).sum())
    }
}

/// Says goodbye. TLS does so in a message, for which a client that reads nothing has no room.
pub(crate) async fn end<S: AsyncWrite + Unpin>(mut stream: S) {
    let _ = tokio::time::timeout(GOODBYE, stream.shutdown()).await;
}

/// Now, as headers say it, looked up twice a second.
#[allow(clippy::disallowed_methods)] // RFC 9110 wants the machine's time in an answer, whatever the paper's clock.
pub(crate) fn date() -> [u8; 29] {
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
