//! Finds articles: asks strictly first, and more and more generously while too little is found.

use story::{ArticleId, AuthorId, EditionCode, SectionId, Timestamp};
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, EnableScoring, Occur,
    PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Order, Searcher, SegmentReader, TERMINATED, Term};

use crate::Result;
use crate::asked::Asked;
use crate::document::{Fields, key, order_from};
use crate::index::Index;
use crate::names::Named;
use crate::snippet::Marks;
use crate::sound::sound;
use crate::spelling;
use crate::tongue::Tongue;
use crate::words::{Word, words};

/// What is found when, at most, a question goes on to other spellings.
const FEW: usize = 3;

/// What another spelling of a word, or its sound, counts beside the word itself.
const OTHERWISE: f32 = 0.25;

/// How many words of a question count.
const MOST_WORDS: usize = 16;

/// How far pages go.
const DEEPEST: usize = 1_000;

/// In which order articles are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Those that answer best first.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// A question, with everything looked up.
#[derive(Clone, Debug)]
pub struct Question {
    /// What was typed.
    pub asked: Asked,
    /// In which editions, each with the BCP 47 tag of its language; those of the first are found first.
    pub editions: Vec<(EditionCode, String)>,
    /// Only of this section.
    pub section: Option<SectionId>,
    /// Only by one of these; nobody means by anybody.
    pub authors: Option<Vec<AuthorId>>,
    /// Not older than this.
    pub from: Option<Timestamp>,
    /// Older than this.
    pub until: Option<Timestamp>,
    /// In which order.
    pub sort: Sort,
    /// How many to leave out, because they were shown before.
    pub after: usize,
    /// How many to find at most.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The articles, in order.
    pub articles: Vec<ArticleId>,
    /// How many there are in all.
    pub total: usize,
    /// Whether another page follows.
    pub more: bool,
    /// For which words.
    pub marks: Marks,
    /// What was looked for in place of what was typed, if that was spelled like nothing that is there.
    pub instead: Option<String>,
    /// Whether not every word that was typed is in each of these articles.
    pub some_words: bool,
}

/// A word of the question, with all that it may mean.
struct Wanted {
    word: Word,
    /// In its edition's language, the term of the word, and after it those of near spellings.
    terms: Vec<String>,
    /// How the word sounds, once other spellings count.
    heard: Option<String>,
    /// Who is named so.
    named: Vec<Named>,
}

impl Index {
    /// Finds articles. A question never fails by what it asks; only a broken index is an error.
    pub fn find(&self, question: &Question) -> Result<Found> {
        let searcher = self.searcher();
        let find = Find { index: self, searcher: &searcher, question };
        let mut found = find.strictly()?;
        // How many there are does not depend on the page, so every page of an answer is asked for in the same way.
        if found.total < FEW
            && let Some(other) = find.spelled_otherwise()?
            && other.total > found.total
        {
            found = other;
        }
        if found.total == 0
            && let Some(some) = find.some_words()?
        {
            found = some;
        }
        Ok(found)
    }

    /// Words that go on what is being typed: the last word as the index has it, the commonest first.
    pub fn words_beginning(&self, typed: &str, language: &str, most: usize) -> Result<Vec<String>> {
        let all = words(typed, &Tongue::of(language));
        let Some(last) = all.last().filter(|last| last.range.end == typed.len()) else {
            return Ok(Vec::new());
        };
        let near =
            spelling::beginning(&self.searcher(), self.fields().spelling, &last.folded, most)?;
        let before = &typed[..last.range.start];
        Ok(near.into_iter().map(|near| format!("{before}{}", near.word)).collect())
    }
}

struct Find<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
    question: &'a Question,
}

