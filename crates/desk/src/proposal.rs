//! What the words of a text may stand for, proposed to who writes it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ::proposal::{Known, Lexicon, Proposal, propose};
use axum::Json;
use axum::extract::State;
use story::coverage::{Item, ItemKind};
use story::{ArticleId, Edition, Language};

use crate::asked::{Asked, At};
use crate::flag::OnScreen;
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// The lexicons of each language, as of the newest act on any item.
#[derive(Debug, Default)]
pub(crate) struct Lexicons(Mutex<HashMap<&'static str, Kept>>);

/// A lexicon and the stamp of the items that it was made of.
type Kept = ((i64, i64), Arc<Lexicon>);

/// What was found, in reading order.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Proposals {
    #[schema(value_type = Vec<vocabulary::Proposal>)]
    proposals: Vec<Proposal>,
}

/// `POST /api/articles/{id}/proposals`: for the text on the screen. Nothing is kept.
pub(crate) async fn of_screen(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
    Asked(OnScreen { content }): Asked<OnScreen>,
) -> Result<Json<Proposals>, Error> {
    let article = desk.store().article(id).await?;
    let editions = desk.store().editions().await?;
    let edition = editions.into_iter().find(|edition| edition.code == article.edition);
    let edition = edition
        .ok_or_else(|| Error::Missing { what: "edition", which: article.edition.to_string() })?;
    let lexicon = lexicon(&desk, edition.language).await?;
    // “Yesterday” counts from the day on which readers have it, which for a draft is today.
    let on = article.first_live_at.unwrap_or_else(|| desk.store().clock().now());
    let on = on.to_zoned(Edition::zone(&edition)).date();
    // A long text takes some milliseconds of a processor, which other people's keystrokes need.
    let found =
        tokio::task::spawn_blocking(move || propose(&content.body, edition.language, on, &lexicon));
    let proposals = found.await.map_err(|failed| Error::Internal(failed.to_string()))?;
    Ok(Json(Proposals { proposals }))
}

async fn lexicon(desk: &Desk, language: Language) -> Result<Arc<Lexicon>, Error> {
    let stamp = desk.store().items_stamp().await?;
    let kept = || desk.inner.lexicons.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, lexicon)) = kept().get(language.code()).filter(|(made, _)| *made == stamp) {
        return Ok(Arc::clone(lexicon));
    }
    let kinds = [
        ItemKind::Person,
        ItemKind::Organization,
        ItemKind::Place,
        ItemKind::Topic,
        ItemKind::Event,
    ];
    let items = desk.store().items_of(&kinds).await?;
    let known = items.iter().filter_map(|item| known(item, language));
    let lexicon = Arc::new(Lexicon::new(language, known));
    kept().insert(language.code(), (stamp, Arc::clone(&lexicon)));
    Ok(lexicon)
}

/// An item by what it is called in a language; nothing where it has no name there.
fn known(item: &Item, language: Language) -> Option<Known> {
    let code = language.code();
    let aliases = item.aliases.get(code).into_iter().flatten();
    let names: Vec<String> = item.names.get(code).into_iter().chain(aliases).cloned().collect();
    (!names.is_empty()).then_some(Known { id: item.id, kind: item.kind(), names })
}
