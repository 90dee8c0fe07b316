//! A post or a page becomes an article.

use std::sync::Arc;

use anyhow::Context;
use jiff::civil::DateTime;
use store::{Comment, Error, ImportItem, Outcome, Store, Write};
use story::account::Editor;
use story::article::{Act, Acted, Article, Evidence, Live, NewArticle, Text};
use story::content::{Credit, CreditRole, LeadPicture};
use story::placement::List;
use story::revision::RevisionKind;
use story::url::UrlState;
use story::{
    ArticleId, Body, Content, Edition, Kind, Revision, SectionId, Story, StoryId, Timestamp,
};
use wire::html::{self, Dialect};
use wire::wxr::{self, Item};
use wire::{Converted, Lost};

use super::newsroom::{self, Newsroom};
use super::report::Done;
use super::shelf::Shelf;
use super::{address, words};

/// Everything that an item is imported into.
pub(super) struct Importer {
    pub(super) store: Store,
    pub(super) edition: Edition,
    /// What tells its items from those of other exports.
    pub(super) source: String,
    pub(super) newsroom: Newsroom,
    pub(super) shelf: Shelf,
    pub(super) by: Editor,
}

/// When an item is to be public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Since then.
    Since(Timestamp),
    /// From then on.
    From(Timestamp),
    /// Not until somebody says so.
    Draft { in_review: bool },
}

/// What an item is called here, and whether it is here already.
enum Name {
    Free(String),
    Taken(ImportItem),
}

/// An item whose turn comes next.
pub(super) struct Begun {
    pub(super) item: Arc<Item>,
    /// The article that it becomes, under way.
    making: Option<tokio::task::JoinHandle<Made>>,
}

impl Begun {
    /// An item of which nothing is made before its turn.
    pub(super) fn later(item: Item) -> Begun {
        Begun { item: Arc::new(item), making: None }
    }
}

/// An item made into an article, before anything is kept.
pub(super) struct Made {
    kind: Kind,
    pub(super) content: Content,
    when: When,
    notes: Vec<String>,
    pub(super) lost: Vec<Lost>,
}

impl Importer {
    /// Begins to make an article of an item that is not here yet, on another thread: while one is kept, the next one
    /// is read.
    pub(super) async fn begin(self: &Arc<Self>, item: Item) -> anyhow::Result<Begun> {
        let item = Arc::new(item);
        let making = match item.number().filter(|_| is_article(&item)) {
            Some(number) => {
                let known =
                    self.store.import_item(&self.source, &item.kind, &number.to_string()).await?;
                known.is_none_or(|known| known.outcome == Outcome::Failed).then(|| {
                    let (importer, item) = (Arc::clone(self), Arc::clone(&item));
                    tokio::task::spawn_blocking(move || importer.make(&item, number))
                })
            }
            None => None,
        };
        Ok(Begun { item, making })
    }

    /// Keeps an item, everything of it or nothing.
    pub(super) async fn import(&self, begun: Begun) -> anyhow::Result<Done> {
        let Begun { item, making } = begun;
        let item = item.as_ref();
        let Some(number) = item.number() else {
            return Ok(Done::new(
                Outcome::Failed,
                "It has no number, address, or title in the export.",
            ));
        };
        let foreign_id = match self.name_of(item, number).await? {
            Name::Free(name) => name,
            Name::Taken(known) if is_article(item) => {
                return self.add_late_pictures(item, number, known).await;
            }
            Name::Taken(known) => {
                return Ok(Done { before: true, ..Done::new(known.outcome, "") });
            }
        };
        let imported = if is_article(item) {
            let made = match making {
                Some(making) => making.await.context("An article could not be read.")?,
                None => self.make(item, number),
            };
            self.article(item, number, made).await
        } else {
            self.keep_as_data(item, foreign_id.clone()).await
        };
        match imported {
            Ok(done) => Ok(done),
            Err(error) => {
                let done = Done::new(Outcome::Failed, format!("{error:#}"));
                let failed = self.row(item, foreign_id, None, &done);
                // If the database is what is broken, this says so to the person who waits.
                let mut write = self.store.write().await.with_context(|| done.full_note())?;
                write.put_import_item(&failed).await.with_context(|| done.full_note())?;
                write.commit().await?;
                Ok(done)
            }
        }
    }

