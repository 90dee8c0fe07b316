//! What stories speak of: people, organizations, places, events, claims, storylines.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use story::coverage::item::may_describe;
use story::coverage::{Facts, Item, ItemKind, WikidataId};
use story::topic::Names;
use story::{ArticleId, ItemId, Language, Slug};

use crate::asked::{Asked, At, Given, named};
use crate::author::free_slug;
use crate::person::Person;
use crate::topic::{checked_names, some_names};
use crate::{Desk, Error, vocabulary};

/// How many are offered at once.
const MOST: usize = 50;

/// How many may be asked for by their ids.
const MOST_IDS: usize = 500;

/// Which items are asked for.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words that a name or an alias holds.
    #[serde(default)]
    q: String,
    /// Kinds with commas between them; nothing means all.
    #[serde(default)]
    kind: String,
    /// These alone: ids with commas between them.
    #[serde(default)]
    ids: String,
}

/// Those that were found, the best first.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct Items {
    items: Vec<ItemView>,
}

/// Something that stories speak of.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct ItemView {
    #[schema(value_type = crate::vocabulary::Id)]
    id: ItemId,
    slug: String,
    #[schema(value_type = vocabulary::ItemKind)]
    kind: ItemKind,
    /// What it is called, by language code; for an event or a claim, a sentence.
    #[schema(value_type = BTreeMap<String, String>)]
    names: Names,
    /// What else it is called, by language code.
    aliases: BTreeMap<String, Vec<String>>,
    /// What it is, by language code.
    #[schema(value_type = BTreeMap<String, String>)]
    about: Names,
    #[schema(value_type = vocabulary::Facts)]
    facts: Facts,
    /// Which entity of Wikidata it is, such as `Q3703`.
    wikidata: Option<String>,
    /// The item that it turned out to be.
    #[schema(value_type = Option<crate::vocabulary::Id>)]
    merged_into: Option<ItemId>,
    version: i64,
}

/// An item as it should be.
#[derive(Debug, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemAsked {
    #[schema(value_type = BTreeMap<String, String>)]
    names: Names,
    #[serde(default)]
    aliases: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    about: Names,
    #[schema(value_type = vocabulary::Facts)]
    facts: Facts,
    /// Which entity of Wikidata it is, such as `Q3703`, or the address of its page there.
    #[serde(default)]
    wikidata: Option<String>,
    /// The version that was seen; nothing for a new item.
    #[serde(default)]
    version: Option<i64>,
}

impl From<Item> for ItemView {
    fn from(item: Item) -> ItemView {
        let kind = item.kind();
        let Item { id, slug, names, aliases, about, wikidata, merged_into, facts, version } = item;
        let slug = slug.to_string();
        let wikidata = wikidata.map(|wikidata| wikidata.to_string());
        ItemView { id, slug, kind, names, aliases, about, facts, wikidata, merged_into, version }
    }
}

/// `GET /api/items`
pub(crate) async fn list(
    State(desk): State<Desk>,
    _: Person,
    Given(Wanted { q, kind, ids }): Given<Wanted>,
) -> Result<Json<Items>, Error> {
    if !ids.is_empty() {
        let ids: Vec<ItemId> = named(&ids, "items", MOST_IDS)?;
        let found = desk.store().items(&ids).await?;
        let items = ids.iter().filter_map(|id| found.get(id).cloned()).map(ItemView::from);
        return Ok(Json(Items { items: items.collect() }));
    }
    let kinds = kinds(&kind)?;
    // What turned out to be another is found too: somebody may still call it so, or want to take the two apart.
    let mut all = desk.store().items_of(&kinds).await?;
    all.extend(desk.store().merged_items_of(&kinds).await?);
    let mut found: Vec<(u8, Item)> = all
        .into_iter()
        .filter_map(|item| Some((nearness(&item, &q.to_lowercase())?, item)))
        .collect();
    // The newest of those that are equally near, since they are what the newsroom works on.
    found.sort_by_key(|(rank, item)| (*rank, std::cmp::Reverse(item.id)));
    let items = found.into_iter().take(MOST).map(|(_, item)| item.into()).collect();
    Ok(Json(Items { items }))
}

/// How near an item's names are to what was typed: the name itself, its beginning, the beginning of a word, a part.
fn nearness(item: &Item, typed: &str) -> Option<u8> {
    let names = item.names.values().chain(item.aliases.values().flatten());
    names
        .filter_map(|name| {
            let name = name.to_lowercase();
            let at = name.find(typed)?;
            Some(match at {
                0 if name.len() == typed.len() => 0,
                0 => 1,
                _ if !name[..at].ends_with(char::is_alphanumeric) => 2,
                _ => 3,
            })
        })
        .min()
}

