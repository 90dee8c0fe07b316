//! What is done with a picture everywhere at once: it is blocked, or another one is shown in its place.

use axum::Json;
use axum::extract::State;
use story::account::Editor;
use story::media::{Media, may_clear};
use story::{ArticleId, CampaignId, MediaId};

use crate::asked::{Asked, At, Nothing};
use crate::person::Person;
use crate::picture::{self, PictureView};
use crate::{Desk, Error, campaign};

/// Where a picture is shown.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Uses {
    uses: Vec<UseView>,
    /// In how many campaigns of advertisements.
    in_campaigns: usize,
    /// Which they are, for whoever runs campaigns.
    campaigns: Vec<CampaignUse>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct CampaignUse {
    #[schema(value_type = crate::vocabulary::Id)]
    campaign: CampaignId,
    advertiser: String,
    name: String,
    /// Whether readers may see it now.
    runs: bool,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct UseView {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    edition: String,
    headline: String,
    /// Whether readers see it there.
    live: bool,
}

/// What became of a picture, and in which articles.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Report {
    picture: PictureView,
    #[serde(flatten)]
    uses: Uses,
}

/// `GET /api/pictures/{id}/uses`
pub(crate) async fn uses(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<MediaId>,
) -> Result<Json<Uses>, Error> {
    desk.store().picture(id).await?;
    Ok(Json(uses_of(&desk, &person.editor, id).await?))
}

/// Why a picture is blocked.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = BlockReason)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    reason: String,
}

/// `POST /api/pictures/{id}/block`
pub(crate) async fn block(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<MediaId>,
    Asked(Reason { reason }): Asked<Reason>,
) -> Result<Json<Report>, Error> {
    may_clear(&person.editor)?;
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 1_000 {
        let sentence =
            "Say in a sentence why the picture may not be shown, so that colleagues know."
                .to_owned();
        return Err(Error::Invalid { field: "reason", sentence });
    }
    let mut media = desk.store().picture(id).await?.media;
    media.rights.blocked = Some(reason.to_owned());
    save(&desk, &person.editor, &media, "block", reason).await?;
    report(&desk, &person.editor, id).await
}

/// `POST /api/pictures/{id}/unblock`
pub(crate) async fn unblock(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<MediaId>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Report>, Error> {
    may_clear(&person.editor)?;
    let mut media = desk.store().picture(id).await?.media;
    media.rights.blocked = None;
    save(&desk, &person.editor, &media, "unblock", "").await?;
    report(&desk, &person.editor, id).await
}

/// The picture to be shown instead; nothing shows the picture itself again.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replacement {
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    by: Option<MediaId>,
}

/// `POST /api/pictures/{id}/replace`
pub(crate) async fn replace(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<MediaId>,
    Asked(Replacement { by }): Asked<Replacement>,
) -> Result<Json<Report>, Error> {
    may_clear(&person.editor)?;
    desk.store().picture(id).await?;
    if let Some(by) = by {
        let sentence = {
            let other = desk.store().picture(by).await?;
            if by == id {
                Some("A picture cannot stand in for itself. Choose another one.")
            } else if other.replaced_by.is_some() {
                Some(
                    "That picture is itself replaced by another. Choose the one that is shown in its place.",
                )
            } else if !other.media.rights.cover(desk.store().clock().now()) {
                Some("That picture may not be shown now. Choose another, or look at its rights.")
            } else if other.media.is_photo() && other.media.renditions.is_empty() {
                Some("That picture is still being made ready. Try again in a moment.")
            } else {
                None
            }
        };
        if let Some(sentence) = sentence {
            return Err(Error::Invalid { field: "by", sentence: sentence.to_owned() });
        }
    }
    let mut write = desk.store().write().await?;
    write.replace_media(id, by, &person.editor).await?;
    write.commit().await?;
    report(&desk, &person.editor, id).await
}

async fn save(
    desk: &Desk,
    editor: &Editor,
    media: &Media,
    act: &str,
    detail: &str,
) -> Result<(), Error> {
    let mut write = desk.store().write().await?;
    write.put_media(media).await?;
    write.audit(editor, act, &format!("picture {}", media.id), detail).await?;
    Ok(write.commit().await?)
}

async fn report(desk: &Desk, by: &Editor, id: MediaId) -> Result<Json<Report>, Error> {
    let (picture, uses) = (picture::view(desk, id).await?, uses_of(desk, by, id).await?);
    Ok(Json(Report { picture, uses }))
}

async fn uses_of(desk: &Desk, by: &Editor, id: MediaId) -> Result<Uses, Error> {
    let uses = desk.store().picture_uses(id).await?;
    let uses = uses.into_iter().map(|store::PictureUse { article, edition, headline, live }| {
        UseView { article, edition: edition.to_string(), headline, live }
    });
    let showing = desk.store().campaigns_showing(id).await?;
    let in_campaigns = showing.len();
    let now = desk.store().clock().now();
    let campaigns = showing.into_iter().map(|campaign| CampaignUse {
        runs: campaign.runs(now),
        campaign: campaign.id,
        advertiser: campaign.advertiser,
        name: campaign.name,
    });
    let may_look = campaign::may_look(by).is_ok();
    let campaigns = campaigns.filter(|_| may_look).collect();
    Ok(Uses { uses: uses.collect(), in_campaigns, campaigns })
}
