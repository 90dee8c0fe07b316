use serde_json::{Value, json};
use story::permission::{Grant, Role};
use testkit::Authenticator;

use crate::paper::{Answer, Browser, PASSWORD, Paper};

const ADDRESS: &str = "https://paper.example";

async fn ask(browser: &mut Browser) -> Value {
    browser.post("/desk/api/passkey/ask", json!({})).await.ok()
}

async fn answer(browser: &mut Browser, asked: &Value, credential: &Value) -> Answer {
    let asked = json!({ "id": asked["id"], "credential": credential });
    browser.post("/desk/api/passkey/sign-in", asked).await
}

async fn add(browser: &mut Browser, device: &mut Authenticator) -> Value {
    let asked =
        browser.post("/desk/api/me/passkeys/ask", json!({ "password": PASSWORD })).await.ok();
    let credential = device.create(&asked["options"]);
    let made = json!({ "id": asked["id"], "name": "my phone", "credential": credential });
    browser.post("/desk/api/me/passkeys", made).await.ok()
}

#[tokio::test]
async fn ana_adds_her_phone_and_signs_in_with_it_alone() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut phone = Authenticator::at(ADDRESS);
    let me = add(&mut ana, &mut phone).await;
    assert_eq!(me["factors"]["passkeys"][0]["name"], "my phone");
    assert_eq!(me["factors"]["passkeys"][0]["used_at"], json!(null));

    let mut browser = paper.stranger();
    let asked = ask(&mut browser).await;
    let newsroom = answer(&mut browser, &asked, &phone.get(&asked["options"])).await.ok();
    assert_eq!(newsroom["me"]["name"], "ana");
    assert_eq!(newsroom["me"]["second_factor"], true);
    let me = browser.get("/desk/api/me").await.ok();
    assert_eq!(me["factors"]["passkeys"][0]["used_at"], json!(paper.now()));
}

#[tokio::test]
async fn an_answer_is_good_once_and_for_five_minutes() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut phone = Authenticator::at(ADDRESS);
    add(&mut ana, &mut phone).await;
    let mut browser = paper.stranger();
    let asked = ask(&mut browser).await;
    let credential = phone.get(&asked["options"]);
    answer(&mut browser, &asked, &credential).await.ok();
    let again = answer(&mut paper.stranger(), &asked, &credential).await;
    assert_eq!(again.refused(), (401, "bad_passkey".into()));

    let asked = ask(&mut browser).await;
    let credential = phone.get(&asked["options"]);
    paper.wait(300);
    let late = answer(&mut paper.stranger(), &asked, &credential).await;
    assert_eq!(late.refused(), (401, "bad_passkey".into()));
}

#[tokio::test]
async fn a_passkey_of_nobody_here_is_refused_like_a_broken_one() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut phone = Authenticator::at(ADDRESS);
    let me = add(&mut ana, &mut phone).await;
    let mut browser = paper.stranger();

    let mut phisher = Authenticator::at("https://paper.evil.example");
    let made = ana.post("/desk/api/me/passkeys/ask", json!({ "password": PASSWORD })).await.ok();
    phisher.create(&made["options"]);
    let asked = ask(&mut browser).await;
    let unknown = answer(&mut browser, &asked, &phisher.get(&asked["options"])).await;
    assert_eq!(unknown.refused(), (401, "bad_passkey".into()));

    let asked = ask(&mut browser).await;
    let mut forged = phone.get(&asked["options"]);
    forged["response"]["signature"] = json!("AAAA");
    let broken = answer(&mut browser, &asked, &forged).await;
    assert_eq!((broken.status, &broken.text), (unknown.status, &unknown.text));
    let made_up = json!({ "id": "AAAA" });
    let broken = answer(&mut browser, &made_up, &phone.get(&asked["options"])).await;
    assert_eq!(broken.refused(), (401, "bad_passkey".into()));

    let id = me["factors"]["passkeys"][0]["id"].as_str().unwrap();
    let remove = format!("/desk/api/me/passkeys/{id}/remove");
    let refused = ana.post(&remove, json!({ "password": "wrong" })).await;
    assert_eq!(refused.refused(), (422, "invalid".into()));
    let me = ana.post(&remove, json!({ "password": PASSWORD })).await.ok();
    assert_eq!(me["factors"]["passkeys"], json!([]));
    paper.wait(120);
    let asked = ask(&mut browser).await;
    let removed = answer(&mut browser, &asked, &phone.get(&asked["options"])).await;
    assert_eq!(removed.refused(), (401, "bad_passkey".into()));
}

