//! The public record for readers, mirrors and tools: signed heads, keys, tiles, entries, and what proves an article.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use record::{Tile, bundle};

use crate::answer::{Answer, Cache};
use crate::article::{Found, note_article};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site};

/// How long a page that may soon say more is kept.
const SOON: jiff::SignedDuration = jiff::SignedDuration::from_secs(10);

const TEXT: &str = "text/plain; charset=utf-8";

const JSON: &str = "application/json";

/// Whose record it is, and whom to believe.
#[derive(serde::Serialize)]
struct Keys {
    form: &'static str,
    origin: String,
    key: String,
    root: Option<String>,
    statements: Vec<String>,
}

/// `/-/record/checkpoint`: the newest signed head.
pub(crate) async fn checkpoint(State(site): State<Site>) -> Result<Answer, Error> {
    let head = site.reader().record_head().await?.ok_or(Error::NotFound)?;
    Ok(Answer::new(TEXT, head.note).shows(&site.soon(), site.now()))
}

/// `/-/record/keys`: the key that signs, and what root keys said of others.
pub(crate) async fn keys(State(site): State<Site>) -> Result<Answer, Error> {
    let reader = site.reader();
    let (origin, key) = (reader.record_origin().await?, reader.record_key().await?);
    let (Some(origin), Some(key)) = (origin, key) else { return Err(Error::NotFound) };
    let keys = Keys {
        form: "masthead record keys 1",
        origin,
        key,
        root: reader.record_root().await?,
        statements: reader.record_statements().await?,
    };
    let json = serde_json::to_string_pretty(&keys).map_err(|_| Error::NotFound)? + "\n";
    Ok(Answer::new(JSON, json).shows(&site.soon(), site.now()))
}

/// `/-/record/tile/…`: hashes and entries in files that never change.
pub(crate) async fn tile(
    State(site): State<Site>,
    Path(path): Path<String>,
) -> Result<Answer, Error> {
    let tile = Tile::parse(&path).ok_or(Error::NotFound)?;
    let width = u64::from(tile.width);
    let (bytes, found) = match tile.first() {
        Some(node) => {
            let hashes = site.reader().record_level(node, width).await?;
            (hashes.iter().flat_map(|hash| hash.0).collect(), hashes.len())
        }
        None => {
            let entries = site.reader().record_entries(tile.first_entry(), width).await?;
            (bundle(&entries), entries.len())
        }
    };
    if found != usize::from(tile.width) {
        return Err(Error::NotFound);
    }
    Ok(Answer::new("application/octet-stream", bytes).cache(Cache::Forever))
}

/// `/-/record/entry/{number}`: one entry, as people read it too.
pub(crate) async fn entry(
    State(site): State<Site>,
    Path(number): Path<u64>,
) -> Result<Answer, Error> {
    let mut entries = site.reader().record_entries(number, 1).await?;
    let entry = entries.pop().ok_or(Error::NotFound)?;
    Ok(Answer::new(TEXT, entry).cache(Cache::Forever))
}

/// `/{edition}/post/{slug}/proof.json`: what proves the article.
pub(crate) async fn proof(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "/proof.json").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    // Nothing is signed for a moment after each act; whoever comes then comes again.
    let proof = site.reader().article_proof(found.live.article.id).await?.ok_or(Error::NotFound)?;
    let mut keys = SurrogateKeys::of_edition(found.at);
    note_article(&found.live, &mut keys);
    let answer = Answer::new(JSON, proof.to_json()).with("x-robots-tag", "noindex");
    Ok(answer.shows(&keys, site.now()).into_response())
}

impl Site {
    /// Nothing that a change of the paper touches at once, and that may be another a moment later.
    pub(crate) fn soon(&self) -> SurrogateKeys {
        let mut keys = SurrogateKeys::default();
        keys.program().until(self.now().checked_add(SOON).unwrap_or_else(|_| self.now()));
        keys
    }
}
