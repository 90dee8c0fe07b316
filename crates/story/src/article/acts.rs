//! The acts: state and text in, the new state and its trace out, or a refusal.

use super::{
    Acted, Article, DeskState, Evidence, Held, NewCorrection, Public, Refusal, Scheduled, Text,
    TranslatedFrom, Withdrawn, minor_fix,
};
use crate::account::Editor;
use crate::content::MAX_HEADLINE;
use crate::correction::CorrectionKind;
use crate::coverage::flag;
use crate::job::{Due, Job};
use crate::permission::Permission;
use crate::{
    Change, ChangeKind, Content, ItemId, RevisionNumber, SectionId, Slug, Story, Timestamp,
};

/// How long after its hour a scheduled text is still published by itself.
pub const MAX_LATE: jiff::SignedDuration = jiff::SignedDuration::from_hours(2);

/// Who acts, when, and on which story.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Who.
    pub by: &'a Editor,
    /// When.
    pub now: Timestamp,
    /// The story that the article tells.
    pub story: &'a Story,
}

/// What a correction tells readers.
#[derive(Clone, Copy, Debug)]
pub struct Correcting<'a> {
    /// What is put right.
    pub kind: CorrectionKind,
    /// What readers are told.
    pub text: &'a str,
    /// The claim that was wrong: whoever else carries it is asked to look.
    pub claim: Option<ItemId>,
}

impl Article {
    /// Makes the text what readers get. On a live article it is an update that readers should know of.
    pub fn publish(&self, text: Text<'_>, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        self.guard(text, act)?;
        let kind =
            if self.public.live().is_some() { ChangeKind::Updated } else { ChangeKind::Published };
        let article = self.live(text.revision.number, act.now, true);
        Ok(article.acted(kind, "publish", format!("revision {}", text.revision.number)))
    }

