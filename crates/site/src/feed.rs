//! Feeds of a front, a section, an author and a topic, in every format of `wire`.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use store::{Listed, LiveArticle, Place};
use story::topic::name_in;
use story::{MediaId, TopicId};
use theme::page::FeedLink;
use wire::addresses::{Addresses, Picture, absolute};
use wire::feed::{Author, Entry, FORMATS, Feed, Format, Image};

use crate::answer::Answer;
use crate::article::linked_stories;
use crate::paper::{EditionPaper, Paper};
use crate::picture::{self, Shown};
use crate::surrogate_key::SurrogateKeys;
use crate::unplaced::unpaid;
use crate::{Error, Site, link};

/// How many articles a feed has.
const ENTRIES: usize = 30;

/// A page's feeds, for its head: `path` is the page's, without a slash at the end.
pub(crate) fn links(title: &str, path: &str) -> Vec<FeedLink> {
    let links = FORMATS.iter().map(|format| FeedLink {
        title: format!("{title} ({})", format.name),
        href: format!("{path}/feed.{}", format.extension),
        content_type: format.content_type.split(';').next().unwrap_or_default().to_owned(),
    });
    links.collect()
}

pub(crate) async fn of_edition(
    format: &'static Format,
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let newest = site.reader().newest(&at.edition.code, Place::START, ENTRIES).await?;
    let mut keys = SurrogateKeys::of_edition(at);
    keys.newest(&at.edition.code);
    let about =
        About { title: at.edition.title.clone(), path: link::front(&at.edition.code), keys };
    site.feed(format, &paper, at, about, newest.articles).await
}

pub(crate) async fn of_section(
    format: &'static Format,
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let section = at.section_at(&slug).ok_or(Error::NotFound)?;
    let newest =
        site.reader().in_section(&at.edition.code, section.id, Place::START, ENTRIES).await?;
    let mut keys = SurrogateKeys::of_edition(at);
    keys.section(section.id);
    let about = About {
        title: format!("{} — {}", section.name, at.edition.title),
        path: link::section(section),
        keys,
    };
    site.feed(format, &paper, at, about, newest.articles).await
}

