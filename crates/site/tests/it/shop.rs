//! A site of a test's own making: another theme, other files, a store that fails.

use std::path::Path;

use axum::Router;
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use site::{Config, Site};
use testkit::Paper;
use tower::ServiceExt;

/// A site over a paper.
pub(crate) struct Shop {
    router: Router,
}

impl Shop {
    /// The paper in the house theme.
    pub(crate) fn of(paper: &Paper) -> Shop {
        Shop::with(paper, theme::Config::for_testing())
    }

    /// The paper with these templates before those of the house theme.
    pub(crate) fn with_templates(paper: &Paper, folder: &Path) -> Shop {
        let overrides = vec![folder.to_owned()];
        Shop::with(paper, theme::Config { overrides, ..theme::Config::default() })
    }

    fn with(paper: &Paper, theme: theme::Config) -> Shop {
        let theme = theme::Theme::load(theme).unwrap();
        let site =
            Site::new(paper.store.reader(), theme, paper.files.clone(), Config::for_testing());
        Shop { router: site::router(site) }
    }

    pub(crate) fn router(&self) -> Router {
        self.router.clone()
    }

    /// Opens a page: its status, its cache policy and its body.
    pub(crate) async fn get(&self, path: &str) -> (u16, String, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        assert!(parts.headers.contains_key("content-security-policy"), "{path}");
        assert!(parts.headers.contains_key("x-content-type-options"), "{path}");
        let cache =
            parts.headers.get("cache-control").map(|value| value.to_str().unwrap().to_owned());
        let body = body.collect().await.unwrap().to_bytes();
        (
            parts.status.as_u16(),
            cache.unwrap_or_default(),
            String::from_utf8(body.to_vec()).unwrap(),
        )
    }
}
