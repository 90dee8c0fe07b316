//! The access log: a line for every answer, written by a thread of its own.
//!
//! Who answers leaves some bytes in a buffer and goes on. The thread comes by a few times a second, makes lines of
//! them and writes. What does not fit is not waited for: it is dropped, counted and told.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{JoinHandle, Thread};
use std::time::{Duration, Instant, SystemTime};

use bytes::{Buf, BufMut};
use jiff::Timestamp;

use crate::counters::{Counter, Origin};
use crate::front::Answered;

/// How many buffers there are, so that threads rarely meet at one.
const SHARDS: usize = 16;

/// What a buffer holds at most, in bytes.
const MOST: usize = 4 << 20;

/// From how many bytes on a buffer does not wait for its turn.
const FULL: usize = 1 << 20;

/// How often the thread comes by.
const PAUSE: Duration = Duration::from_millis(250);

/// How much text is written at once, in bytes.
const PIECE: usize = 256 << 10;

/// How much of an address is written, in bytes.
const LONGEST: usize = 2048;

/// How often it is told that lines were dropped.
const TELL: Duration = Duration::from_secs(10);

/// How answers are logged.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where lines go.
    pub destination: Destination,
    /// What a line looks like.
    pub format: Format,
    /// How much of a reader's address is written.
    pub addresses: Addresses,
    /// What is written of an address, as in [`crate::Notes::written`].
    pub address: for<'a> fn(&'a str) -> Cow<'a, str>,
}

/// Where lines go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Standard output.
    Stdout,
    /// A file, opened again when it was moved away.
    File(PathBuf),
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A JSON object.
    Json,
    /// The combined format of Apache and nginx, without referrer and browser.
    Combined,
}

/// How much of a reader's address is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// Nothing; it does not even come into the buffers.
    None,
    /// Its network: 24 bits of IPv4, 48 bits of IPv6.
    Network,
    /// All of it.
    Full,
}

/// A file that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("The access log {} cannot be written: {why}. See that its folder is there and this user may write in it, or set log.access to another file.", .path.display())]
pub struct CannotLog {
    path: PathBuf,
    why: io::Error,
}

/// The access log. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AccessLog {
    shared: Arc<Shared>,
    thread: Arc<Writing>,
}

#[derive(Debug)]
struct Shared {
    shards: [Mutex<Vec<u8>>; SHARDS],
    begun: Instant,
    addresses: Addresses,
    lines: Counter,
    dropped: Counter,
    reopen: AtomicBool,
    ended: AtomicBool,
}

#[derive(Debug)]
struct Writing {
    thread: Thread,
    handle: Mutex<Option<JoinHandle<()>>>,
}

thread_local! {
    static SHARD: Cell<Option<usize>> = const { Cell::new(None) };
}

static NEXT_SHARD: AtomicUsize = AtomicUsize::new(0);

impl AccessLog {
    /// Opens the file and starts the thread.
    pub fn begin(config: Config) -> Result<AccessLog, CannotLog> {
        let path = match &config.destination {
            Destination::Stdout => PathBuf::from("-"),
            Destination::File(path) => path.clone(),
        };
        let failed = |why| CannotLog { path: path.clone(), why };
        let out = Out::open(&config.destination).map_err(failed)?;
        let shared = Arc::new(Shared {
            shards: Default::default(),
            begun: Instant::now(),
            addresses: config.addresses,
            lines: Counter::default(),
            dropped: Counter::default(),
            reopen: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        });
        let writer = Writer::new(Arc::clone(&shared), config, out);
        let thread = std::thread::Builder::new().name("access-log".to_owned());
        let handle = thread.spawn(move || writer.run()).map_err(failed)?;
        let thread = handle.thread().clone();
        Ok(AccessLog {
            shared,
            thread: Arc::new(Writing { thread, handle: Mutex::new(Some(handle)) }),
        })
    }

    /// Opens the file anew, as after it was moved away.
    pub fn reopen(&self) {
        self.shared.reopen.store(true, Ordering::Release);
        self.thread.thread.unpark();
    }

