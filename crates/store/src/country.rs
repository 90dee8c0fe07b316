//! In which countries people read: by the day and the section, never by the article.

use std::collections::BTreeMap;

use ::audience::{Country, Day};
use story::{EditionCode, SectionId};

use crate::audience::{pieces, rows};
use crate::db::{Tx, Value, args, placeholders};
use crate::{Error, Reader, Result};

/// How many days it is kept.
pub(crate) const DAYS: i64 = 60;

/// Fewer people than these in all days that are asked for are told of together with others.
const FEW: i64 = 5;

/// Of which days and articles is told.
#[derive(Clone, Debug)]
pub struct WantedCountries {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Of articles of these editions; with none named nothing is told.
    pub editions: Vec<EditionCode>,
    /// Of articles that stood in this section.
    pub section: Option<SectionId>,
}

/// In which countries people read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadCountries {
    /// Those with at least five people, the most first.
    pub countries: Vec<(Country, i64)>,
    /// How many people read in others.
    pub elsewhere: i64,
}

/// How many people read on a day in a section of an edition in a country; a section is 0 where there is none.
pub(crate) type Counted = BTreeMap<(Day, String, i64, Country), i64>;

impl Reader {
    /// In which countries people read.
    pub async fn read_countries(&self, wanted: &WantedCountries) -> Result<ReadCountries> {
        let WantedCountries { from, until, editions, section } = wanted;
        if editions.is_empty() {
            return Ok(ReadCountries::default());
        }
        let list = placeholders(3, editions.len());
        let mut sql = format!(
            "SELECT country, CAST(sum(people) AS BIGINT) FROM view_country
             WHERE day >= $1 AND day <= $2 AND edition IN ({list})"
        );
        let mut values: Vec<Value> = vec![from.number().into(), until.number().into()];
        values.extend(editions.iter().map(Value::from));
        if let Some(section) = section {
            values.push((*section).into());
            sql.push_str(&format!(" AND section = ${}", values.len()));
        }
        sql.push_str(" GROUP BY country ORDER BY sum(people) DESC, country");
        let found: Vec<(String, i64)> = self.db.walk(&sql, values).await?;
        let mut read = ReadCountries::default();
        for (code, people) in found {
            let country =
                Country::parse(&code).ok_or_else(|| Error::unreadable("country", &code))?;
            if people < FEW {
                read.elsewhere += people;
            } else {
                read.countries.push((country, people));
            }
        }
        Ok(read)
    }
}

/// Adds to the counts, always in the same order.
pub(crate) async fn put(tx: &mut Tx, counted: &Counted) -> Result<()> {
    let counted: Vec<_> = counted.iter().collect();
    for piece in pieces(&counted) {
        let sql = format!(
            "INSERT INTO view_country (day, edition, section, country, people) VALUES {}
             ON CONFLICT (day, edition, section, country) DO UPDATE SET people = view_country.people + excluded.people",
            rows(5, piece.len())
        );
        let values = piece
            .iter()
            .flat_map(|((day, edition, section, country), people)| {
                args![day.number(), edition.as_str(), *section, country.as_str(), **people]
            })
            .collect();
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// Forgets days of long ago.
pub(crate) async fn forget(tx: &mut Tx, today: Day) -> Result<()> {
    tx.run("DELETE FROM view_country WHERE day < $1", args![today.number() - DAYS]).await?;
    Ok(())
}
