//! PostgreSQL, through sqlx.

use std::time::Duration;

use sqlx::postgres::{PgArguments, PgListener, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, PgConnection};

use crate::Config;
use crate::db::row::{Cells, Row};
use crate::db::{DatabaseError, Value};

type Result<T> = std::result::Result<T, DatabaseError>;

/// How many parts of the program listen at most; each has a connection of its own while it does.
const LISTENERS: u32 = 16;

/// Connections that write, others that read, and those on which is only listened.
#[derive(Debug)]
pub(crate) struct Postgres {
    write: PgPool,
    read: PgPool,
    listen: PgPool,
}

/// A transaction. Dropped without a commit, it leaves nothing behind.
pub(crate) struct Transaction(sqlx::Transaction<'static, sqlx::Postgres>);

impl Postgres {
    /// A connection that hears what is told under a name; nothing if there is none to be had.
    pub(crate) async fn listener(&self, channel: &str) -> Option<PgListener> {
        let mut listener = PgListener::connect_with(&self.listen).await.ok()?;
        listener.listen(channel).await.ok()?;
        Some(listener)
    }

    /// Tells who listens under a name.
    pub(crate) async fn notify(&self, channel: &str, words: &str) -> Result<()> {
        let mut connection = self.read.acquire().await?;
        let told = sqlx::query("SELECT pg_notify($1, $2)").bind(channel).bind(words);
        told.execute(&mut *connection).await?;
        Ok(())
    }

    pub(super) async fn open(config: &Config) -> Result<Postgres> {
        let pool = PgPoolOptions::new().max_connections(config.readers.max(2) * 2);
        // A writer waits for the one before it, which may be an import; a reader has waited enough after this.
        let write = pool.clone().acquire_timeout(Duration::from_secs(30));
        let read = pool.acquire_timeout(Duration::from_secs(5));
        let listen = read.clone().max_connections(LISTENERS).connect_lazy(&config.url)?;
        let read = read.connect(&config.url).await?;
        Ok(Postgres { write: write.connect_lazy(&config.url)?, read, listen })
    }

    pub(super) async fn all<T: Row>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
        all(&mut *self.read.acquire().await?, sql, values).await
    }

    pub(super) async fn optional<T: Row>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        optional(&mut *self.read.acquire().await?, sql, values).await
    }

    pub(super) async fn begin(&self) -> Result<Transaction> {
        Ok(Transaction(self.write.begin().await?))
    }

    pub(super) async fn close(&self) {
        self.listen.close().await;
        self.read.close().await;
        self.write.close().await;
    }
}

impl Transaction {
    pub(super) async fn all<T: Row>(&mut self, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
        all(&mut self.0, sql, values).await
    }

    pub(super) async fn optional<T: Row>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        optional(&mut self.0, sql, values).await
    }

    pub(super) async fn run(&mut self, sql: &str, values: Vec<Value>) -> Result<u64> {
        Ok(query(sql, values).execute(&mut *self.0).await?.rows_affected())
    }

    pub(super) async fn script(&mut self, sql: &str) -> Result<()> {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut *self.0).await?;
        Ok(())
    }

    pub(super) async fn commit(self) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}

async fn all<T: Row>(
    connection: &mut PgConnection,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>> {
    let rows = query(sql, values).fetch_all(connection).await?;
    rows.iter().map(|row| T::read(&mut Cells::of_postgres(row))).collect()
}

async fn optional<T: Row>(
    connection: &mut PgConnection,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>> {
    let row = query(sql, values).fetch_optional(connection).await?;
    row.map(|row| T::read(&mut Cells::of_postgres(&row))).transpose()
}

fn query(
    sql: &str,
    values: Vec<Value>,
) -> sqlx::query::Query<'static, sqlx::Postgres, PgArguments> {
    // Every text comes from this crate's own files; what differs is only how many `$n` a list has.
    let query = sqlx::query(AssertSqlSafe(sql.to_owned()));
    values.into_iter().fold(query, |query, value| match value {
        Value::Int(value) => query.bind(value),
        Value::Text(value) => query.bind(value),
        Value::Bytes(value) => query.bind(value),
        Value::Bool(value) => query.bind(value),
    })
}
