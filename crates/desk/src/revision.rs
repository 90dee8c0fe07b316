//! The texts of an article, and what changed between two of them.

use axum::Json;
use axum::extract::State;
use story::diff::{self, LineChange};
use story::{ArticleId, Content, RevisionNumber};

use crate::article::{self, RevisionView};
use crate::asked::{At, Given};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// One text.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct TextView {
    #[serde(flatten)]
    revision: RevisionView,
    /// What it says; nothing if it is sealed.
    #[schema(value_type = Option<vocabulary::Content>)]
    content: Option<Content>,
}

/// `GET /api/articles/{id}/revisions/{number}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    _: Person,
    At((id, number)): At<(ArticleId, RevisionNumber)>,
) -> Result<Json<TextView>, Error> {
    let revision = desk.store().revision(id, number).await?;
    let accounts = desk.store().accounts().await?;
    let content = article::content(&revision)?;
    Ok(Json(TextView { revision: RevisionView::new(&revision, &accounts), content }))
}

/// Which two texts.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Between {
    #[param(value_type = u32)]
    from: RevisionNumber,
    #[param(value_type = u32)]
    to: RevisionNumber,
}

/// What changed.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Difference {
    #[schema(value_type = u32)]
    from: RevisionNumber,
    #[schema(value_type = u32)]
    to: RevisionNumber,
    lines: Vec<LineView>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct LineView {
    changed: bool,
    #[serde(flatten)]
    #[schema(value_type = vocabulary::LineChange)]
    line: LineChange,
}

/// `GET /api/articles/{id}/diff?from=1&to=2`
pub(crate) async fn difference(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
    Given(Between { from, to }): Given<Between>,
) -> Result<Json<Difference>, Error> {
    let old = desk.store().content(id, from).await?;
    let new = desk.store().content(id, to).await?;
    // Two long texts that share nothing take a while to compare.
    let lines = tokio::task::spawn_blocking(move || diff::lines(&old.lines(), &new.lines()));
    let lines = lines.await.map_err(|error| Error::Internal(error.to_string()))?;
    let lines = lines.into_iter().map(|line| LineView { changed: line.changed(), line }).collect();
    Ok(Json(Difference { from, to, lines }))
}
