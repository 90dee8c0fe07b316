//! Topics, and which live articles mention them.

use story::topic::{Names, Topic};
use story::{ArticleId, Change, ChangeKind, Content, ItemId, Slug, TopicId};

use crate::article::Card;
use crate::db::{args, placeholders};
use crate::{Error, Reader, Result, Write};

type TopicRow = (i64, String, String);

pub(crate) fn names(json: &str) -> Result<Names> {
    serde_json::from_str(json).map_err(|error| Error::unreadable("names", error))
}

pub(crate) fn names_json(names: &Names) -> Result<String> {
    serde_json::to_string(names).map_err(|error| Error::unreadable("names", error))
}

fn topic((id, slug, name): TopicRow) -> Result<Topic> {
    let slug = Slug::parse(&slug).map_err(|error| Error::unreadable("slug", error))?;
    Ok(Topic { id: TopicId::new(id), slug, names: names(&name)? })
}

impl Reader {
    /// Every topic, by address.
    pub async fn all_topics(&self) -> Result<Vec<Topic>> {
        let rows: Vec<TopicRow> =
            self.db.all("SELECT id, slug, names FROM item
                 WHERE kind IN ('topic', 'person', 'organization', 'place') AND merged_into IS NULL ORDER BY slug", args![]).await?;
        rows.into_iter().map(topic).collect()
    }

    /// The topic at an address.
    pub async fn topic_at(&self, slug: &str) -> Result<Option<Topic>> {
        let row: Option<TopicRow> = self
            .db
            .optional("SELECT id, slug, names FROM item WHERE kind IN ('topic', 'person', 'organization', 'place') AND slug = $1", args![slug])
            .await?;
        row.map(topic).transpose()
    }

    /// These topics, in no order.
    pub async fn topics(&self, ids: &[TopicId]) -> Result<Vec<Topic>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT id, slug, names FROM item WHERE id IN ({})",
            placeholders(1, ids.len())
        );
        let rows: Vec<TopicRow> =
            self.db.all(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        rows.into_iter().map(topic).collect()
    }
}

impl Write<'_> {
    /// Keeps a topic. One that is there already, by slug, keeps its id, which is the one returned.
    pub async fn put_topic(&mut self, topic: &Topic) -> Result<TopicId> {
        let Topic { id, slug, names } = topic;
        // A new topic is on no page yet.
        let before: Option<TopicRow> = self
            .tx
            .optional("SELECT id, slug, names FROM item WHERE kind IN ('topic', 'person', 'organization', 'place') AND slug = $1", args![slug])
            .await?;
        let before = before.map(self::topic).transpose()?;
        let row: Option<(i64,)> = self
            .tx
            .optional(
                "INSERT INTO item (id, kind, slug, names, aliases, about, facts, version, changed_at)
                 VALUES ($1, 'topic', $2, $3, '{}', '{}', '{\"kind\":\"topic\"}', 1, $4)
                 ON CONFLICT (slug) DO UPDATE SET names = excluded.names, version = item.version + 1,
                     changed_at = excluded.changed_at
                 WHERE item.kind IN ('topic', 'person', 'organization', 'place') RETURNING id",
                args![*id, slug, names_json(names)?, self.now],
            )
            .await?;
        let (id,) = row.ok_or_else(|| Error::missing("topic", slug))?;
        let id = TopicId::new(id);
        if before.is_some_and(|before| before.names != *names) {
            self.change(&Change::everywhere(ChangeKind::NamesChanged)).await?;
        }
        Ok(id)
    }

    pub(crate) async fn put_mentions(
        &mut self,
        article: &story::Article,
        card: &Card,
    ) -> Result<()> {
        self.drop_mentions(article.id).await?;
        let Some(first_live_at) = article.first_live_at else { return Ok(()) };
        let Content { byline, topics, .. } = &card.content;
        let authors =
            byline.iter().filter_map(|credit| credit.author).map(|id| ("author", id.number()));
        let topics: Vec<ItemId> = topics.iter().copied().map(ItemId::from).collect();
        let topics = self.resolved(&topics).await?;
        let topics = topics.iter().map(|(id, _)| ("topic", id.number()));
        let items = self.resolved(&card.content.items()).await?;
        let about = items
            .iter()
            .filter(|(_, kind)| kind.has_topic_page())
            .map(|(id, _)| ("topic", id.number()));
        // Standing pages and cards are in no list, and their pictures and items are public all the same.
        let lists = authors.chain(topics).chain(about).filter(|_| card.listed);
        let media = card.content.media().into_iter().map(|id| ("media", id.number()));
        let items = items.iter().map(|(id, _)| ("item", id.number()));
        for (kind, target) in lists.chain(media).chain(items) {
            self.tx
                .run(
                    "INSERT INTO mention (kind, target, edition, first_live_at, article) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT DO NOTHING",
                    args![kind, target, &article.edition, first_live_at, article.id],
                )
                .await?;
        }
        Ok(())
    }

    pub(crate) async fn drop_mentions(&mut self, article: ArticleId) -> Result<()> {
        self.tx.run("DELETE FROM mention WHERE article = $1", args![article]).await?;
        Ok(())
    }
}
