//! Words as the log knows them: by a hash that says nothing to those who do not have the words.

use crate::Hash;

/// The salt that readers get with a text. It is made of the revision's own, which stays in the house.
pub fn public_salt(of: &str, revision_salt: &[u8]) -> Hash {
    Hash::of(&[b"masthead public salt 1\n", of.as_bytes(), b"\n", revision_salt])
}

/// The salted hash of words. Who has only the hash cannot guess them, so that words can be sealed.
pub fn sealed(salt: Hash, words: &str) -> Hash {
    Hash::of(&[b"masthead public text 1\n", &salt.0, words.as_bytes()])
}
