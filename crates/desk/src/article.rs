//! One article, as the desk shows it.

use axum::Json;
use axum::extract::State;
use story::account::Account;
use story::article::{Article, DeskState, Held, Public, Scheduled, TranslatedFrom, Withdrawn};
use story::correction::{Correction, CorrectionKind, CorrectionState};
use story::revision::RevisionKind;
use story::url::{article_path, encode};
use story::{
    AccountId, ArticleId, Content, CorrectionId, ItemId, Kind, Revision, RevisionNumber, SectionId,
    StoryId, Timestamp,
};

use crate::asked::At;
use crate::person::Person;
use crate::possible::{self, Possible};
use crate::subject::Subject;
use crate::{Desk, Error, vocabulary};

/// What lists and the article's own page both show.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Summary {
    #[schema(value_type = crate::vocabulary::Id)]
    id: ArticleId,
    #[schema(value_type = crate::vocabulary::Id)]
    story: StoryId,
    edition: String,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    section: Option<SectionId>,
    #[schema(value_type = vocabulary::Kind)]
    kind: Kind,
    headline: String,
    slug: String,
    #[schema(value_type = vocabulary::DeskState)]
    desk: &'static str,
    #[schema(value_type = u32)]
    draft: RevisionNumber,
    public: PublicView,
    scheduled: Option<ScheduledView>,
    #[schema(value_type = Option<String>)]
    first_live_at: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    live_at: Option<Timestamp>,
    #[schema(value_type = Option<String>)]
    changed_at: Option<Timestamp>,
    version: i64,
}

/// What readers get.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub(crate) enum PublicView {
    Unpublished,
    Live {
        #[schema(value_type = u32)]
        revision: RevisionNumber,
    },
    Withdrawn {
        #[schema(value_type = String)]
        at: Timestamp,
        note: String,
    },
    Held {
        #[schema(value_type = String)]
        at: Timestamp,
        order: String,
        #[schema(value_type = Option<u32>)]
        was_live: Option<RevisionNumber>,
    },
}

impl From<&Public> for PublicView {
    fn from(public: &Public) -> PublicView {
        match public {
            Public::Unpublished => PublicView::Unpublished,
            Public::Live(revision) => PublicView::Live { revision: *revision },
            Public::Withdrawn(Withdrawn { at, note }) => {
                PublicView::Withdrawn { at: *at, note: note.clone() }
            }
            Public::Held(Held { at, order, was_live }) => {
                PublicView::Held { at: *at, order: order.clone(), was_live: *was_live }
            }
        }
    }
}

#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
struct ScheduledView {
    #[schema(value_type = u32)]
    revision: RevisionNumber,
    #[schema(value_type = String)]
    at: Timestamp,
}

#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
struct TranslatedFromView {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    #[schema(value_type = u32)]
    revision: RevisionNumber,
}

impl Summary {
    /// When readers first had it.
    pub(crate) fn first_live_at(&self) -> Option<Timestamp> {
        self.first_live_at
    }

    pub(crate) fn new(article: &Article, kind: Kind, headline: &str) -> Summary {
        let Article {
            id,
            story,
            edition,
            section,
            slug,
            desk,
            draft,
            public,
            scheduled,
            first_live_at,
            live_at,
            changed_at,
            translated_from: _,
            version,
        } = article;
        Summary {
            id: *id,
            story: *story,
            edition: edition.to_string(),
            section: *section,
            kind,
            headline: headline.to_owned(),
            slug: slug.to_string(),
            desk: desk.as_str(),
            draft: *draft,
            public: public.into(),
            scheduled: scheduled.map(|Scheduled { revision, at }| ScheduledView { revision, at }),
            first_live_at: *first_live_at,
            live_at: *live_at,
            changed_at: *changed_at,
            version: *version,
        }
    }
}

/// An article with its newest text, its history, and what may be done with it now.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub struct ArticleView {
    #[serde(flatten)]
    summary: Summary,
    /// Where readers find it, once it was public.
    address: Option<String>,
    /// The text that readers have.
    #[schema(value_type = Option<u32>)]
    live: Option<RevisionNumber>,
    #[schema(value_type = Option<String>)]
    embargo: Option<Timestamp>,
    sensitive: bool,
    translated_from: Option<TranslatedFromView>,
    /// The newest text; nothing if it is sealed.
    #[schema(value_type = Option<vocabulary::Content>)]
    content: Option<Content>,
    revisions: Vec<RevisionView>,
    corrections: Vec<CorrectionView>,
    acts: Vec<Possible>,
}

