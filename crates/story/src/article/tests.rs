//! The life cycle as facts, and as a property: no sequence of acts breaks an invariant.

use proptest::prelude::*;

use super::*;
use crate::account::Editor;
use crate::block::Block;
use crate::inline::Inline;
use crate::permission::{Grant, Role};
use crate::revision::{NewRevision, RevisionKind};
use crate::{AccountId, Body, ChangeKind, Kind, Language, Story};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn editor(name: &str, number: i64, role: Role) -> Editor {
    Editor {
        account: Some(AccountId::new(number)),
        name: name.into(),
        grants: vec![Grant::everywhere(role)],
    }
}

fn story() -> Story {
    Story {
        id: StoryId::new(1),
        kind: Kind::News,
        embargo: None,
        sensitive: false,
        parent: None,
        created_at: at(0),
    }
}

fn content(text: &str) -> Content {
    let body = Body::new(vec![Block::paragraph(vec![Inline::text(text)])]);
    Content { headline: "Rain stops play".into(), body, ..Content::default() }
}

/// One article and its texts, as the store would keep them.
struct Desk {
    story: Story,
    article: Article,
    texts: Vec<(Revision, Content)>,
    evidence: Evidence,
    ana: Editor,
}

impl Desk {
    fn open() -> Desk {
        let content = content("It rained.");
        let revision = write(&content, None);
        let ana = editor("Ana", 1, Role::Publisher);
        let story = story();
        let new = NewArticle {
            id: ArticleId::new(1),
            edition: EditionCode::parse("en").unwrap(),
            section: Some(SectionId::new(1)),
            slug: Slug::parse("rain-stops-play").unwrap(),
            translated_from: None,
        };
        let act = Act { by: &ana, now: at(1), story: &story };
        let article = Article::begin(new, revision.number, act).unwrap().article;
        let evidence = Evidence::none(Language::english());
        Desk { article, texts: vec![(revision, content)], evidence, ana, story }
    }

    fn act(&self, second: i64) -> Act<'_> {
        Act { by: &self.ana, now: at(second), story: &self.story }
    }

    fn newest(&self) -> Text<'_> {
        let (revision, content) = self.texts.last().unwrap();
        Text { revision, content, evidence: &self.evidence }
    }

    fn write(&mut self, words: &str, second: i64) {
        let content = content(words);
        let revision = write(&content, self.texts.last().map(|(revision, _)| revision));
        self.article = self.article.write(revision.number, self.act(second)).unwrap().article;
        self.texts.push((revision, content));
    }

    fn approve(&mut self) {
        self.article = self.article.approve(self.article.draft, self.act(2)).unwrap().article;
    }

    fn publish(&mut self, second: i64) {
        self.approve();
        self.article = self.article.publish(self.newest(), self.act(second)).unwrap().article;
    }
}

fn write(content: &Content, before: Option<&Revision>) -> Revision {
    let new = NewRevision {
        article: ArticleId::new(1),
        kind: RevisionKind::Checkpoint,
        at: at(0),
        by: None,
        note: "",
        salt: [0; 16],
        content,
    };
    Revision::write(new, before)
}

#[test]
fn an_approved_text_goes_live() {
    let mut desk = Desk::open();
    desk.approve();
    let acted = desk.article.publish(desk.newest(), desk.act(10)).unwrap();
    assert_eq!(acted.article.public, Public::Live(RevisionNumber(1)));
    assert_eq!(acted.article.first_live_at, Some(at(10)));
    assert_eq!(acted.article.changed_at, None);
    assert_eq!(acted.change.kind, ChangeKind::Published);
}

#[test]
fn a_text_that_nobody_approved_stays_in() {
    let desk = Desk::open();
    let refusal = desk.article.publish(desk.newest(), desk.act(10)).unwrap_err();
    assert_eq!(refusal, Refusal::NotApproved { revision: RevisionNumber(1) });
}

