//! How many words texts have, each counted once: a revision never changes, and counting takes a tenth of a page.

use store::LiveArticle;
use story::{ArticleId, RevisionNumber};

use crate::Site;
use crate::memo::Memo;

/// How many texts are remembered.
const MOST: usize = 50_000;

/// The number of words of each text that was shown.
pub(crate) type WordCounts = Memo<(ArticleId, RevisionNumber), usize>;

/// No text counted yet.
pub(crate) fn none() -> WordCounts {
    Memo::new(MOST)
}

impl Site {
    /// How many words the live text has.
    pub(crate) fn word_count(&self, live: &LiveArticle) -> usize {
        let count = || live.content.body.word_count();
        let Some(revision) = live.article.public.live() else { return count() };
        let key = (live.article.id, revision);
        let counts = &self.inner.word_counts;
        counts.get(&key).unwrap_or_else(|| {
            let words = count();
            counts.put(key, words);
            words
        })
    }
}
