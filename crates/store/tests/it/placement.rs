//! Lists that editors arrange.

use story::placement::{List, Placement};
use story::{Article, ChangeKind, PlacementId, Timestamp};
use testkit::Paper;

on_both_engines!(
    an_arranged_list_keeps_the_editors_order,
    a_placement_counts_from_its_moment_until_its_end,
    a_new_arrangement_takes_the_place_of_the_old_one,
    a_withdrawn_article_leaves_the_front,
    lists_do_not_mix,
    an_article_put_at_the_end_leaves_the_rest_as_it_is,
);

async fn arrange(
    paper: &Paper,
    list: &List,
    articles: &[(&Article, Option<Timestamp>, Option<Timestamp>)],
) {
    let ana = paper.editor("ana").editor().await;
    let mut write = paper.store.write().await.unwrap();
    let placements: Vec<Placement> = articles
        .iter()
        .zip(1..)
        .map(|((article, from, until), position)| Placement {
            id: PlacementId::new(write.id()),
            edition: article.edition.clone(),
            list: list.clone(),
            position,
            article: article.id,
            from: *from,
            until: *until,
        })
        .collect();
    let edition = story::EditionCode::parse("en").unwrap();
    write.arrange(&edition, list, &placements, &ana).await.unwrap();
    write.commit().await.unwrap();
}

async fn placed(paper: &Paper, list: &List) -> Vec<String> {
    let edition = story::EditionCode::parse("en").unwrap();
    let placed = paper.store.placed(&edition, list).await.unwrap();
    placed.into_iter().map(|listed| listed.headline).collect()
}

async fn an_arranged_list_keeps_the_editors_order(paper: Paper) {
    let before = paper.store.newest_change().await.unwrap();
    let (a, b, c) = (
        paper.article("A").live().await,
        paper.article("B").live().await,
        paper.article("C").live().await,
    );
    arrange(&paper, &List::Front, &[(&b, None, None), (&c, None, None), (&a, None, None)]).await;
    assert_eq!(placed(&paper, &List::Front).await, ["B", "C", "A"]);
    let changes = paper.store.changes_after(before, 100).await.unwrap();
    assert_eq!(changes.last().unwrap().change.kind, ChangeKind::Placed);
}

async fn a_placement_counts_from_its_moment_until_its_end(paper: Paper) {
    let article = paper.article("Rain").live().await;
    let minutes = |minutes| paper.now().checked_add(jiff::SignedDuration::from_mins(minutes)).ok();
    arrange(&paper, &List::Front, &[(&article, minutes(10), minutes(20))]).await;
    for (pass, shown) in [(0, 0), (9, 0), (1, 1), (9, 1), (1, 0)] {
        paper.pass_minutes(pass);
        assert_eq!(placed(&paper, &List::Front).await.len(), shown, "at {}", paper.now());
    }
}

async fn a_new_arrangement_takes_the_place_of_the_old_one(paper: Paper) {
    let (a, b) = (paper.article("A").live().await, paper.article("B").live().await);
    arrange(&paper, &List::Front, &[(&a, None, None), (&b, None, None)]).await;
    arrange(&paper, &List::Front, &[(&b, None, None)]).await;
    assert_eq!(placed(&paper, &List::Front).await, ["B"]);
    arrange(&paper, &List::Front, &[]).await;
    assert!(placed(&paper, &List::Front).await.is_empty());
}

async fn a_withdrawn_article_leaves_the_front(paper: Paper) {
    let (a, b) = (paper.article("A").live().await, paper.article("B").draft().await);
    arrange(&paper, &List::Front, &[(&a, None, None), (&b, None, None)]).await;
    assert_eq!(placed(&paper, &List::Front).await, ["A"]);
    paper.editor("ana").withdraw(&a, "It was wrong.").await.ok();
    assert!(placed(&paper, &List::Front).await.is_empty());
}

async fn lists_do_not_mix(paper: Paper) {
    let (a, b) = (paper.article("A").live().await, paper.article("B").live().await);
    let in_news = List::ImportantIn(paper.section("en", "news").await);
    arrange(&paper, &List::Important, &[(&a, None, None)]).await;
    arrange(&paper, &in_news, &[(&b, None, None)]).await;
    assert_eq!(placed(&paper, &List::Important).await, ["A"]);
    assert_eq!(placed(&paper, &in_news).await, ["B"]);
    assert!(placed(&paper, &List::Front).await.is_empty());
}

async fn an_article_put_at_the_end_leaves_the_rest_as_it_is(paper: Paper) {
    let (a, b) = (paper.article("A").live().await, paper.article("B").live().await);
    let c = paper.article("C").draft().await;
    let tomorrow = paper.now().checked_add(jiff::SignedDuration::from_hours(24)).unwrap();
    // B is not to be seen before tomorrow, and C not before it is published: both keep their places.
    arrange(
        &paper,
        &List::Front,
        &[(&b, Some(tomorrow), None), (&c, None, None), (&a, None, None)],
    )
    .await;
    let d = paper.article("D").live().await;
    let ana = paper.editor("ana").editor().await;
    for _ in 0..2 {
        let mut write = paper.store.write().await.unwrap();
        write.place_last(&d.edition, &List::Front, d.id, &ana).await.unwrap();
        write.commit().await.unwrap();
    }
    assert_eq!(placed(&paper, &List::Front).await, ["A", "D"]);
    paper.clock.set(tomorrow);
    assert_eq!(placed(&paper, &List::Front).await, ["B", "A", "D"]);
}
