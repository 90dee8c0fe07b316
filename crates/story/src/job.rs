//! Work that is due at a moment, kept in the transaction of the act that asks for it.

use crate::{AccountId, ArticleId, RevisionNumber, Timestamp};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Publish a text at its hour, if the article still has it scheduled.
    PublishScheduled {
        /// Which article.
        article: ArticleId,
        /// Which text.
        revision: RevisionNumber,
    },
    /// Write to somebody who is invited.
    MailInvitation {
        /// Which invitation.
        invitation: i64,
    },
    /// Write to whoever has this address how to choose a new password, if anybody here has it.
    MailReset {
        /// The address, as a stranger gave it.
        email: String,
    },
    /// Write to somebody that an admin lets them choose a new password.
    MailNewPassword {
        /// Whose account.
        account: AccountId,
    },
    /// Tell somebody what was done about their account, so that they notice if it was not them.
    MailNotice {
        /// Whose account.
        account: AccountId,
        /// What was done.
        notice: Notice,
    },
    /// Tell the CDN in front once more which pages changed.
    TellCdnAgain {
        /// Whether every page may be another one.
        everything: bool,
        /// Whether something among it was withdrawn.
        withdrawn: bool,
        /// The names of what the changed pages show.
        names: Vec<String>,
    },
}

/// What somebody should know about their account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The password is another.
    PasswordChanged,
    /// A passkey more signs them in.
    PasskeyAdded,
    /// The one-time codes are no longer asked for.
    CodesOff,
    /// Everything but the password was forgotten.
    FactorsForgotten,
    /// Somebody signed in with a code from paper.
    RecoveryCodeUsed,
}

impl Job {
    /// The kinds that write to somebody. A mail server that does not answer holds up nothing else.
    pub const MAIL: &[&str] =
        &["mail_invitation", "mail_reset", "mail_new_password", "mail_notice"];

    /// The kind that tells the CDN.
    pub const CDN: &str = "tell_cdn_again";

    /// The word that the store lists it by.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::PublishScheduled { .. } => "publish_scheduled",
            Job::MailInvitation { .. } => "mail_invitation",
            Job::MailReset { .. } => "mail_reset",
            Job::MailNewPassword { .. } => "mail_new_password",
            Job::MailNotice { .. } => "mail_notice",
            Job::TellCdnAgain { .. } => Job::CDN,
        }
    }
}

/// A job and its hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What is to be done.
    pub job: Job,
    /// Not before this moment.
    pub at: Timestamp,
}
