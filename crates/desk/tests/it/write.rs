use serde_json::{Value, json};
use story::EditionCode;
use story::permission::{Grant, Role};

use crate::paper::{Paper, content};

#[tokio::test]
async fn a_text_that_was_kept_comes_back_as_it_was() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    let path = format!("/desk/api/articles/{}", article["id"].as_str().unwrap());
    assert_eq!(davit.get(&path).await.ok(), article);
    insta::assert_json_snapshot!(article["content"], @r#"
    {
      "body": {
        "content": [
          {
            "attrs": {
              "id": "b1"
            },
            "content": [
              {
                "text": "Rain fell on the stand.",
                "type": "text"
              }
            ],
            "type": "paragraph"
          }
        ],
        "type": "doc"
      },
      "byline": [],
      "headline": "Rain stops play",
      "standfirst": "Play stops.",
      "topics": []
    }
    "#);
    assert_eq!(article["section"], json!(paper.section));
    assert_eq!(article["kind"], "news");
}

#[tokio::test]
async fn keeping_the_same_text_twice_keeps_it_once() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    let next = json!({ "content": content("Rain stops play", "It poured.") });
    let kept = davit.act(&article, "revisions", next.clone()).await.ok();
    assert_eq!(kept["draft"], 2);
    // The answer got lost, and the browser tries again with the version that it knows.
    let again = davit.act(&article, "revisions", next).await.ok();
    assert_eq!(again, kept);
}

#[tokio::test]
async fn two_who_write_on_the_same_text_are_both_told() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let mut ana = paper.person("ana", Role::Editor).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    ana.act(&article, "revisions", json!({ "content": content("Rain", "Ana's.") })).await.ok();
    let late = json!({ "content": content("Rain", "Davit's.") });
    let refused = davit.act(&article, "revisions", late).await;
    assert_eq!(refused.refused(), (409, "stale".into()));
    let hers = &refused.json()["article"]["content"]["body"]["content"][0]["content"][0]["text"];
    assert_eq!(hers, "Ana's.");
}

#[tokio::test]
async fn a_changed_text_wants_a_new_approval() {
    let paper = Paper::open().await;
    let mut lilit = paper.person("lilit", Role::Publisher).await;
    let article = lilit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    let article = lilit.act_on_text(&article, "approve").await.ok();
    let next = json!({ "content": content("Rain stops play", "It poured.") });
    let article = lilit.act(&article, "revisions", next).await.ok();
    let refused = lilit.act_on_text(&article, "publish").await;
    assert_eq!(refused.refused(), (422, "not_approved".into()));
    let old = lilit.act(&article, "publish", json!({ "revision": 1 })).await;
    assert_eq!(old.refused(), (409, "not_newest".into()));
}

#[tokio::test]
async fn an_article_begun_without_a_headline_gets_its_address_from_the_first_one() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = davit.post("/desk/api/articles", paper.text("")).await.ok();
    assert_eq!(article["slug"], "2026-03-02-090000");
    let named = |headline| json!({ "content": content(headline, "Rain fell.") });
    let article = davit.act(&article, "revisions", named("Rain stops play")).await.ok();
    assert_eq!(article["slug"], "rain-stops-play");
    let article = davit.act(&article, "revisions", named("Rain ends play")).await.ok();
    assert_eq!(article["slug"], "rain-stops-play", "an address that somebody may have noted stays");
    let mut other = named("Rain ends play");
    other["slug"] = json!("rain");
    let article = davit.act(&article, "revisions", other).await.ok();
    assert_eq!((&article["slug"], &article["draft"]), (&json!("rain"), &json!(3)));
}

#[tokio::test]
async fn two_articles_of_one_headline_have_two_addresses() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    let second = davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    assert_eq!(second["slug"], "rain-stops-play-2");
    let mut third = paper.text("Rain stops play");
    third["slug"] = json!("rain-stops-play");
    let refused = davit.post("/desk/api/articles", third).await;
    assert_eq!(refused.refused(), (409, "taken".into()));
}

#[tokio::test]
async fn text_section_and_address_are_kept_together_or_not_at_all() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    davit.post("/desk/api/articles", paper.text("Rain stops play")).await.ok();
    let mut text = paper.text("Wind");
    text["section"] = Value::Null;
    let article = davit.post("/desk/api/articles", text).await.ok();
    let mut next = json!({ "content": content("Wind", "It blew."), "section": paper.section });
    next["slug"] = json!("rain-stops-play");
    let refused = davit.act(&article, "revisions", next.clone()).await;
    assert_eq!(refused.refused(), (409, "taken".into()));
    let path = format!("/desk/api/articles/{}", article["id"].as_str().unwrap());
    assert_eq!(davit.get(&path).await.ok(), article);
    next["slug"] = json!("wind-blows");
    let article = davit.act(&article, "revisions", next).await.ok();
    assert_eq!(article["slug"], "wind-blows");
    assert_eq!(article["section"], json!(paper.section));
    assert_eq!(article["draft"], 2);
}

#[tokio::test]
async fn a_reporter_of_one_edition_does_not_write_in_another() {
    let paper = Paper::open().await;
    let ru = EditionCode::parse("ru").unwrap();
    let account = paper.account("davit", vec![Grant::in_edition(Role::Reporter, ru)]).await;
    let mut davit = paper.signed_in(&account).await;
    let refused = davit.post("/desk/api/articles", paper.text("Rain")).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    let text = json!({ "edition": "ru", "content": content("Дождь", "Идёт дождь.") });
    let article = davit.post("/desk/api/articles", text.clone()).await.ok();
    assert_eq!(article["slug"], "дождь");
    let mut other = text;
    other["section"] = json!(paper.section);
    let refused = davit.post("/desk/api/articles", other).await;
    assert_eq!(refused.refused(), (422, "invalid".into()), "a section of another edition");
}

#[tokio::test]
async fn a_refused_beginning_leaves_nothing_behind() {
    let paper = Paper::open().await;
    let mut gor = paper.person("gor", Role::Legal).await;
    let refused = gor.post("/desk/api/articles", paper.text("Rain")).await;
    assert_eq!(refused.refused(), (403, "not_allowed".into()));
    assert!(
        paper.store.desk_list(&store::DeskFilter::default(), None, 10).await.unwrap().is_empty()
    );
}
