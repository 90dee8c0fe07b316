//! The old site's pictures, as its articles name them.

use std::collections::HashMap;

use story::MediaId;
use wire::picture::{Picture, PictureRef, Pictures};
use wire::wxr::{Item, decoded};

/// A picture of the old site that is here now.
#[derive(Clone, Debug)]
pub(super) struct Shelved {
    pub(super) media: MediaId,
    pub(super) title: String,
    pub(super) alt: String,
    pub(super) caption: String,
}

/// All pictures of the old site that are here.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    by_number: HashMap<u64, Shelved>,
    by_file: HashMap<String, u64>,
    by_parent: HashMap<u64, Vec<u64>>,
}

impl Shelf {
    /// Puts a picture on the shelf.
    pub(super) fn put(&mut self, item: &Item, number: u64, shelved: Shelved) {
        for file in [item.meta("_wp_attached_file"), Some(item.attachment_url.as_str())] {
            if let Some(file) = file.filter(|file| !file.is_empty()) {
                self.by_file.insert(file_key(file), number);
            }
        }
        if let Some(parent) = item.parent {
            self.by_parent.entry(parent).or_default().push(number);
        }
        self.by_number.insert(number, shelved);
    }

    /// The picture with this number.
    pub(super) fn numbered(&self, number: u64) -> Option<&Shelved> {
        self.by_number.get(&number)
    }

    /// The pictures as one article names them.
    pub(super) fn of(&self, article: Option<u64>) -> OfArticle<'_> {
        OfArticle { shelf: self, article }
    }
}

/// The pictures as one article names them.
pub(super) struct OfArticle<'a> {
    shelf: &'a Shelf,
    article: Option<u64>,
}

impl Pictures for OfArticle<'_> {
    fn find(&mut self, reference: &PictureRef) -> Option<Picture> {
        let by_file = || self.shelf.by_file.get(&file_key(&reference.source)).copied();
        // The file first: numbers survive copying between sites, where they mean another picture.
        let number = if reference.source.is_empty() { None } else { by_file() };
        let number = number.or(reference.attachment)?;
        let Shelved { media, title: _, alt, caption } = self.shelf.numbered(number)?;
        Some(Picture { media: *media, alt: alt.clone(), caption: caption.clone(), credit: None })
    }

    fn attached(&mut self) -> Vec<PictureRef> {
        let numbers = self.article.and_then(|article| self.shelf.by_parent.get(&article));
        let reference =
            |number: &u64| PictureRef { attachment: Some(*number), ..PictureRef::default() };
        numbers.map(|numbers| numbers.iter().map(reference).collect()).unwrap_or_default()
    }
}

/// What all sizes of a picture have in common: its path without host, folder of uploads and size.
fn file_key(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
        None => address,
    };
    let path = path.rsplit_once("/uploads/").map_or(path, |(_, path)| path);
    let path = decoded(path.trim_start_matches('/'));
    let Some((stem, extension)) = path.rsplit_once('.') else { return path };
    let stem = without_size(stem);
    format!("{}.{}", stem.strip_suffix("-scaled").unwrap_or(stem), extension.to_ascii_lowercase())
}

/// The stem without `-300x225`.
fn without_size(stem: &str) -> &str {
    let Some((head, size)) = stem.rsplit_once('-') else { return stem };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match size.split_once('x') {
        Some((width, height)) if is_number(width) && is_number(height) => head,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_of_a_picture_is_the_same_picture() {
        for address in [
            "2009/04/quay.jpg",
            "https://old.example/wp-content/uploads/2009/04/quay-300x225.jpg?w=9",
            "http://cdn.example/uploads/2009/04/quay-scaled.JPG",
        ] {
            assert_eq!(file_key(address), "2009/04/quay.jpg", "{address}");
        }
        assert_eq!(file_key("2009/04/map-of-1x.png"), "2009/04/map-of-1x.png");
    }
}
