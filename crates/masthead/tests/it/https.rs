//! The paper over TLS, as browsers and other clients get it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::program::{Folder, Served};

/// The paper over TLS under a name.
pub(crate) struct Secret {
    host: String,
    address: SocketAddr,
    root: PathBuf,
}

/// What curl was answered, or nothing if it was not.
pub(crate) fn curl(arguments: &[&str]) -> Option<String> {
    let ran = Command::new("curl").args(["-sS", "--max-time", "10"]).args(arguments).output();
    let ran = ran.expect("curl is installed");
    ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).into_owned())
}

impl Secret {
    pub(crate) fn of(served: &Served, host: &str, root: &Path) -> Secret {
        let (_, rest) = served.said.split_once("https://").expect("an address over TLS");
        let address = rest.split('/').next().unwrap().parse().unwrap();
        Secret { host: host.to_owned(), address, root: root.to_owned() }
    }

    pub(crate) fn at(&self, host: &str) -> Secret {
        Secret { host: host.to_owned(), address: self.address, root: self.root.clone() }
    }

    /// What curl gets, which trusts this root alone.
    pub(crate) fn get(&self, path: &str, more: &[&str]) -> Option<String> {
        let port = self.address.port();
        let url = format!("https://{}:{port}{path}", self.host);
        let resolve = format!("{}:{port}:127.0.0.1", self.host);
        let fixed = ["--resolve", &resolve, "--cacert", self.root.to_str().unwrap(), &url];
        curl(&[&fixed[..], more].concat())
    }

    pub(crate) fn connect(&self) -> Connection {
        let root = CertificateDer::from_pem_file(&self.root).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(root).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from(self.host.clone()).unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock).expect("a handshake");
        }
        Connection { stream }
    }
}

/// A connection that stays open.
pub(crate) struct Connection {
    stream: StreamOwned<ClientConnection, TcpStream>,
}

impl Connection {
    /// The certificate that the server showed.
    pub(crate) fn certificate(&self) -> Vec<u8> {
        self.stream.conn.peer_certificates().unwrap()[0].to_vec()
    }

