//! The key that the secrets of one-time codes are sealed with: a file beside the database.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
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
    let check = blake3::derive_key("masthead desk key check 1", &key);
    let check = blake3::Hash::from_bytes(check).to_hex().to_string();
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
    use std::os::unix::fs::PermissionsExt;

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
        assert!(open(&path, &store).await.unwrap().is_none());
        assert!(!path.exists());
        std::fs::write(&path, "nonsense").unwrap();
        let error = open(&path, &store).await.unwrap_err();
        assert!(error.to_string().contains("64 hexadecimal digits"), "{error}");
        assert!(open(Path::new(""), &store).await.unwrap().is_none());
    }
}
