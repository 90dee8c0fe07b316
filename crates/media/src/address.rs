//! The public address of a file: `/media/{hash}/{file-name}`.

use std::fmt;

use story::media::Rendition;
use story::revision::Hash;

use crate::format::{FORMATS, Format};

/// How many characters a file name has at most, its ending included.
pub const MAX_NAME: usize = 80;

/// How many hexadecimal digits the name of a set of renditions has in an address. They stand in a page many times, and
/// only once for all files of a picture, so that they weigh little.
pub const SET_DIGITS: usize = 20;

/// What stands before the hash.
pub const PREFIX: &str = "/media/";

/// An address taken apart. Only the hash finds the file; the name is for people who save it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The file.
    pub hash: Hash,
    /// What it is saved as, not percent-encoded.
    pub file_name: String,
}

/// A path that leads to no file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is not the address of a file: those are /media/, 64 hexadecimal digits, / and a name"
)]
pub struct BadAddress(String);

impl Address {
    /// The address of a file, its name made safe.
    pub fn new(hash: Hash, file_name: &str, content_type: &str) -> Address {
        Address { hash, file_name: safe_file_name(file_name, content_type) }
    }

    /// Takes apart a path as a browser sent it, or as a router has already decoded it.
    pub fn parse(path: &str) -> Result<Address, BadAddress> {
        let bad = || BadAddress(path.to_owned());
        let (digits, name) =
            path.strip_prefix(PREFIX).and_then(|rest| rest.split_once('/')).ok_or_else(bad)?;
        let file_name = decode(name).ok_or_else(bad)?;
        let plain = !file_name.is_empty() && !file_name.contains(['/', '\\', '\0']);
        let small = !digits.bytes().any(|digit| digit.is_ascii_uppercase());
        match Hash::from_hex(digits) {
            Some(hash) if plain && small => Ok(Address { hash, file_name }),
            _ => Err(bad()),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}/{}", self.hash, story::url::encode(&self.file_name))
    }
}

/// The path of a file, percent-encoded: `/media/{hash}/bamako-roads.svg`.
pub fn address(hash: &Hash, file_name: &str, content_type: &str) -> String {
    Address::new(*hash, file_name, content_type).to_string()
}

/// The path of a rendition: `/media/{set}/bamako-480.avif`. It names the bytes, so they never change.
pub fn of_rendition(rendition: &Rendition, file_name: &str) -> String {
    let Rendition { set, name, content_type, .. } = rendition;
    let file_name = rendition_file_name(file_name, name, content_type);
    format!("{PREFIX}{set}/{}", story::url::encode(&file_name))
}

/// What a rendition is saved as: the name of the picture, and of the file in the set.
pub fn rendition_file_name(file_name: &str, name: &str, content_type: &str) -> String {
    let whole = safe_file_name(file_name, content_type);
    let stem = whole.rsplit_once('.').map_or(whole.as_str(), |(stem, _)| stem);
    let room = MAX_NAME - name.len().min(MAX_NAME / 2) - 1;
    let end = stem.char_indices().nth(room).map_or(stem.len(), |(end, _)| end);
    format!("{}-{name}", &stem[..end])
}

/// The set and the name in it that a path leads to, whatever the picture is called.
pub fn rendition_at<'a>(set: &'a str, file_name: &'a str) -> Option<(&'a str, &'a str)> {
    let digits = set.len() == SET_DIGITS
        && set.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let (_, name) = file_name.rsplit_once('-')?;
    digits.then_some((set, name))
}

/// A name of letters, digits, hyphens and underscores of any script, with the ending that the type asks for.
pub fn safe_file_name(file_name: &str, content_type: &str) -> String {
    let last = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, written) = last.rsplit_once('.').unwrap_or((last, ""));
    let written = written.to_ascii_lowercase();
    let extension = match Format::named(content_type) {
        Some(format) => {
            format.extensions.iter().find(|known| **known == written).or(format.extensions.first())
        }
        None => None,
    };
    // Without a known type an ending would only mislead, so what was written becomes a part of the name.
    let (stem, extension) = match extension {
        Some(extension) if written.is_empty() || is_known(&written) => (stem, *extension),
        Some(extension) => (last, *extension),
        None => (last, "bin"),
    };
    let mut name = String::new();
    for letter in stem.chars() {
        if letter.is_alphanumeric() || letter == '_' || is_mark(letter) && !name.is_empty() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let room = MAX_NAME - extension.len() - 1;
    let end = name.char_indices().nth(room).map_or(name.len(), |(end, _)| end);
    let name = name[..end].trim_end_matches('-');
    format!("{}.{extension}", if name.is_empty() { "file" } else { name })
}

fn is_known(extension: &str) -> bool {
    FORMATS.iter().any(|format| format.extensions.contains(&extension))
}

/// Marks on letters, such as the vowels of Devanagari: not letters, but a name breaks without them.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
}

/// Text that was percent-encoded; nothing if it was not encoded right or is not UTF-8.
pub fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rendition_is_found_by_its_set_and_its_name() {
        let rendition = Rendition {
            set: "0123456789abcdef0123".into(),
            name: "480.avif".into(),
            content_type: "image/avif".into(),
            width: 480,
            height: 320,
            bytes: 1,
            hash: String::new(),
        };
        let path = of_rendition(&rendition, "Old bridge.JPG");
        assert_eq!(path, "/media/0123456789abcdef0123/Old-bridge-480.avif");
        let found = rendition_at("0123456789abcdef0123", "Old-bridge-480.avif");
        assert_eq!(found, Some(("0123456789abcdef0123", "480.avif")));
        assert_eq!(rendition_at(&"a".repeat(64), "a-480.avif"), None);
        assert_eq!(rendition_at("0123456789ABCDEF0123", "a-480.avif"), None);
    }
}
