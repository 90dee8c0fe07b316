//! Taking ends and beginnings off words, as long as enough of the word remains.

/// Something that may come off a word, and how many letters have to remain.
pub(super) type Piece = (&'static str, usize);

/// The word without the first of these endings that fits, or the word.
pub(super) fn without_end<'w>(word: &'w str, endings: &[Piece]) -> &'w str {
    let shorter = endings.iter().find_map(|(ending, least)| {
        word.strip_suffix(ending).filter(|rest| rest.chars().count() >= *least)
    });
    shorter.unwrap_or(word)
}

/// The word without the first of these beginnings that fits, or the word.
pub(super) fn without_start<'w>(word: &'w str, beginnings: &[Piece]) -> &'w str {
    let shorter = beginnings.iter().find_map(|(beginning, least)| {
        word.strip_prefix(beginning).filter(|rest| rest.chars().count() >= *least)
    });
    shorter.unwrap_or(word)
}
