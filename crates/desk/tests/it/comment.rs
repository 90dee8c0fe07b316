use serde_json::json;
use story::permission::Role;

use crate::paper::Paper;

#[tokio::test]
async fn colleagues_speak_beside_a_text_until_it_is_settled() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let path = format!("/desk/api/articles/{}/comments", article["id"].as_str().unwrap());
    let asked = json!({ "words": "the stand", "anchor": "{}", "text": " Which stand? " });
    let comments = ana.post(&path, asked).await.ok();
    let id = comments["comments"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(comments["comments"][0]["text"], "Which stand?");
    let replies = format!("/desk/api/comments/{id}/replies");
    let comments = davit.post(&replies, json!({ "text": "The northern one." })).await.ok();
    assert_eq!(comments["comments"][0]["replies"][0]["name"], "davit");
    let comments = ana.post(&format!("/desk/api/comments/{id}/resolve"), json!({})).await.ok();
    assert_eq!(comments["comments"][0]["resolved_by"], "ana");
    let comments = davit.post(&format!("/desk/api/comments/{id}/reopen"), json!({})).await.ok();
    assert!(comments["comments"][0]["resolved_at"].is_null());
    assert_eq!(davit.get(&path).await.ok(), comments);
}

#[tokio::test]
async fn a_comment_says_something_and_not_too_much() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let path = format!("/desk/api/articles/{}/comments", article["id"].as_str().unwrap());
    for text in ["", "  ", "a\u{0}b", &"x".repeat(4_001)] {
        let asked = json!({ "words": "", "anchor": "", "text": text });
        assert_eq!(ana.post(&path, asked).await.refused().0, 422, "{text:?}");
    }
    let asked = json!({ "words": "", "anchor": "", "text": "x" });
    let nowhere = ana.post("/desk/api/articles/1/comments", asked).await;
    assert_eq!(nowhere.refused(), (404, "not_found".into()));
    let nothing = ana.post("/desk/api/comments/1/replies", json!({ "text": "x" })).await;
    assert_eq!(nothing.refused(), (404, "not_found".into()));
}
