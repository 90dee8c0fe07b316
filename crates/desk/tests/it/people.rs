use serde_json::{Value, json};
use story::permission::{Grant, Role};

use crate::paper::{Answer, Browser, PASSWORD, Paper, token};

fn roles(role: &str) -> Value {
    json!([{ "role": role, "edition": null, "section": null }])
}

async fn invite(admin: &mut Browser, email: &str) -> Answer {
    let asked = json!({ "email": email, "name": "Davit", "grants": roles("reporter") });
    admin.post("/desk/api/people/invite", asked).await
}

async fn accept(paper: &Paper, token: &str) -> Answer {
    let asked = json!({ "token": token, "name": "Davit B.", "password": PASSWORD });
    paper.stranger().post("/desk/api/invitation/accept", asked).await
}

fn find<'a>(people: &'a Value, name: &str) -> &'a Value {
    let mut people = people["people"].as_array().unwrap().iter();
    people.find(|one| one["name"] == name).unwrap()
}

#[tokio::test]
async fn davit_is_invited_and_comes() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let answer = invite(&mut ana, " Davit@Paper.Example").await;
    assert_eq!(answer.status, 201);
    let link = answer.ok();
    assert_eq!(link["mailed"], false);
    let address = link["link"].as_str().unwrap();
    assert!(address.starts_with("https://paper.example/desk/invitation#"), "{address}");
    let people = ana.get("/desk/api/people").await.ok();
    assert_eq!(people["invitations"][0]["email"], "davit@paper.example");
    assert_eq!(people["invitations"][0]["by"], "ana");

    let asked = json!({ "token": token(address) });
    let shown = paper.stranger().post("/desk/api/invitation", asked).await.ok();
    let expected =
        json!({ "email": "davit@paper.example", "name": "Davit", "paper": "The Meridian" });
    assert_eq!(shown, expected);
    let newsroom = accept(&paper, &token(address)).await.ok();
    assert_eq!(newsroom["me"]["name"], "Davit B.");
    assert_eq!(newsroom["me"]["grants"], roles("reporter"));
    assert_eq!(accept(&paper, &token(address)).await.refused(), (403, "ended_link".into()));

    let people = ana.get("/desk/api/people").await.ok();
    assert_eq!(people["invitations"], json!([]));
    let davit = find(&people, "Davit B.");
    assert_eq!((&davit["second_factor"], &davit["seen_at"]), (&json!(false), &json!(paper.now())));
    let taken = invite(&mut ana, "davit@paper.example").await;
    assert_eq!(taken.refused(), (409, "taken".into()));
}

#[tokio::test]
async fn an_invitation_ends_by_itself_by_hand_or_by_another() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let first = token(invite(&mut ana, "davit@paper.example").await.ok()["link"].as_str().unwrap());
    let again = token(invite(&mut ana, "davit@paper.example").await.ok()["link"].as_str().unwrap());
    assert_eq!(accept(&paper, &first).await.refused(), (403, "ended_link".into()));
    let people = ana.get("/desk/api/people").await.ok();
    assert_eq!(people["invitations"].as_array().unwrap().len(), 1);

    let id = people["invitations"][0]["id"].as_str().unwrap();
    let end = format!("/desk/api/invitations/{id}/end");
    assert_eq!(ana.post(&end, json!({})).await.ok()["invitations"], json!([]));
    assert_eq!(ana.post(&end, json!({})).await.refused(), (404, "not_found".into()));
    assert_eq!(accept(&paper, &again).await.refused(), (403, "ended_link".into()));

    let last = token(invite(&mut ana, "davit@paper.example").await.ok()["link"].as_str().unwrap());
    paper.wait(7 * 24 * 3600);
    assert_eq!(accept(&paper, &last).await.refused(), (403, "ended_link".into()));
}

#[tokio::test]
async fn two_who_take_one_invitation_at_once_make_one_account() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let link = token(invite(&mut ana, "davit@paper.example").await.ok()["link"].as_str().unwrap());
    let (one, other) = tokio::join!(accept(&paper, &link), accept(&paper, &link));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 403]);
}

#[tokio::test]
async fn made_up_links_lead_nowhere_and_make_their_finder_wait() {
    let paper = Paper::open().await;
    let mut guesser = paper.stranger();
    for (number, made_up) in ["", "0", &"0".repeat(64), "' OR 1=1", "x", "y"].iter().enumerate() {
        let path = if number % 2 == 0 { "/desk/api/invitation" } else { "/desk/api/reset" };
        let mut asked = json!({ "token": made_up });
        if number % 2 == 1 {
            asked["password"] = json!(PASSWORD);
        }
        assert_eq!(guesser.post(path, asked).await.refused(), (403, "ended_link".into()));
    }
    let waits = guesser.post("/desk/api/invitation", json!({ "token": "z" })).await;
    assert_eq!(waits.status, 429);
    let mut other = paper.stranger();
    other.address.set_ip([203, 0, 113, 9].into());
    assert_eq!(other.post("/desk/api/invitation", json!({ "token": "z" })).await.status, 403);
}

