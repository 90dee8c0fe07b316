//! What every answer carries: headers that keep readers safe, tags, and nothing that follows them.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use testkit::{Answer, Paper};

use crate::crawl::{DOORS, crawl};

async fn paper() -> Paper {
    let paper = Paper::with_editions(&["en", "ar"]).await;
    let drawing = paper.drawing("levee.svg", 90, 60).await;
    let article = paper.article("Levee breaks").author("Davit Sargsyan").topic("Floods");
    let article = article.lead(drawing, "The levee").live().await;
    paper.editor("ana").correct(&article, &["At two."], "At two, not at one.").await.ok();
    paper.editor("ana").sibling(&article, "ar", "انهيار السد").slug("sadd").live().await;
    let gone = paper.article("Gone").live().await;
    paper.editor("ana").withdraw(&gone, "It was not so.").await.ok();
    let held = paper.article("Held").live().await;
    paper.editor("lia").hold(&held, "A court", "ana").await.ok();
    paper
}

/// Every kind of answer: pages, forms, files, redirects, refusals.
async fn answers(paper: &Paper) -> Vec<(String, Answer)> {
    let mut answers: Vec<(String, Answer)> =
        crawl(&paper.reader(), DOORS).await.into_iter().collect();
    for path in [
        "/en/post/gone",
        "/en/post/held",
        "/en/post/never",
        "/nowhere/at/all/",
        "/en/sport",
        "/en/?after=x",
        "/en/%FF",
        "/en/settings",
        "/de/",
        "/media/00/x",
        "/static/none.css",
        "/sitemap/none.xml",
    ] {
        answers.push((path.to_owned(), paper.reader().get(path).await));
        answers.push((format!("HEAD {path}"), paper.reader().head(path).await));
    }
    let sent = [("change", "dark"), ("return_to", "/en/")];
    answers
        .push(("POST /en/settings".to_owned(), paper.reader().post("/en/settings", &sent).await));
    answers.push(("POST /en/".to_owned(), paper.reader().post("/en/", &[]).await));
    answers
}

#[tokio::test]
async fn every_answer_protects_its_reader() {
    let paper = paper().await;
    let mut codes = BTreeSet::new();
    for (path, answer) in answers(&paper).await {
        codes.insert(answer.code());
        let policy = answer.header_value("content-security-policy").unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe-eval") && !policy.contains("script-src 'unsafe"),
            "{path}: {policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(answer.header_value(name).as_deref(), Some(value), "{path}: {name}");
        }
        if policy.contains("frame-ancestors 'none'") {
            assert_eq!(answer.header_value("x-frame-options").as_deref(), Some("DENY"), "{path}");
        }
        assert!(answer.header_value("permissions-policy").is_some(), "{path}");
        let names: Vec<String> = answer.headers();
        for once in [
            "content-security-policy",
            "x-content-type-options",
            "etag",
            "cache-control",
            "content-type",
        ] {
            let count =
                names.iter().filter(|header| header.starts_with(&format!("{once}:"))).count();
            assert!(count <= 1, "{path} has {count} headers {once}");
        }
        if let Some(kind) =
            answer.header_value("content-type").filter(|kind| kind.starts_with("text/"))
        {
            assert!(kind.contains("charset=utf-8"), "{path}: {kind}");
        }
    }
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), [200, 301, 303, 400, 404, 405, 410, 451]);
}

#[tokio::test]
async fn no_page_sets_a_cookie() {
    let paper = paper().await;
    for (path, answer) in answers(&paper).await {
        let sets = answer.header_value("set-cookie").is_some();
        assert_eq!(sets, path == "POST /en/settings", "{path}");
    }
}

#[tokio::test]
async fn the_policy_names_exactly_what_a_page_carries_inside_itself() {
    let paper = paper().await;
    let mut pages = 0;
    for (path, answer) in answers(&paper).await {
        let is_page =
            answer.header_value("content-type").is_some_and(|kind| kind.starts_with("text/html"));
        if !is_page || answer.bytes().is_empty() {
            continue;
        }
        pages += 1;
        let policy = answer.header_value("content-security-policy").unwrap();
        let html = answer.text();
        for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
            let allowed =
                policy.split(';').find(|part| part.trim().starts_with(directive)).unwrap();
            assert!(!allowed.contains("unsafe-inline"), "{path}: {allowed}");
            for inside in inline(&html, element) {
                let hash = STANDARD.encode(Sha256::digest(inside.as_bytes()));
                assert!(
                    allowed.contains(&format!("'sha256-{hash}'")),
                    "{path}: <{element}> is not in {allowed}"
                );
            }
        }
        // A policy of hashes forbids these, so they would not work.
        assert!(!html.contains(" style=\""), "{path} has a style attribute");
        for handler in [" onclick=", " onload=", " onerror=", " onsubmit=", "javascript:"] {
            assert!(!html.contains(handler), "{path} has {handler}");
        }
        // Nothing is fetched from elsewhere.
        for attribute in [" src=\"http", " src=\"//", "url(http", "@import"] {
            assert!(!html.replace("&#x2f;", "/").contains(attribute), "{path} has {attribute}");
        }
    }
    assert!(pages > 30, "only {pages} pages");
}

