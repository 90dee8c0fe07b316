//! Who works here, and what they may do.

use std::collections::{HashMap, HashSet};

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use jiff::SignedDuration;
use store::Invitation;
use story::account::{Account, have_an_admin};
use story::job::{Due, Job, Notice};
use story::permission::Grant;
use story::{AccountId, Timestamp};

use crate::asked::{Asked, At, Nothing};
use crate::first_owner::{checked_email, checked_name};
use crate::person::Person;
use crate::{Desk, Error, letters, vocabulary};

/// How long an invitation can be taken.
const INVITED: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a link from an admin sets a new password.
pub(crate) const RESET_BY_ADMIN: SignedDuration = SignedDuration::from_hours(24);

/// Who works here, and who is invited.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct People {
    people: Vec<OneOfUs>,
    invitations: Vec<Invited>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct OneOfUs {
    #[schema(value_type = crate::vocabulary::Id)]
    id: AccountId,
    name: String,
    email: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
    #[schema(value_type = Option<String>)]
    disabled_at: Option<Timestamp>,
    #[schema(value_type = String)]
    created_at: Timestamp,
    second_factor: bool,
    #[schema(value_type = Option<String>)]
    seen_at: Option<Timestamp>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct Invited {
    id: String,
    email: String,
    name: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
    #[schema(value_type = String)]
    until: Timestamp,
    by: String,
}

/// `GET /api/people`
pub(crate) async fn list(State(desk): State<Desk>) -> Result<Json<People>, Error> {
    of(&desk).await
}

async fn of(desk: &Desk) -> Result<Json<People>, Error> {
    let store = desk.store();
    let safe: HashSet<AccountId> = store.with_second_factor().await?.into_iter().collect();
    let seen: HashMap<AccountId, Timestamp> = store.last_seen().await?.into_iter().collect();
    let one = |Account { id, email, name, grants, disabled_at, created_at }| OneOfUs {
        second_factor: safe.contains(&id),
        seen_at: seen.get(&id).copied(),
        id,
        name,
        email,
        grants,
        disabled_at,
        created_at,
    };
    let invited = |invitation: Invitation| Invited {
        id: invitation.id.to_string(),
        email: invitation.email,
        name: invitation.name,
        grants: invitation.grants,
        until: invitation.until,
        by: invitation.by_name,
    };
    Ok(Json(People {
        people: store.accounts().await?.into_iter().map(one).collect(),
        invitations: store.invitations().await?.into_iter().map(invited).collect(),
    }))
}

/// A link to be handed over, and whether it was mailed besides.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = PersonLink)]
pub(crate) struct Link {
    link: String,
    mailed: bool,
}

/// Who is to come.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invite {
    email: String,
    name: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
}

/// `POST /api/people/invite`
pub(crate) async fn invite(
    State(desk): State<Desk>,
    person: Person,
    Asked(Invite { email, name, grants }): Asked<Invite>,
) -> Result<(StatusCode, Json<Link>), Error> {
    let email = checked_email(&email)?;
    let name = checked_name(&name)?;
    let grants = checked_grants(&desk, grants).await?;
    if desk.store().account_by_email(&email).await?.is_some() {
        return Err(Error::Taken(format!("{email} has an account already.")));
    }
    let now = desk.store().clock().now();
    let mut write = desk.store().write().await?;
    let invitation = Invitation {
        id: write.id(),
        email,
        name,
        grants,
        by_account: person.editor.account,
        by_name: person.editor.name.clone(),
        created_at: now,
        until: now.checked_add(INVITED).unwrap_or(now),
    };
    write.put_invitation(&invitation, &person.editor).await?;
    let token = write.invitation_ticket(&invitation).await?;
    let mailed = desk.config().mail.is_some();
    if mailed {
        let job = Job::MailInvitation { invitation: invitation.id };
        write.put_job(&Due { job, at: now }).await?;
    }
    write.commit().await?;
    let link = letters::invitation_link(&desk, &token);
    Ok((StatusCode::CREATED, Json(Link { link, mailed })))
}

/// `POST /api/invitations/{id}/end`
pub(crate) async fn end_invitation(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<i64>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<People>, Error> {
    let mut write = desk.store().write().await?;
    if !write.end_invitation(id, &person.editor).await? {
        return Err(Error::Missing { what: "invitation", which: id.to_string() });
    }
    write.commit().await?;
    of(&desk).await
}

/// What is to change about somebody.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = PersonChange)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    name: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
}

