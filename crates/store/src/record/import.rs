//! The log of a paper that is older than its log: made of its public history, and marked as such.

use std::collections::HashMap;

use record::{Act, Entry, Growth, Previous};
use story::{ArticleId, Content, CorrectionId};

use super::{NewEntry, append, hash_of, hash_of_correction, unsigned};
use crate::db::{Tx, args, row};
use crate::revision::moment;
use crate::{Error, Result};

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

/// Writes down what readers had before there was a log, in the order in which it happened.
pub(crate) async fn import(tx: &mut Tx) -> Result<()> {
    let acts: Vec<ActRow> = tx
        .all(
            "SELECT at, article, kind, revision, correction FROM publication
             UNION ALL
             SELECT a.public_at, a.id, a.public, NULL, NULL FROM article a
             WHERE a.public IN ('withdrawn', 'held') AND a.public_at IS NOT NULL
                 AND EXISTS (SELECT 1 FROM publication p WHERE p.article = a.id)
             ORDER BY 1, 2, 4",
            args![],
        )
        .await?;
    let mut growth = Growth::default();
    let mut before: HashMap<i64, (Previous, u32)> = HashMap::new();
    for act in acts {
        let last = before.get(&act.article).copied();
        let Some(entry) = entry(tx, &act, last).await? else { continue };
        let new = NewEntry {
            entry: &entry,
            article: ArticleId::new(act.article),
            correction: act
                .correction
                .filter(|_| entry.correction.is_some())
                .map(CorrectionId::new),
        };
        let place = append(tx, &mut growth, new).await?;
        before.insert(act.article, (place, entry.revision));
    }
    // The public history names each text once, also one to which an article came back.
    let live: Vec<(i64, i64, Option<i64>)> = tx
        .all("SELECT id, live, live_at FROM article WHERE live IS NOT NULL ORDER BY id", args![])
        .await?;
    for (article, revision, at) in live {
        let Some((last, known)) = before.get(&article).copied() else { continue };
        if i64::from(known) == revision {
            continue;
        }
        let again = ActRow {
            at: at.unwrap_or_default(),
            article,
            kind: Act::Updated.as_str().to_owned(),
            revision: Some(revision),
            correction: None,
        };
        if let Some(entry) = entry(tx, &again, Some((last, known))).await? {
            let article = ArticleId::new(article);
            append(tx, &mut growth, NewEntry { entry: &entry, article, correction: None }).await?;
        }
    }
    Ok(())
}

async fn entry(tx: &mut Tx, act: &ActRow, last: Option<(Previous, u32)>) -> Result<Option<Entry>> {
    let kind = Act::parse(&act.kind).ok_or_else(|| Error::unreadable("publication", &act.kind))?;
    let revision = match (act.revision, last) {
        (Some(revision), _) => u32::try_from(unsigned(revision)).unwrap_or(u32::MAX),
        (None, Some((_, revision))) => revision,
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
        previous: last.map(|(previous, _)| previous),
    }))
}
