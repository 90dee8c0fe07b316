//! The public history: which texts readers had, and since when.

use story::{ArticleId, ChangeKind, CorrectionId, RevisionNumber, Timestamp};

use crate::db::args;
use crate::revision::{moment, number};
use crate::{Error, Reader, Result, Write};

/// A text that readers had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Which text.
    pub revision: RevisionNumber,
    /// How it became public: published, updated, corrected, or a minor fix.
    pub kind: ChangeKind,
    /// Since when.
    pub at: Timestamp,
    /// The correction that came with it.
    pub correction: Option<CorrectionId>,
}

impl Reader {
    /// The texts that readers of an article had, oldest first. Drafts are not among them.
    pub async fn publications(&self, article: ArticleId) -> Result<Vec<Publication>> {
        let rows: Vec<(i64, String, i64, Option<i64>)> = self
            .db
            .all(
                "SELECT revision, kind, at, correction FROM publication WHERE article = $1 ORDER BY at, revision",
                args![article],
            )
            .await?;
        rows.into_iter()
            .map(|(revision, kind, at, correction)| {
                Ok(Publication {
                    revision: number(revision),
                    kind: ChangeKind::parse(&kind)
                        .ok_or_else(|| Error::unreadable("publication", &kind))?,
                    at: moment(at),
                    correction: correction.map(CorrectionId::new),
                })
            })
            .collect()
    }
}

impl Write<'_> {
    pub(crate) async fn put_publication(
        &mut self,
        article: ArticleId,
        revision: RevisionNumber,
        kind: ChangeKind,
        at: Timestamp,
        correction: Option<CorrectionId>,
    ) -> Result<()> {
        self.tx
            .run(
                "INSERT INTO publication (article, revision, kind, at, correction) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (article, revision) DO NOTHING",
                args![article, revision, kind.as_str(), at, correction],
            )
            .await?;
        Ok(())
    }
}
