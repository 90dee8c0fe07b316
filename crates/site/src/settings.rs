//! Night theme and text size without JavaScript: a form, a cookie, and back to the page.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{HeaderValue, LOCATION, SET_COOKIE};
use theme::page::COOKIE;

use crate::visit::Visit;
use crate::{Error, Site};

/// A year, in seconds.
const KEPT: u32 = 31_536_000;

/// What the form says: one button was pressed.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Wish {
    /// `auto`, `light`, `dark`, `smaller` or `larger`.
    change: Option<String>,
    /// The page that the reader is on.
    return_to: Option<String>,
}

pub(crate) async fn change(
    State(site): State<Site>,
    Path(code): Path<String>,
    visit: Visit,
    Form(wish): Form<Wish>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    paper.edition(&code).ok_or(Error::NotFound)?;
    let Wish { change, return_to } = wish;
    let preferences = change.map_or(visit.preferences, |change| visit.preferences.after(&change));
    let back = return_to.filter(|path| is_own_path(path)).unwrap_or_else(|| format!("/{code}/"));
    let secure = if site.url().starts_with("https:") { "; Secure" } else { "" };
    // Not HttpOnly: the script in the page's head sets the same cookie.
    let cookie = format!(
        "{COOKIE}={}; Path=/; Max-Age={KEPT}; SameSite=Lax{secure}",
        preferences.to_cookie()
    );
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_str(&back).map_err(|_| Error::BadRequest)?);
    headers.insert(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(|_| Error::BadRequest)?);
    Ok(response)
}

/// Whether a redirect there stays on this site: a path, and not one that a browser reads as another host.
pub(crate) fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_never_leads_away_from_the_paper() {
        for path in
            ["https://evil.example/", "//evil.example/", "/\\evil.example", "/a\r\nx: y", "en/"]
        {
            assert!(!is_own_path(path), "{path}");
        }
        assert!(is_own_path("/en/world?after=1-2"));
    }
}
