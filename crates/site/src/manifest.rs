//! The web app manifest of an edition, for a place on the home screen.

use axum::extract::{Path, State};
use wire::manifest::{Icon, Manifest, Shortcut};

use crate::answer::Answer;
use crate::surrogate_key::SurrogateKeys;
use crate::{Error, Site, link};

pub(crate) async fn page(
    State(site): State<Site>,
    Path(code): Path<String>,
) -> Result<Answer, Error> {
    let paper = site.paper().await?;
    let at = paper.edition(&code).ok_or(Error::NotFound)?;
    let edition = &at.edition;
    let sections = at.sections.iter().filter(|section| section.position.is_some()).take(4);
    let manifest = Manifest {
        name: edition.title.clone(),
        short_name: edition.title.clone(),
        description: edition.description.clone(),
        language: edition.language,
        start: link::front(&edition.code),
        background: "#fffdf8".to_owned(),
        theme: "#fffdf8".to_owned(),
        icons: vec![Icon {
            src: "/favicon.ico".to_owned(),
            sizes: "any".to_owned(),
            content_type: "image/svg+xml".to_owned(),
            purpose: "any".to_owned(),
        }],
        shortcuts: sections
            .map(|section| Shortcut { name: section.name.clone(), url: link::section(section) })
            .collect(),
    };
    let keys = SurrogateKeys::of_edition(at);
    let answer = Answer::new(wire::manifest::CONTENT_TYPE, manifest.to_json());
    Ok(answer.shows(&keys, site.now()))
}
