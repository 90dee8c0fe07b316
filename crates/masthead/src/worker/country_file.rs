//! The file that tells in which country an address is, read again when there is a newer one in its place.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;
use audience::{Counter, Countries};

/// A file of countries; an empty path means none.
#[derive(Clone, Debug)]
pub(crate) struct CountryFile {
    path: PathBuf,
    read: Option<SystemTime>,
    failing: bool,
}

impl CountryFile {
    pub(crate) fn at(path: &Path) -> CountryFile {
        CountryFile { path: path.to_owned(), read: None, failing: false }
    }

    /// Gives the counter what stands in the file, if that is new. A paper is read without it too, and what was known
    /// stays known.
    pub(crate) fn look(&mut self, counter: &Counter) {
        if self.path.as_os_str().is_empty() {
            return;
        }
        let changed = std::fs::metadata(&self.path).and_then(|file| file.modified()).ok();
        if changed.is_some() && changed == self.read {
            return;
        }
        match read(&self.path) {
            Ok(countries) => {
                counter.set_countries(Some(countries));
                self.read = changed;
                self.failing = false;
                tracing::info!(file = %self.path.display(), "readers are counted by country");
            }
            Err(error) => {
                if !self.failing {
                    tracing::error!("readers are not counted by country: {error:#}");
                }
                self.failing = true;
            }
        }
    }
}

/// What stands in a file of countries.
pub(crate) fn read(path: &Path) -> anyhow::Result<Countries> {
    let of = || {
        format!("The file of countries, {} (audience.countries), cannot be used", path.display())
    };
    let file = std::fs::read(path).with_context(of)?;
    Countries::new(file).with_context(of)
}
