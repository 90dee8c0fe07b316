//! What stands behind a text, as programs elsewhere are told: with full addresses, and in plain words.

use std::collections::{HashMap, HashSet};

use story::block::Block;
use story::coverage::annotation::{Annotation, Part};
use story::coverage::{Claim, Facts, Item, ItemKind};
use story::{Body, Content, ItemId};
use theme::page::ClaimMark;
use wire::behind::{Behind, Happened, Named, Post, Said, Speaker};

use crate::item::Known;
use crate::paper::EditionPaper;
use crate::{Site, behind, ledger, link};

/// What stands behind the annotated text of the article at a full address.
pub(crate) fn of_text(
    site: &Site,
    at: &EditionPaper,
    annotations: &[Annotation],
    items: &Known,
    marks: &HashMap<ItemId, ClaimMark>,
    page: &str,
) -> Behind {
    if items.is_empty() {
        return Behind::default();
    }
    let spoken_of = behind::spoken_of(annotations, items);
    let mut seen = HashSet::new();
    let claims = annotations.iter().filter_map(|found| {
        if !matches!(found.part, Part::Content | Part::Quote) {
            return None;
        }
        let item = items.get(&found.target)?;
        let claim = item.claim().filter(|_| seen.insert(item.id))?;
        let quoted = claim.quotation.get(at.edition.language.code());
        let quotation = found.part == Part::Quote;
        Some(Said {
            id: item.id,
            url: marks.get(&found.target).map(|mark| format!("{page}#said-{}", mark.number)),
            text: quoted.filter(|_| quotation).unwrap_or(&found.words).clone(),
            quotation,
            by: speaker(site, at, claim, items),
            standing: claim.standing,
        })
    });
    Behind { claims: claims.collect(), ..of_items(site, at, &spoken_of, items) }
}

/// What these items are: those with a page by themselves, what happened, and what is said.
pub(crate) fn of_items(site: &Site, at: &EditionPaper, items: &[&Item], known: &Known) -> Behind {
    let language = at.edition.language;
    let mut behind = Behind::default();
    for item in items {
        match &item.facts {
            Facts::Person | Facts::Organization | Facts::Topic | Facts::Place(_) => {
                behind.named.push(named(site, at, item));
            }
            Facts::Event(event) => behind.events.push(Happened {
                id: item.id,
                name: item.name(language).to_owned(),
                when: event.when.clone(),
                place: event.place.and_then(|id| known.get(&id)).map(|it| named(site, at, it)),
            }),
            Facts::Claim(claim) => {
                let quoted = claim.quotation.get(language.code());
                behind.claims.push(Said {
                    id: item.id,
                    url: None,
                    text: quoted.map_or(item.name(language), String::as_str).to_owned(),
                    quotation: quoted.is_some(),
                    by: speaker(site, at, claim, known),
                    standing: claim.standing,
                });
            }
            Facts::Storyline(_) => {}
        }
    }
    behind
}

/// An item with its page, if it has one.
pub(crate) fn named(site: &Site, at: &EditionPaper, item: &Item) -> Named {
    let point = match &item.facts {
        Facts::Place(place) => place.point,
        _ => None,
    };
    Named {
        id: item.id,
        kind: item.kind(),
        name: item.name(at.edition.language).to_owned(),
        url: ledger::topic_page(at, item).map(|path| site.absolute(&path)),
        wikidata: item.wikidata,
        point,
    }
}

/// The posts of a live report at a full address, newest first.
pub(crate) fn posts(content: &Content, page: &str) -> Vec<Post> {
    let posts = content.body.blocks().iter().filter_map(|block| match block {
        Block::Post { attrs, content } => Some(Post {
            url: format!("{page}#t-{}", attrs.id.0),
            title: attrs.title.clone(),
            at: attrs.at,
            text: wire::text::text(&[], &Body::new(content.clone())).trim().to_owned(),
        }),
        _ => None,
    });
    let mut posts: Vec<Post> = posts.collect();
    posts.sort_by_key(|post| std::cmp::Reverse(post.at));
    posts
}

/// The article's topics as items, those aside that are known already.
pub(crate) fn with_topics(
    site: &Site,
    at: &EditionPaper,
    topics: &[story::topic::Topic],
    behind: &mut Behind,
) {
    for topic in topics {
        let id = ItemId::from(topic.id);
        if behind.named.iter().any(|named| named.id == id) {
            continue;
        }
        behind.named.push(Named {
            id,
            kind: ItemKind::Topic,
            name: story::topic::name_in(&topic.names, at.edition.language).to_owned(),
            url: Some(site.absolute(&link::topic(&at.edition.code, &topic.slug))),
            wikidata: None,
            point: None,
        });
    }
}

/// Who spoke first; nobody where the paper says it itself.
fn speaker(site: &Site, at: &EditionPaper, claim: &Claim, items: &Known) -> Option<Speaker> {
    let first = claim.chain.first()?;
    let who = first.by.and_then(|id| items.get(&id)).map(|item| named(site, at, item));
    let words = || ledger::words(&first.words, at.edition.language).map(|printed| printed.text);
    Some(Speaker {
        name: who.as_ref().map(|who| who.name.clone()).or_else(words).unwrap_or_default(),
        who,
        on_behalf_of: first
            .on_behalf_of
            .and_then(|id| items.get(&id))
            .map(|item| named(site, at, item)),
    })
}
