use desk::Config;
use tempfile::TempDir;

use crate::paper::Paper;

const PAGE: &str =
    "<!doctype html><script type=\"module\" src=\"/desk/ui/assets/index-1a.js\"></script>";

/// A paper whose screens are in a folder, as the build of `desk-ui` leaves them.
async fn with_screens() -> (Paper, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    for (name, text) in [
        ("index.html", PAGE),
        ("desk.svg", "<svg/>"),
        ("README.md", "no file of the screens"),
        ("assets/index-1a.js", "export {}"),
        ("assets/index-1a.css", "p {}"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let mut how = Config::new("https://paper.example");
    how.files = Some(folder.path().to_owned());
    (Paper::run_as(how).await, folder)
}

#[tokio::test]
async fn the_desks_page_is_there_before_anybody_signs_in() {
    let (paper, _folder) = with_screens().await;
    for path in [
        "/desk",
        "/desk/",
        "/desk/first",
        "/desk/invitation",
        "/desk/fronts/en/front",
        "/desk/articles/12",
    ] {
        let page = paper.stranger().get(path).await;
        assert_eq!((page.status.as_u16(), page.text.as_str()), (200, PAGE), "{path}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(page.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn browsers_keep_a_file_whose_name_tells_what_is_in_it() {
    let (paper, _folder) = with_screens().await;
    let for_ever = "public, max-age=31536000, immutable";
    for (path, kind, kept) in [
        ("/desk/ui/assets/index-1a.js", "text/javascript; charset=utf-8", for_ever),
        ("/desk/ui/assets/index-1a.css", "text/css; charset=utf-8", for_ever),
        ("/desk/ui/desk.svg", "image/svg+xml", "no-store"),
    ] {
        let file = paper.stranger().get(path).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.headers["content-type"], kind, "{path}");
        assert_eq!(file.headers["cache-control"], kept, "{path}");
    }
    // A name that is gone may come back with another build.
    let gone = paper.stranger().get("/desk/ui/assets/index-2b.js").await;
    assert_eq!(gone.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn a_program_without_the_screens_says_how_they_are_built() {
    let folder = tempfile::tempdir().unwrap();
    let mut how = Config::new("https://paper.example");
    how.files = Some(folder.path().to_owned());
    let paper = Paper::run_as(how).await;
    let page = paper.stranger().get("/desk").await;
    assert_eq!(page.status, 503);
    assert!(page.text.contains("bin/run"), "{}", page.text);
}

#[tokio::test]
async fn the_page_runs_only_what_comes_from_the_desk_itself() {
    let (paper, _folder) = with_screens().await;
    let page = paper.stranger().get("/desk").await;
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    for part in [
        "default-src 'none'",
        "script-src 'self';",
        "style-src 'self';",
        "require-trusted-types-for 'script'",
        "frame-src 'self' https://paper.example",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn only_the_desks_own_files_are_served() {
    let (paper, _folder) = with_screens().await;
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
