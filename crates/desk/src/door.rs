//! What the page shows to whoever wants to sign in.

use axum::Json;
use axum::extract::State;

use crate::{Desk, Error};

/// What is known before anybody is.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Door {
    /// The paper's title.
    paper: String,
    /// The language of its default edition.
    language: Option<&'static str>,
    /// Whether nobody has an account yet.
    first_owner: bool,
    /// Whether letters leave the house, so that somebody who forgot their password gets one.
    mail: bool,
    /// Whether this address can have passkeys.
    passkeys: bool,
    /// The identity provider of the house.
    oidc: Option<Provider>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct Provider {
    name: String,
}

/// `GET /api/door`
pub(crate) async fn door(State(desk): State<Desk>) -> Result<Json<Door>, Error> {
    let editions = desk.store().editions().await?;
    let edition = editions.iter().find(|edition| edition.default).or(editions.first());
    Ok(Json(Door {
        paper: paper(&desk).await?,
        language: edition.map(|edition| edition.language.code()),
        first_owner: desk.store().accounts().await?.is_empty(),
        mail: desk.config().mail.is_some(),
        passkeys: desk.inner.passkeys.is_some(),
        oidc: desk.config().oidc.as_ref().map(|oidc| Provider { name: oidc.name.clone() }),
    }))
}

/// What the paper is called: in its default edition.
pub(crate) async fn paper(desk: &Desk) -> Result<String, Error> {
    let editions = desk.store().editions().await?;
    let edition = editions.iter().find(|edition| edition.default).or(editions.first());
    Ok(edition.map_or_else(|| "Masthead".to_owned(), |edition| edition.title.clone()))
}
