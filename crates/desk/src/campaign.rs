//! Campaigns of advertisements: listed, put together, started, paused and ended.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::account::Editor;
use story::campaign::{Campaign, CampaignState, Creative, Flaw, Ground, Shows, Slot};
use story::media::Media;
use story::permission::{Permission, allows};
use story::topic::Names;
use story::{CampaignId, CreativeId, Edition, EditionCode, MediaId, Refusal, Timestamp, campaign};

use crate::asked::{Asked, At};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// Every campaign, the newest first, and the places that the theme has for them.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Campaigns {
    campaigns: Vec<CampaignView>,
    slots: Vec<SlotView>,
    sections: Vec<SectionChoice>,
}

/// A place for advertisements.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct SlotView {
    name: String,
    width: u32,
    height: u32,
}

/// A section that campaigns can be narrowed to, in all editions that have it.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct SectionChoice {
    key: String,
    /// What it is called, by edition.
    names: BTreeMap<String, String>,
}

/// A campaign, as the desk shows it.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct CampaignView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: CampaignId,
    advertiser: String,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    weight: u32,
    /// How many times a day at most.
    cap: Option<u64>,
    editions: Vec<String>,
    sections: Vec<String>,
    #[schema(value_type = vocabulary::CampaignState)]
    state: CampaignState,
    /// Whether readers may see it now.
    runs: bool,
    creatives: Vec<CreativeView>,
    /// To be sent with the next change.
    version: i64,
    /// How often people saw it.
    impressions: i64,
    /// How often people followed it.
    clicks: i64,
    /// Whether the person at the screen may change it.
    mine: bool,
}

/// An advertisement: a picture with a link, or HTML.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct CreativeView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: CreativeId,
    slot: String,
    editions: Vec<String>,
    href: String,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    media: Option<MediaId>,
    #[schema(value_type = BTreeMap<String, String>)]
    alt: Names,
    html: Option<String>,
}

/// A campaign as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CampaignAsked {
    advertiser: String,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    weight: u32,
    #[serde(default)]
    cap: Option<u64>,
    #[serde(default)]
    editions: Vec<String>,
    #[serde(default)]
    sections: Vec<String>,
    #[serde(default)]
    creatives: Vec<CreativeAsked>,
    /// The version that was seen; a new campaign has none.
    #[serde(default)]
    version: Option<i64>,
}

/// An advertisement as it should be; one without an id is new.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct CreativeAsked {
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    id: Option<CreativeId>,
    slot: String,
    #[serde(default)]
    editions: Vec<String>,
    #[serde(default)]
    href: String,
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    media: Option<MediaId>,
    #[serde(default)]
    alt: BTreeMap<String, String>,
    #[serde(default)]
    html: Option<String>,
}

/// Which version of a campaign was seen.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = SeenCampaign)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    version: i64,
}

impl From<Flaw> for Error {
    fn from(flaw: Flaw) -> Error {
        Error::Invalid { field: flaw.field(), sentence: flaw.to_string() }
    }
}

/// Somebody who runs campaigns somewhere: what advertisers pay for is for nobody else.
pub(crate) fn may_look(by: &Editor) -> Result<(), Refusal> {
    if by.grants.iter().any(|grant| allows(grant.role, Permission::Advertise)) {
        return Ok(());
    }
    Err(Refusal::NotAllowed { name: by.name.clone(), permission: Permission::Advertise })
}

/// `GET /api/campaigns`
pub(crate) async fn list(
    State(desk): State<Desk>,
    person: Person,
) -> Result<Json<Campaigns>, Error> {
    may_look(&person.editor)?;
    let totals = desk.store().campaign_totals().await?;
    let campaigns = desk.store().campaigns().await?;
    let now = desk.store().clock().now();
    let mut sections: Vec<SectionChoice> = Vec::new();
    for section in desk.store().sections().await? {
        let known = sections.iter_mut().find(|choice| choice.key == section.key);
        let name = (section.edition.to_string(), section.name);
        match known {
            Some(choice) => drop(choice.names.insert(name.0, name.1)),
            None => {
                sections.push(SectionChoice { key: section.key, names: BTreeMap::from([name]) });
            }
        }
    }
    let slot = |slot: &Slot| {
        let Slot { name, width, height, phone: _ } = slot;
        SlotView { name: name.clone(), width: *width, height: *height }
    };
    Ok(Json(Campaigns {
        campaigns: campaigns
            .into_iter()
            .map(|campaign| view(campaign, &totals, &person.editor, now))
            .collect(),
        slots: desk.config().slots.iter().map(slot).collect(),
        sections,
    }))
}

