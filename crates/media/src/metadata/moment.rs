//! A moment as cameras and agencies write it.

use story::Timestamp;

/// A moment, with the distance from UTC where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the clock on the wall said.
    pub wall: jiff::civil::DateTime,
    /// How far that clock is from UTC.
    pub offset: Option<jiff::tz::Offset>,
}

impl Moment {
    /// Reads `2026:03:04 10:11:12`, `2026-03-04T10:11:12.5+02:00`, `2026:03:04` and what lies between.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim().trim_end_matches('\0').trim();
        let (date, time) = match text.get(..10) {
            Some(date) => (date, text.get(10..)?.trim_start_matches([' ', 'T'])),
            None => return None,
        };
        let mut numbers = date.split([':', '-', '/', '.']);
        let mut number = || numbers.next()?.trim().parse::<i16>().ok();
        let date = jiff::civil::Date::new(
            number()?,
            i8::try_from(number()?).ok()?,
            i8::try_from(number()?).ok()?,
        )
        .ok()?;
        let (time, offset) = parse_time(time);
        Some(Moment { wall: date.to_datetime(time), offset })
    }

    /// The same moment with this distance from UTC, if none was told yet.
    pub(super) fn with_offset(self, text: &str) -> Moment {
        Moment { offset: self.offset.or_else(|| parse_offset(text.trim())), ..self }
    }

    /// A day and the time of it, which IPTC-IIM keeps apart: `20260304` and `101112+0200`.
    pub(super) fn of_parts(day: &str, time: &str) -> Option<Moment> {
        let (day, time) = (day.trim(), time.trim());
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if day.len() != 8 || !digits(day) {
            return Moment::parse(day);
        }
        let date = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
        let clock = match time.get(..6) {
            Some(clock) if digits(clock) => {
                let zone = time.get(6..).unwrap_or_default();
                format!(" {}:{}:{}{zone}", &clock[..2], &clock[2..4], &clock[4..])
            }
            _ => String::new(),
        };
        Moment::parse(&format!("{date}{clock}"))
    }

    /// The moment in UTC; a clock that does not tell its zone is taken to be in UTC.
    pub fn timestamp(self) -> Option<Timestamp> {
        let offset = self.offset.unwrap_or(jiff::tz::Offset::UTC);
        offset.to_timestamp(self.wall).ok()
    }
}

/// The time of day and the zone behind it; midnight if there is none that can be read.
fn parse_time(text: &str) -> (jiff::civil::Time, Option<jiff::tz::Offset>) {
    let zone = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(zone);
    let mut parts = clock.trim().split([':', '.']);
    let mut number = || parts.next().and_then(|part| part.parse::<i32>().ok());
    let (hour, minute, second) = (number(), number(), number());
    let time = (|| {
        let (hour, minute) = (i8::try_from(hour?).ok()?, i8::try_from(minute?).ok()?);
        let second = i8::try_from(second.unwrap_or(0)).ok()?;
        jiff::civil::Time::new(hour, minute, second, 0).ok()
    })();
    match time {
        Some(time) => (time, parse_offset(zone.trim())),
        None => (jiff::civil::Time::midnight(), None),
    }
}

/// `Z`, `+02:00` or `-0630`.
fn parse_offset(text: &str) -> Option<jiff::tz::Offset> {
    if text == "Z" {
        return Some(jiff::tz::Offset::UTC);
    }
    let (sign, digits) = match text.as_bytes().first()? {
        b'+' => (1, text.get(1..)?),
        b'-' => (-1, text.get(1..)?),
        _ => return None,
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4)?.parse().ok()?;
    jiff::tz::Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(moment: Option<Moment>, expected: &str) {
        let told = moment.map(|moment| {
            let zone = moment.offset.map(|offset| offset.to_string()).unwrap_or_default();
            format!("{}{zone}", moment.wall)
        });
        assert_eq!(told.unwrap_or_default(), expected);
    }

    #[test]
    fn moments_are_read_however_they_are_written() {
        check(Moment::parse("2026:03:04 10:11:12"), "2026-03-04T10:11:12");
        check(Moment::parse("2026-03-04T10:11:12.5+02:00"), "2026-03-04T10:11:12+02");
        check(Moment::parse("2026-03-04T10:11Z"), "2026-03-04T10:11:00+00");
        check(Moment::parse("2026:03:04"), "2026-03-04T00:00:00");
        check(Moment::parse("2026:03:04 24:61:00"), "2026-03-04T00:00:00");
        check(Moment::of_parts("20260304", "101112-0630"), "2026-03-04T10:11:12-06:30");
        check(Moment::of_parts("20260304", ""), "2026-03-04T00:00:00");
        for nothing in ["", "0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2026:13:01"]
        {
            check(Moment::parse(nothing), "");
        }
        check(Moment::of_parts("2026", "1"), "");
    }
}
