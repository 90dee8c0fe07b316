//! Brings the demo newspaper into a store by the ordinary acts, each at its own time, so that its histories,
//! corrections and translations are what they would be had it been written here.

use std::collections::HashMap;

use anyhow::{Context, anyhow};
use media::Files;
use store::{Clock, Store, Write};
use story::account::{Account, Editor};
use story::article::{
    Act, Acted, Article, Correcting, Evidence, NewArticle, Text as TextToPublish, TranslatedFrom,
};
use story::author::{Author, AuthorKind};
use story::block::{Block, BlockId, PostAttrs};
use story::content::{Credit, CreditRole, LeadPicture};
use story::correction::{CorrectionKind, CorrectionState};
use story::media::{Media, Rights};
use story::permission::{Grant, Role};
use story::placement::{List, Placement};
use story::revision::RevisionKind;
use story::topic::{Names, Topic, name_in};
use story::{
    AccountId, ArticleId, AuthorId, Body, EditionCode, MediaId, PlacementId, SectionId, Slug,
    Story, StoryId, TopicId,
};
use wire::picture::{Picture, PictureRef, Pictures};

use super::campaign;
use super::content::{Content, Deed, Text};
use super::coverage::Coverage;

/// Who edits The Meridian and publishes it.
const PUBLISHER: &str = "ana-beridze";

/// The store with what the newspaper refers to by key.
struct Load<'a> {
    store: &'a Store,
    clock: &'a Clock,
    content: &'a Content,
    addresses: HashMap<(&'a str, &'a str), String>,
    sections: HashMap<(EditionCode, String), SectionId>,
    authors: HashMap<&'a str, AuthorId>,
    topics: HashMap<&'a str, TopicId>,
    media: HashMap<&'a str, Media>,
    people: HashMap<&'a str, Editor>,
    stories: HashMap<&'a str, Story>,
    articles: HashMap<(&'a str, &'a str), ArticleId>,
    coverage: Coverage,
}

/// Loads the whole newspaper.
pub(super) async fn load(
    store: &Store,
    clock: &Clock,
    files: &Files,
    content: &Content,
) -> anyhow::Result<()> {
    let Some(first) = content.texts.first() else { return Err(anyhow!("demo/stories is empty.")) };
    // The newsroom was there the day before its first story.
    clock.set(first.front.at.checked_sub(jiff::SignedDuration::from_hours(24))?);
    let mut load = Load {
        store,
        clock,
        content,
        addresses: content.addresses(),
        sections: HashMap::new(),
        authors: HashMap::new(),
        topics: HashMap::new(),
        media: HashMap::new(),
        people: HashMap::new(),
        stories: HashMap::new(),
        articles: HashMap::new(),
        coverage: Coverage::default(),
    };
    load.newsroom(files).await?;
    for text in &content.texts {
        load.text(text).await.with_context(|| format!("demo/{} was not taken in.", text.file))?;
    }
    load.cards().await?;
    load.settle_pending().await?;
    load.lists().await?;
    campaign::load(store, files, content).await
}

impl<'a> Load<'a> {
    /// Editions, sections, people, topics and pictures.
    async fn newsroom(&mut self, files: &Files) -> anyhow::Result<()> {
        let by = Editor::operator("The Meridian");
        let mut write = self.store.write().await?;
        for edition in &self.content.editions {
            edition.keep(&mut write, &[], &by).await?;
        }
        for (key, author) in &self.content.authors {
            let kept = Author {
                id: AuthorId::new(write.id()),
                slug: author.slug.clone(),
                kind: author.kind,
                names: author.name.clone(),
                titles: author.title.clone(),
                bios: author.bio.clone(),
            };
            self.authors.insert(key, write.put_author(&kept).await?);
            let person = match author.kind {
                AuthorKind::Person => self.person(&mut write, key, &author.name, &by).await?,
                AuthorKind::Desk | AuthorKind::Agency => Editor::operator(english(&author.name)),
            };
            self.people.insert(key, person);
        }
        self.coverage = Coverage::keep(&mut write, &self.content.coverage, &by).await?;
        for (key, names) in &self.content.tags {
            if let Some(item) = self.coverage.id(key) {
                self.topics.insert(key, TopicId::from(item));
                continue;
            }
            let id = TopicId::new(write.id());
            let topic = Topic { id, slug: Slug::parse(key)?, names: names.clone() };
            self.topics.insert(key, write.put_topic(&topic).await?);
        }
        for (key, picture) in &self.content.pictures {
            let bytes = picture.bytes.to_vec().into();
            let taken =
                files.take(bytes).await.with_context(|| format!("demo/images/{key}.svg"))?;
            let words = &picture.words;
            let id = MediaId::new(write.id());
            let taken = taken.media(id, &picture.file_name, "en", self.clock.now());
            let media = Media {
                credit: words.credit.clone(),
                alt: words.alt.clone(),
                caption: words.caption.clone(),
                rights: Rights {
                    holder: "The Meridian".to_owned(),
                    licence: format!("Our own. {}", words.source),
                    ..Rights::default()
                },
                ..taken
            };
            write.put_media(&media).await?;
            self.media.insert(key, media);
        }
        write.commit().await?;
        for section in self.store.sections().await? {
            self.sections.insert((section.edition, section.key), section.id);
        }
        Ok(())
    }

