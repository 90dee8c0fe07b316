//! The person at the screen.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use http::HeaderValue;
use http::request::Parts;
use jiff::SignedDuration;
use store::SignedIn;
use story::Refusal;
use story::account::{Account, Editor};
use story::permission::Permission;

use crate::{Desk, Error, Who, second_factor};

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) account: Account,
    pub(crate) editor: Editor,
}

impl<S: Sync> FromRequestParts<S> for Person {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Person, Error> {
        // Only `require` puts one there; a route without it has no person.
        parts.extensions.get::<Person>().cloned().ok_or(Error::SignIn)
    }
}

/// How many minutes may pass before a session is noted to be in use again.
const NOTED: SignedDuration = SignedDuration::from_mins(5);

/// Stands in front of every route that is not for strangers.
pub(crate) async fn require(
    State((desk, who)): State<(Desk, Who)>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    match of_cookie(&desk, &jar, who).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

pub(crate) async fn of_cookie(desk: &Desk, jar: &CookieJar, who: Who) -> Result<Person, Error> {
    let token = token(desk, jar).ok_or(Error::SignIn)?;
    let signed_in = desk.store().session(token).await?.ok_or(Error::SignIn)?;
    let SignedIn { account, seen_at, second_factor } = signed_in;
    let now = desk.store().clock().now();
    let noted = now.checked_sub(NOTED).unwrap_or(now);
    if seen_at.is_none_or(|seen| seen <= noted) {
        // Who only reads needs no database that can be written to.
        if let Err(error) = desk.store().see_session(token, noted).await {
            tracing::warn!("It was not noted that a session is in use: {error}");
        }
    }
    if account.grants.is_empty() {
        return Err(Error::NoRole);
    }
    if !second_factor && who != Who::Enrolling && second_factor::is_required(desk).await? {
        return Err(Error::SecondFactorWanted);
    }
    let editor = Editor::from(&account);
    if who == Who::Admins && !editor.may_everywhere(Permission::Administer) {
        let (name, permission) = (editor.name, Permission::Administer);
        return Err(Error::Refused(Refusal::NotAllowed { name, permission }));
    }
    Ok(Person { account, editor })
}

/// What the browser proves itself with.
pub(crate) fn token<'a>(desk: &Desk, jar: &'a CookieJar) -> Option<&'a str> {
    jar.get(name(desk)).map(Cookie::value)
}

/// The cookie's name. With `__Secure-` browsers take it over TLS only.
pub(crate) fn name(desk: &Desk) -> &'static str {
    if desk.config().secure() { "__Secure-masthead-desk" } else { "masthead-desk" }
}

/// The header that keeps somebody signed in.
pub(crate) fn cookie(desk: &Desk, token: &str) -> HeaderValue {
    kept(desk, name(desk), token, desk.config().session.as_secs())
}

/// The header that ends it.
pub(crate) fn no_cookie(desk: &Desk) -> HeaderValue {
    kept(desk, name(desk), "", 0)
}

/// A cookie that only the server reads and no other site sends.
pub(crate) fn kept(desk: &Desk, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let secure = if desk.config().secure() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/desk; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    // Names and values are letters, digits and hyphens, which every header takes.
    HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""))
}
