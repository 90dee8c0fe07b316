//! Asks the site for everything that readers can have, as a reader who follows every link would.

use std::collections::{HashSet, VecDeque};

use anyhow::{Context, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use http::{Request, StatusCode};
use jiff::SignedDuration;
use record::{ArticleProof, Hash, Shown, SigningKey, Tile};
use site::{FOREVER, Outdated, Site};
use store::Store;
use story::Timestamp;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::notes::{Earlier, NOTES, Notes, Says};
use super::page::{Around, Copied, copy};
use super::place::{PAGES_FORM, Place, link, place};
use super::shelf::{Kept, Shelf};
use crate::progress::progress;

/// How many pages are asked for at once for each processor.
const AT_ONCE: usize = 4;

/// The largest file that a copy takes.
const MOST: usize = 256 << 20;

/// What an export made.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) files: u64,
    pub(super) articles: u64,
    pub(super) written: u64,
    pub(super) removed: u64,
    /// How many were asked for, instead of left as they were.
    pub(super) made: u64,
}

/// An export under way.
pub(super) struct Export<'a> {
    site: Site,
    router: Router,
    store: &'a Store,
    url: &'a str,
    help: String,
    shelf: Shelf,
    /// The size of the record under its newest signed head.
    size: u64,
    waiting: VecDeque<(String, String)>,
    known: HashSet<String>,
    earlier: Option<Earlier>,
    notes: Notes,
    made: Made,
}

/// What became of an address.
enum Became {
    /// Its file, and the proof beside it, are as they were.
    Kept { files: Vec<Kept>, address: String, says: Says, leads_to: Vec<String> },
    /// The site was asked.
    Got(Box<Got>),
}

/// What the site gave.
struct Got {
    file: String,
    address: String,
    status: StatusCode,
    content_type: String,
    location: Option<String>,
    bytes: Vec<u8>,
    says: Says,
    /// The page as a copy has it, where it is one.
    copied: Option<Copied>,
    /// What proves it, where it is an article.
    proof: Option<ArticleProof>,
}

