//! What readers get of a photo: upright, in every screen's colors, in the widths asked for, and silent about the rest.

use std::io::Cursor;
use std::process::Command;

use image::codecs::gif::GifEncoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::ImageICC;
use img_parts::jpeg::{Jpeg, JpegSegment};
use media::rendition::{self, Made, Recipe, Stamp};
use story::media::{Focal, SHARE};

use crate::samples::shared;

const RED: [u8; 3] = [200, 30, 30];
const GREEN: [u8; 3] = [30, 160, 30];
const BLUE: [u8; 3] = [30, 30, 200];

/// Red at the left on top, green at the right on top, blue below.
fn flag(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => RED,
            (false, true) => GREEN,
            _ => BLUE,
        })
    })
}

fn jpeg(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

fn with_orientation(jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(jpeg.into()).unwrap();
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    jpeg.segments_mut().insert(0, JpegSegment::new_with_contents(0xe1, exif.into()));
    jpeg.encoder().bytes().to_vec()
}

fn make(bytes: &[u8], widths: &[u32], focal: Focal) -> Vec<Made> {
    let format = media::format::of(bytes).unwrap();
    let recipe = Recipe::new(widths.iter().copied());
    let stamp = Stamp::new("Ana Petrosyan", "© The Meridian", "CC BY 4.0");
    rendition::all(bytes, format, &recipe, focal, &stamp).unwrap()
}

fn named<'a>(made: &'a [Made], name: &str) -> &'a Made {
    made.iter().find(|made| made.rendition.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn near(found: &Rgb<u8>, wanted: [u8; 3]) -> bool {
    found.0.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) < 24)
}

#[test]
fn a_photo_is_upright_however_the_camera_was_held() {
    for held in 1..=8 {
        let orientation = Orientation::from_exif(held).unwrap();
        let undone = match orientation {
            Orientation::Rotate90 => Orientation::Rotate270,
            Orientation::Rotate270 => Orientation::Rotate90,
            itself => itself,
        };
        let mut stored = DynamicImage::ImageRgb8(flag(120, 80));
        stored.apply_orientation(undone);
        let bytes = with_orientation(jpeg(&stored), held);
        let size = media::format::of(&bytes).unwrap().size(&bytes).unwrap().unwrap();
        assert_eq!((size.width, size.height), (120, 80), "held {held}");
        let made = make(&bytes, &[120], Focal::default());
        let upright = image::load_from_memory(&named(&made, "120.jpg").bytes).unwrap().to_rgb8();
        assert_eq!(upright.dimensions(), (120, 80), "held {held}");
        assert!(near(upright.get_pixel(20, 20), RED), "held {held}");
        assert!(near(upright.get_pixel(100, 20), GREEN), "held {held}");
        assert!(near(upright.get_pixel(60, 60), BLUE), "held {held}");
    }
}

#[test]
fn every_width_comes_in_three_formats_and_one_crop_for_services() {
    let bytes = jpeg(&DynamicImage::ImageRgb8(flag(1500, 1000)));
    let made = make(&bytes, &[100, 200], Focal::default());
    let names: Vec<&str> = made.iter().map(|made| made.rendition.name.as_str()).collect();
    assert_eq!(
        names,
        ["100.jpg", "100.webp", "100.avif", "200.jpg", "200.webp", "200.avif", SHARE]
    );
    for made in &made {
        let format = media::format::of(&made.bytes).unwrap();
        assert_eq!(format.content_type, made.rendition.content_type);
        let size = format.size(&made.bytes).unwrap().unwrap();
        assert_eq!((size.width, size.height), (made.rendition.width, made.rendition.height));
        assert_eq!(made.rendition.set, names_set(&made.rendition.set));
    }
    let share = &named(&made, SHARE).rendition;
    assert_eq!((share.width, share.height), rendition::SHARE_SIZE);
    let again = make(&bytes, &[100, 200], Focal::default());
    assert_eq!(again[0].rendition.set, made[0].rendition.set, "the same photo has two addresses");
}

fn names_set(set: &str) -> &str {
    assert_eq!(set.len(), media::address::SET_DIGITS);
    set
}

#[test]
fn the_crop_keeps_what_matters() {
    let bytes = jpeg(&DynamicImage::ImageRgb8(flag(1200, 3000)));
    let colors = |focal| {
        let made = make(&bytes, &[100], focal);
        let crop = image::load_from_memory(&named(&made, SHARE).bytes).unwrap().to_rgb8();
        *crop.get_pixel(100, 315)
    };
    assert!(near(&colors(Focal { x: 0.5, y: 0.0 }), RED));
    assert!(near(&colors(Focal { x: 0.5, y: 1.0 }), BLUE));
}

#[test]
fn colors_are_turned_into_those_of_every_screen() {
    let image = RgbImage::from_pixel(40, 40, Rgb([100, 200, 100]));
    let mut wide = Jpeg::from_bytes(jpeg(&DynamicImage::ImageRgb8(image)).into()).unwrap();
    wide.set_icc_profile(Some(moxcms::ColorProfile::new_adobe_rgb().encode().unwrap().into()));
    let made = make(&wide.encoder().bytes(), &[40], Focal::default());
    let pixel = *image::load_from_memory(&named(&made, "40.jpg").bytes)
        .unwrap()
        .to_rgb8()
        .get_pixel(20, 20);
    // The same green is more of it in the smaller space: hardly any red is left.
    assert!(pixel[0] < 60 && pixel[1].abs_diff(201) < 8, "{pixel:?}");
    assert!(!named(&made, "40.jpg").bytes.windows(11).any(|bytes| bytes == b"ICC_PROFILE"));
}

