//! Search: a form, what it finds, and words that go on what is being typed.

use std::sync::Arc;
use std::time::Duration;

use ::search::{Asked, Found, Index, Marks, Named, Piece, Question, Sort, day};
use axum::extract::{Path, Query, State};
use http::StatusCode;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::LiveArticle;
use story::url::encode_part;
use story::{ArticleId, AuthorId, EditionCode, SectionId, Timestamp};
use theme::page::{SearchChoice, SearchForm, SearchPage, SearchPiece, SearchResult};
use tokio::sync::Semaphore;

use crate::answer::{Answer, Cache};
use crate::chrome::{Elsewhere, Head};
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, link};

/// How many articles a page has.
const ARTICLES: usize = 20;

/// How many pages of results there are at most.
const PAGES: usize = 50;

/// About how much of a text is shown, in characters.
const SNIPPET: usize = 240;

/// How many words go on what is being typed.
const WORDS: usize = 8;

/// In place of an edition: in all of them.
const EVERYWHERE: &str = "all";

/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whose turn it is. A question is answered within milliseconds on a thread of its own; more at once than there are
/// processors would only make all of them late.
#[derive(Debug)]
pub(crate) struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Turns {
        let processors = std::thread::available_parallelism().map_or(2, usize::from);
        Turns(Arc::new(Semaphore::new(processors.max(2))))
    }
}

/// What the form sends. Everything is text: what cannot be read is left out and not refused.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(crate) struct Form {
    #[serde(default)]
    q: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    author: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    /// An edition's code, or `all`.
    #[serde(default, rename = "in")]
    within: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: String,
}

impl Form {
    fn is_asked(&self) -> bool {
        [&self.q, &self.author].into_iter().any(|field| !field.trim().is_empty())
    }

    fn page(&self) -> usize {
        self.page.parse().unwrap_or(1_usize).clamp(1, PAGES)
    }

    /// The address of another page of the same.
    fn href(&self, edition: &EditionCode, page: usize) -> String {
        let mut href = link::search(edition);
        let page = if page > 1 { page.to_string() } else { String::new() };
        let fields = [
            ("q", &self.q),
            ("section", &self.section),
            ("author", &self.author),
            ("from", &self.from),
            ("to", &self.to),
            ("in", &self.within),
            ("sort", &self.sort),
            ("page", &page),
        ];
        let mut sign = '?';
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            href.push(sign);
            href.push_str(name);
            href.push('=');
            href.push_str(&encode_part(value));
            sign = '&';
        }
        href
    }
}

/// `/{edition}/search`
pub(crate) async fn page(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(form): Query<Form>,
    visit: Visit,
) -> Result<Answer, Error> {
    let index = site.index().ok_or(Error::NotFound)?;
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let question = question(index, &paper, at, &form);
    let found = match form.is_asked() {
        true => site.in_turn(index, move |index| index.find(&question)).await,
        false => Some(Found::default()),
    };
    let status = if found.is_none() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    let page = site.search_page(&paper, at, &form, found, &visit).await?;
    let answer = Answer::html(site.theme().render(&page)?).status(status).cache(Cache::Never);
    Ok(if status == StatusCode::OK { answer } else { answer.with("retry-after", "5") })
}

/// `/{edition}/search/suggest?q=`: what is being typed, and how it may go on, as OpenSearch's suggestions have it
/// (OpenSearch Suggestions extension, 1.1).
pub(crate) async fn suggest(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(form): Query<Form>,
) -> Result<Answer, Error> {
    let index = site.index().ok_or(Error::NotFound)?;
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let typed: String = form.q.chars().take(100).collect();
    let words = {
        let (typed, language) = (typed.clone(), at.edition.language.code());
        site.in_turn(index, move |index| index.words_beginning(&typed, language, WORDS)).await
    };
    let json = serde_json::json!([typed, words.unwrap_or_default()]);
    Ok(Answer::new("application/x-suggestions+json", json.to_string()).cache(Cache::Never))
}

