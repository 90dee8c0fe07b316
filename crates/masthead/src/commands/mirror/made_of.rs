//! What pages are made of besides the paper's contents. Where that is another, every page may be.

use std::path::Path;

use anyhow::Context;

use crate::config::Config;
use crate::paper::Paper;
use crate::serve;

/// A hash of the program, the theme, the paper's address and what its keys say.
pub(super) async fn made_of(paper: &Paper, key: &record::SigningKey) -> anyhow::Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut told = |what: &str| {
        hasher.update(&what.len().to_le_bytes());
        hasher.update(what.as_bytes());
    };
    let Config { site, theme, .. } = &paper.config;
    told(&site.url);
    told(&theme.name);
    told(&key.verifier().to_string());
    for statement in paper.store.record_statements().await? {
        told(&statement);
    }
    let program = std::env::current_exe().context("The program does not find itself.")?;
    file(&mut hasher, &program)?;
    let theme = serve::theme_config(&paper.config);
    for folder in theme.themes.iter().chain(&theme.overrides) {
        folder_of_theme(&mut hasher, folder)?;
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn folder_of_theme(hasher: &mut blake3::Hasher, folder: &Path) -> anyhow::Result<()> {
    let unreadable = || format!("{} cannot be read.", folder.display());
    let mut entries = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<std::io::Result<Vec<_>>>)
        .with_context(unreadable)?;
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            folder_of_theme(hasher, &path)?;
        } else {
            file(hasher, &path)?;
        }
    }
    Ok(())
}

fn file(hasher: &mut blake3::Hasher, path: &Path) -> anyhow::Result<()> {
    hasher.update(path.as_os_str().as_encoded_bytes());
    let unreadable = || format!("{} cannot be read.", path.display());
    let bytes = std::fs::read(path).with_context(unreadable)?;
    hasher.update(&bytes.len().to_le_bytes());
    hasher.update(&bytes);
    Ok(())
}
