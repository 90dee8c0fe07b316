//! What the desk writes to people: short letters, each for one person, sent by jobs of the outbox.

mod words;

use delivery::Letter;
use jiff::SignedDuration;
use store::{Leased, Write};
use story::account::Editor;
use story::job::{Due, Job, Notice};
use story::{AccountId, Timestamp};

use crate::{Desk, Error, door, people};
use words::{Words, fill};

/// How long a link that somebody asked for themselves sets a new password.
const RESET: SignedDuration = SignedDuration::from_hours(1);

/// How soon somebody gets such a link again, so that nobody can fill their mailbox.
const RESET_AGAIN: SignedDuration = SignedDuration::from_mins(5);

/// How long a notice is news.
const NOTICE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is with the server, or there is nothing to send; this is what the outbox notes.
    Done(String),
    /// It is to be tried again, if that is still of use.
    Later {
        /// What went wrong.
        why: String,
        /// After when it is of no use any more.
        until: Timestamp,
    },
}

/// A letter, and until when it is worth sending.
struct Written {
    letter: Letter,
    until: Timestamp,
}

/// Asks for a letter that tells somebody what was done about their account, if letters leave the house.
pub(crate) async fn put_notice(
    desk: &Desk,
    write: &mut Write<'_>,
    account: AccountId,
    notice: Notice,
) -> Result<(), Error> {
    if desk.config().mail.is_some() {
        let at = desk.store().clock().now();
        write.put_job(&Due { job: Job::MailNotice { account, notice }, at }).await?;
    }
    Ok(())
}

/// Where somebody takes an invitation. Behind the `#` the token stays in the browser: no log ever shows it.
pub(crate) fn invitation_link(desk: &Desk, token: &str) -> String {
    format!("{}/desk/invitation#{token}", desk.config().origin())
}

/// Where somebody chooses a new password.
pub(crate) fn reset_link(desk: &Desk, token: &str) -> String {
    format!("{}/desk/reset#{token}", desk.config().origin())
}

impl Desk {
    /// A link with which an account chooses a new password, for the machine's owner to hand over.
    pub async fn reset_link(&self, account: AccountId, by: &Editor) -> Result<String, Error> {
        let now = self.store().clock().now();
        let until = now.checked_add(people::RESET_BY_ADMIN).unwrap_or(now);
        let mut write = self.store().write().await?;
        let token = write.reset_ticket(account, until).await?;
        write.audit(by, "reset link", &format!("account {account}"), "").await?;
        write.commit().await?;
        Ok(reset_link(self, &token))
    }

    /// Whether letters leave the house.
    pub fn sends_mail(&self) -> bool {
        self.config().mail.is_some()
    }

    /// Writes the letter that a job asks for and sends it. The link in it is made only now, so that the outbox
    /// holds no token; a letter that is sent twice has two links, and using one ends the other.
    pub async fn send(&self, leased: &Leased) -> Result<Sent, Error> {
        let Some(mailer) = &self.config().mail else {
            return Ok(Sent::Done("no mail is sent from here any more".to_owned()));
        };
        let Some(Written { letter, until }) = self.write_letter(leased).await? else {
            return Ok(Sent::Done("there is nobody to write to".to_owned()));
        };
        match mailer.send(&letter).await {
            Ok(()) => Ok(Sent::Done("sent".to_owned())),
            Err(error) if error.is_for_good() => Ok(Sent::Done(format!("not sent: {error}"))),
            Err(error) => Ok(Sent::Later { why: error.to_string(), until }),
        }
    }

    async fn write_letter(&self, leased: &Leased) -> Result<Option<Written>, Error> {
        match &leased.job {
            Job::MailInvitation { invitation } => self.invitation(*invitation).await,
            Job::MailReset { email } => self.reset_asked(email, leased).await,
            Job::MailNewPassword { account } => self.new_password(*account, leased).await,
            Job::MailNotice { account, notice } => self.notice(*account, *notice, leased).await,
            Job::PublishScheduled { .. } | Job::TellCdnAgain { .. } => Ok(None),
        }
    }

