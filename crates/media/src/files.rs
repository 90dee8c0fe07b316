//! The files of the newsroom, in a folder or in S3-compatible storage, each named by the hash of its bytes.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use story::revision::Hash;
use tokio::sync::Semaphore;

use crate::bucket::Bucket;
use crate::folder::Folder;
use crate::format::{self, Refusal, Size};
use crate::storage::Storage;

/// What a file may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// Bytes of a file. Default: 64 MiB.
    pub max_bytes: u64,
    /// Pixels of a picture, width times height. Default: 100 million, twice a press camera's.
    pub max_pixels: u64,
}

impl Default for Config {
    fn default() -> Config {
        Config { max_bytes: 64 << 20, max_pixels: 100_000_000 }
    }
}

impl Config {
    /// Limits that a test reaches with a small file.
    pub fn for_testing() -> Config {
        Config { max_bytes: 1 << 20, max_pixels: 1_000_000 }
    }
}

/// What is known of a file once it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name in the folder.
    pub hash: Hash,
    /// Its MIME type, found from the bytes.
    pub content_type: &'static str,
    /// How many bytes it has.
    pub bytes: u64,
    /// Width in pixels as a browser shows it, or nothing if it has none.
    pub width: Option<u32>,
    /// Height in pixels as a browser shows it.
    pub height: Option<u32>,
}

/// Why a file is not kept.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// There is nothing in it.
    #[error("The file is empty. Choose another, or save it once more.")]
    Empty,
    /// Too many bytes.
    #[error("The file has {bytes} bytes; at most {limit} are kept. Save it smaller.")]
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// Too many pixels.
    #[error(
        "The picture is {width} × {height} pixels; at most {limit} in all are kept. Save it smaller."
    )]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// How many it may have.
        limit: u64,
    },
    /// It is no file that readers can be given.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The storage does not do what it should.
    #[error(
        "The file could not be kept in {bucket}: {problem}. See that the storage answers, and look at media.store, media.s3_key_id and media.s3_key."
    )]
    Bucket {
        /// Which bucket.
        bucket: String,
        /// What is wrong.
        problem: String,
    },
    /// This program was built without what speaks to such storage.
    #[error(
        "{bucket} cannot be opened: this masthead was built without S3 storage. Use one that was built with `cargo build --release`, or empty media.store to keep files in media.folder."
    )]
    NoBuckets {
        /// Which bucket.
        bucket: String,
    },
    /// The disk does not do what it should.
    #[error("The file could not be kept at {}: {source}. See that the disk has room and the folder may be written to.", path.display())]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Why a file is not read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not there.
    #[error(
        "File {0} is not among the kept files. Put them back from a copy, or replace the picture."
    )]
    Missing(Hash),
    /// Its bytes are not the ones that were kept.
    #[error(
        "File {0} is damaged: its bytes are not the ones that were kept. Put it back from a copy."
    )]
    Damaged(Hash),
    /// The storage does not do what it should.
    #[error(
        "File {hash} cannot be read from {bucket}: {problem}. See that the storage answers, and look at media.store, media.s3_key_id and media.s3_key."
    )]
    Bucket {
        /// Which file, or which part of it.
        hash: String,
        /// Which bucket.
        bucket: String,
        /// What is wrong.
        problem: String,
    },
    /// The disk does not do what it should.
    #[error("{} cannot be read: {source}. See that the folder is there and may be read.", path.display())]
    Disk {
        /// Where.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// The files of the newsroom. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    kept: Kept,
    config: Config,
    /// One photo at a time is opened while somebody waits for it, and one more in the background: opening one may
    /// take as much memory as everything else together.
    taking: Semaphore,
    making: Semaphore,
}

#[derive(Debug)]
enum Kept {
    Folder(Folder),
    Bucket(Bucket),
}

impl Files {
    /// The files in this folder, which is made if it is not there.
    pub fn at(folder: impl Into<PathBuf>, config: Config) -> Result<Files, PutError> {
        Ok(Files::kept(Kept::Folder(Folder::at(folder, config)?), config))
    }

    /// The files in S3-compatible storage. Nothing is asked of it yet.
    pub fn in_storage(storage: &Storage, config: Config) -> Result<Files, PutError> {
        Ok(Files::kept(Kept::Bucket(Bucket::open(storage)?), config))
    }

