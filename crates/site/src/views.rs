//! How many people read an article, and who tells of them: a script after five seconds, or a picture.
//!
//! The article's page does not know the number and is kept however often it is read. The number is a page of its own,
//! a few bytes that are at most a minute old.

use std::net::{IpAddr, SocketAddr};

use audience::{Counter, Hit, Proof, Referrer, What};
use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use http::HeaderMap;
use http::header::USER_AGENT;
use jiff::SignedDuration;
use story::{ArticleId, Direction};
use theme::page::{ViewsPage, ViewsPlace};

use crate::answer::{Answer, Cache};
use crate::chrome::Head;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, link};

/// Addresses that begin so tell of readers.
pub const TELLING: &str = "/-/";

/// How long the number is kept. A CDN may keep it as long once more, and a minute is what is promised.
const KEPT: SignedDuration = SignedDuration::from_secs(25);

/// Hears of readers, whatever carries the word of them. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Readers {
    counter: Counter,
    clock: store::Clock,
    /// The host of the paper.
    own: String,
}

impl Readers {
    /// Who hears of the readers of the paper at this address.
    pub fn new(counter: Counter, clock: store::Clock, url: &str) -> Readers {
        let host = url.split_once("://").map_or(url, |(_, host)| host);
        let host = host.split(['/', ':']).next().unwrap_or_default();
        Readers { counter, clock, own: host.to_ascii_lowercase() }
    }

    /// Hears that somebody read something: `/-/view/{article}?t={token}&r={host}`. Tells whether it was that.
    pub fn hear<'a>(
        &self,
        address: &str,
        client: IpAddr,
        header: &dyn Fn(&str) -> Option<&'a str>,
    ) -> bool {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let article = path.strip_prefix(TELLING).and_then(|path| path.strip_prefix("view/"));
        let Some(Ok(article)) = article.map(str::parse::<ArticleId>) else { return false };
        if asks_not_to_be_counted(header) {
            return true;
        }
        let said = |name| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(said, _)| *said == name).map_or("", |(_, value)| value)
        };
        // Another site's page may send its readers' browsers here.
        let is_own = header("sec-fetch-site").is_none_or(|site| site == "same-origin");
        self.counter.count(&Hit {
            what: What::View(article),
            address: client,
            agent: header("user-agent").unwrap_or_default(),
            referrer: Referrer::of(said("r"), &self.own),
            proof: Proof::Token(if is_own { said("t") } else { "" }),
            at: self.clock.now(),
        });
        true
    }
}

/// Whether a browser asks for its reader not to be counted: Do Not Track, or Global Privacy Control.
fn asks_not_to_be_counted<'a>(header: &dyn Fn(&str) -> Option<&'a str>) -> bool {
    header("dnt") == Some("1") || header("sec-gpc") == Some("1")
}

/// What a script reads.
#[derive(Debug, serde::Serialize)]
struct Number {
    /// The number in words; empty where the edition shows none.
    text: String,
    /// Where to tell of a reader; the host that they came from is to be put behind it.
    tell: String,
}

/// `/{edition}/views/{article}`: the number, and how to tell of a reader.
pub(crate) async fn number(
    State(site): State<Site>,
    Path((code, article)): Path<(String, String)>,
    visit: Visit,
) -> Result<Answer, Error> {
    let counter = site.counter().ok_or(Error::NotFound)?;
    let paper = site.paper().await?;
    let (at, article) = site.counted(&paper, &code, &article).await?;
    let text = site.views_in_words(&paper, at, article, &visit).await?;
    let now = site.now();
    let what = What::View(article);
    let token = counter.tokens().make(what, now);
    let number = Number { text, tell: format!("{TELLING}view/{article}?t={token}&r=") };
    let mut keys = SurrogateKeys::of_edition(at);
    keys.article(article);
    if let Ok(until) = now.checked_add(KEPT) {
        keys.until(until);
    }
    let number = serde_json::to_vec(&number).unwrap_or_default();
    Ok(Answer::new("application/json", number).with("x-robots-tag", "noindex").shows(&keys, now))
}

/// `/-/views/{edition}/{article}.svg`: the number as a picture. Whoever loads it reads the article without scripts, and
/// is counted.
pub(crate) async fn picture(
    State(site): State<Site>,
    Path((code, file)): Path<(String, String)>,
    client: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    visit: Visit,
) -> Result<Answer, Error> {
    let counter = site.counter().ok_or(Error::NotFound)?;
    let article = file.strip_suffix(".svg").ok_or(Error::NotFound)?;
    let paper = site.paper().await?;
    let (at, article) = site.counted(&paper, &code, article).await?;
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(Extension(ConnectInfo(client))) = client
        && !asks_not_to_be_counted(&header)
    {
        counter.count(&Hit {
            what: What::View(article),
            address: client.ip(),
            agent: header(USER_AGENT.as_str()).unwrap_or_default(),
            referrer: Referrer::Direct,
            proof: Proof::NotAsked,
            at: site.now(),
        });
    }
    let text = site.views_in_words(&paper, at, article, &visit).await?;
    let picture = drawn(&text, at);
    Ok(Answer::new("image/svg+xml", picture)
        .cache(Cache::Never)
        .with("x-robots-tag", "noindex")
        .with("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"))
}

