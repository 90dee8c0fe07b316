//! The key that the secrets of one-time codes are sealed with: a file beside the database.

use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::Context;
use desk::Key;
use store::Store;

/// Where the database notes which key it was used with; nobody can tell the key from it.
const SETTING: &str = "desk.key_check";

/// Reads the key, or makes it when the paper never had one. A server without the paper's key serves readers as any
/// other, and cannot check one-time codes.
pub(super) async fn open(path: &Path, store: &Store) -> anyhow::Result<Option<Key>> {
    if path.as_os_str().is_empty() {
        return Ok(None);
    }
    let noted = store.setting(SETTING).await?;
    let shown = path.display();
    let key = match std::fs::read_to_string(path) {
        Ok(text) => read(&text).with_context(|| {
            format!(
                "{shown} is not a key: it needs 64 hexadecimal digits. Restore it from its copy."
            )
        })?,
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("{shown} cannot be read."));
        }
        Err(_) if noted.is_some() => {
            tracing::error!(
                "{shown} is missing, and so nobody's one-time codes can be checked here. Copy it from the paper's other server or from its backup, or name it in desk.key_file."
            );
            return Ok(None);
        }
        Err(_) => match make(path) {
            Ok(key) => key,
            Err(error) => {
                tracing::warn!(
                    "{shown} could not be made ({error}), so the key of one-time codes lies in the database"
                );
                return Ok(None);
            }
        },
    };
    let check = check_of(&key);
    match noted {
        None => {
            let mut write = store.write().await?;
            write.set(SETTING, &check).await?;
            write.commit().await?;
        }
        Some(noted) if noted != check => tracing::error!(
            "{shown} is not the key that this paper's one-time codes were kept with, and so they cannot be checked here. Copy it from the paper's other server or from its backup."
        ),
        Some(_) => {}
    }
    Ok(Some(Key(key)))
}

/// How the key is found by somebody who only looks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The paper keeps its key in the database.
    Nowhere,
    /// No server has run yet that would make it.
    NotYet,
    /// There was one, and it is gone.
    Lost,
    /// It is there, and this user may not read it.
    Unreadable(String),
    /// The file says something else.
    NoKey,
    /// It is another one than the paper's.
    Another,
    /// It is the paper's own, in a file of this mode.
    Kept {
        /// Who may do what with it.
        mode: u32,
    },
}

/// Looks at the key and changes nothing.
pub(crate) async fn found(path: &Path, store: &Store) -> anyhow::Result<Found> {
    if path.as_os_str().is_empty() {
        return Ok(Found::Nowhere);
    }
    let noted = store.setting(SETTING).await?;
    let read_in = || Ok((std::fs::read_to_string(path)?, std::fs::metadata(path)?));
    let (text, file) = match read_in() {
        Ok(found) => found,
        Err(error) => {
            let error: std::io::Error = error;
            let is_gone = error.kind() == std::io::ErrorKind::NotFound;
            return Ok(match (is_gone, noted) {
                (true, None) => Found::NotYet,
                (true, Some(_)) => Found::Lost,
                (false, _) => Found::Unreadable(error.to_string()),
            });
        }
    };
    Ok(match read(&text) {
        None => Found::NoKey,
        Some(key) if noted.is_some_and(|noted| noted != check_of(&key)) => Found::Another,
        Some(_) => Found::Kept { mode: file.permissions().mode() },
    })
}

/// What the database notes of a key.
fn check_of(key: &[u8; 32]) -> String {
    let check = blake3::derive_key("masthead desk key check 1", key);
    blake3::Hash::from_bytes(check).to_hex().to_string()
}

fn read(text: &str) -> Option<[u8; 32]> {
    blake3::Hash::from_hex(text.trim()).ok().map(|key| *key.as_bytes())
}

fn make(path: &Path) -> std::io::Result<[u8; 32]> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| std::io::Error::other(error.to_string()))?;
    // Nobody else reads it, and nobody else's is written over.
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", blake3::Hash::from_bytes(key).to_hex())?;
    file.sync_all()?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn paper() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let database = store::Config::new(&format!("sqlite:{}/p.db", folder.path().display()));
        let store = Store::open(&database, store::Clock::system()).await.unwrap();
        (folder, store)
    }

    #[tokio::test]
    async fn a_key_is_made_once_and_read_by_nobody_else() {
        let (folder, store) = paper().await;
        let path = folder.path().join("desk.key");
        let made = open(&path, &store).await.unwrap().unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(found(&path, &store).await.unwrap(), Found::Kept { mode });
        let other = folder.path().join("other.key");
        assert_eq!(found(&other, &store).await.unwrap(), Found::Lost);
        make(&other).unwrap();
        assert_eq!(found(&other, &store).await.unwrap(), Found::Another);
        assert_eq!(open(&path, &store).await.unwrap().unwrap().0, made.0);
        let noted = store.setting(SETTING).await.unwrap().unwrap();
        assert!(!std::fs::read_to_string(&path).unwrap().contains(&noted));
    }

    #[tokio::test]
    async fn a_lost_key_is_not_made_anew() {
        let (folder, store) = paper().await;
        let path = folder.path().join("desk.key");
        open(&path, &store).await.unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(found(&path, &store).await.unwrap(), Found::Lost);
        assert!(open(&path, &store).await.unwrap().is_none());
        assert!(!path.exists());
        std::fs::write(&path, "nonsense").unwrap();
        let error = open(&path, &store).await.unwrap_err();
        assert!(error.to_string().contains("64 hexadecimal digits"), "{error}");
        assert!(open(Path::new(""), &store).await.unwrap().is_none());
    }
}
