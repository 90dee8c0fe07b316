//! Where it can be looked at: everything on addresses for operators, and two words on the site's own.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::json;

use super::panel::Panel;
use super::{exposition, figures};

/// Whether an address is taken for those who run the paper.
pub(crate) fn is_reserved(address: &str) -> bool {
    matches!(address.split('?').next(), Some("/healthz" | "/readyz"))
}

/// Everything, for those who run the paper.
pub(crate) fn for_operators(panel: Arc<Panel>) -> Router {
    Router::new()
        .route("/", get(async || "/metrics  /top.json  /healthz  /readyz\n"))
        .route("/healthz", get(alive))
        .route("/readyz", get(ready_in_detail))
        .route("/metrics", get(metrics))
        .route("/top.json", get(busiest))
        .with_state(panel)
}

/// Whether it lives and is ready, for whoever asks.
pub(crate) fn for_strangers(panel: Arc<Panel>) -> Router {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).with_state(panel)
}

async fn alive() -> Response {
    plain(StatusCode::OK, "ok\n".to_owned())
}

async fn ready(State(panel): State<Arc<Panel>>) -> Response {
    if panel.faults().await.is_empty() {
        plain(StatusCode::OK, "ok\n".to_owned())
    } else {
        plain(StatusCode::SERVICE_UNAVAILABLE, "not ready\n".to_owned())
    }
}

async fn ready_in_detail(State(panel): State<Arc<Panel>>) -> Response {
    let faults = panel.faults().await;
    if faults.is_empty() {
        plain(StatusCode::OK, "ok\n".to_owned())
    } else {
        plain(StatusCode::SERVICE_UNAVAILABLE, faults.join("\n") + "\n")
    }
}

async fn metrics(State(panel): State<Arc<Panel>>) -> Response {
    let text = figures::text(&panel).await;
    ([(CONTENT_TYPE, exposition::CONTENT_TYPE), (CACHE_CONTROL, "no-store")], text).into_response()
}

async fn busiest(State(panel): State<Arc<Panel>>) -> Response {
    let report = panel.notes.busiest.as_ref().map(|busiest| busiest.report(Instant::now()));
    let report = report.unwrap_or_default();
    let read =
        report.read.iter().map(|(address, times)| json!({ "address": address, "times": times }));
    let slow = report.slow.iter().map(|(address, times, took)| {
        json!({ "address": address, "times": times, "most_ms": took.as_secs_f64() * 1e3 })
    });
    let told = json!({
        "seconds": report.span.as_secs(),
        "read": read.collect::<Vec<_>>(),
        "slow": slow.collect::<Vec<_>>(),
    });
    let kind = "application/json";
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], told.to_string() + "\n").into_response()
}

fn plain(status: StatusCode, text: String) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "no-store")], text)
        .into_response()
}
