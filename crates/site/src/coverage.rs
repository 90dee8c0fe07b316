//! The page of a situation: what happened, who is who, what was said, what the paper has on it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use store::Listed;
use story::coverage::{Item, ItemKind, Storyline};
use story::{ItemId, StoryId};
use theme::page::{CardEntry, CorrectionEntry, CoveragePage, EditionTarget, EventEntry, WhoEntry};
use wire::json_ld::{self, Crumb};

use crate::answer::Answer;
use crate::behind::unique;
use crate::chrome::{Elsewhere, Head};
use crate::item::Known;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, article, feed, head, ledger, link, map, outside, timeline};

/// How many articles stand on the page; the feed has more.
const ARTICLES: usize = 12;

/// How many articles are looked at for what was said.
const LOOKED_AT: usize = 60;

/// How many corrections stand on the page.
const CORRECTIONS: usize = 5;

pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let item = match site.storyline(at, &slug).await? {
        Ok(item) => item,
        Err(moved) => return Ok(moved),
    };
    let Some(storyline) = item.storyline() else { return Err(Error::NotFound) };
    let mut keys = SurrogateKeys::of_edition(at);
    let articles = site.on_storyline(at, &item, storyline, LOOKED_AT).await?;
    // A situation without a public article must not show that there will be one.
    if articles.is_empty() {
        return Err(Error::NotFound);
    }
    let cards = site.cards(at, &storyline.cards).await?;
    let items = site.on_page(&paper, &item, storyline, &articles, &cards).await?;
    items.known.keys().for_each(|id| {
        keys.item(*id);
    });
    let language = at.edition.language;
    let said = said(&items, &articles, at);
    let corrections = site.corrections_of(at, &articles).await?;
    keys.corrections(&at.edition.code);
    storyline.cards.iter().for_each(|card| {
        keys.story(*card);
    });
    let event = |id: &ItemId| -> Option<&Item> {
        let item = items.known.get(id)?;
        items.public.contains_key(&item.id).then_some(item)
    };
    let events = unique(storyline.events.iter().filter_map(event).collect());
    let advisories: Vec<EventEntry> = storyline
        .advisories
        .iter()
        .filter_map(event)
        .filter_map(|item| timeline::entry(at, item, &items.known))
        .map(|entry| EventEntry { id: format!("advisory-{}", entry.id), ..entry })
        .collect();
    let path = link::coverage(&at.edition.code, &item.slug);
    let name = ledger::name(&item, language);
    let elsewhere = site.coverage_elsewhere(&paper, &item, storyline).await?;
    let head = Head {
        path: Some(path.clone()),
        elsewhere,
        description: item.about(language).unwrap_or_default().to_owned(),
        feeds: feed::links(&format!("{} — {}", name.text, at.edition.title), &path),
        json_ld: Some(site.coverage_json_ld(at, &item, &items, &events, &articles)),
        ..Head::default()
    };
    let checked_at =
        articles.iter().map(|article| article.changed_at.unwrap_or(article.first_live_at)).max();
    let shown: Vec<Listed> = articles.iter().take(ARTICLES).cloned().collect();
    keys.listed(&articles);
    let page = CoveragePage {
        now: item.about(language).map(str::to_owned),
        state: storyline.state,
        since: storyline.since.clone(),
        checked_at,
        timeline: timeline::of_items(at, events, &items.known),
        advisories,
        map: map::of_places(at, &items.named_by_kind(ItemKind::Place)),
        who: who(at, &items),
        said,
        cards: cards
            .iter()
            .map(|card| CardEntry {
                title: card.headline.clone(),
                standfirst: card.standfirst.clone(),
                href: link::explain(&at.edition.code, &card.slug),
            })
            .collect(),
        articles: site.teasers(&paper, shown, &mut keys).await?,
        corrections,
        feed_href: format!("{path}/feed.atom"),
        paper: site.chrome(&paper, at, &visit, head),
        name,
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}

