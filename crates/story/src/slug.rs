//! The last part of an address: words of the headline in the language's own letters.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Language;

/// How many characters a slug has at most; a percent-encoded Armenian one then still fits every mail client.
pub const MAX_CHARS: usize = 60;

/// Words joined by hyphens, in small letters of any script, never empty, in Unicode's NFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Slug(String);

/// Text that cannot be a slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSlug {
    /// Nothing is left once spaces and signs are gone.
    #[error("An address needs at least one letter or digit.")]
    Empty,
    /// Longer than [`MAX_CHARS`].
    #[error("An address has at most {MAX_CHARS} characters; this one has {0}.")]
    TooLong(usize),
    /// Something that is no letter, digit or hyphen.
    #[error(
        "An address has only small letters, digits and single hyphens between them: try “{suggestion}”."
    )]
    NotPlain {
        /// The nearest text that would do.
        suggestion: String,
    },
}

impl Slug {
    /// Checks a slug that somebody wrote.
    pub fn parse(text: &str) -> Result<Slug, BadSlug> {
        let length = text.chars().count();
        if length > MAX_CHARS {
            return Err(BadSlug::TooLong(length));
        }
        if is_plain(text) {
            return Ok(Slug(text.to_owned()));
        }
        let plain = plain(&text.to_lowercase());
        if plain.is_empty() {
            return Err(BadSlug::Empty);
        }
        if plain != text {
            return Err(BadSlug::NotPlain { suggestion: plain });
        }
        Ok(Slug(plain))
    }

    /// Makes a slug of a headline, or nothing if it holds no letter and no digit.
    pub fn of(headline: &str, language: Language) -> Option<Slug> {
        let plain = plain(&language.lowercase(headline));
        let slug = cut(&plain, MAX_CHARS);
        (!slug.is_empty()).then(|| Slug(slug.to_owned()))
    }

    /// The same words with a number behind them, for the second article of that name.
    pub fn numbered(&self, number: u32) -> Slug {
        let tail = format!("-{number}");
        Slug(format!("{}{tail}", cut(&self.0, MAX_CHARS - tail.len())))
    }

    /// The text, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(deserializer)?;
        Slug::parse(&text).map_err(serde::de::Error::custom)
    }
}

fn plain(lowercase: &str) -> String {
    let mut slug = String::with_capacity(lowercase.len());
    // NFKC turns ligatures and full-width letters into plain ones; what it composes stays composed. It would also
    // spell the Armenian letter և as two, which nobody who writes Armenian today does.
    let parts: Vec<String> = lowercase.split('և').map(|part| part.nfkc().collect()).collect();
    for letter in parts.join("և").chars() {
        if is_silent(letter) {
            continue;
        }
        let inside = !slug.is_empty() && !slug.ends_with('-');
        // No word begins with a mark, also not with one that counts as a letter: NFC puts marks in another order.
        if is_combining_mark(letter) {
            if inside {
                slug.extend(letter.to_lowercase());
            }
        } else if letter.is_alphanumeric() {
            slug.extend(letter.to_lowercase());
        } else if inside {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug.nfc().collect()
}

/// Whether it is clear at first sight that [`plain`] would leave it as it is: every page reads dozens of slugs. These
/// letters are small, composed and never spelled otherwise; a slug with any other is looked at closely.
fn is_plain(text: &str) -> bool {
    let is_settled = |letter: char| {
        matches!(letter, 'a'..='z' | '0'..='9' | '-' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | 'ա'..='և'
            | 'ء'..='غ' | 'ف'..='ي')
    };
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.chars().all(is_settled)
}

/// Signs that are written inside words without being letters: apostrophes, soft hyphens and joiners,
/// Armenian stress and question marks, Arabic vowel signs and the stretching tatweel.
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        | '՛' | '՜' | '՞' | '\u{0640}' | '\u{064b}'..='\u{0652}' | '\u{0670}')
}

fn cut(slug: &str, max_chars: usize) -> &str {
    let Some((end, _)) = slug.char_indices().nth(max_chars) else { return slug };
    let head = &slug[..end];
    // A word is not cut in two unless the whole slug is one word.
    let cut_in_word = !slug[end..].starts_with('-');
    match head.rfind('-') {
        Some(hyphen) if cut_in_word && hyphen > 0 => &head[..hyphen],
        _ => head.trim_end_matches('-'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(headline: &str, language: &str) -> String {
        Slug::of(headline, Language::parse(language).unwrap()).unwrap().to_string()
    }

    #[test]
    fn a_slug_is_written_in_the_letters_of_its_language() {
        assert_eq!(of("Bamako counts its litres", "en"), "bamako-counts-its-litres");
        assert_eq!(of("«Мы считали каждый грузовик»", "ru"), "мы-считали-каждый-грузовик");
        assert_eq!(of("Ո՞վ է ղեկավարում", "hy"), "ով-է-ղեկավարում");
        assert_eq!(of("Ջուր և հաց", "hy"), "ջուր-և-հաց");
        assert_eq!(of("L’île vote : « oui » à 51 %", "fr"), "lîle-vote-oui-à-51");
        assert_eq!(of("المـدينة تُحصي لتراتِها", "ar"), "المدينة-تحصي-لتراتها");
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let slug = of(
            "Court orders recount in two provinces after observers find tally sheets signed early",
            "en",
        );
        assert_eq!(slug, "court-orders-recount-in-two-provinces-after-observers-find");
    }

    #[test]
    fn a_headline_without_letters_makes_no_slug() {
        assert_eq!(Slug::of("!!! …", Language::english()), None);
    }

    #[test]
    fn no_word_begins_with_a_mark() {
        // A vowel sign of Malayalam, and marks of Yezidi and Gurmukhi that change places.
        for (headline, slug) in [("\u{d3e}മഴ", "മഴ"), ("\u{10eab}\u{a3c}a b", "a-b")] {
            assert_eq!(of(headline, "en"), slug);
        }
        assert_eq!(Slug::of("\u{10eab}\u{a3c}", Language::english()), None);
    }

    #[test]
    fn a_hand_written_slug_is_not_mended_in_silence() {
        let refusal = Slug::parse("Rain Stops--Play").unwrap_err();
        assert_eq!(refusal, BadSlug::NotPlain { suggestion: "rain-stops-play".into() });
    }

    proptest! {
        #[test]
        fn what_looks_plain_is_plain(text in "[a-z0-9ß-ÿа-џա-ևء-ي-]{0,20}") {
            prop_assert!(!is_plain(&text) || plain(&text.to_lowercase()) == text);
        }

        #[test]
        fn what_we_make_we_also_accept(headline in "\\PC{0,120}") {
            for language in Language::all() {
                if let Some(slug) = Slug::of(&headline, language) {
                    prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
                    prop_assert!(Slug::parse(slug.numbered(12).as_str()).is_ok());
                }
            }
        }
    }
}
