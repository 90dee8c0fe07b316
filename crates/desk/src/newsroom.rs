//! Who is signed in, and what the paper is made of.

use axum::Json;
use axum::extract::State;
use story::account::Account;
use story::language::Direction;
use story::permission::Grant;
use story::{AccountId, SectionId};

use crate::person::Person;
use crate::{Desk, Error, second_factor, statistics, vocabulary};

/// What the desk's pages need to know before anything else.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Newsroom {
    me: Me,
    /// Whether the paper wants a second factor that they do not have: until then they see only their own account.
    must_enrol: bool,
    /// The language in which they want the desk, if they said so.
    desk_language: Option<String>,
    site: String,
    editions: Vec<EditionView>,
    /// Whether writers see how often their own stories are read.
    own_statistics: bool,
}

/// The person at the screen.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = PersonAtTheScreen)]
struct Me {
    #[schema(value_type = crate::vocabulary::Id)]
    id: AccountId,
    name: String,
    email: String,
    #[schema(value_type = Vec<vocabulary::Grant>)]
    grants: Vec<Grant>,
    /// Whether they have one-time codes or a passkey.
    second_factor: bool,
}

/// An edition and its sections.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct EditionView {
    code: String,
    name: String,
    title: String,
    language: &'static str,
    #[schema(value_type = vocabulary::Direction)]
    direction: Direction,
    timezone: String,
    sections: Vec<SectionView>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct SectionView {
    #[schema(value_type = crate::vocabulary::Id)]
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
            direction: edition.language.direction(),
            name: edition.name,
            title: edition.title,
            timezone: edition.timezone,
        })
        .collect();
    let Account { id, email, name, grants, disabled_at: _, created_at: _ } = account;
    let second_factor = desk.store().has_second_factor(*id).await?;
    Ok(Newsroom {
        own_statistics: statistics::shows_own(desk).await?,
        me: Me {
            id: *id,
            name: name.clone(),
            email: email.clone(),
            grants: grants.clone(),
            second_factor,
        },
        must_enrol: !second_factor && second_factor::is_required(desk).await?,
        desk_language: desk.store().desk_language(*id).await?,
        site: desk.config().site_url.clone(),
        editions,
    })
}
