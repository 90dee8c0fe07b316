use desk::{Config, Key};
use serde_json::{Value, json};
use story::permission::{Grant, Role};

use crate::paper::{Answer, Browser, PASSWORD, Paper};

async fn try_with(browser: &mut Browser, code: Option<&str>) -> Answer {
    let asked = json!({ "email": "ana@paper.example", "password": PASSWORD, "code": code });
    browser.post("/desk/api/sign-in", asked).await
}

async fn ana_with_codes(paper: &Paper) -> (Browser, String, Vec<String>) {
    let mut ana = paper.person("ana", Role::Editor).await;
    let (secret, recovery) = paper.enrol(&mut ana).await;
    (ana, secret, recovery)
}

#[tokio::test]
async fn a_password_alone_does_not_sign_in_who_has_codes() {
    let paper = Paper::open().await;
    let (mut ana, secret, _) = ana_with_codes(&paper).await;
    assert_eq!(ana.get("/desk/api/newsroom").await.ok()["me"]["second_factor"], true);

    let mut browser = paper.stranger();
    assert_eq!(try_with(&mut browser, None).await.refused(), (401, "code_wanted".into()));
    assert_eq!(try_with(&mut browser, Some(" ")).await.refused(), (401, "code_wanted".into()));
    for wrong in ["000000", "abcd", "0000-0000-0000-0000"] {
        let refused = try_with(&mut browser, Some(wrong)).await;
        assert_eq!(refused.refused(), (401, "wrong_code".into()), "{wrong}");
    }
    assert!(browser.cookies.is_empty());
    let code = paper.code(&secret);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    try_with(&mut browser, Some(&spaced)).await.ok();
    assert_eq!(browser.get("/desk/api/newsroom").await.status, 200);
}

#[tokio::test]
async fn who_does_not_know_the_password_does_not_learn_that_there_are_codes() {
    let paper = Paper::open().await;
    ana_with_codes(&paper).await;
    let asked = json!({ "email": "ana@paper.example", "password": "a wrong password" });
    let refused = paper.stranger().post("/desk/api/sign-in", asked).await;
    assert_eq!(refused.refused(), (401, "wrong_password".into()));
}

#[tokio::test]
async fn a_code_is_good_once() {
    let paper = Paper::open().await;
    let (_, secret, _) = ana_with_codes(&paper).await;
    let code = paper.code(&secret);
    try_with(&mut paper.stranger(), Some(&code)).await.ok();
    let again = try_with(&mut paper.stranger(), Some(&code)).await;
    assert_eq!(again.refused(), (401, "wrong_code".into()));
    paper.wait(30);
    // Nor is one from before the last that was taken.
    let next = paper.code(&secret);
    try_with(&mut paper.stranger(), Some(&next)).await.ok();
    let earlier = try_with(&mut paper.stranger(), Some(&code)).await;
    assert_eq!(earlier.refused(), (401, "wrong_code".into()));
}

#[tokio::test]
async fn the_code_that_confirmed_the_app_does_not_sign_in() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let begun = ana.post("/desk/api/me/totp", json!({ "password": PASSWORD })).await.ok();
    let code = paper.code(begun["secret"].as_str().unwrap());
    ana.post("/desk/api/me/totp/confirm", json!({ "code": code })).await.ok();
    let refused = try_with(&mut paper.stranger(), Some(&code)).await;
    assert_eq!(refused.refused(), (401, "wrong_code".into()));
}

