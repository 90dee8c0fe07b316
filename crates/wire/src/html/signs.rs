//! Signs that HTML must escape, carried through the parsers as characters that they leave alone.
//!
//! Written as `&amp;` and `&lt;`, each sign reaches the cleaner as a piece of text of its own, and it joins pieces in
//! time that grows with the square of their number. The characters used instead are ones that Unicode keeps for use
//! within a program and that no text may hold.

const SIGNS: [(char, char); 4] =
    [('&', '\u{fdd0}'), ('<', '\u{fdd1}'), ('>', '\u{fdd2}'), ('\u{a0}', '\u{fdd3}')];

/// Appends the text with its signs hidden.
pub(super) fn push_hidden(text: &str, out: &mut String) {
    for letter in text.chars() {
        match SIGNS.iter().find(|(sign, hidden)| letter == *sign || letter == *hidden) {
            Some((sign, hidden)) if letter == *sign => out.push(*hidden),
            // A stranger's own noncharacter would come out as a sign.
            Some(_) => {}
            None => out.push(letter),
        }
    }
}

/// The text with its signs shown again.
pub(super) fn shown(text: &str) -> String {
    text.chars()
        .map(|letter| {
            SIGNS.iter().find(|(_, hidden)| letter == *hidden).map_or(letter, |(sign, _)| *sign)
        })
        .collect()
}
