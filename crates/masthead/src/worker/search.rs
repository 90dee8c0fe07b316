//! Keeps the search index true: each node follows every change itself, from the one that its index knows.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, bail};
use search::{Document, Index, Named, Names};
use store::{ChangeRow, LiveArticle, Reader};
use story::{ArticleId, ChangeKind, EditionCode};
use tokio_util::sync::CancellationToken;

use super::wait;

/// How many changes are read at once.
const BATCH: i64 = 500;

/// How many articles are read at once while the index is built.
const ARTICLES: usize = 500;

/// After how many of them readers find what was read so far.
const PART: usize = 20_000;

/// Under this name the paper keeps how often a new index was asked for.
pub const ASKED_ANEW: &str = "search.asked_anew";

/// Follows the paper for the search index of this node.
#[derive(Debug)]
pub struct Search {
    reader: Reader,
    index: Index,
    /// Whether the names of people and topics are as they are in the paper.
    knows_names: bool,
}

impl Search {
    /// A follower for this index.
    pub fn new(reader: Reader, index: Index) -> Search {
        Search { reader, index, knows_names: false }
    }

    /// Follows until it is told to stop. While something is in the way it goes on trying, and says so once.
    pub async fn run(mut self, stop: CancellationToken) {
        let mut watch = self.reader.watch();
        let mut failing = None;
        while !stop.is_cancelled() {
            let pause = match self.follow(&stop).await {
                Ok(()) => {
                    if failing.take().is_some() {
                        tracing::info!("the search index is up to date again");
                    }
                    None
                }
                Err(error) => {
                    let told = format!("{error:#}");
                    if failing.as_ref() != Some(&told) {
                        tracing::warn!("the search index is behind: {told}");
                    }
                    failing = Some(told);
                    Some(super::AFTER_FAILURE / 10)
                }
            };
            match pause {
                None => wait(&mut watch, &stop).await,
                Some(pause) => {
                    tokio::select! {
                        () = stop.cancelled() => {}
                        () = tokio::time::sleep(pause) => {}
                    }
                }
            }
        }
        let index = self.index.clone();
        if tokio::task::spawn_blocking(move || index.close()).await.is_err() {
            tracing::warn!("the search index was not closed in order");
        }
    }

    /// Brings the index up to the newest change.
    pub async fn follow(&mut self, stop: &CancellationToken) -> anyhow::Result<()> {
        if !self.knows_names {
            self.read_names().await?;
        }
        if let Err(error) = self.write(stop).await {
            if let Some(search::Error::InUse { .. }) = error.downcast_ref() {
                // Whoever writes it follows the paper too.
                self.blocking(Index::look_again).await?;
            }
            return Err(error);
        }
        Ok(())
    }

    async fn write(&mut self, stop: &CancellationToken) -> anyhow::Result<()> {
        let asked = self.reader.setting(ASKED_ANEW).await?;
        let asked: i64 = asked.and_then(|asked| asked.parse().ok()).unwrap_or_default();
        let place = self.index.place();
        if !place.built || place.asked_anew != asked {
            self.build(asked, stop).await?;
        }
        while !stop.is_cancelled() {
            let place = self.index.place();
            let changes = self.reader.changes_after(place.change, BATCH).await?;
            let Some(last) = changes.last() else { return Ok(()) };
            let last = last.sequence;
            if changes.iter().any(|change| change.change.kind == ChangeKind::NamesChanged) {
                self.read_names().await?;
            }
            let touched = touched(&changes);
            let documents = self.documents(&touched).await?;
            self.blocking(move |index| {
                for id in touched {
                    match documents.get(&id) {
                        Some(document) => index.put(document)?,
                        None => index.remove(id)?,
                    }
                }
                index.commit(last)
            })
            .await?;
        }
        Ok(())
    }

    /// Reads the whole paper. What changes meanwhile is followed afterwards.
    async fn build(&mut self, asked: i64, stop: &CancellationToken) -> anyhow::Result<()> {
        let newest = self.reader.newest_change().await?;
        self.blocking(move |index| index.begin_anew(asked)).await?;
        let (mut after, mut count, mut part) = (None, 0, 0);
        loop {
            let listed = self.reader.all_live(after, ARTICLES).await?;
            let ids: BTreeSet<ArticleId> = listed.iter().map(|listed| listed.article).collect();
            let Some(last) = listed.last() else { break };
            after = Some(last.article);
            let documents = self.documents(&ids).await?;
            count += documents.len();
            part += documents.len();
            let show = part >= PART;
            if show {
                part = 0;
            }
            self.blocking(move |index| {
                documents.values().try_for_each(|document| index.put(document))?;
                if show { index.commit_part() } else { Ok(()) }
            })
            .await?;
            if stop.is_cancelled() {
                bail!("the program stops while the index is being made");
            }
        }
        self.blocking(move |index| index.commit(newest)).await?;
        if count > 0 {
            tracing::info!(articles = count, "the search index was made");
        }
        Ok(())
    }

    async fn read_names(&mut self) -> anyhow::Result<()> {
        let authors = self.reader.all_authors().await?;
        let topics = self.reader.all_topics().await?;
        let authors = authors.iter().flat_map(|author| {
            let named = Named::Author(author.id);
            author
                .names
                .iter()
                .map(move |(language, name)| (named, language.as_str(), name.as_str()))
        });
        let topics = topics.iter().flat_map(|topic| {
            let named = Named::Topic(topic.id);
            topic
                .names
                .iter()
                .map(move |(language, name)| (named, language.as_str(), name.as_str()))
        });
        self.index.set_names(Names::new(authors.chain(topics)));
        self.knows_names = true;
        Ok(())
    }

    async fn documents(
        &self,
        ids: &BTreeSet<ArticleId>,
    ) -> anyhow::Result<HashMap<ArticleId, Document>> {
        let editions = self.reader.editions().await?;
        let languages: HashMap<EditionCode, &str> = editions
            .iter()
            .map(|edition| (edition.code.clone(), edition.language.code()))
            .collect();
        let ids: Vec<ArticleId> = ids.iter().copied().collect();
        let live = self.reader.live_articles(&ids).await?;
        Ok(live
            .into_iter()
            .filter_map(|live| {
                let language = languages.get(&live.article.edition)?;
                Some((live.article.id, document(live, language)?))
            })
            .collect())
    }

    /// Does something with the index that may wait for the disk.
    async fn blocking<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Index) -> search::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        let index = self.index.clone();
        let done = tokio::task::spawn_blocking(move || act(&index)).await;
        Ok(done.context("The search index broke down.")??)
    }
}

/// The articles that these changes may have made different.
fn touched(changes: &[ChangeRow]) -> BTreeSet<ArticleId> {
    changes
        .iter()
        .filter(|change| change.change.kind.is_public())
        .filter_map(|change| change.change.article)
        .collect()
}

fn document(live: LiveArticle, language: &str) -> Option<Document> {
    let LiveArticle { article, content, story: _ } = live;
    let mut lines = content.lines();
    let headline = lines.remove(0);
    lines.extend(content.byline.iter().map(|credit| credit.name.clone()));
    Some(Document {
        article: article.id,
        edition: article.edition,
        language: language.to_owned(),
        section: article.section,
        authors: content.byline.iter().filter_map(|credit| credit.author).collect(),
        topics: content.topics,
        first_live_at: article.first_live_at?,
        headline,
        lines,
    })
}
