//! What a request asks, read so that a mistake is told in the desk's own way.

use axum::extract::{FromRequest, FromRequestParts, Path, Query};

use crate::Error;

/// The JSON of a request's body.
#[derive(Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(Error))]
pub(crate) struct Asked<T>(pub(crate) T);

/// The variable parts of a request's path.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Path), rejection(Error))]
pub(crate) struct At<T>(pub(crate) T);

/// What stands behind the question mark.
#[derive(Debug, FromRequestParts)]
#[from_request(via(Query), rejection(Error))]
pub(crate) struct Given<T>(pub(crate) T);
