//! The folder of a copy: what is in it, what is new, what goes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use record::{ArticleProof, Hash, Note, Shown, SigningKey, Trust};
use story::Timestamp;

use super::place::{FILES, MANIFEST};

/// A file of an earlier copy.
#[derive(Debug)]
pub(super) struct Kept {
    file: String,
    path: PathBuf,
    bytes: Hash,
}

impl Kept {
    /// Its bytes, if they are those that were signed.
    pub(super) async fn read(&self) -> Option<Vec<u8>> {
        let bytes = tokio::fs::read(&self.path).await.ok()?;
        (Hash::of(&[&bytes]) == self.bytes).then_some(bytes)
    }
}

/// A copy in a folder.
#[derive(Debug)]
pub(super) struct Shelf {
    dir: PathBuf,
    before: BTreeMap<String, Hash>,
    /// Whether the list of what was there before is the one that this paper signed.
    signed: bool,
    now: BTreeMap<String, Hash>,
    pub(super) written: u64,
}

impl Shelf {
    /// A folder that is new, empty, or an earlier copy of this paper.
    pub(super) fn open(dir: &Path, key: &SigningKey) -> anyhow::Result<Shelf> {
        let mut before = BTreeMap::new();
        let mut signed = false;
        match std::fs::read_to_string(dir.join(MANIFEST)) {
            Ok(note) => {
                let origin = Note::parse(&note)
                    .ok()
                    .and_then(|note| note.unchecked().lines().nth(1).map(str::to_owned));
                if origin.as_deref() != Some(key.verifier().name()) {
                    bail!(
                        "{} holds a copy of another paper. Choose another folder.",
                        dir.display()
                    );
                }
                let list = std::fs::read_to_string(dir.join(FILES)).unwrap_or_default();
                signed = is_signed(&note, &list, key);
                before = read_list(&list).unwrap_or_default();
            }
            Err(_) => {
                if std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
                    bail!(
                        "{} is not empty and no copy of a paper, and nothing in it should be lost. Choose a new or an empty folder.",
                        dir.display()
                    );
                }
            }
        }
        Ok(Shelf { dir: dir.to_owned(), before, signed, now: BTreeMap::new(), written: 0 })
    }

    /// How many files there are.
    pub(super) fn files(&self) -> u64 {
        self.now.len() as u64
    }

    /// Puts a file on the shelf; one that is there already stays as it is.
    pub(super) fn put(&mut self, file: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let hash = Hash::of(&[bytes]);
        let path = self.dir.join(file);
        // Whoever carries the copy may have changed it without changing its length.
        let is_there = self.before.get(file) == Some(&hash)
            && std::fs::read(&path).is_ok_and(|kept| kept == bytes);
        if !is_there {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)
                    .with_context(|| format!("The folder {} cannot be made.", folder.display()))?;
            }
            std::fs::write(&path, bytes)
                .with_context(|| format!("{} cannot be written.", path.display()))?;
            self.written += 1;
        }
        self.now.insert(file.to_owned(), hash);
        Ok(())
    }

    /// A file of the earlier copy, if that copy is this paper's: where it lies, and what its bytes must be.
    pub(super) fn earlier(&self, file: &str) -> Option<Kept> {
        let bytes = *self.before.get(file).filter(|_| self.signed)?;
        Some(Kept { file: file.to_owned(), path: self.dir.join(file), bytes })
    }

    /// Leaves a file of the earlier copy where it is.
    pub(super) fn keep(&mut self, kept: Kept) {
        self.now.insert(kept.file, kept.bytes);
    }

    /// What an earlier copy said of how a page is to be shown, if it says the same of these bytes.
    pub(super) fn sealed_before(&self, proof_file: &str, bytes: Hash) -> Option<String> {
        self.before.get(proof_file)?;
        let json = std::fs::read(self.dir.join(proof_file)).ok()?;
        let note = ArticleProof::parse(&json).ok()?.page?;
        note.contains(&format!("\nbytes {bytes}\n")).then_some(note)
    }

    /// Takes away what is no longer there, and signs the list of what is; gives the number of files that went.
    pub(super) fn finish(self, key: &SigningKey, size: u64, at: Timestamp) -> anyhow::Result<u64> {
        let gone: Vec<&String> =
            self.before.keys().filter(|file| !self.now.contains_key(*file)).collect();
        for file in &gone {
            let path = self.dir.join(file);
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("{} cannot be removed.", path.display()));
                }
                _ => {}
            }
            // Folders that are empty now go too; one that is not stays.
            let mut folder = path.parent();
            while let Some(empty) = folder.filter(|folder| *folder != self.dir) {
                if std::fs::remove_dir(empty).is_err() {
                    break;
                }
                folder = empty.parent();
            }
        }
        let list = write_list(&self.now);
        let path = self.dir.join(FILES);
        if self.now == self.before && self.dir.join(MANIFEST).is_file() {
            // Nothing is new, and what was signed stays signed.
            return Ok(0);
        }
        std::fs::create_dir_all(path.parent().unwrap_or(&self.dir))?;
        std::fs::write(&path, &list)
            .with_context(|| format!("{} cannot be written.", path.display()))?;
        let shown =
            Shown { path: format!("/{FILES}"), bytes: Hash::of(&[list.as_bytes()]), size, at };
        // Last: a copy without it is not finished.
        std::fs::write(self.dir.join(MANIFEST), shown.sign(key))?;
        Ok(gone.len() as u64)
    }
}

/// Whether the list of files is the one that was signed with this key. Whoever carries a copy could have changed both.
fn is_signed(note: &str, list: &str, key: &SigningKey) -> bool {
    Shown::believed(note, &Trust::new(key.verifier().clone(), &[]))
        .is_ok_and(|shown| shown.bytes == Hash::of(&[list.as_bytes()]))
}

/// The list as `sha256sum --check` reads it.
fn write_list(files: &BTreeMap<String, Hash>) -> String {
    files.iter().map(|(file, hash)| format!("{hash}  {file}\n")).collect()
}

/// Reads such a list; nothing if a line is none.
pub(crate) fn read_list(list: &str) -> Option<BTreeMap<String, Hash>> {
    list.lines()
        .map(|line| {
            let (hash, file) = line.split_once("  ")?;
            Some((file.to_owned(), Hash::from_hex(hash)?))
        })
        .collect()
}
