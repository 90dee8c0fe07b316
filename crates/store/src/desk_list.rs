//! The newsroom's list: every article, public or not, the one that somebody worked on last first.

use std::fmt;
use std::str::FromStr;

use story::article::{Article, DeskState};
use story::{AccountId, ArticleId, Content, EditionCode, Kind, SectionId, StoryId, Timestamp};

use crate::article::{ArticleRow, COLUMNS};
use crate::db::{Value, args, row};
use crate::revision::moment;
use crate::{Error, Reader, Result};

/// A line of the newsroom's list.
#[derive(Clone, Debug)]
pub struct DeskRow {
    /// Its state.
    pub article: Article,
    /// What it is.
    pub kind: Kind,
    /// The newest text's headline.
    pub headline: String,
    /// When somebody last worked on it.
    pub touched_at: Timestamp,
    /// Whether the sibling that it was translated from has a newer text.
    pub lags: bool,
}

/// Which articles the list shows; empty means all.
#[derive(Clone, Debug, Default)]
pub struct DeskFilter {
    /// How far they are.
    pub stage: Option<DeskStage>,
    /// In which edition.
    pub edition: Option<EditionCode>,
    /// In which section.
    pub section: Option<SectionId>,
    /// What they are.
    pub kind: Option<Kind>,
    /// Who wrote one of their texts.
    pub by: Option<AccountId>,
    /// Only these.
    pub among: Option<Vec<ArticleId>>,
}

/// The newest text of an article, whether readers have it or not: for the newsroom only.
#[derive(Clone, Debug)]
pub struct NewestText {
    /// Whose it is.
    pub article: ArticleId,
    /// Its edition.
    pub edition: EditionCode,
    /// Its section.
    pub section: Option<SectionId>,
    /// What it says.
    pub content: Content,
    /// When somebody last worked on it.
    pub touched_at: Timestamp,
}

/// How far an article is, as the newsroom speaks of it. One article can be in several of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskStage {
    /// Its newest text is still written; readers do not have it.
    Draft,
    /// Its newest text should be read by somebody.
    InReview,
    /// Its newest text may be published.
    Approved,
    /// A moment of publication is set.
    Scheduled,
    /// Readers have it.
    Live,
    /// Readers had it.
    Withdrawn,
    /// It is closed for legal reasons.
    Held,
    /// The text that it was translated from has changed.
    Lagging,
}

impl DeskStage {
    fn condition(self) -> String {
        let in_work = |state: DeskState| {
            let state = state.as_str();
            format!("(a.live IS NULL OR a.live <> a.draft) AND a.desk = '{state}'")
        };
        match self {
            DeskStage::Draft => in_work(DeskState::Draft),
            DeskStage::InReview => in_work(DeskState::InReview),
            DeskStage::Approved => in_work(DeskState::Approved),
            DeskStage::Scheduled => "a.scheduled IS NOT NULL".to_owned(),
            DeskStage::Live => "a.live IS NOT NULL".to_owned(),
            DeskStage::Withdrawn => "a.public = 'withdrawn'".to_owned(),
            DeskStage::Held => "a.public = 'held'".to_owned(),
            DeskStage::Lagging => "source.draft > a.from_revision".to_owned(),
        }
    }
}

/// A place in the newsroom's list: after this article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeskPlace {
    at: i64,
    article: i64,
}

impl DeskPlace {
    /// The place after a line.
    pub fn after(row: &DeskRow) -> DeskPlace {
        DeskPlace { at: row.touched_at.as_microsecond(), article: row.article.id.number() }
    }
}

impl fmt::Display for DeskPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at, self.article)
    }
}

impl FromStr for DeskPlace {
    type Err = Error;

    fn from_str(text: &str) -> Result<DeskPlace> {
        let place = text.split_once('-').and_then(|(at, article)| {
            Some(DeskPlace { at: at.parse().ok()?, article: article.parse().ok()? })
        });
        place.ok_or_else(|| Error::missing("place in the list", text))
    }
}

row! {
    struct DeskListRow {
        article: ArticleRow,
        kind: String,
        draft_headline: String,
        touched_at: i64,
        source_draft: Option<i64>,
        from_revision: Option<i64>,
    }
}

row! {
    struct NewestTextRow {
        article: i64,
        edition: String,
        section: Option<i64>,
        document: String,
        touched_at: i64,
    }
}

impl NewestTextRow {
    fn text(self) -> Result<NewestText> {
        let NewestTextRow { article, edition, section, document, touched_at } = self;
        Ok(NewestText {
            article: ArticleId::new(article),
            edition: crate::edition::code(&edition)?,
            section: section.map(SectionId::new),
            content: Content::from_json(&document)
                .map_err(|error| Error::unreadable("a text", error))?,
            touched_at: moment(touched_at),
        })
    }
}

