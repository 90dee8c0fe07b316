//! Writing: a new article, and a new text of one.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::article::{Act, Article, NewArticle};
use story::inline::{Inline, Mark};
use story::revision::RevisionKind;
use story::{ArticleId, Content, EditionCode, Kind, Language, RevisionNumber, SectionId, Slug};
use story::{Refusal, Story, StoryId, Timestamp};

use crate::article::{self, ArticleView};
use crate::asked::{Asked, At};
use crate::person::Person;
use crate::subject::Subject;
use crate::{Desk, Error, vocabulary};

/// A new article.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewText {
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    section: Option<SectionId>,
    #[serde(default = "news")]
    #[schema(value_type = vocabulary::Kind)]
    kind: Kind,
    /// Its address; without one it is made of the headline.
    #[serde(default)]
    slug: Option<String>,
    #[serde(default)]
    note: String,
    #[schema(value_type = vocabulary::Content)]
    content: Content,
}

fn news() -> Kind {
    Kind::News
}

/// `POST /api/articles`
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(asked): Asked<NewText>,
) -> Result<(StatusCode, Json<ArticleView>), Error> {
    let NewText { edition, section, kind, slug, note, content } = asked;
    let language = language(&desk, &edition).await?;
    check_section(&desk, &edition, section).await?;
    check_note(&note)?;
    check(&content)?;
    let now = desk.store().clock().now();
    let slug = match slug {
        Some(slug) => checked_slug(&slug)?,
        None => free_slug(&desk, &edition, language, &content, now).await?,
    };
    let mut write = desk.store().write().await?;
    let story = Story {
        id: StoryId::new(write.id()),
        kind,
        embargo: None,
        sensitive: false,
        parent: None,
        created_at: now,
    };
    let id = ArticleId::new(write.id());
    let new = NewArticle { id, edition, section, slug, translated_from: None };
    let act = Act { by: &person.editor, now, story: &story };
    let acted = Article::begin(new, RevisionNumber(1), act)?;

    write.put_story(&story).await?;
    write_text(&mut write, &person, id, now, &note, &content).await?;
    write.save(&acted, &person.editor).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, Json(article::view(&desk, &person, id).await?)))
}

/// A new text of an article.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NextText {
    version: i64,
    /// Another section than now.
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    section: Option<SectionId>,
    /// Another address than now.
    #[serde(default)]
    slug: Option<String>,
    #[serde(default)]
    note: String,
    #[schema(value_type = vocabulary::Content)]
    content: Content,
}

/// `POST /api/articles/{id}/revisions`
pub(crate) async fn write(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(asked): Asked<NextText>,
) -> Result<Json<ArticleView>, Error> {
    let NextText { version, section, slug, note, content } = asked;
    let subject = Subject::newest(&desk, id).await?;
    let Subject { article, content: newest, .. } = &subject;
    let next = Next {
        content: (newest.as_ref() != Some(&content)).then_some(&content),
        section: section.filter(|section| Some(*section) != article.section),
        slug: next_slug(&desk, &subject, slug, &content).await?,
    };
    if next.is_nothing() {
        // It is kept already: the answer to the first try got lost on the way, or nothing was changed.
        return Ok(Json(article::view(&desk, &person, id).await?));
    }
    if article.version != version {
        return Err(article::stale(&desk, &person, id).await);
    }
    check_section(&desk, &article.edition, next.section).await?;
    check_note(&note)?;
    check(&content)?;
    match keep(&desk, &person, &subject, &next, &note).await {
        Ok(()) => {
            desk.rooms().replace(&desk, id, &content, person.editor.account).await?;
            Ok(Json(article::view(&desk, &person, id).await?))
        }
        Err(Error::Refused(Refusal::Stale)) => Err(article::stale(&desk, &person, id).await),
        Err(error) => Err(error),
    }
}

/// What is different from what is there.
pub(crate) struct Next<'a> {
    pub(crate) content: Option<&'a Content>,
    pub(crate) section: Option<SectionId>,
    pub(crate) slug: Option<Slug>,
}

impl Next<'_> {
    fn is_nothing(&self) -> bool {
        let Next { content, section, slug } = self;
        content.is_none() && section.is_none() && slug.is_none()
    }
}

/// Keeps the text, the section and the address together, or none of them.
pub(crate) async fn keep(
    desk: &Desk,
    person: &Person,
    subject: &Subject,
    next: &Next<'_>,
    note: &str,
) -> Result<(), Error> {
    let by = &person.editor;
    let act = subject.act(by);
    let mut write = desk.store().write().await?;
    let mut article = write.article(subject.article.id).await?;
    if article.version != subject.article.version {
        return Err(Refusal::Stale.into());
    }
    if let Some(content) = next.content {
        let acted = article.write(article.draft.next(), act)?;
        write_text(&mut write, person, article.id, subject.now, note, content).await?;
        write.save(&acted, by).await?;
        article = write.article(article.id).await?;
    }
    if next.section.is_some() {
        write.save(&article.move_to(next.section, act)?, by).await?;
        article = write.article(article.id).await?;
    }
    if let Some(slug) = &next.slug {
        write.save(&article.rename(slug.clone(), act)?, by).await?;
    }
    write.commit().await?;
    Ok(())
}

