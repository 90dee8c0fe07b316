//! Certificates from a real ACME server: pebble, with one good nonce in ten refused.

use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use masthead::acme::{Acme, Pauses};
use server::Certificates;
use store::{Clock, Store};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::https::{Secret, curl};
use crate::program::Folder;

/// An ACME server for names that all lead to this machine.
struct Pebble {
    folder: TempDir,
    /// Where it looks for proofs.
    http: u16,
    port: u16,
    management: u16,
    /// For how many seconds its certificates are good.
    life: u32,
    running: Vec<Child>,
}

impl Pebble {
    /// One that runs, if this machine has it.
    fn begin(life: u32) -> Option<Pebble> {
        for program in ["pebble", "pebble-challtestsrv"] {
            let there = Command::new(program).arg("-h").stderr(Stdio::null()).output();
            if there.is_err() {
                eprintln!("SKIPPED: {program} is not installed; bin/test installs it from Debian.");
                return None;
            }
        }
        let [http, port, management] = std::array::from_fn(|_| free_port());
        let folder = TempDir::new().unwrap();
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(folder.path().join("server.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.path().join("server.key"), made.signing_key.serialize_pem()).unwrap();
        let mut pebble = Pebble { folder, http, port, management, life, running: Vec::new() };
        pebble.start();
        Some(pebble)
    }

    fn start(&mut self) {
        let config = format!(
            r#"{{"pebble": {{"listenAddress": "127.0.0.1:{}", "managementListenAddress": "127.0.0.1:{}",
                "certificate": "server.pem", "privateKey": "server.key", "httpPort": {}, "tlsPort": {},
                "ocspResponderURL": "", "externalAccountBindingRequired": false,
                "certificateValidityPeriod": {}}}}}"#,
            self.port,
            self.management,
            self.http,
            free_port(),
            self.life
        );
        std::fs::write(self.folder.path().join("pebble.json"), config).unwrap();
        let dns = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let names = format!("127.0.0.1:{}", free_port());
        let dns = dns.to_string();
        let mut run = |program: &str, arguments: &[&str]| {
            let mut command = Command::new(program);
            command.args(arguments).current_dir(self.folder.path());
            command.env("PEBBLE_VA_NOSLEEP", "1").env("PEBBLE_WFE_NONCEREJECT", "10");
            // Every order proves its names anew.
            command.env("PEBBLE_AUTHZREUSE", "0");
            let log = std::fs::File::create(self.folder.path().join(format!("{program}.log")));
            let child = command.stdout(log.unwrap()).stderr(Stdio::null()).spawn().unwrap();
            self.running.push(child);
        };
        let no = ["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", ""];
        let own = ["-defaultIPv4", "127.0.0.1", "-dns01", &dns, "-management", &names];
        run("pebble-challtestsrv", &[&no[..], &own].concat());
        run("pebble", &["-config", "pebble.json", "-dnsserver", &dns, "-strict"]);
        let patience = Instant::now() + Duration::from_secs(20);
        while self.root().is_none() {
            assert!(Instant::now() < patience, "pebble does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn stop(&mut self) {
        for mut child in self.running.drain(..) {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    fn directory(&self) -> String {
        format!("https://localhost:{}/dir", self.port)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The root that vouches for its certificates, kept in a file.
    fn root(&self) -> Option<PathBuf> {
        let url = format!("https://localhost:{}/roots/0", self.management);
        let roots = self.file("server.pem");
        let root = curl(&["--cacert", roots.to_str()?, &url])?;
        let path = self.file("root.pem");
        std::fs::write(&path, root).unwrap();
        Some(path)
    }

    fn client(&self, names: &[&str]) -> Acme {
        Acme {
            directory: self.directory(),
            mail: "ana@paper.test".to_owned(),
            roots: Some(self.file("server.pem")),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            pauses: Pauses {
                first: Duration::from_millis(500),
                longest: Duration::from_millis(500),
            },
        }
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        self.stop();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let patience = Instant::now() + Duration::from_secs(40);
    while !holds().await {
        assert!(Instant::now() < patience, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_is_ordered_and_renewed_while_connections_stay_open() {
    let Some(mut pebble) = Pebble::begin(18) else { return };
    let folder = Folder::with_paper();
    let settings = [
        format!("tls.acme={}", pebble.directory()),
        format!("tls.acme_roots={}", pebble.file("server.pem").display()),
        "tls.acme_mail=ana@paper.test".to_owned(),
        "tls.domains=news.paper.test,www.paper.test".to_owned(),
        "tls.listen=127.0.0.1:0".to_owned(),
        "site.url=https://news.paper.test".to_owned(),
        format!("server.listen=127.0.0.1:{}", pebble.http),
    ];
    let flags: Vec<&str> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
    let mut command = folder.command(&[&["serve"], &flags[..]].concat());
    let served = crate::program::Served::start(command.current_dir(folder.paper()));
    let root = pebble.root().unwrap();
    let secret = Secret::of(&served, "news.paper.test", &root);
    until("the first certificate", async || secret.get("/en/", &[]).is_some()).await;
    assert!(secret.at("www.paper.test").get("/en/", &[]).is_some(), "the second name");
    let mut before = secret.connect();
    let first = before.certificate();
    assert!(before.get("/en/").contains("Gazette"));

    let renewed = async || secret.connect().certificate() != first;
    until("the next certificate", renewed).await;
    assert!(before.get("/en/").contains("Gazette"), "the old connection goes on");

    pebble.stop();
    let order = async || {
        let store = folder.store().await;
        let names = ["news.paper.test".to_owned(), "www.paper.test".to_owned()];
        let order = store.certificate_order(&names).await.unwrap().unwrap();
        store.close().await;
        order.trouble.is_some()
    };
    until("a failure to renew", order).await;
    assert!(secret.get("/en/", &[]).is_some(), "the paper is served while the ACME server is away");
    assert!(before.get("/en/").contains("Gazette"));
    assert_eq!(served.stop(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_nodes_one_orders_and_both_serve_also_after_the_acme_server_forgot_them() {
    let Some(mut pebble) = Pebble::begin(12) else { return };
    let folder = Folder::with_paper();
    let stop = CancellationToken::new();
    let acme = pebble.client(&["news.paper.test"]);
    // Two nodes on one database; pebble asks the second, whoever orders.
    let mut nodes = Vec::new();
    for _ in 0..2 {
        let url = format!("sqlite:{}", folder.paper().join("paper.db").display());
        let store = Store::open(&store::Config::new(&url), Clock::system()).await.unwrap();
        let certificates = Certificates::default();
        tokio::spawn(acme.clone().run(store.clone(), certificates.clone(), stop.clone()));
        nodes.push((store, certificates));
    }
    let router = masthead::acme::router(nodes[1].0.reader());
    let socket = SocketAddr::from(([127, 0, 0, 1], pebble.http));
    let socket = tokio::net::TcpListener::bind(socket).await.unwrap();
    tokio::spawn(async move { axum::serve(socket, router).await });

    let serves = |node: usize| {
        let certificate = nodes[node].1.choose(Some("news.paper.test"))?;
        Some((certificate.not_before(), certificate.not_after()))
    };
    let both = async || serves(0).is_some() && serves(0) == serves(1);
    until("a certificate on both nodes", both).await;
    let first = serves(0);
    until("the next one on both", async || serves(0) != first && serves(0) == serves(1)).await;

    pebble.stop();
    let names = ["news.paper.test".to_owned()];
    let trouble = async || {
        let order = nodes[0].0.certificate_order(&names).await.unwrap().unwrap();
        order.trouble.is_some() && order.tries >= 2
    };
    until("two failures", trouble).await;
    let last = serves(0);
    assert!(last.is_some(), "what there is is served on");
    pebble.start();
    until("one from the server that forgot the paper", async || serves(0) != last).await;
    stop.cancel();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_leads_elsewhere_is_told_with_the_servers_own_words() {
    let Some(pebble) = Pebble::begin(600) else { return };
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let acme = Acme {
        pauses: Pauses { first: Duration::from_secs(60), longest: Duration::from_secs(60) },
        ..pebble.client(&["news.paper.test"])
    };
    let stop = CancellationToken::new();
    let certificates = Certificates::default();
    let running = tokio::spawn(acme.clone().run(store.clone(), certificates, stop.clone()));
    // Nobody answers at the port where the proof should be.
    let mut trouble = None;
    until("a refusal", async || {
        let order = store.certificate_order(&acme.names).await.unwrap();
        trouble = order.and_then(|order| order.trouble);
        trouble.is_some()
    })
    .await;
    let trouble = trouble.unwrap();
    assert!(trouble.contains("news.paper.test") && trouble.contains("refused"), "{trouble}");
    stop.cancel();
    running.await.unwrap();
}
