//! What somebody has besides a password: one-time codes, codes on paper, passkeys.

use story::account::Editor;
use story::{AccountId, Timestamp};

use crate::db::{args, row};
use crate::revision::{moment, optional_moment};
use crate::{Error, Reader, Result, Write};

/// The one-time codes of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeCodes {
    /// Their secret, sealed.
    pub secret: String,
    /// Whether the owner has shown that their app knows it.
    pub confirmed: bool,
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Its number.
    pub id: i64,
    /// The id that the device gave it.
    pub credential: Vec<u8>,
    /// What the owner calls it.
    pub name: String,
    /// Its public key and the rest.
    pub record: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it last signed somebody in.
    pub used_at: Option<Timestamp>,
}

row! {
    struct KeyRow {
        id: i64,
        credential: Vec<u8>,
        name: String,
        record: String,
        created_at: i64,
        used_at: Option<i64>,
    }
}

impl KeyRow {
    fn passkey(self) -> PasskeyRow {
        let KeyRow { id, credential, name, record, created_at, used_at } = self;
        let (created_at, used_at) = (moment(created_at), optional_moment(used_at));
        PasskeyRow { id, credential, name, record, created_at, used_at }
    }
}

impl Reader {
    /// The one-time codes of an account.
    pub async fn one_time_codes(&self, account: AccountId) -> Result<Option<OneTimeCodes>> {
        let row: Option<(String, Option<i64>)> = self
            .db
            .optional(
                "SELECT secret, confirmed_at FROM one_time_code WHERE account = $1",
                args![account],
            )
            .await?;
        Ok(row.map(|(secret, confirmed)| OneTimeCodes { secret, confirmed: confirmed.is_some() }))
    }

    /// How many codes on paper an account has left.
    pub async fn recovery_codes_left(&self, account: AccountId) -> Result<i64> {
        let row: Option<(i64,)> = self
            .db
            .optional("SELECT count(*) FROM recovery_code WHERE account = $1", args![account])
            .await?;
        Ok(row.map_or(0, |(left,)| left))
    }

    /// The passkeys of an account, the oldest first.
    pub async fn passkeys(&self, account: AccountId) -> Result<Vec<PasskeyRow>> {
        let rows: Vec<KeyRow> = self
            .db
            .all(
                "SELECT id, credential, name, record, created_at, used_at FROM passkey
                 WHERE account = $1 ORDER BY created_at, id",
                args![account],
            )
            .await?;
        Ok(rows.into_iter().map(KeyRow::passkey).collect())
    }

    /// Whether an account has one-time codes or a passkey.
    pub async fn has_second_factor(&self, account: AccountId) -> Result<bool> {
        let row: Option<(i64,)> = self
            .db
            .optional(
                "SELECT (SELECT count(*) FROM one_time_code WHERE account = $1 AND confirmed_at IS NOT NULL)
                     + (SELECT count(*) FROM passkey WHERE account = $1)",
                args![account],
            )
            .await?;
        Ok(row.is_some_and(|(count,)| count > 0))
    }

    /// Who has a second factor.
    pub async fn with_second_factor(&self) -> Result<Vec<AccountId>> {
        let rows: Vec<(i64,)> = self
            .db
            .all(
                "SELECT account FROM one_time_code WHERE confirmed_at IS NOT NULL
                 UNION SELECT account FROM passkey",
                args![],
            )
            .await?;
        Ok(rows.into_iter().map(|(account,)| AccountId::new(account)).collect())
    }
}

