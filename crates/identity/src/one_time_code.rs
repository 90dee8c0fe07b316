//! Six digits from an app, new every half minute (RFC 6238).

use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::{Error, Result};

/// How long a code is shown, in seconds.
pub const STEP: u64 = 30;

/// How many steps a clock may be off, either way.
const SKEW: u16 = 1;

/// A fresh secret for an app and for us: 160 bits.
pub fn fresh_secret() -> Result<[u8; 20]> {
    crate::random()
}

/// The secret as somebody types it into an app that cannot scan.
pub fn written(secret: &[u8]) -> String {
    Secret::new(secret.into()).to_base32()
}

/// The link that an app learns the secret from.
pub fn link(secret: &[u8], paper: &str, email: &str) -> Result<String> {
    // A colon divides the paper from the person there.
    let paper = paper.replace(':', " ");
    let codes = codes(secret, 6).with_issuer(Some(paper)).with_account_name(email.to_owned());
    let unwritable = |error: totp_rs::TotpError| Error::Unwritable(error.to_string());
    codes.build().map_err(unwritable)?.to_url().map_err(unwritable)
}

/// The number of the half minute whose code this is, if it is one of the last, the present or the next. Who keeps
/// the largest number and takes none that is not larger, takes no code twice.
pub fn check(secret: &[u8], code: &str, now: u64) -> Option<u64> {
    let code: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    totp(secret, 6).check(&code, now)
}

/// Whether somebody meant such a code, and not a recovery code.
pub fn looks_like_one(text: &str) -> bool {
    let mut digits = 0;
    text.chars().filter(|sign| !sign.is_whitespace()).all(|sign| {
        digits += 1;
        sign.is_ascii_digit()
    }) && digits == 6
}

/// The code that an app shows at a moment.
pub fn at(secret: &[u8], now: u64) -> String {
    totp(secret, 6).generate(now).to_string()
}

fn totp(secret: &[u8], digits: u8) -> Totp {
    codes(secret, digits).build_noncompliant()
}

fn codes(secret: &[u8], digits: u8) -> Builder {
    Builder::new()
        // What every app knows; some of them read nothing else.
        .with_algorithm(Algorithm::SHA1)
        .with_digits(digits)
        .with_skew(SKEW)
        .with_step_duration(STEP)
        .with_secret(Secret::new(secret.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RFC_SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Its appendix B, the column for SHA-1; codes of six digits are the last six of those of eight.
        for (now, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(totp(RFC_SECRET, 8).generate(now).to_string(), code);
            assert_eq!(at(RFC_SECRET, now), code[2..]);
            assert_eq!(check(RFC_SECRET, &code[2..], now), Some(now / STEP));
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let now = 1_700_000_010;
        let code = at(RFC_SECRET, now);
        for (later, taken) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let then = now.checked_add_signed(later).unwrap();
            assert_eq!(check(RFC_SECRET, &code, then), taken.then_some(now / STEP), "{later}");
        }
    }

    #[test]
    fn nothing_but_the_code_is_taken() {
        let now = 1_700_000_010;
        let code = at(RFC_SECRET, now);
        let spaced = format!(" {} {}", &code[..3], &code[3..]);
        assert!(check(RFC_SECRET, &spaced, now).is_some());
        for wrong in ["", "0", "+12345", "1234567", "½½½½½½", "abcdef", "٠١٢٣٤٥"] {
            assert_eq!(check(RFC_SECRET, wrong, now), None, "{wrong}");
        }
        assert!(check(b"another secret of 20", &code, now).is_none());
    }

    #[test]
    fn a_link_names_the_paper_and_the_person() {
        let link = link(RFC_SECRET, "Le Méridien: Paris", "ana@paper.example").unwrap();
        assert!(link.starts_with("otpauth://totp/Le%20M%C3%A9ridien%20%20Paris:ana"), "{link}");
        assert!(link.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{link}");
        assert_eq!(written(RFC_SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_ne!(fresh_secret().unwrap(), fresh_secret().unwrap());
    }

    #[test]
    fn six_digits_are_meant_as_a_code() {
        for (text, is) in [("123 456", true), ("123456", true), ("12345", false), ("", false)] {
            assert_eq!(looks_like_one(text), is, "{text}");
        }
        assert!(!looks_like_one("abcd-efgh-jkmn-pqrs"));
    }
}
