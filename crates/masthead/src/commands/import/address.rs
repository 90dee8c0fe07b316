//! Addresses of the old site, in the form in which the site looks for them.

use unicode_normalization::UnicodeNormalization;
use url::Url;
use wire::wxr::decoded;

/// The addresses that led to an item: its number, its link, and what feeds called it if that was a path.
pub(super) fn old(link: &str, guid: &str, id: Option<u64>, is_page: bool) -> Vec<String> {
    // WordPress shows a page under either number.
    let mut addresses: Vec<String> = id.map(|id| format!("/?p={id}")).into_iter().collect();
    addresses.extend(id.filter(|_| is_page).map(|id| format!("/?page_id={id}")));
    for path in [link, guid].into_iter().filter_map(path) {
        if !addresses.contains(&path) {
            addresses.push(path);
        }
    }
    addresses
}

fn path(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(Url::has_host)?;
    // Copied posts are sometimes called by another one's number, which stays the other one's.
    let numbers = ["p", "page_id", "attachment_id"];
    if url.query_pairs().any(|(key, _)| numbers.contains(&key.as_ref())) {
        return None;
    }
    let path: String = decoded(url.path()).nfc().collect();
    let bare = path.trim_end_matches('/');
    (!bare.is_empty()).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_old_address_of_an_item_is_kept_once() {
        let link = "https://old.example/2019/%D0%B4%D0%BE%D0%B6%D0%B4%D1%8C/";
        let guid = "https://old.example/?p=7";
        assert_eq!(old(link, guid, Some(7), false), ["/?p=7", "/2019/дождь"]);
        assert_eq!(
            old("https://old.example/about", "about", Some(2), true),
            ["/?p=2", "/?page_id=2", "/about"]
        );
        assert_eq!(old("https://old.example/a", "", None, true), ["/a"]);
        assert_eq!(
            old("https://old.example/", "https://old.example/?p=9", Some(3), false),
            ["/?p=3"]
        );
    }
}
