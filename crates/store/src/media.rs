//! Pictures and other files: what is known of them. The bytes are the `media` crate's.

use std::collections::HashMap;

use story::media::{Media, Rendition, is_photo};
use story::{AccountId, ArticleId, Change, ChangeKind, MediaId, StoryId};

use crate::db::{args, placeholders, row};
use crate::revision::{moment, optional_moment};
use crate::topic::{names, names_json};
use crate::{Error, Reader, Result, Write};

row! {
    pub(crate) struct MediaRow {
        id: i64,
        source: i64,
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
        taken_at: Option<i64>,
        place: String,
        focal: String,
        created_at: i64,
        by_account: Option<i64>,
    }
}

/// What is known of picture `m`, all but its id from `f`.
pub(crate) const COLUMNS: &str = "m.id, f.id, f.hash, f.file_name, f.content_type, f.bytes, f.width, f.height, f.credit, f.alt, f.caption, f.rights, f.taken_at, f.place, f.focal, f.created_at, f.by_account";

/// Pictures as they are shown: where one is replaced, as the one in its place.
const SHOWN: &str = "media m JOIN media f ON f.id = coalesce(m.replaced_by, m.id)";

/// Pictures as they are.
pub(crate) const THEMSELVES: &str = "media m JOIN media f ON f.id = m.id";

/// Whether readers may see picture `m` now, or one that it replaces: a live article shows it, or an advertisement of a
/// campaign that runs at the moment `now`, which is the name of a value.
fn on_a_page(now: &str) -> String {
    let of_it = |column: &str| {
        format!(
            "({column} = m.id OR {column} IN (SELECT o.id FROM media o WHERE o.replaced_by = m.id))"
        )
    };
    format!(
        "(m.replaced_by IS NULL AND (
             EXISTS (SELECT 1 FROM mention n WHERE n.kind = 'media' AND {})
             OR EXISTS (
                 SELECT 1 FROM creative v JOIN campaign c ON c.id = v.campaign
                 WHERE v.removed_at IS NULL AND c.state = 'running' AND c.from_at <= {now} AND c.until_at > {now}
                     AND v.media IS NOT NULL AND {}
             )
         ))",
        of_it("n.target"),
        of_it("v.media")
    )
}

impl MediaRow {
    pub(crate) fn id(&self) -> MediaId {
        MediaId::new(self.id)
    }

    pub(crate) fn media(self, renditions: &Renditions) -> Result<Media> {
        let MediaRow {
            id,
            source,
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
            taken_at,
            place,
            focal,
            created_at,
            by_account,
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
            taken_at: optional_moment(taken_at),
            place,
            focal: serde_json::from_str(&focal)
                .map_err(|error| Error::unreadable("a focal point", error))?,
            created_at: moment(created_at),
            by: by_account.map(AccountId::new),
            renditions: renditions.get(&source).cloned().unwrap_or_default(),
            stands_in: source != id,
        })
    }
}

/// The newest sets by their pictures.
pub(crate) type Renditions = HashMap<i64, Vec<Rendition>>;

row! {
    pub(crate) struct RenditionRow {
        media: i64,
        set_name: String,
        name: String,
        content_type: String,
        width: i64,
        height: i64,
        bytes: i64,
        hash: String,
    }
}

pub(crate) const RENDITION: &str =
    "r.media, r.set_name, r.name, r.content_type, r.width, r.height, r.bytes, r.hash";

impl RenditionRow {
    pub(crate) fn rendition(self) -> (i64, Rendition) {
        let RenditionRow { media, set_name, name, content_type, width, height, bytes, hash } = self;
        let rendition = Rendition {
            set: set_name,
            name,
            content_type,
            width: u32::try_from(width).unwrap_or_default(),
            height: u32::try_from(height).unwrap_or_default(),
            bytes: u64::try_from(bytes).unwrap_or_default(),
            hash,
        };
        (media, rendition)
    }
}

