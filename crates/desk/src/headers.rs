//! What every answer of the desk tells the browser: keep nothing, run nothing that is not ours.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, header};

use crate::Config;

/// Svelte clones its templates, and ProseMirror reads what is pasted, each through a policy of its own. Frames
/// show the paper as readers will see it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
     trusted-types svelte-trusted-html ProseMirrorClipboard; frame-src 'self'";

static ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// What holds where a route says nothing else: only an advertisement is shown in a frame of the desk.
static USUALLY: [(HeaderName, &str); 2] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    // `no-referrer` would make browsers send `Origin: null`, and our own forms would look like a stranger's.
    (header::REFERRER_POLICY, "same-origin"),
];

/// What the browser may load and run, where the paper may have an address of its own.
pub(crate) fn policy(config: &Config) -> HeaderValue {
    let whole = format!("{POLICY} {}", origin_of(&config.site_url));
    HeaderValue::from_str(&whole).unwrap_or(HeaderValue::from_static(POLICY))
}

/// Scheme, host and port of an address; a path would narrow what the policy allows to that one page.
fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |colon| colon + 3);
    let end = url[host..].find(['/', '?', '#', ';', ',', ' ']).map_or(url.len(), |end| host + end);
    &url[..end]
}

pub(crate) async fn add(
    State(policy): State<HeaderValue>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in &USUALLY {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    // A drawing is locked up tighter than a page.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    // Only what can never change says that it may be kept.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paper_may_be_shown_in_a_frame_wherever_it_lives() {
        for (site, source) in [
            ("https://paper.example", "frame-src 'self' https://paper.example"),
            ("http://127.0.0.1:8000", "frame-src 'self' http://127.0.0.1:8000"),
            ("https://paper.example/under/a/path", "frame-src 'self' https://paper.example"),
            ("https://paper.example; script-src *", "frame-src 'self' https://paper.example"),
        ] {
            let policy = policy(&Config::new(site));
            assert!(policy.to_str().unwrap().ends_with(source), "{policy:?}");
        }
    }
}