/// A text in the article's history.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct RevisionView {
    #[schema(value_type = u32)]
    number: RevisionNumber,
    #[schema(value_type = vocabulary::RevisionKind)]
    kind: RevisionKind,
    #[schema(value_type = String)]
    at: Timestamp,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    by: Option<AccountId>,
    name: Option<String>,
    note: String,
    sealed: bool,
}

impl RevisionView {
    pub(crate) fn new(revision: &Revision, accounts: &[Account]) -> RevisionView {
        let known = |id| accounts.iter().find(|account| account.id == id);
        RevisionView {
            number: revision.number,
            kind: revision.kind,
            at: revision.at,
            by: revision.by,
            name: revision.by.and_then(known).map(|account| account.name.clone()),
            note: revision.note.clone(),
            sealed: revision.document.is_none(),
        }
    }
}

#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
struct CorrectionView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: CorrectionId,
    #[schema(value_type = vocabulary::CorrectionKind)]
    kind: CorrectionKind,
    #[schema(value_type = vocabulary::CorrectionState)]
    state: CorrectionState,
    text: String,
    #[schema(value_type = u32)]
    from: RevisionNumber,
    #[schema(value_type = Option<u32>)]
    to: Option<RevisionNumber>,
    #[schema(value_type = String)]
    at: Timestamp,
    /// The claim that was wrong, where it is named.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    claim: Option<ItemId>,
}

impl From<Correction> for CorrectionView {
    fn from(correction: Correction) -> CorrectionView {
        let Correction { id, story: _, article: _, from, to, kind, text, state, at, claim } =
            correction;
        CorrectionView { id, kind, state, text, from, to, at, claim }
    }
}

/// The one word by which lists call what an article is.
#[derive(Clone, Copy, Debug, serde::Serialize, utoipa::ToSchema)]
#[schema(as = ArticleState)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StateWord {
    Draft,
    InReview,
    Approved,
    Scheduled,
    Live,
    Withdrawn,
    Held,
}

/// What lists call an article.
pub(crate) fn state_word(article: &Article) -> StateWord {
    match (&article.public, article.desk) {
        (Public::Live(live), _) if *live == article.draft => StateWord::Live,
        (Public::Held(_), _) => StateWord::Held,
        _ if article.scheduled.is_some() => StateWord::Scheduled,
        (Public::Withdrawn(_), DeskState::Draft) => StateWord::Withdrawn,
        (_, DeskState::Draft) => StateWord::Draft,
        (_, DeskState::InReview) => StateWord::InReview,
        (_, DeskState::Approved) => StateWord::Approved,
    }
}

/// `GET /api/articles/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
) -> Result<Json<ArticleView>, Error> {
    Ok(Json(view(&desk, &person, id).await?))
}

/// The article as it is now, for this person.
pub(crate) async fn view(
    desk: &Desk,
    person: &Person,
    id: ArticleId,
) -> Result<ArticleView, Error> {
    let store = desk.store();
    let subject = Subject::newest(desk, id).await?;
    let revisions = store.revisions(id).await?;
    let accounts = store.accounts().await?;
    let live = match subject.article.public.live() {
        Some(live) => revisions.iter().find(|revision| revision.number == live),
        None => None,
    };
    let live = live.map(content).transpose()?.flatten();
    let corrections = store.corrections_of(id).await?;
    let acts = possible::acts(&subject, live.as_ref(), person, &accounts);
    let Subject { article, story, content, .. } = subject;
    let headline = content.as_ref().map_or("", |content| &content.headline);
    Ok(ArticleView {
        summary: Summary::new(&article, story.kind, headline),
        address: article.first_live_at.map(|_| {
            let path = article_path(&article.edition, &article.slug);
            format!("{}{}", desk.config().site_url, encode(&path))
        }),
        live: article.public.live(),
        embargo: story.embargo,
        sensitive: story.sensitive,
        translated_from: article
            .translated_from
            .map(|TranslatedFrom { article, revision }| TranslatedFromView { article, revision }),
        revisions: revisions.iter().map(|text| RevisionView::new(text, &accounts)).collect(),
        corrections: corrections.into_iter().map(CorrectionView::from).collect(),
        acts,
        content,
    })
}

/// The refusal that shows what the article is now.
pub(crate) async fn stale(desk: &Desk, person: &Person, id: ArticleId) -> Error {
    match view(desk, person, id).await {
        Ok(present) => Error::Stale { present: Box::new(present) },
        Err(error) => error,
    }
}

/// What a text says; nothing once it is sealed.
pub(crate) fn content(revision: &Revision) -> Result<Option<Content>, Error> {
    revision.content().transpose().map_err(|error| {
        let Revision { article, number, .. } = revision;
        Error::Internal(format!("revision {number} of article {article} cannot be read: {error}"))
    })
}
