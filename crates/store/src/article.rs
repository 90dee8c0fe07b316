//! Articles: their state, the live text, the siblings.

use story::article::{Article, DeskState, Held, Public, Scheduled, TranslatedFrom, Withdrawn};
use story::content::Credit;
use story::{ArticleId, Content, EditionCode, Kind, SectionId, Slug, Story, StoryId};

use crate::db::{args, row};
use crate::revision::{moment, number, optional_moment};
use crate::{DatabaseError, Error, Reader, Result, Write};

/// What lists show of an article.
pub(crate) struct Card {
    pub(crate) content: Content,
    pub(crate) draft_headline: String,
    pub(crate) listed: bool,
}

/// What readers get: an article with its live text.
#[derive(Clone, Debug)]
pub struct LiveArticle {
    /// Its state.
    pub article: Article,
    /// What it says.
    pub content: Content,
    /// The story that it tells.
    pub story: Story,
}

/// An address's article, whatever its state.
#[derive(Clone, Debug)]
pub enum ArticleState {
    /// Readers get this text.
    Live(Box<LiveArticle>),
    /// It was public once and is not now: see [`Article::public`].
    Closed(Box<Article>),
}

/// A live article of the same story in another edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sibling {
    /// What the story is, which decides where its pages are.
    pub kind: Kind,
    /// Its id.
    pub article: ArticleId,
    /// Its edition.
    pub edition: EditionCode,
    /// Its address.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
}

row! {
    struct SiblingRow {
        story: i64,
        kind: String,
        id: i64,
        edition: String,
        slug: String,
        headline: String,
    }
}

row! {
    pub(crate) struct ArticleRow {
        id: i64,
        story: i64,
        edition: String,
        section: Option<i64>,
        slug: String,
        desk: String,
        draft: i64,
        public: String,
        live: Option<i64>,
        public_at: Option<i64>,
        public_note: Option<String>,
        held_live: Option<i64>,
        scheduled: Option<i64>,
        scheduled_at: Option<i64>,
        first_live_at: Option<i64>,
        live_at: Option<i64>,
        changed_at: Option<i64>,
        from_article: Option<i64>,
        from_revision: Option<i64>,
        version: i64,
    }
}

pub(crate) const COLUMNS: &str = "a.id, a.story, a.edition, a.section, a.slug, a.desk, a.draft, a.public, a.live, a.public_at, \
     a.public_note, a.held_live, a.scheduled, a.scheduled_at, a.first_live_at, a.live_at, a.changed_at, \
     a.from_article, a.from_revision, a.version";

impl ArticleRow {
    pub(crate) fn article(self) -> Result<Article> {
        let ArticleRow {
            id,
            story,
            edition,
            section,
            slug,
            desk,
            draft,
            public,
            live,
            public_at,
            public_note,
            held_live,
            scheduled,
            scheduled_at,
            first_live_at,
            live_at,
            changed_at,
            from_article,
            from_revision,
            version,
        } = self;
        let since =
            || optional_moment(public_at).ok_or_else(|| Error::unreadable("article", "no moment"));
        let public = match (public.as_str(), live) {
            ("unpublished", _) => Public::Unpublished,
            ("live", Some(live)) => Public::Live(number(live)),
            ("withdrawn", _) => {
                Public::Withdrawn(Withdrawn { at: since()?, note: public_note.unwrap_or_default() })
            }
            ("held", _) => Public::Held(Held {
                at: since()?,
                order: public_note.unwrap_or_default(),
                was_live: held_live.map(number),
            }),
            (word, _) => return Err(Error::unreadable("public state", word)),
        };
        Ok(Article {
            id: ArticleId::new(id),
            story: StoryId::new(story),
            edition: crate::edition::code(&edition)?,
            section: section.map(SectionId::new),
            slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
            desk: DeskState::parse(&desk).ok_or_else(|| Error::unreadable("desk state", &desk))?,
            draft: number(draft),
            public,
            scheduled: scheduled
                .zip(scheduled_at)
                .map(|(revision, at)| Scheduled { revision: number(revision), at: moment(at) }),
            first_live_at: optional_moment(first_live_at),
            live_at: optional_moment(live_at),
            changed_at: optional_moment(changed_at),
            translated_from: from_article.zip(from_revision).map(|(article, revision)| {
                TranslatedFrom { article: ArticleId::new(article), revision: number(revision) }
            }),
            version,
        })
    }
}

row! {
    struct LiveRow {
        article: ArticleRow,
        document: Option<String>,
        kind: String,
        embargo: Option<i64>,
        sensitive: bool,
        parent: Option<i64>,
        created_at: i64,
    }
}

impl LiveRow {
    fn live(self) -> Result<LiveArticle> {
        let LiveRow { article, document, kind, embargo, sensitive, parent, created_at } = self;
        let article = article.article()?;
        let revision = article.public.live().unwrap_or(article.draft);
        let document = document.ok_or(Error::Sealed { article: article.id, revision })?;
        let story = crate::story::story(
            article.story.number(),
            &kind,
            embargo,
            sensitive,
            parent,
            created_at,
        )?;
        let content =
            Content::from_json(&document).map_err(|error| Error::unreadable("a text", error))?;
        Ok(LiveArticle { article, content, story })
    }
}

