//! How many articles of an edition's lists went live in each month, kept with every act: sitemaps name the months of an
//! archive of any size without a walk through it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use story::article::Article;
use story::{ArticleId, EditionCode, RevisionNumber, Timestamp};

use crate::db::{args, row};
use crate::revision::{number, optional_moment};
use crate::{Error, Reader, Result, Store, Write};

/// A month in which articles of an edition's lists went live, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first_day: Date,
    /// How many articles there are.
    pub articles: usize,
}

/// A month whose articles are not as many as is kept of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscounted {
    /// Of which edition.
    pub edition: EditionCode,
    /// Its first day.
    pub first_day: Date,
    /// How many are kept.
    pub kept: i64,
    /// How many there are.
    pub counted: i64,
}

/// What an article was before an act.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// The text that readers had.
    pub(crate) live: Option<RevisionNumber>,
    counted: Option<Counted>,
}

/// Where an article is counted.
#[derive(Debug, PartialEq, Eq)]
struct Counted {
    edition: String,
    month: i64,
}

impl Counted {
    /// An article that no list shows is counted nowhere.
    fn new(
        edition: &str,
        is_live: bool,
        listed: bool,
        first_live_at: Option<Timestamp>,
    ) -> Option<Counted> {
        let first_live_at = first_live_at.filter(|_| is_live && listed)?;
        Some(Counted { edition: edition.to_owned(), month: month_of(first_live_at) })
    }
}

impl Reader {
    /// The months of an edition in which articles of its lists went live, oldest first.
    pub async fn months(&self, edition: &EditionCode) -> Result<Vec<Month>> {
        let rows: Vec<(i64, i64)> = self
            .db
            .all(
                "SELECT month, articles FROM month WHERE edition = $1 AND articles > 0 ORDER BY month",
                args![edition],
            )
            .await?;
        rows.into_iter()
            .map(|(month, articles)| {
                Ok(Month {
                    first_day: first_day(month)?,
                    articles: usize::try_from(articles).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The months of which another number is kept than there are articles. None, unless something other than this
    /// version of the program wrote to the database.
    pub async fn miscounted_months(&self) -> Result<Vec<Miscounted>> {
        row! {
            struct MiscountedRow {
                edition: String,
                month: i64,
                kept: i64,
                counted: i64,
            }
        }
        let rows: Vec<MiscountedRow> = self
            .db
            .walk(
                "SELECT edition, month, CAST(sum(kept) AS BIGINT), CAST(sum(counted) AS BIGINT)
                 FROM (
                     SELECT edition, month, articles AS kept, 0 AS counted FROM month
                     UNION ALL SELECT edition, month, 0, articles FROM counted_month
                 ) AS counts
                 GROUP BY edition, month HAVING sum(kept) <> sum(counted) ORDER BY edition, month",
                args![],
            )
            .await?;
        rows.into_iter()
            .map(|MiscountedRow { edition, month, kept, counted }| {
                let first_day = first_day(month)?;
                Ok(Miscounted {
                    edition: crate::edition::code(&edition)?,
                    first_day,
                    kept,
                    counted,
                })
            })
            .collect()
    }
}

impl Store {
    /// Counts the articles of all months anew.
    pub async fn recount_months(&self) -> Result<()> {
        let mut write = self.write().await?;
        write.tx.run("DELETE FROM month", args![]).await?;
        let counted = "INSERT INTO month (edition, month, articles)
                       SELECT edition, month, articles FROM counted_month";
        write.tx.run(counted, args![]).await?;
        write.commit().await
    }
}

impl Write<'_> {
    /// What an article is before the act that is to be kept.
    pub(crate) async fn before(&mut self, article: ArticleId) -> Result<Before> {
        let row: Option<(Option<i64>, String, bool, Option<i64>)> = self
            .tx
            .optional(
                "SELECT live, edition, listed, first_live_at FROM article WHERE id = $1",
                args![article],
            )
            .await?;
        Ok(row.map_or_else(Before::default, |(live, edition, listed, first_live_at)| Before {
            live: live.map(number),
            counted: Counted::new(&edition, live.is_some(), listed, optional_moment(first_live_at)),
        }))
    }

    /// Keeps the numbers of the months as an act leaves them.
    pub(crate) async fn count_months(
        &mut self,
        before: Before,
        article: &Article,
        listed: bool,
    ) -> Result<()> {
        let is_live = article.public.live().is_some();
        let now = Counted::new(article.edition.as_str(), is_live, listed, article.first_live_at);
        if before.counted == now {
            return Ok(());
        }
        for (counted, more) in [(before.counted, -1_i64), (now, 1)] {
            let Some(Counted { edition, month }) = counted else { continue };
            self.tx
                .run(
                    "INSERT INTO month (edition, month, articles) VALUES ($1, $2, $3)
                     ON CONFLICT (edition, month) DO UPDATE SET articles = month.articles + excluded.articles",
                    args![edition, month, more],
                )
                .await?;
        }
        Ok(())
    }
}

/// A month as a number: 202603 is March of 2026.
fn month_of(at: Timestamp) -> i64 {
    let date = at.to_zoned(TimeZone::UTC).date();
    i64::from(date.year()) * 100 + i64::from(date.month())
}

fn first_day(month: i64) -> Result<Date> {
    let unreadable = || Error::unreadable("month", month);
    let year = i16::try_from(month.div_euclid(100)).map_err(|_| unreadable())?;
    let number = i8::try_from(month.rem_euclid(100)).map_err(|_| unreadable())?;
    Date::new(year, number, 1).map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_moment_is_in_the_month_that_begins_with_its_first_day(
            at in Timestamp::MIN.as_microsecond()..=Timestamp::MAX.as_microsecond()
        ) {
            let at = Timestamp::from_microsecond(at).unwrap();
            let day = at.to_zoned(TimeZone::UTC).date();
            prop_assert_eq!(first_day(month_of(at)).unwrap(), day.first_of_month());
        }
    }
}
