//! An author's page: who they are, and what they signed.

use axum::extract::{Path, Query, State};
use story::EditionCode;
use story::topic::name_in;
use theme::page::{AuthorPage, EditionTarget};

use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::front::After;
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, feed, link};

/// How many articles a page has.
const ARTICLES: usize = 20;

pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    Query(after): Query<After>,
    visit: Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let author = site.reader().author_at(&slug).await?.ok_or(Error::NotFound)?;
    let signed =
        site.reader().by_author(&at.edition.code, author.id, after.place()?, ARTICLES).await?;
    // An author without a public article here is nobody's business.
    if signed.articles.is_empty() {
        return Err(Error::NotFound);
    }
    let language = at.edition.language;
    let name = name_in(&author.names, language).to_owned();
    let path = link::author(&at.edition.code, &author.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.author(author.id);
    let editions = site.reader().editions_of_author(author.id).await?;
    let head = Head {
        elsewhere: elsewhere(editions, |code| link::author(code, &author.slug)),
        feeds: feed::links(&format!("{name} — {}", at.edition.title), &path),
        noindex: !after.is_first(),
        path: after.is_first().then(|| path.clone()),
        previous_href: (!after.is_first()).then(|| path.clone()),
        description: name_in(&author.bios, language).to_owned(),
        ..Head::default()
    };
    let page = AuthorPage {
        kind: author.kind,
        title: name_in(&author.titles, language).to_owned(),
        bio: name_in(&author.bios, language).to_owned(),
        articles: site.teasers(&paper, signed.articles, &mut keys).await?,
        next_href: signed.next.map(|place| format!("{path}?after={place}")),
        paper: site.chrome(&paper, at, &visit, head),
        name,
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}

/// The page in each of these editions.
pub(crate) fn elsewhere(
    editions: Vec<EditionCode>,
    address: impl Fn(&EditionCode) -> String,
) -> Vec<Elsewhere> {
    let pages = editions.into_iter().map(|edition| Elsewhere {
        href: address(&edition),
        edition,
        target: EditionTarget::Sibling,
    });
    pages.collect()
}
