//! Tells the CDN in front which pages changed, by the names of what they show.
//!
//! It tells after this node's pages are new themselves, or the CDN would fetch the old ones once more. A few seconds
//! later it tells again: a page that was on its way to the CDN, or that another node made, may have been an old one. The
//! second time is a job, which a server that ends in between leaves to the next one.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Context;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, Method};
use site::{Outdated, Outdating, Site};
use store::{ChangeRow, Store};
use story::job::{Due, Job};

use super::{Follow, Following, Listener, Means};
use crate::config::{Cdn, Purge};

/// Tells the CDN.
pub(super) const LISTENER: Listener = Listener {
    name: "cdn",
    begin: |means| {
        let purge = means.cdn.purge?;
        let site = means.site.clone()?;
        Some(Box::new(Purging::new(purge, means, site)))
    },
};

/// More names than that are told as everything.
const MOST: usize = 500;

/// How long it takes until the CDN is told again.
const AGAIN: Duration = Duration::from_secs(5);

/// How long the second time belongs to who took it: longer than all tries of a few calls.
const LEASE: Duration = Duration::from_secs(60);

/// How long it is put off when the CDN was not reached.
const PUT_OFF: Duration = Duration::from_secs(10);

/// How many changes it is told again of in one go.
const AGAIN_AT_ONCE: usize = 100;

/// How long the pages of this node may take to follow a change.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pauses after which a call that failed is made again, before it counts as failed.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(3)];

/// The longest pause that a CDN may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Follows the paper for a CDN.
struct Purging {
    speaker: Speaker,
    store: Store,
    site: Site,
    pages: Option<std::sync::Arc<super::Followed>>,
    outdating: Option<Outdating>,
    /// What the CDN is still to be told.
    untold: Told,
    /// Up to this change it was told everything.
    covered: i64,
}

/// What a CDN is told.
#[derive(Clone, Debug, Default, PartialEq)]
struct Told {
    everything: bool,
    withdrawn: bool,
    names: BTreeSet<String>,
}

impl Told {
    fn everything() -> Told {
        Told { everything: true, ..Told::default() }
    }

    fn is_nothing(&self) -> bool {
        !self.everything && self.names.is_empty()
    }

    fn add(&mut self, outdated: Outdated) {
        let Outdated { everything, names, withdrawn } = outdated;
        self.and(Told { everything, withdrawn, names });
    }

    fn and(&mut self, more: Told) {
        self.everything |= more.everything;
        self.withdrawn |= more.withdrawn;
        self.names.extend(more.names);
        if self.everything || self.names.len() > MOST {
            self.everything = true;
            self.names.clear();
        }
    }
}

impl Purging {
    fn new(purge: Purge, means: &Means, site: Site) -> Purging {
        Purging {
            speaker: Speaker::new(purge, &means.cdn),
            store: means.store.clone(),
            site,
            pages: means.pages.clone(),
            outdating: None,
            untold: Told::default(),
            covered: 0,
        }
    }

    async fn make_ready(&mut self, place: i64) -> anyhow::Result<()> {
        if self.outdating.is_none() {
            // In this order: what happens in between is then among what was missed.
            let outdating = Outdating::begin(self.site.clone()).await?;
            if self.store.newest_change().await? != place {
                // What pages showed before the changes that were missed, nobody remembers.
                self.untold = Told::everything();
            }
            self.outdating = Some(outdating);
        }
        self.told_again().await
    }

    /// Tells what is due for the second time, all of it together.
    async fn told_again(&self) -> anyhow::Result<()> {
        let mut told = Told::default();
        let mut jobs = Vec::new();
        // Looking costs less than taking, which nearly always finds nothing.
        while jobs.len() < AGAIN_AT_ONCE
            && self.store.due_jobs_of(Job::CDN).await? > 0
            && let Some(leased) = self.store.lease_job_of(&[Job::CDN], LEASE).await?
        {
            if let Job::TellCdnAgain { everything, withdrawn, names } = leased.job {
                let names = names.into_iter().collect();
                told.and(Told { everything, withdrawn, names });
            }
            jobs.push(leased.id);
        }
        if told.is_nothing() {
            return Ok(());
        }
        if let Err(error) = self.speaker.tell(&told).await {
            let now = self.store.clock().now();
            let until = now.checked_add(PUT_OFF).unwrap_or(now);
            for job in jobs {
                self.store.put_off_job(job, until, &format!("{error:#}")).await?;
            }
            return Err(error);
        }
        Ok(self.store.forget_jobs(&jobs).await?)
    }

    async fn told(&mut self, changes: &[ChangeRow]) -> anyhow::Result<()> {
        let outdating = self.outdating.as_mut().context("It was not made ready.")?;
        let mut last = self.covered;
        for change in changes.iter().filter(|change| change.sequence > self.covered) {
            if !self.untold.everything {
                self.untold.add(outdating.after(change).await?);
            }
            last = change.sequence;
        }
        if self.untold.is_nothing() {
            return Ok(());
        }
        if self.untold.everything {
            last = self.store.newest_change().await?;
        }
        if let Some(pages) = &self.pages {
            tokio::time::timeout(PATIENCE, pages.reached(last))
                .await
                .context("The pages of this server did not follow in time.")?;
        }
        self.speaker.tell(&self.untold).await?;
        // Before its place is kept: who ends here tells it all once more.
        self.tell_again().await?;
        if std::mem::take(&mut self.untold).everything {
            self.covered = last;
            tracing::info!("the CDN was told that every page may be another one");
        }
        Ok(())
    }

