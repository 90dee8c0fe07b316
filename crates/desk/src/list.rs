//! The newsroom's list: every article, newest work first.

use axum::Json;
use axum::extract::State;
use story::article::{Article, DeskState, Public};
use story::{ArticleId, EditionCode};

use crate::article::Summary;
use crate::asked::Given;
use crate::person::Person;
use crate::{Desk, Error};

/// How many lines a page has.
const PAGE: usize = 50;

/// How many rows are read at once while looking for lines that fit.
const READ: i64 = 500;

/// How many rows one request looks through; the page then ends early, and `next` goes on.
const LOOK_THROUGH: usize = 10_000;

/// What is asked for.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    state: Option<Stage>,
    edition: Option<EditionCode>,
    before: Option<ArticleId>,
}

/// Where in its life an article is. One article can be at two places: live, with a new text in review.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Draft,
    InReview,
    Approved,
    Scheduled,
    Live,
    Withdrawn,
    Held,
}

impl Stage {
    fn is_of(self, article: &Article) -> bool {
        // The newest text needs no more work once readers have it.
        let in_work = article.public.live() != Some(article.draft);
        match self {
            Stage::Draft => in_work && article.desk == DeskState::Draft,
            Stage::InReview => in_work && article.desk == DeskState::InReview,
            Stage::Approved => in_work && article.desk == DeskState::Approved,
            Stage::Scheduled => article.scheduled.is_some(),
            Stage::Live => matches!(article.public, Public::Live(_)),
            Stage::Withdrawn => matches!(article.public, Public::Withdrawn(_)),
            Stage::Held => matches!(article.public, Public::Held(_)),
        }
    }
}

/// A page of the list.
#[derive(Debug, serde::Serialize)]
pub(crate) struct List {
    articles: Vec<Summary>,
    /// What to ask for as `before` to get more; nothing at the end.
    next: Option<ArticleId>,
}

/// `GET /api/articles`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    Given(wanted): Given<Wanted>,
) -> Result<Json<List>, Error> {
    let Wanted { state, edition, mut before } = wanted;
    let mut articles = Vec::new();
    let mut seen = 0;
    loop {
        let rows = desk.store().desk_list(before, READ).await?;
        let last_page = rows.len() < READ as usize;
        for row in rows {
            if articles.len() == PAGE || seen == LOOK_THROUGH {
                return Ok(Json(List { articles, next: before }));
            }
            before = Some(row.article.id);
            seen += 1;
            let fits = state.is_none_or(|state| state.is_of(&row.article))
                && edition.as_ref().is_none_or(|edition| *edition == row.article.edition);
            if fits {
                articles.push(Summary::new(&row.article, row.kind, &row.headline));
            }
        }
        if last_page {
            return Ok(Json(List { articles, next: None }));
        }
    }
}
