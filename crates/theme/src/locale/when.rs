//! How a reader reads when something happened: never finer than it is known.

use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil;
use story::Language;
use story::coverage::edtf::{Dated, End, Known, Season, Shape};
use story::coverage::when::When;
use writeable::{Part, PartsWrite, Writeable};

use super::{Locale, gregorian};
use crate::catalogue::Catalogue;

/// What is printed for a date that is known only so far.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DateLabel {
    /// The date: “since September 2025”, with a question mark while it is in question.
    pub label: String,
    /// The words of the story, where the date says more than they do: “last week”.
    pub words: Option<String>,
    /// The value of `<time datetime>`, where HTML has one for a date like this.
    pub datetime: Option<String>,
}

/// Tells a date in the words and numbers of a page.
pub(crate) struct Teller<'a> {
    pub(crate) language: Language,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) locale: &'a Locale,
}

impl Teller<'_> {
    /// What readers read for this date.
    pub(crate) fn tell(&self, when: &When) -> DateLabel {
        let words = when.words.get(self.language.code()).filter(|words| !words.trim().is_empty());
        // Words that count from another day say nothing to who reads them later, so the date stands before them.
        let (date, words) = match (words, when.relative_to) {
            (Some(words), None) if when.inferred.is_empty() => (words.clone(), None),
            // “Since September” lacks the year that somebody concluded; the date says both.
            (_, None) => (self.shape(when.edtf.shape()), None),
            (words, _) => (self.shape(when.edtf.shape()), words.cloned()),
        };
        let label = match when.is_in_question() {
            true => self.say("when-in-question", [("date", date.into())]),
            false => date,
        };
        DateLabel { label, words, datetime: datetime(when.edtf.shape()) }
    }

    fn shape(&self, shape: Shape) -> String {
        match shape {
            Shape::One(date) => self.one(date),
            Shape::Interval { from: End::On(from), to: End::On(to) } => self.range(from, to),
            Shape::Interval { from: End::On(from), to: End::Open } => self.since(from),
            Shape::Interval { from: End::On(from), .. } => {
                self.say("when-end-unknown", [("date", self.one(from).into())])
            }
            Shape::Interval { to: End::On(to), .. } => self.until(to),
            // No interval is without any date, and if one were, there is nothing to say.
            Shape::Interval { .. } => String::new(),
        }
    }

    /// A date by itself, in the form in which a list has it.
    fn one(&self, date: Dated) -> String {
        let plain = match Form::of(date.known) {
            Form::Day(day) => self.day(day),
            Form::Month(year, month) => self.month_of_year(year, month),
            Form::Year(year) => self.say("when-year", [("year", self.year(year))]),
            Form::Decade(year) => self.say("when-decade", [("year", self.year(year))]),
            Form::Season(year, season) => self.season("when-season", year, season),
            Form::Years(from, to) => self.years(from, to),
        };
        if !date.approximate {
            return plain;
        }
        match Form::of(date.known) {
            Form::Day(_) => self.say("when-about-day", [("date", plain.into())]),
            Form::Month(..) => self.say("when-about-month", [("date", plain.into())]),
            Form::Year(year) => self.say("when-about-year", [("year", self.year(year))]),
            Form::Decade(year) => self.say("when-about-decade", [("year", self.year(year))]),
            Form::Season(year, season) => self.season("when-about-season", year, season),
            Form::Years(..) => plain,
        }
    }

    fn since(&self, date: Dated) -> String {
        match Form::of(date.known) {
            _ if date.approximate => self.say("when-since", [("date", self.one(date).into())]),
            Form::Day(day) => self.say("when-since-day", [("date", self.day(day).into())]),
            Form::Month(year, month) => {
                let month = self.month_in_a_date(month).into();
                self.say("when-since-month", [("month", month), ("year", self.year(year))])
            }
            Form::Year(year) => self.say("when-since-year", [("year", self.year(year))]),
            Form::Decade(year) => self.say("when-since-decade", [("year", self.year(year))]),
            Form::Season(year, season) => self.season("when-since-season", year, season),
            Form::Years(..) => self.say("when-since", [("date", self.one(date).into())]),
        }
    }

    fn until(&self, date: Dated) -> String {
        match Form::of(date.known) {
            _ if date.approximate => self.say("when-until", [("date", self.one(date).into())]),
            Form::Day(day) => self.say("when-until-day", [("date", self.day(day).into())]),
            Form::Month(year, month) => {
                let month = self.month_of_year(year, month).into();
                self.say("when-until-month", [("date", month)])
            }
            Form::Year(year) => self.say("when-until-year", [("year", self.year(year))]),
            Form::Decade(year) => self.say("when-until-decade", [("year", self.year(year))]),
            Form::Season(year, season) => self.season("when-until-season", year, season),
            Form::Years(..) => self.say("when-until", [("date", self.one(date).into())]),
        }
    }

    fn range(&self, from: Dated, to: Dated) -> String {
        let plain = !from.approximate && !to.approximate;
        match (Form::of(from.known), Form::of(to.known)) {
            (Form::Day(from), Form::Day(to)) if plain && from.year() == to.year() => {
                let year = self.year(from.year());
                if from == to {
                    self.day(from)
                } else if from.month() == to.month() {
                    let days = [
                        ("from", i64::from(from.day()).into()),
                        ("to", i64::from(to.day()).into()),
                        ("month", self.month_in_a_date(from.month()).into()),
                        ("year", year),
                    ];
                    self.say("when-days", days)
                } else {
                    let days = |day| {
                        first_in_french(
                            self.language,
                            self.locale.day.format(&gregorian(day)).to_string(),
                        )
                        .into()
                    };
                    self.say(
                        "when-days-of-months",
                        [("from", days(from)), ("to", days(to)), ("year", year)],
                    )
                }
            }
            (Form::Month(year, from), Form::Month(same, to)) if plain && year == same => {
                if from == to {
                    return self.month_of_year(year, from);
                }
                let month = |month| self.month_by_itself(month).into();
                let months = [("from", month(from)), ("to", month(to)), ("year", self.year(year))];
                self.say("when-months", months)
            }
            (Form::Year(from), Form::Year(to)) if plain => match from == to {
                true => self.say("when-year", [("year", self.year(from))]),
                false => self.years(from, to),
            },
            _ => {
                let ends = [("from", self.one(from).into()), ("to", self.one(to).into())];
                self.say("when-from-to", ends)
            }
        }
    }

    fn years(&self, from: i16, to: i16) -> String {
        self.say("when-years", [("from", self.year(from)), ("to", self.year(to))])
    }

    fn season(&self, key: &str, year: i16, season: Season) -> String {
        let season = match season {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        };
        self.say(key, [("season", season.into()), ("year", self.year(year))])
    }

    fn day(&self, day: civil::Date) -> String {
        first_in_french(self.language, self.locale.date.format(&gregorian(day)).to_string())
    }

    /// “September 2025”.
    fn month_of_year(&self, year: i16, month: i8) -> String {
        self.locale.month_of_year.format(&first_of(year, month)).to_string()
    }

    /// The name of a month by itself: “сентябрь”.
    fn month_by_itself(&self, month: i8) -> String {
        self.locale.month.format(&first_of(2000, month)).to_string()
    }

    /// The name of a month as it stands in a date: “сентября”.
    fn month_in_a_date(&self, month: i8) -> String {
        let date = self.locale.date.format(&first_of(2000, month));
        let mut only =
            Only { part: icu::datetime::parts::MONTH, inside: false, text: String::new() };
        // Writing into a string cannot fail.
        let _ = date.write_to_parts(&mut only);
        only.text
    }

    /// A year as a number, which messages can choose by; before our era as the locale writes it.
    fn year(&self, year: i16) -> FluentValue<'static> {
        match year {
            1.. => FluentValue::from(i64::from(year)),
            _ => FluentValue::from(self.locale.year.format(&first_of(year, 1)).to_string()),
        }
    }

    fn say<const N: usize>(&self, key: &str, args: [(&str, FluentValue<'_>); N]) -> String {
        self.catalogue.message(key, &FluentArgs::from_iter(args))
    }
}

/// French counts the first of a month and no other day, which the locale data does not know.
fn first_in_french(language: Language, date: String) -> String {
    match date.strip_prefix("1 ").filter(|_| language.code() == "fr") {
        Some(rest) => format!("1er {rest}"),
        None => date,
    }
}

/// How a date is told, however it is known: a day that nobody knows is told as its month.
enum Form {
    Day(civil::Date),
    Month(i16, i8),
    Season(i16, Season),
    Year(i16),
    Decade(i16),
    Years(i16, i16),
}

impl Form {
    fn of(known: Known) -> Form {
        match known {
            Known::Day(day) => Form::Day(day),
            Known::Month(year, month) | Known::SomeDayOf(year, month) => Form::Month(year, month),
            Known::Season(year, season) => Form::Season(year, season),
            Known::Year(year) | Known::SomeMonth(year) | Known::SomeDay(year) => Form::Year(year),
            Known::Decade(year) => Form::Decade(year),
            Known::Century(year) => Form::Years(year, year.saturating_add(99)),
        }
    }
}

fn datetime(shape: Shape) -> Option<String> {
    let Shape::One(Dated { known, .. }) = shape else { return None };
    match known {
        Known::Day(day) if day.year() > 0 => Some(day.strftime("%Y-%m-%d").to_string()),
        Known::Month(year, month) if year > 0 => Some(format!("{year:04}-{month:02}")),
        Known::Year(year) if year > 0 => Some(format!("{year:04}")),
        _ => None,
    }
}

fn first_of(year: i16, month: i8) -> icu::datetime::input::Date<icu::calendar::Gregorian> {
    gregorian(civil::Date::new(year, month, 1).unwrap_or_default())
}

/// Keeps the text of one part of what is written.
struct Only {
    part: Part,
    inside: bool,
    text: String,
}

impl fmt::Write for Only {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if self.inside {
            self.text.push_str(text);
        }
        Ok(())
    }
}