/// What the page speaks of.
struct OnPage {
    /// Every item that is named, by the ids that name it.
    known: Known,
    /// The items of which public articles speak, each with how many of the looked at do.
    public: HashMap<ItemId, usize>,
    /// The claims by id, in the order in which they were first published: ids are given in time.
    claims: BTreeMap<ItemId, ()>,
}

impl OnPage {
    fn named_by_kind(&self, kind: ItemKind) -> Vec<&Item> {
        let mut items = unique(
            self.known
                .values()
                .map(Arc::as_ref)
                .filter(|item| item.kind() == kind && self.public.contains_key(&item.id))
                .collect(),
        );
        // Those that most articles speak of first.
        items.sort_by_key(|item| (std::cmp::Reverse(self.public.get(&item.id)), item.id));
        items
    }
}

fn said(items: &OnPage, articles: &[Listed], at: &EditionPaper) -> theme::page::Ledger {
    let _ = articles;
    let claims = items.claims.keys().filter_map(|id| items.known.get(id)).map(Arc::as_ref);
    // What somebody says comes before what the paper says itself.
    let mut claims: Vec<&Item> = unique(claims.collect());
    claims.sort_by_key(|item| item.claim().is_none_or(story::coverage::Claim::is_our_own));
    ledger::of_items(at, claims.into_iter(), &items.known, |_| None)
}

fn who(at: &EditionPaper, items: &OnPage) -> Vec<WhoEntry> {
    let language = at.edition.language;
    let mut said: HashMap<ItemId, usize> = HashMap::new();
    for claim in items.claims.keys().filter_map(|id| items.known.get(id)?.claim()) {
        if let Some(by) = claim.chain.first().and_then(|hop| hop.by) {
            *said.entry(by).or_default() += 1;
        }
    }
    let people = items.named_by_kind(ItemKind::Person);
    let organizations = items.named_by_kind(ItemKind::Organization);
    people
        .into_iter()
        .chain(organizations)
        .map(|item| WhoEntry {
            kind: item.kind(),
            name: ledger::name(item, language),
            about: item.about(language).map(str::to_owned),
            href: ledger::topic_page(at, item),
            claims: said.get(&item.id).copied().unwrap_or_default(),
        })
        .collect()
}

impl Site {
    /// The storyline at an address, or where it is now.
    pub(crate) async fn storyline(
        &self,
        at: &EditionPaper,
        slug: &str,
    ) -> Result<Result<Item, Response>, Error> {
        let item = self.reader().item_at(slug).await?.ok_or(Error::NotFound)?;
        if item.kind() != ItemKind::Storyline {
            return Err(Error::NotFound);
        }
        let Some(into) = item.merged_into else { return Ok(Ok(item)) };
        let into = self.reader().item(into).await?;
        let now = link::coverage(&at.edition.code, &into.slug);
        Ok(Err(article::moved_permanently(&now)))
    }

    /// The articles that tell a storyline: that name it, or one of its events.
    pub(crate) async fn on_storyline(
        &self,
        at: &EditionPaper,
        item: &Item,
        storyline: &Storyline,
        limit: usize,
    ) -> Result<Vec<Listed>, Error> {
        let mut about = storyline.events.clone();
        about.push(item.id);
        Ok(self.reader().speaking_of(&at.edition.code, &about, limit).await?)
    }

    /// The public cards of these stories in an edition, in their order.
    async fn cards(&self, at: &EditionPaper, stories: &[StoryId]) -> Result<Vec<Listed>, Error> {
        if stories.is_empty() {
            return Ok(Vec::new());
        }
        let siblings = self.reader().siblings_of(stories).await?;
        let ids: Vec<_> = stories
            .iter()
            .filter_map(|story| {
                let here = |(of, sibling): &&(StoryId, store::Sibling)| {
                    of == story && sibling.edition == at.edition.code
                };
                siblings.iter().find(here).map(|(_, sibling)| sibling.article)
            })
            .collect();
        Ok(self.reader().listed(&ids).await?)
    }

