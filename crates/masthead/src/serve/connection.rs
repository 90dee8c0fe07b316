//! The accept loop, and what one connection may do.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::patience::Patient;
use crate::config::Server;

/// The biggest head of a request, in bytes.
const MAX_HEAD: usize = 32 * 1024;

/// How many requests one HTTP/2 connection may have under way.
const MAX_STREAMS: u32 = 100;

/// Lets connections in, no more at once than the configuration allows.
#[derive(Clone, Debug)]
pub(super) struct Door {
    places: Arc<Semaphore>,
    header_timeout: Duration,
    /// How long nothing may move in either direction: longer than any answer takes.
    idle: Duration,
}

impl Door {
    pub(super) fn new(config: &Server) -> Door {
        Door {
            places: Arc::new(Semaphore::new(config.max_connections.min(Semaphore::MAX_PERMITS))),
            header_timeout: config.header_timeout,
            idle: config.request_timeout + config.header_timeout,
        }
    }

    /// Accepts connections until it is told to stop.
    pub(super) async fn accept(
        self,
        socket: TcpListener,
        router: Router,
        graceful: Arc<GracefulShutdown>,
        stop: CancellationToken,
    ) {
        loop {
            let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return };
            let accepted = tokio::select! {
                () = stop.cancelled() => return,
                accepted = socket.accept() => accepted,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, or a client that left already: neither ends the server.
                    tracing::warn!("a connection was not accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let (door, router, watcher) = (self.clone(), router.clone(), graceful.watcher());
            tokio::spawn(async move {
                door.serve(stream, peer, router, watcher).await;
                drop(place);
            });
        }
    }

    async fn serve(&self, stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher) {
        // A second small write would else wait 40 ms for the client's delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(self.header_timeout)
            .max_buf_size(MAX_HEAD);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(MAX_STREAMS)
            .max_header_list_size(u32::try_from(MAX_HEAD).unwrap_or(u32::MAX))
            .keep_alive_interval(self.idle)
            .keep_alive_timeout(self.header_timeout);
        let io = TokioIo::new(Patient::new(stream, self.idle, self.header_timeout));
        let connection = builder.serve_connection(io, service).into_owned();
        if let Err(error) = watcher.watch(connection).await {
            // Clients go away in the middle of things all day long.
            tracing::debug!(%peer, "a connection ended: {error}");
        }
    }
}
