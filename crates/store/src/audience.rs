//! Who read what, as far as it is kept: counts by the hour, and for one day who was counted already.

use std::collections::{BTreeMap, HashMap, HashSet};

use ::audience::{Batch, Day, Hour, Minute, Tally, Tokens, Visit, What, weight};
use story::ArticleId;

use crate::country::{self, Counted};
use crate::db::{Tx, args, placeholders};
use crate::{Error, Reader, Result, Store};

/// Lets nodes keep their counts one after the other. Nobody else touches those rows, so nobody else waits.
const LOCK: i64 = 0x6d61_7374_0007;

/// Under this name the paper keeps the secret of its tokens.
const SECRET: &str = "audience.secret";

/// So many rows are written by one statement; what is left over goes in smaller ones, so that there are few texts.
const ROWS: [usize; 3] = [128, 16, 1];

/// How long minutes are kept.
const MINUTES: i64 = 120;

/// How long hours are kept before they are put together to days.
const HOURS: i64 = 60 * 24;

/// What came of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// How many readers were new.
    pub people: u64,
    /// How many machines came.
    pub bots: u64,
}

/// How often something was viewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// By how many people, each counted once a day.
    pub people: i64,
    /// How often by people.
    pub hits: i64,
    /// How often by machines.
    pub bots: i64,
}

impl Reader {
    /// How often something was viewed in all.
    pub async fn views(&self, what: What) -> Result<Views> {
        let row: Option<(i64, i64, i64)> = self
            .db
            .optional(
                "SELECT people, hits, bots FROM view_total WHERE kind = $1 AND object = $2",
                args![what.kind(), what.object()],
            )
            .await?;
        Ok(row.map_or_else(Views::default, |(people, hits, bots)| Views { people, hits, bots }))
    }

    /// Views of which the sum is not what its parts are, or whose article is gone: the kind and the number of each.
    pub async fn miscounted_views(&self) -> Result<Vec<(String, i64)>> {
        self.db
            .walk(
                "SELECT kind, object FROM (
                     SELECT kind, object, people, hits, bots FROM view_total
                     UNION ALL SELECT kind, object, -people, -hits, -bots FROM view_count
                 ) AS parts
                 GROUP BY kind, object HAVING sum(people) <> 0 OR sum(hits) <> 0 OR sum(bots) <> 0
                 UNION SELECT kind, object FROM view_total
                 WHERE kind = 'view' AND NOT EXISTS (SELECT 1 FROM article WHERE id = object)
                 ORDER BY kind, object",
                args![],
            )
            .await
    }
}

impl Store {
    /// The key that makes numbers of the readers of a day, the same for all nodes.
    pub async fn reader_key(&self, day: Day) -> Result<[u8; 32]> {
        let fresh = crate::clock::random::<32>()?;
        let mut tx = self.db.begin().await?;
        tx.run(
            "INSERT INTO reader_key (day, key) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING",
            args![day.number(), fresh.to_vec()],
        )
        .await?;
        let row: Option<(Vec<u8>,)> =
            tx.optional("SELECT key FROM reader_key WHERE day = $1", args![day.number()]).await?;
        tx.commit().await?;
        row.and_then(|(key,)| key.try_into().ok())
            .ok_or_else(|| Error::unreadable("key of a day", day.number()))
    }

    /// What makes the tokens of this paper's pages.
    pub async fn tokens(&self) -> Result<Tokens> {
        let fresh = blake3::Hash::from_bytes(crate::clock::random()?).to_hex().to_string();
        let mut tx = self.db.begin().await?;
        tx.run(
            "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING",
            args![SECRET, fresh],
        )
        .await?;
        let row: Option<(String,)> =
            tx.optional("SELECT value FROM setting WHERE key = $1", args![SECRET]).await?;
        tx.commit().await?;
        let secret = row
            .and_then(|(secret,)| blake3::Hash::from_hex(secret).ok())
            .ok_or_else(|| Error::unreadable("setting", SECRET))?;
        Ok(Tokens::new(*secret.as_bytes()))
    }

