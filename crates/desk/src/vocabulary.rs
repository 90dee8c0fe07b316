//! What the nouns of `story` look like in the OpenAPI document. Those crates know nothing of documents; that what is
//! said here is true, every test of the API sees, since each answer is held against the document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

/// A word that is one of a few: a type that stands for it in the document.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident = $all:expr) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                one_of($all.into_iter().map(|one| serde_json::json!(one)))
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

fn one_of(words: impl Iterator<Item = serde_json::Value>) -> RefOr<Schema> {
    let text = ObjectBuilder::new().schema_type(SchemaType::Type(Type::String));
    text.enum_values(Some(words)).into()
}

word!(
    /// What an article is.
    Kind = story::Kind::ALL
);
word!(
    /// What somebody is in the newsroom.
    Role = story::permission::Role::ALL
);
word!(
    /// How far the newsroom is with a text.
    DeskState = story::article::DeskState::ALL.map(story::article::DeskState::as_str)
);
word!(
    /// Why a version was written.
    RevisionKind = story::revision::RevisionKind::ALL
);
word!(
    /// What is being put right.
    CorrectionKind = story::correction::CorrectionKind::ALL
);
word!(
    /// How far a correction is in one article.
    CorrectionState = story::correction::CorrectionState::ALL
);
word!(
    /// What somebody did for an article.
    CreditRole = story::content::CreditRole::ALL
);
word!(
    /// How far a campaign is.
    CampaignState = story::campaign::CampaignState::ALL
);
word!(
    /// Who signs.
    AuthorKind = story::author::AuthorKind::ALL
);
word!(
    /// The way a line of text runs.
    Direction = [story::language::Direction::Ltr, story::language::Direction::Rtl]
);
word!(
    /// The digits of numbers and dates.
    Digits = [story::edition::Digits::Latn, story::edition::Digits::Arab]
);

/// A role, everywhere or only in an edition or one of its sections.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::permission::Grant`.
pub(crate) struct Grant {
    role: Role,
    #[schema(required)]
    edition: Option<String>,
    #[schema(required)]
    section: Option<String>,
}

/// All that is written of an article.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::Content`.
pub(crate) struct Content {
    headline: String,
    #[schema(required = false)]
    standfirst: String,
    dateline: Option<String>,
    #[schema(required = false)]
    byline: Vec<Credit>,
    lead: Option<LeadPicture>,
    #[schema(required = false)]
    topics: Vec<String>,
    body: TextNode,
}

/// Somebody named in the byline.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::content::Credit`.
pub(crate) struct Credit {
    role: CreditRole,
    author: Option<String>,
    name: String,
}

/// The picture on top of an article.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::content::LeadPicture`.
pub(crate) struct LeadPicture {
    media: String,
    alt: String,
    #[schema(required = false)]
    caption: String,
    credit: Option<String>,
}

/// A node of a text, as ProseMirror writes it.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::Body` and all that is in it.
pub(crate) struct TextNode {
    #[schema(rename = "type")]
    r#type: String,
    #[schema(required = false)]
    attrs: BTreeMap<String, serde_json::Value>,
    #[schema(required = false, no_recursion)]
    content: Vec<TextNode>,
    #[schema(required = false)]
    marks: Vec<TextMark>,
    #[schema(required = false)]
    text: String,
}

/// How a run of text is set.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::inline::Mark`.
pub(crate) struct TextMark {
    r#type: String,
    #[schema(required = false)]
    attrs: BTreeMap<String, serde_json::Value>,
}

/// A point of a picture, from 0 at its left and top to 1 at its right and bottom.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::media::Focal`.
pub(crate) struct Focal {
    x: f64,
    y: f64,
}

/// A QR code: a path of dark squares in a square of this many units.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `identity::Square`.
pub(crate) struct Square {
    size: i32,
    path: String,
}

/// A line of text and what became of it.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::diff::LineChange`.
pub(crate) struct LineChange {
    runs: Vec<Run>,
}

/// A run of words in the difference of two versions.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::diff::Run`.
pub(crate) struct Run {
    kind: RunKind,
    text: String,
}

word!(
    /// What became of a run of words.
    RunKind = ["same", "gone", "new"]
);

/// An edition and how it is made.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::Edition`.
pub(crate) struct Edition {
    code: String,
    language: String,
    name: String,
    title: String,
    tagline: String,
    timezone: String,
    default: bool,
    description: String,
    rights: String,
    #[schema(required)]
    founded: Option<i16>,
    digits: Digits,
    social: Vec<SocialLink>,
    app: Vec<AppLink>,
    advertisements: bool,
    views: bool,
    most_read: bool,
    most_read_sensitive: bool,
}

/// A profile of the edition elsewhere.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::edition::SocialLink`.
pub(crate) struct SocialLink {
    service: String,
    name: String,
    url: String,
}

/// A shop that has the edition's app.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::edition::AppLink`.
pub(crate) struct AppLink {
    store: String,
    name: String,
    url: String,
}

/// An edition as it should be; what is left out is empty.
#[derive(Debug)]
pub(crate) struct EditionAsked;

impl PartialSchema for EditionAsked {
    fn schema() -> RefOr<Schema> {
        let mut schema = Edition::schema();
        if let RefOr::T(Schema::Object(edition)) = &mut schema {
            edition.required =
                ["code", "language", "name", "title", "timezone"].map(str::to_owned).into();
        }
        schema
    }
}

impl ToSchema for EditionAsked {
    fn name() -> Cow<'static, str> {
        "EditionAsked".into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        Edition::schemas(schemas);
    }
}