#[test]
fn writing_on_takes_the_approval_back() {
    let mut desk = Desk::open();
    desk.approve();
    desk.write("It rained again.", 5);
    assert!(matches!(
        desk.article.publish(desk.newest(), desk.act(10)),
        Err(Refusal::NotApproved { .. })
    ));
}

#[test]
fn an_update_is_shown_as_updated_and_a_minor_fix_is_not() {
    let mut desk = Desk::open();
    desk.publish(10);
    desk.write("It rained all day.", 11);
    desk.publish(20);
    assert_eq!((desk.article.first_live_at, desk.article.changed_at), (Some(at(10)), Some(at(20))));

    let live = desk.texts.last().unwrap().1.clone();
    desk.write("It rained all days.", 21);
    desk.approve();
    let fixed = desk.article.fix(desk.newest(), &live, desk.act(30)).unwrap();
    assert_eq!((fixed.article.live_at, fixed.article.changed_at), (Some(at(30)), Some(at(20))));
}

#[test]
fn a_correction_tells_readers_what_was_wrong() {
    let mut desk = Desk::open();
    desk.publish(10);
    desk.write("It snowed.", 11);
    desk.approve();
    let mute = Correcting { kind: CorrectionKind::Correction, text: "  ", claim: None };
    assert_eq!(
        desk.article.correct(desk.newest(), mute, desk.act(20)),
        Err(Refusal::NoCorrectionText)
    );

    let told = Correcting {
        kind: CorrectionKind::Correction,
        text: "It snowed; we said that it rained.",
        claim: None,
    };
    let acted = desk.article.correct(desk.newest(), told, desk.act(20)).unwrap();
    let correction = acted.correction.unwrap();
    assert_eq!((correction.from, correction.to), (RevisionNumber(1), RevisionNumber(2)));
}

#[test]
fn nothing_goes_out_before_the_embargo_ends() {
    let mut desk = Desk::open();
    desk.story.embargo = Some(at(100));
    desk.approve();
    let refusal = Refusal::Embargoed { until: at(100) };
    assert_eq!(desk.article.publish(desk.newest(), desk.act(99)), Err(refusal.clone()));
    assert_eq!(desk.article.schedule(desk.newest(), at(99), desk.act(9)), Err(refusal));
    assert!(desk.article.schedule(desk.newest(), at(100), desk.act(9)).is_ok());
}

#[test]
fn a_scheduled_text_is_not_public_before_its_hour() {
    let mut desk = Desk::open();
    desk.approve();
    let acted = desk.article.schedule(desk.newest(), at(100), desk.act(9)).unwrap();
    assert_eq!(acted.article.public, Public::Unpublished);
    assert_eq!(acted.due.unwrap().at, at(100));
    desk.article = acted.article;
    assert!(desk.article.publish_scheduled(desk.newest(), desk.act(99)).is_err());
    let live = desk.article.publish_scheduled(desk.newest(), desk.act(103)).unwrap().article;
    assert_eq!((live.first_live_at, live.scheduled), (Some(at(103)), None));
}

#[test]
fn a_text_more_than_two_hours_late_asks_a_person() {
    let mut desk = Desk::open();
    desk.approve();
    desk.article = desk.article.schedule(desk.newest(), at(100), desk.act(9)).unwrap().article;
    let late = 100 + 2 * 3600 + 1;
    assert_eq!(
        desk.article.publish_scheduled(desk.newest(), desk.act(late)),
        Err(Refusal::Overdue { at: at(100) })
    );
}

#[test]
fn a_legal_hold_takes_two_people_and_closes_every_way() {
    let mut desk = Desk::open();
    desk.publish(10);
    let (lawyer, second) = (editor("Lia", 2, Role::Legal), editor("Ana", 1, Role::Publisher));
    let act = Act { by: &lawyer, now: at(20), story: &desk.story };
    assert_eq!(desk.article.hold("Order 12", &lawyer, act), Err(Refusal::NoSecondPerson));
    let held = desk.article.hold("Order 12", &second, act).unwrap().article;
    let closed = Refusal::Held { order: "Order 12".into() };
    assert_eq!(held.withdraw("x", desk.act(21)), Err(closed.clone()));
    assert_eq!(
        held.approve(held.draft, desk.act(21))
            .unwrap()
            .article
            .publish(desk.newest(), desk.act(21)),
        Err(closed)
    );
    let released = held.release(&second, Act { now: at(30), ..act }).unwrap().article;
    assert_eq!(released.public, Public::Live(RevisionNumber(1)));
}

