//! The names of people and topics: whoever asks for one of them means them all.

use std::collections::HashMap;

use story::{AuthorId, TopicId};

use crate::sound::sound;
use crate::tongue::Tongue;
use crate::words::{Word, words};

/// Who or what has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// Somebody who writes.
    Author(AuthorId),
    /// What is written about.
    Topic(TopicId),
}

/// All names, by their words.
#[derive(Debug, Default)]
pub struct Names {
    all: Vec<Name>,
    /// The names whose last word this is, folded, stemmed or by its sound.
    by_last: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Name {
    named: Named,
    words: Vec<Key>,
}

/// What a word of a name is known by.
#[derive(Debug)]
struct Key {
    folded: String,
    stem: String,
    sound: Option<String>,
}

impl Key {
    fn of(word: Word) -> Key {
        // Only longer sounds are sure enough for a name that nobody has spelled so.
        let sound = sound(&word.folded).filter(|sound| sound.len() >= 4).map(|s| format!("~{s}"));
        Key { folded: word.folded, stem: word.stem, sound }
    }

    fn is(&self, other: &Key) -> bool {
        self.folded == other.folded
            || self.stem == other.stem
            || self.sound.is_some() && self.sound == other.sound
    }
}

impl Names {
    /// A list of names with the BCP 47 tags of their languages.
    pub fn new<'a>(names: impl IntoIterator<Item = (Named, &'a str, &'a str)>) -> Names {
        let mut list = Names::default();
        for (named, language, name) in names {
            let words: Vec<Key> =
                words(name, &Tongue::of(language)).into_iter().map(Key::of).collect();
            let Some(last) = words.last() else { continue };
            let place = list.all.len();
            let mut known = vec![last.folded.clone(), last.stem.clone()];
            known.extend(last.sound.clone());
            known.sort_unstable();
            known.dedup();
            for key in known {
                list.by_last.entry(key).or_default().push(place);
            }
            list.all.push(Name { named, words });
        }
        list
    }

    /// Everybody and everything that a text names, from its first word to its last.
    pub fn of(&self, text: &str, language: &str) -> Vec<Named> {
        let keys: Vec<Key> =
            words(text, &Tongue::of(language)).into_iter().take(8).map(Key::of).collect();
        self.named(&keys)
    }

    /// Who or what these words name: how many of the words, counted from the first, and whom. The longest name wins; a
    /// last name stands for the whole.
    pub(crate) fn at(&self, asked: &[Word]) -> Option<(usize, Vec<Named>)> {
        let keys: Vec<Key> = asked.iter().take(6).cloned().map(Key::of).collect();
        (1..=keys.len()).rev().find_map(|length| {
            let named = self.named(&keys[..length]);
            (!named.is_empty()).then_some((length, named))
        })
    }

    fn named(&self, keys: &[Key]) -> Vec<Named> {
        let Some(last) = keys.last() else { return Vec::new() };
        let mut found = Vec::new();
        for known in
            [Some(&last.folded), Some(&last.stem), last.sound.as_ref()].into_iter().flatten()
        {
            for place in self.by_last.get(known).into_iter().flatten() {
                let Name { named, words } = &self.all[*place];
                let whole = words.len() == keys.len()
                    && words.iter().zip(keys).all(|(word, key)| word.is(key));
                if whole || keys.len() == 1 && words.last().is_some_and(|word| word.is(last)) {
                    found.push(*named);
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(names: &Names, asked: &str, code: &str) -> Option<(usize, Vec<Named>)> {
        names.at(&words(asked, &Tongue::of(code)))
    }

    #[test]
    fn one_name_stands_for_all_of_them() {
        let zelensky = Named::Topic(TopicId::new(7));
        let names = Names::new([
            (zelensky, "en", "Volodymyr Zelensky"),
            (zelensky, "ru", "Владимир Зеленский"),
            (Named::Topic(TopicId::new(8)), "en", "Mali"),
        ]);
        for (asked, code, words) in [
            ("Zelensky speaks", "en", 1),
            ("zelenskyy", "en", 1),
            ("Владимира Зеленского ждут", "ru", 2),
            ("زيلينسكي", "ar", 1),
            ("volodymyr zelensky", "en", 2),
        ] {
            assert_eq!(at(&names, asked, code), Some((words, vec![zelensky])), "{asked}");
        }
        assert_eq!(at(&names, "mile", "en"), None);
        assert_eq!(at(&names, "", "en"), None);
    }
}
