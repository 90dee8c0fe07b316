//! An archive, written through the ordinary acts, many articles a transaction.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context;
use jiff::SignedDuration;
use store::{Store, Write};
use story::account::Editor;
use story::article::{
    Act, Acted, Article, Correcting, Evidence, Live, NewArticle, Text as TextToPublish,
    TranslatedFrom,
};
use story::author::{Author, AuthorKind};
use story::content::{Credit, CreditRole};
use story::correction::CorrectionKind;
use story::placement::{List, Placement};
use story::revision::RevisionKind;
use story::topic::Topic;
use story::{
    ArticleId, AuthorId, Content, Edition, EditionCode, Kind, PlacementId, RevisionNumber,
    SectionId, Slug, Story, StoryId, Timestamp, TopicId,
};

use super::dice::Dice;
use super::words::{self, Text, Words};
use crate::progress::progress;

/// How many articles are kept at once.
const AT_ONCE: usize = 500;

/// How many people write for one edition.
const AUTHORS: usize = 100;

/// How long the archive is, in days of twenty years.
const DAYS: i64 = 7305;

/// How often a story is told in other languages too. In papers of five editions, three of ten articles then are
/// translations.
const TRANSLATED: f64 = 0.2;

/// How often a text is brought up to date later, and how often it is put right.
const UPDATED: f64 = 0.04;
const CORRECTED: f64 = 0.01;

/// How many articles stand in each list that editors arrange.
const PLACED: usize = 5;

/// What an archive is made of.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    pub(super) store: &'a Store,
    pub(super) editions: &'a [Edition],
    pub(super) words: &'a Words,
    /// The end of its last day but one.
    pub(super) until: Timestamp,
}

/// What was made.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) articles: u32,
    pub(super) stories: u32,
    pub(super) editions: usize,
    pub(super) authors: usize,
    pub(super) topics: usize,
    pub(super) updated: u32,
    pub(super) corrected: u32,
}

/// The newsroom that made it.
#[derive(Debug, Default)]
struct Newsroom {
    authors: HashMap<EditionCode, Vec<(AuthorId, String)>>,
    topics: Vec<TopicId>,
    /// The keys of sections with the section of each edition.
    sections: Vec<BTreeMap<EditionCode, SectionId>>,
}

/// What one article is told as.
struct Telling<'a> {
    edition: &'a Edition,
    section: SectionId,
    story: &'a Story,
    topics: &'a [TopicId],
    at: Timestamp,
    from: Option<TranslatedFrom>,
}

/// An archive that is being made.
struct Making<'a> {
    archive: &'a Archive<'a>,
    room: &'a Newsroom,
    by: Editor,
    dice: Dice,
    made: Made,
    /// The newest articles of each edition.
    newest: HashMap<EditionCode, Vec<ArticleId>>,
}

impl Archive<'_> {
    /// Makes so many articles.
    pub(super) async fn make(&self, articles: u32, seed: u64) -> anyhow::Result<Made> {
        let room = self.newsroom().await?;
        let mut making = Making {
            archive: self,
            room: &room,
            by: Editor::operator("generate"),
            dice: Dice::new(seed),
            made: Made {
                editions: self.editions.len(),
                authors: room.authors.values().map(Vec::len).sum(),
                topics: room.topics.len(),
                ..Made::default()
            },
            newest: HashMap::new(),
        };
        let bar = progress(u64::from(articles));
        bar.set_message("articles");
        while making.made.articles < articles {
            let mut write = self.store.write().await?;
            let full = making.made.articles + u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
            while making.made.articles < articles.min(full) {
                making.story(&mut write, articles).await?;
            }
            write.commit().await?;
            bar.set_position(u64::from(making.made.articles));
        }
        making.arrange().await?;
        bar.finish_and_clear();
        Ok(making.made)
    }

    async fn newsroom(&self) -> anyhow::Result<Newsroom> {
        let mut room = Newsroom::default();
        let mut by_key: BTreeMap<String, BTreeMap<EditionCode, SectionId>> = BTreeMap::new();
        for section in self.store.sections().await? {
            if section.position.is_some() {
                by_key.entry(section.key).or_default().insert(section.edition, section.id);
            }
        }
        room.sections = by_key.into_values().collect();
        let mut write = self.store.write().await?;
        for (edition, place) in self.editions.iter().zip(0..) {
            let mut authors = Vec::new();
            for name in words::authors(edition.language, AUTHORS) {
                authors.push(self.author(&mut write, edition, name, place).await?);
            }
            room.authors.insert(edition.code.clone(), authors);
        }
        for names in words::topics() {
            let slug = names.get("en").map(String::as_str).unwrap_or_default();
            let slug =
                Slug::of(slug, story::Language::english()).context("A topic has no name.")?;
            let topic = Topic { id: TopicId::new(write.id()), slug, names };
            room.topics.push(write.put_topic(&topic).await?);
        }
        write.commit().await?;
        Ok(room)
    }

    async fn author(
        &self,
        write: &mut Write<'_>,
        edition: &Edition,
        name: String,
        place: u32,
    ) -> anyhow::Result<(AuthorId, String)> {
        let slug = Slug::of(&name, edition.language).context("An author has no name.")?;
        let author = Author {
            id: AuthorId::new(write.id()),
            // Two editions of one language have authors of the same name.
            slug: if place == 0 { slug } else { slug.numbered(place + 1) },
            kind: AuthorKind::Person,
            names: BTreeMap::from([(edition.language.code().to_owned(), name.clone())]),
            titles: BTreeMap::new(),
            bios: BTreeMap::new(),
        };
        Ok((write.put_author(&author).await?, name))
    }
}

