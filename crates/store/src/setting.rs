//! Single values of the paper.

use crate::db::args;
use crate::{Reader, Result, Write};

impl Reader {
    /// A value, if it was ever set.
    pub async fn setting(&self, key: &str) -> Result<Option<String>> {
        let row: Option<(String,)> =
            self.db.optional("SELECT value FROM setting WHERE key = $1", args![key]).await?;
        Ok(row.map(|(value,)| value))
    }
}

impl Write<'_> {
    /// Sets a value.
    pub async fn set(&mut self, key: &str, value: &str) -> Result<()> {
        self.tx
            .run(
                "INSERT INTO setting (key, value) VALUES ($1, $2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                args![key, value],
            )
            .await?;
        Ok(())
    }
}
