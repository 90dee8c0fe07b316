//! Advertisements: who pays, when, where and how often, and what readers see.

mod choice;
mod frame;

use crate::account::Editor;
use crate::media::Media;
use crate::permission::Permission;
use crate::topic::Names;
use crate::{
    CampaignId, CreativeId, Edition, EditionCode, Language, MediaId, Refusal, Timestamp, url,
};

pub use choice::{Place, Slot, choose, next_turn, runs_at};
pub use frame::{Frame, FrameFile, FramePicture, FrameShows, POLICY, SANDBOX};

/// How much a campaign may weigh among others: twice the weight is shown twice as often.
pub const WEIGHTS: std::ops::RangeInclusive<u32> = 1..=100;

/// How many advertisements a campaign has at most.
pub const MOST_CREATIVES: usize = 40;

/// How long the house's own HTML may be, in bytes.
pub const MOST_HTML: usize = 32 * 1024;

/// How heavy a drawing may be that readers get as it came, in bytes.
pub const MOST_DRAWING: u64 = 200_000;

/// Elements that an advertisement's HTML may not have. The policy of the frame lets none of them load anything, and
/// Chromium opens a connection for some of them all the same, which tells the other side who reads.
const REACHING: [&str; 6] = ["<link", "<iframe", "<frame", "<object", "<embed", "<portal"];

/// How long a name or a line is at most, in letters.
const MOST_LETTERS: usize = 200;

/// A campaign: what somebody pays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its id.
    pub id: CampaignId,
    /// Who pays.
    pub advertiser: String,
    /// What the house calls it.
    pub name: String,
    /// When it begins.
    pub from: Timestamp,
    /// When it is over.
    pub until: Timestamp,
    /// How often it is shown beside others, from 1 to 100.
    pub weight: u32,
    /// How many times a day it is shown at most, by the days of UTC; nothing means as often as its weight says.
    pub cap: Option<u64>,
    /// In which editions; none means in all.
    pub editions: Vec<EditionCode>,
    /// In which sections, by the key that twins share; none means everywhere.
    pub sections: Vec<String>,
    /// How far it is.
    pub state: CampaignState,
    /// What readers see of it.
    pub creatives: Vec<Creative>,
    /// Counts its changes, so that two people do not overwrite each other.
    pub version: i64,
    /// When it was begun.
    pub created_at: Timestamp,
}

/// How far a campaign is. What runs is shown between its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignState {
    /// It is put together.
    Draft,
    /// It is shown between its dates.
    Running,
    /// It is shown again when somebody says so.
    Paused,
    /// It is never shown again.
    Ended,
}

impl CampaignState {
    /// Every state.
    pub const ALL: [CampaignState; 4] =
        [CampaignState::Draft, CampaignState::Running, CampaignState::Paused, CampaignState::Ended];

    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            CampaignState::Draft => "draft",
            CampaignState::Running => "running",
            CampaignState::Paused => "paused",
            CampaignState::Ended => "ended",
        }
    }

    /// Reads the word of [`CampaignState::as_str`].
    pub fn parse(word: &str) -> Option<CampaignState> {
        CampaignState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// An advertisement: what stands in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Creative {
    /// Its id.
    pub id: CreativeId,
    /// In which slot of the theme.
    pub slot: String,
    /// In which of the campaign's editions; none means in all of them.
    pub editions: Vec<EditionCode>,
    /// Where a click leads. Only the house's own HTML may lead nowhere.
    pub href: String,
    /// What readers see.
    pub shows: Shows,
}

/// What readers see of an advertisement.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Shows {
    /// A picture that is a link.
    Picture {
        /// Which picture.
        media: MediaId,
        /// What it says, for those who do not see it, by language.
        alt: Names,
    },
    /// HTML that the house wrote, shown without scripts and without anything from elsewhere.
    Html {
        /// The HTML as it was written.
        html: String,
    },
}