    /// What an item is called here. An entry of several menus comes once for
    /// each under the same number, so what is kept as data is told apart by what it says.
    async fn name_of(&self, item: &Item, number: u64) -> anyhow::Result<Name> {
        let payload = payload(item);
        let mut copy = 1;
        loop {
            let name = if copy == 1 { number.to_string() } else { format!("{number}.{copy}") };
            let known = self.store.import_item(&self.source, &item.kind, &name).await?;
            let Some(known) = known.filter(|known| known.outcome != Outcome::Failed) else {
                return Ok(Name::Free(name));
            };
            if is_article(item) || known.payload.as_ref() == Some(&payload) {
                return Ok(Name::Taken(known));
            }
            copy += 1;
        }
    }

    /// What would become of an item.
    pub(super) fn try_out(&self, item: &Item) -> Done {
        let Some(number) = item.number() else {
            return Done::new(
                Outcome::Failed,
                "It has no number, address, or title in the export.",
            );
        };
        if !is_article(item) {
            return Done::new(Outcome::Kept, "");
        }
        let made = self.make(item, number);
        let mut done = Done::new(Outcome::Stored, "");
        done.notes = made.notes;
        done.lost = made.lost;
        done.comments = item.comments.len() as u64;
        done
    }

    fn row(&self, item: &Item, foreign_id: String, object: Option<i64>, done: &Done) -> ImportItem {
        ImportItem {
            source: self.source.clone(),
            kind: item.kind.clone(),
            foreign_id,
            object,
            outcome: done.outcome,
            note: done.full_note(),
            payload: Some(payload(item)),
        }
    }

    async fn keep_as_data(&self, item: &Item, foreign_id: String) -> anyhow::Result<Done> {
        let note =
            if item.comments.is_empty() { "" } else { "Its comments were kept with it as data." };
        let mut done = Done::new(Outcome::Kept, note);
        if words::plain(&item.title).is_empty() {
            // Entries of menus are called after what they lead to, and have no title of their own.
            let target = item.meta("_menu_item_object").zip(item.meta("_menu_item_object_id"));
            let name = target.map_or_else(
                || format!("{} {foreign_id}", item.kind),
                |(object, number)| format!("{object} {number}"),
            );
            done.lost.push(Lost {
                what: format!("missing title “{name}”"),
                why: "It had none, and this name was made for it.".to_owned(),
                count: 1,
            });
        }
        let mut write = self.store.write().await?;
        write.put_import_item(&self.row(item, foreign_id, None, &done)).await?;
        write.commit().await?;
        Ok(done)
    }

