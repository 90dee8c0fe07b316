//! What is particular about a language when words of it are looked for.

mod arabic;
mod armenian;
mod ending;
mod english;
mod french;
mod russian;

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
    Arabic,
    Armenian,
    English,
    French,
    Russian,
    None,
}

impl Tongue {
    /// The language of a BCP 47 tag, by its first subtag.
    pub fn of(tag: &str) -> Tongue {
        let code = tag.split(['-', '_']).next().unwrap_or_default();
        let stem = match code {
            "ar" => Stem::Arabic,
            "en" => Stem::English,
            "fr" => Stem::French,
            "ru" => Stem::Russian,
            "tr" => Stem::Snowball(Algorithm::Turkish),
            "az" => Stem::Endings(AZERBAIJANI),
            "hy" | "hyw" => Stem::Armenian,
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
            Stem::Arabic => arabic::stem(word),
            Stem::Armenian => armenian::stem(word),
            Stem::English => english::stem(word, &Stemmer::new(Algorithm::English)),
            Stem::French => french::stem(word, &Stemmer::new(Algorithm::French)),
            Stem::Russian => russian::stem(word, &Stemmer::new(Algorithm::Russian)),
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
            ("en", &["withdraw", "withdrew", "withdrawn", "withdrawing"]),
            ("ru", &["переговоры", "переговоров", "переговорами"]),
            ("ru", &["материал", "материала", "материалов"]),
            ("ru", &["медведев", "медведева", "медведевым"]),
            ("fr", &["négociation", "négociations"]),
            ("fr", &["photo", "photos"]),
            ("fr", &["nouveau", "nouveaux", "nouvelle"]),
            ("fr", &["donne", "donner", "donnent"]),
            ("fr", &["vendre", "vendu", "vendus"]),
            ("tr", &["şehir", "şehirler", "şehirlerde"]),
            ("az", &["kitab", "kitablar", "kitablarda", "kitabı"]),
        ] {
            let tongue = Tongue::of(code);
            let stems: Vec<String> = forms.iter().map(|form| tongue.stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{code}: {stems:?}");
        }
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        for (code, one, other) in [
            ("ru", "австралия", "австрия"),
            ("ru", "постов", "поставили"),
            ("fr", "parent", "par"),
            ("fr", "content", "conte"),
            ("fr", "paris", "pari"),
            ("fr", "argent", "argument"),
        ] {
            let tongue = Tongue::of(code);
            assert_ne!(tongue.stem(one), tongue.stem(other), "{one} {other}");
        }
    }
}
