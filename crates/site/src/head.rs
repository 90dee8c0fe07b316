//! What search engines read in a page's head: JSON-LD.

use std::collections::HashMap;

use store::{LiveArticle, Sibling};
use story::author::AuthorKind;
use story::content::{Credit, CreditRole};
use story::correction::CorrectionState;
use story::topic::name_in;
use story::{ItemId, Kind};
use theme::page::ClaimMark;
use wire::feed::Image;
use wire::json_ld::{self, Article, Author, Correction, Publisher, Translation};

use crate::article::{Around, Shows};
use crate::paper::{EditionPaper, Paper};
use crate::{Site, link, outside, picture};

/// What JSON-LD says about an edition's front.
pub(crate) fn website(site: &Site, at: &EditionPaper) -> String {
    let edition = &at.edition;
    json_ld::web_site(&publisher(site, at), &edition.description, edition.language, None)
}

/// What JSON-LD says about an article.
pub(crate) fn news_article(
    site: &Site,
    paper: &Paper,
    found: &Shows<'_>,
    around: &Around,
    marks: &HashMap<ItemId, ClaimMark>,
) -> String {
    let Shows { at, live } = found;
    let LiveArticle { article, content, story } = live.as_ref();
    let language = at.edition.language;
    let page = site.absolute(&link::page(&at.edition.code, &article.slug, story.kind));
    let translators = [CreditRole::Translator].as_slice();
    let makers = [CreditRole::Author, CreditRole::Agency].as_slice();
    let source = article.translated_from.map(|from| from.article);
    let translated = |sibling: &Sibling| translation(site, paper, sibling);
    let others = around.siblings.iter().filter(|sibling| sibling.article != article.id);
    let document = Article {
        id: site.absolute(&format!("/id/a/{}", article.id)),
        url: page.clone(),
        kind: story.kind,
        headline: content.headline.clone(),
        description: content.summary(),
        dateline: content.dateline.clone(),
        published: article.first_live_at.unwrap_or(story.created_at),
        changed: article.changed_at,
        zone: at.edition.zone(),
        language,
        authors: authors(
            site,
            at,
            content.byline.iter().filter(|credit| makers.contains(&credit.role)),
            around,
        ),
        translators: authors(
            site,
            at,
            content.byline.iter().filter(|credit| translators.contains(&credit.role)),
            around,
        ),
        publisher: publisher(site, at),
        sponsor: content.sponsor.clone().filter(|sponsor| !sponsor.is_empty()),
        images: images(site, live, around),
        section: article
            .section
            .and_then(|section| at.section(section))
            .map(|section| section.name.clone()),
        keywords: around
            .topics
            .iter()
            .map(|topic| name_in(&topic.names, language).to_owned())
            .collect(),
        words: around.words,
        free: true,
        translation_of: around
            .siblings
            .iter()
            .find(|sibling| Some(sibling.article) == source)
            .and_then(translated),
        // Only the original lists its translations; they name it, and not each other.
        translations: if source.is_none() {
            others.filter_map(translated).collect()
        } else {
            Vec::new()
        },
        corrections: corrections(at, around),
        rights: at.edition.rights.clone(),
        behind: outside::of_text(site, at, &around.annotations, &around.items, marks, &page),
        posts: if story.kind == Kind::Live { outside::posts(content, &page) } else { Vec::new() },
        ended: (story.kind == Kind::Live).then(|| content.body.ended_at()).flatten(),
    };
    document.to_json()
}

/// What was put right, with the claims that were wrong.
pub(crate) fn corrections(at: &EditionPaper, around: &Around) -> Vec<Correction> {
    let published = around
        .corrections
        .iter()
        .filter(|correction| correction.state == CorrectionState::Published);
    published
        .map(|correction| Correction {
            kind: correction.kind,
            text: correction.text.clone(),
            at: correction.at,
            claim: correction
                .claim
                .and_then(|id| around.put_right.get(&id))
                .map(|claim| claim.name(at.edition.language).to_owned()),
        })
        .collect()
}

pub(crate) fn publisher(site: &Site, at: &EditionPaper) -> Publisher {
    let edition = &at.edition;
    Publisher {
        name: edition.title.clone(),
        url: site.absolute(&link::front(&edition.code)),
        logo: site.theme().asset("icon.svg").map(|icon| Image {
            url: site.absolute("/favicon.ico"),
            content_type: icon.content_type.to_owned(),
            bytes: u64::try_from(icon.bytes.len()).unwrap_or_default(),
            width: Some(512),
            height: Some(512),
            alt: edition.title.clone(),
        }),
        profiles: edition.social.iter().map(|link| link.url.clone()).collect(),
        corrections: Some(site.absolute(&format!("/{}/corrections", edition.code))),
    }
}

fn authors<'a>(
    site: &Site,
    at: &EditionPaper,
    credits: impl Iterator<Item = &'a Credit>,
    around: &Around,
) -> Vec<Author> {
    let authors = credits.map(|credit| {
        let known =
            credit.author.and_then(|id| around.authors.iter().find(|author| author.id == id));
        let title = known.map(|author| name_in(&author.titles, at.edition.language).to_owned());
        let unknown =
            if credit.role == CreditRole::Agency { AuthorKind::Agency } else { AuthorKind::Person };
        Author {
            name: credit.name.clone(),
            kind: known.map_or(unknown, |author| author.kind),
            url: known.map(|author| site.absolute(&link::author(&at.edition.code, &author.slug))),
            title: title.filter(|title| !title.is_empty()),
        }
    });
    authors.collect()
}

fn images(site: &Site, live: &LiveArticle, around: &Around) -> Vec<Image> {
    let media = live.content.media().into_iter().filter_map(|id| around.pictures.get(&id));
    media.filter_map(|media| picture::outside(site, media, "")).collect()
}

pub(crate) fn translation(site: &Site, paper: &Paper, sibling: &Sibling) -> Option<Translation> {
    Some(Translation {
        url: site.absolute(&link::sibling(sibling)),
        headline: sibling.headline.clone(),
        language: paper.by_code(&sibling.edition)?.edition.language,
    })
}