impl<'a> Export<'a> {
    /// Begins to copy the paper as it is now.
    pub(super) async fn begin(
        site: Site,
        store: &'a Store,
        url: &'a str,
        shelf: Shelf,
        made_of: &str,
    ) -> anyhow::Result<Export<'a>> {
        // Before anything is made: what changes from now on is made again by the next export.
        let newest = store.newest_change().await?;
        let newest = store.changes_after(newest - 1, 1).await?.pop();
        let change = newest.map(|row| (row.sequence, row.at));
        let notes = Notes::new(made_of, change, site.surroundings().await?);
        Ok(Export {
            router: site::router(site.clone()),
            site,
            store,
            url,
            help: String::new(),
            shelf,
            size: 0,
            waiting: VecDeque::new(),
            known: HashSet::new(),
            earlier: None,
            notes,
            made: Made::default(),
        })
    }

    /// Looks which files of the earlier copy are still as they would be made now.
    pub(super) async fn look_back(&mut self) -> anyhow::Result<()> {
        let Some(file) = self.shelf.earlier(NOTES) else { return Ok(()) };
        let Some(notes) = file.read().await.and_then(|file| Notes::unpack(&file)) else {
            return Ok(());
        };
        let Some((change, at)) = notes.change else { return Ok(()) };
        // A database from a backup may have come to the same number in another way.
        let row = self.store.changes_after(change - 1, 1).await?.pop();
        if notes.made_of != self.notes.made_of
            || row.is_none_or(|row| (row.sequence, row.at) != (change, at))
        {
            return Ok(());
        }
        let outdated = Outdated::since(&self.site, change, &notes.surroundings).await?;
        if !outdated.everything {
            self.earlier = Some(Earlier::new(notes, &outdated, self.store.clock().now()));
        }
        Ok(())
    }

    /// Makes the copy.
    pub(super) async fn run(mut self, key: &SigningKey) -> anyhow::Result<Made> {
        let head =
            self.store.record_head().await?.context("The public record is not signed yet.")?;
        self.size = head.size;
        self.enter().await?;
        let bar = progress(0);
        bar.set_message("files");
        let at_once = AT_ONCE * std::thread::available_parallelism().map_or(1, usize::from);
        let mut asked = JoinSet::new();
        loop {
            while asked.len() < at_once
                && let Some((file, address)) = self.waiting.pop_front()
            {
                let (router, url, help) =
                    (self.router.clone(), self.url.to_owned(), self.help.clone());
                let (now, earlier) = (self.store.clock().now(), self.earlier(&file, &address));
                asked.spawn(async move {
                    if let Some((files, says, leads_to)) = earlier
                        && are_kept(&files).await
                    {
                        return Ok(Became::Kept { files, address, says, leads_to });
                    }
                    let got = get(router, file, address, &url, &help, now).await?;
                    anyhow::Ok(Became::Got(Box::new(got)))
                });
            }
            let Some(became) = asked.join_next().await else { break };
            match became.context("A page was not made to its end.")?? {
                Became::Got(got) => self.take(*got, key)?,
                Became::Kept { files, address, says, leads_to } => {
                    files.into_iter().for_each(|kept| self.shelf.keep(kept));
                    leads_to.iter().for_each(|address| self.want(address));
                    self.notes.add(&address, &says, &leads_to);
                }
            }
            bar.set_length(self.known.len() as u64);
            bar.inc(1);
        }
        self.record(&head.note, head.size).await?;
        self.shelf.put(NOTES, &self.notes.pack()?)?;
        bar.finish_and_clear();
        self.made.files = self.shelf.files();
        self.made.written = self.shelf.written;
        self.made.removed = self.shelf.finish(key, head.size, self.store.clock().now())?;
        Ok(self.made)
    }

    /// Where a reader begins: the fronts, and the articles, of which old ones may stand in no list.
    async fn enter(&mut self) -> anyhow::Result<()> {
        let editions = self.store.editions().await?;
        let default = editions.iter().find(|edition| edition.default).or(editions.first());
        let default = default.context("The paper has no edition, so there is nothing to copy.")?;
        self.help = format!("{}/verify/index.html", default.code);
        for address in ["/", "/robots.txt", "/favicon.ico", "/sitemap.xml", "/-/record/keys"] {
            self.want(address);
        }
        for edition in &editions {
            self.want(&format!("/{}/", edition.code));
            self.want(&format!("/{}/verify", edition.code));
        }
        let mut after = 0;
        loop {
            let ids = self.store.article_ids(after, 1000).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            after = last.number();
            for live in self.store.live_articles(&ids).await? {
                let path = story::url::encode(&story::url::article_path(
                    &live.article.edition,
                    &live.article.slug,
                ));
                self.want(&path);
                self.made.articles += 1;
            }
        }
    }

    /// What the file at an address was, if it is still the same: it, and the proof beside it.
    fn earlier(&self, file: &str, address: &str) -> Option<(Vec<Kept>, Says, Vec<String>)> {
        let (says, leads_to) = self.earlier.as_ref()?.still(address)?;
        let mut files = vec![self.shelf.earlier(file)?];
        if is_article(file) {
            files.push(self.shelf.earlier(&beside(file))?);
        }
        Some((files, says, leads_to))
    }

    fn want(&mut self, address: &str) {
        if let Some(Place::File { file, address }) = place(address)
            && !address.starts_with("/-/record/tile/")
            && address != "/-/record/checkpoint"
            && !address.ends_with("/proof.json")
            && self.known.insert(file.clone())
        {
            self.waiting.push_back((file, address));
        }
    }

    fn take(&mut self, got: Got, key: &SigningKey) -> anyhow::Result<()> {
        let Got { file, address, status, content_type, location, bytes, says, copied, proof } = got;
        self.made.made += 1;
        if status.is_redirection()
            && let Some(Place::File { file: to, address: next }) =
                location.as_deref().and_then(place)
        {
            self.want(&next);
            self.notes.add(&address, &says, &[next]);
            return self.shelf.put(&file, forward(&link(&file, &to)).as_bytes());
        }
        if !status.is_success() {
            // A link to what readers may no longer have: a copy has it as little.
            if status.is_server_error() {
                bail!(
                    "{address} could not be made ({status}). Look at the log above, and run this again."
                );
            }
            return Ok(());
        }
        if let Some(Copied { html, addresses }) = copied {
            let leads_to = each_once(addresses);
            leads_to.iter().for_each(|address| self.want(address));
            self.notes.add(&address, &says, &leads_to);
            if let Some(proof) = proof {
                self.prove(proof, &file, &address, html.as_bytes(), key)?;
            }
            return self.shelf.put(&file, html.as_bytes());
        }
        let mut leads_to = Vec::new();
        if content_type.contains("xml") && file.starts_with("sitemap") {
            leads_to = each_once(locations(&String::from_utf8_lossy(&bytes), self.url));
            leads_to.iter().for_each(|address| self.want(address));
        }
        self.notes.add(&address, &says, &leads_to);
        self.shelf.put(&file, &bytes)
    }

    /// Puts the proof beside an article's page, with a signature over the page as the copy has it.
    fn prove(
        &mut self,
        mut proof: ArticleProof,
        file: &str,
        address: &str,
        page: &[u8],
        key: &SigningKey,
    ) -> anyhow::Result<()> {
        let beside = beside(file);
        let bytes = Hash::of(&[page]);
        let (size, at) = (self.size, self.store.clock().now());
        // What was signed of the same page before stays, so that the file stays.
        let before = self.shelf.sealed_before(&beside, bytes);
        let path = address.to_owned();
        proof.page = Some(before.unwrap_or_else(|| Shown { path, bytes, size, at }.sign(key)));
        self.shelf.put(&beside, proof.to_json().as_bytes())
    }

    /// The record itself: everything that it takes to check it from its first entry on.
    async fn record(&mut self, head: &str, size: u64) -> anyhow::Result<()> {
        self.shelf.put("-/record/checkpoint", head.as_bytes())?;
        let now = self.store.clock().now();
        for tile in Tile::all(size) {
            let address = format!("/-/record/tile/{}", tile.path());
            let file = address.trim_start_matches('/').to_owned();
            let got =
                get(self.router.clone(), file.clone(), address.clone(), self.url, &self.help, now)
                    .await?;
            if !got.status.is_success() {
                bail!("{address} could not be made ({}).", got.status);
            }
            self.shelf.put(&file, &got.bytes)?;
        }
        Ok(())
    }
}