/// `/{edition}/search/opensearch.xml`: how a browser searches here from its own bar (OpenSearch 1.1).
pub(crate) async fn description(
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Answer, Error> {
    site.index().ok_or(Error::NotFound)?;
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let edition = &at.edition;
    let description = wire::opensearch::Description {
        name: edition.title.clone(),
        description: edition.description.clone(),
        language: edition.language,
        icon: site.absolute("/favicon.ico"),
        search: format!("{}?q={{searchTerms}}", site.absolute(&link::search(&edition.code))),
        suggest: format!(
            "{}/suggest?q={{searchTerms}}",
            site.absolute(&link::search(&edition.code))
        ),
    };
    let keys = SurrogateKeys::of_edition(at);
    let answer = Answer::new(wire::opensearch::CONTENT_TYPE, description.to_xml());
    Ok(answer.shows(&keys, site.now()))
}

/// What is asked, with names looked up: those that are typed into the field and those of the form.
fn question(index: &Index, paper: &Paper, at: &EditionPaper, form: &Form) -> Question {
    let asked = Asked::read(&form.q);
    let zone = at.edition.zone();
    let from = [asked.from, day(&form.from)].into_iter().flatten().max();
    // The form names the last day that counts, the field the first that does not.
    let to = day(&form.to).and_then(|day| day.tomorrow().ok());
    let until = [asked.until, to].into_iter().flatten().min();
    let section = asked.section.as_deref().or(Some(&form.section)).filter(|it| !it.is_empty());
    let author = asked.author.as_deref().or(Some(form.author.trim())).filter(|it| !it.is_empty());
    let sort = if form.sort == "date" { Sort::Date } else { Sort::Relevance };
    Question {
        editions: editions(paper, at, &form.within),
        // A section that is not here has no articles.
        section: section.map(|name| section_called(at, name).unwrap_or(SectionId::new(0))),
        authors: author.map(|name| authors(index, name, at.edition.language.code())),
        from: from.and_then(|day| begins(day, &zone)),
        until: until.and_then(|day| begins(day, &zone)),
        sort,
        after: (form.page() - 1) * ARTICLES,
        limit: ARTICLES,
        asked,
    }
}

/// This edition alone, another, or all with this one before the others.
fn editions(paper: &Paper, at: &EditionPaper, within: &str) -> Vec<(EditionCode, String)> {
    let named =
        |it: &EditionPaper| (it.edition.code.clone(), it.edition.language.code().to_owned());
    if within == EVERYWHERE {
        let others = paper.editions.iter().filter(|other| other.edition.code != at.edition.code);
        return std::iter::once(at).chain(others).map(named).collect();
    }
    vec![named(paper.edition(within).unwrap_or(at))]
}

fn section_called(at: &EditionPaper, name: &str) -> Option<SectionId> {
    let lower = name.to_lowercase();
    let section = at.sections.iter().find(|section| {
        section.slug.as_str() == name || section.key == name || section.name.to_lowercase() == lower
    });
    section.map(|section| section.id)
}

fn authors(index: &Index, name: &str, language: &str) -> Vec<AuthorId> {
    // The last part of an address has hyphens where a name has spaces.
    let name = name.replace('-', " ");
    let named = index.names().of(&name, language);
    named
        .into_iter()
        .filter_map(|named| match named {
            Named::Author(author) => Some(author),
            Named::Topic(_) => None,
        })
        .collect()
}

fn begins(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|at| at.timestamp())
}

impl Site {
    /// What the index answers, or nothing if it does not.
    async fn in_turn<T: Send + 'static>(
        &self,
        index: &Index,
        ask: impl FnOnce(&Index) -> ::search::Result<T> + Send + 'static,
    ) -> Option<T> {
        let turn = Arc::clone(&self.inner.searches.0).acquire_owned();
        let Ok(Ok(turn)) = tokio::time::timeout(PATIENCE, turn).await else {
            tracing::warn!("Too many people search at once; one of them was sent away.");
            return None;
        };
        let index = index.clone();
        let answered = tokio::task::spawn_blocking(move || {
            let answer = ask(&index);
            drop(turn);
            answer
        });
        match answered.await {
            Ok(Ok(answer)) => Some(answer),
            Ok(Err(error)) => {
                tracing::error!("The search does not answer: {error}");
                None
            }
            Err(error) => {
                tracing::error!("The search broke down: {error}");
                None
            }
        }
    }

    async fn search_page(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        form: &Form,
        found: Option<Found>,
        visit: &Visit,
    ) -> Result<SearchPage, Error> {
        let away = found.is_none();
        let Found { articles, total, more, marks, instead, some_words } = found.unwrap_or_default();
        let results = self.results(paper, at, &articles, &marks).await?;
        let page = form.page();
        let nothing = form.is_asked() && results.is_empty();
        let newest = match nothing {
            true => self.reader().newest(&at.edition.code, store::Place::START, 5).await?.articles,
            false => Vec::new(),
        };
        let head = Head {
            elsewhere: elsewhere(paper, form),
            // Search engines keep the way in, and none of the answers.
            noindex: form.is_asked(),
            path: (!form.is_asked()).then(|| link::search(&at.edition.code)),
            previous_href: (page > 1).then(|| form.href(&at.edition.code, page - 1)),
            ..Head::default()
        };
        let mut keys = SurrogateKeys::of_edition(at);
        Ok(SearchPage {
            action: link::search(&at.edition.code),
            is_asked: form.is_asked(),
            sections: sections(at, &form.section),
            editions: choices(paper, at, &form.within),
            total,
            results,
            instead,
            some_words,
            incomplete: self.index().is_some_and(|index| !index.place().built),
            away,
            next_href: (more && page < PAGES).then(|| form.href(&at.edition.code, page + 1)),
            newest: self.teasers(paper, newest, &mut keys).await?,
            asked: asked(form),
            paper: self.chrome(paper, at, visit, head),
        })
    }

    /// The articles as they are now: what is not public any more is left out, whatever the index thinks of it.
    async fn results(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        articles: &[ArticleId],
        marks: &Marks,
    ) -> Result<Vec<SearchResult>, Error> {
        let mut live = self.reader().live_articles(articles).await?;
        live.sort_by_key(|live| articles.iter().position(|id| *id == live.article.id));
        Ok(live.into_iter().filter_map(|live| result(paper, at, live, marks)).collect())
    }
}

