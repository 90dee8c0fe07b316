//! Dates as exactly as they are known: levels 0 and 1 of EDTF, the Extended Date/Time Format of ISO 8601-2.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{self, Date};

/// A date or an interval in EDTF, such as `2025-07-01`, `199X`, `2012~` or `2025-09/..`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: String,
    shape: Shape,
}

/// What an [`Edtf`] says, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One date.
    One(Dated),
    /// From one end to another.
    Interval {
        /// Where it begins.
        from: End,
        /// Where it ends, which still belongs to it.
        to: End,
    },
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// At a date.
    On(Dated),
    /// `..`: it goes on, or always did.
    Open,
    /// Nothing written: there is an end, and nobody knows when.
    Unknown,
}

/// A date with what is doubted about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dated {
    /// As much of the date as is known.
    pub known: Known,
    /// `?` or `%`: it may be wrong.
    pub uncertain: bool,
    /// `~` or `%`: it was about then.
    pub approximate: bool,
}

/// As much of a date as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    /// `19XX`: one of a hundred years, by the first of them.
    Century(i16),
    /// `199X`: one of ten years, by the first of them.
    Decade(i16),
    /// `2012`.
    Year(i16),
    /// `2012-XX`: a month of the year, and not which.
    SomeMonth(i16),
    /// `2012-XX-XX`: a day of the year, and not which.
    SomeDay(i16),
    /// `2012-21`.
    Season(i16, Season),
    /// `2012-05`.
    Month(i16, i8),
    /// `2012-05-XX`: a day of the month, and not which.
    SomeDayOf(i16, i8),
    /// `2012-05-31`.
    Day(Date),
}

/// A season as the north counts it; winter reaches into the next year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// `21`: March to May.
    Spring,
    /// `22`: June to August.
    Summer,
    /// `23`: September to November.
    Autumn,
    /// `24`: December to February.
    Winter,
}

/// The first and the last day that a date may mean; where there is none, it is open or nobody knows.
///
/// They sort as a timeline does: by the first day, or the last where there is no first, and the shorter one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
}

/// Text that is not a date in EDTF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEdtf {
    /// Not one of the forms.
    #[error(
        "“{0}” is not a date in EDTF: write 2012, 2012-05, 2012-05-31, 199X, 2012-21 for spring, 2012? or 2012~ in doubt, 2012/2017, or 2025-09/.. for what goes on."
    )]
    NotADate(String),
    /// A month or a day that the calendar does not have.
    #[error("The calendar has no “{0}”: look at its month and day.")]
    NotInTheCalendar(String),
    /// A time of day.
    #[error(
        "“{0}” has a time of day; a date is a day or less exact, so leave out what follows the T."
    )]
    TimeOfDay(String),
    /// A year of five digits or more.
    #[error("“{0}” is out of reach: years have four digits, from -9999 to 9999.")]
    FarYear(String),
    /// Doubt about a part of a date, which is EDTF's level 2.
    #[error("“{0}” doubts a part of a date: put ?, ~ or % at its end, for the whole.")]
    PartlyDoubted(String),
    /// An interval whose end comes first.
    #[error("“{0}” ends before it begins: write the earlier date first.")]
    EndsFirst(String),
    /// An interval without any date.
    #[error("“{0}” has no date at either end: give at least one.")]
    NoDate(String),
}

impl Edtf {
    /// Reads a date or an interval.
    pub fn parse(text: &str) -> Result<Edtf, BadEdtf> {
        let shape = match text.split_once('/') {
            None => Shape::One(Dated::parse(text)?),
            Some((from, to)) => Shape::Interval { from: End::parse(from)?, to: End::parse(to)? },
        };
        if let Shape::Interval { from, to } = shape {
            if from.date().is_none() && to.date().is_none() {
                return Err(BadEdtf::NoDate(text.to_owned()));
            }
            let Bounds { first, last } = shape.bounds();
            if first.zip(last).is_some_and(|(first, last)| first > last) {
                return Err(BadEdtf::EndsFirst(text.to_owned()));
            }
        }
        Ok(Edtf { text: text.to_owned(), shape })
    }

