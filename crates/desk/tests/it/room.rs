//! Several people on one text, over real sockets.

use std::net::SocketAddr;
use std::time::Duration;

use collaboration::SharedText;
use collaboration::message::{self, FromBrowser, Presence};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use story::Content;
use story::permission::{Grant, Role};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::paper::{Browser, Paper};

/// An editor in a browser: its copy of the text, and its line.
struct Editor {
    text: SharedText,
    line: WebSocketStream<MaybeTlsStream<TcpStream>>,
    kept: u64,
    sent: u64,
    presence: Vec<Presence>,
    comments: usize,
    closed: Option<u16>,
}

impl Editor {
    async fn open(desk: SocketAddr, browser: &Browser, article: &Value) -> Editor {
        Editor::with(desk, browser, article, SharedText::empty()).await
    }

    /// Comes in with a text that was open before.
    async fn with(
        desk: SocketAddr,
        browser: &Browser,
        article: &Value,
        text: SharedText,
    ) -> Editor {
        let line = Editor::connect(desk, browser, article, "").await.unwrap();
        let (kept, sent, presence) = (0, 0, Vec::new());
        let mut editor = Editor { text, line, kept, sent, presence, comments: 0, closed: None };
        editor.say(message::ask(&editor.text.state_vector())).await;
        editor.hear().await;
        editor
    }

    async fn connect(
        desk: SocketAddr,
        browser: &Browser,
        article: &Value,
        query: &str,
    ) -> Result<WebSocketStream<MaybeTlsStream<TcpStream>>, Error> {
        let id = article["id"].as_str().unwrap();
        let mut request =
            format!("ws://{desk}/desk/api/articles/{id}/room{query}").into_client_request()?;
        let cookies: Vec<String> =
            browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().insert("cookie", cookies.join("; ").parse().unwrap());
        Ok(connect_async(request).await?.0)
    }

    async fn say(&mut self, message: Vec<u8>) {
        self.line.send(Message::Binary(message.into())).await.unwrap();
    }

    /// Takes in what comes, until nothing came for a while.
    async fn hear(&mut self) {
        while let Ok(Some(frame)) =
            tokio::time::timeout(Duration::from_millis(900), self.line.next()).await
        {
            let frame = match frame {
                Ok(Message::Binary(frame)) => frame,
                Ok(Message::Close(close)) => {
                    self.closed = close.map(|close| close.code.into());
                    return;
                }
                Ok(_) => continue,
                Err(_) => return,
            };
            match frame[0] {
                100 => self.kept = u64::from(frame[1]),
                101 => self.comments += 1,
                _ => {
                    for said in FromBrowser::read(&frame).unwrap() {
                        match said {
                            FromBrowser::Has(vector) => {
                                let missing = self.text.missing(&vector).unwrap();
                                self.sent += 1;
                                self.say(message::answer(missing)).await;
                            }
                            FromBrowser::Change(change) => self.text.apply(&change).unwrap(),
                            FromBrowser::Presence(presence) => self.presence.push(presence),
                            FromBrowser::WhoIsHere => {}
                        }
                    }
                }
            }
        }
    }

    /// Changes the text as somebody types.
    async fn write(&mut self, change: impl FnOnce(&mut Content)) {
        let update = self.change(change);
        self.sent += 1;
        self.say(message::change(update)).await;
    }

    fn change(&mut self, change: impl FnOnce(&mut Content)) -> Vec<u8> {
        let mut content = self.text.content();
        change(&mut content);
        self.text.replace(&content)
    }
}

/// The paper goes away with its value: whoever takes this apart keeps it.
struct Newsroom {
    paper: Paper,
    desk: SocketAddr,
    ana: Browser,
    davit: Browser,
    article: Value,
}

async fn newsroom() -> Newsroom {
    newsroom_of(Paper::open().await).await
}

