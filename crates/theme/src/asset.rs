//! Static files of a theme under addresses that change with their bytes.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// A static file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
    /// Its MIME type.
    pub content_type: &'static str,
    /// A quoted entity tag made of the bytes.
    pub etag: String,
    /// Whether the address names these very bytes, so that they may be kept for ever.
    pub immutable: bool,
}

/// The MIME type of a file by its ending; a theme has no other kinds.
pub(crate) fn content_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        _ => return None,
    })
}

/// Ten hexadecimal digits that change with the bytes.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// A file's name with its fingerprint: `icons/paper.0a1b2c3d4e.svg`.
pub(crate) fn fingerprinted(path: &str, fingerprint: &str) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{fingerprint}.{ending}"),
        None => format!("{path}.{fingerprint}"),
    }
}

/// The source expression of a Content-Security-Policy for these bytes: `'sha256-…'`.
pub(crate) fn csp_source(bytes: &[u8]) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(bytes)))
}

/// A stylesheet without comments and needless spaces. Strings and everything inside brackets of functions keep
/// theirs, as spaces mean something in `calc()`.
pub(crate) fn minified(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css.chars().peekable();
    let mut space = false;
    while let Some(letter) = rest.next() {
        match letter {
            '/' if rest.peek() == Some(&'*') => {
                rest.next();
                let mut before = ' ';
                for letter in rest.by_ref() {
                    if before == '*' && letter == '/' {
                        break;
                    }
                    before = letter;
                }
            }
            '"' | '\'' => {
                push_space(&mut out, &mut space, letter);
                out.push(letter);
                let mut escaped = false;
                for inner in rest.by_ref() {
                    out.push(inner);
                    if inner == letter && !escaped {
                        break;
                    }
                    escaped = inner == '\\' && !escaped;
                }
            }
            letter if letter.is_whitespace() => space = true,
            '}' => {
                space = false;
                if out.ends_with(';') {
                    out.pop();
                }
                out.push('}');
            }
            letter => {
                push_space(&mut out, &mut space, letter);
                out.push(letter);
            }
        }
    }
    out
}

/// Writes the space that waits, unless one of its neighbours makes it needless. A colon keeps the space before it:
/// `a :hover` and `a:hover` are not the same.
fn push_space(out: &mut String, space: &mut bool, next: char) {
    if std::mem::take(space)
        && !matches!(next, '{' | ';' | ',' | '>')
        && !out.ends_with(['{', '}', ';', ',', ':', '>'])
        && !out.is_empty()
    {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_stylesheet_says_the_same() {
        assert_eq!(
            minified(
                "/* why */\n:root {\n  --a: 1px;\n  color: red;\n}\n@media (max-width: 30rem) and (hover) {\n  a :is(b, c) > d { width: calc(1px + 2px); }\n}\nq::before { content: \"a  /* b \"; }"
            ),
            ":root{--a:1px;color:red}@media (max-width:30rem) and (hover){a :is(b,c)>d{width:calc(1px + 2px)}}q::before{content:\"a  /* b \"}"
        );
    }

    #[test]
    fn a_changed_file_gets_another_address() {
        assert_eq!(
            fingerprinted("icons/paper.svg", &fingerprint(b"a")),
            "icons/paper.ca978112ca.svg"
        );
        assert_ne!(fingerprint(b"a"), fingerprint(b"b"));
    }

    #[test]
    fn the_policy_names_the_bytes() {
        assert_eq!(csp_source(b""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
