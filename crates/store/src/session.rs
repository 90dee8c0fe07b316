//! Sessions: a random token with the browser, its hash here.

use story::account::Account;
use story::{AccountId, Timestamp};

use crate::account::{AccountRow, COLUMNS_OF_ACCOUNT};
use crate::db::{args, row};
use crate::revision::{moment, optional_moment};
use crate::{Reader, Result, Store, Write};

/// Somebody who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Whose session it is.
    pub account: Account,
    /// When it was last used, to some minutes.
    pub seen_at: Option<Timestamp>,
    /// Whether the account has one-time codes or a passkey.
    pub second_factor: bool,
}

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// What it was begun on: `Firefox on Linux`.
    pub device: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, to some minutes.
    pub seen_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

row! {
    struct SignedInRow {
        seen_at: Option<i64>,
        codes: i64,
        passkeys: i64,
        account: AccountRow,
    }
}

row! {
    struct SessionRow {
        id: i64,
        device: Option<String>,
        created_at: i64,
        seen_at: i64,
        token_hash: Vec<u8>,
    }
}

impl Reader {
    /// Whom a token signs in, if the session and the account are good.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>> {
        let sql = format!(
            "SELECT session.seen_at,
                 (SELECT count(*) FROM one_time_code AS code
                  WHERE code.account = account.id AND code.confirmed_at IS NOT NULL),
                 (SELECT count(*) FROM passkey WHERE passkey.account = account.id),
                 {COLUMNS_OF_ACCOUNT}
             FROM session JOIN account ON account.id = session.account
             WHERE session.token_hash = $1 AND session.expires_at > $2 AND account.disabled_at IS NULL"
        );
        let row: Option<SignedInRow> =
            self.db.optional(&sql, args![hash(token), self.clock().now()]).await?;
        row.map(|row| {
            let SignedInRow { seen_at, codes, passkeys, account } = row;
            Ok(SignedIn {
                account: account.account()?.0,
                seen_at: optional_moment(seen_at),
                second_factor: codes + passkeys > 0,
            })
        })
        .transpose()
    }

    /// The sessions of an account, the last used first. `token` is the one that asks.
    pub async fn sessions(&self, account: AccountId, token: &str) -> Result<Vec<Session>> {
        let rows: Vec<SessionRow> = self
            .db
            .all(
                "SELECT id, device, created_at, coalesce(seen_at, created_at) AS seen, token_hash FROM session
                 WHERE account = $1 AND expires_at > $2 AND id IS NOT NULL ORDER BY seen DESC, id DESC",
                args![account, self.clock().now()],
            )
            .await?;
        let own = hash(token);
        let session = |row| {
            let SessionRow { id, device, created_at, seen_at, token_hash } = row;
            Session {
                id,
                device: device.unwrap_or_default(),
                created_at: moment(created_at),
                seen_at: moment(seen_at),
                current: token_hash == own,
            }
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// When each account was last seen, as far as sessions tell that are still good.
    pub async fn last_seen(&self) -> Result<Vec<(AccountId, Timestamp)>> {
        let rows: Vec<(i64, i64)> = self
            .db
            .all(
                "SELECT account, max(coalesce(seen_at, created_at)) FROM session WHERE expires_at > $1 GROUP BY account",
                args![self.clock().now()],
            )
            .await?;
        Ok(rows.into_iter().map(|(account, at)| (AccountId::new(account), moment(at))).collect())
    }
}

impl Store {
    /// Begins a session somewhere and gives its token: 256 random bits in hexadecimal.
    pub async fn begin_session(&self, account: AccountId, expires_at: Timestamp) -> Result<String> {
        let mut write = self.write().await?;
        let token = write.begin_session(account, expires_at, "").await?;
        write.commit().await?;
        Ok(token)
    }

    /// Notes that a session is used, unless that was noted after this moment.
    pub async fn see_session(&self, token: &str, unless_after: Timestamp) -> Result<()> {
        let mut tx = self.db.begin().await?;
        // A number for a session that an older Masthead began, too.
        tx.run(
            "UPDATE session SET seen_at = $2, id = coalesce(id, $4)
             WHERE token_hash = $1 AND (seen_at IS NULL OR seen_at <= $3)",
            args![hash(token), self.clock().now(), unless_after, self.id()],
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends a session.
    pub async fn end_session(&self, token: &str) -> Result<()> {
        let mut write = self.write().await?;
        write.tx.run("DELETE FROM session WHERE token_hash = $1", args![hash(token)]).await?;
        write.commit().await
    }
}

impl Write<'_> {
    /// Begins a session on a device and gives its token.
    pub async fn begin_session(
        &mut self,
        account: AccountId,
        expires_at: Timestamp,
        device: &str,
    ) -> Result<String> {
        let token = fresh_token()?;
        let (id, now) = (self.id(), self.now);
        self.tx
            .run(
                "INSERT INTO session (token_hash, account, created_at, expires_at, id, device, seen_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $3)",
                args![hash(&token), account, now, expires_at, id, device],
            )
            .await?;
        self.tx.run("DELETE FROM session WHERE expires_at <= $1", args![now]).await?;
        Ok(token)
    }

    /// Ends one session of an account, and tells whether there was such a one.
    pub async fn end_session_of(&mut self, account: AccountId, session: i64) -> Result<bool> {
        let ended = self
            .tx
            .run("DELETE FROM session WHERE account = $1 AND id = $2", args![account, session])
            .await?;
        Ok(ended > 0)
    }

    /// Ends all sessions of an account but the one with this token, and tells how many those were.
    pub async fn end_other_sessions(&mut self, account: AccountId, token: &str) -> Result<u64> {
        Ok(self
            .tx
            .run(
                "DELETE FROM session WHERE account = $1 AND token_hash <> $2",
                args![account, hash(token)],
            )
            .await?)
    }

    /// Ends all sessions of an account.
    pub async fn end_sessions(&mut self, account: AccountId) -> Result<()> {
        self.tx.run("DELETE FROM session WHERE account = $1", args![account]).await?;
        Ok(())
    }
}

/// 256 random bits in hexadecimal.
pub(crate) fn fresh_token() -> Result<String> {
    Ok(blake3::Hash::from_bytes(crate::clock::random()?).to_hex().to_string())
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    blake3::hash(token.as_bytes()).as_bytes().to_vec()
}
