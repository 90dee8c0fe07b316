//! What is particular about a language when words of it are looked for.

use frostem::{Algorithm, Stemmer};

/// A language, as far as search treats it apart. One without a row works too, by whole words.
#[derive(Clone, Copy, Debug)]
pub struct Tongue {
    stem: Stem,
    /// Whether I lowers to ı.
    pub(crate) dotless_i: bool,
    /// Whether little words lean on the next one with an apostrophe: l’homme.
    pub(crate) elides: bool,
}

#[derive(Clone, Copy, Debug)]
enum Stem {
    Snowball(Algorithm),
    Endings(Endings),
    None,
}

impl Tongue {
    /// The language of a BCP 47 tag, by its first subtag.
    pub fn of(tag: &str) -> Tongue {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        let stem = match code {
            "ar" => Stem::Snowball(Algorithm::Arabic),
            "en" => Stem::Snowball(Algorithm::English),
            "fr" => Stem::Snowball(Algorithm::French),
            "ru" => Stem::Snowball(Algorithm::Russian),
            "tr" => Stem::Snowball(Algorithm::Turkish),
            "az" => Stem::Endings(AZERBAIJANI),
            "hy" | "hyw" => Stem::Endings(ARMENIAN),
            _ => Stem::None,
        };
        Tongue {
            stem,
            dotless_i: matches!(code, "tr" | "az"),
            elides: matches!(code, "fr" | "it" | "ca" | "oc"),
        }
    }

    /// The part of a lowered word that its forms share, not folded yet.
    pub(crate) fn stem(&self, word: &str) -> String {
        match self.stem {
            Stem::Snowball(algorithm) => Stemmer::new(algorithm).stem(word).into_owned(),
            Stem::Endings(endings) => without(word, endings),
            Stem::None => word.to_owned(),
        }
    }
}

/// Endings in the order in which they are taken off; of each group one at most goes, the first that fits.
type Endings = &'static [&'static [&'static str]];

/// Snowball has no Azerbaijani. Nouns pile their endings up in a fixed order: plural, whose it is, case.
const AZERBAIJANI: Endings = &[
    &[
        "ndan", "ndən", "nın", "nin", "nun", "nün", "dan", "dən", "nda", "ndə", "da", "də", "ya",
        "yə", "na", "nə", "nı", "ni", "nu", "nü", "ın", "in", "un", "ün", "a", "ə",
    ],
    &[
        "ımız", "imiz", "umuz", "ümüz", "ınız", "iniz", "unuz", "ünüz", "sı", "si", "su", "sü",
        "ım", "im", "um", "üm", "ı", "i", "u", "ü",
    ],
    &["lar", "lər"],
];

/// Snowball's Armenian takes the end of the root itself for an ending: it makes քաղ of քաղաք and քաղա of քաղաքում.
/// Nouns end in plural, case and article, in this order.
const ARMENIAN: Endings = &[
    &["ը", "ն", "ս", "դ"],
    &[
        "ներից",
        "ներով",
        "ներում",
        "ների",
        "երից",
        "երով",
        "երում",
        "երի",
        "ից",
        "ով",
        "ում",
        "ի",
        "ու",
    ],
    &["ներ", "եր"],
    &["վել", "ել", "ալ", "վեց", "եց", "ված", "ած", "ող", "ությ", "ություն"],
];

fn without(word: &str, endings: Endings) -> String {
    let mut rest = word;
    for group in endings {
        // Three letters have to remain, or too many short words become the same.
        let shorter = group.iter().find_map(|ending| {
            rest.strip_suffix(ending).filter(|shorter| shorter.chars().count() >= 3)
        });
        rest = shorter.unwrap_or(rest);
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (code, forms) in [
            ("en", &["negotiation", "negotiations"][..]),
            ("ru", &["переговоры", "переговоров", "переговорами"]),
            ("hy", &["քաղաք", "քաղաքի", "քաղաքում", "քաղաքները", "քաղաքների"]),
            ("fr", &["négociation", "négociations"]),
            ("ar", &["المدينة", "مدينة"]),
            ("tr", &["şehir", "şehirler", "şehirlerde"]),
            ("az", &["kitab", "kitablar", "kitablarda", "kitabı"]),
        ] {
            let tongue = Tongue::of(code);
            let stems: Vec<String> = forms.iter().map(|form| tongue.stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{code}: {stems:?}");
        }
    }
}
