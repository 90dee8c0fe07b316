//! Letters through a real mail server, aiosmtpd.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Folder, Served};

/// A port that was free a moment ago.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

struct Sink {
    running: Child,
}

impl Sink {
    /// A server that puts letters into this folder, if this machine has it.
    fn begin(port: u16, folder: &Path) -> Option<Sink> {
        // Debian's own is tried, too: a Python that stands before it may not have what Debian installed.
        let python = ["python3", "/usr/bin/python3"].into_iter().find(|python| {
            let mut has = Command::new(python);
            has.args(["-c", "import aiosmtpd"]).stderr(Stdio::null());
            has.status().is_ok_and(|status| status.success())
        });
        let Some(python) = python else {
            eprintln!("SKIPPED: no Python has aiosmtpd; bin/test installs it from Debian.");
            return None;
        };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/smtp_sink.py");
        let mut running = Command::new(python)
            .args([script.as_os_str(), port.to_string().as_ref(), folder.as_os_str()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(running.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
        Some(Sink { running })
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.running.kill().ok();
        self.running.wait().ok();
    }
}

fn serve(folder: &Folder, mail: &str) -> Served {
    let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
    command
        .current_dir(folder.paper())
        .env("MASTHEAD_MAIL_URL", mail)
        .env("MASTHEAD_MAIL_FROM", "Gazette <desk@paper.example>");
    Served::start(&mut command)
}

fn forget_password(served: &Served, email: &str) {
    let body = format!(r#"{{"email":"{email}"}}"#);
    let answer = served.send(
        format!(
            "POST /desk/api/reset/ask HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .as_bytes(),
    );
    assert_eq!(answer.status, 204, "{email}");
}

fn letters(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let letters = files.filter(|path| path.extension().is_some_and(|end| end == "eml"));
    letters.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn wait_for_letter(folder: &Path) -> String {
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        if let Some(letter) = letters(folder).pop() {
            return letter;
        }
        assert!(Instant::now() < patience, "no letter came");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn add(folder: &Folder, email: &str) {
    let arguments = ["user", "add", email, "--name", "Ana", "--role", "admin", "--password-stdin"];
    folder.in_paper_with_input(&arguments, "correct horse battery\n").ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_waits_for_a_mail_server_that_is_away() {
    let folder = Folder::with_paper();
    let box_ = folder.path().join("mailbox");
    std::fs::create_dir(&box_).unwrap();
    let port = free_port();
    // Is there one at all?
    let Some(sink) = Sink::begin(free_port(), &box_) else { return };
    drop(sink);
    add(&folder, "ana@paper.example");
    let served = serve(&folder, &format!("smtp://127.0.0.1:{port}"));
    forget_password(&served, "ana@paper.example");
    forget_password(&served, "nobody@paper.example");
    std::thread::sleep(Duration::from_secs(1));
    let _sink = Sink::begin(port, &box_).unwrap();
    let letter = wait_for_letter(&box_);
    assert!(letter.contains("To: ana@paper.example"), "{letter}");
    assert!(letter.contains("Subject: A new password for Gazette"), "{letter}");
    let whole = letter.replace("=\r\n", "");
    let (_, link) = whole.split_once("/desk/reset#").unwrap();
    let token: String = link.chars().take_while(char::is_ascii_hexdigit).collect();
    let store = folder.store().await;
    let account = store.account_of_ticket(&token).await.unwrap();
    let account = account.unwrap_or_else(|| panic!("{token} opens nothing: {letter}"));
    assert_eq!(account.email, "ana@paper.example");
    let log = served.log();
    assert!(log.contains("a letter waits"), "{log}");
    assert!(!log.contains("ana@paper.example") && !log.contains(&token), "{log}");
    assert_eq!(letters(&box_).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_not_told_to_a_server_that_does_not_encrypt() {
    let folder = Folder::with_paper();
    let box_ = folder.path().join("mailbox");
    std::fs::create_dir(&box_).unwrap();
    let port = free_port();
    let Some(_sink) = Sink::begin(port, &box_) else { return };
    add(&folder, "ana@paper.example");
    let served = serve(&folder, &format!("smtp://ana:hush@127.0.0.1:{port}?tls=starttls"));
    forget_password(&served, "ana@paper.example");
    let store = folder.store().await;
    let patience = Instant::now() + Duration::from_secs(10);
    while store.next_job_at().await.unwrap().is_none_or(|at| at <= store.clock().now()) {
        assert!(Instant::now() < patience, "nobody tried");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(letters(&box_).is_empty());
    assert!(!served.log().contains("hush"));
}

#[test]
fn a_mail_server_that_cannot_be_one_stops_the_start() {
    let folder = Folder::with_paper();
    let serve = |url: &str, from: &str| {
        let mut command = folder.command(&["config"]);
        command
            .current_dir(folder.paper())
            .env("MASTHEAD_MAIL_URL", url)
            .env("MASTHEAD_MAIL_FROM", from);
        let output = command.output().unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    for (url, from, why) in [
        ("smtp://mail.paper.example", "", "mail.from is missing"),
        ("smtp://mail.paper.example", "nobody", "no address"),
        ("imap://mail.paper.example", "a@paper.example", "no mail server"),
        ("smtp://a:hush@mail.paper.example?tls=none", "a@paper.example", "everybody"),
    ] {
        let (good, _, said) = serve(url, from);
        assert!(!good && said.contains(why) && !said.contains("hush"), "{url}: {said}");
    }
    let (good, shown, _) = serve("smtps://ana:hush@mail.paper.example", "a@paper.example");
    assert!(
        good && shown.contains("smtps://…@mail.paper.example") && !shown.contains("hush"),
        "{shown}"
    );
}
