//! Keeps what readers read: each node hands its counts to the store every second, and one of them looks up now and then
//! what is read most.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use audience::{Counter, Day, Figures, Hour};
use jiff::SignedDuration;
use server::{Listener, Told};
use site::Readers;
use store::{Span, Store};
use tokio_util::sync::CancellationToken;

use super::country_file::CountryFile;

/// How often counts are kept: what a machine that dies takes with it.
const EVERY: Duration = Duration::from_millis(900);

/// How long after midnight a day is forgotten, so that every node has told of it.
const GRACE: SignedDuration = SignedDuration::from_secs(60);

/// Counts the readers of this node. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Audience {
    store: Store,
    counter: Counter,
    countries: CountryFile,
    /// When counts were last kept, in milliseconds since `begun`.
    kept: Arc<AtomicU64>,
    begun: Instant,
}

impl Audience {
    /// Begins to count with the key of the day, which all nodes share, and by country if there is a file that tells.
    pub async fn begin(store: Store, countries: &Path) -> anyhow::Result<Audience> {
        let day = Day::of(store.clock().now());
        let key = store.reader_key(day).await.context("Readers cannot be counted.")?;
        let tokens = store.tokens().await.context("Readers cannot be counted.")?;
        let counter = Counter::new(day, key, tokens);
        let mut countries = CountryFile::at(countries);
        countries.look(&counter);
        Ok(Audience { store, counter, countries, kept: Arc::default(), begun: Instant::now() })
    }

    /// What counts.
    pub fn counter(&self) -> &Counter {
        &self.counter
    }

    /// Who hears of readers of the paper at this address.
    pub fn hearing(&self, url: &str) -> Arc<dyn Listener> {
        let clock = self.store.clock().clone();
        Arc::new(Hearing(Readers::new(self.counter.clone(), clock, url)))
    }

    /// What was counted since the start.
    pub fn figures(&self) -> Figures {
        self.counter.figures()
    }

    /// How long ago counts were last kept.
    pub fn lag(&self) -> Duration {
        let kept = Duration::from_millis(self.kept.load(Ordering::Relaxed));
        self.begun.elapsed().saturating_sub(kept)
    }

    /// Keeps counts every second until it is told to stop, which is when nobody reads any more; what is left then is
    /// kept too. Looks up what is read most, if it is to.
    pub async fn run(mut self, ranks: bool, stop: CancellationToken) {
        let mut failing = None;
        let mut forgotten = None;
        loop {
            let stopping = tokio::select! {
                () = stop.cancelled() => true,
                () = tokio::time::sleep(EVERY) => false,
            };
            let done = async {
                self.keep().await?;
                if !stopping {
                    self.turn(&mut forgotten).await?;
                    if ranks {
                        self.rank().await?;
                    }
                }
                anyhow::Ok(())
            };
            match done.await {
                Ok(()) => {
                    if failing.take().is_some() {
                        tracing::info!("readers are counted to the end again");
                    }
                }
                Err(error) => {
                    let told = format!("{error:#}");
                    if failing.as_ref() != Some(&told) {
                        tracing::warn!("counts of readers wait in memory: {told}");
                    }
                    failing = Some(told);
                }
            }
            if stopping {
                return;
            }
        }
    }

    /// Hands the counts to the store, or takes them back.
    async fn keep(&self) -> anyhow::Result<()> {
        let batch = self.counter.take();
        if let Err(error) = self.store.keep_views(&batch).await {
            self.counter.give_back(batch);
            return Err(error).context("The counts of readers were not kept.");
        }
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.kept.store(now, Ordering::Relaxed);
        Ok(())
    }

    /// Begins a new day, and forgets the one before.
    async fn turn(&mut self, forgotten: &mut Option<Hour>) -> anyhow::Result<()> {
        let now = self.store.clock().now();
        let today = Day::of(now);
        if today != self.counter.day() {
            let key = self.store.reader_key(today).await?;
            self.counter.begin(today, key);
        }
        let past = now.checked_sub(GRACE).unwrap_or(now);
        let hour = Hour::of(past);
        if *forgotten != Some(hour) {
            self.store.forget_readers(hour.day()).await?;
            *forgotten = Some(hour);
            self.countries.look(&self.counter);
        }
        Ok(())
    }

    async fn rank(&self) -> anyhow::Result<()> {
        for span in Span::ALL {
            let ranked = self.store.rank(span).await;
            ranked.with_context(|| format!("What is read most in a {span} was not looked up."))?;
        }
        Ok(())
    }
}

/// What the sockets tell goes to the site's own ears.
#[derive(Debug)]
struct Hearing(Readers);

impl Listener for Hearing {
    fn hear(&self, told: &Told<'_>) -> bool {
        let client: IpAddr = told.client;
        self.0.hear(told.address, client, told.header)
    }
}
