//! A node of a paper.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use masthead::config::Config;
use masthead::serve::{Server, Stop};
use store::Store;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A server of a paper, in this process.
pub(crate) struct Node {
    pub(crate) address: SocketAddr,
    stop: CancellationToken,
    run: Option<JoinHandle<anyhow::Result<()>>>,
    _folder: tempfile::TempDir,
}

impl Node {
    pub(crate) async fn of(store: Store) -> Node {
        Node::with(store, |_| {}).await
    }

    pub(crate) async fn with(store: Store, change: impl FnOnce(&mut Config)) -> Node {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::for_testing(folder.path());
        "https://meridian.example".clone_into(&mut config.site.url);
        config.server.max_connections = 500;
        config.server.request_timeout = Duration::from_secs(20);
        config.worker.run = false;
        change(&mut config);
        let server = Server::bind(config, store).await.unwrap();
        let address = server.addresses().unwrap()[0];
        let stop = CancellationToken::new();
        let run = Some(tokio::spawn(server.run(Stop::Token(stop.clone()))));
        Node { address, stop, run, _folder: folder }
    }

    /// Stops it as an operator would, and waits until it has stopped.
    pub(crate) async fn stop(&mut self) {
        self.stop.cancel();
        if let Some(run) = self.run.take() {
            run.await.unwrap().unwrap();
        }
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        self.get_as(path, "").await
    }

    /// What a browser gets that calls itself so; without a name it says nothing of itself.
    pub(crate) async fn get_as(&self, path: &str, agent: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let question =
            format!("GET {path} HTTP/1.1\r\nHost: meridian.example\r\nConnection: close\r\n");
        let agent =
            if agent.is_empty() { String::new() } else { format!("User-Agent: {agent}\r\n") };
        let question = format!("{question}{agent}\r\n");
        stream.write_all(question.as_bytes()).await.unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await.unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0);
        (status, body.to_owned())
    }

    /// How long it takes until the answer at an address is as expected.
    pub(crate) async fn until(&self, path: &str, expected: impl Fn(u16, &str) -> bool) -> Duration {
        let begun = Instant::now();
        loop {
            let (status, body) = self.get(path).await;
            if expected(status, &body) {
                return begun.elapsed();
            }
            assert!(begun.elapsed() < Duration::from_secs(15), "{path} is still {status}: {body}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
