//! The index in its folder: opened, written, emptied.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use story::ArticleId;
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term};

use crate::document::{Document, Fields, key};
use crate::names::Names;
use crate::vocabulary::Vocabulary;
use crate::{Error, Result, tokens};

/// The folder in the folder, named after what the index is made of: another make is another index, made beside the
/// old one while that still answers.
const MAKE: &str = "2";

/// How much new text waits in memory before it is written, in bytes.
const WAITING: usize = 48 << 20;

/// An index of all live articles. Clones share it.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    fields: Fields,
    reader: IndexReader,
    index: tantivy::Index,
    folder: PathBuf,
    writer: Mutex<Writer>,
    vocabulary: Mutex<Vocabulary>,
    place: RwLock<Place>,
    names: RwLock<Arc<Names>>,
}

/// Who may write: one program at a time, from its first word on.
enum Writer {
    None,
    Ours(Box<IndexWriter>),
    Closed,
}

/// How far an index is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// How often whoever runs the paper asked for a new index.
    pub asked_anew: i64,
    /// The newest change that it knows.
    pub change: i64,
    /// Whether it knows everything up to there, so that nothing found means that there is nothing.
    pub built: bool,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("place", &self.place()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in a folder, to read it; the first word written takes it for this program alone. One that is
    /// broken gives way to an empty one.
    pub fn open(folder: &Path) -> Result<Index> {
        let folder = folder.join(MAKE);
        let unusable = |source| Error::Folder { folder: folder.clone(), source };
        std::fs::create_dir_all(&folder).map_err(unusable)?;
        match Index::at(&folder) {
            Ok(index) => Ok(index),
            Err(error) => {
                tracing::warn!("The search index is broken and made anew: {error}");
                empty(&folder).map_err(unusable)?;
                Index::at(&folder)
            }
        }
    }

    /// An index that is gone with the program.
    pub fn in_memory() -> Result<Index> {
        let fields = Fields::new();
        let index = tantivy::Index::create_in_ram(fields.schema.clone());
        Index::with(index, fields, PathBuf::new())
    }

    fn at(folder: &Path) -> Result<Index> {
        let fields = Fields::new();
        let directory = MmapDirectory::open(folder)
            .map_err(|error| Error::Index(TantivyError::OpenDirectoryError(error)))?;
        let index = tantivy::Index::open_or_create(directory, fields.schema.clone())?;
        Index::with(index, fields, folder.to_owned())
    }

    fn with(index: tantivy::Index, fields: Fields, folder: PathBuf) -> Result<Index> {
        tokens::register(&index);
        let place = place(&index)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Index {
            inner: Arc::new(Inner {
                fields,
                reader,
                index,
                folder,
                writer: Mutex::new(Writer::None),
                vocabulary: Mutex::default(),
                place: RwLock::new(place),
                names: RwLock::default(),
            }),
        })
    }

    /// Looks at what another program has written.
    pub fn look_again(&self) -> Result<()> {
        let place = place(&self.inner.index)?;
        self.inner.reader.reload()?;
        // Afterwards: whoever sees the place sees what is known there.
        self.set_place(place);
        Ok(())
    }

    /// How far it is.
    pub fn place(&self) -> Place {
        *self.inner.place.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_place(&self, place: Place) {
        *self.inner.place.write().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// How many articles it knows.
    pub fn len(&self) -> u64 {
        self.inner.reader.searcher().num_docs()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes an article findable as it is now, from the next [`Index::commit`] on.
    pub fn put(&self, document: &Document) -> Result<()> {
        let row = {
            let mut known = self.inner.vocabulary.lock().unwrap_or_else(PoisonError::into_inner);
            self.inner.fields.document(document, &mut known)
        };
        self.write(|writer| {
            writer.delete_term(self.term_of(document.article));
            writer.add_document(row)?;
            Ok(())
        })
    }

    /// Makes an article unfindable, from the next [`Index::commit`] on.
    pub fn remove(&self, article: ArticleId) -> Result<()> {
        self.write(|writer| {
            writer.delete_term(self.term_of(article));
            Ok(())
        })
    }

    /// Shows readers what was put and removed, and remembers in the same moment up to which change that is.
    pub fn commit(&self, change: i64) -> Result<()> {
        self.keep(Place { change, built: true, ..self.place() })
    }

    /// Shows readers what was put so far, while much is still missing.
    pub fn commit_part(&self) -> Result<()> {
        self.keep(Place { built: false, ..self.place() })
    }

    /// Empties it, because somebody asked for a new one for the so-manieth time.
    pub fn begin_anew(&self, asked_anew: i64) -> Result<()> {
        self.write(|writer| Ok(writer.delete_all_documents().map(|_| ())?))?;
        self.keep(Place { asked_anew, change: 0, built: false })
    }

    fn keep(&self, place: Place) -> Result<()> {
        let payload = serde_json::to_string(&place).unwrap_or_default();
        self.write(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
            Ok(())
        })?;
        self.inner.reader.reload()?;
        self.set_place(place);
        Ok(())
    }

    /// Takes the names of people and topics, so that one name finds what is written under another.
    pub fn set_names(&self, names: Names) {
        *self.inner.names.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(names);
    }

    /// The names that it was given.
    pub fn names(&self) -> Arc<Names> {
        Arc::clone(&self.inner.names.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back the memory and the threads that writing took. The next word written takes them, and the folder, anew.
    pub fn rest(&self) {
        self.let_go(Writer::None);
    }

    /// Lets go of the folder for good. What was not committed is read again from the paper.
    pub fn close(&self) {
        self.let_go(Writer::Closed);
    }

    fn let_go(&self, then: Writer) {
        let mut writer = self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*writer, Writer::Closed) {
            return;
        }
        if let Writer::Ours(writer) = std::mem::replace(&mut *writer, then)
            && let Err(error) = writer.wait_merging_threads()
        {
            tracing::warn!("The search index was not closed in order: {error}");
        }
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.inner.fields
    }

    pub(crate) fn searcher(&self) -> tantivy::Searcher {
        self.inner.reader.searcher()
    }

    fn term_of(&self, article: ArticleId) -> Term {
        Term::from_field_u64(self.inner.fields.article, key(article.number()))
    }

    fn write<T>(
        &self,
        act: impl FnOnce(&mut IndexWriter<TantivyDocument>) -> Result<T>,
    ) -> Result<T> {
        let mut writer = self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*writer, Writer::None) {
            *writer = Writer::Ours(Box::new(self.take()?));
        }
        match &mut *writer {
            Writer::Ours(writer) => act(writer),
            Writer::None | Writer::Closed => Err(Error::Closed),
        }
    }

    fn take(&self) -> Result<IndexWriter> {
        self.inner.index.writer_with_num_threads(1, WAITING).map_err(|error| match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                Error::InUse { folder: self.inner.folder.clone() }
            }
            other => Error::Index(other),
        })
    }
}

fn place(index: &tantivy::Index) -> Result<Place> {
    let payload = index.load_metas()?.payload;
    Ok(payload.and_then(|place| serde_json::from_str(&place).ok()).unwrap_or_default())
}

/// Removes the files of a folder, and no folder in it: whoever named a folder of something else loses little.
fn empty(folder: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