    /// The cards of storylines.
    async fn cards(&mut self) -> anyhow::Result<()> {
        let by = Editor::operator("The Meridian");
        let mut write = self.store.write().await?;
        let stories = &self.stories;
        let story = |key: &str| stories.get(key).map(|story| story.id);
        self.coverage.cards(&mut write, &self.content.coverage, story, &by).await?;
        Ok(write.commit().await?)
    }

    /// A colleague with an account and no password.
    async fn person(
        &self,
        write: &mut Write<'_>,
        key: &str,
        names: &Names,
        by: &Editor,
    ) -> anyhow::Result<Editor> {
        let translates = self
            .content
            .texts
            .iter()
            .any(|text| text.front.translator.iter().any(|translator| translator == key));
        let role = match key {
            PUBLISHER => Role::Publisher,
            _ if translates => Role::Translator,
            _ => Role::Reporter,
        };
        let account = Account {
            id: AccountId::new(write.id()),
            email: format!("{key}@meridian.example"),
            name: english(names).to_owned(),
            grants: vec![Grant::everywhere(role)],
            disabled_at: None,
            created_at: self.clock.now(),
        };
        write.put_account(&account, None, by).await?;
        Ok(Editor::from(&account))
    }

    /// One text: written, approved and put before readers.
    async fn text(&mut self, text: &'a Text) -> anyhow::Result<()> {
        self.clock.set(text.front.at);
        let content = self.written(text)?;
        let publisher = self.people.get(PUBLISHER).cloned().context("Nobody publishes.")?;
        // Standing pages are signed by nobody.
        let signed = text.front.translator.first().or(text.front.byline.first());
        let writer =
            signed.and_then(|key| self.people.get(key.as_str())).unwrap_or(&publisher).clone();
        let key = (text.story.as_str(), text.language.code());
        let story = match self.stories.get(key.0) {
            Some(story) => story.clone(),
            None => self.begin_story(text).await?,
        };
        let before = self.articles.get(&key).copied();
        let translated_from = self.source_of(text).await?;

        let mut write = self.store.write().await?;
        let id = before.unwrap_or_else(|| ArticleId::new(write.id()));
        let now = text.front.at;
        let (kind, note) = (RevisionKind::Checkpoint, text.front.note.as_str());
        let revision = write.write_revision(id, kind, now, writer.account, note, &content).await?;
        let by_writer = Act { by: &writer, now, story: &story };
        let acted = match before {
            Some(_) => write.article(id).await?.write(revision.number, by_writer)?,
            None => {
                let new = NewArticle {
                    id,
                    edition: EditionCode::parse(key.1)?,
                    section: self.section(text)?,
                    slug: text.slug.clone(),
                    translated_from,
                };
                Article::begin(new, revision.number, by_writer)?
            }
        };
        write.save(&acted, &writer).await?;
        let act = Act { by: &publisher, now, story: &story };
        let acted = write.article(id).await?.approve(revision.number, act)?;
        write.save(&acted, &publisher).await?;

        let article = write.article(id).await?;
        let evidence = Evidence {
            language: text.language,
            media: self.pictures_of(&content),
            items: self.coverage.of(&content),
        };
        let public = TextToPublish { revision: &revision, content: &content, evidence: &evidence };
        let acted: Acted = match text.front.act {
            Deed::Publish | Deed::Update => article.publish(public, act)?,
            Deed::Correct => {
                let kind = CorrectionKind::Correction;
                article.correct(
                    public,
                    Correcting { kind, text: &text.front.correction, claim: None },
                    act,
                )?
            }
            Deed::Minor => {
                let live = article.public.live().context("A fix of what is not live.")?;
                article.fix(public, &self.store.content(id, live).await?, act)?
            }
        };
        write.save(&acted, &publisher).await?;
        write.commit().await?;
        self.articles.insert(key, id);
        Ok(())
    }

