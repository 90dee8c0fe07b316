//! What a correction in one language asks of the others.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use store::PendingCorrection;
use story::correction::CorrectionKind;
use story::{ArticleId, CorrectionId, EditionCode, ItemId, Timestamp};

use crate::asked::{Asked, At, Given};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// Whose tasks.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    #[param(value_type = Option<crate::vocabulary::EditionCode>)]
    edition: Option<EditionCode>,
}

/// What waits to be done, the oldest first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Tasks {
    tasks: Vec<TaskView>,
}

/// A correction in one edition that another has not looked at.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct TaskView {
    #[schema(value_type = crate::vocabulary::Id)]
    correction: CorrectionId,
    /// The article that should be looked at.
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    edition: String,
    headline: String,
    #[schema(value_type = vocabulary::CorrectionKind)]
    kind: CorrectionKind,
    /// What readers of the other edition were told.
    text: String,
    /// The claim that was wrong, where the correction names it.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    claim: Option<ItemId>,
    from_edition: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

/// `GET /api/tasks`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    Given(Whose { edition }): Given<Whose>,
) -> Result<Json<Tasks>, Error> {
    let pending = desk.store().pending_corrections(edition.as_ref()).await?;
    let tasks = pending
        .into_iter()
        .map(|task| {
            let PendingCorrection { correction, edition, headline, from_edition, section: _ } =
                task;
            TaskView {
                correction: correction.id,
                article: correction.article,
                edition: edition.to_string(),
                headline,
                kind: correction.kind,
                text: correction.text,
                claim: correction.claim,
                from_edition: from_edition.map(|edition| edition.to_string()),
                since: correction.at,
            }
        })
        .collect();
    Ok(Json(Tasks { tasks }))
}

/// Why a correction is not needed here.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotNeeded {
    #[schema(min_length = 1, max_length = 2000)]
    because: String,
}

/// `POST /api/corrections/{id}/close`: not needed here, because.
pub(crate) async fn close(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CorrectionId>,
    Asked(NotNeeded { because }): Asked<NotNeeded>,
) -> Result<StatusCode, Error> {
    let missing = || Error::Missing { what: "correction", which: id.to_string() };
    let correction = desk.store().correction(id).await?.ok_or_else(missing)?;
    let article = desk.store().article(correction.article).await?;
    let because = crate::acts::checked_words("because", &because)?;
    correction.not_needed(&because, &article, &person.editor)?;
    let mut write = desk.store().write().await?;
    write.close_correction(&correction, &article, &because, &person.editor).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
