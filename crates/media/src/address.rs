//! The public address of a file: `/media/{hash}/{file-name}`.

use std::fmt;

use story::revision::Hash;

use crate::format::{FORMATS, Format};

/// How many characters a file name has at most, its ending included.
pub const MAX_NAME: usize = 80;

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

fn decode(encoded: &str) -> Option<String> {
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
