//! Sockets that are open already: systemd's, or those of the server before this one.

use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;

use listenfd::ListenFd;

use crate::listen::{self, CannotListen};

/// Sockets that this process was started with, each with the name that it was given.
#[derive(Debug, Default)]
pub struct Inherited {
    sockets: Vec<(String, TcpListener)>,
}

impl Inherited {
    /// Those that `LISTEN_FDS` and `LISTEN_FDNAMES` tell of, as systemd writes them. Only the first call finds any.
    pub fn from_environment() -> Inherited {
        let names = std::env::var("LISTEN_FDNAMES").unwrap_or_default();
        let mut names = names.split(':').map(str::to_owned);
        let mut open = ListenFd::from_env();
        let mut sockets = Vec::new();
        for index in 0..open.len() {
            let name = names.next().unwrap_or_default();
            match open.take_tcp_listener(index) {
                Ok(Some(socket)) => sockets.push((name, socket)),
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(
                        "an inherited socket is left alone, since it is not for TCP: {error}"
                    );
                }
            }
        }
        Inherited { sockets }
    }

    /// Listens at all of these addresses, with the sockets that are open for them already and new ones for the
    /// rest. Whatever was inherited under this name is listened at too.
    pub async fn listen(
        &mut self,
        name: &str,
        addresses: &[SocketAddr],
    ) -> Result<Vec<tokio::net::TcpListener>, CannotListen> {
        let (mut found, mut left) = (Vec::new(), Vec::new());
        for (given, socket) in std::mem::take(&mut self.sockets) {
            let Ok(local) = socket.local_addr() else { continue };
            let is_ours = given == name || addresses.iter().any(|address| serves(*address, local));
            if is_ours { found.push((local, socket)) } else { left.push((given, socket)) }
        }
        self.sockets = left;
        let missing: Vec<SocketAddr> = addresses
            .iter()
            .filter(|address| {
                !found
                    .iter()
                    .any(|(local, _)| serves(**address, *local) || any_port(**address, *local))
            })
            .copied()
            .collect();
        let mut sockets = Vec::with_capacity(found.len() + missing.len());
        for (local, socket) in found {
            let ready = socket
                .set_nonblocking(true)
                .and_then(|()| tokio::net::TcpListener::from_std(socket));
            sockets.push(ready.map_err(|error| CannotListen::inherited(local, &error))?);
        }
        sockets.extend(listen::all(&missing).await?);
        Ok(sockets)
    }

    /// Addresses of sockets that nobody wanted.
    pub fn left(&self) -> Vec<SocketAddr> {
        self.sockets.iter().filter_map(|(_, socket)| socket.local_addr().ok()).collect()
    }
}

/// Another handle of a socket, to pass on.
pub fn handle(socket: &tokio::net::TcpListener) -> std::io::Result<OwnedFd> {
    use std::os::fd::AsFd;
    socket.as_fd().try_clone_to_owned()
}

/// Whether an open socket is the one for an address. One for every network by IPv6 is one by IPv4 too.
fn serves(address: SocketAddr, local: SocketAddr) -> bool {
    let everywhere = address.ip().is_unspecified() && local.ip().is_unspecified();
    address.port() == local.port() && (address.ip() == local.ip() || everywhere)
}

/// Whether an address asks for no port in particular, which the one before was given.
fn any_port(address: SocketAddr, local: SocketAddr) -> bool {
    address.port() == 0 && address.ip() == local.ip()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inherited(names: &[&str]) -> (Inherited, Vec<SocketAddr>) {
        let sockets: Vec<_> = names
            .iter()
            .map(|name| ((*name).to_owned(), TcpListener::bind("127.0.0.1:0").unwrap()))
            .collect();
        let addresses = sockets.iter().map(|(_, socket)| socket.local_addr().unwrap()).collect();
        (Inherited { sockets }, addresses)
    }

    async fn listened(inherited: &mut Inherited, name: &str, at: &[SocketAddr]) -> Vec<SocketAddr> {
        let sockets = inherited.listen(name, at).await.unwrap();
        sockets.iter().map(|socket| socket.local_addr().unwrap()).collect()
    }

    #[tokio::test]
    async fn an_open_socket_is_found_by_its_address() {
        let (mut inherited, at) = inherited(&["", ""]);
        assert_eq!(listened(&mut inherited, "tls", &at[1..]).await, at[1..]);
        assert_eq!(inherited.left(), at[..1]);
    }

    #[tokio::test]
    async fn an_open_socket_is_found_by_its_name() {
        let (mut inherited, at) = inherited(&["desk", "site"]);
        let any = "127.0.0.1:0".parse().unwrap();
        assert_eq!(listened(&mut inherited, "site", &[any]).await, at[1..]);
        assert_eq!(listened(&mut inherited, "desk", &[]).await, at[..1]);
        assert!(inherited.left().is_empty());
    }

    #[tokio::test]
    async fn what_was_not_inherited_is_opened() {
        let (mut inherited, at) = inherited(&["site"]);
        let any = "127.0.0.1:0".parse().unwrap();
        let found = listened(&mut inherited, "tls", &[any]).await;
        assert!(found.len() == 1 && found[0] != at[0]);
    }
}