    async fn begin_story(&mut self, text: &'a Text) -> anyhow::Result<Story> {
        let described =
            self.content.stories.get(&text.story).context("It has no story.toml beside it.")?;
        let mut write = self.store.write().await?;
        let story = Story {
            id: StoryId::new(write.id()),
            kind: described.kind,
            embargo: None,
            sensitive: described.sensitive,
            parent: None,
            created_at: text.front.at,
        };
        write.put_story(&story).await?;
        write.commit().await?;
        self.stories.insert(&text.story, story.clone());
        Ok(story)
    }

    /// The text that this one was translated from, as it is live at the moment.
    async fn source_of(&self, text: &Text) -> anyhow::Result<Option<TranslatedFrom>> {
        let first = self.content.stories.get(&text.story).map(|story| story.first.code());
        let Some(first) = first.filter(|first| *first != text.language.code()) else {
            return Ok(None);
        };
        let source = self.articles.get(&(text.story.as_str(), first)).with_context(|| {
            format!("It is a translation and older than its original ({first}).")
        })?;
        let live = self.store.article(*source).await?.public.live();
        Ok(live.map(|revision| TranslatedFrom { article: *source, revision }))
    }

    fn section(&self, text: &Text) -> anyhow::Result<Option<SectionId>> {
        let Some(key) = &text.front.section else { return Ok(None) };
        let edition = EditionCode::parse(text.language.code())?;
        let section = self.sections.get(&(edition, key.clone()));
        section.copied().map(Some).with_context(|| format!("There is no section “{key}”."))
    }

    /// The running text. A line `=== moment key | title` begins a post of live coverage.
    fn body(&self, text: &Text) -> anyhow::Result<Body> {
        let mut shelf = Shelf { media: &self.media, language: text.language };
        let mut read = |markdown: &str| {
            let converted = wire::markdown::read(markdown, &mut shelf);
            match converted.lost.first() {
                Some(lost) => Err(anyhow!("{}: {}", lost.what, lost.why)),
                None => Ok(converted.body.into_blocks()),
            }
        };
        let markdown = format!("\n{}", text.markdown);
        let mut parts = markdown.split("\n=== ");
        let mut blocks = read(parts.next().unwrap_or_default())?;
        for part in parts {
            let (head, markdown) = part.split_once('\n').context("A post has no text.")?;
            let (when, title) = head.split_once('|').unwrap_or((head, ""));
            let mut when = when.split_whitespace();
            let at = when.next().unwrap_or_default();
            let at = jiff::fmt::strtime::parse("%Y-%m-%dT%H:%M%:z", at)
                .and_then(|at| at.to_timestamp())
                .with_context(|| format!("“{at}” is no moment."))?;
            let attrs = PostAttrs {
                id: BlockId::default(),
                at,
                key: when.next() == Some("key"),
                last: false,
                title: title.trim().to_owned(),
            };
            blocks.push(Block::Post { attrs, content: read(markdown)? });
        }
        Ok(Body::new(blocks))
    }

    /// The text as a revision keeps it.
    fn written(&self, text: &Text) -> anyhow::Result<story::Content> {
        let front = &text.front;
        let body = self.body(text)?.map_links(|href| match href.strip_prefix("story:") {
            Some(story) => self.addresses.get(&(story, text.language.code())).cloned(),
            None => Some(href.to_owned()),
        });
        let body = self
            .coverage
            .mark(body, &text.marks)
            .with_context(|| format!("the marks of demo/{}", text.file))?;
        let mut byline = Vec::new();
        for key in &front.byline {
            byline.push(self.credit(key, false, text)?);
        }
        for key in &front.translator {
            byline.push(self.credit(key, true, text)?);
        }
        let mut topics = Vec::new();
        for tag in self.content.stories.get(&text.story).iter().flat_map(|story| &story.tags) {
            let topic = self.topics.get(tag.as_str());
            topics.push(*topic.with_context(|| format!("There is no tag “{tag}”."))?);
        }
        Ok(story::Content {
            headline: front.headline.clone(),
            standfirst: front.standfirst.clone(),
            dateline: (!front.place.is_empty()).then(|| front.place.clone()),
            sponsor: None,
            byline,
            lead: if front.lead.is_empty() { None } else { Some(self.lead(text)?) },
            topics,
            body,
        })
    }

