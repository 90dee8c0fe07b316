//! Links into the site that show what is not public yet, as readers will see it.

use axum::Json;
use axum::extract::State;
use jiff::SignedDuration;
use serde_json::json;
use story::{ArticleId, RevisionNumber, Timestamp};

use crate::asked::{Asked, At};
use crate::person::Person;
use crate::{Desk, Error};

/// How long somebody can look at what they were shown a link to.
pub(crate) const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Which text is to be shown.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shown {
    /// A version; without one, the newest.
    #[serde(default)]
    #[schema(value_type = Option<u32>)]
    revision: Option<RevisionNumber>,
}

/// A link that whoever has it can follow for a day.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Link {
    url: String,
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl Link {
    /// Its part behind the site's own address.
    pub(crate) fn path(&self) -> String {
        self.url.find("/preview/").map_or_else(String::new, |at| self.url[at..].to_owned())
    }
}

/// `POST /api/articles/{id}/preview`
pub(crate) async fn article(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
    Asked(Shown { revision }): Asked<Shown>,
) -> Result<Json<Link>, Error> {
    Ok(Json(link(&desk, &subject(&desk, id, revision).await?, A_DAY).await?))
}

/// What the preview of an article's text shows, in the words that the site reads.
pub(crate) async fn subject(
    desk: &Desk,
    id: ArticleId,
    revision: Option<RevisionNumber>,
) -> Result<serde_json::Value, Error> {
    let revision = match revision {
        Some(revision) => revision,
        None => desk.store().article(id).await?.draft,
    };
    // It must be there, and not sealed.
    desk.store().content(id, revision).await?;
    Ok(json!({ "article": { "article": id, "revision": revision } }))
}

/// Makes a link that lasts so long.
pub(crate) async fn link(
    desk: &Desk,
    subject: &serde_json::Value,
    lasts: SignedDuration,
) -> Result<Link, Error> {
    let now = desk.store().clock().now();
    let until = now.checked_add(lasts).unwrap_or(now);
    let token = desk.store().begin_preview(&subject.to_string(), until).await?;
    Ok(Link { url: format!("{}/preview/{token}", desk.config().site_url), until })
}
