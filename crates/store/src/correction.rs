//! Corrections.

use story::account::Editor;
use story::correction::{Correction, CorrectionKind, CorrectionState};
use story::{
    Article, ArticleId, Change, ChangeKind, CorrectionId, EditionCode, ItemId, SectionId, Slug,
    StoryId,
};

use crate::db::{args, row};
use crate::revision::{moment, number};
use crate::{Error, Reader, Result, Write};

/// A correction in the list of an edition's corrections.
#[derive(Clone, Debug)]
pub struct CorrectionRow {
    /// The correction.
    pub correction: Correction,
    /// The article's address.
    pub slug: Slug,
    /// The article's headline.
    pub headline: String,
}

row! {
    struct Stored {
        id: i64,
        story: i64,
        article: i64,
        from_revision: i64,
        to_revision: Option<i64>,
        kind: String,
        text: String,
        state: String,
        at: i64,
        claim: Option<i64>,
    }
}

const COLUMNS: &str = "c.id, c.story, c.article, c.from_revision, c.to_revision, c.kind, c.text, c.state, c.at, c.claim";

impl Stored {
    fn correction(self) -> Result<Correction> {
        let Stored { id, story, article, from_revision, to_revision, kind, text, state, at, claim } =
            self;
        Ok(Correction {
            id: CorrectionId::new(id),
            story: StoryId::new(story),
            article: ArticleId::new(article),
            from: number(from_revision),
            to: to_revision.map(number),
            kind: CorrectionKind::parse(&kind)
                .ok_or_else(|| Error::unreadable("kind of correction", &kind))?,
            text,
            state: CorrectionState::parse(&state)
                .ok_or_else(|| Error::unreadable("correction", &state))?,
            at: moment(at),
            claim: claim.map(ItemId::new),
        })
    }
}

row! {
    struct WithAddress {
        correction: Stored,
        slug: String,
        headline: String,
    }
}

impl WithAddress {
    fn row(self) -> Result<CorrectionRow> {
        let WithAddress { correction, slug, headline } = self;
        let slug = Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?;
        Ok(CorrectionRow { correction: correction.correction()?, slug, headline })
    }
}

/// A task: a correction in one edition that another has not looked at.
#[derive(Clone, Debug)]
pub struct PendingCorrection {
    /// The correction as the article that should be looked at has it.
    pub correction: Correction,
    /// That article's edition.
    pub edition: EditionCode,
    /// Its headline.
    pub headline: String,
    /// Its section.
    pub section: Option<SectionId>,
    /// The edition in which the mistake was put right.
    pub from_edition: Option<EditionCode>,
}

impl Reader {
    /// The corrections of an article, oldest first, pending ones too.
    pub async fn corrections_of(&self, article: ArticleId) -> Result<Vec<Correction>> {
        let sql =
            format!("SELECT {COLUMNS} FROM correction c WHERE c.article = $1 ORDER BY c.at, c.id");
        let rows: Vec<Stored> = self.db.all(&sql, args![article]).await?;
        rows.into_iter().map(Stored::correction).collect()
    }

    /// The published corrections of an edition's live articles, newest first.
    pub async fn corrections_in(
        &self,
        edition: &EditionCode,
        before: Option<&Correction>,
        limit: i64,
    ) -> Result<Vec<CorrectionRow>> {
        let sql = format!(
            "SELECT {COLUMNS}, a.slug, a.headline FROM correction c JOIN article a ON a.id = c.article
             WHERE c.edition = $1 AND c.state = 'published' AND a.live IS NOT NULL AND (c.at, c.id) < ($2, $3)
             ORDER BY c.at DESC, c.id DESC LIMIT $4"
        );
        let (at, id) = before.map_or((i64::MAX, i64::MAX), |before| {
            (before.at.as_microsecond(), before.id.number())
        });
        let rows: Vec<WithAddress> = self.db.all(&sql, args![edition, at, id, limit]).await?;
        rows.into_iter().map(WithAddress::row).collect()
    }

