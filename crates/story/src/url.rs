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
    percent_encoded(path, b"/-._~")
}

/// The same for one part of an address, such as a value in a query: slashes are encoded too.
pub fn encode_part(part: &str) -> String {
    percent_encoded(part, b"-._~")
}

fn percent_encoded(text: &str, left_alone: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    // Outside ASCII, each byte becomes three.
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || left_alone.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(HEX[usize::from(byte >> 4)]));
            encoded.push(char::from(HEX[usize::from(byte & 15)]));
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
