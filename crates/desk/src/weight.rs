//! What a page costs a reader, before it is published.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::SignedDuration;
use story::{ArticleId, RevisionNumber};

use crate::asked::At;
use crate::person::Person;
use crate::{Desk, Error, preview};

/// The setting with the budget, in kilobytes.
pub(crate) const SETTING: &str = "desk.budget";

/// The budget as long as nobody set another, in bytes.
const BUDGET: u64 = 300_000;

/// How long the link lasts that the scale follows. Nobody else ever has it.
const WEIGHING: SignedDuration = SignedDuration::from_mins(1);

/// What a page weighs as it is sent, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// The page itself with its styles, compressed.
    pub html: u64,
    /// The pictures that a phone loads.
    pub pictures: u64,
    /// The scripts, compressed.
    pub script: u64,
}

/// Who can weigh the page at a path of the site: the program, which knows the site.
#[derive(Clone)]
pub struct Scale(Arc<dyn Fn(String) -> Weighing + Send + Sync>);

type Weighing = Pin<Box<dyn Future<Output = Option<Weight>> + Send>>;

impl Scale {
    /// A scale that asks this for the weight of a path.
    pub fn new<F, W>(weigh: F) -> Scale
    where
        F: Fn(String) -> W + Send + Sync + 'static,
        W: Future<Output = Option<Weight>> + Send + 'static,
    {
        Scale(Arc::new(move |path| Box::pin(weigh(path))))
    }
}

impl fmt::Debug for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Scale")
    }
}

/// A line to a reader: what it carries in a second, and how long an answer takes.
struct Network {
    bytes_per_second: f64,
    round_trip: f64,
}

/// WebPageTest's profile of the same name: 280 kbit/s, 0.8 s.
const TWO_G: Network = Network { bytes_per_second: 35_000.0, round_trip: 0.8 };

/// WebPageTest's profile of the same name: 1.6 Mbit/s, 0.3 s.
const THREE_G: Network = Network { bytes_per_second: 200_000.0, round_trip: 0.3 };

/// Round trips before the first byte: the connection, its encryption, the question.
const BEFORE_THE_FIRST_BYTE: f64 = 3.0;

impl Network {
    fn first_words(&self, weight: Weight) -> f64 {
        rounded(BEFORE_THE_FIRST_BYTE * self.round_trip + self.carry(weight.html))
    }

    /// Pictures and scripts are asked for in one more round trip.
    fn whole(&self, weight: Weight) -> f64 {
        rounded((BEFORE_THE_FIRST_BYTE + 1.0) * self.round_trip + self.carry(weight.total()))
    }

    #[allow(clippy::cast_precision_loss)] // No page has so many bytes.
    fn carry(&self, bytes: u64) -> f64 {
        bytes as f64 / self.bytes_per_second
    }
}

fn rounded(seconds: f64) -> f64 {
    (seconds * 10.0).round() / 10.0
}

impl Weight {
    fn total(self) -> u64 {
        self.html + self.pictures + self.script
    }
}

/// The price tag.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct PriceTag {
    /// Bytes as they are sent.
    html: u64,
    pictures: u64,
    script: u64,
    total: u64,
    /// Seconds.
    first_words_2g: f64,
    whole_2g: f64,
    first_words_3g: f64,
    whole_3g: f64,
    /// What the paper allows itself, in bytes.
    budget: u64,
    over: bool,
}

/// `GET /api/articles/{id}/weight`: of the newest version.
pub(crate) async fn show(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<PriceTag>, Error> {
    let tag = price_tag(&desk, id, None).await?;
    tag.map(Json)
        .ok_or_else(|| Error::Internal(format!("the page of article {id} could not be weighed")))
}

/// What a text's page costs; nothing where nobody can weigh.
pub(crate) async fn price_tag(
    desk: &Desk,
    id: ArticleId,
    revision: Option<RevisionNumber>,
) -> Result<Option<PriceTag>, Error> {
    let Some(Scale(weigh)) = &desk.config().scale else { return Ok(None) };
    let subject = preview::subject(desk, id, revision).await?;
    let link = preview::link(desk, &subject, WEIGHING).await?;
    let Some(weight) = weigh(link.path()).await else { return Ok(None) };
    let budget = budget(desk).await?;
    Ok(Some(PriceTag {
        html: weight.html,
        pictures: weight.pictures,
        script: weight.script,
        total: weight.total(),
        first_words_2g: TWO_G.first_words(weight),
        whole_2g: TWO_G.whole(weight),
        first_words_3g: THREE_G.first_words(weight),
        whole_3g: THREE_G.whole(weight),
        budget,
        over: weight.total() > budget,
    }))
}

/// What the paper allows a page, in bytes.
pub(crate) async fn budget(desk: &Desk) -> Result<u64, Error> {
    let kept = desk.store().setting(SETTING).await?;
    let kilobytes = kept.and_then(|kept| kept.parse::<u64>().ok());
    Ok(kilobytes.map_or(BUDGET, |kilobytes| kilobytes * 1_000))
}

/// Refuses a page that is over the budget, unless somebody said why.
pub(crate) async fn check(
    desk: &Desk,
    id: ArticleId,
    revision: RevisionNumber,
    because: Option<&str>,
) -> Result<(), Error> {
    if because.is_some_and(|because| !because.trim().is_empty()) {
        return Ok(());
    }
    match price_tag(desk, id, Some(revision)).await? {
        Some(tag) if tag.over => Err(Error::OverBudget { total: tag.total, budget: tag.budget }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_light_page_says_its_first_words_soon() {
        let weight = Weight { html: 8_200, pictures: 40_000, script: 1_500 };
        let seconds = |seconds: f64| format!("{seconds:.1}");
        assert_eq!(seconds(TWO_G.first_words(weight)), "2.6");
        assert_eq!(seconds(THREE_G.first_words(weight)), "0.9");
        assert_eq!(seconds(TWO_G.whole(weight)), "4.6");
    }
}
