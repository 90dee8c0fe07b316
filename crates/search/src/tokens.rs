//! Hands the words of a text to the index. Which language they are in stands before the text, since one field holds
//! the texts of all.

use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::sound::sound;
use crate::tongue::Tongue;
use crate::words::words;

/// Stems and, where they differ, whole words, at the same positions.
pub(crate) const WORDS: &str = "words";

/// Whole words only: what a reader may be shown.
pub(crate) const SPELLINGS: &str = "spellings";

/// The sounds of what may be a name.
pub(crate) const SOUNDS: &str = "sounds";

/// Between the language and the text; it stands in no text that people read.
const MARK: char = '\u{1}';

/// A text that tells its language.
pub(crate) fn marked(language: &str, text: &str) -> String {
    format!("{language}{MARK}{text}")
}

fn unmarked(text: &str) -> (Tongue, &str) {
    match text.split_once(MARK) {
        Some((language, text)) => (Tongue::of(language), text),
        None => (Tongue::of(""), text),
    }
}

pub(crate) fn register(index: &Index) {
    index.tokenizers().register(WORDS, Words);
    index.tokenizers().register(SPELLINGS, Spellings);
    index.tokenizers().register(SOUNDS, Sounds);
}

#[derive(Clone)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens;

    fn token_stream(&mut self, text: &str) -> Tokens {
        let (tongue, text) = unmarked(text);
        let mut tokens = Vec::new();
        for (position, word) in words(text, &tongue).into_iter().enumerate() {
            if word.folded != word.stem {
                tokens.push((position, word.folded));
            }
            tokens.push((position, word.stem));
        }
        Tokens::of(tokens)
    }
}

#[derive(Clone)]
struct Spellings;

impl Tokenizer for Spellings {
    type TokenStream<'a> = Tokens;

    fn token_stream(&mut self, text: &str) -> Tokens {
        let (tongue, text) = unmarked(text);
        Tokens::of(words(text, &tongue).into_iter().map(|word| word.folded).enumerate().collect())
    }
}

#[derive(Clone)]
struct Sounds;

impl Tokenizer for Sounds {
    type TokenStream<'a> = Tokens;

    fn token_stream(&mut self, text: &str) -> Tokens {
        let (tongue, text) = unmarked(text);
        let first_line = text.find('\n').unwrap_or(text.len());
        let mut tokens = Vec::new();
        for (position, word) in words(text, &tongue).into_iter().enumerate() {
            // Names begin with a capital where there are any. Arabic has none: there the headline says who matters.
            let may_be_name = word.range.end <= first_line
                || text[word.range.clone()].starts_with(char::is_uppercase);
            if may_be_name && let Some(sound) = sound(&word.folded) {
                tokens.push((position, sound));
            }
        }
        Tokens::of(tokens)
    }
}

/// Words with their positions, one after the other.
struct Tokens {
    rest: std::vec::IntoIter<(usize, String)>,
    token: Token,
}

impl Tokens {
    fn of(tokens: Vec<(usize, String)>) -> Tokens {
        Tokens { rest: tokens.into_iter(), token: Token::default() }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        let Some((position, text)) = self.rest.next() else { return false };
        self.token.position = position;
        self.token.text = text;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