#[test]
fn a_court_has_older_words_erased_and_never_those_in_use() {
    let mut desk = Desk::open();
    desk.publish(10);
    let (lawyer, second) = (editor("Lia", 2, Role::Legal), editor("Ana", 1, Role::Publisher));
    let act = Act { by: &lawyer, now: at(20), story: &desk.story };
    let first = RevisionNumber(1);
    let in_use = Err(Refusal::TextInUse { revision: first });
    assert_eq!(desk.article.seal(first, "Order 12", &second, act), in_use);
    let written = desk.article.write(RevisionNumber(2), desk.act(21)).unwrap().article;
    assert_eq!(written.seal(first, "Order 12", &second, act), in_use, "readers have it");
    let held = written.hold("Order 11", &second, act).unwrap().article;
    assert_eq!(held.seal(first, "Order 12", &second, act), in_use, "it would come back");
    let gone = written.withdraw("By order of a court.", desk.act(22)).unwrap().article;
    assert_eq!(gone.seal(first, "Order 12", &lawyer, act), Err(Refusal::NoSecondPerson));
    assert_eq!(gone.seal(first, " ", &second, act), Err(Refusal::NoOrder));
    let asked = RevisionNumber(3);
    let newest = RevisionNumber(2);
    let missing = Err(Refusal::NoSuchRevision { asked, newest });
    assert_eq!(gone.seal(asked, "Order 12", &second, act), missing);
    let sealed = gone.seal(first, "Order 12", &second, act).unwrap();
    assert_eq!((sealed.change.kind, sealed.change.revision), (ChangeKind::Sealed, Some(first)));
    assert_eq!(sealed.article, gone);
}

#[test]
fn a_reporter_does_not_publish() {
    let mut desk = Desk::open();
    desk.approve();
    let davit = editor("Davit", 3, Role::Reporter);
    let act = Act { by: &davit, now: at(5), story: &desk.story };
    let refusal = desk.article.publish(desk.newest(), act).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "Davit may not publish here. Somebody with the right role can, or an admin can give it."
    );
}

#[test]
fn a_public_address_is_remembered_when_the_article_moves() {
    let mut desk = Desk::open();
    let slug = Slug::parse("rain").unwrap();
    assert_eq!(desk.article.rename(slug.clone(), desk.act(3)).unwrap().former_slug, None);
    desk.publish(10);
    let former = desk.article.rename(slug, desk.act(11)).unwrap().former_slug.unwrap();
    assert_eq!(former.as_str(), "rain-stops-play");
}

/// Something an editor may try, at any time, in any state.
#[derive(Clone, Copy, Debug)]
enum Try {
    Write,
    Review,
    Approve,
    Return,
    Publish,
    Schedule(i64),
    Unschedule,
    Clock,
    Correct,
    Fix,
    Withdraw,
    Hold,
    Release,
}

fn tries() -> impl Strategy<Value = Try> {
    prop_oneof![
        3 => Just(Try::Write),
        1 => Just(Try::Review),
        3 => Just(Try::Approve),
        1 => Just(Try::Return),
        3 => Just(Try::Publish),
        2 => (0_i64..500).prop_map(Try::Schedule),
        1 => Just(Try::Unschedule),
        2 => Just(Try::Clock),
        2 => Just(Try::Correct),
        1 => Just(Try::Fix),
        1 => Just(Try::Withdraw),
        1 => Just(Try::Hold),
        1 => Just(Try::Release),
    ]
}

