//! The one place that knows there are two engines.

mod failure;
mod postgres;
mod row;
mod sqlite;
mod value;

use std::path::Path;
use std::sync::Arc;

use crate::{Config, Error, Result};

pub use failure::DatabaseError;
use postgres::Postgres;
pub(crate) use row::{Cells, Row, row};
use sqlite::Sqlite;
pub(crate) use value::{Value, args, without_nul};

/// Connections to either engine. Those that read are never among those that wait for each other to write.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

/// A transaction on either engine.
pub(crate) enum Tx {
    Sqlite(sqlite::Transaction),
    Postgres(postgres::Transaction),
}

impl Db {
    pub(crate) async fn open(config: &Config) -> Result<Db> {
        let Config { url, readers: _, durability: _ } = config;
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Db::Postgres(Arc::new(Postgres::open(config).await?)));
        }
        // In memory, every connection would have a paper of its own.
        let path = url.strip_prefix("sqlite:").filter(|path| !path.contains(":memory:"));
        let path = path.ok_or_else(|| Error::BadUrl(url.clone()))?;
        let path = path.strip_prefix("//").unwrap_or(path);
        Ok(Db::Sqlite(Arc::new(Sqlite::open(Path::new(path), config)?)))
    }

    pub(crate) async fn all<T: Row>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
        Ok(match self {
            Db::Sqlite(db) => db.all(sql, &values)?,
            Db::Postgres(db) => db.all(sql, values).await?,
        })
    }

    pub(crate) async fn optional<T: Row>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        Ok(match self {
            Db::Sqlite(db) => db.optional(sql, &values)?,
            Db::Postgres(db) => db.optional(sql, values).await?,
        })
    }

    /// Asks what takes long: a walk over many rows instead of a few steps into an index. Nobody else waits for it.
    pub(crate) async fn walk<T: Row>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
        Ok(match self {
            Db::Sqlite(db) => db.walk(sql, values).await?,
            Db::Postgres(db) => db.all(sql, values).await?,
        })
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Db::Sqlite(db) => Tx::Sqlite(db.begin().await?),
            Db::Postgres(db) => Tx::Postgres(db.begin().await?),
        })
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres(_))
    }

    pub(crate) async fn close(&self) {
        match self {
            Db::Sqlite(db) => db.close().await,
            Db::Postgres(db) => db.close().await,
        }
    }
}

impl Tx {
    pub(crate) async fn all<T: Row>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> std::result::Result<Vec<T>, DatabaseError> {
        match self {
            Tx::Sqlite(tx) => tx.all(sql, &values),
            Tx::Postgres(tx) => tx.all(sql, values).await,
        }
    }

    pub(crate) async fn optional<T: Row>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> std::result::Result<Option<T>, DatabaseError> {
        match self {
            Tx::Sqlite(tx) => tx.optional(sql, &values),
            Tx::Postgres(tx) => tx.optional(sql, values).await,
        }
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) async fn run(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> std::result::Result<u64, DatabaseError> {
        match self {
            Tx::Sqlite(tx) => tx.run(sql, &values),
            Tx::Postgres(tx) => tx.run(sql, values).await,
        }
    }

    /// Runs a script of several statements without values.
    pub(crate) async fn script(&mut self, sql: &str) -> std::result::Result<(), DatabaseError> {
        match self {
            Tx::Sqlite(tx) => tx.script(sql),
            Tx::Postgres(tx) => tx.script(sql).await,
        }
    }

    /// On PostgreSQL, makes transactions that call it wait for each other until they end; SQLite has one
    /// writer anyway.
    pub(crate) async fn one_at_a_time(
        &mut self,
        lock: i64,
    ) -> std::result::Result<(), DatabaseError> {
        if let Tx::Postgres(_) = self {
            // It gives a row of nothing, which `run` leaves alone.
            self.run("SELECT pg_advisory_xact_lock($1)", args![lock]).await?;
        }
        Ok(())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Tx::Postgres(_))
    }

    pub(crate) async fn commit(self) -> std::result::Result<(), DatabaseError> {
        match self {
            Tx::Sqlite(tx) => tx.commit().await,
            Tx::Postgres(tx) => tx.commit().await,
        }
    }
}

/// `$from, …` for so many values.
pub(crate) fn placeholders(from: usize, count: usize) -> String {
    (from..from + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}
