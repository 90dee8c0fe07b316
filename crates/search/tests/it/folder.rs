//! The index on disk.

use search::Index;

use crate::paper::{document, find, ids};

#[test]
fn an_index_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert!(!index.place().built);
    index.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    index.commit(41).unwrap();
    index.close();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.place().change, 41);
    assert_eq!(ids(&find(&index, "en", "rain")), [1]);
}

#[test]
fn what_was_not_committed_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.commit(1).unwrap();
    index.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.place().change, index.len()), (1, 0));
}

#[test]
fn a_broken_index_gives_way_to_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    index.commit(41).unwrap();
    index.close();
    drop(index);
    for broken in ["", "{", "{\"segments\":[]}"] {
        std::fs::write(folder.path().join("2/meta.json"), broken).unwrap();
        let index = Index::open(folder.path()).unwrap();
        assert!(!index.place().built && index.is_empty());
        index.close();
    }
}

#[test]
fn one_program_writes_an_index_and_the_others_read_it() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::open(folder.path()).unwrap();
    let second = Index::open(folder.path()).unwrap();
    first.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    first.commit(41).unwrap();
    let error = second.commit(42).unwrap_err().to_string();
    assert!(error.contains("search.folder"), "{error}");
    second.look_again().unwrap();
    assert_eq!(second.place().change, 41);
    assert_eq!(ids(&find(&second, "en", "rain")), [1]);
    first.close();
    second.remove(story::ArticleId::new(1)).unwrap();
    second.commit(42).unwrap();
    assert!(second.is_empty());
    assert!(matches!(first.commit(43), Err(search::Error::Closed)));
}

#[test]
fn an_index_asked_for_anew_is_empty_until_it_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    index.commit(41).unwrap();
    index.begin_anew(3).unwrap();
    assert_eq!((index.place().built, index.place().asked_anew, index.len()), (false, 3, 0));
}

#[test]
fn an_index_that_rests_is_read_and_written_on_by_whoever_comes_first() {
    let folder = tempfile::tempdir().unwrap();
    let first = Index::open(folder.path()).unwrap();
    let second = Index::open(folder.path()).unwrap();
    first.put(&document(1, "en", "Rain", "It rains.")).unwrap();
    first.commit(41).unwrap();
    first.rest();
    assert_eq!(ids(&find(&first, "en", "rain")), [1]);
    first.put(&document(2, "en", "Rain again", "It rains again.")).unwrap();
    first.commit(42).unwrap();
    assert_eq!(first.len(), 2);
    first.rest();
    second.put(&document(3, "en", "Still rain", "It still rains.")).unwrap();
    second.commit(43).unwrap();
    assert_eq!(second.len(), 3);
    assert!(matches!(first.commit(43), Err(search::Error::InUse { .. })));
    first.close();
    first.rest();
    assert!(matches!(first.commit(44), Err(search::Error::Closed)));
}
