//! What nodes tell each other and nobody keeps.

use testkit::Paper;

on_both_engines![an_announcement_reaches_who_listens_and_nobody_who_comes_later];

async fn an_announcement_reaches_who_listens_and_nobody_who_comes_later(paper: Paper) {
    let (mut one, mut other) = (paper.store.announcements(), paper.store.announcements());
    assert_eq!((one.next().await, other.next().await), (None, None));
    let longest = "x".repeat(store::LONGEST_ANNOUNCEMENT);
    for words in ["", "Ana’s here", &longest] {
        paper.store.announce(words).await.unwrap();
    }
    for listener in [&mut one, &mut other] {
        for words in ["", "Ana’s here", &longest] {
            assert_eq!(listener.next().await.as_deref(), Some(words));
        }
    }
    let mut late = paper.store.announcements();
    assert_eq!(late.next().await, None);
    paper.store.announce("Davit is here").await.unwrap();
    assert_eq!(late.next().await.as_deref(), Some("Davit is here"));
}