impl Reader {
    /// An article, whatever its state.
    pub async fn article(&self, id: ArticleId) -> Result<Article> {
        let sql = format!("SELECT {COLUMNS} FROM article a WHERE a.id = $1");
        let row: Option<ArticleRow> = self.db.optional(&sql, args![id]).await?;
        row.ok_or_else(|| Error::missing("article", id))?.article()
    }

    /// The article at an address that is or was public. Drafts that never went live are not there.
    pub async fn article_at(
        &self,
        edition: &EditionCode,
        slug: &str,
    ) -> Result<Option<ArticleState>> {
        let sql = format!(
            "SELECT {COLUMNS}, r.document, s.kind, s.embargo, s.sensitive, s.parent, s.created_at
             FROM article a
             JOIN story s ON s.id = a.story
             LEFT JOIN revision r ON r.article = a.id AND r.number = a.live
             WHERE a.edition = $1 AND a.slug = $2 AND a.first_live_at IS NOT NULL"
        );
        let row: Option<LiveRow> = self.db.optional(&sql, args![edition, slug]).await?;
        match row {
            Some(row) if row.article.live.is_some() => {
                Ok(Some(ArticleState::Live(Box::new(row.live()?))))
            }
            Some(row) => Ok(Some(ArticleState::Closed(Box::new(row.article.article()?)))),
            None => Ok(None),
        }
    }

    /// An article with its live text, if it is live.
    pub async fn live_article(&self, id: ArticleId) -> Result<Option<LiveArticle>> {
        let sql = format!(
            "SELECT {COLUMNS}, r.document, s.kind, s.embargo, s.sensitive, s.parent, s.created_at
             FROM article a
             JOIN story s ON s.id = a.story
             JOIN revision r ON r.article = a.id AND r.number = a.live
             WHERE a.id = $1"
        );
        let row: Option<LiveRow> = self.db.optional(&sql, args![id]).await?;
        row.map(LiveRow::live).transpose()
    }

    /// These articles with their live texts, in no order; those that are not live are left out.
    pub async fn live_articles(&self, ids: &[ArticleId]) -> Result<Vec<LiveArticle>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {COLUMNS}, r.document, s.kind, s.embargo, s.sensitive, s.parent, s.created_at
             FROM article a
             JOIN story s ON s.id = a.story
             JOIN revision r ON r.article = a.id AND r.number = a.live
             WHERE a.id IN ({})",
            crate::db::placeholders(1, ids.len())
        );
        let rows: Vec<LiveRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        rows.into_iter().map(LiveRow::live).collect()
    }

    /// The article with this slug, whatever its state: for the newsroom only.
    pub async fn article_by_slug(
        &self,
        edition: &EditionCode,
        slug: &str,
    ) -> Result<Option<Article>> {
        let sql = format!("SELECT {COLUMNS} FROM article a WHERE a.edition = $1 AND a.slug = $2");
        let row: Option<ArticleRow> = self.db.optional(&sql, args![edition, slug]).await?;
        row.map(ArticleRow::article).transpose()
    }

    /// The article that tells a story in an edition, whatever its state: for the newsroom only.
    pub async fn article_of_story(
        &self,
        story: StoryId,
        edition: &EditionCode,
    ) -> Result<Option<Article>> {
        let sql = format!("SELECT {COLUMNS} FROM article a WHERE a.story = $1 AND a.edition = $2");
        let row: Option<ArticleRow> = self.db.optional(&sql, args![story, edition]).await?;
        row.map(ArticleRow::article).transpose()
    }

    /// The live articles of a story, in the order of the editions.
    pub async fn siblings(&self, story: StoryId) -> Result<Vec<Sibling>> {
        let siblings = self.siblings_of(&[story]).await?;
        Ok(siblings.into_iter().map(|(_, sibling)| sibling).collect())
    }

    /// The live articles of several stories, in the order of the editions.
    pub async fn siblings_of(&self, stories: &[StoryId]) -> Result<Vec<(StoryId, Sibling)>> {
        if stories.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT a.story, s.kind, a.id, a.edition, a.slug, a.headline
             FROM article a JOIN story s ON s.id = a.story JOIN edition e ON e.code = a.edition
             WHERE a.story IN ({}) AND a.live IS NOT NULL
             ORDER BY e.position, e.code",
            crate::db::placeholders(1, stories.len())
        );
        let values = stories.iter().map(|story| (*story).into()).collect();
        let rows: Vec<SiblingRow> = self.db.all(&sql, values).await?;
        rows.into_iter().map(|row| Ok((StoryId::new(row.story), row.sibling()?))).collect()
    }

    /// A slug like this one that no article of the edition has: itself, or numbered.
    pub async fn free_slug(&self, edition: &EditionCode, slug: &Slug) -> Result<Slug> {
        let mut candidate = slug.clone();
        for next in 2..10_000 {
            let path = story::url::article_path(edition, &candidate);
            let taken: Option<(i64,)> = self
                .db
                .optional(
                    "SELECT id FROM article WHERE edition = $1 AND slug = $2
                     UNION ALL SELECT article FROM url WHERE path = $3",
                    args![edition, &candidate, path],
                )
                .await?;
            if taken.is_none() {
                return Ok(candidate);
            }
            candidate = slug.numbered(next);
        }
        Err(Error::Exists { what: "slug", which: slug.to_string() })
    }
}

