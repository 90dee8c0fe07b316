//! An article: one story in one edition, and everything that may be done with it.
//!
//! Publication is a pointer: [`Public::Live`] names a revision, and no revision ever changes.

mod acts;
mod minor_fix;
#[cfg(test)]
mod tests;

use crate::correction::CorrectionKind;
use crate::coverage::quotation::bare;
use crate::job::Due;
use crate::permission::Permission;
use crate::revision::Revision;
use crate::{
    ArticleId, Change, Content, EditionCode, Language, RevisionNumber, SectionId, Slug, StoryId,
    Timestamp,
};

pub use acts::{Act, Correcting, Live, MAX_LATE, NewArticle};
pub use minor_fix::NotMinor;

/// An article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id, the same for ever.
    pub id: ArticleId,
    /// Which story it tells.
    pub story: StoryId,
    /// In which edition.
    pub edition: EditionCode,
    /// In which section; standing pages have none.
    pub section: Option<SectionId>,
    /// Its current address.
    pub slug: Slug,
    /// How far the newsroom is with the newest text.
    pub desk: DeskState,
    /// The newest text.
    pub draft: RevisionNumber,
    /// What readers get.
    pub public: Public,
    /// What they will get, and when.
    pub scheduled: Option<Scheduled>,
    /// When it first went live: shown, and what lists are sorted by.
    pub first_live_at: Option<Timestamp>,
    /// When the text that is live went live.
    pub live_at: Option<Timestamp>,
    /// When it last changed so that readers should know.
    pub changed_at: Option<Timestamp>,
    /// The sibling's text that it was translated from.
    pub translated_from: Option<TranslatedFrom>,
    /// Counts every act, so that two people never act on the same state.
    pub version: i64,
}

/// How far the newsroom is with the newest text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskState {
    /// Somebody writes.
    Draft,
    /// Somebody should read it.
    InReview,
    /// This very text may be published.
    Approved,
}

impl DeskState {
    /// All of them.
    pub const ALL: [DeskState; 3] = [DeskState::Draft, DeskState::InReview, DeskState::Approved];

    /// The word that the store uses.
    pub fn as_str(self) -> &'static str {
        match self {
            DeskState::Draft => "draft",
            DeskState::InReview => "in_review",
            DeskState::Approved => "approved",
        }
    }

    /// Reads the word of [`DeskState::as_str`].
    pub fn parse(word: &str) -> Option<DeskState> {
        DeskState::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// What readers get at the article's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Public {
    /// Nothing: 404, as if it did not exist.
    Unpublished,
    /// This text.
    Live(RevisionNumber),
    /// 410 and the note.
    Withdrawn(Withdrawn),
    /// 451.
    Held(Held),
}

impl Public {
    /// The text that readers get.
    pub fn live(&self) -> Option<RevisionNumber> {
        match self {
            Public::Live(revision) => Some(*revision),
            Public::Unpublished | Public::Withdrawn(_) | Public::Held(_) => None,
        }
    }
}

/// A withdrawal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// When.
    pub at: Timestamp,
    /// What readers are told.
    pub note: String,
}

/// A legal hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// When it began.
    pub at: Timestamp,
    /// Whose order, as readers are told.
    pub order: String,
    /// The text that was live and returns on release.
    pub was_live: Option<RevisionNumber>,
}

/// A moment of publication to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// Which text.
    pub revision: RevisionNumber,
    /// When.
    pub at: Timestamp,
}

/// The sibling's text that an article was translated from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TranslatedFrom {
    /// The sibling.
    pub article: ArticleId,
    /// Its text.
    pub revision: RevisionNumber,
}

/// A text about to become public, with all that the guards look at.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The revision.
    pub revision: &'a Revision,
    /// What it says.
    pub content: &'a Content,
    /// What it rests on.
    pub evidence: &'a Evidence,
}

/// What a text rests on, as it is at the moment.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The language that it is written in.
    pub language: Language,
    /// The pictures that it shows, as far as they exist.
    pub media: Vec<crate::media::Media>,
    /// The items that its words stand for, as far as they exist.
    pub items: Vec<crate::coverage::Item>,
}

