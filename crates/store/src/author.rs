//! Authors.

use story::author::{Author, AuthorKind};
use story::{AuthorId, Change, ChangeKind, Slug};

use crate::db::{args, placeholders};
use crate::topic::{names, names_json};
use crate::{Error, Reader, Result, Write};

type AuthorRow = (i64, String, String, String, String, String);

fn author((id, slug, kind, name, title, bio): AuthorRow) -> Result<Author> {
    Ok(Author {
        id: AuthorId::new(id),
        slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
        kind: AuthorKind::parse(&kind).ok_or_else(|| Error::unreadable("kind of author", &kind))?,
        names: names(&name)?,
        titles: names(&title)?,
        bios: names(&bio)?,
    })
}

impl Reader {
    /// Everybody who signs, by address.
    pub async fn all_authors(&self) -> Result<Vec<Author>> {
        let sql = "SELECT id, slug, kind, names, titles, bios FROM author ORDER BY slug";
        let rows: Vec<AuthorRow> = self.db.all(sql, args![]).await?;
        rows.into_iter().map(author).collect()
    }

    /// The author at an address.
    pub async fn author_at(&self, slug: &str) -> Result<Option<Author>> {
        let row: Option<AuthorRow> = self
            .db
            .optional(
                "SELECT id, slug, kind, names, titles, bios FROM author WHERE slug = $1",
                args![slug],
            )
            .await?;
        row.map(author).transpose()
    }

    /// These authors, in no order.
    pub async fn authors(&self, ids: &[AuthorId]) -> Result<Vec<Author>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT id, slug, kind, names, titles, bios FROM author WHERE id IN ({})",
            placeholders(1, ids.len())
        );
        let rows: Vec<AuthorRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        rows.into_iter().map(author).collect()
    }
}

impl Write<'_> {
    /// Keeps an author. One who is there already, by slug, keeps the id, which is the one returned.
    pub async fn put_author(&mut self, author: &Author) -> Result<AuthorId> {
        let Author { id, slug, kind, names, titles, bios } = author;
        // A new author is on no page yet.
        let before: Option<AuthorRow> = self
            .tx
            .optional(
                "SELECT id, slug, kind, names, titles, bios FROM author WHERE slug = $1",
                args![slug],
            )
            .await?;
        let before = before.map(self::author).transpose()?;
        let row: Option<(i64,)> = self
            .tx
            .optional(
                "INSERT INTO author (id, slug, kind, names, titles, bios) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (slug) DO UPDATE SET kind = excluded.kind, names = excluded.names,
                     titles = excluded.titles, bios = excluded.bios
                 RETURNING id",
                args![*id, slug, kind.as_str(), names_json(names)?, names_json(titles)?, names_json(bios)?],
            )
            .await?;
        let same = |before: &Author| {
            (before.kind, &before.names, &before.titles, &before.bios)
                == (*kind, names, titles, bios)
        };
        if before.is_some_and(|before| !same(&before)) {
            self.change(&Change::everywhere(ChangeKind::NamesChanged)).await?;
        }
        let (id,) = row.ok_or_else(|| Error::missing("author", slug))?;
        Ok(AuthorId::new(id))
    }
}
