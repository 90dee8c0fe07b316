//! The texts on which several people write: their changes, in the order in which they were kept.

use story::{AccountId, ArticleId, Timestamp};

use crate::db::args;
use crate::revision::optional_moment;
use crate::{Reader, Result, Store};

/// How many changes a text gathers before they are merged into one.
const MERGE_FROM: usize = 200;

/// The changes of a text, from some number on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomChanges {
    /// The number of the newest change; 0 if nobody has written yet.
    pub sequence: i64,
    /// The changes; merging them in any order gives the text.
    pub changes: Vec<Vec<u8>>,
}

impl RoomChanges {
    /// Whether there are so many that they should be merged.
    pub fn are_many(&self) -> bool {
        self.changes.len() >= MERGE_FROM
    }
}

impl Reader {
    /// The changes of an article's text after the one with this number.
    pub async fn room_changes(&self, article: ArticleId, after: i64) -> Result<RoomChanges> {
        let rows: Vec<(i64, Vec<u8>)> = self
            .db
            .all(
                "SELECT sequence, change FROM room_change WHERE article = $1 AND sequence > $2 ORDER BY sequence",
                args![article, after],
            )
            .await?;
        let sequence = rows.last().map_or(after, |(sequence, _)| *sequence);
        Ok(RoomChanges { sequence, changes: rows.into_iter().map(|(_, change)| change).collect() })
    }

    /// When somebody last wrote on an article's text, and who.
    pub async fn room_touched(
        &self,
        article: ArticleId,
    ) -> Result<Option<(Timestamp, Option<AccountId>)>> {
        let row: Option<(Option<i64>, Option<i64>)> = self
            .db
            .optional("SELECT touched_at, touched_by FROM room WHERE article = $1", args![article])
            .await?;
        Ok(row.and_then(|(at, by)| Some((optional_moment(at)?, by.map(AccountId::new)))))
    }
}

impl Store {
    /// Keeps a change and gives its number. The newsroom's list names the article by the headline from now on.
    pub async fn keep_room_change(
        &self,
        article: ArticleId,
        change: &[u8],
        headline: &str,
        by: Option<AccountId>,
    ) -> Result<i64> {
        let mut write = self.write().await?;
        let now = write.now;
        let next: Option<(i64,)> = write
            .tx
            .optional(
                "INSERT INTO room (article, sequence, touched_at, touched_by) VALUES ($1, 1, $2, $3)
                 ON CONFLICT (article) DO UPDATE SET sequence = room.sequence + 1,
                     touched_at = excluded.touched_at, touched_by = excluded.touched_by
                 RETURNING sequence",
                args![article, now, by],
            )
            .await?;
        let sequence = next.map_or(1, |(sequence,)| sequence);
        write
            .tx
            .run(
                "INSERT INTO room_change (article, sequence, change) VALUES ($1, $2, $3)",
                args![article, sequence, change.to_vec()],
            )
            .await?;
        write
            .tx
            .run(
                "UPDATE article SET touched_at = $2, draft_headline = $3 WHERE id = $1",
                args![article, now, headline],
            )
            .await?;
        write.commit().await?;
        Ok(sequence)
    }

    /// Keeps the first change of a text, unless somebody has begun it: then theirs is the text.
    pub async fn begin_room(&self, article: ArticleId, first: &[u8]) -> Result<RoomChanges> {
        let mut write = self.write().await?;
        let now = write.now;
        let begun = write
            .tx
            .run(
                "INSERT INTO room (article, sequence, touched_at, touched_by) VALUES ($1, 1, $2, NULL)
                 ON CONFLICT (article) DO NOTHING",
                args![article, now],
            )
            .await?;
        if begun == 0 {
            drop(write);
            return self.room_changes(article, 0).await;
        }
        write
            .tx
            .run(
                "INSERT INTO room_change (article, sequence, change) VALUES ($1, 1, $2)",
                args![article, first.to_vec()],
            )
            .await?;
        write.commit().await?;
        Ok(RoomChanges { sequence: 1, changes: vec![first.to_vec()] })
    }

    /// Puts one change in the place of all up to a number. Whoever follows the text gets it once more, which is
    /// harmless.
    pub async fn merge_room(&self, article: ArticleId, up_to: i64, merged: &[u8]) -> Result<()> {
        let mut write = self.write().await?;
        write
            .tx
            .run(
                "DELETE FROM room_change WHERE article = $1 AND sequence <= $2",
                args![article, up_to],
            )
            .await?;
        write
            .tx
            .run(
                "INSERT INTO room_change (article, sequence, change) VALUES ($1, $2, $3)",
                args![article, up_to, merged.to_vec()],
            )
            .await?;
        write.commit().await
    }
}
