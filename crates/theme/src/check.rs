//! Everything that can be wrong with a theme, found without a reader.

use std::fmt;

use story::Language;

use crate::catalogue::{check, literal_keys};
use crate::sample;
use crate::text::{KINDS, template};
use crate::theme::Theme;

/// What is wrong with a theme, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFault(pub String);

impl fmt::Display for ThemeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Theme {
    /// Finds everything that is wrong: catalogues that differ, messages that templates ask for and nobody has,
    /// blocks without a template, sample pages that cannot be rendered in some language.
    ///
    /// Load the theme with [`crate::Config::strict`] for this.
    pub fn check(&self) -> Vec<ThemeFault> {
        let layers = self.layers();
        let text = |path: &str| {
            layers.file(path).and_then(|bytes| String::from_utf8(bytes.into_owned()).ok())
        };
        let merged = |language: Language| {
            let path = format!("locales/{}.ftl", language.code());
            let every = layers.every(&path);
            let last = every.len().checked_sub(1)?;
            // A newsroom's own catalogue has only what it says differently, so it is checked by rendering.
            (last == 0)
                .then(|| text(&path))
                .flatten()
                .or_else(|| crate::embedded::catalogue(language.code()))
        };
        let mut faults: Vec<ThemeFault> =
            check(&merged).iter().map(|fault| ThemeFault(fault.to_string())).collect();

        let english = merged(Language::english()).unwrap_or_default();
        let has = |key: &str| {
            english.lines().any(|line| line.split_once(" =").is_some_and(|(name, _)| name == key))
        };
        for path in layers.paths("templates") {
            for key in literal_keys(&text(&path).unwrap_or_default()) {
                if !has(&key) {
                    faults.push(ThemeFault(format!(
                        "{path} asks for the message “{key}”, which no catalogue has."
                    )));
                }
            }
        }
        for kind in KINDS {
            let path = format!("templates/{}", template(kind));
            if layers.file(&path).is_none() {
                faults
                    .push(ThemeFault(format!("The block “{kind}” has no template; write {path}.")));
            }
        }
        for sample in sample::render(self) {
            if let Err(problem) = sample.html {
                let (page, language) = (sample.name, sample.language.code());
                faults.push(ThemeFault(format!("The sample “{page}” in “{language}”: {problem}")));
            }
        }
        for key in self.missed_messages() {
            faults.push(ThemeFault(format!(
                "A page asked for the message “{key}”, which some language does not have."
            )));
        }
        faults
    }
}
