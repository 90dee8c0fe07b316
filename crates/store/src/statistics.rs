//! What readers read, added up for the newsroom.

use ::audience::{Hour, Minute, Referrer};
use story::{AccountId, ArticleId, EditionCode, SectionId};

use crate::db::{Row, Value, row};
use crate::{Error, Reader, Result};

/// How many stories are told of.
const STORIES: usize = 50;

/// How many lines a table of all hours has at most.
const LINES: usize = 200_000;

/// From when until before when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// Of the last two hours, by the minute.
    Minutes {
        /// The first minute.
        from: Minute,
        /// The minute after the last.
        until: Minute,
    },
    /// By the hour.
    Hours {
        /// The first hour.
        from: Hour,
        /// The hour after the last.
        until: Hour,
    },
}

/// Of which readers is told.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// When.
    pub window: Window,
    /// Of articles of these editions; with none named nothing is told.
    pub editions: Vec<EditionCode>,
    /// Of articles of this section.
    pub section: Option<SectionId>,
    /// Of articles that this account wrote something of.
    pub by: Option<AccountId>,
}

/// How many people and machines there were at some time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// When: the number of the minute or of the hour.
    pub number: i64,
    /// How many people, each counted once a day for each article.
    pub people: i64,
    /// How many machines; minutes do not tell.
    pub bots: i64,
}

/// A story that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadStory {
    /// Which.
    pub article: ArticleId,
    /// Its edition.
    pub edition: EditionCode,
    /// Its section.
    pub section: Option<SectionId>,
    /// Its headline, as readers have or had it.
    pub headline: String,
    /// By how many people.
    pub people: i64,
}

/// An hour of an article, for programs that make tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadHour {
    /// When.
    pub hour: Hour,
    /// What.
    pub story: ReadStory,
    /// From where people came.
    pub referrer: Referrer,
    /// How often people asked for it.
    pub hits: i64,
    /// How many machines came.
    pub bots: i64,
}

/// What readers read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readership {
    /// When, in order; moments at which nobody read are left out.
    pub moments: Vec<Moment>,
    /// Which stories, the most read first.
    pub stories: Vec<ReadStory>,
    /// Of which sections, by how many people, the most read first.
    pub sections: Vec<(SectionId, i64)>,
    /// In which editions, the most read first.
    pub editions: Vec<(EditionCode, i64)>,
    /// From where; minutes do not tell.
    pub referrers: Vec<(Referrer, i64)>,
}

row! {
    struct StoryRow {
        article: i64,
        edition: String,
        section: Option<i64>,
        headline: String,
        people: i64,
    }
}

impl StoryRow {
    fn read(self) -> Result<ReadStory> {
        let StoryRow { article, edition, section, headline, people } = self;
        Ok(ReadStory {
            article: ArticleId::new(article),
            edition: crate::edition::code(&edition)?,
            section: section.map(SectionId::new),
            headline,
            people,
        })
    }
}

