//! Where readers verify a copy of the paper, and read how it is done by hand.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use theme::page::{EditionTarget, VerifyPage};

use crate::answer::Answer;
use crate::chrome::{Elsewhere, Head};
use crate::surrogate_key::SurrogateKeys;
use crate::visit::Visit;
use crate::{Error, Site};

/// How long the page is kept although a key may have changed.
const AN_HOUR: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

pub(crate) async fn page(
    State(site): State<Site>,
    Path(code): Path<String>,
    visit: Visit,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let elsewhere = paper.editions.iter().map(|other| Elsewhere {
        edition: other.edition.code.clone(),
        href: format!("/{}/verify", other.edition.code),
        target: EditionTarget::Sibling,
    });
    let head = Head {
        elsewhere: elsewhere.collect(),
        path: Some(format!("/{code}/verify")),
        ..Head::default()
    };
    let key = match site.reader().record_root().await? {
        Some(root) => Some(root),
        None => site.reader().record_key().await?,
    };
    let page = VerifyPage {
        paper: site.chrome(&paper, at, &visit, head),
        key,
        checkpoint_href: "/-/record/checkpoint".to_owned(),
        keys_href: "/-/record/keys".to_owned(),
    };
    let mut keys = SurrogateKeys::of_edition(at);
    keys.until(site.now().checked_add(AN_HOUR).unwrap_or_else(|_| site.now()));
    Ok(Answer::html(site.theme().render(&page)?).shows(&keys, site.now()))
}

/// `/-/verify`: in the language of the default edition.
pub(crate) async fn anywhere(State(site): State<Site>) -> Result<Response, Error> {
    let paper = site.paper().await?;
    let edition = paper.default_edition().ok_or(Error::NotFound)?;
    Ok(Redirect::to(&format!("/{}/verify", edition.edition.code)).into_response())
}
