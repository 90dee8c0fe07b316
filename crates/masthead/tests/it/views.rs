//! Readers are counted: once each, through every door, and whatever happens to the program.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use audience::{Tokens, What};
use jiff::{SignedDuration, Timestamp};
use store::{ReadCountries, Views, WantedCountries};
use story::{Article, ArticleId};
use testkit::{Database, Paper};

use crate::https;
use crate::node::Node;
use crate::program::{Folder, draft};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A view, as a browser tells of it.
#[derive(Clone)]
struct Beacon {
    article: ArticleId,
    token: String,
    agent: String,
    address: String,
}

impl Beacon {
    fn new(article: ArticleId, token: &str, agent: &str, address: &str) -> Beacon {
        let own = str::to_owned;
        Beacon { article, token: own(token), agent: own(agent), address: own(address) }
    }

    fn bytes(&self) -> Vec<u8> {
        let Beacon { article, token, agent, address } = self;
        format!(
            "POST /-/view/{article}?t={token}&r=t.co HTTP/1.1\r\nHost: x\r\nUser-Agent: {agent}\r\nX-Forwarded-For: {address}\r\nContent-Length: 0\r\n\r\n"
        )
        .into_bytes()
    }
}

/// Sends them over one connection and waits for all answers.
fn send(address: &str, beacons: &[Beacon]) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    for some in beacons.chunks(100) {
        let bytes: Vec<u8> = some.iter().flat_map(Beacon::bytes).collect();
        stream.write_all(&bytes).unwrap();
        let (mut answered, mut buffer, mut heard) = (0, [0; 16_384], String::new());
        while answered < some.len() {
            let count = stream.read(&mut buffer).unwrap();
            assert!(count > 0, "the server hung up after {answered} answers: {heard}");
            heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
            answered = heard.matches("HTTP/1.1 204 No Content\r\n").count();
        }
    }
}

async fn counting(paper: &Paper) -> Node {
    let mut edition = paper.edition("en").await;
    (edition.views, edition.most_read) = (true, true);
    paper.put_edition(&edition).await;
    node(paper).await
}

async fn node(paper: &Paper) -> Node {
    trusting(paper.store.clone()).await
}

async fn trusting(store: store::Store) -> Node {
    Node::with(store, |config| {
        config.server.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        config.worker.run = true;
    })
    .await
}

async fn views(store: &store::Reader, article: ArticleId) -> Views {
    store.views(What::View(article)).await.unwrap()
}

