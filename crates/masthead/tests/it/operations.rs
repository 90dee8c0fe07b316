//! What those who run a paper see of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::cdn::Cdn;
use crate::program::{Answer, Folder, Served, draft};

/// A paper that tells its figures.
struct Told {
    served: Served,
    figures: String,
}

impl Told {
    fn start(folder: &Folder, flags: &[&str]) -> Told {
        let served = folder.serve_with(&[&["--set", "metrics.listen=127.0.0.1:0"], flags].concat());
        let (_, figures) = served.said.split_once("Its figures are at").unwrap();
        let figures =
            figures.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Told { served, figures }
    }

    fn get(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.figures).unwrap();
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.figures);
        stream.write_all(head.as_bytes()).unwrap();
        Answer::read(&mut stream)
    }

    fn figures(&self) -> BTreeMap<String, f64> {
        let answer = self.get("/metrics");
        assert_eq!(answer.status, 200);
        assert!(answer.head.contains("text/plain; version=0.0.4"), "{}", answer.head);
        parsed(&answer.body)
    }
}

/// Reads a text of figures as strictly as Prometheus does, and more so.
fn parsed(text: &str) -> BTreeMap<String, f64> {
    assert!(text.ends_with('\n'));
    let mut all = BTreeMap::new();
    let (mut families, mut family, mut kind) = (BTreeSet::new(), String::new(), String::new());
    let mut helped = String::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(!help.is_empty() && !help.contains('\\'), "{line}");
            helped = name.to_owned();
            continue;
        }
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, is) = rest.split_once(' ').unwrap();
            assert_eq!(name, helped, "every figure says what it is");
            assert!(["counter", "gauge", "histogram"].contains(&is), "{line}");
            assert_eq!(is == "counter", name.ends_with("_total"), "{line}");
            assert!(families.insert(name.to_owned()), "{name} comes twice");
            (family, kind) = (name.to_owned(), is.to_owned());
            continue;
        }
        let (series, value) = line.rsplit_once(' ').unwrap();
        let value: f64 = value.parse().unwrap();
        assert!(value.is_finite() && value >= 0.0, "{line}");
        let name = series.split('{').next().unwrap();
        let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        assert!(name.chars().all(fits) && !name.starts_with(|it: char| it.is_ascii_digit()));
        let own = match kind.as_str() {
            "histogram" => {
                ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end))
            }
            _ => Some(name),
        };
        assert_eq!(own, Some(family.as_str()), "{line} stands among others");
        if let Some(labels) = series.strip_prefix(name).filter(|labels| !labels.is_empty()) {
            let labels = labels.strip_prefix('{').unwrap().strip_suffix('}').unwrap();
            let (label, is) = labels.split_once('=').unwrap();
            assert!(label.chars().all(fits), "{line}");
            let is = is.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
            assert!(!is.contains('"') && !is.contains('\\'), "{line}");
        }
        assert!(all.insert(series.to_owned(), value).is_none(), "{series} comes twice");
    }
    let histogram = "masthead_answer_seconds";
    let prefix = format!("{histogram}_bucket{{le=\"");
    let mut steps: Vec<(f64, f64)> = all
        .iter()
        .filter_map(|(series, count)| {
            let most = series.strip_prefix(&prefix)?.strip_suffix("\"}")?;
            Some((if most == "+Inf" { f64::INFINITY } else { most.parse().unwrap() }, *count))
        })
        .collect();
    steps.sort_by(|one, other| one.0.total_cmp(&other.0));
    assert!(steps.is_sorted_by(|one, other| one.0 < other.0 && one.1 <= other.1), "{steps:?}");
    assert_eq!(steps.last().unwrap(), &(f64::INFINITY, all[&format!("{histogram}_count")]));
    assert!(all.contains_key(&format!("{histogram}_sum")));
    all
}

