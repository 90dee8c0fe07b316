//! Texts on which several people write, and what they say beside them.

use store::MarginComment;
use story::account::Editor;
use testkit::Paper;

on_both_engines![
    a_text_is_begun_once,
    changes_come_back_in_their_order,
    merged_changes_stand_for_all_before_them,
    comments_stand_beside_a_text_until_they_are_settled,
    a_preview_ends,
];

async fn a_text_is_begun_once(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    let ours = paper.store.begin_room(article.id, b"ours").await.unwrap();
    let theirs = paper.store.begin_room(article.id, b"theirs").await.unwrap();
    assert_eq!((ours.sequence, &ours.changes[0][..]), (1, &b"ours"[..]));
    assert_eq!(theirs, ours);
}

async fn changes_come_back_in_their_order(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    paper.store.begin_room(article.id, b"begun").await.unwrap();
    for number in 2..5_i64 {
        let kept =
            paper.store.keep_room_change(article.id, &[0, 255, 0], "Rain", None).await.unwrap();
        assert_eq!(kept, number);
    }
    let all = paper.store.room_changes(article.id, 0).await.unwrap();
    assert_eq!((all.sequence, all.changes.len()), (4, 4));
    let newer = paper.store.room_changes(article.id, 3).await.unwrap();
    assert_eq!((newer.sequence, newer.changes), (4, vec![vec![0, 255, 0]]));
    let none = paper.store.room_changes(article.id, 4).await.unwrap();
    assert_eq!((none.sequence, none.changes.len()), (4, 0));
    assert!(paper.store.room_touched(article.id).await.unwrap().is_some());
}

async fn merged_changes_stand_for_all_before_them(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    paper.store.begin_room(article.id, b"1").await.unwrap();
    for change in [b"2", b"3", b"4"] {
        paper.store.keep_room_change(article.id, change, "Rain", None).await.unwrap();
    }
    paper.store.merge_room(article.id, 3, b"123").await.unwrap();
    let all = paper.store.room_changes(article.id, 0).await.unwrap();
    assert_eq!((all.sequence, all.changes), (4, vec![b"123".to_vec(), b"4".to_vec()]));
    // Whoever followed up to the second gets everything of the third.
    assert_eq!(paper.store.room_changes(article.id, 2).await.unwrap().changes.len(), 2);
    assert_eq!(paper.store.keep_room_change(article.id, b"5", "Rain", None).await.unwrap(), 5);
}

async fn comments_stand_beside_a_text_until_they_are_settled(paper: Paper) {
    let article = paper.article("Rain stops play").draft().await;
    let ana = Editor::operator("Ana");
    let mut write = paper.store.write().await.unwrap();
    let comment = MarginComment {
        id: write.id(),
        article: article.id,
        parent: None,
        at: paper.store.clock().now(),
        account: None,
        name: "Davit".to_owned(),
        words: "play".to_owned(),
        anchor: "{}".to_owned(),
        text: "Which match?".to_owned(),
        resolved_at: None,
        resolved_by: None,
    };
    write.put_margin_comment(&comment).await.unwrap();
    let answer = MarginComment {
        id: write.id(),
        parent: Some(comment.id),
        text: "The second one.".to_owned(),
        ..comment.clone()
    };
    write.put_margin_comment(&answer).await.unwrap();
    write.resolve_margin_comment(comment.id, true, &ana).await.unwrap();
    write.commit().await.unwrap();
    let comments = paper.store.margin_comments(article.id).await.unwrap();
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0].resolved_by.as_deref(), Some("Ana"));
    assert_eq!(comments[1], answer);
    assert!(paper.store.margin_comment(7).await.is_err());
}

async fn a_preview_ends(paper: Paper) {
    let until = paper.store.clock().now() + jiff::SignedDuration::from_mins(5);
    let token = paper.store.begin_preview("article 1", until).await.unwrap();
    assert_eq!(paper.store.preview(&token).await.unwrap().as_deref(), Some("article 1"));
    assert_eq!(paper.store.preview("nonsense").await.unwrap(), None);
    paper.pass_minutes(6);
    assert_eq!(paper.store.preview(&token).await.unwrap(), None);
}
