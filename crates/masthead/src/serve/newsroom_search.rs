//! What the newsroom finds: its own index, asked on a thread of its own.

use std::sync::Arc;

use desk::{Finder, Sought};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use search::{Asked, Index, Named, Question, Sort};
use story::{ArticleId, AuthorId, Language};
use tokio::sync::Semaphore;

/// How many people of the newsroom are answered at once.
const AT_ONCE: usize = 2;

/// Finds articles in this index.
pub(super) fn finder(index: Index) -> Finder {
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    Finder::new(move |sought| find(index.clone(), Arc::clone(&turns), sought))
}

/// Nothing while the index does not know the whole paper: half an answer would look like a whole one.
async fn find(index: Index, turns: Arc<Semaphore>, sought: Sought) -> Option<Vec<ArticleId>> {
    if !index.place().built {
        return None;
    }
    let turn = turns.acquire_owned().await.ok()?;
    let Sought { words, editions, limit } = sought;
    let asked = Asked::read(&words);
    let day_begins = |day: Date| day.to_zoned(TimeZone::UTC).ok().map(|begins| begins.timestamp());
    let question = Question {
        editions,
        section: None,
        authors: asked.author.as_deref().map(|name| authors(&index, name)),
        from: asked.from.and_then(day_begins),
        until: asked.until.and_then(day_begins),
        asked,
        sort: Sort::Relevance,
        after: 0,
        limit,
    };
    let found = tokio::task::spawn_blocking(move || {
        let found = index.find(&question);
        drop(turn);
        found
    });
    match found.await.ok()? {
        Ok(found) => Some(found.articles),
        Err(error) => {
            tracing::error!("the newsroom's search does not answer: {error}");
            None
        }
    }
}

/// Who is called so in any language.
fn authors(index: &Index, name: &str) -> Vec<AuthorId> {
    let names = index.names();
    let named = Language::all().flat_map(|language| names.of(name, language.code()));
    let authors = named.filter_map(|named| match named {
        Named::Author(author) => Some(author),
        Named::Topic(_) => None,
    });
    authors.collect()
}
