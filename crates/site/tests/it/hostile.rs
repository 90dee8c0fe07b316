//! Whatever strangers send, and whatever editors write: never a broken page, never a panic.

use std::sync::OnceLock;

use axum::Router;
use axum::body::Body;
use http::{Method, Request};
use proptest::prelude::*;
use story::Article;
use testkit::Paper;
use tower::ServiceExt;

use crate::shop::Shop;

/// A paper that all cases of a property ask, on its own runtime.
struct Asked {
    runtime: tokio::runtime::Runtime,
    router: Router,
    _paper: Paper,
}

fn asked() -> &'static Asked {
    static ASKED: OnceLock<Asked> = OnceLock::new();
    ASKED.get_or_init(|| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (paper, router) = runtime.block_on(async {
            let paper = Paper::with_editions(&["en", "ru"]).await;
            paper.article("Rain").author("Davit Sargsyan").topic("Floods").live().await;
            let router = Shop::of(&paper).router();
            (paper, router)
        });
        Asked { runtime, router, _paper: paper }
    })
}

impl Asked {
    /// The status for a request; nothing if no client could send it.
    fn status(&self, method: &str, target: &str, headers: &[(&str, &[u8])]) -> Option<u16> {
        let mut request =
            Request::builder().method(Method::from_bytes(method.as_bytes()).ok()?).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).ok()?;
        let answer = self.runtime.block_on(self.router.clone().oneshot(request)).unwrap();
        Some(answer.status().as_u16())
    }
}

#[test]
fn no_query_breaks_a_page() {
    let asked = asked();
    let far = "9".repeat(8000);
    let values = [
        "",
        "x",
        "-",
        "--",
        "0-0",
        "-1--1",
        "1-",
        "-1",
        "9223372036854775807-9223372036854775807",
        "-9223372036854775808--9223372036854775808",
        "9223372036854775808-1",
        "1e9-1",
        "1-1-1",
        "%00",
        "%FF",
        "%",
        "%zz",
        "'%20OR%201=1--",
        "%D8%B1",
        "\u{a0}",
        "0",
        "1",
        "4294967295",
        "4294967296",
        "99999999999999999999",
        "1&after=2",
        "&&&=&",
        "a=b=c",
        &far,
    ];
    let pages = [
        "/en/",
        "/en/news",
        "/en/important",
        "/en/news/important",
        "/en/corrections",
        "/en/author/davit-sargsyan",
        "/en/topic/floods",
        "/en/post/rain",
        "/",
        "/en/feed.xml",
        "/sitemap.xml",
    ];
    let tried = |target: &str| {
        if let Some(status) = asked.status("GET", target, &[]) {
            assert!(status < 500, "{} answered {status}", &target[..target.len().min(120)]);
        }
    };
    for value in values {
        for page in pages {
            for key in ["after", "from", "n", "before"] {
                tried(&format!("{page}?{key}={value}"));
            }
            for more in ["n=4294967295", "after=1-1"] {
                tried(&format!("{page}?after={value}&{more}"));
            }
        }
        for key in ["p", "page_id", "attachment_id", "q", ""] {
            tried(&format!("/?{key}={value}"));
        }
    }
    // A list that somebody numbers as they like is still a list.
    let numbered = "/en/important?after=9223372036854775807-9223372036854775807&n=4294967295";
    assert_eq!(asked.status("GET", numbered, &[]), Some(200));
}

