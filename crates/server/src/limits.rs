//! What stands around every request: how long it may take, how big it may be.

use axum::Router;
use axum::response::IntoResponse;
use http::StatusCode;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use std::time::Duration;

/// The router with limits around it: of the biggest body of a request, in bytes, and of the longest time for an answer.
pub fn around(router: Router, max_body: usize, request_timeout: Duration) -> Router {
    router
        .layer(RequestBodyLimitLayer::new(max_body))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, request_timeout))
        .layer(axum::middleware::map_response(async |response: axum::response::Response| {
            // The layers above answer without a word.
            match response.status() {
                StatusCode::PAYLOAD_TOO_LARGE if is_bare(&response) => {
                    (StatusCode::PAYLOAD_TOO_LARGE, "The request is too big.\n").into_response()
                }
                StatusCode::SERVICE_UNAVAILABLE if is_bare(&response) => {
                    let said = "The server took too long. Please try again in a moment.\n";
                    let mut answer = (StatusCode::SERVICE_UNAVAILABLE, said).into_response();
                    let soon = http::HeaderValue::from_static("10");
                    answer.headers_mut().insert(http::header::RETRY_AFTER, soon);
                    answer
                }
                _ => response,
            }
        }))
}

fn is_bare(response: &axum::response::Response) -> bool {
    use axum::body::HttpBody;
    response.body().size_hint().exact() == Some(0)
}
