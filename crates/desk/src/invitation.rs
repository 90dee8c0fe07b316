//! Taking an invitation.

use axum::Json;
use axum::extract::State;
use http::HeaderMap;
use story::AccountId;
use story::account::{Account, Editor};

use crate::asked::Asked;
use crate::attempts::Key;
use crate::device::Device;
use crate::first_owner::checked_name;
use crate::newsroom::Newsroom;
use crate::sign_in::{self, From};
use crate::{Desk, Error, door, password};

/// What stands behind the `#` of a link.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Token {
    token: String,
}

/// Whom a link invites.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct InvitationView {
    email: String,
    name: String,
    paper: String,
}

/// `POST /api/invitation`
pub(crate) async fn show(
    State(desk): State<Desk>,
    from: From,
    Asked(Token { token }): Asked<Token>,
) -> Result<Json<InvitationView>, Error> {
    let invitation = with_link(&desk, from, desk.store().invitation_of_ticket(&token)).await?;
    let paper = door::paper(&desk).await?;
    Ok(Json(InvitationView { email: invitation.email, name: invitation.name, paper }))
}

/// Who comes.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Accept {
    token: String,
    name: String,
    password: String,
}

/// `POST /api/invitation/accept`
pub(crate) async fn accept(
    State(desk): State<Desk>,
    from: From,
    device: Device,
    Asked(Accept { token, name, password }): Asked<Accept>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let invitation = with_link(&desk, from, desk.store().invitation_of_ticket(&token)).await?;
    let name = checked_name(&name)?;
    password::check_new(&password, &invitation.email, &name)?;
    let hash = desk.inner.passwords.hash(password).await?;
    let mut write = desk.store().write().await?;
    let account = Account {
        id: AccountId::new(write.id()),
        email: invitation.email,
        name,
        grants: invitation.grants,
        disabled_at: None,
        created_at: desk.store().clock().now(),
    };
    if !write.take_invitation(invitation.id).await? {
        return Err(Error::EndedLink);
    }
    write.put_account(&account, Some(&hash), &Editor::from(&account)).await?;
    write.commit().await?;
    tracing::info!(account.id = %account.id, "An invitation was taken.");
    sign_in::begin(&desk, account, "invitation", &device).await
}

/// What a link leads to. Tokens are too long to be guessed; whoever tries waits nevertheless.
pub(crate) async fn with_link<T>(
    desk: &Desk,
    from: From,
    found: impl Future<Output = store::Result<Option<T>>>,
) -> Result<T, Error> {
    let keys: Vec<Key> = sign_in::address(from).map(Key::link).into_iter().collect();
    let attempts = &desk.inner.attempts;
    attempts
        .begin(&keys, desk.store().clock().now())
        .map_err(|seconds| Error::TooManyAttempts { seconds })?;
    let found = found.await?.ok_or(Error::EndedLink)?;
    attempts.forgive(&keys);
    Ok(found)
}
