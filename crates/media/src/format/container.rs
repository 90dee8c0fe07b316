//! Film, and the boxes that it comes in.

use super::{Format, Purpose, no_size, u32_be};

pub(super) const MP4: Format = Format {
    content_type: "video/mp4",
    extensions: &["mp4", "m4v"],
    purpose: Purpose::Film,
    matches: |bytes| {
        brands(bytes).any(|brand| {
            matches!(
                &brand,
                b"isom"
                    | b"iso2"
                    | b"iso4"
                    | b"iso5"
                    | b"iso6"
                    | b"mp41"
                    | b"mp42"
                    | b"avc1"
                    | b"dash"
                    | b"M4V "
                    | b"MSNV"
            )
        })
    },
    size: no_size,
};

pub(super) const M4A: Format = Format {
    content_type: "audio/mp4",
    extensions: &["m4a"],
    purpose: Purpose::Sound,
    matches: |bytes| brands(bytes).next().is_some_and(|brand| matches!(&brand, b"M4A " | b"M4B ")),
    size: no_size,
};

pub(super) const QUICKTIME: Format = Format {
    content_type: "video/quicktime",
    extensions: &["mov"],
    purpose: Purpose::Film,
    matches: |bytes| brands(bytes).next().is_some_and(|brand| &brand == b"qt  "),
    size: no_size,
};

pub(super) const WEBM: Format = Format {
    content_type: "video/webm",
    extensions: &["webm"],
    purpose: Purpose::Film,
    matches: |bytes| {
        let head = &bytes[..bytes.len().min(64)];
        head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3])
            && head.windows(7).any(|bytes| bytes == b"\x42\x82\x84webm")
    },
    size: no_size,
};

pub(super) const OGG_FILM: Format = Format {
    content_type: "video/ogg",
    extensions: &["ogv"],
    purpose: Purpose::Film,
    matches: |bytes| bytes.starts_with(b"OggS") && first_page(bytes).starts_with(b"\x80theora"),
    size: no_size,
};

/// What the first page of an Ogg stream holds: the header of the codec.
pub(super) fn first_page(bytes: &[u8]) -> &[u8] {
    let segments = bytes.get(26).copied().unwrap_or_default();
    bytes.get(27 + usize::from(segments)..).unwrap_or_default()
}

/// The brands of a file that begins with a `ftyp` box, the major one first.
pub(super) fn brands(bytes: &[u8]) -> impl Iterator<Item = [u8; 4]> {
    let told = match Boxes(bytes).next() {
        Some((kind, data)) if &kind == b"ftyp" => data,
        _ => &[],
    };
    // The second four bytes are a version.
    told.chunks_exact(4)
        .enumerate()
        .filter(|(place, _)| *place != 1)
        .filter_map(|(_, brand)| brand.try_into().ok())
}

/// The boxes of an ISO base media file, one after the other; ends at the first that does not fit.
pub(super) struct Boxes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = u32_be(self.0, 0)? as usize;
        let kind: [u8; 4] = self.0.get(4..8)?.try_into().ok()?;
        // Length 0 reaches to the end. Length 1 means a 64-bit length, which only data boxes need.
        let end = if length == 0 { self.0.len() } else { length };
        let data = self.0.get(8..end)?;
        self.0 = &self.0[end..];
        Some((kind, data))
    }
}
