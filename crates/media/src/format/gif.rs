//! GIF.

use super::{Format, Purpose, sure, u16_le};

const TYPE: &str = "image/gif";

pub(super) const FORMAT: Format = Format {
    content_type: TYPE,
    extensions: &["gif"],
    purpose: Purpose::Picture,
    matches: |bytes| bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
    size: |bytes| sure(size(bytes), TYPE),
};

/// The size of the screen, if a picture really follows: a script that begins with `GIF89a` has none.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let flags = *bytes.get(10)?;
    let colors = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + colors as usize;
    while *bytes.get(at)? == 0x21 {
        at += 2;
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
    if bytes[at] != 0x2c {
        return None;
    }
    let screen = (u16_le(bytes, 6)?, u16_le(bytes, 8)?);
    let frame = (u16_le(bytes, at + 5)?, u16_le(bytes, at + 7)?);
    Some(if screen.0 == 0 || screen.1 == 0 { frame } else { screen })
}
