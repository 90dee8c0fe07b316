//! Lists of live articles, newest first, by keyset: a page costs the same wherever it is, and nothing is
//! repeated or left out while stories are published.

use std::fmt;
use std::str::FromStr;

use story::content::{Credit, LeadPicture};
use story::{ArticleId, AuthorId, EditionCode, Kind, SectionId, Slug, StoryId, Timestamp, TopicId};

use crate::db::{Value, args, row};
use crate::revision::{moment, optional_moment};
use crate::{Error, Reader, Result};

/// A live article as lists show it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub article: ArticleId,
    /// Its story.
    pub story: StoryId,
    /// What it is.
    pub kind: Kind,
    /// Its edition.
    pub edition: EditionCode,
    /// Its section.
    pub section: Option<SectionId>,
    /// Its address.
    pub slug: Slug,
    /// Its headline.
    pub headline: String,
    /// Its standfirst, or the beginning of its text.
    pub standfirst: String,
    /// Who made it.
    pub byline: Vec<Credit>,
    /// Its picture.
    pub lead: Option<LeadPicture>,
    /// When it first went live.
    pub first_live_at: Timestamp,
    /// When it last changed so that readers should know.
    pub changed_at: Option<Timestamp>,
    /// When its live coverage ended, if it did.
    pub ended_at: Option<Timestamp>,
    /// Whether advertisements keep away from it.
    pub sensitive: bool,
}

/// A place in a list: after this article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    at: i64,
    article: i64,
}

impl Place {
    /// The place after an article.
    pub fn after(listed: &Listed) -> Place {
        Place { at: listed.first_live_at.as_microsecond(), article: listed.article.number() }
    }

    /// The place before everything.
    pub const START: Place = Place { at: i64::MAX, article: i64::MAX };
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at, self.article)
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Place> {
        let place = text.split_once('-').and_then(|(at, article)| {
            Some(Place { at: at.parse().ok()?, article: article.parse().ok()? })
        });
        place.ok_or_else(|| Error::missing("place in a list", text))
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its articles.
    pub articles: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
}

row! {
    pub(crate) struct ListedRow {
        id: i64,
        story: i64,
        kind: String,
        edition: String,
        section: Option<i64>,
        slug: String,
        headline: String,
        standfirst: String,
        byline: String,
        lead: Option<String>,
        first_live_at: i64,
        changed_at: Option<i64>,
        ended_at: Option<i64>,
        sensitive: bool,
    }
}

pub(crate) const COLUMNS: &str = "a.id, a.story, s.kind, a.edition, a.section, a.slug, a.headline, a.standfirst, \
     a.byline, a.lead, a.first_live_at, a.changed_at, a.ended_at, s.sensitive";

impl ListedRow {
    pub(crate) fn listed(self) -> Result<Listed> {
        let ListedRow {
            id,
            story,
            kind,
            edition,
            section,
            slug,
            headline,
            standfirst,
            byline,
            lead,
            first_live_at,
            changed_at,
            ended_at,
            sensitive,
        } = self;
        let unreadable = |error: serde_json::Error| Error::unreadable("article in a list", error);
        Ok(Listed {
            article: ArticleId::new(id),
            story: StoryId::new(story),
            kind: Kind::parse(&kind).ok_or_else(|| Error::unreadable("kind of story", &kind))?,
            edition: crate::edition::code(&edition)?,
            section: section.map(SectionId::new),
            slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
            headline,
            standfirst,
            byline: serde_json::from_str(&byline).map_err(unreadable)?,
            lead: lead.map(|lead| serde_json::from_str(&lead)).transpose().map_err(unreadable)?,
            first_live_at: moment(first_live_at),
            changed_at: optional_moment(changed_at),
            ended_at: optional_moment(ended_at),
            sensitive,
        })
    }
}

