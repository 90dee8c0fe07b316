//! What makes a difference between two requests for a page: some of the query, and how the reader likes to read.

use std::borrow::Cow;

use axum_extra::extract::cookie::Cookie;
use theme::page::{COOKIE, Preferences, SIZES, Shade};

/// The parts of a query that pages look at; those of the former system's addresses among them.
const KNOWN: [&str; 7] = ["after", "n", "before", "from", "p", "page_id", "attachment_id"];

const SHADES: [Shade; 3] = [Shade::Auto, Shade::Light, Shade::Dark];

/// The address without the parts of its query that no page looks at, such as those by which senders of newsletters
/// count clicks.
pub fn address(address: &str) -> Cow<'_, str> {
    let Some((path, query)) = address.split_once('?') else { return Cow::Borrowed(address) };
    let is_known = |pair: &&str| KNOWN.contains(&pair.split('=').next().unwrap_or_default());
    if !query.is_empty() && query.split('&').all(|pair| is_known(&pair)) {
        return Cow::Borrowed(address);
    }
    let known: Vec<&str> = query.split('&').filter(is_known).collect();
    match known.is_empty() {
        true => Cow::Borrowed(path),
        false => Cow::Owned(format!("{path}?{}", known.join("&"))),
    }
}

/// Whether this is what one reader looks for, which nobody else should get and no log should keep.
pub fn is_a_question(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.split('/').skip(2);
    parts.next() == Some("search") && matches!(parts.next(), None | Some("suggest"))
}

/// Whether the answer is another one each time: an advertisement, where a click on it leads, and the line on which new
/// posts are told.
pub fn is_chosen_anew(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let mut parts = path.split('/').skip(2);
    match parts.next() {
        Some("advertisement") => parts.next().is_some(),
        Some("post") => parts.nth(1) == Some("live") && parts.next().is_none(),
        _ => false,
    }
}

/// The number of what a `Cookie` header says of how a reader likes to read; 0 is nothing.
pub fn flavour(header: &[u8]) -> u8 {
    let preferences = std::str::from_utf8(header)
        .ok()
        .and_then(|header| {
            header.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        })
        .map(Preferences::from_cookie)
        .unwrap_or_default();
    if preferences == Preferences::default() {
        return 0;
    }
    let shade = SHADES.iter().position(|shade| *shade == preferences.theme).unwrap_or_default();
    1 + u8::try_from(shade).unwrap_or_default() * SIZES + preferences.size
}

/// The `Cookie` header that says it.
pub fn cookie(flavour: u8) -> Option<String> {
    let number = flavour.checked_sub(1)?;
    let theme = *SHADES.get(usize::from(number / SIZES))?;
    let preferences = Preferences { theme, size: number % SIZES };
    Some(Cookie::new(COOKIE, preferences.to_cookie()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_page_looks_at_makes_no_other_page() {
        assert_eq!(address("/en/"), "/en/");
        assert_eq!(address("/en/?after=1-2"), "/en/?after=1-2");
        assert_eq!(address("/en/?utm_source=mail&after=1-2&fbclid=x"), "/en/?after=1-2");
        assert_eq!(address("/en/?fbclid=x"), "/en/");
        assert_eq!(address("/en/?"), "/en/");
        assert_eq!(address("/?p=12"), "/?p=12");
        assert_eq!(address("/en/?afters=1&=&&"), "/en/");
    }

    #[test]
    fn what_a_reader_looks_for_is_nobody_elses() {
        for address in ["/en/search", "/en/search?q=rain", "/hy/search/suggest?q=ra"] {
            assert!(is_a_question(address), "{address}");
        }
        for address in ["/en/", "/en/post/search", "/en/search/opensearch.xml", "/search/en", ""] {
            assert!(!is_a_question(address), "{address}");
        }
    }

    #[test]
    fn an_advertisement_is_kept_for_nobody() {
        for address in [
            "/en/advertisement/top",
            "/en/advertisement/7/go",
            "/hy/advertisement/x?a",
            "/en/post/vote/live",
        ] {
            assert!(is_chosen_anew(address), "{address}");
        }
        for address in
            ["/en/", "/en/advertisement", "/en/post/advertisement/x", "/en/post/live", ""]
        {
            assert!(!is_chosen_anew(address), "{address}");
        }
    }

    #[test]
    fn every_way_to_read_survives_its_number() {
        for theme in SHADES {
            for size in 0..SIZES {
                let chosen = Preferences { theme, size };
                let header = format!("a=b; {COOKIE}={}; c=d", chosen.to_cookie());
                let number = flavour(header.as_bytes());
                assert_eq!(number == 0, chosen == Preferences::default());
                let again = cookie(number).map_or(0, |header| flavour(header.as_bytes()));
                assert_eq!(again, number);
            }
        }
        assert_eq!(flavour(b"desk_session=secret"), 0);
        assert_eq!(flavour(b"\xff"), 0);
        assert_eq!(cookie(99), None);
    }
}