/// `POST /api/people/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AccountId>,
    Asked(Change { name, grants }): Asked<Change>,
) -> Result<Json<People>, Error> {
    let name = checked_name(&name)?;
    let grants = checked_grants(&desk, grants).await?;
    alter(&desk, &person, id, |account| Account { name, grants, ..account }).await
}

/// `POST /api/people/{id}/disable`
pub(crate) async fn disable(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AccountId>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<People>, Error> {
    let now = desk.store().clock().now();
    alter(&desk, &person, id, |account| Account {
        disabled_at: account.disabled_at.or(Some(now)),
        ..account
    })
    .await
}

/// `POST /api/people/{id}/enable`
pub(crate) async fn enable(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AccountId>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<People>, Error> {
    alter(&desk, &person, id, |account| Account { disabled_at: None, ..account }).await
}

/// Changes an account, unless nobody would be left to let people in.
async fn alter(
    desk: &Desk,
    person: &Person,
    id: AccountId,
    change: impl FnOnce(Account) -> Account,
) -> Result<Json<People>, Error> {
    let mut write = desk.store().write().await?;
    // Read in the transaction: two admins who shut each other out at once do not both succeed.
    let mut accounts = write.accounts().await?;
    let place = accounts.iter().position(|account| account.id == id).ok_or_else(|| no_one(id))?;
    let before = accounts.remove(place);
    let after = change(before.clone());
    if after != before {
        accounts.push(after.clone());
        if !have_an_admin(&accounts) {
            return Err(Error::LastAdmin);
        }
        write.put_account(&after, None, &person.editor).await?;
        write.commit().await?;
    }
    of(desk).await
}

/// `POST /api/people/{id}/reset`
pub(crate) async fn reset(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AccountId>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Link>, Error> {
    let account = active(&desk, id).await?;
    let now = desk.store().clock().now();
    let until = now.checked_add(RESET_BY_ADMIN).unwrap_or(now);
    let mut write = desk.store().write().await?;
    let token = write.reset_ticket(id, until).await?;
    write.audit(&person.editor, "reset link", &format!("account {id}"), &account.name).await?;
    let mailed = desk.config().mail.is_some();
    if mailed {
        write.put_job(&Due { job: Job::MailNewPassword { account: id }, at: now }).await?;
    }
    write.commit().await?;
    Ok(Json(Link { link: letters::reset_link(&desk, &token), mailed }))
}

/// `POST /api/people/{id}/forget-factors`
pub(crate) async fn forget_factors(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AccountId>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<People>, Error> {
    desk.store().account(id).await?.ok_or_else(|| no_one(id))?;
    let mut write = desk.store().write().await?;
    write.forget_factors(id, &person.editor).await?;
    // Whoever stole the phone may be signed in with it.
    write.end_sessions(id).await?;
    letters::put_notice(&desk, &mut write, id, Notice::FactorsForgotten).await?;
    write.commit().await?;
    of(&desk).await
}

async fn active(desk: &Desk, id: AccountId) -> Result<Account, Error> {
    let account = desk.store().account(id).await?.ok_or_else(|| no_one(id))?;
    if account.disabled_at.is_some() {
        return Err(Error::Taken(format!("{} may not sign in. Let them in first.", account.name)));
    }
    Ok(account)
}

fn no_one(id: AccountId) -> Error {
    Error::Missing { what: "account", which: id.to_string() }
}

/// Roles that are at least one, each somewhere that there is.
async fn checked_grants(desk: &Desk, grants: Vec<Grant>) -> Result<Vec<Grant>, Error> {
    let wrong = |sentence: String| Error::Invalid { field: "grants", sentence };
    if grants.is_empty() || grants.len() > 100 {
        return Err(wrong("Choose at least one role; without one nobody can sign in.".to_owned()));
    }
    let editions = desk.store().editions().await?;
    let sections = desk.store().sections().await?;
    let mut checked: Vec<Grant> = Vec::new();
    for grant in grants {
        if let Some(code) = &grant.edition
            && !editions.iter().any(|edition| edition.code == *code)
        {
            return Err(wrong(format!("There is no edition {code}.")));
        }
        if let Some(id) = grant.section
            && !sections
                .iter()
                .any(|section| section.id == id && Some(&section.edition) == grant.edition.as_ref())
        {
            return Err(wrong(format!("There is no section {id} in that edition.")));
        }
        if !checked.contains(&grant) {
            checked.push(grant);
        }
    }
    Ok(checked)
}
