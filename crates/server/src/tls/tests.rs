use std::time::Duration;

use axum::Router;
use axum::routing::get;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, HandshakeKind, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::{Certificate, Counters, Door, Freshness, Keying, Notes, PageCache};

struct Open {
    at: SocketAddr,
    certificates: Certificates,
    stop: CancellationToken,
}

/// A server with a certificate for these names, and the certificate as a client trusts it.
async fn open(names: &[&str]) -> (Open, CertificateDer<'static>) {
    let certificates = Certificates::default();
    let trusted = put(&certificates, "files", names);
    let tls = Tls::new(certificates.clone(), 30).unwrap();
    let config = Config {
        max_connections: 100,
        max_per_address: 100,
        header_timeout: Duration::from_millis(400),
        request_timeout: Duration::from_secs(5),
        idle: Duration::from_secs(5),
        farewell: Duration::from_millis(50),
        trusted_proxies: Vec::new(),
    };
    let counters = Arc::new(Counters::default());
    let page = async || ([("surrogate-key", "article:1")], "It rained.\n");
    let router = Router::new().route("/", get(page).post(page));
    let keying = Keying {
        address: |address| Some(address.into()),
        flavour: |_| 0,
        cookie: |_| None,
        for_cdn: false,
    };
    let pages = PageCache::new(1 << 20, Freshness::default());
    let front = Front::new(router, pages, keying, Notes::counted(Arc::clone(&counters)));
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = socket.local_addr().unwrap();
    let stop = CancellationToken::new();
    let door = Door::new(config, counters);
    tokio::spawn(door.accept_tls(socket, front, tls, stop.clone()));
    (Open { at, certificates, stop }, trusted)
}

fn put(
    certificates: &Certificates,
    source: &'static str,
    names: &[&str],
) -> CertificateDer<'static> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let chain = made.cert.pem();
    let certificate = Certificate::from_pem(&chain, &made.signing_key.serialize_pem()).unwrap();
    certificates.put(source, certificate);
    CertificateDer::from_pem_slice(chain.as_bytes()).unwrap()
}

fn client(trusted: &CertificateDer<'static>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    Arc::new(config)
}

async fn connect(
    open: &Open,
    client: &Arc<ClientConfig>,
    host: &'static str,
) -> std::io::Result<TlsStream<TcpStream>> {
    let stream = TcpStream::connect(open.at).await?;
    let host = ServerName::try_from(host).unwrap();
    TlsConnector::from(Arc::clone(client)).connect(host, stream).await
}

async fn ask(stream: &mut TlsStream<TcpStream>) -> String {
    ask_as(stream, "GET").await
}

async fn ask_as(stream: &mut TlsStream<TcpStream>, method: &str) -> String {
    let head = format!("{method} / HTTP/1.1\r\nHost: paper.example\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"It rained.\n") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0, "the connection ended");
    }
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn browsers_are_told_to_come_this_way() {
    let (open, trusted) = open(&["paper.example"]).await;
    let mut stream = connect(&open, &client(&trusted), "paper.example").await.unwrap();
    // A page that is made, one at hand, and what hyper serves.
    for method in ["GET", "GET", "POST"] {
        let answer = ask_as(&mut stream, method).await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        let told = "strict-transport-security: max-age=2592000\r\n";
        assert_eq!(answer.matches(told).count(), 1, "{answer}");
    }
}

#[tokio::test]
async fn a_new_certificate_is_served_and_no_connection_dropped() {
    let (open, old) = open(&["paper.example"]).await;
    let mut before = connect(&open, &client(&old), "paper.example").await.unwrap();
    ask(&mut before).await;
    let new = put(&open.certificates, "files", &["paper.example"]);
    ask(&mut before).await;
    let mut after = connect(&open, &client(&new), "paper.example").await.unwrap();
    ask(&mut after).await;
    assert!(connect(&open, &client(&old), "paper.example").await.is_err(), "the old one is served");
}

#[tokio::test]
async fn each_name_gets_its_own_certificate() {
    let (open, _) = open(&["paper.example"]).await;
    let other = put(&open.certificates, "acme", &["news.example"]);
    let mut stream = connect(&open, &client(&other), "news.example").await.unwrap();
    ask(&mut stream).await;
}

#[tokio::test]
async fn who_comes_back_resumes_its_session_also_after_a_new_certificate() {
    let (open, trusted) = open(&["paper.example"]).await;
    let client = client(&trusted);
    for expected in [HandshakeKind::Full, HandshakeKind::Resumed] {
        let mut stream = connect(&open, &client, "paper.example").await.unwrap();
        ask(&mut stream).await;
        assert_eq!(stream.get_ref().1.handshake_kind(), Some(expected));
        put(&open.certificates, "files", &["paper.example"]);
    }
}

#[tokio::test]
async fn a_handshake_that_never_ends_is_given_up() {
    let (open, _) = open(&["paper.example"]).await;
    for beginning in [&b""[..], b"\x16\x03\x01\x02", b"GET / HTTP/1.1\r\n\r\n"] {
        let mut stream = TcpStream::connect(open.at).await.unwrap();
        stream.write_all(beginning).await.unwrap();
        let mut said = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut said));
        assert!(ended.await.is_ok(), "{beginning:?} was waited for");
    }
}

#[tokio::test]
async fn a_server_that_stops_says_goodbye() {
    let (open, trusted) = open(&["paper.example"]).await;
    let mut stream = connect(&open, &client(&trusted), "paper.example").await.unwrap();
    ask(&mut stream).await;
    open.stop.cancel();
    let mut rest = Vec::new();
    // The end comes as TLS wants it, not as a connection that breaks off.
    stream.read_to_end(&mut rest).await.unwrap();
    assert!(rest.is_empty());
}
