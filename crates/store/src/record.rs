//! The public record: each act that readers could see is an entry of a log, kept with the act.

mod import;
mod inspection;

use std::collections::HashMap;

use record::{
    Act, ArticleProof, Checkpoint, Entry, Evidence, Growth, Hash, Node, Previous, SigningKey,
    inclusion, peaks, public_salt, sealed,
};
use story::article::{Article, Public};
use story::{ArticleId, Content, CorrectionId, RevisionNumber, Timestamp};

use crate::db::{Tx, args, row};
use crate::revision::moment;
use crate::{Error, Reader, Result, Store, Write};

pub(crate) use import::import;

/// The name under which the log is signed, once it has one.
const ORIGIN: &str = "record.origin";

/// The public half of the key that signs now.
const KEY: &str = "record.key";

/// The public half of the root key that vouches for it.
const ROOT: &str = "record.root";

/// How old the newest signed head may become although nothing happened: readers see that the paper is alive.
const DAILY: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// What the log says of one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its number in the log.
    pub number: u64,
    /// What it says.
    pub entry: Entry,
}

/// A signed head of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordHead {
    /// How many entries it covers.
    pub size: u64,
    /// When it was signed.
    pub at: Timestamp,
    /// The signed note.
    pub note: String,
}

row! {
    struct EntryRow {
        number: i64,
        entry: String,
    }
}

row! {
    struct HeadRow {
        size: i64,
        at: i64,
        note: String,
    }
}

impl EntryRow {
    fn recorded(self) -> Result<Recorded> {
        let entry = Entry::from_bytes(self.entry.as_bytes())
            .map_err(|error| Error::unreadable("entry of the record", error))?;
        Ok(Recorded { number: unsigned(self.number), entry })
    }
}

impl HeadRow {
    fn head(self) -> RecordHead {
        RecordHead { size: unsigned(self.size), at: moment(self.at), note: self.note }
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The text of a query for these subtrees, with its values.
fn nodes_query(nodes: &[Node]) -> (String, Vec<crate::db::Value>) {
    let wanted: Vec<String> = (0..nodes.len())
        .map(|place| format!("(level = ${} AND number = ${})", 2 * place + 1, 2 * place + 2))
        .collect();
    let values =
        nodes.iter().flat_map(|node| args![i64::from(node.level), signed(node.number)]).collect();
    (format!("SELECT level, number, hash FROM record_node WHERE {}", wanted.join(" OR ")), values)
}

fn known(rows: Vec<(i64, i64, Vec<u8>)>) -> HashMap<Node, Hash> {
    rows.into_iter()
        .filter_map(|(level, number, hash)| {
            let node = Node { level: u8::try_from(level).ok()?, number: unsigned(number) };
            Some((node, Hash(hash.try_into().ok()?)))
        })
        .collect()
}

/// What readers read, as the log hashes it.
pub(crate) fn hash_of(content: &Content, revision_salt: &[u8]) -> Hash {
    sealed(public_salt("text", revision_salt), &content.printed().join("\n"))
}

/// What readers were told, as the log hashes it.
pub(crate) fn hash_of_correction(text: &str, revision_salt: &[u8]) -> Hash {
    sealed(public_salt("correction", revision_salt), text)
}

/// An entry that waits for its place.
struct NewEntry<'a> {
    entry: &'a Entry,
    article: ArticleId,
    correction: Option<CorrectionId>,
}

/// The right edge of the log as it is in this transaction.
async fn growth(tx: &mut Tx) -> Result<Growth> {
    let row: Option<(Option<i64>,)> =
        tx.optional("SELECT max(number) FROM record_entry", args![]).await?;
    let size = row.and_then(|(number,)| number).map_or(0, |number| unsigned(number) + 1);
    if size == 0 {
        return Ok(Growth::default());
    }
    let (sql, values) = nodes_query(&peaks(size));
    let known = known(tx.all(&sql, values).await?);
    Growth::at(size, |node| known.get(&node).copied())
        .ok_or_else(|| Error::unreadable("record", "a hash of the tree is missing"))
}

async fn append(tx: &mut Tx, growth: &mut Growth, new: NewEntry<'_>) -> Result<Previous> {
    let NewEntry { entry, article, correction } = new;
    let number = growth.size();
    let text = String::from_utf8(entry.to_bytes())
        .map_err(|error| Error::unreadable("entry of the record", error))?;
    let leaf = entry.leaf();
    tx.run(
        "INSERT INTO record_entry (number, article, revision, correction, entry) VALUES ($1, $2, $3, $4, $5)",
        args![signed(number), article, i64::from(entry.revision), correction, text],
    )
    .await?;
    for (node, hash) in growth.append(leaf) {
        tx.run(
            "INSERT INTO record_node (level, number, hash) VALUES ($1, $2, $3)",
            args![i64::from(node.level), signed(node.number), hash.0.to_vec()],
        )
        .await?;
    }
    Ok(Previous { number, leaf })
}

impl Reader {
    /// How many entries the log has.
    pub async fn record_size(&self) -> Result<u64> {
        let row: Option<(Option<i64>,)> =
            self.db.optional("SELECT max(number) FROM record_entry", args![]).await?;
        Ok(row.and_then(|(number,)| number).map_or(0, |number| unsigned(number) + 1))
    }

