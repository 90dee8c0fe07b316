//! An article, and its other forms: print, light, Markdown, plain text; those for programs are in `exchange.rs`.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use store::{ArticleState, LiveArticle, Sibling};
use story::correction::{Correction, CorrectionState};
use story::coverage::annotation::{self, Annotation};
use story::topic::name_in;
use story::{ArticleId, AuthorId, ItemId, Kind, MediaId, words};
use theme::page::{
    ArticlePage, ArticleText, CorrectionNote, Credit, EditionTarget, LightPage, NavLink, PrintPage,
    ShareLink, Text, TranslatedFrom,
};

use crate::advertisement::BESIDE_THE_STORY;
use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::item::Known;
use crate::paper::{EditionPaper, Paper};
use crate::picture::{self, Shown};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, head, link, live};

/// How long a sibling's correction waits for this article before readers are told.
const PENDING_IN_SILENCE: jiff::SignedDuration = jiff::SignedDuration::from_mins(30);

pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, name)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    // Slugs have no dots, so what follows one asks for another form of the article.
    match name.split_once('.') {
        Some((slug, "txt")) => site.plain_text(&code, slug, &visit).await,
        Some((slug, "md")) => site.markdown(&code, slug, &visit).await,
        Some((slug, "ninjs.json")) => site.ninjs(&code, slug).await,
        Some((slug, "annotations.json")) => site.annotations(&code, slug).await,
        Some(_) => Err(Error::NotFound),
        None => site.article_page(&code, &name, &visit).await,
    }
}

pub(crate) async fn print(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "/print").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    let (mut article, head, mut keys) = site.alone(&paper, &found).await?;
    let annotations = annotation::of_body(&found.live.content.body);
    let items = site.items_and_named(&paper, &annotation::items(&annotations)).await?;
    let (behind, marks) = site.behind(&paper, found.at, &annotations, &items, &mut keys).await?;
    article.text.claims = marks;
    let page = PrintPage { paper: site.chrome(&paper, found.at, &visit, head), article, behind };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}

pub(crate) async fn light(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "/light").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    let (article, head, keys) = site.alone(&paper, &found).await?;
    let page = LightPage { paper: site.chrome(&paper, found.at, &visit, head), article };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}

/// An article that readers may have, in its edition.
pub(crate) struct Shows<'a> {
    pub(crate) at: &'a EditionPaper,
    pub(crate) live: Box<LiveArticle>,
}

/// What an article's address leads to.
pub(crate) enum Found<'a> {
    Here(Shows<'a>),
    Elsewhere(Response),
}

/// What an article page asks the store besides the article.
pub(crate) struct Around {
    pub(crate) siblings: Vec<Sibling>,
    pub(crate) corrections: Vec<Correction>,
    pub(crate) pictures: Shown,
    pub(crate) authors: Vec<story::author::Author>,
    pub(crate) topics: Vec<story::topic::Topic>,
    /// Which words of the text stand for which item.
    pub(crate) annotations: Vec<Annotation>,
    /// The items that the text speaks of, and those that they name.
    pub(crate) items: Known,
    /// The claims that corrections name.
    pub(crate) put_right: Known,
    /// How many words the text has.
    pub(crate) words: usize,
}

