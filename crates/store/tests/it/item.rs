//! What stories speak of: kept, changed by one at a time, merged and taken apart.

use store::Error;
use story::coverage::{Facts, ItemKind, Part};
use story::{ChangeKind, ItemId};
use testkit::Paper;

on_both_engines!(
    an_item_comes_back_as_it_was_kept,
    of_two_who_change_an_item_at_once_one_is_told,
    an_item_that_names_nothing_there_is_refused_whole,
    only_what_live_articles_speak_of_is_public,
    a_merged_item_is_found_by_either_id,
    a_change_of_an_item_is_told_with_its_id,
    a_topic_is_an_item,
);

async fn an_item_comes_back_as_it_was_kept(paper: Paper) {
    let event = paper.event("Highways are sealed", "2025-09/..").await;
    let line = paper.storyline("The blockade", &[&event]).await;
    let kept = paper
        .change_item(line.id, |item| {
            item.aliases.insert("ru".to_owned(), vec!["Блокада".to_owned()]);
            item.about.insert("ar".to_owned(), "حصار".to_owned());
            item.wikidata = story::coverage::WikidataId::new(3703);
        })
        .await;
    assert_eq!(paper.store.item(line.id).await.unwrap(), kept);
    assert_eq!(paper.store.item_at("the-blockade").await.unwrap().unwrap(), kept);
    let toward = paper.store.items_toward(&[event.id]).await.unwrap();
    let toward: Vec<_> = toward.iter().map(|(item, role, to)| (item.id, &**role, *to)).collect();
    assert_eq!(toward, [(line.id, "event", event.id)]);
}

async fn of_two_who_change_an_item_at_once_one_is_told(paper: Paper) {
    let item = paper.item("Ulf Laessing", Facts::Person).await;
    let mut after = item.clone();
    after.version += 1;
    paper.change_item(item.id, |_| {}).await;
    let mut write = paper.store.write().await.unwrap();
    let told = write.put_item(Some(&item), &after, &paper.operator()).await.unwrap_err();
    assert!(matches!(told, Error::Overtaken { what: "item", .. }), "{told}");
}

async fn an_item_that_names_nothing_there_is_refused_whole(paper: Paper) {
    let event = paper.event("Highways are sealed", "2025-09/..").await;
    let by = paper.operator();
    let mut after = event.clone();
    after.version += 1;
    let Facts::Event(facts) = &mut after.facts else { panic!() };
    facts.place = Some(ItemId::new(7));
    let mut write = paper.store.write().await.unwrap();
    let told = write.put_item(Some(&event), &after, &by).await.unwrap_err();
    assert!(matches!(told, Error::Missing { what: "item", .. }), "{told}");
    drop(write);
    assert_eq!(paper.store.item(event.id).await.unwrap(), event);
}

async fn only_what_live_articles_speak_of_is_public(paper: Paper) {
    let one = paper.item("One", Facts::Person).await;
    let other = paper.item("Other", Facts::Person).await;
    let told = |headline: &str| paper.article(headline).paragraphs(&["One met Other."]);
    let live = told("Live").mark("One", &one, Part::Mention).live().await;
    told("Draft").mark("Other", &other, Part::Mention).draft().await;
    let ids = [one.id, other.id];
    let public = paper.store.public_items(&ids).await.unwrap();
    assert_eq!(public.into_iter().collect::<Vec<_>>(), [one.id]);
    paper.editor("ana").withdraw(&live, "Wrong.").await.ok();
    assert!(paper.store.public_items(&ids).await.unwrap().is_empty());
}

async fn a_merged_item_is_found_by_either_id(paper: Paper) {
    let one = paper.item("One", Facts::Person).await;
    let other = paper.item("Other", Facts::Person).await;
    let merged = other.merge(&one, &paper.operator()).unwrap();
    paper.change_item(other.id, |item| item.merged_into = merged.merged_into).await;
    let found = paper.store.items(&[one.id, other.id]).await.unwrap();
    assert_eq!(found[&other.id].id, one.id);
    assert_eq!(found[&one.id].id, one.id);
    let all = paper.store.items_of(&[ItemKind::Person]).await.unwrap();
    assert_eq!(all.iter().map(|item| item.id).collect::<Vec<_>>(), [one.id]);
}

async fn a_change_of_an_item_is_told_with_its_id(paper: Paper) {
    let place = paper.store.newest_change().await.unwrap();
    let item = paper.item("One", Facts::Person).await;
    let told = paper.store.changes_after(place, 9).await.unwrap();
    let told: Vec<_> = told.iter().map(|row| (row.change.kind, row.change.item)).collect();
    assert_eq!(told, [(ChangeKind::ItemChanged, Some(item.id))]);
}

async fn a_topic_is_an_item(paper: Paper) {
    let topic = paper.topic("Floods").await;
    let item = paper.store.item(topic.into()).await.unwrap();
    assert_eq!((item.kind(), item.slug.as_str()), (ItemKind::Topic, "floods"));
    let person = paper.item("Floods", Facts::Person).await;
    assert_eq!(person.slug.as_str(), "floods-2");
}
