//! What can go wrong with keeping things.

use story::{ArticleId, RevisionNumber};

use crate::DatabaseError;

/// The store's results.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database does not answer as it should.
    #[error("the database: {0}")]
    Database(#[from] DatabaseError),
    /// The address of the database is no address.
    #[error("“{0}” is not a database: write sqlite:<path> or postgres://user@host/name")]
    BadUrl(String),
    /// Something is not there.
    #[error("there is no {what} {which}")]
    Missing {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        which: String,
    },
    /// Somebody else acted in the meantime.
    #[error(
        "somebody else changed article {0} in the meantime; look at its present state, then try again"
    )]
    Stale(ArticleId),
    /// Somebody else changed something in the meantime.
    #[error(
        "somebody else changed {what} {which} in the meantime; look at it again, then change it"
    )]
    Overtaken {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        which: String,
    },
    /// An address that belongs to another article for ever.
    #[error("the address {path} belongs to article {article} for ever; choose another slug")]
    AddressTaken {
        /// The address.
        path: String,
        /// Whose it is.
        article: ArticleId,
    },
    /// A name that must be the only one.
    #[error("{what} “{which}” exists already")]
    Exists {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        which: String,
    },
    /// The text was sealed by a court.
    #[error("the text of revision {revision} of article {article} is sealed")]
    Sealed {
        /// Which article.
        article: ArticleId,
        /// Which text.
        revision: RevisionNumber,
    },
    /// A row that this program did not write.
    #[error("the database holds something that cannot be read: {0}")]
    Unreadable(String),
    /// A migration failed or was changed after it ran.
    #[error("migration {name}: {why}")]
    Migration {
        /// Which.
        name: String,
        /// Why.
        why: String,
    },
    /// The database was made by a later Masthead.
    #[error(
        "the database has migration {0}, which this program does not know: it was made by a newer Masthead. Start that one"
    )]
    Newer(i64),
    /// The operating system gave no random bytes.
    #[error("no random bytes: {0}")]
    Random(String),
    /// A password could not be hashed.
    #[error("the password could not be hashed: {0}")]
    Password(String),
}

// What is handed over is a number, a word or an error fresh from elsewhere, and nobody needs it again.
#[allow(clippy::needless_pass_by_value)]
impl Error {
    pub(crate) fn missing(what: &'static str, which: impl ToString) -> Error {
        Error::Missing { what, which: which.to_string() }
    }

    pub(crate) fn unreadable(what: &str, why: impl ToString) -> Error {
        Error::Unreadable(format!("{what}: {}", why.to_string()))
    }
}
