//! Devices that somebody signed in from before. Guessing from elsewhere never makes them wait.

use axum_extra::extract::CookieJar;
use http::HeaderValue;
use story::AccountId;

use crate::{Desk, Error, person};

/// Where the key is kept that proves a device's cookie to be ours.
const SETTING: &str = "desk.device_key";

/// The longest that browsers keep a cookie.
const AGE: i64 = 400 * 24 * 60 * 60;

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
    let key = match key(desk).await? {
        Some(key) => key,
        None => make_key(desk).await?,
    };
    Ok(person::kept(desk, name(desk), &prove(&key, account).to_hex(), AGE))
}

fn name(desk: &Desk) -> &'static str {
    if desk.config().secure() { "__Secure-masthead-device" } else { "masthead-device" }
}

fn prove(key: &[u8; 32], account: AccountId) -> blake3::Hash {
    blake3::keyed_hash(key, &account.number().to_le_bytes())
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
