//! The newest articles without those that editors placed above them.

use std::collections::HashSet;

use store::{Listed, Place};
use story::section::Section;
use story::{ArticleId, Kind};

use crate::paper::EditionPaper;
use crate::{Error, Site};

/// Whether nobody paid for it: what somebody paid for is on the pages, labelled, and in no list of news that stands by
/// itself.
pub(crate) fn unpaid(article: &Listed) -> bool {
    article.kind != Kind::Sponsored
}

impl Site {
    /// So many of the newest articles after a place, without those that stand above the list already, and where
    /// the list goes on: only if it does, so that no page is empty and no link leads to nothing. What is not wanted is
    /// passed over.
    pub(crate) async fn unplaced(
        &self,
        at: &EditionPaper,
        section: Option<&Section>,
        placed: &HashSet<ArticleId>,
        after: Place,
        limit: usize,
        wanted: fn(&Listed) -> bool,
    ) -> Result<(Vec<Listed>, Option<Place>), Error> {
        let code = &at.edition.code;
        let mut found = Vec::with_capacity(limit);
        let mut place = after;
        let mut next = Some(after);
        while let Some(from) = next {
            let page = match section {
                Some(section) => {
                    self.reader().in_section(code, section.id, from, limit + 1).await?
                }
                None => self.reader().newest(code, from, limit + 1).await?,
            };
            for article in page.articles {
                if placed.contains(&article.article) || !wanted(&article) {
                    continue;
                }
                if found.len() == limit {
                    return Ok((found, Some(place)));
                }
                place = Place::after(&article);
                found.push(article);
            }
            next = page.next;
        }
        Ok((found, None))
    }
}
