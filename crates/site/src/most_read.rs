//! What is read most: a box on pages, and a page of its own. What is most important, editors say and not readers.

use axum::extract::{Path, Query, State};
use jiff::SignedDuration;
use store::{Listed, POPULAR, PopularPlace, Span};
use story::section::Section;
use theme::page::{EditionTarget, MostReadItem, MostReadList, MostReadPage, NavLink};

use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::list::Which;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, link};

/// With fewer articles a list says nothing.
const FEWEST: usize = 3;

/// How many articles a page has.
const ARTICLES: usize = 20;

/// Where in the list a reader is.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Further {
    after: Option<String>,
}

/// `/{edition}/most-read`: over the last day.
pub(crate) async fn of_edition(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, None, "day", &further, &visit).await
}

/// `/{edition}/most-read/{span}`
pub(crate) async fn of_edition_over(
    State(site): State<Site>,
    Path((code, span)): Path<(String, String)>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, None, &span, &further, &visit).await
}

/// `/{edition}/{section}/most-read`
pub(crate) async fn of_section(
    State(site): State<Site>,
    Path((code, section)): Path<(String, String)>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, Some(&section), "day", &further, &visit).await
}

/// `/{edition}/{section}/most-read/{span}`
pub(crate) async fn of_section_over(
    State(site): State<Site>,
    Path((code, section, span)): Path<(String, String, String)>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, Some(&section), &span, &further, &visit).await
}

async fn page(
    site: &Site,
    code: &str,
    section: Option<&str>,
    span: &str,
    further: &Further,
    visit: &Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(code).filter(|at| at.edition.most_read).ok_or(Error::NotFound)?;
    let section = match section {
        Some(slug) => Some(at.section_at(slug).ok_or(Error::NotFound)?),
        None => None,
    };
    let span: Span = span.parse().map_err(|_| Error::NotFound)?;
    let after: PopularPlace = match &further.after {
        Some(place) => place.parse().map_err(|_| Error::NotFound)?,
        None => 0,
    };
    let id = section.map(|section| section.id);
    let code = &at.edition.code;
    let (articles, next) = site.reader().popular(code, id, span, after, ARTICLES).await?;
    let now = site.now();
    let mut keys = SurrogateKeys::of_edition(at);
    keys.popular(code).listed(&articles);
    // Only the box is told of in the feed; the rest of the list is looked up as often as it is made.
    let every = SignedDuration::try_from(span.every()).unwrap_or(SignedDuration::from_mins(1));
    if let Ok(until) = now.checked_add(every) {
        keys.until(until);
    }
    let address = link::most_read(at, section, span);
    let first = further.after.is_none();
    let seen = u32::try_from(after.max(0)).unwrap_or(u32::MAX - 1000).min(u32::MAX - 1000);
    let head = Head {
        path: first.then(|| address.clone()),
        section: id,
        noindex: !first,
        previous_href: (!first).then(|| address.clone()),
        elsewhere: twins(&paper, section, span),
        ..Head::default()
    };
    let page = MostReadPage {
        paper: site.chrome(&paper, at, visit, head),
        list: list(at, section, span, &articles, seen),
        spans: spans(at, section, span),
        sections: sections(at, section, span),
        next_href: next.map(|place| format!("{address}?after={place}")),
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, now))
}

impl Site {
    /// The box on a page, where the edition has one and enough is read: of the section, or else of the edition.
    pub(crate) async fn most_read(
        &self,
        at: &EditionPaper,
        section: Option<&Section>,
        keys: &mut SurrogateKeys,
    ) -> Result<Option<MostReadList>, Error> {
        if !at.edition.most_read {
            return Ok(None);
        }
        let code = &at.edition.code;
        keys.popular(code);
        let of = |section: Option<&Section>| {
            let id = section.map(|section| section.id);
            self.reader().popular(code, id, Span::Day, 0, POPULAR)
        };
        if section.is_some() {
            let (articles, _) = of(section).await?;
            if articles.len() >= FEWEST {
                keys.listed(&articles);
                return Ok(Some(list(at, section, Span::Day, &articles, 0)));
            }
        }
        let box_of_edition = async { Ok((of(None).await?.0, None)) };
        let box_of_edition = at.lists.get(Which::MostRead, Box::pin(box_of_edition)).await?;
        let (articles, _) = box_of_edition.as_ref();
        if articles.len() < FEWEST {
            return Ok(None);
        }
        keys.listed(articles);
        Ok(Some(list(at, None, Span::Day, articles, 0)))
    }
}

fn list(
    at: &EditionPaper,
    section: Option<&Section>,
    span: Span,
    articles: &[Listed],
    seen: u32,
) -> MostReadList {
    let items = (seen + 1..).zip(articles).map(|(number, article)| MostReadItem {
        number,
        href: link::article(&article.edition, &article.slug),
        headline: article.headline.clone(),
    });
    MostReadList {
        section: section.map(|section| section.name.clone()),
        items: items.collect(),
        href: link::most_read(at, section, span),
    }
}

fn spans(at: &EditionPaper, section: Option<&Section>, current: Span) -> Vec<NavLink> {
    let links = Span::ALL.into_iter().map(|span| NavLink {
        name: span.to_string(),
        href: link::most_read(at, section, span),
        current: span == current,
    });
    links.collect()
}

fn sections(at: &EditionPaper, current: Option<&Section>, span: Span) -> Vec<NavLink> {
    let listed = at.sections.iter().filter(|section| section.position.is_some());
    let links = std::iter::once(None).chain(listed.map(Some)).map(|section| NavLink {
        name: section.map(|section| section.name.clone()).unwrap_or_default(),
        href: link::most_read(at, section, span),
        current: section.map(|section| section.id) == current.map(|section| section.id),
    });
    links.collect()
}

/// The same list in the other editions that have one.
fn twins(paper: &Paper, section: Option<&Section>, span: Span) -> Vec<Elsewhere> {
    let others = paper.editions.iter().filter(|other| other.edition.most_read);
    let twins = others.filter_map(|other| {
        let twin = match section {
            Some(section) => Some(other.twin(&section.key)?),
            None => None,
        };
        let edition = other.edition.code.clone();
        let href = link::most_read(other, twin, span);
        Some(Elsewhere { edition, href, target: EditionTarget::Sibling })
    });
    twins.collect()
}
