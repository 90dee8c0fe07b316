//! Signing in and out.

use std::net::{IpAddr, SocketAddr};

use axum::Json;
use axum::extract::{ConnectInfo, Extension, State};
use axum_extra::extract::CookieJar;
use http::{HeaderMap, StatusCode, header};
use story::account::{Account, Editor};

use crate::asked::Asked;
use crate::attempts::Key;
use crate::device::Device;
use crate::newsroom::{self, Newsroom};
use crate::password::Queue;
use crate::person::{self, Person};
use crate::{Desk, Error, device, password, second_factor};

/// What somebody signs in with.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: String,
    /// Six digits, or a code from paper, where the account has them.
    pub(crate) code: Option<String>,
}

/// Where a request comes from, as far as it is known.
pub(crate) type From = Option<Extension<ConnectInfo<SocketAddr>>>;

/// `POST /api/sign-in`
pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    from: From,
    device: Device,
    jar: CookieJar,
    Asked(credentials): Asked<Credentials>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let address = address(from);
    let (account, how) = check(&desk, credentials, address, &jar).await?;
    begin(&desk, account, how, &device).await
}

/// Begins a session and answers as `GET /api/newsroom` would.
pub(crate) async fn begin(
    desk: &Desk,
    account: Account,
    how: &str,
    device: &Device,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let headers = begin_session(desk, &account, how, device).await?;
    Ok((headers, Json(newsroom::of(desk, &account).await?)))
}

/// Begins a session, and gives the cookies that keep it.
pub(crate) async fn begin_session(
    desk: &Desk,
    account: &Account,
    how: &str,
    device: &Device,
) -> Result<HeaderMap, Error> {
    let now = desk.store().clock().now();
    let until = now.checked_add(desk.config().session).unwrap_or(now);
    let mut write = desk.store().write().await?;
    let token = write.begin_session(account.id, until, &device.0).await?;
    let detail = if device.0.is_empty() { how.to_owned() } else { format!("{how}, {}", device.0) };
    let object = format!("account {}", account.id);
    write.audit(&Editor::from(account), "sign in", &object, &detail).await?;
    write.commit().await?;
    let mut headers = HeaderMap::new();
    headers.append(header::SET_COOKIE, person::cookie(desk, &token));
    headers.append(header::SET_COOKIE, device::cookie(desk, account.id).await?);
    Ok(headers)
}

/// `POST /api/sign-out`
pub(crate) async fn sign_out(
    State(desk): State<Desk>,
    _: Person,
    jar: CookieJar,
) -> Result<(StatusCode, HeaderMap), Error> {
    if let Some(token) = person::token(&desk, &jar) {
        desk.store().end_session(token).await?;
    }
    let headers = HeaderMap::from_iter([(header::SET_COOKIE, person::no_cookie(&desk))]);
    Ok((StatusCode::NO_CONTENT, headers))
}

/// The account that an e-mail address, a password and, where it has one, a second factor belong to, and how it was
/// known. Without the right password every answer is the same and as slow.
pub(crate) async fn check(
    desk: &Desk,
    credentials: Credentials,
    address: Option<IpAddr>,
    jar: &CookieJar,
) -> Result<(Account, &'static str), Error> {
    let Credentials { email, password, code } = credentials;
    if password.len() > password::LONGEST || email.len() > 320 {
        return Err(Error::WrongPassword);
    }
    let email = email.trim().to_lowercase();
    let (account, hash) = match desk.store().account_by_email(&email).await? {
        Some((account, hash)) => (Some(account), hash),
        None => (None, None),
    };
    let known_device = match &account {
        Some(account) => device::is_known(desk, jar, account.id).await?,
        None => false,
    };
    let (keys, queue) = if known_device {
        (vec![Key::Device(email)], Queue::KnownDevices)
    } else {
        let keys = address.map(Key::address).into_iter().chain([Key::Account(email)]);
        (keys.collect(), Queue::Anybody)
    };
    let attempts = &desk.inner.attempts;
    attempts
        .begin(&keys, desk.store().clock().now())
        .map_err(|seconds| Error::TooManyAttempts { seconds })?;
    let right = desk.inner.passwords.verify(password, hash, queue).await?;
    let account = account.filter(|account| right && account.disabled_at.is_none());
    let account = account.ok_or(Error::WrongPassword)?;
    // The password was right; wrong codes are counted by themselves.
    attempts.forgive(&keys);
    let how = second_factor::check(desk, &account, code.as_deref(), known_device).await?;
    Ok((account, how))
}

/// The address of the client; the server has asked its proxies.
pub(crate) fn address(from: From) -> Option<IpAddr> {
    from.map(|Extension(ConnectInfo(from))| from.ip())
}
