//! Who signs: for bylines, and for the pages of authors.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::author::{Author, AuthorKind};
use story::permission::{Permission, allows};
use story::topic::Names;
use story::{AuthorId, Language, Refusal, Slug};

use crate::asked::{Asked, At, Given};
use crate::person::Person;
use crate::topic::{checked_names, some_names};
use crate::{Desk, Error, vocabulary};

/// How many are offered at once.
const MOST: usize = 50;

/// Who is looked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Sought {
    #[serde(default)]
    pub(crate) q: String,
}

/// Those who were found.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Authors {
    authors: Vec<AuthorView>,
}

/// Somebody who signs.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct AuthorView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: AuthorId,
    slug: String,
    #[schema(value_type = vocabulary::AuthorKind)]
    kind: AuthorKind,
    /// By language code.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    names: Names,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    titles: Names,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    bios: Names,
}

/// Somebody who signs, as they should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuthorAsked {
    #[schema(value_type = vocabulary::AuthorKind)]
    kind: AuthorKind,
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    names: Names,
    #[serde(default)]
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    titles: Names,
    #[serde(default)]
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    bios: Names,
}

impl From<Author> for AuthorView {
    fn from(author: Author) -> AuthorView {
        let Author { id, slug, kind, names, titles, bios } = author;
        AuthorView { id, slug: slug.to_string(), kind, names, titles, bios }
    }
}

/// `GET /api/authors`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    Given(Sought { q }): Given<Sought>,
) -> Result<Json<Authors>, Error> {
    let words = q.to_lowercase();
    let found =
        desk.store().all_authors().await?.into_iter().filter(|author| {
            author.names.values().any(|name| name.to_lowercase().contains(&words))
        });
    Ok(Json(Authors { authors: found.take(MOST).map(AuthorView::from).collect() }))
}

/// `POST /api/authors`: somebody new.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(asked): Asked<AuthorAsked>,
) -> Result<(StatusCode, Json<AuthorView>), Error> {
    may_edit(&person)?;
    let names = some_names(asked.names)?;
    let taken: Vec<Slug> =
        desk.store().all_authors().await?.into_iter().map(|author| author.slug).collect();
    let slug = free_slug(&names, &taken)?;
    let id = {
        let write = desk.store().write().await?;
        AuthorId::new(write.id())
    };
    let author = Author {
        id,
        slug,
        kind: asked.kind,
        names,
        titles: checked_names("titles", asked.titles)?,
        bios: checked_names("bios", asked.bios)?,
    };
    Ok((StatusCode::CREATED, Json(keep(&desk, &person, author).await?)))
}

/// `POST /api/authors/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<AuthorId>,
    Asked(asked): Asked<AuthorAsked>,
) -> Result<Json<AuthorView>, Error> {
    may_edit(&person)?;
    let known = desk.store().authors(&[id]).await?.into_iter().next();
    let known = known.ok_or_else(|| Error::Missing { what: "author", which: id.to_string() })?;
    let author = Author {
        kind: asked.kind,
        names: some_names(asked.names)?,
        titles: checked_names("titles", asked.titles)?,
        bios: checked_names("bios", asked.bios)?,
        ..known
    };
    Ok(Json(keep(&desk, &person, author).await?))
}

async fn keep(desk: &Desk, person: &Person, author: Author) -> Result<AuthorView, Error> {
    let mut write = desk.store().write().await?;
    write.put_author(&author).await?;
    let what = format!("author {}", author.id);
    write.audit(&person.editor, "author", &what, author.slug.as_str()).await?;
    write.commit().await?;
    Ok(author.into())
}

/// An address made of the name in English, or in any language.
pub(crate) fn free_slug(names: &Names, taken: &[Slug]) -> Result<Slug, Error> {
    let name = story::topic::name_in(names, Language::english());
    let sentence = format!("No address can be made of “{name}”. Add a name in letters.");
    let slug =
        Slug::of(name, Language::english()).ok_or(Error::Invalid { field: "names", sentence })?;
    if !taken.contains(&slug) {
        return Ok(slug);
    }
    let numbered = (2..1_000).map(|number| slug.numbered(number));
    numbered
        .into_iter()
        .find(|slug| !taken.contains(slug))
        .ok_or_else(|| Error::Taken(format!("Too many are called “{name}”.")))
}

/// Whoever edits somewhere may keep names, which all editions share.
pub(crate) fn may_edit(person: &Person) -> Result<(), Error> {
    let may = |permission| person.editor.grants.iter().any(|grant| allows(grant.role, permission));
    if may(Permission::Write) {
        return Ok(());
    }
    let name = person.editor.name.clone();
    Err(Refusal::NotAllowed { name, permission: Permission::Write }.into())
}
