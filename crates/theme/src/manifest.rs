//! `theme.toml`: what a theme is called and what it was made for.

use std::path::{Path, PathBuf};

use story::campaign::Slot;

use crate::page::CONTRACT;

/// What `theme.toml` says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// What it is called.
    pub(crate) name: String,
    /// The version of the page contract that it was made for.
    pub(crate) contract: u32,
    /// The theme that fills in what it does not have; the house theme always stands behind.
    #[serde(default)]
    pub(crate) extends: Option<String>,
    /// What it asks of pictures.
    #[serde(default)]
    pub(crate) pictures: Option<Pictures>,
    /// The places for advertisements that its templates have.
    #[serde(default)]
    pub(crate) slot: Option<Vec<Slot>>,
}

/// What a theme asks of pictures.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pictures {
    /// How wide photos are made, in pixels.
    pub(crate) widths: Vec<u32>,
}

/// The widths that a `theme.toml` asks for, if it does.
pub(crate) fn widths(text: &str) -> Option<Vec<u32>> {
    toml::from_str::<Manifest>(text).ok()?.pictures.map(|pictures| pictures.widths)
}

/// The places for advertisements that a `theme.toml` names, if it does.
pub(crate) fn slots(text: &str) -> Option<Vec<Slot>> {
    toml::from_str::<Manifest>(text).ok()?.slot
}

/// A theme that cannot be found or read.
#[derive(Debug, thiserror::Error)]
pub enum BadManifest {
    /// No folder of that name.
    #[error("There is no theme “{name}”{}; make a folder of that name with a theme.toml, or choose “broadsheet”.", place(.themes.as_deref()))]
    NoTheme {
        /// What was asked for.
        name: String,
        /// Where it was looked for.
        themes: Option<PathBuf>,
    },
    /// A folder that should override and is not there.
    #[error("The folder {} is not there; it should hold templates, static files or locales that replace the theme's.", .folder.display())]
    NoFolder {
        /// Which folder.
        folder: PathBuf,
    },
    /// No `theme.toml`, or one that cannot be opened.
    #[error("{} cannot be read: {problem}. A theme needs this file with its name and contract = {CONTRACT}.", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        problem: std::io::Error,
    },
    /// Not the keys of a `theme.toml`.
    #[error("{} is not right: {problem}", .path.display())]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// Why.
        problem: Box<toml::de::Error>,
    },
    /// Made for another version of the page contract.
    #[error(
        "The theme “{name}” was made for version {theirs} of the page contract; this is version {CONTRACT}. Read docs/contracts and adapt it."
    )]
    Contract {
        /// Which theme.
        name: String,
        /// Its version.
        theirs: u32,
    },
    /// Themes that extend each other.
    #[error("The themes extend each other in a circle; “{name}” comes up again.")]
    Circle {
        /// Which theme.
        name: String,
    },
}

fn place(themes: Option<&Path>) -> String {
    themes.map(|themes| format!(" in {}", themes.display())).unwrap_or_default()
}

impl Manifest {
    /// Reads and checks the `theme.toml` of a folder.
    pub(crate) fn read(folder: &Path) -> Result<Manifest, BadManifest> {
        let path = folder.join("theme.toml");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(problem) => return Err(BadManifest::Unreadable { path, problem }),
        };
        Manifest::parse(&text, &path)
    }

    fn parse(text: &str, path: &Path) -> Result<Manifest, BadManifest> {
        let manifest: Manifest = toml::from_str(text).map_err(|problem| BadManifest::Wrong {
            path: path.to_owned(),
            problem: Box::new(problem),
        })?;
        if manifest.contract != CONTRACT {
            return Err(BadManifest::Contract { name: manifest.name, theirs: manifest.contract });
        }
        Ok(manifest)
    }
}