proptest! {
    #[test]
    fn no_sequence_of_acts_breaks_an_invariant(
        tries in prop::collection::vec((tries(), 1_i64..120), 1..60),
        embargo in prop::option::of(0_i64..2000),
    ) {
        let mut desk = Desk::open();
        desk.story.embargo = embargo.map(at);
        let lawyer = editor("Lia", 2, Role::Legal);
        let ana = desk.ana.clone();
        let mut now = 1;
        let mut approved = Vec::new();
        for (attempt, seconds) in tries {
            now += seconds;
            let before = desk.article.clone();
            let act = desk.act(now);
            let legal = Act { by: &lawyer, ..act };
            let live = before.public.live()
                .map(|live| desk.texts[live.0 as usize - 1].1.clone())
                .unwrap_or_default();
            let told = Correcting { kind: CorrectionKind::Correction, text: "We were wrong.", claim: None };
            let outcome = match attempt {
                Try::Write => {
                    desk.write(&format!("It rained {now} times."), now);
                    continue;
                }
                Try::Review => before.send_to_review(act),
                Try::Approve => before.approve(before.draft, act),
                Try::Return => before.return_to_writer(act),
                Try::Publish => before.publish(desk.newest(), act),
                Try::Schedule(later) => before.schedule(desk.newest(), at(now + later), act),
                Try::Unschedule => before.unschedule(act),
                Try::Clock => before.publish_scheduled(desk.newest(), act),
                Try::Correct => before.correct(desk.newest(), told, act),
                Try::Fix => before.fix(desk.newest(), &live, act),
                Try::Withdraw => before.withdraw("It was wrong.", act),
                Try::Hold => before.hold("Order 12", &ana, legal),
                Try::Release => before.release(&ana, legal),
            };
            let Ok(acted) = outcome else { continue };
            let after = acted.article.clone();
            if matches!(attempt, Try::Approve) {
                approved.push(after.draft);
            }
            // First published once, and never again.
            prop_assert!(before.first_live_at.is_none() || after.first_live_at == before.first_live_at);
            // Live names a text that exists and that somebody approved.
            if let Some(live) = after.public.live() {
                prop_assert!(live.0 as usize <= desk.texts.len());
                prop_assert!(approved.contains(&live));
                prop_assert!(after.first_live_at.is_some() && after.live_at.is_some());
                prop_assert!(after.section.is_some());
            } else {
                prop_assert!(after.live_at.is_none());
            }
            // Nothing becomes live before the embargo ends.
            if before.public.live().is_none() && after.public.live().is_some() && acted.change.kind != ChangeKind::Released {
                prop_assert!(desk.story.embargo.is_none_or(|until| at(now) >= until));
            }
            // Only a release opens what a hold closed.
            if matches!(before.public, Public::Held(_)) && !matches!(after.public, Public::Held(_)) {
                prop_assert_eq!(acted.change.kind, ChangeKind::Released);
            }
            // What readers see does not change behind the back of those who follow changes.
            if before.public != after.public {
                prop_assert!(acted.change.kind.is_public());
            }
            // Times run forward.
            if let (Some(first), Some(changed)) = (after.first_live_at, after.changed_at) {
                prop_assert!(first <= changed);
            }
            // A correction is public text about two different revisions of a live article.
            if let Some(correction) = &acted.correction {
                prop_assert!(!correction.text.is_empty() && correction.from < correction.to);
            }
            desk.article = after;
        }
        let history: Vec<Revision> = desk.texts.iter().map(|(revision, _)| revision.clone()).collect();
        prop_assert_eq!(crate::revision::verify(&history), Ok(()));
    }
}

#[test]
fn paid_content_goes_out_only_with_the_name_of_who_paid() {
    let mut desk = Desk::open();
    desk.story.kind = Kind::Sponsored;
    desk.approve();
    let refused = desk.article.publish(desk.newest(), desk.act(3)).unwrap_err();
    assert_eq!(refused, Refusal::NoSponsor);
    desk.texts.last_mut().unwrap().1.sponsor = Some("Hill Tractors".to_owned());
    desk.article.publish(desk.newest(), desk.act(4)).unwrap();
}
