//! What happens in the newsroom, told to every open desk as it happens.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum_extra::extract::CookieJar;
use futures_util::Stream;
use futures_util::stream::unfold;
use http::HeaderMap;
use store::ChangeRow;
use story::{ArticleId, Change};
use tokio::sync::broadcast;

use crate::person::{self, Person};
use crate::room::PersonHere;
use crate::{Desk, Error, Who};

/// How much a slow browser may be behind before it is told to read everything again.
const BEHIND: usize = 256;

/// How often a line says that it is still there, and looks whether the person may still listen.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// How many changes are read at once.
const AT_ONCE: i64 = 200;

/// Who is told, and who tells.
#[derive(Debug)]
pub(crate) struct Live {
    told: broadcast::Sender<Told>,
    /// Whether somebody follows the changes for everybody.
    followed: Mutex<bool>,
}

impl Default for Live {
    fn default() -> Live {
        Live { told: broadcast::Sender::new(BEHIND), followed: Mutex::new(false) }
    }
}

#[derive(Clone, Debug)]
enum Told {
    Change(Arc<ChangeRow>),
    People(ArticleId),
}

impl Desk {
    /// Tells every open desk that other people are in a text now.
    pub(crate) fn told(&self, article: ArticleId) {
        // Nobody may be listening, which is nothing to worry about.
        let _ = self.inner.live.told.send(Told::People(article));
    }

    /// Whether any desk is open on this node.
    pub(crate) fn is_listened_to(&self) -> bool {
        self.inner.live.told.receiver_count() > 0
    }

    fn follow_changes(&self) {
        let mut followed = self.inner.live.followed.lock().unwrap_or_else(PoisonError::into_inner);
        if !*followed {
            *followed = true;
            tokio::spawn(follow(self.clone()));
        }
    }
}

/// Reads the changes once for all who listen, as long as somebody does.
async fn follow(desk: Desk) {
    let mut watch = desk.store().watch();
    let mut place = desk.store().newest_change().await.unwrap_or_default();
    loop {
        {
            let live = &desk.inner.live;
            let mut followed = live.followed.lock().unwrap_or_else(PoisonError::into_inner);
            if !desk.is_listened_to() || *desk.closing().borrow() {
                *followed = false;
                return;
            }
        }
        watch.changed().await;
        // While the database is away the lists simply stay as they are; what is missed then comes afterwards.
        for row in desk.store().changes_after(place, AT_ONCE).await.unwrap_or_default() {
            place = row.sequence;
            let _ = desk.inner.live.told.send(Told::Change(Arc::new(row)));
        }
    }
}

struct Line {
    desk: Desk,
    jar: CookieJar,
    told: broadcast::Receiver<Told>,
    closing: tokio::sync::watch::Receiver<bool>,
    waiting: VecDeque<Event>,
    looked: tokio::time::Instant,
}

/// `GET /api/live`: `change` with what changed, `people` with who is in a text, `again` when something was missed.
pub(crate) async fn live(
    State(desk): State<Desk>,
    _: Person,
    jar: CookieJar,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Error> {
    let told = desk.inner.live.told.subscribe();
    desk.follow_changes();
    desk.hear_other_nodes();
    let mut waiting = VecDeque::new();
    // A browser that lost its line says what it heard last.
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse::<i64>().ok());
    match last {
        Some(last) => {
            let missed = desk.store().changes_after(last, AT_ONCE).await?;
            waiting.extend(missed.iter().map(changed));
        }
        None => {
            let newest = desk.store().newest_change().await?;
            waiting.push_back(Event::default().event("hello").id(newest.to_string()).data("{}"));
        }
    }
    for (article, people) in desk.rooms().here().await {
        waiting.push_back(here(article, &people));
    }
    let closing = desk.closing();
    let looked = tokio::time::Instant::now();
    let line = Line { desk, jar, told, closing, waiting, looked };
    let events = unfold(line, |mut line| async move { Some((Ok(line.next().await?), line)) });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

impl Line {
    /// The next thing to tell; nothing ends the line.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.looked.elapsed() > KEEP_ALIVE {
                self.looked = tokio::time::Instant::now();
                match person::of_cookie(&self.desk, &self.jar, Who::Newsroom).await {
                    Ok(_) | Err(Error::Internal(_)) => {}
                    Err(_) => return None,
                }
            }
            tokio::select! {
                told = self.told.recv() => match told {
                    Ok(Told::Change(row)) => self.waiting.push_back(changed(&row)),
                    Ok(Told::People(article)) => {
                        let people = self.desk.rooms().people(article).await;
                        self.waiting.push_back(here(article, &people));
                    }
                    Err(broadcast::error::RecvError::Lagged(_)) => {
                        self.waiting.push_back(Event::default().event("again").data("{}"));
                    }
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
                () = crate::closed(&mut self.closing) => return None,
                () = tokio::time::sleep(KEEP_ALIVE) => {}
            }
        }
    }
}

fn changed(row: &ChangeRow) -> Event {
    let ChangeRow { sequence, at, change } = row;
    let Change { kind, edition, story, article, revision, item } = change;
    let data = serde_json::json!({
        "sequence": sequence.to_string(),
        "at": at,
        "kind": kind.as_str(),
        "edition": edition.as_ref().map(ToString::to_string),
        "story": story,
        "article": article,
        "revision": revision,
        "item": item,
    });
    Event::default().event("change").id(sequence.to_string()).data(data.to_string())
}

fn here(article: ArticleId, people: &[PersonHere]) -> Event {
    let data = serde_json::json!({ "article": article, "people": people });
    Event::default().event("people").data(data.to_string())
}