    async fn tell_again(&self) -> anyhow::Result<()> {
        let Told { everything, withdrawn, ref names } = self.untold;
        let names = names.iter().cloned().collect();
        let now = self.store.clock().now();
        let job = Job::TellCdnAgain { everything, withdrawn, names };
        let mut write = self.store.write().await?;
        write.put_job(&Due { job, at: now.checked_add(AGAIN).unwrap_or(now) }).await?;
        Ok(write.commit().await?)
    }
}

impl Follow for Purging {
    fn at_once(&self) -> usize {
        MOST
    }

    fn ready(&mut self, place: i64) -> Following<'_> {
        Box::pin(self.make_ready(place))
    }

    fn follow<'a>(&'a mut self, _: &'a Store, changes: &'a [ChangeRow]) -> Following<'a> {
        Box::pin(self.told(changes))
    }
}

/// Speaks to a CDN as it wants to be spoken to.
struct Speaker {
    purge: Purge,
    cdn: Cdn,
    client: reqwest::Client,
}

/// One call.
#[derive(Debug, PartialEq)]
struct Call {
    method: Method,
    url: String,
    headers: HeaderMap,
    body: String,
}

/// Why a call failed, and after how long the CDN wants to be asked again.
struct Failed {
    why: anyhow::Error,
    pause: Option<Duration>,
}

impl Speaker {
    fn new(purge: Purge, cdn: &Cdn) -> Speaker {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap_or_default();
        Speaker { purge, cdn: cdn.clone(), client }
    }

    /// Makes all calls, one after the other; one that fails is made again a few times.
    async fn tell(&self, told: &Told) -> anyhow::Result<()> {
        for call in calls(self.purge, &self.cdn, told) {
            let mut pauses = PAUSES.into_iter();
            while let Err(Failed { why, pause: asked }) = self.make(&call).await {
                let Some(pause) = pauses.next() else { return Err(why) };
                tokio::time::sleep(asked.map_or(pause, |asked| asked.min(LONGEST_PAUSE))).await;
            }
        }
        Ok(())
    }

    async fn make(&self, call: &Call) -> Result<(), Failed> {
        let request = self
            .client
            .request(call.method.clone(), &call.url)
            .headers(call.headers.clone())
            .body(call.body.clone());
        let answer = request
            .send()
            .await
            .with_context(|| format!("The CDN at {} was not reached.", self.cdn.url))
            .map_err(|why| Failed { why, pause: None })?;
        let status = answer.status();
        let pause = answer
            .headers()
            .get(RETRY_AFTER)
            .and_then(|after| after.to_str().ok()?.trim().parse().ok())
            .map(Duration::from_secs);
        let said = answer.text().await.unwrap_or_default();
        // Cloudflare may say in an answer of 200 that nothing came of it.
        let refused = self.purge == Purge::Cloudflare
            && serde_json::from_str::<serde_json::Value>(&said)
                .is_ok_and(|said| said["success"] == serde_json::Value::Bool(false));
        if status.is_success() && !refused {
            return Ok(());
        }
        let said: String = said.chars().take(200).collect();
        let advice = match status.as_u16() {
            401 | 403 => " See that cdn.token may purge.",
            404 | 405 => " See that cdn.url and cdn.purge fit it.",
            _ => "",
        };
        let why = anyhow::anyhow!(
            "The CDN at {} answered {status}: “{}”.{advice}",
            self.cdn.url,
            said.trim()
        );
        Err(Failed { why, pause })
    }
}

