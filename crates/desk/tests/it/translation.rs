use serde_json::{Value, json};
use story::EditionCode;
use story::permission::{Grant, Role};

use crate::paper::{Paper, content};

fn path(article: &Value, rest: &str) -> String {
    format!("/desk/api/articles/{}{rest}", article["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_translation_begins_as_its_sources_text_and_hears_when_that_goes_on() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let source = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let ru = ana.post(&path(&source, "/translations"), json!({ "edition": "ru" })).await.ok();
    assert_eq!(ru["edition"], "ru");
    assert_eq!(ru["story"], source["story"]);
    assert_eq!(ru["content"]["headline"], "");
    assert_eq!(ru["content"]["body"], source["content"]["body"]);
    assert_eq!(ru["content"]["byline"][0]["role"], "translator");
    let seen = ana.get(&path(&ru, "/source")).await.ok();
    assert_eq!(seen["changes"], json!([]));

    let text = json!({ "content": content("Rain", "Rain fell on the northern stand.") });
    let mut text = text;
    text["content"]["body"]["content"][0]["attrs"] =
        source["content"]["body"]["content"][0]["attrs"].clone();
    let source = ana.act(&source, "revisions", text).await.ok();
    let seen = ana.get(&path(&ru, "/source")).await.ok();
    assert_eq!(seen["changes"][0]["what"], "changed");
    assert_eq!((&seen["from"], &seen["newest"]), (&json!(1), &json!(2)));
    let lagging = ana.get("/desk/api/articles?state=lagging").await.ok();
    assert_eq!(lagging["articles"][0]["id"], ru["id"]);
    assert_eq!(lagging["articles"][0]["lag"], json!({ "source": source["id"], "blocks": 1 }));
    let siblings = ana.get(&path(&source, "/siblings")).await.ok();
    assert_eq!(siblings["siblings"][1]["behind"], 1);

    let ru = ana.act(&ru, "in-step", json!({ "revision": 2 })).await.ok();
    assert_eq!(ru["translated_from"]["revision"], 2);
    assert_eq!(ana.get(&path(&ru, "/source")).await.ok()["changes"], json!([]));
    let further = ana.act(&ru, "in-step", json!({ "revision": 3 })).await;
    assert_eq!(further.refused(), (422, "no_such_source".into()));
}

#[tokio::test]
async fn a_story_is_told_once_in_each_edition_and_by_who_may_write_there() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let source = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let begin = path(&source, "/translations");
    let here = ana.post(&begin, json!({ "edition": "en" })).await;
    assert_eq!(here.refused(), (422, "invalid".into()));
    let nowhere = ana.post(&begin, json!({ "edition": "fr" })).await;
    assert_eq!(nowhere.refused(), (404, "not_found".into()));
    let en = EditionCode::parse("en").unwrap();
    let only_english = paper.account("davit", vec![Grant::in_edition(Role::Editor, en)]).await;
    let mut davit = paper.signed_in(&only_english).await;
    let refused = davit.post(&begin, json!({ "edition": "ru" })).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    ana.post(&begin, json!({ "edition": "ru" })).await.ok();
    assert_eq!(ana.post(&begin, json!({ "edition": "ru" })).await.refused().0, 409);
    let none = ana.get(&path(&source, "/source")).await;
    assert_eq!(none.refused(), (404, "not_found".into()));
}
