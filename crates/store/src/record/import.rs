//! What the log does not have yet: made of the public history, and marked as such. That is everything in a paper older
//! than its log, and what an older program did that ran beside this one.

use std::collections::{HashMap, HashSet};

use record::{Act, Entry, Previous};
use story::{ArticleId, Content, CorrectionId};

use super::{EntryRow, NewEntry, append, growth, hash_of, hash_of_correction, unsigned};
use crate::db::{Tx, args, row};
use crate::revision::moment;
use crate::{Error, Result, Store};

row! {
    struct ActRow {
        at: i64,
        article: i64,
        kind: String,
        revision: Option<i64>,
        correction: Option<i64>,
    }
}

row! {
    struct TextRow {
        edition: String,
        slug: String,
        salt: Option<Vec<u8>>,
        document: Option<String>,
        told: Option<String>,
    }
}

row! {
    struct LiveRow {
        article: i64,
        revision: i64,
        at: Option<i64>,
        edition: String,
        slug: String,
    }
}

/// The newest entry of each article.
type Last = HashMap<i64, (Previous, Entry)>;

impl Store {
    /// How many acts the public record lacks.
    pub async fn record_gaps(&self) -> Result<u64> {
        // Dropped without a commit, the transaction leaves nothing behind.
        import(&mut self.write().await?.tx).await
    }

    /// Writes down in the public record what it lacks.
    pub async fn complete_record(&self) -> Result<u64> {
        let mut write = self.write().await?;
        let added = import(&mut write.tx).await?;
        write.commit().await?;
        Ok(added)
    }
}

/// Writes down what readers had and the log has not, in the order in which it happened; gives how much that was.
pub(crate) async fn import(tx: &mut Tx) -> Result<u64> {
    let mut edge = growth(tx).await?;
    let before = edge.size();
    let mut last = last(tx).await?;
    let mut todo = missing(tx, &last).await?;
    todo.sort_by_key(|act| (act.at, act.article, act.revision));
    for act in todo {
        let known = last.get(&act.article);
        let Some(entry) = entry(tx, &act, known).await? else { continue };
        let place = append(tx, &mut edge, new(&act, &entry)).await?;
        last.insert(act.article, (place, entry));
    }
    // The public history names each text once, also one to which an article came back, and no addresses.
    let live: Vec<LiveRow> = tx
        .all(
            "SELECT id, live, live_at, edition, slug FROM article WHERE live IS NOT NULL ORDER BY id",
            args![],
        )
        .await?;
    for LiveRow { article, revision, at, edition, slug } in live {
        let Some(known) = last.get(&article) else { continue };
        let is_newest = i64::from(known.1.revision) == revision;
        let kind = match known.1.act {
            Act::Withdrawn => Act::Published,
            Act::Held => Act::Released,
            _ if !is_newest => Act::Updated,
            _ if known.1.address != format!("/{edition}/post/{slug}") => Act::Moved,
            _ => continue,
        };
        let again = ActRow {
            at: at.unwrap_or_default(),
            article,
            kind: kind.as_str().to_owned(),
            revision: Some(revision),
            correction: None,
        };
        if let Some(entry) = entry(tx, &again, Some(known)).await? {
            append(tx, &mut edge, new(&again, &entry)).await?;
        }
    }
    Ok(edge.size() - before)
}

fn new<'a>(act: &ActRow, entry: &'a Entry) -> NewEntry<'a> {
    NewEntry {
        entry,
        article: ArticleId::new(act.article),
        correction: act.correction.filter(|_| entry.correction.is_some()).map(CorrectionId::new),
    }
}

async fn last(tx: &mut Tx) -> Result<Last> {
    row! {
        struct LastRow {
            article: i64,
            entry: EntryRow,
        }
    }
    let rows: Vec<LastRow> = tx
        .all(
            "SELECT e.article, e.number, e.entry FROM record_entry e
             JOIN (SELECT max(number) AS number FROM record_entry GROUP BY article) newest
                 ON newest.number = e.number",
            args![],
        )
        .await?;
    rows.into_iter()
        .map(|LastRow { article, entry }| {
            let known = entry.recorded()?;
            let place = Previous { number: known.number, leaf: known.entry.leaf() };
            Ok((article, (place, known.entry)))
        })
        .collect()
}

/// Texts that readers had, and articles that were closed, of which the log has no word.
async fn missing(tx: &mut Tx, last: &Last) -> Result<Vec<ActRow>> {
    let known: Vec<(i64, i64)> =
        tx.all("SELECT DISTINCT article, revision FROM record_entry", args![]).await?;
    let known: HashSet<(i64, Option<i64>)> =
        known.into_iter().map(|(article, revision)| (article, Some(revision))).collect();
    let mut acts: Vec<ActRow> =
        tx.all("SELECT at, article, kind, revision, correction FROM publication", args![]).await?;
    acts.retain(|act| !known.contains(&(act.article, act.revision)));
    let closed: Vec<ActRow> = tx
        .all(
            "SELECT a.public_at, a.id, a.public, NULL, NULL FROM article a
             WHERE a.public IN ('withdrawn', 'held') AND a.public_at IS NOT NULL
                 AND EXISTS (SELECT 1 FROM publication p WHERE p.article = a.id)",
            args![],
        )
        .await?;
    acts.extend(
        closed.into_iter().filter(|act| {
            last.get(&act.article).is_none_or(|(_, entry)| entry.act.leaves_public())
        }),
    );
    Ok(acts)
}

async fn entry(
    tx: &mut Tx,
    act: &ActRow,
    last: Option<&(Previous, Entry)>,
) -> Result<Option<Entry>> {
    let kind = Act::parse(&act.kind).ok_or_else(|| Error::unreadable("publication", &act.kind))?;
    let revision = match (act.revision, last) {
        (Some(revision), _) => u32::try_from(unsigned(revision)).unwrap_or(u32::MAX),
        (None, Some((_, entry))) => entry.revision,
        // An article whose withdrawal is older than everything that readers had of it.
        (None, None) => return Ok(None),
    };
    let text: Option<TextRow> = tx
        .optional(
            "SELECT a.edition, a.slug, r.salt, r.document, c.text FROM article a
             LEFT JOIN revision r ON r.article = a.id AND r.number = $2
             LEFT JOIN correction c ON c.id = $3
             WHERE a.id = $1",
            args![act.article, i64::from(revision), act.correction],
        )
        .await?;
    let Some(TextRow { edition, slug, salt, document, told }) = text else {
        return Err(Error::missing("article", act.article));
    };
    let words = match document.filter(|_| act.revision.is_some()) {
        Some(document) => Some(
            Content::from_json(&document).map_err(|error| Error::unreadable("a text", error))?,
        ),
        None => None,
    };
    let salt = salt.unwrap_or_default();
    Ok(Some(Entry {
        address: format!("/{edition}/post/{slug}"),
        edition,
        article: ArticleId::new(act.article).to_string(),
        revision,
        act: kind,
        at: moment(act.at),
        imported: true,
        text: words.map(|words| hash_of(&words, &salt)),
        correction: told.map(|told| hash_of_correction(&told, &salt)),
        previous: last.map(|(previous, _)| *previous),
    }))
}