impl Evidence {
    /// That of a text without pictures and annotations.
    pub fn none(language: Language) -> Evidence {
        Evidence { language, media: Vec::new(), items: Vec::new() }
    }
}

/// What an act leaves to be kept, in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    /// The article as it is now.
    pub article: Article,
    /// What everything else follows.
    pub change: Change,
    /// What the audit log says: `publish`, and the sentence behind it.
    pub audit: (&'static str, String),
    /// What readers are told.
    pub correction: Option<NewCorrection>,
    /// What is due later.
    pub due: Option<Due>,
    /// The live text's former address, if it had another.
    pub former_slug: Option<Slug>,
}

/// A correction that has no id yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCorrection {
    /// What is put right.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: String,
    /// The text that was wrong.
    pub from: RevisionNumber,
    /// The text that puts it right.
    pub to: RevisionNumber,
    /// The claim that was wrong.
    pub claim: Option<crate::ItemId>,
}

/// Why an act is not done. Each text is a sentence that an editor can act on.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Not with these roles.
    #[error("{name} may not {} here. Somebody with the right role can, or an admin can give it.", permission.verb())]
    NotAllowed {
        /// Who.
        name: String,
        /// What.
        permission: Permission,
    },
    /// Nobody waits for this correction.
    #[error("This task is closed already.")]
    NotPending,
    /// A task is not closed without a word.
    #[error("Write why the correction is not needed here, so that colleagues can see it later.")]
    NoReason,
    /// Readers know the story as what it is.
    #[error("The story is public; what it is can no longer be changed.")]
    KindIsPublic,
    /// An embargo cannot call back what readers have.
    #[error("Edition “{edition}” is public already. Withdraw it first, then set the embargo.")]
    PublicAlready {
        /// Where it is public.
        edition: EditionCode,
    },
    /// It was not translated from anything.
    #[error("This article is no translation of another.")]
    NoTranslation,
    /// The source has no such text, or the translation is further already.
    #[error(
        "The source has no revision {revision} that this translation could follow. Look at it again."
    )]
    NoSuchSource {
        /// Which one was named.
        revision: RevisionNumber,
    },
    /// Nobody approved the text.
    #[error(
        "Revision {revision} is not approved. Send it to review, and let an editor approve this very text."
    )]
    NotApproved {
        /// Which text.
        revision: RevisionNumber,
    },
    /// The newest text is another one.
    #[error(
        "Revision {asked} is not the newest text; revision {newest} is. Look at it, then publish that."
    )]
    NotNewest {
        /// What was asked for.
        asked: RevisionNumber,
        /// What there is.
        newest: RevisionNumber,
    },
    /// A text that is shown, or written on, is not erased under people's hands.
    #[error(
        "Revision {revision} is what readers have or what is written on. Publish a text without these words first; if there is to be none, withdraw the article and keep a text without them."
    )]
    TextInUse {
        /// Which text.
        revision: RevisionNumber,
    },
    /// There is no such text.
    #[error("The article has no revision {asked}; the newest is {newest}.")]
    NoSuchRevision {
        /// What was asked for.
        asked: RevisionNumber,
        /// What there is.
        newest: RevisionNumber,
    },
    /// There is no headline.
    #[error("The article has no headline.")]
    NoHeadline,
    /// The headline is too long.
    #[error("The headline has {0} characters; at most {limit} fit.", limit = crate::content::MAX_HEADLINE)]
    HeadlineTooLong(usize),
    /// There is no text.
    #[error("The article has no text.")]
    NoText,
    /// It has no section.
    #[error("The article is in no section, so no list would show it. Choose one.")]
    NoSection,
    /// Somebody paid for it, and it does not say who.
    #[error(
        "The story is paid content, and it does not say who paid. Name them under the headline."
    )]
    NoSponsor,
    /// A picture tells nothing to those who do not see it.
    #[error(
        "A picture has no alternative text ({file}). Describe it for readers who do not see it."
    )]
    NoAlt {
        /// Which picture.
        file: String,
    },
    /// A picture is gone.
    #[error("Picture {0} is not in the newsroom's media. Put another in its place.")]
    NoPicture(crate::MediaId),
    /// Quoted words are not the ones that somebody compared with the source.
    #[error(
        "The quotation “{}” is not what was compared with its source: “{}”. Compare it again, or bring the words back.",
        bare(.printed),
        bare(.verified)
    )]
    QuotationChanged {
        /// As the text has it.
        printed: String,
        /// As it was compared.
        verified: String,
    },
    /// An item without a name.
    #[error("Give it a name in at least one language.")]
    NoName,
    /// A name beyond measure.
    #[error("The name has {0} characters; at most {limit} fit.", limit = crate::coverage::item::MAX_NAME)]
    NameTooLong(usize),
    /// Other names beyond measure.
    #[error("At most {limit} other names in a language are kept. Take out those that the others contain.", limit = crate::coverage::item::MAX_ALIASES)]
    TooManyAliases,
    /// A point that is none.
    #[error("{0}")]
    NowhereOnEarth(crate::coverage::place::NowhereOnEarth),
    /// An item would be a part or another name of itself.
    #[error("Nothing can be a part or another name of itself. Choose another item.")]
    OfItself,
    /// Two kinds are never one item.
    #[error("They are of different kinds ({} and {}), so they cannot be one. Choose another item.", one.as_str(), other.as_str())]
    OtherKind {
        /// What one is.
        one: crate::coverage::ItemKind,
        /// What the other is.
        other: crate::coverage::ItemKind,
    },
    /// What words were marked as stays that.
    #[error(
        "What is {} cannot become {}: words of articles stand for it as what it is. Make a new item, and let the words stand for that.", one.as_str(), other.as_str()
    )]
    KindStays {
        /// What it is.
        one: crate::coverage::ItemKind,
        /// What it would become.
        other: crate::coverage::ItemKind,
    },
    /// One of the two is another item's other name already.
    #[error(
        "One of the two is merged already. Undo that first, or merge into what it was merged into."
    )]
    MergedAlready,
    /// It is an item of its own.
    #[error("It is not merged into anything.")]
    NotMerged,
    /// A picture must not be shown.
    #[error("The rights to a picture do not cover now ({file}). Replace it, or renew the rights.")]
    NoRights {
        /// Which picture.
        file: String,
    },
    /// Too early.
    #[error("The story is under embargo until {until}. Schedule it for then, or lift the embargo.")]
    Embargoed {
        /// Until when.
        until: Timestamp,
    },
    /// The hour has passed.
    #[error("{at} has already passed. Choose a moment to come, or publish now.")]
    Past {
        /// The moment asked for.
        at: Timestamp,
    },
    /// The hour passed while nobody was there to keep it.
    #[error(
        "It was due at {at}, more than two hours ago. News may have moved on: publish it yourself if it still holds."
    )]
    Overdue {
        /// When it was due.
        at: Timestamp,
    },
    /// Nothing is scheduled, or something else is.
    #[error("Revision {0} is no longer scheduled.")]
    NotScheduled(RevisionNumber),
    /// Closed for legal reasons.
    #[error(
        "The article is closed for legal reasons ({order}). Only the legal role can release it."
    )]
    Held {
        /// Whose order.
        order: String,
    },
    /// It is not closed.
    #[error("The article is not closed for legal reasons.")]
    NotHeld,
    /// Readers do not have it.
    #[error("The article is not live.")]
    NotLive,
    /// Readers have it already.
    #[error("Revision {0} is live already.")]
    AlreadyLive(RevisionNumber),
    /// A correction without words.
    #[error("A correction needs a sentence that tells readers what was wrong and what is right.")]
    NoCorrectionText,
    /// A reason without words.
    #[error("Say in a few words why; readers will see it.")]
    NoNote,
    /// Words are erased by somebody's order, which the audit keeps.
    #[error("Name the order that asks for it, such as the court and its number.")]
    NoOrder,
    /// A fix that is more than that.
    #[error("This is no minor fix: {0}")]
    NotMinor(NotMinor),
    /// Nobody else agreed.
    #[error(
        "A second person must agree to it: name another colleague with the legal, publisher or admin role."
    )]
    NoSecondPerson,
    /// Somebody else acted in the meantime.
    #[error(
        "Somebody else changed this article in the meantime. Look at its present state, then try again."
    )]
    Stale,
}
