//! What a database says when it does not do what it was asked.

/// A database that does not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// SQLite does not.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL does not.
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    /// Somebody else writes, and does not end.
    #[error(
        "somebody else has been writing for {0} seconds, such as an import; try again once it is done"
    )]
    Busy(u64),
    /// It was closed.
    #[error("it was closed, since the program ends")]
    Closed,
    /// A thread that asked it ended badly.
    #[error("a question to it broke off: {0}")]
    BrokeOff(#[from] tokio::task::JoinError),
}

impl DatabaseError {
    /// Whether it refused a second row of the same name.
    pub(crate) fn is_duplicate(&self) -> bool {
        match self {
            DatabaseError::Sqlite(rusqlite::Error::SqliteFailure(error, _)) => matches!(
                error.extended_code,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            ),
            DatabaseError::Postgres(error) => error
                .as_database_error()
                .is_some_and(sqlx::error::DatabaseError::is_unique_violation),
            _ => false,
        }
    }

    /// The name that was taken: PostgreSQL says it by the name of the constraint, SQLite by the columns in its message.
    pub(crate) fn constraint(&self) -> &str {
        match self {
            DatabaseError::Sqlite(rusqlite::Error::SqliteFailure(_, Some(message))) => message,
            DatabaseError::Postgres(error) => error
                .as_database_error()
                .and_then(sqlx::error::DatabaseError::constraint)
                .unwrap_or_default(),
            _ => "",
        }
    }
}
