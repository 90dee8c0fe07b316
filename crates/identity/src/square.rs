//! A QR code as one path, which a page draws without being given any markup.

use qrcodegen::{QrCode, QrCodeEcc};

/// The path of a QR code.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Square {
    /// How many units it is wide and high, with the white frame that scanners need.
    pub size: i32,
    /// The dark squares, for the attribute `d` of an SVG path.
    pub path: String,
}

/// White units around the code; scanners want four.
const FRAME: i32 = 4;

/// The QR code of a text; nothing if it is too long for one.
pub fn square(text: &str) -> Option<Square> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let width = i32::try_from(dark).unwrap_or(0);
            if width > 0 {
                path += &format!("M{} {}h{width}v1h-{width}z", x + FRAME, y + FRAME);
            }
            x += width.max(1);
        }
    }
    Some(Square { size: code.size() + 2 * FRAME, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_for_apps_fits_and_a_novel_does_not() {
        let drawn = square("otpauth://totp/Paper:ana@paper.example?secret=ABC").unwrap();
        assert!(drawn.size > 29);
        // The corner that every code has: seven dark units.
        assert!(drawn.path.starts_with("M4 4h7v1h-7z"), "{}", &drawn.path[..40]);
        assert!(drawn.path.chars().all(|sign| "Mhvz- 0123456789".contains(sign)));
        assert_eq!(square(&"novel ".repeat(1_000)), None);
    }
}
