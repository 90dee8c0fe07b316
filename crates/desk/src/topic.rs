//! What articles are about.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::topic::{Names, Topic};
use story::{Language, TopicId};

use crate::asked::{Asked, At, Given, named};
use crate::author::{free_slug, may_edit};
use crate::person::Person;
use crate::{Desk, Error};

/// How many are offered at once.
const MOST: usize = 50;

/// Which topics are asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words that a name holds.
    #[serde(default)]
    q: String,
    /// These alone: ids with commas between them.
    #[serde(default)]
    ids: String,
}

/// Those that were found.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Topics {
    topics: Vec<TopicView>,
}

/// A topic.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct TopicView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: TopicId,
    slug: String,
    /// By language code.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    names: Names,
}

/// A topic as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicAsked {
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    names: Names,
}

/// `GET /api/topics`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    Given(Wanted { q, ids }): Given<Wanted>,
) -> Result<Json<Topics>, Error> {
    let words = q.to_lowercase();
    let known = if ids.is_empty() {
        desk.store().all_topics().await?
    } else {
        desk.store().topics(&named(&ids, "topics", MOST)?).await?
    };
    let found = known
        .into_iter()
        .filter(|topic| topic.names.values().any(|name| name.to_lowercase().contains(&words)));
    Ok(Json(Topics { topics: found.take(MOST).map(view).collect() }))
}

/// `POST /api/topics`: a new one.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(TopicAsked { names }): Asked<TopicAsked>,
) -> Result<(StatusCode, Json<TopicView>), Error> {
    may_edit(&person)?;
    let names = some_names(names)?;
    let slug = free_slug(&names, &[])?;
    let mut write = desk.store().write().await?;
    let slug = write.free_item_slug(&slug).await?;
    let topic = Topic { id: TopicId::new(write.id()), slug, names };
    write.put_topic(&topic).await?;
    let what = format!("topic {}", topic.id);
    write.audit(&person.editor, "topic", &what, topic.slug.as_str()).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, Json(view(topic))))
}

/// `POST /api/topics/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<TopicId>,
    Asked(TopicAsked { names }): Asked<TopicAsked>,
) -> Result<Json<TopicView>, Error> {
    may_edit(&person)?;
    let known = desk.store().topics(&[id]).await?.into_iter().next();
    let known = known.ok_or_else(|| Error::Missing { what: "topic", which: id.to_string() })?;
    let topic = Topic { names: some_names(names)?, ..known };
    let mut write = desk.store().write().await?;
    write.put_topic(&topic).await?;
    let what = format!("topic {id}");
    write.audit(&person.editor, "topic", &what, topic.slug.as_str()).await?;
    write.commit().await?;
    Ok(Json(view(topic)))
}

fn view(topic: Topic) -> TopicView {
    let Topic { id, slug, names } = topic;
    TopicView { id, slug: slug.to_string(), names }
}

/// Names in languages that a paper can have, without those that are empty.
pub(crate) fn checked_names(field: &'static str, names: Names) -> Result<Names, Error> {
    let mut kept = Names::new();
    for (code, name) in names {
        let name = name.trim().to_owned();
        if Language::parse(&code).is_err() {
            let sentence = format!("“{code}” is no language that a paper here can have.");
            return Err(Error::Invalid { field, sentence });
        }
        if name.chars().count() > 2_000
            || name.chars().any(|sign| sign.is_control() && sign != '\n')
        {
            let sentence =
                format!("The words in “{code}” are too long or hold signs that no page can show.");
            return Err(Error::Invalid { field, sentence });
        }
        if !name.is_empty() {
            kept.insert(code, name);
        }
    }
    Ok(kept)
}

/// Checked names, of which there must be one.
pub(crate) fn some_names(names: Names) -> Result<Names, Error> {
    let names = checked_names("names", names)?;
    if names.is_empty() {
        let sentence = "Write a name in at least one language.".to_owned();
        return Err(Error::Invalid { field: "names", sentence });
    }
    Ok(names)
}
