//! SVG.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Format, Purpose, Refusal, Size};

pub(super) const FORMAT: Format = Format {
    content_type: "image/svg+xml",
    extensions: &["svg"],
    purpose: Purpose::Picture,
    matches: |bytes| root(bytes).is_some_and(|root| root.is_svg),
    size,
};

/// How far into a file its first element may stand; comments of drawing programs come before it.
const MAX_PROLOG: usize = 64 << 10;

/// How much of the file is looked at: the prolog and a root element of a good length.
const MAX_HEAD: usize = MAX_PROLOG + (64 << 10);

struct Root {
    is_svg: bool,
    entities: bool,
    size: Option<Size>,
}

fn size(bytes: &[u8]) -> Result<Option<Size>, Refusal> {
    match root(bytes) {
        Some(root) if root.entities => Err(Refusal::Entities),
        Some(root) => Ok(root.size),
        None => Err(Refusal::Broken { content_type: FORMAT.content_type }),
    }
}

/// Reads up to the first element and no further.
fn root(bytes: &[u8]) -> Option<Root> {
    let head = &bytes[..bytes.len().min(MAX_HEAD)];
    let head = match std::str::from_utf8(head) {
        Ok(head) => head,
        // Cut within a letter, or written in another encoding: the root element comes before that.
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(head);
    let mut entities = false;
    while reader.buffer_position() < MAX_PROLOG as u64 {
        match reader.read_event().ok()? {
            Event::DocType(doctype) => entities |= unfolds(&doctype),
            Event::Start(root) | Event::Empty(root) => {
                let is_svg = root.local_name().as_ref() == "svg";
                return Some(Root { is_svg, entities, size: drawn_size(&root) });
            }
            Event::Text(text) if text.trim().is_empty() => {}
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a document type declares more than short names for plain text, which old drawing programs do.
fn unfolds(doctype: &str) -> bool {
    doctype.split("<!ENTITY").skip(1).any(|declaration| {
        let declaration = declaration.split('>').next().unwrap_or_default();
        declaration.contains(['&', '%'])
            || declaration.contains("SYSTEM")
            || declaration.contains("PUBLIC")
    })
}

/// The size that the drawing asks for, or that of its view box.
fn drawn_size(root: &BytesStart<'_>) -> Option<Size> {
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let told = || Some((pixels(&attribute("width")?)?, pixels(&attribute("height")?)?));
    let view_box = || {
        let view_box = attribute("viewBox")?;
        let mut numbers =
            view_box.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
        Some((pixels(numbers.nth(2)?)?, pixels(numbers.next()?)?))
    };
    let (width, height) = told().or_else(view_box)?;
    Some(Size { width, height })
}

fn pixels(length: &str) -> Option<u32> {
    let number: f64 = length.trim().trim_end_matches("px").parse().ok()?;
    // A drawing has no pixels of its own; a side beyond these limits is a slip or an attack.
    (0.5..=65_535.0).contains(&number).then(|| number.round() as u32)
}