impl Find<'_> {
    fn fields(&self) -> &Fields {
        self.index.fields()
    }

    /// All words, as they are or in another form, or by another name.
    fn strictly(&self) -> Result<Found> {
        let mut marks = Marks::default();
        let editions = self.per_edition(|_, tongue| {
            let wanted = self.wanted(tongue);
            mark(&mut marks, &wanted);
            Ok(Some(self.of_words(&wanted, tongue, wanted.len())))
        })?;
        self.collect(editions, marks, None)
    }

    /// The same with words that are spelled or sound nearly like those that were typed.
    fn spelled_otherwise(&self) -> Result<Option<Found>> {
        let mut marks = Marks::default();
        let mut instead = None;
        let mut changed = false;
        let editions = self.per_edition(|edition, tongue| {
            let mut wanted = self.wanted(tongue);
            let mut text = String::new();
            let mut from = 0;
            for want in &mut wanted {
                let mut best = None;
                if want.named.is_empty() {
                    best = self.widen(want, edition, tongue)?;
                    changed |= want.terms.len() > 1 || want.heard.is_some();
                }
                let typed = &self.question.asked.words;
                if let Some(best) = best {
                    text.push_str(&typed[from..want.word.range.start]);
                    text.push_str(&best);
                    from = want.word.range.end;
                }
            }
            if from > 0 && instead.is_none() {
                text.push_str(&self.question.asked.words[from..]);
                instead = Some(text);
            }
            mark(&mut marks, &wanted);
            Ok(Some(self.of_words(&wanted, tongue, wanted.len())))
        })?;
        if !changed {
            return Ok(None);
        }
        self.collect(editions, marks, instead).map(Some)
    }

    /// Adds near spellings and the sound to a word, and gives the one to show in its place if the word itself is nowhere.
    fn widen(
        &self,
        want: &mut Wanted,
        edition: &EditionCode,
        tongue: &Tongue,
    ) -> Result<Option<String>> {
        let Fields { text, spelling, .. } = *self.fields();
        let known = self.up_to_few_with(&want.word, edition)?;
        // A word that several articles have is spelled as it should be.
        if known >= FEW {
            return Ok(None);
        }
        // Only longer sounds are sure enough.
        want.heard = sound(&want.word.folded).filter(|sound| sound.len() >= 4);
        let near = spelling::near(self.searcher, spelling, &want.word.folded, 8)?;
        let best = near.first().map(|near| near.word.clone());
        let mut terms = vec![want.word.folded.clone()];
        if near.is_empty() {
            // Perhaps no text has the very form of the word that was meant.
            let stems = spelling::near(self.searcher, text, &want.word.stem, 8)?;
            terms.extend(stems.into_iter().map(|near| near.word));
        }
        for near in near {
            terms.extend(words(&near.word, tongue).into_iter().map(|word| word.stem));
            terms.push(near.word);
        }
        for term in terms {
            if !want.terms.contains(&term) {
                want.terms.push(term);
            }
        }
        Ok(best.filter(|_| known == 0))
    }

    /// How many articles of an edition have a word in any of its forms, or [`FEW`] if there are more: common words are in
    /// half of an archive, which nobody needs counted. What other editions have says nothing about how it is spelled in
    /// this one.
    fn up_to_few_with(&self, asked: &Word, edition: &EditionCode) -> Result<usize> {
        let Fields { text, spelling, .. } = *self.fields();
        let mut most = 0;
        for (field, form) in [(text, &asked.stem), (spelling, &asked.folded)] {
            if most < FEW && spelling::articles(self.searcher, field, form)? > 0 {
                most = most.max(self.up_to_few_of(edition, word(field, form))?);
            }
        }
        Ok(most)
    }

    fn up_to_few_of(&self, edition: &EditionCode, word: Box<dyn Query>) -> Result<usize> {
        let query = BooleanQuery::intersection(vec![self.edition(edition), word]);
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let mut articles = weight.scorer(segment, 1.0)?;
            while articles.doc() != TERMINATED && count < FEW {
                count += usize::from(!segment.is_deleted(articles.doc()));
                articles.advance();
            }
        }
        Ok(count)
    }

    fn edition(&self, code: &EditionCode) -> Box<dyn Query> {
        exactly(Term::from_field_text(self.fields().edition, code.as_str()))
    }

    /// Articles that have some of the words, those with the most of them first.
    fn some_words(&self) -> Result<Option<Found>> {
        let mut marks = Marks::default();
        let editions = self.per_edition(|_, tongue| {
            let wanted = self.wanted(tongue);
            mark(&mut marks, &wanted);
            if wanted.len() < 2 {
                return Ok(None);
            }
            Ok(Some(self.of_words(&wanted, tongue, (wanted.len() / 2).max(1))))
        })?;
        if editions.is_empty() {
            return Ok(None);
        }
        let found = self.collect(editions, marks, None)?;
        Ok(Some(Found { some_words: true, ..found }))
    }

    fn per_edition(
        &self,
        mut ask: impl FnMut(&EditionCode, &Tongue) -> Result<Option<Box<dyn Query>>>,
    ) -> Result<Vec<(Occur, Box<dyn Query>)>> {
        let mut editions: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (place, (code, language)) in self.question.editions.iter().enumerate() {
            let tongue = Tongue::of(language);
            let Some(words) = ask(code, &tongue)? else { continue };
            let both: Box<dyn Query> =
                Box::new(BooleanQuery::intersection(vec![self.edition(code), words]));
            // What is written in the reader's own language comes first.
            let boost = if place == 0 { 4.0 } else { 1.0 };
            editions.push((Occur::Should, Box::new(BoostQuery::new(both, boost))));
        }
        Ok(editions)
    }

    fn wanted(&self, tongue: &Tongue) -> Vec<Wanted> {
        let names = self.index.names();
        let mut all = words(&self.question.asked.words, tongue);
        all.truncate(MOST_WORDS);
        let mut wanted: Vec<Wanted> = all
            .iter()
            .cloned()
            .map(|word| Wanted {
                terms: vec![word.stem.clone()],
                word,
                heard: None,
                named: Vec::new(),
            })
            .collect();
        let mut at = 0;
        while at < all.len() {
            let Some((length, named)) = names.at(&all[at..]) else {
                at += 1;
                continue;
            };
            for want in &mut wanted[at..at + length] {
                want.named.clone_from(&named);
            }
            at += length;
        }
        wanted
    }

    /// At least so many of the words; those in the headline, in a row, or as they were typed, count for more.
    fn of_words(&self, wanted: &[Wanted], tongue: &Tongue, least: usize) -> Box<dyn Query> {
        let fields = self.fields();
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        if !wanted.is_empty() {
            let each = wanted.iter().map(|want| self.any_of(want)).collect::<Vec<_>>();
            let all: Box<dyn Query> = if least >= each.len() {
                Box::new(BooleanQuery::intersection(each))
            } else {
                Box::new(BooleanQuery::union_with_minimum_required_clauses(each, least))
            };
            parts.push((Occur::Must, all));
            for want in wanted {
                for (n, term) in want.terms.iter().enumerate() {
                    let weight = if n == 0 { 3.0 } else { 3.0 * OTHERWISE };
                    parts.push((Occur::Should, boosted(word(fields.headline, term), weight)));
                }
                if want.word.folded != want.word.stem {
                    parts.push((Occur::Should, word(fields.headline, &want.word.folded)));
                }
            }
            let row: Vec<&str> = wanted.iter().map(|want| want.word.stem.as_str()).collect();
            if row.len() > 1 {
                let in_a_row = phrase(fields.headline, &row);
                parts.push((Occur::Should, boosted(in_a_row, 2.0)));
            }
        }
        for text in &self.question.asked.phrases {
            let row = words(text, tongue);
            let row: Vec<&str> = row.iter().map(|word| word.folded.as_str()).collect();
            if !row.is_empty() {
                parts.push((Occur::Must, phrase(fields.text, &row)));
            }
        }
        for text in &self.question.asked.without {
            let row = words(text, tongue);
            let row: Vec<&str> = row.iter().map(|word| word.stem.as_str()).collect();
            if !row.is_empty() {
                parts.push((Occur::MustNot, phrase(fields.text, &row)));
            }
        }
        self.narrow(&mut parts);
        let any = |wanted: Occur| parts.iter().any(|(occur, _)| *occur == wanted);
        if !any(Occur::Must) {
            // Only what must not be there was asked: everything else. Where there was no word at all: nothing.
            if !any(Occur::MustNot) {
                return Box::new(EmptyQuery);
            }
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
        }
        if wanted.len() > 1 { one_by_one(parts) } else { Box::new(BooleanQuery::new(parts)) }
    }

    /// Any form, spelling or name of a word.
    fn any_of(&self, want: &Wanted) -> Box<dyn Query> {
        let fields = self.fields();
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for (n, term) in want.terms.iter().enumerate() {
            let term = word(fields.text, term);
            any.push(if n == 0 { term } else { boosted(term, OTHERWISE) });
        }
        if let Some(heard) = &want.heard {
            any.push(boosted(word(fields.sound, heard), OTHERWISE));
        }
        for named in &want.named {
            let term = match named {
                Named::Author(author) => Term::from_field_u64(fields.author, key(author.number())),
                Named::Topic(topic) => Term::from_field_u64(fields.topic, key(topic.number())),
            };
            any.push(Box::new(ConstScoreQuery::new(
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
                2.0,
            )));
        }
        if any.len() == 1
            && let Some(one) = any.pop()
        {
            return one;
        }
        Box::new(BooleanQuery::union(any))
    }

    /// Section, author and dates.
    fn narrow(&self, parts: &mut Vec<(Occur, Box<dyn Query>)>) {
        let Question { section, authors, from, until, .. } = self.question;
        let fields = self.fields();
        if let Some(section) = section {
            parts.push((
                Occur::Must,
                exactly(Term::from_field_u64(fields.section, key(section.number()))),
            ));
        }
        if let Some(authors) = authors {
            let any = authors
                .iter()
                .map(|author| exactly(Term::from_field_u64(fields.author, key(author.number()))))
                .collect();
            parts.push((Occur::Must, Box::new(BooleanQuery::union(any))));
        }
        if from.is_some() || until.is_some() {
            let term = |at: &Timestamp| Term::from_field_u64(fields.order, order_from(*at));
            let lower = from
                .as_ref()
                .map_or(std::ops::Bound::Unbounded, |at| std::ops::Bound::Included(term(at)));
            let upper = until
                .as_ref()
                .map_or(std::ops::Bound::Unbounded, |at| std::ops::Bound::Excluded(term(at)));
            let range = RangeQuery::new(lower, upper);
            parts.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(range), 0.0))));
        }
    }

    fn collect(
        &self,
        editions: Vec<(Occur, Box<dyn Query>)>,
        marks: Marks,
        instead: Option<String>,
    ) -> Result<Found> {
        let query = BooleanQuery::new(editions);
        let Question { sort, after, limit, .. } = *self.question;
        let after = after.min(DEEPEST);
        let top = TopDocs::with_limit(limit.max(1) + 1).and_offset(after);
        let (total, places): (usize, Vec<DocAddress>) = match sort {
            Sort::Relevance => {
                let freshness = |segment: &SegmentReader| {
                    let order = order_of(segment);
                    move |document: DocId, score: f32| {
                        let order = order.as_ref().and_then(|order| order.first(document));
                        // Of two that answer equally well, the newer one.
                        (score, order.unwrap_or_default())
                    }
                };
                let (total, best) =
                    self.searcher.search(&query, &(Count, top.tweak_score(freshness)))?;
                (total, best.into_iter().map(|(_, place)| place).collect())
            }
            Sort::Date => {
                let newest = top.order_by_fast_field::<u64>("order", Order::Desc);
                let (total, newest) = self.searcher.search(&query, &(Count, newest))?;
                (total, newest.into_iter().map(|(_, place)| place).collect())
            }
        };
        let more = places.len() > limit && after + limit < DEEPEST;
        let articles = places
            .into_iter()
            .take(limit)
            .filter_map(|place| article_at(self.searcher, place))
            .collect();
        Ok(Found { articles, total, more, marks, instead, some_words: false })
    }
}

