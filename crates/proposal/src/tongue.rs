//! What the rules know of a language: tables of words, one file per language.

mod ar;
mod en;
mod fr;
mod hy;
mod ru;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use story::Language;
use story::coverage::How;

use crate::calendar::{Calendar, Unit};
use crate::date::Meaning;
use crate::pattern::Pattern;
use crate::token::{Token, fold};

/// A row of words that mean the same, each in the form in which a dictionary has it.
pub(crate) type Row = &'static [&'static str];

/// Everything that the rules know of a language.
pub(crate) struct Tongue {
    pub(crate) code: &'static str,
    /// The forms that a word takes in a sentence, itself among them.
    pub(crate) forms: fn(&str) -> Vec<String>,
    /// What is left of a word without what the language writes together with it, and how many bytes that was.
    pub(crate) without_prefixes: fn(&str) -> Vec<(usize, String)>,
    /// Endings that a hyphen joins to a name: «ԱՄՆ-ն».
    pub(crate) name_endings: Row,
    /// Words after which a period ends no sentence.
    pub(crate) abbreviations: Row,
    /// Opening and closing marks of quotation.
    pub(crate) quotes: &'static [(&'static str, &'static str)],

    // The calendar.
    pub(crate) months: &'static [Row],
    /// From Monday.
    pub(crate) weekdays: &'static [Row],
    /// From spring.
    pub(crate) seasons: &'static [Row],
    pub(crate) units: &'static [(Row, Unit)],
    pub(crate) numbers: &'static [(Row, i64)],
    /// “nineties”, with the year of the century in which they begin.
    pub(crate) tens: &'static [(Row, i16)],
    pub(crate) number_endings: Row,
    pub(crate) decade_endings: Row,
    /// Endings of the last word that say “since”.
    pub(crate) since_endings: Row,
    /// Phrases that are dates, as [`Pattern`] reads them.
    pub(crate) dates: &'static [(&'static str, Meaning)],
    pub(crate) since: Row,
    pub(crate) until: Row,
    /// What stands before, between and after two dates; an empty text is nothing.
    pub(crate) between: &'static [(&'static str, &'static str, &'static str)],
    /// Words that make a date an estimate.
    pub(crate) about: Row,
    /// Words that say which part of a date, more exactly than a date can be kept.
    pub(crate) vague: Row,
    /// The same, standing behind.
    pub(crate) vague_after: Row,

    // Names.
    /// What people are, said before their names.
    pub(crate) titles: Row,
    /// Words in the names of organizations.
    pub(crate) organization_words: Row,
    /// Words in the names of what happens again and again, which are none of the kinds that are guessed.
    pub(crate) occasion_words: Row,
    /// Those that a place tells apart, written small: “université de Strasbourg”.
    pub(crate) named_by_place: Row,
    /// What places are, said before their names.
    pub(crate) place_words: Row,
    /// Words before a place.
    pub(crate) place_prepositions: Row,
    pub(crate) first_names: Row,
    /// Small words inside a name.
    pub(crate) name_joints: Row,
    /// Words with a capital, or in quotation marks, that are no names.
    pub(crate) no_names: Row,
    /// Countries and large cities.
    pub(crate) places: Row,
    /// Organizations that every newsroom writes of.
    pub(crate) organizations: Row,

    // Who says so.
    /// Before whoever says it: “according to”.
    pub(crate) according: &'static [(&'static str, How)],
    /// Phrases that have whoever says it in them: “in her view”.
    pub(crate) according_own: &'static [(&'static str, How)],
    /// After whoever says it: «խոսքով».
    pub(crate) according_after: &'static [(&'static str, How)],
    /// What people do who say something, in every form that is used.
    pub(crate) verbs: &'static [(&'static str, How)],
    /// Between the verb and what is said: “that”.
    pub(crate) that: Row,
    /// Before whoever it was said to.
    pub(crate) addressed: Row,
    pub(crate) pronouns: Row,
    /// People without a name: “analysts”.
    pub(crate) unnamed: Row,
}

