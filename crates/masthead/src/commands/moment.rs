//! A moment as a person writes it, in the zone of an edition.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use story::Timestamp;

/// A moment as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// With an offset of its own.
    Exact(Timestamp),
    /// By a clock on the wall of the edition.
    Wall(DateTime),
}

const EXAMPLE: &str =
    "write 2026-01-31T06:00 in the edition's time zone, or 2026-01-31T06:00+01:00";

pub(crate) fn parse(text: &str) -> Result<Moment, String> {
    if let Ok(exact) = text.parse::<Timestamp>() {
        return Ok(Moment::Exact(exact));
    }
    text.parse::<DateTime>()
        .map(Moment::Wall)
        .map_err(|_| format!("“{text}” is no moment; {EXAMPLE}"))
}

impl Moment {
    /// The moment in this zone. An hour that a clock shows twice, or never, must be said more exactly.
    pub(crate) fn in_zone(&self, zone: &TimeZone) -> anyhow::Result<Timestamp> {
        match self {
            Moment::Exact(at) => Ok(*at),
            Moment::Wall(wall) => {
                let ambiguous = zone.to_ambiguous_timestamp(*wall);
                if ambiguous.is_ambiguous() {
                    anyhow::bail!(
                        "{wall} is there twice or not at all in {}, as clocks are changed then. Write it with its offset, such as {wall}+01:00.",
                        zone.iana_name().unwrap_or("the edition's time zone")
                    );
                }
                Ok(ambiguous.compatible()?)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_paris(text: &str) -> anyhow::Result<String> {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        Ok(parse(text).map_err(anyhow::Error::msg)?.in_zone(&zone)?.to_string())
    }

    #[test]
    fn a_moment_is_the_editions_own() {
        assert_eq!(in_paris("2026-01-31T06:00").unwrap(), "2026-01-31T05:00:00Z");
        assert_eq!(in_paris("2026-07-31 06:00").unwrap(), "2026-07-31T04:00:00Z");
        assert_eq!(in_paris("2026-07-31T06:00:00+04:00").unwrap(), "2026-07-31T02:00:00Z");
    }

    #[test]
    fn an_hour_that_comes_twice_wants_its_offset() {
        let refusal = in_paris("2026-10-25T02:30").unwrap_err().to_string();
        assert!(refusal.contains("offset"), "{refusal}");
        assert_eq!(in_paris("2026-10-25T02:30:00+01:00").unwrap(), "2026-10-25T01:30:00Z");
    }

    #[test]
    fn what_is_no_moment_is_told_what_one_is() {
        for text in ["", "tomorrow", "2026-13-01T00:00", "2026-02-30T06:00", "06:00"] {
            assert!(in_paris(text).unwrap_err().to_string().contains("2026-01-31T06:00"), "{text}");
        }
    }
}
