//! What strangers and broken programs send.

use http::Method;
use proptest::prelude::*;
use serde_json::{Value, json};
use story::permission::Role;

use crate::paper::{Paper, content};

fn with_body(block: &Value) -> Value {
    json!({ "headline": "Rain", "body": { "type": "doc", "content": [block] } })
}

fn link(href: &str) -> Value {
    let text = json!({
        "type": "text", "text": "rain", "marks": [{ "type": "link", "attrs": { "href": href } }]
    });
    with_body(&json!({ "type": "paragraph", "content": [text] }))
}

#[tokio::test]
async fn a_link_that_would_run_something_is_not_taken_in() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    for href in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example",
        "/\\evil.example",
        "file:///etc/passwd",
        "blob:x",
        "",
        "http:evil",
        "\u{1}https://paper.example",
    ] {
        let asked = json!({ "edition": "en", "content": link(href) });
        let refused = davit.post("/desk/api/articles", asked).await;
        assert_eq!(refused.refused(), (422, "invalid".into()), "{href}");
    }
    for href in [
        "https://paper.example/a?b#c",
        "http://x.example",
        "mailto:a@b.example",
        "tel:+374",
        "/en/post/x",
        "#b1",
        "story:12",
    ] {
        let asked = json!({ "edition": "en", "content": link(href) });
        davit.post("/desk/api/articles", asked).await.ok();
    }
    let embed = with_body(&json!({ "type": "embed", "attrs": { "url": "javascript:alert(1)" } }));
    let refused =
        davit.post("/desk/api/articles", json!({ "edition": "en", "content": embed })).await;
    assert_eq!(refused.refused(), (422, "invalid".into()));
}

#[tokio::test]
async fn what_is_no_article_is_refused_with_a_sentence() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let mut deep = json!({ "type": "paragraph" });
    for _ in 0..60 {
        deep = json!({ "type": "quotation", "content": [deep] });
    }
    let wrong = [
        json!(null),
        json!([]),
        json!("x"),
        json!({}),
        json!({ "edition": "en" }),
        json!({ "edition": "xx", "content": content("Rain", "Fell.") }),
        json!({ "edition": "desk", "content": content("Rain", "Fell.") }),
        json!({ "edition": "en", "content": content("Rain", "Fell."), "admin": true }),
        json!({ "edition": "en", "content": content("Rain", "Fell."), "section": "999" }),
        json!({ "edition": "en", "content": content("Rain", "Fell."), "section": -1 }),
        json!({ "edition": "en", "content": content("Rain", "Fell."), "slug": "Not a slug" }),
        json!({ "edition": "en", "content": content("Rain", "Fell."), "note": "x".repeat(501) }),
        json!({ "edition": "en", "content": with_body(&json!({ "type": "marquee" })) }),
        json!({ "edition": "en", "content": with_body(&deep) }),
    ];
    for asked in wrong {
        let answer = davit.post("/desk/api/articles", asked.clone()).await;
        let (status, _) = answer.refused();
        assert!((400..500).contains(&status), "{asked}: {status}");
        let message = answer.json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.ends_with('.') && message.starts_with(char::is_uppercase), "{message}");
    }
    assert!(
        paper.store.desk_list(&store::DeskFilter::default(), None, 10).await.unwrap().is_empty()
    );
}

#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let article = davit.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let path = format!("/desk/api/articles/{}/review", article["id"].as_str().unwrap());
    let version = article["version"].as_f64().unwrap();
    let refused = davit.post(&path, json!({ "version": version + 0.5 })).await;
    assert_eq!(refused.refused(), (422, "unreadable".into()));
    let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
    let body = format!("{{\"version\": {version:.1}}}");
    let sent = davit.send(Method::POST, &path, &json, Some(body)).await.ok();
    assert_eq!(sent["desk"], "in_review");
}