/// The calls that tell it.
fn calls(purge: Purge, cdn: &Cdn, told: &Told) -> Vec<Call> {
    let names: Vec<&str> = told.names.iter().map(String::as_str).collect();
    let url = &cdn.url;
    let soft = cdn.soft && !told.withdrawn;
    let call = |method: Method, url: String, headers: &[(HeaderName, &str)], body: String| {
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                all.insert(name.clone(), value);
            }
        }
        if let Some((name, mut token)) = authority(purge, cdn) {
            token.set_sensitive(true);
            all.insert(name, token);
        }
        Call { method, url, headers: all, body }
    };
    match purge {
        Purge::Fastly if told.everything => {
            vec![call(Method::POST, format!("{url}/purge_all"), &[], String::new())]
        }
        // 256 names are what Fastly takes in one call.
        Purge::Fastly => names
            .chunks(256)
            .map(|names| {
                let names = names.join(" ");
                let mut headers = vec![(HeaderName::from_static("surrogate-key"), names.as_str())];
                if soft {
                    headers.push((HeaderName::from_static("fastly-soft-purge"), "1"));
                }
                call(Method::POST, format!("{url}/purge"), &headers, String::new())
            })
            .collect(),
        Purge::Cloudflare => {
            let bodies: Vec<serde_json::Value> = if told.everything {
                vec![serde_json::json!({ "purge_everything": true })]
            } else {
                // 30 tags are what every plan of Cloudflare takes in one call.
                names.chunks(30).map(|names| serde_json::json!({ "tags": names })).collect()
            };
            bodies
                .into_iter()
                .map(|body| {
                    let json = [(CONTENT_TYPE, "application/json")];
                    call(Method::POST, format!("{url}/purge_cache"), &json, body.to_string())
                })
                .collect()
        }
        Purge::Varnish if told.everything => {
            // Varnish's own word for “all that match”; the VCL bans everything.
            vec![call(varnish("BAN"), format!("{url}/"), &[], String::new())]
        }
        // Varnish reads heads of 8 KiB and headers of as much.
        Purge::Varnish => names
            .chunks(100)
            .map(|names| {
                let how = if soft { "xkey-softpurge" } else { "xkey-purge" };
                let headers = [(HeaderName::from_static(how), names.join(" "))];
                let headers =
                    headers.each_ref().map(|(name, names)| (name.clone(), names.as_str()));
                call(varnish("PURGE"), format!("{url}/"), &headers, String::new())
            })
            .collect(),
    }
}

fn varnish(word: &str) -> Method {
    // The words are above, and good ones.
    Method::from_bytes(word.as_bytes()).unwrap_or_default()
}

/// The header that says who we are.
fn authority(purge: Purge, cdn: &Cdn) -> Option<(HeaderName, HeaderValue)> {
    let token = cdn.token.0.as_str();
    if token.is_empty() {
        return None;
    }
    let (name, value) = match purge {
        Purge::Fastly => (HeaderName::from_static("fastly-key"), token.to_owned()),
        Purge::Cloudflare | Purge::Varnish => (AUTHORIZATION, format!("Bearer {token}")),
    };
    Some((name, HeaderValue::from_str(&value).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Secret};

    fn cdn() -> Cdn {
        let token = Secret("secret".to_owned());
        Cdn { url: "http://cdn.example/x".to_owned(), token, ..Config::default().cdn }
    }

    fn named(count: usize) -> Told {
        let names = (0..count).map(|number| format!("article:{number:03}")).collect();
        Told { names, ..Told::default() }
    }

    fn shown(purge: Purge, told: &Told) -> Vec<String> {
        let calls = calls(purge, &cdn(), told).into_iter();
        let shown = calls.map(|Call { method, url, headers, body }| {
            let mut headers: Vec<_> = headers
                .iter()
                .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                .collect();
            headers.sort();
            format!("{method} {url} [{}] {body}", headers.join(", "))
        });
        shown.collect()
    }

    #[test]
    fn each_cdn_is_told_in_its_own_words() {
        assert_eq!(
            shown(Purge::Fastly, &named(2)),
            [
                "POST http://cdn.example/x/purge [fastly-key: secret, fastly-soft-purge: 1, surrogate-key: article:000 article:001] "
            ]
        );
        assert_eq!(
            shown(Purge::Cloudflare, &named(2)),
            [
                "POST http://cdn.example/x/purge_cache [authorization: Bearer secret, content-type: application/json] {\"tags\":[\"article:000\",\"article:001\"]}"
            ]
        );
        assert_eq!(
            shown(Purge::Varnish, &named(2)),
            [
                "PURGE http://cdn.example/x/ [authorization: Bearer secret, xkey-softpurge: article:000 article:001] "
            ]
        );
    }

    #[test]
    fn each_cdn_is_told_that_everything_changed() {
        assert_eq!(
            shown(Purge::Fastly, &Told::everything()),
            ["POST http://cdn.example/x/purge_all [fastly-key: secret] "]
        );
        assert!(
            shown(Purge::Cloudflare, &Told::everything())[0]
                .ends_with("{\"purge_everything\":true}")
        );
        assert!(
            shown(Purge::Varnish, &Told::everything())[0].starts_with("BAN http://cdn.example/x/ ")
        );
    }

    #[test]
    fn nobody_sees_once_more_what_was_withdrawn() {
        let told = Told { withdrawn: true, ..named(1) };
        assert!(!shown(Purge::Fastly, &told)[0].contains("soft"));
        assert!(shown(Purge::Varnish, &told)[0].contains("xkey-purge: "));
    }

    #[test]
    fn no_call_has_more_names_than_the_cdn_takes() {
        assert_eq!(shown(Purge::Fastly, &named(257)).len(), 2);
        assert_eq!(shown(Purge::Cloudflare, &named(61)).len(), 3);
        assert_eq!(shown(Purge::Varnish, &named(101)).len(), 2);
    }

    #[test]
    fn too_many_names_are_everything() {
        let mut told = named(MOST);
        assert!(!told.everything);
        told.and(Told { names: BTreeSet::from(["section:1".to_owned()]), ..Told::default() });
        assert_eq!(told, Told::everything());
    }
}
