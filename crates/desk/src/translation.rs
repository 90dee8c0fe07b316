//! One story in several languages: a translation begins as the source's text, and says where the source went on.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::article::{Act, Article, NewArticle, TranslatedFrom};
use story::block::Block;
use story::content::{Credit, CreditRole};
use story::diff::{self, Run};
use story::language::Direction;
use story::{ArticleId, Content, EditionCode, RevisionNumber};

use crate::article::{self, ArticleView, PublicView, StateWord};
use crate::asked::{Asked, At};
use crate::person::Person;
use crate::subject::Subject;
use crate::{Desk, Error, acts, vocabulary, write};

/// A translation to be begun.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTranslation {
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
}

/// `POST /api/articles/{id}/translations`: the same story in another edition, with the source's text to write over.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(NewTranslation { edition }): Asked<NewTranslation>,
) -> Result<(StatusCode, Json<ArticleView>), Error> {
    let Subject { article: source, story, content, now, .. } = Subject::newest(&desk, id).await?;
    let content = content.ok_or(Error::Sealed)?;
    let language = write::language(&desk, &edition).await?;
    if source.edition == edition {
        let sentence = format!("This article is in edition “{edition}” already. Choose another.");
        return Err(Error::Invalid { field: "edition", sentence });
    }
    let sections = desk.store().sections().await?;
    let key = sections.iter().find(|section| Some(section.id) == source.section);
    let twin = key.and_then(|own| {
        sections.iter().find(|other| other.edition == edition && other.key == own.key)
    });
    let draft = source.draft;
    let content = for_translation(content, &person.account.name);
    let slug = write::free_slug(&desk, &edition, language, &content, now).await?;
    let mut write = desk.store().write().await?;
    let article = ArticleId::new(write.id());
    let new = NewArticle {
        id: article,
        edition,
        section: twin.map(|section| section.id),
        slug,
        translated_from: Some(TranslatedFrom { article: id, revision: draft }),
    };
    let act = Act { by: &person.editor, now, story: &story };
    let acted = Article::begin(new, RevisionNumber(1), act)?;
    write::write_text(&mut write, &person, article, now, "", &content).await?;
    write.save(&acted, &person.editor).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, Json(article::view(&desk, &person, article).await?)))
}

/// The source's text with nothing on top: its headline would become the translation's address.
fn for_translation(source: Content, translator: &str) -> Content {
    let Content { headline: _, standfirst: _, dateline, sponsor, mut byline, lead, topics, body } =
        source;
    if !byline.iter().any(|credit| credit.role == CreditRole::Translator) {
        let role = CreditRole::Translator;
        byline.push(Credit { role, author: None, name: translator.to_owned() });
    }
    Content {
        headline: String::new(),
        standfirst: String::new(),
        dateline,
        sponsor,
        byline,
        lead,
        topics,
        body,
    }
}

/// The articles that tell the same story.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Siblings {
    siblings: Vec<SiblingView>,
}

/// The story in one edition.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct SiblingView {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    edition: String,
    headline: String,
    state: StateWord,
    /// What readers of that edition have, also while a newer text is in the making.
    public: PublicView,
    /// The sibling that it was translated from.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    from: Option<ArticleId>,
    /// How many parts of it changed since.
    behind: usize,
}

/// `GET /api/articles/{id}/siblings`
pub(crate) async fn siblings(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<Siblings>, Error> {
    let story = desk.store().article(id).await?.story;
    let mut siblings = Vec::new();
    for row in desk.store().desk_rows_of(story).await? {
        let behind = if row.lags { behind(&desk, &row.article).await? } else { 0 };
        siblings.push(SiblingView {
            article: row.article.id,
            edition: row.article.edition.to_string(),
            headline: row.headline,
            state: article::state_word(&row.article),
            public: PublicView::from(&row.article.public),
            from: row.article.translated_from.map(|from| from.article),
            behind,
        });
    }
    Ok(Json(Siblings { siblings }))
}

/// How many parts of its source changed since an article was translated.
pub(crate) async fn behind(desk: &Desk, article: &Article) -> Result<usize, Error> {
    let Some(TranslatedFrom { article: source, revision }) = article.translated_from else {
        return Ok(0);
    };
    let newest = desk.store().article(source).await?.draft;
    let (Ok(from), Ok(now)) =
        (desk.store().content(source, revision).await, desk.store().content(source, newest).await)
    else {
        // Sealed by a court: there is nothing to compare.
        return Ok(0);
    };
    Ok(changes(&from, &now).len())
}

/// What an article was translated from, as it is now, and what changed in it since.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Source {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    edition: String,
    language: &'static str,
    #[schema(value_type = vocabulary::Direction)]
    direction: Direction,
    headline: String,
    #[schema(value_type = u32)]
    from: RevisionNumber,
    #[schema(value_type = u32)]
    newest: RevisionNumber,
    #[schema(value_type = vocabulary::Content)]
    content: Content,
    changes: Vec<PartChange>,
}

/// A part of the source that is not as it was translated.
#[derive(Debug, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct PartChange {
    /// `headline`, `standfirst` or the name of a block.
    block: String,
    what: What,
    before: String,
    after: String,
    diff: Vec<Piece>,
}

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    Changed,
    Added,
    Removed,
}

/// A run of words of a comparison.
#[derive(Debug, PartialEq, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Piece {
    op: Op,
    text: String,
}