#[tokio::test]
async fn a_body_that_is_no_json_or_too_long_is_refused() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    let json_type = ("content-type", "application/json");
    let from_here = ("sec-fetch-site", "same-origin");
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (kind, body) in [
        (json_type, "{".to_owned()),
        (json_type, String::new()),
        (json_type, "[".repeat(100_000)),
        (json_type, format!("{{\"edition\":\"{}\"}}", "x".repeat(5_000_000))),
        (form, "edition=en".to_owned()),
    ] {
        let answer =
            davit.send(Method::POST, "/desk/api/articles", &[kind, from_here], Some(body)).await;
        assert_eq!(answer.refused(), (400, "unreadable".into()), "{}", answer.text);
    }
}

#[tokio::test]
async fn an_id_that_is_none_is_not_found() {
    let paper = Paper::open().await;
    let mut davit = paper.person("davit", Role::Reporter).await;
    for id in [
        "0",
        "-1",
        "x",
        "12",
        "9223372036854775807",
        "9223372036854775808",
        "1%27%20OR%201=1",
        "%00",
        "..%2f",
    ] {
        for path in [id.to_owned(), format!("{id}/revisions/1"), format!("{id}/diff?from=1&to=2")] {
            let answer = davit.get(&format!("/desk/api/articles/{path}")).await;
            assert_eq!(answer.refused(), (404, "not_found".into()), "{path}");
        }
    }
    let article = davit.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let id = article["id"].as_str().unwrap();
    for path in ["revisions/0", "revisions/-1", "revisions/x", "revisions/4294967296"] {
        let answer = davit.get(&format!("/desk/api/articles/{id}/{path}")).await;
        assert_eq!(answer.refused(), (404, "not_found".into()), "{path}");
    }
    for query in ["", "?from=1", "?from=x&to=1", "?from=1&to=99999999999"] {
        let answer = davit.get(&format!("/desk/api/articles/{id}/diff{query}")).await;
        assert_eq!(answer.refused(), (400, "unreadable".into()), "{query}");
    }
}

#[tokio::test]
async fn words_that_no_page_can_show_are_not_shown_to_readers() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let article = ana.post("/desk/api/articles", paper.text("Rain")).await.ok();
    let article = ana.act_on_text(&article, "approve").await.ok();
    let article = ana.act_on_text(&article, "publish").await.ok();
    for note in ["\u{0}".to_owned(), "a\u{1b}[31m".to_owned(), "x".repeat(2_001)] {
        let refused = ana.act(&article, "withdraw", json!({ "note": note })).await;
        assert_eq!(refused.refused(), (422, "invalid".into()));
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(
                prop_oneof![
                    Just("type".to_owned()),
                    Just("content".to_owned()),
                    Just("attrs".to_owned()),
                    Just("body".to_owned()),
                    Just("headline".to_owned()),
                    "[a-z]{1,6}".prop_map(String::from)
                ],
                inner,
                0..5
            )
            .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn no_json_makes_the_desk_fail() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (paper, davit) = runtime.block_on(async {
        let paper = Paper::open().await;
        let davit = paper.person("davit", Role::Admin).await;
        (paper, davit)
    });
    let article =
        runtime.block_on(davit.clone().post("/desk/api/articles", paper.text("Rain"))).ok();
    let id = article["id"].as_str().unwrap().to_owned();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(60));
    runner
        .run(&json_value(), |value| {
            for route in desk::routes().iter().filter(|route| route.method == Method::POST) {
                if route.path == "/api/sign-out" {
                    continue;
                }
                let path = format!("/desk{}", route.path.replace("{id}", &id));
                for asked in
                    [value.clone(), json!({ "edition": "en", "version": 1, "content": value })]
                {
                    let answer = runtime.block_on(davit.clone().post(&path, asked));
                    prop_assert!(answer.status.as_u16() < 500, "{}: {}", path, answer.text);
                }
            }
            Ok(())
        })
        .unwrap();
}
