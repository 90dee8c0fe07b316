//! Sections.

use story::section::Section;
use story::{Change, ChangeKind, EditionCode, SectionId, Slug};

use crate::db::args;
use crate::{DatabaseError, Error, Reader, Result, Write};

type SectionRow = (i64, String, String, String, String, Option<i64>, Option<i64>);

const COLUMNS: &str = "id, edition, key, slug, name, position, parent";

fn section((id, edition, key, slug, name, position, parent): SectionRow) -> Result<Section> {
    Ok(Section {
        id: SectionId::new(id),
        edition: crate::edition::code(&edition)?,
        key,
        slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
        name,
        position,
        parent: parent.map(SectionId::new),
    })
}

impl Reader {
    /// All sections of all editions: those in the row first, in its order, then the others by name.
    pub async fn sections(&self) -> Result<Vec<Section>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM section ORDER BY edition, coalesce(position, 1000000), name, id"
        );
        let rows: Vec<SectionRow> = self.db.all(&sql, args![]).await?;
        rows.into_iter().map(section).collect()
    }

    /// How many live articles each section of an edition lists.
    pub async fn section_sizes(&self, edition: &EditionCode) -> Result<Vec<(SectionId, i64)>> {
        let rows: Vec<(i64, i64)> = self
            .db
            .walk(
                "SELECT section, count(*) FROM article
                 WHERE edition = $1 AND section IS NOT NULL AND live IS NOT NULL AND listed
                 GROUP BY section ORDER BY count(*) DESC, section",
                args![edition],
            )
            .await?;
        Ok(rows.into_iter().map(|(section, count)| (SectionId::new(section), count)).collect())
    }
}

impl Write<'_> {
    /// Keeps a section. The twin of a key in the same edition keeps its id, which is the one returned.
    pub async fn put_section(&mut self, section: &Section) -> Result<SectionId> {
        let Section { id, edition, key, slug, name, position, parent } = section;
        let row: std::result::Result<Option<(i64,)>, DatabaseError> = self
            .tx
            .optional(
                "INSERT INTO section (id, edition, key, slug, name, position, parent)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (edition, key) DO UPDATE SET slug = excluded.slug, name = excluded.name,
                     position = excluded.position, parent = excluded.parent
                 RETURNING id",
                args![*id, edition, key, slug, name, *position, *parent],
            )
            .await;
        let row = row.map_err(|error| {
            if error.is_duplicate() {
                Error::Exists {
                    what: "a section with the address",
                    which: format!("{edition}/{slug}"),
                }
            } else {
                error.into()
            }
        })?;
        self.change(&Change::of_edition(ChangeKind::EditionChanged, edition.clone())).await?;
        let (id,) = row.ok_or_else(|| Error::missing("section", key))?;
        Ok(SectionId::new(id))
    }
}
