//! A folder of files.

use image::ImageFormat;
use media::files::{PutError, ReadError};
use media::format::Refusal;
use media::{Config, Folder, Hash};

use crate::samples::picture;

fn folder() -> (tempfile::TempDir, Folder) {
    let folder = tempfile::tempdir().unwrap();
    let files = Folder::at(folder.path().join("media"), Config::for_testing()).unwrap();
    (folder, files)
}

#[test]
fn a_picture_comes_back_byte_for_byte() {
    let (_folder, files) = folder();
    let bytes = picture(ImageFormat::Png);
    let stored = files.put(&bytes).unwrap();
    assert_eq!(stored.content_type, "image/png");
    assert_eq!((stored.width, stored.height), (Some(3), Some(2)));
    assert_eq!(stored.bytes, bytes.len() as u64);
    assert_eq!(files.read(&stored.hash).unwrap(), bytes);
    files.verify(&stored.hash).unwrap();
}

#[test]
fn the_same_picture_is_kept_once() {
    let (_folder, files) = folder();
    let bytes = picture(ImageFormat::Jpeg);
    let stored = files.put(&bytes).unwrap();
    let written = std::fs::metadata(files.path(&stored.hash)).unwrap().modified().unwrap();
    assert_eq!(files.put(&bytes).unwrap(), stored);
    assert_eq!(files.all().unwrap(), [stored.hash]);
    let still = std::fs::metadata(files.path(&stored.hash)).unwrap().modified().unwrap();
    assert_eq!(still, written, "the second time nothing is written");
}

#[test]
fn a_file_that_was_cut_short_is_mended_when_it_comes_again() {
    let (_folder, files) = folder();
    let bytes = picture(ImageFormat::Gif);
    let stored = files.put(&bytes).unwrap();
    std::fs::write(files.path(&stored.hash), &bytes[..10]).unwrap();
    assert!(matches!(files.verify(&stored.hash), Err(ReadError::Damaged(_))));
    files.put(&bytes).unwrap();
    files.verify(&stored.hash).unwrap();
}

#[test]
fn nothing_is_left_in_the_hall_once_a_file_is_in() {
    let (_folder, files) = folder();
    files.put(&picture(ImageFormat::WebP)).unwrap();
    assert!(files.leftovers().unwrap().is_empty());
}

#[test]
fn a_file_that_is_gone_is_missed_by_name() {
    let (_folder, files) = folder();
    let hash = Hash([7; 32]);
    let error = files.open(&hash).unwrap_err();
    assert!(error.to_string().contains(&hash.to_string()), "{error}");
    files.remove(&hash).unwrap();
}

#[test]
fn a_removed_file_is_gone() {
    let (_folder, files) = folder();
    let stored = files.put(&picture(ImageFormat::Png)).unwrap();
    files.remove(&stored.hash).unwrap();
    assert!(!files.has(&stored.hash));
    assert_eq!(files.all().unwrap(), []);
}

#[test]
fn many_hands_may_bring_the_same_picture_at_once() {
    let (_folder, files) = folder();
    let bytes = picture(ImageFormat::Png);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| files.put(&bytes).unwrap());
        }
    });
    assert_eq!(files.all().unwrap().len(), 1);
    assert!(files.leftovers().unwrap().is_empty());
}

#[test]
fn what_is_too_much_is_refused_with_the_limit() {
    let (_folder, files) = folder();
    assert!(matches!(files.put(b""), Err(PutError::Empty)));

    let large = vec![0; 1 + (1 << 20)];
    let refusal = files.put(&large).unwrap_err().to_string();
    assert!(refusal.contains("1048577") && refusal.contains("1048576"), "{refusal}");

    // Only the header is large: this is how a bomb looks.
    let mut bomb = picture(ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    let refusal = files.put(&bomb).unwrap_err().to_string();
    assert!(refusal.contains("30000 × 30000"), "{refusal}");
    assert!(files.all().unwrap().is_empty());
}

#[test]
fn a_web_page_is_no_picture_whatever_it_is_called() {
    let (_folder, files) = folder();
    for page in [
        "<!DOCTYPE html><title>404</title>",
        "\u{feff}\n <HTML><body onload=alert(1)>",
        "<!-- saved --><script>alert(1)</script>",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
        "plain words, then <script>alert(1)</script>",
    ] {
        let refused = files.put(page.as_bytes());
        assert!(matches!(refused, Err(PutError::Refused(Refusal::WebPage))), "{page}: {refused:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("media");
    std::fs::write(&taken, "a file").unwrap();
    let error = Folder::at(&taken, Config::default()).unwrap_err().to_string();
    assert!(error.contains(&*taken.to_string_lossy()), "{error}");
}
