//! Lists that editors arrange.

use story::account::Editor;
use story::placement::{List, Placement};
use story::{ArticleId, Change, ChangeKind, EditionCode, PlacementId, Timestamp};

use crate::db::{args, row};
use crate::list::{COLUMNS, ListedRow};
use crate::revision::{moment, optional_moment};
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

impl Reader {
    /// The moments to come at which a placement in an edition begins or ends, the next one first.
    pub async fn placements_turn(&self, edition: &EditionCode) -> Result<Vec<Timestamp>> {
        let now = self.clock().now();
        let rows: Vec<(i64,)> = self
            .db
            .all(
                "SELECT from_at FROM placement WHERE edition = $1 AND from_at > $2
                 UNION SELECT until_at FROM placement WHERE edition = $1 AND until_at > $2
                 ORDER BY 1",
                args![edition, now],
            )
            .await?;
        Ok(rows.into_iter().map(|(at,)| moment(at)).collect())
    }
}

row! {
    struct PlacementRow {
        id: i64,
        position: i64,
        article: i64,
        from_at: Option<i64>,
        until_at: Option<i64>,
    }
}

const PLACEMENTS: &str = "SELECT id, position, article, from_at, until_at FROM placement
     WHERE edition = $1 AND list = $2 ORDER BY position, id";

impl PlacementRow {
    fn placement(self, edition: &EditionCode, list: &List) -> Placement {
        let PlacementRow { id, position, article, from_at, until_at } = self;
        Placement {
            id: PlacementId::new(id),
            edition: edition.clone(),
            list: list.clone(),
            position,
            article: ArticleId::new(article),
            from: optional_moment(from_at),
            until: optional_moment(until_at),
        }
    }
}

impl Reader {
    /// Everything that stands in a list, now, later, or no longer.
    pub async fn placements(&self, edition: &EditionCode, list: &List) -> Result<Vec<Placement>> {
        let rows: Vec<PlacementRow> = self.db.all(PLACEMENTS, args![edition, list.key()]).await?;
        Ok(rows.into_iter().map(|row| row.placement(edition, list)).collect())
    }
}

impl Write<'_> {
    /// Everything that stands in a list, as this transaction sees it.
    pub async fn placements(
        &mut self,
        edition: &EditionCode,
        list: &List,
    ) -> Result<Vec<Placement>> {
        let rows: Vec<PlacementRow> = self.tx.all(PLACEMENTS, args![edition, list.key()]).await?;
        Ok(rows.into_iter().map(|row| row.placement(edition, list)).collect())
    }

    /// Puts an article at the end of a list, and leaves everything else there as it is. One that is there already
    /// stays where it is.
    pub async fn place_last(
        &mut self,
        edition: &EditionCode,
        list: &List,
        article: ArticleId,
        by: &Editor,
    ) -> Result<()> {
        let id = self.id();
        let placed = self
            .tx
            .run(
                "INSERT INTO placement (id, edition, list, position, article, from_at, until_at)
                 SELECT $1, $2, $3, coalesce(max(position), 0) + 1, $4, NULL, NULL FROM placement
                 WHERE edition = $2 AND list = $3
                 HAVING coalesce(max(CASE WHEN article = $4 THEN 1 ELSE 0 END), 0) = 0",
                args![id, edition, list.key(), article],
            )
            .await?;
        if placed == 0 {
            return Ok(());
        }
        let what = format!("{} of {edition}", list.key());
        self.audit(by, "arrange", &what, &format!("article {article} at the end")).await?;
        self.change(&Change::of_edition(ChangeKind::Placed, edition.clone())).await
    }

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