    fn kept(kept: Kept, config: Config) -> Files {
        let (taking, making) = (Semaphore::new(1), Semaphore::new(1));
        Files { inner: Arc::new(Inner { kept, config, taking, making }) }
    }

    /// What a file may be at most.
    pub fn config(&self) -> Config {
        self.inner.config
    }

    /// Where they are, for people.
    pub fn place(&self) -> String {
        match &self.inner.kept {
            Kept::Folder(folder) => folder.place().display().to_string(),
            Kept::Bucket(bucket) => bucket.place().to_owned(),
        }
    }

    pub(crate) fn taking(&self) -> &Semaphore {
        &self.inner.taking
    }

    pub(crate) fn making(&self) -> &Semaphore {
        &self.inner.making
    }

    /// Keeps a file. When this returns it is there whole; keeping it again changes nothing.
    pub async fn put(&self, bytes: Bytes) -> Result<Stored, PutError> {
        match &self.inner.kept {
            Kept::Folder(folder) => {
                let folder = folder.clone();
                blocking(move || folder.put(&bytes)).await
            }
            Kept::Bucket(bucket) => {
                let stored = inspect(&bytes, self.inner.config)?;
                bucket.put(&stored.hash, stored.content_type, bytes).await?;
                Ok(stored)
            }
        }
    }

    /// Whether a file is there.
    pub async fn has(&self, hash: &Hash) -> Result<bool, ReadError> {
        match &self.inner.kept {
            Kept::Folder(folder) => Ok(folder.has(hash)),
            Kept::Bucket(bucket) => bucket.has(hash).await,
        }
    }

    /// Reads a whole file.
    pub async fn read(&self, hash: &Hash) -> Result<Bytes, ReadError> {
        match &self.inner.kept {
            Kept::Folder(folder) => {
                let (folder, hash) = (folder.clone(), *hash);
                blocking(move || folder.read(&hash).map(Bytes::from)).await
            }
            Kept::Bucket(bucket) => bucket.read(hash).await,
        }
    }

    /// Reads a file through and sees that it is still what was kept.
    pub async fn verify(&self, hash: &Hash) -> Result<(), ReadError> {
        match &self.inner.kept {
            Kept::Folder(folder) => {
                let (folder, hash) = (folder.clone(), *hash);
                blocking(move || folder.verify(&hash)).await
            }
            Kept::Bucket(bucket) => {
                let bytes = bucket.read(hash).await?;
                let intact = *blake3::hash(&bytes).as_bytes() == hash.0;
                if intact { Ok(()) } else { Err(ReadError::Damaged(*hash)) }
            }
        }
    }

    /// Every file that is there, sorted by its name.
    pub async fn all(&self) -> Result<Vec<Hash>, ReadError> {
        match &self.inner.kept {
            Kept::Folder(folder) => {
                let folder = folder.clone();
                blocking(move || folder.all()).await
            }
            Kept::Bucket(bucket) => bucket.all().await,
        }
    }

    /// Removes a file for good; one that is not there is no error.
    pub async fn remove(&self, hash: &Hash) -> Result<(), ReadError> {
        match &self.inner.kept {
            Kept::Folder(folder) => {
                let (folder, hash) = (folder.clone(), *hash);
                blocking(move || folder.remove(&hash)).await
            }
            Kept::Bucket(bucket) => bucket.remove(hash).await,
        }
    }
}

/// Looks at a file, and keeps nothing.
pub fn inspect(bytes: &[u8], config: Config) -> Result<Stored, PutError> {
    let length = bytes.len() as u64;
    let Config { max_bytes, max_pixels } = config;
    if length == 0 {
        return Err(PutError::Empty);
    }
    if length > max_bytes {
        return Err(PutError::TooLarge { bytes: length, limit: max_bytes });
    }
    let format = format::of(bytes)?;
    let size = format.size(bytes)?;
    if let Some(Size { width, height }) = size
        && u64::from(width) * u64::from(height) > max_pixels
    {
        return Err(PutError::TooManyPixels { width, height, limit: max_pixels });
    }
    Ok(Stored {
        hash: Hash(*blake3::hash(bytes).as_bytes()),
        content_type: format.content_type,
        bytes: length,
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
    })
}

/// Work that would hold up everybody else on its thread.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // It panicked, and the report is with the panic itself.
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}