/// `GET /api/campaigns/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
) -> Result<Json<CampaignView>, Error> {
    may_look(&person.editor)?;
    shown(&desk, &person, id).await
}

/// `POST /api/campaigns`: a new one, as a draft.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(asked): Asked<CampaignAsked>,
) -> Result<(StatusCode, Json<CampaignView>), Error> {
    may_look(&person.editor)?;
    let mut write = desk.store().write().await?;
    let id = CampaignId::new(write.id());
    let fresh = Campaign { id, version: 1, ..read(asked, || CreativeId::new(write.id()))? };
    let fresh = Campaign { created_at: desk.store().clock().now(), ..fresh };
    fresh.may_run(&person.editor)?;
    let paper = Paper::of(&desk, &fresh).await?;
    fresh.check(&paper.ground())?;
    write.save_campaign(None, &fresh, "begin", &person.editor).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, shown(&desk, &person, id).await?))
}

/// `POST /api/campaigns/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
    Asked(asked): Asked<CampaignAsked>,
) -> Result<Json<CampaignView>, Error> {
    let seen = asked.version;
    let before = seen_campaign(&desk, &person, id, seen).await?;
    let mut write = desk.store().write().await?;
    let wanted = read(asked, || CreativeId::new(write.id()))?;
    wanted.may_run(&person.editor)?;
    let paper = Paper::of(&desk, &wanted).await?;
    let after = before.change(wanted, &paper.ground())?;
    write.save_campaign(Some(&before), &after, "change", &person.editor).await?;
    write.commit().await?;
    shown(&desk, &person, id).await
}