impl Reader {
    /// These live articles as lists show them, in this order; those that are not live are left out.
    pub async fn listed(&self, ids: &[ArticleId]) -> Result<Vec<Listed>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.live IS NOT NULL AND a.id IN ({})",
            crate::db::placeholders(1, ids.len())
        );
        let rows: Vec<ListedRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        let mut listed: Vec<Listed> =
            rows.into_iter().map(ListedRow::listed).collect::<Result<_>>()?;
        listed.sort_by_key(|row| ids.iter().position(|id| *id == row.article));
        Ok(listed)
    }

    /// The newest articles of an edition.
    pub async fn newest(&self, edition: &EditionCode, after: Place, limit: usize) -> Result<Page> {
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.edition = $1 AND a.live IS NOT NULL AND a.listed AND (a.first_live_at, a.id) < ($2, $3)
             ORDER BY a.first_live_at DESC, a.id DESC LIMIT $4"
        );
        self.page(&sql, args![edition, after.at, after.article], limit).await
    }

    /// The newest articles of a section.
    pub async fn in_section(
        &self,
        edition: &EditionCode,
        section: SectionId,
        after: Place,
        limit: usize,
    ) -> Result<Page> {
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.edition = $1 AND a.section = $2 AND a.live IS NOT NULL AND a.listed
                 AND (a.first_live_at, a.id) < ($3, $4)
             ORDER BY a.first_live_at DESC, a.id DESC LIMIT $5"
        );
        self.page(&sql, args![edition, section, after.at, after.article], limit).await
    }

    /// The newest articles that somebody signed.
    pub async fn by_author(
        &self,
        edition: &EditionCode,
        author: AuthorId,
        after: Place,
        limit: usize,
    ) -> Result<Page> {
        self.mentioning("author", author.number(), edition, after, limit).await
    }

    /// The newest articles about a topic.
    pub async fn about_topic(
        &self,
        edition: &EditionCode,
        topic: TopicId,
        after: Place,
        limit: usize,
    ) -> Result<Page> {
        self.mentioning("topic", topic.number(), edition, after, limit).await
    }

    /// The editions in which somebody signed a live article.
    pub async fn editions_of_author(&self, author: AuthorId) -> Result<Vec<EditionCode>> {
        self.editions_mentioning("author", author.number()).await
    }

    /// The editions that have a live article about a topic.
    pub async fn editions_of_topic(&self, topic: TopicId) -> Result<Vec<EditionCode>> {
        self.editions_mentioning("topic", topic.number()).await
    }

    async fn editions_mentioning(&self, kind: &str, target: i64) -> Result<Vec<EditionCode>> {
        let rows: Vec<(String,)> = self
            .db
            .all(
                "SELECT code FROM edition WHERE EXISTS (
                     SELECT 1 FROM mention m WHERE m.kind = $1 AND m.target = $2 AND m.edition = edition.code
                 ) ORDER BY position, code",
                args![kind, target],
            )
            .await?;
        rows.iter().map(|(code,)| crate::edition::code(code)).collect()
    }

    /// Live articles about any of these topics, those that share the most first, then the newest.
    pub async fn sharing_topics(
        &self,
        edition: &EditionCode,
        topics: &[TopicId],
        except: ArticleId,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        if topics.is_empty() {
            return Ok(Vec::new());
        }
        // Each topic gives its newest hundred and no more, so that a topic of a million articles costs no more.
        let newest: Vec<String> = (0..topics.len())
            .map(|n| {
                format!(
                    "SELECT * FROM (SELECT article, first_live_at FROM mention
                     WHERE kind = 'topic' AND target = ${} AND edition = $1 AND article <> $2
                     ORDER BY first_live_at DESC LIMIT 100) AS topic{n}",
                    n + 4
                )
            })
            .collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM (
                 SELECT article, count(*) AS shared, max(first_live_at) AS latest FROM ({}) AS m
                 GROUP BY article ORDER BY count(*) DESC, max(first_live_at) DESC, article DESC LIMIT $3
             ) AS near
             JOIN article a ON a.id = near.article JOIN story s ON s.id = a.story
             WHERE a.live IS NOT NULL
             ORDER BY near.shared DESC, near.latest DESC, a.id DESC",
            newest.join(" UNION ALL ")
        );
        let mut values = args![edition, except, counted(limit)];
        values.extend(topics.iter().map(|topic| Value::from(*topic)));
        let rows: Vec<ListedRow> = self.db.all(&sql, values).await?;
        rows.into_iter().map(ListedRow::listed).collect()
    }

    /// Live articles without a list of their own: standing pages and cards of an edition, by headline.
    pub async fn standing_pages(
        &self,
        edition: &EditionCode,
    ) -> Result<Vec<(Listed, Option<StoryId>)>> {
        row! {
            struct PageRow {
                listed: ListedRow,
                parent: Option<i64>,
            }
        }
        let sql = format!(
            "SELECT {COLUMNS}, s.parent FROM article a JOIN story s ON s.id = a.story
             WHERE a.edition = $1 AND a.live IS NOT NULL AND NOT a.listed AND s.kind = 'page' ORDER BY a.headline, a.id"
        );
        let rows: Vec<PageRow> = self.db.all(&sql, args![edition]).await?;
        rows.into_iter()
            .map(|row| Ok((row.listed.listed()?, row.parent.map(StoryId::new))))
            .collect()
    }

    /// When the newest article of an edition's lists went live.
    pub async fn newest_at(&self, edition: &EditionCode) -> Result<Option<Timestamp>> {
        let row: Option<(Option<i64>,)> = self
            .db
            .optional(
                "SELECT max(first_live_at) FROM article WHERE edition = $1 AND live IS NOT NULL AND listed",
                args![edition],
            )
            .await?;
        Ok(row.and_then(|(at,)| at).map(moment))
    }

    /// The articles of an edition's lists that went live from one moment until before another, oldest first,
    /// without the first so many.
    pub async fn live_between(
        &self,
        edition: &EditionCode,
        from: Timestamp,
        until: Timestamp,
        skip: usize,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.edition = $1 AND a.live IS NOT NULL AND a.listed
                 AND a.first_live_at >= $2 AND a.first_live_at < $3
             ORDER BY a.first_live_at, a.id LIMIT $4 OFFSET $5"
        );
        let values = args![edition, from, until, counted(limit), counted(skip)];
        let rows: Vec<ListedRow> = self.db.walk(&sql, values).await?;
        rows.into_iter().map(ListedRow::listed).collect()
    }

    /// Live articles that no list shows: standing pages and background cards of an edition.
    pub async fn unlisted(&self, edition: &EditionCode) -> Result<Vec<Listed>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.edition = $1 AND a.live IS NOT NULL AND NOT a.listed ORDER BY a.id"
        );
        let rows: Vec<ListedRow> = self.db.walk(&sql, args![edition]).await?;
        rows.into_iter().map(ListedRow::listed).collect()
    }

    /// Every live article of the paper by id, for sitemaps and checks.
    pub async fn all_live(&self, after: Option<ArticleId>, limit: usize) -> Result<Vec<Listed>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM article a JOIN story s ON s.id = a.story
             WHERE a.id > $1 AND a.live IS NOT NULL ORDER BY a.id LIMIT $2"
        );
        let after = after.map_or(0, ArticleId::number);
        let rows: Vec<ListedRow> = self.db.walk(&sql, args![after, counted(limit)]).await?;
        rows.into_iter().map(ListedRow::listed).collect()
    }

    /// How many articles readers can reach.
    pub async fn count_live(&self) -> Result<i64> {
        let rows: Vec<i64> =
            self.db.walk("SELECT count(*) FROM article WHERE live IS NOT NULL", args![]).await?;
        Ok(rows.first().copied().unwrap_or_default())
    }

    async fn mentioning(
        &self,
        kind: &str,
        target: i64,
        edition: &EditionCode,
        after: Place,
        limit: usize,
    ) -> Result<Page> {
        let sql = format!(
            "SELECT {COLUMNS} FROM mention m JOIN article a ON a.id = m.article JOIN story s ON s.id = a.story
             WHERE m.kind = $1 AND m.target = $2 AND m.edition = $3 AND (m.first_live_at, m.article) < ($4, $5)
             ORDER BY m.first_live_at DESC, m.article DESC LIMIT $6"
        );
        self.page(&sql, args![kind, target, edition, after.at, after.article], limit).await
    }

    /// Runs a list's query for one article more than asked, which tells whether there is a next page.
    async fn page(&self, sql: &str, mut values: Vec<Value>, limit: usize) -> Result<Page> {
        values.push(counted(limit + 1).into());
        let rows: Vec<ListedRow> = self.db.all(sql, values).await?;
        let mut articles = rows.into_iter().map(ListedRow::listed).collect::<Result<Vec<_>>>()?;
        let more = articles.len() > limit;
        articles.truncate(limit);
        let next = if more { articles.last().map(Place::after) } else { None };
        Ok(Page { articles, next })
    }
}

/// A number of rows as queries take it.
fn counted(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
