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
        let again = Request::from_parts(parts, bytes.clone().into());
        match Json::from_request(again, state).await {
            Ok(Json(asked)) => Ok(Asked(asked)),
            Err(rejection) => match with_whole_numbers(&bytes) {
                Some(asked) => Ok(Asked(asked)),
                None => Err(rejection.into()),
            },
        }
    }
}

/// Reads what has `3.0` where a whole number belongs: to JSON it is one (JSON Schema 2020-12, Validation 6.1.1), and
/// some languages write it so.
fn with_whole_numbers<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let mut value = serde_json::from_slice(bytes).ok()?;
    if round(&mut value) == 0 {
        return None;
    }
    serde_json::from_value(value).ok()
}

/// How many such numbers there were.
fn round(value: &mut serde_json::Value) -> usize {
    /// Up to here every whole number is itself as a float.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    use serde_json::Value;
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() <= EXACT => {
                #[allow(clippy::cast_possible_truncation)] // It is whole, and small enough.
                let whole = float as i64;
                *value = whole.into();
                1
            }
            _ => 0,
        },
        Value::Array(list) => list.iter_mut().map(round).sum(),
        Value::Object(fields) => fields.values_mut().map(round).sum(),
        Value::Null | Value::Bool(_) | Value::String(_) => 0,
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