impl Site {
    /// An article that readers can have, in an edition that counts them.
    async fn counted<'a>(
        &self,
        paper: &'a Paper,
        code: &str,
        article: &str,
    ) -> Result<(&'a EditionPaper, ArticleId), Error> {
        let at = paper.edition(code).filter(|at| counts(at)).ok_or(Error::NotFound)?;
        let article: ArticleId = article.parse().map_err(|_| Error::NotFound)?;
        let listed = self.reader().listed(&[article]).await?;
        let listed = listed.first().filter(|listed| listed.edition == at.edition.code);
        Ok((at, listed.ok_or(Error::NotFound)?.article))
    }

    async fn views_in_words(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        article: ArticleId,
        visit: &Visit,
    ) -> Result<String, Error> {
        if !at.edition.views {
            return Ok(String::new());
        }
        let views = self.reader().views(What::View(article)).await?.people;
        let page = ViewsPage { paper: self.chrome(paper, at, visit, Head::default()), views };
        Ok(self.theme().render(&page)?.trim().to_owned())
    }

    /// Where an article says how many people read it.
    pub(crate) fn views_place(&self, at: &EditionPaper, article: ArticleId) -> Option<ViewsPlace> {
        let place = ViewsPlace {
            href: link::views(&at.edition.code, article),
            picture: format!("{TELLING}views/{}/{article}.svg", at.edition.code),
            shown: at.edition.views,
        };
        (self.counter().is_some() && counts(at)).then_some(place)
    }
}

/// Whether anybody wants to know how often articles of this edition are read.
fn counts(at: &EditionPaper) -> bool {
    at.edition.views || at.edition.most_read
}

/// A line of text as a picture, in a gray that can be read on the paper of the day and of the night.
fn drawn(text: &str, at: &EditionPaper) -> String {
    let direction = match at.edition.language.direction() {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    // Letters are about eight pixels wide at this size, and the browser squeezes them if they are not.
    let width = text.chars().count() * 8 + 2;
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let x = if direction == "rtl" { width - 1 } else { 1 };
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" role="img"><title>{text}</title><style>text{{font:14px system-ui,sans-serif;fill:#646a75}}@media(prefers-color-scheme:dark){{text{{fill:#a9adb4}}}}</style><text x="{x}" y="15" direction="{direction}">{text}</text></svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use audience::{Day, Tokens};
    use jiff::ToSpan;
    use store::Clock;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    fn readers() -> Readers {
        let now = "2026-03-04T12:00:00Z".parse().unwrap();
        let counter = Counter::new(Day::of(now), [1; 32], Tokens::new([2; 32]));
        Readers::new(counter, Clock::standing(now), "https://meridian.example:8443")
    }

    #[test]
    fn a_beacon_is_heard_with_its_token_and_its_referrer() {
        let readers = readers();
        let article = ArticleId::new(7);
        let made = readers.clock.now() - 5.seconds();
        let token = readers.counter.tokens().make(What::View(article), made);
        let told = |referrer: &str, headers: &[(&str, &'static str)]| {
            let address = format!("/-/view/7?t={token}&r={referrer}");
            let header = |name: &str| {
                let given = headers.iter().find(|(given, _)| *given == name);
                given.map(|(_, value)| *value).or((name == "user-agent").then_some(FIREFOX))
            };
            assert!(readers.hear(&address, [203, 0, 113, 9].into(), &header));
            readers.counter.take()
        };
        assert!(told("", &[("dnt", "1")]).is_empty());
        assert!(told("", &[("sec-gpc", "1")]).is_empty());
        assert!(told("", &[("sec-fetch-site", "cross-site")]).visits.is_empty());
        let batch = told("www.google.com", &[("sec-fetch-site", "same-origin")]);
        assert_eq!(batch.visits[0].subject.referrer, Referrer::Search);
        let batch = told("meridian.example", &[("user-agent", "Mozilla/5.0")]);
        assert_eq!(batch.visits[0].subject.referrer, Referrer::Own);
        for other in ["/-/view/", "/-/view/x", "/-/view/7/8", "/-/other/7", "/en/", ""] {
            assert!(!readers.hear(other, [203, 0, 113, 9].into(), &|_| None), "{other}");
        }
        for odd in ["/-/view/7", "/-/view/7?", "/-/view/7?t", "/-/view/7?t=&r=&r", "/-/view/7??&="]
        {
            assert!(readers.hear(odd, [203, 0, 113, 9].into(), &|_| None), "{odd}");
        }
        assert!(readers.counter.take().visits.is_empty());
    }
}
