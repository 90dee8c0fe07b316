//! What colleagues say beside a text.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use store::MarginComment;
use story::{AccountId, ArticleId, Timestamp};

use crate::asked::{Asked, At, Nothing};
use crate::person::Person;
use crate::{Desk, Error};

/// The longest comment, in characters.
const MOST: usize = 4_000;

/// The longest place in a text, as the editor writes it down.
const MOST_ANCHOR: usize = 4_000;

/// All comments beside a text.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Comments {
    comments: Vec<CommentView>,
}

/// A comment with its answers.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct CommentView {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    account: Option<AccountId>,
    name: String,
    /// The words that it is about, as they were then.
    words: String,
    /// Where in the text these are, as the editor writes it down.
    anchor: String,
    text: String,
    replies: Vec<ReplyView>,
    #[schema(value_type = Option<String>, format = DateTime)]
    resolved_at: Option<Timestamp>,
    resolved_by: Option<String>,
}

/// An answer to a comment.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct ReplyView {
    id: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    account: Option<AccountId>,
    name: String,
    text: String,
}

/// A comment to be written.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewComment {
    #[schema(max_length = 4000)]
    words: String,
    #[schema(max_length = 4000)]
    anchor: String,
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// An answer to be written.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewReply {
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// `GET /api/articles/{id}/comments`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<Comments>, Error> {
    Ok(Json(of(&desk, id).await?))
}

/// `POST /api/articles/{id}/comments`
pub(crate) async fn write(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(NewComment { words, anchor, text }): Asked<NewComment>,
) -> Result<(StatusCode, Json<Comments>), Error> {
    desk.store().article(id).await?;
    let text = checked(&text)?;
    if words.chars().count() > MOST || anchor.len() > MOST_ANCHOR {
        let sentence = "The words that the comment is about are too many. Choose fewer.".to_owned();
        return Err(Error::Invalid { field: "words", sentence });
    }
    put(&desk, &person, id, None, words, anchor, text).await?;
    Ok((StatusCode::CREATED, Json(of(&desk, id).await?)))
}

/// `POST /api/comments/{id}/replies`
pub(crate) async fn reply(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<i64>,
    Asked(NewReply { text }): Asked<NewReply>,
) -> Result<(StatusCode, Json<Comments>), Error> {
    let comment = desk.store().margin_comment(id).await?;
    let text = checked(&text)?;
    // An answer to an answer belongs to the same comment.
    let parent = comment.parent.unwrap_or(comment.id);
    put(&desk, &person, comment.article, Some(parent), String::new(), String::new(), text).await?;
    Ok((StatusCode::CREATED, Json(of(&desk, comment.article).await?)))
}

/// `POST /api/comments/{id}/resolve`
pub(crate) async fn resolve(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<i64>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Comments>, Error> {
    settle(&desk, &person, id, true).await
}

/// `POST /api/comments/{id}/reopen`
pub(crate) async fn reopen(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<i64>,
    Asked(Nothing {}): Asked<Nothing>,
) -> Result<Json<Comments>, Error> {
    settle(&desk, &person, id, false).await
}

async fn settle(
    desk: &Desk,
    person: &Person,
    id: i64,
    resolved: bool,
) -> Result<Json<Comments>, Error> {
    let comment = desk.store().margin_comment(id).await?;
    let mut write = desk.store().write().await?;
    let thread = comment.parent.unwrap_or(id);
    write.resolve_margin_comment(thread, resolved, &person.editor).await?;
    write.commit().await?;
    desk.comments_changed(comment.article).await;
    Ok(Json(of(desk, comment.article).await?))
}

async fn put(
    desk: &Desk,
    person: &Person,
    article: ArticleId,
    parent: Option<i64>,
    words: String,
    anchor: String,
    text: String,
) -> Result<(), Error> {
    let mut write = desk.store().write().await?;
    let comment = MarginComment {
        id: write.id(),
        article,
        parent,
        at: desk.store().clock().now(),
        account: Some(person.account.id),
        name: person.account.name.clone(),
        words,
        anchor,
        text,
        resolved_at: None,
        resolved_by: None,
    };
    write.put_margin_comment(&comment).await?;
    write.commit().await?;
    desk.comments_changed(article).await;
    Ok(())
}

async fn of(desk: &Desk, article: ArticleId) -> Result<Comments, Error> {
    let (threads, answers): (Vec<_>, Vec<_>) = desk
        .store()
        .margin_comments(article)
        .await?
        .into_iter()
        .partition(|comment| comment.parent.is_none());
    let comments = threads
        .into_iter()
        .map(|comment| {
            let replies = answers
                .iter()
                .filter(|answer| answer.parent == Some(comment.id))
                .map(|answer| ReplyView {
                    id: answer.id.to_string(),
                    at: answer.at,
                    account: answer.account,
                    name: answer.name.clone(),
                    text: answer.text.clone(),
                })
                .collect();
            let MarginComment {
                id,
                article: _,
                parent: _,
                at,
                account,
                name,
                words,
                anchor,
                text,
                resolved_at,
                resolved_by,
            } = comment;
            CommentView {
                id: id.to_string(),
                at,
                account,
                name,
                words,
                anchor,
                text,
                replies,
                resolved_at,
                resolved_by,
            }
        })
        .collect();
    Ok(Comments { comments })
}

fn checked(text: &str) -> Result<String, Error> {
    let text = text.trim();
    let length = text.chars().count();
    let plain = !text.chars().any(|sign| sign.is_control() && !matches!(sign, '\n' | '\t'));
    if (1..=MOST).contains(&length) && plain {
        return Ok(text.to_owned());
    }
    let sentence = match length {
        0 => "Write what you want to say.".to_owned(),
        _ if !plain => "This holds signs that no page can show. Type it anew.".to_owned(),
        _ => format!("This has {length} characters; at most {MOST} fit."),
    };
    Err(Error::Invalid { field: "text", sentence })
}
