//! The one place that knows there are two engines.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite};

use crate::{Config, Durability, Error, Result};

/// Connections to either engine. Those that read are never among those that wait for each other to write.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// One connection writes, several read.
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres {
        write: PgPool,
        read: PgPool,
    },
}

/// A transaction on either engine.
pub(crate) enum Tx {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A value given to a query.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Bool(bool),
}

/// A row that both engines can fill.
pub(crate) trait Row:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Row for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{}

/// The values of a query, in the order of `$1`, `$2` …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

macro_rules! values {
    ($($from:ty => $variant:ident, $turn:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Value {
                Value::$variant(Some($turn(value)))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Value {
                Value::$variant(value.map($turn))
            }
        }
    )*};
}

values! {
    i64 => Int, |value| value;
    story::Timestamp => Int, |value: story::Timestamp| value.as_microsecond();
    story::RevisionNumber => Int, |value: story::RevisionNumber| i64::from(value.0);
    story::StoryId => Int, story::StoryId::number;
    story::ArticleId => Int, story::ArticleId::number;
    story::SectionId => Int, story::SectionId::number;
    story::AuthorId => Int, story::AuthorId::number;
    story::TopicId => Int, story::TopicId::number;
    story::MediaId => Int, story::MediaId::number;
    story::AccountId => Int, story::AccountId::number;
    story::CorrectionId => Int, story::CorrectionId::number;
    story::PlacementId => Int, story::PlacementId::number;
    String => Text, without_nul;
    &str => Text, |value| without_nul(str::to_owned(value));
    &String => Text, |value| without_nul(String::clone(value));
    &story::EditionCode => Text, story::EditionCode::to_string;
    &story::Slug => Text, story::Slug::to_string;
    Vec<u8> => Bytes, |value| value;
}

/// PostgreSQL's text has no NUL, and nobody writes one on purpose. Texts of revisions are JSON, which escapes it.
/// What is hashed goes through here before, so that it is hashed as it is kept.
pub(crate) fn without_nul(mut text: String) -> String {
    text.retain(|letter| letter != '\0');
    text
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

macro_rules! bind {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Value::Int(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
                Value::Bool(value) => query.bind(value),
            };
        }
        query
    }};
}

type QueryAs<D, T, A> = sqlx::query::QueryAs<'static, D, T, A>;

fn sqlite<T: Row>(sql: &str, values: Vec<Value>) -> QueryAs<Sqlite, T, SqliteArguments> {
    // Every text comes from this crate's own files; what differs is only how many `$n` a list has.
    bind!(sqlx::query_as(AssertSqlSafe(sql.to_owned())), values)
}

fn postgres<T: Row>(sql: &str, values: Vec<Value>) -> QueryAs<Postgres, T, PgArguments> {
    bind!(sqlx::query_as(AssertSqlSafe(sql.to_owned())), values)
}

impl Db {
    pub(crate) async fn open(config: &Config) -> Result<Db> {
        if config.url.starts_with("postgres://") || config.url.starts_with("postgresql://") {
            let pool = PgPoolOptions::new().max_connections(config.readers.max(2) * 2);
            // A writer waits for the one before it, which may be an import; a reader has waited enough after this.
            let write = pool.clone().acquire_timeout(Duration::from_secs(30));
            let read = pool.acquire_timeout(Duration::from_secs(5));
            let read = read.connect(&config.url).await?;
            return Ok(Db::Postgres { write: write.connect_lazy(&config.url)?, read });
        }
        if !config.url.starts_with("sqlite:") {
            return Err(Error::BadUrl(config.url.clone()));
        }
        let options = SqliteConnectOptions::from_str(&config.url)
            .map_err(|_| Error::BadUrl(config.url.clone()))?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match config.durability {
                Durability::Disk => SqliteSynchronous::Full,
                Durability::Process => SqliteSynchronous::Normal,
            })
            .busy_timeout(Duration::from_secs(15))
            .foreign_keys(true)
            .statement_cache_capacity(200)
            .pragma("cache_size", "-16000")
            .pragma("mmap_size", "268435456");
        let write =
            SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        if config.url.contains(":memory:") {
            return Ok(Db::Sqlite { read: write.clone(), write });
        }
        let read = SqlitePoolOptions::new()
            .max_connections(config.readers.max(1))
            .connect_with(options)
            .await?;
        Ok(Db::Sqlite { write, read })
    }

    pub(crate) async fn all<T: Row>(&self, sql: &str, values: Vec<Value>) -> Result<Vec<T>> {
        Ok(match self {
            Db::Sqlite { read, .. } => sqlite(sql, values).fetch_all(read).await?,
            Db::Postgres { read, .. } => postgres(sql, values).fetch_all(read).await?,
        })
    }

    pub(crate) async fn optional<T: Row>(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<T>> {
        Ok(match self {
            Db::Sqlite { read, .. } => sqlite(sql, values).fetch_optional(read).await?,
            Db::Postgres { read, .. } => postgres(sql, values).fetch_optional(read).await?,
        })
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            // A writer that only finds out later that it writes would have to be run again.
            Db::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Db::Postgres { write, .. } => Tx::Postgres(write.begin().await?),
        })
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres { .. })
    }

    pub(crate) async fn close(&self) {
        match self {
            Db::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres { write, read } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

impl Tx {
    pub(crate) async fn all<T: Row>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> sqlx::Result<Vec<T>> {
        match self {
            Tx::Sqlite(tx) => sqlite(sql, values).fetch_all(&mut **tx).await,
            Tx::Postgres(tx) => postgres(sql, values).fetch_all(&mut **tx).await,
        }
    }

    pub(crate) async fn optional<T: Row>(
        &mut self,
        sql: &str,
        values: Vec<Value>,
    ) -> sqlx::Result<Option<T>> {
        match self {
            Tx::Sqlite(tx) => sqlite(sql, values).fetch_optional(&mut **tx).await,
            Tx::Postgres(tx) => postgres(sql, values).fetch_optional(&mut **tx).await,
        }
    }

    /// Runs a statement and tells how many rows it touched.
    pub(crate) async fn run(&mut self, sql: &str, values: Vec<Value>) -> sqlx::Result<u64> {
        Ok(match self {
            Tx::Sqlite(tx) => bind!(sqlx::query(AssertSqlSafe(sql.to_owned())), values)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
            Tx::Postgres(tx) => bind!(sqlx::query(AssertSqlSafe(sql.to_owned())), values)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
        })
    }

    /// Runs a script of several statements without values.
    pub(crate) async fn script(&mut self, sql: &str) -> sqlx::Result<()> {
        let script = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Tx::Sqlite(tx) => script.execute(&mut **tx).await.map(drop),
            Tx::Postgres(tx) => script.execute(&mut **tx).await.map(drop),
        }
    }

    /// On PostgreSQL, makes transactions that call it wait for each other until they end; SQLite has one
    /// writer anyway.
    pub(crate) async fn one_at_a_time(&mut self, lock: i64) -> sqlx::Result<()> {
        if let Tx::Postgres(_) = self {
            self.run("SELECT pg_advisory_xact_lock($1)", args![lock]).await?;
        }
        Ok(())
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Tx::Postgres(_))
    }

    pub(crate) async fn commit(self) -> sqlx::Result<()> {
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
