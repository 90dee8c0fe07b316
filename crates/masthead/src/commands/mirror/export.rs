//! Asks the site for everything that readers can have, as a reader who follows every link would.

use std::collections::{HashSet, VecDeque};

use anyhow::{Context, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use http::header::{CONTENT_TYPE, LOCATION};
use http::{Request, StatusCode};
use record::{ArticleProof, Hash, Shown, SigningKey, Tile};
use store::Store;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::page::{Around, Copied, copy};
use super::place::{PAGES_FORM, Place, link, place};
use super::shelf::Shelf;
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
}

/// An export under way.
pub(super) struct Export<'a> {
    router: Router,
    store: &'a Store,
    site: &'a str,
    help: String,
    shelf: Shelf,
    /// The size of the record under its newest signed head.
    size: u64,
    waiting: VecDeque<(String, String)>,
    known: HashSet<String>,
    made: Made,
}

/// What the site gave.
struct Got {
    file: String,
    address: String,
    status: StatusCode,
    content_type: String,
    location: Option<String>,
    bytes: Vec<u8>,
    /// The page as a copy has it, where it is one.
    copied: Option<Copied>,
    /// What proves it, where it is an article.
    proof: Option<ArticleProof>,
}

impl<'a> Export<'a> {
    pub(super) fn new(router: Router, store: &'a Store, site: &'a str, shelf: Shelf) -> Export<'a> {
        Export {
            router,
            store,
            site,
            help: String::new(),
            shelf,
            size: 0,
            waiting: VecDeque::new(),
            known: HashSet::new(),
            made: Made::default(),
        }
    }

    /// Makes the copy.
    pub(super) async fn run(mut self, key: &SigningKey) -> anyhow::Result<Made> {
        let head =
            self.store.record_head().await?.context("The public record is not signed yet.")?;
        self.size = head.size;
        self.begin().await?;
        let bar = progress(0);
        bar.set_message("files");
        let at_once = AT_ONCE * std::thread::available_parallelism().map_or(1, usize::from);
        let mut asked = JoinSet::new();
        loop {
            while asked.len() < at_once
                && let Some((file, address)) = self.waiting.pop_front()
            {
                let (router, site, help) =
                    (self.router.clone(), self.site.to_owned(), self.help.clone());
                asked.spawn(async move { get(router, file, address, &site, &help).await });
            }
            let Some(got) = asked.join_next().await else { break };
            self.take(got.context("A page was not made to its end.")??, key)?;
            bar.set_length(self.known.len() as u64);
            bar.inc(1);
        }
        self.record(&head.note, head.size).await?;
        bar.finish_and_clear();
        self.made.files = self.shelf.files();
        self.made.written = self.shelf.written;
        self.made.removed = self.shelf.finish(key, head.size, self.store.clock().now())?;
        Ok(self.made)
    }

    /// Where a reader begins: the fronts, and the articles, of which old ones may stand in no list.
    async fn begin(&mut self) -> anyhow::Result<()> {
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
        let Got { file, address, status, content_type, location, bytes, copied, proof } = got;
        if status.is_redirection()
            && let Some(Place::File { file: to, address }) = location.as_deref().and_then(place)
        {
            self.want(&address);
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
            for address in &addresses {
                self.want(address);
            }
            if let Some(proof) = proof {
                self.prove(proof, &file, &address, html.as_bytes(), key)?;
            }
            return self.shelf.put(&file, html.as_bytes());
        }
        if content_type.contains("xml") && file.starts_with("sitemap") {
            for address in locations(&String::from_utf8_lossy(&bytes), self.site) {
                self.want(&address);
            }
        }
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
        let folder = file.strip_suffix(PAGES_FORM).unwrap_or_default();
        let beside = format!("{folder}proof.json");
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
        for tile in Tile::all(size) {
            let address = format!("/-/record/tile/{}", tile.path());
            let file = address.trim_start_matches('/').to_owned();
            let got =
                get(self.router.clone(), file.clone(), address.clone(), self.site, &self.help)
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
    site: &str,
    help: &str,
) -> anyhow::Result<Got> {
    let mut got = ask(&router, file, address).await?;
    if got.status.is_success() && got.content_type.starts_with("text/html") {
        let html = String::from_utf8(std::mem::take(&mut got.bytes))
            .with_context(|| format!("{} is no text.", got.address))?;
        got.copied = Some(copy(&html, Around { file: &got.file, site, help }));
        if got.address.split('/').nth(2) == Some("post") && got.address.matches('/').count() == 3 {
            let address = format!("{}/proof.json", got.address);
            let proof = ask(&router, String::new(), address).await?;
            if proof.status.is_success() {
                got.proof = Some(ArticleProof::parse(&proof.bytes)?);
            }
        }
    }
    Ok(got)
}

async fn ask(router: &Router, file: String, address: String) -> anyhow::Result<Got> {
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
    let status = parts.status;
    let bytes = to_bytes(body, MOST)
        .await
        .with_context(|| format!("{address} was not made to its end."))?
        .into();
    Ok(Got { file, address, status, content_type, location, bytes, copied: None, proof: None })
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
