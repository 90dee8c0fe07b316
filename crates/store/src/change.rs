//! The feed of changes, and how far each listener is.

use story::{ArticleId, Change, ChangeKind, ItemId, StoryId, Timestamp};

use crate::db::{args, row};
use crate::revision::{moment, number};
use crate::{Error, Reader, Result, Store};

/// A change with its place in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its place.
    pub sequence: i64,
    /// When it was kept.
    pub at: Timestamp,
    /// What happened.
    pub change: Change,
}

row! {
    struct Stored {
        sequence: i64,
        at: i64,
        kind: String,
        edition: Option<String>,
        story: Option<i64>,
        article: Option<i64>,
        revision: Option<i64>,
        item: Option<i64>,
    }
}

impl Reader {
    /// The changes after a place, in the order of their commits.
    pub async fn changes_after(&self, place: i64, limit: i64) -> Result<Vec<ChangeRow>> {
        let rows: Vec<Stored> = self
            .db
            .all(
                "SELECT sequence, at, kind, edition, story, article, revision, item FROM change
                 WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                args![place, limit],
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                let Stored { sequence, at, kind, edition, story, article, revision, item } = row;
                let change = Change {
                    kind: ChangeKind::parse(&kind)
                        .ok_or_else(|| Error::unreadable("change", &kind))?,
                    edition: edition.as_deref().map(crate::edition::code).transpose()?,
                    story: story.map(StoryId::new),
                    article: article.map(ArticleId::new),
                    revision: revision.map(number),
                    item: item.map(ItemId::new),
                };
                Ok(ChangeRow { sequence, at: moment(at), change })
            })
            .collect()
    }

    /// The place of the newest change.
    pub async fn newest_change(&self) -> Result<i64> {
        let row: Option<(Option<i64>,)> =
            self.db.optional("SELECT max(sequence) FROM change", args![]).await?;
        Ok(row.and_then(|(newest,)| newest).unwrap_or(0))
    }

    /// How far a listener is; one that never ran is at the beginning.
    pub async fn listener_place(&self, name: &str) -> Result<i64> {
        let row: Option<(i64,)> =
            self.db.optional("SELECT place FROM listener WHERE name = $1", args![name]).await?;
        Ok(row.map_or(0, |(place,)| place))
    }
}

impl Store {
    /// Remembers how far a listener is.
    pub async fn set_listener_place(&self, name: &str, place: i64) -> Result<()> {
        let mut tx = self.db.begin().await?;
        tx.run(
            "INSERT INTO listener (name, place) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET place = excluded.place",
            args![name, place],
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }
}
