//! Which acts are possible now for somebody, and if not, why: the rules themselves are asked.

use story::account::{Account, Editor};
use story::article::{Acted, Correcting};
use story::correction::CorrectionKind;
use story::{Content, Refusal};

use crate::Error;
use crate::person::Person;
use crate::subject::Subject;

/// What may be done with an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActName {
    Write,
    Review,
    Return,
    Approve,
    Publish,
    Schedule,
    Unschedule,
    Correct,
    Fix,
    Withdraw,
    Hold,
    Release,
}

impl ActName {
    pub(crate) const ALL: [ActName; 12] = [
        ActName::Write,
        ActName::Review,
        ActName::Return,
        ActName::Approve,
        ActName::Publish,
        ActName::Schedule,
        ActName::Unschedule,
        ActName::Correct,
        ActName::Fix,
        ActName::Withdraw,
        ActName::Hold,
        ActName::Release,
    ];
}

/// An act, and whether it is possible.
#[derive(Clone, Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Possible {
    act: ActName,
    possible: bool,
    code: Option<&'static str>,
    why_not: Option<String>,
}

/// Every act, tried with whatever words and moment it would take.
pub(crate) fn acts(
    subject: &Subject,
    live: Option<&Content>,
    person: &Person,
    accounts: &[Account],
) -> Vec<Possible> {
    let others: Vec<Editor> = accounts
        .iter()
        .filter(|account| account.id != person.account.id)
        .map(Editor::from)
        .collect();
    ActName::ALL
        .into_iter()
        .map(|act| {
            let refusal = attempt(act, subject, live, &person.editor, &others)
                .and_then(|acted| changes(subject, &acted))
                .err();
            Possible {
                act,
                possible: refusal.is_none(),
                code: refusal.as_ref().map(Error::code),
                why_not: refusal.as_ref().map(ToString::to_string),
            }
        })
        .collect()
}

/// Refuses what would leave everything as it is.
pub(crate) fn changes(subject: &Subject, acted: &Acted) -> Result<(), Error> {
    if acted.article == subject.article {
        Err(Error::NothingToChange(subject.article.desk))
    } else {
        Ok(())
    }
}

fn attempt(
    act: ActName,
    subject: &Subject,
    live: Option<&Content>,
    by: &Editor,
    others: &[Editor],
) -> Result<Acted, Error> {
    let Subject { article, story, now, .. } = subject;
    let asked = subject.act(by);
    let acted = match act {
        ActName::Write => article.write(article.draft.next(), asked)?,
        ActName::Review => article.send_to_review(asked)?,
        ActName::Return => article.return_to_writer(asked)?,
        ActName::Approve => article.approve(article.draft, asked)?,
        ActName::Publish => article.publish(subject.text()?, asked)?,
        ActName::Schedule => {
            let earliest = story.embargo.map_or(*now, |embargo| embargo.max(*now));
            article.schedule(subject.text()?, earliest, asked)?
        }
        ActName::Unschedule => article.unschedule(asked)?,
        ActName::Correct => {
            let correcting =
                Correcting { kind: CorrectionKind::Correction, text: "…", claim: None };
            article.correct(subject.text()?, correcting, asked)?
        }
        ActName::Fix => match live {
            Some(live) => article.fix(subject.text()?, live, asked)?,
            None if article.public.live().is_some() => return Err(Error::Sealed),
            // The rule refuses before it compares.
            None => article.fix(subject.text()?, &Content::default(), asked)?,
        },
        ActName::Withdraw => article.withdraw("…", asked)?,
        ActName::Hold => with_any(others, |second| article.hold("…", second, asked))?,
        ActName::Release => with_any(others, |second| article.release(second, asked))?,
    };
    Ok(acted)
}

/// The act with the first colleague who may agree to it.
fn with_any(
    others: &[Editor],
    act: impl Fn(&Editor) -> Result<Acted, Refusal>,
) -> Result<Acted, Refusal> {
    let nobody = Editor { account: None, name: String::new(), grants: Vec::new() };
    others
        .iter()
        .map(&act)
        .find(|acted| !matches!(acted, Err(Refusal::NoSecondPerson)))
        .unwrap_or_else(|| act(&nobody))
}
