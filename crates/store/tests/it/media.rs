//! Pictures: which of them readers may fetch.

use story::ChangeKind;
use story::media::Rights;
use testkit::Paper;

on_both_engines!(
    a_picture_is_public_with_the_articles_that_show_it,
    one_file_may_be_several_pictures,
    a_picture_without_rights_keeps_an_article_in,
    new_rights_are_kept_and_told,
    pictures_that_do_not_exist_are_left_out,
);

async fn public(paper: &Paper, id: story::MediaId) -> usize {
    let media = paper.store.media(&[id]).await.unwrap();
    paper.store.public_media(&media[0].hash).await.unwrap().len()
}

async fn a_picture_is_public_with_the_articles_that_show_it(paper: Paper) {
    let picture = paper.drawing("ferry.svg", 1200, 800).await;
    assert_eq!(public(&paper, picture).await, 0);
    let article = paper.article("Ferry").lead(picture, "The ferry in fog").draft().await;
    assert_eq!(public(&paper, picture).await, 0, "a draft's picture leaks");
    let ana = paper.editor("ana");
    ana.approve(&article).await.ok();
    ana.publish(&article).await.ok();
    assert_eq!(public(&paper, picture).await, 1);
    ana.withdraw(&article, "It was another ferry.").await.ok();
    assert_eq!(public(&paper, picture).await, 0, "a withdrawn article's picture stays");
    paper.is_sound().await;
}

async fn one_file_may_be_several_pictures(paper: Paper) {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>"#;
    let (ours, theirs) =
        (paper.picture("ours.svg", svg).await, paper.picture("theirs.svg", svg).await);
    paper.article("Ferry").lead(ours, "The ferry").live().await;
    let media = paper.store.media(&[ours]).await.unwrap();
    let same = paper.store.media_with_hash(&media[0].hash).await.unwrap();
    assert_eq!(same.iter().map(|media| media.id).collect::<Vec<_>>(), [ours, theirs]);
    let public = paper.store.public_media(&media[0].hash).await.unwrap();
    assert_eq!(public.iter().map(|media| media.id).collect::<Vec<_>>(), [ours]);
}

async fn a_picture_without_rights_keeps_an_article_in(paper: Paper) {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>"#;
    let until = paper.now().checked_add(jiff::SignedDuration::from_mins(10)).ok();
    let rights = Rights { until, ..Rights::default() };
    let picture = paper.picture_with_rights("ferry.svg", svg, rights).await;
    paper.article("In time").lead(picture, "The ferry").live().await;
    paper.pass_minutes(10);
    let late = paper.article("Too late").lead(picture, "The ferry").draft().await;
    paper.editor("ana").approve(&late).await.ok();
    let refusal = paper.editor("ana").publish(&late).await.refused();
    assert!(
        refusal.starts_with("The rights to a picture do not cover now (ferry.svg)"),
        "{refusal}"
    );
}

async fn new_rights_are_kept_and_told(paper: Paper) {
    let picture = paper.drawing("ferry.svg", 1200, 800).await;
    paper.article("Ferry").lead(picture, "The ferry").live().await;
    let mut media = paper.store.media(&[picture]).await.unwrap().remove(0);
    assert_eq!((media.width, media.height), (Some(1200), Some(800)));
    media.rights.blocked = Some("The photographer asked.".to_owned());
    media.alt.insert("ru".to_owned(), "Паром".to_owned());
    let before = paper.store.newest_change().await.unwrap();
    let mut write = paper.store.write().await.unwrap();
    write.put_media(&media).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(paper.store.media(&[picture]).await.unwrap(), [media.clone()]);
    let changes = paper.store.changes_after(before, 10).await.unwrap();
    assert_eq!(changes[0].change.kind, ChangeKind::MediaChanged);
    assert_eq!(paper.store.all_media(None, 10).await.unwrap(), [media]);
}

async fn pictures_that_do_not_exist_are_left_out(paper: Paper) {
    let picture = paper.drawing("ferry.svg", 12, 8).await;
    let found = paper.store.media(&[story::MediaId::new(1), picture]).await.unwrap();
    assert_eq!(found.len(), 1);
    assert!(paper.store.media(&[]).await.unwrap().is_empty());
    assert!(paper.store.all_media(Some(picture), 10).await.unwrap().is_empty());
}
