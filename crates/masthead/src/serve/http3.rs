//! HTTP/3 at the addresses of `tls.listen`, over UDP.

use std::io::ErrorKind;
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use server::{Certificates, Door, Front, Tls};
use tokio_util::sync::CancellationToken;

/// How often a socket is asked for that somebody else still has.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves the paper until it is told to stop. While a server that hands over still has the socket, it waits: the two
/// would take each other's packets, and browsers come over TLS meanwhile.
pub(super) async fn serve(
    address: SocketAddr,
    door: Door,
    front: Front,
    tls: Tls,
    certificates: Certificates,
    stop: CancellationToken,
) {
    let mut told = false;
    let socket = loop {
        match UdpSocket::bind(address) {
            Ok(socket) => break socket,
            Err(error) if error.kind() == ErrorKind::AddrInUse => {
                if !told {
                    tracing::info!("HTTP/3 begins when nobody else has UDP {address} any more");
                }
                told = true;
            }
            Err(error) => {
                return tracing::error!("HTTP/3 is not served at UDP {address}: {error}");
            }
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    };
    tracing::info!("serving HTTP/3 at UDP {address}");
    if let Err(error) = door.accept_http3(socket, front, tls, certificates, stop).await {
        tracing::error!("{error}");
    }
}