    async fn on_page(
        &self,
        paper: &Paper,
        item: &Item,
        storyline: &Storyline,
        articles: &[Listed],
        cards: &[Listed],
    ) -> Result<OnPage, Error> {
        let ids: Vec<_> = articles.iter().chain(cards).map(|listed| listed.article).collect();
        let spoken_of = self.reader().items_in(&ids).await?;
        let mut wanted: Vec<ItemId> = spoken_of.keys().copied().collect();
        wanted.extend(storyline.events.iter().chain(&storyline.advisories));
        wanted.push(item.id);
        let known = self.items_and_named(paper, &wanted).await?;
        let mut public = spoken_of;
        // An event that only another edition tells is public too.
        let elsewhere: Vec<ItemId> = wanted
            .into_iter()
            .map(|id| known.get(&id).map_or(id, |item| item.id))
            .filter(|id| !public.contains_key(id))
            .collect();
        for id in self.reader().public_items(&elsewhere).await? {
            public.entry(id).or_default();
        }
        let claims = known
            .values()
            .filter(|item| item.kind() == ItemKind::Claim && public.contains_key(&item.id))
            .map(|item| (item.id, ()))
            .collect();
        Ok(OnPage { known, public, claims })
    }

    /// Everybody and everything on the page, in the words of schema.org.
    fn coverage_json_ld(
        &self,
        at: &EditionPaper,
        item: &Item,
        items: &OnPage,
        events: &[&Item],
        articles: &[Listed],
    ) -> String {
        let kinds = [ItemKind::Person, ItemKind::Organization, ItemKind::Place];
        let mut told: Vec<&Item> =
            kinds.into_iter().flat_map(|kind| items.named_by_kind(kind)).collect();
        told.extend(events);
        let claims = items.claims.keys().filter_map(|id| items.known.get(id)).map(Arc::as_ref);
        told.extend(unique(claims.collect()));
        let language = at.edition.language;
        let page = Crumb {
            name: item.name(language).to_owned(),
            url: self.absolute(&link::coverage(&at.edition.code, &item.slug)),
        };
        let listed = articles.iter().take(ARTICLES).map(|article| json_ld::Listed {
            headline: article.headline.clone(),
            url: self.absolute(&link::page(&article.edition, &article.slug, article.kind)),
        });
        json_ld::coverage_page(
            &page,
            item.about(language).unwrap_or_default(),
            language,
            &head::publisher(self, at),
            &outside::of_items(self, at, &told, &items.known),
            &listed.collect::<Vec<_>>(),
        )
    }

    async fn corrections_of(
        &self,
        at: &EditionPaper,
        articles: &[Listed],
    ) -> Result<Vec<CorrectionEntry>, Error> {
        let ids: Vec<_> = articles.iter().map(|listed| listed.article).collect();
        let limit = i64::try_from(CORRECTIONS).unwrap_or(i64::MAX);
        let rows = self.reader().corrections_among(&ids, limit).await?;
        Ok(rows
            .into_iter()
            .map(|row| {
                let href = link::article(&at.edition.code, &row.slug);
                let note = article::note(&row.correction, &href);
                CorrectionEntry { headline: row.headline, href: Some(href), note }
            })
            .collect())
    }

    /// The same situation in the editions that have articles on it.
    pub(crate) async fn coverage_elsewhere(
        &self,
        paper: &Paper,
        item: &Item,
        storyline: &Storyline,
    ) -> Result<Vec<Elsewhere>, Error> {
        let mut elsewhere = Vec::new();
        for at in &paper.editions {
            if self.on_storyline(at, item, storyline, 1).await?.is_empty() {
                continue;
            }
            elsewhere.push(Elsewhere {
                edition: at.edition.code.clone(),
                href: link::coverage(&at.edition.code, &item.slug),
                target: EditionTarget::Sibling,
            });
        }
        Ok(elsewhere)
    }
}
