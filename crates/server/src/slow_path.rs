//! A connection that hyper reads: whatever is more than a plain question for a page. HTTP/2 too.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Instant;

use axum::response::Response;
use bytes::Bytes;
use http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use crate::accept::Config;
use crate::counters::Origin;
use crate::front::{Answered, Front};
use crate::patience::Patient;
use crate::proxy;
use crate::request_id;
use crate::tls::Hsts;

/// The biggest head of a request, in bytes.
pub(crate) const MAX_HEAD: usize = 32 * 1024;

/// How many requests one connection may have under way, where it may have several.
pub(crate) const MAX_STREAMS: u32 = 100;

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
        let (config, front) = (Arc::clone(&config), front.clone());
        service_fn(move |request: Request<Incoming>| {
            let (config, front, hsts) = (Arc::clone(&config), front.clone(), hsts.clone());
            async move {
                let response = answer(request, peer, &front, &config, hsts.as_deref()).await;
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
    let io = TokioIo::new(Patient::new(stream, begun, idle, config.header_timeout));
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
        if let Some(status) = refusal(&*error) {
            refused(&front, peer, http::Version::HTTP_11, status.as_u16());
        }
        // Clients go away in the middle of things all day long.
        tracing::debug!(%peer, "a connection ended: {error}");
    }
}

/// Answers a request that came from this address, which may be a proxy's.
pub(crate) async fn answer<B>(
    mut request: Request<B>,
    peer: SocketAddr,
    front: &Front,
    config: &Config,
    hsts: Option<&Hsts>,
) -> Response
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    request_id::only_of_proxies(&config.trusted_proxies, peer, request.headers_mut());
    let client = proxy::client(&config.trusted_proxies, peer, request.headers());
    let mut response = front.answer(request, client).await;
    if let Some(hsts) = hsts {
        hsts.put(response.headers_mut());
    }
    response
}

/// Notes an answer to what could not be read as a request.
pub(crate) fn refused(front: &Front, peer: SocketAddr, version: http::Version, status: u16) {
    front.answered(&Answered {
        method: "-",
        version,
        address: "-",
        client: peer.ip(),
        origin: Origin::Refused,
        status,
        bytes: 0,
        since: Instant::now(),
    });
}

/// What hyper itself answers to what it cannot read as a request.
fn refusal(error: &(dyn std::error::Error + 'static)) -> Option<StatusCode> {
    let error = error.downcast_ref::<hyper::Error>()?;
    if error.is_parse_too_large() {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    } else if error.is_parse() {
        Some(StatusCode::BAD_REQUEST)
    } else {
        None
    }
}
