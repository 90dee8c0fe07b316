//! Which entity of Wikidata an item is, so that others know whom the paper means.

use std::fmt;

/// The number of an entity of Wikidata, written `Q3703`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WikidataId(i64);

/// What is no number of an entity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no entity of Wikidata. Write a Q and its number, such as Q3703, as it stands in the address of its page."
)]
pub struct NotWikidata(pub String);

impl WikidataId {
    /// The entity with this number, which is above nothing.
    pub fn new(number: i64) -> Option<WikidataId> {
        (number > 0).then_some(WikidataId(number))
    }

    /// Its number.
    pub fn number(self) -> i64 {
        self.0
    }

    /// Reads `Q3703`, or the address of its page.
    pub fn parse(text: &str) -> Result<WikidataId, NotWikidata> {
        let text = text.trim();
        let end = text.rsplit('/').next().unwrap_or_default();
        end.strip_prefix(['Q', 'q'])
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
            .and_then(|digits| WikidataId::new(digits.parse().ok()?))
            .ok_or_else(|| NotWikidata(text.chars().take(80).collect()))
    }

    /// The address that names the entity itself, as linked data has it.
    pub fn address(self) -> String {
        format!("http://www.wikidata.org/entity/{self}")
    }
}

impl fmt::Display for WikidataId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_read_as_people_copy_it() {
        for text in ["Q3703", " q3703 ", "https://www.wikidata.org/wiki/Q3703"] {
            assert_eq!(WikidataId::parse(text).unwrap().to_string(), "Q3703", "{text}");
        }
        for text in ["", "3703", "Q", "Q0", "Q-3", "Q12x", "Bamako", "Q99999999999999999999"] {
            assert!(WikidataId::parse(text).is_err(), "{text}");
        }
        let address = WikidataId::parse("Q3703").unwrap().address();
        assert_eq!(address, "http://www.wikidata.org/entity/Q3703");
    }
}
