//! A story: what happened, whatever the language it is told in.

use crate::account::Editor;
use crate::permission::Permission;
use crate::{Article, Refusal, StoryId, Timestamp};

/// What an article is, for readers and for lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// News.
    News,
    /// A few lines of news.
    Brief,
    /// What the news means.
    Analysis,
    /// Somebody's view, signed.
    Opinion,
    /// Questions and answers.
    Interview,
    /// Coverage in posts while it happens.
    Live,
    /// Background that other articles take in.
    Card,
    /// Paid for by somebody, and labelled so.
    Sponsored,
    /// A standing page such as “About us”: no section, no feed, no list.
    Page,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 9] = [
        Kind::News,
        Kind::Brief,
        Kind::Analysis,
        Kind::Opinion,
        Kind::Interview,
        Kind::Live,
        Kind::Card,
        Kind::Sponsored,
        Kind::Page,
    ];

    /// The word that the store, imports and themes use.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::News => "news",
            Kind::Brief => "brief",
            Kind::Analysis => "analysis",
            Kind::Opinion => "opinion",
            Kind::Interview => "interview",
            Kind::Live => "live",
            Kind::Card => "card",
            Kind::Sponsored => "sponsored",
            Kind::Page => "page",
        }
    }

    /// Reads the word of [`Kind::as_str`].
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether fronts, sections and feeds list it: standing pages and cards are reached by links.
    pub fn is_listed(self) -> bool {
        !matches!(self, Kind::Card | Kind::Page)
    }
}

/// A story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// What it is.
    pub kind: Kind,
    /// Nothing of it is public before this moment.
    pub embargo: Option<Timestamp>,
    /// Whether advertisements keep away from it.
    pub sensitive: bool,
    /// The standing page above it.
    pub parent: Option<StoryId>,
    /// When it was begun.
    pub created_at: Timestamp,
}

impl Story {
    /// The story as somebody wants it, with its articles as they are. Whoever may write one of them may say what it
    /// is as long as no reader has it; what is public is for those who publish.
    pub fn change(
        &self,
        wanted: &Story,
        articles: &[Article],
        by: &Editor,
    ) -> Result<Story, Refusal> {
        let public = articles.iter().find(|article| article.public.live().is_some());
        let needed = if public.is_some() { Permission::Publish } else { Permission::Write };
        if !articles.iter().any(|article| by.may(needed, &article.edition, article.section)) {
            return Err(Refusal::NotAllowed { name: by.name.clone(), permission: needed });
        }
        if let Some(public) = public {
            if wanted.kind != self.kind {
                return Err(Refusal::KindIsPublic);
            }
            if wanted.embargo != self.embargo && wanted.embargo.is_some() {
                return Err(Refusal::PublicAlready { edition: public.edition.clone() });
            }
        }
        let Story { id, kind: _, embargo: _, sensitive: _, parent, created_at } = *self;
        let Story { kind, embargo, sensitive, .. } = *wanted;
        Ok(Story { id, kind, embargo, sensitive, parent, created_at })
    }
}
