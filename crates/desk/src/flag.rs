//! What an editor should look at in a text before it goes out.

use axum::Json;
use axum::extract::State;
use story::block::{Block, BlockId};
use story::coverage::flag::{self, Flag, Looked};
use story::{ArticleId, Content, ItemId, RevisionNumber};

use crate::asked::{Asked, At};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// Everything to look at, what keeps the text from readers first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Flags {
    flags: Vec<FlagView>,
}

/// Something to look at: its kind, and what belongs to that kind.
#[derive(Debug, Default, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct FlagView {
    #[schema(value_type = vocabulary::FlagKind)]
    kind: &'static str,
    /// Whether it keeps the text from readers.
    blocks: bool,
    /// The block's name.
    #[schema(value_type = Option<String>)]
    block: Option<BlockId>,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    claim: Option<ItemId>,
    /// The words as the text has them.
    printed: Option<String>,
    /// The words as somebody compared them with their source.
    verified: Option<String>,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    source: Option<ItemId>,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    event: Option<ItemId>,
    /// The article that the card was taken from.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    card: Option<ArticleId>,
    /// The version of the card that was taken over.
    #[schema(value_type = Option<u32>)]
    taken: Option<RevisionNumber>,
    /// The version of the card that readers have.
    #[schema(value_type = Option<u32>)]
    live: Option<RevisionNumber>,
    number: Option<String>,
    words: Option<String>,
}

impl From<Flag> for FlagView {
    fn from(flag: Flag) -> FlagView {
        let blocks = flag.blocks();
        let of = |kind| FlagView { kind, blocks, ..FlagView::default() };
        match flag {
            Flag::QuotationChanged { block, claim, printed, verified } => FlagView {
                block: Some(block),
                claim: Some(claim),
                printed: Some(printed),
                verified: Some(verified),
                ..of("quotation_changed")
            },
            Flag::QuotationUnverified { block, claim, printed } => FlagView {
                block: Some(block),
                claim: Some(claim),
                printed: Some(printed),
                ..of("quotation_unverified")
            },
            Flag::ParaphraseQuoted { block, claim, printed } => FlagView {
                block: Some(block),
                claim: Some(claim),
                printed: Some(printed),
                ..of("paraphrase_quoted")
            },
            Flag::UnnamedSource { claim } => {
                FlagView { claim: Some(claim), ..of("unnamed_source") }
            }
            Flag::SingleSource { source } => {
                FlagView { source: Some(source), ..of("single_source") }
            }
            Flag::DateUnconfirmed { event } => {
                FlagView { event: Some(event), ..of("date_unconfirmed") }
            }
            Flag::CardOverdue { block, card, taken, live } => FlagView {
                block: Some(block),
                card: Some(card),
                taken: Some(taken),
                live: Some(live),
                ..of("card_overdue")
            },
            Flag::NumberDiffers { number } => {
                FlagView { number: Some(number), ..of("number_differs") }
            }
            Flag::AttributionDropped { claim } => {
                FlagView { claim: Some(claim), ..of("attribution_dropped") }
            }
            Flag::ItemGone { block, words } => {
                FlagView { block: Some(block), words: Some(words), ..of("item_gone") }
            }
        }
    }
}

/// A text as it is on the screen, which may be further than what is kept.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnScreen {
    #[schema(value_type = vocabulary::Content)]
    pub(crate) content: Content,
}

/// `GET /api/articles/{id}/flags`: those of the newest version.
pub(crate) async fn of_newest(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<Flags>, Error> {
    let article = desk.store().article(id).await?;
    let content = desk.store().content(id, article.draft).await?;
    Ok(Json(of_text(&desk, &article, &content).await?))
}

/// `POST /api/articles/{id}/flags`: those of what is on the screen.
pub(crate) async fn of_screen(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
    Asked(OnScreen { content }): Asked<OnScreen>,
) -> Result<Json<Flags>, Error> {
    let article = desk.store().article(id).await?;
    Ok(Json(of_text(&desk, &article, &content).await?))
}

async fn of_text(desk: &Desk, article: &story::Article, content: &Content) -> Result<Flags, Error> {
    let store = desk.store();
    let evidence = store.evidence(&article.edition, content).await?;
    let source = match article.translated_from {
        Some(from) => match store.content(from.article, from.revision).await {
            Ok(source) => Some(source),
            // Nothing can be compared with what a court has sealed.
            Err(store::Error::Sealed { .. }) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    let cards = live_cards(desk, content).await?;
    let flags = flag::of(Looked {
        content,
        language: evidence.language,
        items: &evidence.items,
        source: source.as_ref(),
        cards: &cards,
    });
    Ok(Flags { flags: flags.into_iter().map(FlagView::from).collect() })
}

/// The live text of every card that a text took over.
async fn live_cards(
    desk: &Desk,
    content: &Content,
) -> Result<Vec<(ArticleId, RevisionNumber)>, Error> {
    let mut cards = Vec::new();
    for block in content.body.walk() {
        let Block::Card { attrs, .. } = block else { continue };
        let Some(origin) = attrs.origin.filter(|id| cards.iter().all(|(known, _)| known != id))
        else {
            continue;
        };
        match desk.store().article(origin).await {
            Ok(card) => cards.extend(card.public.live().map(|live| (origin, live))),
            Err(store::Error::Missing { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(cards)
}
