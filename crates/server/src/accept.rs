//! The accept loop: who may come in, and how many at once.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::future::Either;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::counters::Counters;
use crate::fast_path;
use crate::front::Front;
use crate::proxy::Network;
use crate::stopping::Stopping;
use crate::tls::Tls;

/// How long, after it was told to stop, connections that wait at the socket are still let in.
const LAST_CALL: Duration = Duration::from_millis(250);

/// How long nobody may knock for the socket to be closed before that.
const LAST_KNOCK: Duration = Duration::from_millis(20);

/// What connections may do.
#[derive(Clone, Debug)]
pub struct Config {
    /// How many connections are held at once; further ones wait.
    pub max_connections: usize,
    /// How many of them one address may have; the machine's own and proxies may have all.
    pub max_per_address: usize,
    /// How long a client may take to send the head of a request.
    pub header_timeout: Duration,
    /// How long an answer may take.
    pub request_timeout: Duration,
    /// How long a connection may wait for its next request.
    pub idle: Duration,
    /// How long connections are still answered when the server is to stop.
    pub farewell: Duration,
    /// The proxies that are believed when they say who asks.
    pub trusted_proxies: Vec<Network>,
}

/// Lets connections in, no more at once than the configuration allows.
#[derive(Clone, Debug)]
pub struct Door {
    places: Arc<Semaphore>,
    guests: Arc<Guests>,
    config: Arc<Config>,
    counters: Arc<Counters>,
}

impl Door {
    /// A door for all sockets of a server together.
    pub fn new(config: Config, counters: Arc<Counters>) -> Door {
        Door {
            places: Arc::new(Semaphore::new(config.max_connections.min(Semaphore::MAX_PERMITS))),
            guests: Arc::default(),
            config: Arc::new(config),
            counters,
        }
    }

    /// Accepts connections until it is told to stop, and returns when the last of them has ended: what was asked
    /// until then is answered.
    pub async fn accept(self, socket: TcpListener, front: Front, stop: CancellationToken) {
        self.accept_all(socket, front, None, stop).await;
    }

    /// The same over TLS.
    pub async fn accept_tls(
        self,
        socket: TcpListener,
        front: Front,
        tls: Tls,
        stop: CancellationToken,
    ) {
        self.accept_all(socket, front, Some(tls), stop).await;
    }

    /// The same over HTTP/3, on a UDP socket. Whoever is too many is refused, and comes over TLS.
    #[cfg(feature = "http3")]
    pub async fn accept_http3(
        self,
        socket: std::net::UdpSocket,
        front: Front,
        tls: Tls,
        certificates: crate::Certificates,
        stop: CancellationToken,
    ) -> Result<(), crate::CannotSpeakHttp3> {
        let endpoint = crate::http3::open(socket, certificates, &self.config)?;
        let inside = TaskTracker::new();
        loop {
            let incoming = tokio::select! {
                () = stop.cancelled() => break,
                incoming = endpoint.accept() => incoming,
            };
            let Some(incoming) = incoming else { break };
            let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else {
                self.counters.refused.add(1);
                incoming.refuse();
                continue;
            };
            // When half of the places are taken, whoever comes must show first that the address is theirs.
            let is_full = self.places.available_permits() < self.config.max_connections / 2;
            if is_full && incoming.may_retry() {
                // It fails only for who has done so.
                let _ = incoming.retry();
                continue;
            }
            let (config, hsts) = (Arc::clone(&self.config), Arc::clone(&tls.hsts));
            let peer = incoming.remote_address();
            let serving = crate::http3::serve(incoming, front.clone(), config, stop.clone(), hsts);
            self.let_in(&inside, Some(place), peer, serving);
        }
        inside.close();
        inside.wait().await;
        endpoint.close(0_u32.into(), b"");
        endpoint.wait_idle().await;
        Ok(())
    }

