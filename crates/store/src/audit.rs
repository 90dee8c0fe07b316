//! The audit log: who did what to what, each line chained to the one before it.

use story::account::Editor;
use story::{AccountId, Timestamp};

use crate::db::{args, row, without_nul};
use crate::revision::moment;
use crate::{Error, Reader, Result, Write};

/// A line of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its number.
    pub number: i64,
    /// When it was written.
    pub at: Timestamp,
    /// Who, if they have an account.
    pub account: Option<AccountId>,
    /// What they are called.
    pub name: String,
    /// What they did: `publish`.
    pub act: String,
    /// To what: `article 12`.
    pub object: String,
    /// The rest of the sentence.
    pub detail: String,
    hash: [u8; 32],
}

row! {
    struct AuditRow {
        number: i64,
        at: i64,
        account: Option<i64>,
        name: String,
        act: String,
        object: String,
        detail: String,
        hash: Vec<u8>,
    }
}

impl AuditLine {
    fn link(&self, before: &[u8; 32]) -> [u8; 32] {
        let AuditLine { number: _, at, account, name, act, object, detail, hash: _ } = self;
        let mut hasher = blake3::Hasher::new_derive_key("masthead audit chain 1");
        hasher.update(before);
        hasher.update(&at.as_microsecond().to_le_bytes());
        hasher.update(&account.map_or(0, AccountId::number).to_le_bytes());
        for part in [name, act, object, detail] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// Whether this line follows from the one before it; the first follows from nothing.
    pub fn follows(&self, before: Option<&AuditLine>) -> bool {
        self.hash == self.link(&before.map_or([0; 32], |before| before.hash))
    }
}

impl AuditRow {
    fn line(self) -> Result<AuditLine> {
        let AuditRow { number, at, account, name, act, object, detail, hash } = self;
        Ok(AuditLine {
            number,
            at: moment(at),
            account: account.map(AccountId::new),
            name,
            act,
            object,
            detail,
            hash: hash
                .try_into()
                .map_err(|_| Error::unreadable("audit", "a hash of another length"))?,
        })
    }
}

impl Reader {
    /// The lines after a number, in order.
    pub async fn audit_after(&self, number: i64, limit: i64) -> Result<Vec<AuditLine>> {
        let rows: Vec<AuditRow> = self
            .db
            .all(
                "SELECT number, at, account, name, act, object, detail, hash FROM audit
                 WHERE number > $1 ORDER BY number LIMIT $2",
                args![number, limit],
            )
            .await?;
        rows.into_iter().map(AuditRow::line).collect()
    }

    /// One line.
    pub async fn audit_line(&self, number: i64) -> Result<Option<AuditLine>> {
        let row: Option<AuditRow> = self
            .db
            .optional(
                "SELECT number, at, account, name, act, object, detail, hash FROM audit WHERE number = $1",
                args![number],
            )
            .await?;
        row.map(AuditRow::line).transpose()
    }

    /// The lines before a number, the newest first: of one object, of one account, or of all.
    pub async fn audit_before(
        &self,
        number: Option<i64>,
        object: Option<&str>,
        account: Option<AccountId>,
        limit: i64,
    ) -> Result<Vec<AuditLine>> {
        let mut values = args![number.unwrap_or(i64::MAX), limit];
        let mut wanted = String::new();
        for (column, value) in [
            ("object", object.map(crate::db::Value::from)),
            ("account", account.map(crate::db::Value::from)),
        ] {
            if let Some(value) = value {
                values.push(value);
                wanted += &format!(" AND {column} = ${}", values.len());
            }
        }
        let sql = format!(
            "SELECT number, at, account, name, act, object, detail, hash FROM audit
             WHERE number < $1{wanted} ORDER BY number DESC LIMIT $2"
        );
        let rows: Vec<AuditRow> = self.db.all(&sql, values).await?;
        rows.into_iter().map(AuditRow::line).collect()
    }
}

impl Write<'_> {
    /// Writes who did what to what.
    pub async fn audit(
        &mut self,
        by: &Editor,
        act: &str,
        object: &str,
        detail: &str,
    ) -> Result<()> {
        let last: Option<(Vec<u8>,)> = self
            .tx
            .optional("SELECT hash FROM audit ORDER BY number DESC LIMIT 1", args![])
            .await?;
        let before = match last {
            Some((hash,)) => hash
                .try_into()
                .map_err(|_| Error::unreadable("audit", "a hash of another length"))?,
            None => [0; 32],
        };
        let mut line = AuditLine {
            number: 0,
            at: self.now,
            account: by.account,
            name: without_nul(by.name.clone()),
            act: without_nul(act.to_owned()),
            object: without_nul(object.to_owned()),
            detail: without_nul(detail.to_owned()),
            hash: [0; 32],
        };
        line.hash = line.link(&before);
        self.tx
            .run(
                "INSERT INTO audit (at, account, name, act, object, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![line.at, line.account, line.name, line.act, line.object, line.detail, line.hash.to_vec()],
            )
            .await?;
        Ok(())
    }
}