pub(crate) async fn of_author(
    format: &'static Format,
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let author = site.reader().author_at(&slug).await?.ok_or(Error::NotFound)?;
    let newest =
        site.reader().by_author(&at.edition.code, author.id, Place::START, ENTRIES).await?;
    if newest.articles.is_empty() {
        return Err(Error::NotFound);
    }
    let name = name_in(&author.names, at.edition.language);
    let path = link::author(&at.edition.code, &author.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.author(author.id);
    let about = About { title: format!("{name} — {}", at.edition.title), path, keys };
    site.feed(format, &paper, at, about, newest.articles).await
}

pub(crate) async fn of_topic(
    format: &'static Format,
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let topic = match site.topic(at, &slug).await? {
        Ok(topic) => topic,
        Err(moved) => return Ok(moved),
    };
    let id = TopicId::from(topic.id);
    let newest = site.reader().about_topic(&at.edition.code, id, Place::START, ENTRIES).await?;
    if newest.articles.is_empty() {
        return Err(Error::NotFound);
    }
    let name = topic.name(at.edition.language);
    let path = link::topic(&at.edition.code, &topic.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.topic(id).item(topic.id);
    let about = About { title: format!("{name} — {}", at.edition.title), path, keys };
    site.feed(format, &paper, at, about, newest.articles).await
}

pub(crate) async fn of_coverage(
    format: &'static Format,
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let item = match site.storyline(at, &slug).await? {
        Ok(item) => item,
        Err(moved) => return Ok(moved),
    };
    let Some(storyline) = item.storyline() else { return Err(Error::NotFound) };
    let articles = site.on_storyline(at, &item, storyline, ENTRIES).await?;
    if articles.is_empty() {
        return Err(Error::NotFound);
    }
    let path = link::coverage(&at.edition.code, &item.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.item(item.id);
    storyline.events.iter().for_each(|event| {
        keys.item(*event);
    });
    let name = item.name(at.edition.language);
    let about = About { title: format!("{name} — {}", at.edition.title), path, keys };
    site.feed(format, &paper, at, about, articles).await
}

/// What an edition put right, each correction an entry that leads to what it changed.
pub(crate) async fn of_corrections(
    format: &'static Format,
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let edition = &at.edition;
    let limit = i64::try_from(ENTRIES).unwrap_or(i64::MAX);
    let rows = site.reader().corrections_in(&edition.code, None, limit).await?;
    let mut keys = SurrogateKeys::of_edition(at);
    keys.corrections(&edition.code);
    let shown = Shown::default();
    let entries = rows.iter().map(|row| {
        let path = link::article(&edition.code, &row.slug);
        let correction = &row.correction;
        let kind = format!("correction-{}", correction.kind.as_str());
        let kind = site.theme().message(edition.language, &kind);
        let changed = correction.to.map_or(path.clone(), |to| format!("{path}/history/{to}"));
        let words = story::inline::Inline::text(&correction.text);
        let body = story::Body::new(vec![story::block::Block::paragraph(vec![words])]);
        let html = wire::html_out::html(&body, edition.language, &site.addresses(&shown));
        Entry {
            id: site
                .absolute(&format!("/id/a/{}#correction-{}", correction.article, correction.id)),
            url: site.absolute(&changed),
            title: format!("{kind}: {}", row.headline),
            summary: correction.text.clone(),
            content_html: html,
            authors: Vec::new(),
            published: correction.at,
            updated: correction.at,
            categories: vec![kind],
            image: None,
            language: edition.language,
            source: None,
        }
    });
    let entries: Vec<Entry> = entries.collect();
    if entries.is_empty() {
        keys.newest(&edition.code);
    }
    let path = format!("/{code}/corrections");
    let title = site.theme().message(edition.language, "corrections");
    let feed = Feed {
        title: format!("{title} — {}", edition.title),
        link: site.absolute(&path),
        self_link: site.absolute(&format!("{path}/feed.{}", format.extension)),
        description: site.theme().message(edition.language, "corrections-intro"),
        language: edition.language,
        rights: edition.rights.clone(),
        updated: entries
            .first()
            .map(|entry| entry.updated)
            .or(at.newest_at)
            .unwrap_or(story::Timestamp::UNIX_EPOCH),
        zone: edition.zone(),
        icon: None,
        entries,
    };
    let answer = Answer::new(format.content_type, (format.write)(&feed));
    Ok(answer.shows(&keys, site.now()).into_response())
}

/// Which list a feed is of.
struct About {
    title: String,
    path: String,
    keys: SurrogateKeys,
}

impl Site {
    async fn feed(
        &self,
        format: &Format,
        paper: &Paper,
        at: &EditionPaper,
        about: About,
        articles: Vec<Listed>,
    ) -> Result<Response, Error> {
        let About { title, path, mut keys } = about;
        let articles: Vec<Listed> = articles.into_iter().filter(unpaid).collect();
        keys.listed(&articles);
        let ids: Vec<_> = articles.iter().map(|article| article.article).collect();
        let live = self.reader().live_articles(&ids).await?;
        let media: Vec<MediaId> = live.iter().flat_map(|live| live.content.media()).collect();
        let shown = self.pictures(&media).await?;
        keys.pictures(&shown);
        for story in live.iter().flat_map(|live| linked_stories(&live.content.body)) {
            keys.story(story);
        }
        let authors = self.authors_of(&live).await?;
        let mut by_id: HashMap<_, _> =
            live.into_iter().map(|live| (live.article.id, live)).collect();
        let mut entries = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(live) = by_id.remove(&id) {
                entries.push(self.entry(at, &live, &shown, &authors).await?);
            }
        }
        let edition = &at.edition;
        if entries.is_empty() {
            // It is then as of the edition's newest article.
            keys.newest(&edition.code);
        }
        let updated = entries.iter().map(|entry| entry.updated).max();
        let feed = Feed {
            title,
            link: self.absolute(&path),
            self_link: self.absolute(&format!(
                "{}/feed.{}",
                path.trim_end_matches('/'),
                format.extension
            )),
            description: if edition.description.is_empty() {
                edition.tagline.clone()
            } else {
                edition.description.clone()
            },
            language: edition.language,
            rights: edition.rights.clone(),
            updated: updated.or(at.newest_at).unwrap_or(story::Timestamp::UNIX_EPOCH),
            zone: edition.zone(),
            icon: None,
            entries,
        };
        let _ = paper;
        let answer = Answer::new(format.content_type, (format.write)(&feed));
        Ok(answer.shows(&keys, self.now()).into_response())
    }

    async fn authors_of(&self, live: &[LiveArticle]) -> Result<Vec<story::author::Author>, Error> {
        let mut ids: Vec<_> = live
            .iter()
            .flat_map(|live| &live.content.byline)
            .filter_map(|credit| credit.author)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(self.reader().authors(&ids).await?)
    }

    async fn entry(
        &self,
        at: &EditionPaper,
        live: &LiveArticle,
        shown: &Shown,
        authors: &[story::author::Author],
    ) -> Result<Entry, Error> {
        let LiveArticle { article, content, story } = live;
        let edition = &at.edition;
        let language = edition.language;
        let published = article.first_live_at.unwrap_or(story.created_at);
        let body = self.with_links(at, &content.body).await?;
        let body = picture::with_credits(body, shown);
        let section = article.section.and_then(|section| at.section(section));
        Ok(Entry {
            id: self.absolute(&format!("/id/a/{}", article.id)),
            url: self.absolute(&link::article(&edition.code, &article.slug)),
            title: content.headline.clone(),
            summary: content.summary(),
            content_html: wire::html_out::html(&body, language, &self.addresses(shown)),
            authors: content
                .byline
                .iter()
                .map(|credit| Author {
                    name: credit.name.clone(),
                    url: credit
                        .author
                        .and_then(|id| authors.iter().find(|author| author.id == id))
                        .map(|author| self.absolute(&link::author(&edition.code, &author.slug))),
                })
                .collect(),
            published,
            updated: article.changed_at.unwrap_or(published),
            categories: section.map(|section| section.name.clone()).into_iter().collect(),
            image: content
                .lead
                .as_ref()
                .and_then(|lead| picture::outside(self, shown.get(&lead.media)?, &lead.alt)),
            language,
            source: None,
        })
    }

    /// Where links and pictures of a body lead for somebody who is not on the site.
    pub(crate) fn addresses<'a>(&'a self, shown: &'a Shown) -> FromOutside<'a> {
        FromOutside { site: self, shown }
    }
}

/// The site's links and pictures with its full address.
pub(crate) struct FromOutside<'a> {
    site: &'a Site,
    shown: &'a Shown,
}

impl Addresses for FromOutside<'_> {
    fn link(&self, href: &str) -> Option<String> {
        absolute(self.site.url(), href)
    }

    fn picture(&self, id: MediaId) -> Option<Picture> {
        let Image { url, width, height, .. } =
            picture::outside(self.site, self.shown.get(&id)?, "")?;
        Some(Picture { url, width, height })
    }
}
