//! The front page: what editors placed, then the newest.

use std::collections::HashSet;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use store::{Listed, Place};
use story::placement::List;
use theme::page::{EditionTarget, FrontPage};

use crate::advertisement::TOP;
use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, head, link};

/// How many articles stand on a front page.
const ARTICLES: usize = 18;

/// How many of them stand beside the lead.
const SECONDS: usize = 2;

/// Where in a list a reader is.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct After {
    /// The place of the last article that they saw.
    pub(crate) after: Option<String>,
}

impl After {
    /// The place, or the beginning; what is no place is no page.
    pub(crate) fn place(&self) -> Result<Place, Error> {
        match &self.after {
            None => Ok(Place::START),
            Some(text) => text.parse().map_err(|_| Error::NotFound),
        }
    }

    pub(crate) fn is_first(&self) -> bool {
        self.after.is_none()
    }
}

/// `/`: to the front of the default edition, or to where an address of the former system leads.
pub(crate) async fn root(State(site): State<Site>, visit: Visit) -> Result<Response, Error> {
    if let Some(redirect) = site.old_address(&visit).await? {
        return Ok(redirect);
    }
    let paper = site.paper().await?;
    let edition = paper.default_edition().ok_or(Error::NotFound)?;
    Ok(Redirect::to(&link::front(&edition.edition.code)).into_response())
}

/// `/{edition}`: the front has a slash at its end.
pub(crate) async fn without_slash(
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    Ok(crate::article::moved_permanently(&link::front(&at.edition.code)))
}

pub(crate) async fn page(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(after): Query<After>,
    visit: Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let mut keys = SurrogateKeys::of_edition(at);
    keys.newest(&at.edition.code).placed(at, site.now());
    let page = if after.is_first() {
        site.front(&paper, at, &visit, &mut keys).await?
    } else {
        site.older(&paper, at, &after, &visit, &mut keys).await?
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}

impl Site {
    pub(crate) async fn front(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        visit: &Visit,
        keys: &mut SurrogateKeys,
    ) -> Result<FrontPage, Error> {
        let placed = self.reader().placed(&at.edition.code, &List::Front).await?;
        self.front_of(paper, at, visit, keys, placed).await
    }

    /// The front with these articles placed on it.
    pub(crate) async fn front_of(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        visit: &Visit,
        keys: &mut SurrogateKeys,
        placed: Vec<Listed>,
    ) -> Result<FrontPage, Error> {
        let code = &at.edition.code;
        let important = self.important_in_edition(at, keys).await?;
        let most_read = self.most_read(at, None, keys).await?;
        let mut articles = placed;
        articles.truncate(ARTICLES);
        let on_front: HashSet<_> = articles.iter().map(|article| article.article).collect();
        let room = ARTICLES - articles.len();
        let (newest, next) =
            self.unplaced(at, None, &on_front, Place::START, room, |_| true).await?;
        articles.extend(newest);
        let next_href = next.map(|place| format!("{}?after={place}", link::front(code)));
        // What stands above everything stands beside the first story.
        let advertisement = match articles.first() {
            Some(first) if !first.sensitive => self.ad_slot(paper, at, TOP, None, keys),
            _ => None,
        };
        let mut teasers = self.teasers(paper, articles, keys).await?.into_iter();
        let lead = teasers.next();
        let image = lead.as_ref().and_then(|lead| lead.picture.clone());
        let path = link::front(code);
        let head = Head {
            json_ld: Some(head::website(self, at)),
            elsewhere: fronts(paper),
            image,
            path: Some(path),
            ..Head::default()
        };
        Ok(FrontPage {
            paper: self.chrome(paper, at, visit, head),
            lead,
            seconds: teasers.by_ref().take(SECONDS).collect(),
            more: teasers.collect(),
            important,
            most_read,
            advertisement: advertisement.filter(|slot| slot.frame.is_some()),
            next_href,
        })
    }

    /// The newest articles before a place; what editors placed stands on the front already.
    async fn older(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        after: &After,
        visit: &Visit,
        keys: &mut SurrogateKeys,
    ) -> Result<FrontPage, Error> {
        let code = &at.edition.code;
        let placed = self.reader().placed(code, &List::Front).await?;
        let on_front: HashSet<_> =
            placed.iter().take(ARTICLES).map(|article| article.article).collect();
        let (newest, next) =
            self.unplaced(at, None, &on_front, after.place()?, ARTICLES, |_| true).await?;
        let front = link::front(code);
        let head = Head {
            noindex: true,
            elsewhere: fronts(paper),
            previous_href: Some(front.clone()),
            ..Head::default()
        };
        Ok(FrontPage {
            paper: self.chrome(paper, at, visit, head),
            lead: None,
            seconds: Vec::new(),
            more: self.teasers(paper, newest, keys).await?,
            important: None,
            most_read: self.most_read(at, None, keys).await?,
            advertisement: None,
            next_href: next.map(|place| format!("{front}?after={place}")),
        })
    }
}

/// Every edition has a front.
fn fronts(paper: &Paper) -> Vec<Elsewhere> {
    let fronts = paper.editions.iter().map(|other| Elsewhere {
        edition: other.edition.code.clone(),
        href: link::front(&other.edition.code),
        target: EditionTarget::Sibling,
    });
    fronts.collect()
}
