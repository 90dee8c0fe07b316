//! Somebody at the desk, and what they do.

use story::account::Editor;
use story::article::{Act, Acted, Article, Correcting, Evidence, Refusal, Text};
use story::correction::CorrectionKind;
use story::revision::{Revision, RevisionKind};
use story::{Content, ItemId, Slug, Story, Timestamp};

use crate::article::paragraphs;
use crate::{Done, Paper};

/// Somebody at the desk. Each act looks at the article as it is now, does its one thing and keeps it.
#[derive(Clone, Debug)]
pub struct EditorAtDesk<'p> {
    paper: &'p Paper,
    name: String,
    at: Option<Timestamp>,
}

/// What an act may look at.
struct Desk {
    article: Article,
    story: Story,
    revision: Revision,
    content: Content,
    evidence: Evidence,
}

impl Desk {
    fn text(&self) -> Text<'_> {
        Text { revision: &self.revision, content: &self.content, evidence: &self.evidence }
    }
}

impl<'p> EditorAtDesk<'p> {
    pub(crate) fn new(paper: &'p Paper, name: &str) -> EditorAtDesk<'p> {
        let mut name = name.to_owned();
        if let Some(first) = name.get(..1).map(str::to_uppercase) {
            name.replace_range(..1, &first);
        }
        EditorAtDesk { paper, name, at: None }
    }

    /// The same person at another moment than the clock's.
    pub fn at(mut self, moment: Timestamp) -> Self {
        self.at = Some(moment);
        self
    }

    /// Who it is, as rules see it.
    pub async fn editor(&self) -> Editor {
        Editor::from(&self.paper.account(&self.name).await)
    }

    /// Sends the newest text to review.
    pub async fn send_to_review(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.send_to_review(act)).await
    }

