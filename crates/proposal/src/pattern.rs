//! The small language in which tables of a tongue say what a phrase looks like.
//!
//! `in|on? the? {day} of? {month}`: words side by side, `|` between alternatives, `?` after what may be missing, and
//! in braces what the calendar knows.

use crate::calendar::{Calendar, Unit};
use crate::token::{Kind as Look, Token, fold};

/// A phrase, ready to be looked for.
#[derive(Debug)]
pub(crate) struct Pattern {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    choices: Vec<Choice>,
    optional: bool,
}

#[derive(Debug)]
enum Choice {
    Word(String),
    Day,
    Month,
    Year,
    Decade,
    Tens,
    Weekday,
    Season,
    Unit,
    Number,
}

/// What a phrase said about time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) days: Vec<i8>,
    pub(crate) months: Vec<i8>,
    pub(crate) years: Vec<i16>,
    pub(crate) tens: Option<i16>,
    pub(crate) weekday: Option<i8>,
    pub(crate) season: Option<i8>,
    pub(crate) unit: Option<Unit>,
    pub(crate) number: Option<i64>,
}

impl Pattern {
    /// Reads a pattern; nothing if it names something that the calendar does not know.
    pub(crate) fn read(text: &str) -> Option<Pattern> {
        let piece = |text: &str| {
            let (text, optional) = match text.strip_suffix('?') {
                Some(rest) if !rest.is_empty() => (rest, true),
                _ => (text, false),
            };
            let choices = text.split('|').map(choice).collect::<Option<Vec<_>>>()?;
            Some(Piece { choices, optional })
        };
        let pieces = text.split_whitespace().map(piece).collect::<Option<Vec<_>>>()?;
        (!pieces.is_empty()).then_some(Pattern { pieces })
    }

    /// The index behind the phrase, if it stands here, as long as it can be.
    pub(crate) fn find(
        &self,
        tokens: &[Token],
        at: usize,
        calendar: &Calendar,
    ) -> Option<(usize, Said)> {
        find(&self.pieces, tokens, at, calendar, Said::default())
    }

    /// The words that it can begin with, apart from those of the calendar.
    pub(crate) fn words_before_anything(&self) -> Vec<&str> {
        let mut words = Vec::new();
        for piece in &self.pieces {
            words.extend(piece.choices.iter().filter_map(|choice| match choice {
                Choice::Word(word) => Some(word.as_str()),
                _ => None,
            }));
            if !piece.optional {
                break;
            }
        }
        words
    }

    /// The words with which the phrase can begin; nothing if it can begin with anything.
    pub(crate) fn openings(&self) -> Option<Vec<&str>> {
        let mut words = Vec::new();
        for piece in &self.pieces {
            for choice in &piece.choices {
                match choice {
                    Choice::Word(word) => words.push(word.as_str()),
                    _ => return None,
                }
            }
            if !piece.optional {
                return Some(words);
            }
        }
        None
    }
}

fn choice(text: &str) -> Option<Choice> {
    Some(match text {
        "{day}" => Choice::Day,
        "{month}" => Choice::Month,
        "{year}" => Choice::Year,
        "{decade}" => Choice::Decade,
        "{tens}" => Choice::Tens,
        "{weekday}" => Choice::Weekday,
        "{season}" => Choice::Season,
        "{unit}" => Choice::Unit,
        "{n}" => Choice::Number,
        _ if text.is_empty() || text.contains(['{', '}']) => return None,
        word => Choice::Word(fold(word)),
    })
}

fn find(
    pieces: &[Piece],
    tokens: &[Token],
    at: usize,
    calendar: &Calendar,
    said: Said,
) -> Option<(usize, Said)> {
    let Some((piece, rest)) = pieces.split_first() else {
        return Some((at, said));
    };
    for choice in &piece.choices {
        // A period that may be missing belongs to a word cut short, «г.», and not to what ends the sentence.
        let ends_the_sentence = piece.optional
            && tokens.get(at).is_some_and(|token| token.is("."))
            && at.checked_sub(1).is_some_and(|before| {
                let before = &tokens[before];
                before.kind == Look::Number || before.folded.chars().count() > 2
            });
        if ends_the_sentence {
            continue;
        }
        let mut more = said.clone();
        if let Some(length) =
            choice.length(tokens.get(at..).unwrap_or_default(), calendar, &mut more)
            && let Some(found) = find(rest, tokens, at + length, calendar, more)
        {
            return Some(found);
        }
    }
    match piece.optional {
        true => find(rest, tokens, at, calendar, said),
        false => None,
    }
}

impl Choice {
    /// How many tokens it takes here.
    fn length(&self, tokens: &[Token], calendar: &Calendar, said: &mut Said) -> Option<usize> {
        let first = tokens.first()?;
        match self {
            Choice::Word(word) => first.spellings().any(|spelling| spelling == word).then_some(1),
            Choice::Day => {
                let (day, length) = calendar.day(tokens)?;
                said.days.push(day);
                Some(length)
            }
            Choice::Month => {
                let (month, length) = calendar.month(tokens)?;
                said.months.push(month);
                Some(length)
            }
            Choice::Year => {
                let (year, length) = calendar.year(tokens)?;
                said.years.push(year);
                Some(length)
            }
            Choice::Decade => {
                let (year, length) = calendar.decade(tokens)?;
                said.years.push(year);
                Some(length)
            }
            Choice::Tens => {
                let (tens, length) = calendar.tens(tokens)?;
                said.tens = Some(tens);
                Some(length)
            }
            Choice::Weekday => {
                let (weekday, length) = calendar.weekday(tokens)?;
                said.weekday = Some(weekday);
                Some(length)
            }
            Choice::Season => {
                let (season, length) = calendar.season(tokens)?;
                said.season = Some(season);
                Some(length)
            }
            Choice::Unit => {
                let (unit, length) = calendar.unit(tokens)?;
                said.unit = Some(unit);
                Some(length)
            }
            Choice::Number => {
                let (number, length) = calendar.number(tokens)?;
                said.number = Some(number);
                Some(length)
            }
        }
    }
}
