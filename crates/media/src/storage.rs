//! Which S3-compatible storage, as the configuration says.

/// Which storage, and how to get in. What is empty is taken from the variables that all such programs know, such as
/// `AWS_ACCESS_KEY_ID`.
#[derive(Clone, Default)]
pub struct Storage {
    /// `s3://bucket` or `s3://bucket/prefix`.
    pub url: String,
    /// The address of a storage that is not Amazon's: `https://s3.example`.
    pub endpoint: String,
    /// Its region.
    pub region: String,
    /// The id of the key.
    pub key: String,
    /// The key itself.
    pub secret: String,
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Storage").field("url", &self.url).finish_non_exhaustive()
    }
}
