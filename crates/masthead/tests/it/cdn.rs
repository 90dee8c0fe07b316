//! A CDN as far as it can be told what changed: a small HTTP server that remembers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// A CDN. It lives as long as the test.
pub(crate) struct Cdn {
    pub(crate) address: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// What it was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    /// `POST /service/x/purge HTTP/1.1`
    pub(crate) line: String,
    /// With names in small letters, in order.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Cdn {
    /// One that answers with these statuses first, and with 200 from then on.
    pub(crate) fn open(statuses: &[u16]) -> Cdn {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = socket.local_addr().unwrap().to_string();
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let mut statuses: Vec<u16> = statuses.iter().rev().copied().collect();
        let memory = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in socket.incoming() {
                let mut stream = stream.unwrap();
                let told = listen(&stream);
                memory.lock().unwrap().push(told);
                let status = statuses.pop().unwrap_or(200);
                let answer = format!(
                    "HTTP/1.1 {status} Said\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Cdn { address, heard }
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// Waits until it was told so often.
    pub(crate) fn wait_for(&self, times: usize) -> Vec<Heard> {
        let begun = Instant::now();
        loop {
            let heard = self.heard();
            if heard.len() >= times {
                return heard;
            }
            assert!(begun.elapsed() < Duration::from_secs(40), "it was told only {heard:#?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }
}

fn listen(stream: &TcpStream) -> Heard {
    let mut reader = BufReader::new(stream);
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let first = line();
    let mut headers = Vec::new();
    loop {
        let next = line();
        let Some((name, value)) = next.split_once(": ") else { break };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    headers.sort();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Heard { line: first, headers, body: String::from_utf8(body).unwrap() }
}
