//! What stands under an article to read next: what is about the same, and never what is merely new.

use std::sync::Arc;

use ::search::{Index, Place, Subject};
use store::{Listed, LiveArticle};
use story::{ArticleId, RevisionNumber};

use crate::memo::Memo;
use crate::paper::EditionPaper;
use crate::unplaced::unpaid;
use crate::{Error, Site};

/// How many articles stand there.
const RELATED: usize = 4;

/// How many are asked for: the index may be a moment behind and know some that are gone, and others are paid for.
const ASKED_FOR: usize = 8;

/// For how many texts it is remembered what is related to them.
const REMEMBERED: usize = 20_000;

/// What is related to a text, as of a place of the index.
pub(crate) type Relations = Memo<(ArticleId, RevisionNumber), (Place, Arc<[ArticleId]>)>;

/// Nothing remembered yet.
pub(crate) fn none() -> Relations {
    Memo::new(REMEMBERED)
}

impl Site {
    /// What to read after an article: of the index, or where there is none, of those with the same topics.
    pub(crate) async fn related(
        &self,
        at: &EditionPaper,
        live: &LiveArticle,
    ) -> Result<Vec<Listed>, Error> {
        let LiveArticle { article, content, story } = live;
        if !story.kind.is_listed() {
            return Ok(Vec::new());
        }
        if let Some(index) = self.index().filter(|index| index.place().built) {
            match self.related_by(index, at, live) {
                Ok(articles) => {
                    let mut related = self.reader().listed(&articles).await?;
                    related.retain(|other| other.kind.is_listed() && unpaid(other));
                    related.truncate(RELATED);
                    return Ok(related);
                }
                Err(error) => tracing::error!("The search does not tell what is related: {error}"),
            }
        }
        let topics = &content.topics;
        let edition = &at.edition.code;
        let mut related =
            self.reader().sharing_topics(edition, topics, article.id, ASKED_FOR).await?;
        related.retain(unpaid);
        related.truncate(RELATED);
        Ok(related)
    }

    /// What the index says is related, asked once as long as neither the text nor the index is another.
    fn related_by(
        &self,
        index: &Index,
        at: &EditionPaper,
        live: &LiveArticle,
    ) -> ::search::Result<Arc<[ArticleId]>> {
        let LiveArticle { article, content, story } = live;
        let place = index.place();
        let key = (article.id, article.public.live().unwrap_or(article.draft));
        if let Some((_, articles)) =
            self.inner.relations.get(&key).filter(|(known_at, _)| *known_at == place)
        {
            return Ok(articles);
        }
        let subject = Subject {
            article: article.id,
            edition: at.edition.code.clone(),
            language: at.edition.language.code().to_owned(),
            topics: content.topics.clone(),
            first_live_at: article.first_live_at.unwrap_or(story.created_at),
            text: format!("{}\n{}", content.headline, content.standfirst),
        };
        let articles: Arc<[ArticleId]> = index.related(&subject, ASKED_FOR)?.into();
        self.inner.relations.put(key, (place, Arc::clone(&articles)));
        Ok(articles)
    }
}
