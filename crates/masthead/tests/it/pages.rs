//! Pages from memory: always those that would be made now, on every node, whatever happens to the database.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use store::{Clock, Store};
use story::account::Editor;
use story::coverage::{Item, Part};
use story::placement::{List, Placement};
use story::topic::Topic;
use story::{Article, EditionCode, PlacementId, TopicId};
use testkit::{Database, Paper};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::node::Node;

/// Every address that may have a page, whether it has one now or not.
struct Addresses<'p> {
    paper: &'p Paper,
    known: BTreeSet<String>,
}

impl Addresses<'_> {
    /// Adds what links lead to, from the fronts on, and tells what would be made now at every address.
    async fn walk(&mut self) -> Vec<(String, u16, String)> {
        let reader = self.paper.first_reader();
        let mut new: Vec<String> =
            ["/en/", "/ru/", "/sitemap.xml", "/sitemap/pages.xml", "/robots.txt"]
                .map(str::to_owned)
                .to_vec();
        new.extend(["/sitemap/en-2026-03.xml", "/sitemap/en-news.xml"].map(str::to_owned));
        new.extend(self.known.iter().cloned());
        let (mut seen, mut pages) = (BTreeSet::new(), Vec::new());
        while let Some(path) = new.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let answer = reader.get(&path).await;
            if answer.header_value("content-type").is_some_and(|it| it.contains("html")) {
                let own = answer.links().into_iter().filter(|link| link.starts_with('/'));
                new.extend(
                    own.filter(|link| !link.starts_with("/desk") && !link.contains("/settings")),
                );
            }
            pages.push((path.clone(), answer.code(), answer.text()));
            self.known.insert(path);
        }
        pages
    }
}

