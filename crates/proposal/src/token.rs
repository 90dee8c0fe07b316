//! Words and signs of a passage, with what rules ask of them.

use std::collections::HashSet;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::tongue::Tongue;

/// A word, a number or a sign.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Where it stands, in bytes of the passage.
    pub(crate) at: Range<usize>,
    /// The word in the form in which words are compared.
    pub(crate) folded: String,
    /// The same without the prefixes that the language writes together with a word: each with its length in bytes.
    pub(crate) bare: Vec<(usize, String)>,
    pub(crate) kind: Kind,
    /// Whether no space stands before it.
    pub(crate) glued: bool,
    /// Whether it begins a sentence.
    pub(crate) opens: bool,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word in small letters, or of a script that knows no capitals.
    Small,
    /// A word with a capital.
    Capital,
    /// A word of two or more capitals and no small letter.
    Capitals,
    /// Digits alone.
    Number,
    /// A sign, alone.
    Sign,
}

impl Token {
    pub(crate) fn is_word(&self) -> bool {
        self.kind != Kind::Sign
    }

    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.kind, Kind::Capital | Kind::Capitals)
    }

    /// Whether it is this sign.
    pub(crate) fn is(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.folded == sign
    }

    /// Whether it is one of these words, with or without what is written together with it.
    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        self.spellings().any(|spelling| words.contains(&spelling))
    }

    /// The same of a set of words.
    pub(crate) fn is_in(&self, words: &HashSet<String>) -> bool {
        self.spellings().any(|spelling| words.contains(spelling))
    }

    /// The word as it stands and without its prefixes.
    pub(crate) fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str()).chain(self.bare.iter().map(|(_, bare)| bare.as_str()))
    }

    /// The number that it is.
    pub(crate) fn number(&self) -> Option<i64> {
        let number = || self.folded.parse().ok();
        (self.kind == Kind::Number && self.folded.len() <= 9).then(number).flatten()
    }
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str, tongue: &Tongue) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut last_end = 0;
    while let Some((from, letter)) = letters.next() {
        if letter.is_whitespace() || is_invisible(letter) {
            if letter.is_whitespace() {
                last_end = usize::MAX;
            }
            continue;
        }
        let mut to = from + letter.len_utf8();
        if letter.is_alphanumeric() {
            let digits_first = letter.is_numeric();
            let mut only_digits = digits_first;
            while let Some((at, next)) = letters.peek().copied() {
                // Arabic and Armenian write words together with a number: و٢٠١٢, 2023թ.
                let new_word = next.is_numeric() != only_digits
                    && (is_apart(letter) || (is_apart(next) && next.is_alphabetic()));
                if !belongs_to_a_word(next) || new_word {
                    break;
                }
                only_digits &= next.is_numeric();
                to = at + next.len_utf8();
                letters.next();
            }
        }
        let word = &text[from..to];
        tokens.push(Token {
            at: from..to,
            folded: fold(word),
            bare: Vec::new(),
            kind: kind(word),
            glued: last_end != usize::MAX && !tokens.is_empty(),
            opens: false,
        });
        last_end = to;
    }
    for token in &mut tokens {
        if token.kind == Kind::Small {
            token.bare = (tongue.without_prefixes)(&text[token.at.clone()])
                .into_iter()
                .map(|(length, rest)| (length, fold(&rest)))
                .collect();
        }
    }
    open_sentences(&mut tokens, text, tongue);
    tokens
}

fn kind(word: &str) -> Kind {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let Some(first) = letters.next() else {
        return if word.chars().all(char::is_numeric) { Kind::Number } else { Kind::Sign };
    };
    let rest: Vec<char> = letters.collect();
    if !first.is_uppercase() {
        // “iPhone”, “аль-Каида” and their like are told by the name and not by the case.
        Kind::Small
    } else if (!rest.is_empty() && rest.iter().all(|letter| letter.is_uppercase()))
        || is_declined(first, &rest)
    {
        Kind::Capitals
    } else {
        Kind::Capital
    }
}

/// Russian writes the ending of a case right behind an acronym: «МИДа».
fn is_declined(first: char, rest: &[char]) -> bool {
    let small = rest.iter().rev().take_while(|letter| letter.is_lowercase()).count();
    let capitals = &rest[..rest.len() - small];
    matches!(first, 'А'..='Я')
        && small <= 2
        && capitals.len() >= 2
        && capitals.iter().all(|letter| letter.is_uppercase())
}

fn belongs_to_a_word(letter: char) -> bool {
    // Armenian puts its marks of stress and question over a vowel, in the middle of a word.
    letter.is_alphanumeric()
        || is_combining_mark(letter)
        || matches!(letter, '՛' | '՜' | '՞' | 'ـ' | '\u{200c}' | '\u{200d}')
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_apart(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6ff}' | '\u{530}'..='\u{58f}')
}

/// The form in which words are compared: small letters without accents and points, digits in ASCII.
pub(crate) fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii()) {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ё' => folded.push('е'),
            'й' => folded.push('й'),
            'և' => folded.push_str("եւ"),
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ـ' | '՛' | '՜' | '՞' | '\u{200c}' | '\u{200d}' => {}
            '٠'..='٩' | '۰'..='۹' => {
                let zero = if letter <= '٩' { '٠' } else { '۰' };
                let digit = u32::from(letter) - u32::from(zero);
                folded.extend(char::from_digit(digit, 10));
            }
            '’' | 'ʼ' | '‘' | 'ʻ' => folded.push('\''),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            letter if letter.is_ascii() => folded.push(letter),
            letter => {
                folded
                    .extend(std::iter::once(letter).nfd().filter(|part| !is_combining_mark(*part)));
            }
        }
    }
    folded
}

/// Notes which tokens begin a sentence.
fn open_sentences(tokens: &mut [Token], text: &str, tongue: &Tongue) {
    let mut opens = true;
    for index in 0..tokens.len() {
        if tokens[index].is_word() {
            tokens[index].opens = opens;
            opens = false;
            continue;
        }
        let sign = tokens[index].folded.clone();
        let ends = match sign.as_str() {
            "!" | "?" | "…" | "։" | "؟" => true,
            // Armenian is often typed with a colon for its full stop, and uses none otherwise.
            ":" => tongue.code == "hy",
            "." => !shortens(tokens, index, tongue),
            _ => false,
        };
        let line_ends = text[..tokens[index].at.start].ends_with('\n');
        let next_is_apart = tokens.get(index + 1).is_none_or(|next| !next.glued || !next.is_word());
        opens |= (ends && next_is_apart) || line_ends;
    }
    // A hard break begins a sentence too.
    for index in 1..tokens.len() {
        let between = &text[tokens[index - 1].at.end..tokens[index].at.start];
        if between.contains('\n') && tokens[index].is_word() {
            tokens[index].opens = true;
        }
    }
}

/// Whether a period belongs to a word that is cut short, or to an initial.
fn shortens(tokens: &[Token], period: usize, tongue: &Tongue) -> bool {
    let Some(before) = period.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let letters = before.folded.chars().count();
    let initial = before.is_capital() && letters == 1;
    initial || tongue.abbreviations.iter().any(|short| fold(short) == before.folded)
}
