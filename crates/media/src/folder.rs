//! A folder of files, each named by the hash of its bytes.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use story::revision::Hash;

use crate::files::{Config, PutError, ReadError, Stored, inspect};

/// A folder of files.
#[derive(Clone, Debug)]
pub struct Folder {
    folder: PathBuf,
    config: Config,
}

/// Where a file is written before it is whole.
const INCOMING: &str = "incoming";

impl Folder {
    /// The files in this folder, which is made if it is not there.
    pub fn at(folder: impl Into<PathBuf>, config: Config) -> Result<Folder, PutError> {
        let folder = folder.into();
        let incoming = folder.join(INCOMING);
        fs::create_dir_all(&incoming)
            .map_err(|source| PutError::Disk { path: incoming.clone(), source })?;
        Ok(Folder { folder, config })
    }

    /// Keeps a file. When this returns it is on the disk whole; keeping it again changes nothing.
    pub fn put(&self, bytes: &[u8]) -> Result<Stored, PutError> {
        let stored = inspect(bytes, self.config)?;
        let path = self.path(&stored.hash);
        let there =
            fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() == stored.bytes);
        if !there {
            self.write(&stored.hash, &path, bytes)
                .map_err(|source| PutError::Disk { path, source })?;
        }
        Ok(stored)
    }

    fn write(&self, hash: &Hash, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // Two threads or processes may bring the same file at once: each writes its own, the last one moves in.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let incoming =
            self.folder.join(INCOMING).join(format!("{hash}.{}.{count}", std::process::id()));
        let written = (|| {
            let mut file = File::create(&incoming)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            let shelf = path.parent().unwrap_or(&self.folder);
            if !shelf.is_dir() {
                fs::create_dir_all(shelf)?;
                sync_folder(&self.folder)?;
            }
            fs::rename(&incoming, path)?;
            // Without this a power cut could undo the move after we said that it is done.
            sync_folder(shelf)
        })();
        if written.is_err() {
            // Whatever went wrong, the half file should not stay; that it may not go either is no news.
            let _ = fs::remove_file(&incoming);
        }
        written
    }

    /// Where they are.
    pub fn place(&self) -> &Path {
        &self.folder
    }

    /// Where a file is, or would be.
    pub fn path(&self, hash: &Hash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    /// Whether a file is there.
    pub fn has(&self, hash: &Hash) -> bool {
        self.path(hash).is_file()
    }

    /// Opens a file to read from.
    pub fn open(&self, hash: &Hash) -> Result<File, ReadError> {
        let path = self.path(hash);
        File::open(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => ReadError::Missing(*hash),
            _ => ReadError::Disk { path, source },
        })
    }

    /// Reads a whole file.
    pub fn read(&self, hash: &Hash) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        self.open(hash)?
            .read_to_end(&mut bytes)
            .map_err(|source| ReadError::Disk { path: self.path(hash), source })?;
        Ok(bytes)
    }

    /// Reads a file through and sees that it is still what was kept.
    pub fn verify(&self, hash: &Hash) -> Result<(), ReadError> {
        let mut hasher = blake3::Hasher::new();
        hasher
            .update_reader(self.open(hash)?)
            .map_err(|source| ReadError::Disk { path: self.path(hash), source })?;
        if *hasher.finalize().as_bytes() == hash.0 {
            Ok(())
        } else {
            Err(ReadError::Damaged(*hash))
        }
    }

    /// Every file that is there, sorted by its name.
    pub fn all(&self) -> Result<Vec<Hash>, ReadError> {
        let mut hashes = Vec::new();
        for shelf in entries(&self.folder)? {
            if shelf.is_dir() && shelf.file_name().is_some_and(|name| name.len() == 2) {
                hashes.extend(
                    entries(&shelf)?
                        .iter()
                        .filter_map(|path| Hash::from_hex(path.file_name()?.to_str()?)),
                );
            }
        }
        hashes.sort_by_key(|hash| hash.0);
        Ok(hashes)
    }

    /// Removes a file for good; one that is not there is no error.
    pub fn remove(&self, hash: &Hash) -> Result<(), ReadError> {
        let path = self.path(hash);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => {
                Err(ReadError::Disk { path, source })
            }
            _ => Ok(()),
        }
    }

    /// What was being written when a process ended: to be removed while nobody else is writing.
    pub fn leftovers(&self) -> Result<Vec<PathBuf>, ReadError> {
        entries(&self.folder.join(INCOMING))
    }
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let disk = |source| ReadError::Disk { path: folder.to_owned(), source };
    let mut paths = fs::read_dir(folder)
        .map_err(disk)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(disk)?;
    paths.sort();
    Ok(paths)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

// Elsewhere a folder cannot be opened as a file, and the system keeps its names safe by itself.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
