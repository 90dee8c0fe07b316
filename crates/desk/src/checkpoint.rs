//! Versions of a text on which people write together: what is typed is kept anyway, and a version is what one can
//! review, approve, compare and publish.

use axum::Json;
use axum::extract::State;
use story::{ArticleId, Content, Refusal};

use crate::article::{self, ArticleView};
use crate::asked::{Asked, At};
use crate::person::Person;
use crate::subject::Subject;
use crate::write::{self, Next};
use crate::{Desk, Error, vocabulary};

/// How often a checkpoint is tried again when somebody acts at the same moment.
const TRIES: usize = 3;

/// A version to be made.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Checkpoint {
    /// What colleagues should know about it.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
}

/// `POST /api/articles/{id}/checkpoint`: what the text says now becomes a version, unless the newest says the same.
pub(crate) async fn checkpoint(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Checkpoint { note }): Asked<Checkpoint>,
) -> Result<Json<ArticleView>, Error> {
    write::check_note(&note)?;
    for _ in 0..TRIES {
        let subject = Subject::newest(&desk, id).await?;
        let Some(content) = desk.rooms().content(&desk, id).await? else { break };
        if subject.content.as_ref() == Some(&content) {
            break;
        }
        write::check(&content)?;
        let next = Next {
            content: Some(&content),
            section: None,
            slug: write::next_slug(&desk, &subject, None, &content).await?,
        };
        match write::keep(&desk, &person, &subject, &next, &note).await {
            Ok(()) => break,
            // Somebody approved or moved it meanwhile, which does not touch the text.
            Err(Error::Refused(Refusal::Stale)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Json(article::view(&desk, &person, id).await?))
}

/// The text as it is now, beside the newest version.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Present {
    /// Whether it says something that no version says yet.
    unsaved: bool,
    #[schema(value_type = vocabulary::Content)]
    content: Content,
}

/// `GET /api/articles/{id}/room/state`
pub(crate) async fn present(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<Present>, Error> {
    let subject = Subject::newest(&desk, id).await?;
    let newest = subject.content.ok_or(Error::Sealed)?;
    let content = desk.rooms().content(&desk, id).await?.unwrap_or_else(|| newest.clone());
    Ok(Json(Present { unsaved: content != newest, content }))
}
