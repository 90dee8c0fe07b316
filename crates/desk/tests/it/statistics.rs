use audience::{Counter, Countries, Day, Hit, Proof, Referrer, What};
use http::header::CONTENT_TYPE;
use serde_json::{Value, json};
use story::permission::{Grant, Role};
use story::{ArticleId, EditionCode};

use crate::paper::{Browser, Paper};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// A story that somebody wrote, by its id.
async fn story(paper: &Paper, writer: &mut Browser, headline: &str) -> String {
    let article = writer.post("/desk/api/articles", paper.text(headline)).await.ok();
    article["id"].as_str().unwrap().to_owned()
}

/// What counts the readers of a paper.
async fn counter(paper: &Paper) -> Counter {
    let day = Day::of(paper.now());
    let key = paper.store.reader_key(day).await.unwrap();
    let counter = Counter::new(day, key, paper.store.tokens().await.unwrap());
    counter.set_countries(Some(Countries::new(testkit::country_file()).unwrap()));
    counter
}

/// A reader of an article at some address.
fn hit(paper: &Paper, article: &str, address: [u8; 4]) -> Hit<'static> {
    Hit {
        what: What::View(article.parse::<ArticleId>().unwrap()),
        address: address.into(),
        agent: FIREFOX,
        referrer: Referrer::Direct,
        proof: Proof::NotAsked,
        at: paper.now(),
    }
}

/// So many readers of an article, and one machine.
async fn read(paper: &Paper, article: &str, readers: u8, referrer: Referrer) {
    let counter = counter(paper).await;
    for reader in 0..readers {
        counter.count(&Hit { referrer, ..hit(paper, article, [203, reader, 113, 9]) });
    }
    let last = [203, readers.saturating_sub(1), 113, 9];
    counter.count(&Hit { referrer, agent: "curl/8", ..hit(paper, article, last) });
    paper.store.keep_views(&counter.take()).await.unwrap();
}

/// So many readers of an article in a network.
async fn read_in(paper: &Paper, article: &str, [a, b, c]: [u8; 3], readers: u8) {
    let counter = counter(paper).await;
    for reader in 0..readers {
        counter.count(&hit(paper, article, [a, b, c, reader]));
    }
    paper.store.keep_views(&counter.take()).await.unwrap();
}

fn people(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|one| one["people"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn an_editor_sees_what_is_read_by_story_section_edition_and_referrer() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let (rain, snow) =
        (story(&paper, &mut ana, "Rain").await, story(&paper, &mut ana, "=Snow").await);
    read(&paper, &rain, 7, Referrer::Search).await;
    paper.wait(2 * 60 * 60);
    read(&paper, &snow, 4, Referrer::Social).await;
    let seen = ana.get("/desk/api/statistics").await.ok();
    assert_eq!(
        (&seen["people"], &seen["bots"], &seen["own"]),
        (&json!(11), &json!(2), &json!(false))
    );
    assert_eq!(people(&seen["stories"]), [7, 4]);
    assert_eq!(seen["stories"][0]["article"], rain);
    assert_eq!(people(&seen["sections"]), [11]);
    assert_eq!(people(&seen["editions"]), [11]);
    let referrers = &seen["referrers"];
    assert_eq!(
        (&referrers[0]["referrer"], &referrers[1]["referrer"]),
        (&json!("search"), &json!("social"))
    );
    let moments = people(&seen["moments"]);
    assert_eq!((moments.len(), moments[21], moments[23]), (24, 7, 4));
    let now = ana.get("/desk/api/statistics?over=now").await.ok();
    assert_eq!((people(&now["moments"]).len(), &now["people"]), (30, &json!(4)));
    for (asked, all) in [("over=week", 11), ("over=month&edition=en", 11), ("edition=ru", 0)] {
        let seen = ana.get(&format!("/desk/api/statistics?{asked}")).await.ok();
        assert_eq!(seen["people"], all, "{asked}");
    }
    for (asked, code) in
        [("over=year", "unreadable"), ("edition=xx", "not_found"), ("who=ana", "unreadable")]
    {
        let refused = ana.get(&format!("/desk/api/statistics?{asked}")).await.refused();
        assert_eq!(refused.1, code, "{asked}");
    }
}

#[tokio::test]
async fn countries_are_told_by_the_week_to_whoever_sees_all_readers() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let rain = story(&paper, &mut davit, "Rain").await;
    read_in(&paper, &rain, [203, 0, 113], 7).await;
    read_in(&paper, &rain, [198, 51, 100], 4).await;
    let expected = json!([{ "country": "AM", "people": 7 }, { "country": null, "people": 4 }]);
    for over in ["week", "month&edition=en"] {
        let seen = ana.get(&format!("/desk/api/statistics?over={over}")).await.ok();
        assert_eq!(seen["countries"], expected, "{over}");
    }
    for over in ["now", "day", "week&edition=ru"] {
        let seen = ana.get(&format!("/desk/api/statistics?over={over}")).await.ok();
        assert_eq!(seen["countries"], json!([]), "{over}");
    }
    ana.post("/desk/api/settings", json!({ "own_statistics": true })).await.ok();
    let own = davit.get("/desk/api/statistics?over=week").await.ok();
    assert_eq!((&own["people"], &own["countries"]), (&json!(11), &json!([])));
}

#[tokio::test]
async fn the_table_for_other_programs_has_every_hour_and_no_formulas() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let snow = story(&paper, &mut ana, "=Snow").await;
    read(&paper, &snow, 4, Referrer::Social).await;
    let (status, headers, bytes) = ana.get_bytes("/desk/api/statistics.csv?over=week").await;
    assert!(status.is_success());
    assert_eq!(headers[CONTENT_TYPE], "text/csv; charset=utf-8");
    let csv = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "hour,edition,section,article,headline,referrer,people,hits,bots");
    assert!(lines.iter().any(|line| line.ends_with(",\"'=Snow\",social,4,4,1")), "{csv}");
}

#[tokio::test]
async fn writers_see_their_own_stories_if_the_paper_says_so() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let (his, hers) =
        (story(&paper, &mut davit, "Rain").await, story(&paper, &mut ana, "Snow").await);
    read(&paper, &his, 3, Referrer::Direct).await;
    read(&paper, &hers, 9, Referrer::Direct).await;
    assert_eq!(davit.get("/desk/api/statistics").await.refused(), (403, "not_allowed".into()));
    assert_eq!(davit.get("/desk/api/newsroom").await.ok()["own_statistics"], false);
    let settings = ana.post("/desk/api/settings", json!({ "own_statistics": true })).await.ok();
    assert_eq!(settings["paper"]["own_statistics"], true);
    let seen = davit.get("/desk/api/statistics").await.ok();
    assert_eq!((&seen["people"], &seen["own"]), (&json!(3), &json!(true)));
    assert_eq!(people(&seen["stories"]), [3]);
    let (_, _, csv) = davit.get_bytes("/desk/api/statistics.csv").await;
    assert!(!String::from_utf8(csv).unwrap().contains("Snow"));
}

#[tokio::test]
async fn an_editor_of_one_edition_sees_no_other() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let rain = story(&paper, &mut ana, "Rain").await;
    read(&paper, &rain, 5, Referrer::Direct).await;
    let ru = Grant { role: Role::Editor, edition: EditionCode::parse("ru").ok(), section: None };
    let account = paper.account("lia", vec![ru]).await;
    let mut lia = paper.signed_in(&account).await;
    let seen = lia.get("/desk/api/statistics").await.ok();
    assert_eq!(seen["people"], 0);
    assert_eq!(lia.get("/desk/api/statistics?edition=en").await.refused().0, 403);
}
