//! Where the links and pictures of a body lead for somebody who is not on the site.

use story::MediaId;

/// Answers for a body that leaves the house; the site knows the addresses, the formats only write them down.
pub trait Addresses {
    /// The full address behind a link's target; nothing drops the link and keeps the words.
    fn link(&self, href: &str) -> Option<String>;

    /// A picture's full address and size; nothing drops the picture and its caption.
    fn picture(&self, media: MediaId) -> Option<Picture>;
}

/// A picture as others fetch it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its full address.
    pub url: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
}

/// The full address of a target, for a site at `base` such as `https://meridian.example`: paths of the site are
/// completed, addresses of the web, of mail and of telephones stay, and everything else leads nowhere.
pub fn absolute(base: &str, href: &str) -> Option<String> {
    if is_outside(href) {
        return Some(href.to_owned());
    }
    // `//host` would be another site, and `\` is `/` to browsers.
    let path = href.starts_with('/') && !href[1..].starts_with(['/', '\\']);
    let plain = !href.contains(|letter: char| letter.is_ascii_control());
    (path && plain).then(|| format!("{}{href}", base.trim_end_matches('/')))
}

/// Whether a target may leave the house as it is: the schemes that no browser runs as a script.
pub(crate) fn is_outside(href: &str) -> bool {
    const SCHEMES: &[&str] = &["https://", "http://", "mailto:", "tel:"];
    let begins = |scheme: &&str| {
        href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    SCHEMES.iter().any(begins) && !href.contains(|letter: char| letter.is_ascii_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_and_a_script_leads_nowhere() {
        let base = "https://meridian.example/";
        for (href, full) in [
            ("/en/post/rain", Some("https://meridian.example/en/post/rain")),
            ("https://example.org/?a=1&b=2", Some("https://example.org/?a=1&b=2")),
            ("MAILTO:desk@meridian.example", Some("MAILTO:desk@meridian.example")),
            ("tel:+37410000000", Some("tel:+37410000000")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("https://example.org/\n", None),
            ("data:text/html,x", None),
            ("//evil.example/x", None),
            ("/\\evil.example/x", None),
            ("story:12", None),
            ("", None),
        ] {
            assert_eq!(absolute(base, href).as_deref(), full, "{href}");
        }
    }
}
