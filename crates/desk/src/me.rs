//! Somebody's own account.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use store::Session;
use story::account::Account;
use story::job::Notice;
use story::permission::Grant;
use story::{AccountId, Timestamp};

use crate::asked::Asked;
use crate::attempts::Key;
use crate::password::{self, Queue};
use crate::person::{self, Person};
use crate::{Desk, Error, letters, vocabulary};

/// The languages that the desk itself speaks.
pub(crate) const LANGUAGES: &[&str] = &["en", "ru", "hy", "fr", "ar"];

/// Somebody's own account.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Me {
    account: AccountView,
    /// The language in which they want the desk, if they said so.
    language: Option<String>,
    factors: Factors,
    sessions: Vec<SessionView>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct AccountView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: AccountId,
    name: String,
    email: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
}

/// What they have besides a password.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct Factors {
    totp: bool,
    recovery_left: i64,
    passkeys: Vec<PasskeyView>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct PasskeyView {
    id: String,
    name: String,
    #[schema(value_type = String)]
    created_at: Timestamp,
    #[schema(value_type = Option<String>)]
    used_at: Option<Timestamp>,
}

/// Where they are signed in.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct SessionView {
    id: String,
    device: String,
    #[schema(value_type = String)]
    created_at: Timestamp,
    #[schema(value_type = String)]
    seen_at: Timestamp,
    current: bool,
}

/// `GET /api/me`
pub(crate) async fn show(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
) -> Result<Json<Me>, Error> {
    of(&desk, &person, &jar).await
}

pub(crate) async fn of(desk: &Desk, person: &Person, jar: &CookieJar) -> Result<Json<Me>, Error> {
    let store = desk.store();
    let Account { id, email, name, grants, .. } = person.account.clone();
    let passkeys = store.passkeys(id).await?;
    let token = person::token(desk, jar).unwrap_or_default();
    Ok(Json(Me {
        language: store.desk_language(id).await?,
        factors: Factors {
            totp: store.one_time_codes(id).await?.is_some_and(|codes| codes.confirmed),
            recovery_left: store.recovery_codes_left(id).await?,
            passkeys: passkeys
                .into_iter()
                .map(|passkey| PasskeyView {
                    id: passkey.id.to_string(),
                    name: passkey.name,
                    created_at: passkey.created_at,
                    used_at: passkey.used_at,
                })
                .collect(),
        },
        sessions: store.sessions(id, token).await?.into_iter().map(SessionView::of).collect(),
        account: AccountView { id, name, email, grants },
    }))
}

impl SessionView {
    fn of(session: Session) -> SessionView {
        let Session { id, device, created_at, seen_at, current } = session;
        SessionView { id: id.to_string(), device, created_at, seen_at, current }
    }
}

/// Checks the password of whoever is at the screen, as they wrote it into this field.
pub(crate) async fn check_password(
    desk: &Desk,
    account: AccountId,
    password: String,
    field: &'static str,
) -> Result<(), Error> {
    let wrong = || Error::Invalid { field, sentence: "This is not your password.".to_owned() };
    if password.len() > password::LONGEST {
        return Err(wrong());
    }
    let key = [Key::Own(account)];
    let attempts = &desk.inner.attempts;
    attempts
        .begin(&key, desk.store().clock().now())
        .map_err(|seconds| Error::TooManyAttempts { seconds })?;
    let hash = desk.store().password_hash(account).await?;
    // Whoever is signed in sits at a device that the account knows.
    if !desk.inner.passwords.verify(password, hash, Queue::KnownDevices).await? {
        return Err(wrong());
    }
    attempts.forgive(&key);
    Ok(())
}

/// An old password and a new one.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Passwords {
    old: String,
    new: String,
}

/// `POST /api/me/password`
pub(crate) async fn password(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    Asked(Passwords { old, new }): Asked<Passwords>,
) -> Result<Json<Me>, Error> {
    let account = &person.account;
    check_password(&desk, account.id, old, "old").await?;
    password::check_new(&new, &account.email, &account.name).map_err(|error| match error {
        Error::Invalid { field: _, sentence } => Error::Invalid { field: "new", sentence },
        other => other,
    })?;
    let hash = desk.inner.passwords.hash(new).await?;
    let mut write = desk.store().write().await?;
    write.set_password(account.id, &hash, &person.editor).await?;
    write.end_other_sessions(account.id, person::token(&desk, &jar).unwrap_or_default()).await?;
    letters::put_notice(&desk, &mut write, account.id, Notice::PasswordChanged).await?;
    write.commit().await?;
    of(&desk, &person, &jar).await
}

/// A language that the desk speaks.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = DeskLanguage)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    language: String,
}

/// `POST /api/me/language`
pub(crate) async fn language(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    Asked(Language { language }): Asked<Language>,
) -> Result<Json<Me>, Error> {
    if !LANGUAGES.contains(&language.as_str()) {
        return Err(Error::Invalid {
            field: "language",
            sentence: format!("The desk speaks {}.", LANGUAGES.join(", ")),
        });
    }
    let mut write = desk.store().write().await?;
    write.set_desk_language(person.account.id, &language).await?;
    write.commit().await?;
    of(&desk, &person, &jar).await
}