    async fn article(&self, item: &Item, number: u64, made: Made) -> anyhow::Result<Done> {
        let Made { kind, content, mut when, mut notes, mut lost } = made;
        let language = self.edition.language;
        let slug = {
            let named = format!("{} {number}", item.kind);
            let slug = newsroom::slug(&[&item.slug, &content.headline], &named, language)?;
            self.store.free_slug(&self.edition.code, &slug).await?
        };
        let media = self.store.media(&content.media()).await?;
        let language = self.edition.language;
        let evidence = Evidence { media, ..Evidence::none(language) };
        let section = if kind == Kind::Page { None } else { self.section(item) };

        let mut write = self.store.write().await?;
        let now = self.store.clock().now();
        let written = match when {
            When::Since(since) => since,
            When::From(_) | When::Draft { .. } => item.modified.unwrap_or(now).min(now),
        };
        let story = Story {
            id: StoryId::new(write.id()),
            kind,
            embargo: None,
            sensitive: false,
            parent: None,
            created_at: written,
        };
        write.put_story(&story).await?;
        let id = ArticleId::new(write.id());
        let revision = write
            .write_revision(
                id,
                RevisionKind::Imported,
                written,
                None,
                "Imported from WordPress.",
                &content,
            )
            .await?;
        let new = NewArticle {
            id,
            edition: self.edition.code.clone(),
            section,
            slug,
            translated_from: None,
        };
        let text = Text { revision: &revision, content: &content, evidence: &evidence };
        let act = Act { by: &self.by, now, story: &story };
        let live = match when {
            When::Since(since) => Some(Live { since, changed: None }),
            When::From(_) | When::Draft { .. } => None,
        };
        let acted = match Article::import(new.clone(), text, live, act) {
            Ok(acted) => acted,
            Err(refusal) if live.is_some() => {
                notes.push(format!("It was public, and is a draft here: {refusal}"));
                when = When::Draft { in_review: false };
                Article::import(new, text, None, act)?
            }
            Err(refusal) => return Err(refusal.into()),
        };
        write.save(&acted, &self.by).await?;
        match when {
            When::Since(_) => {}
            When::From(at) => {
                if let Err(refusal) = self.schedule(&mut write, id, text, at, act).await? {
                    notes
                        .push(format!("It was scheduled for {at}, and is a draft here: {refusal}"));
                }
            }
            When::Draft { in_review: true } => {
                let acted = write.article(id).await?.send_to_review(act)?;
                write.save(&acted, &self.by).await?;
            }
            When::Draft { in_review: false } => {}
        }
        for path in address::old(&item.link, &item.guid, item.id, kind == Kind::Page) {
            match write.put_url(&path, id, UrlState::Imported).await {
                Err(Error::AddressTaken { .. }) => {
                    lost.push(Lost {
                        what: format!("old address {path}"),
                        why: "It belongs to another article.".to_owned(),
                        count: 1,
                    });
                }
                other => other?,
            }
        }
        for (place, comment) in item.comments.iter().enumerate() {
            write.put_comment(&self.comment(id, number, place, comment)).await?;
        }
        if item.sticky && kind != Kind::Page {
            write.place_last(&self.edition.code, &List::Front, id, &self.by).await?;
        }
        let mut done = Done::new(Outcome::Stored, "");
        done.notes = notes;
        done.lost = lost;
        done.comments = item.comments.len() as u64;
        let row = self.row(item, number.to_string(), Some(id.number()), &done);
        write.put_import_item(&row).await?;
        write.commit().await?;
        Ok(done)
    }

