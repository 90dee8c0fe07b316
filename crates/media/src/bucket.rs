//! Files in S3-compatible storage.

use bytes::Bytes;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStore, ObjectStoreExt, PutOptions};
use story::revision::Hash;

use crate::files::{PutError, ReadError};
use crate::storage::Storage;

/// A bucket, or a part of one.
#[derive(Debug)]
pub(crate) struct Bucket {
    store: AmazonS3,
    prefix: String,
    place: String,
}

impl Bucket {
    pub(crate) fn open(storage: &Storage) -> Result<Bucket, PutError> {
        let Storage { url, endpoint, region, key, secret } = storage;
        let trouble = |problem: String| PutError::Bucket { bucket: url.clone(), problem };
        let Some((bucket, prefix)) = parse(url) else {
            return Err(trouble(
                "it is not written as s3://bucket or s3://bucket/prefix".to_owned(),
            ));
        };
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
        if !endpoint.is_empty() {
            builder = builder
                .with_endpoint(endpoint.trim_end_matches('/'))
                .with_allow_http(endpoint.starts_with("http://"));
        }
        if !region.is_empty() {
            builder = builder.with_region(region);
        }
        if !key.is_empty() {
            builder = builder.with_access_key_id(key).with_secret_access_key(secret);
        }
        let store = builder.build().map_err(|error| trouble(error.to_string()))?;
        Ok(Bucket { store, prefix: prefix.to_owned(), place: url.clone() })
    }

    pub(crate) fn place(&self) -> &str {
        &self.place
    }

    fn path(&self, hash: &Hash) -> Path {
        let name = hash.to_string();
        Path::from(format!("{}/{}/{name}", self.prefix, &name[..2]))
    }

    /// The storage takes a file whole or not at all.
    pub(crate) async fn put(
        &self,
        hash: &Hash,
        content_type: &'static str,
        bytes: Bytes,
    ) -> Result<(), PutError> {
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, content_type.into());
        let options = PutOptions { attributes, ..PutOptions::default() };
        self.store.put_opts(&self.path(hash), bytes.into(), options).await.map(drop).map_err(
            |error| PutError::Bucket { bucket: self.place.clone(), problem: error.to_string() },
        )
    }

    pub(crate) async fn has(&self, hash: &Hash) -> Result<bool, ReadError> {
        match self.store.head(&self.path(hash)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.trouble(hash.to_string(), &error)),
        }
    }

    pub(crate) async fn read(&self, hash: &Hash) -> Result<Bytes, ReadError> {
        let trouble = |error| match error {
            object_store::Error::NotFound { .. } => ReadError::Missing(*hash),
            error => self.trouble(hash.to_string(), &error),
        };
        let found = self.store.get(&self.path(hash)).await.map_err(trouble)?;
        found.bytes().await.map_err(trouble)
    }

    pub(crate) async fn all(&self) -> Result<Vec<Hash>, ReadError> {
        let prefix = Path::from(self.prefix.as_str());
        let files = self.store.list((!self.prefix.is_empty()).then_some(&prefix));
        let files: Vec<_> = futures_util::TryStreamExt::try_collect(files)
            .await
            .map_err(|error| self.trouble("list".to_owned(), &error))?;
        let mut hashes: Vec<Hash> =
            files.iter().filter_map(|file| Hash::from_hex(file.location.filename()?)).collect();
        hashes.sort_by_key(|hash| hash.0);
        Ok(hashes)
    }

    pub(crate) async fn remove(&self, hash: &Hash) -> Result<(), ReadError> {
        match self.store.delete(&self.path(hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.trouble(hash.to_string(), &error)),
        }
    }

    fn trouble(&self, hash: String, error: &object_store::Error) -> ReadError {
        ReadError::Bucket { hash, bucket: self.place.clone(), problem: error.to_string() }
    }
}

/// The bucket and the prefix of `s3://bucket/prefix`.
fn parse(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("s3://")?;
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    (!bucket.is_empty()).then_some((bucket, prefix.trim_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_may_be_shared_by_papers() {
        assert_eq!(parse("s3://news"), Some(("news", "")));
        assert_eq!(parse("s3://news/meridian/media/"), Some(("news", "meridian/media")));
        assert_eq!(parse("s3://"), None);
        assert_eq!(parse("https://news"), None);
    }
}
