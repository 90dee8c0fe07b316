//! Armenian, Eastern and Western. Snowball's Armenian takes the end of the root itself for an ending: it makes քաղ of
//! քաղաք and քաղա of քաղաքում.

use super::ending::{Piece, without_end};

/// How every form of the abstract nouns in -ություն goes on after the root, in both spellings.
const ABSTRACT: &[&str] = &["ությո", "ությա", "ութիւ", "ութեա"];

const ARTICLE: &[Piece] = &[("ը", 2)];
const POSSESSIVE: &[Piece] = &[("ս", 4), ("դ", 4)];

const CASE: &[Piece] = &[
    ("ներից", 3),
    ("ներով", 3),
    ("ներում", 3),
    ("ներէն", 3),
    ("ներու", 3),
    ("ների", 3),
    ("երից", 2),
    ("երով", 2),
    ("երում", 2),
    ("երէն", 2),
    ("երու", 2),
    ("երի", 2),
    ("ից", 2),
    ("ով", 2),
    ("ում", 2),
    ("էն", 2),
    ("վա", 2),
    ("ուց", 2),
    ("ուայ", 3),
    ("ուան", 3),
    ("ու", 3),
    ("ի", 3),
];

const PLURAL: &[Piece] = &[("ներ", 3), ("եր", 2)];

const VERB: &[Piece] = &[
    ("եցինք", 3),
    ("եցին", 3),
    ("եցիր", 3),
    ("եցի", 3),
    ("եցան", 3),
    ("եցաւ", 3),
    ("եցավ", 3),
    ("ացավ", 3),
    ("ացաւ", 3),
    ("ացնել", 3),
    ("ացած", 3),
    ("ացել", 3),
    ("եցնել", 3),
    ("եցած", 3),
    ("վել", 3),
    ("ված", 3),
    ("վեց", 3),
    ("վող", 3),
    ("ուած", 3),
    ("ուիլ", 3),
    ("ուող", 3),
    ("ուել", 3),
    ("ուեց", 3),
    ("անար", 3),
    ("ման", 3),
    ("ենք", 3),
    ("եմ", 3),
    ("են", 3),
    ("իլ", 3),
    ("էր", 3),
    ("ած", 2),
    ("ել", 2),
    ("ող", 2),
    ("եց", 2),
    ("ավ", 2),
    ("աւ", 2),
    ("ալ", 2),
    ("է", 2),
];

/// What may end a root, or stand between it and an ending. It comes off in any case, so that the bare word and its
/// forms end alike: the ն of վարժարան is no article, but nobody can tell it from that of գերմանիան.
const LINK: &[Piece] = &[
    ("ացն", 3),
    ("եցն", 3),
    ("ան", 3),
    ("ում", 3),
    ("ով", 3),
    ("ն", 3),
    ("յ", 3),
    ("վ", 3),
    ("ի", 3),
    ("ու", 3),
    ("ս", 4),
    ("դ", 4),
    ("ա", 4),
];

/// What the forms of a word share.
pub(super) fn stem(word: &str) -> String {
    let word = word.replace('և', "եւ");
    let root = ABSTRACT.iter().filter_map(|ending| word.rfind(ending)).max();
    let root = root.map(|at| &word[..at]).filter(|root| root.chars().count() >= 3);
    let mut rest = root.unwrap_or_else(|| {
        let noun = without_end(without_end(without_article(&word), CASE), PLURAL);
        without_end(noun, VERB)
    });
    loop {
        let shorter = without_end(rest, LINK);
        if shorter == rest {
            return without_last_vowel(rest);
        }
        rest = shorter;
    }
}

/// The article is ը after consonants, and ն after vowels and before the vowel of a next word.
fn without_article(word: &str) -> &str {
    let bare = without_end(word, ARTICLE);
    if bare != word {
        return bare;
    }
    let Some(before) = word.strip_suffix('ն').filter(|before| before.chars().count() >= 3) else {
        return without_end(word, POSSESSIVE);
    };
    let case = before.ends_with('ի') || before.ends_with("ու");
    if case || !before.ends_with(is_vowel) { before } else { word }
}

/// The last vowel of a root falls out before an ending, if it is ի or ու: միտք and մտքի, ժողովուրդ and ժողովրդի.
fn without_last_vowel(root: &str) -> String {
    let consonants = root.chars().rev().take_while(|c| !is_vowel(*c)).collect::<Vec<_>>();
    if consonants.is_empty() || consonants.len() > 2 {
        return root.to_owned();
    }
    let end: String = consonants.into_iter().rev().collect();
    let before = root.strip_suffix(end.as_str()).unwrap_or(root);
    let start = before.strip_suffix("ու").or_else(|| before.strip_suffix('ի'));
    match start {
        Some(start) if !start.is_empty() && start.chars().count() + end.chars().count() >= 3 => {
            format!("{start}{end}")
        }
        _ => root.to_owned(),
    }
}

/// A vowel, or the second letter of one: ու, եւ.
fn is_vowel(c: char) -> bool {
    matches!(c, 'ա' | 'ե' | 'է' | 'ը' | 'ի' | 'ո' | 'օ' | 'ւ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for forms in [
            &["քաղաք", "քաղաքի", "քաղաքում", "քաղաքները", "քաղաքների"][..],
            &["քաղաքացի", "քաղաքացու", "քաղաքացիներից"],
            &["հայաստան", "հայաստանը", "հայաստանի", "հայաստանում"],
            &["ժողովուրդ", "ժողովրդի", "ժողովուրդները"],
            &["պետություն", "պետության", "պետություններում", "պետութիւն", "պետութեան"],
            &["պահպանել", "պահպանում", "պահպանվեց", "պահպանելով"],
            &["գերմանիա", "գերմանիան", "գերմանիայի"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stem(form)).collect();
            assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{forms:?}: {stems:?}");
        }
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        assert_ne!(stem("քաղաքացի"), stem("քաղաք"));
        assert_ne!(stem("մարդ"), stem("մարտ"));
        assert_ne!(stem("թերթ"), stem("թեր"));
    }
}