#[tokio::test]
async fn two_browsers_at_once_use_one_code_once() {
    let paper = Paper::open().await;
    let (_, secret, _) = ana_with_codes(&paper).await;
    let code = paper.code(&secret);
    let (mut one, mut other) = (paper.stranger(), paper.stranger());
    let (one, other) =
        tokio::join!(try_with(&mut one, Some(&code)), try_with(&mut other, Some(&code)));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_code_on_paper_is_good_once() {
    let paper = Paper::open().await;
    let (mut ana, _, recovery) = ana_with_codes(&paper).await;
    assert_eq!(recovery.len(), 10);
    let shouted = recovery[0].to_uppercase().replace('-', " ");
    try_with(&mut paper.stranger(), Some(&shouted)).await.ok();
    let again = try_with(&mut paper.stranger(), Some(&recovery[0])).await;
    assert_eq!(again.refused(), (401, "wrong_code".into()));
    assert_eq!(ana.get("/desk/api/me").await.ok()["factors"]["recovery_left"], 9);

    let asked = json!({ "password": PASSWORD });
    let fresh = ana.post("/desk/api/me/recovery", asked).await.ok();
    assert_eq!(fresh["recovery"].as_array().unwrap().len(), 10);
    let old = try_with(&mut paper.stranger(), Some(&recovery[1])).await;
    assert_eq!(old.refused(), (401, "wrong_code".into()), "those before are good no more");
}

#[tokio::test]
async fn another_persons_code_on_paper_is_none() {
    let paper = Paper::open().await;
    ana_with_codes(&paper).await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let (_, his) = paper.enrol(&mut davit).await;
    let refused = try_with(&mut paper.stranger(), Some(&his[0])).await;
    assert_eq!(refused.refused(), (401, "wrong_code".into()));
}

#[tokio::test]
async fn codes_that_were_not_confirmed_are_not_asked_for() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let nothing = ana.post("/desk/api/me/totp/confirm", json!({ "code": "123456" })).await;
    assert_eq!(nothing.refused(), (422, "invalid".into()));
    let first = ana.post("/desk/api/me/totp", json!({ "password": PASSWORD })).await.ok();
    assert!(first["uri"].as_str().unwrap().starts_with("otpauth://totp/The%20Meridian:ana"));
    assert!(first["qr"]["path"].as_str().unwrap().starts_with("M4 4h7"));
    let second = ana.post("/desk/api/me/totp", json!({ "password": PASSWORD })).await.ok();
    assert_ne!(first["secret"], second["secret"]);
    for wrong in ["000000", &paper.code(first["secret"].as_str().unwrap())] {
        let refused = ana.post("/desk/api/me/totp/confirm", json!({ "code": wrong })).await;
        assert_eq!(refused.refused(), (422, "invalid".into()));
    }
    assert_eq!(ana.get("/desk/api/me").await.ok()["factors"]["totp"], false);
    try_with(&mut paper.stranger(), None).await.ok();
}

#[tokio::test]
async fn codes_are_taken_away_with_the_password_alone() {
    let paper = Paper::open().await;
    let (mut ana, ..) = ana_with_codes(&paper).await;
    let taken = ana.post("/desk/api/me/totp", json!({ "password": PASSWORD })).await;
    assert_eq!(taken.refused(), (409, "taken".into()));
    let refused = ana.post("/desk/api/me/totp/remove", json!({ "password": "wrong" })).await;
    assert_eq!(refused.refused(), (422, "invalid".into()));
    let me = ana.post("/desk/api/me/totp/remove", json!({ "password": PASSWORD })).await.ok();
    assert_eq!(me["factors"], json!({ "totp": false, "recovery_left": 0, "passkeys": [] }));
    try_with(&mut paper.stranger(), None).await.ok();
}

#[tokio::test]
async fn guessing_codes_gets_slow_and_the_owner_gets_in_from_home() {
    let paper = Paper::open().await;
    let (_, secret, _) = ana_with_codes(&paper).await;
    let mut home = paper.stranger();
    try_with(&mut home, Some(&paper.code(&secret))).await.ok();
    paper.wait(30);
    let mut guesser = paper.stranger();
    let mut refused = 0;
    for number in 0..40 {
        guesser.address.set_ip([198, 51, 100, number].into());
        let answer = try_with(&mut guesser, Some(&format!("{number:06}"))).await;
        refused += u32::from(answer.status == 429);
        paper.wait(1);
    }
    assert!(refused > 25, "{refused}");
    try_with(&mut home, Some(&paper.code(&secret))).await.ok();
}

#[tokio::test]
async fn a_paper_that_requires_more_lets_nobody_in_without() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    paper.requires_second_factor().await;
    for route in desk::routes() {
        let path = format!("/desk{}", route.path).replace("{id}", "12").replace("{number}", "1");
        let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        if !matches!(route.who, desk::Who::Newsroom | desk::Who::Admins) {
            continue;
        }
        let answer = ana.send(route.method.clone(), &path, &json, Some("{}".into())).await;
        assert_eq!(answer.refused(), (403, "second_factor_wanted".into()), "{path}");
    }
    let newsroom = ana.get("/desk/api/newsroom").await.ok();
    assert_eq!(newsroom["must_enrol"], true);
    paper.enrol(&mut ana).await;
    assert_eq!(ana.get("/desk/api/articles").await.status, 200);
    assert_eq!(ana.get("/desk/api/newsroom").await.ok()["must_enrol"], false);
}

