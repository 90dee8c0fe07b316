//! Pixels as files.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
#[cfg(feature = "avif")]
use ravif::{BitDepth, Encoder, Img};
#[cfg(feature = "avif")]
use rgb::FromSlice;
use webp::{AnimEncoder, AnimFrame, WebPConfig};

use crate::picture::{CannotOpen, Canvas};

/// Qualities at which a press photo at these widths shows no difference without looking for one.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 76.0;
#[cfg(feature = "avif")]
const AVIF_QUALITY: f32 = 62.0;

/// From 1, which takes minutes, to 10.
#[cfg(feature = "avif")]
const AVIF_SPEED: u8 = 9;

fn failed(error: impl std::fmt::Display) -> CannotOpen {
    CannotOpen::Damaged(format!("it cannot be written anew: {error}"))
}

fn color(canvas: &Canvas) -> ExtendedColorType {
    if canvas.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 }
}

pub(super) fn jpeg(canvas: &Canvas) -> Result<Vec<u8>, CannotOpen> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .write_image(&canvas.data, canvas.width, canvas.height, color(canvas))
        .map_err(failed)?;
    Ok(bytes)
}

pub(super) fn png(canvas: &Canvas) -> Result<Vec<u8>, CannotOpen> {
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(&canvas.data, canvas.width, canvas.height, color(canvas))
        .map_err(failed)?;
    Ok(bytes)
}

pub(super) fn webp(canvas: &Canvas) -> Result<Vec<u8>, CannotOpen> {
    let Canvas { width, height, alpha, data } = canvas;
    let encoder = if *alpha {
        webp::Encoder::from_rgba(data, *width, *height)
    } else {
        webp::Encoder::from_rgb(data, *width, *height)
    };
    let encoded = encoder.encode_simple(false, WEBP_QUALITY);
    Ok(encoded.map_err(|error| failed(format!("{error:?}")))?.to_vec())
}

pub(super) fn moving_webp(frames: &[(Canvas, i32)]) -> Result<Vec<u8>, CannotOpen> {
    let Some((first, _)) = frames.first() else { return Err(failed("it has no frames")) };
    let mut config = WebPConfig::new().map_err(|()| failed("the library is another one"))?;
    config.quality = WEBP_QUALITY;
    config.method = 2;
    let mut encoder = AnimEncoder::new(first.width, first.height, &config);
    encoder.set_loop_count(0);
    // The library wants to know when a frame begins; we know when it ends.
    let mut begins = 0;
    for (frame, ends) in frames {
        let Canvas { width, height, alpha, data } = frame;
        encoder.add_frame(if *alpha {
            AnimFrame::from_rgba(data, *width, *height, begins)
        } else {
            AnimFrame::from_rgb(data, *width, *height, begins)
        });
        begins = *ends;
    }
    let encoded = encoder.try_encode().map_err(|error| failed(format!("{error:?}")))?;
    Ok(encoded.to_vec())
}

#[cfg(feature = "avif")]
pub(super) fn avif(canvas: &Canvas, exif: Option<Vec<u8>>) -> Result<Vec<u8>, CannotOpen> {
    let (width, height) = (canvas.width as usize, canvas.height as usize);
    let mut encoder = Encoder::new()
        .with_quality(AVIF_QUALITY)
        .with_alpha_quality(AVIF_QUALITY)
        .with_speed(AVIF_SPEED)
        .with_bit_depth(BitDepth::Eight)
        // One thread: whoever reads the paper comes first.
        .with_num_threads(Some(1));
    if let Some(exif) = exif {
        encoder = encoder.with_exif(exif);
    }
    // Also without transparency: the function for three bytes is inlined, and the whole encoder with it into this crate.
    let pixels = canvas.rgba();
    let encoded = encoder.encode_rgba(Img::new(pixels.as_rgba(), width, height));
    Ok(encoded.map_err(failed)?.avif_file)
}
