//! Everything that keeps a reader from a page, as a page with a way out.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use story::ArticleId;
use story::article::{Article, Public};
use theme::page::ErrorPage;

use crate::answer::{Answer, Cache};
use crate::chrome::Head;
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Site, preview};

/// What keeps a reader from a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing here, and there never was.
    #[error("there is nothing at this address")]
    NotFound,
    /// It was here once.
    #[error("the article was withdrawn: {note}")]
    Gone {
        /// Which article.
        article: ArticleId,
        /// What readers are told.
        note: String,
    },
    /// A court closed it.
    #[error("the article is closed for legal reasons: {order}")]
    Legal {
        /// Which article.
        article: ArticleId,
        /// Whose order.
        order: String,
    },
    /// The request makes no sense.
    #[error("the request cannot be understood")]
    BadRequest,
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The theme cannot show it.
    #[error(transparent)]
    Theme(#[from] theme::RenderError),
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] ::media::files::ReadError),
}

impl Error {
    /// Why an article that was public is not any more.
    pub(crate) fn closed(article: &Article) -> Error {
        match &article.public {
            Public::Withdrawn(withdrawn) => {
                Error::Gone { article: article.id, note: withdrawn.note.clone() }
            }
            Public::Held(held) => Error::Legal { article: article.id, order: held.order.clone() },
            Public::Unpublished | Public::Live(_) => Error::NotFound,
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::Gone { .. } => StatusCode::GONE,
            Error::Legal { .. } => StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
            Error::BadRequest => StatusCode::BAD_REQUEST,
            Error::Store(store::Error::Database(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Store(_) | Error::Theme(_) | Error::File(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn note(self) -> Option<String> {
        match self {
            Error::Gone { note, .. } => Some(note),
            Error::Legal { order, .. } => Some(order),
            _ => None,
        }
    }
}

impl Site {
    /// The page for an error, in the language of the edition that the address names.
    pub(crate) async fn error_page(&self, error: Error, visit: &Visit) -> Response {
        let status = error.status();
        if status.is_server_error() {
            let address = preview::hidden(&visit.address);
            tracing::error!(error = %error, address, "A page could not be made.");
        }
        match self.render_error(error, status, visit).await {
            Ok(answer) => answer.into_response(),
            Err(again) => {
                tracing::error!(error = %again, "The page for an error could not be made either.");
                plain(status, visit.request.as_deref()).into_response()
            }
        }
    }

    async fn render_error(
        &self,
        error: Error,
        status: StatusCode,
        visit: &Visit,
    ) -> Result<Answer, Error> {
        let paper = self.paper().await?;
        let code = visit.path().trim_start_matches('/').split('/').next().unwrap_or_default();
        let edition =
            paper.edition(code).or_else(|| paper.default_edition()).ok_or(Error::NotFound)?;
        let newest = self.reader().newest(&edition.edition.code, store::Place::START, 5).await?;
        let mut keys = SurrogateKeys::of_edition(edition);
        keys.newest(&edition.edition.code);
        if let Error::Gone { article, .. } | Error::Legal { article, .. } = &error {
            keys.article(*article);
        }
        let articles = self.teasers(&paper, newest.articles, &mut keys).await?;
        let head = Head { noindex: true, ..Head::default() };
        let page = ErrorPage {
            paper: self.chrome(&paper, edition, visit, head),
            status: status.as_u16(),
            note: error.note().filter(|note| !note.is_empty()),
            articles,
        };
        // A withdrawal is for good, a missing page may come; neither is a reason to keep the answer.
        let cache = if status.is_server_error() { Cache::Never } else { Cache::UntilChanged };
        let answer = Answer::html(self.theme().render(&page)?).status(status).cache(cache);
        // A page that says that there is none is made for whoever asks for it: there is no end of such addresses.
        let closed = matches!(status, StatusCode::GONE | StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS);
        Ok(if closed { answer.shows(&keys, self.now()) } else { answer })
    }
}

/// What is left when even the page for an error cannot be made: the paper cannot be read at all.
fn plain(status: StatusCode, request: Option<&str>) -> Answer {
    let reason = status.canonical_reason().unwrap_or("Error");
    let named =
        request.map_or_else(String::new, |id| format!("<p><small>Request {id}</small></p>"));
    let html = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{reason}</title><h1>{reason}</h1><p>The newspaper cannot be read \
         at this moment. Please try again in a minute.</p>{named}</html>"
    );
    let answer = Answer::html(html).status(status).cache(Cache::Never);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.with("retry-after", "10")
    } else {
        answer
    }
}
