//! The whole record, read from a copy and checked from its first entry on.

use std::collections::HashMap;

use anyhow::{Context, bail};
use record::{Checkpoint, Entry, Growth, Hash, Tile, Trust, entries_in};

use super::source::Source;

/// What a copy says under `-/record/keys`.
#[derive(serde::Deserialize)]
struct Keys {
    #[serde(default)]
    statements: Vec<String>,
}

/// The record of a paper.
#[derive(Debug)]
pub(super) struct Log {
    /// The signed head that it was read by.
    pub(super) head: Checkpoint,
    /// The newest entry of each article, with its number.
    pub(super) newest: HashMap<String, (u64, Entry)>,
    /// The root at each size.
    pub(super) roots: Vec<Hash>,
    /// Every entry.
    pub(super) entries: Vec<Entry>,
}

/// What root keys said, as far as a copy tells.
pub(super) async fn statements(source: &Source) -> anyhow::Result<Vec<String>> {
    let Some(json) = source.get("-/record/keys").await? else { return Ok(Vec::new()) };
    let keys: Keys = serde_json::from_slice(&json).context("-/record/keys cannot be read.")?;
    Ok(keys.statements)
}

impl Log {
    /// Reads the record; `Err` inside is what is wrong with it.
    pub(super) async fn read(
        source: &Source,
        trust: &Trust,
    ) -> anyhow::Result<Result<Log, String>> {
        let note = source.text("-/record/checkpoint").await?;
        let head = match trust.checkpoint(&note) {
            Ok(head) => head,
            Err(why) => {
                return Ok(Err(format!(
                    "The signed head of the record is not to be believed. {why}"
                )));
            }
        };
        if head.size > 1 << 32 {
            bail!(
                "The record says to have {} entries, which is more than any paper writes.",
                head.size
            );
        }
        let mut log = Log {
            newest: HashMap::new(),
            roots: vec![Hash::of_nothing()],
            entries: Vec::new(),
            head,
        };
        let mut growth = Growth::default();
        for tile in Tile::all(log.head.size).into_iter().filter(|tile| tile.level.is_none()) {
            let file = format!("-/record/tile/{}", tile.path());
            let Some(bytes) = source.get(&file).await? else {
                return Ok(Err(format!("{file} is missing: entries of the record are gone.")));
            };
            let entries = match entries_in(&bytes) {
                Ok(entries) if entries.len() == usize::from(tile.width) => entries,
                _ => {
                    return Ok(Err(format!(
                        "{file} does not hold the {} entries that it should.",
                        tile.width
                    )));
                }
            };
            for bytes in entries {
                let number = growth.size();
                growth.append(Hash::leaf(&bytes));
                log.roots.push(growth.root());
                let entry = match Entry::from_bytes(&bytes) {
                    Ok(entry) => entry,
                    Err(why) => return Ok(Err(format!("Entry {number} of the record: {why}"))),
                };
                log.newest.insert(entry.article.clone(), (number, entry.clone()));
                log.entries.push(entry);
            }
        }
        if growth.root() != log.head.root {
            return Ok(Err(
                "The entries of the record are not those that the paper signed.".to_owned()
            ));
        }
        for (size, root) in trust.last_heads() {
            if log.root_at(size).is_some_and(|own| own != root) {
                return Ok(Err("The record is not the one that the paper revoked a key for: somebody else made it.".to_owned()));
            }
        }
        Ok(Ok(log))
    }

    /// The root that the record had at a size; nothing if it was never so long.
    pub(super) fn root_at(&self, size: u64) -> Option<Hash> {
        self.roots.get(usize::try_from(size).ok()?).copied()
    }
}

/// What was done, as a sentence tells it.
pub(super) fn told(entry: &Entry) -> String {
    let act = match entry.act.as_str() {
        "minor_fix" => "mended in a word",
        "held" => "closed for legal reasons",
        "released" => "opened again",
        act => act,
    };
    format!("{act} on {}", entry.at.strftime("%-d %B %Y, %H:%M UTC"))
}
