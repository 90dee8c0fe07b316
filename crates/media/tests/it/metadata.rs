//! What pictures say about themselves, held against what exiftool reads.

use std::collections::BTreeMap;

use media::metadata::{self, Metadata, Moment};
use proptest::prelude::*;
use serde_json::Value;

use crate::samples::shared;

/// What exiftool says of a file, by the precedence that `metadata.rs` states.
struct Told<'a>(&'a Value);

impl Told<'_> {
    fn one(&self, tag: &str) -> String {
        match &self.0[tag] {
            Value::Null => String::new(),
            Value::String(text) => text.trim().to_owned(),
            Value::Array(several) => {
                let names: Vec<&str> =
                    several.iter().filter_map(Value::as_str).map(str::trim).collect();
                names.join(", ")
            }
            // What looks like a number, exiftool's JSON makes one.
            other => other.to_string(),
        }
    }

    fn first(&self, tags: &[&str]) -> String {
        tags.iter().map(|tag| self.one(tag)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn taken(&self) -> Option<Moment> {
        let exif = ["ExifIFD:DateTimeOriginal", "ExifIFD:CreateDate"];
        let exif = exif.iter().find_map(|tag| Moment::parse(&self.one(tag)));
        let iim = format!("{} {}", self.one("IPTC:DateCreated"), self.one("IPTC:TimeCreated"));
        exif.map(|moment| Moment {
            offset: Moment::parse(&format!(
                "2000:01:01 00:00:00{}",
                self.one("ExifIFD:OffsetTimeOriginal")
            ))
            .and_then(|moment| moment.offset),
            ..moment
        })
        .or_else(|| Moment::parse(&self.one("XMP-exif:DateTimeOriginal")))
        .or_else(|| Moment::parse(&self.one("XMP-photoshop:DateCreated")))
        .or_else(|| Moment::parse(&iim))
    }

    fn metadata(&self) -> Metadata {
        Metadata {
            caption: self.first(&[
                "XMP-dc:Description",
                "IPTC:Caption-Abstract",
                "IFD0:ImageDescription",
            ]),
            alt: self.one("XMP-iptcCore:AltTextAccessibility"),
            creator: self.first(&["XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"]),
            credit: self.first(&["XMP-photoshop:Credit", "IPTC:Credit"]),
            copyright: self.first(&["XMP-dc:Rights", "IPTC:CopyrightNotice", "IFD0:Copyright"]),
            usage_terms: self.one("XMP-xmpRights:UsageTerms"),
            taken: self.taken(),
            location: self.first(&["XMP-iptcCore:Location", "IPTC:Sub-location"]),
            city: self.first(&["XMP-photoshop:City", "IPTC:City"]),
            region: self.first(&["XMP-photoshop:State", "IPTC:Province-State"]),
            country: self.first(&["XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName"]),
        }
    }
}

#[test]
fn caption_credit_copyright_date_and_place_are_those_that_exiftool_reads() {
    let files = shared("images");
    let Some(oracle) = files.iter().find(|path| path.ends_with("expected_exiftool_12.57.json"))
    else {
        return;
    };
    let root = oracle.parent().unwrap();
    let oracle: Vec<Value> = serde_json::from_slice(&std::fs::read(oracle).unwrap()).unwrap();
    let mut differ = BTreeMap::new();
    let (mut equal, mut refused) = (0, 0);
    for told in &oracle {
        let name = told["SourceFile"].as_str().unwrap();
        let bytes = std::fs::read(root.join(name)).unwrap();
        let readable = media::format::of(&bytes).is_ok_and(|format| {
            matches!(format.content_type, "image/jpeg" | "image/png" | "image/webp" | "image/gif")
        });
        if !readable {
            refused += 1;
            continue;
        }
        let (read, expected) = (metadata::read(&bytes), Told(told).metadata());
        if read == expected {
            equal += 1;
        } else {
            differ.insert(name, (read, expected));
        }
    }
    println!("{equal} equal, {refused} of formats that are not taken");
    assert!(differ.is_empty(), "{} differ: {differ:#?}", differ.len());
    assert!(equal > 80, "{equal}");
}

#[test]
fn no_file_of_the_samples_makes_the_readers_panic() {
    for folder in ["images", "images-hostile"] {
        for path in shared(folder) {
            metadata::read(&std::fs::read(path).unwrap());
        }
    }
}

fn wrapped(kind: u8, inside: Vec<u8>) -> Vec<u8> {
    let length = u16::try_from(inside.len() + 2).unwrap();
    let mut jpeg = vec![0xff, 0xd8, 0xff, kind];
    jpeg.extend(length.to_be_bytes());
    jpeg.extend(inside);
    jpeg.extend([0xff, 0xd9]);
    jpeg
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_bytes_make_the_readers_panic(bytes: Vec<u8>, at in 0_usize..4096, with: u8) {
        metadata::read(&bytes);
        let exif = [b"Exif\0\0MM\0*\0\0\0\x08".to_vec(), bytes.clone()].concat();
        metadata::read(&wrapped(0xe1, exif));
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0<rdf:RDF>".to_vec(), bytes.clone()].concat();
        metadata::read(&wrapped(0xe1, xmp));
        let iim = [b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\x00\x20\x1c\x02".to_vec(), bytes.clone()].concat();
        metadata::read(&wrapped(0xed, iim));
        metadata::read(&[b"\x89PNG\r\n\x1a\n".to_vec(), bytes.clone()].concat());
        metadata::read(&[b"RIFF\0\0\0\0WEBP".to_vec(), bytes].concat());
        // A true photo with one byte changed in its head.
        static PHOTO: std::sync::LazyLock<Option<Vec<u8>>> = std::sync::LazyLock::new(|| {
            let files = shared("images");
            let rich = files.iter().find(|path| path.to_string_lossy().contains("IPTC-PhotometadataRef"));
            std::fs::read(rich.or(files.first())?).ok()
        });
        if let Some(photo) = &*PHOTO {
            let mut photo = photo[..photo.len().min(64 << 10)].to_vec();
            let at = at % photo.len();
            photo[at] = with;
            metadata::read(&photo);
        }
    }
}
