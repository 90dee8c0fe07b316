//! SQLite. A question is answered on the thread that asks it: a step into an index takes less time than waking
//! another thread would. What takes long goes to a thread of its own: walks over everything, and commits, which wait
//! for the disk.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, Statement, ToSql};
use tokio::sync::{OwnedMutexGuard, Semaphore};

use crate::db::row::{Cells, Row};
use crate::db::{DatabaseError, Value};
use crate::{Config, Durability};

type Result<T> = std::result::Result<T, DatabaseError>;

/// How long a writer waits for the one before it, which may be an import of another program.
const WRITER_WAITS: Duration = Duration::from_secs(30);

/// How often a writer looks whether another program has ended its transaction.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// How many prepared statements a connection keeps; there are fewer texts than that.
const STATEMENTS: usize = 256;

/// One connection that writes, and some that read.
#[derive(Debug)]
pub(crate) struct Sqlite {
    path: PathBuf,
    durability: Durability,
    writer: Arc<tokio::sync::Mutex<Option<Connection>>>,
    readers: Mutex<Readers>,
    walks: Semaphore,
}

/// Connections that nobody reads with at the moment.
#[derive(Debug)]
struct Readers {
    idle: Vec<Connection>,
    kept: usize,
    closed: bool,
}

/// A transaction. Dropped without a commit, it leaves nothing behind.
pub(crate) struct Transaction {
    writer: OwnedMutexGuard<Option<Connection>>,
}

impl Sqlite {
    pub(super) fn open(path: &Path, config: &Config) -> Result<Sqlite> {
        let writer = connect(path, config.durability)?;
        // From here on it waits for others without holding up its thread.
        writer.busy_timeout(Duration::ZERO)?;
        let kept = usize::try_from(config.readers.max(1)).unwrap_or(1);
        Ok(Sqlite {
            path: path.to_owned(),
            durability: config.durability,
            writer: Arc::new(tokio::sync::Mutex::new(Some(writer))),
            readers: Mutex::new(Readers { idle: Vec::new(), kept, closed: false }),
            walks: Semaphore::new(kept),
        })
    }

    pub(super) fn all<T: Row>(&self, sql: &str, values: &[Value]) -> Result<Vec<T>> {
        self.read(|connection| all(connection, sql, values))
    }

    pub(super) fn optional<T: Row>(&self, sql: &str, values: &[Value]) -> Result<Option<T>> {
        self.read(|connection| optional(connection, sql, values))
    }

