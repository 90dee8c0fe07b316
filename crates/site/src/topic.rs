//! The page of somebody, something or somewhere: what it is, what it said, and everything about it.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use story::coverage::{Item, ItemKind};
use story::{ItemId, TopicId};
use theme::page::{Ledger, NavLink, Timeline, TopicPage};

use crate::answer::Answer;
use crate::article::moved_permanently;
use crate::behind::unique;
use crate::chrome::Head;
use crate::front::After;
use crate::item::Known;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, author, feed, ledger, link, timeline};

/// How many articles a page has.
const ARTICLES: usize = 20;

/// How many claims and how many events a page has.
const MOST: usize = 30;

pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    Query(after): Query<After>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let topic = match site.topic(at, &slug).await? {
        Ok(topic) => topic,
        Err(moved) => return Ok(moved),
    };
    let id = TopicId::from(topic.id);
    let about = site.reader().about_topic(&at.edition.code, id, after.place()?, ARTICLES).await?;
    // A topic without a public article must not show that there will be one.
    if about.articles.is_empty() {
        return Err(Error::NotFound);
    }
    let language = at.edition.language;
    let name = topic.name(language).to_owned();
    let path = link::topic(&at.edition.code, &topic.slug);
    let mut keys = SurrogateKeys::of_edition(at);
    keys.topic(id).item(topic.id);
    let part = if after.is_first() {
        site.part_of(&paper, at, &topic, &mut keys).await?
    } else {
        PartOf::default()
    };
    let editions = site.reader().editions_of_topic(id).await?;
    let head = Head {
        elsewhere: author::elsewhere(editions, |code| link::topic(code, &topic.slug)),
        feeds: feed::links(&format!("{name} — {}", at.edition.title), &path),
        noindex: !after.is_first(),
        path: after.is_first().then(|| path.clone()),
        previous_href: (!after.is_first()).then(|| path.clone()),
        description: topic.about(language).unwrap_or_default().to_owned(),
        ..Head::default()
    };
    let page = TopicPage {
        kind: topic.kind(),
        about: topic.about(language).map(str::to_owned),
        aliases: topic.aliases.get(language.code()).cloned().unwrap_or_default(),
        storylines: part.storylines,
        timeline: part.timeline,
        said: part.said,
        articles: site.teasers(&paper, about.articles, &mut keys).await?,
        next_href: about.next.map(|place| format!("{path}?after={place}")),
        paper: site.chrome(&paper, at, &visit, head),
        name,
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}

/// What an item has a part in, as far as readers may know.
#[derive(Default)]
struct PartOf {
    storylines: Vec<NavLink>,
    timeline: Timeline,
    said: Ledger,
}

impl Site {
    /// The item with a page of a topic at an address, or where it is now.
    pub(crate) async fn topic(
        &self,
        at: &EditionPaper,
        slug: &str,
    ) -> Result<Result<Item, Response>, Error> {
        let code = &at.edition.code;
        let item = self.reader().item_at(slug).await?.ok_or(Error::NotFound)?;
        if item.kind() == ItemKind::Storyline {
            return Ok(Err(moved_permanently(&link::coverage(code, &item.slug))));
        }
        if !item.kind().has_topic_page() {
            return Err(Error::NotFound);
        }
        let Some(into) = item.merged_into else { return Ok(Ok(item)) };
        let into = self.reader().item(into).await?;
        Ok(Err(moved_permanently(&link::topic(code, &into.slug))))
    }

    async fn part_of(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        topic: &Item,
        keys: &mut SurrogateKeys,
    ) -> Result<PartOf, Error> {
        let toward = self.reader().items_toward(&[topic.id]).await?;
        let ids: Vec<ItemId> = toward.iter().map(|(item, _, _)| item.id).collect();
        let public = self.reader().public_items(&ids).await?;
        let mut known: Known = toward
            .iter()
            .filter(|(item, _, _)| public.contains(&item.id))
            .map(|(item, _, _)| (item.id, Arc::new(item.clone())))
            .collect();
        known.insert(topic.id, Arc::new(topic.clone()));
        self.with_named(paper, &mut known).await?;
        known.keys().for_each(|id| {
            keys.item(*id);
        });
        let of = |kind: ItemKind, roles: &[&str]| -> Vec<&Item> {
            let found = toward.iter().filter(|(item, role, _)| {
                item.kind() == kind && roles.contains(&role.as_str()) && public.contains(&item.id)
            });
            unique(found.map(|(item, _, _)| item).take(MOST).collect())
        };
        let events = of(ItemKind::Event, &["actor", "affected", "involved", "place"]);
        let said = of(ItemKind::Claim, &["source", "on_behalf_of"]);
        let storylines = self.storylines(paper, std::iter::empty(), &events).await?;
        Ok(PartOf {
            storylines: storylines
                .iter()
                .map(|item| NavLink {
                    name: item.name(at.edition.language).to_owned(),
                    href: link::coverage(&at.edition.code, &item.slug),
                    current: false,
                })
                .collect(),
            timeline: timeline::of_items(at, events, &known),
            said: ledger::of_items(at, said.into_iter(), &known, |_| None),
        })
    }
}
