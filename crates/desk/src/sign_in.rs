//! Signing in and out.

use std::net::{IpAddr, SocketAddr};

use axum::Json;
use axum::extract::{ConnectInfo, Extension, State};
use axum_extra::extract::CookieJar;
use http::{HeaderMap, StatusCode, header};
use story::account::Account;

use crate::asked::Asked;
use crate::attempts::Key;
use crate::newsroom::{self, Newsroom};
use crate::password::Queue;
use crate::person::{self, Person};
use crate::{Desk, Error, device, password};

/// What somebody signs in with.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    pub(crate) email: String,
    pub(crate) password: String,
}

/// Where a request comes from, as far as it is known.
pub(crate) type From = Option<Extension<ConnectInfo<SocketAddr>>>;

/// `POST /api/sign-in`
pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    from: From,
    jar: CookieJar,
    Asked(credentials): Asked<Credentials>,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let address = address(from);
    let account = check(&desk, credentials, address, &jar).await?;
    begin(&desk, account).await
}

/// Begins a session and answers as `GET /api/newsroom` would.
pub(crate) async fn begin(
    desk: &Desk,
    account: Account,
) -> Result<(HeaderMap, Json<Newsroom>), Error> {
    let now = desk.store().clock().now();
    let until = now.checked_add(desk.config().session).unwrap_or(now);
    let token = desk.store().begin_session(account.id, until).await?;
    let mut headers = HeaderMap::new();
    headers.append(header::SET_COOKIE, person::cookie(desk, &token));
    headers.append(header::SET_COOKIE, device::cookie(desk, account.id).await?);
    Ok((headers, Json(newsroom::of(desk, &account).await?)))
}

/// `POST /api/sign-out`
pub(crate) async fn sign_out(
    State(desk): State<Desk>,
    _: Person,
    jar: CookieJar,
) -> Result<(StatusCode, HeaderMap), Error> {
    if let Some(cookie) = jar.get(person::name(&desk)) {
        desk.store().end_session(cookie.value()).await?;
    }
    let headers = HeaderMap::from_iter([(header::SET_COOKIE, person::no_cookie(&desk))]);
    Ok((StatusCode::NO_CONTENT, headers))
}

/// The account that an e-mail address and a password belong to. Every other answer is the same and as slow.
pub(crate) async fn check(
    desk: &Desk,
    credentials: Credentials,
    address: Option<IpAddr>,
    jar: &CookieJar,
) -> Result<Account, Error> {
    let Credentials { email, password } = credentials;
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
    attempts.forgive(&keys);
    Ok(account)
}

/// The address of the client; the server has asked its proxies.
pub(crate) fn address(from: From) -> Option<IpAddr> {
    from.map(|Extension(ConnectInfo(from))| from.ip())
}