    /// Asks what takes long, and no more such questions at once than there are connections to keep.
    pub(super) async fn walk<T: Row>(
        self: &Arc<Self>,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<T>> {
        let _turn = self.walks.acquire().await.map_err(|_| DatabaseError::Closed)?;
        let (sqlite, sql) = (Arc::clone(self), sql.to_owned());
        tokio::task::spawn_blocking(move || sqlite.all(&sql, &values)).await?
    }

    pub(super) async fn begin(&self) -> Result<Transaction> {
        let busy = || DatabaseError::Busy(WRITER_WAITS.as_secs());
        let began = Instant::now();
        let writer = tokio::time::timeout(WRITER_WAITS, Arc::clone(&self.writer).lock_owned());
        let transaction = Transaction { writer: writer.await.map_err(|_| busy())? };
        while !transaction.begins()? {
            if began.elapsed() > WRITER_WAITS {
                return Err(busy());
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
        Ok(transaction)
    }

    pub(super) async fn close(&self) {
        let idle = {
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            readers.closed = true;
            std::mem::take(&mut readers.idle)
        };
        let writer = self.writer.lock().await.take();
        // The last connection to go writes everything into the one file.
        let closed = tokio::task::spawn_blocking(move || drop((idle, writer)));
        // Whatever failed on the way is mended by whoever opens the file next.
        let _ = closed.await;
    }

    fn read<T>(&self, ask: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let connection = self.reader()?;
        let answer = ask(&connection);
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if !readers.closed && readers.idle.len() < readers.kept {
            readers.idle.push(connection);
        }
        answer
    }

    /// A connection to read with. There are never more than threads that ask.
    fn reader(&self) -> Result<Connection> {
        {
            let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if readers.closed {
                return Err(DatabaseError::Closed);
            }
            if let Some(connection) = readers.idle.pop() {
                return Ok(connection);
            }
        }
        let connection = connect(&self.path, self.durability)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }
}

fn connect(path: &Path, durability: Durability) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(15))?;
    write_ahead(&connection)?;
    let synchronous = match durability {
        Durability::Disk => "full",
        Durability::Process => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.pragma_update(None, "mmap_size", 268_435_456)?;
    // Without it, a statement that is given other values is prepared anew, which takes longer than what it asks.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// Makes the file one with a write-ahead log. Of several programs that open a new file at once, SQLite refuses some
/// without the patience that they were given, since two that wait for each other here would wait for ever.
fn write_ahead(connection: &Connection) -> Result<()> {
    const PAUSE: Duration = Duration::from_millis(10);
    const TRIES: usize = 1_500;
    let mut tries = 0;
    loop {
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries < TRIES =>
            {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            done => return Ok(done?),
        }
    }
}

impl Transaction {
    /// Whether it is under way, and no other program's is.
    fn begins(&self) -> Result<bool> {
        // A writer that only finds out later that it writes would have to be run again.
        match self.connection()?.execute_batch("BEGIN IMMEDIATE") {
            Ok(()) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn all<T: Row>(&self, sql: &str, values: &[Value]) -> Result<Vec<T>> {
        all(self.connection()?, sql, values)
    }

    pub(super) fn optional<T: Row>(&self, sql: &str, values: &[Value]) -> Result<Option<T>> {
        optional(self.connection()?, sql, values)
    }

    pub(super) fn run(&self, sql: &str, values: &[Value]) -> Result<u64> {
        let mut statement = self.connection()?.prepare_cached(&numbered(sql))?;
        bind(&mut statement, values)?;
        Ok(u64::try_from(statement.raw_execute()?).unwrap_or_default())
    }

    pub(super) fn script(&self, sql: &str) -> Result<()> {
        Ok(self.connection()?.execute_batch(sql)?)
    }

    pub(super) async fn commit(self) -> Result<()> {
        tokio::task::spawn_blocking(move || self.script("COMMIT")).await?
    }

    fn connection(&self) -> Result<&Connection> {
        self.writer.as_ref().ok_or(DatabaseError::Closed)
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if let Some(connection) = self.writer.as_ref()
            && !connection.is_autocommit()
        {
            // If even this fails, so does the next `BEGIN`, and says so.
            let _ = connection.execute_batch("ROLLBACK");
        }
    }
}

fn all<T: Row>(connection: &Connection, sql: &str, values: &[Value]) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::read(&mut Cells::of_sqlite(row))?);
    }
    Ok(found)
}

fn optional<T: Row>(connection: &Connection, sql: &str, values: &[Value]) -> Result<Option<T>> {
    let mut statement = connection.prepare_cached(&numbered(sql))?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    rows.next()?.map(|row| T::read(&mut Cells::of_sqlite(row))).transpose()
}

/// The text with `?1`, `?2` … for `$1`, `$2` …, which are names to SQLite that it would look through for each value.
fn numbered(sql: &str) -> String {
    sql.replace('$', "?")
}

fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<()> {
    let count = statement.parameter_count();
    let values =
        values.get(..count).ok_or(rusqlite::Error::InvalidParameterCount(values.len(), count))?;
    for (place, value) in (1..).zip(values) {
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Int(Some(number)) => ValueRef::Integer(*number),
            Value::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Value::Bool(is) => ValueRef::Integer(i64::from(*is)),
            Value::Int(None) | Value::Text(None) | Value::Bytes(None) => ValueRef::Null,
        }))
    }
}
