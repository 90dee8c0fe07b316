#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

mod feed;
mod html_out;
mod json_ld;
mod markdown;
mod samples;
mod sitemap;
mod sketch;
mod text;

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
