//! A paper with a desk, people, and their browsers.

use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use desk::{Config, Desk};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use store::{Clock, Store};
use story::account::{Account, Editor};
use story::edition::{Digits, Edition};
use story::permission::{Grant, Role};
use story::section::Section;
use story::{AccountId, EditionCode, Language, SectionId, Slug, Timestamp};
use tower::ServiceExt;

pub(crate) const PASSWORD: &str = "four words of no meaning";

pub(crate) struct Paper {
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) section: SectionId,
    router: Router,
    _folder: tempfile::TempDir,
}

impl Paper {
    pub(crate) async fn open() -> Paper {
        Paper::at("https://paper.example").await
    }

    pub(crate) async fn at(url: &str) -> Paper {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paper.sqlite");
        let clock = Clock::standing("2026-03-02T09:00:00Z".parse().unwrap());
        let config = store::Config::new(&format!("sqlite:{}", path.display()));
        let store = Store::open(&config, clock).await.unwrap();
        let operator = Editor::operator("test");
        let mut write = store.write().await.unwrap();
        for (code, zone) in [("en", "Europe/London"), ("ru", "Asia/Yerevan")] {
            write.put_edition(&edition(code, zone), &operator).await.unwrap();
        }
        let section = Section {
            id: SectionId::new(write.id()),
            edition: EditionCode::parse("en").unwrap(),
            key: "sport".into(),
            slug: Slug::parse("sport").unwrap(),
            name: "Sport".into(),
            position: Some(1),
            parent: None,
        };
        let section = write.put_section(&section).await.unwrap();
        write.commit().await.unwrap();
        let desk = Desk::new(store.clone(), Config::new(url));
        let router = Router::new().nest_service("/desk", desk::router(desk.clone()));
        Paper { store, desk, section, router, _folder: folder }
    }

    /// Somebody with this role everywhere, who has not signed in.
    pub(crate) async fn account(&self, name: &str, grants: Vec<Grant>) -> Account {
        let mut write = self.store.write().await.unwrap();
        let account = Account {
            id: AccountId::new(write.id()),
            email: format!("{name}@paper.example"),
            name: name.to_owned(),
            grants,
            disabled_at: None,
            created_at: self.now(),
        };
        // One hash for all: making it is slow on purpose.
        static HASH: Mutex<Option<String>> = Mutex::new(None);
        let hash = HASH
            .lock()
            .unwrap()
            .get_or_insert_with(|| store::hash_password(PASSWORD).unwrap())
            .clone();
        let operator = Editor::operator("test");
        write.put_account(&account, Some(&hash), &operator).await.unwrap();
        write.commit().await.unwrap();
        account
    }

    /// Somebody with this role everywhere, at their screen.
    pub(crate) async fn person(&self, name: &str, role: Role) -> Browser {
        let account = self.account(name, vec![Grant::everywhere(role)]).await;
        self.signed_in(&account).await
    }

    /// The browser of an account, without the slow way through the password.
    pub(crate) async fn signed_in(&self, account: &Account) -> Browser {
        let until = self.now() + jiff::SignedDuration::from_hours(24);
        let token = self.store.begin_session(account.id, until).await.unwrap();
        let mut browser = self.stranger();
        browser.cookies.push(("__Secure-masthead-desk".to_owned(), token));
        browser
    }

    /// A browser that nobody signed in with.
    pub(crate) fn stranger(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: Vec::new(),
            address: "192.0.2.7:40000".parse().unwrap(),
        }
    }

    /// The desk on a socket of its own, for what needs one.
    pub(crate) async fn on_a_socket(&self) -> SocketAddr {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(socket, router).await });
        address
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.store.clock().now()
    }

    pub(crate) fn wait(&self, seconds: i64) {
        let later = self.now() + jiff::SignedDuration::from_secs(seconds);
        self.store.clock().set(later);
    }

    /// What somebody sends to begin an article.
    pub(crate) fn text(&self, headline: &str) -> Value {
        json!({
            "edition": "en",
            "section": self.section,
            "content": content(headline, "Rain fell on the stand."),
        })
    }
}

pub(crate) fn content(headline: &str, text: &str) -> Value {
    json!({
        "headline": headline,
        "standfirst": "Play stops.",
        "body": {
            "type": "doc",
            "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": text }] }],
        },
    })
}

fn edition(code: &str, timezone: &str) -> Edition {
    Edition {
        code: EditionCode::parse(code).unwrap(),
        language: Language::parse(code).unwrap(),
        name: code.to_owned(),
        title: "The Meridian".into(),
        tagline: String::new(),
        timezone: timezone.to_owned(),
        default: code == "en",
        description: String::new(),
        rights: String::new(),
        founded: None,
        digits: Digits::Latn,
        social: Vec::new(),
        app: Vec::new(),
        advertisements: false,
    }
}

/// Somebody's browser: it keeps cookies and says where its requests come from.
#[derive(Clone)]
pub(crate) struct Browser {
    router: Router,
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) address: SocketAddr,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The JSON of an answer that must be a good one.
    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text);
        self.json()
    }

    /// The stable code of a refusal, and its status.
    #[track_caller]
    pub(crate) fn refused(&self) -> (u16, String) {
        assert!(!self.status.is_success(), "{}: {}", self.status, self.text);
        (self.status.as_u16(), self.json()["error"]["code"].as_str().unwrap().to_owned())
    }
}

impl Browser {
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub(crate) async fn post(&mut self, path: &str, json: Value) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        self.send(Method::POST, path, &headers, Some(json.to_string())).await
    }

    /// Does something with an article as it is now, and gives back how it is then.
    pub(crate) async fn act(&mut self, article: &Value, act: &str, more: Value) -> Answer {
        let mut asked = json!({ "version": article["version"] });
        asked.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        let path = format!("/desk/api/articles/{}/{act}", article["id"].as_str().unwrap());
        self.post(&path, asked).await
    }

    /// An act on the newest text.
    pub(crate) async fn act_on_text(&mut self, article: &Value, act: &str) -> Answer {
        self.act(article, act, json!({ "revision": article["draft"] })).await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let mut request = request.body(Body::from(body.unwrap_or_default())).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for cookie in parts.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, _) = cookie.split_once(';').unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        self.cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}
