//! What colleagues say beside a text.

use story::account::Editor;
use story::{AccountId, ArticleId, Timestamp};

use crate::db::{args, row};
use crate::revision::{moment, optional_moment};
use crate::{Error, Reader, Result, Write};

/// A comment in the margin, or an answer to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginComment {
    /// Its id.
    pub id: i64,
    /// Beside which article's text.
    pub article: ArticleId,
    /// The comment that it answers.
    pub parent: Option<i64>,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub account: Option<AccountId>,
    /// What they were called.
    pub name: String,
    /// The words that it is about, as they were then.
    pub words: String,
    /// Where in the text these are, as the editor writes it down.
    pub anchor: String,
    /// What it says.
    pub text: String,
    /// When it was settled.
    pub resolved_at: Option<Timestamp>,
    /// By whom it was settled.
    pub resolved_by: Option<String>,
}

row! {
    struct MarginCommentRow {
        id: i64,
        article: i64,
        parent: Option<i64>,
        at: i64,
        account: Option<i64>,
        name: String,
        words: String,
        anchor: String,
        text: String,
        resolved_at: Option<i64>,
        resolved_by: Option<String>,
    }
}

const COLUMNS: &str =
    "id, article, parent, at, account, name, words, anchor, text, resolved_at, resolved_by";

impl MarginCommentRow {
    fn comment(self) -> MarginComment {
        let MarginCommentRow {
            id,
            article,
            parent,
            at,
            account,
            name,
            words,
            anchor,
            text,
            resolved_at,
            resolved_by,
        } = self;
        MarginComment {
            id,
            article: ArticleId::new(article),
            parent,
            at: moment(at),
            account: account.map(AccountId::new),
            name,
            words,
            anchor,
            text,
            resolved_at: optional_moment(resolved_at),
            resolved_by,
        }
    }
}

impl Reader {
    /// The comments beside an article's text and their answers, oldest first.
    pub async fn margin_comments(&self, article: ArticleId) -> Result<Vec<MarginComment>> {
        let sql = format!("SELECT {COLUMNS} FROM margin_comment WHERE article = $1 ORDER BY id");
        let rows: Vec<MarginCommentRow> = self.db.all(&sql, args![article]).await?;
        Ok(rows.into_iter().map(MarginCommentRow::comment).collect())
    }

    /// One comment.
    pub async fn margin_comment(&self, id: i64) -> Result<MarginComment> {
        let sql = format!("SELECT {COLUMNS} FROM margin_comment WHERE id = $1");
        let row: Option<MarginCommentRow> = self.db.optional(&sql, args![id]).await?;
        row.map(MarginCommentRow::comment).ok_or_else(|| Error::missing("comment", id))
    }
}

impl Write<'_> {
    /// Keeps a new comment.
    pub async fn put_margin_comment(&mut self, comment: &MarginComment) -> Result<()> {
        let MarginComment {
            id,
            article,
            parent,
            at,
            account,
            name,
            words,
            anchor,
            text,
            resolved_at,
            resolved_by,
        } = comment;
        let sql = format!(
            "INSERT INTO margin_comment ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        );
        let values = args![
            *id,
            *article,
            *parent,
            *at,
            *account,
            name,
            words,
            anchor,
            text,
            *resolved_at,
            resolved_by.clone()
        ];
        self.tx.run(&sql, values).await?;
        Ok(())
    }

    /// Settles a comment, or opens it again.
    pub async fn resolve_margin_comment(
        &mut self,
        id: i64,
        resolved: bool,
        by: &Editor,
    ) -> Result<()> {
        let (at, name) =
            if resolved { (Some(self.now), Some(by.name.clone())) } else { (None, None) };
        self.tx
            .run(
                "UPDATE margin_comment SET resolved_at = $2, resolved_by = $3 WHERE id = $1",
                args![id, at, name],
            )
            .await?;
        Ok(())
    }
}