/// What the elements of this name hold, but for those that load or describe something.
fn inline(html: &str, element: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in html.split(&format!("<{element}")).skip(1) {
        let (attributes, rest) = after.split_once('>').unwrap();
        if attributes.contains("src=") || attributes.contains("ld+json") {
            continue;
        }
        found.push(rest.split_once(&format!("</{element}>")).unwrap().0.to_owned());
    }
    found
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let paper = paper().await;
    let picture = {
        let page = paper.reader().get("/en/post/levee-breaks").await;
        page.links().into_iter().find(|link| link.starts_with("/media/")).unwrap()
    };
    for path in [
        "/en/",
        "/en/post/levee-breaks",
        "/en/post/levee-breaks.md",
        "/en/feed.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/favicon.ico",
        "/en/manifest.webmanifest",
        &picture,
    ] {
        let first = paper.reader().get(path).await.status(200);
        let tag = first.header_value("etag").unwrap_or_else(|| panic!("{path} has no tag"));
        for known in
            [tag.clone(), format!("\"other\", {tag}"), tag.replace("W/", ""), "*".to_owned()]
        {
            let again =
                paper.reader().with_header("if-none-match", &known).get(path).await.status(304);
            assert!(again.bytes().is_empty());
            for name in ["etag", "cache-control", "vary", "content-security-policy"] {
                assert_eq!(again.header_value(name), first.header_value(name), "{path}: {name}");
            }
        }
        paper.reader().with_header("if-none-match", "\"other\"").get(path).await.status(200);
        let head = paper.reader().head(path).await.status(200);
        assert!(head.bytes().is_empty(), "{path}: a head with a body");
        let length = first.bytes().len().to_string();
        assert_eq!(head.header_value("content-length"), Some(length), "{path}");
        for name in ["etag", "content-type", "cache-control", "vary"] {
            assert_eq!(head.header_value(name), first.header_value(name), "HEAD {path}: {name}");
        }
    }
    let tag = paper.reader().get("/en/").await.header_value("etag").unwrap();
    paper.article("Another").live().await;
    paper
        .reader()
        .with_header("if-none-match", &tag)
        .get("/en/")
        .await
        .status(200)
        .shows("Another");
    // An error is never “not modified”.
    paper.reader().with_header("if-none-match", "*").get("/en/post/never").await.status(404);
    paper.reader().with_header("if-none-match", "*").get("/en/post/gone").await.status(410);
}

#[tokio::test]
async fn a_page_has_another_tag_for_another_reader() {
    let paper = paper().await;
    let light = paper.reader().get("/en/").await;
    let dark = paper.reader().with_cookie("masthead_prefs=dark.1").get("/en/").await;
    assert_ne!(light.header_value("etag"), dark.header_value("etag"));
    assert!(light.headers().contains(&"vary: Cookie".to_owned()), "{:?}", light.headers());
    light.header("cache-control", "public, no-cache");
    // What does not differ by reader does not say so.
    for path in ["/en/feed.xml", "/sitemap.xml", "/en/post/levee-breaks.txt"] {
        let answer = paper.reader().get(path).await;
        let varies = answer.headers().into_iter().filter(|header| header.starts_with("vary:"));
        let varies: Vec<String> = varies.collect();
        assert_eq!(varies, ["vary: accept-encoding"], "{path}");
    }
}

#[tokio::test]
async fn a_page_travels_compressed_where_a_browser_can_read_it() {
    let paper = paper().await;
    let plain = paper.reader().get("/en/").await;
    for encoding in ["br", "gzip", "zstd"] {
        let small =
            paper.reader().with_header("accept-encoding", encoding).get("/en/").await.status(200);
        let small = small.header("content-encoding", encoding);
        assert!(
            small.bytes().len() * 2 < plain.bytes().len(),
            "{encoding}: {}",
            small.bytes().len()
        );
        let varies = small.headers().into_iter().filter(|header| header.starts_with("vary:"));
        assert_eq!(varies.collect::<Vec<_>>(), ["vary: Cookie", "vary: accept-encoding"]);
    }
}
