//! Which advertisement stands in a slot now: chance decides, by weight, among those that may be shown.

use super::{Campaign, Creative};
use crate::{CampaignId, EditionCode, Timestamp};

/// A place of the theme in which an advertisement can stand.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// What the theme calls it: `beside-the-story`.
    pub name: String,
    /// How wide it is, in CSS pixels.
    pub width: u32,
    /// How high it is, in CSS pixels, whether or not something stands in it.
    pub height: u32,
    /// Width and height on a phone, where they differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<(u32, u32)>,
}

/// Where and when something is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// In which edition.
    pub edition: &'a EditionCode,
    /// In which section, by its key; nothing is a page of no section.
    pub section: Option<&'a str>,
    /// In which slot.
    pub slot: &'a str,
    /// When.
    pub now: Timestamp,
}

impl Campaign {
    /// Whether it is meant for this place at some time.
    fn is_for(&self, place: &Place<'_>) -> bool {
        let here = self.editions.is_empty() || self.editions.contains(place.edition);
        let section = self.sections.is_empty()
            || place.section.is_some_and(|key| self.sections.iter().any(|own| own == key));
        here && section && !self.creatives_for(place).is_empty()
    }

    fn creatives_for(&self, place: &Place<'_>) -> Vec<&Creative> {
        self.creatives.iter().filter(|it| it.fits(place.slot, place.edition)).collect()
    }
}

/// Chooses what stands in a place, by a number that chance gives: each campaign as often as it weighs, those that
/// were shown often enough today left out, and the advertisements of one campaign as often as each other.
pub fn choose<'a>(
    campaigns: impl IntoIterator<Item = &'a Campaign>,
    place: &Place<'_>,
    shown_today: impl Fn(CampaignId) -> u64,
    chance: u64,
) -> Option<(&'a Campaign, &'a Creative)> {
    let left = |campaign: &Campaign| campaign.cap.is_none_or(|cap| shown_today(campaign.id) < cap);
    let candidates: Vec<&Campaign> = campaigns
        .into_iter()
        .filter(|campaign| campaign.runs(place.now) && campaign.is_for(place) && left(campaign))
        .collect();
    let all: u64 = candidates.iter().map(|campaign| u64::from(campaign.weight)).sum();
    let mut at = chance.checked_rem(all)?;
    let campaign = candidates.into_iter().find(|campaign| {
        let weight = u64::from(campaign.weight);
        let found = at < weight;
        at = at.saturating_sub(weight);
        found
    })?;
    let fitting = campaign.creatives_for(place);
    let turn = (chance / all).checked_rem(u64::try_from(fitting.len()).ok()?)?;
    Some((campaign, fitting.get(usize::try_from(turn).ok()?)?))
}

/// Whether any campaign runs in a place now, however often it was shown.
pub fn runs_at<'a>(campaigns: impl IntoIterator<Item = &'a Campaign>, place: &Place<'_>) -> bool {
    campaigns.into_iter().any(|campaign| campaign.runs(place.now) && campaign.is_for(place))
}

/// The next moment at which [`runs_at`] may say something else.
pub fn next_turn<'a>(
    campaigns: impl IntoIterator<Item = &'a Campaign>,
    place: &Place<'_>,
) -> Option<Timestamp> {
    campaigns
        .into_iter()
        .filter(|campaign| campaign.is_for(place))
        .flat_map(|campaign| [campaign.from, campaign.until])
        .filter(|turn| *turn > place.now)
        .min()
}
