//! The words of a calendar in one language: months, weekdays, seasons, units, numbers.

use std::collections::{HashMap, HashSet};

use crate::token::{Kind, Token, fold};
use crate::tongue::Tongue;

/// A span of time that words count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// The calendar of a language, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Calendar {
    months: Words<i8>,
    weekdays: Words<i8>,
    seasons: Words<i8>,
    units: Words<Unit>,
    /// The units as a dictionary has them, where a plural is another word for another time.
    single_units: HashSet<String>,
    numbers: Words<i64>,
    tens: Words<i16>,
    number_endings: Vec<String>,
    decade_endings: Vec<String>,
}

/// Phrases by their first word, the longest first.
#[derive(Debug)]
struct Words<T>(HashMap<String, Vec<(Vec<String>, T)>>);

impl<T: Copy> Words<T> {
    /// One row of words per value.
    fn of<'a>(rows: impl Iterator<Item = (&'a [&'a str], T)>, tongue: &Tongue) -> Words<T> {
        let mut words: HashMap<String, Vec<(Vec<String>, T)>> = HashMap::new();
        for (row, value) in rows {
            for phrase in row {
                let pieces: Vec<String> = phrase.split(' ').map(fold).collect();
                // One word stands for all its forms, a phrase for itself.
                let forms = match pieces.as_slice() {
                    [word] => (tongue.forms)(word).into_iter().map(|form| vec![form]).collect(),
                    _ => vec![pieces],
                };
                for mut form in forms {
                    let rest = form.split_off(1);
                    if let Some(first) = form.pop() {
                        words.entry(first).or_default().push((rest, value));
                    }
                }
            }
        }
        for phrases in words.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Words(words)
    }

    fn find(&self, tokens: &[Token]) -> Option<(T, usize)> {
        let first = tokens.first()?;
        first.spellings().find_map(|spelling| {
            let phrases = self.0.get(spelling)?;
            phrases.iter().find_map(|(rest, value)| {
                let here = rest.len() < tokens.len()
                    && rest.iter().zip(&tokens[1..]).all(|(word, token)| token.folded == *word);
                here.then_some((*value, rest.len() + 1))
            })
        })
    }
}

impl Calendar {
    /// The words with which anything of the calendar can begin, but for those that begin with a digit.
    pub(crate) fn openings(&self) -> impl Iterator<Item = &String> {
        let days = self.months.0.keys().chain(self.weekdays.0.keys()).chain(self.seasons.0.keys());
        days.chain(self.units.0.keys()).chain(self.numbers.0.keys()).chain(self.tens.0.keys())
    }

    pub(crate) fn of(tongue: &Tongue) -> Calendar {
        let numbered = |rows: &'static [&'static [&'static str]]| {
            rows.iter().zip(1i8..).map(|(row, number)| (*row, number))
        };
        Calendar {
            months: Words::of(numbered(tongue.months), tongue),
            weekdays: Words::of(numbered(tongue.weekdays), tongue),
            seasons: Words::of(numbered(tongue.seasons), tongue),
            units: Words::of(tongue.units.iter().map(|(row, unit)| (*row, *unit)), tongue),
            single_units: match tongue.code {
                "en" | "fr" => {
                    let rows = tongue.units.iter();
                    rows.flat_map(|(row, _)| row.iter().map(|word| fold(word))).collect()
                }
                _ => HashSet::new(),
            },
            numbers: Words::of(tongue.numbers.iter().map(|(row, number)| (*row, *number)), tongue),
            tens: Words::of(tongue.tens.iter().map(|(row, tens)| (*row, *tens)), tongue),
            number_endings: tongue.number_endings.iter().map(|ending| fold(ending)).collect(),
            decade_endings: tongue.decade_endings.iter().map(|ending| fold(ending)).collect(),
        }
    }

    /// “3”, “3rd”, “1er”, “3-го”.
    pub(crate) fn day(&self, tokens: &[Token]) -> Option<(i8, usize)> {
        let first = tokens.first()?;
        let (number, length) = match first.number() {
            Some(number) => (number, 1 + self.ending(&tokens[1..], &self.number_endings)),
            None => {
                let letters = first.folded.find(|letter: char| !letter.is_ascii_digit())?;
                let (digits, ending) = first.folded.split_at(letters);
                let known = self.number_endings.iter().any(|known| known == ending);
                (known.then(|| digits.parse().ok()).flatten()?, 1)
            }
        };
        let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
        (first.folded.len() <= 4).then_some((day, length))
    }