    /// The published corrections of these articles as far as they are live, newest first.
    pub async fn corrections_among(
        &self,
        articles: &[ArticleId],
        limit: i64,
    ) -> Result<Vec<CorrectionRow>> {
        if articles.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {COLUMNS}, a.slug, a.headline FROM correction c JOIN article a ON a.id = c.article
             WHERE c.article IN ({}) AND c.state = 'published' AND a.live IS NOT NULL
             ORDER BY c.at DESC, c.id DESC LIMIT ${}",
            crate::db::placeholders(1, articles.len()),
            articles.len() + 1
        );
        let mut values: Vec<crate::db::Value> = articles.iter().map(|id| (*id).into()).collect();
        values.push(limit.into());
        let rows: Vec<WithAddress> = self.db.all(&sql, values).await?;
        rows.into_iter().map(WithAddress::row).collect()
    }

    /// What corrections in one edition ask of others, the oldest first.
    pub async fn pending_corrections(
        &self,
        edition: Option<&EditionCode>,
    ) -> Result<Vec<PendingCorrection>> {
        row! {
            struct Pending {
                correction: Stored,
                edition: String,
                headline: String,
                section: Option<i64>,
                from_edition: Option<String>,
            }
        }
        let mut values = Vec::new();
        let within = match edition {
            Some(edition) => {
                values.push(edition.into());
                " AND c.edition = $1"
            }
            None => "",
        };
        let sql = format!(
            "SELECT {COLUMNS}, c.edition, a.headline, a.section,
                 (SELECT o.edition FROM correction o
                  WHERE o.story = c.story AND o.at = c.at AND o.article <> c.article AND o.state = 'published' LIMIT 1)
             FROM correction c JOIN article a ON a.id = c.article
             WHERE c.state = 'pending'{within} ORDER BY c.at, c.id LIMIT 500"
        );
        let rows: Vec<Pending> = self.db.all(&sql, values).await?;
        rows.into_iter()
            .map(|row| {
                let Pending { correction, edition, headline, section, from_edition } = row;
                Ok(PendingCorrection {
                    correction: correction.correction()?,
                    edition: crate::edition::code(&edition)?,
                    headline,
                    section: section.map(SectionId::new),
                    from_edition: from_edition.as_deref().map(crate::edition::code).transpose()?,
                })
            })
            .collect()
    }

    /// One correction.
    pub async fn correction(&self, id: CorrectionId) -> Result<Option<Correction>> {
        let sql = format!("SELECT {COLUMNS} FROM correction c WHERE c.id = $1");
        let row: Option<Stored> = self.db.optional(&sql, args![id]).await?;
        row.map(Stored::correction).transpose()
    }
}

impl Write<'_> {
    pub(crate) async fn put_correction(
        &mut self,
        correction: &Correction,
        edition: &EditionCode,
    ) -> Result<()> {
        let Correction { id, story, article, from, to, kind, text, state, at, claim } = correction;
        self.tx
            .run(
                "INSERT INTO correction (id, story, article, edition, from_revision, to_revision, kind, text, state, at, claim)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                args![*id, *story, *article, edition, *from, *to, kind.as_str(), text, state.as_str(), *at, *claim],
            )
            .await?;
        Ok(())
    }

    /// Closes a task as not needed, with the reason and who gave it.
    pub async fn close_correction(
        &mut self,
        correction: &Correction,
        article: &Article,
        because: &str,
        by: &Editor,
    ) -> Result<()> {
        self.tx
            .run(
                "UPDATE correction SET state = 'not_needed', because = $2, closed_at = $3, closed_by = $4
                 WHERE id = $1 AND state = 'pending'",
                args![correction.id, because, self.now, &by.name],
            )
            .await?;
        let what = format!("article {}", article.id);
        self.audit(by, "correction not needed", &what, because).await?;
        self.change(&Change {
            kind: ChangeKind::CorrectionClosed,
            edition: Some(article.edition.clone()),
            story: Some(article.story),
            article: Some(article.id),
            revision: None,
            item: None,
        })
        .await
    }

    /// Closes what a correction in one edition asked of another: applied, or not needed there.
    pub async fn close_pending(
        &mut self,
        article: ArticleId,
        state: CorrectionState,
    ) -> Result<u64> {
        let closed = self
            .tx
            .run(
                "UPDATE correction SET state = $2 WHERE article = $1 AND state = 'pending'",
                args![article, state.as_str()],
            )
            .await?;
        Ok(closed)
    }
}
