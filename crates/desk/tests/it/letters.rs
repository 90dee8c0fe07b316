use desk::{Config, Sent};
use serde_json::json;
use story::permission::Role;

use crate::paper::{PASSWORD, Paper, token};

#[tokio::test]
async fn an_invitation_is_mailed_with_a_link_of_its_own() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let grants = json!([{ "role": "reporter", "edition": null, "section": null }]);
    let asked = json!({ "email": "davit@paper.example", "name": "Davit", "grants": grants });
    let link = ana.post("/desk/api/people/invite", asked).await.ok();
    assert_eq!(link["mailed"], true);
    assert_eq!(paper.post_office().await, [Sent::Done("sent".into())]);
    let letter = letters.take();
    assert!(letter.contains("To: davit@paper.example"), "{letter}");
    assert!(letter.contains("Subject: ana invites you to The Meridian"), "{letter}");
    assert_ne!(token(&letter), token(link["link"].as_str().unwrap()));
    let accept = json!({ "token": token(&letter), "name": "Davit", "password": PASSWORD });
    paper.stranger().post("/desk/api/invitation/accept", accept).await.ok();
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_is_not_mailed() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let grants = json!([{ "role": "reporter", "edition": null, "section": null }]);
    let asked = json!({ "email": "davit@paper.example", "name": "Davit", "grants": grants });
    ana.post("/desk/api/people/invite", asked).await.ok();
    let people = ana.get("/desk/api/people").await.ok();
    let id = people["invitations"][0]["id"].as_str().unwrap();
    ana.post(&format!("/desk/api/invitations/{id}/end"), json!({})).await.ok();
    assert_eq!(paper.post_office().await, [Sent::Done("there is nobody to write to".into())]);
    assert!(letters.all().is_empty());
}

#[tokio::test]
async fn a_dead_mail_server_loses_no_letter() {
    let mut config = Config::new("https://paper.example");
    config.mail = Some(delivery::Mailer::new("smtp://127.0.0.1:1", "desk@paper.example").unwrap());
    let paper = Paper::run_as(config).await;
    paper.person("ana", Role::Editor).await;
    let asked = json!({ "email": "ana@paper.example" });
    paper.stranger().post("/desk/api/reset/ask", asked).await;
    let minute = std::time::Duration::from_secs(60);
    let leased = paper.store.lease_job_of(story::job::Job::MAIL, minute).await.unwrap().unwrap();
    let Sent::Later { until, .. } = paper.desk.send(&leased).await.unwrap() else {
        panic!("it was given up");
    };
    assert_eq!(until, paper.now() + jiff::SignedDuration::from_hours(1));
    let soon = paper.now() + jiff::SignedDuration::from_secs(30);
    paper.store.put_off_job(leased.id, soon, "away").await.unwrap();
    assert!(paper.store.lease_job_of(story::job::Job::MAIL, minute).await.unwrap().is_none());
    paper.wait(30);
    let again = paper.store.lease_job_of(story::job::Job::MAIL, minute).await.unwrap().unwrap();
    assert_eq!((again.id, again.tries), (leased.id, 2));
}

#[tokio::test]
async fn a_letter_speaks_the_language_of_its_readers_desk() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    ana.post("/desk/api/me/language", json!({ "language": "ru" })).await.ok();
    let asked = json!({ "email": "ana@paper.example" });
    paper.stranger().post("/desk/api/reset/ask", asked).await;
    paper.post_office().await;
    let letter = letters.take();
    // The text is packed for old servers, but its link stays in sight of the test.
    assert!(letter.contains("Content-Transfer-Encoding: base64"), "{letter}");
    assert!(letter.contains("Subject: =?utf-8?b?"), "{letter}");
}
