//! What happened, for everything that follows: caches, search, feeds, deliveries.

use crate::{ArticleId, EditionCode, ItemId, RevisionNumber, StoryId};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// An article became public.
    Published,
    /// A public article got a new text without a correction.
    Updated,
    /// A public article was put right, with a public text.
    Corrected,
    /// A spelling was mended.
    MinorFix,
    /// An article is no longer public.
    Withdrawn,
    /// An article was closed for legal reasons.
    Held,
    /// A legal hold ended.
    Released,
    /// A moment of publication was set, moved or taken back. Nothing public changed.
    Scheduled,
    /// The desk state or the draft changed. Nothing public changed.
    Drafted,
    /// A public article has a new address or section.
    Moved,
    /// A story's settings changed, which its public articles show.
    StoryChanged,
    /// A correction in one language was looked at in another, and not needed there.
    CorrectionClosed,
    /// A list that editors arrange was arranged.
    Placed,
    /// An edition, its sections or its settings changed.
    EditionChanged,
    /// Names of authors or topics changed.
    NamesChanged,
    /// A picture or its rights changed.
    MediaChanged,
    /// Readers read something else most.
    PopularChanged,
    /// Which advertisements run changed.
    Advertised,
    /// What is known of an item changed.
    ItemChanged,
    /// The words of an older text were erased by order of a court.
    Sealed,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [ChangeKind; 20] = [
        ChangeKind::Published,
        ChangeKind::Updated,
        ChangeKind::Corrected,
        ChangeKind::MinorFix,
        ChangeKind::Withdrawn,
        ChangeKind::Held,
        ChangeKind::Released,
        ChangeKind::Scheduled,
        ChangeKind::Drafted,
        ChangeKind::Moved,
        ChangeKind::StoryChanged,
        ChangeKind::CorrectionClosed,
        ChangeKind::Placed,
        ChangeKind::EditionChanged,
        ChangeKind::NamesChanged,
        ChangeKind::MediaChanged,
        ChangeKind::PopularChanged,
        ChangeKind::Advertised,
        ChangeKind::ItemChanged,
        ChangeKind::Sealed,
    ];

    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Published => "published",
            ChangeKind::Updated => "updated",
            ChangeKind::Corrected => "corrected",
            ChangeKind::MinorFix => "minor_fix",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Held => "held",
            ChangeKind::Released => "released",
            ChangeKind::Scheduled => "scheduled",
            ChangeKind::Drafted => "drafted",
            ChangeKind::Moved => "moved",
            ChangeKind::StoryChanged => "story_changed",
            ChangeKind::CorrectionClosed => "correction_closed",
            ChangeKind::Placed => "placed",
            ChangeKind::EditionChanged => "edition_changed",
            ChangeKind::NamesChanged => "names_changed",
            ChangeKind::MediaChanged => "media_changed",
            ChangeKind::PopularChanged => "popular_changed",
            ChangeKind::Advertised => "advertised",
            ChangeKind::ItemChanged => "item_changed",
            ChangeKind::Sealed => "sealed",
        }
    }

    /// Reads the word of [`ChangeKind::as_str`].
    pub fn parse(word: &str) -> Option<ChangeKind> {
        ChangeKind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether readers can see a difference.
    pub fn is_public(self) -> bool {
        !matches!(self, ChangeKind::Scheduled | ChangeKind::Drafted)
    }
}

/// One thing that happened, kept in the transaction of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What.
    pub kind: ChangeKind,
    /// In which edition; nothing means in all.
    pub edition: Option<EditionCode>,
    /// To which story.
    pub story: Option<StoryId>,
    /// To which article.
    pub article: Option<ArticleId>,
    /// With which text.
    pub revision: Option<RevisionNumber>,
    /// To which item.
    pub item: Option<ItemId>,
}

impl Change {
    /// A change of an edition as a whole.
    pub fn of_edition(kind: ChangeKind, edition: EditionCode) -> Change {
        Change { edition: Some(edition), ..Change::everywhere(kind) }
    }

    /// A change that any edition may show.
    pub fn everywhere(kind: ChangeKind) -> Change {
        Change { kind, edition: None, story: None, article: None, revision: None, item: None }
    }
}
