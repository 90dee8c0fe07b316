//! Arabic. What is written together with a word comes off, and plurals that are made inside of a word (سبب, أسباب)
//! meet their singular. Snowball's Arabic folds أ before it looks for the article, and takes the ال of ألعاب for one;
//! it leaves most verbs and every such plural as they are.

use super::ending::{Piece, without_end, without_start};
use crate::fold::folded;

/// The article, with “and”, “so”, “in”, “like” and “for” in front of it. They are looked for before ا and أ are one.
const ARTICLE: &[Piece] = &[
    ("وبال", 3),
    ("وكال", 3),
    ("ولل", 3),
    ("فال", 3),
    ("بال", 3),
    ("كال", 3),
    ("وال", 3),
    ("لل", 3),
    ("ال", 2),
];

/// His, hers, theirs, yours, ours.
const PRONOUN: &[Piece] = &[("هما", 3), ("ها", 3), ("هم", 3), ("كم", 4), ("نا", 3)];

const NUMBER: &[Piece] = &[
    ("تين", 3),
    ("تان", 3),
    ("يون", 3),
    ("يين", 3),
    ("يات", 3),
    ("ات", 2),
    ("ون", 3),
    ("ين", 3),
    ("ان", 4),
    ("وا", 3),
    ("يه", 3),
    ("ته", 3),
    ("يا", 3),
];

const ABUNDANCE: &[Piece] = &[("اء", 3)];
const GENDER: &[Piece] = &[("ه", 2), ("ت", 3), ("ا", 3)];
const BELONGING: &[Piece] = &[("ي", 3)];

/// And, in, for. One that is the root's own goes as well, from all forms of the word alike.
const LEANING: &[Piece] = &[("و", 3), ("ب", 4), ("ل", 4)];

/// What persons put in front of a verb, and the ا that استخدم has and يستخدم has not.
const PERSON: &[Piece] = &[("ي", 3), ("ا", 3)];
const REFLEXIVE: &[Piece] = &[("تت", 3), ("ت", 3)];

/// What the forms of a word share, folded.
pub(super) fn stem(word: &str) -> String {
    let bare = without_start(word, ARTICLE);
    // بدأت is بدأ and an ending, and its أ is none.
    let bare = bare.strip_suffix("أت").map_or_else(|| bare.to_owned(), |start| format!("{start}أ"));
    let bare = bare.strip_suffix('أ').map_or_else(|| bare.clone(), |start| format!("{start}ء"));
    let whole = folded(&bare);
    let mut rest = without_end(&whole, PRONOUN);
    if rest.ends_with("اته") {
        rest = without_end(rest, &[("ه", 3)]);
    }
    for endings in [NUMBER, ABUNDANCE, GENDER, BELONGING] {
        rest = without_end(rest, endings);
    }
    rest = without_leaning(rest);
    let acting = without_start(rest, PERSON);
    let began_with_alif = acting.len() < rest.len() && rest.starts_with('ا');
    one_of_many(without_start(acting, REFLEXIVE), began_with_alif)
}

fn without_leaning(word: &str) -> &str {
    // وزير, وكيل: the و of four letters like these is the root's own.
    let own =
        word.starts_with('و') && word.chars().nth(2) == Some('ي') && word.chars().count() == 4;
    if own { word } else { without_start(word, LEANING) }
}

/// The pattern that a plural made inside of the word has in common with its singular. The weak letters ا, و and ي make
/// the difference between the two, and which of them it is grammar tells only for some words.
fn one_of_many(word: &str, began_with_alif: bool) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        // متطور and مطور.
        ['م', 'ت', third, _, _] if !is_weak(*third) => drop(letters.remove(1)),
        _ => {}
    }
    let drops: &[usize] = match letters.as_slice() {
        // مراكز is of مركز, and مشاريع of مشروع.
        ['م', _, 'ا', third, _] if !is_weak(*third) => &[2],
        ['م', _, 'ا', _, _, ..] if letters.len() == 6 && is_weak(letters[4]) => &[4, 2],
        ['م', _, 'ا', _, _, ..] => &[2],
        ['م', _, _, weak, _] if is_weak(*weak) => &[3],
        ['م', ..] if letters.len() >= 5 => &[],
        // كوارث is of كارثة.
        [_, 'و', 'ا', _, _] => &[1],
        // أقاليم, without its أ, is of إقليم.
        [_, 'ا', _, 'ي', _] => &[3, 1],
        // دقائق is of دقيقة, عناصر of عنصر.
        [_, _, 'ا', 'ي', _] => &[3, 2],
        [_, _, 'ا', _, _] => &[2],
        // أماكن, without its أ, is of مكان.
        [_, 'ا', _, _] if began_with_alif => &[1],
        // حروب is of حرب, صغار of صغير, مدن of مدينة.
        [_, second, weak, _] if is_weak(*weak) && !is_weak(*second) => &[2],
        _ => &[],
    };
    for at in drops {
        letters.remove(*at);
    }
    letters.into_iter().collect()
}

fn is_weak(c: char) -> bool {
    matches!(c, 'ا' | 'و' | 'ي')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["مدينة", "المدينة", "والمدينة", "مدن", "المدن", "للمدن"][..],
            &["ألعاب", "الألعاب", "بالألعاب"],
            &["سبب", "أسباب", "الأسباب", "وأسباب"],
            &["حرب", "الحروب", "حروب"],
            &["مشروع", "مشاريع", "المشروع"],
            &["استخدم", "يستخدم", "تستخدم", "استخدمت"],
            &["بدأ", "بدأت", "تبدأ"],
            &["علاقة", "علاقات", "علاقاتها"],
            &["أوروبا", "أوروبي", "الأوروبية", "الأوروبيين"],
            &["وزير", "وزراء", "الوزير"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        for (one, other) in [("النرويج", "ترويج"), ("عالم", "علم"), ("محاكم", "حكم")]
        {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
