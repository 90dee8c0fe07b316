//! What a file is, by its bytes.

use image::ImageFormat;
use media::format::{FORMATS, Refusal, Size, of};
use media::{Config, Folder};
use proptest::prelude::*;

use crate::samples::{picture, shared};

fn size(bytes: &[u8]) -> Result<Option<(u32, u32)>, Refusal> {
    Ok(of(bytes)?.size(bytes)?.map(|Size { width, height }| (width, height)))
}

#[test]
fn pictures_are_known_by_their_bytes() {
    for (format, content_type) in [
        (ImageFormat::Jpeg, "image/jpeg"),
        (ImageFormat::Png, "image/png"),
        (ImageFormat::Gif, "image/gif"),
        (ImageFormat::WebP, "image/webp"),
    ] {
        let bytes = picture(format);
        assert_eq!(of(&bytes).unwrap().content_type, content_type);
        assert_eq!(size(&bytes), Ok(Some((3, 2))), "{content_type}");
    }
}

#[test]
fn a_drawing_has_the_size_it_asks_for_or_that_of_its_view_box() {
    for (svg, expected) in [
        (r#"<svg width="30" height="20px"/>"#, Some((30, 20))),
        (
            r#"<?xml version="1.0"?><!-- Inkscape --><svg viewBox="0 0 1200 675">"#,
            Some((1200, 675)),
        ),
        (r#"<svg width="100%" height="100%" viewBox="0,0,8.4,5">"#, Some((8, 5))),
        (r#"<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="4e9" height="1"/>"#, None),
        ("\u{feff}\n<svg/>", None),
    ] {
        assert_eq!(of(svg.as_bytes()).unwrap().content_type, "image/svg+xml", "{svg}");
        assert_eq!(size(svg.as_bytes()), Ok(expected), "{svg}");
    }
}

#[test]
fn a_drawing_that_unfolds_is_refused() {
    for entities in [
        r#"<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">"#,
        r#"<!ENTITY a SYSTEM "file:///etc/passwd">"#,
        r#"<!ENTITY % a "x">"#,
    ] {
        let svg = format!("<!DOCTYPE svg [{entities}]><svg>&b;</svg>");
        assert_eq!(size(svg.as_bytes()), Err(Refusal::Entities), "{entities}");
    }
    let old_illustrator = r#"<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY ns_svg "http://www.w3.org/2000/svg">]><svg xmlns="&ns_svg;" width="5" height="4"/>"#;
    assert_eq!(size(old_illustrator.as_bytes()), Ok(Some((5, 4))));
}

#[test]
fn sound_film_and_documents_are_known() {
    let mp3_frame = {
        let mut frame = vec![0; 417];
        frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
        frame
    };
    let ogg = |codec: &[u8]| {
        let mut page = b"OggS".to_vec();
        page.resize(26, 0);
        page.extend([1, codec.len() as u8]);
        page.extend(codec);
        page
    };
    for (bytes, content_type) in [
        (b"%PDF-1.7\n".to_vec(), "application/pdf"),
        (b"ID3\x04\0\0".to_vec(), "audio/mpeg"),
        ([mp3_frame.clone(), mp3_frame].concat(), "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ".to_vec(), "audio/wav"),
        (b"fLaC\0".to_vec(), "audio/flac"),
        (ogg(b"\x01vorbis"), "audio/ogg"),
        (ogg(b"OpusHead"), "audio/ogg"),
        (ogg(b"\x80theora"), "video/ogg"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec(), "video/mp4"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom".to_vec(), "audio/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ".to_vec(), "video/quicktime"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm".to_vec(), "video/webm"),
        (b"PK\x03\x04".to_vec(), "application/zip"),
    ] {
        assert_eq!(of(&bytes).unwrap().content_type, content_type);
        assert_eq!(size(&bytes), Ok(None), "{content_type}");
    }
}

#[test]
fn a_picture_that_browsers_do_not_show_is_refused_with_advice() {
    for (bytes, name) in [
        (&b"II*\0\x08\0\0\0"[..], "TIFF"),
        (b"BM\x36\0\0\0", "BMP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"MZ\x90\0", "program"),
    ] {
        let refusal = of(bytes).unwrap_err().to_string();
        assert!(refusal.contains(name) && refusal.contains("Save it as"), "{refusal}");
    }
    assert_eq!(of(b"rain stops play").unwrap_err(), Refusal::Unknown);
}

#[test]
fn a_script_that_begins_like_a_picture_is_no_picture() {
    for script in [
        &b"GIF89a=1;alert(document.domain)//"[..],
        b"\xff\xd8\xff=1;alert(1)",
        b"\x89PNG\r\n\x1a\n<script>",
    ] {
        assert!(matches!(size(script), Err(Refusal::Broken { .. })), "{script:?}");
    }
}

#[test]
fn each_kind_has_its_own_type_and_ending() {
    for (place, format) in FORMATS.iter().enumerate() {
        assert!(!format.extensions.is_empty(), "{}", format.content_type);
        for other in &FORMATS[place + 1..] {
            assert_ne!(format.content_type, other.content_type);
            assert!(!format.extensions.iter().any(|ending| other.extensions.contains(ending)));
        }
    }
}

#[test]
fn real_photographs_have_the_size_that_a_decoder_finds() {
    let mut compared = 0;
    for path in shared("images") {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(Some((width, height))) = size(&bytes) else { continue };
        let decoder =
            image::ImageReader::new(std::io::Cursor::new(&bytes)).with_guessed_format().unwrap();
        let Ok(mut decoder) = decoder.into_decoder() else { continue };
        let (raw_width, raw_height) = image::ImageDecoder::dimensions(&decoder);
        let orientation = image::ImageDecoder::orientation(&mut decoder)
            .unwrap_or(image::metadata::Orientation::NoTransforms);
        let turned = orientation.to_exif() >= 5;
        let shown = if turned { (raw_height, raw_width) } else { (raw_width, raw_height) };
        assert_eq!((width, height), shown, "{}", path.display());
        compared += 1;
    }
    eprintln!("{compared} photographs compared with the decoder");
}

#[test]
fn hostile_files_are_refused_or_kept_as_what_they_are_and_never_cost_much() {
    let folder = tempfile::tempdir().unwrap();
    let files = Folder::at(folder.path(), Config::default()).unwrap();
    let started = std::time::Instant::now();
    for path in shared("images-hostile") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let kept_as = files.put(&std::fs::read(&path).unwrap()).map(|stored| stored.content_type);
        let expected = match name.as_str() {
            "billion-laughs.svg" | "xxe.svg" | "html-renamed.jpg" => None,
            "bomb-30000x30000-1bit.png" | "lying-header-65535x65535.png" => None,
            // What is dangerous in these is only what a page or a decoder would make of them.
            "xss.svg" => Some("image/svg+xml"),
            "html-in-comment.jpg" | "jpeg-plus-zip.jpg" | "truncated.jpg" => Some("image/jpeg"),
            "xss-in-exif-orientation6.jpg" => Some("image/jpeg"),
            "polyglot-gif-js.gif" | "gif-60x2000x2000.gif" => Some("image/gif"),
            "ztxt-bomb-64MB.png" => Some("image/png"),
            _ => continue,
        };
        assert_eq!(kept_as.as_ref().ok().copied(), expected, "{name}: {kept_as:?}");
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn no_bytes_make_it_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = size(&bytes);
    }

    #[test]
    fn no_damage_to_a_picture_makes_it_stumble(
        kind in 0..6_usize,
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = match kind {
            0 => picture(ImageFormat::Jpeg),
            1 => picture(ImageFormat::Png),
            2 => picture(ImageFormat::Gif),
            3 => picture(ImageFormat::WebP),
            4 => br#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg width="3" viewBox="0 0 3 2"/>"#.to_vec(),
            _ => b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x34meta\0\0\0\0\0\0\0\x28iprp\0\0\0\x20ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x03\0\0\0\x02".to_vec(),
        };
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        bytes.truncate(cut.index(bytes.len() + 1));
        let _ = size(&bytes);
    }
}
