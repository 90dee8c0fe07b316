//! What people do with an article. Each act names the version that they saw.

use axum::Json;
use axum::extract::State;
use axum_extra::extract::CookieJar;
use story::account::Editor;
use story::article::{Acted, Correcting};
use story::correction::CorrectionKind;
use story::{ArticleId, ItemId, RevisionNumber};

use crate::article::{self, ArticleView};
use crate::asked::{Asked, At};
use crate::person::Person;
use crate::sign_in::{self, Credentials, From};
use crate::subject::Subject;
use crate::{Desk, Error, moment, possible, vocabulary, weight};

type Answer = Result<Json<ArticleView>, Error>;

/// The article as somebody saw it.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    version: i64,
}

/// The article and the text as somebody saw them.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeenText {
    version: i64,
    #[schema(value_type = u32)]
    revision: RevisionNumber,
}

/// `POST /api/articles/{id}/review`
pub(crate) async fn review(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let acted = subject.article.send_to_review(subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// `POST /api/articles/{id}/return`
pub(crate) async fn return_to_writer(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let acted = subject.article.return_to_writer(subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// `POST /api/articles/{id}/approve`
pub(crate) async fn approve(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(SeenText { version, revision }): Asked<SeenText>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let acted = subject.article.approve(revision, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// A text to be published.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publishing {
    version: i64,
    #[schema(value_type = u32)]
    revision: RevisionNumber,
    /// Why the page may weigh more than the paper allows itself.
    #[serde(default)]
    over_budget_because: Option<String>,
}

/// `POST /api/articles/{id}/publish`
pub(crate) async fn publish(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Publishing { version, revision, over_budget_because }): Asked<Publishing>,
) -> Answer {
    let subject = Subject::seen_with(&desk, &person, id, version, revision).await?;
    let mut acted = subject.article.publish(subject.text()?, subject.act(&person.editor))?;
    weight::check(&desk, id, revision, over_budget_because.as_deref()).await?;
    if let Some(because) = over_budget_because {
        check_words("over_budget_because", &because)?;
        acted.audit.1.push_str(&format!(", over the budget because: {because}"));
    }
    save(&desk, &person, &subject, &acted).await
}

/// A moment to come.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scheduling {
    version: i64,
    #[schema(value_type = u32)]
    revision: RevisionNumber,
    /// `2026-01-31T06:00` by the edition's clocks, or with an offset.
    at: String,
}

/// `POST /api/articles/{id}/schedule`
pub(crate) async fn schedule(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Scheduling { version, revision, at }): Asked<Scheduling>,
) -> Answer {
    let subject = Subject::seen_with(&desk, &person, id, version, revision).await?;
    let editions = desk.store().editions().await?;
    let edition = editions.iter().find(|edition| edition.code == subject.article.edition);
    let zone = edition.map_or(jiff::tz::TimeZone::UTC, story::Edition::zone);
    let at = moment::parse(&at, &zone)?;
    let acted = subject.article.schedule(subject.text()?, at, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// `POST /api/articles/{id}/unschedule`
pub(crate) async fn unschedule(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let acted = subject.article.unschedule(subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// What readers are told of a mistake.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionAsked {
    version: i64,
    #[schema(value_type = u32)]
    revision: RevisionNumber,
    #[schema(value_type = vocabulary::CorrectionKind)]
    kind: CorrectionKind,
    text: String,
    /// The claim that was wrong: whatever else carries it gets a task.
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    claim: Option<ItemId>,
}

/// `POST /api/articles/{id}/correct`
pub(crate) async fn correct(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(CorrectionAsked { version, revision, kind, text, claim }): Asked<CorrectionAsked>,
) -> Answer {
    let subject = Subject::seen_with(&desk, &person, id, version, revision).await?;
    check_words("text", &text)?;
    if let Some(claim) = claim {
        must_be_claim(&desk, claim).await?;
    }
    let correcting = Correcting { kind, text: &text, claim };
    let act = subject.act(&person.editor);
    let acted = subject.article.correct(subject.text()?, correcting, act)?;
    save(&desk, &person, &subject, &acted).await
}

/// Whatever else speaks of the item gets a task, which for a person or a place would be half of the paper.
async fn must_be_claim(desk: &Desk, id: ItemId) -> Result<(), Error> {
    if desk.store().item(id).await?.claim().is_some() {
        return Ok(());
    }
    let sentence = format!(
        "Item {id} is no claim. Name the claim that was wrong, or none. Nothing is published yet."
    );
    Err(Error::Invalid { field: "claim", sentence })
}

/// `POST /api/articles/{id}/fix`
pub(crate) async fn fix(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(SeenText { version, revision }): Asked<SeenText>,
) -> Answer {
    let subject = Subject::seen_with(&desk, &person, id, version, revision).await?;
    let live = match subject.article.public.live() {
        Some(live) => desk.store().content(id, live).await?,
        // Nothing is live, which the rule says before it compares.
        None => story::Content::default(),
    };
    let acted = subject.article.fix(subject.text()?, &live, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// What readers are told of a withdrawal.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Withdrawal {
    version: i64,
    note: String,
}

/// `POST /api/articles/{id}/withdraw`
pub(crate) async fn withdraw(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(Withdrawal { version, note }): Asked<Withdrawal>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    check_words("note", &note)?;
    let acted = subject.article.withdraw(&note, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// A legal hold: whose order, and the colleague who agrees, by their own password.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Hold {
    version: i64,
    order: String,
    second: Credentials,
}

/// `POST /api/articles/{id}/hold`
pub(crate) async fn hold(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    from: From,
    Asked(Hold { version, order, second }): Asked<Hold>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    check_words("order", &order)?;
    let second = agreeing(&desk, second, from).await?;
    let acted = subject.article.hold(&order, &second, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// The end of a legal hold, and the colleague who agrees.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    version: i64,
    second: Credentials,
}

/// `POST /api/articles/{id}/release`
pub(crate) async fn release(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    from: From,
    Asked(Release { version, second }): Asked<Release>,
) -> Answer {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let second = agreeing(&desk, second, from).await?;
    let acted = subject.article.release(&second, subject.act(&person.editor))?;
    save(&desk, &person, &subject, &acted).await
}

/// The colleague who agrees. Their password is what makes it their word and not that of the person at the screen.
async fn agreeing(desk: &Desk, second: Credentials, from: From) -> Result<Editor, Error> {
    let address = sign_in::address(from);
    // The browser is known to the person at the screen, not to the colleague.
    match sign_in::check(desk, second, address, &CookieJar::new()).await {
        Ok((account, _)) => Ok(Editor::from(&account)),
        // 401 would sign out the person at the screen, who did nothing wrong.
        Err(Error::WrongPassword) => Err(Error::Invalid {
            field: "second",
            sentence: "The colleague's e-mail address and password do not belong together."
                .to_owned(),
        }),
        Err(Error::CodeWanted | Error::WrongCode | Error::PasskeyWanted) => Err(Error::Invalid {
            field: "second.code",
            sentence: "The colleague has one-time codes, too: the newest six digits, or a code from their paper, are missing or wrong."
                .to_owned(),
        }),
        Err(error) => Err(error),
    }
}

/// Keeps what was decided and answers with the article as it is then.
pub(crate) async fn save(desk: &Desk, person: &Person, subject: &Subject, acted: &Acted) -> Answer {
    possible::changes(subject, acted)?;
    match desk.store().save(acted, &person.editor).await {
        Ok(()) => Ok(Json(article::view(desk, person, acted.article.id).await?)),
        Err(store::Error::Stale(id)) => Err(article::stale(desk, person, id).await),
        Err(error) => Err(error.into()),
    }
}

/// Words that must be there, without what surrounds them.
pub(crate) fn checked_words(field: &'static str, words: &str) -> Result<String, Error> {
    check_words(field, words)?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Error::Invalid { field, sentence: "Write a word about it.".to_owned() });
    }
    Ok(words.to_owned())
}

/// Words that readers see: a paragraph at most, on lines that a page can show.
fn check_words(field: &'static str, words: &str) -> Result<(), Error> {
    const MOST: usize = 2_000;
    let length = words.chars().count();
    if length > MOST {
        let sentence = format!("This has {length} characters; at most {MOST} fit.");
        return Err(Error::Invalid { field, sentence });
    }
    if words.chars().any(|sign| sign.is_control() && sign != '\n') {
        let sentence = "This holds signs that no page can show. Type it anew.".to_owned();
        return Err(Error::Invalid { field, sentence });
    }
    Ok(())
}
