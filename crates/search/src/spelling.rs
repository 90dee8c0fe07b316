//! Words of the index that are spelled nearly like one that is not in it.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, TantivyError, Term};

use crate::Result;

/// How many near words are looked at in each part of the index, so that nobody's typing costs more than that.
const MOST: usize = 400;

/// A word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Near {
    pub(crate) word: String,
    /// How many articles have it.
    pub(crate) articles: u64,
}

/// How many articles have this word.
pub(crate) fn articles(searcher: &Searcher, field: Field, word: &str) -> Result<u64> {
    Ok(searcher.doc_freq(&Term::from_field_text(field, word))?)
}

/// The words nearest to this one, the commonest first; with one letter changed in short words, and two in long ones.
pub(crate) fn near(
    searcher: &Searcher,
    field: Field,
    word: &str,
    most: usize,
) -> Result<Vec<Near>> {
    let letters = word.chars().count();
    for distance in 1..=2_u8 {
        if letters < 4 || distance == 2 && letters < 7 {
            break;
        }
        let found = within(searcher, field, word, distance)?;
        if !found.is_empty() {
            return alive(searcher, field, found, most);
        }
    }
    Ok(Vec::new())
}

fn within(searcher: &Searcher, field: Field, word: &str, distance: u8) -> Result<Vec<Near>> {
    let term = Term::from_field_text(field, word);
    let query = FuzzyTermQuery::new(term, distance, true);
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted
            .terms()
            .search(query.automaton()?)
            .into_stream()
            .map_err(TantivyError::from)?;
        let mut seen = 0;
        while seen < MOST && stream.advance() {
            seen += 1;
            if let Ok(near) = std::str::from_utf8(stream.key()) {
                *found.entry(near.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut found: Vec<Near> =
        found.into_iter().map(|(word, articles)| Near { word, articles }).collect();
    // Typing rarely goes wrong at the first letter.
    let same_start = |near: &Near| near.word.chars().next() == word.chars().next();
    let letters = word.chars().count();
    let same_length = |near: &Near| near.word.chars().count() == letters;
    found.sort_by(|a, b| {
        let key = |near: &Near| (same_start(near), near.articles, same_length(near));
        key(b).cmp(&key(a)).then_with(|| a.word.cmp(&b.word))
    });
    Ok(found)
}

/// The commonest words of the index that begin so.
pub(crate) fn beginning(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    most: usize,
) -> Result<Vec<Near>> {
    const LOOKED_AT: usize = 2_000;
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .into_stream()
            .map_err(TantivyError::from)?;
        let mut seen = 0;
        while seen < LOOKED_AT && stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            seen += 1;
            if let Ok(word) = std::str::from_utf8(stream.key()) {
                *found.entry(word.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut found: Vec<Near> =
        found.into_iter().map(|(word, articles)| Near { word, articles }).collect();
    found.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.word.cmp(&b.word)));
    alive(searcher, field, found, most)
}

/// The first of these words that an article has which can be found. The dictionary keeps those of withdrawn ones until
/// the parts of the index are merged, and nobody may learn them from it.
fn alive(searcher: &Searcher, field: Field, found: Vec<Near>, most: usize) -> Result<Vec<Near>> {
    let mut alive = Vec::new();
    for near in found {
        if alive.len() == most {
            break;
        }
        if is_alive(searcher, &Term::from_field_text(field, &near.word))? {
            alive.push(near);
        }
    }
    Ok(alive)
}

fn is_alive(searcher: &Searcher, term: &Term) -> Result<bool> {
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(term.field())?;
        let postings = inverted.read_postings(term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(TantivyError::from)? else { continue };
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                return Ok(true);
            }
            postings.advance();
        }
    }
    Ok(false)
}
