//! What became of a campaign: how often it was seen and followed, by day and by advertisement; and what it looks like.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS};
use http::{HeaderName, HeaderValue};
use store::AdCount;
use story::campaign::{Frame, FrameFile, FramePicture, FrameShows, POLICY, Shows};
use story::topic::name_in;
use story::{CampaignId, CreativeId, EditionCode, Language, Timestamp};

use crate::asked::{At, Given};
use crate::campaign::may_look;
use crate::person::Person;
use crate::{Desk, Error, picture_file};

/// What was counted of a campaign. Machines are told apart from people.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = CampaignReport)]
pub(crate) struct Report {
    impressions: i64,
    clicks: i64,
    bots: i64,
    /// By day and advertisement, the earliest day first; a day on which nobody came is left out.
    rows: Vec<Row>,
}

/// A day of an advertisement.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = CampaignDay)]
struct Row {
    /// The day in UTC: `2026-03-04`.
    day: String,
    #[schema(value_type = crate::vocabulary::Id)]
    creative: CreativeId,
    /// In which slot it stood.
    slot: String,
    /// How often people saw it.
    impressions: i64,
    /// How many people saw it.
    people: i64,
    /// How often people followed it.
    clicks: i64,
    /// How often machines asked for it or followed it.
    bots: i64,
}

/// `GET /api/campaigns/{id}/report`
pub(crate) async fn show(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
) -> Result<Json<Report>, Error> {
    may_look(&person.editor)?;
    desk.store().campaign(id).await?;
    let rows = rows(&desk, id).await?;
    let sum = |of: fn(&Row) -> i64| rows.iter().map(of).sum();
    Ok(Json(Report {
        impressions: sum(|row| row.impressions),
        clicks: sum(|row| row.clicks),
        bots: sum(|row| row.bots),
        rows,
    }))
}

/// `GET /api/campaigns/{id}/report.csv`: the same for a spreadsheet (RFC 4180).
pub(crate) async fn csv(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<CampaignId>,
) -> Result<Response, Error> {
    may_look(&person.editor)?;
    desk.store().campaign(id).await?;
    let mut text = "day,advertisement,slot,impressions,people,clicks,bots\r\n".to_owned();
    for row in rows(&desk, id).await? {
        let Row { day, creative, slot, impressions, people, clicks, bots } = row;
        let slot = cell(&slot);
        text.push_str(&format!(
            "{day},{creative},{slot},{impressions},{people},{clicks},{bots}\r\n"
        ));
    }
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = format!("attachment; filename=\"campaign-{id}.csv\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// A word as a cell: quoted, and never taken for a formula by a spreadsheet.
fn cell(word: &str) -> String {
    let safe = word.trim_start_matches(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}\"", safe.replace('"', "\"\""))
}

async fn rows(desk: &Desk, id: CampaignId) -> Result<Vec<Row>, Error> {
    let creatives = desk.store().creatives_ever(id).await?;
    let counts = desk.store().counts_of_campaign(id).await?;
    let row = |count: AdCount| {
        let AdCount { day, creative, impressions, people, clicks, bots, click_bots } = count;
        let known = creatives.iter().find(|known| known.id == creative);
        Row {
            day: day_of(day),
            creative,
            slot: known.map(|known| known.slot.clone()).unwrap_or_default(),
            impressions,
            people,
            clicks,
            bots: bots + click_bots,
        }
    };
    Ok(counts.into_iter().map(row).collect())
}

fn day_of(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// For readers of which edition.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct For {
    #[param(value_type = Option<crate::vocabulary::EditionCode>)]
    edition: Option<EditionCode>,
}

/// `GET /api/campaigns/{id}/frame/{creative}`: an advertisement in the very document that readers get.
pub(crate) async fn frame(
    State(desk): State<Desk>,
    person: Person,
    At((id, creative)): At<(CampaignId, CreativeId)>,
    Given(For { edition }): Given<For>,
) -> Result<Response, Error> {
    may_look(&person.editor)?;
    let campaign = desk.store().campaign(id).await?;
    let creatives = desk.store().creatives_ever(id).await?;
    let creative = creatives
        .iter()
        .find(|known| known.id == creative)
        .ok_or_else(|| Error::Missing { what: "advertisement", which: creative.to_string() })?;
    let editions = desk.store().editions().await?;
    let edition = edition
        .and_then(|code| editions.iter().find(|edition| edition.code == code))
        .or(editions.first());
    let language = edition.map_or(Language::english(), |edition| edition.language);
    let shows = match &creative.shows {
        Shows::Html { html } => FrameShows::Html(html),
        Shows::Picture { media, alt } => FrameShows::Picture(FramePicture {
            file: FrameFile {
                src: picture_file::inside(&desk, *media, 800).await?,
                width: 800,
                height: 600,
            },
            alt: name_in(alt, language),
            formats: Vec::new(),
        }),
    };
    // A click here leads nowhere: nobody should count it.
    let base = format!("/desk/api/campaigns/{id}/frame/");
    let frame = Frame { language, title: &campaign.advertiser, base: &base, shows };
    let mut response = frame.to_html().into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // The frame has no origin, so no cookie goes with what it asks: its picture is in it.
    let policy = POLICY.replace("img-src 'self'", "img-src 'self' data:");
    if let Ok(policy) = HeaderValue::from_str(&format!("{policy} 'self'")) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(
        HeaderName::from_static("referrer-policy"),
        HeaderValue::from_static("no-referrer"),
    );
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("top"), "\"top\"");
        assert_eq!(cell("=cmd|' /C calc'!\"A\""), "\"cmd|' /C calc'!\"\"A\"\"\"");
    }
}
