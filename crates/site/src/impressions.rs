//! What stands in places for advertisements this time, and how often each campaign was shown today.
//!
//! The counter tells people from machines and hands all nodes' counts to the store; what it says of today is read from
//! there every two seconds. Between two looks this node goes by its own counts too, and so shows nothing more often than
//! its cap; several nodes together may pass it by what they show within these seconds.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use audience::{Day, Hit, Proof, Referrer, Verdict, What};
use axum::extract::{ConnectInfo, FromRequestParts};
use http::Method;
use http::header::USER_AGENT;
use http::request::Parts;
use story::campaign::{Campaign, Creative, Place, choose};
use story::{CampaignId, CreativeId};

use crate::{Error, Site};

/// How often the store is asked. What was counted is there within a second.
const LOOK: Duration = Duration::from_secs(2);

/// How often each campaign was shown to people.
type Counts = HashMap<CampaignId, u64>;

/// What was shown today, as far as this node knows.
#[derive(Debug, Default)]
pub(crate) struct Impressions {
    today: Mutex<Today>,
    chance: RandomState,
    turn: AtomicU64,
}

#[derive(Debug, Default)]
struct Today {
    day: Option<Day>,
    looked: Option<Instant>,
    /// What the store said at the last look, of all nodes.
    stored: Counts,
    /// What this node showed between the last two looks: the store may not have known it at the last one.
    before: Counts,
    /// What this node showed since the last look.
    since: Counts,
}

impl Today {
    fn shown(&self, id: CampaignId) -> u64 {
        let of = |counts: &Counts| counts.get(&id).copied().unwrap_or_default();
        of(&self.stored) + of(&self.before) + of(&self.since)
    }
}

impl Impressions {
    /// Chooses what stands in a place this time, and counts it if a reader sees it.
    pub(crate) async fn choose<'a>(
        &self,
        site: &Site,
        campaigns: &'a [Campaign],
        place: &Place<'_>,
        asking: &Asking,
    ) -> Result<Option<(&'a Campaign, &'a Creative)>, Error> {
        self.look(site, campaigns).await?;
        // One after the other, so that two readers at once do not get the last one both.
        let mut today = self.lock();
        let chosen = choose(campaigns, place, |id| today.shown(id), self.chance());
        if let Some((campaign, creative)) = chosen
            && asking.is_for("iframe")
            && count(site, What::Impression(creative.id.number()), asking)
        {
            *today.since.entry(campaign.id).or_default() += 1;
        }
        Ok(chosen)
    }

    /// Reads what all nodes showed today, unless it was read just now or nobody needs to know.
    async fn look(&self, site: &Site, campaigns: &[Campaign]) -> Result<(), Error> {
        let now = site.now();
        let day = Day::of(now);
        {
            let mut today = self.lock();
            if today.day != Some(day) {
                *today = Today { day: Some(day), ..Today::default() };
            }
            let fresh = today.looked.is_some_and(|looked| looked.elapsed() < LOOK);
            if fresh || site.counter().is_none() {
                return Ok(());
            }
            today.looked = Some(Instant::now());
        }
        let capped: Vec<CampaignId> =
            campaigns.iter().filter(|it| it.cap.is_some()).map(|it| it.id).collect();
        let stored = site.reader().shown_since(&capped, day.begins()).await?;
        let mut today = self.lock();
        if today.day == Some(day) {
            today.before = std::mem::take(&mut today.since);
            today.stored = stored;
        }
        Ok(())
    }

    /// A number that nobody can foresee.
    fn chance(&self) -> u64 {
        self.chance.hash_one(self.turn.fetch_add(1, Ordering::Relaxed))
    }

    fn lock(&self) -> MutexGuard<'_, Today> {
        self.today.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a click, if somebody followed the link.
pub(crate) fn count_click(site: &Site, id: CreativeId, asking: &Asking) {
    if asking.is_for("document") {
        count(site, What::Click(id.number()), asking);
    }
}

/// Counts, and tells whether it was a person.
fn count(site: &Site, what: What, asking: &Asking) -> bool {
    let Some(counter) = site.counter() else { return true };
    let verdict = counter.count(&Hit {
        what,
        address: asking.address,
        agent: &asking.agent,
        referrer: Referrer::Own,
        proof: Proof::NotAsked,
        at: site.now(),
    });
    !matches!(verdict, Verdict::Bot(_))
}

/// Who asks, and what for.
#[derive(Debug)]
pub(crate) struct Asking {
    address: IpAddr,
    agent: String,
    /// Whether the answer is wanted whole and now, and not only its head or for later.
    in_earnest: bool,
    /// What the browser says that it does with the answer.
    purpose: Option<String>,
}

impl Asking {
    /// Whether it is for this purpose, as far as anybody says.
    fn is_for(&self, purpose: &str) -> bool {
        self.in_earnest && self.purpose.as_deref().is_none_or(|told| told == purpose)
    }
}

impl<S: Sync> FromRequestParts<S> for Asking {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Asking, Self::Rejection> {
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let ahead = ["sec-purpose", "purpose", "x-moz"].into_iter().filter_map(header);
        Ok(Asking {
            address: address.map_or(Ipv4Addr::LOCALHOST.into(), |ConnectInfo(at)| at.ip()),
            agent: header(USER_AGENT.as_str()).unwrap_or_default().to_owned(),
            in_earnest: parts.method == Method::GET
                && !ahead.into_iter().any(|purpose| purpose.contains("prefetch")),
            purpose: header("sec-fetch-dest").map(str::to_owned),
        })
    }
}
