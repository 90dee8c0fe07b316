//! Pixels of eight bits, with or without transparency.

#[cfg(feature = "avif")]
use std::borrow::Cow;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, RgbImage, RgbaImage};

use crate::format::Size;

/// Pixels in rows, three or four bytes each.
#[derive(Clone, Debug)]
pub(crate) struct Canvas {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Whether the fourth byte is there and says anything.
    pub(crate) alpha: bool,
    pub(crate) data: Vec<u8>,
}

impl Canvas {
    /// Makes a picture of any kind of pixels smaller, or leaves it as large as it is. Nothing comes of sizes that do
    /// not fit the data.
    pub(super) fn shrunk(
        mut data: Vec<u8>,
        color: ColorType,
        size: Size,
        wanted: Size,
    ) -> Option<Canvas> {
        let channels = color.channel_count();
        if color.bytes_per_pixel() == channels * 2 {
            // In its place, since a second copy of a large picture would be too much.
            for at in 0..data.len() / 2 {
                data[at] = (u16::from_ne_bytes([data[at * 2], data[at * 2 + 1]]) >> 8) as u8;
            }
            data.truncate(data.len() / 2);
        } else if color.bytes_per_pixel() != channels {
            return None;
        }
        let (alpha, data) = match channels {
            1 => (false, data.iter().flat_map(|gray| [*gray; 3]).collect()),
            2 => {
                let pairs = data.chunks_exact(2);
                (true, pairs.flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]).collect())
            }
            3 => (false, data),
            _ => (true, data),
        };
        let Size { width, height } = size;
        let canvas = Canvas { width, height, alpha, data };
        let canvas = if size == wanted {
            canvas
        } else {
            canvas.cropped(0, 0, width, height, wanted.width, wanted.height)?
        };
        Some(if canvas.is_opaque() { canvas.on_white() } else { canvas })
    }

    /// Pixels of four bytes each.
    pub(super) fn of_rgba(image: RgbaImage) -> Canvas {
        let (width, height) = image.dimensions();
        Canvas { width, height, alpha: true, data: image.into_raw() }
    }

    fn is_opaque(&self) -> bool {
        !self.alpha || self.data.chunks_exact(4).all(|pixel| pixel[3] == 255)
    }

    /// The picture in another size.
    pub(crate) fn resized(&self, width: u32, height: u32) -> Option<Canvas> {
        if (width, height) == (self.width, self.height) {
            return Some(self.clone());
        }
        self.cropped(0, 0, self.width, self.height, width, height)
    }

    /// A part of the picture, in another size.
    pub(crate) fn cropped(
        &self,
        left: u32,
        top: u32,
        part_width: u32,
        part_height: u32,
        width: u32,
        height: u32,
    ) -> Option<Canvas> {
        let size = Size { width: self.width, height: self.height };
        let part = [left, top, part_width, part_height].map(f64::from);
        let wanted = Size { width, height };
        // One kind of pixels after the other, named here: the library compiles into this crate what it may be asked.
        let data = if self.alpha {
            resize::<U8x4>(&self.data, size, wanted, part)?
        } else {
            resize::<U8x3>(&self.data, size, wanted, part)?
        };
        Some(Canvas { width, height, alpha: self.alpha, data })
    }

    /// The picture with a fourth byte for every pixel, whether that says anything or not.
    #[cfg(feature = "avif")]
    pub(crate) fn rgba(&self) -> Cow<'_, [u8]> {
        if self.alpha {
            return Cow::Borrowed(&self.data);
        }
        let pixels = self.data.chunks_exact(3);
        Cow::Owned(pixels.flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect())
    }

    /// The picture as it looks on white paper, without transparency.
    pub(crate) fn on_white(&self) -> Canvas {
        if !self.alpha {
            return self.clone();
        }
        let over = |color: u8, alpha: u8| {
            let alpha = u32::from(alpha);
            ((u32::from(color) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        let pixels = self.data.chunks_exact(4);
        let data = pixels
            .flat_map(|pixel| [0, 1, 2].map(|channel| over(pixel[channel], pixel[3])))
            .collect();
        Canvas { width: self.width, height: self.height, alpha: false, data }
    }

    /// The picture as the camera was held.
    pub(super) fn upright(self, orientation: Orientation) -> Canvas {
        if orientation == Orientation::NoTransforms {
            return self;
        }
        let Canvas { width, height, alpha, data } = self;
        let image = if alpha {
            RgbaImage::from_raw(width, height, data).map(DynamicImage::ImageRgba8)
        } else {
            RgbImage::from_raw(width, height, data).map(DynamicImage::ImageRgb8)
        };
        // The data always fits; an empty picture is refused by every encoder.
        let mut image = image.unwrap_or_default();
        image.apply_orientation(orientation);
        let (width, height) = (image.width(), image.height());
        Canvas { width, height, alpha, data: image.into_bytes() }
    }
}

fn resize<P: PixelTrait>(
    data: &[u8],
    size: Size,
    wanted: Size,
    [left, top, width, height]: [f64; 4],
) -> Option<Vec<u8>> {
    let source = TypedImageRef::<P>::from_buffer(size.width, size.height, data).ok()?;
    let pixels = wanted.width as usize * wanted.height as usize;
    let mut resized = vec![0; pixels * P::size()];
    let mut target =
        TypedImage::<P>::from_buffer(wanted.width, wanted.height, &mut resized).ok()?;
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
        .crop(left, top, width, height);
    Resizer::new().resize_typed(&source, &mut target, Some(&options)).ok()?;
    Some(resized)
}