impl Site {
    /// The article at an address: live, moved, or closed. `form` is what follows its path.
    pub(crate) async fn find<'a>(
        &self,
        paper: &'a Paper,
        code: &str,
        slug: &str,
        form: &str,
    ) -> Result<Found<'a>, Error> {
        let at = paper.edition(code).ok_or(Error::NotFound)?;
        match self.reader().article_at(&at.edition.code, slug).await? {
            Some(ArticleState::Live(live)) => Ok(Found::Here(Shows { at, live })),
            Some(ArticleState::Closed(article)) => Err(Error::closed(&article)),
            None => {
                let path = format!("/{code}/post/{slug}");
                let moved = self.reader().url(&path).await?.ok_or(Error::NotFound)?;
                let now = link::article(&moved.edition, &moved.slug);
                Ok(Found::Elsewhere(moved_permanently(&format!("{now}{form}"))))
            }
        }
    }

    async fn article_page(&self, code: &str, slug: &str, visit: &Visit) -> Result<Response, Error> {
        let paper = self.paper().await?;
        let found = match self.find(&paper, code, slug, "").await? {
            Found::Here(found) => found,
            Found::Elsewhere(redirect) => return Ok(redirect),
        };
        let (page, keys) = self.full_page(&paper, &found, visit).await?;
        Ok(Answer::html(self.theme().render(&page)?).shows(&keys, self.now()).into_response())
    }

    /// The article's page with everything on it, and what it shows.
    pub(crate) async fn full_page(
        &self,
        paper: &Paper,
        found: &Shows<'_>,
        visit: &Visit,
    ) -> Result<(ArticlePage, SurrogateKeys), Error> {
        let Shows { at, live } = found;
        let edition = &at.edition;
        let section = live.article.section.and_then(|section| at.section(section));
        let mut keys = SurrogateKeys::of_edition(at);
        let (around, related, important) = tokio::try_join!(
            // Boxed, or every page would be as big as this one.
            Box::pin(self.around(paper, live)),
            self.related(at, live),
            async {
                match section {
                    Some(section) => {
                        self.important_list(at, Some(section), &mut keys).await.map(Some)
                    }
                    None => Ok(None),
                }
            },
        )?;
        let related = self.teasers(paper, related, &mut keys).await?;
        let most_read = Box::pin(self.most_read(at, None, &mut keys)).await?;
        self.note_around(live, &around, &mut keys);
        let mut article = self.article_text(paper, found, &around).await?;
        let (behind, marks) =
            Box::pin(self.behind(paper, at, &around.annotations, &around.items, &mut keys)).await?;
        let head = self.article_head(paper, found, &around);
        let head =
            Head { json_ld: Some(head::news_article(self, paper, found, &around, &marks)), ..head };
        article.text.claims = marks;
        let path = link::article(&edition.code, &live.article.slug);
        let page = ArticlePage {
            topics: topics(at, &around),
            share: ShareLink::all(&article.permalink, &article.headline),
            print_href: format!("{path}/print"),
            history_href: format!("{path}/history"),
            light_href: Some(format!("{path}/light")),
            text_href: format!("{path}.txt"),
            markdown_href: format!("{path}.md"),
            republish: !edition.rights.is_empty()
                && live.story.kind.is_listed()
                && live.story.kind != Kind::Sponsored,
            advertisement: bears_advertisements(&live.story)
                .then(|| self.ad_slot(paper, at, BESIDE_THE_STORY, section, &mut keys))
                .flatten(),
            live: live::place(&path, live.story.kind, &live.content.body),
            behind,
            related,
            important: important.filter(|list| !list.items.is_empty()),
            most_read,
            paper: self.chrome(paper, at, visit, head),
            article,
        };
        Ok((page, keys))
    }

    /// Names what an article shows besides its own text and that of its siblings.
    pub(crate) fn note_around(
        &self,
        live: &LiveArticle,
        around: &Around,
        keys: &mut SurrogateKeys,
    ) {
        note_article(live, keys);
        keys.pictures(&around.pictures);
        for claim in around.put_right.keys() {
            keys.item(*claim);
        }
        for topic in &live.content.topics {
            keys.topic(*topic);
        }
        // The moment from which readers are told that a correction is under way.
        let since = pending(around).and_then(|since| since.checked_add(PENDING_IN_SILENCE).ok());
        if let Some(told) = since.filter(|told| *told > self.now()) {
            keys.until(told);
        }
    }

    /// Everything around an article that the store knows, asked for at once.
    pub(crate) async fn around(&self, paper: &Paper, live: &LiveArticle) -> Result<Around, Error> {
        let LiveArticle { article, content, story } = live;
        let authors: Vec<AuthorId> =
            content.byline.iter().filter_map(|credit| credit.author).collect();
        let media: Vec<MediaId> = content.media();
        let annotations = annotation::of_body(&content.body);
        let spoken_of = annotation::items(&annotations);
        let (siblings, corrections, pictures, authors, topics, items) = tokio::try_join!(
            async { Ok(self.reader().siblings(story.id).await?) },
            async { Ok(self.reader().corrections_of(article.id).await?) },
            self.pictures(&media),
            async { Ok::<_, Error>(self.reader().authors(&authors).await?) },
            async { Ok(self.reader().topics(&content.topics).await?) },
            self.items_and_named(paper, &spoken_of),
        )?;
        let named: Vec<ItemId> =
            corrections.iter().filter_map(|correction| correction.claim).collect();
        let put_right = self.items(paper, &named).await?;
        let words = self.word_count(live);
        Ok(Around {
            siblings,
            corrections,
            pictures,
            authors,
            topics,
            annotations,
            items,
            put_right,
            words,
        })
    }

    /// An article's text and head for the pages that show nothing else.
    async fn alone(
        &self,
        paper: &Paper,
        found: &Shows<'_>,
    ) -> Result<(ArticleText, Head, SurrogateKeys), Error> {
        let mut keys = SurrogateKeys::of_edition(found.at);
        let around = Box::pin(self.around(paper, &found.live)).await?;
        let head = self.article_head(paper, found, &around);
        let article = self.article_text(paper, found, &around).await?;
        // Another form of the same article: search engines keep to the article itself.
        self.note_around(&found.live, &around, &mut keys);
        Ok((article, Head { noindex: true, ..head }, keys))
    }

    pub(crate) async fn article_text(
        &self,
        paper: &Paper,
        found: &Shows<'_>,
        around: &Around,
    ) -> Result<ArticleText, Error> {
        let Shows { at, live } = found;
        let LiveArticle { article, content, story } = live.as_ref();
        let language = at.edition.language;
        let section = article.section.and_then(|section| at.section(section));
        let path = link::page(&at.edition.code, &article.slug, story.kind);
        let pictures = around
            .pictures
            .iter()
            .filter_map(|(id, media)| Some((*id, picture::file(media)?)))
            .collect();
        let body = self.with_links(at, &content.body).await?;
        let body = picture::with_credits(body, &around.pictures);
        Ok(ArticleText {
            kind: story.kind,
            ended: content.body.ended_at().is_some(),
            section: section.map(|section| NavLink {
                name: section.name.clone(),
                href: link::section(section),
                current: true,
            }),
            kicker: String::new(),
            headline: content.headline.clone(),
            standfirst: content.standfirst.clone(),
            byline: byline(at, live, around),
            dateline: content.dateline.clone(),
            sponsor: content.sponsor.clone().filter(|sponsor| !sponsor.is_empty()),
            first_live_at: article.first_live_at.unwrap_or(story.created_at),
            changed_at: article.changed_at,
            reading_minutes: words::reading_minutes(around.words, language),
            views: story.kind.is_listed().then(|| self.views_place(at, article.id)).flatten(),
            lead: content
                .lead
                .as_ref()
                .and_then(|lead| picture::lead(lead, &around.pictures, language)),
            text: Text { body, pictures, ..Text::default() },
            corrections: corrections(around, &path),
            correction_pending_since: self.pending_since(around),
            translated_from: translated_from(paper, live, around),
            permalink: self.absolute(&path),
            version: article.public.live().unwrap_or(article.draft),
            href: path,
        })
    }

    /// The body with links to other stories made addresses; a link to a story that readers of this edition
    /// cannot have is taken away, and its words stay.
    pub(crate) async fn with_links(
        &self,
        at: &EditionPaper,
        body: &story::Body,
    ) -> Result<story::Body, Error> {
        let stories = linked_stories(body);
        let body = body.clone();
        if stories.is_empty() {
            return Ok(body);
        }
        let siblings = self.reader().siblings_of(&stories).await?;
        Ok(body.map_links(|href| {
            let Some(story) = story_in(href) else { return Some(href.to_owned()) };
            let here = siblings
                .iter()
                .find(|(of, sibling)| *of == story && sibling.edition == at.edition.code);
            here.map(|(_, sibling)| link::sibling(sibling))
        }))
    }

    fn article_head(&self, paper: &Paper, found: &Shows<'_>, around: &Around) -> Head {
        let Shows { at, live } = found;
        let content = &live.content;
        let image = content
            .lead
            .as_ref()
            .and_then(|lead| picture::lead(lead, &around.pictures, at.edition.language));
        Head {
            path: Some(link::page(&at.edition.code, &live.article.slug, live.story.kind)),
            elsewhere: elsewhere(paper, found, around),
            section: live.article.section,
            description: content.summary(),
            image,
            ..Head::default()
        }
    }

    fn pending_since(&self, around: &Around) -> Option<story::Timestamp> {
        let now = self.now();
        pending(around).filter(|since| now.duration_since(*since) >= PENDING_IN_SILENCE)
    }

    async fn plain_text(&self, code: &str, slug: &str, visit: &Visit) -> Result<Response, Error> {
        let _ = visit;
        let paper = self.paper().await?;
        let found = match self.find(&paper, code, slug, ".txt").await? {
            Found::Here(found) => found,
            Found::Elsewhere(redirect) => return Ok(redirect),
        };
        let (text, keys) = self.as_text(&found).await?;
        let answer = self.other_form("text/plain; charset=utf-8", text, &found);
        Ok(answer.shows(&keys, self.now()).into_response())
    }

    async fn markdown(&self, code: &str, slug: &str, visit: &Visit) -> Result<Response, Error> {
        let _ = visit;
        let paper = self.paper().await?;
        let found = match self.find(&paper, code, slug, ".md").await? {
            Found::Here(found) => found,
            Found::Elsewhere(redirect) => return Ok(redirect),
        };
        let (text, keys) = self.as_markdown(&found).await?;
        let answer = self.other_form("text/markdown; charset=utf-8", text, &found);
        Ok(answer.shows(&keys, self.now()).into_response())
    }

    /// Text and Markdown say in their headers which page they are a form of.
    pub(crate) fn other_form(&self, content_type: &str, text: String, found: &Shows<'_>) -> Answer {
        let live = &found.live;
        let path = link::page(&found.at.edition.code, &live.article.slug, live.story.kind);
        Answer::new(content_type, text)
            .with("link", &format!("<{}>; rel=\"canonical\"", self.absolute(&path)))
            .with("x-robots-tag", "noindex")
            .with("content-language", found.at.edition.language.code())
    }
}