/// The article that stands at this place of the index.
pub(crate) fn article_at(searcher: &Searcher, place: DocAddress) -> Option<ArticleId> {
    let segment = searcher.segment_reader(place.segment_ord);
    let column = segment.fast_fields().u64("article").ok()?;
    Some(ArticleId::new(column.first(place.doc_id)?.cast_signed()))
}

pub(crate) fn order_of(segment: &SegmentReader) -> Option<Column<u64>> {
    segment.fast_fields().u64("order").ok()
}

fn mark(marks: &mut Marks, wanted: &[Wanted]) {
    for want in wanted {
        marks.words.extend(want.terms.iter().cloned());
        marks.words.insert(want.word.folded.clone());
    }
}

pub(crate) fn word(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// What must be and must not, and around it each thing that only counts for more.
///
/// Beside each other the optional ones would be one union, which is read in whole windows of 4,096 articles wherever one
/// of these may be found: of a title's little words, that is nearly every headline there is. Around each other, each is
/// looked at only where all that must be there is, which is rare for several words, and often for one with many spellings.
fn one_by_one(parts: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    let (optional, needed) =
        parts.into_iter().partition::<Vec<_>, _>(|(occur, _)| *occur == Occur::Should);
    let needed: Box<dyn Query> = Box::new(BooleanQuery::new(needed));
    optional.into_iter().fold(needed, |needed, optional| {
        Box::new(BooleanQuery::new(vec![(Occur::Must, needed), optional]))
    })
}

/// A filter, which makes nothing more relevant.
pub(crate) fn exactly(term: Term) -> Box<dyn Query> {
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn boosted(query: Box<dyn Query>, boost: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

fn phrase(field: Field, row: &[&str]) -> Box<dyn Query> {
    match row {
        [one] => word(field, one),
        row => Box::new(PhraseQuery::new(
            row.iter().map(|word| Term::from_field_text(field, word)).collect(),
        )),
    }
}
