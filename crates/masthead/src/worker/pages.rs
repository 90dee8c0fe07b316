//! Keeps the pages at hand true: each node follows every change itself, from the moment at which it began.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use server::{Changed, Front, PageCache};
use site::{Outdating, Site};
use store::Reader;
use tokio_util::sync::CancellationToken;

use super::{Followed, wait};

/// How long the database may take to answer before it counts as away.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many changes are read at once.
const BATCH: i64 = 500;

/// How many of the pages that were read most are made again ahead of their readers.
const AHEAD: usize = 24;

/// Follows the paper for the pages of this node.
#[derive(Debug)]
pub struct Pages {
    reader: Reader,
    cache: PageCache,
    front: Front,
    /// The last change that was followed.
    place: i64,
    outdating: Outdating,
    followed: Arc<Followed>,
}

impl Pages {
    /// A follower for these pages, from the newest change on, that tells how far it is. Pages may be made from then on and not before.
    pub async fn begin(
        site: Site,
        reader: Reader,
        cache: PageCache,
        front: Front,
        followed: Arc<Followed>,
    ) -> anyhow::Result<Pages> {
        let asked = Instant::now();
        let place = reader.newest_change().await?;
        let outdating = Outdating::begin(site).await?;
        cache.confirm(asked);
        followed.confirm(place, asked);
        Ok(Pages { reader, cache, front, place, outdating, followed })
    }

    /// Follows until it is told to stop. While the database is away it goes on trying, and says so once.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut watch = self.reader.watch();
        let mut away = false;
        while !stop.is_cancelled() {
            match self.follow().await {
                Ok(()) if away => {
                    away = false;
                    tracing::info!("the database answers again, and all pages are up to date");
                }
                Ok(()) => {}
                Err(error) if !away => {
                    away = true;
                    self.followed.fail();
                    tracing::error!(
                        "the database cannot be followed; readers get the pages that are at hand: {error:#}"
                    );
                }
                Err(_) => self.followed.fail(),
            }
            wait(&mut watch, &stop).await;
        }
    }

    /// Brings the pages up to the newest change.
    async fn follow(&mut self) -> anyhow::Result<()> {
        loop {
            let asked = Instant::now();
            let changes = patiently(self.reader.changes_after(self.place, BATCH)).await?;
            if changes.is_empty() {
                self.cache.confirm(asked);
                self.followed.confirm(self.place, asked);
                return Ok(());
            }
            let mut read = Vec::new();
            for change in &changes {
                let outdated = patiently(self.outdating.after(change)).await?;
                self.place = change.sequence;
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
