//! What is read most: looked up now and then by one node, and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use ::audience::{Hour, Minute};
use story::{Change, ChangeKind, EditionCode, SectionId, Timestamp};

use crate::db::{args, row};
use crate::list::{COLUMNS, ListedRow};
use crate::{Error, Listed, Reader, Result, Store, Write};

/// How many articles each list has at most.
const MOST: usize = 100;

/// So many articles stand in the box on pages; when they change, the pages do.
pub const POPULAR: usize = 5;

/// Less than so much makes nothing popular, in thousandths of a reader: a list of what three people read is silly.
const LEAST: i64 = 5_000;

/// Over how long something is read most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// The last hour.
    Hour,
    /// The last day, which the box on pages shows.
    #[default]
    Day,
    /// The last week.
    Week,
}

impl Span {
    /// Every span, the shortest first.
    pub const ALL: [Span; 3] = [Span::Hour, Span::Day, Span::Week];

    /// How many hours it has.
    pub const fn hours(self) -> i64 {
        match self {
            Span::Hour => 1,
            Span::Day => 24,
            Span::Week => 7 * 24,
        }
    }

    /// How often it is looked up.
    pub const fn every(self) -> Duration {
        match self {
            Span::Hour => Duration::from_secs(60),
            Span::Day | Span::Week => Duration::from_secs(600),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Span::Hour => "hour",
            Span::Day => "day",
            Span::Week => "week",
        })
    }
}

impl FromStr for Span {
    type Err = Error;

    fn from_str(word: &str) -> Result<Span> {
        let span = Span::ALL.into_iter().find(|span| span.to_string() == word);
        span.ok_or_else(|| Error::missing("span of time", word))
    }
}

/// A place in a list of what is read most: after the article that stood there.
pub type PopularPlace = i64;

/// An article as it is weighed.
#[derive(Clone, Debug)]
struct Weighed {
    edition: String,
    section: Option<i64>,
    article: i64,
    first_live_at: i64,
    weight: i64,
}

/// An edition, and a section of it or 0: whose list it is.
type Of = (String, i64);

impl Reader {
    /// What is read most, from a place on, and where the list goes on. Whatever is no longer public is gone at once.
    pub async fn popular(
        &self,
        edition: &EditionCode,
        section: Option<SectionId>,
        span: Span,
        after: PopularPlace,
        limit: usize,
    ) -> Result<(Vec<Listed>, Option<PopularPlace>)> {
        row! {
            struct PlacedRow {
                listed: ListedRow,
                position: i64,
            }
        }
        let sql = format!(
            "SELECT {COLUMNS}, p.position FROM popular p
             JOIN article a ON a.id = p.article JOIN story s ON s.id = a.story
             WHERE p.edition = $1 AND p.section = $2 AND p.hours = $3 AND p.position > $4
                 AND a.live IS NOT NULL AND a.listed AND a.edition = $1
             ORDER BY p.position LIMIT $5"
        );
        let section = section.map_or(0, SectionId::number);
        let more = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let mut rows: Vec<PlacedRow> =
            self.db.all(&sql, args![edition, section, span.hours(), after, more]).await?;
        let goes_on = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| goes_on).map(|row| row.position);
        let listed = rows.into_iter().map(|row| row.listed.listed()).collect::<Result<_>>()?;
        Ok((listed, next))
    }

    /// Whether it is time to look up what is read most over this span.
    async fn is_due(&self, span: Span, now: Timestamp) -> Result<bool> {
        let row: Option<(i64,)> = self
            .db
            .optional("SELECT at FROM popular_made WHERE hours = $1", args![span.hours()])
            .await?;
        Ok(row.is_none_or(|(at,)| at <= since(span, now)))
    }

    /// What every article that could be popular weighs, the heaviest first.
    async fn weighed(&self, span: Span, now: Timestamp) -> Result<Vec<Weighed>> {
        row! {
            struct WeighedRow {
                edition: String,
                section: Option<i64>,
                article: i64,
                first_live_at: i64,
                sensitive: bool,
                weight: i64,
            }
        }
        let (counts, after) = match span {
            Span::Hour => {
                let counts = "SELECT article, weight FROM view_minute WHERE minute > $1";
                (counts, Minute::of(now).number() - 60)
            }
            Span::Day | Span::Week => {
                let counts = "SELECT object AS article, weight FROM view_count WHERE hour > $1 AND kind = 'view'";
                (counts, Hour::of(now).number() - span.hours())
            }
        };
        let sql = format!(
            "SELECT a.edition, a.section, a.id, coalesce(a.first_live_at, 0), s.sensitive, v.weight FROM (
                 SELECT article, CAST(sum(weight) AS BIGINT) AS weight FROM ({counts}) AS counts
                 GROUP BY article HAVING sum(weight) >= $2
             ) AS v
             JOIN article a ON a.id = v.article JOIN story s ON s.id = a.story
             WHERE a.live IS NOT NULL AND a.listed AND s.kind <> 'sponsored'"
        );
        let rows: Vec<WeighedRow> = self.db.walk(&sql, args![after, LEAST]).await?;
        let shown: BTreeSet<String> = {
            let editions = self.editions().await?;
            let shown = editions.iter().filter(|edition| edition.most_read_sensitive);
            shown.map(|edition| edition.code.to_string()).collect()
        };
        let mut weighed: Vec<Weighed> = rows
            .into_iter()
            .filter(|row| !row.sensitive || shown.contains(&row.edition))
            .map(|row| Weighed {
                edition: row.edition,
                section: row.section,
                article: row.article,
                first_live_at: row.first_live_at,
                weight: row.weight,
            })
            .collect();
        // Of two that weigh the same the newer one comes first, and then the one that was made later.
        weighed.sort_by_key(|it| std::cmp::Reverse((it.weight, it.first_live_at, it.article)));
        Ok(weighed)
    }
}

