//! Codes on paper, for when the phone is gone: each good once.

use crate::Result;

/// How many somebody gets at once.
pub const COUNT: usize = 10;

/// Letters and digits that nobody takes for one another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Fresh codes of 80 bits: `9k3f-x02m-7hqd-v4zt`.
pub fn fresh() -> Result<Vec<String>> {
    (0..COUNT).map(|_| Ok(written(crate::random()?))).collect()
}

/// What is kept of a code. Guessing 80 bits takes longer than anybody has, so a fast hash is enough.
pub fn hash(code: &str) -> [u8; 32] {
    let code: String = code
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .map(|sign| match sign.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            'u' => 'v',
            other => other,
        })
        .collect();
    blake3::derive_key("masthead recovery code 1", code.as_bytes())
}

fn written(bytes: [u8; 16]) -> String {
    let letters: Vec<char> =
        bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte & 31)])).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_differ_and_are_known_however_they_are_typed() {
        let codes = fresh().unwrap();
        let kept: std::collections::HashSet<_> = codes.iter().map(|code| hash(code)).collect();
        assert_eq!(kept.len(), COUNT);
        assert_eq!(codes[0].len(), 19);
        let code = "10kf-x02m-7hqd-v4zt";
        for typed in ["10KF X02M 7HQD V4ZT", "iokfxo2m7hqdu4zt", " lOkf–xo2m-7hqd-v4zt\n"] {
            assert_eq!(hash(typed), hash(code), "{typed}");
        }
        assert_ne!(hash("10kf-x02m-7hqd-v4z0"), hash(code));
    }
}
