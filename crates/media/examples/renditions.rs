//! What making the files of a photo costs: of the one that is named, or of 24 megapixels made up here.
//!
//! `cargo run --profile bench -p media --example renditions [PHOTO]`

use std::time::Instant;

use media::rendition::{self, Recipe, Stamp};
use story::media::Focal;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = match std::env::args_os().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => invented(6000, 4000)?,
    };
    let format = media::format::of(&bytes)?;
    let stamp = Stamp::new("Ana Petrosyan", "The Meridian", "CC BY 4.0");
    println!("{}, {} kB, {:?}", format.content_type, bytes.len() / 1000, format.size(&bytes)?);
    let begin = Instant::now();
    let first = rendition::first(&bytes, format, &stamp)?;
    println!("at once: {} ms, {} kB", begin.elapsed().as_millis(), first[0].bytes.len() / 1000);
    let begin = Instant::now();
    let made = rendition::all(&bytes, format, &Recipe::default(), Focal::default(), &stamp)?;
    println!("in the background: {} ms", begin.elapsed().as_millis());
    for made in &made {
        println!("{:>12} {:>8} bytes", made.rendition.name, made.bytes.len());
    }
    println!("together {} kB", made.iter().map(|made| made.bytes.len()).sum::<usize>() / 1000);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    }
    Ok(())
}

/// A sky, hills and a field with the grain of a camera: neither as smooth as a drawing nor as rough as noise.
fn invented(width: u32, height: u32) -> Result<Vec<u8>, image::ImageError> {
    let mut dice = 0x2545_f491_u32;
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        dice ^= dice << 13;
        dice ^= dice >> 17;
        dice ^= dice << 5;
        let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
        let hill = 0.5 + 0.1 * (x * 9.0).sin() + 0.03 * (x * 41.0).sin();
        let grass = 24.0 * (x * 900.0 + (y * 700.0).sin() * 3.0).sin() * (y * 1100.0).cos();
        let [red, green, blue] = if y < hill {
            [90.0 + 90.0 * y, 140.0 + 60.0 * y, 220.0 - 20.0 * x]
        } else {
            [70.0 + 60.0 * x + grass, 110.0 + 40.0 * y + grass, 50.0 + 30.0 * x + grass / 2.0]
        };
        let grain = f64::from(dice >> 28) - 7.5;
        image::Rgb([red, green, blue].map(|color| (color + grain).clamp(0.0, 255.0) as u8))
    });
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92).encode_image(&picture)?;
    Ok(bytes)
}
