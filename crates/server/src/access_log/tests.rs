use super::*;

/// A log in a folder of its own.
struct Logged {
    folder: PathBuf,
    log: AccessLog,
}

fn shown_address(address: &str) -> Cow<'_, str> {
    Cow::Borrowed(if address == "/mine?secret" { "/mine" } else { address })
}

fn begin(name: &str, format: Format, addresses: Addresses) -> Logged {
    let folder = std::env::temp_dir().join(format!("access-log-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let destination = Destination::File(folder.join("access.log"));
    let address = shown_address;
    let log = AccessLog::begin(Config { destination, format, addresses, address }).unwrap();
    Logged { folder, log }
}

impl Logged {
    fn answer(&self, client: &str, address: &str) {
        let answered = Answered {
            method: "GET",
            version: http::Version::HTTP_11,
            address,
            client: client.parse().unwrap(),
            origin: Origin::Hit,
            status: 200,
            bytes: 1234,
            since: Instant::now(),
        };
        self.log.add(&answered, Duration::from_micros(40));
    }

    fn path(&self) -> PathBuf {
        self.folder.join("access.log")
    }

    fn read(&self) -> String {
        self.log.stop();
        std::fs::read_to_string(self.path()).unwrap()
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn readers_leave_no_address_unless_somebody_wants_it() {
    for (addresses, v4, v6) in [
        (Addresses::None, None, None),
        (Addresses::Network, Some("203.0.113.0"), Some("2001:db8:7::")),
        (Addresses::Full, Some("203.0.113.9"), Some("2001:db8:7:1::5")),
    ] {
        assert_eq!(
            shown("203.0.113.9".parse().unwrap(), addresses),
            v4.map(|it| it.parse().unwrap())
        );
        assert_eq!(
            shown("::ffff:203.0.113.9".parse().unwrap(), addresses),
            v4.map(|it| it.parse().unwrap())
        );
        assert_eq!(
            shown("2001:db8:7:1::5".parse().unwrap(), addresses),
            v6.map(|it| it.parse().unwrap())
        );
    }
    let logged = begin("none", Format::Json, Addresses::None);
    logged.answer("203.0.113.9", "/en/");
    let text = logged.read();
    assert!(!text.contains("203.0.113") && !text.contains("client"), "{text}");
}

#[test]
fn a_line_is_a_whole_object_or_the_combined_format() {
    let logged = begin("json", Format::Json, Addresses::Full);
    logged.answer("203.0.113.9", "/en/\"\\\n?x=ü");
    let text = logged.read();
    let (_, rest) = text.split_once("\"method\"").unwrap();
    assert_eq!(
        rest,
        ":\"GET\",\"address\":\"/en/\\u0022\\u005c\\u000a?x=ü\",\"status\":200,\"bytes\":1234,\"micros\":40,\"origin\":\"hit\",\"client\":\"203.0.113.9\"}\n"
    );
    let logged = begin("combined", Format::Combined, Addresses::Network);
    logged.answer("203.0.113.9", "/en/\" 200");
    let text = logged.read();
    assert!(text.starts_with("203.0.113.0 - - ["), "{text}");
    assert!(
        text.ends_with(" +0000] \"GET /en/\\x22 200 HTTP/1.1\" 200 1234 \"-\" \"-\"\n"),
        "{text}"
    );
}

#[test]
fn what_one_client_alone_asked_for_is_logged_without_its_query() {
    let logged = begin("query", Format::Json, Addresses::None);
    logged.answer("203.0.113.9", "/mine?secret");
    let text = logged.read();
    assert!(text.contains("\"/mine\"") && !text.contains("secret"), "{text}");
}

#[test]
fn a_file_that_was_moved_away_gets_another_in_its_place() {
    let logged = begin("moved", Format::Json, Addresses::None);
    let wait_for = |path: &Path, lines: usize| {
        let begun = Instant::now();
        loop {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if text.lines().count() == lines {
                return text;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{} has “{text}”", path.display());
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    logged.answer("203.0.113.9", "/one");
    wait_for(&logged.path(), 1);
    let old = logged.folder.join("access.log.1");
    std::fs::rename(logged.path(), &old).unwrap();
    logged.log.reopen();
    wait_for(&logged.path(), 0);
    logged.answer("203.0.113.9", "/two");
    assert!(wait_for(&logged.path(), 1).contains("/two"));
    std::fs::rename(logged.path(), &old).unwrap();
    logged.answer("203.0.113.9", "/three");
    assert!(wait_for(&logged.path(), 1).contains("/three"), "nobody said that it was moved");
    assert!(wait_for(&old, 1).contains("/two"));
}

#[test]
fn what_does_not_fit_is_dropped_and_counted() {
    let shared = Shared {
        shards: Default::default(),
        begun: Instant::now(),
        addresses: Addresses::None,
        lines: Counter::default(),
        dropped: Counter::default(),
        reopen: AtomicBool::new(false),
        ended: AtomicBool::new(false),
    };
    // A thread that never comes by.
    let handle = std::thread::spawn(|| {});
    let thread = handle.thread().clone();
    let thread = Arc::new(Writing { thread, handle: Mutex::new(Some(handle)) });
    let log = AccessLog { shared: Arc::new(shared), thread };
    let logged = Logged { folder: PathBuf::from("/nowhere/at/all"), log };
    for _ in 0..MOST / 40 {
        logged.answer("203.0.113.9", "/en/post/rain-stops-play");
    }
    let held: usize = logged.log.shared.shards.iter().map(|shard| lock(shard).len()).sum();
    assert!(logged.log.dropped() > 0);
    assert!(held <= MOST + 200, "{held}");
}

#[test]
fn many_threads_leave_every_line_whole() {
    let logged = begin("threads", Format::Json, Addresses::Full);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..5000).for_each(|_| logged.answer("2001:db8::1", "/en/post/rain")));
        }
    });
    let text = logged.read();
    assert_eq!(text.lines().count(), 20_000);
    assert_eq!((logged.log.lines(), logged.log.dropped()), (20_000, 0));
    assert!(
        text.lines()
            .all(|line| line.starts_with("{\"at\":\"") && line.ends_with("\"2001:db8::1\"}"))
    );
}

#[test]
fn a_file_that_cannot_be_opened_is_told() {
    let told = AccessLog::begin(Config {
        destination: Destination::File(PathBuf::from("/nowhere/at/all/access.log")),
        format: Format::Json,
        addresses: Addresses::None,
        address: shown_address,
    })
    .unwrap_err()
    .to_string();
    assert!(told.contains("/nowhere/at/all/access.log") && told.contains("log.access"), "{told}");
}
