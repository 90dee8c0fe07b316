//! What is indexed of an article.

use story::{ArticleId, AuthorId, EditionCode, SectionId, Timestamp, TopicId};
use tantivy::TantivyDocument;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use crate::tokens::{self, Tokens};
use crate::tongue::Tongue;
use crate::vocabulary::{Vocabulary, known};
use crate::words::ranges;

/// An article as it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub article: ArticleId,
    /// Its edition.
    pub edition: EditionCode,
    /// The BCP 47 tag of its language.
    pub language: String,
    /// Its section.
    pub section: Option<SectionId>,
    /// Who made it.
    pub authors: Vec<AuthorId>,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// When it first went live.
    pub first_live_at: Timestamp,
    /// Its headline.
    pub headline: String,
    /// Everything else that it says, line by line: standfirst, names in the byline, text, captions.
    pub lines: Vec<String>,
}

/// The fields of the index.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) article: Field,
    pub(crate) edition: Field,
    pub(crate) section: Field,
    pub(crate) author: Field,
    pub(crate) topic: Field,
    /// Order by date, the newest the greatest, and no two the same: seconds, and below them something of the id.
    pub(crate) order: Field,
    pub(crate) headline: Field,
    pub(crate) text: Field,
    /// All words as they are spelled, for whoever spells them otherwise.
    pub(crate) spelling: Field,
    pub(crate) sound: Field,
}

impl Fields {
    pub(crate) fn new() -> Fields {
        let mut schema = Schema::builder();
        let words = |option| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default().set_tokenizer(tokens::WORDS).set_index_option(option),
            )
        };
        let key = NumericOptions::default().set_indexed();
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let article = schema.add_u64_field("article", key.clone().set_fast());
        let code = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let edition =
            schema.add_text_field("edition", TextOptions::default().set_indexing_options(code));
        let section = schema.add_u64_field("section", key.clone());
        let author = schema.add_u64_field("author", key.clone());
        let topic = schema.add_u64_field("topic", key);
        let order = schema.add_u64_field("order", NumericOptions::default().set_fast());
        let headline = schema.add_text_field("headline", words(positions));
        let text = schema.add_text_field("text", words(positions));
        let spellings = TextFieldIndexing::default()
            .set_tokenizer(tokens::WORDS)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic);
        let spelling = schema
            .add_text_field("spelling", TextOptions::default().set_indexing_options(spellings));
        let sound = schema.add_text_field("sound", words(IndexRecordOption::WithFreqs));
        let schema = schema.build();
        Fields {
            schema,
            article,
            edition,
            section,
            author,
            topic,
            order,
            headline,
            text,
            spelling,
            sound,
        }
    }

    pub(crate) fn document(
        &self,
        document: &Document,
        vocabulary: &mut Vocabulary,
    ) -> TantivyDocument {
        let mut row = TantivyDocument::new();
        row.add_u64(self.article, key(document.article.number()));
        row.add_text(self.edition, document.edition.as_str());
        if let Some(section) = document.section {
            row.add_u64(self.section, key(section.number()));
        }
        for author in &document.authors {
            row.add_u64(self.author, key(author.number()));
        }
        for topic in &document.topics {
            row.add_u64(self.topic, key(topic.number()));
        }
        row.add_u64(self.order, order(document.first_live_at, document.article));
        let [mut headline, mut text, mut spelling, mut sound] =
            std::array::from_fn(|_| Tokens::default());
        let tongue = Tongue::of(&document.language);
        let vocabulary = vocabulary.of(&document.language);
        let lines = std::iter::once(&document.headline).chain(&document.lines);
        for (n, line) in lines.enumerate() {
            for range in ranges(line, &tongue) {
                let written = &line[range];
                let Some(word) = known(vocabulary, written, &tongue) else { continue };
                // The headline is part of the text, so that all words of a question may be asked of one field.
                text.push(&word.folded, word.stem.as_deref());
                spelling.push(&word.folded, None);
                if n == 0 {
                    headline.push(&word.folded, word.stem.as_deref());
                }
                // Names begin with a capital where there are any. Arabic has none: there the headline says who matters.
                let may_be_name = n == 0 || written.starts_with(char::is_uppercase);
                if may_be_name && let Some(heard) = &word.sound {
                    sound.push(heard, None);
                }
            }
        }
        row.add_text(self.headline, headline.into_text());
        row.add_text(self.text, text.into_text());
        row.add_text(self.spelling, spelling.into_text());
        row.add_text(self.sound, sound.into_text());
        row
    }
}

/// An id as the index keeps it.
pub(crate) fn key(id: i64) -> u64 {
    id.cast_unsigned()
}

/// The place of an article in the order of dates.
pub(crate) fn order(at: Timestamp, article: ArticleId) -> u64 {
    const BITS: u32 = 24;
    let id = key(article.number());
    let low = (id ^ (id >> BITS)) & ((1 << BITS) - 1);
    (seconds(at) << BITS) | low
}

/// The least place in the order of dates that a moment has.
pub(crate) fn order_from(at: Timestamp) -> u64 {
    seconds(at) << 24
}

/// The second that a place in the order of dates stands for.
pub(crate) fn seconds_of(order: u64) -> i64 {
    (order >> 24).cast_signed()
}

fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or_default()
}
