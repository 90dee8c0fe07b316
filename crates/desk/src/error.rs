//! Everything that the desk refuses: a status, a stable code, and a sentence for the person at the screen.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use story::Refusal;
use story::article::DeskState;

use crate::article::ArticleView;
use crate::misread;

/// Why the desk does not do something.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("Sign in first.")]
    SignIn,
    /// Somebody is signed in who has no role.
    #[error("Your account has no role yet. Ask an admin for one.")]
    NoRole,
    /// The e-mail address and the password do not belong together.
    #[error("This e-mail address and this password do not belong together.")]
    WrongPassword,
    /// The password is right, and the account has one-time codes.
    #[error("Now the six digits from your app, or a code from your paper.")]
    CodeWanted,
    /// The code is wrong, or was used.
    #[error("This code is wrong, or was used already. The next one will do.")]
    WrongCode,
    /// The password is right, and the paper wants more of an account that has a passkey.
    #[error(
        "This paper wants more than a password. Sign in with your passkey, or with a code from your paper."
    )]
    PasskeyWanted,
    /// The passkey signs nobody in here.
    #[error("This passkey signs nobody in here. Sign in with your password.")]
    BadPasskey,
    /// A passkey could not be made.
    #[error(
        "The passkey was not accepted. Try again, and confirm it on your device within five minutes."
    )]
    PasskeyNotMade,
    /// The desk's address can have no passkeys.
    #[error(
        "Passkeys need the desk to have a host name and HTTPS; this one has not. Use one-time codes."
    )]
    NoPasskeys,
    /// The key that one-time codes are sealed with is not the one they were sealed with.
    #[error(
        "The server has another key than the one your codes were kept with, so it cannot check them. Use a code from your paper or a passkey, and tell the person who runs the server."
    )]
    NoKey,
    /// The paper wants a second factor, and this account has none.
    #[error(
        "This paper wants more than a password. Add one-time codes or a passkey to your account first."
    )]
    SecondFactorWanted,
    /// The last admin would be gone.
    #[error("Nobody else is an admin of the whole paper. Make somebody one first.")]
    LastAdmin,
    /// A link that was used, or is too old, or was never one.
    #[error("This link has been used or has ended. Ask for a new one.")]
    EndedLink,
    /// Too many wrong passwords.
    #[error("Too many attempts. Wait {seconds} seconds, then try again.")]
    TooManyAttempts {
        /// How long to wait.
        seconds: u64,
    },
    /// Too many people sign in at once.
    #[error("The desk is busy checking passwords. Try again in a moment.")]
    Busy,
    /// The request comes from another site.
    #[error("This request came from another site. Open the desk itself and try there.")]
    OtherSite,
    /// The one-time link is wrong, or was used.
    #[error(
        "This link has been used, or a newer one has been printed since. Sign in, or restart the server to get a new link."
    )]
    BadLink,
    /// What was sent cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// The address speaks WebSocket alone.
    #[error("This address is for WebSockets: the desk's editor speaks to it.")]
    NoWebSocket,
    /// The body is JSON and not what belongs there.
    #[error("{0}")]
    Misread(String),
    /// Something that was asked for does not fit.
    #[error("{sentence}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// What is wrong with it, and what would do.
        sentence: String,
    },
    /// There is no such thing.
    #[error("There is no {what} {which}.")]
    Missing {
        /// What kind of thing.
        what: &'static str,
        /// Which one.
        which: String,
    },
    /// There is no such address in the desk.
    #[error("The desk has no such address.")]
    NoRoute,
    /// The address exists, but not for this method.
    #[error("This address does not take that method.")]
    NoMethod,
    /// A rule refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The act would change nothing.
    #[error("There is nothing to change: {}", already(*.0))]
    NothingToChange(DeskState),
    /// Somebody else acted in the meantime.
    #[error(
        "Somebody else changed this article in the meantime. Look at its present state, then try again."
    )]
    Stale {
        /// What it is now.
        present: Box<ArticleView>,
    },
    /// Somebody else changed something in the meantime.
    #[error("Somebody else changed this {0} in the meantime. Look at it again, then change it.")]
    Overtaken(&'static str),
    /// Somebody else arranged the list in the meantime.
    #[error("Somebody else arranged this list in the meantime. Read it again, then arrange it.")]
    Rearranged,
    /// A page weighs more than the paper allows itself.
    #[error("This page weighs {} kB, and the paper allows itself {} kB. Make it lighter, or say why it may be so heavy.", total.div_ceil(1_000), budget / 1_000)]
    OverBudget {
        /// What it weighs, in bytes.
        total: u64,
        /// What it may weigh, in bytes.
        budget: u64,
    },
    /// The text was sealed by a court.
    #[error("This text is sealed by order of a court.")]
    Sealed,
    /// A name or an address is taken.
    #[error("{0}")]
    Taken(String),
    /// A file is larger than is kept.
    #[error("{0}")]
    TooLarge(String),
    /// A file is of a kind that is not taken.
    #[error("{0}")]
    Unsupported(String),
    /// Too many files come in at once.
    #[error("{0}")]
    Crowded(String),
    /// Something is wrong with the server.
    #[error(
        "Something went wrong in the server, and nothing was changed. Keep your text and try again; if it happens again, tell the person who runs the server."
    )]
    Internal(String),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        match error {
            store::Error::Missing { what, which } => Error::Missing { what, which },
            store::Error::Sealed { .. } => Error::Sealed,
            store::Error::Overtaken { what, .. } => Error::Overtaken(what),
            store::Error::AddressTaken { .. } | store::Error::Exists { .. } => {
                Error::Taken(misread::capital(&error.to_string()))
            }
            // Handlers answer with the present state; this is for a race that they could not see.
            store::Error::Stale(_) => Error::Refused(Refusal::Stale),
            other => Error::Internal(other.to_string()),
        }
    }
}

