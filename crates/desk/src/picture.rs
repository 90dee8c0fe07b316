//! The library of pictures, and what is said of one.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use story::account::Account;
use story::media::{Focal, Media, Rights};
use story::topic::Names;
use story::{AccountId, Language, MediaId, Timestamp};

use crate::asked::{Asked, At, Given};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// How wide a picture is shown in lists.
const WIDTH_IN_LISTS: u32 = 480;

/// A picture, as the desk shows it.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct PictureView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: MediaId,
    file_name: String,
    content_type: String,
    width: Option<u32>,
    height: Option<u32>,
    bytes: u64,
    credit: String,
    rights: RightsView,
    #[schema(value_type = Option<String>)]
    taken_at: Option<Timestamp>,
    place: String,
    #[schema(value_type = BTreeMap<String, String>)]
    alt: Names,
    #[schema(value_type = BTreeMap<String, String>)]
    caption: Names,
    #[schema(value_type = vocabulary::Focal)]
    focal: Focal,
    state: PictureState,
    blocked_because: Option<String>,
    /// The picture that is shown in its place.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    replaced_by: Option<MediaId>,
    #[schema(value_type = String)]
    created_at: Timestamp,
    by: Option<ByView>,
    /// Where the desk finds it, small.
    src: String,
    /// In which widths readers have it.
    widths: Vec<u32>,
}

#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
struct RightsView {
    holder: String,
    licence: String,
    #[schema(value_type = Option<String>)]
    until: Option<Timestamp>,
    territory: String,
}

#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
struct ByView {
    #[schema(value_type = crate::vocabulary::Id)]
    account: AccountId,
    name: String,
}

#[derive(Clone, Copy, Debug, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum PictureState {
    /// Its files for readers are being made; one there is already.
    Working,
    Ready,
    /// Shown nowhere.
    Blocked,
}

impl PictureView {
    fn new(picture: store::Picture, accounts: &[Account]) -> PictureView {
        let store::Picture { media, replaced_by, working } = picture;
        let Media {
            id,
            hash: _,
            file_name,
            content_type,
            bytes,
            width,
            height,
            credit,
            alt,
            caption,
            rights,
            taken_at,
            place,
            focal,
            created_at,
            by,
            renditions,
            stands_in: _,
        } = media;
        let Rights { holder, licence, until, territory, blocked } = rights;
        let state = match (&blocked, working) {
            (Some(_), _) => PictureState::Blocked,
            (None, true) => PictureState::Working,
            (None, false) => PictureState::Ready,
        };
        let name = |id| accounts.iter().find(|account| account.id == id);
        let mut widths: Vec<u32> =
            renditions.iter().filter(|it| !it.is_share()).map(|it| it.width).collect();
        widths.sort_unstable();
        widths.dedup();
        PictureView {
            id,
            file_name,
            content_type,
            width,
            height,
            bytes,
            credit,
            rights: RightsView { holder, licence, until, territory },
            taken_at,
            place,
            alt,
            caption,
            focal,
            state,
            blocked_because: blocked,
            replaced_by,
            created_at,
            by: by.map(|account| ByView {
                account,
                name: name(account).map_or_else(String::new, |account| account.name.clone()),
            }),
            src: format!("/desk/api/pictures/{id}/file?width={WIDTH_IN_LISTS}"),
            widths,
        }
    }
}

/// A picture as it is now.
pub(crate) async fn view(desk: &Desk, id: MediaId) -> Result<PictureView, Error> {
    let picture = desk.store().picture(id).await?;
    let accounts = desk.store().accounts().await?;
    Ok(PictureView::new(picture, &accounts))
}

/// Which pictures are asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wanted {
    /// Words of them.
    #[serde(default)]
    q: String,
    /// Only older ones than this.
    #[param(value_type = Option<crate::vocabulary::Id>)]
    before: Option<MediaId>,
}

/// A page of the library, newest first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Library {
    pictures: Vec<PictureView>,
    /// What to ask for with `before` to go on.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    next: Option<MediaId>,
}

