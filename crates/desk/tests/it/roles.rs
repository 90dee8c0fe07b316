//! Every role on every act, against the one table.

use serde_json::{Value, json};
use story::permission::{Grant, Permission, Role, allows};

use crate::paper::{PASSWORD, Paper, content};

/// Which permission each changing route of an article needs, and what to send there.
fn acts(article: &Value) -> Vec<(&'static str, Permission, Value)> {
    let revision = &article["draft"];
    let second = json!({ "email": "second@paper.example", "password": PASSWORD });
    vec![
        ("revisions", Permission::Write, json!({ "content": content("Rain", "Anew.") })),
        ("checkpoint", Permission::Write, json!({})),
        ("story", Permission::Write, json!({ "kind": "news", "embargo": null, "sensitive": true })),
        ("review", Permission::Write, json!({})),
        ("return", Permission::Approve, json!({})),
        ("approve", Permission::Approve, json!({ "revision": revision })),
        ("publish", Permission::Publish, json!({ "revision": revision })),
        (
            "schedule",
            Permission::Publish,
            json!({ "revision": revision, "at": "2026-05-01T06:00" }),
        ),
        ("unschedule", Permission::Publish, json!({})),
        (
            "correct",
            Permission::Publish,
            json!({ "revision": revision, "kind": "update", "text": "More." }),
        ),
        ("fix", Permission::Publish, json!({ "revision": revision })),
        ("withdraw", Permission::Publish, json!({ "note": "Wrong." })),
        ("hold", Permission::Hold, json!({ "order": "Court", "second": second })),
        ("release", Permission::Hold, json!({ "second": second })),
    ]
}

#[tokio::test]
async fn every_route_of_an_article_is_in_this_table() {
    let known = acts(&json!({}));
    for route in desk::routes() {
        let Some(act) = route.path.strip_prefix("/api/articles/{id}/") else { continue };
        // Beside a text everybody may speak, and a translation is asked in its own edition: each has its own test.
        let elsewhere = matches!(act, "comments" | "translations" | "in-step" | "preview");
        if route.method == http::Method::POST && !elsewhere {
            assert!(known.iter().any(|(name, ..)| *name == act), "{act} is not tested by roles");
        }
    }
}

#[tokio::test]
async fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let paper = Paper::open().await;
    paper.person("second", Role::Admin).await;
    let mut writer = paper.person("writer", Role::Editor).await;
    for role in Role::ALL {
        let mut person = paper.person(role.as_str(), role).await;
        let article = writer.post("/desk/api/articles", paper.text("Rain")).await.ok();
        let path = format!("/desk/api/articles/{}", article["id"].as_str().unwrap());

        assert_eq!(person.get("/desk/api/articles").await.status, 200, "{role:?} reads");
        assert_eq!(person.get("/desk/api/newsroom").await.status, 200, "{role:?} reads");
        assert_eq!(person.get(&format!("{path}/revisions/1")).await.status, 200, "{role:?} reads");
        let begun = person.post("/desk/api/articles", paper.text("Wind")).await;
        assert_eq!(begun.status == 201, allows(role, Permission::Write), "{role:?} begins");

        for (act, permission, more) in acts(&article) {
            let article = person.get(&path).await.ok();
            let told = article["acts"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["act"] == if act == "revisions" { "write" } else { act });
            if act == "checkpoint" {
                continue; // It acts on the shared text, which nobody has opened here.
            }
            if act == "story" {
                let answer = person.post(&format!("{path}/story"), more).await;
                assert_eq!(answer.status == 403, !allows(role, permission), "{role:?} {act}");
                continue; // It is about the story and not about this text, so it names no version.
            }
            let answer = person.act(&article, act, more).await;
            let forbidden = answer.status == 403;
            assert_eq!(forbidden, !allows(role, permission), "{role:?} {act}: {}", answer.text);
            if forbidden {
                assert_eq!(answer.refused(), (403, "not_allowed".into()), "{role:?} {act}");
            }
            assert_eq!(told.unwrap()["code"] == "not_allowed", forbidden, "{role:?} {act}");
        }
    }
}

/// What is sent to each changing route that is for admins.
fn filled_in(path: &str, account: &str) -> (String, Value) {
    let grants = json!([{ "role": "reporter", "edition": null, "section": null }]);
    let asked = match path {
        "/api/people/invite" => {
            json!({ "email": "new@paper.example", "name": "New", "grants": grants })
        }
        "/api/people/{id}" => json!({ "name": "Davit", "grants": grants }),
        _ => json!({}),
    };
    (format!("/desk{}", path.replace("{id}", account)), asked)
}

#[tokio::test]
async fn only_who_may_administer_gets_through_to_what_is_for_admins() {
    let paper = Paper::open().await;
    for role in Role::ALL {
        let mut person = paper.person(role.as_str(), role).await;
        let other = paper
            .account(&format!("other-{}", role.as_str()), vec![Grant::everywhere(Role::Reporter)])
            .await;
        for route in desk::routes() {
            if route.who != desk::Who::Admins {
                continue;
            }
            let (path, asked) = filled_in(route.path, &other.id.to_string());
            let answer = match route.method {
                http::Method::GET => person.get(&path).await,
                _ => person.post(&path, asked).await,
            };
            if allows(role, Permission::Administer) {
                assert_ne!(answer.status, 403, "{role:?} {path}: {}", answer.text);
            } else {
                assert_eq!(answer.refused(), (403, "not_allowed".into()), "{role:?} {path}");
            }
        }
    }
}

#[tokio::test]
async fn everybody_may_look_after_their_own_account() {
    let paper = Paper::open().await;
    for role in Role::ALL {
        let mut person = paper.person(role.as_str(), role).await;
        for route in desk::routes() {
            // Signing out would leave nobody to try the rest.
            if route.who != desk::Who::Enrolling || route.path.ends_with("/sign-out") {
                continue;
            }
            let path = format!("/desk{}", route.path.replace("{id}", "12"));
            let answer = match route.method {
                http::Method::GET => person.get(&path).await,
                _ => person.post(&path, json!({})).await,
            };
            assert!(![401, 403].contains(&answer.status.as_u16()), "{role:?} {path}");
        }
    }
}
