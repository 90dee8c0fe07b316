//! The place of a text that shows why it was found.

use std::collections::HashSet;
use std::ops::Range;

use crate::tongue::Tongue;
use crate::words::{Word, words};

/// The words for which an article was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub(crate) words: HashSet<String>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it is one of the words.
    pub marked: bool,
}

impl Marks {
    fn has(&self, word: &Word) -> bool {
        self.words.contains(&word.stem) || self.words.contains(&word.folded)
    }

    /// The whole text, with the words marked.
    pub fn all_of(&self, text: &str, language: &str) -> Vec<Piece> {
        self.pieces(text, 0..text.len(), &words(text, &Tongue::of(language)))
    }

    /// About this many characters of the text around the words, cut between words; its beginning if it has none of
    /// them.
    pub fn best_of(&self, text: &str, language: &str, length: usize) -> Vec<Piece> {
        let all = words(text, &Tongue::of(language));
        let range = self.best(text, &all, length);
        let mut pieces = self.pieces(text, range.clone(), &all);
        if range.start > 0 {
            pieces.insert(0, Piece { text: "… ".to_owned(), marked: false });
        }
        if range.end < text.trim_end().len() {
            pieces.push(Piece { text: " …".to_owned(), marked: false });
        }
        pieces
    }

    /// The stretch with the most different words; among equals, the first.
    fn best(&self, text: &str, all: &[Word], length: usize) -> Range<usize> {
        let mut best = (0, 0);
        let mut end = 0;
        let marked: Vec<bool> = all.iter().map(|word| self.has(word)).collect();
        for start in 0..all.len() {
            // A stretch begins some words before what it shows.
            let shows = start.saturating_add(4).min(all.len().saturating_sub(1));
            if start > 0 && !marked[shows] {
                continue;
            }
            end = end.max(start);
            while end < all.len()
                && characters(text, all[start].range.start..all[end].range.end) <= length
            {
                end += 1;
            }
            let different: HashSet<&str> = (start..end)
                .filter(|place| marked[*place])
                .map(|place| all[place].stem.as_str())
                .collect();
            if different.len() > best.0 {
                best = (different.len(), start);
            }
        }
        let start = match best {
            // Near the beginning, the beginning itself reads better.
            (_, start) if start < 8 => 0,
            (_, start) => all.get(start).map_or(0, |word| word.range.start),
        };
        let ends = all.iter().map(|word| word.range.end).skip_while(|end| *end <= start);
        let end = ends.take_while(|end| characters(text, start..*end) <= length).last();
        let end = end.unwrap_or_else(|| cut(text, start, length));
        // A full stop after the last word belongs to it.
        let rest = text[end..].trim_end();
        let end = if rest.chars().count() <= 1 { end + rest.len() } else { end };
        start..end
    }

    fn pieces(&self, text: &str, range: Range<usize>, all: &[Word]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut push = |piece: Range<usize>, marked| {
            if !piece.is_empty() {
                pieces.push(Piece { text: text[piece].to_owned(), marked });
            }
        };
        let mut from = range.start;
        let inside = |word: &&Word| word.range.start >= range.start && word.range.end <= range.end;
        for word in all.iter().filter(inside).filter(|word| self.has(word)) {
            push(from..word.range.start, false);
            push(word.range.clone(), true);
            from = word.range.end;
        }
        push(from..range.end, false);
        pieces
    }
}

fn characters(text: &str, range: Range<usize>) -> usize {
    text[range].chars().count()
}

fn cut(text: &str, start: usize, length: usize) -> usize {
    text[start..].char_indices().nth(length).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(words: &[&str]) -> Marks {
        Marks { words: words.iter().map(|word| (*word).to_owned()).collect() }
    }

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(
                |piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() },
            )
            .collect()
    }

    #[test]
    fn forms_of_a_word_are_marked() {
        let pieces = marks(&["negoti", "rain"]).all_of("Negotiations go on; it rains.", "en");
        assert_eq!(shown(&pieces), "[Negotiations] go on; it [rains].");
    }

    #[test]
    fn the_place_with_the_most_words_is_shown() {
        let long = "Nothing is said here. ".repeat(40);
        let text = format!("Grain comes first. {long}The grain corridor opens today. {long}");
        let pieces = marks(&["grain", "corridor"]).best_of(&text, "en", 60);
        let shown = shown(&pieces);
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(shown.contains("[grain] [corridor]"), "{shown}");
    }

    #[test]
    fn a_text_without_the_words_shows_its_beginning() {
        let pieces = marks(&["snow"]).best_of("Rain stops play.", "en", 60);
        assert_eq!(shown(&pieces), "Rain stops play.");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_shown(text in "\\PC{0,200}", length in 1_usize..80) {
            let _ = marks(&["a", "e"]).best_of(&text, "en", length);
        }
    }
}
