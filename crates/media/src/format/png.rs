//! PNG.

use super::{Format, Purpose, sure, u32_be};

const TYPE: &str = "image/png";

pub(super) const FORMAT: Format = Format {
    content_type: TYPE,
    extensions: &["png"],
    purpose: Purpose::Picture,
    matches: |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
    size: |bytes| sure(size(bytes), TYPE),
};

fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(8..)?;
    (header.get(4..8)? == b"IHDR").then_some(())?;
    Some((u32_be(header, 8)?, u32_be(header, 12)?))
}
