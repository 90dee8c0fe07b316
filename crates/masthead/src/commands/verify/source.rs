//! Where a copy is: in a folder, or at an address.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use story::url::encode;
use url::Url;

/// The largest file that is taken from a stranger.
const MOST: u64 = 256 << 20;

/// A copy, or the paper's own site.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// In a folder.
    Folder(PathBuf),
    /// At an address.
    Site {
        /// The address.
        url: Url,
        /// Who asks.
        client: reqwest::Client,
    },
}

impl Source {
    pub(super) fn open(place: &str) -> anyhow::Result<Source> {
        if place.starts_with("http://") || place.starts_with("https://") {
            let url = Url::parse(place).with_context(|| format!("{place} is no address."))?;
            let client = reqwest::Client::builder().timeout(Duration::from_secs(60)).build()?;
            return Ok(Source::Site { url, client });
        }
        let folder = Path::new(place);
        if !folder.is_dir() {
            bail!("There is no folder {place}.");
        }
        Ok(Source::Folder(folder.to_owned()))
    }

    /// The last part of its address; the page of a folder where it ends with a slash.
    pub(super) fn last(&self) -> String {
        let Source::Site { url, .. } = self else { return String::new() };
        url.path().rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// What its address is in.
    pub(super) fn up(&self) -> Source {
        match self {
            Source::Site { url, client } => {
                let mut up = url.clone();
                let path = url.path().rsplit_once('/').map_or("", |(folder, _)| folder);
                up.set_path(&format!("{path}/"));
                up.set_query(None);
                Source::Site { url: up, client: client.clone() }
            }
            Source::Folder(folder) => Source::Folder(folder.clone()),
        }
    }

    /// A file; nothing if there is none.
    pub(super) async fn get(&self, file: &str) -> anyhow::Result<Option<Vec<u8>>> {
        match self {
            Source::Folder(folder) => read(&folder.join(file)),
            Source::Site { url, client } => {
                let mut at = url.clone();
                let folder = url.path().trim_end_matches('/');
                at.set_path(&format!("{folder}/{}", encode_once(file)));
                let mut answer = client.get(at.clone()).send().await?;
                if !answer.status().is_success() {
                    return Ok(None);
                }
                let mut bytes = Vec::new();
                while let Some(some) = answer.chunk().await? {
                    bytes.extend_from_slice(&some);
                    if bytes.len() as u64 > MOST {
                        bail!("{at} is too long to be a part of a copy.");
                    }
                }
                Ok(Some(bytes))
            }
        }
    }

    /// A file that must be there.
    pub(super) async fn need(&self, file: &str) -> anyhow::Result<Vec<u8>> {
        self.get(file).await?.with_context(|| match self {
            Source::Folder(folder) => format!("{} is missing.", folder.join(file).display()),
            Source::Site { url, .. } => format!("{file} is missing at {url}."),
        })
    }

    /// A text that must be there.
    pub(super) async fn text(&self, file: &str) -> anyhow::Result<String> {
        String::from_utf8(self.need(file).await?).with_context(|| format!("{file} is no text."))
    }

    /// Every file in a folder; an address does not tell.
    pub(super) fn all(&self) -> anyhow::Result<Vec<String>> {
        let Source::Folder(top) = self else { return Ok(Vec::new()) };
        let mut files = Vec::new();
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)
                .with_context(|| format!("{} cannot be read.", folder.display()))?
            {
                let path = entry?.path();
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if let Ok(file) = path.strip_prefix(top) {
                    files.push(file.to_string_lossy().into_owned());
                }
            }
        }
        files.sort();
        Ok(files)
    }
}

/// A plain file. Whoever made the copy may have put a device or a pipe in its place, which never ends.
fn read(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    let unreadable = || format!("{} cannot be read.", path.display());
    match std::fs::symlink_metadata(path) {
        Ok(file) if file.is_file() && file.len() <= MOST => {
            std::fs::read(path).map(Some).with_context(unreadable)
        }
        Ok(_) => Ok(None),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(error).with_context(unreadable),
    }
}

/// What an address has already encoded stays so.
fn encode_once(file: &str) -> String {
    if file.contains('%') { file.to_owned() } else { encode(file) }
}
