//! What every act at the command line has in common: find the article, load what the rule looks at, save.

use anyhow::{Context, bail};
use store::{Reader, Store};
use story::account::Editor;
use story::article::{Act, Acted, Article, Evidence, Text};
use story::{Content, Revision, RevisionNumber, Story, Timestamp};

use super::article_name::ArticleName;
use super::who::Who;
use crate::paper::Paper;

/// An article with everything that a rule looks at.
#[derive(Debug)]
pub(crate) struct Subject {
    pub(crate) article: Article,
    pub(crate) story: Story,
    pub(crate) revision: Revision,
    pub(crate) content: Content,
    pub(crate) evidence: Evidence,
}

impl Subject {
    /// The article with its newest text, which must be the one asked for.
    pub(crate) async fn newest(
        store: &Reader,
        name: &ArticleName,
        asked: Option<u32>,
    ) -> anyhow::Result<Subject> {
        let article = find(store, name).await?;
        let revision = asked.map_or(article.draft, RevisionNumber);
        if revision > article.draft || revision.0 == 0 {
            bail!("The article has no revision {revision}; the newest is {}.", article.draft);
        }
        Subject::with(store, article, revision).await
    }

    /// The article with one of its texts.
    pub(crate) async fn with(
        store: &Reader,
        article: Article,
        revision: RevisionNumber,
    ) -> anyhow::Result<Subject> {
        let story = store.story(article.story).await?;
        let content = store.content(article.id, revision).await?;
        let evidence = store.evidence(&article.edition, &content).await?;
        let revision = store.revision(article.id, revision).await?;
        Ok(Subject { article, story, revision, content, evidence })
    }

    /// The text as rules want it.
    pub(crate) fn text(&self) -> Text<'_> {
        Text { revision: &self.revision, content: &self.content, evidence: &self.evidence }
    }
}

/// An article, its story, and who acts on it now: what an act without a text looks at.
#[derive(Debug)]
pub(crate) struct Acting {
    pub(crate) article: Article,
    story: Story,
    pub(crate) by: Editor,
    now: Timestamp,
}

impl Acting {
    pub(crate) async fn on(
        store: &Reader,
        name: &ArticleName,
        who: &Who,
    ) -> anyhow::Result<Acting> {
        let article = find(store, name).await?;
        let story = store.story(article.story).await?;
        let by = editor(store, who).await?;
        Ok(Acting { article, story, by, now: store.clock().now() })
    }

    pub(crate) fn act(&self) -> Act<'_> {
        Act { by: &self.by, now: self.now, story: &self.story }
    }
}

/// Finds an article by any of its names, old addresses too.
pub(crate) async fn find(store: &Reader, name: &ArticleName) -> anyhow::Result<Article> {
    let (edition, slug) = match name {
        ArticleName::Id(id) => {
            return store.article(*id).await.with_context(|| not_found(name));
        }
        ArticleName::Address { edition, slug } => (edition, slug),
    };
    if let Some(article) = store.article_by_slug(edition, slug).await? {
        return Ok(article);
    }
    match store.url(&format!("/{edition}/post/{slug}")).await? {
        Some(url) => Ok(store.article(url.article).await?),
        None => bail!(not_found(name)),
    }
}

fn not_found(name: &ArticleName) -> String {
    format!("There is no article {name}. `masthead list` shows ids and addresses.")
}

/// Who acts: somebody with an account, or the machine's owner.
pub(crate) async fn editor(store: &Reader, who: &Who) -> anyhow::Result<Editor> {
    let Some(email) = &who.email else { return Ok(Editor::operator("command line")) };
    match store.account_by_email(email).await? {
        Some((account, _)) if account.disabled_at.is_some() => {
            bail!("The account of {email} is disabled, so nothing is done in its name.")
        }
        Some((account, _)) => Ok(Editor::from(&account)),
        None => bail!("Nobody has the address {email}. `masthead user list` shows who there is."),
    }
}

/// Keeps what an act decided.
pub(crate) async fn save(store: &Store, acted: &Acted, by: &Editor) -> anyhow::Result<()> {
    store.save(acted, by).await.context("The decision could not be kept, so nothing has changed.")
}

/// Where readers find an article.
pub(crate) fn address(paper: &Paper, article: &Article) -> String {
    let path = story::url::article_path(&article.edition, &article.slug);
    format!("{}{path}", paper.config.site.url)
}
