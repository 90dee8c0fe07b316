//! The key that signs the public record: a file beside the database, which a copy of the database has not.

use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use anyhow::{Context, bail};
use record::{SigningKey, Trust};
use store::Store;
use url::{Host, Url};

use crate::config::Config;

/// The name under which the record of a paper at this address is signed: its host, and the port where it has one.
pub(crate) fn origin(site_url: &str) -> String {
    site_url.split_once("://").map_or(site_url, |(_, rest)| rest).to_owned()
}

/// Whether only this machine knows that name.
fn is_trial(origin: &str) -> bool {
    match Url::parse(&format!("http://{origin}")).ok().as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Reads the key, or makes it when the paper never had one. A server without the paper's key serves readers as any
/// other, and signs nothing.
pub(crate) async fn open(config: &Config, store: &Store) -> anyhow::Result<Option<SigningKey>> {
    let path = &config.record.key_file;
    if path.as_os_str().is_empty() {
        return Ok(None);
    }
    let shown = path.display();
    let known = store.record_key().await?;
    let key = match read(path) {
        Ok(key) => key,
        Err(Unread::Nowhere) if known.is_some() => {
            tracing::error!(
                "{shown} is missing, and so the public record is not signed here. Copy it from the paper's other server or from its backup; if it is lost, make another with `masthead key rotate`."
            );
            return Ok(None);
        }
        Err(Unread::Nowhere) => {
            let key = SigningKey::make(&origin(&config.site.url))?;
            if let Err(error) = keep(path, &key) {
                tracing::warn!(
                    "{shown} could not be made ({error}), and so the public record is not signed"
                );
                return Ok(None);
            }
            key
        }
        Err(Unread::Other(error)) => return Err(error),
    };
    adopt(key, known.as_deref(), config, store).await
}

/// Sees that the paper knows the key as its own. A paper that was only tried on this machine takes its public name
/// when it gets one.
async fn adopt(
    key: SigningKey,
    known: Option<&str>,
    config: &Config,
    store: &Store,
) -> anyhow::Result<Option<SigningKey>> {
    let shown = config.record.key_file.display();
    let own = key.verifier().to_string();
    if known.is_some_and(|known| known != own) {
        tracing::error!(
            "{shown} is not the key that signs this paper's public record, and so nothing is signed here. Copy it from the paper's other server or from its backup."
        );
        return Ok(None);
    }
    let name = origin(&config.site.url);
    let key = match is_trial(key.verifier().name()) && name != key.verifier().name() {
        true => {
            let renamed = key.named(&name)?;
            overwrite(&config.record.key_file, &renamed)
                .with_context(|| format!("{shown} cannot be written."))?;
            renamed
        }
        false => key,
    };
    if known != Some(key.verifier().to_string().as_str()) {
        let mut write = store.write().await?;
        write.set_record_key(key.verifier()).await?;
        if known.is_some() {
            write.forget_record_heads().await?;
        }
        write.commit().await?;
    }
    Ok(Some(key))
}

/// Why there is no key.
#[derive(Debug)]
pub(crate) enum Unread {
    /// There is no such file.
    Nowhere,
    /// It cannot be read, or it is no key.
    Other(anyhow::Error),
}

/// Reads a key from its file.
pub(crate) fn read(path: &Path) -> Result<SigningKey, Unread> {
    let shown = path.display();
    match std::fs::read_to_string(path) {
        Ok(text) => SigningKey::parse(&text)
            .map_err(|error| Unread::Other(anyhow::anyhow!("{shown} cannot be used. {error}"))),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Unread::Nowhere),
        Err(error) => Err(Unread::Other(
            anyhow::Error::new(error).context(format!("{shown} cannot be read.")),
        )),
    }
}

/// Keeps a key in a new file that only its owner may read.
pub(crate) fn keep(path: &Path, key: &SigningKey) -> std::io::Result<()> {
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", key.to_secret())?;
    file.sync_all()
}

/// Keeps a key in the place of another, whole or not at all.
pub(crate) fn overwrite(path: &Path, key: &SigningKey) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    keep(&beside, key)?;
    std::fs::rename(&beside, path)
}

/// How the key is found by somebody who only looks: the trust in it, and who may use it.
pub(crate) async fn found(path: &Path, store: &Store) -> anyhow::Result<Option<(Trust, u32)>> {
    if path.as_os_str().is_empty() {
        return Ok(None);
    }
    let known = store.record_key().await?;
    let key = match read(path) {
        Ok(key) => key,
        Err(Unread::Nowhere) if known.is_none() => return Ok(None),
        Err(Unread::Nowhere) => bail!("the key of the public record is missing."),
        Err(Unread::Other(error)) => return Err(error),
    };
    if known.is_some_and(|known| known != key.verifier().to_string()) {
        bail!("this is not the key that signs the paper's public record.");
    }
    let mode = std::fs::metadata(path)?.permissions().mode();
    let statements = store.record_statements().await?;
    Ok(Some((Trust::new(key.verifier().clone(), &statements), mode)))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn paper() -> (tempfile::TempDir, Store, Config) {
        let folder = tempfile::tempdir().unwrap();
        let database = store::Config::new(&format!("sqlite:{}/p.db", folder.path().display()));
        let store = Store::open(&database, store::Clock::system()).await.unwrap();
        let config = Config::default().under(folder.path());
        (folder, store, config)
    }

    #[tokio::test]
    async fn a_key_is_made_once_and_takes_the_papers_name() {
        let (_folder, store, mut config) = paper().await;
        let first = open(&config, &store).await.unwrap().unwrap();
        assert!(is_trial(first.verifier().name()), "{}", first.verifier().name());
        assert!(store.sign_record(&first).await.unwrap());
        let mode = std::fs::metadata(&config.record.key_file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        config.site.url = "https://gazette.example".to_owned();
        let second = open(&config, &store).await.unwrap().unwrap();
        assert_eq!(second.verifier().name(), "gazette.example");
        assert!(store.record_head().await.unwrap().is_none());
        assert!(store.sign_record(&second).await.unwrap());
        // A public name stays: what was signed is signed.
        config.site.url = "https://another.example".to_owned();
        let third = open(&config, &store).await.unwrap().unwrap();
        assert_eq!(third.verifier(), second.verifier());
        assert!(found(&config.record.key_file, &store).await.unwrap().is_some());
    }

    #[tokio::test]
    async fn a_lost_key_is_not_made_anew() {
        let (_folder, store, config) = paper().await;
        open(&config, &store).await.unwrap();
        std::fs::remove_file(&config.record.key_file).unwrap();
        assert!(open(&config, &store).await.unwrap().is_none());
        assert!(!config.record.key_file.exists());
        assert!(found(&config.record.key_file, &store).await.is_err());
    }
}
