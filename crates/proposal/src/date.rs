//! Words that say when something happened.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use story::coverage::edtf::{Dated, Edtf, End, Known, Season, Shape};
use story::coverage::when::{Inferred, When};

use crate::calendar::Unit;
use crate::pattern::Said;
use crate::token::Token;
use crate::tongue::{Grammar, Tongue};

/// What a phrase of the calendar means; the tables of a tongue name one for each pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A day of a month, with its year or without.
    Day,
    /// Days of one month, from the first to the second.
    Days,
    /// The same day of a month given with the month as a number.
    Numeric,
    /// A month, with its year or without.
    Month,
    /// A month that is a date only beside “since” or its like, as is “May”.
    BareMonth,
    /// A month of the year before the article’s.
    MonthOfLastYear,
    /// A month of the article’s year.
    MonthOfThisYear,
    /// Months of one year.
    Months,
    /// A year.
    Year,
    /// A year that no word introduces.
    BareYear,
    /// Years from the first to the second; the second may have two digits.
    Years,
    /// Ten years.
    Decade,
    /// A season, with its year or without.
    Season,
    /// A season that is a date only beside “since” or its like.
    BareSeason,
    /// A weekday, the nearest one that is past or today.
    Weekday,
    /// A weekday that is to come.
    NextWeekday,
    /// A day so many days from the article’s.
    DaysAway(i64),
    /// The span of time so many spans from the article’s: “last week” is -1.
    Span(i64),
    /// So many spans ago.
    Ago,
    /// So many spans from now.
    Ahead,
}

/// A date that was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) when: When,
    pub(crate) confidence: u8,
}

/// What a phrase comes to, before it is decided what stands around it.
#[derive(Clone, Debug)]
struct Core {
    end: usize,
    meaning: Meaning,
    said: Said,
}

/// A date with what was concluded for it.
#[derive(Clone, Debug)]
struct Resolved {
    shape: Shape,
    inferred: Vec<Inferred>,
}

/// Which way an incomplete date lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lean {
    Nearest,
    Past,
}

