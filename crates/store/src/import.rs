//! What came from other systems: one row for everything in an export, whatever became of it.

use story::{ArticleId, Timestamp};

use crate::db::{args, row};
use crate::revision::optional_moment;
use crate::{Error, Reader, Result, Write};

/// What became of something in an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is an article, a picture, an author, a section here.
    Stored,
    /// It has no place here yet, and is kept as it came.
    Kept,
    /// It could not be taken; the note says why. The next run tries again.
    Failed,
}

impl Outcome {
    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Stored => "stored",
            Outcome::Kept => "kept",
            Outcome::Failed => "failed",
        }
    }

    /// Reads the word of [`Outcome::as_str`].
    pub fn parse(word: &str) -> Option<Outcome> {
        [Outcome::Stored, Outcome::Kept, Outcome::Failed]
            .into_iter()
            .find(|outcome| outcome.as_str() == word)
    }
}

/// Something in an export and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportItem {
    /// Where it came from: the address of the old site.
    pub source: String,
    /// What it was there: `post`, `attachment`, `author`.
    pub kind: String,
    /// What it was called there.
    pub foreign_id: String,
    /// The number of what it is here.
    pub object: Option<i64>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was lost, or why it failed.
    pub note: String,
    /// What is kept of it as it came, as JSON.
    pub payload: Option<String>,
}

/// A reader's comment, kept as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// On which article.
    pub article: ArticleId,
    /// Where it came from.
    pub source: String,
    /// What it was called there.
    pub foreign_id: String,
    /// What it answers, by the name it had there.
    pub parent: Option<String>,
    /// `comment`, `pingback`, `trackback`.
    pub kind: String,
    /// `approved`, `pending`, `spam`, `trash`.
    pub state: String,
    /// Who wrote it.
    pub author_name: String,
    /// Their address.
    pub author_email: String,
    /// Their page.
    pub author_url: String,
    /// When.
    pub at: Option<Timestamp>,
    /// What they wrote, as it came. Nothing shows it before it is cleaned.
    pub content: String,
}

row! {
    struct ImportRow {
        source: String,
        kind: String,
        foreign_id: String,
        object: Option<i64>,
        outcome: String,
        note: String,
        payload: Option<String>,
    }
}

const COLUMNS: &str = "source, kind, foreign_id, object, outcome, note, payload";

impl ImportRow {
    fn item(self) -> Result<ImportItem> {
        let ImportRow { source, kind, foreign_id, object, outcome, note, payload } = self;
        let outcome =
            Outcome::parse(&outcome).ok_or_else(|| Error::unreadable("import", &outcome))?;
        Ok(ImportItem { source, kind, foreign_id, object, outcome, note, payload })
    }
}

impl Reader {
    /// What became of something in an export, if it was met before.
    pub async fn import_item(
        &self,
        source: &str,
        kind: &str,
        foreign_id: &str,
    ) -> Result<Option<ImportItem>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM import_item WHERE source = $1 AND kind = $2 AND foreign_id = $3"
        );
        let row: Option<ImportRow> =
            self.db.optional(&sql, args![source, kind, foreign_id]).await?;
        row.map(ImportRow::item).transpose()
    }

    /// Everything from one source and of one kind.
    pub async fn import_items(&self, source: &str, kind: &str) -> Result<Vec<ImportItem>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM import_item WHERE source = $1 AND kind = $2 ORDER BY foreign_id"
        );
        let rows: Vec<ImportRow> = self.db.walk(&sql, args![source, kind]).await?;
        rows.into_iter().map(ImportRow::item).collect()
    }

    /// The comments of an article, oldest first, as they came.
    pub async fn comments(&self, article: ArticleId) -> Result<Vec<Comment>> {
        row! {
            struct CommentRow {
                source: String,
                foreign_id: String,
                parent: Option<String>,
                kind: String,
                state: String,
                author_name: String,
                author_email: String,
                author_url: String,
                at: Option<i64>,
                content: String,
            }
        }
        let rows: Vec<CommentRow> = self
            .db
            .all(
                "SELECT source, foreign_id, parent, kind, state, author_name, author_email, author_url, at, content
                 FROM comment WHERE article = $1 ORDER BY at, id",
                args![article],
            )
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let CommentRow {
                    source,
                    foreign_id,
                    parent,
                    kind,
                    state,
                    author_name,
                    author_email,
                    author_url,
                    at,
                    content,
                } = row;
                Comment {
                    article,
                    source,
                    foreign_id,
                    parent,
                    kind,
                    state,
                    author_name,
                    author_email,
                    author_url,
                    at: optional_moment(at),
                    content,
                }
            })
            .collect())
    }
}

impl Write<'_> {
    /// What became of something in an export, as this transaction sees it.
    pub async fn import_item(
        &mut self,
        source: &str,
        kind: &str,
        foreign_id: &str,
    ) -> Result<Option<ImportItem>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM import_item WHERE source = $1 AND kind = $2 AND foreign_id = $3"
        );
        let row: Option<ImportRow> =
            self.tx.optional(&sql, args![source, kind, foreign_id]).await?;
        row.map(ImportRow::item).transpose()
    }

    /// Says what became of something in an export.
    pub async fn put_import_item(&mut self, item: &ImportItem) -> Result<()> {
        let ImportItem { source, kind, foreign_id, object, outcome, note, payload } = item;
        self.tx
            .run(
                "INSERT INTO import_item (source, kind, foreign_id, object, outcome, note, payload, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (source, kind, foreign_id) DO UPDATE SET object = excluded.object,
                     outcome = excluded.outcome, note = excluded.note, payload = excluded.payload, at = excluded.at",
                args![source, kind, foreign_id, *object, outcome.as_str(), note, payload.clone(), self.now],
            )
            .await?;
        Ok(())
    }

    /// Keeps a reader's comment; one that is there already stays as it is.
    pub async fn put_comment(&mut self, comment: &Comment) -> Result<()> {
        let Comment {
            article,
            source,
            foreign_id,
            parent,
            kind,
            state,
            author_name,
            author_email,
            author_url,
            at,
            content,
        } = comment;
        let id = self.id();
        self.tx
            .run(
                "INSERT INTO comment (id, article, source, foreign_id, parent, kind, state, author_name,
                     author_email, author_url, at, content)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                 ON CONFLICT (source, foreign_id) DO NOTHING",
                args![
                    id,
                    *article,
                    source,
                    foreign_id,
                    parent.clone(),
                    kind,
                    state,
                    author_name,
                    author_email,
                    author_url,
                    *at,
                    content
                ],
            )
            .await?;
        Ok(())
    }
}
