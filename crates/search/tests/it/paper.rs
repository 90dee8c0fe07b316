//! A small paper in an index.

use search::{Asked, Document, Found, Index, Question, Sort};
use story::{ArticleId, EditionCode, Timestamp};

pub(crate) fn document(id: i64, edition: &str, headline: &str, text: &str) -> Document {
    Document {
        article: ArticleId::new(id),
        edition: EditionCode::parse(edition).unwrap(),
        language: edition.to_owned(),
        section: None,
        authors: Vec::new(),
        topics: Vec::new(),
        first_live_at: Timestamp::from_second(1_700_000_000 + id * 86_400).unwrap(),
        headline: headline.to_owned(),
        lines: text.lines().map(str::to_owned).collect(),
    }
}

pub(crate) fn paper(documents: &[Document]) -> Index {
    let index = Index::in_memory().unwrap();
    for document in documents {
        index.put(document).unwrap();
    }
    index.commit(1).unwrap();
    index
}

pub(crate) fn question(edition: &str, typed: &str) -> Question {
    Question {
        asked: Asked::read(typed),
        editions: vec![(EditionCode::parse(edition).unwrap(), edition.to_owned())],
        section: None,
        authors: None,
        from: None,
        until: None,
        sort: Sort::Relevance,
        after: 0,
        limit: 10,
    }
}

pub(crate) fn find(index: &Index, edition: &str, typed: &str) -> Found {
    index.find(&question(edition, typed)).unwrap()
}

pub(crate) fn ids(found: &Found) -> Vec<i64> {
    found.articles.iter().map(|article| article.number()).collect()
}
