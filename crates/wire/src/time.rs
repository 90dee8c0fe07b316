//! Moments as formats write them.

use jiff::tz::TimeZone;
use story::Timestamp;

/// `2025-11-10T06:25:00+04:00`: RFC 3339 with the offset that the zone has then.
pub(crate) fn with_offset(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `Mon, 10 Nov 2025 06:25:00 +0400`: RFC 822 with the year in full, as RSS wants it.
pub(crate) fn rfc_822(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_offset() {
        let zone = |name| TimeZone::get(name).unwrap();
        let at: Timestamp = "2025-11-10T02:25:00.123456Z".parse().unwrap();
        assert_eq!(with_offset(at, &zone("Asia/Yerevan")), "2025-11-10T06:25:00+04:00");
        assert_eq!(rfc_822(at, &zone("Asia/Yerevan")), "Mon, 10 Nov 2025 06:25:00 +0400");
        assert_eq!(with_offset(at, &TimeZone::UTC), "2025-11-10T02:25:00+00:00");
        // The hour that comes twice in autumn is told apart by its offset.
        for (utc, told) in [
            ("2025-10-26T00:30:00Z", "2025-10-26T02:30:00+02:00"),
            ("2025-10-26T01:30:00Z", "2025-10-26T02:30:00+01:00"),
        ] {
            assert_eq!(with_offset(utc.parse().unwrap(), &zone("Europe/Paris")), told);
        }
    }

    #[test]
    fn the_ends_of_time_can_be_told() {
        for at in [Timestamp::MIN, Timestamp::MAX] {
            assert!(!with_offset(at, &TimeZone::UTC).is_empty());
            assert!(!rfc_822(at, &TimeZone::UTC).is_empty());
        }
    }
}