#[test]
fn what_shines_through_still_does() {
    let image = RgbaImage::from_fn(60, 60, |x, _| Rgba([0, 0, 0, if x < 30 { 0 } else { 255 }]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(image).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let made = make(bytes.get_ref(), &[60], Focal::default());
    let names: Vec<&str> = made.iter().map(|made| made.rendition.name.as_str()).collect();
    assert_eq!(names, ["60.png", "60.webp", "60.avif", SHARE]);
    for name in ["60.png", "60.webp"] {
        let image = image::load_from_memory(&named(&made, name).bytes).unwrap().to_rgba8();
        assert!(image.get_pixel(5, 30)[3] < 20 && image.get_pixel(55, 30)[3] > 235, "{name}");
    }
    let share = image::load_from_memory(&named(&made, SHARE).bytes).unwrap().to_rgb8();
    assert!(near(share.get_pixel(2, 5), [255, 255, 255]));
}

#[test]
fn a_picture_that_moves_goes_on_moving() {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for color in [RED, GREEN, BLUE] {
        let [red, green, blue] = color;
        let frame = RgbaImage::from_pixel(50, 40, Rgba([red, green, blue, 255]));
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let made = make(&bytes, &[480], Focal::default());
    let names: Vec<&str> = made.iter().map(|made| made.rendition.name.as_str()).collect();
    assert_eq!(names, ["50.webp", "50.jpg", SHARE]);
    let moving = WebPDecoder::new(Cursor::new(&named(&made, "50.webp").bytes)).unwrap();
    assert!(moving.has_animation());
    let frames = image::AnimationDecoder::into_frames(moving).collect_frames().unwrap();
    assert_eq!(frames.len(), 3);
}

/// All photos of the samples that can be opened, with their smallest files.
fn made_of_samples() -> Vec<(std::path::PathBuf, Vec<Made>)> {
    let mut made = Vec::new();
    for path in shared("images") {
        let bytes = std::fs::read(&path).unwrap();
        let Ok(format) = media::format::of(&bytes) else { continue };
        let stamp = Stamp::new("Ana Petrosyan", "© The Meridian", "CC BY 4.0");
        let recipe = Recipe::new([64]);
        if let Ok(files) = rendition::all(&bytes, format, &recipe, Focal::default(), &stamp) {
            made.push((path, files));
        }
    }
    made
}

#[test]
fn no_place_and_no_serial_number_is_left_and_the_credit_is() {
    let samples = made_of_samples();
    println!("{} photos made anew", samples.len());
    for (path, made) in &samples {
        for Made { rendition, bytes } in made {
            let exif = exif::Reader::new().read_from_container(&mut Cursor::new(bytes)).unwrap();
            for field in exif.fields() {
                let told = matches!(field.tag, exif::Tag::Artist | exif::Tag::Copyright);
                assert!(told, "{} tells {} in {}", path.display(), field.tag, rendition.name);
            }
            if rendition.content_type != "image/avif" {
                let said = media::metadata::read(bytes);
                assert_eq!(said.credit, "Ana Petrosyan", "{} {}", path.display(), rendition.name);
                assert_eq!(said.copyright, "© The Meridian");
                assert_eq!(said.place(), "");
                assert_eq!(said.taken, None);
            }
        }
    }
    assert!(samples.is_empty() || samples.len() > 100, "{}", samples.len());
}

#[test]
fn exiftool_reads_the_credit_and_nothing_of_the_camera() {
    if Command::new("exiftool").arg("-ver").output().is_err() {
        eprintln!("SKIPPED: no exiftool; install libimage-exiftool-perl");
        return;
    }
    let files = shared("images");
    let Some(path) = files.iter().find(|path| path.to_string_lossy().contains("gps/DSCN0010"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for made in make(&std::fs::read(path).unwrap(), &[320], Focal::default()) {
        let file = folder.path().join(&made.rendition.name);
        std::fs::write(&file, &made.bytes).unwrap();
    }
    let told =
        Command::new("exiftool").args(["-j", "-G1", "-a"]).arg(folder.path()).output().unwrap();
    let told: Vec<serde_json::Value> = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(told.len(), 4, "{told:#?}");
    for file in told {
        let file = file.as_object().unwrap();
        let name = file["SourceFile"].as_str().unwrap();
        assert_eq!(file["IFD0:Artist"], "Ana Petrosyan", "{name}");
        assert_eq!(file["IFD0:Copyright"], "© The Meridian", "{name}");
        if !name.ends_with(".avif") {
            assert_eq!(file["XMP-photoshop:Credit"], "Ana Petrosyan", "{name}");
            assert_eq!(file["XMP-xmpRights:UsageTerms"], "CC BY 4.0", "{name}");
        }
        if name.ends_with(".jpg") {
            assert_eq!(file["IPTC:Credit"], "Ana Petrosyan", "{name}");
            assert_eq!(file["IPTC:CopyrightNotice"], "© The Meridian", "{name}");
        }
        let loud = ["GPS", "ExifIFD", "Nikon", "MakerNotes", "Composite:GPS", "ICC"];
        for tag in file.keys() {
            assert!(!loud.iter().any(|group| tag.starts_with(group)), "{name} tells {tag}");
            assert!(!tag.contains("Serial"), "{name} tells {tag}");
        }
        assert!(!file.contains_key("ExifTool:Error"), "{name}: {file:#?}");
    }
}