/// The address that was asked for. An article begun without a headline takes its address from the first one.
pub(crate) async fn next_slug(
    desk: &Desk,
    subject: &Subject,
    asked: Option<String>,
    content: &Content,
) -> Result<Option<Slug>, Error> {
    let Subject { article, content: newest, now, .. } = subject;
    if let Some(asked) = asked {
        return Ok(Some(checked_slug(&asked)?).filter(|slug| *slug != article.slug));
    }
    let language = language(desk, &article.edition).await?;
    let named = |content: &Content| Slug::of(&content.headline, language).is_some();
    let had_none = newest.as_ref().is_some_and(|newest| !named(newest));
    if article.first_live_at.is_some() || !had_none || !named(content) {
        return Ok(None);
    }
    free_slug(desk, &article.edition, language, content, *now).await.map(Some)
}

/// An address made of the headline; of the moment, as long as there is no headline.
pub(crate) async fn free_slug(
    desk: &Desk,
    edition: &EditionCode,
    language: Language,
    content: &Content,
    now: Timestamp,
) -> Result<Slug, Error> {
    let slug = match Slug::of(&content.headline, language) {
        Some(slug) => slug,
        None => checked_slug(&now.strftime("%Y-%m-%d-%H%M%S").to_string())?,
    };
    Ok(desk.store().free_slug(edition, &slug).await?)
}

pub(crate) async fn write_text(
    write: &mut store::Write<'_>,
    person: &Person,
    id: ArticleId,
    now: Timestamp,
    note: &str,
    content: &Content,
) -> store::Result<()> {
    let by = person.editor.account;
    write.write_revision(id, RevisionKind::Checkpoint, now, by, note, content).await?;
    Ok(())
}

pub(crate) async fn language(desk: &Desk, code: &EditionCode) -> Result<Language, Error> {
    let editions = desk.store().editions().await?;
    let edition = editions.into_iter().find(|edition| edition.code == *code);
    let edition =
        edition.ok_or_else(|| Error::Missing { what: "edition", which: code.to_string() })?;
    Ok(edition.language)
}

async fn check_section(
    desk: &Desk,
    edition: &EditionCode,
    section: Option<SectionId>,
) -> Result<(), Error> {
    let Some(id) = section else { return Ok(()) };
    let sections = desk.store().sections().await?;
    if sections.iter().any(|section| section.id == id && section.edition == *edition) {
        return Ok(());
    }
    let sentence = format!("Edition “{edition}” has no section {id}. Choose one of its own.");
    Err(Error::Invalid { field: "section", sentence })
}

fn checked_slug(slug: &str) -> Result<Slug, Error> {
    Slug::parse(slug).map_err(|bad| Error::Invalid { field: "slug", sentence: bad.to_string() })
}

/// Refuses a note that is a text of its own.
pub(crate) fn check_note(note: &str) -> Result<(), Error> {
    if note.chars().count() > 500 {
        let sentence = "The note has more than 500 characters.".to_owned();
        return Err(Error::Invalid { field: "note", sentence });
    }
    Ok(())
}

/// Refuses what no page should be asked to show.
pub(crate) fn check(content: &Content) -> Result<(), Error> {
    let blocks = content.body.walk();
    let inlines = blocks.iter().flat_map(|block| block.inlines());
    for inline in inlines {
        let Inline::Text { marks, .. } = inline else { continue };
        for mark in marks {
            if let Mark::Link { href, .. } = mark
                && !leads_somewhere(href)
            {
                let sentence = format!(
                    "The link “{href}” is none that a reader should follow. Links begin with https:, http:, mailto:, tel:, story: or a slash."
                );
                return Err(Error::Invalid { field: "content", sentence });
            }
        }
    }
    for block in blocks {
        if let story::block::Block::Embed { attrs } = block
            && !["https://", "http://"].iter().any(|scheme| attrs.url.starts_with(scheme))
        {
            let sentence = format!("“{}” is no web address to show in a text.", attrs.url);
            return Err(Error::Invalid { field: "content", sentence });
        }
    }
    Ok(())
}

fn leads_somewhere(href: &str) -> bool {
    let plain = !href.chars().any(|sign| sign.is_control() || sign.is_whitespace());
    let path = href.starts_with('#')
        || (href.starts_with('/') && !href.starts_with("//") && !href.contains('\\'));
    let scheme = ["https://", "http://", "mailto:", "tel:", "story:"];
    plain && (path || scheme.iter().any(|scheme| href.starts_with(scheme)))
}
