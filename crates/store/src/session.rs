//! Sessions: a random token with the browser, its hash here.

use story::account::Account;
use story::{AccountId, Timestamp};

use crate::db::args;
use crate::{Reader, Result, Store};

impl Reader {
    /// The account that a token signs in, if the session and the account are good.
    pub async fn session(&self, token: &str) -> Result<Option<Account>> {
        let row: Option<(i64,)> = self
            .db
            .optional(
                "SELECT account FROM session WHERE token_hash = $1 AND expires_at > $2",
                args![hash(token), self.clock().now()],
            )
            .await?;
        let Some((account,)) = row else { return Ok(None) };
        Ok(self
            .account(AccountId::new(account))
            .await?
            .filter(|account| account.disabled_at.is_none()))
    }
}

impl Store {
    /// Begins a session and gives its token: 256 random bits in hexadecimal.
    pub async fn begin_session(&self, account: AccountId, expires_at: Timestamp) -> Result<String> {
        let token = blake3::Hash::from_bytes(crate::clock::random()?).to_hex().to_string();
        let mut write = self.write().await?;
        let now = write.now;
        write
            .tx
            .run(
                "INSERT INTO session (token_hash, account, created_at, expires_at) VALUES ($1, $2, $3, $4)",
                args![hash(&token), account, now, expires_at],
            )
            .await?;
        write.tx.run("DELETE FROM session WHERE expires_at <= $1", args![now]).await?;
        write.commit().await?;
        Ok(token)
    }

    /// Ends a session.
    pub async fn end_session(&self, token: &str) -> Result<()> {
        let mut write = self.write().await?;
        write.tx.run("DELETE FROM session WHERE token_hash = $1", args![hash(token)]).await?;
        write.commit().await
    }
}

fn hash(token: &str) -> Vec<u8> {
    blake3::hash(token.as_bytes()).as_bytes().to_vec()
}