impl Shows {
    /// The picture, if it is one.
    pub fn media(&self) -> Option<MediaId> {
        match self {
            Shows::Picture { media, .. } => Some(*media),
            Shows::Html { .. } => None,
        }
    }
}

impl Creative {
    /// Whether it stands in this slot of this edition.
    pub fn fits(&self, slot: &str, edition: &EditionCode) -> bool {
        self.slot == slot && (self.editions.is_empty() || self.editions.contains(edition))
    }
}

/// What is wrong with a campaign, and what would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Nobody pays.
    #[error("Say who pays for the campaign.")]
    NoAdvertiser,
    /// It has no name.
    #[error("Give the campaign a name by which the house knows it.")]
    NoName,
    /// A line that is too long, or more than one line.
    #[error("Write one line of at most {MOST_LETTERS} letters.")]
    NoLine {
        /// Which field.
        field: &'static str,
    },
    /// It ends before it begins.
    #[error("The campaign ends before it begins. Choose a later end.")]
    Dates,
    /// Its end has passed.
    #[error("The campaign's last day has passed. Choose a later end, then start it.")]
    Past,
    /// No weight.
    #[error("A weight is a whole number from 1 to 100.")]
    Weight,
    /// Nothing would ever be shown.
    #[error(
        "A campaign that is shown no more than 0 times a day is never shown. Leave the field empty, or write a number."
    )]
    Cap,
    /// An edition or a section that is not there.
    #[error("There is no {what} “{which}”. Choose one of the paper's.")]
    Nowhere {
        /// `edition` or `section`.
        what: &'static str,
        /// Which.
        which: String,
    },
    /// Nothing to show.
    #[error("The campaign has no advertisement yet. Add one, then start it.")]
    Empty,
    /// More than a campaign can have.
    #[error("A campaign has at most {MOST_CREATIVES} advertisements.")]
    TooMany,
    /// The theme has no such slot.
    #[error("The theme has no slot “{0}”. Choose one of those that it has.")]
    NoSlot(String),
    /// The link leads nowhere.
    #[error("Say where a click on the advertisement leads.")]
    NoLink,
    /// The link is none.
    #[error(
        "“{0}” is no address that a click may lead to. It starts with https:// and names a host, such as https://bakery.example/offer."
    )]
    BadLink(String),
    /// A picture without words.
    #[error("Say in {0} what the advertisement shows, for readers who do not see it.")]
    NoAlt(&'static str),
    /// A picture that is not there, or that may not be shown.
    #[error("The picture is not there, or may not be shown. Choose another one.")]
    NoPicture,
    /// A drawing that is too heavy.
    #[error("The drawing has {0} kB, and readers get it as it is; {most} kB is the most. Save it smaller, or as a photo.", most = MOST_DRAWING / 1_000)]
    Heavy(u64),
    /// No HTML.
    #[error("The advertisement is empty. Write its HTML.")]
    NoHtml,
    /// Much HTML.
    #[error("The HTML is longer than {most} kB. Shorten it.", most = MOST_HTML / 1_024)]
    LongHtml,
    /// An element that only reaches for other sites.
    #[error(
        "The HTML has a {0}> element. It would make browsers knock at other sites before anybody clicks. Remove it; styles go into <style>."
    )]
    Reaching(&'static str),
    /// The state does not allow it.
    #[error("The campaign is {}, so it cannot be {act}.", .state.as_str())]
    State {
        /// What it is.
        state: CampaignState,
        /// What was wanted: `started`.
        act: &'static str,
    },
}

