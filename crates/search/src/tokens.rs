//! Hands words to the index that are cut already: a document's words are found once, for all fields.

use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the index knows how to take the words apart again.
pub(crate) const WORDS: &str = "words";

/// Between words. It stands in no word, since no word has a space.
const NEXT: char = ' ';

/// Between the forms of one word.
const ALSO: char = '\u{1f}';

/// Words for a field, in order.
#[derive(Debug, Default)]
pub(crate) struct Tokens(String);

impl Tokens {
    /// Adds a word, and another form of it at the same place.
    pub(crate) fn push(&mut self, word: &str, also: Option<&str>) {
        if !self.0.is_empty() {
            self.0.push(NEXT);
        }
        self.0.push_str(word);
        if let Some(also) = also {
            self.0.push(ALSO);
            self.0.push_str(also);
        }
    }

    /// What the index is given.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

pub(crate) fn register(index: &Index) {
    index.tokenizers().register(WORDS, Words);
}

#[derive(Clone)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        Stream {
            rest: text,
            token: Token { position: 0, ..Token::default() },
            ends: text.is_empty(),
        }
    }
}

/// Words with their positions, one after the other.
struct Stream<'a> {
    rest: &'a str,
    token: Token,
    ends: bool,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        if self.ends {
            return false;
        }
        let end = self.rest.find([NEXT, ALSO]);
        let (word, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        // A form begins at the place of its word; the token before has told whether this is one.
        self.token.position += self.token.offset_to;
        word.clone_into(&mut self.token.text);
        self.token.offset_to = usize::from(after.starts_with(NEXT));
        self.ends = after.is_empty();
        self.rest = after.get(1..).unwrap_or_default();
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_out_as_they_went_in() {
        let mut tokens = Tokens::default();
        tokens.push("rains", Some("rain"));
        tokens.push("again", None);
        let text = tokens.into_text();
        let mut words = Words;
        let mut stream = words.token_stream(&text);
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "rains"), (0, "rain"), (1, "again")];
        assert_eq!(seen, expected.map(|(place, word)| (place, word.to_owned())));
        assert!(!words.token_stream("").advance());
    }
}
