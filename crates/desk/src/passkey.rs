//! Signing in with a passkey, and adding one.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use http::HeaderMap;
use identity::passkey::{NewFor, Passkeys};
use serde_json::Value;
use story::AccountId;
use story::account::Account;
use story::job::Notice;

use crate::asked::{Asked, At, Nothing};
use crate::attempts::Key;
use crate::device::Device;
use crate::me::{self, Me};
use crate::newsroom::Newsroom;
use crate::person::Person;
use crate::second_factor::Password;
use crate::sign_in::{self, From};
use crate::{Desk, Error, device, letters, seal};

/// What a question to a browser is about.
const SIGN_IN: &str = "passkey";

/// How many passkeys an account may have.
const MOST: usize = 20;

/// A question for `navigator.credentials`, and what names it when the browser answers.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Question {
    id: String,
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    options: Value,
}

/// What a browser answers.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Answer {
    id: String,
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    credential: Value,
}

fn passkeys(desk: &Desk) -> Result<&Passkeys, Error> {
    desk.inner.passkeys.as_ref().ok_or(Error::NoPasskeys)
}

/// `POST /api/passkey/ask`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Question>, Error> {
    let asked = passkeys(&desk)?.ask()?;
    let id = seal::carry(&desk, asked.state, SIGN_IN).await?;
    Ok(Json(Question { id, options: asked.options }))
}

/// `POST /api/passkey/sign-in`
pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    from: From,
    device: Device,
    jar: CookieJar,
    Asked(answer): Asked<Answer>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let passkeys = passkeys(&desk)?;
    let claimed = passkeys.claimed(&answer.credential).map_err(refused)?;
    let account = desk.store().account(AccountId::new(claimed.account)).await?;
    let account = account.filter(|account| account.disabled_at.is_none());
    let keys = keys(&desk, &jar, account.as_ref(), from).await?;
    let attempts = &desk.inner.attempts;
    attempts
        .begin(&keys, desk.store().clock().now())
        .map_err(|seconds| Error::TooManyAttempts { seconds })?;
    let account = account.ok_or(Error::BadPasskey)?;
    let (state, until) =
        seal::carried::<String>(&desk, &answer.id, SIGN_IN).await?.ok_or(Error::BadPasskey)?;
    let kept = desk.store().passkeys(account.id).await?;
    let kept = kept.into_iter().find(|kept| kept.credential == claimed.id);
    let kept = kept.ok_or(Error::BadPasskey)?;
    let changed = passkeys.check(&answer.credential, &state, &kept.record).map_err(refused)?;
    let mut write = desk.store().write().await?;
    // Whoever listened in cannot send the same again.
    if !write.spend(blake3::hash(answer.id.as_bytes()).as_bytes(), until).await? {
        return Err(Error::BadPasskey);
    }
    write.use_passkey(kept.id, changed.as_deref()).await?;
    write.commit().await?;
    attempts.forgive(&keys);
    sign_in::begin(&desk, account, "passkey", &device).await
}

/// Whose mistakes are counted: those of the device, where the account is known to it, or else those of the address.
async fn keys(
    desk: &Desk,
    jar: &CookieJar,
    account: Option<&Account>,
    from: From,
) -> Result<Vec<Key>, Error> {
    if let Some(account) = account
        && device::is_known(desk, jar, account.id).await?
    {
        return Ok(vec![Key::Device(account.email.clone())]);
    }
    Ok(sign_in::address(from).map(Key::passkey).into_iter().collect())
}

fn refused(error: identity::Error) -> Error {
    match error {
        identity::Error::BadPasskey(why) => {
            tracing::debug!("A passkey was not accepted: {why}");
            Error::BadPasskey
        }
        other => other.into(),
    }
}

fn new_for(account: AccountId) -> String {
    format!("new passkey of {account}")
}

/// `POST /api/me/passkeys/ask`
pub(crate) async fn ask_new(
    State(desk): State<Desk>,
    person: Person,
    Asked(Password { password }): Asked<Password>,
) -> Result<Json<Question>, Error> {
    let Account { id, email, name, .. } = &person.account;
    // The answer to the question needs none: only who got the question can give it.
    me::check_password(&desk, *id, password, "password").await?;
    let known = desk.store().passkeys(*id).await?;
    if known.len() >= MOST {
        return Err(Error::Taken(format!(
            "You have {MOST} passkeys already. Remove one that you do not use any more."
        )));
    }
    let known = known.into_iter().map(|passkey| passkey.credential).collect();
    let asked = passkeys(&desk)?.ask_new(NewFor { account: id.number(), email, name }, known)?;
    let id = seal::carry(&desk, asked.state, &new_for(*id)).await?;
    Ok(Json(Question { id, options: asked.options }))
}

/// A passkey that a device just made.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPasskey {
    id: String,
    /// What its owner calls it.
    name: String,
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    credential: Value,
}

/// `POST /api/me/passkeys`
pub(crate) async fn add(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    Asked(asked): Asked<NewPasskey>,
) -> Result<Json<Me>, Error> {
    let account = person.account.id;
    let name = asked.name.trim();
    if name.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Error::Invalid {
            field: "name",
            sentence: "Give the passkey a name, such as “my phone”, of at most 100 characters."
                .to_owned(),
        });
    }
    let carried = seal::carried::<String>(&desk, &asked.id, &new_for(account)).await?;
    let (state, _) = carried.ok_or(Error::PasskeyNotMade)?;
    let made =
        passkeys(&desk)?.take_new(&asked.credential, &state).map_err(|error| {
            match refused(error) {
                Error::BadPasskey => Error::PasskeyNotMade,
                other => other,
            }
        })?;
    let mut write = desk.store().write().await?;
    write.put_passkey(account, (&made.id, &made.record), name, &person.editor).await?;
    letters::put_notice(&desk, &mut write, account, Notice::PasskeyAdded).await?;
    write.commit().await?;
    me::of(&desk, &person, &jar).await
}

/// `POST /api/me/passkeys/{id}/remove`
pub(crate) async fn remove(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    At(id): At<i64>,
    Asked(Password { password }): Asked<Password>,
) -> Result<Json<Me>, Error> {
    me::check_password(&desk, person.account.id, password, "password").await?;
    let mut write = desk.store().write().await?;
    if !write.drop_passkey(person.account.id, id, &person.editor).await? {
        return Err(Error::Missing { what: "passkey", which: id.to_string() });
    }
    write.commit().await?;
    me::of(&desk, &person, &jar).await
}