impl Reader {
    /// What readers read.
    pub async fn readership(&self, wanted: &Wanted) -> Result<Readership> {
        if wanted.editions.is_empty() {
            return Ok(Readership::default());
        }
        let (moment, bots) = match wanted.window {
            Window::Minutes { .. } => ("v.minute", "0"),
            Window::Hours { .. } => ("v.hour", "v.bots"),
        };
        let people = "CAST(sum(v.people) AS BIGINT)";
        let moments: Vec<(i64, i64, i64)> = self
            .added(
                wanted,
                &format!("{moment}, {people}, CAST(sum({bots}) AS BIGINT)"),
                &format!("GROUP BY {moment} ORDER BY {moment}"),
            )
            .await?;
        let stories: Vec<StoryRow> = self
            .added(
                wanted,
                &format!("a.id, a.edition, a.section, a.headline, {people}"),
                &format!(
                    "GROUP BY a.id, a.edition, a.section, a.headline HAVING sum(v.people) > 0
                     ORDER BY sum(v.people) DESC, a.id DESC LIMIT {STORIES}"
                ),
            )
            .await?;
        let by = |column: &str| {
            format!(
                "GROUP BY {column} HAVING sum(v.people) > 0 ORDER BY sum(v.people) DESC, {column}"
            )
        };
        let sections: Vec<(Option<i64>, i64)> =
            self.added(wanted, &format!("a.section, {people}"), &by("a.section")).await?;
        let editions: Vec<(String, i64)> =
            self.added(wanted, &format!("a.edition, {people}"), &by("a.edition")).await?;
        let referrers: Vec<(String, i64)> = match wanted.window {
            Window::Minutes { .. } => Vec::new(),
            Window::Hours { .. } => {
                self.added(wanted, &format!("v.referrer, {people}"), &by("v.referrer")).await?
            }
        };
        Ok(Readership {
            moments: moments
                .into_iter()
                .map(|(number, people, bots)| Moment { number, people, bots })
                .collect(),
            stories: stories.into_iter().map(StoryRow::read).collect::<Result<_>>()?,
            sections: sections
                .into_iter()
                .filter_map(|(section, people)| Some((SectionId::new(section?), people)))
                .collect(),
            editions: editions
                .into_iter()
                .map(|(edition, people)| Ok((crate::edition::code(&edition)?, people)))
                .collect::<Result<_>>()?,
            referrers: referrers
                .into_iter()
                .map(|(referrer, people)| Ok((class(&referrer)?, people)))
                .collect::<Result<_>>()?,
        })
    }

    /// The same hour by hour and article by article. Nothing of minutes.
    pub async fn read_hours(&self, wanted: &Wanted) -> Result<Vec<ReadHour>> {
        row! {
            struct HourRow {
                hour: i64,
                story: StoryRow,
                referrer: String,
                hits: i64,
                bots: i64,
            }
        }
        if wanted.editions.is_empty() || matches!(wanted.window, Window::Minutes { .. }) {
            return Ok(Vec::new());
        }
        let columns =
            "v.hour, a.id, a.edition, a.section, a.headline, v.people, v.referrer, v.hits, v.bots";
        let order = format!("ORDER BY v.hour, a.id, v.referrer LIMIT {LINES}");
        let rows: Vec<HourRow> = self.added(wanted, columns, &order).await?;
        rows.into_iter()
            .map(|HourRow { hour, story, referrer, hits, bots }| {
                let (story, referrer) = (story.read()?, class(&referrer)?);
                Ok(ReadHour { hour: Hour::new(hour), story, referrer, hits, bots })
            })
            .collect()
    }

    /// Asks for these columns of what is wanted.
    async fn added<T: Row>(&self, wanted: &Wanted, columns: &str, rest: &str) -> Result<Vec<T>> {
        let Wanted { window, editions, section, by } = wanted;
        let (mut sql, from, until) = match window {
            Window::Minutes { from, until } => {
                let from_minutes = "FROM view_minute v JOIN article a ON a.id = v.article
                                    WHERE v.minute >= $1 AND v.minute < $2";
                (format!("SELECT {columns} {from_minutes}"), from.number(), until.number())
            }
            Window::Hours { from, until } => {
                let from_hours = "FROM view_count v JOIN article a ON a.id = v.object
                                  WHERE v.hour >= $1 AND v.hour < $2 AND v.kind = 'view'";
                (format!("SELECT {columns} {from_hours}"), from.number(), until.number())
            }
        };
        let mut values: Vec<Value> = vec![from.into(), until.into()];
        let list = crate::db::placeholders(values.len() + 1, editions.len());
        sql.push_str(&format!(" AND a.edition IN ({list})"));
        values.extend(editions.iter().map(Value::from));
        if let Some(section) = section {
            values.push((*section).into());
            sql.push_str(&format!(" AND a.section = ${}", values.len()));
        }
        if let Some(account) = by {
            values.push((*account).into());
            sql.push_str(&format!(
                " AND EXISTS (SELECT 1 FROM revision r WHERE r.article = a.id AND r.by_account = ${})",
                values.len()
            ));
        }
        sql.push(' ');
        sql.push_str(rest);
        self.db.walk(&sql, values).await
    }
}

fn class(word: &str) -> Result<Referrer> {
    Referrer::parse(word).ok_or_else(|| Error::unreadable("class of referrer", word))
}
