//! What others keep for us, closed so that they can neither read nor change it.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{Error, Result};

/// Closes and opens texts for one purpose.
pub struct Seal {
    key: RandomizedNonceKey,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal")
    }
}

impl Seal {
    /// The seal of a purpose, such as `masthead one-time codes 1`: what one closed no other opens.
    pub fn new(key: &[u8; 32], purpose: &str) -> Result<Seal> {
        let key = blake3::derive_key(purpose, key);
        let key = RandomizedNonceKey::new(&AES_256_GCM, &key)
            .map_err(|_| Error::NoRandomness("the key was not taken".to_owned()))?;
        Ok(Seal { key })
    }

    /// Closes something about somebody: letters, digits, hyphens and underscores.
    pub fn close(&self, plain: &[u8], about: &str) -> Result<String> {
        let mut bytes = plain.to_vec();
        let nonce = self
            .key
            .seal_in_place_append_tag(Aad::from(about.as_bytes()), &mut bytes)
            .map_err(|_| Error::NoRandomness("nothing was sealed".to_owned()))?;
        let mut sealed = nonce.as_ref().to_vec();
        sealed.append(&mut bytes);
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    /// Opens it again; nothing if it was changed, or closed by another key, or about somebody else.
    pub fn open(&self, sealed: &str, about: &str) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self.key.open_in_place(nonce, Aad::from(about.as_bytes()), rest).ok()?;
        Some(plain.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_seal_opens_and_only_what_it_closed() {
        let seal = Seal::new(&[7; 32], "a test").unwrap();
        let closed = seal.close(b"secret", "ana").unwrap();
        assert_eq!(seal.open(&closed, "ana").unwrap(), b"secret");
        assert_ne!(seal.close(b"secret", "ana").unwrap(), closed, "each time anew");
        assert!(!closed.contains("secret"));
        assert_eq!(seal.open(&closed, "davit"), None);
        for other in [Seal::new(&[8; 32], "a test"), Seal::new(&[7; 32], "another test")] {
            assert_eq!(other.unwrap().open(&closed, "ana"), None);
        }
        for wrong in ["", "x", "!", &closed[1..], &closed.replace(&closed[20..21], "_")[..]] {
            assert!(wrong == closed || seal.open(wrong, "ana").is_none(), "{wrong}");
        }
    }
}
