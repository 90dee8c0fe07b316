//! What stands behind a text: whom and what it names, what happened, who says so. Formats tell it each in its words.

use story::coverage::edtf::{Dated, End, Known, Shape};
use story::coverage::when::Inferred;
use story::coverage::{ItemKind, Standing, When, WikidataId};
use story::{ItemId, Timestamp};

/// What stands behind a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behind {
    /// People, organizations, places and topics, in the order in which readers meet them.
    pub named: Vec<Named>,
    /// What happened.
    pub events: Vec<Happened>,
    /// What is said to be so.
    pub claims: Vec<Said>,
}

/// Somebody, something or somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Its id in the newsroom.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// What it is called.
    pub name: String,
    /// The full address of its page, if it has one.
    pub url: Option<String>,
    /// Which entity of Wikidata it is.
    pub wikidata: Option<WikidataId>,
    /// Latitude and longitude of a place that has them.
    pub point: Option<[f64; 2]>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Happened {
    /// Its id in the newsroom.
    pub id: ItemId,
    /// What it was, in a line.
    pub name: String,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<Named>,
}

/// Something that is said to be so.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its id in the newsroom.
    pub id: ItemId,
    /// Where it can be read, in full.
    pub url: Option<String>,
    /// What is said.
    pub text: String,
    /// Whether these are the words of whoever said it.
    pub quotation: bool,
    /// Who spoke first; nobody means that the paper says it itself.
    pub by: Option<Speaker>,
    /// Whether it still holds.
    pub standing: Standing,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Their name, or what readers are told where nobody is named.
    pub name: String,
    /// What they are; nothing where nobody is named.
    pub who: Option<Named>,
    /// For whom they spoke.
    pub on_behalf_of: Option<Named>,
}

/// A post of a live report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Where it can be read, in full.
    pub url: String,
    /// What it is about; may be empty.
    pub title: String,
    /// When it was posted.
    pub at: Timestamp,
    /// Its words.
    pub text: String,
}

/// The first and the last date of something as plain ISO 8601, which can be a year, a month or a day, and knows no
/// doubt. What would gain by it is left out: a doubted date, a season, and a week in which something was one day.
pub(crate) fn plain_dates(when: &When) -> (Option<String>, Option<String>) {
    let told_exactly = when.confirmed && !when.inferred.contains(&Inferred::Week);
    if !told_exactly || when.edtf.is_uncertain() || when.edtf.is_approximate() {
        return (None, None);
    }
    match when.edtf.shape() {
        Shape::One(date) => (plain_date(date), None),
        Shape::Interval { from, to } => (plain_end(from), plain_end(to)),
    }
}

fn plain_end(end: End) -> Option<String> {
    end.date().and_then(plain_date)
}

fn plain_date(date: Dated) -> Option<String> {
    match date.known {
        // Years before the common era have no four digits in ISO 8601.
        Known::Year(year) if year >= 0 => Some(format!("{year:04}")),
        Known::Month(year, month) if year >= 0 => Some(format!("{year:04}-{month:02}")),
        Known::Day(day) if day.year() >= 0 => Some(day.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use story::coverage::Edtf;

    fn dates(edtf: &str) -> (Option<String>, Option<String>) {
        plain_dates(&When::stated(Edtf::parse(edtf).unwrap()))
    }

    fn some(from: &str, to: &str) -> (Option<String>, Option<String>) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (some(from), some(to))
    }

    #[test]
    fn a_date_gains_no_precision_in_plain_iso_8601() {
        for (edtf, from, to) in [
            ("2025-07-01", "2025-07-01", ""),
            ("2025-09", "2025-09", ""),
            ("2012", "2012", ""),
            ("2025-09/..", "2025-09", ""),
            ("1990/2012", "1990", "2012"),
            ("../2012-05-03", "", "2012-05-03"),
            ("199X", "", ""),
            ("199X/2012", "", "2012"),
            ("2012-21", "", ""),
            ("2012?", "", ""),
            ("2012~/2013", "", ""),
            ("-0043", "", ""),
        ] {
            assert_eq!(dates(edtf), some(from, to), "{edtf}");
        }
    }

    #[test]
    fn a_day_somewhere_in_a_week_is_no_week() {
        let edtf = Edtf::parse("2025-11-03/2025-11-09").unwrap();
        let when = When { inferred: vec![Inferred::Week], ..When::stated(edtf.clone()) };
        assert_eq!(plain_dates(&when), (None, None));
        let unconfirmed = When { confirmed: false, ..When::stated(edtf) };
        assert_eq!(plain_dates(&unconfirmed), (None, None));
    }
}
