//! The messages of a language: Fluent catalogues, the nearest folder first, English behind them.

mod check;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;
use story::Language;
use story::edition::Digits;
use unic_langid::LanguageIdentifier;

use crate::locale::digits;

pub use check::{CatalogueFault, check_catalogues};
pub(crate) use check::{check, literal_keys};

/// What stands where no language has a message, so that no reader ever sees a key.
const NEUTRAL: &str = "…";

/// The messages of one language with one kind of digits.
pub(crate) struct Catalogue {
    bundle: FluentBundle<Arc<FluentResource>>,
    english: Option<Arc<Catalogue>>,
    missed: Arc<Mutex<BTreeSet<String>>>,
}

impl Catalogue {
    /// The catalogue made of these resources, the most general first.
    pub(crate) fn new(
        language: Language,
        digits: Digits,
        resources: &[Arc<FluentResource>],
        english: Option<Arc<Catalogue>>,
        missed: Arc<Mutex<BTreeSet<String>>>,
    ) -> Catalogue {
        let tag: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // HTML isolates what it must with <bdi>; invisible characters would end up in titles and links.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match digits {
            Digits::Latn => latin,
            Digits::Arab => arabic,
        }));
        for resource in resources {
            bundle.add_resource_overriding(resource.clone());
        }
        Catalogue { bundle, english, missed }
    }

    /// The message in this language, or in English, or a neutral sign. Never the key.
    pub(crate) fn message(&self, key: &str, args: &FluentArgs<'_>) -> String {
        if let Some(message) = self.format(key, args) {
            return message;
        }
        self.missed.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
        self.english
            .as_ref()
            .and_then(|english| english.format(key, args))
            .unwrap_or_else(|| NEUTRAL.to_owned())
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors: Vec<FluentError> = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        // A message with a hole in it would print the name of a variable.
        (errors.is_empty() && !text.trim().is_empty()).then_some(text)
    }
}

fn latin(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value, Digits::Latn)
}

fn arabic(value: &FluentValue<'_>, _: &IntlLangMemoizer) -> Option<String> {
    whole(value, Digits::Arab)
}

fn whole(value: &FluentValue<'_>, kind: Digits) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(digits(&number.as_string(), kind)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(code: &str, digits: Digits, source: &str) -> Catalogue {
        let resource = |source: &str| Arc::new(FluentResource::try_new(source.to_owned()).unwrap());
        let missed = Arc::default();
        let english = Catalogue::new(
            Language::english(),
            digits,
            &[resource("only-english = Only { $name }\n")],
            None,
            Arc::clone(&missed),
        );
        let language = Language::parse(code).unwrap();
        Catalogue::new(language, digits, &[resource(source)], Some(Arc::new(english)), missed)
    }

    fn minutes(count: i64) -> FluentArgs<'static> {
        FluentArgs::from_iter([("minutes", count)])
    }

    #[test]
    fn a_number_takes_the_plural_of_its_language() {
        let russian = catalogue(
            "ru",
            Digits::Latn,
            "read = { $minutes } { $minutes ->\n    [one] минута\n    [few] минуты\n   *[many] минут\n }\n",
        );
        let said: Vec<String> = [1, 3, 5, 21]
            .into_iter()
            .map(|count| russian.message("read", &minutes(count)))
            .collect();
        assert_eq!(said, ["1 минута", "3 минуты", "5 минут", "21 минута"]);
    }

    #[test]
    fn arabic_digits_reach_the_messages() {
        let arabic = catalogue("ar", Digits::Arab, "read = { $minutes } د\n");
        assert_eq!(arabic.message("read", &minutes(12)), "١٢ د");
    }

    #[test]
    fn a_missing_message_is_english_and_then_neutral_but_never_a_key() {
        let french = catalogue("fr", Digits::Latn, "empty = { \"\" }\nbroken = { $nobody }\n");
        let named = FluentArgs::from_iter([("name", "Ana")]);
        assert_eq!(french.message("only-english", &named), "Only Ana");
        for key in ["unheard-of", "empty", "broken"] {
            assert_eq!(french.message(key, &named), NEUTRAL, "{key}");
        }
    }
}
