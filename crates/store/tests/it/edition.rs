//! Editions, sections, authors and topics: what the paper is made of.

use std::collections::BTreeMap;

use story::author::{Author, AuthorKind};
use story::section::Section;
use story::{AuthorId, SectionId, Slug};
use testkit::Paper;

on_both_engines!(
    editions_keep_their_order_and_their_settings,
    one_edition_is_the_default,
    a_section_keeps_its_id_when_it_is_put_again,
    two_sections_of_an_edition_never_share_an_address,
    sections_in_the_row_come_first,
    an_author_keeps_their_id_when_they_are_put_again,
    names_in_every_script_survive,
);

async fn editions_keep_their_order_and_their_settings(paper: Paper) {
    for code in ["ru", "hy", "ar"] {
        paper.edition(code).await;
    }
    let mut english = paper.edition("en").await;
    english.tagline = "Printed when it is ready".to_owned();
    paper.put_edition(&english).await;
    let editions = paper.store.editions().await.unwrap();
    let codes: Vec<&str> = editions.iter().map(|edition| edition.code.as_str()).collect();
    assert_eq!(codes, ["en", "ru", "hy", "ar"]);
    assert_eq!(editions[0], english);
    paper.is_sound().await;
}

async fn one_edition_is_the_default(paper: Paper) {
    let mut russian = paper.edition("ru").await;
    let defaults = async || {
        let editions = paper.store.editions().await.unwrap();
        let defaults = editions.into_iter().filter(|edition| edition.default);
        defaults.map(|edition| edition.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(defaults().await, ["en"]);
    russian.default = true;
    paper.put_edition(&russian).await;
    assert_eq!(defaults().await, ["ru"]);
}

async fn a_section_keeps_its_id_when_it_is_put_again(paper: Paper) {
    let id = paper.section("en", "sport").await;
    let mut section = paper.section_named("en", "sport").await;
    section.id = SectionId::new(7);
    section.name = "Sports".to_owned();
    let mut write = paper.store.write().await.unwrap();
    assert_eq!(write.put_section(&section).await.unwrap(), id);
    write.commit().await.unwrap();
    let again = paper.section_named("en", "sport").await;
    assert_eq!((again.id, again.name.as_str()), (id, "Sports"));
}

async fn two_sections_of_an_edition_never_share_an_address(paper: Paper) {
    let section = paper.section_named("en", "sport").await;
    let other = Section { id: SectionId::new(7), key: "games".to_owned(), ..section };
    let mut write = paper.store.write().await.unwrap();
    let refusal = write.put_section(&other).await.unwrap_err();
    assert_eq!(refusal.to_string(), "a section with the address “en/sport” exists already");
    drop(write);
    // Another edition has its own.
    paper.section("fr", "sport").await;
}

async fn sections_in_the_row_come_first(paper: Paper) {
    for key in ["world", "zoo", "art"] {
        paper.section("en", key).await;
    }
    let mut zoo = paper.section_named("en", "zoo").await;
    zoo.position = None;
    let mut write = paper.store.write().await.unwrap();
    write.put_section(&zoo).await.unwrap();
    write.commit().await.unwrap();
    let sections = paper.store.sections().await.unwrap();
    let keys: Vec<&str> = sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!(keys, ["world", "art", "zoo"]);
}

async fn an_author_keeps_their_id_when_they_are_put_again(paper: Paper) {
    let id = paper.author("Davit Sargsyan").await;
    let again = Author {
        id: AuthorId::new(7),
        slug: Slug::parse("davit-sargsyan").unwrap(),
        kind: AuthorKind::Desk,
        names: BTreeMap::from([("hy".to_owned(), "Դավիթ Սարգսյան".to_owned())]),
        titles: BTreeMap::new(),
        bios: BTreeMap::new(),
    };
    let mut write = paper.store.write().await.unwrap();
    assert_eq!(write.put_author(&again).await.unwrap(), id);
    write.commit().await.unwrap();
    let found = paper.store.authors(&[id]).await.unwrap();
    assert_eq!(found, [Author { id, ..again }]);
    assert!(paper.store.author_at("nobody").await.unwrap().is_none());
}

async fn names_in_every_script_survive(paper: Paper) {
    let names = ["Ольга Ёлкина", "Ալա Սարգսյան", "نور حداد", "Ən yaxşı ad", "𝒜 🗞 e\u{301}"];
    for name in names {
        let mut write = paper.store.write().await.unwrap();
        write.set("name", name).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(paper.store.setting("name").await.unwrap().as_deref(), Some(name));
    }
}
