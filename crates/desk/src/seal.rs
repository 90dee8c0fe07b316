//! What is closed: the secrets of one-time codes in the database, and what browsers carry for us from one request to
//! the next.

use identity::Seal;
use jiff::SignedDuration;
use serde::de::DeserializeOwned;
use story::{AccountId, Timestamp};

use crate::{Desk, Error, device};

/// How long a browser may take to bring back what it carries.
pub(crate) const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// Something that is good for a while.
#[derive(serde::Serialize, serde::Deserialize)]
struct Carried<T> {
    until: Timestamp,
    what: T,
}

/// Closes something that a browser carries for us, about this matter.
pub(crate) async fn carry<T: serde::Serialize>(
    desk: &Desk,
    what: T,
    about: &str,
) -> Result<String, Error> {
    let until = desk.store().clock().now().checked_add(PATIENCE);
    let carried = Carried { until: until.unwrap_or(Timestamp::MAX), what };
    let bytes = serde_json::to_vec(&carried).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(browsers(desk).await?.close(&bytes, about)?)
}

/// What a browser brings back, if we closed it about this matter not too long ago; and until when it is good.
pub(crate) async fn carried<T: DeserializeOwned>(
    desk: &Desk,
    closed: &str,
    about: &str,
) -> Result<Option<(T, Timestamp)>, Error> {
    let opened = browsers(desk).await?.open(closed, about);
    let carried = opened.and_then(|bytes| serde_json::from_slice::<Carried<T>>(&bytes).ok());
    let carried = carried.filter(|carried| carried.until > desk.store().clock().now());
    Ok(carried.map(|Carried { until, what }| (what, until)))
}

async fn browsers(desk: &Desk) -> Result<Seal, Error> {
    Ok(Seal::new(&device::key_or_new(desk).await?, "masthead browsers 1")?)
}

const CODES: &str = "masthead one-time codes 1";

/// Closes the secret of somebody's one-time codes.
pub(crate) async fn close_secret(
    desk: &Desk,
    account: AccountId,
    secret: &[u8],
) -> Result<String, Error> {
    let key = match &desk.config().key {
        Some(key) => key.0,
        None => device::key_or_new(desk).await?,
    };
    Ok(Seal::new(&key, CODES)?.close(secret, &account.to_string())?)
}

/// Opens it again, also if it was closed before there was a key beside the database.
pub(crate) async fn open_secret(
    desk: &Desk,
    account: AccountId,
    closed: &str,
) -> Result<Vec<u8>, Error> {
    let beside = desk.config().key.as_ref().map(|key| key.0);
    for key in beside.into_iter().chain([device::key_or_new(desk).await?]) {
        if let Some(secret) = Seal::new(&key, CODES)?.open(closed, &account.to_string()) {
            return Ok(secret);
        }
    }
    tracing::error!(account.id = %account, "The key beside the database is not the one that one-time codes were kept with.");
    Err(Error::NoKey)
}
