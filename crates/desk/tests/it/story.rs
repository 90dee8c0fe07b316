use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::Paper;

fn path(article: &Value) -> String {
    format!("/desk/api/articles/{}/story", article["id"].as_str().unwrap())
}

#[tokio::test]
async fn an_embargo_is_set_before_anything_is_public_and_keeps_it_so() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    // The paper's clocks are London's, in winter.
    let asked = json!({ "kind": "analysis", "embargo": "2026-03-02T12:00", "sensitive": true });
    let article = ana.post(&path(&article), asked).await.ok();
    assert_eq!(article["embargo"], "2026-03-02T12:00:00Z");
    assert_eq!((&article["kind"], &article["sensitive"]), (&json!("analysis"), &json!(true)));
    let article = ana.act(&article, "review", json!({})).await.ok();
    let article = ana.act_on_text(&article, "approve").await.ok();
    let early = ana.act_on_text(&article, "publish").await;
    assert_eq!(early.refused(), (422, "embargoed".into()));
    paper.wait(3 * 3600 + 1);
    let article = ana.act_on_text(&article, "publish").await.ok();

    let asked = json!({ "kind": "analysis", "embargo": "2026-04-01T12:00", "sensitive": true });
    let refused = ana.post(&path(&article), asked).await;
    assert_eq!(refused.refused(), (422, "public_already".into()));
    let asked = json!({ "kind": "news", "embargo": null, "sensitive": true });
    let refused = ana.post(&path(&article), asked).await;
    assert_eq!(refused.refused(), (422, "kind_is_public".into()));
    let asked = json!({ "kind": "analysis", "embargo": null, "sensitive": false });
    let mut davit = paper.person("davit", Role::Reporter).await;
    let refused = davit.post(&path(&article), asked.clone()).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    assert_eq!(ana.post(&path(&article), asked).await.ok()["sensitive"], false);
}
