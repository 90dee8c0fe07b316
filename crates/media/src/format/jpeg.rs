//! JPEG.

use super::{Format, Purpose, sure, u16_be, u16_le, u32_be, u32_le};

const TYPE: &str = "image/jpeg";

pub(super) const FORMAT: Format = Format {
    content_type: TYPE,
    extensions: &["jpg", "jpeg"],
    purpose: Purpose::Picture,
    matches: |bytes| bytes.starts_with(&[0xff, 0xd8, 0xff]),
    size: |bytes| sure(size(bytes), TYPE),
};

/// Walks the segments to the frame header; the picture's own data comes behind it and is not looked at.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut on_its_side = false;
    loop {
        // Cameras leave stray bytes between segments, and any number of 0xff may come before a marker.
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        at += bytes.get(at..)?.iter().position(|byte| *byte != 0xff)?;
        let marker = bytes[at];
        let segment = at + 1;
        match marker {
            0x00 | 0x01 | 0xd0..=0xd8 => {
                at = segment;
                continue;
            }
            0xd9 | 0xda => return None,
            0xc4 | 0xc8 | 0xcc => {}
            0xc0..=0xcf => {
                let (height, width) = (u16_be(bytes, segment + 3)?, u16_be(bytes, segment + 5)?);
                return Some(if on_its_side { (height, width) } else { (width, height) });
            }
            0xe1 => {
                let length = u16_be(bytes, segment)? as usize;
                let exif = bytes.get(segment + 2..segment.checked_add(length)?).unwrap_or_default();
                on_its_side |= orientation(exif).is_some_and(|orientation| orientation >= 5);
            }
            _ => {}
        }
        at = segment.checked_add(u16_be(bytes, segment)?.max(2) as usize)?;
    }
}

/// How the camera was held, 1 to 8; browsers turn the picture by it, and from 5 on width and height change places.
fn orientation(segment: &[u8]) -> Option<u32> {
    const ORIENTATION: u32 = 0x0112;
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let little = tiff.starts_with(b"II");
    let short = |at| if little { u16_le(tiff, at) } else { u16_be(tiff, at) };
    let directory = if little { u32_le(tiff, 4) } else { u32_be(tiff, 4) }? as usize;
    let entries = short(directory)? as usize;
    (0..entries)
        .map(|entry| directory + 2 + entry * 12)
        .find(|at| short(*at) == Some(ORIENTATION))
        .and_then(|at| short(at + 8))
        .filter(|orientation| (1..=8).contains(orientation))
}
