use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Browser, Paper, content};

fn path(article: &Value, rest: &str) -> String {
    format!("/desk/api/articles/{}{rest}", article["id"].as_str().unwrap())
}

async fn publish(ana: &mut Browser, article: &Value) -> Value {
    let article = ana.act(article, "review", json!({})).await.ok();
    let article = ana.act_on_text(&article, "approve").await.ok();
    ana.act_on_text(&article, "publish").await.ok()
}

async fn corrected_in_english(paper: &Paper, ana: &mut Browser) -> Value {
    let mut write = paper.store.write().await.unwrap();
    let section = story::section::Section {
        id: story::SectionId::new(write.id()),
        edition: story::EditionCode::parse("ru").unwrap(),
        key: "sport".into(),
        slug: story::Slug::parse("sport").unwrap(),
        name: "Спорт".into(),
        position: Some(1),
        parent: None,
    };
    write.put_section(&section).await.unwrap();
    write.commit().await.unwrap();
    let source = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let source = publish(ana, &source).await;
    let ru = ana.post(&path(&source, "/translations"), json!({ "edition": "ru" })).await.ok();
    let text = json!({ "content": content("Дождь", "Пошёл дождь.") });
    let ru = ana.act(&ru, "revisions", text).await.ok();
    let ru = publish(ana, &ru).await;
    let text = json!({ "content": content("Rain", "Rain fell on two stands.") });
    let source = ana.act(&source, "revisions", text).await.ok();
    let source = ana.act(&source, "review", json!({})).await.ok();
    let source = ana.act_on_text(&source, "approve").await.ok();
    let words = json!({
        "revision": source["draft"], "kind": "correction", "text": "It was two stands.",
    });
    ana.act(&source, "correct", words).await.ok();
    ru
}

#[tokio::test]
async fn a_correction_is_a_task_in_the_other_language_until_somebody_says_why_not() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let ru = corrected_in_english(&paper, &mut ana).await;
    let tasks = ana.get("/desk/api/tasks?edition=ru").await.ok();
    let task = &tasks["tasks"][0];
    assert_eq!(task["article"], ru["id"]);
    assert_eq!(task["headline"], "Дождь");
    assert_eq!(
        (&task["from_edition"], &task["text"]),
        (&json!("en"), &json!("It was two stands."))
    );
    assert_eq!(ana.get("/desk/api/tasks?edition=en").await.ok()["tasks"], json!([]));

    let close = format!("/desk/api/corrections/{}/close", task["correction"].as_str().unwrap());
    let mut davit = paper.person("davit", Role::Reporter).await;
    let because = json!({ "because": "The Russian text never told the number." });
    let refused = davit.post(&close, because.clone()).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    let silent = ana.post(&close, json!({ "because": "  " })).await;
    assert_eq!(silent.refused(), (422, "invalid".into()));
    assert_eq!(ana.post(&close, because.clone()).await.status, 204);
    assert_eq!(ana.get("/desk/api/tasks").await.ok()["tasks"], json!([]));
    assert_eq!(ana.post(&close, because).await.refused(), (422, "not_pending".into()));
    let article = ana.get(&path(&ru, "")).await.ok();
    assert_eq!(article["corrections"][0]["state"], "not_needed");
}

#[tokio::test]
async fn a_correction_of_its_own_closes_the_task() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Publisher).await;
    let ru = corrected_in_english(&paper, &mut ana).await;
    let ru = ana.get(&path(&ru, "")).await.ok();
    let text = json!({ "content": content("Дождь", "Дождь залил две трибуны.") });
    let ru = ana.act(&ru, "revisions", text).await.ok();
    let ru = ana.act(&ru, "review", json!({})).await.ok();
    let ru = ana.act_on_text(&ru, "approve").await.ok();
    let words =
        json!({ "revision": ru["draft"], "kind": "correction", "text": "Трибун было две." });
    ana.act(&ru, "correct", words).await.ok();
    assert_eq!(ana.get("/desk/api/tasks").await.ok()["tasks"], json!([]));
}
