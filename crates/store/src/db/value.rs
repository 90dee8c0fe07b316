//! Values given to queries.

/// A value given to a query.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Bool(bool),
}

/// The values of a query, in the order of `$1`, `$2` …
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Value::from($value)),*] };
}
pub(crate) use args;

macro_rules! values {
    ($($from:ty => $variant:ident, $turn:expr;)*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Value {
                Value::$variant(Some($turn(value)))
            }
        }

        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Value {
                Value::$variant(value.map($turn))
            }
        }
    )*};
}

values! {
    i64 => Int, |value| value;
    story::Timestamp => Int, |value: story::Timestamp| value.as_microsecond();
    story::RevisionNumber => Int, |value: story::RevisionNumber| i64::from(value.0);
    story::StoryId => Int, story::StoryId::number;
    story::ArticleId => Int, story::ArticleId::number;
    story::SectionId => Int, story::SectionId::number;
    story::AuthorId => Int, story::AuthorId::number;
    story::TopicId => Int, story::TopicId::number;
    story::ItemId => Int, story::ItemId::number;
    story::MediaId => Int, story::MediaId::number;
    story::AccountId => Int, story::AccountId::number;
    story::CorrectionId => Int, story::CorrectionId::number;
    story::PlacementId => Int, story::PlacementId::number;
    story::CampaignId => Int, story::CampaignId::number;
    story::CreativeId => Int, story::CreativeId::number;
    String => Text, without_nul;
    &str => Text, |value| without_nul(str::to_owned(value));
    &String => Text, |value| without_nul(String::clone(value));
    &story::EditionCode => Text, story::EditionCode::to_string;
    &story::Slug => Text, story::Slug::to_string;
    Vec<u8> => Bytes, |value| value;
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

/// PostgreSQL's text has no NUL, and nobody writes one on purpose. Texts of revisions are JSON, which escapes it.
/// What is hashed goes through here before, so that it is hashed as it is kept.
pub(crate) fn without_nul(mut text: String) -> String {
    // Looking is far quicker than taking out, and there is next to never anything to take out.
    if text.contains('\0') {
        text.retain(|letter| letter != '\0');
    }
    text
}
