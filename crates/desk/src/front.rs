//! The lists that editors arrange: fronts, and what is most important.

use axum::Json;
use axum::extract::State;
use store::{DeskFilter, DeskStage};
use story::permission::Permission;
use story::placement::{List, Placement};
use story::section::Section;
use story::{ArticleId, EditionCode, PlacementId, Refusal, Timestamp};

use crate::article::{self, StateWord};
use crate::asked::{Asked, At};
use crate::list::{self, Line};
use crate::person::Person;
use crate::preview::Link;
use crate::{Desk, Error, preview};

/// How many articles a list holds at most.
const MOST: usize = 60;

/// How many of the newest live articles are offered.
const OFFERED: i64 = 40;

/// Every list that can be arranged.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Fronts {
    fronts: Vec<FrontView>,
}

/// One of them.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct FrontView {
    edition: String,
    /// `front`, `important`, or `important:` and a section's id.
    list: String,
    /// The section, where it is one's.
    name: Option<String>,
    /// Whether the person at the screen may arrange it.
    may_arrange: bool,
}

/// A list and what is in it.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Arrangement {
    placements: Vec<PlacementView>,
    /// The newest live articles, to choose from.
    newest: Vec<Line>,
    /// What the list says now, to be named when it is changed.
    turn: String,
}

/// An article at its place.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct PlacementView {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    headline: String,
    state: StateWord,
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// A list as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Arranging {
    placements: Vec<Placing>,
    /// The list as the person at the screen saw it.
    turn: String,
}

/// An article at a place.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Placing {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    from: Option<Timestamp>,
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

/// Articles in the order of a list that is not kept yet.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ordered {
    placements: Vec<Placing>,
}

/// `GET /api/fronts`
pub(crate) async fn list(State(desk): State<Desk>, person: Person) -> Result<Json<Fronts>, Error> {
    let sections = desk.store().sections().await?;
    let mut fronts = Vec::new();
    for edition in desk.store().editions().await? {
        let may_arrange = person.editor.may(Permission::Arrange, &edition.code, None);
        let code = edition.code.to_string();
        for list in [List::Front, List::Important] {
            let view =
                FrontView { edition: code.clone(), list: list.key(), name: None, may_arrange };
            fronts.push(view);
        }
        for section in sections.iter().filter(|section| section.edition == edition.code) {
            fronts.push(FrontView {
                edition: code.clone(),
                list: List::ImportantIn(section.id).key(),
                name: Some(section.name.clone()),
                may_arrange: person.editor.may(
                    Permission::Arrange,
                    &edition.code,
                    Some(section.id),
                ),
            });
        }
    }
    Ok(Json(Fronts { fronts }))
}

/// `GET /api/fronts/{edition}/{list}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    _: Person,
    At((edition, key)): At<(EditionCode, String)>,
) -> Result<Json<Arrangement>, Error> {
    let (list, section) = found(&desk, &edition, &key).await?;
    Ok(Json(arrangement(&desk, &edition, &list, section.as_ref()).await?))
}

/// `POST /api/fronts/{edition}/{list}`
pub(crate) async fn arrange(
    State(desk): State<Desk>,
    person: Person,
    At((edition, key)): At<(EditionCode, String)>,
    Asked(Arranging { placements, turn }): Asked<Arranging>,
) -> Result<Json<Arrangement>, Error> {
    let (list, section) = found(&desk, &edition, &key).await?;
    let within = section.as_ref().map(|section| section.id);
    if !person.editor.may(Permission::Arrange, &edition, within) {
        let name = person.editor.name.clone();
        return Err(Refusal::NotAllowed { name, permission: Permission::Arrange }.into());
    }
    check(&desk, &edition, &placements).await?;
    let mut write = desk.store().write().await?;
    let present = write.placements(&edition, &list).await?;
    if turn_of(&present) != turn {
        drop(write);
        return Err(Error::Rearranged);
    }
    let placements: Vec<Placement> = (1..)
        .zip(placements)
        .map(|(position, Placing { article, from, until })| Placement {
            id: PlacementId::new(write.id()),
            edition: edition.clone(),
            list: list.clone(),
            position,
            article,
            from,
            until,
        })
        .collect();
    write.arrange(&edition, &list, &placements, &person.editor).await?;
    write.commit().await?;
    Ok(Json(arrangement(&desk, &edition, &list, section.as_ref()).await?))
}

