//! Who did what to what, and whether the log is whole.

use axum::Json;
use axum::extract::State;
use store::AuditLine;
use story::{AccountId, Timestamp};

use crate::asked::Given;
use crate::{Desk, Error};

/// How many lines a page has.
const PAGE: i64 = 100;

/// How many lines are checked at once.
const BATCH: i64 = 5_000;

/// How far the chain was checked since the program started. Every line follows from the one before it, so what was
/// whole up to a line need not be read again, as long as that line is still the same.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    last: Option<AuditLine>,
    /// The first line that does not follow.
    broken: Option<i64>,
}

/// Which lines are asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    before: Option<i64>,
    object: Option<String>,
    #[param(value_type = Option<crate::vocabulary::Id>)]
    account: Option<AccountId>,
}

/// A page of the log, the newest line first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Log {
    lines: Vec<Line>,
    /// What to ask for as `before` to get more; nothing at the end.
    next: Option<String>,
    /// Whether every line of the log follows from the one before it.
    whole: bool,
    /// The first that does not.
    broken_at: Option<String>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = AuditLine)]
struct Line {
    number: String,
    #[schema(value_type = String)]
    at: Timestamp,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    account: Option<AccountId>,
    name: String,
    act: String,
    object: String,
    detail: String,
}

/// `GET /api/audit`
pub(crate) async fn lines(
    State(desk): State<Desk>,
    Given(Wanted { before, object, account }): Given<Wanted>,
) -> Result<Json<Log>, Error> {
    let broken = check(&desk).await?;
    let object = object.as_deref().filter(|object| !object.is_empty());
    let mut lines = desk.store().audit_before(before, object, account, PAGE + 1).await?;
    let more = lines.len() > PAGE as usize;
    lines.truncate(PAGE as usize);
    let next = lines.last().filter(|_| more).map(|line| line.number.to_string());
    let line = |line: AuditLine| Line {
        number: line.number.to_string(),
        at: line.at,
        account: line.account,
        name: line.name,
        act: line.act,
        object: line.object,
        detail: line.detail,
    };
    Ok(Json(Log {
        lines: lines.into_iter().map(line).collect(),
        next,
        whole: broken.is_none(),
        broken_at: broken.map(|number| number.to_string()),
    }))
}

/// Checks the lines that were written since the last time, and gives the first that does not follow.
async fn check(desk: &Desk) -> Result<Option<i64>, Error> {
    let store = desk.store();
    let mut checked = desk.inner.checked.lock().await;
    if let Some(last) = &checked.last
        && store.audit_line(last.number).await?.as_ref() != Some(last)
    {
        // What was there is not there any more, or another: from the beginning, to tell where.
        let number = last.number;
        *checked = Checked { last: None, broken: None };
        walk(desk, &mut checked).await?;
        checked.broken = checked.broken.or(Some(number));
        return Ok(checked.broken);
    }
    walk(desk, &mut checked).await?;
    Ok(checked.broken)
}

async fn walk(desk: &Desk, checked: &mut Checked) -> Result<(), Error> {
    while checked.broken.is_none() {
        let after = checked.last.as_ref().map_or(0, |line| line.number);
        let lines = desk.store().audit_after(after, BATCH).await?;
        let ended = lines.len() < BATCH as usize;
        for line in lines {
            if !line.follows(checked.last.as_ref()) {
                checked.broken = Some(line.number);
                break;
            }
            checked.last = Some(line);
        }
        if ended {
            break;
        }
    }
    Ok(())
}
