//! What the paper is made of and how it is run, changed without a restart.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::permission::Permission;
use story::section::{RESERVED_SLUGS, Section};
use story::{Edition, EditionCode, Refusal, SectionId, Slug};

use crate::asked::{Asked, At};
use crate::person::Person;
use crate::{Desk, Error, statistics, vocabulary, weight};

/// The setting that says whether everybody needs a second factor.
const SECOND_FACTOR: &str = "desk.second_factor";

/// All settings.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Settings {
    paper: PaperSettings,
    #[schema(value_type = Vec<vocabulary::Edition>)]
    editions: Vec<Edition>,
    sections: Vec<SectionSettings>,
}

/// What holds for the whole paper.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct PaperSettings {
    #[schema(value_type = Factor)]
    second_factor: String,
    /// What a page may weigh, in kilobytes.
    budget: u64,
    /// Whether writers see how often their own stories are read.
    own_statistics: bool,
    /// Who may sell the paper's advertising space: the text of `ads.txt`.
    ads_txt: String,
}

/// A section.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct SectionSettings {
    #[schema(value_type = crate::vocabulary::Id)]
    id: SectionId,
    edition: String,
    key: String,
    slug: String,
    name: String,
    position: Option<i64>,
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    parent: Option<SectionId>,
}

/// What should be otherwise for the whole paper.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperAsked {
    #[serde(default)]
    second_factor: Option<Factor>,
    /// In kilobytes.
    #[serde(default)]
    budget: Option<u64>,
    #[serde(default)]
    own_statistics: Option<bool>,
    /// The text of `ads.txt`; an empty one takes the file away.
    #[serde(default)]
    ads_txt: Option<String>,
}

#[derive(Clone, Copy, Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Factor {
    Optional,
    Required,
}

/// A section as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SectionAsked {
    #[schema(value_type = crate::vocabulary::EditionCode)]
    edition: EditionCode,
    /// What its twins in other editions share; the same for ever.
    key: String,
    slug: String,
    name: String,
    position: Option<i64>,
    #[serde(default)]
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    parent: Option<SectionId>,
}

/// `GET /api/settings`
pub(crate) async fn show(State(desk): State<Desk>, _: Person) -> Result<Json<Settings>, Error> {
    Ok(Json(of(&desk).await?))
}

/// `POST /api/settings`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    Asked(PaperAsked { second_factor, budget, own_statistics, ads_txt }): Asked<PaperAsked>,
) -> Result<Json<Settings>, Error> {
    may_administer_all(&person)?;
    if budget.is_some_and(|budget| !(20..=20_000).contains(&budget)) {
        let sentence = "A page may weigh between 20 and 20,000 kB.".to_owned();
        return Err(Error::Invalid { field: "budget", sentence });
    }
    if let Some(Err(bad)) = ads_txt.as_deref().map(story::ads_txt::check) {
        return Err(Error::Invalid { field: "ads_txt", sentence: bad.to_string() });
    }
    let mut write = desk.store().write().await?;
    let kept = desk.store().setting(story::ads_txt::SETTING).await?.unwrap_or_default();
    if let Some(text) = ads_txt.filter(|text| *text != kept) {
        write.set_ads_txt(&text, &person.editor).await?;
    }
    if let Some(factor) = second_factor {
        let word = match factor {
            Factor::Optional => "optional",
            Factor::Required => "required",
        };
        write.set(SECOND_FACTOR, word).await?;
        write.audit(&person.editor, "setting", SECOND_FACTOR, word).await?;
    }
    if let Some(budget) = budget {
        write.set(weight::SETTING, &budget.to_string()).await?;
        write.audit(&person.editor, "setting", weight::SETTING, &budget.to_string()).await?;
    }
    if let Some(own) = own_statistics {
        let word = if own { "shown" } else { "hidden" };
        write.set(statistics::OWN, word).await?;
        write.audit(&person.editor, "setting", statistics::OWN, word).await?;
    }
    write.commit().await?;
    Ok(Json(of(&desk).await?))
}

/// `POST /api/editions`: a new one.
pub(crate) async fn begin_edition(
    State(desk): State<Desk>,
    person: Person,
    Asked(edition): Asked<Edition>,
) -> Result<(StatusCode, Json<Settings>), Error> {
    may_administer_all(&person)?;
    let known = desk.store().editions().await?;
    if known.iter().any(|known| known.code == edition.code) {
        return Err(Error::Taken(format!("There is an edition “{}” already.", edition.code)));
    }
    keep_edition(&desk, &person, edition).await?;
    Ok((StatusCode::CREATED, Json(of(&desk).await?)))
}

/// `POST /api/editions/{code}`
pub(crate) async fn change_edition(
    State(desk): State<Desk>,
    person: Person,
    At(code): At<EditionCode>,
    Asked(edition): Asked<Edition>,
) -> Result<Json<Settings>, Error> {
    may_administer(&person, &code)?;
    let known = desk.store().editions().await?;
    let before = known.iter().find(|known| known.code == code);
    let before =
        before.ok_or_else(|| Error::Missing { what: "edition", which: code.to_string() })?;
    if edition.code != code || edition.language != before.language {
        let sentence =
            "The code and the language of an edition stay as they are: its addresses and texts depend on them."
                .to_owned();
        return Err(Error::Invalid { field: "code", sentence });
    }
    if edition.default != before.default {
        may_administer_all(&person)?;
    }
    keep_edition(&desk, &person, edition).await?;
    Ok(Json(of(&desk).await?))
}