impl Reader {
    /// These pictures as they are shown, in no order; those that do not exist are left out. One that is replaced has
    /// its own id and everything else of the one in its place.
    pub async fn media(&self, ids: &[MediaId]) -> Result<Vec<Media>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql =
            format!("SELECT {COLUMNS} FROM {SHOWN} WHERE m.id IN ({})", placeholders(1, ids.len()));
        self.whole(&sql, ids.iter().map(|id| (*id).into()).collect()).await
    }

    /// The pictures made of these bytes: one file may be several pictures with their own captions and rights.
    pub async fn media_with_hash(&self, hash: &str) -> Result<Vec<Media>> {
        let sql = format!("SELECT {COLUMNS} FROM {THEMSELVES} WHERE m.hash = $1 ORDER BY m.id");
        self.whole(&sql, args![hash]).await
    }

    /// The pictures made of these bytes that a live article or an advertisement shows. Of a photo readers get only
    /// renditions.
    pub async fn public_media(&self, hash: &str) -> Result<Vec<Media>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM {THEMSELVES} WHERE m.hash = $1 AND {} ORDER BY m.id",
            on_a_page("$2")
        );
        self.whole(&sql, args![hash, self.clock().now()]).await
    }

    /// A file made for readers, by its set and its name there, with the pictures on live pages that it was made of.
    pub async fn public_rendition(
        &self,
        set: &str,
        name: &str,
    ) -> Result<Option<(Rendition, Vec<Media>)>> {
        let sql =
            format!("SELECT {RENDITION} FROM rendition r WHERE r.set_name = $1 AND r.name = $2");
        let rows: Vec<RenditionRow> = self.db.all(&sql, args![set, name]).await?;
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        let sql = format!(
            "SELECT {COLUMNS} FROM {THEMSELVES} WHERE {} AND m.id IN (
                 SELECT r.media FROM rendition r WHERE r.set_name = $1 AND r.name = $2
             ) ORDER BY m.id",
            on_a_page("$3")
        );
        let now = self.clock().now();
        let media: Vec<MediaRow> = self.db.all(&sql, args![set, name, now]).await?;
        let media =
            media.into_iter().map(|row| row.media(&Renditions::new())).collect::<Result<_>>()?;
        Ok(Some((row.rendition().1, media)))
    }

    /// A file made of a photo, by its set and its name there, whoever shows the photo: for previews.
    pub async fn rendition_at(&self, set: &str, name: &str) -> Result<Option<Rendition>> {
        let sql =
            format!("SELECT {RENDITION} FROM rendition r WHERE r.set_name = $1 AND r.name = $2");
        let rows: Vec<RenditionRow> = self.db.all(&sql, args![set, name]).await?;
        Ok(rows.into_iter().next().map(|row| row.rendition().1))
    }

    /// Every picture by id as it is, for checks.
    pub async fn all_media(&self, after: Option<MediaId>, limit: i64) -> Result<Vec<Media>> {
        let sql =
            format!("SELECT {COLUMNS} FROM {THEMSELVES} WHERE m.id > $1 ORDER BY m.id LIMIT $2");
        self.whole(&sql, args![after.map_or(0, MediaId::number), limit]).await
    }

    /// Every file made of a picture, retired ones too, with the picture's id: for checks.
    pub async fn all_renditions(&self) -> Result<Vec<(MediaId, String)>> {
        let rows: Vec<(i64, String)> =
            self.db.walk("SELECT media, hash FROM rendition ORDER BY media, hash", args![]).await?;
        Ok(rows.into_iter().map(|(id, hash)| (MediaId::new(id), hash)).collect())
    }

    async fn whole(&self, sql: &str, values: Vec<crate::db::Value>) -> Result<Vec<Media>> {
        let rows: Vec<MediaRow> = self.db.all(sql, values).await?;
        let sources: Vec<i64> = rows.iter().map(|row| row.source).collect();
        let renditions = self.renditions(&sources).await?;
        rows.into_iter().map(|row| row.media(&renditions)).collect()
    }

    /// The newest sets of these pictures, each in the order of its names.
    pub(crate) async fn renditions(&self, media: &[i64]) -> Result<Renditions> {
        let mut found = Renditions::new();
        if media.is_empty() {
            return Ok(found);
        }
        let sql = format!(
            "SELECT {RENDITION} FROM rendition r WHERE r.media IN ({}) AND r.retired_at IS NULL
             ORDER BY r.content_type, r.width, r.name",
            placeholders(1, media.len())
        );
        let rows: Vec<RenditionRow> =
            self.db.all(&sql, media.iter().map(|id| (*id).into()).collect()).await?;
        for (media, rendition) in rows.into_iter().map(RenditionRow::rendition) {
            found.entry(media).or_default().push(rendition);
        }
        Ok(found)
    }
}

