//! Where somebody is signed in, to be ended.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;

use crate::asked::{Asked, At, Nothing};
use crate::me::{self, Me};
use crate::person::{self, Person};
use crate::{Desk, Error};

/// `POST /api/me/sessions/{id}/end`
pub(crate) async fn end(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    At(id): At<i64>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Me>, Error> {
    let account = person.account.id;
    let mut write = desk.store().write().await?;
    if !write.end_session_of(account, id).await? {
        return Err(Error::Missing { what: "session", which: id.to_string() });
    }
    write.audit(&person.editor, "end session", &format!("account {account}"), "").await?;
    write.commit().await?;
    me::of(&desk, &person, &jar).await
}

/// `POST /api/me/sessions/end-others`
pub(crate) async fn end_others(
    State(desk): State<Desk>,
    person: Person,
    jar: CookieJar,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Me>, Error> {
    let account = person.account.id;
    let token = person::token(&desk, &jar).unwrap_or_default();
    let mut write = desk.store().write().await?;
    let ended = write.end_other_sessions(account, token).await?;
    let (object, detail) = (format!("account {account}"), format!("{ended} others"));
    write.audit(&person.editor, "end sessions", &object, &detail).await?;
    write.commit().await?;
    me::of(&desk, &person, &jar).await
}
