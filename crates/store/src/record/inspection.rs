//! Whether the log, the public history and what readers get now say the same.

use std::collections::{HashMap, HashSet};

use record::{Checkpoint, Entry, Growth, Hash, Note, Previous, Trust};
use story::Content;

use super::{HeadRow, hash_of, hash_of_correction, unsigned};
use crate::db::{args, row};
use crate::{Error, Fault, Reader, Result};

/// How many entries are looked at at once.
const AT_ONCE: i64 = 500;

/// What the log said last of each article, as far as it was read.
#[derive(Default)]
struct Read {
    growth: Growth,
    last: HashMap<i64, (Previous, Entry)>,
    /// Which texts of which articles the log has.
    texts: HashSet<(i64, u32)>,
    faults: Vec<Fault>,
}

row! {
    struct Looked {
        number: i64,
        article: i64,
        entry: String,
        salt: Option<Vec<u8>>,
        document: Option<String>,
        told: Option<String>,
    }
}

impl Read {
    fn fault(&mut self, object: String, what: impl Into<String>) {
        self.faults.push(Fault { object, what: what.into() });
    }

    fn look(&mut self, row: Looked) -> Result<Vec<(record::Node, Hash)>> {
        let Looked { number, article, entry: text, salt, document, told } = row;
        let object = || format!("entry {number} of the record");
        if unsigned(number) != self.growth.size() {
            self.fault(
                object(),
                format!("follows {} others: some are missing", self.growth.size()),
            );
        }
        let complete = self.growth.append(Hash::leaf(text.as_bytes()));
        let entry = match Entry::from_bytes(text.as_bytes()) {
            Ok(entry) => entry,
            Err(error) => {
                self.fault(object(), error.to_string());
                return Ok(complete);
            }
        };
        let before = self.last.get(&article).map(|(previous, _)| *previous);
        if entry.article != story::ArticleId::new(article).to_string() || entry.previous != before {
            self.fault(object(), "does not follow from what the record says of the article before");
        }
        let salt = salt.unwrap_or_default();
        if let (Some(hash), Some(document)) = (entry.text, document) {
            let words = Content::from_json(&document)
                .map_err(|error| Error::unreadable("a text", error))?;
            if hash_of(&words, &salt) != hash {
                let what = format!(
                    "names other words than revision {} of article {} has",
                    entry.revision, entry.article
                );
                self.fault(object(), what);
            }
        }
        if entry.correction != told.map(|told| hash_of_correction(&told, &salt)) {
            self.fault(
                object(),
                format!("names another correction than article {} has", entry.article),
            );
        }
        self.texts.insert((article, entry.revision));
        let place = Previous { number: unsigned(number), leaf: Hash::leaf(text.as_bytes()) };
        self.last.insert(article, (place, entry));
        Ok(complete)
    }
}

impl Reader {
    /// Reads the whole log and compares it with itself, with its signed heads, with the public history and with what
    /// readers get. `keys` are those that may have signed; `kept` are signed heads that somebody kept elsewhere.
    pub async fn inspect_record(
        &self,
        trust: Option<&Trust>,
        kept: &[Checkpoint],
    ) -> Result<Vec<Fault>> {
        let mut read = Read::default();
        let heads: Vec<HeadRow> = self
            .db
            .walk("SELECT size, at, note FROM record_head ORDER BY size, id", args![])
            .await?;
        let mut waiting = self.heads(heads, trust, &mut read);
        waiting.extend(
            kept.iter().map(|head| ("the signed head that was given".to_owned(), head.clone())),
        );
        waiting.sort_by_key(|(_, head)| head.size);
        let mut waiting = waiting.into_iter().peekable();
        let size = self.record_size().await?;
        let mut next = 0;
        while next < super::signed(size) {
            let rows: Vec<Looked> = self
                .db
                .walk(
                    "SELECT e.number, e.article, e.entry, r.salt, r.document, c.text FROM record_entry e
                     LEFT JOIN revision r ON r.article = e.article AND r.number = e.revision
                     LEFT JOIN correction c ON c.id = e.correction
                     WHERE e.number >= $1 AND e.number < $2 ORDER BY e.number",
                    args![next, next + AT_ONCE],
                )
                .await?;
            next += AT_ONCE;
            let mut nodes = Vec::new();
            for row in rows {
                while let Some((what, head)) =
                    waiting.next_if(|(_, head)| head.size == read.growth.size())
                {
                    compare(&what, &head, &mut read);
                }
                nodes.extend(read.look(row)?);
            }
            let kept =
                self.record_nodes(&nodes.iter().map(|(node, _)| *node).collect::<Vec<_>>()).await?;
            if nodes.iter().any(|(node, hash)| kept.get(node) != Some(hash)) {
                read.fault("the record".to_owned(), "has a hash that is not that of its entries");
            }
        }
        for (what, head) in waiting {
            compare(&what, &head, &mut read);
        }
        self.compare_with_paper(&mut read).await?;
        Ok(read.faults)
    }

