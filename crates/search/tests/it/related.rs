//! What there is to read next.

use search::{Document, Index, Subject};
use story::{ArticleId, EditionCode, TopicId};

use crate::paper::{document, paper};

fn related(index: &Index, to: &Document) -> Vec<i64> {
    let subject = Subject {
        article: to.article,
        edition: to.edition.clone(),
        language: to.language.clone(),
        topics: to.topics.clone(),
        first_live_at: to.first_live_at,
        text: to.headline.clone(),
    };
    index.related(&subject, 3).unwrap().iter().map(|article| article.number()).collect()
}

fn about(topic: i64, document: Document) -> Document {
    Document { topics: vec![TopicId::new(topic)], ..document }
}

/// Others, so that words are rare or common as in a paper.
fn with_others(mut documents: Vec<Document>) -> Index {
    for id in 100..140 {
        documents.push(document(id, "en", &format!("Chess club meets, evening {id}"), "The town."));
    }
    paper(&documents)
}

#[test]
fn what_shares_words_is_related_and_what_is_merely_new_is_not() {
    let bridge = document(1, "en", "Flood takes the old bridge", "The town.");
    let index = with_others(vec![
        bridge.clone(),
        document(2, "en", "Who pays for the bridge that the floods took", "The town."),
        document(3, "en", "A flood of letters", "The town."),
    ]);
    assert_eq!(related(&index, &bridge), [2], "one word in common is no subject in common");
    let alone = document(4, "en", "Orchestra on tour", "The town.");
    assert!(related(&index, &alone).is_empty(), "the newest are not offered instead");
}

#[test]
fn a_topic_in_common_is_enough_and_the_nearer_in_time_comes_first() {
    let first = about(7, document(1, "en", "Council votes", "The town."));
    let index = with_others(vec![
        first.clone(),
        about(7, document(90, "en", "Orchestra on tour", "The town.")),
        about(7, document(2, "en", "Rain at last", "The town.")),
        about(8, document(3, "en", "Another matter", "The town.")),
    ]);
    assert_eq!(related(&index, &first), [2, 90]);
}

#[test]
fn other_editions_and_the_article_itself_are_never_related() {
    let first = about(7, document(1, "en", "Flood takes the old bridge", "The town."));
    let index = with_others(vec![
        first.clone(),
        about(7, document(2, "fr", "La crue du fleuve", "La ville.")),
    ]);
    assert!(related(&index, &first).is_empty());
}

#[test]
fn what_was_withdrawn_is_related_to_nothing() {
    let first = about(7, document(1, "en", "Flood takes the old bridge", "The town."));
    let second = about(7, document(2, "en", "The bridge after the flood", "The town."));
    let index = with_others(vec![first.clone(), second]);
    assert_eq!(related(&index, &first), [2]);
    index.remove(ArticleId::new(2)).unwrap();
    index.commit(2).unwrap();
    assert!(related(&index, &first).is_empty());
    let edition = EditionCode::parse("en").unwrap();
    let nothing = Subject {
        article: ArticleId::new(0),
        edition,
        language: "en".to_owned(),
        topics: Vec::new(),
        first_live_at: first.first_live_at,
        text: String::new(),
    };
    assert!(index.related(&nothing, 0).unwrap().is_empty());
}
