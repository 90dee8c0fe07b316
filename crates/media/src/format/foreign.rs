//! What is not kept, and what is said about it.

use super::Refusal;
use super::container::brands;

const PICTURE: &str = "JPEG, PNG or WebP";

/// Beginnings of files that are well known and that browsers do not show.
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"II*\0", "TIFF or camera raw picture", PICTURE),
    (b"MM\0*", "TIFF or camera raw picture", PICTURE),
    (b"BM", "BMP picture", PICTURE),
    (b"\0\0\x01\0", "icon", PICTURE),
    (b"8BPS", "Photoshop file", PICTURE),
    (b"\xff\x0a", "JPEG XL picture", PICTURE),
    (b"\0\0\0\x0cJXL ", "JPEG XL picture", PICTURE),
    (b"\0\0\0\x0cjP  ", "JPEG 2000 picture", PICTURE),
    (b"\x1f\x8b", "compressed file, perhaps an SVGZ", "the uncompressed original"),
    (b"FLV\x01", "Flash film", "MP4 or WebM"),
    (b"0\x26\xb2\x75\x8e\x66\xcf\x11", "Windows Media file", "MP4 or MP3"),
    (b"\xd0\xcf\x11\xe0", "file of an old office program", "PDF"),
    (b"{\\rtf", "rich text file", "PDF"),
    (b"%!PS", "PostScript file", "PDF or SVG"),
    (b"MZ", "program", "something readers can open"),
    (b"\x7fELF", "program", "something readers can open"),
];

/// Why bytes that are of no known kind are not kept.
pub(super) fn refusal(bytes: &[u8]) -> Refusal {
    if looks_like_a_web_page(bytes) {
        return Refusal::WebPage;
    }
    let heic = |brand: [u8; 4]| matches!(&brand, b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1");
    if brands(bytes).any(heic) {
        return Refusal::Foreign { name: "HEIC picture", instead: PICTURE };
    }
    FOREIGN
        .iter()
        .find(|(signature, ..)| bytes.starts_with(signature))
        .map_or(Refusal::Unknown, |(_, name, instead)| Refusal::Foreign { name, instead })
}

/// Whether a browser that guesses would take the bytes for a page: a tag of HTML near the beginning.
fn looks_like_a_web_page(bytes: &[u8]) -> bool {
    const TAGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<script",
        "<iframe",
        "<title",
        "<meta",
        "<table",
        "<div",
        "<h1",
        "<p>",
        "<a ",
    ];
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    TAGS.iter().any(|tag| head.contains(tag))
}
