//! EXIF: what the camera wrote.

use ::exif::{Exif, In, Reader, Tag, Value};

use super::{Moment, Said, text};

/// Reads a TIFF structure as EXIF has it; what is damaged in it is left out.
pub(super) fn read(tiff: &[u8]) -> Said {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_raw(tiff.to_vec()).or_else(|error| error.distill_partial_result(|_| {}));
    let Ok(exif) = read else { return Said::default() };
    let taken = [
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
    ];
    Said {
        caption: words(&exif, Tag::ImageDescription),
        creator: words(&exif, Tag::Artist),
        copyright: words(&exif, Tag::Copyright),
        taken: taken.into_iter().find_map(|(tag, offset)| {
            Some(Moment::parse(&words(&exif, tag))?.with_offset(&words(&exif, offset)))
        }),
        ..Said::default()
    }
}

/// A text; of several parts, such as the photographer's and the editor's copyright, one after the other.
fn words(exif: &Exif, tag: Tag) -> String {
    match exif.get_field(tag, In::PRIMARY).map(|field| &field.value) {
        Some(Value::Ascii(parts)) => {
            let parts: Vec<String> =
                parts.iter().map(|part| text(part)).filter(|part| !part.is_empty()).collect();
            parts.join("; ")
        }
        _ => String::new(),
    }
}