/// `POST /api/sections`: a new one.
pub(crate) async fn begin_section(
    State(desk): State<Desk>,
    person: Person,
    Asked(asked): Asked<SectionAsked>,
) -> Result<(StatusCode, Json<Settings>), Error> {
    may_administer(&person, &asked.edition)?;
    let sections = desk.store().sections().await?;
    if sections.iter().any(|known| known.edition == asked.edition && known.key == asked.key) {
        let sentence = format!(
            "Edition “{}” has a section with the key “{}” already.",
            asked.edition, asked.key
        );
        return Err(Error::Taken(sentence));
    }
    keep_section(&desk, &person, &sections, None, asked).await?;
    Ok((StatusCode::CREATED, Json(of(&desk).await?)))
}

/// `POST /api/sections/{id}`
pub(crate) async fn change_section(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<SectionId>,
    Asked(asked): Asked<SectionAsked>,
) -> Result<Json<Settings>, Error> {
    may_administer(&person, &asked.edition)?;
    let sections = desk.store().sections().await?;
    let before = sections.iter().find(|section| section.id == id);
    let before = before.ok_or_else(|| Error::Missing { what: "section", which: id.to_string() })?;
    if before.edition != asked.edition || before.key != asked.key {
        let sentence = "A section keeps its edition and its key; its twins are found by them.";
        return Err(Error::Invalid { field: "key", sentence: sentence.to_owned() });
    }
    keep_section(&desk, &person, &sections, Some(id), asked).await?;
    Ok(Json(of(&desk).await?))
}

async fn of(desk: &Desk) -> Result<Settings, Error> {
    let second_factor = desk.store().setting(SECOND_FACTOR).await?;
    let sections = desk.store().sections().await?;
    Ok(Settings {
        paper: PaperSettings {
            second_factor: second_factor.unwrap_or_else(|| "optional".to_owned()),
            budget: weight::budget(desk).await? / 1_000,
            own_statistics: statistics::shows_own(desk).await?,
            ads_txt: desk.store().setting(story::ads_txt::SETTING).await?.unwrap_or_default(),
        },
        editions: desk.store().editions().await?,
        sections: sections
            .into_iter()
            .map(|section| {
                let Section { id, edition, key, slug, name, position, parent } = section;
                SectionSettings {
                    id,
                    edition: edition.to_string(),
                    key,
                    slug: slug.to_string(),
                    name,
                    position,
                    parent,
                }
            })
            .collect(),
    })
}

async fn keep_edition(desk: &Desk, person: &Person, edition: Edition) -> Result<(), Error> {
    edition
        .check()
        .map_err(|bad| Error::Invalid { field: "edition", sentence: bad.to_string() })?;
    let mut write = desk.store().write().await?;
    if edition.default {
        // `/` leads to one edition only.
        for mut other in desk.store().editions().await? {
            if other.default && other.code != edition.code {
                other.default = false;
                write.put_edition(&other, &person.editor).await?;
            }
        }
    }
    write.put_edition(&edition, &person.editor).await?;
    write.commit().await?;
    Ok(())
}

async fn keep_section(
    desk: &Desk,
    person: &Person,
    sections: &[Section],
    id: Option<SectionId>,
    asked: SectionAsked,
) -> Result<(), Error> {
    let SectionAsked { edition, key, slug, name, position, parent } = asked;
    let invalid = |field, sentence: String| Err(Error::Invalid { field, sentence });
    let slug = Slug::parse(&slug)
        .map_err(|bad| Error::Invalid { field: "slug", sentence: bad.to_string() })?;
    if RESERVED_SLUGS.contains(&slug.as_str()) {
        return invalid("slug", format!("The paper itself uses “{slug}”. Choose another address."));
    }
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    if key.is_empty() || key.len() > 40 || !key.chars().all(plain) {
        let sentence = "A key has small letters, digits and hyphens, such as “world”.".to_owned();
        return invalid("key", sentence);
    }
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        return invalid("name", "Write a name of at most 60 characters.".to_owned());
    }
    if !desk.store().editions().await?.iter().any(|known| known.code == edition) {
        return Err(Error::Missing { what: "edition", which: edition.to_string() });
    }
    let is_above = |above: &SectionId| {
        Some(*above) != id
            && sections.iter().any(|section| section.id == *above && section.edition == edition)
    };
    if parent.as_ref().is_some_and(|above| !is_above(above)) {
        return invalid("parent", "Choose another section of the same edition.".to_owned());
    }
    let mut write = desk.store().write().await?;
    let id = id.unwrap_or_else(|| SectionId::new(write.id()));
    let detail = format!("{name}, {edition}/{slug}");
    let section = Section { id, edition, key, slug, name, position, parent };
    write.put_section(&section).await?;
    write.audit(&person.editor, "section", &format!("section {id}"), &detail).await?;
    write.commit().await?;
    Ok(())
}

/// Somebody with the role in all editions.
fn may_administer_all(person: &Person) -> Result<(), Error> {
    let everywhere = person.editor.grants.iter().any(|grant| {
        grant.edition.is_none() && story::permission::allows(grant.role, Permission::Administer)
    });
    if everywhere { Ok(()) } else { Err(not_allowed(person)) }
}

fn may_administer(person: &Person, edition: &EditionCode) -> Result<(), Error> {
    if person.editor.may(Permission::Administer, edition, None) {
        Ok(())
    } else {
        Err(not_allowed(person))
    }
}

fn not_allowed(person: &Person) -> Error {
    let name = person.editor.name.clone();
    Refusal::NotAllowed { name, permission: Permission::Administer }.into()
}