impl<'a> Making<'a> {
    /// One story, in one edition or in several.
    async fn story(&mut self, write: &mut Write<'_>, articles: u32) -> anyhow::Result<()> {
        // Half of it is written in the first edition, and the others share the rest.
        let editions = self.archive.editions;
        let first = if self.dice.happens(0.5) { 0 } else { self.dice.one_of(editions.len()) };
        let first = editions.get(first).context("The paper has no edition.")?;
        let room = self.room;
        let section = &room.sections[self.dice.one_of_unequal(room.sections.len())];
        let at = self.moment(articles)?;
        let story = Story {
            id: StoryId::new(write.id()),
            kind: self.kind(),
            embargo: None,
            sensitive: self.dice.happens(0.02),
            parent: None,
            created_at: at,
        };
        write.put_story(&story).await?;
        self.made.stories += 1;
        let topics = self.topics();
        let Some(in_section) = section.get(&first.code) else { return Ok(()) };
        let telling = Telling {
            edition: first,
            section: *in_section,
            story: &story,
            topics: &topics,
            at,
            from: None,
        };
        let original = self.article(write, telling).await?;
        if !self.dice.happens(TRANSLATED) {
            return Ok(());
        }
        for edition in editions {
            let wanted = edition.code != first.code && self.dice.happens(0.55);
            let Some(in_section) = section.get(&edition.code).filter(|_| wanted) else { continue };
            if self.made.articles >= articles {
                break;
            }
            let hours = SignedDuration::from_hours(i64::try_from(1 + self.dice.one_of(24))?);
            let telling = Telling {
                edition,
                section: *in_section,
                story: &story,
                topics: &topics,
                at: at.checked_add(hours)?.min(self.archive.until),
                from: Some(original),
            };
            self.article(write, telling).await?;
        }
        Ok(())
    }

    async fn article(
        &mut self,
        write: &mut Write<'_>,
        telling: Telling<'_>,
    ) -> anyhow::Result<TranslatedFrom> {
        let Telling { edition, section, story, topics, at, from } = telling;
        self.made.articles += 1;
        let texts = self.archive.words.texts(edition.language);
        let text = texts.get(self.dice.one_of(texts.len())).context("There is no text.")?;
        let content = self.content(text, edition, topics);
        let id = ArticleId::new(write.id());
        let note = "Made by `masthead generate`.";
        let revision =
            write.write_revision(id, RevisionKind::Imported, at, None, note, &content).await?;
        let new = NewArticle {
            id,
            edition: edition.code.clone(),
            section: Some(section),
            slug: text.slug.numbered(self.made.articles),
            translated_from: from,
        };
        let evidence = Evidence::none(edition.language);
        let public = TextToPublish { revision: &revision, content: &content, evidence: &evidence };
        let by = self.by.clone();
        let act = Act { by: &by, now: at, story };
        let acted = Article::import(new, public, Some(Live { since: at, changed: None }), act)?;
        write.save(&acted, &self.by).await?;
        let newest = self.newest.entry(edition.code.clone()).or_default();
        newest.insert(0, id);
        newest.truncate(2 * PLACED);
        let mut live = revision.number;
        if self.dice.happens(UPDATED + CORRECTED) {
            live = self.change(write, id, content, act).await?;
        }
        Ok(TranslatedFrom { article: id, revision: live })
    }