/// All dates in the tokens of a passage, as words of an article of that day.
pub(crate) fn find(text: &str, tokens: &[Token], tongue: &Tongue, on: Date) -> Vec<Found> {
    let reader = Reader { text, tokens, tongue, grammar: tongue.grammar(), on };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.read(at) {
            Some(date) => {
                at = date.tokens.end.max(at + 1);
                found.push(date);
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tongue: &'a Tongue,
    grammar: &'static Grammar,
    on: Date,
}

impl Reader<'_> {
    /// The longest date that begins here.
    fn read(&self, at: usize) -> Option<Found> {
        if !self.grammar.may_open_a_date(&self.tokens[at]) {
            return None;
        }
        let mut best: Option<Found> = None;
        let mut keep = |found: Option<Found>| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.tokens.end > best.tokens.end)
            {
                best = Some(found);
            }
        };
        keep(self.between(at));
        keep(self.since(at));
        keep(self.until(at));
        keep(self.plain(at));
        best
    }

    /// “between 1990 and 2012”.
    fn between(&self, at: usize) -> Option<Found> {
        self.grammar.between.iter().find_map(|(open, middle, close)| {
            let (next, _) = match open {
                Some(open) => open.find(self.tokens, at, &self.grammar.calendar)?,
                None => (at, Said::default()),
            };
            let (_, first) = self.about(next, true)?;
            let (next, _) = middle.find(self.tokens, first.end, &self.grammar.calendar)?;
            let (_, second) = self.about(next, true)?;
            let end = match close {
                Some(close) => close.find(self.tokens, second.end, &self.grammar.calendar)?.0,
                None => second.end,
            };
            let to = self.resolve(&second, Lean::Nearest, self.on)?;
            // “from September to November 2025”: the first takes the year of the second.
            let until = Edtf::write(to.shape).ok()?.bounds().last.unwrap_or(self.on);
            let from = self.resolve(&first, Lean::Past, until)?;
            let shape = Shape::Interval { from: first_end(from.shape)?, to: last_end(to.shape)? };
            let inferred = if to.inferred.is_empty() { Vec::new() } else { merged(from, to) };
            self.found(at..end, Resolved { shape, inferred }, false, 90)
        })
    }

    /// “since September”.
    fn since(&self, at: usize) -> Option<Found> {
        let words = self.grammar.since.iter().find_map(|pattern| {
            pattern.find(self.tokens, at, &self.grammar.calendar).map(|(next, _)| next)
        });
        let (vague, core) = match words {
            Some(next) => self.about(next, true)?,
            None => {
                let found = self.about(at, true)?;
                // Armenian says “since” by the ending of the last word.
                let last = self.tokens.get(found.1.end.checked_sub(1)?)?;
                let ends = |ending: &&str| last.folded.ends_with(ending);
                self.tongue.since_endings.iter().any(ends).then_some(found)?
            }
        };
        let Resolved { shape, inferred } = self.resolve(&core, Lean::Past, self.on)?;
        // “from 3 to 9 November” has its end.
        let shape = match core.meaning {
            Meaning::Days | Meaning::Months | Meaning::Years => shape,
            _ => Shape::Interval { from: first_end(shape)?, to: End::Open },
        };
        self.found(at..core.end, Resolved { shape, inferred }, vague, 90)
    }

    /// “until December”.
    fn until(&self, at: usize) -> Option<Found> {
        let (next, _) = self
            .grammar
            .until
            .iter()
            .find_map(|pattern| pattern.find(self.tokens, at, &self.grammar.calendar))?;
        let (vague, core) = self.about(next, true)?;
        let Resolved { shape, inferred } = self.resolve(&core, Lean::Nearest, self.on)?;
        let shape = Shape::Interval { from: End::Unknown, to: last_end(shape)? };
        self.found(at..core.end, Resolved { shape, inferred }, vague, 85)
    }

    /// A date that nothing stands around but “early” or “about”.
    fn plain(&self, at: usize) -> Option<Found> {
        let (vague, core) = self.about(at, false)?;
        let confidence = match core.meaning {
            Meaning::BareYear => 65,
            Meaning::Month | Meaning::Season if core.said.years.is_empty() => 70,
            _ => 90,
        };
        // “2012 Summer Paralympics” has its year in its name.
        let next = self.tokens.get(core.end);
        let named = core.meaning == Meaning::BareYear
            && next.is_some_and(|next| next.is_capital() && !next.opens);
        if named {
            return None;
        }
        let resolved = self.resolve(&core, Lean::Nearest, self.on)?;
        let about = self
            .grammar
            .about
            .iter()
            .any(|pattern| pattern.find(self.tokens, at, &self.grammar.calendar).is_some());
        let shape = match (about, resolved.shape) {
            (true, Shape::One(date)) => Shape::One(Dated { approximate: true, ..date }),
            (_, shape) => shape,
        };
        self.found(at..core.end, Resolved { shape, ..resolved }, vague, confidence)
    }

    /// A phrase of the calendar, with the words that make it less exact.
    fn about(&self, at: usize, beside: bool) -> Option<(bool, Core)> {
        let vague = self.grammar.vague.iter().chain(&self.grammar.about).find_map(|pattern| {
            let (next, _) = pattern.find(self.tokens, at, &self.grammar.calendar)?;
            Some((true, self.core(next, true)?))
        });
        if vague.is_some() {
            return vague;
        }
        let core = self.core(at, beside)?;
        // Armenian says “early” after what is early.
        let after = self.grammar.vague_after.iter().find_map(|pattern| {
            pattern.find(self.tokens, core.end, &self.grammar.calendar).map(|(end, _)| end)
        });
        Some(match after {
            Some(end) => (true, Core { end, ..core }),
            None => (false, core),
        })
    }

    /// The longest phrase of the calendar; some are dates only beside another word.
    fn core(&self, at: usize, beside: bool) -> Option<Core> {
        let token = self.tokens.get(at)?;
        let mut best: Option<Core> = None;
        for (pattern, meaning) in self.grammar.dates(token) {
            let bare = matches!(meaning, Meaning::BareMonth | Meaning::BareSeason);
            // “last years” is no year.
            let single = |at: &usize| self.grammar.calendar.is_single(&self.tokens[*at]);
            let unit = |at: &usize| self.grammar.calendar.unit(&self.tokens[*at..]).is_some();
            let plural = |end: usize| {
                matches!(meaning, Meaning::Span(_)) && (at..end).filter(unit).any(|at| !single(&at))
            };
            if (!bare || beside)
                && let Some((end, said)) = pattern.find(self.tokens, at, &self.grammar.calendar)
                && best.as_ref().is_none_or(|best| end > best.end)
                && !plural(end)
                && self.resolve_on(*meaning, &said, Lean::Nearest, self.on).is_some()
            {
                best = Some(Core { end, meaning: *meaning, said });
            }
        }
        best
    }

    fn resolve(&self, core: &Core, lean: Lean, on: Date) -> Option<Resolved> {
        self.resolve_on(core.meaning, &core.said, lean, on)
    }

    fn resolve_on(&self, meaning: Meaning, said: &Said, lean: Lean, on: Date) -> Option<Resolved> {
        let year = said.years.first().copied();
        let known = |known| Some(Resolved { shape: one(known), inferred: Vec::new() });
        match meaning {
            Meaning::Day | Meaning::Numeric => {
                let day = *said.days.first()?;
                let month = match said.months.first() {
                    Some(month) => *month,
                    // A month as a number stands second, or first where the language has it so.
                    None => *said.days.get(1)?,
                };
                match year {
                    Some(year) => known(Known::Day(Date::new(year, month, day).ok()?)),
                    None => {
                        let day = nearest(on, lean, |year| Date::new(year, month, day).ok())?;
                        Some(Resolved {
                            shape: one(Known::Day(day)),
                            inferred: vec![Inferred::Year],
                        })
                    }
                }
            }
            Meaning::Days => {
                let [from, to] = said.days.as_slice() else { return None };
                let month = *said.months.first()?;
                let (year, inferred) = match year {
                    Some(year) => (year, Vec::new()),
                    None => {
                        let day = nearest(on, lean, |year| Date::new(year, month, *to).ok())?;
                        (day.year(), vec![Inferred::Year])
                    }
                };
                let from = Date::new(year, month, *from).ok()?;
                let to = Date::new(year, month, *to).ok()?;
                (from < to).then(|| Resolved { shape: span(from, to), inferred })
            }
            Meaning::Month | Meaning::BareMonth => {
                let month = *said.months.first()?;
                match year {
                    Some(year) => known(Known::Month(year, month)),
                    None => {
                        let year = year_of_month(on, lean, month);
                        let shape = one(Known::Month(year, month));
                        Some(Resolved { shape, inferred: vec![Inferred::Year] })
                    }
                }
            }
            Meaning::MonthOfLastYear | Meaning::MonthOfThisYear => {
                let back = i16::from(meaning == Meaning::MonthOfLastYear);
                let known = Known::Month(on.year().checked_sub(back)?, *said.months.first()?);
                Some(Resolved { shape: one(known), inferred: vec![Inferred::Year] })
            }
            Meaning::Months => {
                let [from, to] = said.months.as_slice() else { return None };
                let (year, inferred) = match year {
                    Some(year) => (year, Vec::new()),
                    None => (year_of_month(on, lean, *to), vec![Inferred::Year]),
                };
                let end = |month| End::On(Dated::from(Known::Month(year, month)));
                let shape = Shape::Interval { from: end(*from), to: end(*to) };
                (from < to).then_some(Resolved { shape, inferred })
            }
            Meaning::Year => known(Known::Year(year?)),
            // A number of four digits is a year only where years are likely.
            Meaning::BareYear => {
                known(Known::Year(year.filter(|year| (1900..=2099).contains(year))?))
            }
            Meaning::Years => {
                let from = year?;
                let to = match (said.years.get(1), said.days.first()) {
                    (Some(to), _) => *to,
                    (None, Some(short)) => from / 100 * 100 + i16::from(*short),
                    _ => return None,
                };
                let end = |year| End::On(Dated::from(Known::Year(year)));
                let shape = Shape::Interval { from: end(from), to: end(to) };
                (from < to).then_some(Resolved { shape, inferred: Vec::new() })
            }
            Meaning::Decade => match (year, said.tens) {
                (Some(year), _) if year % 10 == 0 => known(Known::Decade(year)),
                (None, Some(tens)) => {
                    let this = on.year() / 100 * 100 + tens;
                    let year = if this > on.year() { this - 100 } else { this };
                    let inferred = vec![Inferred::Century];
                    Some(Resolved { shape: one(Known::Decade(year)), inferred })
                }
                _ => None,
            },
            Meaning::Season | Meaning::BareSeason => {
                let season = season(said.season?)?;
                match year {
                    Some(year) => known(Known::Season(year, season)),
                    None => {
                        let begins = |year| Known::Season(year, season).days().0;
                        let this = on.year();
                        let year = if begins(this) > on { this - 1 } else { this };
                        let shape = one(Known::Season(year, season));
                        Some(Resolved { shape, inferred: vec![Inferred::Year] })
                    }
                }
            }
            Meaning::Weekday | Meaning::NextWeekday => {
                let weekday = Weekday::from_monday_one_offset(said.weekday?).ok()?;
                let day = match meaning {
                    Meaning::NextWeekday => on.nth_weekday(1, weekday).ok()?,
                    _ if on.weekday() == weekday => on,
                    _ => on.nth_weekday(-1, weekday).ok()?,
                };
                Some(Resolved { shape: one(Known::Day(day)), inferred: vec![Inferred::Day] })
            }
            Meaning::DaysAway(days) => {
                let day = on.checked_add(days.days()).ok()?;
                Some(Resolved { shape: one(Known::Day(day)), inferred: vec![Inferred::Day] })
            }
            Meaning::Span(count) => spans_from(on, said.unit?, count),
            Meaning::Ago => spans_from(on, said.unit?, -said.number.unwrap_or(1)),
            Meaning::Ahead => spans_from(on, said.unit?, said.number.unwrap_or(1)),
        }
    }

    fn found(
        &self,
        tokens: Range<usize>,
        resolved: Resolved,
        vague: bool,
        confidence: u8,
    ) -> Option<Found> {
        let Resolved { shape, inferred } = resolved;
        let mut when = When::stated(Edtf::write(shape).ok()?);
        // What says it all in print needs no words beside it.
        if vague || !inferred.is_empty() {
            let from = self.tokens.get(tokens.start)?.at.start;
            let to = self.tokens.get(tokens.end.checked_sub(1)?)?.at.end;
            let words = self.text.get(from..to)?.to_owned();
            when.words = BTreeMap::from([(self.tongue.code.to_owned(), words)]);
        }
        if !inferred.is_empty() {
            when.relative_to = Some(self.on);
            when.inferred = inferred;
            when.confirmed = false;
        }
        let confidence = if when.confirmed { confidence } else { confidence.saturating_sub(5) };
        Some(Found { tokens, when, confidence })
    }
}

