//! What readers find, from the act of an editor to the page of results.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use masthead::worker::ASKED_ANEW;
use story::Article;
use testkit::Paper;

use crate::node::Node;
use crate::program::{self, Folder, Served};

async fn searching(paper: &Paper) -> Node {
    Node::with(paper.store.clone(), |config| {
        config.search.folder = config.media.folder.with_file_name("search");
    })
    .await
}

fn says(words: &str) -> impl Fn(u16, &str) -> bool {
    move |status, body| status == 200 && body.contains(words)
}

fn says_no(words: &str) -> impl Fn(u16, &str) -> bool {
    move |status, body| status == 200 && body.contains("Nothing was found") && !body.contains(words)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_story_is_found_within_a_second_and_gone_within_one() {
    let paper = Paper::open().await;
    let node = searching(&paper).await;
    let editor = paper.editor("ana");
    node.until("/en/search?q=harvest", says_no("Harvest")).await;
    let article =
        paper.article("Harvest fails in the north").paragraphs(&["Farmers wait."]).live().await;
    let found =
        node.until("/en/search?q=harvests", says("<mark>Harvest</mark> fails in the north")).await;
    assert!(found < Duration::from_secs(1), "{found:?}");
    editor.withdraw(&article, "It was not true.").await.ok();
    // Not even in the moment before the index hears of it.
    let (status, body) = node.get("/en/search?q=harvests").await;
    assert!(status == 200 && !body.contains("fails in the north"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_public_is_not_found() {
    let paper = Paper::open().await;
    let node = searching(&paper).await;
    let _draft = paper.article("Harvest of drafts").draft().await;
    let _later =
        paper.article("Harvest under embargo").embargo("2099-01-01T00:00:00Z").draft().await;
    paper.article("Rain at last").live().await;
    node.until("/en/search?q=rain", says("Rain")).await;
    for address in ["/en/search?q=harvest", "/en/search?q=harvset", "/en/search?q=embargo&in=all"] {
        let (_, body) = node.get(address).await;
        assert!(says_no("Harvest")(200, &body), "{address}");
    }
    let (_, suggested) = node.get("/en/search/suggest?q=harv").await;
    assert_eq!(suggested, "[\"harv\",[]]");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_what_was_found_and_why() {
    let paper = Paper::open().await;
    let node = searching(&paper).await;
    for n in 0..25 {
        paper
            .article(&format!("Rain {n}"))
            .paragraphs(&["Clouds come from the <b>west</b>."])
            .live()
            .await;
    }
    node.until("/en/search?q=rain", says("25 stories")).await;
    let (_, first) = node.get("/en/search?q=rain").await;
    assert!(first.contains("/en/search?q=rain&amp;page=2"));
    assert!(first.contains("noindex"));
    let (_, second) = node.get("/en/search?q=rain&page=2").await;
    assert_eq!(second.matches("<h2><a").count(), 5);
    let (_, snippet) = node.get("/en/search?q=clouds").await;
    assert!(snippet.contains("<mark>Clouds</mark> come from the &lt;b&gt;west"));
    let (_, slip) = node.get("/en/search?q=cloudz").await;
    assert!(slip.contains("these are for “clouds”"));
    let (_, nothing) = node.get("/en/search?q=zzzzzz").await;
    assert!(nothing.contains("Nothing was found") && nothing.contains("Read instead"));
    let (_, begun) = node.get("/en/search").await;
    assert!(begun.contains("Words in quotation marks") && !begun.contains("noindex"));
    let (_, description) = node.get("/en/search/opensearch.xml").await;
    assert!(description.contains("https://meridian.example/en/search?q={searchTerms}"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_stay_words() {
    let paper = Paper::open().await;
    let node = searching(&paper).await;
    paper.article("Rain").live().await;
    node.until("/en/search?q=rain", says("1 story")).await;
    for query in [
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "q=rain&section=%22%3E%3Cscript%3E&author=%3Cscript%3E&from=%3Cscript%3E&in=%3Cscript%3E&sort=x&page=-4",
        "q=%00%01%02&page=99999999999999999999",
        "q=%ff%fe",
        "q=author:%22%20-%20%22%20before:0000-99-99%20(((((((",
    ] {
        let (status, body) = node.get(&format!("/en/search?{query}")).await;
        assert!(status == 200, "{query}: {status}");
        assert!(!body.contains("<script>alert") && !body.contains("<img src=x"));
    }
    let long = "rain+".repeat(1500);
    assert_eq!(node.get(&format!("/en/search?q={long}")).await.0, 200);
    assert_eq!(node.get("/xx/search?q=rain").await.0, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_index_that_was_away_catches_up_and_can_be_made_anew() {
    let paper = Paper::open().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("search");
    let node_in = |path: std::path::PathBuf| {
        let (database, clock) = (&paper.database, paper.store.clock().clone());
        async move {
            let store = database.open(clock).await;
            Node::with(store, |config| config.search.folder = path).await
        }
    };
    let mut first = node_in(path.clone()).await;
    let gone: Article = paper.article("Harvest").live().await;
    first.until("/en/search?q=harvest", says("1 story")).await;
    first.stop().await;
    let editor = paper.editor("ana");
    editor.withdraw(&gone, "It was not true.").await.ok();
    paper.article("Rain at last").live().await;
    let second = node_in(path).await;
    second.until("/en/search?q=rain", says("1 story")).await;
    let (_, body) = second.get("/en/search?q=harvest").await;
    assert!(says_no("Harvest")(200, &body));
    let mut write = paper.store.write().await.unwrap();
    write.set(ASKED_ANEW, "1").await.unwrap();
    write.commit().await.unwrap();
    paper.article("Snow").live().await;
    second.until("/en/search?q=snow", says("1 story")).await;
    second.until("/en/search?q=rain", says("1 story")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_without_an_index_has_no_search() {
    let paper = Paper::open().await;
    let node = Node::of(paper.store.clone()).await;
    paper.article("Rain").live().await;
    assert_eq!(node.get("/en/search?q=rain").await.0, 404);
    assert!(!node.get("/en/").await.1.contains("/en/search"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_to_read_next_is_about_the_same_and_not_merely_new() {
    let paper = Paper::open().await;
    let node = searching(&paper).await;
    for n in 0..30 {
        paper.article(&format!("Chess evening {n}")).live().await;
    }
    paper.article("Who pays for the bridge that the floods took").live().await;
    let gone = paper.article("Bridge and flood: a first guess").live().await;
    paper.article("Orchestra on tour").live().await;
    node.until("/en/search?q=orchestra", says("<mark>Orchestra</mark>")).await;
    let page = paper.article("Flood takes the old bridge").live().await;
    let address = format!("/en/post/{}", page.slug);
    let (_, body) = node.get(&address).await;
    let next = body.split_once("class=\"related\"").map_or("", |(_, next)| next);
    let next = next.split_once("</ul>").map_or("", |(next, _)| next);
    assert!(next.contains("Who pays for the bridge") && next.contains("a first guess"), "{next}");
    assert!(!next.contains("Orchestra") && !next.contains("Chess"), "{next}");
    paper.editor("ana").withdraw(&gone, "It was wrong.").await.ok();
    let without = |status: u16, body: &str| status == 200 && !body.contains("a first guess");
    let left = node.until(&address, without).await;
    assert!(left < Duration::from_secs(1), "{left:?}");
}

const ANA: &str = r#"{"email":"ana@paper.example","password":"correct horse battery"}"#;

/// Signs in, and gives what the browser would keep.
fn sign_in(served: &Served) -> String {
    let length = ANA.len();
    let head = format!(
        "POST /desk/api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    let mut stream = served.connect();
    stream.write_all(format!("{head}{ANA}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, cookie) = answer.split_once("set-cookie: ").unwrap_or_else(|| panic!("{answer}"));
    cookie.split(';').next().unwrap().to_owned()
}

fn desk_finds(served: &Served, cookie: &str, query: &str) -> Vec<String> {
    let question = format!(
        "GET /desk/api/articles?{query} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
    );
    let answer = served.send(question.as_bytes());
    assert_eq!(answer.status, 200, "{query}: {}", answer.body);
    let list: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let lines = list["articles"].as_array().unwrap().iter();
    lines.map(|line| line["headline"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_newsroom_finds_drafts_by_their_words_and_readers_do_not() {
    let folder = Folder::with_paper();
    let add = ["user", "add", "ana@paper.example", "--name", "Ana", "--role", "editor"];
    let add = [&add[..], &["--password-stdin"]].concat();
    folder.in_paper_with_input(&add, "correct horse battery\n").ok();
    let store = folder.store().await;
    program::draft(&store, "Harvest").await;
    let served = folder.serve();
    let cookie = sign_in(&served);
    let patience = Instant::now() + Duration::from_secs(15);
    while desk_finds(&served, &cookie, "q=raining") != ["Harvest"] {
        assert!(Instant::now() < patience, "the draft is not found by another form of its words");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    program::draft(&store, "Orchestra on tour").await;
    while desk_finds(&served, &cookie, "q=all+day") != ["Orchestra on tour", "Harvest"] {
        assert!(Instant::now() < patience, "a new draft is not found");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(desk_finds(&served, &cookie, "q=orch"), ["Orchestra on tour"], "half a word");
    assert_eq!(desk_finds(&served, &cookie, "q=raining&state=draft").len(), 2);
    assert!(desk_finds(&served, &cookie, "q=raining&state=live").is_empty());
    assert!(desk_finds(&served, &cookie, "q=snow").is_empty());
    let readers = served.get("/en/search?q=raining");
    assert!(readers.body.contains("Nothing was found"), "readers find no drafts");
    assert!(!served.get("/en/search/suggest?q=rai").body.contains("rained"));
}