    /// Writes what is left, and ends. Waits for the disk.
    pub fn stop(&self) {
        self.shared.ended.store(true, Ordering::Release);
        self.thread.thread.unpark();
        let handle = lock(&self.thread.handle).take();
        if let Some(handle) = handle
            && handle.join().is_err()
        {
            tracing::error!("the access log ended badly");
        }
    }

    /// How many lines were written.
    pub fn lines(&self) -> u64 {
        self.shared.lines.get()
    }

    /// How many lines were dropped.
    pub fn dropped(&self) -> u64 {
        self.shared.dropped.get()
    }

    pub(crate) fn add(&self, answered: &Answered<'_>, took: Duration) {
        let shared = &*self.shared;
        let shard = SHARD.get().unwrap_or_else(|| {
            let shard = NEXT_SHARD.fetch_add(1, Ordering::Relaxed) % SHARDS;
            SHARD.set(Some(shard));
            shard
        });
        let was;
        let is;
        {
            let mut buffer = lock(&shared.shards[shard]);
            was = buffer.len();
            if was > MOST {
                shared.dropped.add(1);
                return;
            }
            put(&mut buffer, answered, took, shared);
            is = buffer.len();
        }
        if was <= FULL && is > FULL {
            self.thread.thread.unpark();
        }
    }
}

/// An answer as it lies in a buffer.
#[derive(Debug, PartialEq)]
struct Entry<'a> {
    /// When it was sent, in microseconds since the log began.
    at: u64,
    micros: u64,
    bytes: u64,
    status: u16,
    origin: u8,
    version: u8,
    client: Option<IpAddr>,
    method: &'a str,
    address: &'a str,
}

fn put(buffer: &mut Vec<u8>, answered: &Answered<'_>, took: Duration, shared: &Shared) {
    let at = (answered.since + took).saturating_duration_since(shared.begun);
    buffer.put_u64_ne(micros(at));
    buffer.put_u64_ne(micros(took));
    buffer.put_u64_ne(answered.bytes as u64);
    buffer.put_u16_ne(answered.status);
    buffer.put_u8(match answered.origin {
        Origin::Hit => 0,
        Origin::Miss => 1,
        Origin::Passed => 2,
        Origin::Refused => 3,
    });
    buffer.put_u8(match answered.version {
        http::Version::HTTP_3 => 3,
        http::Version::HTTP_2 => 2,
        http::Version::HTTP_10 => 0,
        _ => 1,
    });
    match shown(answered.client, shared.addresses) {
        None => buffer.put_u8(0),
        Some(IpAddr::V4(address)) => {
            buffer.put_u8(4);
            buffer.put_slice(&address.octets());
        }
        Some(IpAddr::V6(address)) => {
            buffer.put_u8(6);
            buffer.put_slice(&address.octets());
        }
    }
    let method = cut(answered.method, 16);
    buffer.put_u8(method.len() as u8);
    buffer.put_slice(method.as_bytes());
    let address = cut(answered.address, LONGEST);
    buffer.put_u16_ne(address.len() as u16);
    buffer.put_slice(address.as_bytes());
}

/// Takes the next answer out of a buffer that [`put`] filled.
fn take<'a>(buffer: &mut &'a [u8]) -> Option<Entry<'a>> {
    let at = buffer.try_get_u64_ne().ok()?;
    let micros = buffer.try_get_u64_ne().ok()?;
    let bytes = buffer.try_get_u64_ne().ok()?;
    let status = buffer.try_get_u16_ne().ok()?;
    let origin = buffer.try_get_u8().ok()?;
    let version = buffer.try_get_u8().ok()?;
    let client = match buffer.try_get_u8().ok()? {
        4 => Some(IpAddr::V4(Ipv4Addr::from(buffer.try_get_u32().ok()?))),
        6 => Some(IpAddr::V6(Ipv6Addr::from(buffer.try_get_u128().ok()?))),
        _ => None,
    };
    let method = usize::from(buffer.try_get_u8().ok()?);
    let method = text(buffer, method)?;
    let address = usize::from(buffer.try_get_u16_ne().ok()?);
    let address = text(buffer, address)?;
    Some(Entry { at, micros, bytes, status, origin, version, client, method, address })
}

