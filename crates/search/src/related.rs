//! Articles about the same thing as another one.

use std::collections::BTreeSet;

use story::{ArticleId, EditionCode, Timestamp, TopicId};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

use crate::Result;
use crate::document::{key, seconds_of};
use crate::find::{article_at, exactly, order_of, word};
use crate::index::Index;
use crate::tongue::Tongue;
use crate::words::words;

/// How many of its words tell what an article is about.
const TELLING_WORDS: usize = 12;

/// How many articles are looked at in all for the sake of its words, so that a page of a large paper costs no more than
/// one of a small.
const LOOKED_AT: u64 = 5_000;

/// After so many days between them, two articles have half as much to do with each other.
const HALF_LIFE: f64 = 90.0;

/// What is left of it however far apart they are: the past of a long story is not forgotten.
const NEVER_LESS: f64 = 0.2;

/// What an article is about.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The article, which is not related to itself.
    pub article: ArticleId,
    /// The edition in which others are looked for.
    pub edition: EditionCode,
    /// The BCP 47 tag of its language.
    pub language: String,
    /// What editors say it is about.
    pub topics: Vec<TopicId>,
    /// When it first went live.
    pub first_live_at: Timestamp,
    /// The words that say it: headline and standfirst.
    pub text: String,
}

impl Index {
    /// Articles about the same thing, the nearest first: those that share a topic or at least two telling words, and
    /// the more so the less time lies between. Often there are none, and what is merely new is none of them.
    pub fn related(&self, subject: &Subject, limit: usize) -> Result<Vec<ArticleId>> {
        let searcher = self.searcher();
        let fields = self.fields();
        let mut near: Vec<Box<dyn Query>> = Vec::new();
        let telling = self.telling_words(&searcher, &subject.text, &subject.language)?;
        if telling.len() > 1 {
            let words = telling.iter().map(|term| word(fields.text, term)).collect();
            near.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(words, 2)));
        }
        let all = searcher.num_docs().max(1) as f32;
        for topic in &subject.topics {
            let term = Term::from_field_u64(fields.topic, key(topic.number()));
            let known = searcher.doc_freq(&term)?;
            if known < 2 {
                continue;
            }
            // A topic says as much as a word that is as rare, and says it on purpose.
            let rare = 2.0 * (1.0 + all / known as f32).ln();
            let topic = TermQuery::new(term, IndexRecordOption::Basic);
            near.push(Box::new(ConstScoreQuery::new(Box::new(topic), rare)));
        }
        if near.is_empty() {
            return Ok(Vec::new());
        }
        let itself = Term::from_field_u64(fields.article, key(subject.article.number()));
        let query = BooleanQuery::new(vec![
            (Occur::Must, exactly(Term::from_field_text(fields.edition, subject.edition.as_str()))),
            (Occur::Must, Box::new(BooleanQuery::union(near))),
            (Occur::MustNot, exactly(itself)),
        ]);
        let now = subject.first_live_at.as_second();
        let nearer_in_time = move |segment: &SegmentReader| {
            let order = order_of(segment);
            move |document: DocId, score: Score| {
                let order = order.as_ref().and_then(|order| order.first(document));
                let order = order.unwrap_or_default();
                let days = (seconds_of(order) - now).unsigned_abs() as f64 / 86_400.0;
                let weight = NEVER_LESS + (1.0 - NEVER_LESS) * (-days / HALF_LIFE).exp2();
                (f64::from(score) * weight, order)
            }
        };
        let best = searcher
            .search(&query, &TopDocs::with_limit(limit.max(1)).tweak_score(nearer_in_time))?;
        Ok(best.into_iter().filter_map(|(_, place)| article_at(&searcher, place)).collect())
    }

    /// The words that tell most: in other articles too, but in few.
    fn telling_words(
        &self,
        searcher: &Searcher,
        text: &str,
        language: &str,
    ) -> Result<Vec<String>> {
        let stems: BTreeSet<String> =
            words(text, &Tongue::of(language)).into_iter().map(|word| word.stem).collect();
        let all = searcher.num_docs();
        let mut known = Vec::new();
        for stem in stems {
            let articles = searcher.doc_freq(&Term::from_field_text(self.fields().text, &stem))?;
            // One has it: this one. A tenth of all have it: it says nothing.
            if articles > 1 && articles <= (all / 10).max(3) {
                known.push((articles, stem));
            }
        }
        known.sort();
        let mut looked_at = 0;
        let within = known.into_iter().take_while(|(articles, _)| {
            looked_at += articles;
            looked_at <= LOOKED_AT
        });
        Ok(within.take(TELLING_WORDS).map(|(_, stem)| stem).collect())
    }
}
