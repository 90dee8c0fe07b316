//! A section's front.

use axum::extract::{Path, Query, State};
use story::ArticleId;
use story::section::Section;
use theme::page::{EditionTarget, NotInThisLanguage, SectionPage};

use crate::advertisement::TOP;
use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::front::After;
use crate::paper::{EditionPaper, Paper};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, feed, link};

/// How many articles a page of a section has.
const ARTICLES: usize = 20;

/// From which article a reader came who wanted it in this language.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct From {
    from: Option<ArticleId>,
}

pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    Query(after): Query<After>,
    Query(from): Query<From>,
    visit: Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let section = at.section_at(&slug).ok_or(Error::NotFound)?;
    let mut keys = SurrogateKeys::of_edition(at);
    keys.section(section.id);
    if let Some(wanted) = from.from {
        keys.article(wanted);
    }
    let page = site.section_page(&paper, at, section, (&after, &from), &visit, &mut keys).await?;
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}

impl Site {
    async fn section_page(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        section: &Section,
        (after, from): (&After, &From),
        visit: &Visit,
        keys: &mut SurrogateKeys,
    ) -> Result<SectionPage, Error> {
        let path = link::section(section);
        let page = self
            .reader()
            .in_section(&at.edition.code, section.id, after.place()?, ARTICLES)
            .await?;
        let advertisement = match page.articles.first() {
            Some(first) if !first.sensitive => self.ad_slot(paper, at, TOP, Some(section), keys),
            _ => None,
        };
        let head = Head {
            section: Some(section.id),
            elsewhere: twins(paper, section),
            feeds: feed::links(&format!("{} — {}", section.name, at.edition.title), &path),
            noindex: !after.is_first(),
            path: after.is_first().then(|| path.clone()),
            previous_href: (!after.is_first()).then(|| path.clone()),
            ..Head::default()
        };
        Ok(SectionPage {
            name: section.name.clone(),
            articles: self.teasers(paper, page.articles, keys).await?,
            next_href: page.next.map(|place| format!("{path}?after={place}")),
            most_read: self.most_read(at, Some(section), keys).await?,
            advertisement: advertisement.filter(|slot| slot.frame.is_some()),
            notice: self.not_in_this_language(paper, at, from).await?,
            paper: self.chrome(paper, at, visit, head),
        })
    }

    /// The article that a reader wanted and that this edition does not have.
    async fn not_in_this_language(
        &self,
        paper: &Paper,
        at: &EditionPaper,
        from: &From,
    ) -> Result<Option<NotInThisLanguage>, Error> {
        let Some(wanted) = from.from else { return Ok(None) };
        let Some(live) = self.reader().live_article(wanted).await? else { return Ok(None) };
        let Some(other) = paper.by_code(&live.article.edition) else { return Ok(None) };
        if other.edition.code == at.edition.code {
            return Ok(None);
        }
        Ok(Some(NotInThisLanguage {
            headline: live.content.headline,
            href: link::article(&live.article.edition, &live.article.slug),
            language: other.edition.language,
            dir: other.edition.language.direction(),
        }))
    }
}

/// The same section in the other editions.
fn twins(paper: &Paper, section: &Section) -> Vec<Elsewhere> {
    let twins = paper.editions.iter().filter_map(|other| {
        let twin = other.twin(&section.key)?;
        let edition = other.edition.code.clone();
        Some(Elsewhere { edition, href: link::section(twin), target: EditionTarget::Sibling })
    });
    twins.collect()
}