/// Names what every form of an article shows.
pub(crate) fn note_article(live: &LiveArticle, keys: &mut SurrogateKeys) {
    keys.article(live.article.id).story(live.story.id);
    for story in linked_stories(&live.content.body) {
        keys.story(story);
    }
}

/// Since when the first of the corrections of siblings waits for this article.
fn pending(around: &Around) -> Option<story::Timestamp> {
    let pending =
        around.corrections.iter().filter(|correction| correction.state == CorrectionState::Pending);
    pending.map(|correction| correction.at).min()
}

/// The stories that a body leads to.
pub(crate) fn linked_stories(body: &story::Body) -> Vec<story::StoryId> {
    body.links().filter_map(story_in).collect()
}

pub(crate) fn moved_permanently(to: &str) -> Response {
    let mut response = Redirect::permanent(to).into_response();
    // 301 and not axum's 308: the oldest feed readers know only the former, and these are GETs.
    *response.status_mut() = StatusCode::MOVED_PERMANENTLY;
    response
}

fn story_in(href: &str) -> Option<story::StoryId> {
    href.strip_prefix("story:")?.parse().ok()
}

fn byline(at: &EditionPaper, live: &LiveArticle, around: &Around) -> Vec<Credit> {
    let credits = live.content.byline.iter().map(|credit| {
        let author =
            credit.author.and_then(|id| around.authors.iter().find(|author| author.id == id));
        Credit {
            role: credit.role,
            name: credit.name.clone(),
            href: author.map(|author| link::author(&at.edition.code, &author.slug)),
        }
    });
    credits.collect()
}

