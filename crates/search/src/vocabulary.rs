//! The words of texts that were met before: of a hundred words of a newspaper some ninety are.

use std::collections::HashMap;

use crate::sound::sound;
use crate::tongue::Tongue;
use crate::words::word;

/// How many words of a language are kept before they are forgotten, all at once.
const MOST: usize = 100_000;

/// What a word becomes in the index.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) folded: String,
    /// If it differs from the word.
    pub(crate) stem: Option<String>,
    pub(crate) sound: Option<String>,
}

/// Words of every language, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    languages: HashMap<String, HashMap<String, Option<Known>>>,
}

impl Vocabulary {
    /// What a word of a language becomes; nothing if it is none after all.
    pub(crate) fn of(&mut self, language: &str) -> &mut HashMap<String, Option<Known>> {
        let known = self.languages.entry(language.to_owned()).or_default();
        if known.len() > MOST {
            known.clear();
        }
        known
    }
}

/// Looks a word up, and remembers it.
pub(crate) fn known<'v>(
    known: &'v mut HashMap<String, Option<Known>>,
    written: &str,
    tongue: &Tongue,
) -> Option<&'v Known> {
    if !known.contains_key(written) {
        let found = word(written, 0..written.len(), tongue).map(|word| {
            let sound = sound(&word.folded);
            let stem = (word.stem != word.folded).then_some(word.stem);
            Known { folded: word.folded, stem, sound }
        });
        known.insert(written.to_owned(), found);
    }
    known.get(written)?.as_ref()
}
