//! Pictures that came after their article: files that an earlier run had not, and this one has.

use store::{ImportItem, Outcome};
use story::article::{Act, Article, DeskState, Text};
use story::revision::RevisionKind;
use story::{ArticleId, Content, RevisionNumber};
use wire::wxr::Item;

use super::post::Importer;
use super::report::Done;

impl Importer {
    /// Gives an article of an earlier run the pictures that it lacked then. One that somebody has worked on since is
    /// left alone.
    pub(super) async fn add_late_pictures(
        &self,
        item: &Item,
        number: u64,
        known: ImportItem,
    ) -> anyhow::Result<Done> {
        let before = Done { before: true, ..Done::new(known.outcome, "") };
        // Both sentences about missing pictures say so.
        let Some(id) = known.object.map(ArticleId::new).filter(|_| known.note.contains("no file"))
        else {
            return Ok(before);
        };
        let article = self.store.article(id).await?;
        let old = self.store.content(id, article.draft).await?;
        let made = self.make(item, number);
        if made.content.media().len() <= old.media().len() {
            return Ok(before);
        }
        if article.draft != RevisionNumber(1) {
            let note = "Its pictures are here now, but somebody has worked on it since; put them in by hand.";
            return Ok(Done { notes: vec![note.to_owned()], ..before });
        }
        let mut done = Done::new(Outcome::Stored, "Pictures that it lacked came with this run.");
        done.lost = made.lost;
        self.rewrite(&article, &made.content, ImportItem { note: done.full_note(), ..known })
            .await?;
        Ok(done)
    }

    /// Puts another text in the place of the imported one, as public as that was.
    async fn rewrite(
        &self,
        article: &Article,
        content: &Content,
        known: ImportItem,
    ) -> anyhow::Result<()> {
        let story = self.store.story(article.story).await?;
        let evidence = self.store.evidence(&article.edition, content).await?;
        let now = self.store.clock().now();
        let act = Act { by: &self.by, now, story: &story };
        let mut write = self.store.write().await?;
        let note = "Its pictures came later.";
        let revision = write
            .write_revision(article.id, RevisionKind::Imported, now, None, note, content)
            .await?;
        let text = Text { revision: &revision, content, evidence: &evidence };
        let written = article.write(revision.number, act)?;
        write.save(&written, &self.by).await?;
        if article.desk == DeskState::InReview {
            let acted = write.article(article.id).await?.send_to_review(act)?;
            write.save(&acted, &self.by).await?;
        }
        if article.public.live().is_some() || article.scheduled.is_some() {
            let acted = write.article(article.id).await?.approve(revision.number, act)?;
            write.save(&acted, &self.by).await?;
        }
        if article.public.live().is_some() {
            let mut acted = write.article(article.id).await?.publish(text, act)?;
            // Nothing changed that readers should know of: the pictures were always part of it.
            acted.article.changed_at = article.changed_at;
            write.save(&acted, &self.by).await?;
        } else if let Some(scheduled) = article.scheduled {
            let acted = write.article(article.id).await?.schedule(text, scheduled.at, act)?;
            write.save(&acted, &self.by).await?;
        }
        write.put_import_item(&known).await?;
        Ok(write.commit().await?)
    }
}