#[test]
fn no_address_breaks_the_paper() {
    let asked = asked();
    let long = format!("/en/post/{}", "a".repeat(8192));
    let deep = "/en".repeat(2700);
    let encoded = format!("/en/post/{}", "%D5%AC".repeat(1300));
    for path in [
        long.as_str(),
        &deep,
        &encoded,
        "/en/post/%00",
        "/en/post/a%00b",
        "/%00/",
        "/en/%00/feed.xml",
        "/en/post/%FF%FE",
        "/%FF",
        "/en/author/%C0%AF",
        "/en/topic/%ED%A0%80",
        "/media/%FF/x",
        "/media/00000000000000000000000000000000000000000000000000000000000000zz/x",
        "/media/0000000000000000000000000000000000000000000000000000000000000000/..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fCargo.toml",
        "/static/%2e%2e",
        "/en/../../etc/passwd",
        "/en/post/..%2F..%2F",
        "/id/a/9223372036854775807",
        "/id/a/9223372036854775808",
        "/id/a/-1",
        "/id/a/0",
        "/id/a/x",
        "/en/post/.md",
        "/en/post/..txt",
        "/en/post/.",
        "/en/post/..",
        "/en/post/rain.md.md",
        "/en/post/rain.",
        "/en/post/rain/history/18446744073709551616",
        "/en/post/rain/history/-1",
        "/sitemap/-news.xml",
        "/sitemap/en-9999-12.xml",
        "/sitemap/en-0000-00.xml",
        "/sitemap/en--001-01.xml",
        "/sitemap/é-2026-01.xml",
        "/sitemap/%D5%AC-2026-01.xml",
        "/sitemap/en-2026-0%D5%AC.xml",
        "/sitemap/.xml",
        "//",
        "///",
        "/?",
        "/#",
        "*",
        "/en//",
        "/en/post//",
        "/EN/",
        "/En/post/rain",
        "/en/post/RAIN",
    ] {
        for method in ["GET", "HEAD", "POST", "OPTIONS", "DELETE", "TRACE", "BREW"] {
            if let Some(status) = asked.status(method, path, &[]) {
                assert!(
                    status < 500,
                    "{method} {} answered {status}",
                    &path[..path.len().min(120)]
                );
                let reads = matches!(method, "GET" | "HEAD");
                assert!(reads || status >= 300, "{method} {path} answered {status}");
            }
        }
    }
}

#[test]
fn no_header_breaks_a_page() {
    let asked = asked();
    let many = "a=b; ".repeat(2000);
    for (name, value) in [
        ("cookie", &b"masthead_prefs=\xff\xfe.1"[..]),
        ("cookie", many.as_bytes()),
        ("cookie", b"=; ; ;;=;masthead_prefs"),
        ("if-none-match", b"\xff"),
        ("if-none-match", b"\"\", W/, W/\", ,,"),
        ("if-modified-since", b"yesterday"),
        ("range", b"bytes=99-1"),
        ("accept-encoding", b"\xff;q=2, br;q=x"),
        ("accept-language", b"*;q=-1"),
        ("content-length", b"12"),
        ("content-type", b"application/json"),
        ("host", b"evil.example"),
        ("x-forwarded-host", b"evil.example"),
    ] {
        for path in ["/en/", "/en/post/rain", "/en/feed.xml", "/nowhere"] {
            for method in ["GET", "HEAD", "POST"] {
                let status = asked.status(method, path, &[(name, value)]).unwrap();
                assert!(status < 500, "{method} {path} with {name} answered {status}");
            }
        }
    }
}

/// Pieces that addresses of the paper are made of, and pieces that they are not.
fn segment() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "en",
        "ru",
        "news",
        "post",
        "rain",
        "rain.md",
        "rain.txt",
        "history",
        "print",
        "light",
        "1",
        "author",
        "davit-sargsyan",
        "topic",
        "floods",
        "feed.xml",
        "feed.json",
        "important",
        "corrections",
        "media",
        "static",
        "sitemap",
        "en-2026-03.xml",
        "id",
        "a",
        "settings",
        "manifest.webmanifest",
        "",
        ".",
        "..",
        "%2e%2e",
        "%00",
        "%FF",
        "%",
        "%5C",
        "\\",
        "story-",
    ]);
    let bytes = prop::collection::vec(any::<u8>(), 0..12)
        .prop_map(|bytes| bytes.iter().map(|byte| format!("%{byte:02x}")).collect::<String>());
    prop_oneof![6 => known.prop_map(str::to_owned), 2 => "[!-~]{0,20}", 2 => bytes, 1 => "\\PC{0,8}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_address_at_all_breaks_the_paper(
        segments in prop::collection::vec(segment(), 0..7),
        query in prop::option::of("[ -~]{0,40}"),
        slash in any::<bool>(),
    ) {
        let mut target = format!("/{}", segments.join("/"));
        if slash {
            target.push('/');
        }
        if let Some(query) = query {
            target.push_str(&format!("?{}", query.replace(' ', "+")));
        }
        if let Some(status) = asked().status("GET", &target, &[]) {
            prop_assert!(status < 500, "{target} answered {status}");
        }
    }
}

