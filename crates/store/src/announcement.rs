//! What the nodes of a paper tell each other and nobody keeps.

use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::broadcast;

use crate::db::Db;
use crate::{Reader, Result};

/// The name under which nodes on PostgreSQL tell each other.
const CHANNEL: &str = "masthead_announcement";

/// How many bytes an announcement has at most: PostgreSQL takes fewer than 8,000.
pub const LONGEST_ANNOUNCEMENT: usize = 7_900;

/// How many announcements wait for who listens slowly.
pub(crate) const WAITING: usize = 256;

/// How long after a failure the database is asked for a connection again.
const AGAIN: Duration = Duration::from_secs(1);

/// Listens to announcements: those of every node on PostgreSQL, of every part of the one program on SQLite.
#[derive(Debug)]
pub struct Announcements {
    own: broadcast::Receiver<String>,
    db: Db,
    others: Option<PgListener>,
    begun: bool,
}

impl Reader {
    /// Tells everybody who listens now, also on this node. Nobody else ever hears of it. It has at most
    /// [`LONGEST_ANNOUNCEMENT`] bytes; PostgreSQL refuses longer ones.
    pub async fn announce(&self, words: &str) -> Result<()> {
        match &self.db {
            Db::Postgres(db) => Ok(db.notify(CHANNEL, words).await?),
            Db::Sqlite(_) => {
                // Nobody may be listening, which is nothing to worry about.
                let _ = self.announced.send(words.to_owned());
                Ok(())
            }
        }
    }

    /// Begins to listen.
    pub fn announcements(&self) -> Announcements {
        let own = self.announced.subscribe();
        Announcements { own, db: self.db.clone(), others: None, begun: false }
    }
}

impl Announcements {
    /// The next announcement; nothing where some may have been missed, so also before the first.
    pub async fn next(&mut self) -> Option<String> {
        let Db::Postgres(db) = &self.db else {
            if !std::mem::replace(&mut self.begun, true) {
                return None;
            }
            return match self.own.recv().await {
                Ok(words) => Some(words),
                Err(broadcast::error::RecvError::Lagged(_)) => None,
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            };
        };
        loop {
            if let Some(listener) = &mut self.others {
                if let Ok(Some(told)) = listener.try_recv().await {
                    return Some(told.payload().to_owned());
                }
                self.others = None;
            }
            self.others = db.listener(CHANNEL).await;
            if self.others.is_some() {
                return None;
            }
            tokio::time::sleep(AGAIN).await;
        }
    }
}
