use serde_json::{Value, json};
use story::permission::{Grant, Role};

use crate::paper::{Answer, Browser, PASSWORD, Paper};

async fn try_as(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser.post("/desk/api/sign-in", json!({ "email": email, "password": password })).await
}

async fn paper_with_ana() -> Paper {
    let paper = Paper::open().await;
    paper.account("ana", vec![Grant::everywhere(Role::Editor)]).await;
    paper
}

#[tokio::test]
async fn ana_signs_in_works_and_signs_out() {
    let paper = paper_with_ana().await;
    let mut ana = paper.stranger();
    assert_eq!(ana.get("/desk/api/newsroom").await.refused(), (401, "sign_in".into()));
    let newsroom = try_as(&mut ana, " ANA@paper.example", PASSWORD).await.ok();
    assert_eq!(newsroom["me"]["name"], "ana");
    let same = ana.get("/desk/api/newsroom").await.ok();
    assert_eq!(same, newsroom);
    insta::assert_json_snapshot!(newsroom["editions"], {"[].sections[].id" => "[id]"}, @r#"
    [
      {
        "code": "en",
        "direction": "ltr",
        "language": "en",
        "name": "en",
        "sections": [
          {
            "id": "[id]",
            "name": "Sport"
          }
        ],
        "timezone": "Europe/London",
        "title": "The Meridian"
      },
      {
        "code": "ru",
        "direction": "ltr",
        "language": "ru",
        "name": "ru",
        "sections": [],
        "timezone": "Asia/Yerevan",
        "title": "The Meridian"
      }
    ]
    "#);
    let before = ana.clone();
    assert_eq!(ana.post("/desk/api/sign-out", Value::Null).await.status, 204);
    assert_eq!(ana.get("/desk/api/newsroom").await.status, 401);
    assert_eq!(before.clone().get("/desk/api/newsroom").await.status, 401, "the session has ended");
}

#[tokio::test]
async fn the_session_cookie_is_for_the_desk_alone() {
    let paper = paper_with_ana().await;
    let answer = try_as(&mut paper.stranger(), "ana@paper.example", PASSWORD).await;
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    let (name, rest) = cookie.split_once('=').unwrap();
    assert_eq!(name, "__Secure-masthead-desk");
    let (_, flags) = rest.split_once(';').unwrap();
    assert_eq!(flags, " Path=/desk; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure");
}

#[tokio::test]
async fn a_paper_without_tls_can_still_be_tried() {
    let paper = Paper::at("http://127.0.0.1:8000").await;
    paper.account("ana", vec![Grant::everywhere(Role::Editor)]).await;
    let answer = try_as(&mut paper.stranger(), "ana@paper.example", PASSWORD).await;
    let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cookie.starts_with("masthead-desk=") && !cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn unknown_addresses_get_the_same_answer_as_wrong_passwords() {
    let paper = paper_with_ana().await;
    let mut gone = paper.account("gone", vec![Grant::everywhere(Role::Editor)]).await;
    gone.disabled_at = Some(paper.now());
    let mut write = paper.store.write().await.unwrap();
    write.put_account(&gone, None, &story::account::Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();

    let wrong = try_as(&mut paper.stranger(), "ana@paper.example", "wrong password").await;
    let unknown = try_as(&mut paper.stranger(), "nobody@paper.example", PASSWORD).await;
    let disabled = try_as(&mut paper.stranger(), "gone@paper.example", PASSWORD).await;
    let endless = try_as(&mut paper.stranger(), "ana@paper.example", &"x".repeat(5_000)).await;
    assert_eq!(wrong.refused(), (401, "wrong_password".into()));
    for answer in [unknown, disabled, endless] {
        assert_eq!((answer.status, &answer.text), (wrong.status, &wrong.text));
        assert!(answer.headers.get("set-cookie").is_none());
    }
}

#[tokio::test]
async fn guessing_gets_slower_and_the_owner_gets_in() {
    let paper = paper_with_ana().await;
    let mut home = paper.stranger();
    try_as(&mut home, "ana@paper.example", PASSWORD).await.ok();
    home.post("/desk/api/sign-out", Value::Null).await;

    let mut guesser = paper.stranger();
    for number in 0..6 {
        guesser.address.set_ip([198, 51, 100, number].into());
        assert_eq!(try_as(&mut guesser, "ana@paper.example", "guess").await.status, 401);
    }
    guesser.address.set_ip([198, 51, 100, 200].into());
    let refused = try_as(&mut guesser, "ana@paper.example", "guess").await;
    assert_eq!(refused.refused(), (429, "too_many_attempts".into()));
    assert_eq!(refused.headers["retry-after"], "3");
    let right = try_as(&mut guesser, "ana@paper.example", PASSWORD).await;
    assert_eq!(right.status, 429, "even the right password waits, or the wait would tell");

    // From where Ana signed in before, nobody else's mistakes count.
    try_as(&mut home, "ana@paper.example", PASSWORD).await.ok();
    // From a new place she waits for a moment, and then is let in.
    paper.wait(61);
    let mut abroad = paper.stranger();
    abroad.address.set_ip([203, 0, 113, 9].into());
    try_as(&mut abroad, "ana@paper.example", PASSWORD).await.ok();
}

#[tokio::test]
async fn one_address_cannot_try_one_password_on_everybody() {
    let paper = paper_with_ana().await;
    let mut guesser = paper.stranger();
    for number in 0..6 {
        let email = format!("{number}@paper.example");
        assert_eq!(try_as(&mut guesser, &email, "Summer2026").await.status, 401);
    }
    assert_eq!(try_as(&mut guesser, "7@paper.example", "Summer2026").await.status, 429);
    let mut elsewhere = paper.stranger();
    elsewhere.address.set_ip([203, 0, 113, 9].into());
    try_as(&mut elsewhere, "ana@paper.example", PASSWORD).await.ok();
}

#[tokio::test]
async fn a_made_up_device_is_not_a_known_one() {
    let paper = paper_with_ana().await;
    let mut guesser = paper.stranger();
    for proof in ["0".repeat(64), "zz".to_owned()] {
        guesser.cookies = vec![("__Secure-masthead-device".to_owned(), proof)];
        for _ in 0..6 {
            try_as(&mut guesser, "ana@paper.example", "guess").await;
        }
        assert_eq!(try_as(&mut guesser, "ana@paper.example", "guess").await.status, 429);
    }
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let paper = paper_with_ana().await;
    let mut ana = paper.stranger();
    try_as(&mut ana, "ana@paper.example", PASSWORD).await.ok();
    paper.wait(13 * 24 * 3600);
    assert_eq!(ana.get("/desk/api/newsroom").await.status, 200);
    paper.wait(24 * 3600 + 1);
    assert_eq!(ana.get("/desk/api/newsroom").await.status, 401);
}

#[tokio::test]
async fn somebody_without_a_role_sees_nothing() {
    let paper = Paper::open().await;
    let account = paper.account("guest", Vec::new()).await;
    let mut guest = paper.signed_in(&account).await;
    assert_eq!(guest.get("/desk/api/articles").await.refused(), (403, "no_role".into()));
}

#[tokio::test]
async fn a_disabled_account_is_signed_out_everywhere() {
    let paper = Paper::open().await;
    let mut account = paper.account("ana", vec![Grant::everywhere(Role::Editor)]).await;
    let mut ana = paper.signed_in(&account).await;
    assert_eq!(ana.get("/desk/api/newsroom").await.status, 200);
    account.disabled_at = Some(paper.now());
    let mut write = paper.store.write().await.unwrap();
    write.put_account(&account, None, &story::account::Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(ana.get("/desk/api/newsroom").await.refused(), (401, "sign_in".into()));
}

#[tokio::test]
async fn a_role_that_was_taken_away_is_gone_at_once() {
    let paper = Paper::open().await;
    let mut account = paper.account("ana", vec![Grant::everywhere(Role::Publisher)]).await;
    let mut ana = paper.signed_in(&account).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    account.grants = vec![Grant::everywhere(Role::Reporter)];
    let mut write = paper.store.write().await.unwrap();
    write.put_account(&account, None, &story::account::Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();
    let refused = ana.act_on_text(&article, "approve").await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
}
