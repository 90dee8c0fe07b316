//! What a request asks, read so that a mistake is told in the desk's own way.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use bytes::Bytes;

use crate::Error;

/// The JSON object of a request's body.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: serde::de::DeserializeOwned> FromRequest<S> for Asked<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Asked<T>, Error> {
        let (parts, body) = request.into_parts();
        let read = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let bytes = read.map_err(JsonRejection::from)?;
        if bytes.trim_ascii().is_empty() {
            let sentence = "Send a JSON object: {} where there is nothing to say.".to_owned();
            return Err(Error::Unreadable(sentence));
        }
        // Serde reads a list as an object without names, which the API's document does not promise.
        if bytes.trim_ascii_start().starts_with(b"[") {
            return Err(Error::Unreadable("Send a JSON object and not a list.".to_owned()));
        }
        let Json(asked) =
            Json::from_request(Request::from_parts(parts, bytes.into()), state).await?;
        Ok(Asked(asked))
    }
}

/// An empty object: the route needs nothing more than its address.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// The variable parts of a request's path.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Path), rejection(Error))]
pub(crate) struct At<T>(pub(crate) T);

/// What stands behind the question mark.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Query), rejection(Error))]
pub(crate) struct Given<T>(pub(crate) T);

/// The ids of a list with commas between them, at most so many: `what` says of which nouns.
pub(crate) fn named<T: std::str::FromStr>(
    ids: &str,
    what: &str,
    most: usize,
) -> Result<Vec<T>, Error> {
    let wrong = |sentence| Error::Invalid { field: "ids", sentence };
    let named: Option<Vec<T>> = ids.split(',').map(|id| id.parse().ok()).collect();
    let named = named.ok_or_else(|| {
        wrong(format!("“{ids}” is no list of {what}. Write their ids with commas between them."))
    })?;
    if named.len() > most {
        return Err(wrong(format!("At most {most} {what} are named at once.")));
    }
    Ok(named)
}
