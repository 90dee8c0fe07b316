//! A transaction: everything of an act, or nothing.

use story::account::Editor;
use story::article::{Acted, Article, Public};
use story::correction::{Correction, CorrectionState};
use story::url::{UrlState, article_path};
use story::{ArticleId, Change, ChangeKind, Content, Story, Timestamp};

use crate::article::Card;
use crate::db::{Tx, args};
use crate::watch::CHANNEL;
use crate::{Error, Result, Store};

/// Lets one writer at a time through on PostgreSQL, as SQLite does anyway: the rows of `change` and `audit` are then
/// in the order of their commits, and who follows them misses none.
const FEED_LOCK: i64 = 0x6d61_7374_0002;

/// A transaction that is under way. Dropped without [`Write::commit`], it leaves nothing behind.
pub struct Write<'a> {
    pub(crate) tx: Tx,
    pub(crate) store: &'a Store,
    pub(crate) now: Timestamp,
    changed: bool,
    /// The right edge of the public record, once it was needed.
    pub(crate) growth: Option<record::Growth>,
}

impl<'a> Write<'a> {
    pub(crate) async fn begin(store: &'a Store) -> Result<Write<'a>> {
        let mut tx = store.db.begin().await?;
        // Before any row is touched: two writers that took rows first and the lock afterwards could wait for
        // each other.
        tx.one_at_a_time(FEED_LOCK).await?;
        Ok(Write { tx, store, now: store.clock().now(), changed: false, growth: None })
    }

    /// Keeps everything, and tells those who wait for changes.
    pub async fn commit(mut self) -> Result<()> {
        if self.changed && self.tx.is_postgres() {
            // Delivered at commit, and folded into one however often it is said.
            self.tx.run("SELECT pg_notify($1, '')", args![CHANNEL]).await?;
        }
        self.tx.commit().await?;
        if self.changed {
            self.store.commits.send_modify(|commits| *commits += 1);
        }
        Ok(())
    }

    /// A fresh id.
    pub fn id(&self) -> i64 {
        self.store.id()
    }

    /// Keeps what an act decided: the article, its addresses, its public history, what lists show of it, the
    /// correction and what it asks of the siblings, the count of the month, the entry of the public record, the job,
    /// the audit line and the change.
    pub async fn save(&mut self, acted: &Acted, by: &Editor) -> Result<()> {
        let Acted { article, change, audit, correction, due, former_slug } = acted;
        let before = self.before(article.id).await?;
        let was_live = before.live;
        let card = self.card(article).await?;
        self.put_article(article, &card).await?;
        self.count_months(before, article, card.listed).await?;
        if let Some(former) = former_slug {
            self.put_url(&article_path(&article.edition, former), article.id, UrlState::Old)
                .await?;
        }
        if article.public.live().is_some() || article.first_live_at.is_some() {
            self.put_url(
                &article_path(&article.edition, &article.slug),
                article.id,
                UrlState::Current,
            )
            .await?;
        }
        let correction = match correction {
            Some(new) => {
                let correction = Correction {
                    id: story::CorrectionId::new(self.id()),
                    story: article.story,
                    article: article.id,
                    from: new.from,
                    to: Some(new.to),
                    kind: new.kind,
                    text: new.text.clone(),
                    state: CorrectionState::Published,
                    at: article.live_at.unwrap_or(self.now),
                    claim: new.claim,
                };
                self.put_correction(&correction, &article.edition).await?;
                if let Some(claim) = new.claim {
                    self.correct_claim(claim, by).await?;
                }
                // One that answers a sibling's correction is no news to the siblings, or each would ask the other
                // for ever.
                if !self.is_asked(article.id).await? {
                    self.ask_siblings(&correction, article).await?;
                }
                Some(correction.id)
            }
            None => None,
        };
        if matches!(change.kind, ChangeKind::Corrected | ChangeKind::Updated) {
            // Whoever published a new text since a sibling's correction has looked.
            self.close_pending(article.id, CorrectionState::Applied).await?;
        }
        match article.public {
            Public::Live(live) => {
                if was_live != Some(live) && change.kind != ChangeKind::Released {
                    let at = article.live_at.unwrap_or(self.now);
                    self.put_publication(article.id, live, change.kind, at, correction).await?;
                }
                self.put_mentions(article, &card).await?;
            }
            _ => self.drop_mentions(article.id).await?,
        }
        if let (ChangeKind::Sealed, Some(revision)) = (change.kind, change.revision) {
            self.seal(article.id, revision).await?;
        }
        if let Some(act) = record::Act::parse(change.kind.as_str()) {
            self.record(act, article, &card.content, correction).await?;
        }
        if let Some(due) = due {
            self.put_job(due).await?;
        }
        self.audit(by, audit.0, &format!("article {}", article.id), &audit.1).await?;
        self.change(change).await
    }

    /// Appends to the feed that caches, search, feeds and deliveries follow.
    pub async fn change(&mut self, change: &Change) -> Result<()> {
        self.changed = true;
        let Change { kind, edition, story, article, revision, item } = change;
        self.tx
            .run(
                "INSERT INTO change (at, kind, edition, story, article, revision, item)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                args![
                    self.now,
                    kind.as_str(),
                    edition.as_ref().map(ToString::to_string),
                    *story,
                    *article,
                    *revision,
                    *item,
                ],
            )
            .await?;
        Ok(())
    }