fn wait_until(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_tell_what_readers_did() {
    let folder = Folder::with_paper();
    let paper = Told::start(&folder, &[]);
    wait_until("the pages are not followed", || paper.get("/readyz").status == 200);
    for _ in 0..3 {
        assert_eq!(paper.served.get("/en/").status, 200);
    }
    assert_eq!(paper.served.get("/en/post/nothing").status, 404);
    assert_eq!(paper.served.get("/desk/api/articles").status, 401);
    wait_until("a connection is left open", || paper.figures()["masthead_connections_open"] == 0.0);
    let figures = paper.figures();
    let figure =
        |name: &str| *figures.get(name).unwrap_or_else(|| panic!("no {name}: {figures:#?}"));
    assert_eq!(figure("masthead_requests_total{origin=\"hit\"}"), 2.0);
    assert_eq!(figure("masthead_requests_total{origin=\"miss\"}"), 2.0);
    assert_eq!(figure("masthead_requests_total{origin=\"passed\"}"), 1.0);
    assert_eq!(figure("masthead_answers_total{class=\"2xx\"}"), 3.0);
    assert_eq!(figure("masthead_answers_total{class=\"4xx\"}"), 2.0);
    assert_eq!(figure("masthead_answer_seconds_count"), 5.0);
    assert!(figure("masthead_answer_bytes_total") > 1000.0);
    assert_eq!(figure("masthead_connections_accepted_total"), 5.0);
    assert_eq!(figure("masthead_pages"), 1.0);
    assert_eq!(figure("masthead_pages_room_bytes"), f64::from(128 << 20));
    assert_eq!(figure("masthead_database_up"), 1.0);
    assert!(figure("masthead_database_confirmed_seconds") < 20.0);
    assert!(figure("masthead_change_newest") > 0.0);
    assert_eq!(figure("masthead_pages_lag"), 0.0);
    assert_eq!(figure("masthead_jobs_due"), 0.0);
    assert_eq!(figure("masthead_jobs_stuck"), 0.0);
    assert!(figure("process_resident_memory_bytes") > 1e6);
    assert!(figure("process_open_fds") > 3.0);
    assert!(figure("process_start_time_seconds") > 1.7e9);
    assert_eq!(
        figure(&format!("masthead_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION"))),
        1.0
    );
    let busiest: serde_json::Value = serde_json::from_str(&paper.get("/top.json").body).unwrap();
    assert_eq!(busiest["read"][0]["address"], "/en/");
    let slow = busiest["slow"].as_array().unwrap();
    assert!(slow.iter().any(|page| page["address"] == "/en/"), "{busiest}");
    assert_eq!(paper.served.get("/metrics").status, 404, "the figures are not for readers");
    assert_eq!(paper.served.stop(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_whose_database_fails_lives_and_is_not_ready() {
    let folder = Folder::with_paper();
    let paper = Told::start(&folder, &[]);
    wait_until("it is not ready", || paper.served.get("/readyz").status == 200);
    assert_eq!(paper.served.get("/readyz").body, "ok\n");
    let database = format!("sqlite:{}", folder.paper().join("paper.db").display());
    let database = testkit::Database::at(&database);
    database.execute("ALTER TABLE change RENAME TO gone").await;
    wait_until("it is still ready", || paper.served.get("/readyz").status == 503);
    let answer = paper.served.get("/readyz");
    let told: Vec<&str> = answer.body.lines().collect();
    let [told, named] = told[..] else { panic!("strangers are told no more: {}", answer.body) };
    assert!(told == "not ready" && named.starts_with("Request "), "{}", answer.body);
    assert!(answer.head.contains("no-store"), "{}", answer.head);
    let told = paper.get("/readyz");
    assert_eq!(told.status, 503);
    assert!(told.body.contains("The database gave an error"), "{}", told.body);
    assert_eq!(paper.figures()["masthead_database_up"], 0.0);
    for answer in [paper.get("/healthz"), paper.served.get("/healthz")] {
        assert_eq!((answer.status, answer.body.as_str()), (200, "ok\n"));
    }
    wait_until("the pages are not missed", || {
        paper.get("/readyz").body.contains("The pages have not been followed for")
    });
    database.execute("ALTER TABLE gone RENAME TO change").await;
    wait_until("it is not ready again", || paper.served.get("/readyz").status == 200);
    assert!(paper.figures()["masthead_pages_failures_total"] > 0.0);
    assert!(paper.figures()["masthead_log_lines_total{level=\"error\"}"] > 0.0);
}

#[test]
fn the_terminal_view_shows_the_paper_once_when_there_is_no_terminal() {
    let folder = Folder::with_paper();
    let paper = Told::start(&folder, &[]);
    wait_until("the pages are not followed", || paper.get("/readyz").status == 200);
    paper.served.get("/en/");
    let said = folder.run(&["top", "--url", &format!("http://{}", paper.figures)]).ok();
    for part in ["requests/s", "READ MOST", "SLOWEST TO MAKE", "/en/", "Pages        1 at hand"] {
        assert!(said.contains(part), "no “{part}” in\n{said}");
    }
    assert!(said.lines().count() <= 24 && said.lines().all(|line| line.chars().count() <= 80));
    assert!(!said.contains('\x1b'), "{said:?}");
}

#[test]
fn the_terminal_view_says_which_key_is_missing() {
    let folder = Folder::with_paper();
    let refusal = folder.in_paper(&["top"]).refused();
    assert!(refusal.contains("[metrics]"), "{refusal}");
    let refusal = folder.in_paper(&["top", "--url", "http://127.0.0.1:9"]).refused();
    assert!(refusal.contains("127.0.0.1:9") && refusal.contains("metrics.listen"), "{refusal}");
    let served = folder.serve();
    let refusal = folder.run(&["top", "--url", &format!("http://{}", served.address)]).refused();
    assert!(refusal.contains("not the paper's own"), "{refusal}");
}

fn lines_of(path: &Path, lines: usize) -> String {
    let mut text = String::new();
    wait_until(&format!("{} has not {lines} lines", path.display()), || {
        text = std::fs::read_to_string(path).unwrap_or_default();
        text.lines().count() == lines
    });
    text
}

#[test]
fn the_access_log_names_no_reader_and_keeps_no_secret() {
    let folder = Folder::with_paper();
    let served = folder.serve_with(&["--set", "log.access=access.log"]);
    let log = folder.paper().join("access.log");
    for path in [
        "/en/?fbclid=reader",
        "/en/?fbclid=reader",
        "/desk/api/articles?token=secret",
        "/preview/secret",
    ] {
        served.get(path);
    }
    let text = lines_of(&log, 4);
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["method"], "GET");
    }
    assert!(text.contains("\"address\":\"/en/\",\"status\":200"), "{text}");
    assert!(text.contains("\"address\":\"/desk/api/articles\",\"status\":401"), "{text}");
    assert!(text.contains("\"address\":\"/preview/…\",\"status\":404"), "{text}");
    for secret in ["reader", "secret", "127.0.0.1"] {
        assert!(!text.contains(secret), "{text}");
    }
    let old = folder.paper().join("access.log.1");
    std::fs::rename(&log, &old).unwrap();
    served.signal("HUP");
    lines_of(&log, 0);
    served.get("/en/");
    assert_eq!(served.stop(), 0);
    assert_eq!(std::fs::read_to_string(&log).unwrap().lines().count(), 1, "written on the way out");
    assert_eq!(std::fs::read_to_string(&old).unwrap().lines().count(), 4);
}

#[test]
fn an_access_log_that_cannot_be_written_stops_the_start() {
    let folder = Folder::with_paper();
    let refusal = folder.in_paper(&["serve", "--set", "log.access=/nowhere/at/all.log"]).refused();
    assert!(refusal.contains("/nowhere/at/all.log"), "{refusal}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_for_a_reader_is_found_in_the_log() {
    let folder = Folder::with_paper();
    let served = folder.serve();
    let id = |answer: &Answer| {
        answer.head.lines().find_map(|line| Some(line.strip_prefix("x-request-id: ")?.to_owned()))
    };
    assert_eq!(id(&served.get("/desk/api/articles")).unwrap().len(), 16);
    assert_eq!(id(&served.get("/en/")), None, "a page is everybody's");
    let database = format!("sqlite:{}", folder.paper().join("paper.db").display());
    testkit::Database::at(&database).execute("ALTER TABLE change RENAME TO gone").await;
    let answer = served.get("/en/corrections");
    assert_eq!(answer.status, 503);
    let (_, shown) = answer.body.split_once("Request ").unwrap();
    let shown = shown.split('<').next().unwrap().to_owned();
    assert_eq!(shown.len(), 16, "{}", answer.body);
    let log = served.log();
    assert!(log.lines().any(|line| line.contains("ERROR") && line.contains(&shown)), "{log}");
}

#[test]
fn only_a_trusted_proxy_names_a_request() {
    let folder = Folder::with_paper();
    let ask = |served: &Served| {
        let head = format!(
            "GET /desk/api/articles HTTP/1.1\r\nHost: {}\r\nX-Request-Id: from-the-proxy\r\nConnection: close\r\n\r\n",
            served.address
        );
        served.send(head.as_bytes()).head
    };
    assert!(!ask(&folder.serve()).contains("from-the-proxy"));
    let served = folder.serve_with(&["--set", "server.trusted_proxies=127.0.0.1"]);
    assert!(ask(&served).contains("x-request-id: from-the-proxy"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cdn_is_told_what_changed_and_told_again() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let article = draft(&store, "Rain stops play").await;
    folder.in_paper(&["approve", "en/rain-stops-play", "--revision", "1"]).ok();
    // It is busy at first.
    let cdn = Cdn::open(&[503]);
    let url = format!("cdn.url=http://{}/service/x", cdn.address);
    let flags = [
        "--set",
        "pages.for_cdn=true",
        "--set",
        "cdn.purge=fastly",
        "--set",
        &url,
        "--set",
        "cdn.token=secret",
    ];
    let paper = Told::start(&folder, &flags);
    // What it has from before nobody knows, so it is told everything: in vain, then well, and once more.
    let heard = cdn.wait_for(3);
    assert!(
        heard.iter().all(|told| told.line == "POST /service/x/purge_all HTTP/1.1"),
        "{heard:#?}"
    );
    assert_eq!(heard[0].header("fastly-key"), "secret");
    wait_until("the listener does not follow", || {
        paper.figures().get("masthead_listener_lag{listener=\"cdn\"}") == Some(&0.0)
    });
    folder.in_paper(&["publish", "en/rain-stops-play"]).ok();
    let is_purge = |line: &str| line == "POST /service/x/purge HTTP/1.1";
    let mut purges = Vec::new();
    wait_until("it was not told twice of the article", || {
        purges = cdn.heard().into_iter().filter(|told| is_purge(&told.line)).collect();
        purges.len() == 2
    });
    let names: Vec<&str> = purges[0].header("surrogate-key").split(' ').collect();
    assert!(names.contains(&format!("article:{}", article.id).as_str()), "{names:?}");
    assert!(names.contains(&"newest:en"), "{names:?}");
    assert_eq!(purges[0].header("fastly-soft-purge"), "1");
    assert_eq!(purges[0], purges[1], "the second time is the same");
    let page = paper.served.get("/en/post/rain-stops-play");
    assert!(page.head.contains(&format!("article:{}", article.id)), "{}", page.head);
    assert_eq!(paper.served.stop(), 0);

    let printed = folder.in_paper(&["config", "--set", "cdn.token=hush-hush"]).ok();
    assert!(printed.contains("token = \"…\"") && !printed.contains("hush-hush"), "{printed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cdn_is_told_again_by_the_server_that_comes_after_a_crash() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    draft(&store, "Rain stops play").await;
    folder.in_paper(&["approve", "en/rain-stops-play", "--revision", "1"]).ok();
    let cdn = Cdn::open(&[]);
    let url = format!("cdn.url=http://{}/service/x", cdn.address);
    let flags = [
        "--set",
        "pages.for_cdn=true",
        "--set",
        "cdn.purge=fastly",
        "--set",
        &url,
        "--set",
        "cdn.token=x",
    ];
    let paper = Told::start(&folder, &flags);
    cdn.wait_for(2);
    folder.in_paper(&["publish", "en/rain-stops-play"]).ok();
    let purges = || {
        let heard = cdn.heard().into_iter();
        heard.filter(|told| told.line.starts_with("POST /service/x/purge ")).collect::<Vec<_>>()
    };
    wait_until("it was not told of the article", || purges().len() == 1);
    wait_until("its place was not kept", || {
        paper.figures().get("masthead_listener_lag{listener=\"cdn\"}") == Some(&0.0)
    });
    // Dropped, it is killed.
    drop(paper);
    assert_eq!(purges().len(), 1, "it was killed too late");
    let paper = Told::start(&folder, &flags);
    wait_until("it was not told again", || purges().len() == 2);
    assert_eq!(purges()[0], purges()[1], "the second time is the same");
    assert!(!cdn.heard()[2..].iter().any(|told| told.line.contains("purge_all")));
    wait_until("the job was not forgotten", || {
        paper.figures().get("masthead_jobs_due") == Some(&0.0)
    });
    assert_eq!(store.next_job_at().await.unwrap(), None);
    assert_eq!(paper.served.stop(), 0);
}

#[test]
fn the_dashboard_asks_only_for_figures_that_are_told() {
    let folder = Folder::with_paper();
    let paper = Told::start(
        &folder,
        &[
            "--set",
            "log.access=access.log",
            "--set",
            "pages.for_cdn=true",
            "--set",
            "cdn.purge=varnish",
            "--set",
            "cdn.url=http://127.0.0.1:9",
        ],
    );
    wait_until("it is not ready", || paper.get("/readyz").status == 200);
    let told: BTreeSet<String> =
        paper.figures().keys().map(|series| series.split('{').next().unwrap().to_owned()).collect();
    let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy");
    let dashboard = std::fs::read_to_string(deploy.join("grafana-dashboard.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&dashboard).unwrap();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut asked = BTreeSet::new();
    for panel in json["panels"].as_array().unwrap() {
        for target in panel["targets"].as_array().unwrap() {
            let words = target["expr"].as_str().unwrap().split(|letter| !is_word(letter));
            let figures =
                words.filter(|word| word.starts_with("masthead_") || word.starts_with("process_"));
            asked.extend(figures);
        }
    }
    assert!(asked.len() > 15, "{asked:?}");
    let missing: Vec<_> = asked.iter().filter(|name| !told.contains(**name)).collect();
    assert!(missing.is_empty(), "nobody tells {missing:?}");
}