/// The editions to choose from, this one first.
fn choices(paper: &Paper, at: &EditionPaper, within: &str) -> Vec<SearchChoice> {
    let others = paper.editions.iter().filter(|other| other.edition.code != at.edition.code);
    std::iter::once(at)
        .chain(others)
        .map(|it| SearchChoice {
            value: it.edition.code.to_string(),
            name: it.edition.name.clone(),
            language: it.edition.language,
            chosen: it.edition.code.as_str() == within,
        })
        .collect()
}

fn result(
    paper: &Paper,
    at: &EditionPaper,
    live: LiveArticle,
    marks: &Marks,
) -> Option<SearchResult> {
    let LiveArticle { article, content, story } = live;
    let home = paper.by_code(&article.edition)?;
    let language = home.edition.language;
    let kicker = article.section.and_then(|section| home.section(section));
    let text = content.lines().split_off(1).join(" ");
    Some(SearchResult {
        href: link::article(&article.edition, &article.slug),
        kind: story.kind,
        ended: content.body.ended_at().is_some(),
        kicker: kicker.map(|section| section.name.clone()).unwrap_or_default(),
        headline: pieces(marks.all_of(&content.headline, language.code())),
        snippet: pieces(marks.best_of(&text, language.code(), SNIPPET)),
        byline: content.byline.into_iter().map(|credit| credit.name).collect(),
        first_live_at: article.first_live_at?,
        edition: (home.edition.code != at.edition.code).then(|| home.edition.name.clone()),
        language,
        dir: language.direction(),
    })
}

fn pieces(pieces: Vec<Piece>) -> Vec<SearchPiece> {
    pieces.into_iter().map(|Piece { text, marked }| SearchPiece { text, marked }).collect()
}

fn sections(at: &EditionPaper, chosen: &str) -> Vec<SearchChoice> {
    at.sections
        .iter()
        .filter(|section| section.position.is_some())
        .map(|section| SearchChoice {
            value: section.slug.to_string(),
            name: section.name.clone(),
            language: at.edition.language,
            chosen: section.slug.as_str() == chosen,
        })
        .collect()
}

fn asked(form: &Form) -> SearchForm {
    let Form { q, section, author, from, to, within, sort, page: _ } = form;
    SearchForm {
        q: q.clone(),
        author: author.clone(),
        // A date field shows days only; anything else it would drop without a word.
        from: day(from).map(|day| day.to_string()).unwrap_or_default(),
        to: day(to).map(|day| day.to_string()).unwrap_or_default(),
        by_date: sort == "date",
        everywhere: within == EVERYWHERE,
        is_narrowed: [section, author, from, to, within, sort].into_iter().any(|it| !it.is_empty()),
    }
}

/// The same words in the other editions.
fn elsewhere(paper: &Paper, form: &Form) -> Vec<Elsewhere> {
    let words = Form { q: form.q.clone(), ..Form::default() };
    let editions = paper.editions.iter().map(|other| Elsewhere {
        edition: other.edition.code.clone(),
        href: words.href(&other.edition.code, 1),
        target: theme::page::EditionTarget::Sibling,
    });
    editions.collect()
}
