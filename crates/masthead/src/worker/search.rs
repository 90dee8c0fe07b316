//! Keeps the search indexes true, that of the readers and that of the newsroom: each node follows every change itself,
//! from the one that its index knows.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, bail};
use search::{Document, Index, Named, Names};
use store::{ChangeRow, LiveArticle, NewestText, Reader};
use story::{ArticleId, ChangeKind, Content, EditionCode};
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

/// Who searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Readers, who find what is live.
    Readers,
    /// The newsroom, which finds the newest text of every article.
    Newsroom,
}

/// Follows the paper for a search index of this node.
#[derive(Debug)]
pub struct Search {
    reader: Reader,
    index: Index,
    whose: For,
    /// Whether the names of people and topics are as they are in the paper.
    knows_names: bool,
}

impl Search {
    /// A follower for this index.
    pub fn new(reader: Reader, index: Index, whose: For) -> Search {
        Search { reader, index, whose, knows_names: false }
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
            let touched = self.touched(&changes);
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
            let ids = self.ids_after(after).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
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
        self.blocking(move |index| {
            index.commit(newest)?;
            // So much is not written again for a long time.
            index.rest();
            Ok(())
        })
        .await?;
        if count > 0 {
            tracing::info!(articles = count, whose = ?self.whose, "the search index was made");
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
        let texts = match self.whose {
            For::Readers => {
                let live = self.reader.live_articles(&ids).await?;
                live.into_iter().filter_map(as_readers_have_it).collect()
            }
            For::Newsroom => self.reader.newest_texts(&ids).await?,
        };
        Ok(texts
            .into_iter()
            .filter_map(|text| {
                let language = languages.get(&text.edition)?;
                Some((text.article, document(text, language)))
            })
            .collect())
    }

    /// The next articles by id that belong into the index.
    async fn ids_after(&self, after: Option<ArticleId>) -> anyhow::Result<BTreeSet<ArticleId>> {
        Ok(match self.whose {
            For::Readers => {
                let live = self.reader.all_live(after, ARTICLES).await?;
                live.iter().map(|listed| listed.article).collect()
            }
            For::Newsroom => self.reader.all_articles(after, ARTICLES).await?.into_iter().collect(),
        })
    }

    /// The articles that these changes may have made different.
    fn touched(&self, changes: &[ChangeRow]) -> BTreeSet<ArticleId> {
        changes
            .iter()
            .filter(|change| self.whose == For::Newsroom || change.change.kind.is_public())
            .filter_map(|change| change.change.article)
            .collect()
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

fn as_readers_have_it(live: LiveArticle) -> Option<NewestText> {
    let LiveArticle { article, content, story: _ } = live;
    Some(NewestText {
        article: article.id,
        touched_at: article.first_live_at?,
        edition: article.edition,
        section: article.section,
        content,
    })
}

fn document(text: NewestText, language: &str) -> Document {
    let NewestText { article, edition, section, content, touched_at } = text;
    let mut lines = content.lines();
    let headline = lines.remove(0);
    let Content { byline, topics, .. } = content;
    lines.extend(byline.iter().map(|credit| credit.name.clone()));
    Document {
        article,
        edition,
        language: language.to_owned(),
        section,
        authors: byline.iter().filter_map(|credit| credit.author).collect(),
        topics,
        first_live_at: touched_at,
        headline,
        lines,
    }
}