impl Store {
    /// Looks up what is read most over this span, if that is due and no other node does: tells whether it did. Editions
    /// of which the box on pages shows other articles than before are named in the feed of changes.
    pub async fn rank(&self, span: Span) -> Result<bool> {
        let now = self.clock().now();
        if !self.is_due(span, now).await? {
            return Ok(false);
        }
        let mut lists: BTreeMap<Of, Vec<Weighed>> = BTreeMap::new();
        for article in self.weighed(span, now).await? {
            let of = |section| (article.edition.clone(), section);
            for of in std::iter::once(of(0)).chain(article.section.map(of)) {
                let list = lists.entry(of).or_default();
                if list.len() < MOST {
                    list.push(article.clone());
                }
            }
        }
        let mut write = self.write().await?;
        if !write.take_ranking(span).await? {
            return Ok(false);
        }
        let before = write.tops(span).await?;
        write.put_ranking(span, &lists).await?;
        if span == Span::default() {
            let after = lists.iter().map(|(of, list)| {
                (of.clone(), list.iter().take(POPULAR).map(|article| article.article).collect())
            });
            let after: BTreeMap<Of, Vec<i64>> = after.collect();
            let of_both: BTreeSet<&Of> = before.keys().chain(after.keys()).collect();
            let changed: BTreeSet<&String> = of_both
                .into_iter()
                .filter(|of| before.get(*of) != after.get(*of))
                .map(|(edition, _)| edition)
                .collect();
            for edition in changed {
                let edition = crate::edition::code(edition)?;
                write.change(&Change::of_edition(ChangeKind::PopularChanged, edition)).await?;
            }
        }
        write.commit().await?;
        Ok(true)
    }
}

impl Write<'_> {
    /// Takes the turn of looking up, unless another node had it meanwhile.
    async fn take_ranking(&mut self, span: Span) -> Result<bool> {
        let begin =
            "INSERT INTO popular_made (hours, at) VALUES ($1, 0) ON CONFLICT (hours) DO NOTHING";
        self.tx.run(begin, args![span.hours()]).await?;
        let take = "UPDATE popular_made SET at = $2 WHERE hours = $1 AND at <= $3";
        let since = since(span, self.now);
        Ok(self.tx.run(take, args![span.hours(), self.now, since]).await? > 0)
    }

    /// What the boxes show.
    async fn tops(&mut self, span: Span) -> Result<BTreeMap<Of, Vec<i64>>> {
        let rows: Vec<(String, i64, i64)> = self
            .tx
            .all(
                "SELECT edition, section, article FROM popular WHERE hours = $1 AND position <= $2
                 ORDER BY edition, section, position",
                args![span.hours(), i64::try_from(POPULAR).unwrap_or(i64::MAX)],
            )
            .await?;
        let mut tops: BTreeMap<Of, Vec<i64>> = BTreeMap::new();
        for (edition, section, article) in rows {
            tops.entry((edition, section)).or_default().push(article);
        }
        Ok(tops)
    }

    async fn put_ranking(&mut self, span: Span, lists: &BTreeMap<Of, Vec<Weighed>>) -> Result<()> {
        self.tx.run("DELETE FROM popular WHERE hours = $1", args![span.hours()]).await?;
        for ((edition, section), list) in lists {
            for (position, Weighed { article, weight, .. }) in (1_i64..).zip(list) {
                self.tx
                    .run(
                        "INSERT INTO popular (edition, section, hours, position, article, weight)
                         VALUES ($1, $2, $3, $4, $5, $6)",
                        args![edition, *section, span.hours(), position, *article, *weight],
                    )
                    .await?;
            }
        }
        Ok(())
    }
}

/// What was looked up then or before is old. Half a second of grace, as nodes do not look at the same moment.
fn since(span: Span, now: Timestamp) -> i64 {
    let every = i64::try_from(span.every().as_micros()).unwrap_or(i64::MAX);
    now.as_microsecond().saturating_sub(every).saturating_add(500_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_survives_its_word() {
        for span in Span::ALL {
            assert_eq!(span.to_string().parse::<Span>().unwrap(), span);
        }
        assert!("month".parse::<Span>().is_err());
    }
}
