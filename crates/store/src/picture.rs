//! The library of pictures: found, replaced, and given their files in the background.

use std::time::Duration;

use story::account::Editor;
use story::media::{Media, Rendition};
use story::{ArticleId, EditionCode, MediaId};

use crate::db::{args, row};
use crate::media::{COLUMNS, MediaRow, Renditions, THEMSELVES};
use crate::{Error, Reader, Result, Store, Write};

/// A picture as the newsroom keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What is known of it.
    pub media: Media,
    /// The picture that is shown in its place.
    pub replaced_by: Option<MediaId>,
    /// Whether files for readers are still to be made of it.
    pub working: bool,
}

/// An article that shows a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureUse {
    /// Which.
    pub article: ArticleId,
    /// In which edition.
    pub edition: EditionCode,
    /// Its headline: that which readers see, or else the draft's.
    pub headline: String,
    /// Whether readers see the picture in it.
    pub live: bool,
}

/// A picture whose files this worker makes until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureToMake {
    /// Which.
    pub media: Media,
    /// What it was when the work began.
    pub turn: i64,
    /// How often it was tried, this time counted.
    pub tries: i64,
}

row! {
    struct PictureRow {
        media: MediaRow,
        replaced_by: Option<i64>,
        recipe: String,
    }
}

/// How many pictures the library shows at once.
const PAGE: i64 = 60;

/// All words about a picture in small letters.
pub(crate) fn words(media: &Media) -> String {
    let mut words =
        vec![media.file_name.as_str(), &media.credit, &media.place, &media.rights.holder];
    words.extend(media.alt.values().chain(media.caption.values()).map(String::as_str));
    words.join("\n").to_lowercase()
}

impl Reader {
    /// A picture as the newsroom keeps it, even where another one is shown in its place.
    pub async fn picture(&self, id: MediaId) -> Result<Picture> {
        let sql = format!(
            "SELECT {COLUMNS}, m.replaced_by, m.recipe FROM {THEMSELVES}
             WHERE m.id = $1 AND m.content_type LIKE 'image/%'"
        );
        let rows: Vec<PictureRow> = self.db.all(&sql, args![id]).await?;
        let mut found = self.pictures_of(rows).await?;
        found.pop().ok_or_else(|| Error::missing("picture", id))
    }

    /// Pictures of the library, newest first: those whose words have this in them, and that came before that one.
    pub async fn pictures(&self, words: &str, before: Option<MediaId>) -> Result<Vec<Picture>> {
        let sql = format!(
            "SELECT {COLUMNS}, m.replaced_by, m.recipe FROM {THEMSELVES}
             WHERE m.content_type LIKE 'image/%' AND m.id < $1 AND m.words LIKE $2 ESCAPE '\\'
             ORDER BY m.id DESC LIMIT $3"
        );
        let before = before.map_or(i64::MAX, MediaId::number);
        let mut pattern = "%".to_owned();
        for letter in words.trim().to_lowercase().chars() {
            if matches!(letter, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(letter);
        }
        pattern.push('%');
        let rows: Vec<PictureRow> = self.db.walk(&sql, args![before, pattern, PAGE]).await?;
        self.pictures_of(rows).await
    }

    /// How many pictures [`Reader::pictures`] gives at most.
    pub const PICTURES: usize = PAGE as usize;

    async fn pictures_of(&self, rows: Vec<PictureRow>) -> Result<Vec<Picture>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.media.id().number()).collect();
        let renditions: Renditions = self.renditions(&ids).await?;
        rows.into_iter()
            .map(|PictureRow { media, replaced_by, recipe }| {
                Ok(Picture {
                    media: media.media(&renditions)?,
                    replaced_by: replaced_by.map(MediaId::new),
                    working: recipe.is_empty(),
                })
            })
            .collect()
    }

    /// The articles that show a picture, also where it stands in for another: those that readers see it in first.
    pub async fn picture_uses(&self, id: MediaId) -> Result<Vec<PictureUse>> {
        let live: Vec<(i64, String, String)> = self
            .db
            .all(
                "SELECT DISTINCT a.id, a.edition, a.headline FROM mention n JOIN article a ON a.id = n.article
                 WHERE n.kind = 'media'
                     AND (n.target = $1 OR n.target IN (SELECT o.id FROM media o WHERE o.replaced_by = $1))
                 ORDER BY a.id DESC",
                args![id],
            )
            .await?;
        let replaced: Vec<(i64,)> = self
            .db
            .all("SELECT id FROM media WHERE replaced_by = $1 ORDER BY id", args![id])
            .await?;
        let mut uses: Vec<PictureUse> = Vec::new();
        for (article, edition, headline) in live {
            uses.push(use_of(article, &edition, headline, true)?);
        }
        // Newest texts that readers do not have yet are read through: there are few of them at any time.
        for shown in std::iter::once(id.number()).chain(replaced.into_iter().map(|(id,)| id)) {
            let drafts: Vec<(i64, String, String)> = self
                .db
                .walk(
                    "SELECT a.id, a.edition, a.draft_headline FROM article a
                     JOIN revision r ON r.article = a.id AND r.number = a.draft
                     WHERE (a.live IS NULL OR a.live <> a.draft) AND r.document LIKE $1
                     ORDER BY a.id DESC",
                    args![format!("%\"{}\"%", MediaId::new(shown))],
                )
                .await?;
            for (article, edition, headline) in drafts {
                if uses.iter().all(|known| known.article.number() != article) {
                    uses.push(use_of(article, &edition, headline, false)?);
                }
            }
        }
        Ok(uses)
    }
}

