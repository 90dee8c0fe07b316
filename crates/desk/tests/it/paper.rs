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
use story::campaign::Slot;
use story::edition::{Digits, Edition};
use story::permission::{Grant, Role};
use story::section::Section;
use story::{AccountId, EditionCode, Language, SectionId, Slug, Timestamp};
use tower::ServiceExt;

use crate::promised::Promised;

pub(crate) const PASSWORD: &str = "four words of no meaning";

pub(crate) struct Paper {
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) section: SectionId,
    pub(crate) files: media::Files,
    router: Router,
    folder: tempfile::TempDir,
}

impl Paper {
    pub(crate) async fn open() -> Paper {
        Paper::at("https://paper.example").await
    }

    pub(crate) async fn at(url: &str) -> Paper {
        Paper::run_as(Config::new(url)).await
    }

    /// A paper that puts its letters into a folder.
    pub(crate) async fn with_mail() -> (Paper, Letters) {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::new("https://paper.example");
        let url = format!("file:{}", folder.path().display());
        config.mail = Some(delivery::Mailer::new(&url, "desk@paper.example").unwrap());
        (Paper::run_as(config).await, Letters { folder })
    }

    pub(crate) async fn run_as(mut how: Config) -> Paper {
        how.slots.push(Slot {
            name: "beside-the-story".to_owned(),
            width: 300,
            height: 250,
            phone: None,
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paper.sqlite");
        let database = store::Config::new(&format!("sqlite:{}", path.display()));
        let store = Store::open(&database, clock()).await.unwrap();
        Paper::kept_in(store, folder, how).await
    }

    /// A paper on a PostgreSQL of its own, if there is one for tests, with a store for another node.
    pub(crate) async fn on_postgres() -> Option<(Paper, Store, testkit::Database)> {
        let database = testkit::Database::postgres().await?;
        let stores = (database.open(clock()).await, database.open(clock()).await);
        let how = Config::new("https://paper.example");
        let paper = Paper::kept_in(stores.0, tempfile::tempdir().unwrap(), how).await;
        Some((paper, stores.1, database))
    }

    async fn kept_in(store: Store, folder: tempfile::TempDir, how: Config) -> Paper {
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
        let files =
            media::Files::at(folder.path().join("media"), media::Config::default()).unwrap();
        let desk = Desk::new(store.clone(), files.clone(), how);
        let router = Router::new().nest_service("/desk", desk::router(desk.clone()));
        Paper { store, desk, section, files, router, folder }
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

    /// Another node of the same paper, on a socket of its own.
    pub(crate) async fn another_node(&self) -> SocketAddr {
        self.node_over(self.store.clone()).await.1
    }

    /// Another node with a store of its own.
    pub(crate) async fn node_over(&self, store: Store) -> (Desk, SocketAddr) {
        let config = Config::new("https://paper.example");
        let desk = Desk::new(store, self.files.clone(), config);
        let router = Router::new().nest_service("/desk", desk::router(desk.clone()));
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(socket, router).await });
        (desk, address)
    }

    /// The desk on a socket of its own, for what needs one.
    pub(crate) async fn on_a_socket(&self) -> SocketAddr {
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(socket, router).await });
        address
    }

    /// The same paper, run by a program with other settings.
    pub(crate) fn restarted_as(self, config: Config) -> Paper {
        let desk = Desk::new(self.store.clone(), self.files.clone(), config);
        let router = Router::new().nest_service("/desk", desk::router(desk.clone()));
        Paper { desk, router, ..self }
    }

    /// What somebody with the database's password does behind the paper's back.
    pub(crate) fn execute(&self, sql: &str) {
        let path = self.folder.path().join("paper.sqlite");
        rusqlite::Connection::open(path).unwrap().execute(sql, []).unwrap();
    }

    /// The paper wants more than a password of everybody.
    pub(crate) async fn requires_second_factor(&self) {
        let mut write = self.store.write().await.unwrap();
        write.set("desk.second_factor", "required").await.unwrap();
        write.commit().await.unwrap();
    }

    /// What an app that knows this secret shows now.
    pub(crate) fn code(&self, secret: &str) -> String {
        let secret = base32(secret);
        identity::one_time_code::at(&secret, u64::try_from(self.now().as_second()).unwrap())
    }

    /// Adds one-time codes to the account of a browser, and gives their secret and the codes on paper. Half a
    /// minute passes, so that the next code is a fresh one.
    pub(crate) async fn enrol(&self, browser: &mut Browser) -> (String, Vec<String>) {
        let begun = browser.post("/desk/api/me/totp", json!({ "password": PASSWORD })).await.ok();
        let secret = begun["secret"].as_str().unwrap().to_owned();
        let code = self.code(&secret);
        let done = browser.post("/desk/api/me/totp/confirm", json!({ "code": code })).await.ok();
        self.wait(30);
        let codes = done["recovery"].as_array().unwrap();
        (secret, codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect())
    }

    /// Does the jobs that write letters, as the worker would.
    pub(crate) async fn post_office(&self) -> Vec<desk::Sent> {
        let mut all = Vec::new();
        let minute = std::time::Duration::from_secs(60);
        while let Some(leased) =
            self.store.lease_job_of(story::job::Job::MAIL, minute).await.unwrap()
        {
            let sent = self.desk.send(&leased).await.unwrap();
            self.store.finish_job(leased.id, "test").await.unwrap();
            all.push(sent);
        }
        all
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.store.clock().now()
    }

    pub(crate) fn wait(&self, seconds: i64) {
        let later = self.now() + jiff::SignedDuration::from_secs(seconds);
        self.store.clock().set(later);
    }

    /// A correction of a sibling that nobody has looked at for this article, and its id.
    pub(crate) async fn pending_correction(&self, article: &str) -> String {
        let id = {
            let write = self.store.write().await.unwrap();
            write.id()
        };
        self.execute(&format!(
            "INSERT INTO correction (id, story, article, edition, from_revision, to_revision, kind, text, state, at)
             SELECT {id}, story, id, edition, 1, NULL, 'update', 'More is known.', 'pending', 0 FROM article WHERE id = {article}"
        ));
        id.to_string()
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

/// Letters that were put into a folder.
pub(crate) struct Letters {
    folder: tempfile::TempDir,
}

impl Letters {
    /// All of them, as text, in the order of their names.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .collect();
        files.sort();
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
    }

    /// Takes the only letter out.
    pub(crate) fn take(&self) -> String {
        let mut all = self.all();
        assert_eq!(all.len(), 1, "{all:?}");
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            std::fs::remove_file(file.unwrap().path()).unwrap();
        }
        all.remove(0)
    }
}