    /// The newest signed head.
    pub async fn record_head(&self) -> Result<Option<RecordHead>> {
        let sql = "SELECT size, at, note FROM record_head ORDER BY id DESC LIMIT 1";
        let row: Option<HeadRow> = self.db.optional(sql, args![]).await?;
        Ok(row.map(HeadRow::head))
    }

    /// The first signed head that covers an entry: a proof by it stays the same for ever.
    pub async fn record_head_over(&self, number: u64) -> Result<Option<RecordHead>> {
        let sql =
            "SELECT size, at, note FROM record_head WHERE size > $1 ORDER BY size, id LIMIT 1";
        let row: Option<HeadRow> = self.db.optional(sql, args![signed(number)]).await?;
        Ok(row.map(HeadRow::head))
    }

    /// Hashes of complete subtrees, as far as there are such.
    pub async fn record_nodes(&self, nodes: &[Node]) -> Result<HashMap<Node, Hash>> {
        let mut found = HashMap::new();
        // SQLite's parser goes only so deep into a chain of conditions.
        for some in nodes.chunks(128) {
            let (sql, values) = nodes_query(some);
            found.extend(known(self.db.all(&sql, values).await?));
        }
        Ok(found)
    }

    /// Hashes of complete subtrees of one level, side by side.
    pub async fn record_level(&self, from: Node, count: u64) -> Result<Vec<Hash>> {
        let rows: Vec<(i64, i64, Vec<u8>)> = self
            .db
            .all(
                "SELECT level, number, hash FROM record_node
                 WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number",
                args![
                    i64::from(from.level),
                    signed(from.number),
                    signed(from.number.saturating_add(count))
                ],
            )
            .await?;
        Ok(rows.into_iter().filter_map(|(.., hash)| Some(Hash(hash.try_into().ok()?))).collect())
    }

    /// Entries in their order, as bytes.
    pub async fn record_entries(&self, from: u64, count: u64) -> Result<Vec<Vec<u8>>> {
        let sql = "SELECT number, entry FROM record_entry WHERE number >= $1 AND number < $2 ORDER BY number";
        let values = args![signed(from), signed(from.saturating_add(count))];
        let rows: Vec<EntryRow> = self.db.all(sql, values).await?;
        Ok(rows.into_iter().map(|row| row.entry.into_bytes()).collect())
    }

    /// What the log says of an article, oldest first.
    pub async fn record_of(&self, article: ArticleId) -> Result<Vec<Recorded>> {
        let sql = "SELECT number, entry FROM record_entry WHERE article = $1 ORDER BY number";
        let rows: Vec<EntryRow> = self.db.all(sql, args![article]).await?;
        rows.into_iter().map(EntryRow::recorded).collect()
    }

    /// What root keys said of other keys, oldest first.
    pub async fn record_statements(&self) -> Result<Vec<String>> {
        let rows: Vec<(String,)> =
            self.db.all("SELECT note FROM record_statement ORDER BY id", args![]).await?;
        Ok(rows.into_iter().map(|(note,)| note).collect())
    }

