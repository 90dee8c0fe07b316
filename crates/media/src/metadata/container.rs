//! Where in a file the three ways of writing stand.

use std::borrow::Cow;

use crate::format::{Format, u16_be, u32_be, u32_le};

/// The parts of a file that say something about it.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    /// A TIFF structure.
    pub(super) exif: Option<Cow<'a, [u8]>>,
    /// A row of IPTC-IIM data sets.
    pub(super) iim: Option<Cow<'a, [u8]>>,
    /// An XML document.
    pub(super) xmp: Option<Cow<'a, [u8]>>,
}

/// What a part may have at most, all of its pieces together; what photo desks write is far smaller.
const MAX: usize = 4 << 20;

pub(super) fn parts(bytes: &[u8]) -> Parts<'_> {
    match crate::format::of(bytes) {
        Ok(Format { content_type: "image/jpeg", .. }) => jpeg(bytes),
        Ok(Format { content_type: "image/png", .. }) => png(bytes),
        Ok(Format { content_type: "image/webp", .. }) => webp(bytes),
        Ok(Format { content_type: "image/gif", .. }) => gif(bytes),
        _ => Parts::default(),
    }
}

fn jpeg(bytes: &[u8]) -> Parts<'_> {
    const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
    let mut parts = Parts::default();
    let mut photoshop = Vec::new();
    for (marker, data) in (Segments { bytes, at: 2 }) {
        match marker {
            0xe1 => {
                if let Some(tiff) = data.strip_prefix(b"Exif\0\0") {
                    parts.exif.get_or_insert(Cow::Borrowed(tiff));
                } else if let Some(xmp) = data.strip_prefix(XMP) {
                    parts.xmp.get_or_insert(Cow::Borrowed(xmp));
                }
            }
            0xed => {
                // Resources that are too long for one segment go on in the next.
                if let Some(resources) = data.strip_prefix(b"Photoshop 3.0\0")
                    && photoshop.len() + resources.len() <= MAX
                {
                    photoshop.extend_from_slice(resources);
                }
            }
            _ => {}
        }
    }
    parts.iim = resource(&photoshop, 0x0404).map(|iim| Cow::Owned(iim.to_vec()));
    parts
}

/// The segments of a JPEG up to its picture.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Segments<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.at += self.bytes.get(self.at..)?.iter().position(|byte| *byte == 0xff)?;
            self.at += self.bytes.get(self.at..)?.iter().position(|byte| *byte != 0xff)?;
            let marker = self.bytes[self.at];
            self.at += 1;
            match marker {
                0x00 | 0x01 | 0xd0..=0xd8 => {}
                0xd9 | 0xda => return None,
                _ => {
                    let length = u16_be(self.bytes, self.at)?.max(2) as usize;
                    let data = self.bytes.get(self.at + 2..self.at.checked_add(length)?)?;
                    self.at += length;
                    return Some((marker, data));
                }
            }
        }
    }
}

/// One of Photoshop's resources by its number.
fn resource(mut bytes: &[u8], wanted: u32) -> Option<&[u8]> {
    while bytes.starts_with(b"8BIM") {
        let number = u16_be(bytes, 4)?;
        // A name with its length before it, and everything on even places.
        let name = usize::from(*bytes.get(6)?) + 1;
        let at = 6 + name + name % 2;
        let length = u32_be(bytes, at)? as usize;
        let data = bytes.get(at + 4..(at + 4).checked_add(length)?)?;
        if number == wanted {
            return Some(data);
        }
        bytes = bytes.get(at + 4 + length + length % 2..)?;
    }
    None
}

fn png(bytes: &[u8]) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((kind, data, next)) = png_chunk(rest) {
        match kind {
            b"eXIf" => {
                parts.exif.get_or_insert(Cow::Borrowed(data));
            }
            b"iTXt" => {
                if let Some(xmp) = international_text(data, b"XML:com.adobe.xmp") {
                    parts.xmp.get_or_insert(Cow::Borrowed(xmp));
                }
            }
            _ => {}
        }
        rest = next;
    }
    parts
}

fn png_chunk(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let length = u32_be(bytes, 0)? as usize;
    let end = length.checked_add(8)?;
    Some((bytes.get(4..8)?, bytes.get(8..end)?, bytes.get(end.checked_add(4)?..)?))
}

/// The text of a chunk with this keyword; compressed ones are not unfolded, no program writes its XMP so.
fn international_text<'a>(data: &'a [u8], keyword: &[u8]) -> Option<&'a [u8]> {
    let rest = data.strip_prefix(keyword)?.strip_prefix(b"\0\0")?.get(1..)?;
    let language = rest.iter().position(|byte| *byte == 0)?;
    let rest = &rest[language + 1..];
    let translated = rest.iter().position(|byte| *byte == 0)?;
    Some(&rest[translated + 1..])
}

fn webp(bytes: &[u8]) -> Parts<'_> {
    let mut parts = Parts::default();
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let (Some(kind), Some(length)) = (rest.get(..4), u32_le(rest, 4)) {
        let end = (length as usize).saturating_add(8);
        let Some(data) = rest.get(8..end) else { break };
        match kind {
            b"EXIF" => {
                // Some programs put JPEG's header before it.
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                parts.exif.get_or_insert(Cow::Borrowed(tiff));
            }
            b"XMP " => {
                parts.xmp.get_or_insert(Cow::Borrowed(data));
            }
            _ => {}
        }
        rest = rest.get(end + end % 2..).unwrap_or_default();
    }
    parts
}

/// In a GIF, XMP stands as it is, and not cut into pieces as everything else in the file.
fn gif(bytes: &[u8]) -> Parts<'_> {
    const BEGIN: &[u8] = b"\x21\xff\x0bXMP DataXMP";
    // Behind it come 256 bytes that let other readers find the end of the pieces that they see here.
    const END: &[u8] = b"\x01\xff\xfe\xfd";
    let find = |bytes: &[u8], wanted: &[u8]| {
        bytes.windows(wanted.len()).position(|window| window == wanted)
    };
    let xmp = find(bytes, BEGIN).and_then(|at| {
        let xmp = &bytes[at + BEGIN.len()..];
        Some(&xmp[..find(xmp, END)?])
    });
    Parts { xmp: xmp.map(Cow::Borrowed), ..Parts::default() }
}