    /// Keeps a story.
    pub async fn put_story(&mut self, story: &Story) -> Result<()> {
        let Story { id, kind, embargo, sensitive, parent, created_at } = story;
        self.tx
            .run(
                "INSERT INTO story (id, kind, embargo, sensitive, parent, created_at) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, embargo = excluded.embargo,
                     sensitive = excluded.sensitive, parent = excluded.parent",
                args![*id, kind.as_str(), *embargo, *sensitive, *parent, *created_at],
            )
            .await?;
        Ok(())
    }

    /// Keeps what was changed about a story, and tells the pages of its public articles.
    pub async fn change_story(
        &mut self,
        before: &Story,
        story: &Story,
        articles: &[Article],
        by: &Editor,
    ) -> Result<()> {
        self.put_story(story).await?;
        let detail = format!(
            "{}, embargo {}, {}",
            story.kind.as_str(),
            story.embargo.map_or_else(|| "none".to_owned(), |embargo| embargo.to_string()),
            if story.sensitive { "sensitive" } else { "not sensitive" }
        );
        self.audit(by, "story", &format!("story {}", story.id), &detail).await?;
        if before == story {
            return Ok(());
        }
        for article in articles {
            let public = article.public.live().is_some();
            self.change(&Change {
                kind: if public { ChangeKind::StoryChanged } else { ChangeKind::Drafted },
                edition: Some(article.edition.clone()),
                story: Some(story.id),
                article: Some(article.id),
                revision: None,
                item: None,
            })
            .await?;
        }
        Ok(())
    }

    /// What lists show of the live text; of the newest one, as long as nothing is live.
    pub(crate) async fn card(&mut self, article: &Article) -> Result<Card> {
        let newest = match self.content_of(article.id, article.draft).await {
            // A sealed text never goes live again, but it stops nobody from closing the article or writing on.
            Err(Error::Sealed { .. }) if article.public.live() != Some(article.draft) => {
                Content::default()
            }
            newest => newest?,
        };
        let shown = match article.public.live() {
            Some(live) if live != article.draft => self.content_of(article.id, live).await?,
            _ => newest.clone(),
        };
        let listed = {
            let row: Option<(String,)> = self
                .tx
                .optional("SELECT kind FROM story WHERE id = $1", args![article.story])
                .await?;
            let (word,) = row.ok_or_else(|| Error::missing("story", article.story))?;
            story::Kind::parse(&word)
                .ok_or_else(|| Error::unreadable("kind of story", &word))?
                .is_listed()
        };
        Ok(Card { content: shown, draft_headline: newest.headline, listed })
    }

    async fn content_of(
        &mut self,
        article: ArticleId,
        revision: story::RevisionNumber,
    ) -> Result<Content> {
        let row: Option<(Option<String>,)> = self
            .tx
            .optional(
                "SELECT document FROM revision WHERE article = $1 AND number = $2",
                args![article, revision],
            )
            .await?;
        let (document,) = row.ok_or_else(|| {
            Error::missing("revision", format!("{revision} of article {article}"))
        })?;
        let document = document.ok_or(Error::Sealed { article, revision })?;
        Content::from_json(&document).map_err(|error| Error::unreadable("a text", error))
    }

    /// Whether a sibling's correction waits for this article.
    async fn is_asked(&mut self, article: ArticleId) -> Result<bool> {
        let row: Option<(i64,)> = self
            .tx
            .optional(
                "SELECT id FROM correction WHERE article = $1 AND state = 'pending' LIMIT 1",
                args![article],
            )
            .await?;
        Ok(row.is_some())
    }

    /// Asks the siblings, and whoever else carries the claim that was wrong, whether they need the same correction.
    async fn ask_siblings(&mut self, correction: &Correction, article: &Article) -> Result<()> {
        let claim = match correction.claim {
            Some(claim) => self.resolved(&[claim]).await?.first().map(|(id, _)| id.number()),
            None => None,
        };
        // No item has this id.
        let claim = claim.unwrap_or(0);
        let siblings: Vec<(i64, String, i64)> = self
            .tx
            .all(
                // One under a legal hold is asked too, or it would come back with the mistake.
                "SELECT id, edition, coalesce(live, held_live) FROM article
                 WHERE id <> $2 AND coalesce(live, held_live) IS NOT NULL
                     AND (story = $1 OR id IN (SELECT m.article FROM mention m
                         WHERE m.kind = 'item' AND m.target = $3))",
                args![article.story, article.id, claim],
            )
            .await?;
        for (sibling, edition, live) in siblings {
            let task = Correction {
                id: story::CorrectionId::new(self.id()),
                article: ArticleId::new(sibling),
                from: crate::revision::number(live),
                to: None,
                state: CorrectionState::Pending,
                ..correction.clone()
            };
            let edition = crate::edition::code(&edition)?;
            self.put_correction(&task, &edition).await?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Write<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Write").field("now", &self.now).finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps what one act decided, in a transaction of its own.
    pub async fn save(&self, acted: &Acted, by: &Editor) -> Result<()> {
        let mut write = self.write().await?;
        write.save(acted, by).await?;
        write.commit().await
    }
}
