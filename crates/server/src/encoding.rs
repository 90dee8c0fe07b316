//! Encodings of a page: which one a client takes, and how it is made.

use std::io::Write;

use bytes::Bytes;

/// How a page's bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Not at all.
    Identity,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
    /// gzip (RFC 1952).
    Gzip,
}

/// How much time may be spent on packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effort {
    /// A reader waits.
    Quick,
    /// Nobody waits, and the page is asked for often.
    Thorough,
}

impl Encoding {
    /// All of them. Of those that a client likes equally the first one is sent: it is the smallest.
    pub const ALL: [Encoding; 4] =
        [Encoding::Brotli, Encoding::Zstd, Encoding::Gzip, Encoding::Identity];

    /// Its name in `Content-Encoding`; nothing for [`Encoding::Identity`].
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Brotli => Some("br"),
            Encoding::Zstd => Some("zstd"),
            Encoding::Gzip => Some("gzip"),
        }
    }

    pub(crate) fn index(self) -> usize {
        match self {
            Encoding::Identity => 0,
            Encoding::Brotli => 1,
            Encoding::Zstd => 2,
            Encoding::Gzip => 3,
        }
    }

    /// The one that a client wants, by its `Accept-Encoding` (RFC 9110, section 12.5.3). What cannot be read there
    /// is passed over; without the header the page goes as it is.
    pub fn wanted(accept: Option<&[u8]>) -> Encoding {
        let Some(accept) = accept else { return Encoding::Identity };
        // What was said of each, by index, and of all others: thousandths of preference.
        let mut said = [None; 4];
        let mut others = None;
        for part in accept.split(|byte| *byte == b',') {
            let mut pieces = part.split(|byte| *byte == b';');
            let name = pieces.next().unwrap_or_default().trim_ascii();
            let weight = pieces.find_map(weight).unwrap_or(1000);
            if name == b"*" {
                others = Some(weight);
            } else if name.eq_ignore_ascii_case(b"identity") {
                said[0] = Some(weight);
            } else if name.eq_ignore_ascii_case(b"x-gzip") {
                said[Encoding::Gzip.index()] = Some(weight);
            } else if let Some(named) = Encoding::ALL
                .into_iter()
                .find(|one| one.name().is_some_and(|it| name.eq_ignore_ascii_case(it.as_bytes())))
            {
                said[named.index()] = Some(weight);
            }
        }
        let mut best = (0, Encoding::Identity);
        for encoding in Encoding::ALL {
            let weight = said[encoding.index()].or(others).unwrap_or(0);
            // The page as it is is always good enough, and never better than what was asked for.
            let counts = encoding != Encoding::Identity || said[0].is_some();
            if weight > best.0 && counts {
                best = (weight, encoding);
            }
        }
        best.1
    }

    /// The bytes packed in this way.
    pub(crate) fn pack(self, bytes: &Bytes, effort: Effort) -> std::io::Result<Bytes> {
        let thorough = effort == Effort::Thorough;
        match self {
            Encoding::Identity => Ok(bytes.clone()),
            Encoding::Brotli => {
                let mut packed = Vec::with_capacity(bytes.len() / 3);
                let parameters = brotli::enc::BrotliEncoderParams {
                    quality: if thorough { 11 } else { 5 },
                    size_hint: bytes.len(),
                    mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
                    ..Default::default()
                };
                brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
                Ok(packed.into())
            }
            Encoding::Zstd => {
                let level = if thorough { 19 } else { 5 };
                Ok(zstd::bulk::compress(bytes, level)?.into())
            }
            Encoding::Gzip => {
                let level = flate2::Compression::new(if thorough { 9 } else { 6 });
                let mut packed =
                    flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
                packed.write_all(bytes)?;
                Ok(packed.finish()?.into())
            }
        }
    }
}

/// The weight that a piece such as `q=0.5` gives, in thousandths.
fn weight(piece: &[u8]) -> Option<u32> {
    let (name, value) = piece.trim_ascii().split_at_checked(2)?;
    if !name.eq_ignore_ascii_case(b"q=") {
        return None;
    }
    let (whole, part) = match value.split_at_checked(1)? {
        (whole, [b'.', part @ ..]) => (whole[0], part),
        (whole, []) => (whole[0], &[][..]),
        _ => return None,
    };
    let mut weight = u32::from(whole.checked_sub(b'0').filter(|digit| *digit <= 1)?) * 1000;
    for (digit, worth) in part.iter().zip([100, 10, 1]) {
        weight += u32::from(digit.checked_sub(b'0').filter(|digit| *digit <= 9)?) * worth;
    }
    Some(weight.min(1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_gets_the_smallest_of_what_it_likes_best() {
        for (accept, wanted) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip, deflate, zstd", Encoding::Zstd),
            ("GZIP", Encoding::Gzip),
            ("x-gzip", Encoding::Gzip),
            ("br;q=0.5, gzip;q=0.9", Encoding::Gzip),
            ("br; q=0, gzip", Encoding::Gzip),
            ("br;q=0.000, *;q=0", Encoding::Identity),
            ("*", Encoding::Brotli),
            ("identity, gzip;q=0.5", Encoding::Identity),
            ("identity;q=0.5, gzip", Encoding::Gzip),
            ("deflate", Encoding::Identity),
            ("", Encoding::Identity),
            (";;q=,,gzip;q=2;q=x, \u{0}", Encoding::Gzip),
        ] {
            assert_eq!(Encoding::wanted(Some(accept.as_bytes())), wanted, "{accept}");
        }
        assert_eq!(Encoding::wanted(None), Encoding::Identity);
    }

    #[test]
    fn what_was_packed_can_be_unpacked() {
        use std::io::Read;
        let page = Bytes::from("Rain stops play in the second innings. ".repeat(200));
        for effort in [Effort::Quick, Effort::Thorough] {
            for encoding in Encoding::ALL {
                let packed = encoding.pack(&page, effort).unwrap();
                let mut unpacked = Vec::new();
                match encoding {
                    Encoding::Identity => unpacked = packed.to_vec(),
                    Encoding::Brotli => {
                        brotli::BrotliDecompress(&mut &packed[..], &mut unpacked).unwrap();
                    }
                    Encoding::Zstd => unpacked = zstd::decode_all(&packed[..]).unwrap(),
                    Encoding::Gzip => {
                        let mut gzip = flate2::read::GzDecoder::new(&packed[..]);
                        gzip.read_to_end(&mut unpacked).unwrap();
                    }
                }
                assert_eq!(unpacked, page, "{encoding:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_a_client_says_is_a_panic(accept: Vec<u8>) {
            Encoding::wanted(Some(&accept));
        }
    }
}
