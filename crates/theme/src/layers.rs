//! Where files of a theme come from: a newsroom's own folders, the theme it chose, the house theme.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::embedded::{self, HOUSE_THEME};
use crate::manifest::{BadManifest, Manifest};

/// One place that has files of a theme.
#[derive(Clone, Debug)]
enum Place {
    Folder(PathBuf),
    House,
}

/// A place with the name by which templates of nearer layers can extend its templates.
#[derive(Clone, Debug)]
struct Layer {
    name: String,
    place: Place,
}

/// The layers of a theme, the nearest first.
#[derive(Clone, Debug)]
pub(crate) struct Layers(Vec<Layer>);

/// What the state of all files is, to see whether one changed.
pub(crate) type Stamp = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// How many themes may stand behind one another; more is a circle.
const MAX_LAYERS: usize = 8;

impl Layers {
    /// Finds the theme `name` in `themes`, the themes that it extends, and puts the overrides before them.
    pub(crate) fn find(
        overrides: &[PathBuf],
        themes: Option<&Path>,
        name: &str,
    ) -> Result<Layers, BadManifest> {
        let mut layers: Vec<Layer> = overrides
            .iter()
            .map(|folder| Layer { name: String::new(), place: Place::Folder(folder.clone()) })
            .collect();
        for layer in &layers {
            if let Place::Folder(folder) = &layer.place
                && !folder.is_dir()
            {
                return Err(BadManifest::NoFolder { folder: folder.clone() });
            }
        }
        let mut next = Some(name.to_owned());
        let mut depth = 0;
        while let Some(name) = next {
            depth += 1;
            if depth > MAX_LAYERS {
                return Err(BadManifest::Circle { name });
            }
            let folder = themes.map(|themes| themes.join(&name)).filter(|folder| folder.is_dir());
            next = match folder {
                Some(folder) => {
                    let manifest = Manifest::read(&folder)?;
                    layers.push(Layer { name: name.clone(), place: Place::Folder(folder) });
                    // A folder of the house theme's name stands before the house theme itself.
                    manifest.extends.filter(|behind| *behind != name)
                }
                None if name == HOUSE_THEME => None,
                None => {
                    return Err(BadManifest::NoTheme { name, themes: themes.map(Path::to_owned) });
                }
            };
        }
        layers.push(Layer { name: HOUSE_THEME.to_owned(), place: Place::House });
        Ok(Layers(layers))
    }

    /// The file of the nearest layer that has it.
    pub(crate) fn file(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.0.iter().find_map(|layer| layer.file(path))
    }

    /// The file in every layer that has it, the house theme's first, with the layer's name.
    pub(crate) fn every(&self, path: &str) -> Vec<(&str, Cow<'static, [u8]>)> {
        self.0
            .iter()
            .rev()
            .filter_map(|layer| Some((layer.name.as_str(), layer.file(path)?)))
            .collect()
    }

    /// All paths under `folder` that any layer has.
    pub(crate) fn paths(&self, folder: &str) -> Vec<String> {
        let mut paths: Vec<String> = self
            .0
            .iter()
            .flat_map(Layer::paths)
            .filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
            .collect();
        paths.sort();
        paths.dedup();
        paths
    }

    /// The state of all files now.
    pub(crate) fn stamp(&self) -> Stamp {
        let mut stamp = Stamp::new();
        for layer in &self.0 {
            match &layer.place {
                Place::Folder(folder) => {
                    for path in layer.paths() {
                        let path = folder.join(path);
                        let seen = std::fs::metadata(&path);
                        let state =
                            seen.map_or((None, 0), |seen| (seen.modified().ok(), seen.len()));
                        stamp.insert(path, state);
                    }
                }
                Place::House if cfg!(debug_assertions) => {
                    for path in embedded::paths() {
                        let changed = embedded::changed(&path).unwrap_or(0);
                        stamp.insert(PathBuf::from(path), (None, changed));
                    }
                }
                Place::House => {}
            }
        }
        stamp
    }
}

impl Layer {
    fn file(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        match &self.place {
            Place::House => embedded::file(path),
            Place::Folder(folder) => std::fs::read(folder.join(path)).ok().map(Cow::Owned),
        }
    }

    fn paths(&self) -> Vec<String> {
        match &self.place {
            Place::House => embedded::paths(),
            Place::Folder(folder) => {
                let mut paths = Vec::new();
                for part in ["templates", "static", "locales"] {
                    walk(&folder.join(part), part, &mut paths);
                }
                paths
            }
        }
    }
}

fn walk(folder: &Path, name: &str, paths: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let file_name = entry.file_name();
        let Some(file_name) = file_name.to_str() else { continue };
        // Editors leave hidden and backup files behind.
        if file_name.starts_with('.') || file_name.ends_with('~') {
            continue;
        }
        let path = format!("{name}/{file_name}");
        // `file_type` does not follow links, so that a link to a folder above cannot make a circle.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &path, paths),
            Ok(_) => paths.push(path),
            Err(_) => {}
        }
    }
}
