use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, Paper};

async fn live(ana: &mut Browser, paper: &Paper, headline: &str) -> Value {
    let article = ana.post("/desk/api/articles", paper.text(headline)).await.ok();
    let article = ana.act(&article, "review", json!({})).await.ok();
    let article = ana.act_on_text(&article, "approve").await.ok();
    ana.act_on_text(&article, "publish").await.ok()
}

#[tokio::test]
async fn a_front_is_arranged_by_whoever_saw_it_last() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let (rain, wind) = (live(&mut ana, &paper, "Rain").await, live(&mut ana, &paper, "Wind").await);
    let fronts = ana.get("/desk/api/fronts").await.ok();
    let lists: Vec<&str> = fronts["fronts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|front| front["edition"] == "en")
        .map(|front| front["list"].as_str().unwrap())
        .collect();
    assert_eq!(lists[..2], ["front", "important"]);
    let important = format!("important:{}", paper.section);
    assert_eq!(lists[2], important);

    let path = "/desk/api/fronts/en/front";
    let empty = ana.get(path).await.ok();
    assert_eq!(empty["placements"], json!([]));
    assert_eq!(empty["newest"].as_array().unwrap().len(), 2);
    let until = "2026-03-02T12:00:00Z";
    let placements = json!([{ "article": wind["id"] }, { "article": rain["id"], "until": until }]);
    let asked = json!({ "placements": placements, "turn": empty["turn"] });
    let arranged = ana.post(path, asked.clone()).await.ok();
    assert_eq!(arranged["placements"][0]["headline"], "Wind");
    assert_eq!(arranged["placements"][1]["until"], until);
    assert_eq!(ana.get(path).await.ok(), arranged);
    let late = ana.post(path, asked).await;
    assert_eq!(late.refused(), (409, "rearranged".into()));
}

#[tokio::test]
async fn a_front_takes_nothing_that_does_not_fit() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let rain = live(&mut ana, &paper, "Rain").await;
    let path = "/desk/api/fronts/en/front";
    let turn = ana.get(path).await.ok()["turn"].clone();
    let id = &rain["id"];
    for placements in [
        json!([{ "article": id }, { "article": id }]),
        json!([{ "article": id, "from": "2026-03-02T12:00:00Z", "until": "2026-03-02T11:00:00Z" }]),
        Value::Array(vec![json!({ "article": id }); 61]),
    ] {
        let refused = ana.post(path, json!({ "placements": placements, "turn": turn })).await;
        assert_eq!(refused.refused(), (422, "invalid".into()));
    }
    let other = json!({ "placements": [{ "article": id }], "turn": turn });
    let turn = ana.get("/desk/api/fronts/ru/front").await.ok()["turn"].clone();
    let elsewhere = json!({ "placements": [{ "article": id }], "turn": turn });
    let refused = ana.post("/desk/api/fronts/ru/front", elsewhere).await;
    assert_eq!(refused.refused(), (422, "invalid".into()));
    for nowhere in ["fr/front", "en/nothing", "en/important:1"] {
        let answer = ana.get(&format!("/desk/api/fronts/{nowhere}")).await;
        assert_eq!(answer.refused().0, 404, "{nowhere}");
    }
    let mut reporter = paper.person("davit", Role::Reporter).await;
    assert_eq!(reporter.post(path, other).await.refused(), (403, "not_allowed".into()));
    let preview = reporter
        .post(
            &format!("{path}/preview"),
            json!({ "placements": [{ "article": id, "until": null }] }),
        )
        .await;
    assert!(preview.ok()["url"].as_str().unwrap().starts_with("https://paper.example/preview/"));
}
