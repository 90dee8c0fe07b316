//! Files of the theme: its script, its icon.

use axum::extract::{Path, State};

use crate::answer::{Answer, Cache};
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site};

pub(crate) async fn file(
    State(site): State<Site>,
    Path(name): Path<String>,
) -> Result<Answer, Error> {
    site.asset(&name)
}

/// Browsers ask for it at this address, whatever a page says.
pub(crate) async fn icon(State(site): State<Site>) -> Result<Answer, Error> {
    site.asset("icon.svg")
}

impl Site {
    fn asset(&self, name: &str) -> Result<Answer, Error> {
        let asset = self.theme().asset(name).ok_or(Error::NotFound)?;
        let cache = if asset.immutable { Cache::Forever } else { Cache::UntilChanged };
        let mut keys = SurrogateKeys::default();
        let answer = Answer::new(asset.content_type, asset.bytes.into_owned()).cache(cache);
        Ok(answer.shows(keys.program(), self.now()))
    }
}
