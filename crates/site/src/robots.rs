//! `robots.txt`: everything public is open; other forms of the same article are not wanted twice.

use axum::extract::State;

use crate::answer::Answer;
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site};

pub(crate) async fn page(State(site): State<Site>) -> Result<Answer, Error> {
    let closed =
        ["/desk", "/*/settings", "/*/post/*/print", "/*/post/*/light", "/*/advertisement/"];
    let text = wire::robots::robots(&closed, &[site.absolute("/sitemap.xml")]);
    let mut keys = SurrogateKeys::default();
    Ok(Answer::new("text/plain; charset=utf-8", text).shows(keys.program(), site.now()))
}
