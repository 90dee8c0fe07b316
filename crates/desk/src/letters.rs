//! What the desk writes to people: short letters, each for one person, sent by jobs of the outbox.

use delivery::Letter;
use jiff::SignedDuration;
use store::{Leased, Write};
use story::account::{Account, Editor};
use story::job::{Due, Job, Notice};
use story::{AccountId, Timestamp};

use crate::{Desk, Error, door, people};

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
            Job::PublishScheduled { .. } => Ok(None),
        }
    }

    async fn invitation(&self, id: i64) -> Result<Option<Written>, Error> {
        let Some(invitation) = self.store().invitation(id).await? else { return Ok(None) };
        let mut write = self.store().write().await?;
        let token = write.invitation_ticket(&invitation).await?;
        write.commit().await?;
        let paper = door::paper(self).await?;
        let (name, by) = (&invitation.name, &invitation.by_name);
        let link = invitation_link(self, &token);
        let subject = format!("{by} invites you to {paper}");
        let text = format!(
            "Hello {name},\n\n{by} invites you to the newsroom of {paper}. Choose a password here within a week:\n\n{link}\n\nIf you do not know what this is about, do nothing.\n"
        );
        let letter = Letter { to: invitation.email, subject, text };
        Ok(Some(Written { letter, until: invitation.until }))
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
        self.password_letter(
            &account,
            &token,
            "You, or somebody who knows your address, asked for it.",
            "an hour",
            until,
        )
        .await
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
        self.password_letter(
            &account,
            &token,
            "An admin of the newsroom made this link for you.",
            "a day",
            until,
        )
        .await
    }

    async fn password_letter(
        &self,
        account: &Account,
        token: &str,
        why: &str,
        within: &str,
        until: Timestamp,
    ) -> Result<Option<Written>, Error> {
        let paper = door::paper(self).await?;
        let link = reset_link(self, token);
        let name = &account.name;
        let text = format!(
            "Hello {name},\n\nchoose a new password for the newsroom of {paper} here within {within}:\n\n{link}\n\n{why} If you want no new password, do nothing: the old one stays.\n"
        );
        let subject = format!("A new password for {paper}");
        Ok(Some(Written { letter: Letter { to: account.email.clone(), subject, text }, until }))
    }

    async fn notice(
        &self,
        id: AccountId,
        notice: Notice,
        leased: &Leased,
    ) -> Result<Option<Written>, Error> {
        let Some(account) = self.store().account(id).await? else { return Ok(None) };
        let Ok(until) = leased.due.checked_add(NOTICE) else { return Ok(None) };
        let paper = door::paper(self).await?;
        let what = match notice {
            Notice::PasswordChanged => "Your password was changed.",
            Notice::PasskeyAdded => "A passkey was added to your account.",
            Notice::CodesOff => "One-time codes are no longer asked for when you sign in.",
            Notice::FactorsForgotten => {
                "An admin took your one-time codes, your codes on paper and your passkeys away."
            }
            Notice::RecoveryCodeUsed => "Somebody signed in with one of your codes on paper.",
        };
        let (name, origin) = (&account.name, self.config().origin());
        let text = format!(
            "Hello {name},\n\n{what}\n\nIf that was you, all is well. If not, sign in at {origin}/desk/, change your password, end your other sessions, and tell an admin of the newsroom.\n"
        );
        let subject = format!("Your account at {paper}: {}", what.trim_end_matches('.'));
        Ok(Some(Written { letter: Letter { to: account.email, subject, text }, until }))
    }
}