#[tokio::test]
async fn a_disabled_account_has_no_passkeys_any_more() {
    let paper = Paper::open().await;
    let mut account = paper.account("ana", vec![Grant::everywhere(Role::Editor)]).await;
    let mut ana = paper.signed_in(&account).await;
    let mut phone = Authenticator::at(ADDRESS);
    add(&mut ana, &mut phone).await;
    account.disabled_at = Some(paper.now());
    let mut write = paper.store.write().await.unwrap();
    write.put_account(&account, None, &story::account::Editor::operator("test")).await.unwrap();
    write.commit().await.unwrap();
    let mut browser = paper.stranger();
    let asked = ask(&mut browser).await;
    let refused = answer(&mut browser, &asked, &phone.get(&asked["options"])).await;
    assert_eq!(refused.refused(), (401, "bad_passkey".into()));
}

#[tokio::test]
async fn one_person_cannot_finish_what_another_began() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let mut phone = Authenticator::at(ADDRESS);
    let asked = ana.post("/desk/api/me/passkeys/ask", json!({ "password": PASSWORD })).await.ok();
    let credential = phone.create(&asked["options"]);
    let made = json!({ "id": asked["id"], "name": "phone", "credential": credential });
    let refused = davit.post("/desk/api/me/passkeys", made.clone()).await;
    assert_eq!(refused.refused(), (422, "passkey_not_made".into()));
    ana.post("/desk/api/me/passkeys", made.clone()).await.ok();
    let twice = ana.post("/desk/api/me/passkeys", made).await;
    assert_eq!(twice.refused(), (409, "taken".into()));
    let nameless = json!({ "id": "x", "name": " ", "credential": {} });
    assert_eq!(ana.post("/desk/api/me/passkeys", nameless).await.refused().0, 422);
}

#[tokio::test]
async fn where_more_is_required_a_password_does_not_lead_around_the_passkey() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut phone = Authenticator::at(ADDRESS);
    add(&mut ana, &mut phone).await;
    let sign_in = json!({ "email": "ana@paper.example", "password": PASSWORD });
    paper.stranger().post("/desk/api/sign-in", sign_in.clone()).await.ok();
    paper.requires_second_factor().await;
    let refused = paper.stranger().post("/desk/api/sign-in", sign_in.clone()).await;
    assert_eq!(refused.refused(), (401, "passkey_wanted".into()));
    let asked = json!({ "password": PASSWORD });
    let fresh = ana.post("/desk/api/me/recovery", asked).await.ok();
    let mut with_code = sign_in;
    with_code["code"] = fresh["recovery"][3].clone();
    paper.stranger().post("/desk/api/sign-in", with_code).await.ok();
    assert_eq!(ana.get("/desk/api/articles").await.status, 200, "a passkey is enough");
}

#[tokio::test]
async fn an_address_without_a_name_says_that_it_has_none() {
    let paper = Paper::at("http://127.0.0.1:8000").await;
    let mut stranger = paper.stranger();
    assert_eq!(stranger.get("/desk/api/door").await.ok()["passkeys"], false);
    let refused = stranger.post("/desk/api/passkey/ask", json!({})).await;
    assert_eq!(refused.refused(), (422, "no_passkeys".into()));
}

#[tokio::test]
async fn broken_passkeys_from_one_address_keep_no_known_device_out() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let mut phone = Authenticator::at(ADDRESS);
    add(&mut ana, &mut phone).await;
    let mut home = paper.stranger();
    let asked = ask(&mut home).await;
    answer(&mut home, &asked, &phone.get(&asked["options"])).await.ok();
    let mut guesser = paper.stranger();
    for _ in 0..8 {
        let asked = ask(&mut guesser).await;
        let mut forged = phone.get(&asked["options"]);
        forged["response"]["signature"] = json!("AAAA");
        answer(&mut guesser, &asked, &forged).await;
    }
    let asked = ask(&mut guesser).await;
    let waits = answer(&mut guesser, &asked, &phone.get(&asked["options"])).await;
    assert_eq!(waits.status, 429);
    let asked = ask(&mut home).await;
    answer(&mut home, &asked, &phone.get(&asked["options"])).await.ok();
}
