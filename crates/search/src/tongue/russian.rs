//! Russian, where Snowball stops early.

use frostem::Stemmer;

/// Snowball takes ал of материал and ен of выполнен for endings of verbs, but not where another ending follows:
/// материал becomes материа, and материалов материал. What it leaves is therefore given to it again.
pub(super) fn stem(word: &str, snowball: &Stemmer) -> String {
    let mut stem = snowball.stem(word).into_owned();
    loop {
        let shorter = again(&stem, snowball);
        // A vowel alone tells words apart: Австра(лия), Австр(ия).
        let vowel = stem.strip_suffix(is_vowel) == Some(shorter.as_str());
        if vowel || shorter == stem || shorter.chars().count() < 4 {
            return stem;
        }
        stem = shorter;
    }
}

fn again(stem: &str, snowball: &Stemmer) -> String {
    let shorter = snowball.stem(stem);
    // They say, after ж, ч, ш and щ: лежат, увеличат. Snowball knows only the ят of others.
    let said = shorter.strip_suffix("ат").filter(|rest| rest.ends_with(['ж', 'ч', 'ш', 'щ']));
    said.unwrap_or(&shorter).to_owned()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'й' | 'ь')
}
