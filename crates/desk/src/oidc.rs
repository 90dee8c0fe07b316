//! Signing in through the identity provider of the house. It lets in whoever has an account here; it makes none.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use http::header;
use identity::oidc::{Pending, Provider};

use crate::asked::Given;
use crate::device::Device;
use crate::{Desk, Error, person, seal, sign_in};

/// What the browser carries meanwhile.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Journey {
    pending: Pending,
    return_to: String,
}

const ABOUT: &str = "identity provider";

/// Where the browser goes afterwards.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Begin {
    return_to: Option<String>,
}

/// `GET /api/oidc/begin`
pub(crate) async fn begin(
    State(desk): State<Desk>,
    Given(Begin { return_to }): Given<Begin>,
) -> Result<Response, Error> {
    let provider = provider(&desk)?;
    let return_to = return_to.filter(|path| is_ours(path)).unwrap_or_else(|| "/desk/".to_owned());
    let (url, pending) = match provider.begin(&back(&desk)).await {
        Ok(begun) => begun,
        Err(error) => return Ok(refuse("oidc_failed", &error)),
    };
    let closed = seal::carry(&desk, Journey { pending, return_to }, ABOUT).await?;
    let cookie = person::kept(&desk, name(&desk), &closed, seal::PATIENCE.as_secs());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&url)).into_response())
}

/// What the provider sends the browser back with.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Callback {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// `GET /api/oidc/callback`
pub(crate) async fn callback(
    State(desk): State<Desk>,
    device: Device,
    jar: CookieJar,
    Given(Callback { code, state, error }): Given<Callback>,
) -> Result<Response, Error> {
    let provider = provider(&desk)?;
    let closed = jar.get(name(&desk)).map_or("", Cookie::value);
    let journey = seal::carried::<Journey>(&desk, closed, ABOUT).await?;
    let begun_here = journey
        .zip(state)
        .filter(|((journey, _), state)| journey.pending.is_state(state))
        .map(|((journey, _), _)| journey);
    let Some(Journey { pending, return_to }) = begun_here else {
        return Ok(refuse("oidc_failed", &"it was not begun in this browser, or too long ago"));
    };
    let Some(code) = code else {
        let why = error.unwrap_or_default();
        let told = if why == "access_denied" { "oidc_cancelled" } else { "oidc_failed" };
        return Ok(refuse(told, &why));
    };
    let now = desk.store().clock().now().as_second();
    let claims = match provider.finish(&pending, &code, &back(&desk), now).await {
        Ok(claims) => claims,
        Err(error) => return Ok(refuse("oidc_failed", &error)),
    };
    let Some(email) = claims.email.filter(|_| claims.email_verified) else {
        return Ok(refuse("oidc_no_email", &"the provider tells no verified e-mail address"));
    };
    let account = desk.store().account_by_email(&email).await?.map(|(account, _)| account);
    let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
        return Ok(refuse("oidc_no_account", &"nobody here has the e-mail address"));
    };
    let mut headers = sign_in::begin_session(&desk, &account, "identity provider", &device).await?;
    headers.append(header::SET_COOKIE, person::kept(&desk, name(&desk), "", 0));
    Ok((headers, Redirect::to(&return_to)).into_response())
}

fn provider(desk: &Desk) -> Result<&Provider, Error> {
    desk.inner.oidc.as_ref().ok_or(Error::NoRoute)
}

/// The address that the provider has to know.
fn back(desk: &Desk) -> String {
    format!("{}/desk/api/oidc/callback", desk.config().origin())
}

fn name(desk: &Desk) -> &'static str {
    if desk.config().secure() { "__Secure-masthead-oidc" } else { "masthead-oidc" }
}

/// Only a path of the desk: an address of anybody else's would make this a springboard.
fn is_ours(path: &str) -> bool {
    (path == "/desk" || path.starts_with("/desk/"))
        && !path.contains("..")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

/// Back to the door, which says in its own words what went wrong.
fn refuse(code: &'static str, why: &dyn std::fmt::Display) -> Response {
    tracing::warn!("Signing in through the identity provider failed: {why}");
    Redirect::to(&format!("/desk/?refused={code}")).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_anywhere_but_to_the_desk() {
        for (path, ours) in [
            ("/desk/", true),
            ("/desk/articles/12?tab=history#top", true),
            ("/desk", true),
            ("/deskevil.example", false),
            ("//evil.example/desk/", false),
            ("https://evil.example/desk/", false),
            ("/desk/../en", false),
            ("/desk/\\evil.example", false),
            ("/desk/\r\nset-cookie: a=b", false),
            ("", false),
        ] {
            assert_eq!(is_ours(path), ours, "{path}");
        }
    }
}
