//! Background cards at addresses of their own.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use story::Kind;

use crate::answer::Answer;
use crate::article::{Found, moved_permanently};
use crate::visit::Visit;
use crate::{Error, Site, link};

/// `/{ed}/explain/{slug}`: the card's article, which names this address as its own wherever it stands; whatever is no
/// card is at the address of articles.
pub(crate) async fn page(
    State(site): State<Site>,
    Path((code, slug)): Path<(String, String)>,
    visit: Visit,
) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let found = match site.find(&paper, &code, &slug, "").await? {
        Found::Here(found) => found,
        Found::Elsewhere(redirect) => return Ok(redirect),
    };
    let article = &found.live.article;
    if found.live.story.kind != Kind::Card {
        return Ok(moved_permanently(&link::article(&article.edition, &article.slug)));
    }
    let (page, keys) = site.full_page(&paper, &found, &visit).await?;
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()).into_response())
}
