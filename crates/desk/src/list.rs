//! The newsroom's list: every article, the one that somebody worked on last first.

use axum::Json;
use axum::extract::State;
use store::{DeskFilter, DeskPlace, DeskRow, DeskStage};
use story::{ArticleId, EditionCode, Kind, SectionId, Timestamp};

use crate::article::Summary;
use crate::asked::Given;
use crate::finder::Sought;
use crate::person::Person;
use crate::room::PersonHere;
use crate::{Desk, Error, translation};

/// How many lines a page has.
const PAGE: usize = 50;

/// How many rows are read at once while looking for words.
const READ: i64 = 500;

/// How many rows one request looks through; the page then ends early, and `next` goes on.
const LOOK_THROUGH: usize = 10_000;

/// How many articles are found by their texts, those that answer best.
const FOUND: usize = 1_000;

/// What is asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    #[param(inline)]
    state: Option<Stage>,
    #[param(value_type = Option<crate::vocabulary::EditionCode>)]
    edition: Option<EditionCode>,
    #[param(value_type = Option<crate::vocabulary::Id>)]
    section: Option<SectionId>,
    #[param(value_type = Option<crate::vocabulary::Kind>)]
    kind: Option<Kind>,
    /// Only what the person at the screen wrote on.
    #[serde(default)]
    mine: bool,
    /// Words of its newest text in any form, or parts of the headline or the address.
    #[serde(default)]
    q: String,
    /// Where the page before ended.
    before: Option<String>,
}

/// Where in its life an article is. One article can be at two places: live, with a new text in review.
#[derive(Clone, Copy, Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Draft,
    InReview,
    Approved,
    Scheduled,
    Live,
    Withdrawn,
    Held,
    Lagging,
}

impl From<Stage> for DeskStage {
    fn from(stage: Stage) -> DeskStage {
        match stage {
            Stage::Draft => DeskStage::Draft,
            Stage::InReview => DeskStage::InReview,
            Stage::Approved => DeskStage::Approved,
            Stage::Scheduled => DeskStage::Scheduled,
            Stage::Live => DeskStage::Live,
            Stage::Withdrawn => DeskStage::Withdrawn,
            Stage::Held => DeskStage::Held,
            Stage::Lagging => DeskStage::Lagging,
        }
    }
}

/// A page of the list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct List {
    articles: Vec<Line>,
    /// What to ask for as `before` to get more; nothing at the end.
    next: Option<String>,
}

/// A line of the list.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Line {
    #[serde(flatten)]
    summary: Summary,
    /// When somebody last worked on it.
    #[schema(value_type = String, format = DateTime)]
    touched_at: Timestamp,
    /// Who has its text open now.
    people: Vec<PersonHere>,
    /// What it is behind, if it is a translation.
    lag: Option<Lag>,
}

impl Line {
    /// When readers first had it.
    pub(crate) fn first_live_at(&self) -> Option<Timestamp> {
        self.summary.first_live_at()
    }
}

/// What a translation is behind.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Lag {
    /// The sibling that it was translated from.
    #[schema(value_type = crate::vocabulary::Id)]
    source: ArticleId,
    /// How many parts of that changed since.
    blocks: usize,
}

/// `GET /api/articles`
pub(crate) async fn list(
    State(desk): State<Desk>,
    person: Person,
    Given(wanted): Given<Wanted>,
) -> Result<Json<List>, Error> {
    let Wanted { state, edition, section, kind, mine, q, before } = wanted;
    let filter = DeskFilter {
        stage: state.map(DeskStage::from),
        edition,
        section,
        kind,
        by: mine.then_some(person.account.id),
        among: None,
    };
    let mut place: Option<DeskPlace> =
        before.map(|before| before.parse().map_err(|_| no_place(&before))).transpose()?;
    let words: Vec<String> = q.to_lowercase().split_whitespace().map(str::to_owned).collect();
    if let Some(found) = found(&desk, &q, filter.edition.as_ref()).await? {
        return found_list(&desk, filter, found, &words, place).await.map(Json);
    }
    let mut lines = Vec::new();
    let mut seen = 0;
    loop {
        let read = if words.is_empty() { PAGE as i64 + 1 } else { READ };
        let rows = desk.store().desk_list(&filter, place, read).await?;
        let last_page = rows.len() < usize::try_from(read).unwrap_or_default();
        for row in rows {
            if lines.len() == PAGE || seen == LOOK_THROUGH {
                let next = place.map(|place| place.to_string());
                return Ok(Json(List { articles: lines, next }));
            }
            place = Some(DeskPlace::after(&row));
            seen += 1;
            if holds(&row, &words) {
                lines.push(line(&desk, row).await?);
            }
        }
        if last_page {
            return Ok(Json(List { articles: lines, next: None }));
        }
    }
}

/// The articles whose newest texts answer; nothing where nobody can find them.
async fn found(
    desk: &Desk,
    q: &str,
    edition: Option<&EditionCode>,
) -> Result<Option<Vec<ArticleId>>, Error> {
    let Some(finder) = desk.config().finder.as_ref().filter(|_| !q.trim().is_empty()) else {
        return Ok(None);
    };
    let editions = desk.store().editions().await?;
    let editions = editions
        .into_iter()
        .filter(|known| edition.is_none_or(|wanted| *wanted == known.code))
        .map(|known| (known.code, known.language.code().to_owned()))
        .collect();
    Ok(finder.find(Sought { words: q.to_owned(), editions, limit: FOUND }).await)
}

/// A page of what was found, and of what was worked on lately and is called so: a word may be half typed, or its text a
/// moment old.
async fn found_list(
    desk: &Desk,
    filter: DeskFilter,
    found: Vec<ArticleId>,
    words: &[String],
    place: Option<DeskPlace>,
) -> Result<List, Error> {
    let mut rows = desk.store().desk_list(&filter, place, READ).await?;
    rows.retain(|row| holds(row, words));
    let among = DeskFilter { among: Some(found), ..filter };
    rows.extend(desk.store().desk_list(&among, place, FOUND as i64).await?);
    rows.sort_by_key(|row| std::cmp::Reverse((row.touched_at, row.article.id)));
    rows.dedup_by_key(|row| row.article.id);
    let next = rows.get(PAGE).and(rows.get(PAGE - 1)).map(DeskPlace::after);
    rows.truncate(PAGE);
    let mut articles = Vec::new();
    for row in rows {
        articles.push(line(desk, row).await?);
    }
    Ok(List { articles, next: next.map(|next| next.to_string()) })
}

fn holds(row: &DeskRow, words: &[String]) -> bool {
    let (headline, slug) = (row.headline.to_lowercase(), row.article.slug.to_string());
    words.iter().all(|word| headline.contains(word) || slug.contains(word))
}

pub(crate) async fn line(desk: &Desk, row: DeskRow) -> Result<Line, Error> {
    let DeskRow { article, kind, headline, touched_at, lags } = row;
    let lag = match article.translated_from {
        Some(from) if lags => {
            let blocks = translation::behind(desk, &article).await?;
            Some(Lag { source: from.article, blocks })
        }
        _ => None,
    };
    Ok(Line {
        summary: Summary::new(&article, kind, &headline),
        touched_at,
        people: desk.rooms().people(article.id).await,
        lag,
    })
}

fn no_place(before: &str) -> Error {
    Error::Invalid {
        field: "before",
        sentence: format!(
            "“{before}” is no place in the list. Take it from `next` of the page before."
        ),
    }
}