/// What became of it.
#[derive(Debug, PartialEq, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Op {
    Equal,
    Insert,
    Delete,
}

/// `GET /api/articles/{id}/source`
pub(crate) async fn source(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ArticleId>,
) -> Result<Json<Source>, Error> {
    let article = desk.store().article(id).await?;
    let TranslatedFrom { article: source, revision } =
        article.translated_from.ok_or_else(|| Error::Missing {
            what: "source, because this is no translation:",
            which: format!("article {id}"),
        })?;
    let of = desk.store().article(source).await?;
    let editions = desk.store().editions().await?;
    let edition = editions.iter().find(|edition| edition.code == of.edition);
    let language = edition.map_or(story::Language::english(), |edition| edition.language);
    let from = desk.store().content(source, revision).await?;
    let content = desk.store().content(source, of.draft).await?;
    Ok(Json(Source {
        article: source,
        edition: of.edition.to_string(),
        language: language.code(),
        direction: language.direction(),
        headline: content.headline.clone(),
        from: revision,
        newest: of.draft,
        changes: changes(&from, &content),
        content,
    }))
}

/// A translation that was brought up to date.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InStep {
    version: i64,
    /// The source's text that it says now.
    #[schema(value_type = u32)]
    revision: RevisionNumber,
}

/// `POST /api/articles/{id}/in-step`
pub(crate) async fn in_step(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ArticleId>,
    Asked(InStep { version, revision }): Asked<InStep>,
) -> Result<Json<ArticleView>, Error> {
    let subject = Subject::seen(&desk, &person, id, version).await?;
    let newest = match subject.article.translated_from {
        Some(from) => desk.store().article(from.article).await?.draft,
        None => RevisionNumber(0),
    };
    let acted = subject.article.in_step(revision, newest, subject.act(&person.editor))?;
    acts::save(&desk, &person, &subject, &acted).await
}

/// What is not as it was, in the order of the text; what was taken away stands at the end.
fn changes(from: &Content, now: &Content) -> Vec<PartChange> {
    let tops = [
        ("headline", &from.headline, &now.headline),
        ("standfirst", &from.standfirst, &now.standfirst),
    ];
    let tops = tops
        .into_iter()
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| changed(name, before, after));
    let old = from.body.blocks();
    let new = now.body.blocks();
    let is = |block: &Block| {
        let id = block.id().clone();
        move |other: &&Block| *other.id() == id
    };
    let blocks = new.iter().filter_map(|block| {
        let after = words(block);
        match old.iter().find(is(block)) {
            Some(before) if before == block => None,
            Some(before) => Some(changed(&block.id().0, &words(before), &after)),
            None => Some(PartChange {
                block: block.id().0.clone(),
                what: What::Added,
                before: String::new(),
                diff: vec![Piece { op: Op::Insert, text: after.clone() }],
                after,
            }),
        }
    });
    let gone = old.iter().filter(|block| !new.iter().any(|other| other.id() == block.id()));
    let gone = gone.map(|block| {
        let before = words(block);
        PartChange {
            block: block.id().0.clone(),
            what: What::Removed,
            diff: vec![Piece { op: Op::Delete, text: before.clone() }],
            before,
            after: String::new(),
        }
    });
    tops.chain(blocks).chain(gone).collect()
}

fn words(block: &Block) -> String {
    story::Body::new(vec![block.clone()]).text()
}

fn changed(name: &str, before: &str, after: &str) -> PartChange {
    let diff = diff::words(before, after)
        .into_iter()
        .map(|run| match run {
            Run::Same(text) => Piece { op: Op::Equal, text },
            Run::New(text) => Piece { op: Op::Insert, text },
            Run::Gone(text) => Piece { op: Op::Delete, text },
        })
        .collect();
    PartChange {
        block: name.to_owned(),
        what: What::Changed,
        before: before.to_owned(),
        after: after.to_owned(),
        diff,
    }
}

#[cfg(test)]
mod tests {
    use story::Body;
    use story::inline::Inline;

    use super::*;

    fn content(headline: &str, blocks: &[(&str, &str)]) -> Content {
        let blocks = blocks
            .iter()
            .map(|(id, text)| Block::Paragraph {
                attrs: story::block::Named { id: story::block::BlockId((*id).to_owned()) },
                content: vec![Inline::text(*text)],
            })
            .collect();
        Content { headline: headline.to_owned(), body: Body::new(blocks), ..Content::default() }
    }

    #[test]
    fn what_changed_in_the_source_is_told_block_by_block() {
        let from = content("Rain", &[("b1", "One."), ("b2", "Two men."), ("b3", "Three.")]);
        let now = content("Rain stops", &[("b1", "One."), ("b4", "New."), ("b2", "Two women.")]);
        let told: Vec<(String, What)> =
            changes(&from, &now).into_iter().map(|change| (change.block, change.what)).collect();
        let expected = [
            ("headline", What::Changed),
            ("b4", What::Added),
            ("b2", What::Changed),
            ("b3", What::Removed),
        ];
        assert_eq!(told, expected.map(|(block, what)| (block.to_owned(), what)));
    }

    #[test]
    fn a_source_that_stayed_the_same_changed_nowhere() {
        let source = content("Rain", &[("b1", "One.")]);
        assert!(changes(&source, &source).is_empty());
    }
}