fn text<'a>(buffer: &mut &'a [u8], length: usize) -> Option<&'a str> {
    let (text, rest) = buffer.split_at_checked(length)?;
    *buffer = rest;
    std::str::from_utf8(text).ok()
}

fn cut(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

/// As much of an address as may be written.
fn shown(address: IpAddr, how: Addresses) -> Option<IpAddr> {
    let address = address.to_canonical();
    match (how, address) {
        (Addresses::None, _) => None,
        (Addresses::Full, _) => Some(address),
        (Addresses::Network, IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            Some(IpAddr::from([a, b, c, 0]))
        }
        (Addresses::Network, IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            Some(IpAddr::from([a, b, c, 0, 0, 0, 0, 0]))
        }
    }
}

/// The thread.
struct Writer {
    shared: Arc<Shared>,
    config: Config,
    out: Out,
    text: String,
    /// How many lines `text` has.
    waiting: u64,
    /// The last second that was written, in words.
    second: (i64, String),
    failing: bool,
    told: (u64, Instant),
}

impl Writer {
    fn new(shared: Arc<Shared>, config: Config, out: Out) -> Writer {
        let told = (0, shared.begun);
        let (text, second) = (String::new(), (i64::MIN, String::new()));
        Writer { shared, config, out, text, waiting: 0, second, failing: false, told }
    }

    fn run(mut self) {
        let mut spare = Vec::new();
        loop {
            // Nobody is left who could add a line, or somebody said so.
            let last =
                self.shared.ended.load(Ordering::Acquire) || Arc::strong_count(&self.shared) == 1;
            self.follow_the_file();
            self.round(&mut spare);
            if self.shared.reopen.swap(false, Ordering::AcqRel) {
                self.open_again();
            }
            self.tell_of_dropped();
            if last {
                return;
            }
            std::thread::park_timeout(PAUSE);
        }
    }

    /// Empties all buffers once.
    fn round(&mut self, spare: &mut Vec<u8>) {
        let zero = wall() - i64::try_from(micros(self.shared.begun.elapsed())).unwrap_or(0);
        for shard in 0..SHARDS {
            std::mem::swap(&mut *lock(&self.shared.shards[shard]), spare);
            let mut buffer = spare.as_slice();
            while let Some(entry) = take(&mut buffer) {
                self.line(&entry, zero);
                if self.text.len() > PIECE {
                    self.write();
                }
            }
            spare.clear();
            // A rush is over some time, and its memory is given back.
            spare.shrink_to(FULL);
        }
        self.write();
    }

    fn line(&mut self, entry: &Entry<'_>, zero: i64) {
        let at = zero.saturating_add_unsigned(entry.at);
        let (second, part) = (at.div_euclid(1_000_000), at.rem_euclid(1_000_000));
        if self.second.0 != second {
            self.second = (second, in_words(second, self.config.format));
        }
        let address = (self.config.address)(entry.address);
        let (text, second) = (&mut self.text, &self.second.1);
        let Entry { at: _, micros, bytes, status, origin, version, client, method, address: _ } =
            *entry;
        // Writing to a text cannot fail.
        let _ = match self.config.format {
            Format::Json => {
                let millis = part / 1000;
                let _ = write!(text, "{{\"at\":\"{second}.{millis:03}Z\",\"method\":\"");
                escape(text, method, json);
                text.push_str("\",\"address\":\"");
                escape(text, &address, json);
                let origin =
                    ["hit", "miss", "passed", "refused"].get(usize::from(origin)).unwrap_or(&"");
                let _ = write!(
                    text,
                    "\",\"status\":{status},\"bytes\":{bytes},\"micros\":{micros},\"origin\":\"{origin}\""
                );
                if let Some(client) = client {
                    let _ = write!(text, ",\"client\":\"{client}\"");
                }
                writeln!(text, "}}")
            }
            Format::Combined => {
                let _ = match client {
                    Some(client) => write!(text, "{client} - - [{second} +0000] \""),
                    None => write!(text, "- - - [{second} +0000] \""),
                };
                escape(text, method, combined);
                text.push(' ');
                escape(text, &address, combined);
                let versions = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/3.0"];
                let version = versions.get(usize::from(version)).unwrap_or(&"HTTP/1.1");
                writeln!(text, " {version}\" {status} {bytes} \"-\" \"-\"")
            }
        };
        self.waiting += 1;
    }
    fn write(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.text.is_empty() {
            return;
        }
        let written = self.out.write(self.text.as_bytes());
        self.text.clear();
        match written {
            Ok(()) => {
                self.shared.lines.add(waiting);
                if std::mem::take(&mut self.failing) {
                    tracing::info!("the access log can be written again");
                }
            }
            Err(error) => {
                self.shared.dropped.add(waiting);
                if !std::mem::replace(&mut self.failing, true) {
                    tracing::error!("the access log cannot be written: {error}");
                }
            }
        }
    }

    /// Whoever moves the file away without a word gets a new one in its place.
    fn follow_the_file(&mut self) {
        if self.out.is_elsewhere() {
            self.open_again();
        }
    }

    fn open_again(&mut self) {
        match Out::open(&self.config.destination) {
            Ok(out) => self.out = out,
            Err(error) if !self.failing => {
                self.failing = true;
                tracing::error!(
                    "the access log cannot be opened again, and goes on where it was: {error}"
                );
            }
            Err(_) => {}
        }
    }

    fn tell_of_dropped(&mut self) {
        let dropped = self.shared.dropped.get();
        let (told, at) = self.told;
        if dropped > told && at.elapsed() >= TELL {
            let more = dropped - told;
            tracing::warn!("{more} lines of the access log were dropped: the disk did not keep up");
            self.told = (dropped, Instant::now());
        }
    }
}

/// Where lines go, open.
enum Out {
    Stdout,
    File { path: PathBuf, file: File },
}

impl Out {
    fn open(destination: &Destination) -> io::Result<Out> {
        match destination {
            Destination::Stdout => Ok(Out::Stdout),
            Destination::File(path) => {
                let mut options = File::options();
                // Not for everybody on the machine: it may name readers.
                let file = options.append(true).create(true).mode(0o640).open(path)?;
                Ok(Out::File { path: path.clone(), file })
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Out::Stdout => {
                let mut out = io::stdout().lock();
                out.write_all(bytes)?;
                out.flush()
            }
            Out::File { file, .. } => file.write_all(bytes),
        }
    }

    fn is_elsewhere(&self) -> bool {
        let Out::File { path, file } = self else { return false };
        let Ok(own) = file.metadata() else { return false };
        is_other(path, own.dev(), own.ino())
    }
}

fn is_other(path: &Path, device: u64, inode: u64) -> bool {
    match std::fs::metadata(path) {
        Ok(there) => (there.dev(), there.ino()) != (device, inode),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// The machine's time, in microseconds since 1970.
#[allow(clippy::disallowed_methods)] // A log is about the machine's time, whatever the paper's clock.
fn wall() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

fn in_words(second: i64, format: Format) -> String {
    let at = Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH);
    match format {
        Format::Json => at.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        Format::Combined => at.strftime("%d/%b/%Y:%H:%M:%S").to_string(),
    }
}

fn escape(out: &mut String, text: &str, how: fn(&mut String, char)) {
    for letter in text.chars() {
        match letter {
            '"' | '\\' | '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                how(out, letter);
            }
            _ => out.push(letter),
        }
    }
}

fn json(out: &mut String, letter: char) {
    let _ = write!(out, "\\u{:04x}", u32::from(letter));
}

/// As nginx does it.
fn combined(out: &mut String, letter: char) {
    let mut bytes = [0; 4];
    for byte in letter.encode_utf8(&mut bytes).bytes() {
        let _ = write!(out, "\\x{byte:02X}");
    }
}

/// A lock of ours is never held across anything that can panic halfway.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
