//! What follows the paper: every change, in order, and every job when it is due.

mod audience;
pub(crate) mod country_file;
mod followed;
mod jobs;
mod mail;
mod pages;
mod pictures;
mod purge;
mod record;
mod search;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use site::Site;
use store::{ChangeRow, Store, Watch};
use story::job::Job;
use tokio_util::sync::CancellationToken;

use crate::config::{Cdn, Config};

pub use audience::Audience;
pub use followed::Followed;
pub use pages::Pages;
pub use pictures::due as make_due_picture;
pub use search::{ASKED_ANEW, For, Search};

/// How long nobody looks for new changes and due jobs.
const PAUSE: Duration = Duration::from_millis(250);

/// How long a listener that failed is left alone, so that the log stays readable.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// How many changes a listener takes before its place is kept.
const BATCH: i64 = 500;

/// What listeners have to work with.
#[derive(Clone, Debug)]
pub struct Means {
    /// The paper.
    pub store: Store,
    /// What readers get of it.
    pub site: Option<Site>,
    /// How far the pages at hand are, if there are any.
    pub pages: Option<Arc<Followed>>,
    /// The CDN in front.
    pub cdn: Cdn,
    /// Who writes letters, if any leave the house.
    pub desk: Option<desk::Desk>,
    /// Where pictures are kept.
    pub files: Option<media::Files>,
    /// Who counts readers.
    pub audience: Option<Audience>,
    /// What signs the public record.
    pub record: Option<Arc<::record::SigningKey>>,
}

impl Means {
    /// The paper alone.
    pub fn of(store: Store) -> Means {
        Means {
            store,
            site: None,
            pages: None,
            cdn: Config::default().cdn,
            desk: None,
            files: None,
            audience: None,
            record: None,
        }
    }
}

/// A name, and who follows the paper under it.
#[derive(Clone, Copy, Debug)]
pub struct Listener {
    /// Under this name its place is kept.
    pub name: &'static str,
    /// Begins it, unless there is nothing for it to do.
    pub begin: fn(&Means) -> Option<Box<dyn Follow>>,
}

/// Somebody who follows the paper. Following a change twice must be harmless: after a crash the last ones come again.
pub trait Follow: Send {
    /// How many changes it takes at once, at most.
    fn at_once(&self) -> usize {
        1
    }

    /// Is called before it is told of changes, and a few times a second when there are none. It is at this place.
    fn ready(&mut self, _place: i64) -> Following<'_> {
        Box::pin(std::future::ready(Ok(())))
    }

    /// Does what is to be done about these changes.
    fn follow<'a>(&'a mut self, store: &'a Store, changes: &'a [ChangeRow]) -> Following<'a>;
}

/// What comes of following.
pub type Following<'a> = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>>;

/// Everything that follows the paper. A failing one holds up none of the others.
pub const LISTENERS: &[Listener] = &[purge::LISTENER];

/// Follows changes and does due jobs until it is told to stop.
pub async fn run(means: Means, stop: CancellationToken) {
    let mut tasks = Vec::new();
    if means.cdn.purge.is_none()
        && let Err(error) = means.store.forget_jobs_of(Job::CDN).await
    {
        tracing::error!("what a CDN was still to be told was not forgotten: {error}");
    }
    for listener in LISTENERS {
        let Some(mut follower) = (listener.begin)(&means) else { continue };
        let (store, stop) = (means.store.clone(), stop.clone());
        tasks.push(tokio::spawn(async move {
            follow(&store, listener.name, &mut *follower, &stop).await;
        }));
    }
    if let Some(desk) = means.desk {
        let (store, stop) = (means.store.clone(), stop.clone());
        tasks.push(tokio::spawn(async move { mail::run(&store, &desk, &stop).await }));
    }
    if let (Some(files), Some(site)) = (means.files, means.site) {
        let (store, stop) = (means.store.clone(), stop.clone());
        tasks.push(tokio::spawn(async move {
            pictures::run(&store, &files, &site, &stop).await;
        }));
    }
    if let Some(key) = means.record {
        let (store, stop) = (means.store.clone(), stop.clone());
        tasks.push(tokio::spawn(async move { record::run(&store, &key, &stop).await }));
    }
    tasks.push({
        let (store, stop) = (means.store, stop.clone());
        tokio::spawn(async move { jobs::run(&store, &stop).await })
    });
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!("a part of the worker ended: {error}");
        }
    }
}

/// Waits until something may have changed.
async fn wait(watch: &mut Watch, stop: &CancellationToken) {
    let begun = std::time::Instant::now();
    tokio::select! {
        () = stop.cancelled() => {}
        () = watch.changed() => {}
    }
    // Should waiting ever end at once for no reason, the node still has time for its readers.
    if begun.elapsed() < Duration::from_millis(1) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

async fn follow(store: &Store, name: &str, follower: &mut dyn Follow, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match catch_up(store, name, follower, stop).await {
            Ok(()) => PAUSE,
            Err(error) => {
                tracing::error!(listener = name, "{error:#}");
                AFTER_FAILURE
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Brings a listener to the newest change. Its place is kept after each batch, also after one that failed.
pub async fn catch_up(
    store: &Store,
    name: &str,
    follower: &mut dyn Follow,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let mut place = store.listener_place(name).await?;
    follower.ready(place).await?;
    loop {
        let changes = store.changes_after(place, BATCH).await?;
        if changes.is_empty() {
            return Ok(());
        }
        let before = place;
        let mut outcome = Ok(());
        for some in changes.chunks(follower.at_once().max(1)) {
            let ([first, ..], [.., last]) = (some, some) else { break };
            if stop.is_cancelled() {
                break;
            }
            outcome = follower.follow(store, some).await.with_context(|| {
                match (first.sequence, last.sequence) {
                    (first, last) if first == last => format!("change {first} was not followed"),
                    (first, last) => format!("changes {first} to {last} were not followed"),
                }
            });
            if outcome.is_err() {
                break;
            }
            place = last.sequence;
        }
        if place != before {
            store.set_listener_place(name, place).await?;
        }
        outcome?;
        if stop.is_cancelled() {
            return Ok(());
        }
    }
}