impl PartsWrite for Only {
    type SubPartsWrite = Only;

    fn with_part(
        &mut self,
        part: Part,
        mut write: impl FnMut(&mut Only) -> fmt::Result,
    ) -> fmt::Result {
        let outside = self.inside;
        self.inside |= part == self.part;
        let written = write(self);
        self.inside = outside;
        written
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use fluent_bundle::FluentResource;
    use story::edition::Digits;

    use super::*;

    fn tell(code: &str, digits: Digits, when: &When) -> DateLabel {
        let language = Language::parse(code).unwrap();
        let source = crate::embedded::catalogue(code).unwrap();
        let resource = Arc::new(FluentResource::try_new(source).unwrap());
        let catalogue = Catalogue::new(language, digits, &[resource], None, Arc::default());
        let locale = Locale::of(language, digits).unwrap();
        Teller { language, catalogue: &catalogue, locale: &locale }.tell(when)
    }

    fn label(code: &str, edtf: &str) -> String {
        tell(code, Digits::Latn, &When::stated(edtf.parse().unwrap()))
            .label
            .replace('\u{202f}', " ")
    }

    const DATES: [&str; 34] = [
        "2025-07-01",
        "2025-07",
        "2012",
        "199X",
        "201X",
        "19XX",
        "2025-21",
        "2025-24",
        "2025-07-XX",
        "2012-XX",
        "2025-07-01~",
        "2025-07~",
        "2012~",
        "199X~",
        "2025-22~",
        "2012?",
        "2025-09-03/..",
        "2025-09/..",
        "2012/..",
        "199X/..",
        "2025-23/..",
        "2012~/..",
        "2012/",
        "../2025-09-03",
        "../2025-09",
        "../2012",
        "/199X",
        "../2025-24",
        "2025-11-03/2025-11-09",
        "2025-09-29/2025-10-02",
        "2025-09/2025-11",
        "1990/2012",
        "1990~/2012-05",
        "-0044-03-15",
    ];

    fn labels(code: &str) -> String {
        DATES.map(|edtf| label(code, edtf)).join("\n")
    }

    #[test]
    fn english_tells_every_kind_of_date() {
        insta::assert_snapshot!(labels("en"), @r"
        1 July 2025
        July 2025
        2012
        1990s
        2010s
        between 1900 and 1999
        spring 2025
        winter 2025
        July 2025
        2012
        about 1 July 2025
        about July 2025
        about 2012
        about the 1990s
        about summer 2025
        2012?
        since 3 September 2025
        since September 2025
        since 2012
        since the 1990s
        since autumn 2025
        since about 2012
        2012 to an unknown date
        until 3 September 2025
        until September 2025
        until 2012
        until the 1990s
        until winter 2025
        3–9 November 2025
        29 September – 2 October 2025
        September–November 2025
        between 1990 and 2012
        about 1990 – May 2012
        15 March 45 BC
        ");
    }

    #[test]
    fn russian_tells_every_kind_of_date() {
        insta::assert_snapshot!(labels("ru"), @r"
        1 июля 2025 г.
        июль 2025 г.
        2012 год
        1990-е годы
        2010-е годы
        между 1900 и 1999 годами
        весна 2025 года
        зима 2025 года
        июль 2025 г.
        2012 год
        примерно 1 июля 2025 г.
        примерно июль 2025 г.
        около 2012 года
        примерно 1990-е годы
        примерно лето 2025 года
        2012 год (?)
        с 3 сентября 2025 г.
        с сентября 2025 г.
        с 2012 года
        с 1990-х годов
        с осени 2025 года
        около 2012 года и далее
        2012 год, дата окончания неизвестна
        по 3 сентября 2025 г.
        по сентябрь 2025 г.
        по 2012 год
        по 1990-е годы
        по зиму 2025 года
        3–9 ноября 2025 г.
        29 сентября – 2 октября 2025 г.
        сентябрь–ноябрь 2025 г.
        между 1990 и 2012 годами
        около 1990 года – май 2012 г.
        15 марта 45 г. до н. э.
        ");
    }

    #[test]
    fn armenian_tells_every_kind_of_date() {
        insta::assert_snapshot!(labels("hy"), @r"
        2025 թ․ հուլիսի 01
        2025 թ․ հուլիս
        2012 թ․
        1990-ականներ
        2010-ականներ
        1900 և 1999 թվականների միջև
        2025 թ․ գարուն
        2025 թ․ ձմեռ
        2025 թ․ հուլիս
        2012 թ․
        մոտավորապես 2025 թ․ հուլիսի 01
        մոտավորապես 2025 թ․ հուլիս
        մոտ 2012 թ․
        մոտավորապես 1990-ականներ
        մոտավորապես 2025 թ․ ամառ
        2012 թ․ (՞)
        2025 թ․ սեպտեմբերի 03-ից
        2025 թ․ սեպտեմբերից
        2012 թվականից
        1990-ականներից
        2025 թ․ աշնանից
        սկսած՝ մոտ 2012 թ․
        2012 թ․, ավարտը հայտնի չէ
        մինչև 2025 թ․ սեպտեմբերի 03-ը
        մինչև 2025 թ․ սեպտեմբեր
        մինչև 2012 թվականը
        մինչև 1990-ականներ
        մինչև 2025 թ․ ձմեռ
        2025 թ․ նոյեմբերի 3–9
        2025 թ․ սեպտեմբերի 29 – հոկտեմբերի 2
        2025 թ․ սեպտեմբեր–նոյեմբեր
        1990 և 2012 թվականների միջև
        մոտ 1990 թ․ – 2012 թ․ մայիս
        մ.թ.ա. 45 թ․ մարտի 15
        ");
    }

    #[test]
    fn french_tells_every_kind_of_date() {
        insta::assert_snapshot!(labels("fr"), @r"
        1er juillet 2025
        juillet 2025
        2012
        années 1990
        années 2010
        entre 1900 et 1999
        printemps 2025
        hiver 2025
        juillet 2025
        2012
        vers le 1er juillet 2025
        vers juillet 2025
        vers 2012
        vers les années 1990
        vers l’été 2025
        2012 ?
        depuis le 3 septembre 2025
        depuis septembre 2025
        depuis 2012
        depuis les années 1990
        depuis l’automne 2025
        vers 2012 et depuis lors
        2012, fin inconnue
        jusqu’au 3 septembre 2025
        jusqu’en septembre 2025
        jusqu’en 2012
        jusqu’aux années 1990
        jusqu’à l’hiver 2025
        du 3 au 9 novembre 2025
        du 29 septembre au 2 octobre 2025
        septembre-novembre 2025
        entre 1990 et 2012
        vers 1990 – mai 2012
        15 mars 45 av. J.-C.
        ");
    }

    #[test]
    fn arabic_tells_every_kind_of_date() {
        insta::assert_snapshot!(labels("ar"), @r"
        1 يوليو 2025
        يوليو 2025
        عام 2012
        تسعينيات القرن العشرين
        العقد الثاني من القرن الحادي والعشرين
        بين عامي 1900 و1999
        ربيع 2025
        شتاء 2025
        يوليو 2025
        عام 2012
        نحو 1 يوليو 2025
        نحو يوليو 2025
        نحو عام 2012
        نحو تسعينيات القرن العشرين
        نحو صيف 2025
        عام 2012؟
        منذ 3 سبتمبر 2025
        منذ سبتمبر 2025
        منذ عام 2012
        منذ تسعينيات القرن العشرين
        منذ خريف 2025
        منذ نحو عام 2012
        عام 2012، وتاريخ الانتهاء غير معروف
        حتى 3 سبتمبر 2025
        حتى سبتمبر 2025
        حتى عام 2012
        حتى تسعينيات القرن العشرين
        حتى شتاء 2025
        من 3 إلى 9 نوفمبر 2025
        من 29 سبتمبر إلى 2 أكتوبر 2025
        من سبتمبر إلى نوفمبر 2025
        بين عامي 1990 و2012
        من نحو عام 1990 إلى مايو 2012
        ق.م 45 مارس 15
        ");
    }

    #[test]
    fn a_week_is_in_question_until_an_editor_confirms_it_and_keeps_its_words() {
        let mut when: When = serde_json::from_str(
            r#"{"edtf":"2025-11-03/2025-11-09","words":{"en":"last week"},"relative_to":"2025-11-10","inferred":["week"]}"#,
        )
        .unwrap();
        let told = tell("en", Digits::Latn, &when);
        assert_eq!(told.label, "3–9 November 2025?");
        assert_eq!(told.words.as_deref(), Some("last week"));
        assert_eq!(told.datetime, None);
        assert_eq!(tell("ru", Digits::Latn, &when).words, None);
        when.confirmed = true;
        assert_eq!(tell("en", Digits::Latn, &when).label, "3–9 November 2025");
    }

    #[test]
    fn words_that_count_from_no_day_are_the_label() {
        let when: When = serde_json::from_str(
            r#"{"edtf":"199X","words":{"en":"the early 1990s","ru":"начало 1990-х"}}"#,
        )
        .unwrap();
        assert_eq!(tell("en", Digits::Latn, &when).label, "the early 1990s");
        assert_eq!(tell("ru", Digits::Latn, &when).label, "начало 1990-х");
        assert_eq!(tell("fr", Digits::Latn, &when).label, "années 1990");
    }

    #[test]
    fn an_edition_with_arabic_digits_has_them_in_dates_too() {
        let arabic =
            |edtf: &str| tell("ar", Digits::Arab, &When::stated(edtf.parse().unwrap())).label;
        assert_eq!(arabic("2025-07-01"), "١ يوليو ٢٠٢٥");
        assert_eq!(arabic("2025-09/.."), "منذ سبتمبر ٢٠٢٥");
        assert_eq!(arabic("1990/2012"), "بين عامي ١٩٩٠ و٢٠١٢");
        assert_eq!(arabic("2025-11-03/2025-11-09"), "من ٣ إلى ٩ نوفمبر ٢٠٢٥");
    }

    #[test]
    fn french_counts_the_first_of_a_month() {
        assert_eq!(label("fr", "2025-11-01/2025-11-09"), "du 1er au 9 novembre 2025");
        assert_eq!(label("fr", "2025-11-30/2025-12-01"), "du 30 novembre au 1er décembre 2025");
        assert_eq!(label("fr", "2025-12-11"), "11 décembre 2025");
    }

    #[test]
    fn machines_are_told_what_html_can_say() {
        let datetime =
            |edtf: &str| tell("en", Digits::Latn, &When::stated(edtf.parse().unwrap())).datetime;
        assert_eq!(datetime("2025-07-01").as_deref(), Some("2025-07-01"));
        assert_eq!(datetime("2025-07?").as_deref(), Some("2025-07"));
        assert_eq!(datetime("0812").as_deref(), Some("0812"));
        assert_eq!(datetime("199X"), None);
        assert_eq!(datetime("2025-09/.."), None);
    }
}
