//! AVIF.

use super::container::{Boxes, brands};
use super::{Format, Purpose, sure, u32_be};

const TYPE: &str = "image/avif";

pub(super) const FORMAT: Format = Format {
    content_type: TYPE,
    extensions: &["avif"],
    purpose: Purpose::Picture,
    matches: |bytes| brands(bytes).any(|brand| matches!(&brand, b"avif" | b"avis")),
    size: |bytes| sure(size(bytes), TYPE),
};

/// The largest size that is told: a picture made of tiles tells theirs too, and so does a thumbnail.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let meta = find(bytes, b"meta")?.get(4..)?;
    let properties = find(find(meta, b"iprp")?, b"ipco")?;
    let mut largest = None;
    let mut on_its_side = false;
    for (kind, data) in Boxes(properties) {
        match &kind {
            b"ispe" => {
                let size = (u32_be(data, 4)?, u32_be(data, 8)?);
                largest = largest.max(Some((u64::from(size.0) * u64::from(size.1), size)));
            }
            b"irot" => on_its_side |= data.first().is_some_and(|turns| turns & 1 == 1),
            _ => {}
        }
    }
    let (_, (width, height)) = largest?;
    Some(if on_its_side { (height, width) } else { (width, height) })
}

fn find<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    Boxes(bytes).find(|(found, _)| found == kind).map(|(_, data)| data)
}