impl From<identity::Error> for Error {
    fn from(error: identity::Error) -> Error {
        Error::Internal(error.to_string())
    }
}

impl From<JsonRejection> for Error {
    fn from(rejection: JsonRejection) -> Error {
        let sentence = misread::sentence(&rejection.body_text());
        match rejection {
            JsonRejection::JsonDataError(_) => Error::Misread(sentence),
            _ => Error::Unreadable(sentence),
        }
    }
}

impl From<QueryRejection> for Error {
    fn from(rejection: QueryRejection) -> Error {
        Error::Unreadable(misread::sentence(&rejection.body_text()))
    }
}

impl From<PathRejection> for Error {
    fn from(_: PathRejection) -> Error {
        Error::NoRoute
    }
}

/// What every refusal looks like.
#[derive(serde::Serialize, utoipa::ToSchema)]
#[schema(as = Refusal)]
pub(crate) struct Answer<'a> {
    error: Told<'a>,
    #[schema(value_type = Option<ArticleView>)]
    article: Option<&'a ArticleView>,
}

/// Why something was refused.
#[derive(serde::Serialize, utoipa::ToSchema)]
#[schema(as = Reason)]
struct Told<'a> {
    /// A word for programs, the same for ever.
    code: &'static str,
    /// A sentence for the person at the screen.
    message: String,
    /// The field that it is about.
    field: Option<&'a str>,
}

