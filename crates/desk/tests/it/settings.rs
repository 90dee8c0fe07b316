use serde_json::json;
use story::EditionCode;
use story::permission::{Grant, Role};

use crate::paper::Paper;

#[tokio::test]
async fn settings_hold_without_a_restart() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let settings = ana.get("/desk/api/settings").await.ok();
    let paper_settings = json!({
        "second_factor": "optional", "budget": 300, "own_statistics": false, "ads_txt": "",
    });
    assert_eq!(settings["paper"], paper_settings);
    let settings = ana.post("/desk/api/settings", json!({ "budget": 500 })).await.ok();
    assert_eq!(settings["paper"]["budget"], 500);
    let mut edition = settings["editions"][0].clone();
    edition["tagline"] = json!("Morning and evening");
    edition["social"] =
        json!([{ "service": "telegram", "name": "Telegram", "url": "https://t.example/paper" }]);
    let settings = ana.post("/desk/api/editions/en", edition.clone()).await.ok();
    assert_eq!(settings["editions"][0]["tagline"], "Morning and evening");
    edition["timezone"] = json!("Mars/Olympus");
    assert_eq!(ana.post("/desk/api/editions/en", edition).await.refused(), (422, "invalid".into()));
    let section =
        json!({ "edition": "en", "key": "world", "slug": "world", "name": "World", "position": 2 });
    let settings = ana.post("/desk/api/sections", section.clone()).await.ok();
    let world = settings["sections"].as_array().unwrap().iter().find(|one| one["key"] == "world");
    let id = world.unwrap()["id"].as_str().unwrap().to_owned();
    assert_eq!(ana.post("/desk/api/sections", section.clone()).await.refused().0, 409);
    let mut renamed = section;
    renamed["name"] = json!("The world");
    ana.post(&format!("/desk/api/sections/{id}"), renamed.clone()).await.ok();
    renamed["slug"] = json!("search");
    let reserved = ana.post(&format!("/desk/api/sections/{id}"), renamed).await;
    assert_eq!(reserved.refused(), (422, "invalid".into()));
}

#[tokio::test]
async fn only_admins_change_settings_and_only_in_their_edition() {
    let paper = Paper::open().await;
    let ru = EditionCode::parse("ru").unwrap();
    let lilit = paper.account("lilit", vec![Grant::in_edition(Role::Admin, ru)]).await;
    let mut lilit = paper.signed_in(&lilit).await;
    let settings = lilit.get("/desk/api/settings").await.ok();
    let all = lilit.post("/desk/api/settings", json!({ "budget": 500 })).await;
    assert_eq!(all.refused(), (403, "not_allowed".into()));
    let english = settings["editions"][0].clone();
    let refused = lilit.post("/desk/api/editions/en", english).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    lilit.post("/desk/api/editions/ru", settings["editions"][1].clone()).await.ok();
    for role in [Role::Reporter, Role::Editor, Role::Publisher, Role::Legal, Role::Advertising] {
        let mut person = paper.person(role.as_str(), role).await;
        let refused = person.post("/desk/api/settings", json!({ "budget": 500 })).await;
        assert_eq!(refused.refused(), (403, "not_allowed".into()), "{role:?}");
    }
}

#[tokio::test]
async fn names_of_authors_and_topics_are_kept_at_the_desk() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Reporter).await;
    let author =
        json!({ "kind": "person", "names": { "en": "Lilit Sargsyan", "hy": "Լիլիթ Սարգսյան" } });
    let author = ana.post("/desk/api/authors", author).await.ok();
    assert_eq!(author["slug"], "lilit-sargsyan");
    let again = json!({ "kind": "person", "names": { "en": "Lilit Sargsyan" } });
    assert_eq!(ana.post("/desk/api/authors", again).await.ok()["slug"], "lilit-sargsyan-2");
    let found = ana.get("/desk/api/authors?q=%D5%AC%D5%AB%D5%AC").await.ok();
    assert_eq!(found["authors"].as_array().unwrap().len(), 1);
    let path = format!("/desk/api/authors/{}", author["id"].as_str().unwrap());
    let changed = json!({ "kind": "person", "names": { "en": "L. Sargsyan" }, "bios": { "en": "Writes on law." } });
    assert_eq!(ana.post(&path, changed).await.ok()["bios"]["en"], "Writes on law.");
    let nameless = json!({ "kind": "person", "names": { "en": " " } });
    assert_eq!(ana.post("/desk/api/authors", nameless).await.refused().0, 422);
    let topic = ana.post("/desk/api/topics", json!({ "names": { "en": "Water" } })).await.ok();
    let path = format!("/desk/api/topics/{}", topic["id"].as_str().unwrap());
    ana.post(&path, json!({ "names": { "en": "Water", "ru": "Вода" } })).await.ok();
    let found = ana.get("/desk/api/topics?q=%D0%B2%D0%BE%D0%B4").await.ok();
    assert_eq!(found["topics"][0]["slug"], "water");
    assert_eq!(
        ana.post("/desk/api/topics", json!({ "names": { "xx": "?" } })).await.refused().0,
        422
    );
}