/// `GET /api/pictures`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Given(Wanted { q, before }): Given<Wanted>,
) -> Result<Json<Library>, Error> {
    let found = desk.store().pictures(&q, before).await?;
    let last = found.last().map(|picture| picture.media.id);
    let next = last.filter(|_| found.len() == store::Reader::PICTURES);
    let accounts = desk.store().accounts().await?;
    let pictures = found.into_iter().map(|picture| PictureView::new(picture, &accounts));
    Ok(Json(Library { pictures: pictures.collect(), next }))
}

/// `GET /api/pictures/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    At(id): At<MediaId>,
) -> Result<Json<PictureView>, Error> {
    Ok(Json(view(&desk, id).await?))
}

/// What is said of a picture; what is left out stays as it is.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    alt: Option<BTreeMap<String, String>>,
    caption: Option<BTreeMap<String, String>>,
    credit: Option<String>,
    rights: Option<SaidRights>,
    #[schema(value_type = Option<vocabulary::Focal>)]
    focal: Option<Focal>,
    /// Nothing said takes it away; not named leaves it.
    #[serde(default, deserialize_with = "named")]
    #[schema(value_type = Option<Option<String>>)]
    taken_at: Option<Option<Timestamp>>,
    place: Option<String>,
}

#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SaidRights {
    #[serde(default)]
    holder: String,
    #[serde(default)]
    licence: String,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    until: Option<Timestamp>,
    #[serde(default)]
    territory: String,
}

fn named<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<Timestamp>>, D::Error> {
    <Option<Timestamp> as serde::Deserialize>::deserialize(deserializer).map(Some)
}

/// `POST /api/pictures/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<MediaId>,
    Asked(said): Asked<Said>,
) -> Result<Json<PictureView>, Error> {
    story::media::may_describe(&person.editor)?;
    let mut media = desk.store().picture(id).await?.media;
    let Said { alt, caption, credit, rights, focal, taken_at, place } = said;
    if let Some(alt) = alt {
        media.alt = words("alt", alt, 1_000)?;
    }
    if let Some(caption) = caption {
        media.caption = words("caption", caption, 4_000)?;
    }
    if let Some(credit) = credit {
        media.credit = line("credit", &credit)?;
    }
    if let Some(SaidRights { holder, licence, until, territory }) = rights {
        media.rights = Rights {
            holder: line("rights", &holder)?,
            licence: line("rights", &licence)?,
            until,
            territory: line("rights", &territory)?,
            blocked: media.rights.blocked,
        };
    }
    if let Some(Focal { x, y }) = focal {
        media.focal = Focal::new(x, y).ok_or_else(|| Error::Invalid {
            field: "focal",
            sentence:
                "The focal point lies outside of the picture; both of its numbers go from 0 to 1."
                    .to_owned(),
        })?;
    }
    if let Some(taken_at) = taken_at {
        media.taken_at = taken_at;
    }
    if let Some(place) = place {
        media.place = line("place", &place)?;
    }
    let mut write = desk.store().write().await?;
    write.put_media(&media).await?;
    write.audit(&person.editor, "describe", &format!("picture {id}"), &media.file_name).await?;
    write.commit().await?;
    Ok(Json(view(&desk, id).await?))
}

/// Words by language, those that say nothing left out.
fn words(
    field: &'static str,
    words: BTreeMap<String, String>,
    most: usize,
) -> Result<Names, Error> {
    let mut kept = Names::new();
    for (code, text) in words {
        let Ok(language) = Language::parse(&code) else {
            let sentence = format!("“{code}” is no language that this program knows.");
            return Err(Error::Invalid { field, sentence });
        };
        let text = text.trim();
        if text.chars().count() > most {
            let sentence = format!("This is too long: {most} letters is the most. Shorten it.");
            return Err(Error::Invalid { field, sentence });
        }
        if !text.is_empty() {
            kept.insert(language.code().to_owned(), text.to_owned());
        }
    }
    Ok(kept)
}

/// A line without breaks at its ends, not longer than a file has room for.
fn line(field: &'static str, text: &str) -> Result<String, Error> {
    const MOST: usize = 400;
    let text = text.trim();
    if text.chars().count() > MOST {
        let sentence = format!("This is too long: {MOST} letters is the most. Shorten it.");
        return Err(Error::Invalid { field, sentence });
    }
    Ok(text.to_owned())
}