    /// “July”, “أيلول/سبتمبر”.
    pub(crate) fn month(&self, tokens: &[Token]) -> Option<(i8, usize)> {
        let (month, length) = self.months.find(tokens)?;
        // Arabic papers give a month both its names.
        if let Some(rest) = tokens.get(length + 1..)
            && tokens[length].is("/")
            && let Some((same, more)) = self.months.find(rest)
            && same == month
        {
            return Some((month, length + 1 + more));
        }
        // A month cut short keeps its period.
        let short = tokens[0].folded.chars().count() <= 4
            && tokens.get(length).is_some_and(|sign| sign.glued && sign.is("."))
            && tokens.get(length + 1).is_some_and(|next| !next.opens);
        Some((month, length + usize::from(short)))
    }

    /// “2012”, “2012-го”.
    pub(crate) fn year(&self, tokens: &[Token]) -> Option<(i16, usize)> {
        let first = tokens.first()?;
        let year = first.number().and_then(|number| i16::try_from(number).ok())?;
        if first.folded.len() != 4 || !(1000..=2199).contains(&year) {
            return None;
        }
        let ending = self.ending(&tokens[1..], &self.number_endings);
        let glued = |token: Option<&Token>| token.is_some_and(|token| token.glued);
        // “1990-х” is no year, and neither is a number with a comma in it.
        let goes_on = ending == 0
            && glued(tokens.get(1))
            && glued(tokens.get(2))
            && tokens[1].folded.chars().all(|sign| matches!(sign, '-' | '.' | ',' | ':'))
            && tokens[2].is_word()
            && !self.is_year_too(&tokens[1], &tokens[2]);
        (!goes_on).then_some((year, 1 + ending))
    }

    fn is_year_too(&self, sign: &Token, token: &Token) -> bool {
        sign.is("-") && token.kind == Kind::Number && matches!(token.folded.len(), 2 | 4)
    }

    /// “1990s”, “1990-х”.
    pub(crate) fn decade(&self, tokens: &[Token]) -> Option<(i16, usize)> {
        let first = tokens.first()?;
        let (digits, length) = match first.number() {
            Some(_) => match self.ending(&tokens[1..], &self.decade_endings) {
                0 => return None,
                more => (first.folded.as_str(), 1 + more),
            },
            None => {
                let letters = first.folded.find(|letter: char| !letter.is_ascii_digit())?;
                let (digits, ending) = first.folded.split_at(letters);
                let known = self.decade_endings.iter().any(|known| known == ending);
                (known.then_some(digits)?, 1)
            }
        };
        let year: i16 = digits.parse().ok()?;
        let year = match digits.len() {
            4 => year,
            // “the 90s” are those of the last century.
            2 => 1900 + year,
            _ => return None,
        };
        (year % 10 == 0 && (1000..=2199).contains(&year)).then_some((year, length))
    }

    /// “nineties”.
    pub(crate) fn tens(&self, tokens: &[Token]) -> Option<(i16, usize)> {
        self.tens.find(tokens)
    }

    pub(crate) fn weekday(&self, tokens: &[Token]) -> Option<(i8, usize)> {
        self.weekdays.find(tokens)
    }

    pub(crate) fn season(&self, tokens: &[Token]) -> Option<(i8, usize)> {
        self.seasons.find(tokens)
    }

    pub(crate) fn unit(&self, tokens: &[Token]) -> Option<(Unit, usize)> {
        self.units.find(tokens)
    }

    /// Whether a word is a unit as a dictionary has it: “week” and not “weeks”.
    pub(crate) fn is_single(&self, token: &Token) -> bool {
        self.single_units.is_empty() || self.single_units.contains(&token.folded)
    }

    pub(crate) fn number(&self, tokens: &[Token]) -> Option<(i64, usize)> {
        match tokens.first()?.number() {
            Some(number) => (number <= 1000).then_some((number, 1)),
            None => self.numbers.find(tokens),
        }
    }

    /// How many tokens an ending takes that a hyphen joins to a number.
    fn ending(&self, tokens: &[Token], endings: &[String]) -> usize {
        match tokens {
            [ending, ..] if ending.glued && endings.contains(&ending.folded) => 1,
            [hyphen, ending, ..]
                if hyphen.glued
                    && ending.glued
                    && matches!(hyphen.folded.as_str(), "-" | "‑" | "–")
                    && endings.contains(&ending.folded) =>
            {
                2
            }
            _ => 0,
        }
    }
}
