//! Sound.

use super::container::first_page;
use super::{Format, Purpose, no_size};

pub(super) const MP3: Format = Format {
    content_type: "audio/mpeg",
    extensions: &["mp3"],
    purpose: Purpose::Sound,
    matches: |bytes| bytes.starts_with(b"ID3") || begins_with_two_frames(bytes),
    size: no_size,
};

pub(super) const WAV: Format = Format {
    content_type: "audio/wav",
    extensions: &["wav"],
    purpose: Purpose::Sound,
    matches: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE"),
    size: no_size,
};

pub(super) const FLAC: Format = Format {
    content_type: "audio/flac",
    extensions: &["flac"],
    purpose: Purpose::Sound,
    matches: |bytes| bytes.starts_with(b"fLaC"),
    size: no_size,
};

pub(super) const OGG: Format = Format {
    content_type: "audio/ogg",
    extensions: &["ogg", "oga", "opus"],
    purpose: Purpose::Sound,
    matches: |bytes| {
        let page = first_page(bytes);
        bytes.starts_with(b"OggS")
            && [&b"\x01vorbis"[..], b"OpusHead", b"Speex", b"\x7fFLAC"]
                .iter()
                .any(|codec| page.starts_with(codec))
    },
    size: no_size,
};

/// An MP3 without a tag has no signature, only frames; one could be chance, two in their places are not.
fn begins_with_two_frames(bytes: &[u8]) -> bool {
    frame_length(bytes)
        .and_then(|length| bytes.get(length..))
        .is_some_and(|rest| frame_length(rest).is_some())
}

/// The length of the MPEG layer III frame that begins here.
fn frame_length(bytes: &[u8]) -> Option<usize> {
    const MPEG1: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const MPEG2: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let header = bytes.get(..4)?;
    let layer_three = header[0] == 0xff && header[1] & 0xe6 == 0xe2;
    let (rates, samples, divisor) = match header[1] >> 3 & 3 {
        3 if layer_three => (MPEG1, 144, 1),
        2 if layer_three => (MPEG2, 72, 2),
        0 if layer_three => (MPEG2, 72, 4),
        _ => return None,
    };
    let kilobits = *rates.get(usize::from(header[2] >> 4)).filter(|rate| **rate > 0)?;
    let hertz = [44_100, 48_000, 32_000].get(usize::from(header[2] >> 2 & 3))? / divisor;
    let padding = usize::from(header[2] >> 1 & 1);
    Some(samples * kilobits * 1000 / hertz + padding)
}