/// `POST /api/fronts/{edition}/{list}/preview`: how the edition's front would look.
pub(crate) async fn preview(
    State(desk): State<Desk>,
    _: Person,
    At((edition, key)): At<(EditionCode, String)>,
    Asked(Ordered { placements }): Asked<Ordered>,
) -> Result<Json<Link>, Error> {
    let (list, _) = found(&desk, &edition, &key).await?;
    if placements.len() > MOST {
        return Err(too_many(placements.len()));
    }
    let now = desk.store().clock().now();
    let shown = |placing: &&Placing| {
        placing.from.is_none_or(|from| from <= now) && placing.until.is_none_or(|until| until > now)
    };
    let articles: Vec<ArticleId> =
        placements.iter().filter(shown).map(|placing| placing.article).collect();
    let subject = serde_json::json!({
        "front": { "edition": edition, "list": list.key(), "articles": articles },
    });
    Ok(Json(preview::link(&desk, &subject, preview::A_DAY).await?))
}

async fn found(
    desk: &Desk,
    edition: &EditionCode,
    key: &str,
) -> Result<(List, Option<Section>), Error> {
    let missing = || Error::Missing { what: "list", which: format!("{key} in edition {edition}") };
    let editions = desk.store().editions().await?;
    if !editions.iter().any(|known| known.code == *edition) {
        return Err(missing());
    }
    match key {
        "front" => Ok((List::Front, None)),
        "important" => Ok((List::Important, None)),
        _ => {
            let id = key.strip_prefix("important:").ok_or_else(missing)?;
            let sections = desk.store().sections().await?;
            let section = sections
                .into_iter()
                .find(|section| section.edition == *edition && section.id.to_string() == id)
                .ok_or_else(missing)?;
            Ok((List::ImportantIn(section.id), Some(section)))
        }
    }
}

async fn check(desk: &Desk, edition: &EditionCode, placements: &[Placing]) -> Result<(), Error> {
    if placements.len() > MOST {
        return Err(too_many(placements.len()));
    }
    let mut seen = std::collections::HashSet::new();
    for Placing { article: id, from, until } in placements {
        let article = desk.store().article(*id).await?;
        let wrong = if article.edition != *edition {
            Some(format!("Article {id} belongs to edition “{}”.", article.edition))
        } else if !seen.insert(*id) {
            Some(format!("Article {id} stands in the list twice. Take one of them out."))
        } else if from.zip(*until).is_some_and(|(from, until)| until <= from) {
            Some(format!("Article {id} would end before it begins. Choose a later end."))
        } else {
            None
        };
        if let Some(sentence) = wrong {
            return Err(Error::Invalid { field: "placements", sentence });
        }
    }
    Ok(())
}

fn too_many(placements: usize) -> Error {
    let sentence = format!("The list would have {placements} articles; at most {MOST} fit.");
    Error::Invalid { field: "placements", sentence }
}

async fn arrangement(
    desk: &Desk,
    edition: &EditionCode,
    list: &List,
    section: Option<&Section>,
) -> Result<Arrangement, Error> {
    let placements = desk.store().placements(edition, list).await?;
    let turn = turn_of(&placements);
    let mut views = Vec::new();
    for placement in placements {
        let row = desk.store().desk_row(placement.article).await?;
        views.push(PlacementView {
            article: placement.article,
            state: article::state_word(&row.article),
            headline: row.headline,
            from: placement.from,
            until: placement.until,
        });
    }
    let filter = DeskFilter {
        stage: Some(DeskStage::Live),
        edition: Some(edition.clone()),
        section: section.map(|section| section.id),
        ..DeskFilter::default()
    };
    let mut newest = Vec::new();
    for row in desk.store().desk_list(&filter, None, OFFERED).await? {
        if row.kind.is_listed() {
            newest.push(list::line(desk, row).await?);
        }
    }
    newest.sort_by_key(|line| std::cmp::Reverse(line.first_live_at()));
    Ok(Arrangement { placements: views, newest, turn })
}

/// Tells one arrangement from another.
fn turn_of(placements: &[Placement]) -> String {
    let mut hasher = blake3::Hasher::new();
    for Placement { id: _, edition: _, list: _, position, article, from, until } in placements {
        let moments = [from, until].map(|at| at.map_or(0, |at: Timestamp| at.as_microsecond()));
        for number in [*position, article.number(), moments[0], moments[1]] {
            hasher.update(&number.to_le_bytes());
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
