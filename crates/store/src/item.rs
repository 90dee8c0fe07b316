//! Items: what stories speak of, what they are to each other, and which articles speak of them.

use std::collections::{BTreeMap, HashMap, HashSet};

use story::account::Editor;
use story::article::Evidence;
use story::coverage::{Facts, Item, ItemKind, Standing, WikidataId};
use story::{Article, ArticleId, Change, ChangeKind, Content, EditionCode, ItemId, Language, Slug};

use crate::db::{Value, args, placeholders, row};
use crate::list::Listed;
use crate::topic::{names, names_json};
use crate::{Error, Reader, Result, Write};

/// How many items are asked for in one question.
const AT_ONCE: usize = 500;

row! {
    pub(crate) struct ItemRow {
        id: i64,
        slug: String,
        names: String,
        aliases: String,
        about: String,
        facts: String,
        wikidata: Option<i64>,
        merged_into: Option<i64>,
        version: i64,
    }
}

const COLUMNS: &str =
    "i.id, i.slug, i.names, i.aliases, i.about, i.facts, i.wikidata, i.merged_into, i.version";

impl ItemRow {
    pub(crate) fn item(self) -> Result<Item> {
        let ItemRow {
            id,
            slug,
            names: name,
            aliases,
            about,
            facts,
            wikidata,
            merged_into,
            version,
        } = self;
        Ok(Item {
            id: ItemId::new(id),
            slug: Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?,
            names: names(&name)?,
            aliases: read(&aliases)?,
            about: names(&about)?,
            wikidata: wikidata.and_then(WikidataId::new),
            merged_into: merged_into.map(ItemId::new),
            facts: read::<Facts>(&facts)?,
            version,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|error| Error::unreadable("item", error))
}

fn written<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::unreadable("item", error))
}

fn numbers(ids: &[ItemId]) -> Vec<Value> {
    ids.iter().map(|id| (*id).into()).collect()
}

impl Reader {
    /// One item, as it is kept: one that is merged stays what it was.
    pub async fn item(&self, id: ItemId) -> Result<Item> {
        let sql = format!("SELECT {COLUMNS} FROM item i WHERE i.id = $1");
        let row: Option<ItemRow> = self.db.optional(&sql, args![id]).await?;
        row.ok_or_else(|| Error::missing("item", id))?.item()
    }

    /// The item at an address, as it is kept.
    pub async fn item_at(&self, slug: &str) -> Result<Option<Item>> {
        let sql = format!("SELECT {COLUMNS} FROM item i WHERE i.slug = $1");
        let row: Option<ItemRow> = self.db.optional(&sql, args![slug]).await?;
        row.map(ItemRow::item).transpose()
    }

