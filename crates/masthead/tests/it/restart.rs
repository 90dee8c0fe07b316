//! Handing over to a new server, and stopping: nobody is refused, and nothing that was asked is lost.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixDatagram;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use command_fds::{CommandFdExt, FdMapping};

use crate::program::{Folder, Served};

/// How many requests were answered.
type Asking = JoinHandle<std::io::Result<usize>>;

/// Readers who ask all the time: two on one connection each, as long as the server lets them, two on a new one every
/// time.
struct Readers {
    asking: Vec<Asking>,
    enough: Arc<AtomicBool>,
}

impl Readers {
    fn begin(address: &str) -> Readers {
        let enough = Arc::new(AtomicBool::new(false));
        let asking = (0..4).map(|number| {
            let (address, enough) = (address.to_owned(), Arc::clone(&enough));
            std::thread::spawn(move || {
                let mut answered = 0;
                while !enough.load(Ordering::SeqCst) {
                    answered += connection(&address, number % 2 == 0, &enough)?;
                }
                Ok(answered)
            })
        });
        Readers { asking: asking.collect(), enough }
    }

    /// Fails if any of them was refused, or asked and got no answer.
    fn end(self) {
        self.enough.store(true, Ordering::SeqCst);
        for asking in self.asking {
            let answered = asking.join().unwrap().expect("every request is answered");
            assert!(answered > 10, "only {answered} requests were answered");
        }
    }
}

/// Asks on one connection, and tells how many requests were answered.
fn connection(address: &str, keep: bool, enough: &AtomicBool) -> std::io::Result<usize> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    let last = if keep { "" } else { "Connection: close\r\n" };
    let mut answered = 0;
    loop {
        let head = format!("GET /en/ HTTP/1.1\r\nHost: {address}\r\n{last}\r\n");
        stream.write_all(head.as_bytes())?;
        let (mut line, mut length, mut close) = (String::new(), 0, false);
        answers.read_line(&mut line)?;
        if !line.starts_with("HTTP/1.1 200") {
            return Err(std::io::Error::other(format!("it answered “{line}”")));
        }
        while line != "\r\n" {
            line.clear();
            if answers.read_line(&mut line)? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.to_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            close |= line.starts_with("connection: close");
        }
        answers.read_exact(&mut vec![0; length])?;
        answered += 1;
        if close || !keep || enough.load(Ordering::SeqCst) {
            return Ok(answered);
        }
    }
}

fn kill(signal: &str, pid: u32) {
    let pid = pid.to_string();
    assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
}

/// Whether a process that is nobody's child any more still runs, where the system tells.
fn runs(pid: u32) -> bool {
    std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|command| !command.is_empty())
}

/// What a server says to systemd.
struct Systemd {
    socket: UnixDatagram,
}

impl Systemd {
    fn begin(folder: &Folder) -> Systemd {
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Systemd { socket }
    }

    fn hears(&self) -> String {
        let mut said = [0; 200];
        let length = self.socket.recv(&mut said).expect("something is said");
        String::from_utf8(said[..length].to_vec()).unwrap()
    }
}

#[test]
fn a_new_server_takes_over_and_no_reader_notices() {
    let folder = Folder::with_paper();
    let systemd = Systemd::begin(&folder);
    let mut command = folder.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", folder.path().join("notify"));
    let served = Served::start(command.current_dir(folder.paper()));
    assert_eq!(systemd.hears(), "READY=1");
    let address = served.address.clone();
    let readers = Readers::begin(&address);
    std::thread::sleep(Duration::from_millis(300));
    kill("-USR2", served.pid());
    let said = systemd.hears();
    let pid: u32 = said.strip_prefix("MAINPID=").expect("the new process").parse().unwrap();
    assert_ne!(pid, served.pid());
    assert_eq!(served.ended(), 0);
    std::thread::sleep(Duration::from_millis(300));
    readers.end();
    // The new one hands over as well, and says so to systemd and not to the one that is gone.
    kill("-USR2", pid);
    let said = systemd.hears();
    let next: u32 = said.strip_prefix("MAINPID=").expect("the next process").parse().unwrap();
    kill("-TERM", next);
    let patience = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(&address).is_ok() || runs(next) {
        assert!(Instant::now() < patience, "the last one goes on");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_new_server_that_cannot_start_leaves_the_old_one_in_place() {
    let folder = Folder::with_paper();
    let served = folder.serve();
    std::fs::write(folder.paper().join("masthead.toml"), "[site]\nulr = 3\n").unwrap();
    kill("-USR2", served.pid());
    let readers = Readers::begin(&served.address);
    std::thread::sleep(Duration::from_millis(1500));
    readers.end();
    assert_eq!(served.stop(), 0);
}

#[test]
fn readers_wait_at_systemds_socket_while_the_server_is_stopped_and_started() {
    let folder = Folder::with_paper();
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let serve = || {
        let mut command = folder.command(&["serve", "--listen", &address]);
        let mapping = FdMapping { parent_fd: socket.try_clone().unwrap().into(), child_fd: 3 };
        command.env("LISTEN_FDS", "1").env("LISTEN_FDNAMES", "masthead.socket");
        command.fd_mappings(vec![mapping]).unwrap();
        Served::start(command.current_dir(folder.paper()))
    };
    let first = serve();
    assert_eq!(first.address, address);
    let readers = Readers::begin(&address);
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(first.stop(), 0);
    let second = serve();
    std::thread::sleep(Duration::from_millis(500));
    readers.end();
    assert_eq!(second.stop(), 0);
}