/// Asks the site for an address.
async fn get(
    router: Router,
    file: String,
    address: String,
    url: &str,
    help: &str,
    now: Timestamp,
) -> anyhow::Result<Got> {
    let mut got = ask(&router, file, address, now).await?;
    if got.status.is_success() && got.content_type.starts_with("text/html") {
        let html = String::from_utf8(std::mem::take(&mut got.bytes))
            .with_context(|| format!("{} is no text.", got.address))?;
        got.copied = Some(copy(&html, Around { file: &got.file, site: url, help }));
        if is_article(&got.file) {
            let address = format!("{}/proof.json", got.address);
            let proof = ask(&router, String::new(), address, now).await?;
            if proof.status.is_success() {
                got.proof = Some(ArticleProof::parse(&proof.bytes)?);
            }
        }
    }
    Ok(got)
}

/// Whether the files of an earlier copy have the bytes that were signed.
async fn are_kept(files: &[Kept]) -> bool {
    for file in files {
        if file.read().await.is_none() {
            return false;
        }
    }
    true
}

/// Whether the file is an article's own page.
fn is_article(file: &str) -> bool {
    file.ends_with(PAGES_FORM)
        && file.split('/').nth(1) == Some("post")
        && file.matches('/').count() == 3
}

/// Where the proof of an article's file lies.
fn beside(file: &str) -> String {
    format!("{}proof.json", file.strip_suffix(PAGES_FORM).unwrap_or_default())
}

fn each_once(mut addresses: Vec<String>) -> Vec<String> {
    let mut known = HashSet::new();
    addresses.retain(|address| known.insert(address.clone()));
    addresses
}

async fn ask(
    router: &Router,
    file: String,
    address: String,
    now: Timestamp,
) -> anyhow::Result<Got> {
    let request = Request::get(&address)
        .body(Body::empty())
        .with_context(|| format!("{address} is no address."))?;
    let (parts, body) = router.clone().oneshot(request).await?.into_parts();
    let header = |name| -> Option<String> {
        parts
            .headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
            .map(str::to_owned)
    };
    let (content_type, location) = (header(CONTENT_TYPE).unwrap_or_default(), header(LOCATION));
    let is_for_ever = header(CACHE_CONTROL).is_some_and(|told| told.contains("immutable"));
    let says = Says {
        shows: header("surrogate-key".parse()?)
            .or(is_for_ever.then(|| "immutable".to_owned()))
            .map(|names| names.split(' ').map(str::to_owned).collect())
            .unwrap_or_default(),
        until: header("surrogate-control".parse()?)
            .and_then(|control| control.strip_prefix("max-age=")?.parse().ok())
            .filter(|seconds| *seconds < FOREVER)
            .and_then(|seconds| now.checked_add(SignedDuration::from_secs(seconds)).ok()),
    };
    let status = parts.status;
    let bytes = to_bytes(body, MOST)
        .await
        .with_context(|| format!("{address} was not made to its end."))?
        .into();
    Ok(Got {
        file,
        address,
        status,
        content_type,
        location,
        bytes,
        says,
        copied: None,
        proof: None,
    })
}

/// A page that only leads on.
fn forward(to: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{to}</title><meta http-equiv=\"refresh\" content=\"0;url={to}\"></head><body><p><a href=\"{to}\">{to}</a></p></body></html>\n"
    )
}

/// The addresses in a sitemap that are on this site.
fn locations(xml: &str, site: &str) -> Vec<String> {
    xml.split("<loc>")
        .skip(1)
        .filter_map(|rest| {
            rest.split_once("</loc>")?.0.strip_prefix(site).map(|path| path.replace("&amp;", "&"))
        })
        .collect()
}