fn merged(one: Resolved, other: Resolved) -> Vec<Inferred> {
    let mut inferred = [one.inferred, other.inferred].concat();
    inferred.sort();
    inferred.dedup();
    inferred
}

fn one(known: Known) -> Shape {
    Shape::One(Dated::from(known))
}

fn span(from: Date, to: Date) -> Shape {
    let end = |day| End::On(Dated::from(Known::Day(day)));
    Shape::Interval { from: end(from), to: end(to) }
}

/// Where something begins that began at a date; at some day of a span of days it is about the first.
fn first_end(shape: Shape) -> Option<End> {
    match shape {
        Shape::One(date) => Some(End::On(date)),
        Shape::Interval { from, .. } => Some(End::On(Dated { approximate: true, ..from.date()? })),
    }
}

fn last_end(shape: Shape) -> Option<End> {
    match shape {
        Shape::One(date) => Some(End::On(date)),
        Shape::Interval { to, .. } => Some(End::On(Dated { approximate: true, ..to.date()? })),
    }
}

fn season(number: i8) -> Option<Season> {
    match number {
        1 => Some(Season::Spring),
        2 => Some(Season::Summer),
        3 => Some(Season::Autumn),
        4 => Some(Season::Winter),
        _ => None,
    }
}

/// The day of that name nearest to the article’s; news looks back, so what lies ahead must be much nearer.
fn nearest(on: Date, lean: Lean, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = [on.year().checked_add(1), Some(on.year()), on.year().checked_sub(1)];
    let days: Vec<Date> = years.into_iter().flatten().filter_map(day).collect();
    let past = days.iter().copied().filter(|day| *day <= on).max();
    let ahead = days.iter().copied().filter(|day| *day > on).min();
    let soon = ahead.filter(|ahead| lean == Lean::Nearest && days_between(on, *ahead) <= 90);
    soon.or(past).or(ahead)
}

fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

/// The year of a month without one: this month or the last of that name, or the next month.
fn year_of_month(on: Date, lean: Lean, month: i8) -> i16 {
    let ahead = i16::from(month) - i16::from(on.month());
    match (lean, ahead) {
        (_, ..=0) => on.year(),
        (Lean::Nearest, 1..=2) => on.year(),
        _ => on.year().saturating_sub(1),
    }
}

/// The span of time so many spans away.
fn spans_from(on: Date, unit: Unit, count: i64) -> Option<Resolved> {
    if count.abs() > 1000 {
        return None;
    }
    let monday = on.checked_sub(i64::from(on.weekday().to_monday_zero_offset()).days()).ok()?;
    let (shape, inferred) = match unit {
        Unit::Day => (one(Known::Day(on.checked_add(count.days()).ok()?)), Inferred::Day),
        Unit::Week => {
            let from = monday.checked_add(count.weeks()).ok()?;
            (span(from, from.checked_add(6.days()).ok()?), Inferred::Week)
        }
        Unit::Weekend => {
            // On a Monday, “this weekend” is the one that was.
            let from = monday.checked_add(count.weeks()).ok()?.checked_add(5.days()).ok()?;
            (span(from, from.checked_add(1.days()).ok()?), Inferred::Week)
        }
        Unit::Month => {
            let month = on.first_of_month().checked_add(count.months()).ok()?;
            (one(Known::Month(month.year(), month.month())), Inferred::Month)
        }
        Unit::Year => {
            let year = on.year().checked_add(i16::try_from(count).ok()?)?;
            (one(Known::Year(year)), Inferred::Year)
        }
        Unit::Decade => {
            let year = on.year() / 10 * 10;
            let year = year.checked_add(i16::try_from(count * 10).ok()?)?;
            (one(Known::Decade(year)), Inferred::Decade)
        }
    };
    Some(Resolved { shape, inferred: vec![inferred] })
}
