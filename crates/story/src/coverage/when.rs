//! When something happened: the date, the words printed for it, and what was only inferred.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::edtf::{Bounds, Edtf};

/// A date as a story tells it, which nobody makes more exact than it is known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "Written")]
pub struct When {
    /// The date itself.
    pub edtf: Edtf,
    /// The words that stand for it in print, by the code of their language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// The day from which the words count, such as that of “last week”.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relative_to: Option<Date>,
    /// What the words do not say and somebody concluded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inferred: Vec<Inferred>,
    /// Whether an editor said that the date is right.
    pub confirmed: bool,
}

/// A part of a date that its words do not say.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Inferred {
    /// The hundred years: “the nineties”.
    Century,
    /// The ten years.
    Decade,
    /// The year: “in September”.
    Year,
    /// The season: “this summer” said in June.
    Season,
    /// The month: “on the 3rd”.
    Month,
    /// The week: “last week”.
    Week,
    /// The day: “yesterday”.
    Day,
}

/// A date as it may be written by hand: what is inferred waits for an editor unless it says otherwise.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    edtf: Edtf,
    #[serde(default)]
    words: BTreeMap<String, String>,
    #[serde(default)]
    relative_to: Option<Date>,
    #[serde(default)]
    inferred: Vec<Inferred>,
    #[serde(default)]
    confirmed: Option<bool>,
}

impl From<Written> for When {
    fn from(written: Written) -> When {
        let Written { edtf, words, relative_to, inferred, confirmed } = written;
        let confirmed = confirmed.unwrap_or(inferred.is_empty());
        When { edtf, words, relative_to, inferred, confirmed }
    }
}

impl When {
    /// A date that was written out, with nothing inferred.
    pub fn stated(edtf: Edtf) -> When {
        When {
            edtf,
            words: BTreeMap::new(),
            relative_to: None,
            inferred: Vec::new(),
            confirmed: true,
        }
    }

    /// The first and the last day that it may mean.
    pub fn bounds(&self) -> Bounds {
        self.edtf.bounds()
    }

    /// Whether readers see a question mark beside it.
    pub fn is_in_question(&self) -> bool {
        !self.confirmed || self.edtf.is_uncertain()
    }

    /// Sorts what happened as on a timeline; what has no date comes last, and equals stay as they stood.
    pub fn sort_by_time<T>(things: &mut [T], when: impl Fn(&T) -> Option<&When>) {
        things.sort_by_key(|thing| {
            let bounds = when(thing).map(When::bounds);
            (bounds.is_none(), bounds)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(edtf: &str) -> When {
        When::stated(Edtf::parse(edtf).unwrap())
    }

    #[test]
    fn a_plain_date_is_short_in_json() {
        insta::assert_snapshot!(
            serde_json::to_string(&when("2025-09/..")).unwrap(),
            @r#"{"edtf":"2025-09/..","confirmed":true}"#
        );
    }

    #[test]
    fn a_relative_date_keeps_its_words_and_the_day_it_counts_from() {
        let json = r#"{"edtf":"2025-11-03/2025-11-09","words":{"en":"last week"},"relative_to":"2025-11-10","inferred":["week"],"confirmed":false}"#;
        let when: When = serde_json::from_str(json).unwrap();
        assert!(when.is_in_question());
        assert_eq!(serde_json::to_string(&when).unwrap(), json);
    }

    #[test]
    fn what_is_inferred_waits_for_an_editor_unless_it_says_otherwise() {
        let confirmed = |json: &str| serde_json::from_str::<When>(json).unwrap().confirmed;
        assert!(confirmed(r#"{"edtf":"2012"}"#));
        assert!(!confirmed(r#"{"edtf":"2012","inferred":["year"]}"#));
        assert!(confirmed(r#"{"edtf":"2012","inferred":["year"],"confirmed":true}"#));
        assert!(serde_json::from_str::<When>(r#"{"edtf":"2012","wrods":{}}"#).is_err());
    }

    #[test]
    fn an_uncertain_date_is_in_question_however_often_it_is_confirmed() {
        assert!(when("2012?").is_in_question());
        assert!(!when("2012~").is_in_question());
    }

    #[test]
    fn a_timeline_begins_with_the_oldest_and_ends_with_what_has_no_date() {
        let mut events = [
            ("travel advice", Some(when("2025-11-03/2025-11-09"))),
            ("somewhen", None),
            ("blockade", Some(when("2025-09/.."))),
            ("Ansar Dine", Some(when("2012"))),
            ("rebellions", Some(when("199X"))),
        ];
        When::sort_by_time(&mut events, |(_, when)| when.as_ref());
        let names: Vec<&str> = events.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["rebellions", "Ansar Dine", "blockade", "travel advice", "somewhen"]);
    }
}
