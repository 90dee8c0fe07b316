//! From http to https: the address asked for, on the paper's own host and never on one that a stranger named.

use std::sync::Arc;

use axum::Router;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, LOCATION};
use http::{HeaderValue, Method, StatusCode, Uri};

/// Sends every request on to the paper at this address: `https://paper.example`, without a slash at the end.
pub fn to(origin: &str) -> Router {
    let origin: Arc<str> = origin.into();
    Router::new().fallback(move |method: Method, uri: Uri| {
        let origin = Arc::clone(&origin);
        async move { answer(&origin, &method, &uri) }
    })
}

fn answer(origin: &str, method: &Method, uri: &Uri) -> Response {
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    let location = HeaderValue::try_from(format!("{origin}{address}"));
    let (true, Ok(location)) = (address.starts_with('/'), location) else {
        return (StatusCode::BAD_REQUEST, "This address cannot be read.\n").into_response();
    };
    // A form that is sent again must be sent as a form.
    let status = if matches!(*method, Method::GET | Method::HEAD) {
        StatusCode::MOVED_PERMANENTLY
    } else {
        StatusCode::PERMANENT_REDIRECT
    };
    // Browsers keep such an answer for ever unless told otherwise, and a paper may have to go back.
    let keep = HeaderValue::from_static("public, max-age=86400");
    (status, [(LOCATION, location), (CACHE_CONTROL, keep)]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(method: &Method, address: &str) -> (u16, String) {
        let answer = answer("https://paper.example", method, &address.parse().unwrap());
        let location = answer.headers().get(LOCATION).map(|value| value.to_str().unwrap());
        (answer.status().as_u16(), location.unwrap_or_default().to_owned())
    }

    #[test]
    fn the_same_address_is_named_on_the_papers_own_host() {
        let get = |address| asked(&Method::GET, address);
        assert_eq!(get("/en/?page=2"), (301, "https://paper.example/en/?page=2".to_owned()));
        assert_eq!(
            get("//evil.example/x"),
            (301, "https://paper.example//evil.example/x".to_owned())
        );
        assert_eq!(get("http://evil.example/x"), (301, "https://paper.example/x".to_owned()));
        assert_eq!(get("http://evil.example"), (301, "https://paper.example/".to_owned()));
        assert_eq!(get("*").0, 400);
    }

    #[test]
    fn a_form_stays_a_form() {
        assert_eq!(asked(&Method::POST, "/x"), (308, "https://paper.example/x".to_owned()));
        assert_eq!(asked(&Method::HEAD, "/x").0, 301);
    }
}