impl DeskListRow {
    fn row(self) -> Result<DeskRow> {
        let DeskListRow { article, kind, draft_headline, touched_at, source_draft, from_revision } =
            self;
        let kind = Kind::parse(&kind).ok_or_else(|| Error::unreadable("kind of story", &kind))?;
        Ok(DeskRow {
            article: article.article()?,
            kind,
            headline: draft_headline,
            touched_at: moment(touched_at),
            lags: source_draft.zip(from_revision).is_some_and(|(source, from)| source > from),
        })
    }
}

impl Reader {
    /// Up to `limit` lines of the list after a place.
    pub async fn desk_list(
        &self,
        filter: &DeskFilter,
        after: Option<DeskPlace>,
        limit: i64,
    ) -> Result<Vec<DeskRow>> {
        let DeskFilter { stage, edition, section, kind, by, among } = filter;
        let after = after.unwrap_or(DeskPlace { at: i64::MAX, article: i64::MAX });
        let mut values = vec![Value::from(after.at), Value::from(after.article), limit.into()];
        let mut conditions = String::new();
        let mut also = |condition: &str, value: Value| {
            values.push(value);
            conditions.push_str(&format!(
                " AND {}",
                condition.replace('?', &format!("${}", values.len()))
            ));
        };
        if let Some(edition) = edition {
            also("a.edition = ?", edition.into());
        }
        if let Some(section) = section {
            also("a.section = ?", (*section).into());
        }
        if let Some(kind) = kind {
            also("s.kind = ?", kind.as_str().into());
        }
        if let Some(by) = by {
            let wrote =
                "EXISTS (SELECT 1 FROM revision r WHERE r.article = a.id AND r.by_account = ?)";
            also(wrote, (*by).into());
        }
        if let Some(among) = among {
            // No article has this number, and a list of none is no SQL.
            values.push(0.into());
            values.extend(among.iter().map(|id| Value::from(*id)));
            let first = values.len() - among.len();
            let these = crate::db::placeholders(first, among.len() + 1);
            conditions.push_str(&format!(" AND a.id IN ({these})"));
        }
        if let Some(stage) = stage {
            conditions.push_str(&format!(" AND {}", stage.condition()));
        }
        let sql = format!(
            "SELECT {COLUMNS}, s.kind, a.draft_headline, a.touched_at, source.draft, a.from_revision
             FROM article a JOIN story s ON s.id = a.story LEFT JOIN article source ON source.id = a.from_article
             WHERE (a.touched_at, a.id) < ($1, $2){conditions}
             ORDER BY a.touched_at DESC, a.id DESC LIMIT $3"
        );
        let rows: Vec<DeskListRow> = self.db.all(&sql, values).await?;
        rows.into_iter().map(DeskListRow::row).collect()
    }

    /// The newest texts of these articles, in no order; texts that were sealed are left out.
    pub async fn newest_texts(&self, ids: &[ArticleId]) -> Result<Vec<NewestText>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT a.id, a.edition, a.section, r.document, a.touched_at FROM article a
             JOIN revision r ON r.article = a.id AND r.number = a.draft
             WHERE r.document IS NOT NULL AND a.id IN ({})",
            crate::db::placeholders(1, ids.len())
        );
        let rows: Vec<NewestTextRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        rows.into_iter().map(NewestTextRow::text).collect()
    }

    /// The ids of all articles, public or not, after this one: for the newsroom only.
    pub async fn all_articles(
        &self,
        after: Option<ArticleId>,
        limit: usize,
    ) -> Result<Vec<ArticleId>> {
        let after = after.map_or(0, ArticleId::number);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows: Vec<i64> = self
            .db
            .walk("SELECT id FROM article WHERE id > $1 ORDER BY id LIMIT $2", args![after, limit])
            .await?;
        Ok(rows.into_iter().map(ArticleId::new).collect())
    }

    /// The lines of a story's articles, by edition.
    pub async fn desk_rows_of(&self, story: StoryId) -> Result<Vec<DeskRow>> {
        let sql = format!(
            "SELECT {COLUMNS}, s.kind, a.draft_headline, a.touched_at, source.draft, a.from_revision
             FROM article a JOIN story s ON s.id = a.story LEFT JOIN article source ON source.id = a.from_article
             WHERE a.story = $1 ORDER BY a.edition"
        );
        let rows: Vec<DeskListRow> = self.db.all(&sql, vec![story.into()]).await?;
        rows.into_iter().map(DeskListRow::row).collect()
    }

    /// One article's line of the list.
    pub async fn desk_row(&self, article: ArticleId) -> Result<DeskRow> {
        let sql = format!(
            "SELECT {COLUMNS}, s.kind, a.draft_headline, a.touched_at, source.draft, a.from_revision
             FROM article a JOIN story s ON s.id = a.story LEFT JOIN article source ON source.id = a.from_article
             WHERE a.id = $1"
        );
        let row: Option<DeskListRow> = self.db.optional(&sql, vec![article.into()]).await?;
        row.ok_or_else(|| Error::missing("article", article))?.row()
    }
}
