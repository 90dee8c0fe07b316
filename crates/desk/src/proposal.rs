//! What the words of a text may stand for, proposed to who writes it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ::proposal::{Hop, Known, Lexicon, Proposal, Span, What, propose};
use axum::Json;
use axum::extract::State;
use story::block::BlockId;
use story::coverage::{Item, ItemKind, When};
use story::{ArticleId, Edition, ItemId, Language};

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
    proposals: Vec<ProposalView>,
}

/// Words of a text that may stand for something.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = Proposal)]
pub(crate) struct ProposalView {
    /// The block's name.
    #[schema(value_type = String)]
    block: BlockId,
    /// UTF-16 code units before them in the block; a line break counts one.
    from: usize,
    to: usize,
    words: String,
    #[schema(value_type = vocabulary::ProposedAs)]
    what: &'static str,
    /// How sure the rules are, of a hundred.
    confidence: u8,
    /// The item that they may name.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    item: Option<ItemId>,
    #[schema(value_type = Option<vocabulary::ItemKind>)]
    kind: Option<ItemKind>,
    #[schema(value_type = Option<vocabulary::When>)]
    when: Option<When>,
    /// First who spoke, last who reached the paper.
    #[schema(value_type = Vec<vocabulary::ProposedHop>)]
    chain: Vec<Hop>,
    /// What they say, in our words.
    #[schema(value_type = Option<vocabulary::ProposedSpan>)]
    content: Option<Span>,
}

impl From<Proposal> for ProposalView {
    fn from(proposal: Proposal) -> ProposalView {
        let Proposal { block, span: Span { from, to, words }, what, confidence } = proposal;
        let of = |what| ProposalView {
            block,
            from,
            to,
            words,
            what,
            confidence,
            item: None,
            kind: None,
            when: None,
            chain: Vec::new(),
            content: None,
        };
        match what {
            What::Known { item, kind } => {
                ProposalView { item: Some(item), kind: Some(kind), ..of("known") }
            }
            What::New { kind } => ProposalView { kind: Some(kind), ..of("new") },
            What::When { when } => ProposalView { when: Some(when), ..of("when") },
            What::Attribution { chain, content } => {
                ProposalView { chain, content, ..of("attribution") }
            }
            What::Quotation { chain } => ProposalView { chain, ..of("quotation") },
        }
    }
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
    let proposals = proposals.into_iter().map(ProposalView::from).collect();
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
        ItemKind::Storyline,
    ];
    let items = desk.store().items_of(&kinds).await?;
    let merged = desk.store().merged_items_of(&kinds).await?;
    let lexicon = Arc::new(Lexicon::new(language, known(&items, &merged, language)));
    kept().insert(language.code(), (stamp, Arc::clone(&lexicon)));
    Ok(lexicon)
}

/// Items by what they are called in a language, and by what those were called that turned out to be the same; without
/// those that have no name there.
fn known(items: &[Item], merged: &[Item], language: Language) -> Vec<Known> {
    let called = |item: &Item| -> Vec<String> {
        let code = language.code();
        let aliases = item.aliases.get(code).into_iter().flatten();
        item.names.get(code).into_iter().chain(aliases).cloned().collect()
    };
    let mut once: HashMap<ItemId, Vec<String>> = HashMap::new();
    for item in merged {
        once.entry(item.merged_into.unwrap_or(item.id)).or_default().extend(called(item));
    }
    items
        .iter()
        .map(|item| {
            let mut names = called(item);
            names.extend(once.remove(&item.id).into_iter().flatten());
            Known { id: item.id, kind: item.kind(), names }
        })
        .filter(|known| !known.names.is_empty())
        .collect()
}