    /// The name under which the log is signed.
    pub async fn record_origin(&self) -> Result<Option<String>> {
        self.setting(ORIGIN).await
    }

    /// The public half of the key that signs the log now.
    pub async fn record_key(&self) -> Result<Option<String>> {
        self.setting(KEY).await
    }

    /// The public half of the root key that spoke last.
    pub async fn record_root(&self) -> Result<Option<String>> {
        self.setting(ROOT).await
    }

    /// Which texts of an article a court had erased.
    pub async fn sealed_revisions(&self, article: ArticleId) -> Result<Vec<RevisionNumber>> {
        let sql =
            "SELECT number FROM revision WHERE article = $1 AND document IS NULL ORDER BY number";
        let rows: Vec<(i64,)> = self.db.all(sql, args![article]).await?;
        Ok(rows.into_iter().map(|(number,)| crate::revision::number(number)).collect())
    }

    /// What proves an article to readers; nothing before its newest entry is under a signed head.
    pub async fn article_proof(&self, article: ArticleId) -> Result<Option<ArticleProof>> {
        row! {
            struct ProofRow {
                number: i64,
                entry: String,
                correction: Option<String>,
                salt: Option<Vec<u8>>,
            }
        }
        let rows: Vec<ProofRow> = self
            .db
            .all(
                "SELECT e.number, e.entry, c.text, r.salt FROM record_entry e
                 LEFT JOIN correction c ON c.id = e.correction
                 LEFT JOIN revision r ON r.article = e.article AND r.number = e.revision
                 WHERE e.article = $1 ORDER BY e.number",
                args![article],
            )
            .await?;
        let mut history = Vec::new();
        let mut newest = None;
        for ProofRow { number, entry, correction, salt } in rows {
            let recorded = EntryRow { number, entry }.recorded()?;
            let evidence = Evidence::of(recorded.number, &recorded.entry);
            history.push(match (recorded.entry.correction, correction, &salt) {
                (Some(_), Some(text), Some(salt)) => evidence.with_correction(&text, salt),
                _ => evidence,
            });
            newest = Some((recorded, salt));
        }
        let Some((Recorded { number, entry }, salt)) = newest else { return Ok(None) };
        let Some(head) = self.record_head_over(number).await? else { return Ok(None) };
        let Some(plan) = inclusion(number, head.size) else { return Ok(None) };
        let known = self.record_nodes(&plan.nodes()).await?;
        let path = plan
            .proof(|node| known.get(&node).copied())
            .ok_or_else(|| Error::unreadable("record", "a hash of the tree is missing"))?;
        let words = match (entry.text, salt) {
            (Some(_), Some(salt)) => {
                match self.content(article, RevisionNumber(entry.revision)).await {
                    Ok(content) => Some((content.printed(), public_salt("text", &salt))),
                    Err(Error::Sealed { .. }) => None,
                    Err(error) => return Err(error),
                }
            }
            _ => None,
        };
        let mut proof = ArticleProof::new(history, path, head.note, words);
        proof.statements = self.record_statements().await?;
        Ok(Some(proof))
    }
}

impl Write<'_> {
    /// Writes an act down in the public record. What readers never had is not in it.
    pub(crate) async fn record(
        &mut self,
        act: Act,
        article: &Article,
        shown: &Content,
        correction: Option<CorrectionId>,
    ) -> Result<()> {
        let sql = "SELECT number, entry FROM record_entry WHERE article = $1 ORDER BY number DESC LIMIT 1";
        let before: Option<EntryRow> = self.tx.optional(sql, args![article.id]).await?;
        let before = before.map(EntryRow::recorded).transpose()?;
        let live = article.public.live();
        let at = match &article.public {
            Public::Live(_) if matches!(act, Act::Released | Act::Moved) => self.now,
            Public::Live(_) => article.live_at.unwrap_or(self.now),
            Public::Withdrawn(withdrawn) => withdrawn.at,
            Public::Held(held) => held.at,
            Public::Unpublished => return Ok(()),
        };
        let (revision, text, told) = match live {
            Some(live) => {
                let salt = self.salt(article.id, live).await?;
                let told = match correction {
                    Some(id) => {
                        let text = self.correction_text(id).await?;
                        Some(hash_of_correction(&text, &salt))
                    }
                    None => None,
                };
                (live.0, Some(hash_of(shown, &salt)), told)
            }
            None => match &before {
                Some(before) => (before.entry.revision, None, None),
                // Closed before anybody read it: a draft's existence is nobody's business.
                None => return Ok(()),
            },
        };
        let entry = Entry {
            edition: article.edition.to_string(),
            article: article.id.to_string(),
            address: story::url::article_path(&article.edition, &article.slug),
            revision,
            act,
            at,
            imported: false,
            text,
            correction: told,
            previous: before
                .map(|before| Previous { number: before.number, leaf: before.entry.leaf() }),
        };
        let mut edge = match self.growth.take() {
            Some(edge) => edge,
            None => growth(&mut self.tx).await?,
        };
        let correction = correction.filter(|_| told.is_some());
        append(
            &mut self.tx,
            &mut edge,
            NewEntry { entry: &entry, article: article.id, correction },
        )
        .await?;
        self.growth = Some(edge);
        Ok(())
    }

