use crate::paper::Paper;

#[tokio::test]
async fn the_desks_page_is_there_before_anybody_signs_in() {
    let paper = Paper::open().await;
    for path in [
        "/desk",
        "/desk/",
        "/desk/first",
        "/desk/write",
        "/desk/articles/12",
        "/desk/articles/12/write",
    ] {
        let page = paper.stranger().get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert!(page.text.contains("/desk/ui/desk.js"), "{}", page.text);
    }
    for (path, kind) in [
        ("/desk/ui/desk.css", "text/css; charset=utf-8"),
        ("/desk/ui/desk.js", "text/javascript; charset=utf-8"),
    ] {
        let file = paper.stranger().get(path).await;
        assert_eq!(
            (file.status.as_u16(), file.headers["content-type"].to_str().unwrap()),
            (200, kind)
        );
    }
}

#[tokio::test]
async fn the_page_runs_nothing_that_its_own_policy_forbids() {
    let paper = Paper::open().await;
    let page = paper.stranger().get("/desk").await.text;
    for forbidden in
        ["<style", "style=\"", "onclick", "javascript:", "http://", "https://", "<script>"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn only_the_desks_own_files_are_served() {
    let paper = Paper::open().await;
    for name in [
        "README.md",
        "index.html",
        "nothing.js",
        "..%2fCargo.toml",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd.js",
        "a%00.js",
    ] {
        let answer = paper.stranger().get(&format!("/desk/ui/{name}")).await;
        assert_eq!(answer.refused(), (404, "not_found".into()), "{name}");
    }
}
