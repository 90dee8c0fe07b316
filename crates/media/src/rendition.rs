//! What readers get of a photo: files made from it in several widths and formats, with nothing in them that it did
//! not mean to tell.

mod encode;
mod stamp;

use story::media::{Focal, Rendition, SHARE};
use story::revision::Hash;

pub use stamp::Stamp;

use crate::format::Format;
use crate::picture::{self, Animation, CannotOpen, Canvas, Purpose};

/// Which files are made of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// How wide they are, in pixels, narrow ones first.
    pub widths: Vec<u32>,
}

impl Default for Recipe {
    fn default() -> Recipe {
        Recipe::new([480, 800, 1200, 1600])
    }
}

/// The shape that services show beside a link, as most of them ask for it.
pub const SHARE_SIZE: (u32, u32) = (1200, 630);

/// The first file that is made of a photo, at once and while somebody waits.
const FIRST_WIDTH: u32 = 1200;

/// Grows when the same recipe makes other files than before.
const GENERATION: u32 = 1;

/// Whether this program makes AVIF files.
const AVIF: bool = cfg!(feature = "avif");

/// How many pixels an AVIF has at most: encoding one takes about a second per million.
const MAX_AVIF: u64 = 4_000_000;

/// The longest side of a WebP.
const MAX_WEBP: u32 = 16_383;

impl Recipe {
    /// Files of these widths.
    pub fn new(widths: impl IntoIterator<Item = u32>) -> Recipe {
        let mut widths: Vec<u32> =
            widths.into_iter().filter(|width| (16..=4096).contains(width)).collect();
        widths.sort_unstable();
        widths.dedup();
        if widths.is_empty() { Recipe::default() } else { Recipe { widths } }
    }

    /// A word that is another one when other files are to be made.
    pub fn word(&self) -> String {
        let widths: Vec<String> = self.widths.iter().map(u32::to_string).collect();
        let formats = if AVIF { "" } else { ":no avif" };
        format!("{GENERATION}:{}{formats}", widths.join(","))
    }

    fn purpose(&self) -> Purpose {
        let widest = self.widths.last().copied().unwrap_or(FIRST_WIDTH);
        Purpose { width: widest.max(FIRST_WIDTH), crop: SHARE_SIZE }
    }

    /// The widths that a picture this wide is made in: never wider than it is.
    fn widths_of(&self, width: u32) -> Vec<u32> {
        let widest = self.widths.last().copied().unwrap_or(FIRST_WIDTH);
        let mut widths: Vec<u32> =
            self.widths.iter().copied().filter(|wanted| *wanted < width).collect();
        if width <= widest {
            widths.push(width);
        }
        widths
    }
}

/// A file made from a photo, not yet kept.
#[derive(Clone, Debug)]
pub struct Made {
    /// What is known of it.
    pub rendition: Rendition,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Opens a photo and makes the first file of it: enough for readers until all others are there. That it can be made
/// is the proof that the photo is sound.
pub fn first(bytes: &[u8], format: &Format, stamp: &Stamp) -> Result<Vec<Made>, CannotOpen> {
    let purpose = Purpose { width: FIRST_WIDTH, crop: (1, 1) };
    let canvas = picture::open(bytes, format, purpose)?;
    let width = canvas.width.min(FIRST_WIDTH);
    let mut set = Set::new(stamp);
    set.plain(&scaled(&canvas, width)?)?;
    Ok(set.finish())
}

/// Makes all files of a photo.
pub fn all(
    bytes: &[u8],
    format: &Format,
    recipe: &Recipe,
    focal: Focal,
    stamp: &Stamp,
) -> Result<Vec<Made>, CannotOpen> {
    let canvas = picture::open(bytes, format, recipe.purpose())?;
    let mut set = Set::new(stamp);
    if let Some(Animation { frames }) = picture::animation(bytes, format) {
        set.moving(&frames)?;
        set.plain(&scaled(
            &canvas,
            frames.first().map_or(canvas.width, |(frame, _)| frame.width),
        )?)?;
    } else {
        let widths = recipe.widths_of(canvas.width);
        let largest = scaled_height(&canvas, widths.last().copied().unwrap_or(canvas.width));
        let area = u64::from(largest.0) * u64::from(largest.1);
        for width in widths {
            let canvas = scaled(&canvas, width)?;
            set.plain(&canvas)?;
            if largest.0.max(largest.1) <= MAX_WEBP {
                set.webp(&canvas)?;
            }
            // All widths or none: a browser that takes AVIF looks at no others.
            if AVIF && area <= MAX_AVIF {
                set.avif(&canvas)?;
            }
        }
    }
    set.share(&canvas, focal)?;
    Ok(set.finish())
}

fn scaled_height(canvas: &Canvas, width: u32) -> (u32, u32) {
    let height =
        (f64::from(canvas.height) * f64::from(width) / f64::from(canvas.width.max(1))).round();
    (width, (height as u32).max(1))
}

fn scaled(canvas: &Canvas, width: u32) -> Result<Canvas, CannotOpen> {
    let (width, height) = scaled_height(canvas, width);
    canvas.resized(width, height).ok_or_else(unresizable)
}

fn unresizable() -> CannotOpen {
    CannotOpen::Damaged("it cannot be made smaller".to_owned())
}

/// Files that belong together.
struct Set<'a> {
    stamp: &'a Stamp,
    made: Vec<Made>,
}