impl Write<'_> {
    /// Keeps what is known of a picture. Of a new one its first renditions are kept too; if what stands in the
    /// renditions of a known one changes, they are to be made anew.
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
            taken_at,
            place,
            focal,
            created_at,
            by,
            renditions,
            stands_in: _,
        } = media;
        let known: Option<(String, String, String)> = self
            .tx
            .optional("SELECT credit, rights, focal FROM media WHERE id = $1", args![*id])
            .await?;
        let stamped =
            |rights: &story::media::Rights| (rights.holder.clone(), rights.licence.clone());
        let same_files = known.as_ref().is_some_and(|(old_credit, old_rights, old_focal)| {
            let old_rights = serde_json::from_str(old_rights).map(|rights| stamped(&rights));
            old_credit == credit
                && old_rights.is_ok_and(|old| old == stamped(rights))
                && serde_json::from_str(old_focal)
                    .is_ok_and(|old: story::media::Focal| old == *focal)
        });
        let rights =
            serde_json::to_string(rights).map_err(|error| Error::unreadable("rights", error))?;
        let focal = serde_json::to_string(focal)
            .map_err(|error| Error::unreadable("a focal point", error))?;
        self.tx
            .run(
                "INSERT INTO media (id, hash, file_name, content_type, bytes, width, height, credit, alt, caption,
                     rights, created_at, taken_at, place, focal, by_account, words, recipe)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
                 ON CONFLICT (id) DO UPDATE SET file_name = excluded.file_name, credit = excluded.credit,
                     alt = excluded.alt, caption = excluded.caption, rights = excluded.rights,
                     taken_at = excluded.taken_at, place = excluded.place, focal = excluded.focal,
                     words = excluded.words",
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
                    *taken_at,
                    place,
                    focal,
                    *by,
                    crate::picture::words(media),
                    if is_photo(content_type) { "" } else { "none" },
                ],
            )
            .await?;
        if known.is_none() {
            // It is on no page yet.
            return self.put_renditions(*id, renditions).await;
        }
        if !same_files && is_photo(content_type) {
            self.tx
                .run(
                    "UPDATE media SET recipe = '', turn = turn + 1, makings = 0 WHERE id = $1",
                    args![*id],
                )
                .await?;
        }
        self.media_changed(*id).await
    }

    /// Keeps files made of a picture; those of another set are retired.
    pub(crate) async fn put_renditions(
        &mut self,
        media: MediaId,
        renditions: &[Rendition],
    ) -> Result<()> {
        let Some(first) = renditions.first() else { return Ok(()) };
        self.tx
            .run(
                "UPDATE rendition SET retired_at = $3 WHERE media = $1 AND set_name <> $2 AND retired_at IS NULL",
                args![media, &first.set, self.now],
            )
            .await?;
        for Rendition { set, name, content_type, width, height, bytes, hash } in renditions {
            self.tx
                .run(
                    "INSERT INTO rendition (media, set_name, name, content_type, width, height, bytes, hash)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                     ON CONFLICT (media, set_name, name) DO UPDATE SET retired_at = NULL",
                    args![
                        media,
                        set,
                        name,
                        content_type,
                        i64::from(*width),
                        i64::from(*height),
                        i64::try_from(*bytes).unwrap_or(i64::MAX),
                        hash,
                    ],
                )
                .await?;
        }
        Ok(())
    }

    /// Tells those who follow that the pages which show a picture are other ones. If none does, nobody is told.
    pub(crate) async fn media_changed(&mut self, id: MediaId) -> Result<()> {
        self.advertised_picture_changed(id).await?;
        // Beyond this, naming every page is no cheaper than making all of them anew.
        const MANY: usize = 200;
        let articles: Vec<(i64, String, i64)> = self
            .tx
            .all(
                "SELECT DISTINCT a.id, a.edition, a.story FROM mention n JOIN article a ON a.id = n.article
                 WHERE n.kind = 'media'
                     AND (n.target = $1 OR n.target IN (SELECT o.id FROM media o WHERE o.replaced_by = $1))
                 ORDER BY a.id LIMIT 201",
                args![id],
            )
            .await?;
        if articles.len() > MANY {
            return self.change(&Change::everywhere(ChangeKind::MediaChanged)).await;
        }
        for (article, edition, story) in articles {
            let change = Change {
                kind: ChangeKind::MediaChanged,
                edition: Some(crate::edition::code(&edition)?),
                story: Some(StoryId::new(story)),
                article: Some(ArticleId::new(article)),
                revision: None,
                item: None,
            };
            self.change(&change).await?;
        }
        Ok(())
    }
}
