//! The calendar of counting: whole days, hours and minutes in UTC, as numbers.

use jiff::Timestamp;

macro_rules! spans {
    ($($(#[$doc:meta])* $name:ident of $seconds:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The one with this number, as the store keeps it.
            pub const fn new(number: i64) -> $name {
                $name(number)
            }

            /// The one that this moment is in.
            pub fn of(at: Timestamp) -> $name {
                $name(at.as_second().div_euclid($seconds))
            }

            /// How many there were since 1970, as the store keeps it.
            pub const fn number(self) -> i64 {
                self.0
            }

            /// Its first moment.
            pub fn begins(self) -> Timestamp {
                let earliest = Timestamp::MIN.as_second();
                let latest = Timestamp::MAX.as_second();
                let second = self.0.saturating_mul($seconds).clamp(earliest, latest);
                Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    )*};
}

spans! {
    /// A day in UTC.
    Day of 86_400,
    /// An hour in UTC.
    Hour of 3_600,
    /// A minute.
    Minute of 60,
}

impl Minute {
    /// The hour that it is in.
    pub fn hour(self) -> Hour {
        Hour(self.0.div_euclid(60))
    }
}

impl Hour {
    /// The day that it is in.
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(24))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_in_one_minute_hour_and_day() {
        for at in ["2026-03-04T09:59:59.999999Z", "1969-12-31T23:59:59Z", "2026-03-04T00:00:00Z"] {
            let at: Timestamp = at.parse().unwrap();
            let minute = Minute::of(at);
            assert_eq!(minute.hour(), Hour::of(at));
            assert_eq!(minute.hour().day(), Day::of(at));
            assert!(minute.begins() <= at && at < Minute::new(minute.number() + 1).begins());
        }
    }

    #[test]
    fn no_number_is_too_big_for_a_moment() {
        assert!(Day::new(i64::MAX).begins() > Day::new(i64::MIN).begins());
    }
}