impl Error {
    /// The word by which a program knows the error. It stays the same for ever.
    pub fn code(&self) -> &'static str {
        match self {
            Error::SignIn => "sign_in",
            Error::NoRole => "no_role",
            Error::WrongPassword => "wrong_password",
            Error::CodeWanted => "code_wanted",
            Error::WrongCode => "wrong_code",
            Error::PasskeyWanted => "passkey_wanted",
            Error::BadPasskey => "bad_passkey",
            Error::PasskeyNotMade => "passkey_not_made",
            Error::NoPasskeys => "no_passkeys",
            Error::NoKey => "no_key",
            Error::SecondFactorWanted => "second_factor_wanted",
            Error::LastAdmin => "last_admin",
            Error::EndedLink => "ended_link",
            Error::TooManyAttempts { .. } => "too_many_attempts",
            Error::Busy => "busy",
            Error::OtherSite => "other_site",
            Error::BadLink => "bad_link",
            Error::Unreadable(_) | Error::Misread(_) => "unreadable",
            Error::NoWebSocket => "no_websocket",
            Error::Invalid { .. } => "invalid",
            Error::Missing { .. } | Error::NoRoute => "not_found",
            Error::NoMethod => "no_method",
            Error::Refused(refusal) => refusal_code(refusal),
            Error::NothingToChange(_) => "nothing_to_change",
            Error::Stale { .. } => "stale",
            Error::Overtaken(_) => "overtaken",
            Error::Rearranged => "rearranged",
            Error::OverBudget { .. } => "over_budget",
            Error::Sealed => "sealed",
            Error::Taken(_) => "taken",
            Error::TooLarge(_) => "too_large",
            Error::Unsupported(_) => "unsupported",
            Error::Crowded(_) => "crowded",
            Error::Internal(_) => "internal",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Error::SignIn
            | Error::WrongPassword
            | Error::CodeWanted
            | Error::WrongCode
            | Error::PasskeyWanted
            | Error::BadPasskey => StatusCode::UNAUTHORIZED,
            Error::NoRole
            | Error::OtherSite
            | Error::BadLink
            | Error::EndedLink
            | Error::SecondFactorWanted => StatusCode::FORBIDDEN,
            Error::PasskeyNotMade | Error::NoPasskeys | Error::LastAdmin => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Error::NoKey => StatusCode::SERVICE_UNAVAILABLE,
            Error::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
            Error::Busy | Error::Crowded(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Unsupported(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Error::Unreadable(_) => StatusCode::BAD_REQUEST,
            Error::NoWebSocket => StatusCode::UPGRADE_REQUIRED,
            Error::Missing { .. } | Error::NoRoute => StatusCode::NOT_FOUND,
            Error::NoMethod => StatusCode::METHOD_NOT_ALLOWED,
            Error::Refused(Refusal::NotAllowed { .. }) => StatusCode::FORBIDDEN,
            Error::Refused(Refusal::Stale | Refusal::NotNewest { .. })
            | Error::Overtaken(_)
            | Error::Rearranged
            | Error::Stale { .. }
            | Error::Taken(_) => StatusCode::CONFLICT,
            Error::Misread(_)
            | Error::Invalid { .. }
            | Error::OverBudget { .. }
            | Error::Refused(_)
            | Error::NothingToChange(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Error::Sealed => StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The word by which a program knows why a rule refuses.
pub(crate) fn refusal_code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotAllowed { .. } => "not_allowed",
        Refusal::NotPending => "not_pending",
        Refusal::NoReason => "no_reason",
        Refusal::KindIsPublic => "kind_is_public",
        Refusal::PublicAlready { .. } => "public_already",
        Refusal::NoTranslation => "no_translation",
        Refusal::NoSuchSource { .. } => "no_such_source",
        Refusal::NotApproved { .. } => "not_approved",
        Refusal::NotNewest { .. } => "not_newest",
        Refusal::NoHeadline => "no_headline",
        Refusal::HeadlineTooLong(_) => "headline_too_long",
        Refusal::NoText => "no_text",
        Refusal::NoSection => "no_section",
        Refusal::NoSponsor => "no_sponsor",
        Refusal::NoAlt { .. } => "no_alt",
        Refusal::NoPicture(_) => "no_picture",
        Refusal::NoRights { .. } => "no_rights",
        Refusal::Embargoed { .. } => "embargoed",
        Refusal::Past { .. } => "past",
        Refusal::Overdue { .. } => "overdue",
        Refusal::NotScheduled(_) => "not_scheduled",
        Refusal::Held { .. } => "held",
        Refusal::NotHeld => "not_held",
        Refusal::NotLive => "not_live",
        Refusal::AlreadyLive(_) => "already_live",
        Refusal::NoCorrectionText => "no_correction_text",
        Refusal::NoNote => "no_note",
        Refusal::NoOrder => "no_order",
        Refusal::NotMinor(_) => "not_minor",
        Refusal::NoSecondPerson => "no_second_person",
        Refusal::QuotationChanged { .. } => "quotation_changed",
        Refusal::NoName => "no_name",
        Refusal::NameTooLong(_) => "name_too_long",
        Refusal::TooManyAliases => "too_many_aliases",
        Refusal::NowhereOnEarth(_) => "nowhere_on_earth",
        Refusal::OfItself => "of_itself",
        Refusal::OtherKind { .. } => "other_kind",
        Refusal::KindStays { .. } => "kind_stays",
        Refusal::MergedAlready => "merged_already",
        Refusal::NotMerged => "not_merged",
        Refusal::Stale => "stale",
        Refusal::TextInUse { .. } => "text_in_use",
        Refusal::NoSuchRevision { .. } => "no_such_revision",
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Error::Internal(why) = &self {
            tracing::error!(error = why, "The desk could not answer.");
        }
        let field = match &self {
            Error::Invalid { field, .. } => Some(*field),
            _ => None,
        };
        let article = match &self {
            Error::Stale { present } => Some(&**present),
            _ => None,
        };
        let told = Told { code: self.code(), message: self.to_string(), field };
        let answer = axum::Json(Answer { error: told, article });
        let mut response = (self.status(), answer).into_response();
        if let Error::TooManyAttempts { seconds } = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Error::NoWebSocket) {
            // RFC 9110, 15.5.22: it says to what.
            let headers = response.headers_mut();
            headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
            headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        }
        response
    }
}

fn already(state: DeskState) -> &'static str {
    match state {
        DeskState::Draft => "the text is with its writer already.",
        DeskState::InReview => "the text is in review already.",
        DeskState::Approved => "this very text is approved already.",
    }
}
