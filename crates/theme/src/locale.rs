//! How a language writes dates, times, numbers and lists.

pub(crate) mod when;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use icu::calendar::Gregorian;
use icu::collator::options::CollatorOptions;
use icu::collator::{Collator, CollatorBorrowed};
use icu::datetime::fieldsets::{self, zone};
use icu::datetime::input::{Date, DateTime, Time};
use icu::datetime::{DateTimeFormatter, DateTimeFormatterPreferences, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::Locale as Tag;
use icu::time::zone::{IanaParser, UtcOffset, ZoneNameTimestamp};
use jiff::tz::TimeZone;
use story::edition::Digits;
use story::{Language, Timestamp};

/// Everything about writing in one language with one kind of digits, made once and kept.
pub(crate) struct Locale {
    tag: Tag,
    digits: Digits,
    weekday: DateTimeFormatter<fieldsets::YMDE>,
    date: DateTimeFormatter<fieldsets::YMD>,
    day: DateTimeFormatter<fieldsets::MD>,
    month_of_year: DateTimeFormatter<fieldsets::YM>,
    month: DateTimeFormatter<fieldsets::M>,
    year: DateTimeFormatter<fieldsets::Y>,
    moment: DateTimeFormatter<fieldsets::YMDT>,
    clock: NoCalendarFormatter<fieldsets::T>,
    city: NoCalendarFormatter<zone::ExemplarCity>,
    offset: NoCalendarFormatter<zone::LocalizedOffsetShort>,
    decimal: DecimalFormatter,
    list: ListFormatter,
}

/// A language whose dates or numbers the locale data of this binary does not have.
#[derive(Debug, thiserror::Error)]
#[error("There is no locale data for “{tag}”: {problem}. Give the language a row that CLDR knows.")]
pub struct NoLocaleData {
    tag: String,
    problem: String,
}

/// Locales by language and whether their digits are Arabic.
type Shelf = HashMap<(&'static str, bool), Arc<Locale>>;

static LOCALES: LazyLock<Mutex<Shelf>> = LazyLock::new(Mutex::default);

impl Locale {
    /// The locale of a language, from the shelf if it was used before.
    pub(crate) fn of(language: Language, digits: Digits) -> Result<Arc<Locale>, NoLocaleData> {
        let key = (language.code(), digits == Digits::Arab);
        let mut locales = LOCALES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(locale) = locales.get(&key) {
            return Ok(locale.clone());
        }
        let locale = Arc::new(Locale::load(language, digits)?);
        locales.insert(key, locale.clone());
        Ok(locale)
    }

    fn load(language: Language, digits: Digits) -> Result<Locale, NoLocaleData> {
        // A newspaper of no particular country writes English as most of the world does: day before month.
        let base = if language.code() == "en" { "en-GB" } else { language.code() };
        let numbering = match digits {
            Digits::Latn => "latn",
            Digits::Arab => "arab",
        };
        let tag = format!("{base}-u-nu-{numbering}");
        let missing = |problem: &dyn std::fmt::Display| NoLocaleData {
            tag: tag.clone(),
            problem: problem.to_string(),
        };
        let locale: Tag = tag.parse().map_err(|problem| missing(&problem))?;
        let dates = || DateTimeFormatterPreferences::from(&locale);
        Ok(Locale {
            weekday: DateTimeFormatter::try_new(dates(), fieldsets::YMDE::long())
                .map_err(|problem| missing(&problem))?,
            date: DateTimeFormatter::try_new(dates(), fieldsets::YMD::long())
                .map_err(|problem| missing(&problem))?,
            day: DateTimeFormatter::try_new(dates(), fieldsets::MD::long())
                .map_err(|problem| missing(&problem))?,
            month_of_year: DateTimeFormatter::try_new(dates(), fieldsets::YM::long())
                .map_err(|problem| missing(&problem))?,
            month: DateTimeFormatter::try_new(dates(), fieldsets::M::long())
                .map_err(|problem| missing(&problem))?,
            year: DateTimeFormatter::try_new(dates(), fieldsets::Y::long())
                .map_err(|problem| missing(&problem))?,
            moment: DateTimeFormatter::try_new(dates(), fieldsets::YMD::long().with_time_hm())
                .map_err(|problem| missing(&problem))?,
            clock: NoCalendarFormatter::try_new(dates(), fieldsets::T::hm())
                .map_err(|problem| missing(&problem))?,
            city: NoCalendarFormatter::try_new(dates(), zone::ExemplarCity)
                .map_err(|problem| missing(&problem))?,
            offset: NoCalendarFormatter::try_new(dates(), zone::LocalizedOffsetShort)
                .map_err(|problem| missing(&problem))?,
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default())
                .map_err(|problem| missing(&problem))?,
            list: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .map_err(|problem| missing(&problem))?,
            tag: locale,
            digits,
        })
    }

    /// “Monday 10 November 2025”.
    pub(crate) fn weekday(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.weekday.format(&day(at, zone)).to_string()
    }

    /// “10 November 2025”.
    pub(crate) fn date(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.date.format(&day(at, zone)).to_string()
    }

    /// “10 November 2025 at 06:25”.
    pub(crate) fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.moment.format(&DateTime { date: day(at, zone), time: time(at, zone) }).to_string()
    }

    /// “06:25”.
    pub(crate) fn clock(&self, at: Timestamp, zone: &TimeZone) -> String {
        self.clock.format(&time(at, zone)).to_string()
    }

    /// As short as it can be said on a paper of this day: “06:25”, “9 November” or “9 November 2024”.
    pub(crate) fn when(&self, at: Timestamp, zone: &TimeZone, today: Option<Timestamp>) -> String {
        let then = zone.to_datetime(at).date();
        match today.map(|today| zone.to_datetime(today).date()) {
            Some(today) if today == then => self.clock(at, zone),
            Some(today) if today.year() == then.year() => {
                self.day.format(&day(at, zone)).to_string()
            }
            _ => self.date(at, zone),
        }
    }

    /// Whose clock it is: the city, where the zone is named after one, and the offset: “Baku” and “GMT+4”.
    pub(crate) fn zone(&self, at: Timestamp, zone: &TimeZone) -> (Option<String>, String) {
        let id = IanaParser::new().parse(zone.iana_name().unwrap_or("Etc/Unknown"));
        let offset = UtcOffset::try_from_seconds(zone.to_offset(at).seconds()).ok();
        let here = id
            .with_offset(offset)
            .with_zone_name_timestamp(ZoneNameTimestamp::from_epoch_seconds(at.as_second()));
        let has_city =
            zone.iana_name().is_some_and(|name| name.contains('/') && !name.starts_with("Etc/"));
        let city = has_city.then(|| self.city.format(&here).to_string());
        (city, self.offset.format(&here).to_string())
    }

    /// A whole number with the language's digits and grouping.
    pub(crate) fn number(&self, number: i64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// The digits of a number that is a name and not a quantity: a year, a version.
    pub(crate) fn digits(&self, number: i64) -> String {
        digits(&number.to_string(), self.digits)
    }

    /// “A, B and C”.
    pub(crate) fn list(&self, items: &[String]) -> String {
        self.list.format_to_string(items.iter())
    }

    /// The order of names in the language's alphabet.
    pub(crate) fn collator(&self) -> Option<CollatorBorrowed<'static>> {
        Collator::try_new((&self.tag).into(), CollatorOptions::default()).ok()
    }
}

