//! Asks the database how far everything is: once in a while, and never long.

use std::sync::Arc;
use std::time::{Duration, Instant};

use store::Store;
use tokio::sync::Mutex;

/// How long an answer does for all that ask.
const FRESH: Duration = Duration::from_millis(500);

/// How long the database may take before it counts as away.
const PATIENCE: Duration = Duration::from_secs(1);

/// A job that nobody finished so long after its lease was left by a worker that died.
const STUCK: Duration = Duration::from_secs(15 * 60);

/// How far everything is.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The newest change.
    pub(super) newest: i64,
    /// How far each listener is.
    pub(super) listeners: Vec<(&'static str, i64)>,
    /// How many jobs are due.
    pub(super) due: i64,
    /// How many jobs were begun and never finished.
    pub(super) stuck: usize,
}

/// Asks the database.
#[derive(Debug)]
pub(super) struct Asking {
    store: Store,
    listeners: Vec<&'static str>,
    /// The newest answer, and when it came.
    known: Mutex<Option<(Instant, Answer)>>,
}

/// How far everything is, or what is the matter.
type Answer = Arc<Result<Places, String>>;

impl Asking {
    pub(super) fn new(store: Store, listeners: Vec<&'static str>) -> Asking {
        Asking { store, listeners, known: Mutex::new(None) }
    }

    /// How far everything is, or what is the matter, as a sentence. One asks for all that want to know.
    pub(super) async fn places(&self) -> Answer {
        let mut known = self.known.lock().await;
        if let Some((at, places)) = &*known
            && at.elapsed() < FRESH
        {
            return Arc::clone(places);
        }
        let asked = tokio::time::timeout(PATIENCE, self.ask()).await;
        let places = Arc::new(match asked {
            Ok(Ok(places)) => Ok(places),
            Ok(Err(error)) => Err(format!("The database gave an error: {error}.")),
            Err(_) => Err(format!("The database did not answer within {} s.", PATIENCE.as_secs())),
        });
        *known = Some((Instant::now(), Arc::clone(&places)));
        places
    }

    async fn ask(&self) -> Result<Places, store::Error> {
        let now = self.store.clock().now();
        let newest = self.store.newest_change().await?;
        let mut listeners = Vec::new();
        for name in &self.listeners {
            listeners.push((*name, self.store.listener_place(name).await?));
        }
        let due = self.store.due_jobs(now).await?;
        let stuck = self.store.stuck_jobs(now.checked_sub(STUCK).unwrap_or(now)).await?.len();
        Ok(Places { newest, listeners, due, stuck })
    }
}