    /// Keeps what was counted: all of it or, if there is an error, nothing. Who was counted already that day, by this
    /// node or another, is not counted again.
    pub async fn keep_views(&self, batch: &Batch) -> Result<Kept> {
        if batch.is_empty() {
            return Ok(Kept::default());
        }
        let mut tx = self.db.begin().await?;
        tx.one_at_a_time(LOCK).await?;
        let articles = articles(&mut tx, batch).await?;
        let is_known = |what: What| match what {
            What::View(article) => articles.contains_key(&article),
            What::Impression(_) | What::Click(_) => true,
        };
        let new = new(&mut tx, batch).await?;
        let mut sums = Sums::default();
        for visit in new.iter().filter(|visit| is_known(visit.subject.what)) {
            sums.person(visit, &articles);
        }
        weigh(&mut tx, &new, &mut sums).await?;
        for (subject, tally) in batch.tallies.iter().filter(|(subject, _)| is_known(subject.what)) {
            sums.tally(subject, *tally);
        }
        let kept = sums.all();
        put(&mut tx, &sums).await?;
        country::put(&mut tx, &sums.countries).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// Adds up all views anew, and forgets those of articles that are gone.
    pub async fn recount_views(&self) -> Result<()> {
        let mut tx = self.db.begin().await?;
        tx.one_at_a_time(LOCK).await?;
        let gone = "DELETE FROM view_count WHERE kind = 'view' AND NOT EXISTS (
                        SELECT 1 FROM article WHERE id = object
                    )";
        tx.run(gone, args![]).await?;
        tx.run("DELETE FROM view_total", args![]).await?;
        let added = "INSERT INTO view_total (kind, object, people, hits, bots)
                     SELECT kind, object, CAST(sum(people) AS BIGINT), CAST(sum(hits) AS BIGINT),
                         CAST(sum(bots) AS BIGINT)
                     FROM view_count GROUP BY kind, object";
        tx.run(added, args![]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets who read what on days before this one, with the keys that made numbers of them, the minutes of long ago,
    /// and puts old hours together to days.
    pub async fn forget_readers(&self, today: Day) -> Result<()> {
        let now = self.clock().now();
        let mut tx = self.db.begin().await?;
        tx.one_at_a_time(LOCK).await?;
        let day = today.number();
        tx.run("DELETE FROM reader_key WHERE day < $1", args![day]).await?;
        tx.run("DELETE FROM reader_seen WHERE day < $1", args![day]).await?;
        tx.run("DELETE FROM reader_network WHERE hour < $1", args![day * 24]).await?;
        let minute = Minute::of(now).number() - MINUTES;
        tx.run("DELETE FROM view_minute WHERE minute < $1", args![minute]).await?;
        country::forget(&mut tx, today).await?;
        together(&mut tx, (Hour::of(now).number() - HOURS) / 24 * 24).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The articles of a batch that there are, with the edition and the section of each.
async fn articles(tx: &mut Tx, batch: &Batch) -> Result<Articles> {
    let visited = batch.visits.iter().map(|visit| visit.subject.what);
    let told = batch.tallies.keys().map(|subject| subject.what);
    let named: HashSet<i64> = visited
        .chain(told)
        .filter(|what| matches!(what, What::View(_)))
        .map(What::object)
        .collect();
    let named: Vec<i64> = named.into_iter().collect();
    let mut found = HashMap::new();
    for piece in pieces(&named) {
        let list = placeholders(1, piece.len());
        let sql = format!("SELECT id, edition, section FROM article WHERE id IN ({list})");
        let values = piece.iter().map(|id| (*id).into()).collect();
        let rows: Vec<(i64, String, Option<i64>)> = tx.all(&sql, values).await?;
        let row = |(id, edition, section)| (ArticleId::new(id), (edition, section));
        found.extend(rows.into_iter().map(row));
    }
    Ok(found)
}

/// The visits of people who were not seen with the same thing that day.
async fn new<'a>(tx: &mut Tx, batch: &'a Batch) -> Result<Vec<&'a Visit>> {
    let mut new = Vec::new();
    for piece in pieces(&batch.visits) {
        let sql = format!(
            "INSERT INTO reader_seen (day, reader) VALUES {} ON CONFLICT (day, reader) DO NOTHING RETURNING day, reader",
            rows(2, piece.len())
        );
        let values =
            piece.iter().flat_map(|visit| args![visit.day.number(), visit.reader]).collect();
        let seen: Vec<(i64, i64)> = tx.all(&sql, values).await?;
        let seen: HashSet<(i64, i64)> = seen.into_iter().collect();
        new.extend(piece.iter().filter(|visit| seen.contains(&(visit.day.number(), visit.reader))));
    }
    Ok(new)
}

/// Adds what new readers weigh, each after those of the same network who came before in the same hour.
async fn weigh(tx: &mut Tx, new: &[&Visit], sums: &mut Sums) -> Result<()> {
    let mut networks: BTreeMap<(i64, i64), Vec<&Visit>> = BTreeMap::new();
    for visit in new.iter().filter(|visit| matches!(visit.subject.what, What::View(_))) {
        let network = (visit.subject.hour().number(), visit.network);
        networks.entry(network).or_default().push(visit);
    }
    let counted: Vec<(i64, i64, i64)> = networks
        .iter()
        .map(|((hour, network), visits)| {
            (*hour, *network, i64::try_from(visits.len()).unwrap_or(i64::MAX))
        })
        .collect();
    for piece in pieces(&counted) {
        let sql = format!(
            "INSERT INTO reader_network (hour, network, readers) VALUES {}
             ON CONFLICT (hour, network) DO UPDATE SET readers = reader_network.readers + excluded.readers
             RETURNING hour, network, readers",
            rows(3, piece.len())
        );
        let values = piece
            .iter()
            .flat_map(|(hour, network, readers)| args![*hour, *network, *readers])
            .collect();
        let after: Vec<(i64, i64, i64)> = tx.all(&sql, values).await?;
        for (hour, network, readers) in after {
            let Some(visits) = networks.get(&(hour, network)) else { continue };
            let before = readers - i64::try_from(visits.len()).unwrap_or(i64::MAX);
            for (number, visit) in (before + 1..).zip(visits) {
                sums.weight(visit, weight(number) - weight(number - 1));
            }
        }
    }
    Ok(())
}

/// Articles, with the edition and the section of each.
type Articles = HashMap<ArticleId, (String, Option<i64>)>;

/// What is to be added to the counts.
#[derive(Debug, Default)]
struct Sums {
    hours: BTreeMap<(What, Hour, &'static str), Sum>,
    minutes: BTreeMap<(Minute, ArticleId), Sum>,
    countries: Counted,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    people: i64,
    hits: i64,
    bots: i64,
    weight: i64,
}

impl Sums {
    fn of(&mut self, subject: &::audience::Subject) -> &mut Sum {
        let referrer = subject.referrer.as_str();
        self.hours.entry((subject.what, subject.hour(), referrer)).or_default()
    }

    fn minute(&mut self, visit: &Visit) -> Option<&mut Sum> {
        let What::View(article) = visit.subject.what else { return None };
        Some(self.minutes.entry((visit.subject.minute, article)).or_default())
    }

    fn person(&mut self, visit: &Visit, articles: &Articles) {
        self.of(&visit.subject).people += 1;
        if let Some(sum) = self.minute(visit) {
            sum.people += 1;
        }
        if let (Some(country), Some((edition, section))) =
            (visit.country, articles.get(&article_of(visit)))
        {
            let day = visit.subject.hour().day();
            let key = (day, edition.clone(), section.unwrap_or_default(), country);
            *self.countries.entry(key).or_default() += 1;
        }
    }

    fn weight(&mut self, visit: &Visit, weight: i64) {
        // One whose article is gone weighs nothing.
        if let Some(sum) = self.minutes.get_mut(&(visit.subject.minute, article_of(visit))) {
            sum.weight += weight;
            self.of(&visit.subject).weight += weight;
        }
    }

    fn tally(&mut self, subject: &::audience::Subject, tally: Tally) {
        let sum = self.of(subject);
        sum.hits += i64::try_from(tally.hits).unwrap_or(i64::MAX);
        sum.bots += i64::try_from(tally.bots).unwrap_or(i64::MAX);
    }

    fn all(&self) -> Kept {
        let sum = |of: fn(&Sum) -> i64| self.hours.values().map(of).sum::<i64>().unsigned_abs();
        Kept { people: sum(|sum| sum.people), bots: sum(|sum| sum.bots) }
    }
}

fn article_of(visit: &Visit) -> ArticleId {
    ArticleId::new(visit.subject.what.object())
}

/// Adds to the counts, always in the same order.
async fn put(tx: &mut Tx, sums: &Sums) -> Result<()> {
    let hours: Vec<_> = sums.hours.iter().collect();
    for piece in pieces(&hours) {
        let sql = format!(
            "INSERT INTO view_count (kind, object, hour, referrer, people, hits, bots, weight) VALUES {}
             ON CONFLICT (kind, object, hour, referrer) DO UPDATE SET
                 people = view_count.people + excluded.people, hits = view_count.hits + excluded.hits,
                 bots = view_count.bots + excluded.bots, weight = view_count.weight + excluded.weight",
            rows(8, piece.len())
        );
        let values = piece
            .iter()
            .flat_map(|((what, hour, referrer), sum)| {
                let Sum { people, hits, bots, weight } = **sum;
                let (kind, object) = (what.kind(), what.object());
                args![kind, object, hour.number(), *referrer, people, hits, bots, weight]
            })
            .collect();
        tx.run(&sql, values).await?;
    }
    let minutes: Vec<_> = sums.minutes.iter().collect();
    for piece in pieces(&minutes) {
        let sql = format!(
            "INSERT INTO view_minute (minute, article, people, weight) VALUES {}
             ON CONFLICT (minute, article) DO UPDATE SET people = view_minute.people + excluded.people,
                 weight = view_minute.weight + excluded.weight",
            rows(4, piece.len())
        );
        let values = piece
            .iter()
            .flat_map(|((minute, article), sum)| {
                args![minute.number(), *article, sum.people, sum.weight]
            })
            .collect();
        tx.run(&sql, values).await?;
    }
    let mut totals: BTreeMap<What, Sum> = BTreeMap::new();
    for ((what, ..), sum) in &sums.hours {
        let total = totals.entry(*what).or_default();
        total.people += sum.people;
        total.hits += sum.hits;
        total.bots += sum.bots;
    }
    let totals: Vec<_> = totals.into_iter().collect();
    for piece in pieces(&totals) {
        let sql = format!(
            "INSERT INTO view_total (kind, object, people, hits, bots) VALUES {}
             ON CONFLICT (kind, object) DO UPDATE SET people = view_total.people + excluded.people,
                 hits = view_total.hits + excluded.hits, bots = view_total.bots + excluded.bots",
            rows(5, piece.len())
        );
        let values = piece
            .iter()
            .flat_map(|(what, sum)| {
                args![what.kind(), what.object(), sum.people, sum.hits, sum.bots]
            })
            .collect();
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// Puts the hours of the month before this one, which begins a day, together to days. Those before are days already.
async fn together(tx: &mut Tx, before: i64) -> Result<()> {
    let from = before - 31 * 24;
    let days = tx
        .run(
            "INSERT INTO view_count (kind, object, hour, referrer, people, hits, bots, weight)
             SELECT kind, object, hour / 24 * 24, referrer, CAST(sum(people) AS BIGINT), CAST(sum(hits) AS BIGINT),
                 CAST(sum(bots) AS BIGINT), CAST(sum(weight) AS BIGINT)
             FROM view_count WHERE hour >= $2 AND hour < $1 AND hour % 24 <> 0
             GROUP BY kind, object, hour / 24 * 24, referrer
             ON CONFLICT (kind, object, hour, referrer) DO UPDATE SET
                 people = view_count.people + excluded.people, hits = view_count.hits + excluded.hits,
                 bots = view_count.bots + excluded.bots, weight = view_count.weight + excluded.weight",
            args![before, from],
        )
        .await?;
    if days > 0 {
        let put = "DELETE FROM view_count WHERE hour >= $2 AND hour < $1 AND hour % 24 <> 0";
        tx.run(put, args![before, from]).await?;
    }
    Ok(())
}

/// The same in pieces of few sizes.
pub(crate) fn pieces<T>(all: &[T]) -> Vec<&[T]> {
    let mut pieces = Vec::new();
    let mut rest = all;
    for size in ROWS {
        while rest.len() >= size {
            let (piece, after) = rest.split_at(size);
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}

/// `($1, $2), ($3, $4) …` for so many rows.
pub(crate) fn rows(width: usize, count: usize) -> String {
    let row = |number| format!("({})", placeholders(number * width + 1, width));
    (0..count).map(row).collect::<Vec<_>>().join(", ")
}