impl Flaw {
    /// The field that it is about.
    pub fn field(&self) -> &'static str {
        match self {
            Flaw::NoAdvertiser => "advertiser",
            Flaw::NoName => "name",
            Flaw::NoLine { field } => field,
            Flaw::Dates | Flaw::Past => "until",
            Flaw::Weight => "weight",
            Flaw::Cap => "cap",
            Flaw::Nowhere { what: "section", .. } => "sections",
            Flaw::Nowhere { .. } => "editions",
            Flaw::State { .. } => "state",
            Flaw::Empty
            | Flaw::TooMany
            | Flaw::NoSlot(_)
            | Flaw::NoLink
            | Flaw::BadLink(_)
            | Flaw::NoAlt(_)
            | Flaw::NoPicture
            | Flaw::Heavy(_)
            | Flaw::NoHtml
            | Flaw::LongHtml
            | Flaw::Reaching(_) => "creatives",
        }
    }
}

/// What a campaign is held against: what the paper has.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Its editions.
    pub editions: &'a [Edition],
    /// The keys of its sections.
    pub sections: &'a [String],
    /// The names of the slots that its theme has.
    pub slots: &'a [String],
    /// The pictures that the campaign names, as far as they are there.
    pub pictures: &'a [Media],
}

impl Campaign {
    /// Refuses somebody who may not run this campaign: it needs the permission in all of its editions.
    pub fn may_run(&self, by: &Editor) -> Result<(), Refusal> {
        let may = |edition| by.may(Permission::Advertise, edition, None);
        let everywhere = by.may_everywhere(Permission::Advertise);
        if everywhere || (!self.editions.is_empty() && self.editions.iter().all(may)) {
            return Ok(());
        }
        Err(Refusal::NotAllowed { name: by.name.clone(), permission: Permission::Advertise })
    }

    /// Finds what is wrong with it. A draft may lack things; it may not say wrong ones.
    pub fn check(&self, ground: &Ground<'_>) -> Result<(), Flaw> {
        if self.advertiser.trim().is_empty() {
            return Err(Flaw::NoAdvertiser);
        }
        if self.name.trim().is_empty() {
            return Err(Flaw::NoName);
        }
        for (field, line) in [("advertiser", &self.advertiser), ("name", &self.name)] {
            if line.chars().count() > MOST_LETTERS || line.chars().any(char::is_control) {
                return Err(Flaw::NoLine { field });
            }
        }
        if self.until <= self.from {
            return Err(Flaw::Dates);
        }
        if !WEIGHTS.contains(&self.weight) {
            return Err(Flaw::Weight);
        }
        if self.cap == Some(0) {
            return Err(Flaw::Cap);
        }
        let named = self.creatives.iter().flat_map(|creative| &creative.editions);
        for code in self.editions.iter().chain(named) {
            if !ground.editions.iter().any(|edition| edition.code == *code) {
                return Err(Flaw::Nowhere { what: "edition", which: code.to_string() });
            }
        }
        if let Some(key) = self.sections.iter().find(|key| !ground.sections.contains(key)) {
            return Err(Flaw::Nowhere { what: "section", which: key.clone() });
        }
        if self.creatives.len() > MOST_CREATIVES {
            return Err(Flaw::TooMany);
        }
        self.creatives.iter().try_for_each(|creative| self.check_creative(creative, ground))?;
        match self.state {
            CampaignState::Running | CampaignState::Paused if self.creatives.is_empty() => {
                Err(Flaw::Empty)
            }
            _ => Ok(()),
        }
    }

