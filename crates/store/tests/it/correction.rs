//! Corrections, and what they ask of the siblings.

use story::correction::CorrectionState;
use testkit::Paper;

on_both_engines!(
    a_correction_is_told_with_both_texts,
    a_correction_asks_the_siblings_that_readers_have,
    a_sibling_under_a_legal_hold_is_asked_too,
    what_was_asked_can_be_closed,
    a_new_text_ends_the_wait_for_a_siblings_correction,
    an_edition_lists_its_corrections_page_by_page,
    a_withdrawn_article_takes_its_corrections_along,
);

const TOLD: &str = "It rained at one, not at noon.";

async fn a_correction_is_told_with_both_texts(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    paper.pass_minutes(30);
    paper.editor("ana").correct(&article, &["It rained at one."], TOLD).await.ok();
    let corrections = paper.store.corrections_of(article.id).await.unwrap();
    let [correction] = corrections.as_slice() else { panic!("{corrections:?}") };
    assert_eq!((correction.from.0, correction.to.unwrap().0), (1, 2));
    assert_eq!((correction.text.as_str(), correction.state), (TOLD, CorrectionState::Published));
    assert_eq!(correction.at, paper.now());
    let publications = paper.store.publications(article.id).await.unwrap();
    assert_eq!(publications[1].correction, Some(correction.id));
    assert_eq!(paper.store.correction(correction.id).await.unwrap().as_ref(), Some(correction));
}

async fn a_correction_asks_the_siblings_that_readers_have(paper: Paper) {
    let english = paper.article("Rain stops play").live().await;
    let sibling = |edition, headline| paper.editor("ana").sibling(&english, edition, headline);
    let russian = sibling("ru", "Дождь остановил матч").live().await;
    let french = sibling("fr", "La pluie arrête le match").draft().await;
    let stranger = paper.article("Snow").edition("ru").live().await;
    paper.editor("ana").correct(&english, &["It rained at one."], TOLD).await.ok();

    let asked = paper.store.corrections_of(russian.id).await.unwrap();
    let [asked] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!((asked.state, asked.text.as_str()), (CorrectionState::Pending, TOLD));
    assert_eq!((asked.from.0, asked.to), (1, None));
    assert!(paper.store.corrections_of(french.id).await.unwrap().is_empty());
    assert!(paper.store.corrections_of(stranger.id).await.unwrap().is_empty());
    // Nobody has looked at it yet, so the Russian readers' list does not have it.
    let listed = paper.store.corrections_in(&russian.edition, None, 10).await.unwrap();
    assert!(listed.is_empty());
    paper.is_sound().await;
}

async fn a_sibling_under_a_legal_hold_is_asked_too(paper: Paper) {
    let english = paper.article("Rain stops play").live().await;
    let russian = paper.editor("ana").sibling(&english, "ru", "Дождь остановил матч").live().await;
    paper.editor("lia").hold(&russian, "Order 12", "ana").await.ok();
    paper.editor("ana").correct(&english, &["It rained at one."], TOLD).await.ok();
    let asked = paper.store.corrections_of(russian.id).await.unwrap();
    assert_eq!(asked.len(), 1, "it would come back with the mistake");
    assert_eq!(asked[0].from.0, 1);
}

async fn what_was_asked_can_be_closed(paper: Paper) {
    let english = paper.article("Rain stops play").live().await;
    let russian = paper.editor("ana").sibling(&english, "ru", "Дождь остановил матч").live().await;
    paper.editor("ana").correct(&english, &["It rained at one."], TOLD).await.ok();
    let mut write = paper.store.write().await.unwrap();
    let closed = write.close_pending(russian.id, CorrectionState::NotNeeded).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(closed, 1);
    let states = |corrections: Vec<story::correction::Correction>| {
        corrections.into_iter().map(|correction| correction.state).collect::<Vec<_>>()
    };
    let of_russian = paper.store.corrections_of(russian.id).await.unwrap();
    assert_eq!(states(of_russian), [CorrectionState::NotNeeded]);
    let of_english = paper.store.corrections_of(english.id).await.unwrap();
    assert_eq!(states(of_english), [CorrectionState::Published]);
}

async fn an_edition_lists_its_corrections_page_by_page(paper: Paper) {
    let mut expected = Vec::new();
    for number in 1..=5 {
        let article = paper.article(&format!("Rain {number}")).live().await;
        // Two of them come in the same moment.
        paper.pass_minutes(i64::from(number != 3));
        paper.editor("ana").correct(&article, &["It rained at one."], TOLD).await.ok();
        expected.insert(0, format!("Rain {number}"));
    }
    let edition = testkit_edition("en");
    let mut found = Vec::new();
    let mut before = None;
    loop {
        let page = paper.store.corrections_in(&edition, before.as_ref(), 2).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.correction.clone());
        found.extend(page.into_iter().map(|row| row.headline));
    }
    assert_eq!(found, expected);
}

async fn a_withdrawn_article_takes_its_corrections_along(paper: Paper) {
    let article = paper.article("Rain stops play").live().await;
    paper.editor("ana").correct(&article, &["It rained at one."], TOLD).await.ok();
    assert_eq!(paper.store.corrections_in(&article.edition, None, 9).await.unwrap().len(), 1);
    paper.editor("ana").withdraw(&article, "It did not rain.").await.ok();
    assert!(paper.store.corrections_in(&article.edition, None, 9).await.unwrap().is_empty());
}

fn testkit_edition(code: &str) -> story::EditionCode {
    story::EditionCode::parse(code).unwrap()
}

async fn a_new_text_ends_the_wait_for_a_siblings_correction(paper: Paper) {
    let english = paper.article("Rain stops play").live().await;
    let russian = paper.editor("ana").sibling(&english, "ru", "Дождь остановил матч").live().await;
    paper.editor("ana").correct(&english, &["It rained at one."], TOLD).await.ok();
    let state = async || paper.store.corrections_of(russian.id).await.unwrap()[0].state;
    assert_eq!(state().await, CorrectionState::Pending);
    paper.editor("ana").update(&russian, &["Дождь пошёл в час."]).await.ok();
    assert_eq!(state().await, CorrectionState::Applied);
}
