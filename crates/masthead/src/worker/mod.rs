//! What follows the paper: every change, in order, and every job when it is due.

mod jobs;
mod pages;

use std::pin::Pin;
use std::time::Duration;

use anyhow::Context;
use store::{ChangeRow, Store};
use tokio_util::sync::CancellationToken;

pub use pages::Pages;

/// How long nobody looks for new changes and due jobs.
const PAUSE: Duration = Duration::from_millis(250);

/// How long a listener that failed is left alone, so that the log stays readable.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// How many changes a listener takes before its place is kept.
const BATCH: i64 = 500;

/// A name, and what is done about one change. Doing it twice must be harmless: after a crash the last changes
/// come again.
#[derive(Clone, Copy, Debug)]
pub struct Listener {
    /// Under this name its place is kept.
    pub name: &'static str,
    /// What it does.
    pub follow: Follow,
}

/// What a listener does about one change.
pub type Follow = for<'a> fn(
    &'a Store,
    &'a ChangeRow,
) -> Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send + 'a>>;

/// Everything that follows the paper. A failing one holds up none of the others.
pub const LISTENERS: &[Listener] = &[];

/// Follows changes and does due jobs until it is told to stop.
pub async fn run(store: Store, stop: CancellationToken) {
    let listeners = LISTENERS.iter().map(|listener| {
        let (store, stop) = (store.clone(), stop.clone());
        tokio::spawn(async move { follow(&store, listener, &stop).await })
    });
    let mut tasks: Vec<_> = listeners.collect();
    tasks.push({
        let (store, stop) = (store.clone(), stop.clone());
        tokio::spawn(async move { jobs::run(&store, &stop).await })
    });
    for task in tasks {
        if let Err(error) = task.await {
            tracing::error!("a part of the worker ended: {error}");
        }
    }
}

async fn follow(store: &Store, listener: &Listener, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match catch_up(store, listener, stop).await {
            Ok(()) => PAUSE,
            Err(error) => {
                tracing::error!(listener = listener.name, "{error:#}");
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
    listener: &Listener,
    stop: &CancellationToken,
) -> anyhow::Result<()> {
    let mut place = store.listener_place(listener.name).await?;
    loop {
        let changes = store.changes_after(place, BATCH).await?;
        if changes.is_empty() {
            return Ok(());
        }
        let before = place;
        let mut outcome = Ok(());
        for change in &changes {
            if stop.is_cancelled() {
                break;
            }
            outcome = (listener.follow)(store, change)
                .await
                .with_context(|| format!("change {} was not followed", change.sequence));
            if outcome.is_err() {
                break;
            }
            place = change.sequence;
        }
        if place != before {
            store.set_listener_place(listener.name, place).await?;
        }
        outcome?;
        if stop.is_cancelled() {
            return Ok(());
        }
    }
}
