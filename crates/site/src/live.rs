//! Live coverage: readers hear of new posts while they read, and what they see changes only when they ask for it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use axum::response::Response;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::unfold;
use http::header::CACHE_CONTROL;
use http::{HeaderValue, StatusCode};
use story::{ArticleId, Body, Kind};
use theme::page::{KeyEvent, LivePlace};
use tokio::sync::watch;

use crate::article::Found;
use crate::{Error, Site, link};

/// How often a line says that it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How long a browser waits before it comes back, in milliseconds.
const COME_BACK: Duration = Duration::from_millis(3000);

/// Which posts an article has, newest first, by name; nothing once readers cannot have it any more.
type Posts = Option<Arc<Vec<String>>>;

/// Who is told of new posts, by article.
#[derive(Debug)]
pub(crate) struct Lines {
    followed: Mutex<HashMap<ArticleId, watch::Sender<Posts>>>,
    closing: watch::Sender<bool>,
}

impl Default for Lines {
    fn default() -> Lines {
        Lines { followed: Mutex::default(), closing: watch::Sender::new(false) }
    }
}

/// The key events on top of a live report, and where the page hears of new posts.
pub(crate) fn place(path: &str, kind: Kind, body: &Body) -> Option<LivePlace> {
    if kind != Kind::Live {
        return None;
    }
    let posts = body.posts();
    let key_events = posts.iter().filter(|post| post.key && !post.title.is_empty());
    Some(LivePlace {
        href: format!("{path}/live"),
        posts: posts.iter().map(|post| post.id.0.as_str()).collect::<Vec<_>>().join(" "),
        ended: body.ended_at(),
        key_events: key_events
            .map(|post| KeyEvent {
                title: post.title.clone(),
                at: post.at,
                href: format!("#t-{}", post.id.0),
            })
            .collect(),
    })
}

/// `/{ed}/post/{slug}/live`: a line on which the names of the posts are told, at once and whenever they change.
pub(crate) async fn line(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "/live").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    if found.live.story.kind != Kind::Live {
        let article = &found.live.article;
        return Ok(crate::article::moved_permanently(&link::article(
            &article.edition,
            &article.slug,
        )));
    }
    let told = site.follow(&found.live);
    let Some(told) = told else { return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response()) };
    let closing = site.inner.lines.closing.subscribe();
    let events = unfold((told, closing, true), |(mut told, mut closing, first)| async move {
        if !first {
            tokio::select! {
                changed = told.changed() => changed.ok()?,
                _ = closing.wait_for(|closing| *closing) => return None,
            }
        }
        let posts = told.borrow_and_update().clone()?;
        let event = Event::default().event("posts").retry(COME_BACK).data(posts.join(" "));
        Some((Ok::<_, Infallible>(event), (told, closing, false)))
    });
    let mut response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    // Also for what stands between: a proxy that gathered it would tell nobody anything.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

impl Site {
    /// Ends the lines that stay open to readers; they come back to whoever serves then.
    pub fn close(&self) {
        self.inner.lines.closing.send_replace(true);
    }

    /// The posts of an article from now on; nothing if too many listen already. Those ask again later, or reload, and miss
    /// nothing: lines that stay open must not take the places of readers who come for a page.
    fn follow(&self, live: &store::LiveArticle) -> Option<watch::Receiver<Posts>> {
        let id = live.article.id;
        let mut followed = self.lines();
        let listeners: usize = followed.values().map(watch::Sender::receiver_count).sum();
        if listeners >= self.inner.config.live_lines {
            return None;
        }
        if let Some(told) = followed.get(&id) {
            return Some(told.subscribe());
        }
        let told = watch::Sender::new(Some(Arc::new(names(&live.content.body))));
        let receiver = told.subscribe();
        followed.insert(id, told);
        tokio::spawn(tell(self.clone(), id));
        Some(receiver)
    }

    fn lines(&self) -> std::sync::MutexGuard<'_, HashMap<ArticleId, watch::Sender<Posts>>> {
        self.inner.lines.followed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads an article's posts once for all who listen, as long as somebody does.
async fn tell(site: Site, id: ArticleId) {
    let mut watch = site.reader().watch();
    let mut seen = 0;
    loop {
        watch.changed().await;
        {
            let mut followed = site.lines();
            let listened_to = followed.get(&id).is_some_and(|told| told.receiver_count() > 0);
            if !listened_to || *site.inner.lines.closing.borrow() {
                followed.remove(&id);
                return;
            }
        }
        // While the database is away nothing is told; what is missed then comes afterwards.
        let Ok(newest) = site.reader().newest_change().await else { continue };
        if newest == seen {
            continue;
        }
        let Ok(live) = site.reader().live_article(id).await else { continue };
        seen = newest;
        let posts = live.map(|live| Arc::new(names(&live.content.body)));
        if let Some(told) = site.lines().get(&id) {
            told.send_if_modified(|before| {
                let changed = *before != posts;
                *before = posts;
                changed
            });
        }
    }
}

fn names(body: &Body) -> Vec<String> {
    body.posts().into_iter().map(|post| post.id.0.clone()).collect()
}
