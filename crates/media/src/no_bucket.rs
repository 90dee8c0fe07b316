//! What stands in for a bucket where the program was built without the feature `s3`: none can be opened.

use bytes::Bytes;
use story::revision::Hash;

use crate::files::{PutError, ReadError};
use crate::storage::Storage;

/// There is none.
#[derive(Debug)]
pub(crate) enum Bucket {}

impl Bucket {
    pub(crate) fn open(storage: &Storage) -> Result<Bucket, PutError> {
        Err(PutError::NoBuckets { bucket: storage.url.clone() })
    }

    pub(crate) fn place(&self) -> &str {
        match *self {}
    }

    pub(crate) async fn put(
        &self,
        _hash: &Hash,
        _content_type: &'static str,
        _bytes: Bytes,
    ) -> Result<(), PutError> {
        match *self {}
    }

    pub(crate) async fn has(&self, _hash: &Hash) -> Result<bool, ReadError> {
        match *self {}
    }

    pub(crate) async fn read(&self, _hash: &Hash) -> Result<Bytes, ReadError> {
        match *self {}
    }

    pub(crate) async fn all(&self) -> Result<Vec<Hash>, ReadError> {
        match *self {}
    }

    pub(crate) async fn remove(&self, _hash: &Hash) -> Result<(), ReadError> {
        match *self {}
    }
}
