use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use h3::client::SendRequest;
use http::{Request, StatusCode};
use quinn::crypto::rustls::QuicClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;

use super::*;
use crate::{Certificate, Counters, Door, Freshness, Keying, Notes, PageCache, Tls};

struct Open {
    at: SocketAddr,
    tls_at: SocketAddr,
    trusted: CertificateDer<'static>,
    counters: Arc<Counters>,
    stop: CancellationToken,
    ended: tokio::task::JoinHandle<Result<(), CannotSpeakHttp3>>,
}

async fn open(max_connections: usize) -> Open {
    let made = rcgen::generate_simple_self_signed(vec!["paper.example".to_owned()]).unwrap();
    let chain = made.cert.pem();
    let certificate = Certificate::from_pem(&chain, &made.signing_key.serialize_pem()).unwrap();
    let certificates = Certificates::default();
    certificates.put("files", certificate);
    let config = Config {
        max_connections,
        max_per_address: 100,
        header_timeout: Duration::from_secs(2),
        request_timeout: Duration::from_secs(5),
        idle: Duration::from_secs(5),
        farewell: Duration::from_millis(50),
        trusted_proxies: Vec::new(),
    };
    let counters = Arc::new(Counters::default());
    let slow = async || {
        tokio::time::sleep(Duration::from_millis(400)).await;
        "At last.\n"
    };
    let who = async |ConnectInfo(who): ConnectInfo<SocketAddr>| who.ip().to_string();
    let router = Router::new()
        .route("/", get(async || ([("surrogate-key", "article:1")], "It rained.\n")))
        .route("/mine/slow", get(slow))
        .route("/mine/who", get(who))
        .route("/mine/echo", post(async |body: Bytes| body));
    let keying = Keying {
        address: |address| (!address.starts_with("/mine")).then(|| address.into()),
        flavour: |_| 0,
        cookie: |_| None,
        for_cdn: false,
    };
    let pages = PageCache::new(1 << 20, Freshness::default());
    let front = Front::new(router, pages, keying, Notes::counted(Arc::clone(&counters)));
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let at = socket.local_addr().unwrap();
    let tls_socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let tls_at = tls_socket.local_addr().unwrap();
    let stop = CancellationToken::new();
    let tls = Tls::new(certificates.clone(), 30).unwrap().and_http3_at(at.port());
    let door = Door::new(config, Arc::clone(&counters));
    tokio::spawn(door.clone().accept_tls(tls_socket, front.clone(), tls.clone(), stop.clone()));
    let ended = tokio::spawn(door.accept_http3(socket, front, tls, certificates, stop.clone()));
    let trusted = CertificateDer::from_pem_slice(chain.as_bytes()).unwrap();
    Open { at, tls_at, trusted, counters, stop, ended }
}

/// A client of HTTP/3, and what keeps its line.
struct Client {
    asking: SendRequest<h3_quinn::OpenStreams, Bytes>,
    _endpoint: Endpoint,
}

impl Open {
    fn trusting(&self, alpn: &[u8]) -> ClientConfig {
        let mut roots = RootCertStore::empty();
        roots.add(self.trusted.clone()).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![alpn.to_vec()];
        config
    }

    async fn connect(&self) -> Result<Client, quinn::ConnectionError> {
        let mut endpoint = Endpoint::client("127.0.0.1:0".parse().unwrap()).unwrap();
        let tls = QuicClientConfig::try_from(self.trusting(b"h3")).unwrap();
        endpoint.set_default_client_config(quinn::ClientConfig::new(Arc::new(tls)));
        let connection = endpoint.connect(self.at, "paper.example").unwrap().await?;
        let (mut driver, asking) =
            h3::client::new(h3_quinn::Connection::new(connection)).await.unwrap();
        tokio::spawn(
            async move { std::future::poll_fn(|context| driver.poll_close(context)).await },
        );
        Ok(Client { asking, _endpoint: endpoint })
    }
}

impl Client {
    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: &[u8],
    ) -> (http::Response<()>, String) {
        let uri = format!("https://paper.example{path}");
        let request = Request::builder().method(method).uri(uri).body(()).unwrap();
        let mut stream = self.asking.send_request(request).await.unwrap();
        for piece in body.chunks(10_000) {
            stream.send_data(Bytes::copy_from_slice(piece)).await.unwrap();
        }
        stream.finish().await.unwrap();
        let response = stream.recv_response().await.unwrap();
        let mut said = Vec::new();
        while let Some(mut piece) = stream.recv_data().await.unwrap() {
            said.extend_from_slice(&piece.copy_to_bytes(piece.remaining()));
        }
        (response, String::from_utf8(said).unwrap())
    }
}