/// The tables of a tongue, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) calendar: Calendar,
    /// Words with which a date can begin, or something that stands before one.
    date_openings: HashSet<String>,
    dates: Vec<(Pattern, Meaning)>,
    dates_by_word: HashMap<String, Vec<usize>>,
    dates_by_anything: Vec<usize>,
    pub(crate) since: Vec<Pattern>,
    pub(crate) until: Vec<Pattern>,
    pub(crate) between: Vec<(Option<Pattern>, Pattern, Option<Pattern>)>,
    pub(crate) about: Vec<Pattern>,
    pub(crate) vague: Vec<Pattern>,
    pub(crate) vague_after: Vec<Pattern>,
    pub(crate) titles: HashSet<String>,
    pub(crate) organization_words: HashSet<String>,
    pub(crate) place_words: HashSet<String>,
    pub(crate) first_names: HashSet<String>,
    pub(crate) no_names: HashSet<String>,
    pub(crate) unnamed: HashSet<String>,
    pub(crate) name_endings: HashSet<String>,
    pub(crate) named_by_place: HashSet<String>,
    pub(crate) occasion_words: HashSet<String>,
    pub(crate) name_joints: HashSet<String>,
    pub(crate) place_prepositions: HashSet<String>,
    pub(crate) that: HashSet<String>,
    pub(crate) addressed: HashSet<String>,
    pub(crate) pronouns: HashSet<String>,
    /// Words with which an attribution can begin that is no verb.
    pub(crate) according_openings: HashSet<String>,
    pub(crate) according: Vec<(Pattern, How)>,
    pub(crate) according_own: Vec<(Pattern, How)>,
    pub(crate) according_after: Vec<(Pattern, How)>,
    pub(crate) verbs: HashMap<String, Vec<(Arc<Pattern>, How)>>,
}

static GRAMMARS: LazyLock<Vec<(&'static str, Grammar)>> =
    LazyLock::new(|| TONGUES.iter().map(|tongue| (tongue.code, Grammar::of(tongue))).collect());

/// All tongues; a language of the house that has none here proposes nothing but what the lexicon knows by the letter.
static TONGUES: [&Tongue; 5] = [&en::TONGUE, &ru::TONGUE, &hy::TONGUE, &fr::TONGUE, &ar::TONGUE];

impl Tongue {
    /// The tongue of a language.
    pub(crate) fn of(language: Language) -> Option<&'static Tongue> {
        TONGUES.into_iter().find(|tongue| tongue.code == language.code())
    }

    /// Its tables, ready to be looked up.
    pub(crate) fn grammar(&self) -> &'static Grammar {
        let mut grammars = GRAMMARS.iter();
        // Every tongue has its grammar in the list; the first stands for none.
        grammars.find(|(code, _)| *code == self.code).map_or(&GRAMMARS[0].1, |(_, grammar)| grammar)
    }
}

/// The grammar of English, which names in Latin letters follow in any text.
pub(crate) fn english() -> &'static Grammar {
    en::TONGUE.grammar()
}

impl Grammar {
    fn of(tongue: &Tongue) -> Grammar {
        let all = |row: Row| row.iter().filter_map(|text| Pattern::read(text)).collect::<Vec<_>>();
        let dates: Vec<(Pattern, Meaning)> = tongue
            .dates
            .iter()
            .filter_map(|(text, meaning)| Some((Pattern::read(text)?, *meaning)))
            .collect();
        let mut dates_by_word: HashMap<String, Vec<usize>> = HashMap::new();
        let mut dates_by_anything = Vec::new();
        for (index, (pattern, _)) in dates.iter().enumerate() {
            match pattern.openings() {
                Some(words) => {
                    for word in words {
                        dates_by_word.entry(word.to_owned()).or_default().push(index);
                    }
                }
                None => dates_by_anything.push(index),
            }
        }
        let between = tongue.between.iter().filter_map(|(open, middle, close)| {
            Some((Pattern::read(open), Pattern::read(middle)?, Pattern::read(close)))
        });
        let said = |rows: &[(&str, How)]| -> Vec<(Pattern, How)> {
            rows.iter().filter_map(|(text, how)| Some((Pattern::read(text)?, *how))).collect()
        };
        let mut verbs: HashMap<String, Vec<(Arc<Pattern>, How)>> = HashMap::new();
        for (text, how) in tongue.verbs {
            for text in text.split('/').flat_map(|text| past(text, tongue)) {
                let Some(pattern) = Pattern::read(&text) else { continue };
                let pattern = Arc::new(pattern);
                for word in pattern.openings().unwrap_or_default() {
                    verbs.entry(word.to_owned()).or_default().push((pattern.clone(), *how));
                }
            }
        }
        let calendar = Calendar::of(tongue);
        let (since, until, about, vague) =
            (all(tongue.since), all(tongue.until), all(tongue.about), all(tongue.vague));
        let between: Vec<(Option<Pattern>, Pattern, Option<Pattern>)> = between.collect();
        let before = [&since, &until, &about, &vague].into_iter().flatten();
        let before = before.chain(between.iter().filter_map(|(open, ..)| open.as_ref()));
        let date_openings = before
            .chain(dates.iter().map(|(pattern, _)| pattern))
            .flat_map(|pattern| pattern.words_before_anything().into_iter().map(str::to_owned))
            .chain(calendar.openings().cloned())
            .collect();
        let according = said(tongue.according);
        let according_own = said(tongue.according_own);
        let according_openings = according
            .iter()
            .chain(&according_own)
            .flat_map(|(pattern, _)| pattern.words_before_anything())
            .map(str::to_owned)
            .collect();
        Grammar {
            calendar,
            date_openings,
            dates,
            dates_by_word,
            dates_by_anything,
            since,
            until,
            between,
            about,
            vague,
            vague_after: all(tongue.vague_after),
            titles: forms(tongue.titles, tongue),
            organization_words: forms(tongue.organization_words, tongue),
            place_words: forms(tongue.place_words, tongue),
            first_names: forms(tongue.first_names, tongue),
            no_names: forms(tongue.no_names, tongue),
            // Who is called by an office alone speaks too: “the economist”.
            unnamed: &forms(tongue.unnamed, tongue)
                | &forms(tongue.titles, tongue)
                    .into_iter()
                    .filter(|title| title.chars().count() > 3)
                    .collect(),
            name_endings: plain(tongue.name_endings),
            occasion_words: forms(tongue.occasion_words, tongue),
            named_by_place: forms(tongue.named_by_place, tongue),
            name_joints: plain(tongue.name_joints),
            place_prepositions: plain(tongue.place_prepositions),
            that: plain(tongue.that),
            addressed: plain(tongue.addressed),
            pronouns: plain(tongue.pronouns),
            according_openings,
            according,
            according_own,
            according_after: said(tongue.according_after),
            verbs,
        }
    }

