//! A photo opened: its pixels upright, in sRGB, and no more of them than are needed.
//!
//! A thread that decodes cannot be stopped, so all of the work is bounded before it begins: by what the header says
//! of pixels, of memory and of passes over them.

mod animation;
mod bounds;
mod canvas;
mod color;
mod drawing;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageResult, Limits};

pub(crate) use animation::{Animation, animation};
pub(crate) use canvas::Canvas;
pub(crate) use drawing::draw;

use crate::format::{Format, Size};

/// How much memory opening a photo may take, in bytes: enough for 24 megapixels in whatever way they are written,
/// and for 61 as most cameras write them.
pub const MAX_MEMORY: u64 = 208 << 20;

/// Why a photo cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotOpen {
    /// Its pixels cannot be read.
    #[error("The picture is damaged: its pixels cannot be read ({0}). Save it once more.")]
    Damaged(String),
    /// It unfolds to more than is taken.
    #[error(
        "The picture takes {need} MiB of memory to open, and {limit} are allowed. Save it with fewer pixels; a JPEG that is not progressive, or 8 bits per color, also takes less."
    )]
    TooHeavy {
        /// How much it takes, in MiB.
        need: u64,
        /// How much it may take.
        limit: u64,
    },
    /// A JPEG in more passes than any program writes.
    #[error("The JPEG is drawn in {passes} passes, which no camera does. Save it once more.")]
    TooManyPasses {
        /// How many it has.
        passes: u64,
    },
    /// A format that is shown by browsers and not decoded here.
    #[error("{0}")]
    Format(&'static str),
}

/// What is said of a drawing that should be opened as if it had pixels.
pub const DRAWING: &str =
    "An SVG has no pixels. Bring it through the desk, which makes a picture of it.";

/// What is said of an AVIF picture.
pub const AVIF: &str = "The picture is an AVIF, which this program writes but cannot read. Save it as a JPEG or PNG; readers get an AVIF made from that.";

/// What a photo is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    /// The widest picture that will be made of it.
    pub(crate) width: u32,
    /// The crop that will be made of it.
    pub(crate) crop: (u32, u32),
}

/// The largest picture that is made of one, in pixels; a very tall one becomes narrower than was asked for.
const MAX_AREA: u64 = 16_000_000;

/// Opens a photo. What this takes, in time and in memory, its header has told before.
pub(crate) fn open(bytes: &[u8], format: &Format, purpose: Purpose) -> Result<Canvas, CannotOpen> {
    bounds::check(bytes, format)?;
    // Decoders of four formats in many thousand lines: a mistake in one of them costs a picture and no more.
    let opened = catch_unwind(AssertUnwindSafe(|| decode(bytes, format, purpose)));
    opened.unwrap_or_else(|_| Err(CannotOpen::Damaged("its decoder gave up".to_owned())))
}

fn decode(bytes: &[u8], format: &Format, purpose: Purpose) -> Result<Canvas, CannotOpen> {
    let damaged = |error: image::ImageError| CannotOpen::Damaged(error.to_string());
    let input = Cursor::new(bytes);
    match format.content_type {
        "image/jpeg" => pixels(JpegDecoder::new(input), purpose).map_err(damaged),
        "image/png" => pixels(PngDecoder::with_limits(input, limits()), purpose).map_err(damaged),
        "image/gif" => pixels(GifDecoder::new(input), purpose).map_err(damaged),
        "image/webp" => pixels(WebPDecoder::new(input), purpose).map_err(damaged),
        "image/avif" => Err(CannotOpen::Format(AVIF)),
        "image/svg+xml" => Err(CannotOpen::Format(DRAWING)),
        _ => Err(CannotOpen::Format("The file is no picture.")),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    limits
}

fn pixels(decoder: ImageResult<impl ImageDecoder>, purpose: Purpose) -> ImageResult<Canvas> {
    let mut decoder = decoder?;
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let too_heavy =
        || image::error::LimitError::from_kind(image::error::LimitErrorKind::InsufficientMemory);
    if decoder.total_bytes() > MAX_MEMORY {
        return Err(image::ImageError::Limits(too_heavy()));
    }
    let mut data = vec![
        0;
        usize::try_from(decoder.total_bytes())
            .map_err(|_| { image::ImageError::Limits(too_heavy()) })?
    ];
    decoder.read_image(&mut data)?;
    let size = Size { width, height };
    let wanted = needed(size, turns(orientation), purpose);
    let mut canvas = Canvas::shrunk(data, color, size, wanted).ok_or_else(|| {
        image::ImageError::Limits(image::error::LimitError::from_kind(
            image::error::LimitErrorKind::DimensionError,
        ))
    })?;
    if let Some(profile) = profile {
        color::to_srgb(&mut canvas, &profile);
    }
    Ok(canvas.upright(orientation))
}

/// Whether width and height change places when the picture is put upright.
fn turns(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// How large the picture must be so that everything can be made of it, before it is put upright.
fn needed(size: Size, turned: bool, purpose: Purpose) -> Size {
    let upright = if turned { Size { width: size.height, height: size.width } } else { size };
    let share = |wanted: u32, there: u32| f64::from(wanted) / f64::from(there.max(1));
    let scale = share(purpose.width, upright.width)
        .max(share(purpose.crop.0, upright.width))
        .max(share(purpose.crop.1, upright.height))
        .min(1.0);
    let area = u64::from(size.width) * u64::from(size.height);
    let scale = scale.min((MAX_AREA as f64 / area.max(1) as f64).sqrt());
    let side = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    Size { width: side(size.width), height: side(size.height) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_pixels_are_kept_than_are_needed() {
        let purpose = Purpose { width: 1600, crop: (1200, 630) };
        let needed = |width, height, turned| {
            let Size { width, height } = needed(Size { width, height }, turned, purpose);
            (width, height)
        };
        assert_eq!(needed(6000, 4000, false), (1600, 1067));
        assert_eq!(needed(6000, 4000, true), (2400, 1600));
        assert_eq!(needed(800, 600, false), (800, 600));
        // A panorama is kept high enough for its crop.
        assert_eq!(needed(6000, 1000, false), (3780, 630));
        let (width, height) = needed(1600, 60_000, false);
        assert!(u64::from(width) * u64::from(height) <= MAX_AREA + 60_000, "{width} × {height}");
    }
}
