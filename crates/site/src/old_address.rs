//! Addresses of the system that the paper came from.

use axum::response::Response;
use unicode_normalization::UnicodeNormalization;

use crate::article::moved_permanently;
use crate::visit::Visit;
use crate::{Error, Site, link};

impl Site {
    /// Where an address of the former system leads now, if it is one.
    pub(crate) async fn old_address(&self, visit: &Visit) -> Result<Option<Response>, Error> {
        for path in candidates(&visit.address) {
            if let Some(row) = self.reader().url(&path).await? {
                return Ok(Some(moved_permanently(&link::article(&row.edition, &row.slug))));
            }
        }
        Ok(None)
    }
}

/// The ways in which an address may have been kept: with its query (`/?p=12`) where that names the article,
/// else without, and without a slash at the end.
fn candidates(address: &str) -> Vec<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path: String = decode(path).nfc().collect();
    let named = query
        .split('&')
        .find(|pair| ["p=", "page_id=", "attachment_id="].iter().any(|key| pair.starts_with(key)));
    let mut candidates: Vec<String> = named.map(|pair| format!("/?{pair}")).into_iter().collect();
    let bare = path.trim_end_matches('/');
    if !bare.is_empty() {
        candidates.push(bare.to_owned());
    }
    candidates
}

/// Percent-decodes; what is no UTF-8 then is no address of ours.
pub(crate) fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_looked_for_in_all_its_spellings() {
        assert_eq!(candidates("/?p=12"), ["/?p=12"]);
        assert_eq!(
            candidates("/2013/01/%D0%B4%D0%BE%D0%B6%D0%B4%D1%8C/?utm=x"),
            ["/2013/01/дождь"]
        );
        assert!(candidates("/").is_empty());
    }

    #[test]
    fn a_broken_percent_sign_is_no_panic() {
        for path in ["%", "%d", "%zz", "%ff", "%+1", "a%e2%82"] {
            let _ = decode(path);
        }
    }
}