fn use_of(article: i64, edition: &str, headline: String, live: bool) -> Result<PictureUse> {
    let edition = crate::edition::code(edition)?;
    Ok(PictureUse { article: ArticleId::new(article), edition, headline, live })
}

impl Write<'_> {
    /// Shows another picture wherever this one stands, or this one itself again.
    pub async fn replace_media(
        &mut self,
        id: MediaId,
        by: Option<MediaId>,
        editor: &Editor,
    ) -> Result<()> {
        self.tx.run("UPDATE media SET replaced_by = $2 WHERE id = $1", args![id, by]).await?;
        if let Some(by) = by {
            // What this one stood in for, the other now does.
            self.tx
                .run("UPDATE media SET replaced_by = $2 WHERE replaced_by = $1", args![id, by])
                .await?;
            self.media_changed(by).await?;
        } else {
            self.media_changed(id).await?;
        }
        let detail =
            by.map_or_else(|| "shown itself again".to_owned(), |by| format!("by picture {by}"));
        self.audit(editor, "replace", &format!("picture {id}"), &detail).await
    }
}

impl Store {
    /// Has the files of all photos made anew that were made by another recipe. Tells how many there are.
    pub async fn remake_pictures(&self, recipe: &str) -> Result<u64> {
        let mut write = self.write().await?;
        let count = write
            .tx
            .run(
                "UPDATE media SET recipe = '', makings = 0, making_until = 0
                 WHERE recipe <> $1 AND recipe <> 'none' AND recipe <> ''",
                args![recipe],
            )
            .await?;
        // Those that were given up are tried again with a new start.
        write
            .tx
            .run("UPDATE media SET makings = 0 WHERE recipe = '' AND makings > 0", args![])
            .await?;
        write.commit().await?;
        Ok(count)
    }

    /// Takes a photo whose files are to be made, so that no other worker takes it before the lease ends: first those
    /// that readers cannot see at all, then the newest.
    pub async fn lease_picture(&self, lease: Duration) -> Result<Option<PictureToMake>> {
        let now = self.clock().now();
        let until = now.checked_add(lease).unwrap_or(now);
        let mut tx = self.db.begin().await?;
        // Two nodes must not choose the same row; SQLite has one writer and no such words.
        let skip_locked = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let sql = format!(
            "UPDATE media SET making_until = $2, makings = makings + 1 WHERE id = (
                 SELECT m.id FROM media m WHERE m.recipe = '' AND m.making_until <= $1
                 ORDER BY EXISTS (SELECT 1 FROM rendition r WHERE r.media = m.id), m.id DESC LIMIT 1 {skip_locked}
             ) RETURNING id, turn, makings"
        );
        let row: Option<(i64, i64, i64)> = tx.optional(&sql, args![now, until]).await?;
        tx.commit().await?;
        let Some((id, turn, tries)) = row else { return Ok(None) };
        let Picture { media, .. } = self.picture(MediaId::new(id)).await?;
        Ok(Some(PictureToMake { media, turn, tries }))
    }

    /// Whether a photo waits for its files to be made: a quick question, asked often.
    pub async fn is_picture_due(&self) -> Result<bool> {
        let row: Option<(i64,)> = self
            .db
            .optional(
                "SELECT id FROM media WHERE recipe = '' AND making_until <= $1 LIMIT 1",
                args![self.clock().now()],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Keeps files that were made of a photo. If it changed meanwhile they are shown, and made once more.
    pub async fn finish_picture(
        &self,
        picture: &PictureToMake,
        recipe: &str,
        renditions: &[Rendition],
    ) -> Result<()> {
        let PictureToMake { media, turn, tries: _ } = picture;
        let mut write = self.write().await?;
        write.put_renditions(media.id, renditions).await?;
        write
            .tx
            .run(
                "UPDATE media SET recipe = CASE WHEN turn = $2 THEN $3 ELSE '' END, making_until = 0,
                     words = CASE WHEN words = '' THEN $4 ELSE words END
                 WHERE id = $1",
                args![media.id, *turn, recipe, words(media)],
            )
            .await?;
        write.media_changed(media.id).await?;
        write.commit().await
    }
}