    fn check_creative(&self, creative: &Creative, ground: &Ground<'_>) -> Result<(), Flaw> {
        let Creative { id: _, slot, editions: _, href, shows } = creative;
        if !ground.slots.contains(slot) {
            return Err(Flaw::NoSlot(slot.clone()));
        }
        if !href.is_empty() && link(href).as_ref() != Some(href) {
            return Err(Flaw::BadLink(href.clone()));
        }
        match shows {
            Shows::Picture { media, alt } => {
                if href.is_empty() {
                    return Err(Flaw::NoLink);
                }
                let found = ground.pictures.iter().find(|picture| picture.id == *media);
                let picture = found.ok_or(Flaw::NoPicture)?;
                if !picture.is_photo() && picture.bytes > MOST_DRAWING {
                    return Err(Flaw::Heavy(picture.bytes.div_ceil(1_000)));
                }
                let silent = |language: &Language| {
                    alt.get(language.code()).is_none_or(|words| words.trim().is_empty())
                };
                match self.languages(creative, ground.editions).into_iter().find(silent) {
                    Some(language) => Err(Flaw::NoAlt(language.row().endonym)),
                    None => Ok(()),
                }
            }
            Shows::Html { html } if html.trim().is_empty() => Err(Flaw::NoHtml),
            Shows::Html { html } if html.len() > MOST_HTML => Err(Flaw::LongHtml),
            Shows::Html { html } => {
                let html = html.to_ascii_lowercase();
                match REACHING.into_iter().find(|element| html.contains(element)) {
                    Some(element) => Err(Flaw::Reaching(element)),
                    None => Ok(()),
                }
            }
        }
    }

    /// The languages of the editions in which one of its advertisements stands.
    fn languages(&self, creative: &Creative, editions: &[Edition]) -> Vec<Language> {
        let in_it = |edition: &&Edition| {
            let own = self.editions.is_empty() || self.editions.contains(&edition.code);
            own && (creative.editions.is_empty() || creative.editions.contains(&edition.code))
        };
        editions.iter().filter(in_it).map(|edition| edition.language).collect()
    }

    /// The campaign as somebody wants it: its id, its state and its history stay.
    pub fn change(&self, wanted: Campaign, ground: &Ground<'_>) -> Result<Campaign, Flaw> {
        if self.state == CampaignState::Ended {
            return Err(Flaw::State { state: self.state, act: "changed" });
        }
        let changed = Campaign {
            id: self.id,
            state: self.state,
            version: self.version + 1,
            created_at: self.created_at,
            ..wanted
        };
        changed.check(ground)?;
        Ok(changed)
    }

    /// Has it shown between its dates.
    pub fn start(&self, ground: &Ground<'_>, now: Timestamp) -> Result<Campaign, Flaw> {
        if !matches!(self.state, CampaignState::Draft | CampaignState::Paused) {
            return Err(Flaw::State { state: self.state, act: "started" });
        }
        if self.until <= now {
            return Err(Flaw::Past);
        }
        let started = self.in_state(CampaignState::Running);
        started.check(ground)?;
        Ok(started)
    }

    /// Takes it from readers until it is started again.
    pub fn pause(&self) -> Result<Campaign, Flaw> {
        match self.state {
            CampaignState::Running => Ok(self.in_state(CampaignState::Paused)),
            state => Err(Flaw::State { state, act: "paused" }),
        }
    }

    /// Takes it from readers for good.
    pub fn end(&self) -> Result<Campaign, Flaw> {
        match self.state {
            CampaignState::Ended => Err(Flaw::State { state: self.state, act: "ended" }),
            _ => Ok(self.in_state(CampaignState::Ended)),
        }
    }

    fn in_state(&self, state: CampaignState) -> Campaign {
        Campaign { state, version: self.version + 1, ..self.clone() }
    }

    /// Whether it may be shown at this moment.
    pub fn runs(&self, now: Timestamp) -> bool {
        self.state == CampaignState::Running && self.from <= now && now < self.until
    }
}

/// An address that a click may lead to, as browsers send it: https, a plain host, and nothing that could break out
/// of a header or an attribute.
pub fn link(text: &str) -> Option<String> {
    let text = text.trim();
    let rest = text.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':');
    let named = host.len() <= 255
        && host.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && host.chars().all(plain);
    let broken = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '"' | '\'' | '<' | '>' | '\\' | '`')
    };
    if !named || text.len() > 2_000 || rest.chars().any(broken) {
        return None;
    }
    let ascii = |letter: char| {
        if letter.is_ascii() { letter.to_string() } else { url::encode(&letter.to_string()) }
    };
    Some(text.chars().map(ascii).collect())
}

#[cfg(test)]
mod tests;
