use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::program::{Answer, Folder};

#[test]
fn a_taken_port_is_told_kindly() {
    let folder = Folder::with_paper();
    let served = folder.serve();
    let refusal = folder.in_paper(&["serve", "--listen", &served.address]).refused();
    assert!(
        refusal.contains("already listens") && refusal.contains("--listen 127.0.0.1:"),
        "{refusal}"
    );
}

#[test]
fn a_server_that_is_told_to_stop_finishes_what_it_began() {
    let folder = Folder::with_paper();
    let served = folder.serve();
    let mut slow = served.connect();
    // Half of a request's body is on its way.
    let head = format!(
        "POST /en/settings HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\nConnection: close\r\n\r\ntheme",
        served.address
    );
    slow.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    let stopping = std::thread::spawn(move || served.stop());
    std::thread::sleep(Duration::from_millis(300));
    slow.write_all(b"=dark").unwrap();
    let answer = Answer::read(&mut slow);
    assert!((200..400).contains(&answer.status), "{} {}", answer.status, answer.head);
    assert_eq!(stopping.join().unwrap(), 0);
}

#[test]
fn a_desk_with_an_address_of_its_own_is_only_there() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&["--set", "desk.listen=127.0.0.1:0"]);
    let (_, desk) = served.said.split_once("The desk is at").unwrap();
    let desk = desk.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert_ne!(desk, served.address);
    assert_eq!(served.get("/desk/api/articles").status, 404);
    assert_eq!(served.get("/en/").status, 200);
    let get = |path: &str| {
        let mut stream = std::net::TcpStream::connect(&desk).unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {desk}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        Answer::read(&mut stream).status
    };
    assert_eq!(get("/desk/api/articles"), 401);
    assert_eq!(get("/desk/"), 200);
    assert_eq!(get("/"), 307);
    assert_eq!(get("/en/"), 404);
}

#[test]
fn a_client_that_never_ends_its_request_is_given_up() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&[
        "--set",
        "server.header_seconds=1",
        "--set",
        "server.request_seconds=1",
    ]);
    for beginning in ["", "P", "GET /en/ HTTP/1.1\r\nHost: x\r\nX-Slow: "] {
        let mut stream = served.connect();
        stream.write_all(beginning.as_bytes()).unwrap();
        let begun = Instant::now();
        let mut answer = Vec::new();
        // Whether the end comes as such or as a reset is the kernel's business.
        let _ = stream.read_to_end(&mut answer);
        assert!(begun.elapsed() < Duration::from_secs(20), "“{beginning}” was waited for");
    }
    assert_eq!(served.get("/en/").status, 200);
}

#[test]
fn what_is_too_big_is_refused() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&["--set", "server.max_body_mib=1"]);
    let long = "x".repeat(200_000);
    let head =
        format!("GET /en/ HTTP/1.1\r\nHost: x\r\nX-Long: {long}\r\nConnection: close\r\n\r\n");
    let mut stream = served.connect();
    // The server may hang up before it has read everything.
    let _ = stream.write_all(head.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "{answer}");

    let answer = served.send(
        b"POST /en/settings HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(answer.status, 413);
    assert_eq!(served.get("/en/").status, 200);
}

#[test]
fn no_more_connections_are_held_than_allowed_and_all_are_served_in_turn() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&["--set", "server.max_connections=2"]);
    let idle: Vec<_> = (0..2).map(|_| served.connect()).collect();
    let waiting = std::thread::spawn({
        let mut stream = served.connect();
        let head = format!(
            "GET /robots.txt HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            served.address
        );
        move || {
            stream.write_all(head.as_bytes()).unwrap();
            Answer::read(&mut stream).status
        }
    });
    std::thread::sleep(Duration::from_millis(300));
    assert!(!waiting.is_finished(), "a third connection was served");
    drop(idle);
    assert_eq!(waiting.join().unwrap(), 200);
}

#[test]
fn a_hangup_ends_nothing() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&[]);
    let pid = served.pid().to_string();
    let sent = std::process::Command::new("kill").args(["-HUP", &pid]).status().unwrap();
    assert!(sent.success());
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(served.get("/en/").status, 200);
    assert_eq!(served.stop(), 0);
}

#[test]
fn who_opens_the_first_link_becomes_the_owner() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&["--set", "log.format=json"]);
    drop(served);
    let arguments = [
        "user",
        "add",
        "ana@paper.example",
        "--name",
        "Ana",
        "--role",
        "admin",
        "--password-stdin",
    ];
    folder.in_paper_with_input(&arguments, "a long password").ok();
    let served = folder.serve();
    assert!(!served.said.contains("becomes the owner"), "{}", served.said);
}
