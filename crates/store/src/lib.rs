#![doc = include_str!("../README.md")]

mod clock;
mod config;
mod db;
mod error;
mod migration;
mod write;

mod account;
mod announcement;
mod article;
mod audience;
mod audit;
mod author;
mod campaign;
mod certificate;
mod change;
mod correction;
mod country;
mod desk_list;
mod edition;
mod factor;
mod import;
mod inspection;
mod invitation;
mod item;
mod job;
mod list;
mod margin_comment;
mod media;
mod month;
mod picture;
mod placement;
mod popular;
mod preview;
mod publication;
mod record;
mod revision;
mod room;
mod section;
mod session;
mod setting;
mod statistics;
mod story;
mod topic;
mod url;
mod watch;

pub use account::{hash_password, verify_password};
pub use announcement::{Announcements, LONGEST_ANNOUNCEMENT};
pub use article::{ArticleState, LiveArticle, Sibling};
pub use audience::{Kept, Views};
pub use audit::AuditLine;
pub use campaign::AdCount;
pub use certificate::{Certificate, CertificateLease, CertificateOrder};
pub use change::ChangeRow;
pub use clock::Clock;
pub use config::{Config, Durability};
pub use correction::{CorrectionRow, PendingCorrection};
pub use country::{ReadCountries, WantedCountries};
pub use db::DatabaseError;
pub use desk_list::{DeskFilter, DeskPlace, DeskRow, DeskStage, NewestText};
pub use error::{Error, Result};
pub use factor::{OneTimeCodes, PasskeyRow};
pub use import::{Comment, ImportItem, Outcome};
pub use inspection::Fault;
pub use invitation::Invitation;
pub use job::Leased;
pub use list::{Listed, Page, Place};
pub use margin_comment::MarginComment;
pub use migration::Migrated;
pub use month::{Miscounted, Month};
pub use picture::{Picture, PictureToMake, PictureUse};
pub use popular::{POPULAR, PopularPlace, Span};
pub use publication::Publication;
pub use record::{RecordHead, Recorded};
pub use room::RoomChanges;
pub use session::{Session, SignedIn};
pub use statistics::{Moment, ReadHour, ReadStory, Readership, Wanted, Window};
pub use url::UrlRow;
pub use watch::Watch;
pub use write::Write;

use db::Db;

/// Reads the paper. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Reader {
    db: Db,
    clock: Clock,
    /// Counts the commits of this process that changed something.
    commits: std::sync::Arc<tokio::sync::watch::Sender<u64>>,
    /// What is announced in this process, where no database carries it.
    announced: tokio::sync::broadcast::Sender<String>,
}

impl Reader {
    /// The clock by which rights and placements are judged.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}

/// Reads and writes the paper. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    reader: Reader,
    ids: std::sync::Arc<clock::Ids>,
}

impl std::ops::Deref for Store {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Store {
    /// Opens the database and brings its tables up to date.
    pub async fn open(config: &Config, clock: Clock) -> Result<Store> {
        let db = Db::open(config).await?;
        migration::run(&db, &clock).await?;
        Store::over(db, clock)
    }

    /// Opens the database without touching its tables, and tells which migrations it has and lacks.
    pub async fn open_as_is(config: &Config, clock: Clock) -> Result<(Store, Migrated)> {
        let db = Db::open(config).await?;
        let migrated = migration::state(&db).await?;
        Ok((Store::over(db, clock)?, migrated))
    }

    fn over(db: Db, clock: Clock) -> Result<Store> {
        let announced = tokio::sync::broadcast::Sender::new(announcement::WAITING);
        let reader = Reader { db, clock, commits: std::sync::Arc::default(), announced };
        Ok(Store { reader, ids: std::sync::Arc::new(clock::Ids::new()?) })
    }

    /// The part that cannot write.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// Begins a transaction.
    pub async fn write(&self) -> Result<Write<'_>> {
        Write::begin(self).await
    }

    /// A fresh id: larger than all before it in this process, and unlike those of any other.
    fn id(&self) -> i64 {
        self.ids.next(self.clock.now())
    }

    /// Waits for everything to be written and closes the connections.
    pub async fn close(&self) {
        self.db.close().await;
    }
}
