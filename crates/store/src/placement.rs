//! Lists that editors arrange.

use story::account::Editor;
use story::placement::{List, Placement};
use story::{Change, ChangeKind, EditionCode};

use crate::db::args;
use crate::list::{COLUMNS, ListedRow};
use crate::{Listed, Reader, Result, Write};

impl Reader {
    /// The live articles of a list at this moment, in the editors' order.
    pub async fn placed(&self, edition: &EditionCode, list: &List) -> Result<Vec<Listed>> {
        let now = self.clock().now();
        let sql = format!(
            "SELECT {COLUMNS} FROM placement p JOIN article a ON a.id = p.article JOIN story s ON s.id = a.story
             WHERE p.edition = $1 AND p.list = $2 AND a.live IS NOT NULL
                 AND coalesce(p.from_at, 0) <= $3 AND coalesce(p.until_at, 9223372036854775807) > $3
             ORDER BY p.position, p.id"
        );
        let rows: Vec<ListedRow> = self.db.all(&sql, args![edition, list.key(), now]).await?;
        rows.into_iter().map(ListedRow::listed).collect()
    }
}

impl Write<'_> {
    /// Puts a new arrangement of a list in the place of the old one.
    pub async fn arrange(
        &mut self,
        edition: &EditionCode,
        list: &List,
        placements: &[Placement],
        by: &Editor,
    ) -> Result<()> {
        self.tx
            .run(
                "DELETE FROM placement WHERE edition = $1 AND list = $2",
                args![edition, list.key()],
            )
            .await?;
        for placement in placements {
            let Placement { id, edition, list, position, article, from, until } = placement;
            self.tx
                .run(
                    "INSERT INTO placement (id, edition, list, position, article, from_at, until_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    args![*id, edition, list.key(), *position, *article, *from, *until],
                )
                .await?;
        }
        let what = format!("{} of {edition}", list.key());
        self.audit(by, "arrange", &what, &format!("{} articles", placements.len())).await?;
        self.change(&Change::of_edition(ChangeKind::Placed, edition.clone())).await
    }
}
