//! Does what is due. A job is leased first, so that of several servers only one does it.

use std::time::Duration;

use store::{Error, Leased, Store};
use story::account::Editor;
use story::article::{Act, Refusal, Text};
use story::job::Job;
use story::{ArticleId, RevisionNumber};
use tokio_util::sync::CancellationToken;

/// How long a job belongs to who took it. Longer than any job takes.
const LEASE: Duration = Duration::from_secs(60);

/// Does due jobs until it is told to stop.
pub(super) async fn run(store: &Store, stop: &CancellationToken) {
    while !stop.is_cancelled() {
        let wait = match due(store).await {
            Ok(true) => continue,
            Ok(false) => super::PAUSE,
            Err(error) => {
                tracing::error!("a job was not done: {error}");
                super::AFTER_FAILURE
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// Does the job that has been due longest, and tells whether there was one.
pub(super) async fn due(store: &Store) -> Result<bool, Error> {
    let Some(leased) = store.lease_job_of(&["publish_scheduled"], LEASE).await? else {
        return Ok(false);
    };
    match &leased.job {
        Job::PublishScheduled { article, revision } => {
            publish_scheduled(store, &leased, *article, *revision).await?;
        }
        // These wait for a mail server or a CDN, and are done by who speaks to them.
        Job::MailInvitation { .. }
        | Job::MailReset { .. }
        | Job::MailNewPassword { .. }
        | Job::MailNotice { .. }
        | Job::TellCdnAgain { .. } => {}
    }
    Ok(true)
}

/// Publishes what was scheduled, if the rules still allow it. The article and the end of the job are kept in
/// one transaction; a second worker whose lease came too late finds the article changed, and nothing is done twice.
async fn publish_scheduled(
    store: &Store,
    leased: &Leased,
    id: ArticleId,
    revision: RevisionNumber,
) -> Result<(), Error> {
    let by = Editor::operator("schedule");
    let mut write = store.write().await?;
    let article = write.article(id).await?;
    let story = store.story(article.story).await?;
    let text = store.revision(id, revision).await?;
    let content = store.content(id, revision).await?;
    let evidence = store.evidence(&article.edition, &content).await?;
    let act = Act { by: &by, now: store.clock().now(), story: &story };
    let text = Text { revision: &text, content: &content, evidence: &evidence };
    let decided = article.publish_scheduled(text, act);
    match decided {
        Ok(acted) => {
            write.save(&acted, &by).await?;
            write.finish_job(leased.id, "published").await?;
            write.commit().await?;
            tracing::info!(article.id = %id, revision = revision.0, "a scheduled article was published");
        }
        // Taken back, moved, or published by hand in the meantime: nothing is left to do.
        Err(refusal @ Refusal::NotScheduled(_)) => {
            write.finish_job(leased.id, &refusal.to_string()).await?;
            write.commit().await?;
        }
        Err(refusal) => {
            let object = format!("article {id}");
            let detail = format!("revision {revision} was not published: {refusal}");
            write.audit(&by, "schedule missed", &object, &detail).await?;
            write.finish_job(leased.id, &refusal.to_string()).await?;
            write.commit().await?;
            tracing::warn!(article.id = %id, revision = revision.0, "a scheduled article was not published: {refusal}");
        }
    }
    Ok(())
}
