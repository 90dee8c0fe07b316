use desk::Who;
use http::Method;
use story::permission::Role;

use crate::paper::Paper;

fn filled_in(path: &str) -> String {
    format!("/desk{path}")
        .trim_end_matches('/')
        .replace("{id}", "12")
        .replace("{number}", "1")
        .replace("{*file}", "desk.js")
        .replace("{*screen}", "articles/12")
}

#[tokio::test]
async fn every_route_but_the_door_refuses_strangers() {
    let paper = Paper::open().await;
    let mut refused = 0;
    for route in desk::routes() {
        let path = filled_in(route.path);
        let json = [("content-type", "application/json"), ("sec-fetch-site", "same-origin")];
        for cookie in ["", "__Secure-masthead-desk=", "__Secure-masthead-desk=00"] {
            let mut headers = json.to_vec();
            headers.extend((!cookie.is_empty()).then_some(("cookie", cookie)));
            let answer = paper.stranger().send(route.method.clone(), &path, &headers, None).await;
            match route.who {
                Who::Enrolling | Who::Newsroom | Who::Admins => {
                    assert_eq!(answer.refused(), (401, "sign_in".into()), "{path}");
                    refused += 1;
                }
                Who::Strangers => {
                    // A form that was not filled in, or a provider or a file that the paper does not have.
                    let door = route.method == Method::POST
                        || path.contains("/oidc/")
                        || path.contains("/ui/");
                    assert!(answer.status != 401 && (door || answer.status == 200), "{path}");
                }
            }
        }
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn only_the_door_and_the_files_are_for_strangers() {
    let open: Vec<String> = desk::routes()
        .into_iter()
        .filter(|route| route.who == Who::Strangers)
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    insta::assert_snapshot!(open.join("\n"), @r"
    GET /
    GET /{*screen}
    GET /ui/{*file}
    POST /api/sign-in
    POST /api/first
    GET /api/door
    POST /api/passkey/ask
    POST /api/passkey/sign-in
    POST /api/invitation
    POST /api/invitation/accept
    POST /api/reset/ask
    POST /api/reset
    GET /api/oidc/begin
    GET /api/oidc/callback
    GET /api/openapi.json
    ");
}

#[tokio::test]
async fn a_change_asked_by_another_site_is_refused() {
    let paper = Paper::open().await;
    let mut ana = paper.person("ana", Role::Admin).await;
    let changes = desk::routes().into_iter().filter(|route| route.method == Method::POST);
    for route in changes {
        let path = filled_in(route.path);
        for origin in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let headers = [origin, ("content-type", "application/json")];
            let answer = ana.send(Method::POST, &path, &headers, Some("{}".to_owned())).await;
            assert_eq!(answer.refused(), (403, "other_site".into()), "{path} {origin:?}");
        }
    }
    assert_eq!(ana.get("/desk/api/newsroom").await.status, 200, "nobody was signed out");
}

#[tokio::test]
async fn every_answer_tells_browsers_to_keep_and_run_nothing() {
    let paper = Paper::open().await;
    let mut stranger = paper.stranger();
    for path in [
        "/desk",
        "/desk/ui/desk.css",
        "/desk/ui/desk.js",
        "/desk/api/articles",
        "/desk/api/x",
        "/desk/x",
    ] {
        let answer = stranger.get(path).await;
        let header = |name| answer.headers.get(name).map_or("", |value| value.to_str().unwrap());
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        let policy = header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    }
}

#[tokio::test]
async fn a_wrong_address_or_method_is_told_in_the_desks_own_way() {
    let paper = Paper::open().await;
    let mut stranger = paper.stranger();
    assert_eq!(stranger.get("/desk/api/nothing").await.refused(), (404, "not_found".into()));
    assert_eq!(stranger.get("/desk/api/sign-in").await.refused(), (405, "no_method".into()));
}
