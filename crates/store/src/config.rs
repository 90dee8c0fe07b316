//! Where the paper is kept.

/// Where the paper is kept, and how safely.
#[derive(Clone, Debug)]
pub struct Config {
    /// `sqlite:<path>`, or `postgres://…`.
    pub url: String,
    /// How many connections read at once.
    pub readers: u32,
    /// What a commit promises on SQLite; PostgreSQL has its own settings for that.
    pub durability: Durability,
}

/// What a commit promises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// It is on the disk: a power cut loses nothing.
    #[default]
    Disk,
    /// It survives the process; a power cut may lose the last moments, and nothing is ever half there.
    /// For imports, which are run again.
    Process,
}

impl Config {
    /// A database at this address, with the usual settings.
    pub fn new(url: &str) -> Config {
        Config { url: url.to_owned(), readers: 4, durability: Durability::Disk }
    }
}
