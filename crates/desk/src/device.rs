//! Devices that somebody signed in from before. Guessing from elsewhere never makes them wait.

use axum::extract::FromRequestParts;
use axum_extra::extract::CookieJar;
use http::request::Parts;
use http::{HeaderValue, header};
use story::AccountId;

use crate::{Desk, Error, person};

/// Where the key is kept that proves a device's cookie to be ours.
const SETTING: &str = "desk.device_key";

/// The longest that browsers keep a cookie.
const AGE: i64 = 400 * 24 * 60 * 60;

/// What somebody sits at, in the words that a list of their sessions shows: `Firefox on Linux`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Device(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Device {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &S,
    ) -> Result<Device, std::convert::Infallible> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Device(in_words(agent.unwrap_or_default())))
    }
}

/// The first word that a browser has in its description and what people call it. Most say that they are others, too,
/// so the order decides.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("YaBrowser/", "Yandex Browser"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
];

fn in_words(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name)
    };
    match (find(BROWSERS), find(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => String::new(),
    }
}

/// Whether this browser signed in to this account before.
pub(crate) async fn is_known(
    desk: &Desk,
    jar: &CookieJar,
    account: AccountId,
) -> Result<bool, Error> {
    let Some(cookie) = jar.get(name(desk)) else { return Ok(false) };
    let Some(key) = key(desk).await? else { return Ok(false) };
    let proof = blake3::Hash::from_hex(cookie.value());
    Ok(proof.is_ok_and(|proof| proof == prove(&key, account)))
}

/// The cookie by which the browser is known next time.
pub(crate) async fn cookie(desk: &Desk, account: AccountId) -> Result<HeaderValue, Error> {
    let key = key_or_new(desk).await?;
    Ok(person::kept(desk, name(desk), &prove(&key, account).to_hex(), AGE))
}

fn name(desk: &Desk) -> &'static str {
    if desk.config().secure() { "__Secure-masthead-device" } else { "masthead-device" }
}

fn prove(key: &[u8; 32], account: AccountId) -> blake3::Hash {
    blake3::keyed_hash(key, &account.number().to_le_bytes())
}

/// The key that lies in the database: it proves cookies, and closes what browsers carry for us.
pub(crate) async fn key_or_new(desk: &Desk) -> Result<[u8; 32], Error> {
    match key(desk).await? {
        Some(key) => Ok(key),
        None => make_key(desk).await,
    }
}

async fn key(desk: &Desk) -> Result<Option<[u8; 32]>, Error> {
    let kept = desk.store().setting(SETTING).await?;
    let kept = kept.and_then(|hex| blake3::Hash::from_hex(hex).ok());
    Ok(kept.map(|key| *key.as_bytes()))
}

async fn make_key(desk: &Desk) -> Result<[u8; 32], Error> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| Error::Internal(error.to_string()))?;
    let mut write = desk.store().write().await?;
    write.set(SETTING, &blake3::Hash::from_bytes(key).to_hex()).await?;
    write.commit().await?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart_although_each_says_that_it_is_another() {
        for (agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/7.88.1", "curl"),
            ("<script>alert(1)</script>", ""),
            ("", ""),
        ] {
            assert_eq!(in_words(agent), words, "{agent}");
        }
    }
}
