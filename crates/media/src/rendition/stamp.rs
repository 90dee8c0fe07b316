//! What every file made from a photo says: who made it and whose it is. Nothing else of what the photo said.
//!
//! EXIF is in all of them, since it is all that an AVIF takes here; XMP in JPEG, PNG and WebP; IPTC-IIM in JPEG, for
//! the programs of agencies.

use crate::picture::Canvas;

/// Who is named in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Who made the photo.
    pub credit: String,
    /// Whose it is.
    pub copyright: String,
    /// Under which terms.
    pub terms: String,
}

/// The longest text that is written; the shortest of the three ways of writing has room for no more.
const MAX: usize = 1000;

impl Stamp {
    /// Who is to be named in the files of a photo.
    pub fn of(media: &story::media::Media) -> Stamp {
        Stamp::new(&media.credit, &media.rights.holder, &media.rights.licence)
    }

    /// A stamp with these words, shortened where they are too long.
    pub fn new(credit: &str, copyright: &str, terms: &str) -> Stamp {
        let short = |text: &str| {
            let plain: String = text.chars().filter(|letter| !letter.is_control()).collect();
            let end = (0..=MAX.min(plain.len())).rev().find(|end| plain.is_char_boundary(*end));
            plain[..end.unwrap_or(0)].to_owned()
        };
        Stamp { credit: short(credit), copyright: short(copyright), terms: short(terms) }
    }

    fn is_empty(&self) -> bool {
        let Stamp { credit, copyright, terms } = self;
        credit.is_empty() && copyright.is_empty() && terms.is_empty()
    }

    /// A TIFF structure with the artist and the copyright.
    pub(super) fn exif(&self) -> Option<Vec<u8>> {
        const ARTIST: u16 = 0x013b;
        const COPYRIGHT: u16 = 0x8298;
        let fields: Vec<(u16, &str)> = [(ARTIST, &self.credit), (COPYRIGHT, &self.copyright)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(tag, text)| (tag, text.as_str()))
            .collect();
        if fields.is_empty() {
            return None;
        }
        let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
        tiff.extend((fields.len() as u16).to_be_bytes());
        let mut at = 8 + 2 + fields.len() * 12 + 4;
        let mut texts = Vec::new();
        for (tag, text) in fields {
            let length = text.len() + 1;
            tiff.extend(tag.to_be_bytes());
            tiff.extend(2_u16.to_be_bytes());
            tiff.extend((length as u32).to_be_bytes());
            if length <= 4 {
                let mut inline = [0; 4];
                inline[..text.len()].copy_from_slice(text.as_bytes());
                tiff.extend(inline);
            } else {
                tiff.extend((at as u32).to_be_bytes());
                texts.extend(text.as_bytes());
                texts.push(0);
                at += length;
            }
        }
        tiff.extend([0; 4]);
        tiff.extend(texts);
        Some(tiff)
    }