    async fn accept_all(
        self,
        socket: TcpListener,
        front: Front,
        tls: Option<Tls>,
        stop: CancellationToken,
    ) {
        let stop = Stopping::on(stop);
        let inside = TaskTracker::new();
        loop {
            let places = Arc::clone(&self.places);
            let next = async {
                let place = places.acquire_owned().await.ok();
                (place, socket.accept().await)
            };
            let (place, accepted) = tokio::select! {
                () = stop.token.cancelled() => break,
                next = next => next,
            };
            match accepted {
                Ok((stream, peer)) => {
                    let serving = self.serve(stream, peer, &front, tls.as_ref(), &stop);
                    self.let_in(&inside, place, peer, serving);
                }
                Err(error) => {
                    // Out of file descriptors, or a client that left already: neither ends the server.
                    tracing::warn!("a connection was not accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
        stop.begin();
        // Who knocked before is let in: the system would turn them away when the socket is closed.
        let last_call = Instant::now() + LAST_CALL;
        while Instant::now() < last_call
            && let Ok(place) = Arc::clone(&self.places).try_acquire_owned()
            && let Ok(Ok((stream, peer))) = tokio::time::timeout(LAST_KNOCK, socket.accept()).await
        {
            let serving = self.serve(stream, peer, &front, tls.as_ref(), &stop);
            self.let_in(&inside, Some(place), peer, serving);
        }
        drop(socket);
        inside.close();
        inside.wait().await;
    }

    /// Serves a stream that somebody else accepted, until it ends.
    pub fn serve_stream<S>(
        &self,
        stream: S,
        peer: SocketAddr,
        front: Front,
        stop: CancellationToken,
    ) -> impl Future<Output = ()> + Send + use<S>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let config = Arc::clone(&self.config);
        fast_path::serve(stream, peer, front, config, Stopping::on(stop), None)
    }

    fn let_in(
        &self,
        inside: &TaskTracker,
        place: Option<OwnedSemaphorePermit>,
        peer: SocketAddr,
        serving: impl Future<Output = ()> + Send + 'static,
    ) {
        let Some(guest) = self.welcome(peer) else {
            self.counters.refused.add(1);
            return;
        };
        self.counters.accepted.add(1);
        let counters = Arc::clone(&self.counters);
        // Boxed before it is moved in: else the task would have room for it twice.
        let serving = Box::pin(serving);
        inside.spawn(async move {
            serving.await;
            counters.ended.add(1);
            drop((guest, place));
        });
    }

    fn serve(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        front: &Front,
        tls: Option<&Tls>,
        stop: &Stopping,
    ) -> impl Future<Output = ()> + Send + use<> {
        // A second small write would else wait 40 ms for the client's delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let config = Arc::clone(&self.config);
        let (front, tls, stop) = (front.clone(), tls.cloned(), stop.clone());
        match tls {
            // Boxed, so that a plain connection need not be as big as a secret one.
            Some(tls) => Either::Left(Box::pin(tls.serve(stream, peer, front, config, stop))),
            None => Either::Right(fast_path::serve(stream, peer, front, config, stop, None)),
        }
    }

    /// Counts a guest in, unless its address has too many connections already.
    fn welcome(&self, peer: SocketAddr) -> Option<Guest> {
        let address = peer.ip().to_canonical();
        let is_ours = address.is_loopback()
            || self.config.trusted_proxies.iter().any(|proxies| proxies.contains(address));
        if is_ours {
            return Some(Guest { address: None, guests: Arc::clone(&self.guests) });
        }
        let network = network(address);
        let mut guests = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        let there = guests.entry(network).or_default();
        if *there >= self.config.max_per_address {
            return None;
        }
        *there += 1;
        Some(Guest { address: Some(network), guests: Arc::clone(&self.guests) })
    }
}

/// How many connections each address has.
#[derive(Debug, Default)]
struct Guests(Mutex<HashMap<IpAddr, usize>>);

/// A connection that counts for an address while it lasts.
#[derive(Debug)]
struct Guest {
    address: Option<IpAddr>,
    guests: Arc<Guests>,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let Some(address) = self.address else { return };
        let mut guests = self.guests.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(there) = guests.get_mut(&address) {
            *there -= 1;
            if *there == 0 {
                guests.remove(&address);
            }
        }
    }
}

/// Whose address it is: of IPv6 everybody has a whole network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A waiting connection is measured in bytes by `bin/bench reader`; this is the part that is easily lost.
    #[tokio::test]
    async fn a_waiting_connection_has_no_room_for_what_it_does_not_do() {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let peer = socket.local_addr().unwrap();
        let stream = TcpStream::connect(peer).await.unwrap();
        let notes = crate::notes::Notes::counted(Arc::default());
        let front = Front::without_cache(axum::Router::new(), notes);
        let stop = Stopping::on(CancellationToken::new());
        let size = size_of_val(&door(2).serve(stream, peer, &front, None, &stop));
        assert!(size <= 448, "{size}");
    }

    fn door(most: usize) -> Door {
        let config = Config {
            max_connections: 100,
            max_per_address: most,
            header_timeout: Duration::from_secs(1),
            request_timeout: Duration::from_secs(1),
            idle: Duration::from_secs(1),
            farewell: Duration::ZERO,
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()],
        };
        Door::new(config, Arc::default())
    }

    #[test]
    fn one_address_cannot_take_all_places() {
        let door = door(2);
        let peer = |address: &str| SocketAddr::new(address.parse().unwrap(), 7);
        let first = door.welcome(peer("203.0.113.9"));
        let second = door.welcome(peer("203.0.113.9"));
        assert!(first.is_some() && second.is_some());
        assert!(door.welcome(peer("203.0.113.9")).is_none());
        assert!(door.welcome(peer("203.0.113.10")).is_some(), "another address is another guest");
        drop(first);
        assert!(door.welcome(peer("203.0.113.9")).is_some());
    }

    #[test]
    fn a_whole_network_of_addresses_is_one_guest() {
        let door = door(1);
        let peer = |address: &str| SocketAddr::new(address.parse().unwrap(), 7);
        let _first = door.welcome(peer("2001:db8::1"));
        assert!(door.welcome(peer("2001:db8::2")).is_none());
        assert!(door.welcome(peer("2001:db8:0:1::1")).is_some());
    }

    #[test]
    fn proxies_and_the_machine_itself_may_have_all() {
        let door = door(0);
        for address in ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.9.8.7"] {
            assert!(door.welcome(SocketAddr::new(address.parse().unwrap(), 7)).is_some());
        }
    }
}
