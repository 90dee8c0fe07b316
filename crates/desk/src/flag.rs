//! What an editor should look at in a text before it goes out.

use axum::Json;
use axum::extract::State;
use story::block::Block;
use story::coverage::flag::{self, Flag, Looked};
use story::{ArticleId, Content, RevisionNumber};

use crate::asked::{Asked, At};
use crate::person::Person;
use crate::{Desk, Error, vocabulary};

/// Everything to look at, what keeps the text from readers first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Flags {
    flags: Vec<FlagView>,
}

/// Something to look at.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct FlagView {
    /// Whether it keeps the text from readers.
    blocks: bool,
    #[serde(flatten)]
    #[schema(inline, value_type = vocabulary::Flag)]
    flag: Flag,
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
    let view = |flag: Flag| FlagView { blocks: flag.blocks(), flag };
    Ok(Flags { flags: flags.into_iter().map(view).collect() })
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