/// `POST /api/campaigns/{id}/start`
pub(crate) async fn start(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Result<Json<CampaignView>, Error> {
    let before = seen_campaign(&desk, &person, id, Some(version)).await?;
    let paper = Paper::of(&desk, &before).await?;
    let after = before.start(&paper.ground(), desk.store().clock().now())?;
    save(&desk, &person, &before, &after, "start").await
}

/// `POST /api/campaigns/{id}/pause`
pub(crate) async fn pause(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Result<Json<CampaignView>, Error> {
    let before = seen_campaign(&desk, &person, id, Some(version)).await?;
    let after = before.pause()?;
    save(&desk, &person, &before, &after, "pause").await
}

/// `POST /api/campaigns/{id}/end`
pub(crate) async fn end(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Result<Json<CampaignView>, Error> {
    let before = seen_campaign(&desk, &person, id, Some(version)).await?;
    let after = before.end()?;
    save(&desk, &person, &before, &after, "end").await
}

async fn save(
    desk: &Desk,
    person: &Person,
    before: &Campaign,
    after: &Campaign,
    act: &str,
) -> Result<Json<CampaignView>, Error> {
    let mut write = desk.store().write().await?;
    write.save_campaign(Some(before), after, act, &person.editor).await?;
    write.commit().await?;
    shown(desk, person, after.id).await
}

/// The campaign, if the person may run it and saw it as it is.
async fn seen_campaign(
    desk: &Desk,
    person: &Person,
    id: CampaignId,
    seen: Option<i64>,
) -> Result<Campaign, Error> {
    may_look(&person.editor)?;
    let campaign = desk.store().campaign(id).await?;
    campaign.may_run(&person.editor)?;
    if seen != Some(campaign.version) {
        return Err(Error::Overtaken("campaign"));
    }
    Ok(campaign)
}

async fn shown(desk: &Desk, person: &Person, id: CampaignId) -> Result<Json<CampaignView>, Error> {
    let campaign = desk.store().campaign(id).await?;
    let totals = desk.store().campaign_totals().await?;
    Ok(Json(view(campaign, &totals, &person.editor, desk.store().clock().now())))
}

fn view(
    campaign: Campaign,
    totals: &HashMap<CampaignId, (i64, i64)>,
    by: &Editor,
    now: Timestamp,
) -> CampaignView {
    let (impressions, clicks) = totals.get(&campaign.id).copied().unwrap_or_default();
    let (mine, runs) = (campaign.may_run(by).is_ok(), campaign.runs(now));
    let Campaign {
        id,
        advertiser,
        name,
        from,
        until,
        weight,
        cap,
        editions,
        sections,
        state,
        creatives,
        version,
        created_at: _,
    } = campaign;
    let codes = |editions: Vec<EditionCode>| editions.iter().map(ToString::to_string).collect();
    let creative = |creative: Creative| {
        let Creative { id, slot, editions, href, shows } = creative;
        let (media, alt, html) = match shows {
            Shows::Picture { media, alt } => (Some(media), alt, None),
            Shows::Html { html } => (None, Names::new(), Some(html)),
        };
        CreativeView { id, slot, editions: codes(editions), href, media, alt, html }
    };
    CampaignView {
        id,
        advertiser,
        name,
        from,
        until,
        weight,
        cap,
        editions: codes(editions),
        sections,
        state,
        runs,
        creatives: creatives.into_iter().map(creative).collect(),
        version,
        impressions,
        clicks,
        mine,
    }
}

/// What was sent, as a campaign of which only the rules are still to be asked.
fn read(asked: CampaignAsked, mut fresh: impl FnMut() -> CreativeId) -> Result<Campaign, Error> {
    let CampaignAsked {
        advertiser,
        name,
        from,
        until,
        weight,
        cap,
        editions,
        sections,
        creatives,
        version,
    } = asked;
    let creatives = creatives.into_iter().map(|asked| {
        let CreativeAsked { id, slot, editions, href, media, alt, html } = asked;
        let shows = match media {
            Some(media) => {
                let said = alt.into_iter().map(|(code, words)| (code, words.trim().to_owned()));
                let alt: Names = said.filter(|(_, words)| !words.is_empty()).collect();
                if alt.values().any(|words| words.chars().count() > 1_000) {
                    let sentence = "What an advertisement shows is said in at most 1,000 letters.";
                    return Err(invalid("creatives", sentence.to_owned()));
                }
                Shows::Picture { media, alt }
            }
            None => Shows::Html { html: html.unwrap_or_default() },
        };
        let href = href.trim();
        Ok(Creative {
            id: id.unwrap_or_else(&mut fresh),
            slot,
            editions: codes(&editions)?,
            // As browsers send it, if it is one; else the rules say what is wrong with it.
            href: campaign::link(href).unwrap_or_else(|| href.to_owned()),
            shows,
        })
    });
    Ok(Campaign {
        id: CampaignId::new(0),
        advertiser: advertiser.trim().to_owned(),
        name: name.trim().to_owned(),
        from,
        until,
        weight,
        cap,
        editions: codes(&editions)?,
        sections,
        state: CampaignState::Draft,
        creatives: creatives.collect::<Result<_, Error>>()?,
        version: version.unwrap_or_default(),
        created_at: from,
    })
}

fn codes(editions: &[String]) -> Result<Vec<EditionCode>, Error> {
    let codes = editions.iter().map(|code| {
        EditionCode::parse(code)
            .map_err(|_| Flaw::Nowhere { what: "edition", which: code.clone() }.into())
    });
    codes.collect()
}

fn invalid(field: &'static str, sentence: String) -> Error {
    Error::Invalid { field, sentence }
}

/// What the paper has that a campaign can name.
struct Paper {
    editions: Vec<Edition>,
    sections: Vec<String>,
    slots: Vec<String>,
    pictures: Vec<Media>,
}

impl Paper {
    async fn of(desk: &Desk, campaign: &Campaign) -> Result<Paper, Error> {
        let now = desk.store().clock().now();
        let media: Vec<MediaId> =
            campaign.creatives.iter().filter_map(|it| it.shows.media()).collect();
        let pictures = desk.store().media(&media).await?;
        let sections = desk.store().sections().await?;
        Ok(Paper {
            editions: desk.store().editions().await?,
            sections: sections.into_iter().map(|section| section.key).collect(),
            slots: desk.config().slots.iter().map(|slot| slot.name.clone()).collect(),
            pictures: pictures.into_iter().filter(|media| media.rights.cover(now)).collect(),
        })
    }

    fn ground(&self) -> Ground<'_> {
        let Paper { editions, sections, slots, pictures } = self;
        Ground { editions, sections, slots, pictures }
    }
}
