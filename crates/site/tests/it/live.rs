//! Live coverage: posts on a page, and word of new ones.

use std::time::Duration;

use http_body_util::BodyExt;
use story::block::{Block, BlockId, PostAttrs};
use story::inline::Inline;
use story::{Article, Body, Kind};
use testkit::Paper;
use tower::ServiceExt;

on_both_engines!(
    a_live_report_has_its_key_events_on_top,
    readers_hear_of_a_new_post_and_of_nothing_else,
    a_report_that_ended_says_so_and_listens_no_more,
    only_live_reports_have_a_line,
    those_who_listen_leave_room_for_those_who_read,
);

fn post(name: &str, title: &str, key: bool) -> Block {
    let at = "2026-03-04T08:30:00Z".parse().unwrap();
    let attrs =
        PostAttrs { id: BlockId(name.to_owned()), at, key, last: false, title: title.to_owned() };
    let words = format!("{title}, as it happened.");
    Block::Post { attrs, content: vec![Block::paragraph(vec![Inline::text(words)])] }
}

async fn report(paper: &Paper) -> Article {
    let posts = vec![post("p2", "Boxes arrive", true), post("p1", "Polls close", false)];
    paper
        .article("Vote night")
        .kind(Kind::Live)
        .section("world")
        .body(Body::new(posts))
        .live()
        .await
}

async fn a_live_report_has_its_key_events_on_top(paper: Paper) {
    let article = report(&paper).await;
    let page = paper.reader().get(&paper.path(&article).await).await.status(200);
    page.shows_in_order(&["Key events", "Boxes arrive", "Boxes arrive", "Polls close"])
        .shows(r##"href="#t-p2""##)
        .shows_no(r##"href="#t-p1""##)
        .shows(r#"data-posts="p2 p1""#);
}

async fn readers_hear_of_a_new_post_and_of_nothing_else(paper: Paper) {
    let article = report(&paper).await;
    let path = format!("{}/live", paper.path(&article).await);
    let mut line = paper.reader().line(&path).await;
    assert_eq!(heard(&mut line).await, "p2 p1");
    // Another article is none of their business.
    paper.article("Rain").live().await;
    let ana = paper.editor("ana");
    let mut content = paper.store.content(article.id, article.draft).await.unwrap();
    let mut blocks = content.body.into_blocks();
    blocks.insert(0, post("p3", "Result", true));
    content.body = Body::new(blocks);
    ana.write_content(&article, &content).await.ok();
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    assert_eq!(heard(&mut line).await, "p3 p2 p1");
    ana.withdraw(&article, "It was wrong.").await.ok();
    let ended = tokio::time::timeout(Duration::from_secs(20), line.frame()).await.unwrap();
    assert!(ended.is_none(), "{ended:?}");
}

async fn a_report_that_ended_says_so_and_listens_no_more(paper: Paper) {
    let article = report(&paper).await;
    let front = paper.reader().get("/en/").await.status(200);
    front.shows(r#"<span class="label">Live</span>"#);
    let ana = paper.editor("ana");
    let mut content = paper.store.content(article.id, article.draft).await.unwrap();
    let mut blocks = content.body.into_blocks();
    let Block::Post { attrs, .. } = &mut blocks[0] else { panic!("no post") };
    attrs.last = true;
    content.body = Body::new(blocks.clone());
    ana.write_content(&article, &content).await.ok();
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    let path = paper.path(&article).await;
    let page = paper.reader().get(&path).await.status(200);
    page.shows("This live coverage ended:")
        .shows(r#""coverageEndTime":"2026-03-04T"#)
        .shows_no("data-live")
        .shows_no("live.js");
    for list in ["/en/", "/en/world", &path] {
        let page = paper.reader().get(list).await.status(200);
        page.shows(r#"<span class="label">As it happened</span>"#)
            .shows_no(r#"<span class="label">Live</span>"#);
    }
    // A later post takes it up again.
    let mut later = post("p3", "A recount", false);
    let Block::Post { attrs, .. } = &mut later else { panic!("no post") };
    attrs.at = "2026-03-05T08:30:00Z".parse().unwrap();
    blocks.insert(0, later);
    content.body = Body::new(blocks);
    ana.write_content(&article, &content).await.ok();
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    let page = paper.reader().get(&path).await.status(200);
    page.shows_no("This live coverage ended:").shows_no("coverageEndTime").shows("data-live");
}

async fn heard(line: &mut axum::body::Body) -> String {
    let frame = tokio::time::timeout(Duration::from_secs(20), line.frame()).await.unwrap();
    let data = frame.unwrap().unwrap().into_data().unwrap();
    let text = String::from_utf8(data.to_vec()).unwrap();
    let data = text.lines().find_map(|line| line.strip_prefix("data: "));
    data.unwrap_or_else(|| panic!("{text}")).to_owned()
}

async fn only_live_reports_have_a_line(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let path = paper.path(&article).await;
    paper.reader().get(&format!("{path}/live")).await.status(301).leads_to(&path);
    paper.reader().get("/en/post/nothing/live").await.status(404);
}

async fn those_who_listen_leave_room_for_those_who_read(paper: Paper) {
    let article = report(&paper).await;
    let path = paper.path(&article).await;
    let theme = theme::Theme::load(theme::Config::for_testing()).unwrap();
    let config = site::Config { live_lines: 2, ..site::Config::for_testing() };
    let site = site::Site::new(paper.store.reader(), theme, paper.files.clone(), config);
    let router = site::router(site);
    let ask = async |path: &str| {
        let request = http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        router.clone().oneshot(request).await.unwrap()
    };
    let line = format!("{path}/live");
    let first = ask(&line).await;
    let _second = ask(&line).await;
    assert_eq!(ask(&line).await.status(), 503, "a third one is too many");
    assert_eq!(ask(&path).await.status(), 200, "and the page is there for everybody");
    drop(first);
    assert_eq!(ask(&line).await.status(), 200, "who leaves makes room");
}
