//! What belongs to a story in all its languages: what it is, its embargo, and whether advertisements keep away.

use axum::Json;
use axum::extract::State;
use story::{ArticleId, Kind, Story};

use crate::article::{self, ArticleView};
use crate::asked::{Asked, At};
use crate::person::Person;
use crate::subject::Subject;
use crate::{Desk, Error, moment, vocabulary};

/// A story as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StoryAsked {
    #[schema(value_type = vocabulary::Kind)]
    kind: Kind,
    /// `2026-01-31T06:00` by the clocks of the article's edition, or with an offset; nothing ends it.
    embargo: Option<String>,
    sensitive: bool,
}

/// `POST /api/articles/{id}/story`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(StoryAsked { kind, embargo, sensitive }): Asked<StoryAsked>,
) -> Result<Json<ArticleView>, Error> {
    let subject = Subject::newest(&desk, id).await?;
    let editions = desk.store().editions().await?;
    let edition = editions.iter().find(|edition| edition.code == subject.article.edition);
    let zone = edition.map_or(jiff::tz::TimeZone::UTC, story::Edition::zone);
    let embargo = embargo.map(|at| moment::parse(&at, &zone)).transpose()?;
    let articles: Vec<_> = desk
        .store()
        .desk_rows_of(subject.story.id)
        .await?
        .into_iter()
        .map(|row| row.article)
        .collect();
    let wanted = Story { kind, embargo, sensitive, ..subject.story.clone() };
    let changed = subject.story.change(&wanted, &articles, &person.editor)?;
    if changed != subject.story {
        let mut write = desk.store().write().await?;
        write.change_story(&subject.story, &changed, &articles, &person.editor).await?;
        write.commit().await?;
    }
    Ok(Json(article::view(&desk, &person, id).await?))
}
