//! Whether two printings of somebody's words are the same words.

/// Whether these are the same words: signs of quotation, kinds of dash and apostrophe, spaces, and a full stop or comma
/// at the end are typography and no words.
pub fn same_words(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// The words without the signs of quotation around them, for a sentence that has its own.
pub fn bare(words: &str) -> &str {
    words.trim_matches(|letter: char| letter.is_whitespace() || "«»“”„‟\"‹›".contains(letter))
}

fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        let letter = match letter {
            '«' | '»' | '“' | '”' | '„' | '‟' | '"' | '‹' | '›' => continue,
            '’' | '‘' | 'ʼ' | '՚' => '\'',
            '–' | '—' | '‑' | '−' | '֊' => '-',
            letter if letter.is_whitespace() => ' ',
            // Marks of direction are no letters either.
            '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{ad}' => continue,
            letter => letter,
        };
        if letter == ' ' && (plain.is_empty() || plain.ends_with(' ')) {
            continue;
        }
        plain.push(letter);
    }
    let end = plain.trim_end_matches([' ', '.', ',', '…', '։', '،', '۔']).len();
    plain.truncate(end);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_no_change_of_words() {
        assert!(same_words("“They’re angry.”", "They're  angry"));
        assert!(same_words("«Мы не уйдём»,", "Мы не уйдём"));
    }

    #[test]
    fn a_sentence_has_its_own_signs_of_quotation() {
        assert_eq!(bare("« Nous ne partirons pas. »"), "Nous ne partirons pas.");
        assert_eq!(bare("“He said “no”, and left”"), "He said “no”, and left");
    }

    #[test]
    fn another_word_is() {
        assert!(!same_words(
            "They want to make people angry.",
            "They want to make the people angry."
        ));
        assert!(!same_words("is it so?", "is it so"));
    }
}
