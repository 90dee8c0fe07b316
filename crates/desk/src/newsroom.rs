//! Who is signed in, and what the paper is made of.

use axum::Json;
use axum::extract::State;
use story::account::Account;
use story::permission::Grant;
use story::{AccountId, SectionId};

use crate::person::Person;
use crate::{Desk, Error};

/// What the desk's pages need to know before anything else.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Newsroom {
    me: Me,
    site: String,
    editions: Vec<EditionView>,
}

/// The person at the screen.
#[derive(Debug, serde::Serialize)]
struct Me {
    id: AccountId,
    name: String,
    email: String,
    grants: Vec<Grant>,
}

/// An edition and its sections.
#[derive(Debug, serde::Serialize)]
struct EditionView {
    code: String,
    name: String,
    title: String,
    language: &'static str,
    direction: &'static str,
    timezone: String,
    sections: Vec<SectionView>,
}

#[derive(Debug, serde::Serialize)]
struct SectionView {
    id: SectionId,
    name: String,
}

/// `GET /api/newsroom`
pub(crate) async fn newsroom(
    State(desk): State<Desk>,
    person: Person,
) -> Result<Json<Newsroom>, Error> {
    Ok(Json(of(&desk, &person.account).await?))
}

pub(crate) async fn of(desk: &Desk, account: &Account) -> Result<Newsroom, Error> {
    let sections = desk.store().sections().await?;
    let editions = desk.store().editions().await?;
    let editions = editions
        .into_iter()
        .map(|edition| EditionView {
            sections: sections
                .iter()
                .filter(|section| section.edition == edition.code)
                .map(|section| SectionView { id: section.id, name: section.name.clone() })
                .collect(),
            code: edition.code.to_string(),
            language: edition.language.code(),
            direction: edition.language.direction().html(),
            name: edition.name,
            title: edition.title,
            timezone: edition.timezone,
        })
        .collect();
    let Account { id, email, name, grants, disabled_at: _, created_at: _ } = account.clone();
    Ok(Newsroom {
        me: Me { id, name, email, grants },
        site: desk.config().site_url.clone(),
        editions,
    })
}
