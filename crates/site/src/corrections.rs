//! All corrections of an edition.

use axum::extract::{Path, Query, State};
use story::CorrectionId;
use theme::page::{CorrectionEntry, CorrectionsPage, EditionTarget};

use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, article, feed, link};

/// How many corrections a page has.
const CORRECTIONS: usize = 30;

/// Where in the list a reader is.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Before {
    before: Option<String>,
}

pub(crate) async fn page(
    State(site): State<Site>,
    Path(code): Path<String>,
    Query(before): Query<Before>,
    visit: Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let last = match &before.before {
        None => None,
        Some(id) => {
            let id: CorrectionId = id.parse().map_err(|_| Error::NotFound)?;
            Some(site.reader().correction(id).await?.ok_or(Error::NotFound)?)
        }
    };
    let limit = i64::try_from(CORRECTIONS + 1).unwrap_or(i64::MAX);
    let mut rows = site.reader().corrections_in(&at.edition.code, last.as_ref(), limit).await?;
    let more = rows.len() > CORRECTIONS;
    rows.truncate(CORRECTIONS);
    let path = format!("/{code}/corrections");
    let next =
        rows.last().filter(|_| more).map(|row| format!("{path}?before={}", row.correction.id));
    let corrections = rows
        .into_iter()
        .map(|row| {
            let href = link::article(&at.edition.code, &row.slug);
            let note = article::note(&row.correction, &href);
            CorrectionEntry { headline: row.headline, href: Some(href), note }
        })
        .collect();
    let elsewhere = paper.editions.iter().map(|other| Elsewhere {
        edition: other.edition.code.clone(),
        href: format!("/{}/corrections", other.edition.code),
        target: EditionTarget::Sibling,
    });
    let first = before.before.is_none();
    let head = Head {
        elsewhere: elsewhere.collect(),
        path: first.then(|| path.clone()),
        feeds: feed::links(
            &format!(
                "{} — {}",
                site.theme().message(at.edition.language, "corrections"),
                at.edition.title
            ),
            &path,
        ),
        noindex: !first,
        previous_href: (!first).then(|| path.clone()),
        ..Head::default()
    };
    let page = CorrectionsPage {
        paper: site.chrome(&paper, at, &visit, head),
        corrections,
        next_href: next,
    };
    let mut keys = SurrogateKeys::of_edition(at);
    keys.corrections(&at.edition.code);
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}