fn kinds(kind: &str) -> Result<Vec<ItemKind>, Error> {
    if kind.is_empty() {
        return Ok(ItemKind::ALL.to_vec());
    }
    kind.split(',')
        .map(|word| {
            ItemKind::parse(word).ok_or_else(|| {
                let known = ItemKind::ALL.map(ItemKind::as_str).join(", ");
                let sentence = format!("“{word}” is no kind of item. There are {known}.");
                Error::Invalid { field: "kind", sentence }
            })
        })
        .collect()
}

/// `POST /api/items`: something new.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    person: Person,
    Asked(asked): Asked<ItemAsked>,
) -> Result<(StatusCode, Json<ItemView>), Error> {
    may_describe(&person.editor)?;
    let wikidata = entity(asked.wikidata.as_deref())?;
    let ItemAsked { names, aliases, about, facts, wikidata: _, version: _ } = checked(asked)?;
    let mut write = desk.store().write().await?;
    let id = ItemId::new(write.id());
    let slug = match free_slug(&names, &[]) {
        Ok(slug) => write.free_item_slug(&slug).await?,
        // A claim may be a number or a sign; its address is nobody's to type.
        Err(_) => Slug::parse(&format!("i{id}")).map_err(|_| no_address(&names))?,
    };
    let merged_into = None;
    let item = Item { id, slug, names, aliases, about, wikidata, merged_into, facts, version: 1 };
    item.check(&person.editor)?;
    write.put_item(None, &item, &person.editor).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, Json(item.into())))
}

fn no_address(names: &Names) -> Error {
    let name = story::topic::name_in(names, Language::english());
    let sentence = format!("No address can be made of “{name}”. Add a name in letters.");
    Error::Invalid { field: "names", sentence }
}

/// `GET /api/items/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ItemId>,
) -> Result<Json<ItemView>, Error> {
    Ok(Json(desk.store().item(id).await?.into()))
}

/// `POST /api/items/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    person: Person,
    At(id): At<ItemId>,
    Asked(asked): Asked<ItemAsked>,
) -> Result<Json<ItemView>, Error> {
    may_describe(&person.editor)?;
    let wikidata = entity(asked.wikidata.as_deref())?;
    let ItemAsked { names, aliases, about, facts, wikidata: _, version } = checked(asked)?;
    let mut write = desk.store().write().await?;
    let before = write.item(id).await?;
    if version.is_some_and(|version| version != before.version) {
        return Err(overtaken(&before));
    }
    let wanted = Item { names, aliases, about, facts, wikidata, ..before.clone() };
    let item = before.change(wanted, &person.editor)?;
    write.put_item(Some(&before), &item, &person.editor).await?;
    write.commit().await?;
    Ok(Json(item.into()))
}

/// Somebody else changed the item in the meantime.
pub(crate) fn overtaken(item: &Item) -> Error {
    store::Error::Overtaken { what: "item", which: item.id.to_string() }.into()
}

/// The entity of Wikidata that was named, if one was.
fn entity(asked: Option<&str>) -> Result<Option<WikidataId>, Error> {
    let asked = asked.map(str::trim).filter(|asked| !asked.is_empty());
    asked
        .map(WikidataId::parse)
        .transpose()
        .map_err(|wrong| Error::Invalid { field: "wikidata", sentence: wrong.to_string() })
}

fn checked(asked: ItemAsked) -> Result<ItemAsked, Error> {
    let ItemAsked { names, aliases, about, facts, wikidata, version } = asked;
    let mut kept = BTreeMap::new();
    for (code, aliases) in aliases {
        // Each goes through the same sieve as a name.
        let mut of_language = Vec::new();
        for alias in aliases {
            let alias = checked_names("aliases", Names::from([(code.clone(), alias)]))?;
            of_language.extend(alias.into_values());
        }
        of_language.dedup();
        if !of_language.is_empty() {
            kept.insert(code, of_language);
        }
    }
    Ok(ItemAsked {
        names: some_names(names)?,
        aliases: kept,
        about: checked_names("about", about)?,
        facts,
        wikidata,
        version,
    })
}

/// Which articles speak of an item.
#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
pub(crate) struct ItemUses {
    uses: Vec<ItemUse>,
}

#[derive(Debug, serde::Serialize, utoipa::ToSchema)]
struct ItemUse {
    #[schema(value_type = crate::vocabulary::Id)]
    article: ArticleId,
    edition: String,
    headline: String,
}

/// `GET /api/items/{id}/uses`: the live articles that speak of it, in every edition.
pub(crate) async fn uses(
    State(desk): State<Desk>,
    _: Person,
    At(id): At<ItemId>,
) -> Result<Json<ItemUses>, Error> {
    let item = desk.store().item(id).await?;
    let articles = desk.store().articles_with_item(item.merged_into.unwrap_or(id)).await?;
    let mut uses = Vec::with_capacity(articles.len());
    for article in articles {
        let Some(live) = article.public.live() else { continue };
        let headline = desk.store().content(article.id, live).await?.headline;
        uses.push(ItemUse { article: article.id, edition: article.edition.to_string(), headline });
    }
    Ok(Json(ItemUses { uses }))
}
