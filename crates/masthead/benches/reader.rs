//! What readers get while editors publish, and what a waiting connection costs.
//!
//! `bin/bench reader` runs it after the comparison with nginx. A paper is served by this very process, two thousand
//! pages a second are read over real sockets, and once a second an article gets a new text. With
//! `MASTHEAD_TEST_POSTGRES` the same again with three nodes on one PostgreSQL. Loopback only.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A benchmark that cannot begin should say where.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use masthead::config::Config;
use masthead::serve::{Server, Stop};
use story::Article;
use testkit::{Database, Paper};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

/// How many pages are read in a second, of all nodes together.
const READS: u64 = 2000;

/// Over how many connections.
const READERS: u64 = 40;

/// How often something is published.
const PUBLISHES: usize = 15;

/// How many connections wait.
const WAITING: usize = 10_000;

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!(
        "| nodes | reads/s | reads p50 | reads p99 | failed | publish → seen on all, p50 | p99 |"
    );
    println!("|---|---|---|---|---|---|---|");
    runtime.block_on(async {
        under_load("1, SQLite", 1, Database::sqlite()).await;
        match Database::postgres().await {
            Some(database) => under_load("3, PostgreSQL", 3, database).await,
            None => println!("| 3, PostgreSQL | not measured: MASTHEAD_TEST_POSTGRES is not set |"),
        }
    });
    println!();
    runtime.block_on(waiting());
}

async fn under_load(what: &str, nodes: usize, database: Database) {
    let paper = Paper::kept_in(database).await;
    let mut articles = Vec::new();
    for number in 0..200 {
        let sections = ["world", "sport", "economy", "culture"];
        let article = paper.article(&format!("Story {number}")).section(sections[number % 4]);
        articles.push(article.paragraphs(&["It rained all day, and all night. "; 20]).live().await);
        paper.pass_minutes(3);
    }
    let mut addresses = Vec::new();
    let stop = CancellationToken::new();
    let folder = tempfile::tempdir().unwrap();
    for node in 0..nodes {
        let store = match node {
            // The first node publishes.
            0 => paper.store.clone(),
            _ => paper.database.open(paper.clock.clone()).await,
        };
        let mut config = Config::for_testing(folder.path());
        config.server.max_connections = 10_000;
        config.server.header_timeout = Duration::from_secs(20);
        config.pages.bytes = 128 << 20;
        config.worker.run = false;
        let server = Server::bind(config, store).await.unwrap();
        addresses.push(server.addresses().unwrap()[0]);
        tokio::spawn(server.run(Stop::Token(stop.clone())));
    }
    let paths: Arc<Vec<String>> = Arc::new(
        ["/en/", "/en/world", "/en/sport", "/en/feed.xml"]
            .into_iter()
            .map(str::to_owned)
            .chain(articles.iter().map(|article| format!("/en/post/{}", article.slug)))
            .collect(),
    );
    let over = Arc::new(AtomicBool::new(false));
    let failed = Arc::new(AtomicU64::new(0));
    let begun = Instant::now();
    let readers: Vec<_> = (0..READERS)
        .map(|reader| {
            let address = addresses[usize::try_from(reader).unwrap() % nodes];
            let (paths, over, failed) = (paths.clone(), over.clone(), failed.clone());
            tokio::spawn(read(address, paths, over, failed, reader))
        })
        .collect();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut seen = Vec::new();
    for (number, article) in articles.iter().take(PUBLISHES).enumerate() {
        let next = tokio::time::Instant::now() + Duration::from_secs(1);
        seen.push(publish(&paper, article, number, &addresses).await);
        tokio::time::sleep_until(next).await;
    }
    over.store(true, Ordering::Relaxed);
    let mut took = Vec::new();
    for reader in readers {
        took.extend(reader.await.unwrap());
    }
    let rate = took.len() as f64 / begun.elapsed().as_secs_f64();
    stop.cancel();
    println!(
        "| {what} | {rate:.0} | {} | {} | {} | {} | {} |",
        shown(&mut took, 50),
        shown(&mut took, 99),
        failed.load(Ordering::Relaxed),
        shown(&mut seen, 50),
        shown(&mut seen, 99)
    );
}

