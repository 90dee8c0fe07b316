//! Addresses of articles. Once public, an address belongs to its article for ever.

use crate::{EditionCode, Slug};

/// What an address answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlState {
    /// The article is here.
    Current,
    /// The article is elsewhere: 301 to its current address.
    Old,
    /// An address of the system that the paper came from: 301 to the article's current address.
    Imported,
}

impl UrlState {
    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            UrlState::Current => "current",
            UrlState::Old => "old",
            UrlState::Imported => "imported",
        }
    }

    /// Reads the word of [`UrlState::as_str`].
    pub fn parse(word: &str) -> Option<UrlState> {
        [UrlState::Current, UrlState::Old, UrlState::Imported]
            .into_iter()
            .find(|state| state.as_str() == word)
    }
}

/// The path of an article, not percent-encoded: `/en/post/rain-stops-play`.
pub fn article_path(edition: &EditionCode, slug: &Slug) -> String {
    format!("/{edition}/post/{slug}")
}

/// A path ready for a browser: everything outside ASCII, and what HTML or a URL would misread, percent-encoded.
pub fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(byte as char);
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_armenian_address_is_percent_encoded() {
        assert_eq!(encode("/hy/post/լուր"), "/hy/post/%D5%AC%D5%B8%D6%82%D6%80");
    }
}