    /// An XMP document.
    fn xmp(&self) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let escaped = |text: &str| quick_xml::escape::escape(text).into_owned();
        let alternative = |name: &str, text: &str| {
            let text = escaped(text);
            format!(
                "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></{name}>"
            )
        };
        let mut inside = String::new();
        if !self.credit.is_empty() {
            inside += &format!("<photoshop:Credit>{}</photoshop:Credit>", escaped(&self.credit));
        }
        if !self.copyright.is_empty() {
            inside += &alternative("dc:rights", &self.copyright);
        }
        if !self.terms.is_empty() {
            inside += &alternative("xmpRights:UsageTerms", &self.terms);
        }
        let document = format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\">{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
        );
        Some(document.into_bytes())
    }

    /// IPTC-IIM in the frame that Photoshop puts around it.
    fn photoshop(&self) -> Option<Vec<u8>> {
        let sets = [(110_u8, &self.credit), (116, &self.copyright)];
        if sets.iter().all(|(_, text)| text.is_empty()) {
            return None;
        }
        let mut iim = vec![0x1c, 1, 90, 0, 3, 0x1b, b'%', b'G'];
        for (number, text) in sets.into_iter().filter(|(_, text)| !text.is_empty()) {
            iim.extend([0x1c, 2, number]);
            iim.extend((text.len() as u16).to_be_bytes());
            iim.extend(text.as_bytes());
        }
        let mut resource = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
        resource.extend((iim.len() as u32).to_be_bytes());
        resource.extend(&iim);
        resource.extend(vec![0; iim.len() % 2]);
        Some(resource)
    }

    /// The same JPEG with the stamp behind its first segment.
    pub(super) fn on_jpeg(&self, jpeg: Vec<u8>) -> Vec<u8> {
        const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
        let exif = self.exif().map(|exif| [b"Exif\0\0".to_vec(), exif].concat());
        let xmp = self.xmp().map(|xmp| [XMP.to_vec(), xmp].concat());
        let segments = [(0xe1, exif), (0xe1, xmp), (0xed, self.photoshop())];
        // Programs look for JFIF's segment first.
        let app0 = match jpeg.get(2..6) {
            Some([0xff, 0xe0, high, low]) => 2 + usize::from(*high) * 256 + usize::from(*low),
            _ => 0,
        };
        let Some((head, rest)) = jpeg.split_at_checked(2 + app0) else { return jpeg };
        let mut stamped = head.to_vec();
        for (marker, data) in segments {
            if let Some(data) = data
                && let Ok(length) = u16::try_from(data.len() + 2)
            {
                stamped.extend([0xff, marker]);
                stamped.extend(length.to_be_bytes());
                stamped.extend(data);
            }
        }
        stamped.extend(rest);
        stamped
    }

    /// The same PNG with the stamp behind its header.
    pub(super) fn on_png(&self, png: Vec<u8>) -> Vec<u8> {
        use img_parts::png::{Png, PngChunk};
        let Ok(mut parts) = Png::from_bytes(png.clone().into()) else { return png };
        if let Some(xmp) = self.xmp() {
            let text = [b"XML:com.adobe.xmp\0\0\0\0\0".to_vec(), xmp].concat();
            parts.chunks_mut().insert(1, PngChunk::new(*b"iTXt", text.into()));
        }
        if let Some(exif) = self.exif() {
            parts.chunks_mut().insert(1, PngChunk::new(*b"eXIf", exif.into()));
        }
        parts.encoder().bytes().to_vec()
    }

    /// The same WebP with the stamp behind its pixels.
    pub(super) fn on_webp(&self, webp: Vec<u8>, canvas: &Canvas) -> Vec<u8> {
        const EXIF_FLAG: u8 = 0x08;
        const XMP_FLAG: u8 = 0x04;
        const ALPHA_FLAG: u8 = 0x10;
        let (exif, xmp) = (self.exif(), self.xmp());
        let Some(chunks) = webp.get(12..).filter(|_| exif.is_some() || xmp.is_some()) else {
            return webp;
        };
        let mut chunks = chunks.to_vec();
        if !chunks.starts_with(b"VP8X") {
            // A plain file has one chunk; only an extended one, which says so first, may have more.
            let alpha = if chunks.starts_with(b"VP8L") { ALPHA_FLAG } else { 0 };
            let mut header = b"VP8X\x0a\0\0\0".to_vec();
            header.extend([alpha, 0, 0, 0]);
            for side in [canvas.width, canvas.height] {
                header.extend(&side.saturating_sub(1).to_le_bytes()[..3]);
            }
            chunks.splice(..0, header);
        }
        for (kind, flag, data) in [(b"EXIF", EXIF_FLAG, exif), (b"XMP ", XMP_FLAG, xmp)] {
            let Some(data) = data else { continue };
            if let Some(flags) = chunks.get_mut(8) {
                *flags |= flag;
            }
            chunks.extend(kind);
            chunks.extend((data.len() as u32).to_le_bytes());
            chunks.extend(&data);
            chunks.extend(vec![0; data.len() % 2]);
        }
        let mut stamped = b"RIFF".to_vec();
        stamped.extend((chunks.len() as u32 + 4).to_le_bytes());
        stamped.extend(b"WEBP");
        stamped.extend(chunks);
        stamped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata;

    #[test]
    fn a_stamp_is_read_as_it_was_written() {
        let stamp = Stamp::new("Անի / AP & Söhne", "© <The Meridian>", "CC BY 4.0");
        let jpeg = stamp.on_jpeg(vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xd9]);
        assert_eq!(jpeg[..8], [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1]);
        let said = metadata::read(&jpeg);
        assert_eq!(said.credit, stamp.credit);
        assert_eq!(said.copyright, stamp.copyright);
        assert_eq!(said.usage_terms, stamp.terms);
        assert_eq!(said.creator, stamp.credit);
    }

    #[test]
    fn without_words_nothing_is_written() {
        assert_eq!(
            Stamp::default().on_jpeg(vec![0xff, 0xd8, 0xff, 0xd9]),
            [0xff, 0xd8, 0xff, 0xd9]
        );
    }

    #[test]
    fn words_that_are_too_long_are_cut_between_letters() {
        let stamp = Stamp::new(&"Ж".repeat(900), "a\u{0}b", "");
        assert_eq!((stamp.credit.chars().count(), stamp.copyright.as_str()), (500, "ab"));
    }
}
