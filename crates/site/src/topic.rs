//! A topic's page: everything about it.

use axum::extract::{Path, Query, State};
use story::topic::name_in;
use theme::page::TopicPage;

use crate::answer::Answer;
use crate::chrome::Head;
use crate::front::After;
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, author, feed, link};

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
    let topic = site.reader().topic_at(&slug).await?.ok_or(Error::NotFound)?;
    let about =
        site.reader().about_topic(&at.edition.code, topic.id, after.place()?, ARTICLES).await?;
    // A topic without a public article must not show that there will be one.
    if about.articles.is_empty() {
        return Err(Error::NotFound);
    }
    let name = name_in(&topic.names, at.edition.language).to_owned();
    let path = link::topic(&at.edition.code, &topic.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.topic(topic.id);
    let editions = site.reader().editions_of_topic(topic.id).await?;
    let head = Head {
        elsewhere: author::elsewhere(editions, |code| link::topic(code, &topic.slug)),
        feeds: feed::links(&format!("{name} — {}", at.edition.title), &path),
        noindex: !after.is_first(),
        path: after.is_first().then(|| path.clone()),
        previous_href: (!after.is_first()).then(|| path.clone()),
        ..Head::default()
    };
    let page = TopicPage {
        articles: site.teasers(&paper, about.articles, &mut keys).await?,
        next_href: about.next.map(|place| format!("{path}?after={place}")),
        paper: site.chrome(&paper, at, &visit, head),
        name,
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}