/// Reads pages at a steady pace, and tells how long each took.
async fn read(
    address: SocketAddr,
    paths: Arc<Vec<String>>,
    over: Arc<AtomicBool>,
    failed: Arc<AtomicU64>,
    seed: u64,
) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let mut pace = tokio::time::interval(Duration::from_micros(1_000_000 * READERS / READS));
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut took, mut number) = (Vec::new(), seed);
    while !over.load(Ordering::Relaxed) {
        pace.tick().await;
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let path = &paths[usize::try_from(number >> 33).unwrap() % paths.len()];
        let begun = Instant::now();
        let (status, _) = get(&mut stream, path).await;
        took.push(begun.elapsed());
        if status != 200 {
            failed.fetch_add(1, Ordering::Relaxed);
        }
    }
    took
}

async fn get(stream: &mut TcpStream, path: &str) -> (u16, String) {
    let question = format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
    stream.write_all(question.as_bytes()).await.unwrap();
    let mut bytes = Vec::with_capacity(65_536);
    loop {
        let count = stream.read_buf(&mut bytes).await.unwrap();
        assert!(count > 0, "the server hung up");
        let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
        let length: usize = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
            .unwrap_or(0);
        if bytes.len() >= head + 4 + length {
            let status = text.split(' ').nth(1).unwrap().parse().unwrap();
            return (status, String::from_utf8_lossy(&bytes[head + 4..]).into_owned());
        }
    }
}

/// Gives an article a new text, and tells how long it took from the act's end until every node showed it.
async fn publish(
    paper: &Paper,
    article: &Article,
    number: usize,
    addresses: &[SocketAddr],
) -> Duration {
    let words = format!("Publication {number} of this run.");
    paper.editor("ana").update(article, &[&words]).await.ok();
    let begun = Instant::now();
    let path = format!("/en/post/{}", article.slug);
    let nodes = addresses.iter().map(|address| {
        let (address, path, words) = (*address, path.clone(), words.clone());
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            while !get(&mut stream, &path).await.1.contains(&words) {
                tokio::time::sleep(Duration::from_micros(500)).await;
            }
            begun.elapsed()
        })
    });
    let mut slowest = Duration::ZERO;
    for node in nodes.collect::<Vec<_>>() {
        slowest = slowest.max(node.await.unwrap());
    }
    slowest
}

fn shown(took: &mut [Duration], percent: usize) -> String {
    took.sort_unstable();
    let at = (took.len() * percent).div_ceil(100).saturating_sub(1);
    format!("{:.2} ms", took[at].as_secs_f64() * 1000.0)
}

/// What ten thousand connections cost that have asked once and wait.
async fn waiting() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_masthead");
    let made = Command::new(program)
        .args(["demo", "--no-serve", "--dir"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "the demo newspaper could not be made");
    let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut server = Command::new(program)
        .args(["serve", "--listen", &socket.to_string(), "--set", "server.max_connections=20000"])
        .args(["--set", "server.idle_seconds=300"])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while TcpStream::connect(socket).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idle = memory(server.id());
    let mut streams = Vec::new();
    for _ in 0..WAITING {
        match TcpStream::connect(socket).await {
            Ok(mut stream) => {
                get(&mut stream, "/en/").await;
                streams.push(stream);
            }
            Err(error) => {
                println!("only {} connections: {error}", streams.len());
                break;
            }
        }
    }
    let held = memory(server.id());
    println!("| | |");
    println!("|---|---|");
    println!("| the demo newspaper, no reader yet | {:.1} MiB |", idle as f64 / 1024.0);
    println!("| with {} connections that wait | {:.1} MiB |", streams.len(), held as f64 / 1024.0);
    println!(
        "| of that for each | {:.0} bytes |",
        held.saturating_sub(idle) as f64 * 1024.0 / streams.len() as f64
    );
    drop(streams);
    server.kill().unwrap();
    server.wait().unwrap();
}

/// What a process has in memory that it shares with nobody else, in KiB.
fn memory(pid: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap();
    let line = text.lines().find(|line| line.starts_with("Pss:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
