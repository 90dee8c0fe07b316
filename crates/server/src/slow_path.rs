//! A connection that hyper reads: whatever is more than a plain question for a page. HTTP/2 too.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http::header::STRICT_TRANSPORT_SECURITY;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_util::sync::CancellationToken;

use crate::accept::Config;
use crate::front::Front;
use crate::patience::Patient;
use crate::proxy;
use crate::request_id;
use crate::tls::Hsts;

/// The biggest head of a request, in bytes.
const MAX_HEAD: usize = 32 * 1024;

/// How many requests one HTTP/2 connection may have under way.
const MAX_STREAMS: u32 = 100;

/// Serves a connection until it ends. `begun` was read of it already.
pub(crate) async fn serve<S>(
    stream: S,
    begun: Bytes,
    peer: SocketAddr,
    front: Front,
    config: Arc<Config>,
    stop: CancellationToken,
    hsts: Option<Arc<Hsts>>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = {
        let config = Arc::clone(&config);
        service_fn(move |mut request: http::Request<Incoming>| {
            request_id::only_of_proxies(&config.trusted_proxies, peer, request.headers_mut());
            let client = proxy::client(&config.trusted_proxies, peer, request.headers());
            let (front, hsts) = (front.clone(), hsts.clone());
            async move {
                let mut response = front.answer(request, client).await;
                if let Some(hsts) = hsts {
                    response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, hsts.value.clone());
                }
                Ok::<_, Infallible>(response)
            }
        })
    };
    let idle = config.request_timeout + config.header_timeout;
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(config.header_timeout)
        .max_buf_size(MAX_HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEAD).unwrap_or(u32::MAX))
        .keep_alive_interval(idle)
        .keep_alive_timeout(config.header_timeout);
    let stream = Begun { begun, stream };
    let io = TokioIo::new(Patient::new(stream, idle, config.header_timeout));
    let mut connection = pin!(builder.serve_connection_with_upgrades(io, service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            // A request may be on its way, and is still answered.
            let farewell = tokio::time::timeout(config.farewell, connection.as_mut());
            match farewell.await {
                Ok(ended) => ended,
                Err(_) => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            }
        }
    };
    if let Err(error) = ended {
        // Clients go away in the middle of things all day long.
        tracing::debug!(%peer, "a connection ended: {error}");
    }
}

/// A stream of which something was read already.
struct Begun<S> {
    begun: Bytes,
    stream: S,
}

impl<S: AsyncRead + Unpin> AsyncRead for Begun<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.begun.is_empty() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let some = self.begun.len().min(buffer.remaining());
        buffer.put_slice(&self.begun[..some]);
        self.begun.advance(some);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Begun<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
