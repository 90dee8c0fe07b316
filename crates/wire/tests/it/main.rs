#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod behind;
mod feed;
mod html;
mod html_out;
mod items;
mod json_ld;
mod markdown;
mod markdown_out;
mod ninjs;
mod samples;
mod sitemap;
mod sketch;
mod text;
mod web_annotation;
mod wxr;

use story::MediaId;
use wire::picture::{Picture, PictureRef, Pictures};

/// A newsroom that has every picture, numbered as they are asked for.
#[derive(Default)]
struct EveryPicture(Vec<PictureRef>);

impl Pictures for EveryPicture {
    fn find(&mut self, reference: &PictureRef) -> Option<Picture> {
        self.0.push(reference.clone());
        Some(Picture {
            media: MediaId::new(self.0.len() as i64),
            alt: String::new(),
            caption: String::new(),
            credit: None,
        })
    }
}

/// A folder of the shared test data, or nothing and a word about it where there is none.
fn data(folder: &str) -> Option<std::path::PathBuf> {
    let root = std::env::var_os("MASTHEAD_TEST_DATA").map_or_else(
        || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data").into(),
        std::path::PathBuf::from,
    );
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there; set MASTHEAD_TEST_DATA to run this.", path.display());
    None
}
