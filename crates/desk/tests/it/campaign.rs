//! Campaigns at the desk: put together, refused, run, and told of.

use serde_json::{Value, json};
use story::EditionCode;
use story::permission::{Grant, Role};

use crate::paper::{Browser, Paper};

fn asked() -> Value {
    json!({
        "advertiser": "The Bakery", "name": "Spring", "weight": 10, "cap": 500,
        "from": "2026-03-01T00:00:00Z", "until": "2026-04-01T00:00:00Z", "editions": ["en"],
        "creatives": [{
            "slot": "beside-the-story", "href": "https://bakery.example/хлеб",
            "html": "<h1>Bread</h1><script>alert(1)</script><a href=\"go\">Buy</a>",
        }],
    })
}

async fn begun(bella: &mut Browser) -> (String, Value) {
    let campaign = bella.post("/desk/api/campaigns", asked()).await.ok();
    (format!("/desk/api/campaigns/{}", campaign["id"].as_str().unwrap()), campaign)
}

#[tokio::test]
async fn a_campaign_is_begun_started_paused_and_ended_with_a_trace_of_each() {
    let paper = Paper::open().await;
    let mut bella = paper.person("bella", Role::Advertising).await;
    let (path, campaign) = begun(&mut bella).await;
    assert_eq!((&campaign["state"], &campaign["runs"]), (&json!("draft"), &json!(false)));
    // Addresses are kept as browsers send them, HTML as it was written.
    let creative = &campaign["creatives"][0];
    assert_eq!(creative["href"], "https://bakery.example/%D1%85%D0%BB%D0%B5%D0%B1");
    assert!(creative["html"].as_str().unwrap().contains("<script>"));
    let started = bella.post(&format!("{path}/start"), json!({ "version": 1 })).await.ok();
    assert_eq!((&started["state"], &started["runs"]), (&json!("running"), &json!(true)));
    let mut wanted = asked();
    wanted["version"] = json!(2);
    wanted["creatives"][0]["id"] = creative["id"].clone();
    wanted["weight"] = json!(20);
    let changed = bella.post(&path, wanted).await.ok();
    assert_eq!(changed["creatives"][0]["id"], creative["id"]);
    bella.post(&format!("{path}/pause"), json!({ "version": 3 })).await.ok();
    bella.post(&format!("{path}/end"), json!({ "version": 4 })).await.ok();
    let again = bella.post(&format!("{path}/start"), json!({ "version": 5 })).await;
    assert_eq!(again.refused(), (422, "invalid".into()));
    let listed = bella.get("/desk/api/campaigns").await.ok();
    assert_eq!(listed["campaigns"][0]["state"], "ended");
    assert_eq!(
        listed["slots"],
        json!([{ "name": "beside-the-story", "width": 300, "height": 250 }])
    );
    let lines = paper.store.audit_before(None, None, None, 5).await.unwrap();
    let acts: Vec<_> = lines.iter().rev().map(|line| line.act.as_str()).collect();
    assert_eq!(acts, ["begin", "start", "change", "pause", "end"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field() {
    let paper = Paper::open().await;
    let mut bella = paper.person("bella", Role::Advertising).await;
    for (field, value, about) in [
        ("advertiser", json!(""), "advertiser"),
        ("until", json!("2026-02-01T00:00:00Z"), "until"),
        ("weight", json!(0), "weight"),
        ("cap", json!(0), "cap"),
        ("editions", json!(["xx"]), "editions"),
        ("sections", json!(["nowhere"]), "sections"),
        ("creatives", json!([{ "slot": "roof", "html": "x" }]), "creatives"),
        ("creatives", json!([{ "slot": "beside-the-story", "media": "77" }]), "creatives"),
        (
            "creatives",
            json!([{ "slot": "beside-the-story", "html": "x", "href": "javascript:1" }]),
            "creatives",
        ),
    ] {
        let mut wanted = asked();
        wanted[field] = value;
        let answer = bella.post("/desk/api/campaigns", wanted).await;
        let told: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!((answer.status.as_u16(), &told["error"]["field"]), (422, &json!(about)));
    }
    let mut empty = asked();
    empty["creatives"] = json!([]);
    let draft = bella.post("/desk/api/campaigns", empty).await.ok();
    let path = format!("/desk/api/campaigns/{}/start", draft["id"].as_str().unwrap());
    assert_eq!(bella.post(&path, json!({ "version": 1 })).await.refused(), (422, "invalid".into()));
}

#[tokio::test]
async fn two_people_do_not_overwrite_each_other_and_nobody_takes_another_campaigns_advertisement() {
    let paper = Paper::open().await;
    let mut bella = paper.person("bella", Role::Advertising).await;
    let (path, campaign) = begun(&mut bella).await;
    let mut wanted = asked();
    wanted["version"] = json!(1);
    bella.post(&path, wanted.clone()).await.ok();
    assert_eq!(bella.post(&path, wanted).await.refused(), (409, "overtaken".into()));
    let mut other = asked();
    other["creatives"][0]["id"] = campaign["creatives"][0]["id"].clone();
    assert_eq!(bella.post("/desk/api/campaigns", other).await.refused(), (404, "not_found".into()));
}

#[tokio::test]
async fn whoever_runs_campaigns_of_one_edition_touches_no_others() {
    let paper = Paper::open().await;
    let en = EditionCode::parse("en").unwrap();
    let edik = paper.account("edik", vec![Grant::in_edition(Role::Advertising, en)]).await;
    let mut edik = paper.signed_in(&edik).await;
    begun(&mut edik).await;
    for editions in [json!([]), json!(["ru"]), json!(["en", "ru"])] {
        let mut wanted = asked();
        wanted["editions"] = editions;
        let refused = edik.post("/desk/api/campaigns", wanted).await.refused();
        assert_eq!(refused, (403, "not_allowed".into()));
    }
}

#[tokio::test]
async fn the_preview_has_no_more_power_than_the_frame_that_readers_get() {
    let paper = Paper::open().await;
    let mut bella = paper.person("bella", Role::Advertising).await;
    let (path, campaign) = begun(&mut bella).await;
    let creative = campaign["creatives"][0]["id"].as_str().unwrap();
    let answer = bella.get(&format!("{path}/frame/{creative}?edition=ru")).await;
    let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("; sandbox allow-popups"));
    assert!(!policy.contains("script-src") && !policy.contains("allow-scripts"), "{policy}");
    assert_eq!(header("x-frame-options"), "SAMEORIGIN");
    assert!(answer.text.contains("lang=\"ru\"") && answer.text.contains("<h1>Bread</h1>"));
    // A report without a reader is a table without rows.
    let report = bella.get(&format!("{path}/report")).await.ok();
    assert_eq!(report, json!({ "impressions": 0, "clicks": 0, "bots": 0, "rows": [] }));
    let csv = bella.get(&format!("{path}/report.csv")).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(csv.text, "day,advertisement,slot,impressions,people,clicks,bots\r\n");
}

#[tokio::test]
async fn who_sells_the_papers_space_is_checked_line_by_line() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let wrong = ana.post("/desk/api/settings", json!({ "ads_txt": "ads.example, 1" })).await;
    let told: Value = serde_json::from_str(&wrong.text).unwrap();
    assert_eq!(told["error"]["field"], "ads_txt");
    let right = json!({ "ads_txt": "ads.example, 1, DIRECT\n" });
    let settings = ana.post("/desk/api/settings", right).await.ok();
    assert_eq!(settings["paper"]["ads_txt"], "ads.example, 1, DIRECT\n");
}
