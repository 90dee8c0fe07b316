//! Revisions: written once, read for ever.

use story::revision::{Hash, NewRevision, Revision, RevisionKind};
use story::{AccountId, ArticleId, Content, RevisionNumber, Timestamp};

use crate::db::{args, row, without_nul};
use crate::{Error, Reader, Result, Write};

row! {
    pub(crate) struct RevisionRow {
        article: i64,
        number: i64,
        kind: String,
        at: i64,
        by_account: Option<i64>,
        note: String,
        salt: Vec<u8>,
        document_hash: Vec<u8>,
        chain_hash: Vec<u8>,
        document: Option<String>,
    }
}

const COLUMNS: &str =
    "article, number, kind, at, by_account, note, salt, document_hash, chain_hash, document";

pub(crate) fn number(stored: i64) -> RevisionNumber {
    RevisionNumber(u32::try_from(stored).unwrap_or(0))
}

pub(crate) fn moment(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}

pub(crate) fn optional_moment(micros: Option<i64>) -> Option<Timestamp> {
    micros.map(moment)
}

impl RevisionRow {
    pub(crate) fn revision(self) -> Result<Revision> {
        let RevisionRow {
            article,
            number: count,
            kind,
            at,
            by_account,
            note,
            salt,
            document_hash,
            chain_hash,
            document,
        } = self;
        let hash = |bytes: Vec<u8>| {
            bytes
                .try_into()
                .map(Hash)
                .map_err(|_| Error::unreadable("revision", "a hash of another length"))
        };
        Ok(Revision {
            article: ArticleId::new(article),
            number: number(count),
            kind: RevisionKind::parse(&kind)
                .ok_or_else(|| Error::unreadable("kind of revision", &kind))?,
            at: moment(at),
            by: by_account.map(AccountId::new),
            note,
            salt: salt
                .try_into()
                .map_err(|_| Error::unreadable("revision", "a salt of another length"))?,
            document_hash: hash(document_hash)?,
            chain_hash: hash(chain_hash)?,
            document,
        })
    }
}

impl Reader {
    /// One text of an article.
    pub async fn revision(&self, article: ArticleId, revision: RevisionNumber) -> Result<Revision> {
        let sql = format!("SELECT {COLUMNS} FROM revision WHERE article = $1 AND number = $2");
        let row: Option<RevisionRow> = self.db.optional(&sql, args![article, revision]).await?;
        row.ok_or_else(|| Error::missing("revision", format!("{revision} of article {article}")))?
            .revision()
    }

    /// What one text says; sealed texts say nothing.
    pub async fn content(&self, article: ArticleId, revision: RevisionNumber) -> Result<Content> {
        let found = self.revision(article, revision).await?;
        let content = found.content().ok_or(Error::Sealed { article, revision })?;
        content.map_err(|error| Error::unreadable("a text", error))
    }

    /// Every text of an article, drafts too, oldest first: for the newsroom only.
    pub async fn revisions(&self, article: ArticleId) -> Result<Vec<Revision>> {
        let sql = format!("SELECT {COLUMNS} FROM revision WHERE article = $1 ORDER BY number");
        let rows: Vec<RevisionRow> = self.db.all(&sql, args![article]).await?;
        rows.into_iter().map(RevisionRow::revision).collect()
    }
}

impl Write<'_> {
    /// Erases the words of a text. Its hashes and its salt stay, which keep the history and the record whole.
    pub(crate) async fn seal(
        &mut self,
        article: ArticleId,
        revision: RevisionNumber,
    ) -> Result<()> {
        let sql = "UPDATE revision SET document = NULL WHERE article = $1 AND number = $2";
        self.tx.run(sql, args![article, revision]).await?;
        Ok(())
    }

    /// Writes the next text of an article and chains it to the one before.
    pub async fn write_revision(
        &mut self,
        article: ArticleId,
        kind: RevisionKind,
        at: Timestamp,
        by: Option<AccountId>,
        note: &str,
        content: &Content,
    ) -> Result<Revision> {
        let sql = format!(
            "SELECT {COLUMNS} FROM revision WHERE article = $1 ORDER BY number DESC LIMIT 1"
        );
        let before: Option<RevisionRow> = self.tx.optional(&sql, args![article]).await?;
        let before = before.map(RevisionRow::revision).transpose()?;
        let salt = crate::clock::random()?;
        let note = &without_nul(note.to_owned());
        let new = NewRevision { article, kind, at, by, note, salt, content };
        let revision = Revision::write(new, before.as_ref());
        let inserted = self
            .tx
            .run(
                "INSERT INTO revision (article, number, kind, at, by_account, note, salt, document_hash, chain_hash,
                     document)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                args![
                    article,
                    revision.number,
                    kind.as_str(),
                    at,
                    by,
                    note,
                    revision.salt.to_vec(),
                    revision.document_hash.0.to_vec(),
                    revision.chain_hash.0.to_vec(),
                    revision.document.clone(),
                ],
            )
            .await;
        match inserted {
            Ok(_) => Ok(revision),
            Err(error) if error.is_duplicate() => Err(Error::Stale(article)),
            Err(error) => Err(error.into()),
        }
    }
}