    /// Some hours later the text is another one.
    async fn change(
        &mut self,
        write: &mut Write<'_>,
        id: ArticleId,
        mut content: Content,
        act: Act<'_>,
    ) -> anyhow::Result<RevisionNumber> {
        let hours = SignedDuration::from_hours(i64::try_from(1 + self.dice.one_of(72))?);
        let now = act.now.checked_add(hours)?.min(self.archive.until);
        let by = self.by.clone();
        let act = Act { now, by: &by, story: act.story };
        let mut blocks = content.body.into_blocks();
        // The last paragraph is said again on top, which a history shows as a change.
        if let Some(last) = blocks.last().cloned() {
            blocks.insert(0, last);
        }
        content.body = story::Body::new(blocks);
        let kind = RevisionKind::Checkpoint;
        let revision = write.write_revision(id, kind, now, None, "", &content).await?;
        let written = write.article(id).await?.write(revision.number, act)?;
        write.save(&written, &by).await?;
        let approved = write.article(id).await?.approve(revision.number, act)?;
        write.save(&approved, &by).await?;
        let evidence = Evidence::none(story::Language::english());
        let public = TextToPublish { revision: &revision, content: &content, evidence: &evidence };
        let article = write.article(id).await?;
        let acted: Acted = if self.dice.happens(CORRECTED / (UPDATED + CORRECTED)) {
            self.made.corrected += 1;
            let text = "A number was wrong in an earlier version.";
            let kind = CorrectionKind::Correction;
            article.correct(public, Correcting { kind, text, claim: None }, act)?
        } else {
            self.made.updated += 1;
            article.publish(public, act)?
        };
        write.save(&acted, &by).await?;
        Ok(revision.number)
    }

    fn content(&mut self, text: &Text, edition: &Edition, topics: &[TopicId]) -> Content {
        let authors = self.room.authors.get(&edition.code).map(Vec::as_slice).unwrap_or_default();
        let mut byline: Vec<Credit> = Vec::new();
        for _ in 0..1 + usize::from(self.dice.happens(0.1)) {
            let Some((author, name)) = authors.get(self.dice.one_of_unequal(authors.len())) else {
                break;
            };
            if byline.iter().all(|credit| credit.author != Some(*author)) {
                let (author, name) = (Some(*author), name.clone());
                byline.push(Credit { role: CreditRole::Author, author, name });
            }
        }
        Content {
            headline: format!("{} ({})", text.headline, self.made.articles),
            standfirst: if self.dice.happens(0.7) {
                text.standfirst.clone()
            } else {
                String::new()
            },
            dateline: None,
            sponsor: None,
            byline,
            lead: None,
            topics: topics.to_vec(),
            body: text.body.clone(),
        }
    }

    fn kind(&mut self) -> Kind {
        match self.dice.one_of(20) {
            0 | 1 => Kind::Brief,
            2 => Kind::Analysis,
            3 => Kind::Opinion,
            4 => Kind::Interview,
            _ => Kind::News,
        }
    }

    fn topics(&mut self) -> Vec<TopicId> {
        let mut topics = Vec::new();
        for _ in 0..1 + self.dice.one_of(4) {
            let topic = self.room.topics[self.dice.one_of_unequal(self.room.topics.len())];
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        topics
    }

    /// When the next story is told: one after the other over all the years.
    fn moment(&mut self, articles: u32) -> anyhow::Result<Timestamp> {
        let span = SignedDuration::from_hours(24 * DAYS);
        let passed = f64::from(self.made.articles) + self.dice.fraction();
        let passed = (passed / f64::from(articles)).min(1.0);
        let left = span.as_secs_f64() * (1.0 - passed);
        let left = SignedDuration::from_millis((left * 1000.0) as i64);
        Ok(self.archive.until.checked_sub(left)?)
    }

    /// The fronts and the lists of important news.
    async fn arrange(&mut self) -> anyhow::Result<()> {
        let mut write = self.archive.store.write().await?;
        for (edition, newest) in &self.newest {
            for list in [List::Front, List::Important] {
                let from = if list == List::Front { 0 } else { PLACED };
                let mut placements = Vec::new();
                for (article, position) in newest.iter().skip(from).take(PLACED).zip(1..) {
                    placements.push(Placement {
                        id: PlacementId::new(write.id()),
                        edition: edition.clone(),
                        list: list.clone(),
                        position,
                        article: *article,
                        from: None,
                        until: None,
                    });
                }
                write.arrange(edition, &list, &placements, &self.by).await?;
            }
        }
        Ok(write.commit().await?)
    }
}
