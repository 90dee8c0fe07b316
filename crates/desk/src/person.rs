//! The person at the screen.

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use http::HeaderValue;
use http::request::Parts;
use story::account::{Account, Editor};

use crate::{Desk, Error};

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

/// Stands in front of every route that is not for strangers.
pub(crate) async fn require(
    State(desk): State<Desk>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    match of_cookie(&desk, &jar).await {
        Ok(person) => {
            request.extensions_mut().insert(person);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

pub(crate) async fn of_cookie(desk: &Desk, jar: &CookieJar) -> Result<Person, Error> {
    let token = jar.get(name(desk)).ok_or(Error::SignIn)?.value();
    let account = desk.store().session(token).await?.ok_or(Error::SignIn)?;
    if account.grants.is_empty() {
        return Err(Error::NoRole);
    }
    let editor = Editor::from(&account);
    Ok(Person { account, editor })
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
