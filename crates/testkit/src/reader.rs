//! Somebody who reads the paper in a browser.

use axum::Router;
use axum::body::Body;
use http::{HeaderName, HeaderValue, Method, Request};
use http_body_util::BodyExt;
use site::{Config, Site};
use theme::Theme;
use tower::ServiceExt;

use crate::{Answer, Paper};

/// Somebody who reads the paper in a browser. What they send with every request, they are told once.
#[derive(Clone, Debug)]
pub struct Reader {
    router: Router,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Paper {
    /// Somebody who reads the paper in a browser that keeps no cookies.
    pub fn reader(&self) -> Reader {
        let router = self.router.get_or_init(|| self.new_router());
        Reader { router: router.clone(), headers: Vec::new() }
    }

    /// A reader of a site that has shown nothing yet, so that it remembers nothing.
    pub fn first_reader(&self) -> Reader {
        Reader { router: self.new_router(), headers: Vec::new() }
    }

    fn new_router(&self) -> Router {
        let theme = Theme::load(theme::Config::for_testing()).expect("the house theme");
        let reader = self.store.reader();
        site::router(Site::new(reader, theme, self.files.clone(), Config::for_testing()))
    }
}

impl Reader {
    /// Sends this header with every request.
    pub fn with_header(mut self, name: &str, value: &str) -> Reader {
        let name = name.parse().expect("the name of a header");
        self.headers.push((name, value.parse().expect("the value of a header")));
        self
    }

    /// Sends this cookie with every request, as `name=value`.
    pub fn with_cookie(self, cookie: &str) -> Reader {
        self.with_header("cookie", cookie)
    }

    /// Opens a page. Letters outside ASCII are percent-encoded on the way, as a browser does it.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty(), None).await
    }

    /// Opens a line on which things are told as they happen: its body never ends by itself.
    pub async fn line(&self, path: &str) -> Body {
        let request = Request::builder()
            .uri(path)
            .header("host", "meridian.example")
            .body(Body::empty())
            .expect("an address that a browser could send");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        assert_eq!(response.status(), 200, "{path}");
        response.into_body()
    }

    /// Asks for a page's headers only.
    pub async fn head(&self, path: &str) -> Answer {
        self.send(Method::HEAD, path, Body::empty(), None).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs = form.iter().map(|(name, value)| {
            format!("{}={}", story::url::encode(name), story::url::encode(value))
        });
        let body = pairs.collect::<Vec<_>>().join("&");
        let form = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, Body::from(body), form).await
    }

    /// Follows redirects until there is a page, at most five of them.
    pub async fn follow(&self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            match answer.location() {
                Some(next) => answer = self.get(&next).await,
                None => return answer,
            }
        }
        panic!("{path} leads on and on, at last to {:?}", answer.location());
    }

    async fn send(&self, method: Method, path: &str, body: Body, content: Option<&str>) -> Answer {
        let path = path.strip_prefix(&Config::for_testing().url).unwrap_or(path);
        let encoded: String = path
            .chars()
            .map(|letter| match letter {
                ' ' => "%20".to_owned(),
                letter if letter.is_ascii() => letter.to_string(),
                letter => story::url::encode(&letter.to_string()),
            })
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(encoded.split('#').next().unwrap_or_default())
            .header("host", "meridian.example");
        if let Some(content) = content {
            request = request.header("content-type", content);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(body).expect("an address that a browser could send");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Answer::new(path, parts, body.to_vec())
    }
}
