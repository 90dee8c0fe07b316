//! What is asked besides a password: six digits from an app, or a code from paper.

use axum::Json;
use axum::extract::State;
use identity::{Square, one_time_code, recovery_code};
use story::AccountId;
use story::account::{Account, Editor};
use story::job::Notice;

use crate::asked::Asked;
use crate::attempts::Key;
use crate::me::{self, Me};
use crate::person::Person;
use crate::{Desk, Error, door, letters, seal, vocabulary};

/// Where the paper says whether it wants more than a password.
const SETTING: &str = "desk.second_factor";

/// Whether the paper wants more than a password of everybody.
pub(crate) async fn is_required(desk: &Desk) -> Result<bool, Error> {
    Ok(desk.store().setting(SETTING).await?.as_deref() == Some("required"))
}

/// Checks what is asked of somebody whose password was right, and says how they are known.
pub(crate) async fn check(
    desk: &Desk,
    account: &Account,
    code: Option<&str>,
    known_device: bool,
) -> Result<&'static str, Error> {
    let codes = desk.store().one_time_codes(account.id).await?.filter(|codes| codes.confirmed);
    let wanted = if codes.is_some() {
        Error::CodeWanted
    } else if is_required(desk).await? && desk.store().has_second_factor(account.id).await? {
        // They have a passkey, and a password alone would lead around it.
        Error::PasskeyWanted
    } else {
        return Ok("password");
    };
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty() && code.len() < 100) else {
        return Err(wanted);
    };
    let key = [Key::Code { account: account.id, known_device }];
    let now = desk.store().clock().now();
    let attempts = &desk.inner.attempts;
    attempts.begin(&key, now).map_err(|seconds| Error::TooManyAttempts { seconds })?;
    let how = if one_time_code::looks_like_one(code) {
        let codes = codes.ok_or(Error::WrongCode)?;
        let secret = seal::open_secret(desk, account.id, &codes.secret).await?;
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        let step = one_time_code::check(&secret, code, seconds).ok_or(Error::WrongCode)?;
        let mut write = desk.store().write().await?;
        if !write.use_one_time_code(account.id, step).await? {
            return Err(Error::WrongCode);
        }
        write.commit().await?;
        "password and code"
    } else {
        let by = Editor::from(account);
        let mut write = desk.store().write().await?;
        if !write.use_recovery_code(account.id, &recovery_code::hash(code), &by).await? {
            return Err(Error::WrongCode);
        }
        letters::put_notice(desk, &mut write, account.id, Notice::RecoveryCodeUsed).await?;
        write.commit().await?;
        "password and recovery code"
    };
    attempts.forgive(&key);
    Ok(how)
}

/// What an app needs to know to show codes.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Enrolment {
    /// The secret, for typing.
    secret: String,
    /// The same as a link.
    uri: String,
    /// The same to be scanned.
    #[schema(value_type = Option<vocabulary::Square>)]
    qr: Option<Square>,
}

/// `POST /api/me/totp`
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(Password { password }): Asked<Password>,
) -> Result<Json<Enrolment>, Error> {
    let account = &person.account;
    me::check_password(&desk, account.id, password, "password").await?;
    let secret = one_time_code::fresh_secret()?;
    let sealed = seal::close_secret(&desk, account.id, &secret).await?;
    let paper = door::paper(&desk).await?;
    let mut write = desk.store().write().await?;
    if !write.put_one_time_codes(account.id, &sealed).await? {
        return Err(Error::Taken(
            "You have one-time codes already. Remove them first, then add new ones.".to_owned(),
        ));
    }
    write.commit().await?;
    let uri = one_time_code::link(&secret, &paper, &account.email)?;
    let qr = identity::square(&uri);
    Ok(Json(Enrolment { secret: one_time_code::written(&secret), uri, qr }))
}

/// A code from the app.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    code: String,
}

/// Codes to be printed or written down.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Recovery {
    recovery: Vec<String>,
}

/// `POST /api/me/totp/confirm`
pub(crate) async fn confirm(
    State(desk): State<Desk>,
    person: Person,
    Asked(Code { code }): Asked<Code>,
) -> Result<Json<Recovery>, Error> {
    let Person { account, editor } = person;
    let wrong = || {
        Error::Invalid {
        field: "code",
        sentence: "These are not the six digits that the app shows now. See that the clock of your phone is right."
            .to_owned(),
    }
    };
    let codes = desk.store().one_time_codes(account.id).await?;
    let codes = codes.filter(|codes| !codes.confirmed).ok_or_else(|| Error::Invalid {
        field: "code",
        sentence: "There are no codes to confirm. Begin again.".to_owned(),
    })?;
    let secret = seal::open_secret(&desk, account.id, &codes.secret).await?;
    let seconds = u64::try_from(desk.store().clock().now().as_second()).unwrap_or(0);
    let step = one_time_code::check(&secret, &code, seconds).ok_or_else(wrong)?;
    let fresh = recovery_code::fresh()?;
    let hashes: Vec<[u8; 32]> = fresh.iter().map(|code| recovery_code::hash(code)).collect();
    let mut write = desk.store().write().await?;
    if !write.confirm_one_time_codes(account.id, &codes.secret, step, &editor).await? {
        return Err(wrong());
    }
    write.put_recovery_codes(account.id, &hashes, &editor).await?;
    write.commit().await?;
    Ok(Json(Recovery { recovery: fresh }))
}

/// The password of whoever is at the screen, so that nobody takes a factor away, or adds one of their own, who found it
/// unlocked.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Password {
    pub(crate) password: String,
}

/// `POST /api/me/totp/remove`
pub(crate) async fn remove(
    State(desk): State<Desk>,
    person: Person,
    jar: axum_extra::extract::CookieJar,
    Asked(Password { password }): Asked<Password>,
) -> Result<Json<Me>, Error> {
    me::check_password(&desk, person.account.id, password, "password").await?;
    let mut write = desk.store().write().await?;
    write.drop_one_time_codes(person.account.id, &person.editor).await?;
    letters::put_notice(&desk, &mut write, person.account.id, Notice::CodesOff).await?;
    write.commit().await?;
    me::of(&desk, &person, &jar).await
}

/// `POST /api/me/recovery`
pub(crate) async fn recovery(
    State(desk): State<Desk>,
    person: Person,
    Asked(Password { password }): Asked<Password>,
) -> Result<Json<Recovery>, Error> {
    let id: AccountId = person.account.id;
    me::check_password(&desk, id, password, "password").await?;
    if !desk.store().has_second_factor(id).await? {
        return Err(Error::Invalid {
            field: "password",
            sentence: "Codes on paper are for when a phone is gone. Add one-time codes or a passkey first."
                .to_owned(),
        });
    }
    let fresh = recovery_code::fresh()?;
    let hashes: Vec<[u8; 32]> = fresh.iter().map(|code| recovery_code::hash(code)).collect();
    let mut write = desk.store().write().await?;
    write.put_recovery_codes(id, &hashes, &person.editor).await?;
    write.commit().await?;
    Ok(Json(Recovery { recovery: fresh }))
}