impl SiblingRow {
    fn sibling(self) -> Result<Sibling> {
        Ok(Sibling {
            kind: Kind::parse(&self.kind)
                .ok_or_else(|| Error::unreadable("kind of story", &self.kind))?,
            article: ArticleId::new(self.id),
            edition: crate::edition::code(&self.edition)?,
            slug: Slug::parse(&self.slug).map_err(|error| Error::unreadable("slug", error))?,
            headline: self.headline,
        })
    }
}

impl Write<'_> {
    /// The article as it is inside this transaction.
    pub async fn article(&mut self, id: ArticleId) -> Result<Article> {
        let sql = format!("SELECT {COLUMNS} FROM article a WHERE a.id = $1");
        let row: Option<ArticleRow> = self.tx.optional(&sql, args![id]).await?;
        row.ok_or_else(|| Error::missing("article", id))?.article()
    }

    pub(crate) async fn put_article(&mut self, article: &Article, card: &Card) -> Result<()> {
        let Article {
            id,
            story,
            edition,
            section,
            slug,
            desk,
            draft,
            public,
            scheduled,
            first_live_at,
            live_at,
            changed_at,
            translated_from,
            version,
        } = article;
        let Card { content, draft_headline, listed } = card;
        let (word, live, public_at, note, held_live) = match public {
            Public::Unpublished => ("unpublished", None, None, None, None),
            Public::Live(revision) => ("live", Some(*revision), None, None, None),
            Public::Withdrawn(Withdrawn { at, note }) => {
                ("withdrawn", None, Some(*at), Some(note.clone()), None)
            }
            Public::Held(Held { at, order, was_live }) => {
                ("held", None, Some(*at), Some(order.clone()), *was_live)
            }
        };
        let lead = content.lead.as_ref().map(json).transpose()?;
        let values = args![
            *id,
            *story,
            edition,
            *section,
            slug,
            desk.as_str(),
            *draft,
            word,
            live,
            public_at,
            note,
            held_live,
            scheduled.map(|scheduled| scheduled.revision),
            scheduled.map(|scheduled| scheduled.at),
            *first_live_at,
            *live_at,
            *changed_at,
            translated_from.map(|from| from.article),
            translated_from.map(|from| from.revision),
            *listed,
            &content.headline,
            content.summary(),
            json::<Vec<Credit>>(&content.byline)?,
            lead,
            draft_headline,
            *version,
            self.now,
            content.body.ended_at(),
        ];
        let rows = if *version == 0 && !self.has_article(*id).await? {
            self.tx
                .run(
                    "INSERT INTO article (id, story, edition, section, slug, desk, draft, public, live, public_at,
                         public_note, held_live, scheduled, scheduled_at, first_live_at, live_at, changed_at,
                         from_article, from_revision, listed, headline, standfirst, byline, lead, draft_headline,
                         version, touched_at, ended_at)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                         $20, $21, $22, $23, $24, $25, $26 + 1, $27, $28)",
                    values,
                )
                .await
        } else {
            self.tx
                .run(
                    "UPDATE article SET story = $2, edition = $3, section = $4, slug = $5, desk = $6, draft = $7,
                         public = $8, live = $9, public_at = $10, public_note = $11, held_live = $12,
                         scheduled = $13, scheduled_at = $14, first_live_at = $15, live_at = $16, changed_at = $17,
                         from_article = $18, from_revision = $19, listed = $20, headline = $21, standfirst = $22,
                         byline = $23, lead = $24, draft_headline = $25, version = $26 + 1, touched_at = $27,
                         ended_at = $28
                     WHERE id = $1 AND version = $26",
                    values,
                )
                .await
        };
        match rows {
            Ok(0) => Err(Error::Stale(*id)),
            Ok(_) => Ok(()),
            Err(error) if error.is_duplicate() => Err(if is_of_story(&error) {
                Error::Exists {
                    what: "an article of the story",
                    which: format!("{story} in {edition}"),
                }
            } else {
                Error::Exists {
                    what: "an article with the address",
                    which: format!("{edition}/{slug}"),
                }
            }),
            Err(error) => Err(error.into()),
        }
    }

    async fn has_article(&mut self, id: ArticleId) -> Result<bool> {
        let row: Option<(i64,)> =
            self.tx.optional("SELECT id FROM article WHERE id = $1", args![id]).await?;
        Ok(row.is_some())
    }
}

/// Whether it is the story that is told already, and not the address that is taken.
fn is_of_story(error: &DatabaseError) -> bool {
    error.constraint().contains("story")
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("a value", error))
}