    /// Publishes at a moment to come. Nothing public changes now.
    pub fn schedule(&self, text: Text<'_>, at: Timestamp, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        if at < act.now {
            return Err(Refusal::Past { at });
        }
        self.guard(text, Act { now: at, ..act })?;
        let revision = text.revision.number;
        let mut article = self.clone();
        article.scheduled = Some(Scheduled { revision, at });
        let mut acted = article.acted(
            ChangeKind::Scheduled,
            "schedule",
            format!("revision {revision} at {at}"),
        );
        acted.due = Some(Due { job: Job::PublishScheduled { article: self.id, revision }, at });
        Ok(acted)
    }

    /// Takes the scheduled moment back.
    pub fn unschedule(&self, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        let Some(scheduled) = self.scheduled else { return Err(Refusal::NotScheduled(self.draft)) };
        let mut article = self.clone();
        article.scheduled = None;
        Ok(article.acted(
            ChangeKind::Scheduled,
            "unschedule",
            format!("revision {}", scheduled.revision),
        ))
    }

    /// Does what [`Article::schedule`] promised, once the hour has come; a refusal leaves the moment standing
    /// for a person to see.
    pub fn publish_scheduled(&self, text: Text<'_>, act: Act<'_>) -> Result<Acted, Refusal> {
        let revision = text.revision.number;
        let Some(scheduled) = self.scheduled.filter(|scheduled| scheduled.revision == revision)
        else {
            return Err(Refusal::NotScheduled(revision));
        };
        if act.now < scheduled.at {
            return Err(Refusal::NotScheduled(revision));
        }
        if act.now.duration_since(scheduled.at) > MAX_LATE {
            return Err(Refusal::Overdue { at: scheduled.at });
        }
        // The text was approved when it was scheduled; everything else may have changed since.
        self.guard_text(text, act)?;
        let kind =
            if self.public.live().is_some() { ChangeKind::Updated } else { ChangeKind::Published };
        let article = self.live(revision, act.now, true);
        Ok(article.acted(
            kind,
            "publish",
            format!("revision {revision}, scheduled for {}", scheduled.at),
        ))
    }

    /// Puts a live article right, with a text that tells readers what was wrong.
    pub fn correct(
        &self,
        text: Text<'_>,
        correcting: Correcting<'_>,
        act: Act<'_>,
    ) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        let from = self.public.live().ok_or(Refusal::NotLive)?;
        let public_text = correcting.text.trim();
        if public_text.is_empty() {
            return Err(Refusal::NoCorrectionText);
        }
        self.guard(text, act)?;
        let to = text.revision.number;
        let article = self.live(to, act.now, true);
        let mut acted =
            article.acted(ChangeKind::Corrected, "correct", format!("revision {from} by {to}"));
        acted.correction = Some(NewCorrection {
            kind: correcting.kind,
            text: public_text.to_owned(),
            from,
            to,
            claim: correcting.claim,
        });
        Ok(acted)
    }

    /// Mends a slip of the pen in a live article. The time of the last change stays; the history shows it.
    pub fn fix(&self, text: Text<'_>, live: &Content, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        if self.public.live().is_none() {
            return Err(Refusal::NotLive);
        }
        minor_fix::check(live, text.content).map_err(Refusal::NotMinor)?;
        self.guard(text, act)?;
        let article = self.live(text.revision.number, act.now, false);
        Ok(article.acted(ChangeKind::MinorFix, "fix", format!("revision {}", text.revision.number)))
    }

    /// Takes a live article from readers, who are told why.
    pub fn withdraw(&self, note: &str, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Publish)?;
        if let Public::Held(Held { order, .. }) = &self.public {
            return Err(Refusal::Held { order: order.clone() });
        }
        let live = self.public.live().ok_or(Refusal::NotLive)?;
        let note = note.trim();
        if note.is_empty() {
            return Err(Refusal::NoNote);
        }
        let mut article = self.clone();
        article.public = Public::Withdrawn(Withdrawn { at: act.now, note: note.to_owned() });
        article.scheduled = None;
        article.live_at = None;
        Ok(article.acted(ChangeKind::Withdrawn, "withdraw", format!("revision {live}: {note}")))
    }

    /// Closes an article for legal reasons, which takes two people.
    pub fn hold(&self, order: &str, second: &Editor, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Hold)?;
        self.ask_second(second, act)?;
        if let Public::Held(Held { order, .. }) = &self.public {
            return Err(Refusal::Held { order: order.clone() });
        }
        let order = order.trim();
        if order.is_empty() {
            return Err(Refusal::NoNote);
        }
        let mut article = self.clone();
        article.public = Public::Held(Held {
            at: act.now,
            order: order.to_owned(),
            was_live: self.public.live(),
        });
        article.live_at = None;
        Ok(article.acted(ChangeKind::Held, "hold", format!("{order}; agreed: {}", second.name)))
    }

    /// Ends a legal hold, which takes two people too. What was live is live again.
    pub fn release(&self, second: &Editor, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Hold)?;
        self.ask_second(second, act)?;
        let Public::Held(held) = &self.public else { return Err(Refusal::NotHeld) };
        let mut article = self.clone();
        match held.was_live {
            Some(revision) => {
                article.public = Public::Live(revision);
                article.live_at = Some(act.now);
            }
            None => article.public = Public::Unpublished,
        }
        Ok(article.acted(ChangeKind::Released, "release", format!("agreed: {}", second.name)))
    }

    /// Has the words of an older text erased by order of a court, which takes two people. That there was a text stays
    /// provable, and readers of the history are told that it was sealed.
    pub fn seal(
        &self,
        revision: RevisionNumber,
        order: &str,
        second: &Editor,
        act: Act<'_>,
    ) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Hold)?;
        self.ask_second(second, act)?;
        let order = order.trim();
        if order.is_empty() {
            return Err(Refusal::NoOrder);
        }
        let held = match &self.public {
            Public::Held(held) => held.was_live,
            _ => None,
        };
        let in_use = [
            Some(self.draft),
            self.public.live(),
            held,
            self.scheduled.as_ref().map(|scheduled| scheduled.revision),
        ];
        if in_use.contains(&Some(revision)) {
            return Err(Refusal::TextInUse { revision });
        }
        if revision.0 == 0 || revision > self.draft {
            return Err(Refusal::NoSuchRevision { asked: revision, newest: self.draft });
        }
        let detail = format!("revision {revision}: {order}; agreed: {}", second.name);
        let mut acted = self.clone().acted(ChangeKind::Sealed, "seal", detail);
        acted.change.revision = Some(revision);
        Ok(acted)
    }

    /// Takes a new text in as the newest draft.
    pub fn write(&self, revision: RevisionNumber, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Write)?;
        if revision != self.draft.next() {
            return Err(Refusal::Stale);
        }
        let mut article = self.clone();
        article.draft = revision;
        article.desk = DeskState::Draft;
        Ok(article.acted(ChangeKind::Drafted, "write", format!("revision {revision}")))
    }

    /// Asks for somebody to read the newest text.
    pub fn send_to_review(&self, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Write)?;
        Ok(self.at_desk(DeskState::InReview, "review"))
    }

    /// Says that this very text may be published.
    pub fn approve(&self, revision: RevisionNumber, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Approve)?;
        if revision != self.draft {
            return Err(Refusal::NotNewest { asked: revision, newest: self.draft });
        }
        Ok(self.at_desk(DeskState::Approved, "approve"))
    }

    /// Gives the newest text back to its writer.
    pub fn return_to_writer(&self, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Approve)?;
        Ok(self.at_desk(DeskState::Draft, "return"))
    }

    /// Gives the article another address. A public one keeps leading here.
    pub fn rename(&self, slug: Slug, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(
            act,
            if self.first_live_at.is_some() { Permission::Publish } else { Permission::Write },
        )?;
        let audit = format!("{} to {slug}", self.slug);
        let mut article = self.clone();
        let former = std::mem::replace(&mut article.slug, slug);
        let kind =
            if self.public.live().is_some() { ChangeKind::Moved } else { ChangeKind::Drafted };
        let mut acted = article.acted(kind, "rename", audit);
        acted.former_slug = self.first_live_at.is_some().then_some(former);
        Ok(acted)
    }

    /// Puts the article in another section.
    pub fn move_to(&self, section: Option<SectionId>, act: Act<'_>) -> Result<Acted, Refusal> {
        self.ask(
            act,
            if self.first_live_at.is_some() { Permission::Publish } else { Permission::Write },
        )?;
        if self.public.live().is_some() && section.is_none() && act.story.kind != crate::Kind::Page
        {
            return Err(Refusal::NoSection);
        }
        let mut article = self.clone();
        article.section = section;
        let kind =
            if self.public.live().is_some() { ChangeKind::Moved } else { ChangeKind::Drafted };
        Ok(article.acted(
            kind,
            "move",
            section.map_or_else(|| "no section".to_owned(), |section| section.to_string()),
        ))
    }

    /// Says that a translation tells what its source says in `revision`, of which the newest is `newest`.
    pub fn in_step(
        &self,
        revision: RevisionNumber,
        newest: RevisionNumber,
        act: Act<'_>,
    ) -> Result<Acted, Refusal> {
        self.ask(act, Permission::Write)?;
        let Some(from) = self.translated_from else { return Err(Refusal::NoTranslation) };
        if revision < from.revision || revision > newest {
            return Err(Refusal::NoSuchSource { revision });
        }
        let mut article = self.clone();
        article.translated_from = Some(TranslatedFrom { revision, ..from });
        let said = format!("article {} revision {revision}", from.article);
        Ok(article.acted(ChangeKind::Drafted, "in step with", said))
    }

    /// Takes an article in from another system, with its first text live since a moment in the past, or as an
    /// approved draft if it was not public there.
    pub fn import(
        new: NewArticle,
        text: Text<'_>,
        live_since: Option<Live>,
        act: Act<'_>,
    ) -> Result<Acted, Refusal> {
        let NewArticle { id, edition, section, slug, translated_from } = new;
        let mut article = Article {
            id,
            story: act.story.id,
            edition,
            section,
            slug,
            desk: if live_since.is_some() { DeskState::Approved } else { DeskState::Draft },
            draft: text.revision.number,
            public: Public::Unpublished,
            scheduled: None,
            first_live_at: None,
            live_at: None,
            changed_at: None,
            translated_from,
            version: 0,
        };
        article.ask(act, Permission::Publish)?;
        let Some(Live { since, changed }) = live_since else {
            {
                let audit = format!("revision {}", article.draft);
                return Ok(article.acted(ChangeKind::Drafted, "import", audit));
            }
        };
        article.guard_text(text, act)?;
        article = article.live(article.draft, since, true);
        article.changed_at = changed.filter(|changed| *changed > since);
        let audit = format!("revision {}, live since {since}", article.draft);
        Ok(article.acted(ChangeKind::Published, "import", audit))
    }

    /// Begins a new article with its first text as a draft.
    pub fn begin(new: NewArticle, first: RevisionNumber, act: Act<'_>) -> Result<Acted, Refusal> {
        let NewArticle { id, edition, section, slug, translated_from } = new;
        let article = Article {
            id,
            story: act.story.id,
            edition,
            section,
            slug,
            desk: DeskState::Draft,
            draft: first,
            public: Public::Unpublished,
            scheduled: None,
            first_live_at: None,
            live_at: None,
            changed_at: None,
            translated_from,
            version: 0,
        };
        article.ask(act, Permission::Write)?;
        Ok(article.acted(ChangeKind::Drafted, "begin", String::new()))
    }

    fn ask(&self, act: Act<'_>, permission: Permission) -> Result<(), Refusal> {
        if act.by.may(permission, &self.edition, self.section) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed { name: act.by.name.clone(), permission })
        }
    }

    fn ask_second(&self, second: &Editor, act: Act<'_>) -> Result<(), Refusal> {
        let agrees = second.may(Permission::Hold, &self.edition, self.section)
            || second.may(Permission::Publish, &self.edition, self.section);
        let another = second.account.is_some() && second.account != act.by.account;
        if agrees && another { Ok(()) } else { Err(Refusal::NoSecondPerson) }
    }

    fn guard(&self, text: Text<'_>, act: Act<'_>) -> Result<(), Refusal> {
        let revision = text.revision.number;
        if revision != self.draft {
            return Err(Refusal::NotNewest { asked: revision, newest: self.draft });
        }
        if self.desk != DeskState::Approved {
            return Err(Refusal::NotApproved { revision });
        }
        self.guard_text(text, act)
    }

    /// Everything about the text, the story and the pictures that keeps it from readers.
    fn guard_text(&self, text: Text<'_>, act: Act<'_>) -> Result<(), Refusal> {
        let Text { revision, content, evidence } = text;
        let Evidence { language, media, items } = evidence;
        if let Public::Held(Held { order, .. }) = &self.public {
            return Err(Refusal::Held { order: order.clone() });
        }
        if self.public.live() == Some(revision.number) {
            return Err(Refusal::AlreadyLive(revision.number));
        }
        if let Some(until) = act.story.embargo
            && act.now < until
        {
            return Err(Refusal::Embargoed { until });
        }
        if content.headline.trim().is_empty() {
            return Err(Refusal::NoHeadline);
        }
        let length = content.headline.chars().count();
        if length > MAX_HEADLINE {
            return Err(Refusal::HeadlineTooLong(length));
        }
        if content.body.is_empty() && content.lead.is_none() {
            return Err(Refusal::NoText);
        }
        if self.section.is_none() && act.story.kind.is_listed() {
            return Err(Refusal::NoSection);
        }
        if act.story.kind == crate::Kind::Sponsored
            && content.sponsor.as_deref().unwrap_or_default().trim().is_empty()
        {
            return Err(Refusal::NoSponsor);
        }
        for id in content.media() {
            let Some(picture) = media.iter().find(|picture| picture.id == id) else {
                return Err(Refusal::NoPicture(id));
            };
            if !picture.rights.cover(act.now) {
                return Err(Refusal::NoRights { file: picture.file_name.clone() });
            }
        }
        if let Some(lead) = &content.lead
            && lead.alt.trim().is_empty()
        {
            let file = media
                .iter()
                .find(|picture| picture.id == lead.media)
                .map(|picture| picture.file_name.clone());
            return Err(Refusal::NoAlt { file: file.unwrap_or_default() });
        }
        if let Some(changed) = flag::changed_quotation(content, *language, items) {
            return Err(changed);
        }
        Ok(())
    }

    fn live(&self, revision: RevisionNumber, at: Timestamp, material: bool) -> Article {
        let mut article = self.clone();
        let again = article.first_live_at.is_some();
        article.public = Public::Live(revision);
        article.first_live_at.get_or_insert(at);
        article.live_at = Some(at);
        if again && material {
            article.changed_at = Some(at);
        }
        if article.scheduled.is_some_and(|scheduled| scheduled.revision <= revision) {
            article.scheduled = None;
        }
        article
    }

    fn at_desk(&self, state: DeskState, act: &'static str) -> Acted {
        let mut article = self.clone();
        article.desk = state;
        let draft = article.draft;
        article.acted(ChangeKind::Drafted, act, format!("revision {draft}"))
    }

    fn acted(self, kind: ChangeKind, act: &'static str, detail: String) -> Acted {
        let change = Change {
            kind,
            edition: Some(self.edition.clone()),
            story: Some(self.story),
            article: Some(self.id),
            revision: Some(self.public.live().unwrap_or(self.draft)),
            item: None,
        };
        Acted {
            article: self,
            change,
            audit: (act, detail),
            correction: None,
            due: None,
            former_slug: None,
        }
    }
}

/// What a new article needs to know about itself.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// Its id.
    pub id: crate::ArticleId,
    /// Its edition.
    pub edition: crate::EditionCode,
    /// Its section.
    pub section: Option<SectionId>,
    /// Its address.
    pub slug: Slug,
    /// What it was translated from.
    pub translated_from: Option<TranslatedFrom>,
}

/// Since when an imported article is public.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// When it first went live.
    pub since: Timestamp,
    /// When it last changed.
    pub changed: Option<Timestamp>,
}