    async fn salt(&mut self, article: ArticleId, revision: RevisionNumber) -> Result<Vec<u8>> {
        let row: Option<(Vec<u8>,)> = self
            .tx
            .optional(
                "SELECT salt FROM revision WHERE article = $1 AND number = $2",
                args![article, revision],
            )
            .await?;
        row.map(|(salt,)| salt)
            .ok_or_else(|| Error::missing("revision", format!("{revision} of article {article}")))
    }

    async fn correction_text(&mut self, id: CorrectionId) -> Result<String> {
        let row: Option<(String,)> =
            self.tx.optional("SELECT text FROM correction WHERE id = $1", args![id]).await?;
        row.map(|(text,)| text).ok_or_else(|| Error::missing("correction", id))
    }

    /// Keeps what a root key says.
    pub async fn put_record_statement(&mut self, note: &str) -> Result<()> {
        self.tx
            .run("INSERT INTO record_statement (at, note) VALUES ($1, $2)", args![self.now, note])
            .await?;
        Ok(())
    }

    /// Says which key signs the log from now on, under its name.
    pub async fn set_record_key(&mut self, key: &record::VerifierKey) -> Result<()> {
        self.set(ORIGIN, key.name()).await?;
        self.set(KEY, &key.to_string()).await
    }

    /// Says which root key vouches for the one that signs.
    pub async fn set_record_root(&mut self, root: &record::VerifierKey) -> Result<()> {
        self.set(ROOT, &root.to_string()).await
    }

    /// Forgets the signed heads: those of a trial, which nobody else has.
    pub async fn forget_record_heads(&mut self) -> Result<()> {
        self.tx.run("DELETE FROM record_head", args![]).await?;
        Ok(())
    }
}

impl Store {
    /// Signs the head of the log if there is something new, or if nobody did for a day; tells whether it did.
    pub async fn sign_record(&self, key: &SigningKey) -> Result<bool> {
        // Looking first costs nobody the writer's turn.
        if !self.is_head_due(self.record_head().await?.as_ref(), self.record_size().await?) {
            return Ok(false);
        }
        let mut write = self.write().await?;
        let sql = "SELECT size, at, note FROM record_head ORDER BY id DESC LIMIT 1";
        let newest: Option<HeadRow> = write.tx.optional(sql, args![]).await?;
        let edge = growth(&mut write.tx).await?;
        if !self.is_head_due(newest.map(HeadRow::head).as_ref(), edge.size()) {
            return Ok(false);
        }
        let head = Checkpoint {
            origin: key.verifier().name().to_owned(),
            size: edge.size(),
            root: edge.root(),
            at: write.now,
        };
        let note = key.sign(&head.to_text());
        write
            .tx
            .run(
                "INSERT INTO record_head (size, at, note) VALUES ($1, $2, $3)",
                args![signed(head.size), head.at, note],
            )
            .await?;
        write.commit().await?;
        Ok(true)
    }

    fn is_head_due(&self, newest: Option<&RecordHead>, size: u64) -> bool {
        let now = self.clock().now();
        newest.is_none_or(|head| head.size < size || now.duration_since(head.at) >= DAILY)
    }
}
