//! Real pictures and hostile ones, found by `MASTHEAD_TEST_DATA`, and small ones made here.

use std::path::{Path, PathBuf};

/// A 3 × 2 picture in this format, made by another program than the one that is tested.
pub(crate) fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(3, 2).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// All files below a folder of the test data, or none with a loud word about it.
pub(crate) fn shared(folder: &str) -> Vec<PathBuf> {
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = root.join(folder);
    let mut files = Vec::new();
    let mut waiting = vec![folder.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { waiting.push(path) } else { files.push(path) }
        }
    }
    if files.is_empty() {
        eprintln!("SKIPPED: no test data at {}; set MASTHEAD_TEST_DATA", folder.display());
    }
    files.sort();
    files
}