/// The value of `<time datetime>`: `2025-11-10T06:25+04:00`.
pub(crate) fn datetime(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// The value of `<time datetime>` for a day: `2025-11-10`.
pub(crate) fn day_of(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).date().to_string()
}

/// ASCII digits written in the edition's digits.
pub(crate) fn digits(text: &str, digits: Digits) -> String {
    match digits {
        Digits::Latn => text.to_owned(),
        Digits::Arab => text
            .chars()
            .map(|letter| match letter.to_digit(10) {
                Some(digit) => char::from_u32('٠' as u32 + digit).unwrap_or(letter),
                None => letter,
            })
            .collect(),
    }
}

fn day(at: Timestamp, zone: &TimeZone) -> Date<Gregorian> {
    gregorian(zone.to_datetime(at).date())
}

fn gregorian(day: jiff::civil::Date) -> Date<Gregorian> {
    // jiff's years, months and days are all within the calendar, so the second branch is never taken.
    Date::try_new_gregorian(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
        .unwrap_or_else(|_| Date::from_rata_die(icu::calendar::types::RataDie::new(1), Gregorian))
}

fn time(at: Timestamp, zone: &TimeZone) -> Time {
    let time = zone.to_datetime(at).time();
    Time::try_new(time.hour().unsigned_abs(), time.minute().unsigned_abs(), 0, 0)
        .unwrap_or(Time::start_of_day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(code: &str, digits: Digits) -> Arc<Locale> {
        Locale::of(Language::parse(code).unwrap(), digits).unwrap()
    }

    fn moment() -> Timestamp {
        "2025-11-10T02:25:00Z".parse().unwrap()
    }

    #[test]
    fn every_language_writes_a_date_its_own_way() {
        let zone = TimeZone::get("Asia/Baku").unwrap();
        let dates: Vec<String> = Language::all()
            .map(|language| locale(language.code(), Digits::Latn).weekday(moment(), &zone))
            .collect();
        insta::assert_snapshot!(dates.join("\n").replace('\u{202f}', "~"), @r"
        Monday, 10 November 2025
        понедельник, 10 ноября 2025~г.
        2025 թ․ նոյեմբերի 10, երկուշաբթի
        lundi 10 novembre 2025
        الاثنين، 10 نوفمبر 2025
        ");
    }

    #[test]
    fn an_edition_with_arabic_digits_writes_them_everywhere() {
        let locale = locale("ar", Digits::Arab);
        let zone = TimeZone::get("Asia/Beirut").unwrap();
        assert_eq!(locale.date(moment(), &zone), "١٠ نوفمبر ٢٠٢٥");
        assert_eq!(locale.number(12_345), "١٢٬٣٤٥");
        assert_eq!(locale.digits(2025), "٢٠٢٥");
        assert_eq!(locale.zone(moment(), &zone).0.unwrap(), "بيروت");
    }

    #[test]
    fn a_machine_reads_the_offset_of_the_zone() {
        let zone = TimeZone::get("Asia/Baku").unwrap();
        assert_eq!(datetime(moment(), &zone), "2025-11-10T06:25+04:00");
    }

    #[test]
    fn a_time_is_told_as_shortly_as_the_day_allows() {
        let (locale, zone) = (locale("en", Digits::Latn), TimeZone::get("Asia/Baku").unwrap());
        let on = |today: &str| locale.when(moment(), &zone, Some(today.parse().unwrap()));
        assert_eq!(on("2025-11-10T19:59:00Z"), "06:25");
        assert_eq!(on("2025-11-10T20:01:00Z"), "10 November");
        assert_eq!(on("2026-01-02T00:00:00Z"), "10 November 2025");
    }

    #[test]
    fn names_are_joined_as_the_language_joins_them() {
        let names = ["A", "B", "C"].map(String::from);
        let joined: Vec<String> = Language::all()
            .map(|language| locale(language.code(), Digits::Latn).list(&names))
            .collect();
        assert_eq!(joined, ["A, B and C", "A, B и C", "A, B և C", "A, B et C", "A وB وC"]);
    }

    #[test]
    fn a_zone_without_a_city_is_told_by_its_offset() {
        let (city, offset) = locale("en", Digits::Latn).zone(moment(), &TimeZone::UTC);
        assert_eq!((city, offset.as_str()), (None, "GMT+0"));
    }
}
