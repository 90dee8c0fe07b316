//! Links that show what is not public yet: a random token with whoever has the link, its hash here.

use story::Timestamp;

use crate::db::args;
use crate::{Reader, Result, Store};

impl Reader {
    /// What a preview shows, as [`Store::begin_preview`] was told; nothing once its time is over.
    pub async fn preview(&self, token: &str) -> Result<Option<String>> {
        let row: Option<(String,)> = self
            .db
            .optional(
                "SELECT subject FROM preview WHERE token_hash = $1 AND expires_at > $2",
                args![hash(token), self.clock().now()],
            )
            .await?;
        Ok(row.map(|(subject,)| subject))
    }
}

impl Store {
    /// Makes a link's token for something: 256 random bits in hexadecimal. Those that ended are cleared away.
    pub async fn begin_preview(&self, subject: &str, expires_at: Timestamp) -> Result<String> {
        let token = blake3::Hash::from_bytes(crate::clock::random()?).to_hex().to_string();
        let mut write = self.write().await?;
        let now = write.now;
        write
            .tx
            .run(
                "INSERT INTO preview (token_hash, subject, expires_at) VALUES ($1, $2, $3)",
                args![hash(&token), subject, expires_at],
            )
            .await?;
        write.tx.run("DELETE FROM preview WHERE expires_at <= $1", args![now]).await?;
        write.commit().await?;
        Ok(token)
    }
}

fn hash(token: &str) -> Vec<u8> {
    blake3::hash(token.as_bytes()).as_bytes().to_vec()
}
