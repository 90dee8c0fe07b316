use serde_json::json;
use story::permission::{Grant, Role};

use crate::paper::{Answer, PASSWORD, Paper, token};

const NEW: &str = "another long sentence";

async fn ask(paper: &Paper, email: &str) -> Answer {
    paper.stranger().post("/desk/api/reset/ask", json!({ "email": email })).await
}

async fn reset(paper: &Paper, token: &str) -> Answer {
    let asked = json!({ "token": token, "password": NEW });
    paper.stranger().post("/desk/api/reset", asked).await
}

#[tokio::test]
async fn ana_forgets_her_password_and_gets_a_letter() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    assert_eq!(ask(&paper, " Ana@paper.example").await.status, 204);
    paper.post_office().await;
    let letter = letters.take();
    assert!(letter.contains("To: ana@paper.example"), "{letter}");
    let link = token(&letter);

    let short = json!({ "token": link, "password": "short" });
    assert_eq!(paper.stranger().post("/desk/api/reset", short).await.status, 422);
    let newsroom = reset(&paper, &link).await.ok();
    assert_eq!(newsroom["me"]["name"], "ana");
    assert_eq!(ana.get("/desk/api/me").await.status, 401, "all other sessions have ended");
    assert_eq!(reset(&paper, &link).await.refused(), (403, "ended_link".into()));
    let old = json!({ "email": "ana@paper.example", "password": PASSWORD });
    assert_eq!(paper.stranger().post("/desk/api/sign-in", old).await.status, 401);
    paper.post_office().await;
    assert!(letters.take().contains("Your password was changed."));
}

#[tokio::test]
async fn asking_tells_nobody_who_has_an_account() {
    let (paper, letters) = Paper::with_mail().await;
    paper.person("ana", Role::Editor).await;
    let mut gone = paper.account("gone", vec![Grant::everywhere(Role::Editor)]).await;
    gone.disabled_at = Some(paper.now());
    let mut write = paper.store.write().await.unwrap();
    write.put_account(&gone, None, &story::account::Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();
    let known = ask(&paper, "ana@paper.example").await;
    let unknown = ask(&paper, "nobody@paper.example").await;
    let disabled = ask(&paper, "gone@paper.example").await;
    for other in [&unknown, &disabled] {
        assert_eq!((other.status, &other.text), (known.status, &known.text));
        assert_eq!(other.headers, known.headers);
    }
    // The same work for all three, so it takes the same time: a row in the outbox.
    assert_eq!(paper.store.due_jobs(paper.now()).await.unwrap(), 3);
    paper.post_office().await;
    assert!(letters.take().contains("To: ana@paper.example"));
}

#[tokio::test]
async fn nobody_fills_anas_mailbox() {
    let (paper, letters) = Paper::with_mail().await;
    paper.person("ana", Role::Editor).await;
    for number in 0..4 {
        let mut stranger = paper.stranger();
        stranger.address.set_ip([198, 51, 100, number].into());
        let asked = json!({ "email": "ana@paper.example" });
        assert_eq!(stranger.post("/desk/api/reset/ask", asked).await.status, 204);
        paper.post_office().await;
    }
    let first = token(&letters.take());
    paper.wait(301);
    ask(&paper, "ana@paper.example").await;
    paper.post_office().await;
    let second = token(&letters.take());
    assert_ne!(first, second);
    reset(&paper, &second).await.ok();
    assert_eq!(reset(&paper, &first).await.status, 403, "using one link ends the other");
    let mut flood = paper.stranger();
    for _ in 0..6 {
        flood.post("/desk/api/reset/ask", json!({ "email": "x@paper.example" })).await;
    }
    let waits = flood.post("/desk/api/reset/ask", json!({ "email": "x@paper.example" })).await;
    assert_eq!(waits.status, 429);
}

#[tokio::test]
async fn a_link_is_good_for_an_hour() {
    let (paper, letters) = Paper::with_mail().await;
    paper.person("ana", Role::Editor).await;
    ask(&paper, "ana@paper.example").await;
    paper.post_office().await;
    let link = token(&letters.take());
    paper.wait(3600);
    assert_eq!(reset(&paper, &link).await.refused(), (403, "ended_link".into()));
}

#[tokio::test]
async fn a_letter_does_not_lead_around_the_codes() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let (secret, _) = paper.enrol(&mut ana).await;
    ask(&paper, "ana@paper.example").await;
    paper.post_office().await;
    let link = token(&letters.take());
    assert_eq!(reset(&paper, &link).await.refused(), (401, "code_wanted".into()));
    let asked = |code: &str| json!({ "token": link, "password": NEW, "code": code });
    let wrong = paper.stranger().post("/desk/api/reset", asked("000000")).await;
    assert_eq!(wrong.refused(), (401, "wrong_code".into()));
    let old = json!({ "email": "ana@paper.example", "password": PASSWORD });
    let still = paper.stranger().post("/desk/api/sign-in", old).await;
    assert_eq!(still.refused(), (401, "code_wanted".into()), "the password is the old one");
    paper.stranger().post("/desk/api/reset", asked(&paper.code(&secret))).await.ok();
}

#[tokio::test]
async fn an_admin_hands_a_link_over() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let davit = paper.account("davit", vec![Grant::everywhere(Role::Reporter)]).await;
    let path = format!("/desk/api/people/{}/reset", davit.id);
    let link = ana.post(&path, json!({})).await.ok();
    assert_eq!(link["mailed"], true);
    let address = link["link"].as_str().unwrap();
    assert!(address.starts_with("https://paper.example/desk/reset#"), "{address}");
    paper.post_office().await;
    let mailed = token(&letters.take());
    assert_ne!(mailed, token(address));
    reset(&paper, &token(address)).await.ok();
    assert_eq!(reset(&paper, &mailed).await.status, 403);
}

#[tokio::test]
async fn a_paper_without_mail_takes_the_question_and_does_nothing() {
    let paper = Paper::open().await;
    paper.person("ana", Role::Editor).await;
    assert_eq!(paper.stranger().get("/desk/api/door").await.ok()["mail"], false);
    assert_eq!(ask(&paper, "ana@paper.example").await.status, 204);
    assert_eq!(paper.store.due_jobs(paper.now()).await.unwrap(), 0);
}