    fn credit(&self, key: &str, translated: bool, text: &Text) -> anyhow::Result<Credit> {
        let author = self.content.authors.get(key);
        let author = author.with_context(|| format!("There is no author “{key}”."))?;
        let role = match author.kind {
            _ if translated => CreditRole::Translator,
            AuthorKind::Agency => CreditRole::Agency,
            AuthorKind::Person | AuthorKind::Desk => CreditRole::Author,
        };
        let name = name_in(&author.name, text.language).to_owned();
        Ok(Credit { role, author: self.authors.get(key).copied(), name })
    }

    fn lead(&self, text: &Text) -> anyhow::Result<LeadPicture> {
        let key = text.front.lead.as_str();
        let media = self.media.get(key).with_context(|| format!("There is no picture “{key}”."))?;
        let caption = match text.front.lead_caption.as_str() {
            "" => name_in(&media.caption, text.language),
            caption => caption,
        };
        Ok(LeadPicture {
            media: media.id,
            alt: name_in(&media.alt, text.language).to_owned(),
            caption: caption.to_owned(),
            credit: Some(media.credit.clone()),
        })
    }

    fn pictures_of(&self, content: &story::Content) -> Vec<Media> {
        let shown = content.media();
        self.media.values().filter(|media| shown.contains(&media.id)).cloned().collect()
    }

    /// What a correction asked of siblings that never had the mistake.
    async fn settle_pending(&self) -> anyhow::Result<()> {
        for id in self.articles.values() {
            let corrections = self.store.corrections_of(*id).await?;
            if corrections.iter().any(|correction| correction.state == CorrectionState::Pending) {
                let mut write = self.store.write().await?;
                write.close_pending(*id, CorrectionState::NotNeeded).await?;
                write.commit().await?;
            }
        }
        Ok(())
    }

    /// The front pages and the lists of important news.
    async fn lists(&self) -> anyhow::Result<()> {
        let by = self.people.get(PUBLISHER).cloned().context("Nobody arranges.")?;
        let mut write = self.store.write().await?;
        for placements in &self.content.placements {
            let edition = EditionCode::parse(&placements.edition)?;
            for (name, keys) in &placements.lists {
                let list = self.list(&edition, name)?;
                let mut placed = Vec::new();
                for (key, position) in keys.iter().zip(1..) {
                    let article = self.articles.get(&(key.as_str(), edition.as_str()));
                    placed.push(Placement {
                        id: PlacementId::new(write.id()),
                        edition: edition.clone(),
                        list: list.clone(),
                        position,
                        article: *article.with_context(|| {
                            format!("demo/placements.toml: {name} of {edition} has “{key}”, which is not there.")
                        })?,
                        from: None,
                        until: None,
                    });
                }
                write.arrange(&edition, &list, &placed, &by).await?;
            }
        }
        Ok(write.commit().await?)
    }

    fn list(&self, edition: &EditionCode, name: &str) -> anyhow::Result<List> {
        match name.split_once('_') {
            None if name == "front" => Ok(List::Front),
            None if name == "important" => Ok(List::Important),
            Some(("important", key)) => {
                let section = self.sections.get(&(edition.clone(), key.to_owned()));
                let section = section.with_context(|| format!("There is no section “{key}”."))?;
                Ok(List::ImportantIn(*section))
            }
            _ => Err(anyhow!("demo/placements.toml: there is no list “{name}”.")),
        }
    }
}

/// The pictures of the demo, with their words in one language.
struct Shelf<'a> {
    media: &'a HashMap<&'a str, Media>,
    language: story::Language,
}

impl Pictures for Shelf<'_> {
    fn find(&mut self, reference: &PictureRef) -> Option<Picture> {
        let media = self.media.get(reference.source.as_str())?;
        Some(Picture {
            media: media.id,
            alt: name_in(&media.alt, self.language).to_owned(),
            caption: name_in(&media.caption, self.language).to_owned(),
            credit: Some(media.credit.clone()),
        })
    }
}

fn english(names: &Names) -> &str {
    name_in(names, story::Language::english())
}