#[tokio::test]
async fn an_admin_changes_what_somebody_may_do_and_shuts_them_out() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let account = paper.account("davit", vec![Grant::everywhere(Role::Reporter)]).await;
    let mut davit = paper.signed_in(&account).await;
    let path = format!("/desk/api/people/{}", account.id);

    let change = json!({ "name": "Davit B.", "grants": [
        { "role": "translator", "edition": "ru", "section": null },
        { "role": "editor", "edition": "en", "section": paper.section },
    ] });
    let people = ana.post(&path, change.clone()).await.ok();
    assert_eq!(find(&people, "Davit B.")["grants"], change["grants"]);
    assert_eq!(davit.get("/desk/api/newsroom").await.ok()["me"]["grants"], change["grants"]);

    let people = ana.post(&format!("{path}/disable"), json!({})).await.ok();
    assert_eq!(find(&people, "Davit B.")["disabled_at"], json!(paper.now()));
    assert_eq!(davit.get("/desk/api/newsroom").await.status, 401);
    let reset = ana.post(&format!("{path}/reset"), json!({})).await;
    assert_eq!(reset.refused(), (409, "taken".into()));
    let people = ana.post(&format!("{path}/enable"), json!({})).await.ok();
    assert_eq!(find(&people, "Davit B.")["disabled_at"], json!(null));
    assert_eq!(davit.get("/desk/api/newsroom").await.status, 401, "old sessions stay ended");

    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let acts: Vec<(&str, &str)> =
        lines.iter().map(|line| (line.act.as_str(), line.detail.as_str())).collect();
    let section = paper.section;
    let roles = format!("Davit B.: translator in ru, editor in en, section {section}");
    assert!(acts.contains(&("change roles", &roles)), "{acts:?}");
    assert!(acts.contains(&("disable account", "Davit B.")));
    assert!(acts.contains(&("enable account", "Davit B.")));
}

#[tokio::test]
async fn roles_that_reach_nowhere_are_refused() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let account = paper.account("davit", vec![Grant::everywhere(Role::Reporter)]).await;
    let path = format!("/desk/api/people/{}", account.id);
    for grants in [
        json!([]),
        json!([{ "role": "editor", "edition": "fr", "section": null }]),
        json!([{ "role": "editor", "edition": "ru", "section": paper.section }]),
        json!([{ "role": "editor", "edition": null, "section": paper.section }]),
        json!([{ "role": "editor", "edition": "en", "section": "12" }]),
    ] {
        let asked = json!({ "name": "Davit", "grants": grants });
        let refused = ana.post(&path, asked).await;
        assert_eq!(refused.refused(), (422, "invalid".into()), "{grants}");
        assert_eq!(refused.json()["error"]["field"], "grants");
    }
    let god = json!({ "name": "Davit", "grants": roles("god") });
    assert_eq!(ana.post(&path, god).await.refused(), (422, "unreadable".into()));
    let nobody = json!({ "name": "Davit", "grants": roles("editor") });
    assert_eq!(ana.post("/desk/api/people/12", nobody).await.refused().0, 404);
}

#[tokio::test]
async fn the_last_admin_stays_one() {
    let paper = Paper::open().await;
    let ana = paper.account("ana", vec![Grant::everywhere(Role::Admin)]).await;
    let davit = paper.account("davit", vec![Grant::everywhere(Role::Admin)]).await;
    let (mut one, mut other) = (paper.signed_in(&ana).await, paper.signed_in(&davit).await);
    let path = |id, act: &str| format!("/desk/api/people/{id}{act}");

    // Each shuts the other out in the same moment: one of them succeeds.
    let (on_davit, on_ana) = (path(davit.id, "/disable"), path(ana.id, "/disable"));
    let (first, second) =
        tokio::join!(one.post(&on_davit, json!({})), other.post(&on_ana, json!({})));
    assert!((first.status == 200) ^ (second.status == 200), "{first:?} {second:?}");

    let (mut left, id) = if first.status == 200 { (one, ana.id) } else { (other, davit.id) };
    let refused = left.post(&path(id, "/disable"), json!({})).await;
    assert_eq!(refused.refused(), (422, "last_admin".into()));
    let editor = json!({ "name": "Ana", "grants": roles("editor") });
    let refused = left.post(&path(id, ""), editor).await;
    assert_eq!(refused.refused(), (422, "last_admin".into()));
    let partly =
        json!({ "name": "Ana", "grants": [{ "role": "admin", "edition": "en", "section": null }] });
    let refused = left.post(&path(id, ""), partly).await;
    assert_eq!(refused.refused(), (422, "last_admin".into()));
    let renamed = json!({ "name": "Ana Petrova", "grants": roles("admin") });
    left.post(&path(id, ""), renamed).await.ok();
}

#[tokio::test]
async fn an_admin_of_one_edition_does_not_say_who_is_admin_of_all() {
    let paper = Paper::open().await;
    let en = story::EditionCode::parse("en").unwrap();
    let account = paper.account("davit", vec![Grant::in_edition(Role::Admin, en)]).await;
    let mut davit = paper.signed_in(&account).await;
    let path = format!("/desk/api/people/{}", account.id);
    let more = json!({ "name": "Davit", "grants": roles("admin") });
    assert_eq!(davit.post(&path, more).await.refused(), (403, "not_allowed".into()));
    assert_eq!(davit.get("/desk/api/people").await.refused(), (403, "not_allowed".into()));
}

#[tokio::test]
async fn who_lost_their_phone_begins_anew() {
    let (paper, letters) = Paper::with_mail().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let account = paper.account("davit", vec![Grant::everywhere(Role::Reporter)]).await;
    let mut davit = paper.signed_in(&account).await;
    paper.enrol(&mut davit).await;
    assert_eq!(find(&ana.get("/desk/api/people").await.ok(), "davit")["second_factor"], true);
    let path = format!("/desk/api/people/{}/forget-factors", account.id);
    let people = ana.post(&path, json!({})).await.ok();
    assert_eq!(find(&people, "davit")["second_factor"], false);
    assert_eq!(davit.get("/desk/api/me").await.status, 401);
    let sign_in = json!({ "email": "davit@paper.example", "password": PASSWORD });
    paper.stranger().post("/desk/api/sign-in", sign_in).await.ok();
    paper.post_office().await;
    assert!(letters.take().contains("To: davit@paper.example"));
}
