use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, PASSWORD, Paper};

async fn sign_in(paper: &Paper, agent: &str) -> Browser {
    let mut browser = paper.stranger();
    let asked = json!({ "email": "ana@paper.example", "password": PASSWORD });
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/json"),
        ("user-agent", agent),
    ];
    let path = "/desk/api/sign-in";
    browser.send(http::Method::POST, path, &headers, Some(asked.to_string())).await.ok();
    browser
}

fn sessions(me: &Value) -> Vec<(String, bool)> {
    let sessions = me["sessions"].as_array().unwrap().iter();
    sessions
        .map(|one| (one["device"].as_str().unwrap().to_owned(), one["current"].as_bool().unwrap()))
        .collect()
}

#[tokio::test]
async fn ana_sees_where_she_is_signed_in_and_ends_it() {
    let paper = Paper::open().await;
    paper.person("ana", Role::Editor).await;
    let mut home = sign_in(&paper, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0").await;
    paper.wait(60);
    let mut phone = sign_in(&paper, "Mozilla/5.0 (iPhone) Version/26.0 Safari/604.1").await;
    let me = phone.get("/desk/api/me").await.ok();
    assert_eq!(
        sessions(&me),
        [
            ("Safari on iPhone".to_owned(), true),
            ("Firefox on Linux".to_owned(), false),
            (String::new(), false)
        ]
    );
    let id = me["sessions"][1]["id"].as_str().unwrap();
    let me = phone.post(&format!("/desk/api/me/sessions/{id}/end"), json!({})).await.ok();
    assert_eq!(me["sessions"].as_array().unwrap().len(), 2);
    assert_eq!(home.get("/desk/api/me").await.status, 401);
    let gone = phone.post(&format!("/desk/api/me/sessions/{id}/end"), json!({})).await;
    assert_eq!(gone.refused(), (404, "not_found".into()));
    let me = phone.post("/desk/api/me/sessions/end-others", json!({})).await.ok();
    assert_eq!(sessions(&me), [("Safari on iPhone".to_owned(), true)]);
}

#[tokio::test]
async fn nobody_ends_another_persons_session() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut davit = paper.person("davit", Role::Admin).await;
    let me = ana.get("/desk/api/me").await.ok();
    let id = me["sessions"][0]["id"].as_str().unwrap();
    let path = format!("/desk/api/me/sessions/{id}/end");
    assert_eq!(davit.post(&path, json!({})).await.refused(), (404, "not_found".into()));
    davit.post("/desk/api/me/sessions/end-others", json!({})).await.ok();
    assert_eq!(ana.get("/desk/api/me").await.status, 200);
}

#[tokio::test]
async fn when_a_session_was_last_used_is_noted_every_five_minutes() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let begun = paper.now();
    let mut seen = async || ana.get("/desk/api/me").await.ok()["sessions"][0]["seen_at"].clone();
    paper.wait(299);
    assert_eq!(seen().await, json!(begun));
    paper.wait(1);
    assert_eq!(seen().await, json!(paper.now()));
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_the_old_password() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut elsewhere = sign_in(&paper, "").await;
    for (old, new, field) in [
        ("wrong password", "another long sentence", "old"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "ana@paper.example", "new"),
    ] {
        let refused = ana.post("/desk/api/me/password", json!({ "old": old, "new": new })).await;
        assert_eq!(refused.refused(), (422, "invalid".into()));
        assert_eq!(refused.json()["error"]["field"], field);
    }
    assert_eq!(elsewhere.get("/desk/api/me").await.status, 200);
    let asked = json!({ "old": PASSWORD, "new": "another long sentence" });
    ana.post("/desk/api/me/password", asked).await.ok();
    assert_eq!(elsewhere.get("/desk/api/me").await.status, 401);
    assert_eq!(ana.get("/desk/api/me").await.status, 200);
    let old = json!({ "email": "ana@paper.example", "password": PASSWORD });
    assert_eq!(paper.stranger().post("/desk/api/sign-in", old).await.status, 401);
    let new = json!({ "email": "ana@paper.example", "password": "another long sentence" });
    paper.stranger().post("/desk/api/sign-in", new).await.ok();
    paper.post_office().await;
    assert!(letters.take().contains("Your password was changed."));
}

#[tokio::test]
async fn who_found_a_screen_unlocked_cannot_guess_on() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let guess = json!({ "old": "a guess", "new": "another long sentence" });
    for _ in 0..6 {
        assert_eq!(ana.post("/desk/api/me/password", guess.clone()).await.status, 422);
    }
    assert_eq!(ana.post("/desk/api/me/password", guess).await.status, 429);
    // The door is another place.
    sign_in(&paper, "").await;
}

#[tokio::test]
async fn ana_chooses_the_language_of_her_desk() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    assert_eq!(ana.get("/desk/api/newsroom").await.ok()["desk_language"], json!(null));
    let me = ana.post("/desk/api/me/language", json!({ "language": "hy" })).await.ok();
    assert_eq!(me["language"], "hy");
    assert_eq!(ana.get("/desk/api/newsroom").await.ok()["desk_language"], "hy");
    let refused = ana.post("/desk/api/me/language", json!({ "language": "xx" })).await;
    assert_eq!(refused.refused(), (422, "invalid".into()));
}
