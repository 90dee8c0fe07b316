//! How far this node's pages follow the paper, for those who wait for it and those who watch it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;

/// How far this node's pages follow the paper.
#[derive(Debug)]
pub struct Followed {
    place: watch::Sender<i64>,
    begun: Instant,
    /// When the database last confirmed that there is nothing newer, in milliseconds since `begun`; 0 is never.
    confirmed: AtomicU64,
    failures: AtomicU64,
}

impl Default for Followed {
    fn default() -> Followed {
        Followed {
            place: watch::Sender::new(0),
            begun: Instant::now(),
            confirmed: AtomicU64::new(0),
            failures: AtomicU64::new(0),
        }
    }
}

impl Followed {
    pub(super) fn confirm(&self, place: i64, at: Instant) {
        let since = at.saturating_duration_since(self.begun).as_millis();
        let since = u64::try_from(since).unwrap_or(u64::MAX).max(1);
        self.confirmed.fetch_max(since, Ordering::Relaxed);
        self.place.send_if_modified(|known| std::mem::replace(known, place) != place);
    }

    pub(super) fn fail(&self) {
        self.failures.fetch_add(1, Ordering::Relaxed);
    }

    /// The newest change that no page is behind.
    pub fn place(&self) -> i64 {
        *self.place.borrow()
    }

    /// How long ago the database last confirmed that no page is behind.
    pub fn confirmed(&self, now: Instant) -> Option<Duration> {
        let confirmed = self.confirmed.load(Ordering::Relaxed);
        let at = self.begun + Duration::from_millis(confirmed);
        (confirmed > 0).then(|| now.saturating_duration_since(at))
    }

    /// How often the paper could not be followed.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// Waits until no page is behind this change.
    pub(super) async fn reached(&self, place: i64) {
        // The sender is in here, so it cannot be gone.
        let _ = self.place.subscribe().wait_for(|known| *known >= place).await;
    }
}