impl Write<'_> {
    /// Keeps the sealed secret of codes that are still to be confirmed, instead of an earlier one. Confirmed ones
    /// stay, and the answer is no.
    pub async fn put_one_time_codes(&mut self, account: AccountId, secret: &str) -> Result<bool> {
        let put = self
            .tx
            .run(
                "INSERT INTO one_time_code (account, secret, last_step, created_at) VALUES ($1, $2, 0, $3)
                 ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
                 WHERE one_time_code.confirmed_at IS NULL",
                args![account, secret, self.now],
            )
            .await?;
        Ok(put > 0)
    }

    /// Begins to ask for the codes of this very secret, of which one was just used.
    pub async fn confirm_one_time_codes(
        &mut self,
        account: AccountId,
        secret: &str,
        step: u64,
        by: &Editor,
    ) -> Result<bool> {
        let confirmed = self
            .tx
            .run(
                "UPDATE one_time_code SET confirmed_at = $3, last_step = $4
                 WHERE account = $1 AND secret = $2 AND confirmed_at IS NULL",
                args![account, secret, self.now, i64::try_from(step).unwrap_or(i64::MAX)],
            )
            .await?;
        if confirmed > 0 {
            self.audit(by, "one-time codes on", &object(account), "").await?;
        }
        Ok(confirmed > 0)
    }

    /// Uses up the code of a half minute; no if it, or a later one, was used before.
    pub async fn use_one_time_code(&mut self, account: AccountId, step: u64) -> Result<bool> {
        let used = self
            .tx
            .run(
                "UPDATE one_time_code SET last_step = $2
                 WHERE account = $1 AND confirmed_at IS NOT NULL AND last_step < $2",
                args![account, i64::try_from(step).unwrap_or(i64::MAX)],
            )
            .await?;
        Ok(used > 0)
    }

    /// Forgets the one-time codes of an account and what is on paper.
    pub async fn drop_one_time_codes(&mut self, account: AccountId, by: &Editor) -> Result<()> {
        self.tx.run("DELETE FROM one_time_code WHERE account = $1", args![account]).await?;
        self.tx.run("DELETE FROM recovery_code WHERE account = $1", args![account]).await?;
        self.audit(by, "one-time codes off", &object(account), "").await
    }

    /// Keeps the hashes of fresh codes on paper; those before are good no more.
    pub async fn put_recovery_codes(
        &mut self,
        account: AccountId,
        hashes: &[[u8; 32]],
        by: &Editor,
    ) -> Result<()> {
        self.tx.run("DELETE FROM recovery_code WHERE account = $1", args![account]).await?;
        for hash in hashes {
            self.tx
                .run(
                    "INSERT INTO recovery_code (code_hash, account) VALUES ($1, $2)",
                    args![hash.to_vec(), account],
                )
                .await?;
        }
        self.audit(by, "recovery codes", &object(account), "").await
    }

    /// Uses up a code on paper, if the account has such a one.
    pub async fn use_recovery_code(
        &mut self,
        account: AccountId,
        hash: &[u8; 32],
        by: &Editor,
    ) -> Result<bool> {
        let used = self
            .tx
            .run(
                "DELETE FROM recovery_code WHERE account = $1 AND code_hash = $2",
                args![account, hash.to_vec()],
            )
            .await?;
        if used > 0 {
            self.audit(by, "recovery code used", &object(account), "").await?;
        }
        Ok(used > 0)
    }

    /// Keeps a new passkey. One that somebody has already is refused.
    pub async fn put_passkey(
        &mut self,
        account: AccountId,
        passkey: (&[u8], &str),
        name: &str,
        by: &Editor,
    ) -> Result<()> {
        let (credential, record) = passkey;
        let id = self.id();
        let kept = self
            .tx
            .run(
                "INSERT INTO passkey (id, credential, account, name, record, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                args![id, credential.to_vec(), account, name, record, self.now],
            )
            .await;
        match kept {
            Ok(_) => self.audit(by, "passkey added", &object(account), name).await,
            Err(error) if error.is_duplicate() => {
                Err(Error::Exists { what: "the passkey", which: name.to_owned() })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Notes that a passkey signed its owner in, and what that changed about it.
    pub async fn use_passkey(&mut self, id: i64, record: Option<&str>) -> Result<()> {
        self.tx
            .run(
                "UPDATE passkey SET used_at = $2, record = coalesce($3, record) WHERE id = $1",
                args![id, self.now, record.map(str::to_owned)],
            )
            .await?;
        Ok(())
    }

    /// Forgets a passkey of an account, and tells whether there was such a one.
    pub async fn drop_passkey(&mut self, account: AccountId, id: i64, by: &Editor) -> Result<bool> {
        let row: Option<(String,)> = self
            .tx
            .optional("SELECT name FROM passkey WHERE account = $1 AND id = $2", args![account, id])
            .await?;
        let Some((name,)) = row else { return Ok(false) };
        self.tx.run("DELETE FROM passkey WHERE id = $1", args![id]).await?;
        self.audit(by, "passkey removed", &object(account), &name).await?;
        Ok(true)
    }

    /// Forgets everything that an account has besides its password, for somebody who lost it all.
    pub async fn forget_factors(&mut self, account: AccountId, by: &Editor) -> Result<()> {
        for table in ["one_time_code", "recovery_code", "passkey"] {
            let sql = format!("DELETE FROM {table} WHERE account = $1");
            self.tx.run(&sql, args![account]).await?;
        }
        self.audit(by, "forget factors", &object(account), "").await
    }

    /// Takes an answer once: no if the same one was taken before and would still be good.
    pub async fn spend(&mut self, word: &[u8; 32], until: Timestamp) -> Result<bool> {
        self.tx.run("DELETE FROM spent WHERE until_at <= $1", args![self.now]).await?;
        let spent = self
            .tx
            .run(
                "INSERT INTO spent (word, until_at) VALUES ($1, $2) ON CONFLICT (word) DO NOTHING",
                args![word.to_vec(), until],
            )
            .await?;
        Ok(spent > 0)
    }
}

fn object(account: AccountId) -> String {
    format!("account {account}")
}
