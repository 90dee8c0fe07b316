//! Pictures that move.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use image::codecs::{gif::GifDecoder, webp::WebPDecoder};
use image::{AnimationDecoder, Frames};

use super::{Canvas, bounds};
use crate::format::Format;

/// The frames of a picture that moves, all of one size.
#[derive(Debug)]
pub(crate) struct Animation {
    /// Each with the moment at which it is replaced, in milliseconds from the beginning.
    pub(crate) frames: Vec<(Canvas, i32)>,
}

/// How wide a picture that moves is shown at most; beyond that it is a film and should be one.
const MAX_WIDTH: u32 = 640;

/// What all frames may take together, in bytes, and how long reading them may.
const MAX_BYTES: usize = 64 << 20;
const MAX_TIME: Duration = Duration::from_secs(3);

/// The frames of a picture that moves. One with too many of them stands still, as does one that is damaged.
pub(crate) fn animation(bytes: &[u8], format: &Format) -> Option<Animation> {
    bounds::check(bytes, format).ok()?;
    catch_unwind(AssertUnwindSafe(|| match format.content_type {
        "image/gif" => collect(GifDecoder::new(Cursor::new(bytes)).ok()?.into_frames()),
        "image/webp" => {
            let decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
            decoder.has_animation().then(|| collect(decoder.into_frames()))?
        }
        _ => None,
    }))
    .unwrap_or_default()
}

fn collect(frames: Frames<'_>) -> Option<Animation> {
    let begin = Instant::now();
    let mut kept: Vec<(Canvas, i32)> = Vec::new();
    let (mut bytes, mut at) = (0, 0_i32);
    for frame in frames {
        // One that is cut off in the middle still moves up to there.
        let Ok(frame) = frame else { break };
        let (numerator, denominator) = frame.delay().numer_denom_ms();
        let delay = i32::try_from(numerator / denominator.max(1)).unwrap_or(i32::MAX);
        let canvas = Canvas::of_rgba(frame.into_buffer());
        let width = canvas.width.min(MAX_WIDTH);
        let height = (u64::from(canvas.height) * u64::from(width) / u64::from(canvas.width.max(1)))
            .max(1) as u32;
        let canvas = canvas.resized(width, height)?;
        bytes += canvas.data.len();
        if bytes > MAX_BYTES || begin.elapsed() > MAX_TIME {
            return None;
        }
        // Browsers show frames that would rush by for a tenth of a second.
        at = at.saturating_add(if delay < 20 { 100 } else { delay });
        kept.push((canvas, at));
    }
    (kept.len() > 1).then_some(Animation { frames: kept })
}
