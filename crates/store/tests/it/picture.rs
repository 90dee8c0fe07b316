//! The library: pictures replaced, found, and given their files in the background.

use std::time::Duration;

use story::media::{Media, Rendition};
use story::{ChangeKind, MediaId};
use testkit::Paper;

on_both_engines!(
    a_replaced_picture_is_shown_as_the_other_and_nothing_else_is_public,
    a_new_set_is_shown_and_the_old_one_still_served,
    a_photo_is_made_once_and_again_after_it_changed,
    photos_that_readers_cannot_see_come_first,
    only_the_pages_that_show_a_picture_are_told_of_it,
    pictures_are_found_by_their_words,
    uses_are_found_in_live_texts_and_in_drafts,
);

async fn photo(paper: &Paper, name: &str) -> Media {
    let id = paper.photo(name, 64, 48).await;
    paper.store.picture(id).await.unwrap().media
}

fn set(name: &str) -> Vec<Rendition> {
    let rendition = |file: &str, content_type: &str| Rendition {
        set: name.repeat(20),
        name: file.to_owned(),
        content_type: content_type.to_owned(),
        width: 64,
        height: 48,
        bytes: 100,
        hash: name.repeat(64),
    };
    vec![rendition("64.avif", "image/avif"), rendition("64.jpg", "image/jpeg")]
}

async fn replace(paper: &Paper, id: MediaId, by: Option<MediaId>) {
    let mut write = paper.store.write().await.unwrap();
    write.replace_media(id, by, &paper.operator()).await.unwrap();
    write.commit().await.unwrap();
}

async fn public(paper: &Paper, media: &Media) -> usize {
    let Rendition { set, name, .. } = &media.renditions[0];
    let found = paper.store.public_rendition(set, name).await.unwrap();
    found.map_or(0, |(_, media)| media.len())
}

async fn a_replaced_picture_is_shown_as_the_other_and_nothing_else_is_public(paper: Paper) {
    let (old, new) = (photo(&paper, "old.jpg").await, photo(&paper, "new.jpg").await);
    paper.article("Ferry").lead(old.id, "The ferry").live().await;
    assert_eq!((public(&paper, &old).await, public(&paper, &new).await), (1, 0));
    replace(&paper, old.id, Some(new.id)).await;
    let shown = paper.store.media(&[old.id]).await.unwrap().remove(0);
    assert_eq!((shown.id, &shown.hash, shown.stands_in), (old.id, &new.hash, true));
    assert_eq!((public(&paper, &old).await, public(&paper, &new).await), (0, 1));
    // The one in its place is replaced in turn.
    let newest = photo(&paper, "newest.jpg").await;
    replace(&paper, new.id, Some(newest.id)).await;
    assert_eq!(paper.store.media(&[old.id]).await.unwrap()[0].hash, newest.hash);
    assert_eq!((public(&paper, &new).await, public(&paper, &newest).await), (0, 1));
    replace(&paper, old.id, None).await;
    assert_eq!(paper.store.media(&[old.id]).await.unwrap()[0].hash, old.hash);
    paper.is_sound().await;
}

async fn a_new_set_is_shown_and_the_old_one_still_served(paper: Paper) {
    let photo = photo(&paper, "ferry.jpg").await;
    paper.article("Ferry").lead(photo.id, "The ferry").live().await;
    let leased = paper.store.lease_picture(Duration::from_secs(60)).await.unwrap().unwrap();
    paper.store.finish_picture(&leased, "1:64", &set("a")).await.unwrap();
    let shown = paper.store.media(&[photo.id]).await.unwrap().remove(0);
    assert_eq!(shown.renditions, set("a"));
    assert_eq!((public(&paper, &photo).await, public(&paper, &shown).await), (1, 1));
    assert!(!paper.store.picture(photo.id).await.unwrap().working);
}