/// Every page from memory is byte for byte the one that would be made now.
async fn all_are_true(node: &Node, addresses: &mut Addresses<'_>, after: &str) {
    for (path, status, body) in addresses.walk().await {
        let begun = Instant::now();
        loop {
            let kept = node.get(&path).await;
            if kept == (status, body.clone()) {
                break;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(2),
                "after {after}, {path} from memory is {} where {status} would be made{}",
                kept.0,
                difference(&kept.1, &body)
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn difference(kept: &str, made: &str) -> String {
    let differs = kept.lines().zip(made.lines()).find(|(kept, made)| kept != made);
    differs.map_or(String::new(), |(kept, made)| format!(":\n  kept: {kept}\n  made: {made}"))
}

async fn arrange(paper: &Paper, list: &List, edition: &str, articles: &[&Article]) {
    let edition = EditionCode::parse(edition).unwrap();
    let mut write = paper.store.write().await.unwrap();
    let placements: Vec<Placement> = articles
        .iter()
        .zip(1..)
        .map(|(article, position)| Placement {
            id: PlacementId::new(write.id()),
            edition: edition.clone(),
            list: list.clone(),
            position,
            article: article.id,
            from: None,
            until: None,
        })
        .collect();
    write.arrange(&edition, list, &placements, &Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_every_act_the_pages_from_memory_are_those_that_would_be_made_now() {
    let paper = Paper::with_editions(&["en", "ru"]).await;
    let node = Node::of(paper.store.clone()).await;
    let mut addresses = Addresses { paper: &paper, known: BTreeSet::new() };
    let ana = paper.editor("ana");
    macro_rules! then {
        ($act:expr) => {
            all_are_true(&node, &mut addresses, $act).await
        };
    }
    then!("nothing");
    let mut articles = Vec::new();
    for (number, section) in ["sport", "world", "sport", "world", "sport"].iter().enumerate() {
        paper.pass_minutes(7);
        let article = paper
            .article(&format!("Rain {number}"))
            .section(section)
            .author("Davit Sargsyan")
            .topic("Rain");
        articles.push(article.live().await);
    }
    then!("five articles");
    let draft =
        paper.article("Sun").section("sport").author("Nare Petrosyan").topic("Sun").draft().await;
    then!("a draft");
    ana.approve(&draft).await.ok();
    ana.publish(&draft).await.ok();
    then!("a first article by somebody about something");
    let sibling = paper.article("Дождь").edition("ru").section("sport").sibling_of(&articles[0]);
    let sibling = sibling.live().await;
    then!("a translation");
    paper.pass_minutes(5);
    ana.update(&articles[0], &["It rained, and then it stopped."]).await.ok();
    then!("an update");
    ana.correct(&articles[0], &["It rained for two days."], "It rained two days, not one.")
        .await
        .ok();
    then!("a correction");
    ana.correct(&sibling, &["Два дня."], "Два дня, а не один.").await.ok();
    then!("the sibling's correction");
    ana.rename(&articles[1], "the-rain-of-monday").await.ok();
    then!("a new address");
    ana.move_to(&articles[1], "sport").await.ok();
    then!("another section");
    arrange(&paper, &List::Front, "en", &[&articles[2], &articles[0]]).await;
    then!("an arranged front");
    let sport = paper.section("en", "sport").await;
    arrange(&paper, &List::ImportantIn(sport), "en", &[&articles[3]]).await;
    then!("a list of a section's most important news");
    arrange(&paper, &List::Important, "en", &[&articles[4]]).await;
    then!("a list of the most important news");
    ana.withdraw(&articles[3], "It was not true.").await.ok();
    then!("a withdrawal");
    paper.editor("lia").hold(&articles[2], "Court of Yerevan, 12/26", "ana").await.ok();
    then!("a legal hold");
    paper.editor("lia").release(&articles[2], "ana").await.ok();
    then!("its end");
    ana.update(&articles[2], &["It rained less."]).await.ok();
    paper.editor("lia").seal(&articles[2], 1, "Court of Yerevan, 13/26", "ana").await.ok();
    then!("words erased by a court");
    let mut edition = paper.edition("ru").await;
    "Полуденная линия".clone_into(&mut edition.title);
    paper.put_edition(&edition).await;
    then!("another title of an edition");
    let mut write = paper.store.write().await.unwrap();
    let id = TopicId::new(write.id());
    let names = [("en".to_owned(), "Heavy rain".to_owned())].into();
    let slug = story::Slug::parse("rain").unwrap();
    write.put_topic(&Topic { id, slug, names }).await.unwrap();
    write.commit().await.unwrap();
    then!("another name of a topic");
    let page = paper.article("About us").kind(story::Kind::Page).live().await;
    then!("a standing page");
    ana.withdraw(&page, "It stands elsewhere now.").await.ok();
    then!("its end");
    let flood = paper.event("The river rises", "2026-03-01").await;
    let line = paper.storyline("The flood", &[&flood]).await;
    let told =
        paper.article("The river").section("world").paragraphs(&["The river rose at night."]);
    told.mark("rose", &flood, Part::Mention).live().await;
    then!("a story with an event of a situation");
    let call = |name: &str| {
        let name = name.to_owned();
        move |item: &mut Item| drop(item.names.insert("en".to_owned(), name))
    };
    paper.change_item(flood.id, call("The river bursts its banks")).await;
    then!("another name of an event");
    paper.change_item(line.id, call("The flood of March")).await;
    then!("another name of a situation");
    let same = paper.event("The levee breaks", "2026-03-02").await;
    paper.change_item(flood.id, |item| item.merged_into = Some(same.id)).await;
    then!("an event that turned out to be another");
    paper.pass(jiff::SignedDuration::from_hours(26));
    paper.article("The day after").section("world").live().await;
    then!("the first story of another day");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_publishes_is_seen_too() {
    let paper = Paper::open().await;
    let node = Node::of(paper.store.clone()).await;
    assert!(!node.get("/en/").await.1.contains("Rain stops play"));
    let other = paper.database.open(paper.clock.clone()).await;
    let article = paper.article("Rain stops play").draft().await;
    paper.editor("ana").approve(&article).await.ok();
    let article = paper.again(&article).await;
    // The act of the other process, over its own connection.
    let story = other.story(article.story).await.unwrap();
    let revision = other.revision(article.id, article.draft).await.unwrap();
    let content = other.content(article.id, article.draft).await.unwrap();
    let by = Editor::operator("the command line");
    let text = story::article::Text {
        revision: &revision,
        content: &content,
        evidence: &story::article::Evidence::none(story::Language::english()),
    };
    let act = story::article::Act { by: &by, now: paper.now(), story: &story };
    other.save(&article.publish(text, act).unwrap(), &by).await.unwrap();
    node.until("/en/", |_, page| page.contains("Rain stops play")).await;
}

/// A way to a database that can be cut.
struct Line {
    url: String,
    cut: CancellationToken,
    mended: std::sync::Arc<tokio::sync::watch::Sender<bool>>,
}

impl Line {
    /// A way to the PostgreSQL server of this database.
    async fn to(database: &Database) -> Line {
        let (scheme, rest) = database.url().split_once("://").unwrap();
        let (user, rest) = rest.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let server = server.to_owned();
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{scheme}://{user}@{}/{name}", socket.local_addr().unwrap());
        let whole = std::sync::Arc::new(tokio::sync::watch::Sender::new(true));
        let cut = CancellationToken::new();
        let (state, end) = (whole.clone(), cut.clone());
        tokio::spawn(async move {
            loop {
                let accepted = tokio::select! {
                    () = end.cancelled() => return,
                    accepted = socket.accept() => accepted,
                };
                let (mut client, _) = accepted.unwrap();
                let (server, mut state) = (server.clone(), state.subscribe());
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let mut server = TcpStream::connect(server).await.unwrap();
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut client, &mut server) => {}
                        _ = state.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        Line { url, cut, mended: whole }
    }

    fn cut(&self) {
        self.mended.send_replace(false);
    }

    fn mend(&self) {
        self.mended.send_replace(true);
    }

    async fn open(&self, clock: &Clock) -> Store {
        Store::open(&store::Config::new(&self.url), clock.clone()).await.unwrap()
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut.cancel();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_on_one_node_is_seen_on_all_and_what_is_withdrawn_on_none() {
    let Some(database) = Database::postgres().await else { return };
    let paper = Paper::kept_in(database).await;
    let mut nodes = Vec::new();
    for _ in 0..3 {
        nodes.push(Node::of(paper.database.open(paper.clock.clone()).await).await);
    }
    for node in &nodes {
        node.get("/en/").await;
    }
    let article = paper.article("Rain stops play").live().await;
    for node in &nodes {
        node.until("/en/", |_, page| page.contains("Rain stops play")).await;
        assert_eq!(node.get("/en/post/rain-stops-play").await.0, 200);
    }
    paper.editor("ana").withdraw(&article, "It was not true.").await.ok();
    for node in &nodes {
        node.until("/en/post/rain-stops-play", |status, _| status == 410).await;
        node.until("/en/", |_, page| !page.contains("Rain stops play")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_was_cut_off_catches_up() {
    let Some(database) = Database::postgres().await else { return };
    let paper = Paper::kept_in(database).await;
    let line = Line::to(&paper.database).await;
    let node = Node::of(line.open(&paper.clock).await).await;
    node.get("/en/").await;
    line.cut();
    let article = paper.article("Rain stops play").live().await;
    paper.article("Sun at last").live().await;
    paper.editor("ana").withdraw(&article, "It was not true.").await.ok();
    // Readers of a paper on one server notice nothing of it.
    let (status, page) = node.get("/en/").await;
    assert!(status == 200 && !page.contains("Sun at last"));
    line.mend();
    node.until("/en/", |_, page| page.contains("Sun at last")).await;
    assert_eq!(node.get("/en/post/rain-stops-play").await.0, 410);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_cut_off_hands_out_nothing_that_may_have_been_withdrawn() {
    let Some(database) = Database::postgres().await else { return };
    let paper = Paper::kept_in(database).await;
    let line = Line::to(&paper.database).await;
    let node = Node::with(line.open(&paper.clock).await, |config| {
        config.pages.unconfirmed = Some(Duration::from_millis(900));
    })
    .await;
    let article = paper.article("Rain stops play").live().await;
    node.until("/en/post/rain-stops-play", |status, _| status == 200).await;
    line.cut();
    paper.editor("ana").withdraw(&article, "It was not true.").await.ok();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (status, page) = node.get("/en/post/rain-stops-play").await;
    assert!(status == 503 && !page.contains("It rained"), "{status}: {page}");
    line.mend();
    node.until("/en/post/rain-stops-play", |status, _| status == 410).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn readers_notice_nothing_when_the_database_goes_away() {
    let Some(database) = Database::postgres().await else { return };
    let paper = Paper::kept_in(database).await;
    let line = Line::to(&paper.database).await;
    let node = Node::of(line.open(&paper.clock).await).await;
    paper.article("Rain stops play").live().await;
    for path in ["/en/", "/en/post/rain-stops-play", "/en/feed.xml"] {
        node.until(path, |status, page| status == 200 && page.contains("Rain stops play")).await;
    }
    line.cut();
    tokio::time::sleep(Duration::from_secs(3)).await;
    for path in ["/en/", "/en/post/rain-stops-play", "/en/feed.xml"] {
        let (status, page) = node.get(path).await;
        assert!(status == 200 && page.contains("Rain stops play"), "{path}: {status}");
    }
    // What is not at hand cannot be made: that is said, and not that there is none.
    assert_eq!(node.get("/en/corrections").await.0, 503);
    line.mend();
    node.until("/en/corrections", |status, _| status == 200).await;
}