    /// Approves the newest text.
    pub async fn approve(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.approve(desk.article.draft, act)).await
    }

    /// Gives the newest text back.
    pub async fn return_to_writer(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.return_to_writer(act)).await
    }

    /// Publishes the newest text.
    pub async fn publish(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.publish(desk.text(), act)).await
    }

    /// Schedules the newest text.
    pub async fn schedule(&self, article: &Article, at: Timestamp) -> Done {
        self.act(article, |desk, act| desk.article.schedule(desk.text(), at, act)).await
    }

    /// Takes the scheduled moment back.
    pub async fn unschedule(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.unschedule(act)).await
    }

    /// Publishes the scheduled text as the clock would.
    pub async fn publish_scheduled(&self, article: &Article) -> Done {
        self.act(article, |desk, act| desk.article.publish_scheduled(desk.text(), act)).await
    }

    /// Withdraws the article, telling readers why.
    pub async fn withdraw(&self, article: &Article, note: &str) -> Done {
        self.act(article, |desk, act| desk.article.withdraw(note, act)).await
    }

    /// Closes the article for legal reasons, with a colleague's consent.
    pub async fn hold(&self, article: &Article, order: &str, second: &str) -> Done {
        let second = self.paper.editor(second).editor().await;
        self.act(article, |desk, act| desk.article.hold(order, &second, act)).await
    }

    /// Ends the legal hold, with a colleague's consent.
    pub async fn release(&self, article: &Article, second: &str) -> Done {
        let second = self.paper.editor(second).editor().await;
        self.act(article, |desk, act| desk.article.release(&second, act)).await
    }

    /// Has the words of an older text erased by order of a court, with a colleague's consent.
    pub async fn seal(&self, article: &Article, revision: u32, order: &str, second: &str) -> Done {
        let second = self.paper.editor(second).editor().await;
        let revision = story::RevisionNumber(revision);
        self.act(article, |desk, act| desk.article.seal(revision, order, &second, act)).await
    }

    /// Gives the article another address.
    pub async fn rename(&self, article: &Article, slug: &str) -> Done {
        let slug = Slug::parse(slug).expect("a slug");
        self.act(article, |desk, act| desk.article.rename(slug.clone(), act)).await
    }

    /// Puts the article in another section of its edition.
    pub async fn move_to(&self, article: &Article, section: &str) -> Done {
        let section = self.paper.section(article.edition.as_str(), section).await;
        self.act(article, |desk, act| desk.article.move_to(Some(section), act)).await
    }

    /// Writes a new draft with these paragraphs.
    pub async fn write(&self, article: &Article, texts: &[&str]) -> Done {
        let mut content = self.newest(article).await;
        content.body = paragraphs(texts);
        self.write_content(article, &content).await
    }

    /// Writes a new draft with another headline.
    pub async fn write_headline(&self, article: &Article, headline: &str) -> Done {
        let mut content = self.newest(article).await;
        headline.clone_into(&mut content.headline);
        self.write_content(article, &content).await
    }

    /// Writes a new draft.
    pub async fn write_content(&self, article: &Article, content: &Content) -> Done {
        match self.try_write(article, content).await {
            Ok(done) => done,
            Err(error) => Done::failed(error),
        }
    }

    /// Writes, approves and publishes these paragraphs as an update that readers are told of.
    pub async fn update(&self, article: &Article, texts: &[&str]) -> Done {
        self.write(article, texts).await.ok();
        self.approve(article).await.ok();
        self.publish(article).await
    }

    /// Writes, approves and publishes these paragraphs as a correction.
    pub async fn correct(&self, article: &Article, texts: &[&str], told: &str) -> Done {
        self.write(article, texts).await.ok();
        self.approve(article).await.ok();
        self.publish_correction(article, told).await
    }

    /// Publishes the newest text as a correction.
    pub async fn publish_correction(&self, article: &Article, told: &str) -> Done {
        self.publish_correction_of(article, told, None).await
    }

    /// Publishes the newest text as a correction of a claim.
    pub async fn publish_correction_of(
        &self,
        article: &Article,
        told: &str,
        claim: Option<ItemId>,
    ) -> Done {
        let told = Correcting { kind: CorrectionKind::Correction, text: told, claim };
        self.act(article, |desk, act| desk.article.correct(desk.text(), told, act)).await
    }

    /// Writes, approves and publishes these paragraphs as a minor fix.
    pub async fn fix(&self, article: &Article, texts: &[&str]) -> Done {
        self.write(article, texts).await.ok();
        self.approve(article).await.ok();
        self.publish_fix(article).await
    }

    /// Publishes the newest text as a minor fix.
    pub async fn publish_fix(&self, article: &Article) -> Done {
        let live = match self.paper.again(article).await.public.live() {
            Some(live) => self.paper.store.content(article.id, live).await.expect("the live text"),
            None => Content::default(),
        };
        self.act(article, |desk, act| desk.article.fix(desk.text(), &live, act)).await
    }

    /// Tells the same story in another edition, as a draft that was translated from this article.
    pub fn sibling(
        &self,
        article: &Article,
        edition: &str,
        headline: &str,
    ) -> crate::ArticleBuilder<'p> {
        self.paper.article(headline).edition(edition).sibling_of(article)
    }

    /// Decides on the article as it is now, and keeps what was decided.
    async fn act(
        &self,
        article: &Article,
        decide: impl FnOnce(&Desk, Act<'_>) -> Result<Acted, Refusal>,
    ) -> Done {
        let desk = self.desk(article).await;
        let by = self.editor().await;
        let act = Act { by: &by, now: self.now(), story: &desk.story };
        let acted = match decide(&desk, act) {
            Ok(acted) => acted,
            Err(refusal) => return Done::refusal(refusal),
        };
        match self.paper.store.save(&acted, &by).await {
            Ok(()) => Done::well(self.paper.again(article).await),
            Err(error) => Done::failed(error),
        }
    }

    async fn try_write(&self, article: &Article, content: &Content) -> store::Result<Done> {
        let desk = self.desk(article).await;
        let by = self.editor().await;
        let mut write = self.paper.store.write().await?;
        let revision = write
            .write_revision(
                article.id,
                RevisionKind::Checkpoint,
                self.now(),
                by.account,
                "",
                content,
            )
            .await?;
        let act = Act { by: &by, now: self.now(), story: &desk.story };
        let acted = match desk.article.write(revision.number, act) {
            Ok(acted) => acted,
            Err(refusal) => return Ok(Done::refusal(refusal)),
        };
        write.save(&acted, &by).await?;
        write.commit().await?;
        Ok(Done::well(self.paper.again(article).await))
    }

    async fn desk(&self, article: &Article) -> Desk {
        let store = &self.paper.store;
        let article = self.paper.again(article).await;
        let story = store.story(article.story).await.expect("the story");
        let revision = store.revision(article.id, article.draft).await.expect("the newest text");
        let content = self.newest(&article).await;
        let evidence = store.evidence(&article.edition, &content).await.expect("the evidence");
        Desk { article, story, revision, content, evidence }
    }

    async fn newest(&self, article: &Article) -> Content {
        let article = self.paper.again(article).await;
        self.paper.store.content(article.id, article.draft).await.expect("the newest text")
    }

    fn now(&self) -> Timestamp {
        self.at.unwrap_or_else(|| self.paper.now())
    }
}
