//! Every address of the public site.

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header::{
    CONTENT_SECURITY_POLICY, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, X_FRAME_OPTIONS,
};
use http::{Method, StatusCode};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use wire::feed::FORMATS;

use crate::visit::Visit;
use crate::{
    Error, Site, advertisement, answer, article, author, corrections, coverage, explain, feed,
    front, history, important, live, manifest, media, most_read, preview, record, robots, search,
    section, settings, sitemap, static_file, topic, verify, views,
};

/// The public site as a service.
pub fn router(site: Site) -> Router {
    let mut router = Router::new()
        .route("/", get(front::root))
        .route("/robots.txt", get(robots::page))
        .route("/ads.txt", get(advertisement::ads_txt))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemap/{file}", get(sitemap::part))
        .route("/static/{file}", get(static_file::file))
        .route("/favicon.ico", get(static_file::icon))
        .route("/media/{hash}/{name}", get(media::file))
        .route("/preview/{token}", get(preview::page))
        .route("/preview/{token}/media/{place}/{name}", get(media::of_preview))
        .route("/id/a/{id}", get(article::by_id))
        .route("/{edition}", get(front::without_slash))
        .route("/{edition}/", get(front::page))
        .route("/{edition}/settings", post(settings::change))
        .route("/{edition}/manifest.webmanifest", get(manifest::page))
        .route("/{edition}/corrections", get(corrections::page))
        .route("/{edition}/advertisement/{place}", get(advertisement::frame))
        .route("/{edition}/advertisement/{place}/go", get(advertisement::go))
        .route("/{edition}/search", get(search::page))
        .route("/{edition}/search/suggest", get(search::suggest))
        .route("/{edition}/search/opensearch.xml", get(search::description))
        .route("/{edition}/important", get(important::of_edition))
        .route("/{edition}/most-read", get(most_read::of_edition))
        .route("/{edition}/most-read/{span}", get(most_read::of_edition_over))
        .route("/{edition}/views/{article}", get(views::number))
        .route("/-/views/{edition}/{picture}", get(views::picture))
        .route("/-/verify", get(verify::anywhere))
        .route("/{edition}/verify", get(verify::page))
        .route("/-/record/checkpoint", get(record::checkpoint))
        .route("/-/record/keys", get(record::keys))
        .route("/-/record/tile/{*path}", get(record::tile))
        .route("/-/record/entry/{number}", get(record::entry))
        .route("/{edition}/post/{slug}", get(article::page))
        .route("/{edition}/post/{slug}/proof.json", get(record::proof))
        .route("/{edition}/post/{slug}/print", get(article::print))
        .route("/{edition}/post/{slug}/light", get(article::light))
        .route("/{edition}/post/{slug}/history", get(history::list))
        .route("/{edition}/post/{slug}/history/{number}", get(history::revision))
        .route("/{edition}/author/{slug}", get(author::page))
        .route("/{edition}/topic/{slug}", get(topic::page))
        .route("/{edition}/coverage/{slug}", get(coverage::page))
        .route("/{edition}/explain/{slug}", get(explain::page))
        .route("/{edition}/{section}", get(section::page))
        .route("/{edition}/{section}/important", get(important::of_section))
        .route("/{edition}/{section}/most-read", get(most_read::of_section))
        .route("/{edition}/{section}/most-read/{span}", get(most_read::of_section_over))
        .fallback(elsewhere);
    for format in FORMATS {
        let file = format!("feed.{}", format.extension);
        router = router
            .route(
                &format!("/{{edition}}/{file}"),
                get(move |site, path| feed::of_edition(format, site, path)),
            )
            .route(
                &format!("/{{edition}}/{{section}}/{file}"),
                get(move |site, path| feed::of_section(format, site, path)),
            )
            .route(
                &format!("/{{edition}}/author/{{slug}}/{file}"),
                get(move |site, path| feed::of_author(format, site, path)),
            )
            .route(
                &format!("/{{edition}}/topic/{{slug}}/{file}"),
                get(move |site, path| feed::of_topic(format, site, path)),
            )
            .route(
                &format!("/{{edition}}/coverage/{{slug}}/{file}"),
                get(move |site, path| feed::of_coverage(format, site, path)),
            )
            .route(
                &format!("/{{edition}}/corrections/{file}"),
                get(move |site, path| feed::of_corrections(format, site, path)),
            );
    }
    // A line that stays open is not packed, and what packs has room for its work in every answer.
    let lines = Router::new().route("/{edition}/post/{slug}/live", get(live::line));
    let around = |router: Router<Site>| {
        router.layer(from_fn_with_state(site.clone(), finish)).layer(CatchPanicLayer::new())
    };
    around(router).layer(CompressionLayer::new()).merge(around(lines)).with_state(site)
}

/// An address that is none of ours.
async fn elsewhere() -> Error {
    Error::NotFound
}

/// What every answer gets: errors as pages, 304 for a known tag, the headers that keep readers safe.
async fn finish(State(site): State<Site>, visit: Visit, request: Request, next: Next) -> Response {
    let known =
        request.headers().get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).map(str::to_owned);
    let method = request.method().clone();
    let mut response = next.run(request).await;
    if let Some(failed) = response.extensions_mut().remove::<Failed>() {
        let error =
            failed.0.lock().ok().and_then(|mut error| error.take()).unwrap_or(Error::NotFound);
        response = site.way_out(error, &visit).await;
    } else if matches!(
        response.status(),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY
    ) {
        response = site.error_page(Error::BadRequest, &visit).await;
    }
    let tag = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok());
    let fresh = tag.zip(known.as_deref()).is_some_and(|(tag, known)| answer::names_tag(known, tag));
    if fresh && response.status() == StatusCode::OK && matches!(method, Method::GET | Method::HEAD)
    {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = axum::body::Body::empty();
        response.headers_mut().remove(http::header::CONTENT_LENGTH);
    }
    site.protect(&mut response);
    response
}

/// An error on its way to [`finish`], which knows the edition to say it in.
#[derive(Clone)]
struct Failed(std::sync::Arc<std::sync::Mutex<Option<Error>>>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        let failed = Failed(std::sync::Arc::new(std::sync::Mutex::new(Some(self))));
        response.extensions_mut().insert(failed);
        response
    }
}

impl Site {
    /// Where an address leads that has no page: to an article of the former system, to the same address without
    /// its last slash, or to a page that says so.
    async fn way_out(&self, error: Error, visit: &Visit) -> Response {
        if !matches!(error, Error::NotFound) {
            return self.error_page(error, visit).await;
        }
        match self.old_address(visit).await {
            Ok(Some(redirect)) => redirect,
            Ok(None) => match visit.path().strip_suffix('/') {
                Some(path) if path.matches('/').count() > 1 && settings::is_own_path(path) => {
                    article::moved_permanently(path)
                }
                _ => self.error_page(error, visit).await,
            },
            Err(failed) => self.error_page(failed, visit).await,
        }
    }

    fn protect(&self, response: &mut Response) {
        let headers = response.headers_mut();
        let policy = HeaderValue::from_str(&self.theme().csp().policy());
        // Who brings a policy also says in whose frames it may be: an advertisement, a preview.
        if let (Ok(policy), false) = (policy, headers.contains_key(CONTENT_SECURITY_POLICY)) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
            // Old phones know no `frame-ancestors`.
            headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        }
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "strict-origin-when-cross-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ] {
            headers.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
        }
    }
}