/// Waits until so many people are kept.
async fn kept(store: &store::Reader, article: ArticleId, people: i64) -> Views {
    let begun = Instant::now();
    loop {
        let views = views(store, article).await;
        if views.people >= people {
            return views;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "{views:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn number(node: &Node, article: &Article) -> serde_json::Value {
    let (status, body) = node.get(&format!("/en/views/{}", article.id)).await;
    assert_eq!(status, 200, "{body}");
    serde_json::from_str(&body).unwrap()
}

/// The token of a page that was opened long enough ago.
async fn token(paper: &Paper, article: ArticleId) -> String {
    let tokens = paper.store.tokens().await.unwrap();
    tokens.make(What::View(article), paper.now() - SignedDuration::from_secs(6))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_ten_thousand_hits_five_hundred_are_people() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    let mut node = counting(&paper).await;
    let good = token(&paper, rain.id).await;
    let tokens = paper.store.tokens().await.unwrap();
    let too_fast = tokens.make(What::View(rain.id), paper.now());
    let mut beacons = Vec::new();
    let mut add = |token: &str, agent: &str, count: u32, first: u32| {
        for reader in first..first + count {
            let [_, _, high, low] = reader.to_be_bytes();
            let address = format!("203.0.{high}.{low}");
            beacons.push(Beacon::new(rain.id, token, agent, &address));
        }
    };
    add(&good, FIREFOX, 500, 0);
    add(&good, FIREFOX, 500, 0);
    add(&good, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 3000, 0);
    add("", FIREFOX, 3000, 3000);
    add(&too_fast, FIREFOX, 3000, 6000);
    let address = node.address.to_string();
    tokio::task::spawn_blocking(move || {
        // Neighbors in the list are not neighbors in time.
        let mut order: Vec<usize> = (0..beacons.len()).collect();
        order.sort_by_key(|place| (place * 7919) % 10_007);
        let mixed: Vec<Beacon> = order.iter().map(|place| beacons[*place].clone()).collect();
        let third = mixed.len() / 3 + 1;
        std::thread::scope(|scope| {
            for some in mixed.chunks(third) {
                let address = &address;
                scope.spawn(move || send(address, some));
            }
        });
    })
    .await
    .unwrap();
    node.stop().await;
    let store = paper.database.open(paper.store.clock().clone()).await;
    let views = views(&store, rain.id).await;
    assert_eq!(views, Views { people: 500, hits: 1000, bots: 9000 });
    let again = Node::of(store).await;
    assert_eq!(number(&again, &rain).await["text"], "500 views");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_keeps_a_place_and_the_number_is_at_most_a_minute_old() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    let node = counting(&paper).await;
    let path = paper.path(&rain).await;
    let (_, page) = node.get(&path).await;
    let href = format!("/en/views/{}", rain.id);
    assert!(page.contains(&format!("data-views=\"{href}\"")), "{page}");
    assert!(page.contains(&format!("<noscript>\n<img class=\"views\" alt=\"The number of views\" src=\"/-/views/en/{}.svg\"", rain.id)), "{page}");
    assert!(!page.contains(" views<"), "the page does not know the number");
    let said = number(&node, &rain).await;
    assert_eq!(said["text"], "0 views");
    let tell = said["tell"].as_str().unwrap().to_owned();
    let token = tell.split("t=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    paper.pass(SignedDuration::from_secs(5));
    let beacon = Beacon::new(rain.id, &token, FIREFOX, "203.0.113.9");
    send(&node.address.to_string(), &[beacon]);
    let told = Instant::now();
    kept(&paper.store, rain.id, 1).await;
    assert!(told.elapsed() < Duration::from_secs(2), "{:?}", told.elapsed());
    loop {
        if number(&node, &rain).await["text"] == "1 view" {
            break;
        }
        assert!(told.elapsed() < Duration::from_secs(60), "the number is too old");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_eq!(node.get(&path).await.1, page, "the page is the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_scripts_a_picture_counts_and_shows_the_number() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    let node = counting(&paper).await;
    let picture = format!("/-/views/en/{}.svg", rain.id);
    let ask = |agent: &str, more: &str| {
        let mut stream = TcpStream::connect(node.address).unwrap();
        let head = format!(
            "GET {picture} HTTP/1.1\r\nHost: x\r\nUser-Agent: {agent}\r\n{more}Connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        said
    };
    let said = ask(FIREFOX, "");
    assert!(said.contains("cache-control: no-store") && said.contains("image/svg+xml"), "{said}");
    assert!(said.contains(">0 views</text>"), "{said}");
    ask("Mozilla/5.0 (compatible; bingbot/2.0)", "");
    ask("Mozilla/5.0 (X11) Other", "DNT: 1\r\n");
    ask(FIREFOX, "");
    let views = kept(&paper.store, rain.id, 1).await;
    assert!(ask(FIREFOX, "").contains(">1 view</text>"));
    assert_eq!(views.people, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edition_that_counts_nobody_has_no_place_for_it() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    let node = node(&paper).await;
    let (_, page) = node.get(&paper.path(&rain).await).await;
    assert!(!page.contains("data-views") && !page.contains("/-/views/"), "{page}");
    for path in ["views/1", "most-read", "most-read/week"] {
        assert_eq!(node.get(&format!("/en/{path}")).await.0, 404);
    }
    assert_eq!(node.get(&format!("/en/views/{}", rain.id)).await.0, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_read_most_stands_on_pages_until_it_is_withdrawn() {
    let paper = Paper::open().await;
    let ana = paper.editor("ana");
    let mut articles = Vec::new();
    for headline in ["Snow", "Rain", "Hail", "Fog"] {
        articles.push(paper.article(headline).live().await);
    }
    let node = counting(&paper).await;
    let front = node.get("/en/").await.1;
    assert!(!front.contains("Most read"), "too little was read");
    let mut beacons = Vec::new();
    let mut tokens = Vec::new();
    for article in &articles {
        tokens.push(token(&paper, article.id).await);
    }
    for (place, article) in articles.iter().enumerate() {
        for reader in 0..10 + place {
            let address = format!("203.{reader}.113.9");
            beacons.push(Beacon::new(article.id, &tokens[place], FIREFOX, &address));
        }
    }
    send(&node.address.to_string(), &beacons);
    kept(&paper.store, articles[3].id, 13).await;
    // The box is looked up every ten minutes.
    paper.pass_minutes(10);
    let box_of = |html: &str| {
        let list = html.split("class=\"most-read\"").nth(1).unwrap_or_default();
        let list = list.split("</ol>").next().unwrap_or_default();
        ["Snow", "Rain", "Hail", "Fog"].map(|headline| list.find(&format!("{headline}</a>")))
    };
    node.until("/en/", |_, body| {
        let [snow, rain, hail, fog] = box_of(body);
        fog.is_some() && fog < hail && hail < rain && rain < snow
    })
    .await;
    let section = paper.store.sections().await.unwrap();
    let section = section.iter().find(|section| section.edition.as_str() == "en").unwrap();
    for path in [
        format!("/en/{}", section.slug),
        paper.path(&articles[0]).await,
        "/en/most-read".to_owned(),
    ] {
        let (status, body) = node.get(&path).await;
        assert!(status == 200 && box_of(&body)[3].is_some(), "{path}: {body}");
    }
    for path in [
        "/en/most-read/hour".to_owned(),
        "/en/most-read/week".to_owned(),
        format!("/en/{}/most-read", section.slug),
    ] {
        assert_eq!(node.get(&path).await.0, 200, "{path}");
    }
    for path in ["/en/most-read/month", "/en/most-read?after=x", "/en/nowhere/most-read"] {
        assert_eq!(node.get(path).await.0, 404, "{path}");
    }
    ana.withdraw(&articles[3], "It was not true.").await.ok();
    for path in ["/en/", "/en/most-read"] {
        let took = node.until(path, |_, body| box_of(body)[3].is_none()).await;
        assert!(took < Duration::from_secs(2), "{path}: {took:?}");
    }
}

/// Sends beacons of ever other readers until the server is gone; tells when each was answered.
fn until_it_is_gone(address: &str, article: ArticleId, token: &str) -> Vec<Instant> {
    let mut answered = Vec::new();
    let Ok(mut stream) = TcpStream::connect(address) else { return answered };
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let mut buffer = [0; 4096];
    for reader in 0.. {
        let agent = format!("Mozilla/5.0 (X11) Reader/{reader}");
        let beacon = Beacon::new(article, token, &agent, "203.0.113.9");
        if stream.write_all(&beacon.bytes()).is_err() {
            break;
        }
        match stream.read(&mut buffer) {
            Ok(count @ 1..) if buffer[..count].starts_with(b"HTTP/1.1 204") => {
                answered.push(Instant::now());
            }
            _ => break,
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    answered
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_loses_no_more_than_a_second_of_readers_and_a_stop_loses_none() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let rain = draft(&store, "Rain").await;
    for signal in ["KILL", "TERM"] {
        let before = views(&store, rain.id).await.people;
        let now: Timestamp = store.clock().now();
        let tokens: Tokens = store.tokens().await.unwrap();
        let token = tokens.make(What::View(rain.id), now - SignedDuration::from_secs(60));
        let served = folder.serve();
        let (address, id) = (served.address.clone(), rain.id);
        let sending = std::thread::spawn(move || until_it_is_gone(&address, id, &token));
        tokio::time::sleep(Duration::from_millis(2700)).await;
        served.signal(signal);
        let told = Instant::now();
        let answered = sending.join().unwrap();
        served.ended();
        let counted = views(&store, rain.id).await.people - before;
        let all = i64::try_from(answered.len()).unwrap();
        assert!(all > 200, "{all} readers are too few to prove anything");
        if signal == "TERM" {
            // The day's first readers are those of before the kill, and are counted once.
            let known = before;
            assert!(counted + known >= all, "{counted} of {all} readers");
        } else {
            let second = Duration::from_secs(1);
            let older = answered.iter().filter(|at| **at + second <= told).count();
            assert!(
                counted >= i64::try_from(older).unwrap(),
                "{counted} of {older} older ones of {all}"
            );
        }
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_nodes_add_up_exactly() {
    let database = match Database::postgres().await {
        Some(database) => database,
        None => Database::sqlite(),
    };
    let paper = Paper::kept_in(database).await;
    let rain = paper.article("Rain").live().await;
    let good = token(&paper, rain.id).await;
    let mut nodes = Vec::new();
    for _ in 0..3 {
        // Each has the database to itself, as on a machine of its own.
        let store = paper.database.open(paper.store.clock().clone()).await;
        nodes.push(trusting(store).await);
    }
    let sent: Vec<_> = nodes
        .iter()
        .zip([0_u8, 60, 120])
        .map(|(node, first)| {
            let (address, token, article) = (node.address.to_string(), good.clone(), rain.id);
            std::thread::spawn(move || {
                let beacons: Vec<Beacon> = (first..first + 120)
                    .map(|reader| {
                        Beacon::new(article, &token, FIREFOX, &format!("203.{reader}.113.9"))
                    })
                    .collect();
                send(&address, &beacons);
            })
        })
        .collect();
    for sent in sent {
        sent.join().unwrap();
    }
    for node in &mut nodes {
        node.stop().await;
    }
    let store = paper.database.open(paper.store.clock().clone()).await;
    assert_eq!(views(&store, rain.id).await, Views { people: 240, hits: 360, bots: 0 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_are_counted_over_every_http_that_is_spoken() {
    let folder = Folder::with_paper();
    let store = folder.store().await;
    let rain = draft(&store, "Rain").await;
    let now: Timestamp = store.clock().now();
    let tokens: Tokens = store.tokens().await.unwrap();
    let token = tokens.make(What::View(rain.id), now - SignedDuration::from_secs(60));
    let root = https::write_certificate(&folder);
    let served = https::serve(&folder, &[]);
    let secret = https::Secret::of(&served, "news.paper.test", &root);
    let path = format!("/-/view/{}?t={token}&r=t.co", rain.id);
    let told = ["-X", "POST", "-o", "/dev/null", "-w", "%{http_version} %{http_code}"];
    for (agent, flag, version) in
        [("Mozilla/5.0 one", "--http2", "2"), ("Mozilla/5.0 two", "--http1.1", "1.1")]
    {
        // Twice each, and each a reader once.
        for _ in 0..2 {
            let answer = secret.get(&path, &[&told[..], &["-A", agent, flag]].concat()).unwrap();
            assert_eq!(answer, format!("{version} 204"));
        }
    }
    assert_eq!(kept(&store, rain.id, 2).await.people, 2);
    drop(served);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_are_counted_by_country_from_a_file_that_was_replaced_while_it_ran() {
    let paper = Paper::open().await;
    let rain = paper.article("Rain").live().await;
    let mut edition = paper.edition("en").await;
    (edition.views, edition.most_read) = (true, true);
    paper.put_edition(&edition).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("countries.mmdb");
    std::fs::write(&file, "<html>Not found</html>").unwrap();
    let clock = paper.store.clock().clone();
    let node = Node::with(paper.store.clone(), |config| {
        config.server.trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        config.worker.run = true;
        config.audience.countries = file.clone();
    })
    .await;
    let told = async || {
        let today = audience::Day::of(clock.now());
        let editions = vec![edition.code.clone()];
        let wanted = WantedCountries { from: today, until: today, editions, section: None };
        paper.store.read_countries(&wanted).await.unwrap()
    };
    let address = node.address.to_string();
    let come = async |hosts: std::ops::RangeInclusive<u8>| {
        let token = token(&paper, rain.id).await;
        let beacons: Vec<Beacon> = hosts
            .map(|host| Beacon::new(rain.id, &token, FIREFOX, &format!("203.0.113.{host}")))
            .collect();
        let address = address.clone();
        tokio::task::spawn_blocking(move || send(&address, &beacons)).await.unwrap();
    };
    // A page in the place of the file: readers are counted all the same.
    come(1..=5).await;
    kept(&paper.store, rain.id, 5).await;
    assert_eq!(told().await, ReadCountries::default());
    std::fs::write(folder.path().join("new.mmdb"), testkit::country_file()).unwrap();
    std::fs::rename(folder.path().join("new.mmdb"), &file).unwrap();
    clock.set(clock.now() + SignedDuration::from_hours(1));
    let begun = Instant::now();
    let mut hosts = 6;
    while told().await.countries.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", told().await);
        come(hosts..=hosts + 4).await;
        hosts += 5;
        kept(&paper.store, rain.id, i64::from(hosts) - 1).await;
    }
    let countries = told().await.countries;
    assert_eq!(countries.iter().map(|(country, _)| country.as_str()).collect::<Vec<_>>(), ["AM"]);
}
