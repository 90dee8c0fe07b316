//! Waiting for changes instead of asking for them all the time.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::watch;

use crate::Reader;
use crate::db::Db;

/// The name under which writers on PostgreSQL tell of changes.
pub(crate) const CHANNEL: &str = "masthead_change";

/// How long another process's commit on SQLite goes unnoticed at most.
const LOOK: Duration = Duration::from_millis(20);

/// How often PostgreSQL is asked although it tells of every commit: a word may be lost, and an answer is the proof
/// that nothing was missed.
const CONFIRM: Duration = Duration::from_millis(200);

/// Wakes up who follows the paper. Whether there is anything new, the feed tells: see [`Reader::changes_after`].
#[derive(Debug)]
pub struct Watch {
    /// Commits of this process.
    own: watch::Receiver<u64>,
    db: Db,
    others: Option<PgListener>,
}

impl Reader {
    /// Begins to listen.
    pub fn watch(&self) -> Watch {
        Watch { own: self.commits.subscribe(), db: self.db.clone(), others: None }
    }
}

impl Watch {
    /// Waits until something may have changed, or it is time to look anyway. Commits of this process wake it at once,
    /// and so do those of others on PostgreSQL.
    pub async fn changed(&mut self) {
        let at_most = match &self.db {
            Db::Sqlite(_) => LOOK,
            Db::Postgres(_) => CONFIRM,
        };
        let others = async {
            let Db::Postgres(db) = &self.db else { return std::future::pending().await };
            if self.others.is_none() {
                let Some(listener) = db.listener(CHANNEL).await else {
                    // Asked again after the wait, as the whole database may be away.
                    return std::future::pending().await;
                };
                // What was told before is not known, so there may be something.
                self.others = Some(listener);
                return;
            }
            let Some(listener) = &mut self.others else { return };
            // Both a word of a change and a lost connection are a reason to look.
            if listener.try_recv().await.is_err() {
                self.others = None;
            }
        };
        tokio::select! {
            _ = self.own.changed() => {}
            () = others => {}
            () = tokio::time::sleep(at_most) => {}
        }
    }
}