    /// Writes a shape, if the calendar has its dates and it does not end before it begins.
    pub fn write(shape: Shape) -> Result<Edtf, BadEdtf> {
        Edtf::parse(&shape.to_string())
    }

    /// A single day.
    pub fn day(day: Date) -> Edtf {
        let shape = Shape::One(Dated::from(Known::Day(day)));
        Edtf { text: shape.to_string(), shape }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the text says, taken apart.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The first and the last day that it may mean.
    pub fn bounds(&self) -> Bounds {
        self.shape.bounds()
    }

    /// Whether some date in it may be wrong.
    pub fn is_uncertain(&self) -> bool {
        self.shape.dates().any(|date| date.uncertain)
    }

    /// Whether some date in it is only about right.
    pub fn is_approximate(&self) -> bool {
        self.shape.dates().any(|date| date.approximate)
    }

    /// Whether it is an interval that goes on.
    pub fn is_going_on(&self) -> bool {
        matches!(self.shape, Shape::Interval { to: End::Open, .. })
    }
}

impl Shape {
    fn dates(self) -> impl Iterator<Item = Dated> {
        let (one, other) = match self {
            Shape::One(date) => (Some(date), None),
            Shape::Interval { from, to } => (from.date(), to.date()),
        };
        one.into_iter().chain(other)
    }

    fn bounds(self) -> Bounds {
        match self {
            Shape::One(date) => {
                let (first, last) = date.known.days();
                Bounds { first: Some(first), last: Some(last) }
            }
            Shape::Interval { from, to } => Bounds {
                first: from.date().map(|date| date.known.days().0),
                last: to.date().map(|date| date.known.days().1),
            },
        }
    }
}

impl End {
    fn parse(text: &str) -> Result<End, BadEdtf> {
        match text {
            "" => Ok(End::Unknown),
            ".." => Ok(End::Open),
            date => Ok(End::On(Dated::parse(date)?)),
        }
    }