async fn newsroom_of(paper: Paper) -> Newsroom {
    let desk = paper.on_a_socket().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let davit = paper.person("davit", Role::Reporter).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    Newsroom { paper, desk, ana, davit, article }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_write_one_text_and_each_hears_what_is_kept() {
    let Newsroom { paper, desk, ana, davit, article } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    let mut davits = Editor::open(desk, &davit, &article).await;
    assert_eq!(anas.text.content().headline, "Rain");
    anas.write(|content| content.headline.push_str(" stops play")).await;
    davits.write(|content| content.standfirst = "For an hour.".to_owned()).await;
    anas.hear().await;
    davits.hear().await;
    assert_eq!(anas.text.content(), davits.text.content());
    assert_eq!(anas.text.content().headline, "Rain stops play");
    assert_eq!((anas.kept, davits.kept), (anas.sent, davits.sent));
    let listed = paper.store.desk_row(article["id"].as_str().unwrap().parse().unwrap()).await;
    assert_eq!(listed.unwrap().headline, "Rain stops play", "the list knows what is typed");
    // What was told to be kept is in the store, whatever happens to this process.
    let id = article["id"].as_str().unwrap().parse().unwrap();
    let kept = paper.store.room_changes(id, 0).await.unwrap();
    let text = SharedText::empty();
    kept.changes.iter().for_each(|change| text.apply(change).unwrap());
    assert_eq!(text.content(), anas.text.content());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_away_for_two_hours_comes_back_with_everything() {
    let Newsroom { paper, desk, ana, davit, article } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    let mut davits = Editor::open(desk, &davit, &article).await;
    let Editor { text, line, .. } = davits;
    drop(line);
    davits = Editor::with(desk, &davit, &article, text).await;
    davits.line.close(None).await.unwrap();
    davits.change(|content| content.headline.insert_str(0, "Late: "));
    anas.write(|content| content.headline.push_str(" again")).await;
    anas.hear().await;
    paper.wait(2 * 3600);
    let mut davits = Editor::with(desk, &davit, &article, davits.text).await;
    davits.hear().await;
    anas.hear().await;
    assert_eq!(anas.text.content().headline, "Late: Rain again");
    assert_eq!(davits.text.content(), anas.text.content());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_says_what_the_text_says() {
    let Newsroom { paper: _paper, desk, mut ana, article, .. } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    anas.write(|content| content.headline.push_str(" stops play")).await;
    anas.hear().await;
    let path = format!("/desk/api/articles/{}", article["id"].as_str().unwrap());
    assert_eq!(ana.get(&format!("{path}/room/state")).await.ok()["unsaved"], true);
    let saved = ana.post(&format!("{path}/checkpoint"), json!({ "note": "First" })).await.ok();
    assert_eq!(saved["content"]["headline"], "Rain stops play");
    assert_eq!(saved["draft"], 2);
    assert_eq!(saved["revisions"].as_array().unwrap().len(), 2);
    let again = ana.post(&format!("{path}/checkpoint"), json!({})).await.ok();
    let long = json!({ "note": "x".repeat(501) });
    let refused = ana.post(&format!("{path}/checkpoint"), long).await.refused();
    assert_eq!(refused, (422, "invalid".into()));
    assert_eq!(again["draft"], 2, "the same text is not another version");
    assert_eq!(ana.get(&format!("{path}/room/state")).await.ok()["unsaved"], false);
    // A text that was written past the room reaches whoever has it open.
    let mut content = saved["content"].clone();
    content["headline"] = json!("Rain ends play");
    ana.act(&saved, "revisions", json!({ "content": content })).await.ok();
    anas.hear().await;
    assert_eq!(anas.text.content().headline, "Rain ends play");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_takes_anothers_name_beside_a_caret() {
    let Newsroom { paper: _paper, desk, mut ana, davit, article, .. } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    let mut davits = Editor::open(desk, &davit, &article).await;
    let state = json!({ "user": { "name": "ana" }, "cursor": { "anchor": 1 }, "more": "x" });
    let browsers = vec![(7, 1, state.to_string())];
    davits.say(message::presence(&Presence { browsers })).await;
    anas.hear().await;
    let told: Value = serde_json::from_str(&anas.presence[0].browsers[0].2).unwrap();
    assert_eq!(told["user"]["name"], "davit");
    assert_eq!(told["cursor"]["anchor"], 1);
    assert!(told.get("more").is_none());
    let list = ana.get("/desk/api/articles").await.ok();
    assert_eq!(list["articles"][0]["people"].as_array().unwrap().len(), 2);
    davits.line.close(None).await.unwrap();
    anas.hear().await;
    assert_eq!(anas.presence.last().unwrap().browsers[0], (7, 2, "null".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_may_write_there_writes() {
    let Newsroom { paper, desk, ana, article, .. } = newsroom().await;
    let russian = story::EditionCode::parse("ru").unwrap();
    let lilit = paper.account("lilit", vec![Grant::in_edition(Role::Editor, russian)]).await;
    let lilit = paper.signed_in(&lilit).await;
    let line = Editor::connect(desk, &lilit, &article, "").await.unwrap();
    assert_eq!(closed(line).await, Some(4403));
    let missing = json!({ "id": "1" });
    let line = Editor::connect(desk, &ana, &missing, "").await.unwrap();
    assert_eq!(closed(line).await, Some(4404));
    assert!(Editor::connect(desk, &paper.stranger(), &article, "").await.is_err());

    let mut reads = Editor {
        line: Editor::connect(desk, &lilit, &article, "?as=read").await.unwrap(),
        text: SharedText::empty(),
        kept: 0,
        sent: 0,
        presence: Vec::new(),
        comments: 0,
        closed: None,
    };
    reads.say(message::ask(&reads.text.state_vector())).await;
    reads.hear().await;
    assert_eq!(reads.text.content().headline, "Rain");
    reads.write(|content| content.headline.push_str(" is mine")).await;
    reads.hear().await;
    assert_eq!(reads.closed, Some(4403));
}

#[tokio::test]
async fn whoever_does_not_speak_websocket_is_told_so() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let path = format!("/desk/api/articles/{}/room", article["id"].as_str().unwrap());
    let answer = ana.get(&path).await;
    assert_eq!(answer.refused(), (426, "no_websocket".into()));
    assert_eq!(answer.headers["upgrade"], "websocket");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_ends_its_own_line_and_nobody_elses_text() {
    let Newsroom { paper: _paper, desk, ana, davit, article, .. } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    for nonsense in [
        vec![0, 2, 10, 1, 128, 128, 128, 128, 128, 128, 128, 16, 0],
        vec![0, 2, 3, 255, 255, 255],
        vec![1, 200],
        vec![],
        vec![255; 60],
    ] {
        let mut davits = Editor::open(desk, &davit, &article).await;
        davits.say(nonsense).await;
        davits.hear().await;
    }
    let mut again = Editor::with(desk, &ana, &article, anas.text).await;
    again.write(|content| content.headline.push_str(" goes on")).await;
    again.hear().await;
    assert_eq!(again.text.content().headline, "Rain goes on");
    assert_eq!(again.kept, again.sent);
    anas = Editor::open(desk, &ana, &article).await;
    assert_eq!(anas.text.content().headline, "Rain goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn comments_are_announced_to_who_reads_the_text() {
    let Newsroom { paper: _paper, desk, ana, mut davit, article, .. } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    let path = format!("/desk/api/articles/{}/comments", article["id"].as_str().unwrap());
    davit.post(&path, json!({ "words": "", "anchor": "", "text": "Why?" })).await.ok();
    anas.hear().await;
    assert_eq!(anas.comments, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_have_one_text() {
    let Newsroom { paper, desk, ana, davit, article } = newsroom().await;
    let other = paper.another_node().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    let mut davits = Editor::open(other, &davit, &article).await;
    anas.write(|content| content.headline.push_str(" stops play")).await;
    davits.write(|content| content.headline.insert_str(0, "Late: ")).await;
    anas.hear().await;
    davits.hear().await;
    anas.hear().await;
    assert_eq!(anas.text.content().headline, "Late: Rain stops play");
    assert_eq!(davits.text.content(), anas.text.content());
    assert_eq!((anas.kept, davits.kept), (anas.sent, davits.sent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_see_each_other_from_two_nodes() {
    let paper = Paper::open().await;
    let other = paper.store.clone();
    see_each_other(paper, other).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_see_each_other_from_two_nodes_on_postgresql() {
    if let Some((paper, other, _database)) = Paper::on_postgres().await {
        see_each_other(paper, other).await;
    }
}

async fn see_each_other(paper: Paper, other: store::Store) {
    let Newsroom { paper, desk, ana, davit, article } = newsroom_of(paper).await;
    let (other_node, other) = paper.node_over(other).await;
    let caret = |clock, anchor| {
        let state = json!({ "cursor": { "anchor": anchor } }).to_string();
        message::presence(&Presence { browsers: vec![(7, clock, state)] })
    };
    let mut anas = Editor::open(desk, &ana, &article).await;
    anas.say(caret(1, 4)).await;
    anas.hear().await;
    // Who comes later hears at once who was there before.
    let mut davits = Editor::open(other, &davit, &article).await;
    davits.hear().await;
    let told = davits.presence.last().expect("where ana is").browsers[0].clone();
    let state: Value = serde_json::from_str(&told.2).unwrap();
    assert_eq!((told.0, told.1), (7, 1));
    assert_eq!((&state["user"]["name"], &state["cursor"]["anchor"]), (&json!("ana"), &json!(4)));
    for mut browser in [ana.at_node(&paper.desk), ana.at_node(&other_node)] {
        let list = browser.get("/desk/api/articles").await.ok();
        let people = list["articles"][0]["people"].as_array().unwrap();
        let names: Vec<&Value> = people.iter().map(|person| &person["name"]).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
    // Carets move, comments are announced, and who leaves is gone, on both.
    anas.say(caret(2, 9)).await;
    let path = format!("/desk/api/articles/{}/comments", article["id"].as_str().unwrap());
    let comment = json!({ "words": "", "anchor": "", "text": "Why?" });
    ana.at_node(&paper.desk).post(&path, comment).await.ok();
    davits.hear().await;
    assert_eq!(davits.presence.last().unwrap().browsers[0].1, 2);
    assert_eq!(davits.comments, 1);
    anas.line.close(None).await.unwrap();
    davits.hear().await;
    assert_eq!(davits.presence.last().unwrap().browsers, [(7, 3, "null".to_owned())]);
    let list = ana.at_node(&other_node).get("/desk/api/articles").await.ok();
    assert_eq!(list["articles"][0]["people"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_end_when_the_server_stops() {
    let Newsroom { paper, desk, ana, article, .. } = newsroom().await;
    let mut anas = Editor::open(desk, &ana, &article).await;
    anas.write(|content| content.headline.push_str(", and goes on")).await;
    anas.hear().await;
    paper.desk.close();
    paper.desk.closed().await;
    let id = article["id"].as_str().unwrap().parse().unwrap();
    let listed = paper.store.desk_row(id).await.unwrap().headline;
    assert_eq!(listed, "Rain, and goes on");
    anas.hear().await;
    assert_eq!(anas.closed, Some(1012));
}

async fn closed(mut line: WebSocketStream<MaybeTlsStream<TcpStream>>) -> Option<u16> {
    while let Some(Ok(frame)) = line.next().await {
        if let Message::Close(Some(close)) = frame {
            return Some(close.code.into());
        }
    }
    None
}