    /// These items by the ids that were asked for; one that is merged is the one that it turned out to be.
    pub async fn items(&self, ids: &[ItemId]) -> Result<HashMap<ItemId, Item>> {
        let mut found = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT {COLUMNS} FROM item i WHERE i.id IN ({})",
                placeholders(1, ids.len())
            );
            let rows: Vec<ItemRow> = self.db.all(&sql, numbers(ids)).await?;
            for row in rows {
                let item = row.item()?;
                found.insert(item.id, item);
            }
        }
        let merged: Vec<(ItemId, ItemId)> = found
            .values()
            .filter_map(|item| item.merged_into.map(|into| (item.id, into)))
            .collect();
        for (id, into) in merged {
            found.insert(id, self.item(into).await?);
        }
        Ok(found)
    }

    /// Every item of these kinds that is none other, by id.
    pub async fn items_of(&self, kinds: &[ItemKind]) -> Result<Vec<Item>> {
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM item i WHERE i.kind IN ({}) AND i.merged_into IS NULL ORDER BY i.id",
            placeholders(1, kinds.len())
        );
        self.of_kinds(&sql, kinds).await
    }

    /// Every item of these kinds that turned out to be another, by id.
    pub async fn merged_items_of(&self, kinds: &[ItemKind]) -> Result<Vec<Item>> {
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {COLUMNS} FROM item i WHERE i.kind IN ({}) AND i.merged_into IS NOT NULL ORDER BY i.id",
            placeholders(1, kinds.len())
        );
        self.of_kinds(&sql, kinds).await
    }

    async fn of_kinds(&self, sql: &str, kinds: &[ItemKind]) -> Result<Vec<Item>> {
        let kinds = kinds.iter().map(|kind| kind.as_str().into()).collect();
        let rows: Vec<ItemRow> = self.db.walk(sql, kinds).await?;
        rows.into_iter().map(ItemRow::item).collect()
    }

    /// Something that is another after every act on any item.
    pub async fn items_stamp(&self) -> Result<(i64, i64)> {
        let row: Option<(Option<i64>, i64)> = self
            .db
            .optional(
                "SELECT max(changed_at), CAST(coalesce(sum(version), 0) AS BIGINT) FROM item",
                args![],
            )
            .await?;
        Ok(row.map_or((0, 0), |(newest, versions)| (newest.unwrap_or(0), versions)))
    }

    /// The items that are merged into one, by id.
    pub async fn merged_into(&self, into: ItemId) -> Result<Vec<Item>> {
        let sql = format!("SELECT {COLUMNS} FROM item i WHERE i.merged_into = $1 ORDER BY i.id");
        let rows: Vec<ItemRow> = self.db.all(&sql, args![into]).await?;
        rows.into_iter().map(ItemRow::item).collect()
    }

    /// The items that are something to one of these, each with what it is and to which, by id.
    pub async fn items_toward(&self, to: &[ItemId]) -> Result<Vec<(Item, String, ItemId)>> {
        if to.is_empty() {
            return Ok(Vec::new());
        }
        row! {
            struct Toward {
                item: ItemRow,
                role: String,
                to: i64,
            }
        }
        let sql = format!(
            "SELECT {COLUMNS}, e.role, e.to_item FROM edge e JOIN item i ON i.id = e.from_item
             WHERE e.to_item IN ({}) AND i.merged_into IS NULL ORDER BY i.id, e.role, e.to_item",
            placeholders(1, to.len())
        );
        let rows: Vec<Toward> = self.db.all(&sql, numbers(to)).await?;
        rows.into_iter()
            .map(|Toward { item, role, to }| Ok((item.item()?, role, ItemId::new(to))))
            .collect()
    }

    /// The situations to which these events belong, by id.
    pub async fn storylines_of(&self, events: &[ItemId]) -> Result<Vec<ItemId>> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT DISTINCT e.from_item FROM edge e JOIN item i ON i.id = e.from_item
             WHERE e.role = 'event' AND e.to_item IN ({}) AND i.kind = 'storyline' AND i.merged_into IS NULL
             ORDER BY e.from_item",
            placeholders(1, events.len())
        );
        let rows: Vec<(i64,)> = self.db.all(&sql, numbers(events)).await?;
        Ok(rows.into_iter().map(|(id,)| ItemId::new(id)).collect())
    }

    /// Those of these items that a live article speaks of, in any edition. The others are nobody's business yet.
    pub async fn public_items(&self, ids: &[ItemId]) -> Result<HashSet<ItemId>> {
        let mut public = HashSet::new();
        for ids in ids.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT DISTINCT target FROM mention WHERE kind = 'item' AND target IN ({})",
                placeholders(1, ids.len())
            );
            let rows: Vec<(i64,)> = self.db.all(&sql, numbers(ids)).await?;
            public.extend(rows.into_iter().map(|(id,)| ItemId::new(id)));
        }
        Ok(public)
    }

    /// The live articles of an edition that speak of any of these items, newest first, cards and pages left out.
    pub async fn speaking_of(
        &self,
        edition: &EditionCode,
        items: &[ItemId],
        limit: usize,
    ) -> Result<Vec<Listed>> {
        if items.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT DISTINCT m.first_live_at, m.article FROM mention m JOIN article a ON a.id = m.article
             WHERE m.kind = 'item' AND m.target IN ({}) AND m.edition = ${} AND a.listed
             ORDER BY m.first_live_at DESC, m.article DESC LIMIT ${}",
            placeholders(1, items.len()),
            items.len() + 1,
            items.len() + 2
        );
        let mut values = numbers(items);
        values.extend(args![edition, i64::try_from(limit).unwrap_or(i64::MAX)]);
        let rows: Vec<(i64, i64)> = self.db.all(&sql, values).await?;
        let ids: Vec<ArticleId> = rows.into_iter().map(|(_, id)| ArticleId::new(id)).collect();
        let listed = self.listed(&ids).await?;
        // In the order of the ids, whatever order they were found in.
        let mut by_id: HashMap<ArticleId, Listed> =
            listed.into_iter().map(|listed| (listed.article, listed)).collect();
        Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
    }

    /// The items that these live articles speak of, with how many of the articles do.
    pub async fn items_in(&self, articles: &[ArticleId]) -> Result<HashMap<ItemId, usize>> {
        let mut found: HashMap<ItemId, usize> = HashMap::new();
        for articles in articles.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT DISTINCT target, article FROM mention WHERE kind = 'item' AND article IN ({})",
                placeholders(1, articles.len())
            );
            let values = articles.iter().map(|id| (*id).into()).collect();
            let rows: Vec<(i64, i64)> = self.db.all(&sql, values).await?;
            for (id, _) in rows {
                *found.entry(ItemId::new(id)).or_default() += 1;
            }
        }
        Ok(found)
    }

    /// Every live article that speaks of an item, in every edition, cards and pages too.
    pub async fn articles_with_item(&self, item: ItemId) -> Result<Vec<Article>> {
        let rows: Vec<(i64,)> = self
            .db
            .all(
                "SELECT DISTINCT article FROM mention WHERE kind = 'item' AND target = $1 ORDER BY article",
                args![item],
            )
            .await?;
        let mut articles = Vec::with_capacity(rows.len());
        for (id,) in rows {
            articles.push(self.article(ArticleId::new(id)).await?);
        }
        Ok(articles)
    }

    /// What a text rests on: its pictures and its items as they are now.
    pub async fn evidence(&self, edition: &EditionCode, content: &Content) -> Result<Evidence> {
        let media = self.media(&content.media()).await?;
        let ids = content.items();
        let found = self.items(&ids).await?;
        // Under the ids that the marks name, so that a merged item is found by its former id.
        let items = found.into_iter().map(|(id, item)| Item { id, ..item }).collect();
        Ok(Evidence { language: self.language_of(edition).await?, media, items })
    }

    async fn language_of(&self, edition: &EditionCode) -> Result<Language> {
        let row: Option<(String,)> = self
            .db
            .optional("SELECT settings FROM edition WHERE code = $1", args![edition])
            .await?;
        let (settings,) = row.ok_or_else(|| Error::missing("edition", edition))?;
        let edition: story::Edition =
            serde_json::from_str(&settings).map_err(|error| Error::unreadable("edition", error))?;
        Ok(edition.language)
    }
}