async fn a_photo_is_made_once_and_again_after_it_changed(paper: Paper) {
    let mut photo = photo(&paper, "ferry.jpg").await;
    let lease = Duration::from_secs(60);
    assert!(paper.store.is_picture_due().await.unwrap());
    let first = paper.store.lease_picture(lease).await.unwrap().unwrap();
    assert_eq!((first.media.id, first.tries), (photo.id, 1));
    assert_eq!(paper.store.lease_picture(lease).await.unwrap(), None, "two workers have it");
    // It changes while its files are made: they are shown, and made once more.
    photo.credit = "Ana".to_owned();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&photo).await.unwrap();
    write.commit().await.unwrap();
    paper.store.finish_picture(&first, "1:64", &set("a")).await.unwrap();
    assert!(paper.store.picture(photo.id).await.unwrap().working);
    let second = paper.store.lease_picture(lease).await.unwrap().unwrap();
    assert_eq!(second.media.credit, "Ana");
    paper.store.finish_picture(&second, "1:64", &set("b")).await.unwrap();
    assert!(!paper.store.is_picture_due().await.unwrap());
    // What is said of it, but not written into its files, makes no work.
    photo.place = "Goris".to_owned();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&photo).await.unwrap();
    write.commit().await.unwrap();
    assert!(!paper.store.is_picture_due().await.unwrap());
    // Another theme asks for other widths.
    assert_eq!(paper.store.remake_pictures("1:64").await.unwrap(), 0);
    assert_eq!(paper.store.remake_pictures("1:32,64").await.unwrap(), 1);
    assert!(paper.store.is_picture_due().await.unwrap());
}

async fn photos_that_readers_cannot_see_come_first(paper: Paper) {
    let bare = Media { renditions: Vec::new(), ..photo(&paper, "bare.jpg").await };
    let mut write = paper.store.write().await.unwrap();
    let bare = Media { id: MediaId::new(write.id()), ..bare };
    write.put_media(&bare).await.unwrap();
    write.commit().await.unwrap();
    photo(&paper, "newest.jpg").await;
    let leased = paper.store.lease_picture(Duration::from_secs(60)).await.unwrap().unwrap();
    assert_eq!(leased.media.id, bare.id);
}

async fn only_the_pages_that_show_a_picture_are_told_of_it(paper: Paper) {
    let photo = photo(&paper, "ferry.jpg").await;
    let put = async || {
        let before = paper.store.newest_change().await.unwrap();
        let mut write = paper.store.write().await.unwrap();
        write.put_media(&photo).await.unwrap();
        write.commit().await.unwrap();
        paper.store.changes_after(before, 10).await.unwrap()
    };
    assert!(put().await.is_empty(), "a picture on no page is told of");
    let article = paper.article("Ferry").lead(photo.id, "The ferry").live().await;
    paper.article("Rain").live().await;
    let told = put().await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].change.kind, ChangeKind::MediaChanged);
    assert_eq!(told[0].change.article, Some(article.id));
}

async fn pictures_are_found_by_their_words(paper: Paper) {
    for (name, credit) in [("bridge.jpg", "Ана Петросян"), ("100%.jpg", "AP")] {
        let mut photo = photo(&paper, name).await;
        photo.credit = credit.to_owned();
        let mut write = paper.store.write().await.unwrap();
        write.put_media(&photo).await.unwrap();
        write.commit().await.unwrap();
    }
    let found = async |words: &str| {
        let found = paper.store.pictures(words, None).await.unwrap();
        found.into_iter().map(|picture| picture.media.file_name).collect::<Vec<_>>()
    };
    assert_eq!(found("").await, ["100%.jpg", "bridge.jpg"]);
    assert_eq!(found("ПЕТРОСЯН").await, ["bridge.jpg"]);
    assert_eq!(found("0%").await, ["100%.jpg"]);
    assert!(found("_").await.is_empty());
    let newest = paper.store.pictures("", None).await.unwrap()[0].media.id;
    let older = paper.store.pictures("", Some(newest)).await.unwrap();
    assert_eq!(older.len(), 1);
}

async fn uses_are_found_in_live_texts_and_in_drafts(paper: Paper) {
    let (old, new) = (photo(&paper, "old.jpg").await, photo(&paper, "new.jpg").await);
    paper.article("Ferry").lead(old.id, "The ferry").live().await;
    paper.article("Harbor").lead(new.id, "The harbor").draft().await;
    paper.article("Rain").live().await;
    let uses = async |id| {
        let uses = paper.store.picture_uses(id).await.unwrap();
        uses.into_iter().map(|it| (it.headline, it.live)).collect::<Vec<_>>()
    };
    assert_eq!(uses(old.id).await, [("Ferry".to_owned(), true)]);
    assert_eq!(uses(new.id).await, [("Harbor".to_owned(), false)]);
    replace(&paper, old.id, Some(new.id)).await;
    assert_eq!(uses(new.id).await, [("Ferry".to_owned(), true), ("Harbor".to_owned(), false)]);
}