    /// The date, where the end has one.
    pub fn date(self) -> Option<Dated> {
        match self {
            End::On(date) => Some(date),
            End::Open | End::Unknown => None,
        }
    }
}

impl From<Known> for Dated {
    fn from(known: Known) -> Dated {
        Dated { known, uncertain: false, approximate: false }
    }
}

impl Dated {
    fn parse(text: &str) -> Result<Dated, BadEdtf> {
        let (plain, uncertain, approximate) = match text.as_bytes().last() {
            Some(b'?') => (&text[..text.len() - 1], true, false),
            Some(b'~') => (&text[..text.len() - 1], false, true),
            Some(b'%') => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        Ok(Dated { known: Known::parse(plain)?, uncertain, approximate })
    }
}

impl Known {
    fn parse(text: &str) -> Result<Known, BadEdtf> {
        let refused = |why: fn(String) -> BadEdtf| Err(why(text.to_owned()));
        if text.contains(['?', '~', '%']) {
            return refused(BadEdtf::PartlyDoubted);
        }
        if text.contains('T') {
            return refused(BadEdtf::TimeOfDay);
        }
        if text.starts_with('Y') {
            return refused(BadEdtf::FarYear);
        }
        let (before_our_era, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let parts: Vec<&str> = digits.split('-').collect();
        if before_our_era && parts[0].contains('X') {
            return refused(BadEdtf::NotADate);
        }
        let year = |digits: &str| -> Option<i16> {
            let year: i16 = number(digits, 4)?;
            // EDTF has a year 0000 and no -0000.
            match (before_our_era, year) {
                (true, 0) => None,
                (true, year) => Some(-year),
                (false, year) => Some(year),
            }
        };
        let known = match parts.as_slice() {
            [years] => match years.strip_suffix("XX").map(|digits| number::<i16>(digits, 2)) {
                Some(century) => century.map(|century| Known::Century(century * 100)),
                None => match years.strip_suffix('X').map(|digits| number::<i16>(digits, 3)) {
                    Some(decade) => decade.map(|decade| Known::Decade(decade * 10)),
                    None => year(years).map(Known::Year),
                },
            },
            [years, "XX"] => year(years).map(Known::SomeMonth),
            [years, "XX", "XX"] => year(years).map(Known::SomeDay),
            [years, month] => {
                let (Some(year), Some(month)) = (year(years), number::<i8>(month, 2)) else {
                    return refused(BadEdtf::NotADate);
                };
                match (month, Season::of_code(month)) {
                    (1..=12, _) => Some(Known::Month(year, month)),
                    (_, Some(season)) => Some(Known::Season(year, season)),
                    _ => return refused(BadEdtf::NotInTheCalendar),
                }
            }
            [years, month, day] => {
                let (Some(year), Some(month)) = (year(years), number::<i8>(month, 2)) else {
                    return refused(BadEdtf::NotADate);
                };
                if *day == "XX" && (1..=12).contains(&month) {
                    return Ok(Known::SomeDayOf(year, month));
                }
                let Some(day) = number::<i8>(day, 2) else {
                    return refused(BadEdtf::NotADate);
                };
                match Date::new(year, month, day) {
                    Ok(day) => Some(Known::Day(day)),
                    Err(_) => return refused(BadEdtf::NotInTheCalendar),
                }
            }
            _ => None,
        };
        match known {
            Some(known) => Ok(known),
            None => refused(BadEdtf::NotADate),
        }
    }

    /// The first and the last day.
    pub fn days(self) -> (Date, Date) {
        match self {
            Known::Century(year) => (first_of(year, 1), last_of(year.saturating_add(99), 12)),
            Known::Decade(year) => (first_of(year, 1), last_of(year.saturating_add(9), 12)),
            Known::Year(year) | Known::SomeMonth(year) | Known::SomeDay(year) => {
                (first_of(year, 1), last_of(year, 12))
            }
            Known::Season(year, season) => match season {
                Season::Spring => (first_of(year, 3), last_of(year, 5)),
                Season::Summer => (first_of(year, 6), last_of(year, 8)),
                Season::Autumn => (first_of(year, 9), last_of(year, 11)),
                Season::Winter => (first_of(year, 12), last_of(year.saturating_add(1), 2)),
            },
            Known::Month(year, month) | Known::SomeDayOf(year, month) => {
                (first_of(year, month), last_of(year, month))
            }
            Known::Day(day) => (day, day),
        }
    }
}

impl Season {
    fn of_code(code: i8) -> Option<Season> {
        match code {
            21 => Some(Season::Spring),
            22 => Some(Season::Summer),
            23 => Some(Season::Autumn),
            24 => Some(Season::Winter),
            _ => None,
        }
    }