impl Write<'_> {
    /// One item as this transaction sees it.
    pub async fn item(&mut self, id: ItemId) -> Result<Item> {
        let sql = format!("SELECT {COLUMNS} FROM item i WHERE i.id = $1");
        let row: Option<ItemRow> = self.tx.optional(&sql, args![id]).await?;
        row.ok_or_else(|| Error::missing("item", id))?.item()
    }

    /// Keeps an item, new or changed, with what it is to others. Somebody else's act since `before` is an error.
    pub async fn put_item(
        &mut self,
        before: Option<&Item>,
        item: &Item,
        by: &Editor,
    ) -> Result<()> {
        let Item { id, slug, names, aliases, about, wikidata, merged_into, facts, version } = item;
        let aliases: BTreeMap<&String, &Vec<String>> =
            aliases.iter().filter(|(_, aliases)| !aliases.is_empty()).collect();
        let mut values = args![
            *id,
            item.kind().as_str(),
            slug,
            names_json(names)?,
            written(&aliases)?,
            names_json(about)?,
            written(facts)?,
            *merged_into,
            *version,
            self.now,
            wikidata.map(WikidataId::number),
        ];
        let act = match before {
            None => {
                self.tx
                    .run(
                        "INSERT INTO item (id, kind, slug, names, aliases, about, facts, merged_into, version, changed_at, wikidata)
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                        values,
                    )
                    .await?;
                "item begun"
            }
            Some(before) => {
                values.push(before.version.into());
                let touched = self
                    .tx
                    .run(
                        "UPDATE item SET kind = $2, slug = $3, names = $4, aliases = $5, about = $6, facts = $7,
                             merged_into = $8, version = $9, changed_at = $10, wikidata = $11
                         WHERE id = $1 AND version = $12",
                        values,
                    )
                    .await?;
                if touched == 0 {
                    return Err(Error::Overtaken { what: "item", which: id.to_string() });
                }
                match (before.merged_into, merged_into) {
                    (None, Some(_)) => "item merged",
                    (Some(_), None) => "item unmerged",
                    _ => "item changed",
                }
            }
        };
        self.put_edges(item).await?;
        self.audit(by, act, &format!("item {id}"), &format!("{} {slug}", item.kind().as_str()))
            .await?;
        self.change(&Change { item: Some(*id), ..Change::everywhere(ChangeKind::ItemChanged) })
            .await?;
        let moved = before.map_or(*merged_into, |before| before.merged_into.or(*merged_into));
        if before.is_some_and(|before| before.merged_into != *merged_into) {
            self.mention_anew(*id, moved).await?;
        }
        Ok(())
    }

    /// This address, or the next one that no item has.
    pub async fn free_item_slug(&mut self, slug: &Slug) -> Result<Slug> {
        let mut free = slug.clone();
        let mut number = 2;
        loop {
            let taken: Option<(i64,)> =
                self.tx.optional("SELECT id FROM item WHERE slug = $1", args![&free]).await?;
            if taken.is_none() {
                return Ok(free);
            }
            free = slug.numbered(number);
            number += 1;
        }
    }

    /// Says of a claim that the paper has put it right, if it still stood.
    pub(crate) async fn correct_claim(&mut self, id: ItemId, by: &Editor) -> Result<()> {
        let before = self.item(id).await?;
        let mut after = before.clone();
        let Facts::Claim(claim) = &mut after.facts else { return Ok(()) };
        if claim.standing != Standing::Stands {
            return Ok(());
        }
        claim.standing = Standing::Corrected;
        after.version += 1;
        self.put_item(Some(&before), &after, by).await
    }

    async fn put_edges(&mut self, item: &Item) -> Result<()> {
        self.tx.run("DELETE FROM edge WHERE from_item = $1", args![item.id]).await?;
        for edge in item.edges() {
            let known: Option<(i64,)> =
                self.tx.optional("SELECT id FROM item WHERE id = $1", args![edge.to]).await?;
            if known.is_none() {
                return Err(Error::missing("item", edge.to));
            }
            self.tx
                .run(
                    "INSERT INTO edge (from_item, role, to_item) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                    args![item.id, edge.role, edge.to],
                )
                .await?;
        }
        Ok(())
    }

    /// Writes the mentions of every live article anew that speaks of one of two items.
    async fn mention_anew(&mut self, one: ItemId, other: Option<ItemId>) -> Result<()> {
        let rows: Vec<(i64,)> = self
            .tx
            .all(
                "SELECT DISTINCT article FROM mention WHERE kind IN ('item', 'topic') AND target IN ($1, $2)",
                args![one, other.unwrap_or(one)],
            )
            .await?;
        for (id,) in rows {
            let article = self.article(ArticleId::new(id)).await?;
            let card = self.card(&article).await?;
            self.put_mentions(&article, &card).await?;
        }
        if let Some(other) = other {
            self.change(&Change {
                item: Some(other),
                ..Change::everywhere(ChangeKind::ItemChanged)
            })
            .await?;
        }
        Ok(())
    }

    /// These items and what each of them turned out to be, with the kind of that.
    pub(crate) async fn resolved(&mut self, ids: &[ItemId]) -> Result<Vec<(ItemId, ItemKind)>> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(AT_ONCE) {
            let sql = format!(
                "SELECT coalesce(o.id, i.id), coalesce(o.kind, i.kind) FROM item i
                 LEFT JOIN item o ON o.id = i.merged_into WHERE i.id IN ({})",
                placeholders(1, ids.len())
            );
            let rows: Vec<(i64, String)> = self.tx.all(&sql, numbers(ids)).await?;
            for (id, kind) in rows {
                let kind = ItemKind::parse(&kind)
                    .ok_or_else(|| Error::unreadable("kind of item", &kind))?;
                found.push((ItemId::new(id), kind));
            }
        }
        Ok(found)
    }
}