    /// The heads that can be read and are signed by whom they should be.
    fn heads(
        &self,
        rows: Vec<HeadRow>,
        trust: Option<&Trust>,
        read: &mut Read,
    ) -> Vec<(String, Checkpoint)> {
        let mut heads = Vec::new();
        for row in rows {
            let what = format!("the signed head of {} entries", row.size);
            let head = match trust {
                Some(trust) => trust.checkpoint(&row.note).map_err(|error| error.to_string()),
                None => {
                    Note::parse(&row.note).map_err(|error| error.to_string()).and_then(|note| {
                        Checkpoint::parse(note.unchecked()).map_err(|error| error.to_string())
                    })
                }
            };
            match head {
                Ok(head) => heads.push((what, head)),
                Err(why) => read
                    .fault(what, format!("is not to be believed. {}", why.trim_end_matches('.'))),
            }
        }
        heads
    }

    async fn compare_with_paper(&self, read: &mut Read) -> Result<()> {
        let now: Vec<(i64, String, Option<i64>, String, String)> = self
            .db
            .walk(
                "SELECT a.id, a.public, a.live, a.edition, a.slug FROM article a
                 WHERE a.public <> 'unpublished' AND a.first_live_at IS NOT NULL",
                args![],
            )
            .await?;
        for (id, public, live, edition, slug) in now {
            let object = format!("article {}", story::ArticleId::new(id));
            let Some((_, entry)) = read.last.get(&id) else {
                read.fault(object, "is or was public, and the public record has no word of it");
                continue;
            };
            let is_same = match live {
                Some(live) => {
                    entry.act.leaves_public()
                        && i64::from(entry.revision) == live
                        && entry.address == format!("/{edition}/post/{slug}")
                }
                None => entry.act.as_str() == public,
            };
            if !is_same {
                let what = format!(
                    "is {public} in another way than the public record says ({} with revision {} at {})",
                    entry.act.as_str(),
                    entry.revision,
                    entry.address
                );
                read.fault(object, what);
            }
        }
        let history: Vec<(i64, i64)> =
            self.db.walk("SELECT article, revision FROM publication", args![]).await?;
        for (article, revision) in &history {
            if !read.texts.contains(&(*article, u32::try_from(*revision).unwrap_or(0))) {
                read.fault(
                    format!("article {}", story::ArticleId::new(*article)),
                    format!("has revision {revision} in its public history, and the public record has not"),
                );
            }
        }
        let history: HashSet<(i64, i64)> = history.into_iter().collect();
        let mut gone: Vec<(i64, u32)> = read
            .texts
            .iter()
            .filter(|(article, revision)| !history.contains(&(*article, i64::from(*revision))))
            .copied()
            .collect();
        gone.sort_unstable();
        for (article, revision) in gone {
            read.fault(
                format!("article {}", story::ArticleId::new(article)),
                format!("had revision {revision} before readers, says the public record, and its public history has not"),
            );
        }
        Ok(())
    }
}

fn compare(what: &str, head: &Checkpoint, read: &mut Read) {
    if head.size > read.growth.size() {
        let size = read.growth.size();
        read.fault(
            what.to_owned(),
            format!("covers more than the {size} entries that are left: some were taken out"),
        );
    } else if head.root != read.growth.root() {
        read.fault(
            what.to_owned(),
            "is of other entries than those in the database: the record was rewritten",
        );
    }
}