    pub(crate) fn get(&mut self, path: &str) -> String {
        let head = format!("GET {path} HTTP/1.1\r\nHost: news.paper.test\r\n\r\n");
        self.stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let whole = |answer: &[u8]| {
            let text = String::from_utf8_lossy(answer).to_lowercase();
            let (head, _) = text.split_once("\r\n\r\n")?;
            let (_, length) = head.split_once("content-length: ")?;
            let length: usize = length.split("\r\n").next()?.parse().ok()?;
            Some(head.len() + 4 + length)
        };
        while whole(&answer).is_none_or(|length| answer.len() < length) {
            let mut more = [0; 16 * 1024];
            let read = self.stream.read(&mut more).expect("an answer");
            assert_ne!(read, 0, "the connection ended");
            answer.extend_from_slice(&more[..read]);
        }
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// Writes a certificate for the paper's names, and tells where it is.
pub(crate) fn write_certificate(folder: &Folder) -> PathBuf {
    let names = ["news.paper.test", "*.news.paper.test"].map(str::to_owned).to_vec();
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    std::fs::write(folder.paper().join("paper.key"), made.signing_key.serialize_pem()).unwrap();
    let path = folder.paper().join("paper.pem");
    std::fs::write(&path, made.cert.pem()).unwrap();
    path
}

pub(crate) fn serve(folder: &Folder, more: &[&str]) -> Served {
    let fixed = [
        "--set",
        "tls.listen=127.0.0.1:0",
        "--set",
        "tls.certificate=paper.pem",
        "--set",
        "tls.key=paper.key",
        "--set",
        "site.url=https://news.paper.test",
    ];
    folder.serve_with(&[&fixed[..], more].concat())
}

#[test]
fn clients_speak_the_newest_http_that_they_know() {
    let folder = Folder::with_paper();
    let root = write_certificate(&folder);
    let served = serve(&folder, &[]);
    let secret = Secret::of(&served, "news.paper.test", &root);
    for (flag, version) in [("--http1.1", "1.1"), ("--http2", "2")] {
        for tls in [&["--tlsv1.3"][..], &["--tls-max", "1.2"]] {
            let told = [flag, "-o", "/dev/null", "-w", "%{http_version} %{http_code}"];
            let answer = secret.get("/en/", &[&told[..], tls].concat()).unwrap();
            assert_eq!(answer, format!("{version} 200"), "{tls:?}");
        }
        let answer = secret.get("/en/", &[flag, "--compressed"]).unwrap();
        assert!(answer.contains("Gazette") && answer.contains("</html>"), "{answer}");
    }
    assert!(secret.get("/en/", &["--tls-max", "1.1"]).is_none(), "TLS 1.1 is over");
}

#[test]
fn browsers_are_told_to_come_by_https_and_only_there() {
    let folder = Folder::with_paper();
    let root = write_certificate(&folder);
    let served = serve(&folder, &[]);
    let secret = Secret::of(&served, "news.paper.test", &root);
    // Made, at hand, through hyper, the desk, a mistake.
    for path in ["/en/", "/en/", "/desk/", "/en/nothing-here"] {
        for flag in ["--http1.1", "--http2"] {
            let head = secret.get(path, &[flag, "-D", "-", "-o", "/dev/null"]).unwrap();
            let told = head
                .to_lowercase()
                .matches("strict-transport-security: max-age=2592000\r\n")
                .count();
            assert_eq!(told, 1, "{path} {flag}: {head}");
        }
    }
    let plain = served.get("/en/");
    assert!(!plain.head.contains("strict-transport-security"), "{}", plain.head);
    drop(served);
    let served = serve(&folder, &["--set", "tls.hsts_days=0"]);
    let secret = Secret::of(&served, "news.paper.test", &root);
    let head = secret.get("/en/", &["-D", "-", "-o", "/dev/null"]).unwrap();
    assert!(head.contains("strict-transport-security: max-age=0\r\n"), "{head}");
}

#[test]
fn the_plain_door_only_leads_to_the_papers_own_host() {
    let folder = Folder::with_paper();
    write_certificate(&folder);
    let served = serve(&folder, &[]);
    let ask = |head: &str| {
        let answer = served.send(format!("{head}\r\nConnection: close\r\n\r\n").as_bytes());
        let location = answer.head.lines().find_map(|line| line.strip_prefix("location: "));
        (answer.status, location.unwrap_or_default().to_owned())
    };
    let there = |path: &str| format!("https://news.paper.test{path}");
    let get = ask("GET /en/?page=2 HTTP/1.1\r\nHost: evil.example");
    assert_eq!(get, (301, there("/en/?page=2")));
    assert_eq!(ask("GET http://evil.example/x HTTP/1.1\r\nHost: evil.example"), (301, there("/x")));
    assert_eq!(ask("GET //evil.example/ HTTP/1.1\r\nHost: x"), (301, there("//evil.example/")));
    assert_eq!(ask("HEAD /desk/ HTTP/1.1\r\nHost: x"), (301, there("/desk/")));
    let post = ask("POST /desk/api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 0");
    assert_eq!(post, (308, there("/desk/api/session")));
    let unknown = ask("GET /.well-known/acme-challenge/never-heard-of HTTP/1.1\r\nHost: x");
    assert_eq!(unknown, (404, String::new()));
    let tricky = ask("GET /.well-known/acme-challenge/..%2f..%2fetc HTTP/1.1\r\nHost: x");
    assert_eq!(tricky, (404, String::new()));
}

#[test]
fn changed_certificate_files_are_served_without_a_restart() {
    let folder = Folder::with_paper();
    let root = write_certificate(&folder);
    let served = serve(&folder, &[]);
    let secret = Secret::of(&served, "www.news.paper.test", &root);
    let mut before = secret.connect();
    let old = before.certificate();
    // Half of a change, as a copying hand leaves it for a moment.
    std::fs::write(folder.paper().join("paper.pem"), "nothing yet").unwrap();
    hang_up(&served);
    std::thread::sleep(Duration::from_millis(300));
    let copy = folder.path().join("old.pem");
    std::fs::write(&copy, pem(&old)).unwrap();
    let still = Secret { root: copy, ..secret.at("news.paper.test") };
    assert_eq!(still.connect().certificate(), old, "files that are no good change nothing");
    write_certificate(&folder);
    hang_up(&served);
    let patience = Instant::now() + Duration::from_secs(10);
    while secret.get("/en/", &[]).is_none() {
        assert!(Instant::now() < patience, "the new certificate is not served");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(before.get("/en/").contains("Gazette"), "the old connection goes on");
    assert_eq!(served.stop(), 0);
}

fn hang_up(served: &Served) {
    let pid = served.pid().to_string();
    assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
}

fn pem(der: &[u8]) -> String {
    let mut child = Command::new("openssl")
        .args(["x509", "-inform", "DER"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(der).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start_with_what_is_wrong() {
    let folder = Folder::with_paper();
    write_certificate(&folder);
    std::fs::copy(folder.paper().join("paper.pem"), folder.paper().join("paper.key")).unwrap();
    let refusal = folder
        .in_paper(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--set",
            "tls.listen=127.0.0.1:0",
            "--set",
            "tls.certificate=paper.pem",
            "--set",
            "tls.key=paper.key",
            "--set",
            "site.url=https://news.paper.test",
        ])
        .refused();
    assert!(refusal.contains("paper.key") && refusal.contains("no private key"), "{refusal}");
}

#[test]
fn the_doctor_tells_of_a_certificate_that_is_near_its_end() {
    let folder = Folder::with_paper();
    let check = |ends: (i32, u8, u8)| {
        let (key, mut made) = (
            rcgen::KeyPair::generate().unwrap(),
            rcgen::CertificateParams::new(vec!["news.paper.test".to_owned()]).unwrap(),
        );
        made.not_after = rcgen::date_time_ymd(ends.0, ends.1, ends.2);
        let made = made.self_signed(&key).unwrap();
        std::fs::write(folder.paper().join("paper.key"), key.serialize_pem()).unwrap();
        std::fs::write(folder.paper().join("paper.pem"), made.pem()).unwrap();
        folder.in_paper(&[
            "check",
            "--set",
            "tls.certificate=paper.pem",
            "--set",
            "tls.key=paper.key",
        ])
    };
    let long = check((2090, 1, 1)).ok();
    assert!(!long.contains("paper.pem"), "{long}");
    let over = check((2020, 1, 1));
    assert_eq!(over.code, 1, "{}", over.out);
    assert!(over.out.contains("paper.pem: it ended at 2020-01-01"), "{}", over.out);
    let soon = jiff::Zoned::now().checked_add(jiff::Span::new().days(5)).unwrap();
    let soon = (i32::from(soon.year()), soon.month().unsigned_abs(), soon.day().unsigned_abs());
    let near = check(soon).ok();
    assert!(near.contains("paper.pem: it ends at"), "{near}");
}
