//! What the nouns of `story` look like in the OpenAPI document. Those crates know nothing of documents; that what is
//! said here is true, every test of the API sees, since each answer is held against the document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, SchemaType, Type};
use utoipa::{PartialSchema, ToSchema};

/// A type that stands for a schema in the document.
macro_rules! stands_for {
    ($(#[$doc:meta])* $name:ident: $schema:expr) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name;

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.into()
            }
        }

        impl ToSchema for $name {
            fn name() -> Cow<'static, str> {
                stringify!($name).into()
            }
        }
    };
}

/// A word that is one of a few.
macro_rules! word {
    ($(#[$doc:meta])* $name:ident = $all:expr) => {
        stands_for!($(#[$doc])* $name: {
            let words = $all.into_iter().map(|one| serde_json::json!(one));
            text().enum_values(Some(words))
        });
    };
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String))
}

stands_for!(
    /// An id of anything: a whole positive number, as text since programs lose the last digits of such numbers.
    Id: text().pattern(Some("^([1-9][0-9]{0,17}|[1-8][0-9]{18})$"))
);
stands_for!(
    /// The code of an edition.
    EditionCode: text().pattern(Some("^[a-z][a-z0-9-]{0,10}[a-z0-9]$"))
);

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
    /// What an item is.
    ItemKind = story::coverage::ItemKind::ALL
);
word!(
    /// The part that somebody has in an event.
    EventRole = ["actor", "affected", "involved"]
);
word!(
    /// How somebody put a claim.
    How = ["said", "told", "wrote", "estimated", "assessed", "reported"]
);
word!(
    /// How one item is to another.
    Predicate = [
        "leads",
        "part_of",
        "member_of",
        "founded",
        "located_in",
        "works_for",
        "allied_with",
        "opposes"
    ]
);
word!(
    /// Whether a claim still holds.
    Standing = ["stands", "disputed", "corrected", "withdrawn"]
);
word!(
    /// Whether a situation goes on.
    StorylineState = ["active", "dormant", "closed"]
);
word!(
    /// What was concluded of a date.
    Inferred = ["century", "decade", "year", "season", "month", "week", "day"]
);
word!(
    /// What there is to look at.
    FlagKind = [
        "quotation_changed",
        "quotation_unverified",
        "paraphrase_quoted",
        "unnamed_source",
        "single_source",
        "date_unconfirmed",
        "card_overdue",
        "number_differs",
        "attribution_dropped",
        "item_gone"
    ]
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
    edition: Option<EditionCode>,
    #[schema(required)]
    section: Option<Id>,
}

/// All that is written of an article.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::Content`.
pub(crate) struct Content {
    headline: String,
    #[schema(required = false)]
    standfirst: String,
    dateline: Option<String>,
    sponsor: Option<String>,
    #[schema(required = false)]
    byline: Vec<Credit>,
    lead: Option<LeadPicture>,
    #[schema(required = false)]
    topics: Vec<Id>,
    body: Text,
}

/// Somebody named in the byline.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::content::Credit`.
pub(crate) struct Credit {
    role: CreditRole,
    author: Option<Id>,
    name: String,
}

/// The picture on top of an article.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::content::LeadPicture`.
pub(crate) struct LeadPicture {
    media: Id,
    alt: String,
    #[schema(required = false)]
    caption: String,
    credit: Option<String>,
}

word!(
    /// What the whole of a text is.
    Doc = ["doc"]
);

/// A text, as ProseMirror writes it.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::Body`.
pub(crate) struct Text {
    r#type: Doc,
    #[schema(required = false)]
    content: Vec<TextNode>,
}

/// A node of a text.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for all that is in `story::Body`.
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

/// What is known of an item: its kind, and what belongs to that kind.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::Facts`.
pub(crate) struct Facts {
    kind: ItemKind,
    /// A place: latitude and longitude in degrees.
    point: Option<Vec<f64>>,
    /// A place: whether it is disputed what it belongs to.
    #[schema(required = false)]
    disputed: bool,
    /// A place: the place around it.
    within: Option<Id>,
    /// An event: when it was.
    when: Option<When>,
    /// An event: where it was.
    place: Option<Id>,
    /// An event: who had a part in it.
    #[schema(required = false)]
    who: Vec<Participant>,
    /// A claim: who says so, first who spoke, last who reached us.
    #[schema(required = false)]
    chain: Vec<Hop>,
    /// A claim: what it says of two items.
    relation: Option<Relation>,
    /// A claim: the words that were said, by language code.
    #[schema(required = false)]
    quotation: BTreeMap<String, String>,
    /// A claim: whether it still holds.
    #[schema(required = false)]
    standing: Standing,
    /// A storyline: whether it goes on.
    #[schema(required = false)]
    state: StorylineState,
    /// A storyline: since when.
    since: Option<When>,
    /// A storyline: what happened.
    #[schema(required = false)]
    events: Vec<Id>,
    /// A storyline: events and claims that tell people what to do.
    #[schema(required = false)]
    advisories: Vec<Id>,
    /// A storyline: the stories of its cards.
    #[schema(required = false)]
    cards: Vec<Id>,
}

/// A date as exactly as it is known.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::When`.
pub(crate) struct When {
    /// The date in EDTF, such as `2025-09/..`.
    edtf: String,
    /// The words that stand for it in print, by language code.
    #[schema(required = false)]
    words: BTreeMap<String, String>,
    /// The day from which the words count.
    relative_to: Option<String>,
    #[schema(required = false)]
    inferred: Vec<Inferred>,
    /// Whether an editor said that the date is right.
    #[schema(required = false)]
    confirmed: bool,
}

/// Somebody who had a part in an event.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::Participant`.
pub(crate) struct Participant {
    item: Id,
    role: EventRole,
}

/// One who passed a claim on.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::Hop`.
pub(crate) struct Hop {
    /// Who; nobody where the source is not named.
    by: Option<Id>,
    /// What readers are told where nobody is named, by language code.
    #[schema(required = false)]
    words: BTreeMap<String, String>,
    /// For whom they spoke.
    on_behalf_of: Option<Id>,
    #[schema(required = false)]
    how: How,
}

/// What a claim says of two items.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::Relation`.
pub(crate) struct Relation {
    subject: Id,
    predicate: Predicate,
    object: Id,
}

word!(
    /// What words may stand for.
    ProposedAs = ["known", "new", "when", "attribution", "quotation"]
);

/// Words in the text of a block.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `proposal::Span`.
pub(crate) struct ProposedSpan {
    from: usize,
    to: usize,
    words: String,
}

/// Somebody who passed a claim on.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `proposal::Party`.
pub(crate) struct ProposedParty {
    span: Option<ProposedSpan>,
    words: String,
    item: Option<Id>,
}

/// A step of the way by which a claim reached the paper.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `proposal::Hop`.
pub(crate) struct ProposedHop {
    by: ProposedParty,
    on_behalf_of: Option<ProposedParty>,
    how: How,
}

/// Something to look at: its kind, and what belongs to that kind.
#[derive(ToSchema)]
#[allow(dead_code)] // It stands for `story::coverage::Flag`.
pub(crate) struct Flag {
    kind: FlagKind,
    /// The block's name.
    block: Option<String>,
    claim: Option<Id>,
    printed: Option<String>,
    verified: Option<String>,
    source: Option<Id>,
    event: Option<Id>,
    card: Option<Id>,
    taken: Option<u32>,
    live: Option<u32>,
    number: Option<String>,
    words: Option<String>,
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