#[tokio::test]
async fn a_hostile_headline_is_words_and_nothing_else() {
    let paper = Paper::open().await;
    let headlines = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} {% raw %}",
        "]]> & <![CDATA[",
        "</style></title></textarea>",
        "' OR 1=1 --",
        "\u{202e}txt.exe\u{2066}",
        "\u{0}\u{7}bell",
        "مرحبا <b> world",
        "a\u{300}\u{301}\u{302}\u{303}",
        "$&$1\\0%s%n",
        "-->",
    ];
    let mut articles: Vec<(String, Article)> = Vec::new();
    for (number, headline) in headlines.iter().enumerate() {
        let mut content = story::Content {
            headline: (*headline).to_owned(),
            standfirst: (*headline).to_owned(),
            dateline: Some((*headline).to_owned()),
            sponsor: Some((*headline).to_owned()),
            ..story::Content::default()
        };
        content.body = story::Body::new(vec![story::block::Block::paragraph(vec![
            story::inline::Inline::text(*headline),
            story::inline::Inline::Text {
                text: "link".to_owned(),
                marks: vec![story::inline::Mark::Link {
                    href: "javascript:alert(1)".to_owned(),
                    title: None,
                }],
            },
        ])]);
        let slug = format!("hostile-{number}");
        let article =
            paper.article(headline).content(content).slug(&slug).topic("Floods").live().await;
        paper.editor("ana").correct(&article, &[headline], headline).await.ok();
        articles.push((slug, article));
    }
    let reader = paper.reader();
    let mut paths: Vec<String> =
        ["/en/", "/en/news", "/en/topic/floods", "/en/important", "/en/corrections"]
            .map(str::to_owned)
            .into();
    for (slug, _) in &articles {
        for form in ["", "/print", "/light", "/history", "/history/1", "/history/2"] {
            paths.push(format!("/en/post/{slug}{form}"));
        }
    }
    for path in &paths {
        let page = reader.get(path).await.status(200);
        let text = page.text();
        for broken in [
            "<script>alert",
            "<img src=x",
            "onerror=alert(1)>",
            "href=\"javascript:",
            " 49 ",
            "</style></title>",
        ] {
            assert!(!text.contains(broken), "{path} has {broken}");
        }
        // One page still: it has one head, one main and one end.
        for element in ["<!doctype html>", "</title>", "<main", "</main>", "</body>", "</html>"] {
            assert_eq!(text.matches(element).count(), 1, "{path}: {element}");
        }
        for object in page.json_ld() {
            assert!(object.is_object());
        }
    }
    for (slug, _) in &articles {
        for form in [".txt", ".md"] {
            let answer = reader.get(&format!("/en/post/{slug}{form}")).await.status(200);
            assert!(!answer.text().contains('\0'));
        }
    }
    reader.get("/en/feed.json").await.status(200).json();
    for feed in ["/en/feed.xml", "/en/feed.atom", "/sitemap/en-news.xml", "/sitemap/en-2026-03.xml"]
    {
        let xml = reader.get(feed).await.status(200).text();
        assert!(
            !xml.contains("<script>") && !xml.contains('\0') && !xml.contains('\u{7}'),
            "{feed}"
        );
    }
}