    /// Whether a date, or what stands before one, can begin with this token.
    pub(crate) fn may_open_a_date(&self, token: &Token) -> bool {
        token.folded.starts_with(|letter: char| letter.is_ascii_digit())
            || token.is_in(&self.date_openings)
    }

    /// The phrases that may begin with this token.
    pub(crate) fn dates(&self, token: &Token) -> impl Iterator<Item = &(Pattern, Meaning)> {
        let by_word = token.spellings().filter_map(|word| self.dates_by_word.get(word)).flatten();
        by_word.chain(&self.dates_by_anything).map(|index| &self.dates[*index])
    }
}

/// All forms of a row of words.
fn forms(row: Row, tongue: &Tongue) -> HashSet<String> {
    row.iter().flat_map(|word| (tongue.forms)(&fold(word))).collect()
}

/// A verb with the genders and the plural that its past has in Russian.
fn past(verb: &str, tongue: &Tongue) -> Vec<String> {
    let endings: &[&str] = match tongue.code {
        "ru" if verb.ends_with('л') => &["", "а", "о", "и"],
        _ => &[""],
    };
    endings.iter().map(|ending| format!("{verb}{ending}")).collect()
}

/// A row of words as they stand.
fn plain(row: Row) -> HashSet<String> {
    row.iter().map(|word| fold(word)).collect()
}

/// No prefixes at all.
fn no_prefixes(_: &str) -> Vec<(usize, String)> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_house_has_a_tongue() {
        for language in Language::all() {
            assert!(Tongue::of(language).is_some(), "{}", language.code());
        }
    }

    #[test]
    fn every_phrase_of_a_table_can_be_read() {
        for tongue in TONGUES {
            let rows = [tongue.since, tongue.until, tongue.about, tongue.vague, tongue.vague_after];
            let dates = tongue.dates.iter().map(|(text, _)| *text);
            let said = tongue
                .according
                .iter()
                .chain(tongue.according_own)
                .chain(tongue.according_after)
                .map(|(text, _)| *text);
            let verbs = tongue.verbs.iter().flat_map(|(text, _)| text.split('/'));
            for text in rows.into_iter().flatten().copied().chain(dates).chain(said).chain(verbs) {
                assert!(Pattern::read(text).is_some(), "{}: {text}", tongue.code);
            }
            for (_, middle, _) in tongue.between {
                assert!(Pattern::read(middle).is_some(), "{}: {middle}", tongue.code);
            }
            assert_eq!(tongue.months.len(), 12, "{}", tongue.code);
            assert_eq!(tongue.weekdays.len(), 7, "{}", tongue.code);
            assert_eq!(tongue.seasons.len(), 4, "{}", tongue.code);
        }
    }
}
