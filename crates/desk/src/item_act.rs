//! What is done with an item besides describing it: two become one and two again, quoted words are compared.

use axum::Json;
use axum::extract::State;
use story::ItemId;
use story::coverage::item::{may_describe, may_merge};
use story::coverage::{Facts, Item};
use story::topic::Names;

use crate::asked::{Asked, At};
use crate::item::{ItemView, overtaken};
use crate::person::Person;
use crate::topic::checked_names;
use crate::{Desk, Error};

/// Which item this one turned out to be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merging {
    version: i64,
    #[schema(value_type = crate::vocabulary::Id)]
    into: ItemId,
}

/// An item as somebody saw it.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[schema(as = SeenItem)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    version: i64,
}

/// The words that somebody compared with their source.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compared {
    version: i64,
    /// The language of the words, by its code.
    language: String,
    /// The words, as they may be printed.
    words: String,
}

/// `POST /api/items/{id}/merge`
pub(crate) async fn merge(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ItemId>,
    Asked(Merging { version, into }): Asked<Merging>,
) -> Result<Json<ItemView>, Error> {
    may_merge(&person.editor)?;
    let mut write = desk.store().write().await?;
    let before = write.item(id).await?;
    let into = write.item(into).await?;
    let after = seen(&before, version)?.merge(&into, &person.editor)?;
    write.put_item(Some(&before), &after, &person.editor).await?;
    write.commit().await?;
    Ok(Json(after.into()))
}

/// `POST /api/items/{id}/unmerge`
pub(crate) async fn unmerge(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ItemId>,
    Asked(Seen { version }): Asked<Seen>,
) -> Result<Json<ItemView>, Error> {
    may_merge(&person.editor)?;
    let mut write = desk.store().write().await?;
    let before = write.item(id).await?;
    let after = seen(&before, version)?.unmerge(&person.editor)?;
    write.put_item(Some(&before), &after, &person.editor).await?;
    write.commit().await?;
    Ok(Json(after.into()))
}

/// `POST /api/items/{id}/quotation`: says that these are the words that were said.
pub(crate) async fn compared(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ItemId>,
    Asked(Compared { version, language, words }): Asked<Compared>,
) -> Result<Json<ItemView>, Error> {
    may_describe(&person.editor)?;
    let words = checked_names("words", Names::from([(language.clone(), words)]))?;
    let Some(words) = words.into_values().next() else {
        let sentence = "Send the words that were said.".to_owned();
        return Err(Error::Invalid { field: "words", sentence });
    };
    let mut write = desk.store().write().await?;
    let before = write.item(id).await?;
    let mut after = seen(&before, version)?.clone();
    let Facts::Claim(claim) = &mut after.facts else {
        let sentence = "Only a claim has words that somebody said.".to_owned();
        return Err(Error::Invalid { field: "id", sentence });
    };
    claim.quotation.insert(language, words);
    after.version += 1;
    write.put_item(Some(&before), &after, &person.editor).await?;
    write.commit().await?;
    Ok(Json(after.into()))
}

fn seen(item: &Item, version: i64) -> Result<&Item, Error> {
    if item.version == version { Ok(item) } else { Err(overtaken(item)) }
}
