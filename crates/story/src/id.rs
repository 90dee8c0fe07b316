//! Identifiers: 63-bit, time-ordered, strings in JSON.

use std::fmt;
use std::str::FromStr;

/// Text that is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an id: ids are whole positive numbers")]
pub struct ParseIdError(String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The id with this number, as the store keeps it.
            pub const fn new(number: i64) -> $name {
                $name(number)
            }

            /// The number, as the store keeps it.
            pub const fn number(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<$name, ParseIdError> {
                match text.parse::<i64>() {
                    Ok(number) if number > 0 => Ok($name(number)),
                    _ => Err(ParseIdError(text.to_owned())),
                }
            }
        }

        // A string, because a browser's numbers stop being exact at 2^53.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

ids! {
    /// Names a story, whatever the language it is told in.
    StoryId,
    /// Names an article: one story in one edition.
    ArticleId,
    /// Names a section of an edition.
    SectionId,
    /// Names somebody who signs articles.
    AuthorId,
    /// Names a topic, in all languages.
    TopicId,
    /// Names an item of the newsroom: somebody, something, somewhere, what happened, what is said. A topic is one, so
    /// its id is the item's.
    ItemId,
    /// Names a picture or another file.
    MediaId,
    /// Names an account of the newsroom.
    AccountId,
    /// Names a public correction.
    CorrectionId,
    /// Names one place in a list that editors arrange.
    PlacementId,
    /// Names a campaign of advertisements.
    CampaignId,
    /// Names one advertisement of a campaign.
    CreativeId,
}

impl From<TopicId> for ItemId {
    fn from(topic: TopicId) -> ItemId {
        ItemId(topic.0)
    }
}

impl From<ItemId> for TopicId {
    fn from(item: ItemId) -> TopicId {
        TopicId(item.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_string_in_json() {
        let id = ArticleId::new(9_007_199_254_740_993);
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"9007199254740993\"");
        assert_eq!(serde_json::from_str::<ArticleId>("\"9007199254740993\"").unwrap(), id);
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in ["", "0", "-3", "1.5", "99999999999999999999", "x"] {
            assert!(text.parse::<ArticleId>().is_err(), "{text}");
        }
    }
}
