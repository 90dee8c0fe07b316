//! Plain words out of HTML.

use story::content::MAX_HEADLINE;
use wire::html::{self, Dialect};
use wire::picture::NoPictures;

/// The words of a piece of HTML on one line.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&', '\n']) {
        return html.trim().to_owned();
    }
    html::read(html, Dialect::Html, None, &mut NoPictures).body.lines().join(" ")
}

/// The beginning of a text, cut between words, for an article that has no headline.
pub(super) fn beginning(text: &str) -> Option<String> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(cut(first, 70))
}

/// A headline that is no longer than headlines are.
pub(super) fn headline(text: &str) -> String {
    cut(text, MAX_HEADLINE)
}

fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    // One character less, for the dots.
    let head = text[..end].char_indices().next_back().map_or("", |(last, _)| &text[..last]);
    let head = head.rfind(char::is_whitespace).map_or(head, |space| &head[..space]);
    format!("{}…", head.trim_end_matches(|letter: char| !letter.is_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_tags_and_keeps_its_words() {
        assert_eq!(plain("AT&amp;T <em>and</em> rain"), "AT&T and rain");
        assert_eq!(plain(" Plain "), "Plain");
    }

    #[test]
    fn an_overlong_headline_is_cut_between_words() {
        let long = "word ".repeat(80);
        let cut = headline(long.trim());
        assert!(cut.chars().count() <= MAX_HEADLINE && cut.ends_with("word…"), "{cut}");
        assert_eq!(headline("Short"), "Short");
    }
}
