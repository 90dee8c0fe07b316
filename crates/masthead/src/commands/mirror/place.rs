//! Which file an address of the site becomes, and how one file leads to another.

use story::url::encode;

/// The list of all files with the hashes of their bytes, as `sha256sum --check` reads it.
pub(crate) const FILES: &str = "-/mirror/files";

/// The signed note about that list.
pub(crate) const MANIFEST: &str = "-/mirror/manifest";

/// The form of a page in a folder.
pub(crate) const PAGES_FORM: &str = "index.html";

/// What becomes of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// This file, which is asked for at this address of the site.
    File {
        /// The file, from the top of the copy.
        file: String,
        /// The address, without what makes no difference in a copy.
        address: String,
    },
    /// It needs a server, so it stays on the paper's own site.
    Server,
    /// It is a form, which a copy cannot take.
    Form,
}

/// What becomes of an address of the site, as a page has it: from its root, percent-encoded.
pub(crate) fn place(address: &str) -> Option<Place> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let decoded = decode(path)?;
    if !decoded.starts_with('/')
        || decoded.contains(['\0', '\\'])
        || decoded.contains("/../")
        || decoded.contains("//")
    {
        return None;
    }
    let mut parts = decoded.split('/').skip(1);
    let (first, second) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (first, second) {
        ("desk" | "preview" | "id", _) | ("-", "views" | "view") => return Some(Place::Server),
        (_, "advertisement" | "views" | "search") => return Some(Place::Server),
        (_, "settings") => return Some(Place::Form),
        _ => {}
    }
    let query: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            pair.starts_with("after=") || pair.starts_with("before=") || pair.starts_with("n=")
        })
        .collect();
    let last = decoded.rsplit('/').next().unwrap_or_default();
    let is_page = !(last.contains('.')
        || first == "media"
        || first == "static"
        || decoded.starts_with("/-/record/"));
    let folder = decoded.trim_matches('/');
    let file = match (is_page, query.is_empty()) {
        (false, _) => folder.to_owned(),
        (true, true) if folder.is_empty() => PAGES_FORM.to_owned(),
        (true, true) => format!("{folder}/{PAGES_FORM}"),
        (true, false) => format!("{folder}/-/{}/{PAGES_FORM}", plain(&query.join("&"))),
    };
    let address = match query.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", query.join("&")),
    };
    Some(Place::File { file, address })
}

/// A query as every file system takes it. Places in lists are numbers and dashes, which stay as they are.
fn plain(query: &str) -> String {
    query
        .chars()
        .map(
            |letter| {
                if letter.is_ascii_alphanumeric() || "=-.".contains(letter) { letter } else { '_' }
            },
        )
        .collect()
}

/// How a page in one file links to another.
pub(super) fn link(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let same =
        from.iter().zip(&to).take(folders.min(to.len() - 1)).take_while(|(a, b)| a == b).count();
    let mut link = "../".repeat(folders - same);
    link.push_str(&encode(&to[same..].join("/")));
    link
}

/// Percent-encoding undone; nothing if that is no text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let value = digit(rest.next())? * 16 + digit(rest.next())?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        match place(address) {
            Some(Place::File { file, .. }) => assert_eq!(file, expected),
            other => panic!("{address} became {other:?}"),
        }
    }

    #[test]
    fn an_address_has_one_file() {
        check("/en/", "en/index.html");
        check("/en/world", "en/world/index.html");
        check("/en/post/rain", "en/post/rain/index.html");
        check("/en/post/rain.txt", "en/post/rain.txt");
        check("/hy/post/%D5%A1", "hy/post/ա/index.html");
        check("/en/?after=12-3&utm=x", "en/-/after=12-3/index.html");
        check("/en/world?from=77", "en/world/index.html");
        check("/media/abc/rain", "media/abc/rain");
        check("/-/record/tile/0/000.p/3", "-/record/tile/0/000.p/3");
        check("/sitemap.xml", "sitemap.xml");
        assert_eq!(place("/en/search?q=x"), Some(Place::Server));
        assert_eq!(place("/en/settings"), Some(Place::Form));
        for wrong in ["en/", "//other.example/", "/en/../x", "/en/%zz"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_link_works_wherever_the_copy_is() {
        assert_eq!(link("index.html", "en/index.html"), "en/index.html");
        assert_eq!(link("en/post/rain/index.html", "en/index.html"), "../../index.html");
        assert_eq!(
            link("en/post/rain/index.html", "en/post/rain/history/index.html"),
            "history/index.html"
        );
        assert_eq!(link("en/index.html", "static/a.js"), "../static/a.js");
        assert_eq!(link("en/index.html", "hy/post/ա.txt"), "../hy/post/%D5%A1.txt");
        assert_eq!(link("en/index.html", "en/index.html"), "index.html");
    }
}