fn topics(at: &EditionPaper, around: &Around) -> Vec<NavLink> {
    let links = around.topics.iter().map(|topic| NavLink {
        name: name_in(&topic.names, at.edition.language).to_owned(),
        href: link::topic(&at.edition.code, &topic.slug),
        current: false,
    });
    links.collect()
}

fn corrections(around: &Around, path: &str) -> Vec<CorrectionNote> {
    let published = around
        .corrections
        .iter()
        .filter(|correction| correction.state == CorrectionState::Published);
    published.map(|correction| note(correction, path)).collect()
}

/// A correction as readers see it, with a link to what it changed.
pub(crate) fn note(correction: &Correction, path: &str) -> CorrectionNote {
    CorrectionNote {
        kind: correction.kind,
        text: correction.text.clone(),
        at: correction.at,
        href: correction.to.map(|to| format!("{path}/history/{to}")),
    }
}

fn translated_from(paper: &Paper, live: &LiveArticle, around: &Around) -> Option<TranslatedFrom> {
    let from = live.article.translated_from?;
    let source = around.siblings.iter().find(|sibling| sibling.article == from.article)?;
    let language = paper.by_code(&source.edition)?.edition.language;
    Some(TranslatedFrom {
        language,
        dir: language.direction(),
        headline: source.headline.clone(),
        href: Some(link::article(&source.edition, &source.slug)),
    })
}

/// The article in the other editions; where it is not, its section there, which says so.
fn elsewhere(paper: &Paper, found: &Shows<'_>, around: &Around) -> Vec<Elsewhere> {
    let Shows { at, live } = found;
    let key = live
        .article
        .section
        .and_then(|section| at.section(section))
        .map(|section| section.key.as_str());
    let others = paper.editions.iter().filter_map(|other| {
        let edition = other.edition.code.clone();
        if let Some(sibling) = around.siblings.iter().find(|sibling| sibling.edition == edition) {
            let href = link::sibling(sibling);
            return Some(Elsewhere { edition, href, target: EditionTarget::Sibling });
        }
        let twin = other.twin(key?)?;
        let href = format!("{}?from={}", link::section(twin), live.article.id);
        Some(Elsewhere { edition, href, target: EditionTarget::Section })
    });
    others.collect()
}

/// Whether advertisements may stand beside a story: not beside sensitive ones, nor beside those that somebody else
/// paid for.
fn bears_advertisements(story: &story::Story) -> bool {
    story.kind.is_listed() && story.kind != Kind::Sponsored && !story.sensitive
}

/// `/id/a/{id}`: the address that never changes leads to the one that may.
pub(crate) async fn by_id(
    State(site): State<Site>,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id: ArticleId = id.parse().map_err(|_| Error::NotFound)?;
    let article = match site.reader().article(id).await {
        Ok(article) if article.first_live_at.is_some() => article,
        Ok(_) | Err(store::Error::Missing { .. }) => return Err(Error::NotFound),
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(&link::article(&article.edition, &article.slug)).into_response())
}