impl Set<'_> {
    fn new(stamp: &Stamp) -> Set<'_> {
        Set { stamp, made: Vec::new() }
    }

    /// The file that every browser shows: a JPEG, or a PNG where something shines through.
    fn plain(&mut self, canvas: &Canvas) -> Result<(), CannotOpen> {
        if canvas.alpha {
            let bytes = self.stamp.on_png(encode::png(canvas)?);
            self.add(format!("{}.png", canvas.width), "image/png", canvas, bytes);
        } else {
            let bytes = self.stamp.on_jpeg(encode::jpeg(canvas)?);
            self.add(format!("{}.jpg", canvas.width), "image/jpeg", canvas, bytes);
        }
        Ok(())
    }

    fn webp(&mut self, canvas: &Canvas) -> Result<(), CannotOpen> {
        let bytes = self.stamp.on_webp(encode::webp(canvas)?, canvas);
        self.add(format!("{}.webp", canvas.width), "image/webp", canvas, bytes);
        Ok(())
    }

    #[cfg(feature = "avif")]
    fn avif(&mut self, canvas: &Canvas) -> Result<(), CannotOpen> {
        let bytes = encode::avif(canvas, self.stamp.exif())?;
        self.add(format!("{}.avif", canvas.width), "image/avif", canvas, bytes);
        Ok(())
    }

    #[cfg(not(feature = "avif"))]
    #[allow(clippy::unused_self, clippy::unnecessary_wraps)] // It stands in for the one above.
    fn avif(&mut self, _canvas: &Canvas) -> Result<(), CannotOpen> {
        Ok(())
    }

    fn moving(&mut self, frames: &[(Canvas, i32)]) -> Result<(), CannotOpen> {
        let Some((first, _)) = frames.first() else { return Ok(()) };
        let bytes = self.stamp.on_webp(encode::moving_webp(frames)?, first);
        self.add(format!("{}.webp", first.width), "image/webp", first, bytes);
        Ok(())
    }

    /// The crop that services show beside a link, around what must stay in sight.
    fn share(&mut self, canvas: &Canvas, focal: Focal) -> Result<(), CannotOpen> {
        let (wide, high) = SHARE_SIZE;
        let canvas = canvas.on_white();
        let scale = (f64::from(canvas.width) / f64::from(wide))
            .min(f64::from(canvas.height) / f64::from(high));
        let part = |side: u32, most: u32| ((f64::from(side) * scale).round() as u32).clamp(1, most);
        let (width, height) = (part(wide, canvas.width), part(high, canvas.height));
        let left = Focal::crop(focal.x, canvas.width, width);
        let top = Focal::crop(focal.y, canvas.height, height);
        // A small picture stays small: blown up it would only be heavier.
        let (wide, high) = if scale < 1.0 { (width, height) } else { (wide, high) };
        let crop = canvas.cropped(left, top, width, height, wide, high).ok_or_else(unresizable)?;
        let bytes = self.stamp.on_jpeg(encode::jpeg(&crop)?);
        self.add(SHARE.to_owned(), "image/jpeg", &crop, bytes);
        Ok(())
    }

    fn add(&mut self, name: String, content_type: &str, canvas: &Canvas, bytes: Vec<u8>) {
        let rendition = Rendition {
            set: String::new(),
            name,
            content_type: content_type.to_owned(),
            width: canvas.width,
            height: canvas.height,
            bytes: bytes.len() as u64,
            hash: Hash(*blake3::hash(&bytes).as_bytes()).to_string(),
        };
        self.made.push(Made { rendition, bytes });
    }

    /// Gives the set its name, which is made of what is in it: another set has another address.
    fn finish(mut self) -> Vec<Made> {
        let mut hasher = blake3::Hasher::new();
        for Made { rendition, .. } in &self.made {
            hasher.update(rendition.name.as_bytes());
            hasher.update(rendition.hash.as_bytes());
        }
        let name = hasher.finalize().to_hex()[..crate::address::SET_DIGITS].to_owned();
        for Made { rendition, .. } in &mut self.made {
            rendition.set.clone_from(&name);
        }
        self.made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_never_made_wider_than_it_is() {
        let recipe = Recipe::new([1200, 480, 800, 480, 3]);
        assert_eq!(recipe.widths, [480, 800, 1200]);
        assert_eq!(recipe.widths_of(5000), [480, 800, 1200]);
        assert_eq!(recipe.widths_of(1200), [480, 800, 1200]);
        assert_eq!(recipe.widths_of(1000), [480, 800, 1000]);
        assert_eq!(recipe.widths_of(100), [100]);
        assert_eq!(
            recipe.word().replace(":no avif", ""),
            "1:480,800,1200",
            "a program without AVIF makes other files of the same photo"
        );
    }
}
