//! What stands around every request: how long it may take, how big it may be.

use axum::Router;
use axum::response::IntoResponse;
use http::StatusCode;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::config::Server;

/// The router with the limits of the configuration around it.
pub(super) fn around(router: Router, config: &Server) -> Router {
    router
        .layer(RequestBodyLimitLayer::new(config.max_body))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            config.request_timeout,
        ))
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
