//! Advertisements: their places on pages, the frames in those places, and where a click leads.
//!
//! A page knows only whether something runs in a place and until when that holds. What stands there is chosen when the
//! frame is asked for, so that the page is the same for everybody and kept as every other.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use http::header::{LOCATION, REFERRER_POLICY};
use http::{HeaderValue, StatusCode};
use story::campaign::{
    Campaign, CampaignState, Frame, FrameFile, FramePicture, FrameShows, POLICY, Place, Shows,
    Slot, next_turn, runs_at,
};
use story::section::Section;
use story::topic::name_in;
use story::{CreativeId, Language, MediaId};
use theme::page::{AdFrame, AdSlot, PictureFile};

use crate::answer::{Answer, Cache};
use crate::impressions::{Asking, count_click};
use crate::paper::{EditionPaper, Paper};
use crate::picture::{self, Shown};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, link};

/// The place beside an article.
pub(crate) const BESIDE_THE_STORY: &str = "beside-the-story";

/// The place above a front.
pub(crate) const TOP: &str = "top";

/// On which page the frame stands.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct On {
    /// The key of its section.
    section: Option<String>,
}

/// The campaigns that run now or later, with the pictures that they show.
#[derive(Debug, Default)]
pub(crate) struct Campaigns {
    all: Vec<Campaign>,
    pictures: Shown,
}

impl Site {
    /// What runs, without the advertisements whose pictures may not be shown.
    pub(crate) async fn read_campaigns(&self) -> Result<Campaigns, Error> {
        let mut all = self.reader().running_campaigns().await?;
        let named = all.iter().flat_map(|campaign| &campaign.creatives);
        let media: Vec<MediaId> = named.filter_map(|creative| creative.shows.media()).collect();
        let pictures = self.pictures(&media).await?;
        for campaign in &mut all {
            campaign.creatives.retain(|creative| {
                let media = creative.shows.media();
                media.is_none_or(|id| {
                    pictures.get(&id).is_some_and(|it| picture::file(it).is_some())
                })
            });
        }
        Ok(Campaigns { all, pictures })
    }

    /// A place on a page, if the theme has it: with a frame while something runs there. The page is told when that
    /// changes.
    pub(crate) fn ad_slot(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        slot: &str,
        section: Option<&Section>,
        keys: &mut SurrogateKeys,
    ) -> Option<AdSlot> {
        if !at.edition.advertisements {
            return None;
        }
        let Slot { name, width, height, phone } = self.slot(slot)?;
        let code = &at.edition.code;
        let key = section.map(|section| section.key.as_str());
        let place = Place { edition: code, section: key, slot, now: self.now() };
        let campaigns = &paper.campaigns.all;
        keys.advertised(code);
        if let Some(turn) = next_turn(campaigns, &place) {
            keys.until(turn);
        }
        let frame =
            runs_at(campaigns, &place).then(|| AdFrame::at(link::advertisement(code, slot, key)));
        Some(AdSlot { name, width, height, phone, frame })
    }

    fn slot(&self, name: &str) -> Option<Slot> {
        self.theme().slots().into_iter().find(|slot| slot.name == name)
    }
}

/// `/{edition}/advertisement/{slot}?section=…`: what stands in a place this time.
pub(crate) async fn frame(
    State(site): State<Site>,
    Path((code, slot)): Path<(String, String)>,
    Query(On { section }): Query<On>,
    asking: Asking,
) -> Result<Answer, Error> {
    match site.frame(&code, &slot, section.as_deref(), &asking).await {
        // A page with an error in the frame would be the loudest advertisement of all.
        Err(error) if !matches!(error, Error::NotFound) => {
            tracing::error!("No advertisement can be chosen: {error}");
            Ok(document(Language::english(), "", "/", FrameShows::Nothing))
        }
        answer => answer,
    }
}

