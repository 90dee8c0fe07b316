#![doc = include_str!("../README.md")]

mod error;
pub mod oidc;
pub mod one_time_code;
pub mod passkey;
pub mod recovery_code;
mod seal;
mod square;

pub use error::{Error, Result};
pub use seal::Seal;
pub use square::{Square, square};

/// So many random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::NoRandomness(error.to_string()))?;
    Ok(bytes)
}
