#![doc = include_str!("../README.md")]

mod id;

pub mod article;
pub mod story;

pub mod content;
pub mod revision;

pub mod block;
pub mod body;
pub mod inline;

mod printed;

pub mod diff;
pub mod words;

pub mod edition;
pub mod language;
pub mod section;
pub mod slug;
pub mod topic;
pub mod url;

pub mod coverage;

pub mod account;
pub mod author;
pub mod permission;

pub mod correction;
pub mod media;
pub mod placement;

pub mod ads_txt;
pub mod campaign;

pub mod change;
pub mod job;

pub use article::{Act, Acted, Article, Public, Refusal};
pub use body::Body;
pub use change::{Change, ChangeKind};
pub use content::Content;
pub use edition::{Edition, EditionCode};
pub use id::{
    AccountId, ArticleId, AuthorId, CampaignId, CorrectionId, CreativeId, ItemId, MediaId,
    ParseIdError, PlacementId, SectionId, StoryId, TopicId,
};
pub use language::{Direction, Language};
pub use revision::{Revision, RevisionNumber};
pub use slug::Slug;
pub use story::{Kind, Story};

/// A moment in UTC, kept to the microsecond everywhere.
pub use jiff::Timestamp;
