//! What can go wrong with an index.

use std::path::PathBuf;

/// Why something could not be found or made findable.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be used.
    #[error("the folder of the search index, {folder}, cannot be used ({source}); let this program write there, or name another folder with search.folder", folder = folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another program has the index open for writing.
    #[error("another program writes into the search index in {folder}, and this one reads what it writes; to let both write, give each a folder of its own with search.folder", folder = folder.display())]
    InUse {
        /// Where.
        folder: PathBuf,
    },
    /// The index itself failed.
    #[error("the search index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// The index was closed.
    #[error("the search index is closed, because the program stops")]
    Closed,
}

/// A result of the index.
pub type Result<T> = std::result::Result<T, Error>;
