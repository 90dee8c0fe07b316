//! “The most important news”: what editors placed, then the newest of the section, as long as one likes.

use std::collections::HashSet;

use axum::extract::{Path, Query, State};
use store::{Listed, Place};
use story::placement::List;
use story::section::Section;
use theme::page::{ImportantItem, ImportantList, ImportantPage};

use crate::answer::Answer;
use crate::chrome::Head;
use crate::list::Which;
use crate::paper::EditionPaper;
use crate::surrogate_key::SurrogateKeys;
use crate::unplaced::unpaid;
use crate::visit::Visit;
use crate::{Error, Site, link};

/// How many there are at first, and how many more each time.
const STEP: usize = 3;

/// The highest number that an item may follow.
const MOST: u32 = 1_000_000;

/// Where in the list a reader is.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Further {
    after: Option<String>,
    /// The number of the last item that they saw.
    n: Option<u32>,
}

/// `/{edition}/important` and `/{edition}/{section}/important`: the list as a page of its own.
pub(crate) async fn of_edition(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, None, &further, &visit).await
}

pub(crate) async fn of_section(
    State(site): State<Site>,
    Path((code, section)): Path<(String, String)>,
    Query(further): Query<Further>,
    visit: Visit,
) -> Result<Answer, Error> {
    page(&site, &code, Some(&section), &further, &visit).await
}

async fn page(
    site: &Site,
    code: &str,
    section: Option<&str>,
    further: &Further,
    visit: &Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(code).ok_or(Error::NotFound)?;
    let section = match section {
        Some(slug) => Some(at.section_at(slug).ok_or(Error::NotFound)?),
        None => None,
    };
    let mut keys = SurrogateKeys::of_edition(at);
    let list = match &further.after {
        None => site.important_list(at, section, &mut keys).await?,
        Some(after) => {
            let after: Place = after.parse().map_err(|_| Error::NotFound)?;
            // The number comes from the address, where anybody may write any.
            let seen = further.n.unwrap_or(0).min(MOST);
            site.more_important(at, section, after, seen, &mut keys).await?
        }
    };
    let head = Head {
        path: further.after.is_none().then(|| address(at, section)),
        section: section.map(|section| section.id),
        noindex: further.after.is_some(),
        ..Head::default()
    };
    let page = ImportantPage { paper: site.chrome(&paper, at, visit, head), list };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}

impl Site {
    /// The list beside a front, if there is anything in it.
    pub(crate) async fn important_in_edition(
        &self,
        at: &EditionPaper,
        keys: &mut SurrogateKeys,
    ) -> Result<Option<ImportantList>, Error> {
        let list = self.important_list(at, None, keys).await?;
        Ok((!list.items.is_empty()).then_some(list))
    }

    /// The first items: all that editors placed, filled up with the newest.
    pub(crate) async fn important_list(
        &self,
        at: &EditionPaper,
        section: Option<&Section>,
        keys: &mut SurrogateKeys,
    ) -> Result<ImportantList, Error> {
        // One moment for all of it: what was read before the clock turned is not said to hold after it.
        let now = self.now();
        let which = Which::Important(section.map(|section| section.id), at.next_turn(now));
        let first = Box::pin(async {
            let mut articles = self.placed_important(at, section).await?;
            let taken: HashSet<_> = articles.iter().map(|article| article.article).collect();
            let room = STEP.saturating_sub(articles.len());
            let (newest, next) =
                self.unplaced(at, section, &taken, Place::START, room, unpaid).await?;
            articles.extend(newest);
            Ok((articles, next))
        });
        let first = at.lists.get(which, first).await?;
        let (articles, next) = first.as_ref();
        keys.placed(at, now).listed(articles);
        match section {
            Some(section) => keys.section(section.id),
            None => keys.newest(&at.edition.code),
        };
        Ok(list(at, section, articles, 0, *next))
    }

    async fn more_important(
        &self,
        at: &EditionPaper,
        section: Option<&Section>,
        after: Place,
        seen: u32,
        keys: &mut SurrogateKeys,
    ) -> Result<ImportantList, Error> {
        let placed = self.placed_important(at, section).await?;
        let taken: HashSet<_> = placed.iter().map(|article| article.article).collect();
        let (newest, next) = self.unplaced(at, section, &taken, after, STEP, unpaid).await?;
        keys.placed(at, self.now()).listed(&newest);
        match section {
            Some(section) => keys.section(section.id),
            None => keys.newest(&at.edition.code),
        };
        Ok(list(at, section, &newest, seen, next))
    }

    async fn placed_important(
        &self,
        at: &EditionPaper,
        section: Option<&Section>,
    ) -> Result<Vec<Listed>, Error> {
        let list = section.map_or(List::Important, |section| List::ImportantIn(section.id));
        let placed = self.reader().placed(&at.edition.code, &list).await?;
        Ok(placed.into_iter().filter(unpaid).collect())
    }
}

/// A list of these articles and nothing else.
pub(crate) fn of(at: &EditionPaper, articles: &[Listed]) -> ImportantList {
    list(at, None, articles, 0, None)
}

fn address(at: &EditionPaper, section: Option<&Section>) -> String {
    match section {
        Some(section) => format!("{}/important", link::section(section)),
        None => format!("/{}/important", at.edition.code),
    }
}

fn list(
    at: &EditionPaper,
    section: Option<&Section>,
    articles: &[Listed],
    seen: u32,
    next: Option<Place>,
) -> ImportantList {
    let items: Vec<ImportantItem> = (seen + 1..)
        .zip(articles)
        .map(|(number, article)| ImportantItem {
            number,
            href: link::article(&article.edition, &article.slug),
            headline: article.headline.clone(),
        })
        .collect();
    let last = items.last().map_or(seen, |item| item.number);
    ImportantList {
        section: section.map(|section| section.name.clone()),
        next_href: next.map(|place| format!("{}?after={place}&n={last}", address(at, section))),
        items,
    }
}