#[tokio::test]
async fn a_page_is_the_same_over_http3() {
    let open = open(100).await;
    let mut client = open.connect().await.unwrap();
    for _ in 0..2 {
        let (response, said) = client.ask(Method::GET, "/", b"").await;
        assert_eq!((response.status(), &said[..]), (StatusCode::OK, "It rained.\n"));
        assert_eq!(response.headers()["strict-transport-security"], "max-age=2592000");
        assert!(response.headers().contains_key("date"));
        assert!(!response.headers().contains_key("connection"));
    }
    assert_eq!((open.counters.misses.get(), open.counters.hits.get()), (1, 1));
    let (response, said) = client.ask(Method::HEAD, "/", b"").await;
    assert_eq!((&response.headers()["content-length"], &said[..]), (&HeaderValue::from(11), ""));
    let (response, _) = client.ask(Method::GET, "/gone", b"").await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_sent_arrives_and_who_sent_it_is_known() {
    let open = open(100).await;
    let mut client = open.connect().await.unwrap();
    let long = "rain ".repeat(100_000);
    let (response, said) = client.ask(Method::POST, "/mine/echo", long.as_bytes()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(said.len(), long.len());
    assert_eq!(client.ask(Method::GET, "/mine/who", b"").await.1, "127.0.0.1");
    assert_eq!(open.counters.passed.get(), 2);
}

#[tokio::test]
async fn a_head_that_is_too_big_is_refused() {
    let open = open(100).await;
    let mut client = open.connect().await.unwrap();
    let request = Request::get("https://paper.example/").header("x", "x".repeat(40_000));
    // A client that heeds what it was told does not even send it.
    if let Ok(mut stream) = client.asking.send_request(request.body(()).unwrap()).await {
        let answer = stream.recv_response().await.unwrap();
        assert_eq!(answer.status(), StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        assert_eq!(open.counters.unread.get(), 1);
    }
    assert_eq!(client.ask(Method::GET, "/", b"").await.0.status(), StatusCode::OK);
}

#[tokio::test]
async fn browsers_are_told_of_it_over_tls() {
    let open = open(100).await;
    let connector = TlsConnector::from(Arc::new(open.trusting(b"http/1.1")));
    // One that is made, one at hand, and one that hyper serves.
    for path in ["/", "/", "/mine/who"] {
        let stream = TcpStream::connect(open.tls_at).await.unwrap();
        let name = "paper.example".try_into().unwrap();
        let mut stream = connector.connect(name, stream).await.unwrap();
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: paper.example\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        let told = format!("\r\nalt-svc: h3=\":{}\"; ma=86400\r\n", open.at.port());
        assert!(answer.to_lowercase().contains(&told), "{answer}");
    }
}

#[tokio::test]
async fn who_is_too_many_is_refused() {
    // The socket for TLS keeps one place for whoever comes next.
    let open = open(2).await;
    let mut first = open.connect().await.unwrap();
    assert!(matches!(
        open.connect().await,
        Err(quinn::ConnectionError::ConnectionClosed(close))
            if close.error_code == quinn::TransportErrorCode::CONNECTION_REFUSED
    ));
    assert_eq!(open.counters.refused.get(), 1);
    assert_eq!(first.ask(Method::GET, "/", b"").await.0.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_was_asked_before_the_end_is_answered() {
    let open = open(100).await;
    let mut client = open.connect().await.unwrap();
    let mut other = open.connect().await.unwrap();
    other.ask(Method::GET, "/", b"").await;
    let stop = open.stop.clone();
    let stopping = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        stop.cancel();
    });
    let (response, said) = client.ask(Method::GET, "/mine/slow", b"").await;
    assert_eq!((response.status(), &said[..]), (StatusCode::OK, "At last.\n"));
    stopping.await.unwrap();
    // Also one that only waits does not keep the server.
    let ended = timeout(Duration::from_secs(4), open.ended).await;
    ended.expect("it does not end").unwrap().unwrap();
}
