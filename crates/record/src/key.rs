//! Keys that sign, in the encoding of signed notes.

use std::fmt;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::Hash;

/// The number of Ed25519 in signed notes.
const ED25519_KIND: u8 = 1;

/// Text that is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// A public key is expected.
    #[error(
        "“{0}” is no public key. It looks like paper.example+1a2b3c4d+AS8h…: a name, eight digits, and Base64, with plus signs between."
    )]
    Verifier(String),
    /// A private key is expected.
    #[error("This is no private key. It begins with PRIVATE+KEY+ and the name of the paper.")]
    Signing,
    /// The name cannot stand in a note.
    #[error(
        "A key cannot be called “{0}”: a name has no spaces and no plus signs, and is not empty."
    )]
    Name(String),
    /// The machine gave no random bytes.
    #[error("This machine gives no random bytes, so no key was made. Try again later.")]
    NoRandomness,
}

/// The public half: whoever has it can check signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

impl VerifierKey {
    /// Reads `name+hash+base64`.
    pub fn parse(text: &str) -> Result<VerifierKey, BadKey> {
        let bad = || BadKey::Verifier(text.to_owned());
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad());
        };
        let bytes = STANDARD.decode(key).map_err(|_| bad())?;
        let Some((&ED25519_KIND, public)) = bytes.split_first() else { return Err(bad()) };
        let public = public.try_into().map_err(|_| bad())?;
        let key = VerifierKey { name: name.to_owned(), public };
        let is_same = is_name(name) && hex(key.id()) == id;
        if is_same { Ok(key) } else { Err(bad()) }
    }

    /// Whose key it is.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The four bytes by which a signature names its key.
    pub(crate) fn id(&self) -> [u8; 4] {
        let [a, b, c, d, ..] =
            Hash::of(&[self.name.as_bytes(), b"\n", &[ED25519_KIND], &self.public]).0;
        [a, b, c, d]
    }

    /// Whether this is its signature.
    pub(crate) fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.public).verify(text.as_bytes(), signature).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut key = vec![ED25519_KIND];
        key.extend(self.public);
        write!(f, "{}+{}+{}", self.name, hex(self.id()), STANDARD.encode(key))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

/// The private half.
pub struct SigningKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
    verifier: VerifierKey,
}

impl SigningKey {
    /// A new key of this name.
    pub fn make(name: &str) -> Result<SigningKey, BadKey> {
        let mut seed = [0; 32];
        SystemRandom::new().fill(&mut seed).map_err(|_| BadKey::NoRandomness)?;
        SigningKey::of_seed(name, seed)
    }

    /// The key of this name that these bytes are the secret of.
    pub fn of_seed(name: &str, seed: [u8; 32]) -> Result<SigningKey, BadKey> {
        if !is_name(name) {
            return Err(BadKey::Name(name.to_owned()));
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| BadKey::Signing)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| BadKey::Signing)?;
        Ok(SigningKey { seed, pair, verifier: VerifierKey { name: name.to_owned(), public } })
    }

    /// The same secret under another name.
    pub fn named(&self, name: &str) -> Result<SigningKey, BadKey> {
        SigningKey::of_seed(name, self.seed)
    }

    /// Reads what [`SigningKey::to_secret`] wrote.
    pub fn parse(text: &str) -> Result<SigningKey, BadKey> {
        let rest = text.trim().strip_prefix("PRIVATE+KEY+").ok_or(BadKey::Signing)?;
        let mut parts = rest.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadKey::Signing);
        };
        let bytes = STANDARD.decode(key).map_err(|_| BadKey::Signing)?;
        let Some((&ED25519_KIND, seed)) = bytes.split_first() else { return Err(BadKey::Signing) };
        let key = SigningKey::of_seed(name, seed.try_into().map_err(|_| BadKey::Signing)?)?;
        if hex(key.verifier.id()) == id { Ok(key) } else { Err(BadKey::Signing) }
    }

    /// The secret, as other tools for signed notes write it too.
    pub fn to_secret(&self) -> String {
        let mut key = vec![ED25519_KIND];
        key.extend(self.seed);
        let VerifierKey { name, .. } = &self.verifier;
        format!("PRIVATE+KEY+{name}+{}+{}", hex(self.verifier.id()), STANDARD.encode(key))
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    pub(crate) fn signature(&self, text: &str) -> Vec<u8> {
        self.pair.sign(text.as_bytes()).as_ref().to_vec()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secret: what is printed lands in logs.
        f.debug_struct("SigningKey").field("verifier", &self.verifier).finish_non_exhaustive()
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && !name
            .contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '+')
}

fn hex(id: [u8; 4]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}
