//! HTTP/3: the same answers over QUIC, for browsers that were told of it over TLS. Behind the feature `http3`.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes};
use h3::error::StreamError;
use h3::server::{RequestResolver, RequestStream};
use http::header::{CONNECTION, DATE, HeaderName, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderValue, Method, Response};
use http_body::Frame;
use http_body_util::BodyExt;
use quinn::crypto::rustls::QuicServerConfig;
use quinn::{
    Endpoint, EndpointConfig, IdleTimeout, Incoming, TokioRuntime, TransportConfig, VarInt,
};
use rustls::ServerConfig;
use tokio::time::{Instant, Sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::accept::Config;
use crate::certificate::{Certificates, provider};
use crate::fast_path;
use crate::front::Front;
use crate::slow_path::{self, MAX_HEAD, MAX_STREAMS};
use crate::tls::Hsts;

/// How much of a request's body waits in memory until somebody reads it, in bytes.
const STREAM_WINDOW: u32 = 256 << 10;

/// How much of all bodies of a connection waits in memory.
const WINDOW: u32 = 1 << 20;

/// Answers in HTTP/3 have no such headers: they are about connections.
const OF_CONNECTIONS: [HeaderName; 4] =
    [CONNECTION, HeaderName::from_static("keep-alive"), TRANSFER_ENCODING, UPGRADE];

/// HTTP/3 cannot be begun with at all.
#[derive(Debug, thiserror::Error)]
pub enum CannotSpeakHttp3 {
    /// TLS refuses.
    #[error("HTTP/3 cannot be used: {0}")]
    Tls(#[from] rustls::Error),
    /// QUIC has no cipher for its first packets.
    #[error("HTTP/3 cannot be used: {0}")]
    Cipher(#[from] quinn::crypto::rustls::NoInitialCipherSuite),
    /// The socket cannot be used.
    #[error("HTTP/3 cannot be used: {0}. See that nobody else uses the UDP port.")]
    Socket(#[from] io::Error),
}

/// A UDP socket on which QUIC is spoken.
pub(crate) fn open(
    socket: UdpSocket,
    certificates: Certificates,
    config: &Config,
) -> Result<Endpoint, CannotSpeakHttp3> {
    let mut tls = ServerConfig::builder_with_provider(Arc::new(provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(certificates));
    // No early data: a stranger could send it again.
    tls.alpn_protocols = vec![b"h3".to_vec()];
    let mut server = quinn::ServerConfig::with_crypto(Arc::new(QuicServerConfig::try_from(tls)?));
    let mut transport = TransportConfig::default();
    let idle = IdleTimeout::try_from(config.idle)
        .unwrap_or_else(|_| IdleTimeout::from(VarInt::from_u32(75_000)));
    transport
        .max_concurrent_bidi_streams(VarInt::from_u32(MAX_STREAMS))
        .max_concurrent_uni_streams(VarInt::from_u32(8))
        .max_idle_timeout(Some(idle))
        .stream_receive_window(VarInt::from_u32(STREAM_WINDOW))
        .receive_window(VarInt::from_u32(WINDOW))
        .send_window(u64::from(WINDOW))
        .datagram_receive_buffer_size(None);
    server.transport_config(Arc::new(transport));
    let runtime = Arc::new(TokioRuntime);
    Ok(Endpoint::new(EndpointConfig::default(), Some(server), socket, runtime)?)
}

/// Serves a connection until it ends.
pub(crate) async fn serve(
    incoming: Incoming,
    front: Front,
    config: Arc<Config>,
    stop: CancellationToken,
    hsts: Arc<Hsts>,
) {
    let peer = incoming.remote_address();
    let greeting = async {
        let connection = h3_quinn::Connection::new(incoming.await?);
        let mut builder = h3::server::builder();
        builder.max_field_section_size(MAX_HEAD as u64);
        let connection: h3::server::Connection<_, Bytes> = builder.build(connection).await?;
        Ok::<_, axum::BoxError>(connection)
    };
    let mut connection = match timeout(config.header_timeout, greeting).await {
        Ok(Ok(connection)) => connection,
        Ok(Err(error)) => return tracing::debug!(%peer, "a handshake failed: {error}"),
        Err(_) => return,
    };
    let requests = TaskTracker::new();
    let mut stopping = false;
    let mut last_call = pin!(async {
        stop.cancelled().await;
        tokio::time::sleep(config.farewell).await;
    });
    loop {
        let next = tokio::select! {
            next = connection.accept() => next,
            () = last_call.as_mut(), if !stopping => {
                // What is on its way is still answered, and nothing more.
                stopping = true;
                requests.close();
                if connection.shutdown(0).await.is_err() {
                    break;
                }
                continue;
            }
            () = requests.wait(), if stopping => break,
        };
        match next {
            Ok(Some(request)) => {
                let (front, config, hsts) = (front.clone(), Arc::clone(&config), Arc::clone(&hsts));
                requests.spawn(async move {
                    if let Err(error) = answer(request, peer, &front, &config, &hsts).await {
                        tracing::debug!(%peer, "a request ended: {error}");
                    }
                });
            }
            Ok(None) => break,
            Err(error) => {
                // Clients go away in the middle of things all day long.
                tracing::debug!(%peer, "a connection ended: {error}");
                break;
            }
        }
    }
    requests.close();
    requests.wait().await;
}

async fn answer(
    request: RequestResolver<h3_quinn::Connection, Bytes>,
    peer: SocketAddr,
    front: &Front,
    config: &Config,
    hsts: &Hsts,
) -> Result<(), axum::BoxError> {
    let resolved = timeout(config.header_timeout, request.resolve_request()).await?;
    if let Err(StreamError::HeaderTooBig { .. }) = resolved {
        // What cannot be read is refused by h3 itself.
        slow_path::refused(front, peer, http::Version::HTTP_3, 431);
    }
    let (request, stream) = resolved?;
    let head_only = request.method() == Method::HEAD;
    let (mut sending, reading) = stream.split();
    let idle = config.request_timeout + config.header_timeout;
    let request = request.map(|()| Asked::new(reading, idle));
    let response = slow_path::answer(request, peer, front, config, Some(hsts)).await;
    let (mut parts, mut body) = response.into_parts();
    for name in OF_CONNECTIONS {
        parts.headers.remove(name);
    }
    if let Ok(date) = HeaderValue::from_bytes(&fast_path::date()) {
        parts.headers.entry(DATE).or_insert(date);
    }
    let head = Response::from_parts(parts, ());
    timeout(idle, sending.send_response(head)).await??;
    while !head_only && let Some(frame) = body.frame().await {
        if let Ok(piece) = frame?.into_data() {
            timeout(idle, sending.send_data(piece)).await??;
        }
    }
    timeout(idle, sending.finish()).await??;
    Ok(())
}

/// A body that a client sends, given up when nothing comes.
struct Asked<S> {
    stream: RequestStream<S, Bytes>,
    wait: Pin<Box<Sleep>>,
    idle: Duration,
}

impl<S> Asked<S> {
    fn new(stream: RequestStream<S, Bytes>, idle: Duration) -> Asked<S> {
        Asked { stream, wait: Box::pin(tokio::time::sleep(idle)), idle }
    }
}

impl<S: h3::quic::RecvStream + Unpin> http_body::Body for Asked<S> {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let piece = match self.stream.poll_recv_data(context) {
            Poll::Ready(Ok(Some(mut piece))) => Ok(piece.copy_to_bytes(piece.remaining())),
            Poll::Ready(Ok(None)) => return Poll::Ready(None),
            Poll::Ready(Err(error)) => Err(error.into()),
            Poll::Pending => {
                std::task::ready!(self.wait.as_mut().poll(context));
                Err(io::Error::from(io::ErrorKind::TimedOut).into())
            }
        };
        let until = Instant::now() + self.idle;
        self.wait.as_mut().reset(until);
        Poll::Ready(Some(piece.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests;
