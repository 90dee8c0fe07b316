//! The public history of an article: every text that readers had, and what changed between them.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use store::Publication;
use story::correction::CorrectionState;
use story::{ArticleId, RevisionNumber, diff};
use theme::page::{
    CorrectionNote, HistoryPage, RecordEntry, RevisionEntry, RevisionLink, RevisionPage,
};

use crate::answer::Answer;
use crate::article::{Found, Shows, note};
use crate::chrome::Head;
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site, link};

/// How long a history is kept that is not signed to its end: as long as that takes.
const UNSIGNED: jiff::SignedDuration = jiff::SignedDuration::from_secs(30);

pub(crate) async fn list(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "/history").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    let Shows { at, live } = &found;
    let path = link::article(&at.edition.code, &live.article.slug);
    let publications = site.reader().publications(live.article.id).await?;
    let corrections = site.notes(&found, &path).await?;
    let sealed = site.reader().sealed_revisions(live.article.id).await?;
    let recorded = site.reader().record_of(live.article.id).await?;
    let signed = site.reader().record_head().await?.map_or(0, |head| head.size);
    // What is signed a moment later is shown a moment later.
    let all_signed = recorded.iter().all(|one| one.number < signed);
    let entry = |publication: &Publication| {
        let of_text = recorded.iter().find(|one| {
            one.entry.revision == publication.revision.0
                && one.entry.act.as_str() == publication.kind.as_str()
        });
        let number = of_text.map(|one| one.number).filter(|number| *number < signed)?;
        Some(RecordEntry { number, href: format!("/-/record/entry/{number}") })
    };
    let revisions = publications
        .iter()
        .rev()
        .map(|publication| RevisionEntry {
            number: publication.revision,
            live_at: publication.at,
            href: format!("{path}/history/{}", publication.revision),
            live: live.article.public.live() == Some(publication.revision),
            sealed: sealed.contains(&publication.revision),
            entry: entry(publication),
            corrections: corrections
                .iter()
                .filter(|(to, _)| *to == publication.revision)
                .map(|(_, note)| note.clone())
                .collect(),
        })
        .collect();
    let head = Head {
        path: Some(format!("{path}/history")),
        section: live.article.section,
        noindex: true,
        ..Head::default()
    };
    let page = HistoryPage {
        paper: site.chrome(&paper, at, &visit, head),
        headline: live.content.headline.clone(),
        verify_href: format!("/{}/verify", at.edition.code),
        proof_href: all_signed.then(|| format!("{path}/proof.json")),
        article_href: path,
        revisions,
    };
    let mut keys = keys(&found);
    if !all_signed {
        keys.until(site.now().checked_add(UNSIGNED).unwrap_or_else(|_| site.now()));
    }
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}

pub(crate) async fn revision(
    State(site): State<Site>,
    Path((code, slug, number)): Path<(String, String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let number = number.parse().map(RevisionNumber).map_err(|_| Error::NotFound)?;
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, &format!("/history/{number}")).await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    let Shows { at, live } = &found;
    let publications = site.reader().publications(live.article.id).await?;
    // A text that was never public is not in the public history, whatever its number.
    let place = publications
        .iter()
        .position(|publication| publication.revision == number)
        .ok_or(Error::NotFound)?;
    let path = link::article(&at.edition.code, &live.article.slug);
    let neighbour = |publication: &Publication| RevisionLink {
        number: publication.revision,
        href: format!("{path}/history/{}", publication.revision),
    };
    let older = place.checked_sub(1).and_then(|before| publications.get(before));
    let head = Head {
        path: Some(format!("{path}/history/{number}")),
        section: live.article.section,
        noindex: true,
        ..Head::default()
    };
    let text = site.lines_of(live.article.id, number).await?;
    // The first text that readers had is shown as it was, and so is one after words that nobody may see.
    let before = match older {
        Some(older) => site.lines_of(live.article.id, older.revision).await?,
        None => None,
    };
    let page = RevisionPage {
        paper: site.chrome(&paper, at, &visit, head),
        headline: live.content.headline.clone(),
        history_href: format!("{path}/history"),
        number,
        live_at: publications[place].at,
        older: older.map(neighbour),
        newer: publications.get(place + 1).map(neighbour),
        older_sealed: older.is_some() && before.is_none(),
        changes: text.map(|text| diff::lines(before.as_ref().unwrap_or(&text), &text)),
        article_href: path,
    };
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys(&found), site.now()).into_response())
}

fn keys(found: &Shows<'_>) -> SurrogateKeys {
    let mut keys = SurrogateKeys::of_edition(found.at);
    keys.article(found.live.article.id).story(found.live.story.id);
    keys
}

impl Site {
    async fn notes(
        &self,
        found: &Shows<'_>,
        path: &str,
    ) -> Result<Vec<(RevisionNumber, CorrectionNote)>, Error> {
        let corrections = self.reader().corrections_of(found.live.article.id).await?;
        let published =
            corrections.iter().filter(|correction| correction.state == CorrectionState::Published);
        Ok(published
            .filter_map(|correction| Some((correction.to?, note(correction, path))))
            .collect())
    }

    /// A text line by line; nothing of a sealed one.
    async fn lines_of(
        &self,
        article: ArticleId,
        revision: RevisionNumber,
    ) -> Result<Option<Vec<String>>, Error> {
        match self.reader().content(article, revision).await {
            Ok(content) => Ok(Some(content.lines())),
            Err(store::Error::Sealed { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
