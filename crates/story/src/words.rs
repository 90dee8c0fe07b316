//! Words, as each script makes them.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::Language;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// How many words a text has; signs and spaces between words do not count.
pub fn count(text: &str) -> usize {
    let mut start = 0;
    let mut count = 0;
    for (end, kind) in SEGMENTER.segment_str(text).iter_with_word_type() {
        // What ends in a mark of its last letter is a word too, which the segmenter denies: ألعابٍ, भाषा.
        let is_word = || text[start..end].contains(char::is_alphanumeric);
        if kind.is_word_like() || is_word() {
            count += 1;
        }
        start = end;
    }
    count
}

/// The text cut into words and what stands between them; joined again they are the text.
pub fn split(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in SEGMENTER.segment_str(text) {
        if end > start {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces
}

/// Whole minutes that reading so many words takes, at least one.
pub fn reading_minutes(words: usize, language: Language) -> u32 {
    let words = u32::try_from(words).unwrap_or(u32::MAX);
    words.div_ceil(language.row().words_per_minute).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [
            ("Rain stops play, twice.", 4),
            ("Дождь прервал игру — дважды.", 4),
            ("Անձրևը կանգնեցրեց խաղը։", 3),
            ("L’averse arrête le jeu", 4),
            ("المطر يوقف اللعب", 3),
            ("ألعابٍ أولمبيةٌ", 2),
            ("भाषा की", 2),
            ("cafe\u{301} noir", 2),
            ("", 0),
        ] {
            assert_eq!(count(text), words, "{text}");
        }
    }

    #[test]
    fn a_short_brief_still_takes_a_minute() {
        assert_eq!(reading_minutes(3, Language::english()), 1);
        assert_eq!(reading_minutes(229, Language::english()), 2);
    }
}
