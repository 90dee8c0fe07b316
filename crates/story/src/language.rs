//! The languages that Masthead speaks: one row each.

use std::fmt;

/// The way a line of text runs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn html(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// A language with everything about it that rules need.
#[derive(Debug, PartialEq, Eq)]
pub struct LanguageRow {
    /// The BCP 47 language subtag, which is also the name of its catalogue in `locales/`.
    pub code: &'static str,
    /// Its own name for itself.
    pub endonym: &'static str,
    /// The way it is written.
    pub direction: Direction,
    /// Words that a grown reader reads in a minute. The IReST study (Trauzettel-Klosinski and Dietz, 2012)
    /// measured English, French, Russian and Arabic; Armenian was not in it and takes Russian's number.
    pub words_per_minute: u32,
    /// Whether I lowers to ı (Turkish, Azerbaijani).
    pub dotless_i: bool,
    /// What Open Graph calls it.
    pub open_graph: &'static str,
}

/// All languages; to add one, add a row here and `locales/<code>.ftl`.
pub const LANGUAGES: &[LanguageRow] = &[
    LanguageRow {
        code: "en",
        endonym: "English",
        direction: Direction::Ltr,
        words_per_minute: 228,
        dotless_i: false,
        open_graph: "en_GB",
    },
    LanguageRow {
        code: "ru",
        endonym: "Русский",
        direction: Direction::Ltr,
        words_per_minute: 184,
        dotless_i: false,
        open_graph: "ru_RU",
    },
    LanguageRow {
        code: "hy",
        endonym: "Հայերեն",
        direction: Direction::Ltr,
        words_per_minute: 184,
        dotless_i: false,
        open_graph: "hy_AM",
    },
    LanguageRow {
        code: "fr",
        endonym: "Français",
        direction: Direction::Ltr,
        words_per_minute: 195,
        dotless_i: false,
        open_graph: "fr_FR",
    },
    LanguageRow {
        code: "ar",
        endonym: "العربية",
        direction: Direction::Rtl,
        words_per_minute: 138,
        dotless_i: false,
        open_graph: "ar_AR",
    },
];

/// One of [`LANGUAGES`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static LanguageRow);

/// A language that has no row in [`LANGUAGES`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Masthead does not speak “{code}” yet; it speaks {}", spoken())]
pub struct UnknownLanguage {
    /// What was asked for.
    pub code: String,
}

fn spoken() -> String {
    LANGUAGES.iter().map(|language| language.code).collect::<Vec<_>>().join(", ")
}

impl Language {
    /// The language of a BCP 47 tag such as `en` or `fr-CA`, by its first subtag.
    pub fn parse(tag: &str) -> Result<Language, UnknownLanguage> {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        LANGUAGES
            .iter()
            .find(|row| row.code.eq_ignore_ascii_case(code))
            .map(Language)
            .ok_or_else(|| UnknownLanguage { code: tag.to_owned() })
    }

    /// English, which every text falls back to.
    pub fn english() -> Language {
        Language(&LANGUAGES[0])
    }

    /// All languages, in the order of the table.
    pub fn all() -> impl Iterator<Item = Language> {
        LANGUAGES.iter().map(Language)
    }

    /// The language subtag, as in `lang="hy"`.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// Everything else about it.
    pub fn row(self) -> &'static LanguageRow {
        self.0
    }

    /// The way it is written.
    pub fn direction(self) -> Direction {
        self.0.direction
    }

    /// The text in small letters, as this language makes them.
    pub fn lowercase(self, text: &str) -> String {
        if self.0.dotless_i {
            text.replace('I', "ı").replace('İ', "i").to_lowercase()
        } else {
            text.to_lowercase()
        }
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.0.code)
    }
}

impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Language, D::Error> {
        let tag = String::deserialize(deserializer)?;
        Language::parse(&tag).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_does_not_hide_the_language() {
        assert_eq!(Language::parse("fr-CA").unwrap().code(), "fr");
        assert_eq!(Language::parse("AR").unwrap().direction(), Direction::Rtl);
    }

    #[test]
    fn an_unknown_language_is_told_which_ones_there_are() {
        let refusal = Language::parse("tlh").unwrap_err().to_string();
        assert_eq!(refusal, "Masthead does not speak “tlh” yet; it speaks en, ru, hy, fr, ar");
    }
}
