//! French, where Snowball stops early.

use frostem::Stemmer;

/// Snowball leaves what may be the end of a noun or of an adverb. Taken off from all words alike it does no harm.
pub(super) fn stem(word: &str, snowball: &Stemmer) -> String {
    let mut stem = snowball.stem(word).into_owned();
    let letters = |stem: &str| stem.chars().count();
    // The s of photos and perdus. Those of Paris and pays are left to it.
    if stem.ends_with(['s'])
        && stem.trim_end_matches('s').ends_with(['o', 'u'])
        && letters(&stem) >= 5
    {
        stem.pop();
    }
    // They do: donnent, trouvent; and président on the way.
    if let Some(rest) = stem.strip_suffix("ent").filter(|rest| !rest.ends_with('m')) {
        let double = ["nn", "ll", "tt"].iter().any(|double| rest.ends_with(double));
        if letters(rest) >= 5 || letters(rest) >= 4 && double {
            stem = rest.to_owned();
            if double {
                stem.pop();
            }
        }
    }
    // Done: vendu, rompu, tenu.
    let done = ["ndu", "rdu", "mpu", "ttu"].iter().any(|end| stem.ends_with(end));
    if done && letters(&stem) >= 5 || stem.ends_with("enu") && letters(&stem) >= 6 {
        stem.pop();
    }
    // To do: vendre, perdre, rompre, mettre.
    if ["ndr", "rdr", "mpr", "ttr"].iter().any(|end| stem.ends_with(end)) && letters(&stem) >= 5 {
        stem.pop();
    }
    // Pairs of letters that differ by gender and number: jeux, nouveau, publique, blanche, longue.
    for (end, instead) in
        [("eux", "eu"), ("veau", "vel"), ("iqu", "ic"), ("nch", "nc"), ("ngu", "ng")]
    {
        if let Some(rest) = stem.strip_suffix(end).filter(|rest| !rest.is_empty()) {
            stem = format!("{rest}{instead}");
            break;
        }
    }
    stem
}