fn code_of(refusal: &[u8]) -> String {
    let refusal: Value = serde_json::from_slice(refusal).unwrap_or_default();
    refusal["error"]["code"].as_str().unwrap_or_default().to_owned()
}

/// What stands behind the `#` of a link in a letter or an answer.
pub(crate) fn token(text: &str) -> String {
    let text = text.replace("=\r\n", "");
    let (_, rest) = text.split_once('#').unwrap_or_else(|| panic!("no link: {text}"));
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

fn base32(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
        bits = (bits << 5) | u32::from(value);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes
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

/// A clock that only a test moves.
fn clock() -> Clock {
    Clock::standing("2026-03-02T09:00:00Z".parse().unwrap())
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
        views: false,
        most_read: false,
        most_read_sensitive: false,
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
    /// The same browser, whose requests go to another node.
    pub(crate) fn at_node(&self, desk: &Desk) -> Browser {
        let router = Router::new().nest_service("/desk", desk::router(desk.clone()));
        Browser { router, cookies: self.cookies.clone(), address: self.address }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], None).await
    }

    pub(crate) async fn post(&mut self, path: &str, json: Value) -> Answer {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        self.send(Method::POST, path, &headers, Some(json.to_string())).await
    }

    /// The status of an answer that may never end.
    pub(crate) async fn status(&mut self, path: &str) -> u16 {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder().uri(path).header("cookie", cookies.join("; "));
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        self.router.clone().oneshot(request).await.unwrap().status().as_u16()
    }

    /// The status of an answer, and the code of a refusal.
    pub(crate) async fn asked(&mut self, path: &str) -> (u16, String) {
        let (status, _, bytes) = self.get_bytes(path).await;
        (status.as_u16(), code_of(&bytes))
    }

    /// The same of something that is sent.
    pub(crate) async fn sent(&mut self, path: &str, json: &Value) -> (u16, String) {
        let answer = self.post(path, json.clone()).await;
        (answer.status.as_u16(), code_of(answer.text.as_bytes()))
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
        self.send_bytes(method, path, headers, body.unwrap_or_default().into_bytes()).await
    }

    /// The answer's status, headers and bytes, for what is no text.
    pub(crate) async fn get_bytes(&mut self, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
        self.ask(Method::GET, path, &[], Vec::new()).await
    }

    pub(crate) async fn send_bytes(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let (status, headers, bytes) = self.ask(method, path, headers, body).await;
        Answer { status, headers, text: String::from_utf8(bytes).unwrap() }
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let asked = (method.clone(), body.clone());
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for cookie in parts.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        let (method, asked) = asked;
        Promised::get().check(&method, path, &asked, parts.status.as_u16(), &bytes);
        (parts.status, parts.headers, bytes.to_vec())
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
