//! Which addresses a text may lead to.

use url::Url;

/// The longest address that is kept; browsers and proxies cut or refuse longer ones.
const MAX_LENGTH: usize = 2_000;

/// An absolute address on the web, as a browser would read it.
pub(crate) fn web(text: &str) -> Option<String> {
    if text.len() > MAX_LENGTH {
        return None;
    }
    let url = Url::parse(text.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}

/// The address that a link leads to, read against the page it stood on; nothing if a reader must not follow it.
pub(crate) fn target(text: &str, page: Option<&Url>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_LENGTH {
        return None;
    }
    match Url::options().base_url(page).parse(text) {
        Ok(url) => match url.scheme() {
            "http" | "https" => url.has_host().then(|| url.to_string()),
            "mailto" | "tel" => (!url.path().is_empty()).then(|| url.to_string()),
            _ => None,
        },
        Err(url::ParseError::RelativeUrlWithoutBase) => own_path(text),
        Err(_) => None,
    }
}

/// A path of this site: one slash, and not the two that would name another host.
fn own_path(text: &str) -> Option<String> {
    // Browsers read `\` as `/` and drop tabs and line ends, so `/\host` and `/<tab>/host` are other hosts too.
    let plain = text.starts_with('/')
        && !text.starts_with("//")
        && !text.contains('\\')
        && !text.contains(char::is_control);
    plain.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_web_a_mailbox_a_telephone_or_a_path_here() {
        for (text, target_) in [
            ("https://example.org/a b", Some("https://example.org/a%20b")),
            ("HTTP://Example.org", Some("http://example.org/")),
            ("mailto:desk@example.org", Some("mailto:desk@example.org")),
            ("tel:+37410123456", Some("tel:+37410123456")),
            ("/en/post/rain", Some("/en/post/rain")),
            ("//evil.example/x", None),
            ("/\\evil.example/x", None),
            ("/\t/evil.example/x", None),
            ("javascript:alert(1)", None),
            (" java\tscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("data:text/html,<script>alert(1)</script>", None),
            ("vbscript:x", None),
            ("file:///etc/passwd", None),
            ("blob:https://example.org/1", None),
            ("relative/path", None),
            ("", None),
        ] {
            assert_eq!(target(text, None).as_deref(), target_, "{text:?}");
        }
    }

    #[test]
    fn a_relative_link_is_read_against_its_page() {
        let page = Url::parse("https://old.example/2019/05/rain/").unwrap();
        for (text, target_) in [
            ("../snow/", Some("https://old.example/2019/05/snow/")),
            ("//cdn.example/x", Some("https://cdn.example/x")),
            ("?p=7", Some("https://old.example/2019/05/rain/?p=7")),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(target(text, Some(&page)).as_deref(), target_, "{text:?}");
        }
    }
}
