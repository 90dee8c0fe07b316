use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, Paper, content};

async fn headlines(browser: &mut Browser, query: &str) -> Vec<String> {
    let list = browser.get(&format!("/desk/api/articles{query}")).await.ok();
    let lines = list["articles"].as_array().unwrap().iter();
    lines.map(|line| line["headline"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_list_is_told_apart_by_state_and_edition() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let mut begin = async |headline: &str| -> Value {
        ana.post("/desk/api/articles", paper.text(headline)).await.ok()
    };
    begin("Draft").await;
    let (review, approved, live, gone, both) = (
        begin("In review").await,
        begin("Approved").await,
        begin("Live").await,
        begin("Withdrawn").await,
        begin("Live, rewritten").await,
    );
    ana.act(&review, "review", json!({})).await.ok();
    let approved = ana.act_on_text(&approved, "approve").await.ok();
    for article in [&live, &gone, &both] {
        let article = ana.act_on_text(article, "approve").await.ok();
        ana.act_on_text(&article, "publish").await.ok();
    }
    let at = json!({ "revision": 1, "at": "2026-03-03T06:00" });
    ana.act(&approved, "schedule", at).await.ok();
    let path = |article: &Value| format!("/desk/api/articles/{}", article["id"].as_str().unwrap());
    let gone = ana.get(&path(&gone)).await.ok();
    ana.act(&gone, "withdraw", json!({ "note": "Wrong." })).await.ok();
    let both = ana.get(&path(&both)).await.ok();
    let next = json!({ "content": content("Live, rewritten", "Anew.") });
    ana.act(&both, "revisions", next).await.ok();
    let ru = json!({ "edition": "ru", "content": content("Дождь", "Идёт дождь.") });
    ana.post("/desk/api/articles", ru).await.ok();

    assert_eq!(headlines(&mut ana, "?state=draft&edition=en").await, ["Live, rewritten", "Draft"]);
    assert_eq!(headlines(&mut ana, "?state=in_review").await, ["In review"]);
    assert_eq!(headlines(&mut ana, "?state=approved&edition=en").await, ["Withdrawn", "Approved"]);
    assert_eq!(headlines(&mut ana, "?state=scheduled").await, ["Approved"]);
    assert_eq!(headlines(&mut ana, "?state=live").await, ["Live, rewritten", "Live"]);
    assert_eq!(headlines(&mut ana, "?state=withdrawn").await, ["Withdrawn"]);
    assert!(headlines(&mut ana, "?state=held").await.is_empty());
    assert_eq!(headlines(&mut ana, "?edition=ru").await, ["Дождь"]);
    assert_eq!(headlines(&mut ana, "").await.len(), 7);
    for query in ["?before=0", "?before=x"] {
        let refused = ana.get(&format!("/desk/api/articles{query}")).await;
        assert_eq!(refused.refused(), (422, "invalid".into()), "{query}");
    }
    for query in ["?state=lost", "?edition=desk", "?page=2"] {
        let refused = ana.get(&format!("/desk/api/articles{query}")).await;
        assert_eq!(refused.refused(), (400, "unreadable".into()), "{query}");
    }
}

#[tokio::test]
async fn pages_of_the_list_repeat_nothing_and_miss_nothing_while_people_write() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    for number in 0..120 {
        ana.post("/desk/api/articles", paper.text(&format!("Story {number}"))).await.ok();
    }
    let mut seen = Vec::new();
    let mut query = String::new();
    loop {
        let list = ana.get(&format!("/desk/api/articles{query}")).await.ok();
        for line in list["articles"].as_array().unwrap() {
            seen.push(line["headline"].as_str().unwrap().to_owned());
        }
        ana.post("/desk/api/articles", paper.text("Meanwhile")).await.ok();
        let Some(next) = list["next"].as_str() else { break };
        query = format!("?before={next}");
    }
    let expected: Vec<String> = (0..120).rev().map(|number| format!("Story {number}")).collect();
    assert_eq!(seen, expected);
}