impl Site {
    async fn frame(
        &self,
        code: &str,
        slot: &str,
        section: Option<&str>,
        asking: &Asking,
    ) -> Result<Answer, Error> {
        let paper = self.paper().await?;
        let at = paper.edition(code).ok_or(Error::NotFound)?;
        let slot = self.slot(slot).filter(|_| at.edition.advertisements).ok_or(Error::NotFound)?;
        let language = at.edition.language;
        let nothing = || Ok(document(language, &at.edition.title, "/", FrameShows::Nothing));
        // A section that was renamed since the page was made, or that somebody made up.
        if section.is_some_and(|key| at.twin(key).is_none()) {
            return nothing();
        }
        let place = Place { edition: &at.edition.code, section, slot: &slot.name, now: self.now() };
        let Campaigns { all, pictures } = &paper.campaigns;
        let chosen = self.inner.impressions.choose(self, all, &place, asking).await?;
        let Some((campaign, creative)) = chosen else { return nothing() };
        let shows = match &creative.shows {
            Shows::Html { html } => FrameShows::Html(html),
            Shows::Picture { media, alt } => {
                let file = pictures.get(media).and_then(picture::file);
                file.map_or(FrameShows::Nothing, |file| {
                    FrameShows::Picture(framed(file, name_in(alt, language)))
                })
            }
        };
        let base = link::creative(&at.edition.code, creative.id);
        Ok(document(language, &campaign.advertiser, &base, shows))
    }
}

fn document(language: Language, title: &str, base: &str, shows: FrameShows<'_>) -> Answer {
    let frame = Frame { language, title, base, shows };
    Answer::new("text/html; charset=utf-8", frame.to_html())
        .cache(Cache::Never)
        .with("content-security-policy", &format!("{POLICY} 'self'"))
        .with("referrer-policy", "no-referrer")
        // Or a browser may ask who the hosts of links are before anybody follows one.
        .with("x-dns-prefetch-control", "off")
        .with("x-robots-tag", "noindex, nofollow")
}

fn framed(file: PictureFile, alt: &str) -> FramePicture<'_> {
    let PictureFile { src, width, height, sources: _, formats, focus: _, share: _ } = file;
    let same_shape = |wide: u32| {
        let tall = u64::from(wide) * u64::from(height) / u64::from(width.max(1));
        u32::try_from(tall).unwrap_or(height)
    };
    let files = |sources: Vec<theme::page::Source>| {
        let files = sources.into_iter().map(|source| FrameFile {
            height: same_shape(source.width),
            src: source.src,
            width: source.width,
        });
        files.collect()
    };
    FramePicture {
        formats: formats.into_iter().map(|it| (it.content_type, files(it.sources))).collect(),
        file: FrameFile { src, width, height },
        alt,
    }
}

/// `/{edition}/advertisement/{creative}/go`: to the advertiser. Only what somebody of the house wrote into a campaign
/// is ever an address here.
pub(crate) async fn go(
    State(site): State<Site>,
    Path((code, creative)): Path<(String, String)>,
    asking: Asking,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    paper.edition(&code).ok_or(Error::NotFound)?;
    let id: CreativeId = creative.parse().map_err(|_| Error::NotFound)?;
    let found = site.reader().creative(id).await?;
    let (creative, state) = found.ok_or(Error::NotFound)?;
    // A page that somebody left open outlives a campaign, and a draft was on no page.
    let known = state != CampaignState::Draft;
    let href = story::campaign::link(&creative.href).filter(|_| known).ok_or(Error::NotFound)?;
    let href = HeaderValue::from_str(&href).map_err(|_| Error::NotFound)?;
    count_click(&site, id, &asking);
    let answer = Answer::new("text/plain; charset=utf-8", "")
        .status(StatusCode::FOUND)
        .cache(Cache::Never)
        .with("x-robots-tag", "noindex, nofollow");
    let mut response = answer.into_response();
    response.headers_mut().insert(LOCATION, href);
    response.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

/// `/ads.txt`: who may sell the paper's advertising space; nothing while nobody said.
pub(crate) async fn ads_txt(State(site): State<Site>) -> Result<Answer, Error> {
    let text = site.reader().setting(story::ads_txt::SETTING).await?.unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Error::NotFound);
    }
    let mut keys = SurrogateKeys::default();
    keys.sellers();
    Ok(Answer::new("text/plain; charset=utf-8", text).shows(&keys, site.now()))
}
