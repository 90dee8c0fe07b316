//! Editions: settings kept whole, as the JSON of [`story::Edition`].

use story::account::Editor;
use story::{Change, ChangeKind, Edition, EditionCode};

use crate::db::args;
use crate::{Error, Reader, Result, Write};

pub(crate) fn code(text: &str) -> Result<EditionCode> {
    EditionCode::parse(text).map_err(|error| Error::unreadable("edition", error))
}

impl Reader {
    /// All editions, in their order.
    pub async fn editions(&self) -> Result<Vec<Edition>> {
        let rows: Vec<(String,)> =
            self.db.all("SELECT settings FROM edition ORDER BY position, code", args![]).await?;
        rows.iter()
            .map(|(settings,)| {
                serde_json::from_str(settings).map_err(|error| Error::unreadable("edition", error))
            })
            .collect()
    }
}

impl Write<'_> {
    /// Keeps an edition's settings; a new edition comes last.
    pub async fn put_edition(&mut self, edition: &Edition, by: &Editor) -> Result<()> {
        let settings =
            serde_json::to_string(edition).map_err(|error| Error::unreadable("edition", error))?;
        if edition.default {
            self.end_other_defaults(edition).await?;
        }
        self.tx
            .run(
                "INSERT INTO edition (code, position, settings)
                 VALUES ($1, (SELECT coalesce(max(position), 0) + 1 FROM edition), $2)
                 ON CONFLICT (code) DO UPDATE SET settings = excluded.settings",
                args![&edition.code, settings],
            )
            .await?;
        self.audit(by, "edition", &format!("edition {}", edition.code), "").await?;
        self.change(&Change::of_edition(ChangeKind::EditionChanged, edition.code.clone())).await
    }

    async fn end_other_defaults(&mut self, edition: &Edition) -> Result<()> {
        let rows: Vec<(String,)> = self
            .tx
            .all("SELECT settings FROM edition WHERE code <> $1", args![&edition.code])
            .await?;
        for (settings,) in rows {
            let mut other: Edition = serde_json::from_str(&settings)
                .map_err(|error| Error::unreadable("edition", error))?;
            if !other.default {
                continue;
            }
            other.default = false;
            let settings = serde_json::to_string(&other)
                .map_err(|error| Error::unreadable("edition", error))?;
            self.tx
                .run(
                    "UPDATE edition SET settings = $2 WHERE code = $1",
                    args![&other.code, settings],
                )
                .await?;
        }
        Ok(())
    }
}
