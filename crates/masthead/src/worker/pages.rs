//! Keeps the pages at hand true: each node follows every change itself, from the moment at which it began.

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use server::{Changed, Front, PageCache};
use site::{Outdating, Site};
use store::{Reader, Watch};
use tokio_util::sync::CancellationToken;

/// How long a commit of another process on SQLite, or a lost word on PostgreSQL, may go unnoticed.
const PAUSE: Duration = Duration::from_millis(100);

/// How long the database may take to answer before it counts as away.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many changes are read at once.
const BATCH: i64 = 500;

/// How many of the pages that were read most are made again ahead of their readers.
const AHEAD: usize = 64;

/// Follows the paper for the pages of this node.
#[derive(Debug)]
pub struct Pages {
    site: Site,
    reader: Reader,
    cache: PageCache,
    front: Front,
}

impl Pages {
    /// A follower for these pages.
    pub fn new(site: Site, reader: Reader, cache: PageCache, front: Front) -> Pages {
        Pages { site, reader, cache, front }
    }

    /// Follows until it is told to stop. While the database is away it goes on trying, and says so once.
    pub async fn run(self, stop: CancellationToken) {
        let mut watch = self.reader.watch();
        let mut following = None;
        let mut away = false;
        while !stop.is_cancelled() {
            match self.follow(&mut following).await {
                Ok(()) if away => {
                    away = false;
                    tracing::info!("the database answers again, and all pages are up to date");
                }
                Ok(()) => {}
                Err(error) if !away => {
                    away = true;
                    tracing::error!(
                        "the database cannot be followed; readers get the pages that are at hand: {error:#}"
                    );
                }
                Err(_) => {}
            }
            wait(&mut watch, &stop).await;
        }
    }

    /// Brings the pages up to the newest change.
    async fn follow(&self, following: &mut Option<(i64, Outdating)>) -> anyhow::Result<()> {
        let asked = Instant::now();
        let Some((place, outdating)) = following else {
            let newest = patiently(self.reader.newest_change()).await?;
            let outdating = patiently(Outdating::begin(self.site.clone())).await?;
            // What was made before nobody followed.
            self.cache.changed(&Changed::everything());
            *following = Some((newest, outdating));
            self.cache.confirm(asked);
            return Ok(());
        };
        loop {
            let changes = patiently(self.reader.changes_after(*place, BATCH)).await?;
            if changes.is_empty() {
                self.cache.confirm(asked);
                return Ok(());
            }
            let mut read = Vec::new();
            for change in &changes {
                let outdated = patiently(outdating.after(change)).await?;
                *place = change.sequence;
                if outdated.is_empty() {
                    continue;
                }
                let mut changed = if outdated.everything {
                    Changed::everything()
                } else {
                    Changed::new(outdated.names.iter().map(String::as_str))
                };
                if outdated.withdrawn {
                    changed = changed.withdrawn();
                }
                read.extend(self.cache.changed(&changed));
            }
            if !read.is_empty() {
                let front = self.front.clone();
                // A page that changed twice is made twice at most; readers who come first make it themselves.
                tokio::spawn(async move { front.make_again(read, AHEAD).await });
            }
        }
    }
}

async fn wait(watch: &mut Watch, stop: &CancellationToken) {
    let begun = Instant::now();
    tokio::select! {
        () = stop.cancelled() => {}
        () = watch.changed(PAUSE) => {}
    }
    // Should waiting ever end at once for no reason, the node still has time for its readers.
    if begun.elapsed() < Duration::from_millis(1) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// An answer of the database, or an error if it takes so long that it must count as away.
async fn patiently<T, E>(asked: impl Future<Output = Result<T, E>>) -> anyhow::Result<T>
where
    E: std::error::Error + Send + Sync + 'static,
{
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(answer) => answer.context("The database gave an error."),
        Err(_) => bail!("The database did not answer within {} s.", PATIENCE.as_secs()),
    }
}
