//! WebP.

use super::{Format, Purpose, sure, u16_le, u32_le};

const TYPE: &str = "image/webp";

pub(super) const FORMAT: Format = Format {
    content_type: TYPE,
    extensions: &["webp"],
    purpose: Purpose::Picture,
    matches: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    size: |bytes| sure(size(bytes), TYPE),
};

fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let data = bytes.get(20..)?;
    match bytes.get(12..16)? {
        b"VP8X" => Some((1 + u24_le(data, 4)?, 1 + u24_le(data, 7)?)),
        b"VP8L" if data.first() == Some(&0x2f) => {
            let bits = u32_le(data, 1)?;
            Some((1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)))
        }
        b"VP8 " if data.get(3..6)? == [0x9d, 0x01, 0x2a] => {
            Some((u16_le(data, 6)? & 0x3fff, u16_le(data, 8)? & 0x3fff))
        }
        _ => None,
    }
}

fn u24_le(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16_le(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16)
}
