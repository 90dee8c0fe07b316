//! A moment as a person writes it: exact, or by the clock on the edition's wall.

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use story::Timestamp;

use crate::Error;

/// Reads a moment. An hour that the edition's clocks show twice must come with its offset.
pub(crate) fn parse(text: &str, zone: &TimeZone) -> Result<Timestamp, Error> {
    let text = text.trim();
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Ok(exact);
    }
    let name = zone.iana_name().unwrap_or("UTC");
    let Ok(wall) = text.parse::<DateTime>() else {
        return Err(invalid(format!(
            "“{text}” is no moment. Write 2026-01-31T06:00 by the clocks of {name}, or 2026-01-31T06:00+01:00."
        )));
    };
    let ambiguous = zone.to_ambiguous_timestamp(wall);
    match ambiguous.offset() {
        jiff::tz::AmbiguousOffset::Unambiguous { .. } => {
            ambiguous.compatible().map_err(|_| invalid(format!("{wall} is too far away.")))
        }
        jiff::tz::AmbiguousOffset::Fold { before, after } => Err(invalid(format!(
            "Clocks go back then, and {wall} comes twice in {name}. Write {wall}{} for the first or {wall}{} for the second.",
            written(before),
            written(after)
        ))),
        jiff::tz::AmbiguousOffset::Gap { .. } => Err(invalid(format!(
            "Clocks go forward then, and {wall} never comes in {name}. Choose an earlier or a later hour."
        ))),
    }
}

fn invalid(sentence: String) -> Error {
    Error::Invalid { field: "at", sentence }
}

/// An offset as RFC 3339 has it: `+01:00`.
fn written(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        match parse(text, &zone) {
            Ok(at) => assert_eq!(at.to_string(), expected),
            Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        }
    }

    #[test]
    fn a_moment_is_told_by_the_editions_clocks() {
        check("2026-01-31T06:00", "2026-01-31T05:00:00Z");
        check("2026-07-31T06:00", "2026-07-31T04:00:00Z");
        check("2026-07-31T06:00:00+04:00", "2026-07-31T02:00:00Z");
    }

    #[test]
    fn an_hour_that_comes_twice_or_never_is_asked_about() {
        check("2026-10-25T02:30", "2026-10-25T02:30:00+02:00 for the first");
        check("2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z");
        check("2026-03-29T02:30", "never comes");
    }

    #[test]
    fn what_is_no_moment_is_told_what_one_is() {
        for text in ["", "tomorrow", "2026-02-30T06:00", "06:00", "2026-13-01T00:00"] {
            check(text, "2026-01-31T06:00");
        }
    }
}