    fn code(self) -> i8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
}

fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap_or(if year < 0 { Date::MIN } else { Date::MAX })
}

fn last_of(year: i16, month: i8) -> Date {
    first_of(year, month).last_of_month()
}

/// A number of exactly so many ASCII digits.
fn number<T: FromStr>(digits: &str, length: usize) -> Option<T> {
    let plain = digits.len() == length && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::One(date) => date.fmt(f),
            Shape::Interval { from, to } => write!(f, "{from}/{to}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::On(date) => date.fmt(f),
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: i16| {
            let sign = if year < 0 { "-" } else { "" };
            format!("{sign}{:04}", year.unsigned_abs())
        };
        match self.known {
            Known::Century(first) => write!(f, "{:02}XX", first / 100),
            Known::Decade(first) => write!(f, "{:03}X", first / 10),
            Known::Year(y) => f.write_str(&year(y)),
            Known::SomeMonth(y) => write!(f, "{}-XX", year(y)),
            Known::SomeDay(y) => write!(f, "{}-XX-XX", year(y)),
            Known::Season(y, season) => write!(f, "{}-{}", year(y), season.code()),
            Known::Month(y, month) => write!(f, "{}-{month:02}", year(y)),
            Known::SomeDayOf(y, month) => write!(f, "{}-{month:02}-XX", year(y)),
            Known::Day(day) => {
                write!(f, "{}-{:02}-{:02}", year(day.year()), day.month(), day.day())
            }
        }?;
        f.write_str(match (self.uncertain, self.approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Edtf {
    type Err = BadEdtf;

    fn from_str(text: &str) -> Result<Edtf, BadEdtf> {
        Edtf::parse(text)
    }
}

impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Edtf, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Edtf::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl Bounds {
    /// What a timeline sorts by: the day that is known, whether it is an end without a beginning, the last day.
    fn place(self) -> (Date, bool, Date) {
        let last = self.last.unwrap_or(civil::Date::MAX);
        (self.first.unwrap_or(last), self.first.is_some(), last)
    }
}

impl Ord for Bounds {
    fn cmp(&self, other: &Bounds) -> std::cmp::Ordering {
        // What never ends comes after what ends on the calendar's last day, so that only equals are equal.
        let whole = |bounds: &Bounds| (bounds.place(), bounds.last.is_none());
        whole(self).cmp(&whole(other))
    }
}

impl PartialOrd for Bounds {
    fn partial_cmp(&self, other: &Bounds) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn days(text: &str) -> String {
        let Bounds { first, last } = Edtf::parse(text).unwrap().bounds();
        let day = |day: Option<Date>| day.map_or(String::from("…"), |day| day.to_string());
        format!("{} to {}", day(first), day(last))
    }

    #[test]
    fn a_date_means_the_days_that_it_may_be_and_no_others() {
        for (text, expected) in [
            ("2025-07-01", "2025-07-01 to 2025-07-01"),
            ("2024-02", "2024-02-01 to 2024-02-29"),
            ("2012", "2012-01-01 to 2012-12-31"),
            ("2012?", "2012-01-01 to 2012-12-31"),
            ("2012-XX", "2012-01-01 to 2012-12-31"),
            ("2012-XX-XX", "2012-01-01 to 2012-12-31"),
            ("2012-02-XX", "2012-02-01 to 2012-02-29"),
            ("199X", "1990-01-01 to 1999-12-31"),
            ("19XX~", "1900-01-01 to 1999-12-31"),
            ("2025-21", "2025-03-01 to 2025-05-31"),
            ("2025-24", "2025-12-01 to 2026-02-28"),
            ("9999-24", "9999-12-01 to 9999-12-31"),
            ("-0044-03-15", "-000044-03-15 to -000044-03-15"),
            ("2025-11-03/2025-11-09", "2025-11-03 to 2025-11-09"),
            ("1990/2012%", "1990-01-01 to 2012-12-31"),
            ("2025-09/..", "2025-09-01 to …"),
            ("2025-09/", "2025-09-01 to …"),
            ("../2012", "… to 2012-12-31"),
            ("199X/2012-05", "1990-01-01 to 2012-05-31"),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn text_that_is_no_date_is_refused_with_what_to_do() {
        for (text, start) in [
            ("", "“” is not a date in EDTF: write 2012"),
            ("yesterday", "“yesterday” is not a date"),
            ("١٩٩٠", "“١٩٩٠” is not a date"),
            ("1XXX", "“1XXX” is not a date"),
            ("-199X", "“-199X” is not a date"),
            ("-0000", "“-0000” is not a date"),
            ("2012-5", "“2012-5” is not a date"),
            ("2012-05-31-01", "“2012-05-31-01” is not a date"),
            ("2012/2013/2014", "“2013/2014” is not a date"),
            ("2012-13", "The calendar has no “2012-13”"),
            ("2025-02-29", "The calendar has no “2025-02-29”"),
            ("2012-05-31T10:00:00Z", "“2012-05-31T10:00:00Z” has a time of day"),
            ("Y17000", "“Y17000” is out of reach"),
            ("2012?-05", "“2012?-05” doubts a part"),
            ("2017/2012", "“2017/2012” ends before it begins"),
            ("../..", "“../..” has no date"),
            ("/", "“/” has no date"),
        ] {
            let refusal = Edtf::parse(text).unwrap_err().to_string();
            assert!(refusal.starts_with(start), "{text}: {refusal}");
        }
    }

    #[test]
    fn a_shape_is_written_only_if_the_calendar_has_it() {
        let month = |month| Shape::One(Dated::from(Known::Month(2025, month)));
        assert_eq!(Edtf::write(month(7)).unwrap().as_str(), "2025-07");
        assert!(Edtf::write(month(13)).is_err());
    }

    #[test]
    fn doubt_is_told_of_the_whole_and_of_each_end() {
        let doubts = |text: &str| {
            let edtf = Edtf::parse(text).unwrap();
            (edtf.is_uncertain(), edtf.is_approximate(), edtf.is_going_on())
        };
        assert_eq!(doubts("2012"), (false, false, false));
        assert_eq!(doubts("2012?"), (true, false, false));
        assert_eq!(doubts("199X~"), (false, true, false));
        assert_eq!(doubts("2012/2017%"), (true, true, false));
        assert_eq!(doubts("2025-09?/.."), (true, false, true));
    }

    #[test]
    fn dates_sort_as_on_a_timeline() {
        let timeline = [
            "199X",
            "1990/2012",
            "../1995",
            "../2012-01-01",
            "2012-01-01",
            "2012",
            "2012/",
            "2017",
            "2025-07-01",
            "2025-09",
            "2025-09/..",
            "2025-11-03/2025-11-09",
        ];
        let mut bounds: Vec<(Bounds, &str)> = timeline
            .iter()
            .rev()
            .map(|text| (Edtf::parse(text).unwrap().bounds(), *text))
            .collect();
        bounds.sort();
        assert_eq!(bounds.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), timeline);
    }

    fn any_date() -> impl Strategy<Value = String> {
        let plain = prop_oneof![
            "-?[0-9]{4}",
            "[0-9]{3}X",
            "[0-9]{2}XX",
            "[0-9]{4}-(XX|0[1-9]|1[0-2]|2[1-4])",
            "[0-9]{4}-(XX-XX|0[1-9]-XX|1[0-2]-(0[1-9]|[12][0-9]|3[01]))",
        ];
        (plain, "[?~%]?").prop_map(|(plain, doubt)| plain + &doubt)
    }

    fn any_edtf() -> impl Strategy<Value = String> {
        let end = || prop_oneof![3 => any_date(), 1 => Just(String::new()), 1 => Just(String::from(".."))];
        prop_oneof![any_date(), (end(), end()).prop_map(|(from, to)| format!("{from}/{to}"))]
    }

    proptest! {
        #[test]
        fn a_date_is_kept_to_the_letter_and_never_ends_before_it_begins(text in any_edtf()) {
            if let Ok(edtf) = Edtf::parse(&text) {
                prop_assert_eq!(edtf.as_str(), text);
                let json = serde_json::to_string(&edtf).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Edtf>(&json).unwrap(), &edtf);
                prop_assert_eq!(&Edtf::write(edtf.shape()).unwrap(), &edtf);
                let Bounds { first, last } = edtf.bounds();
                if let (Some(first), Some(last)) = (first, last) {
                    prop_assert!(first <= last);
                }
                prop_assert!(first.is_some() || last.is_some());
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in r"\PC{0,12}|[0-9X/.?~%T-]{0,16}") {
            let _ = Edtf::parse(&text);
        }

        #[test]
        fn dates_that_sort_alike_mean_the_same_days(one in any_edtf(), other in any_edtf()) {
            if let (Ok(one), Ok(other)) = (Edtf::parse(&one), Edtf::parse(&other)) {
                let (one, other) = (one.bounds(), other.bounds());
                prop_assert_eq!(one.cmp(&other).is_eq(), one == other);
                prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
            }
        }
    }
}
