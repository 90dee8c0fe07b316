//! What a photo will take to open, found from its headers.

use super::{CannotOpen, MAX_MEMORY};
use crate::format::{Format, Size, u16_be};

/// How many passes a JPEG may be drawn in, and how many pixels all of them may touch together. Programs write about
/// ten passes; an attack writes thousands.
const MAX_PASSES: u64 = 100;
const MAX_TOUCHED: u64 = 800_000_000;

/// Refuses a photo that would take too long or too much.
pub(super) fn check(bytes: &[u8], format: &Format) -> Result<(), CannotOpen> {
    let Ok(Some(Size { width, height })) = format.size(bytes) else {
        return Err(CannotOpen::Damaged("its size cannot be read".to_owned()));
    };
    let pixels = u64::from(width) * u64::from(height);
    let input = bytes.len() as u64;
    let need = match format.content_type {
        "image/jpeg" => {
            let frame = frame(bytes);
            if frame.progressive {
                let passes = passes(bytes);
                if passes > MAX_PASSES || passes * pixels > MAX_TOUCHED {
                    return Err(CannotOpen::TooManyPasses { passes });
                }
            }
            // The decoder copies the file.
            input + pixels * 3 + if frame.progressive { frame.coefficients(pixels) } else { 0 }
        }
        // What a PNG unfolds to, its decoder says exactly, in `pixels`; this is the least that it can be.
        "image/png" => pixels,
        // The planes of brightness and color, the picture, and the picture with what lay under it.
        "image/webp" => pixels * 8,
        "image/gif" => pixels * 9,
        _ => 0,
    };
    if need > MAX_MEMORY {
        return Err(CannotOpen::TooHeavy { need: need >> 20, limit: MAX_MEMORY >> 20 });
    }
    Ok(())
}

/// What the frame header of a JPEG says.
#[derive(Default)]
struct Frame {
    progressive: bool,
    /// How many numbers there are for each pixel, in sixteenths of the largest plane.
    sixteenths: u64,
}

impl Frame {
    /// The numbers that a progressive picture is put together from: two bytes each, all of them at once.
    fn coefficients(&self, pixels: u64) -> u64 {
        pixels * self.sixteenths * 2 / 16
    }
}

fn frame(bytes: &[u8]) -> Frame {
    let mut at = 2;
    loop {
        let Some(marker) = marker(bytes, &mut at) else { return Frame::default() };
        match marker {
            0x01 | 0xd0..=0xd8 => {}
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let planes = usize::from(bytes.get(at + 7).copied().unwrap_or_default()).min(4);
                let samples: Vec<u64> = (0..planes)
                    .filter_map(|plane| bytes.get(at + 9 + plane * 3))
                    .map(|byte| u64::from(byte >> 4) * u64::from(byte & 15))
                    .collect();
                let most = samples.iter().copied().max().unwrap_or(1).max(1);
                let sixteenths = samples.iter().sum::<u64>() * 16 / most;
                return Frame {
                    progressive: matches!(marker, 0xc2 | 0xc6 | 0xca | 0xce),
                    sixteenths,
                };
            }
            0xd9 | 0xda => return Frame::default(),
            _ => {
                let Some(length) = u16_be(bytes, at) else { return Frame::default() };
                at += length.max(2) as usize;
            }
        }
    }
}

/// The next marker; `at` then stands behind it.
fn marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    *at += bytes.get(*at..)?.iter().position(|byte| *byte == 0xff)?;
    *at += bytes.get(*at..)?.iter().position(|byte| *byte != 0xff)?;
    let marker = bytes[*at];
    *at += 1;
    Some(marker)
}

/// How often a scan begins. In the data of a scan the two bytes never stand beside each other; in a thumbnail they
/// may, which makes the count too high by a few.
fn passes(bytes: &[u8]) -> u64 {
    bytes.windows(2).filter(|pair| *pair == [0xff, 0xda]).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(frame: u8, scans: usize) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, frame, 0, 17, 8];
        bytes.extend([0x10, 0, 0x17, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        bytes.extend([0xff, 0xda].repeat(scans));
        bytes
    }

    #[test]
    fn a_jpeg_of_a_thousand_passes_is_not_opened() {
        let check = |bytes: &[u8]| check(bytes, crate::format::of(bytes).unwrap());
        assert_eq!(check(&jpeg(0xc2, 12)), Ok(()));
        assert_eq!(check(&jpeg(0xc2, 1000)), Err(CannotOpen::TooManyPasses { passes: 1000 }));
        assert_eq!(check(&jpeg(0xc0, 1)), Ok(()));
    }

    #[test]
    fn the_planes_of_color_are_counted_at_their_size() {
        assert_eq!(frame(&jpeg(0xc2, 1)).sixteenths, 24);
    }
}
