//! A text as the words under which it is found.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::fold;
use crate::tongue::Tongue;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// What is longer is no word of any language, and no index should carry it.
const LONGEST: usize = 100;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// In small letters, without accents.
    pub folded: String,
    /// What its forms share, without accents.
    pub stem: String,
}

/// The words of a text, in order.
pub fn words(text: &str, tongue: &Tongue) -> Vec<Word> {
    ranges(text, tongue).into_iter().filter_map(|range| word(text, range, tongue)).collect()
}

pub(crate) fn word(text: &str, range: Range<usize>, tongue: &Tongue) -> Option<Word> {
    let lowered = fold::lowered(&text[range.clone()], tongue);
    let folded = fold::folded(&lowered);
    let is_one = |word: &str| !word.contains([' ', '\u{1f}']);
    if folded.is_empty() || folded.len() > LONGEST || !is_one(&folded) {
        return None;
    }
    let stem = fold::folded(&tongue.stem(&lowered));
    let stem = if stem.is_empty() || !is_one(&stem) { folded.clone() } else { stem };
    Some(Word { range, folded, stem })
}

pub(crate) fn ranges(text: &str, tongue: &Tongue) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    // Whether an Armenian sign of emphasis, which stands inside a word, has just ended a piece of it.
    let mut joins = false;
    for (end, kind) in SEGMENTER.segment_str(text).iter_with_word_type() {
        if end == start {
            continue;
        }
        let piece = start..end;
        start = end;
        // What ends in a mark of its last letter is a word too, which the segmenter denies: ألعابٍ, भाषा.
        if kind.is_word_like() || text[piece.clone()].contains(char::is_alphanumeric) {
            match ranges.last_mut() {
                Some(last) if joins && last.end <= piece.start => last.end = piece.end,
                _ => ranges.push(unleaning(text, piece, tongue)),
            }
            joins = false;
        } else {
            let is_emphasis = matches!(&text[piece.clone()], "՛" | "՜" | "՞");
            joins = is_emphasis && ranges.last().is_some_and(|last| last.end == piece.start);
        }
    }
    ranges
}

/// The word without a little word that leans on it.
fn unleaning(text: &str, range: Range<usize>, tongue: &Tongue) -> Range<usize> {
    if !tongue.elides {
        return range;
    }
    let word = &text[range.clone()];
    let Some((at, sign)) = word.char_indices().find(|(_, c)| matches!(c, '\'' | '’')) else {
        return range;
    };
    let rest = range.start + at + sign.len_utf8();
    // Short ones only: aujourd’hui is one word.
    if word[..at].chars().count() <= 2 && rest < range.end { rest..range.end } else { range }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, code: &str) -> Vec<String> {
        words(text, &Tongue::of(code)).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn texts_become_words_in_every_script() {
        assert_eq!(folded("L’homme d'État, aujourd’hui", "fr"), ["homme", "etat", "aujourdhui"]);
        assert_eq!(folded("Ի՞նչ է սա։", "hy"), ["ինչ", "է", "սա"]);
        assert_eq!(folded("سوق السَّمك", "ar"), ["سوق", "السمك"]);
        assert_eq!(folded("ألعابٍ أولمبية", "ar"), ["العاب", "اولمبيه"]);
        assert_eq!(folded("भाषा की", "hi"), ["भाषा", "की"]);
        assert_eq!(folded("cafe\u{301} noir", "fr"), ["cafe", "noir"]);
        assert_eq!(
            folded("the paper's 1,200 readers", "en"),
            ["the", "papers", "1,200", "readers"]
        );
        assert!(folded("東京都は雨です", "ja").len() > 2);
        assert!(folded("ฝนตกที่กรุงเทพ", "th").len() > 2);
        assert!(folded("北京今天下雨", "zh").len() > 2);
    }

    #[test]
    fn a_word_says_where_it_stands() {
        let text = "Ի՞նչ, l’homme";
        let found = words(text, &Tongue::of("fr"));
        assert_eq!(
            found.iter().map(|word| &text[word.range.clone()]).collect::<Vec<_>>(),
            ["Ի՞նչ", "homme"]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{0,80}", code in proptest::sample::select(vec!["en", "ar", "az", "fr", "hy", "zh"])) {
            let mut end = 0;
            for word in words(&text, &Tongue::of(code)) {
                assert!(word.range.start >= end && text.get(word.range.clone()).is_some());
                assert!(!word.folded.is_empty() && !word.stem.is_empty());
                end = word.range.end;
            }
        }
    }
}