#[tokio::test]
async fn a_colleagues_word_needs_their_code_too() {
    let paper = Paper::open().await;
    let (_, secret, _) = ana_with_codes(&paper).await;
    let mut lia = paper.person("lia", Role::Legal).await;
    let mut davit = paper.person("davit", Role::Publisher).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let approved = davit.act_on_text(&article, "approve").await.ok();
    let live = davit.act_on_text(&approved, "publish").await.ok();
    let mut second: Value = json!({ "email": "ana@paper.example", "password": PASSWORD });
    let mut hold = async |second: &Value| {
        lia.act(&live, "hold", json!({ "order": "Court", "second": second })).await
    };
    let answer = hold(&second).await;
    assert_eq!(answer.refused(), (422, "invalid".into()));
    assert_eq!(answer.json()["error"]["field"], "second.code");
    second["code"] = json!(paper.code(&secret));
    // Ana is an editor; her word is now hers, and the rule decides.
    let (_, code) = hold(&second).await.refused();
    assert_ne!(code, "invalid");
}

#[tokio::test]
async fn the_secret_lies_sealed_in_the_database_and_needs_its_key() {
    let mut config = Config::new("https://paper.example");
    config.key = Some(Key([7; 32]));
    let paper = Paper::run_as(config.clone()).await;
    let (_, secret, recovery) = ana_with_codes(&paper).await;
    let account = paper.store.account_by_email("ana@paper.example").await.unwrap().unwrap().0;
    let kept = paper.store.one_time_codes(account.id).await.unwrap().unwrap().secret;
    assert!(!kept.contains(&secret) && kept.len() > 40, "{kept}");

    config.key = Some(Key([8; 32]));
    let paper = paper.restarted_as(config);
    let refused = try_with(&mut paper.stranger(), Some(&paper.code(&secret))).await;
    assert_eq!(refused.refused(), (503, "no_key".into()));
    try_with(&mut paper.stranger(), Some(&recovery[0])).await.ok();
}

#[tokio::test]
async fn codes_from_before_there_was_a_key_beside_the_database_stay_good() {
    let paper = Paper::open().await;
    let (_, secret, _) = ana_with_codes(&paper).await;
    let mut config = Config::new("https://paper.example");
    config.key = Some(Key([7; 32]));
    let paper = paper.restarted_as(config);
    try_with(&mut paper.stranger(), Some(&paper.code(&secret))).await.ok();
}

#[tokio::test]
async fn the_log_tells_how_somebody_signed_in_and_what_they_changed() {
    let paper = Paper::open().await;
    paper.account("ana", vec![Grant::everywhere(Role::Editor)]).await;
    let mut ana = paper.stranger();
    try_with(&mut ana, None).await.ok();
    let (_, recovery) = paper.enrol(&mut ana).await;
    try_with(&mut ana, Some(&recovery[0])).await.ok();
    let lines = paper.store.audit_after(0, 100).await.unwrap();
    let acts: Vec<String> =
        lines.iter().map(|line| format!("{} {}", line.act, line.detail)).collect();
    for act in [
        "sign in password",
        "one-time codes on ",
        "recovery codes ",
        "recovery code used ",
        "sign in password and recovery code",
    ] {
        assert!(acts.iter().any(|line| line == act), "{act}: {acts:?}");
    }
    assert!(!format!("{lines:?}").contains(&recovery[0]));
}

#[tokio::test]
async fn whoever_finds_a_desk_unlocked_adds_nothing_to_its_account() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Editor).await;
    for path in ["/desk/api/me/totp", "/desk/api/me/passkeys/ask", "/desk/api/me/recovery"] {
        for guess in ["", "another password", "ana@paper.example"] {
            let refused = ana.post(path, json!({ "password": guess })).await;
            assert_eq!(refused.status, 422, "{path}");
            assert_eq!(refused.json()["error"]["field"], "password", "{path}");
            paper.wait(600);
        }
        assert!(ana.post(path, json!({})).await.status.is_client_error(), "{path}");
    }
    assert_eq!(ana.get("/desk/api/me").await.ok()["factors"]["totp"], false);
}
