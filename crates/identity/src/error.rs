//! Why somebody cannot be known.

/// What comes of asking who somebody is.
pub type Result<T> = std::result::Result<T, Error>;

/// Why somebody cannot be known.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Browsers make passkeys for host names only.
    #[error(
        "“{0}” cannot have passkeys: browsers make them for a host name, over HTTPS or at localhost"
    )]
    NoPasskeys(String),
    /// A passkey was not accepted.
    #[error("the passkey was not accepted: {0}")]
    BadPasskey(String),
    /// The identity provider could not be asked.
    #[error("the identity provider could not be asked: {0}")]
    Unreachable(String),
    /// What the identity provider says cannot be believed.
    #[error("the identity provider's answer is not accepted: {0}")]
    Unbelievable(String),
    /// A secret or an address cannot be shown as it should be.
    #[error("it cannot be written as a link for apps: {0}")]
    Unwritable(String),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    NoRandomness(String),
}
