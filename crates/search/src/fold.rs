//! Spellings that a reader does not tell apart while searching become one.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use crate::tongue::Tongue;

/// A word in small letters, as its language has them, in Unicode's compatible form.
pub(crate) fn lowered(word: &str, tongue: &Tongue) -> String {
    let lower = |word: &str| -> String {
        if tongue.dotless_i {
            word.replace('I', "ı").replace('İ', "i").to_lowercase()
        } else {
            word.to_lowercase()
        }
    };
    let lowered = if is_nfkc_quick(word.chars()) == IsNormalized::Yes {
        lower(word)
    } else {
        lower(&word.nfkc().collect::<String>())
    };
    lowered.chars().filter(|c| !is_left_out(*c)).map(straight).collect()
}

/// A lowered word without what hands leave out when they type: accents, points, hamzas.
pub(crate) fn folded(lowered: &str) -> String {
    if lowered.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return lowered.to_owned();
    }
    let mut folded = String::with_capacity(lowered.len());
    for c in lowered.chars() {
        match c {
            '\'' => {}
            'ё' | 'ѐ' => folded.push('е'),
            'և' => folded.push_str("եւ"),
            'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
            'ى' | 'ی' | 'ئ' => folded.push('ي'),
            'ؤ' => folded.push('و'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            'ə' => folded.push('e'),
            'ı' => folded.push('i'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            '٠'..='٩' => folded.extend(digit(c, '٠')),
            '۰'..='۹' => folded.extend(digit(c, '۰')),
            // Elsewhere what combines is a letter's own part: й, the vowels of India, the voicing of kana.
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                let base = std::iter::once(c).nfd().filter(|c| !is_accent(*c));
                folded.extend(base);
            }
            c if is_accent(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What stands in a word and is no part of it: emphasis in Armenian, vowel points and tatweel in Arabic, points in
/// Hebrew, soft hyphens and joiners.
fn is_left_out(c: char) -> bool {
    matches!(
        c,
        '՛' | '՜' | '՞'
            | 'ـ'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'..='\u{5c7}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
    )
}

fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | 'ʼ' | 'ʹ' | '＇' | '՚') { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(word: &str, code: &str) -> String {
        folded(&lowered(word, &Tongue::of(code)))
    }

    #[test]
    fn spellings_that_readers_mix_up_are_one() {
        for (code, one, other) in [
            ("ru", "Орёл", "орел"),
            ("ar", "أَحْمَد", "احمد"),
            ("ar", "مدرسة", "مدرسه"),
            ("ar", "عـــربي", "عربى"),
            ("hy", "և", "եւ"),
            ("hy", "ի՞նչ", "ինչ"),
            ("fr", "Élysée", "elysee"),
            ("tr", "ISPARTA", "ısparta"),
            ("tr", "İstanbul", "istanbul"),
            ("az", "Əliyev", "eliyev"),
            ("en", "ﬁnal", "final"),
            ("fr", "cafe\u{301}", "café"),
            ("ar", "٢٠٢٥", "2025"),
            ("el", "Αθήνας", "αθηνασ"),
        ] {
            assert_eq!(fold(one, code), fold(other, code), "{one}");
        }
    }

    #[test]
    fn letters_that_differ_stay_different() {
        for (code, one, other) in
            [("ru", "мой", "мои"), ("hi", "कि", "क"), ("ja", "が", "か"), ("th", "มา", "มี")]
        {
            assert_ne!(fold(one, code), fold(other, code), "{one}");
        }
    }
}
