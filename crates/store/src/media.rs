//! Pictures and other files: what is known of them. The bytes are the `media` crate's.

use story::media::Media;
use story::{Change, ChangeKind, MediaId};

use crate::db::{args, placeholders, row};
use crate::revision::moment;
use crate::topic::{names, names_json};
use crate::{Error, Reader, Result, Write};

row! {
    struct MediaRow {
        id: i64,
        hash: String,
        file_name: String,
        content_type: String,
        bytes: i64,
        width: Option<i64>,
        height: Option<i64>,
        credit: String,
        alt: String,
        caption: String,
        rights: String,
        created_at: i64,
    }
}

const COLUMNS: &str = "id, hash, file_name, content_type, bytes, width, height, credit, alt, caption, rights, created_at";

impl MediaRow {
    fn media(self) -> Result<Media> {
        let MediaRow {
            id,
            hash,
            file_name,
            content_type,
            bytes,
            width,
            height,
            credit,
            alt,
            caption,
            rights,
            created_at,
        } = self;
        Ok(Media {
            id: MediaId::new(id),
            hash,
            file_name,
            content_type,
            bytes: u64::try_from(bytes).unwrap_or_default(),
            width: width.and_then(|width| u32::try_from(width).ok()),
            height: height.and_then(|height| u32::try_from(height).ok()),
            credit,
            alt: names(&alt)?,
            caption: names(&caption)?,
            rights: serde_json::from_str(&rights)
                .map_err(|error| Error::unreadable("rights", error))?,
            created_at: moment(created_at),
        })
    }
}

impl Reader {
    /// These pictures, in no order; those that do not exist are left out.
    pub async fn media(&self, ids: &[MediaId]) -> Result<Vec<Media>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql =
            format!("SELECT {COLUMNS} FROM media WHERE id IN ({})", placeholders(1, ids.len()));
        let rows: Vec<MediaRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        rows.into_iter().map(MediaRow::media).collect()
    }

    /// The pictures made of these bytes: one file may be several pictures with their own captions and rights.
    pub async fn media_with_hash(&self, hash: &str) -> Result<Vec<Media>> {
        let sql = format!("SELECT {COLUMNS} FROM media WHERE hash = $1 ORDER BY id");
        let rows: Vec<MediaRow> = self.db.all(&sql, args![hash]).await?;
        rows.into_iter().map(MediaRow::media).collect()
    }

    /// The pictures made of these bytes that a live article shows: what readers may fetch.
    pub async fn public_media(&self, hash: &str) -> Result<Vec<Media>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM media WHERE hash = $1 AND EXISTS (
                 SELECT 1 FROM mention m WHERE m.kind = 'media' AND m.target = media.id
             ) ORDER BY id"
        );
        let rows: Vec<MediaRow> = self.db.all(&sql, args![hash]).await?;
        rows.into_iter().map(MediaRow::media).collect()
    }

    /// Every picture by id, for checks.
    pub async fn all_media(&self, after: Option<MediaId>, limit: i64) -> Result<Vec<Media>> {
        let sql = format!("SELECT {COLUMNS} FROM media WHERE id > $1 ORDER BY id LIMIT $2");
        let rows: Vec<MediaRow> =
            self.db.all(&sql, args![after.map_or(0, MediaId::number), limit]).await?;
        rows.into_iter().map(MediaRow::media).collect()
    }
}

impl Write<'_> {
    /// Keeps what is known of a picture.
    pub async fn put_media(&mut self, media: &Media) -> Result<()> {
        let Media {
            id,
            hash,
            file_name,
            content_type,
            bytes,
            width,
            height,
            credit,
            alt,
            caption,
            rights,
            created_at,
        } = media;
        // A new picture is on no page yet.
        let known: Option<(i64,)> =
            self.tx.optional("SELECT id FROM media WHERE id = $1", args![*id]).await?;
        let rights =
            serde_json::to_string(rights).map_err(|error| Error::unreadable("rights", error))?;
        self.tx
            .run(
                "INSERT INTO media (id, hash, file_name, content_type, bytes, width, height, credit, alt, caption,
                     rights, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                 ON CONFLICT (id) DO UPDATE SET file_name = excluded.file_name, credit = excluded.credit,
                     alt = excluded.alt, caption = excluded.caption, rights = excluded.rights",
                args![
                    *id,
                    hash,
                    file_name,
                    content_type,
                    i64::try_from(*bytes).unwrap_or(i64::MAX),
                    width.map(i64::from),
                    height.map(i64::from),
                    credit,
                    names_json(alt)?,
                    names_json(caption)?,
                    rights,
                    *created_at,
                ],
            )
            .await?;
        if known.is_some() {
            self.change(&Change::everywhere(ChangeKind::MediaChanged)).await?;
        }
        Ok(())
    }
}
