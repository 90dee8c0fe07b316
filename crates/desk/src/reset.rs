//! A new password for whoever forgot theirs.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use http::{HeaderMap, StatusCode};
use story::account::Editor;
use story::job::{Due, Job, Notice};

use crate::asked::Asked;
use crate::attempts::Key;
use crate::device::{self, Device};
use crate::first_owner::checked_email;
use crate::invitation::with_link;
use crate::newsroom::Newsroom;
use crate::sign_in::{self, From};
use crate::{Desk, Error, letters, password, second_factor};

/// Whose password is forgotten.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Forgotten {
    email: String,
}

/// `POST /api/reset/ask`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    from: From,
    Asked(Forgotten { email }): Asked<Forgotten>,
) -> Result<StatusCode, Error> {
    let email = checked_email(&email)?;
    let keys: Vec<Key> = sign_in::address(from).map(Key::letter).into_iter().collect();
    let now = desk.store().clock().now();
    desk.inner.attempts.begin(&keys, now).map_err(|seconds| Error::TooManyAttempts { seconds })?;
    // Nobody looks here whether the address is known: whoever writes the letters does, later and elsewhere. So the
    // answer cannot tell, nor can the time it takes.
    if desk.config().mail.is_some() {
        let mut write = desk.store().write().await?;
        write.put_job(&Due { job: Job::MailReset { email }, at: now }).await?;
        write.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A new password.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reset {
    token: String,
    password: String,
    /// Six digits, or a code from paper: a letter alone does not lead around them.
    code: Option<String>,
}

/// `POST /api/reset`
pub(crate) async fn reset(
    State(desk): State<Desk>,
    from: From,
    device: Device,
    jar: CookieJar,
    Asked(Reset { token, password, code }): Asked<Reset>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let account = with_link(&desk, from, desk.store().account_of_ticket(&token)).await?;
    password::check_new(&password, &account.email, &account.name)?;
    let known_device = device::is_known(&desk, &jar, account.id).await?;
    let checked = second_factor::check(&desk, &account, code.as_deref(), known_device).await;
    // Somebody with a passkey alone gets the password, and signs in with the passkey.
    let signs_in = match checked {
        Ok(_) => true,
        Err(Error::PasskeyWanted) => false,
        Err(error) => return Err(error),
    };
    let hash = desk.inner.passwords.hash(password).await?;
    let mut write = desk.store().write().await?;
    if !write.take_reset_ticket(account.id, &token).await? {
        return Err(Error::EndedLink);
    }
    write.set_password(account.id, &hash, &Editor::from(&account)).await?;
    write.end_sessions(account.id).await?;
    letters::put_notice(&desk, &mut write, account.id, Notice::PasswordChanged).await?;
    write.commit().await?;
    if !signs_in {
        return Err(Error::PasskeyWanted);
    }
    sign_in::begin(&desk, account, "new password", &device).await
}