    /// Approves and schedules; a refusal leaves an approved draft.
    async fn schedule(
        &self,
        write: &mut Write<'_>,
        id: ArticleId,
        text: Text<'_>,
        at: Timestamp,
        act: Act<'_>,
    ) -> anyhow::Result<Result<(), story::article::Refusal>> {
        let Revision { number, .. } = text.revision;
        let approved: Acted = write.article(id).await?.approve(*number, act)?;
        write.save(&approved, &self.by).await?;
        match write.article(id).await?.schedule(text, at, act) {
            Ok(scheduled) => {
                write.save(&scheduled, &self.by).await?;
                Ok(Ok(()))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Makes an article of an item.
    pub(super) fn make(&self, item: &Item, number: u64) -> Made {
        let is_page = item.kind == "page";
        let mut notes = Vec::new();
        let mut pictures = self.shelf.of(Some(number));
        let page = (!item.link.is_empty()).then_some(item.link.as_str());
        let Converted { mut body, mut lost } =
            html::read(&item.content, Dialect::WordPress, page, &mut pictures);
        let mut standfirst = words::plain(&item.excerpt);
        if body.is_empty() && !standfirst.is_empty() {
            let excerpt = html::read(&item.excerpt, Dialect::WordPress, page, &mut pictures);
            body = excerpt.body;
            lost.extend(excerpt.lost);
            standfirst = String::new();
        }
        let headline = self.headline(item, number, &body, &mut notes);
        let lead = self.lead(item, &headline, &mut notes, &mut lost);
        let byline = match self.newsroom.authors.get(&item.creator) {
            Some((author, name)) => {
                vec![Credit { role: CreditRole::Author, author: Some(*author), name: name.clone() }]
            }
            None => Vec::new(),
        };
        let when = self.when(item, &mut notes);
        let topics = self.topics(item);
        let (dateline, sponsor) = (None, None);
        let content =
            Content { headline, standfirst, dateline, sponsor, byline, lead, topics, body };
        let kind = if is_page { Kind::Page } else { Kind::News };
        Made { kind, content, when, notes, lost }
    }

    fn headline(&self, item: &Item, number: u64, body: &Body, notes: &mut Vec<String>) -> String {
        let title = words::plain(&item.title);
        if !title.is_empty() {
            let headline = words::headline(&title);
            if headline != title {
                notes.push("Its title is longer than headlines are and was cut.".to_owned());
            }
            return headline;
        }
        notes.push("It had no title and got a name made for it.".to_owned());
        words::beginning(&body.text()).unwrap_or_else(|| format!("Untitled {} {number}", item.kind))
    }

    fn lead(
        &self,
        item: &Item,
        headline: &str,
        notes: &mut Vec<String>,
        lost: &mut Vec<Lost>,
    ) -> Option<LeadPicture> {
        let number: u64 = item.meta("_thumbnail_id")?.trim().parse().ok()?;
        let Some(picture) = self.shelf.numbered(number) else {
            lost.push(Lost {
                what: format!("picture of attachment {number}"),
                why: "The picture on top has no file.".to_owned(),
                count: 1,
            });
            return None;
        };
        let mut words = [&picture.alt, &picture.caption, &picture.title].into_iter();
        let alt = words.find(|text| !text.is_empty()).map_or(headline, String::as_str);
        if picture.alt.is_empty() {
            notes.push("Its picture on top had no words for those who do not see it; its caption or title stands in.".to_owned());
        }
        Some(LeadPicture {
            media: picture.media,
            alt: alt.to_owned(),
            caption: picture.caption.clone(),
            credit: None,
        })
    }

    fn when(&self, item: &Item, notes: &mut Vec<String>) -> When {
        let now = self.store.clock().now();
        let draft = |in_review| When::Draft { in_review };
        if !item.password.is_empty() {
            notes.push("It was behind a password, and is a draft here.".to_owned());
            return draft(false);
        }
        let at = item.published.or_else(|| self.moment(item.published_local));
        match (item.status.as_str(), at) {
            ("publish", Some(at)) if at <= now => When::Since(at),
            ("publish" | "future", Some(at)) if at > now => When::From(at),
            ("publish", None) => {
                notes.push("It was public without a date, and is a draft here.".to_owned());
                draft(false)
            }
            ("future", _) => {
                notes.push(
                    "Its hour has passed; it is a draft here until somebody publishes it."
                        .to_owned(),
                );
                draft(false)
            }
            ("pending", _) => draft(true),
            ("draft", _) => draft(false),
            (status, _) => {
                let status = if status.is_empty() { "nothing" } else { status };
                notes.push(format!("Its state was “{status}”, and it is a draft here."));
                draft(false)
            }
        }
    }

    /// A moment by the clock on the old site's wall, taken for the edition's.
    fn moment(&self, local: Option<DateTime>) -> Option<Timestamp> {
        local?.to_zoned(self.edition.zone()).ok().map(|zoned| zoned.timestamp())
    }

    fn section(&self, item: &Item) -> Option<SectionId> {
        let category = item.terms.iter().find(|term| term.taxonomy == "category");
        let section = category.and_then(|term| self.newsroom.sections.get(&term.slug));
        section.copied().or(self.newsroom.other)
    }

    fn topics(&self, item: &Item) -> Vec<story::TopicId> {
        let is_category = |term: &&wxr::ItemTerm| term.taxonomy == "category";
        let categories = item.terms.iter().filter(is_category).skip(1);
        let tags = item.terms.iter().filter(|term| term.taxonomy == "post_tag");
        let mut topics = Vec::new();
        for term in categories.chain(tags) {
            if let Some(topic) = self.newsroom.topics.get(&term.slug)
                && !topics.contains(topic)
            {
                topics.push(*topic);
            }
        }
        topics
    }

    fn comment(
        &self,
        article: ArticleId,
        post: u64,
        place: usize,
        comment: &wxr::Comment,
    ) -> Comment {
        let state = match comment.approved.as_str() {
            "1" | "approve" | "approved" => "approved",
            "spam" => "spam",
            "trash" | "post-trashed" => "trash",
            _ => "pending",
        };
        Comment {
            article,
            source: self.source.clone(),
            foreign_id: match comment.id {
                Some(id) => id.to_string(),
                None => format!("{post}.{place}"),
            },
            parent: comment.parent.map(|parent| parent.to_string()),
            kind: if comment.kind.is_empty() { "comment".to_owned() } else { comment.kind.clone() },
            state: state.to_owned(),
            author_name: comment.author.clone(),
            author_email: comment.email.clone(),
            author_url: comment.url.clone(),
            at: comment.at.or_else(|| self.moment(comment.at_local)),
            content: comment.content.clone(),
        }
    }

    /// Puts a page's story below its parent's, once both are here.
    pub(super) async fn put_below(&self, page: u64, parent: u64) -> anyhow::Result<bool> {
        let (Some(page), Some(parent)) = (self.story_of(page).await?, self.story_of(parent).await?)
        else {
            return Ok(false);
        };
        if page.parent == Some(parent.id) || page.id == parent.id {
            return Ok(true);
        }
        let mut write = self.store.write().await?;
        write.put_story(&Story { parent: Some(parent.id), ..page }).await?;
        write.commit().await?;
        Ok(true)
    }

    async fn story_of(&self, page: u64) -> anyhow::Result<Option<Story>> {
        let item = self.store.import_item(&self.source, "page", &page.to_string()).await?;
        let Some(article) = item.and_then(|item| item.object) else { return Ok(None) };
        let article = self.store.article(ArticleId::new(article)).await?;
        Ok(Some(self.store.story(article.story).await?))
    }
}

/// Whether an item becomes an article.
fn is_article(item: &Item) -> bool {
    matches!(item.kind.as_str(), "post" | "page")
}

/// What is kept of an item as it came, besides what it became. Passwords are not.
pub(super) fn payload(item: &Item) -> String {
    let mut kept = serde_json::json!({
        "title": item.title,
        "link": item.link,
        "guid": item.guid,
        "status": item.status,
        "creator": item.creator,
        "slug": item.slug,
        "parent": item.parent,
        "menu_order": item.menu_order,
        "sticky": item.sticky,
        "had_password": !item.password.is_empty(),
        "comment_status": item.comment_status,
        "modified": item.modified.map(|at| at.to_string()),
        "terms": item.terms.iter().map(|term| {
            serde_json::json!([term.taxonomy, term.slug, term.name])
        }).collect::<Vec<_>>(),
        "meta": item.meta,
    });
    if let (false, Some(kept)) = (is_article(item), kept.as_object_mut()) {
        kept.insert("published".into(), item.published.map(|at| at.to_string()).into());
        kept.insert("content".into(), item.content.clone().into());
        kept.insert("excerpt".into(), item.excerpt.clone().into());
        kept.insert("attachment_url".into(), item.attachment_url.clone().into());
        let comments = item.comments.iter().map(|comment| {
            serde_json::json!({
                "id": comment.id,
                "author": comment.author,
                "email": comment.email,
                "url": comment.url,
                "at": comment.at.map(|at| at.to_string()),
                "content": comment.content,
                "approved": comment.approved,
                "kind": comment.kind,
                "parent": comment.parent,
            })
        });
        kept.insert("comments".into(), comments.collect::<Vec<_>>().into());
    }
    kept.to_string()
}
