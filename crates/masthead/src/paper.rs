//! A paper at the command line: its folder, its configuration, its store.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use media::Files;
use store::{Clock, Durability, Store};
use story::{Edition, EditionCode};

use crate::cli::Cli;
use crate::config::{self, Config, Database, Flag};

/// An open paper.
#[derive(Debug)]
pub(crate) struct Paper {
    /// How it is run, with paths as the program uses them.
    pub(crate) config: Config,
    /// Where everything is kept.
    pub(crate) store: Store,
}

impl Paper {
    /// Opens the paper that the command line names.
    pub(crate) async fn open(cli: &Cli) -> anyhow::Result<Paper> {
        Paper::open_with(cli, Vec::new()).await
    }

    /// Opens the paper that the command line names, with flags of the command's own.
    pub(crate) async fn open_with(cli: &Cli, flags: Vec<Flag>) -> anyhow::Result<Paper> {
        let config = configuration(cli, flags)?;
        must_be_there(&config.database, &cli.folder())?;
        let store = open_store(&config.database).await?;
        Ok(Paper { config, store })
    }

    /// The edition with this code.
    pub(crate) async fn edition(&self, code: &str) -> anyhow::Result<Edition> {
        edition(&self.store, code).await
    }
}

/// The configuration of the paper that the command line names, with paths as the program uses them.
pub(crate) fn configuration(cli: &Cli, flags: Vec<Flag>) -> anyhow::Result<Config> {
    let folder = cli.folder();
    if !folder.is_dir() {
        bail!("{} is not a folder. Name the paper's folder with --paper.", folder.display());
    }
    let flags = cli.flags().into_iter().chain(flags).collect();
    Ok(config::load(&folder, flags)?.config.under(&folder))
}

/// Refuses to make a database by accident in a folder that is no paper.
pub(crate) fn must_be_there(database: &Database, folder: &Path) -> anyhow::Result<()> {
    if database.is_postgres() || Path::new(&database.url).is_file() {
        return Ok(());
    }
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    bail!(
        "There is no paper in {}: its database {} is not there. Go to a paper's folder or name it with --paper; `masthead init DIR` makes a new one.",
        folder.display(),
        PathBuf::from(&database.url).file_name().unwrap_or_default().to_string_lossy()
    )
}

/// The store's own settings for this database.
pub(crate) fn store_config(database: &Database) -> store::Config {
    if database.is_postgres() {
        store::Config::new(&database.url)
    } else {
        store::Config::new(&format!("sqlite:{}", database.url))
    }
}

/// Opens the database, making it or bringing its tables up to date where needed.
pub(crate) async fn open_store(database: &Database) -> anyhow::Result<Store> {
    Store::open(&store_config(database), Clock::system())
        .await
        .with_context(|| format!("The database {} cannot be opened.", database.shown()))
}

/// Opens the database for work that is done again if the machine stops meanwhile, so that it need not wait for the
/// disk at every commit.
pub(crate) async fn open_store_for_bulk(database: &Database) -> anyhow::Result<Store> {
    let settings = store::Config { durability: Durability::Process, ..store_config(database) };
    Store::open(&settings, Clock::system())
        .await
        .with_context(|| format!("The database {} cannot be opened.", database.shown()))
}

/// What readers search in. A paper whose index cannot be opened is served without search.
pub(crate) fn index(config: &Config) -> Option<search::Index> {
    open_index(&config.search.folder, "readers cannot search")
}

/// What the newsroom searches in: a folder in the one of the readers, so that no mistake shows them what is in it.
pub(crate) fn newsroom_index(config: &Config) -> Option<search::Index> {
    let folder = &config.search.folder;
    if folder.as_os_str().is_empty() {
        return None;
    }
    open_index(&folder.join("newsroom"), "the newsroom finds headlines only")
}

fn open_index(folder: &Path, otherwise: &str) -> Option<search::Index> {
    if folder.as_os_str().is_empty() {
        return None;
    }
    match search::Index::open(folder) {
        Ok(index) => Some(index),
        Err(error) => {
            tracing::error!("{otherwise}: {error}");
            None
        }
    }
}

/// The pictures and other files, wherever they are kept.
pub(crate) fn files(config: &Config) -> anyhow::Result<Files> {
    let limits =
        media::Config { max_bytes: config.media.max_bytes, max_pixels: config.media.max_pixels };
    let settings = &config.media;
    if settings.store.is_empty() {
        return Ok(Files::at(&settings.folder, limits)?);
    }
    let storage = media::Storage {
        url: settings.store.clone(),
        endpoint: settings.s3_endpoint.clone(),
        region: settings.s3_region.clone(),
        key: settings.s3_key_id.clone(),
        secret: settings.s3_key.0.clone(),
    };
    Ok(Files::in_storage(&storage, limits)?)
}

/// The edition with this code.
pub(crate) async fn edition(store: &store::Reader, code: &str) -> anyhow::Result<Edition> {
    let editions = store.editions().await?;
    let wanted = EditionCode::parse(code);
    if let Some(edition) =
        editions.iter().find(|edition| wanted.as_ref().is_ok_and(|code| edition.code == *code))
    {
        return Ok(edition.clone());
    }
    let codes: Vec<&str> = editions.iter().map(|edition| edition.code.as_str()).collect();
    bail!("There is no edition “{code}”; the paper has {}.", codes.join(", "))
}
