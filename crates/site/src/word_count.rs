//! How many words texts have, each counted once: a revision never changes, and counting takes a tenth of a page.

use std::collections::HashMap;
use std::sync::Mutex;

use store::LiveArticle;
use story::{ArticleId, RevisionNumber};

use crate::Site;

/// How many texts are remembered; after them it begins anew.
const MOST: usize = 50_000;

/// The number of words of each text that was shown.
#[derive(Debug, Default)]
pub(crate) struct WordCounts(Mutex<HashMap<(ArticleId, RevisionNumber), usize>>);

impl Site {
    /// How many words the live text has.
    pub(crate) fn word_count(&self, live: &LiveArticle) -> usize {
        let Some(revision) = live.article.public.live() else {
            return live.content.body.word_count();
        };
        let key = (live.article.id, revision);
        let counts = &self.inner.word_counts.0;
        let known = counts.lock().ok().and_then(|counts| counts.get(&key).copied());
        known.unwrap_or_else(|| {
            let words = live.content.body.word_count();
            if let Ok(mut counts) = counts.lock() {
                if counts.len() >= MOST {
                    counts.clear();
                }
                counts.insert(key, words);
            }
            words
        })
    }
}