    async fn invitation(&self, id: i64) -> Result<Option<Written>, Error> {
        let Some(invitation) = self.store().invitation(id).await? else { return Ok(None) };
        let mut write = self.store().write().await?;
        let token = write.invitation_ticket(&invitation).await?;
        write.commit().await?;
        let link = invitation_link(self, &token);
        // Whoever invites writes in a language that the other reads, more likely than not.
        let language = match invitation.by_account {
            Some(account) => self.language_of(account).await?,
            None => self.language_of_the_paper().await?,
        };
        let words = Words::of(&language);
        let values = [("by", &*invitation.by_name), ("link", &*link)];
        let text = (words.invitation_subject, words.invitation);
        let to = (&*invitation.email, &*invitation.name);
        Ok(Some(self.letter(words, to, text, &values, invitation.until).await?))
    }

    async fn reset_asked(&self, email: &str, leased: &Leased) -> Result<Option<Written>, Error> {
        let account = self.store().account_by_email(email).await?;
        let account = account.map(|(account, _)| account);
        let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
            return Ok(None);
        };
        let now = self.store().clock().now();
        let Ok(until) = leased.due.checked_add(RESET) else { return Ok(None) };
        let mut write = self.store().write().await?;
        let lately = now.checked_sub(RESET_AGAIN).unwrap_or(now);
        // A second try of the same letter is no second letter.
        if leased.tries == 1 && write.has_reset_ticket_since(account.id, lately).await? {
            return Ok(None);
        }
        let token = write.reset_ticket(account.id, now.checked_add(RESET).unwrap_or(now)).await?;
        write.commit().await?;
        let words = Words::of(&self.language_of(account.id).await?);
        let link = reset_link(self, &token);
        let text = (words.password_subject, words.password_asked);
        let to = (&*account.email, &*account.name);
        Ok(Some(self.letter(words, to, text, &[("link", &link)], until).await?))
    }

    async fn new_password(&self, id: AccountId, leased: &Leased) -> Result<Option<Written>, Error> {
        let Some(account) = self.store().account(id).await? else { return Ok(None) };
        if account.disabled_at.is_some() {
            return Ok(None);
        }
        let Ok(until) = leased.due.checked_add(people::RESET_BY_ADMIN) else { return Ok(None) };
        let mut write = self.store().write().await?;
        let token = write.reset_ticket(id, until).await?;
        write.commit().await?;
        let words = Words::of(&self.language_of(id).await?);
        let link = reset_link(self, &token);
        let text = (words.password_subject, words.password_given);
        let to = (&*account.email, &*account.name);
        Ok(Some(self.letter(words, to, text, &[("link", &link)], until).await?))
    }

    async fn notice(
        &self,
        id: AccountId,
        notice: Notice,
        leased: &Leased,
    ) -> Result<Option<Written>, Error> {
        let Some(account) = self.store().account(id).await? else { return Ok(None) };
        let Ok(until) = leased.due.checked_add(NOTICE) else { return Ok(None) };
        let words = Words::of(&self.language_of(id).await?);
        let desk = format!("{}/desk/", self.config().origin());
        let values = [("what", words.done(notice)), ("desk", &*desk)];
        let text = (words.notice_subject, words.notice);
        let to = (&*account.email, &*account.name);
        Ok(Some(self.letter(words, to, text, &values, until).await?))
    }

    /// A letter to somebody at an address, of a subject and a text with gaps for these values.
    async fn letter(
        &self,
        words: &Words,
        (email, name): (&str, &str),
        (subject, text): (&str, &str),
        values: &[(&str, &str)],
        until: Timestamp,
    ) -> Result<Written, Error> {
        let paper = door::paper(self).await?;
        let values = [&[("name", name), ("paper", &paper)], values].concat();
        let letter = Letter {
            to: email.to_owned(),
            subject: fill(subject, &values),
            text: format!("{}\n\n{}\n", fill(words.hello, &values), fill(text, &values)),
        };
        Ok(Written { letter, until })
    }

    /// The language in which somebody wants the desk, or else that of the paper.
    async fn language_of(&self, account: AccountId) -> Result<String, Error> {
        match self.store().desk_language(account).await? {
            Some(language) => Ok(language),
            None => self.language_of_the_paper().await,
        }
    }

    async fn language_of_the_paper(&self) -> Result<String, Error> {
        let editions = self.store().editions().await?;
        let edition = editions.iter().find(|edition| edition.default).or(editions.first());
        Ok(edition.map_or("en", |edition| edition.language.code()).to_owned())
    }
}
