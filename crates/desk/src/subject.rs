//! An article with everything that a rule looks at.

use story::account::Editor;
use story::article::{Act, Article, Evidence, Text};
use story::{ArticleId, Content, Revision, RevisionNumber, Story, Timestamp};

use crate::person::Person;
use crate::{Desk, Error, article};

/// An article with one of its texts, as it was a moment ago.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(crate) article: Article,
    pub(crate) story: Story,
    pub(crate) revision: Revision,
    /// What the text says; nothing once it is sealed.
    pub(crate) content: Option<Content>,
    /// What it rests on; nothing once it is sealed.
    pub(crate) evidence: Option<Evidence>,
    pub(crate) now: Timestamp,
}

impl Subject {
    /// The article with its newest text.
    pub(crate) async fn newest(desk: &Desk, id: ArticleId) -> Result<Subject, Error> {
        let article = desk.store().article(id).await?;
        let draft = article.draft;
        Subject::with(desk, article, draft).await
    }

    /// The article with its newest text, if it is still as the person at the screen saw it.
    pub(crate) async fn seen(
        desk: &Desk,
        person: &Person,
        id: ArticleId,
        version: i64,
    ) -> Result<Subject, Error> {
        let subject = Subject::newest(desk, id).await?;
        if subject.article.version == version {
            Ok(subject)
        } else {
            Err(article::stale(desk, person, id).await)
        }
    }

    /// The article with the text that somebody saw, if the article is still as they saw it.
    pub(crate) async fn seen_with(
        desk: &Desk,
        person: &Person,
        id: ArticleId,
        version: i64,
        revision: RevisionNumber,
    ) -> Result<Subject, Error> {
        let subject = Subject::seen(desk, person, id, version).await?;
        if subject.revision.number == revision {
            Ok(subject)
        } else {
            Subject::with(desk, subject.article, revision).await
        }
    }

    async fn with(
        desk: &Desk,
        article: Article,
        revision: RevisionNumber,
    ) -> Result<Subject, Error> {
        let store = desk.store();
        let story = store.story(article.story).await?;
        let revision = store.revision(article.id, revision).await?;
        let content = article::content(&revision)?;
        let evidence = match &content {
            Some(content) => Some(store.evidence(&article.edition, content).await?),
            None => None,
        };
        Ok(Subject { article, story, revision, content, evidence, now: store.clock().now() })
    }

    /// Who acts, and when.
    pub(crate) fn act<'a>(&'a self, by: &'a Editor) -> Act<'a> {
        Act { by, now: self.now, story: &self.story }
    }

    /// The text as rules want it.
    pub(crate) fn text(&self) -> Result<Text<'_>, Error> {
        let (content, evidence) =
            self.content.as_ref().zip(self.evidence.as_ref()).ok_or(Error::Sealed)?;
        Ok(Text { revision: &self.revision, content, evidence })
    }
}
