//! Questions and their answers.

use search::{Named, Names, Question, Sort};
use story::{AuthorId, EditionCode, SectionId, Timestamp, TopicId};

use crate::paper::{document, find, ids, paper, question};

#[test]
fn forms_of_a_word_are_found_in_each_language() {
    let index = paper(&[
        document(1, "en", "Negotiations resume", "The delegations met in Geneva."),
        document(2, "ru", "Переговоры возобновлены", "Делегации встретились в Женеве."),
        document(3, "hy", "Քաղաքում անձրև է", "Բնակիչները տանն են։"),
        document(4, "fr", "Les négociations reprennent", "Les délégations à l’hôtel."),
        document(5, "ar", "استئناف المفاوضات", "التقت الوفود في جنيف."),
        document(6, "tr", "Şehirlerde yağmur", "İstanbul'da okullar kapandı."),
        document(7, "az", "Şəhərlərdə yağış", "Bakıda məktəblər bağlandı."),
    ]);
    for (edition, typed, id) in [
        ("en", "negotiation delegation", 1),
        ("ru", "переговоров делегация", 2),
        ("hy", "քաղաք", 3),
        ("fr", "delegation hotel", 4),
        ("ar", "مفاوضات", 5),
        ("tr", "şehir", 6),
        ("tr", "İSTANBUL", 6),
        ("az", "şəhər", 7),
    ] {
        assert_eq!(ids(&find(&index, edition, typed)), [id], "{typed}");
    }
}

#[test]
fn phrases_and_exclusions_are_obeyed() {
    let index = paper(&[
        document(1, "en", "Grain corridor opens", "Wheat leaves the port."),
        document(2, "en", "Corridor of grain", "Barley leaves the port."),
    ]);
    assert_eq!(ids(&find(&index, "en", "\"grain corridor\"")), [1]);
    assert_eq!(ids(&find(&index, "en", "grain -wheat")), [2]);
    assert_eq!(ids(&find(&index, "en", "-wheat")), [2]);
    assert_eq!(ids(&find(&index, "en", "-\"grain corridor\" port")), [2]);
    assert!(ids(&find(&index, "en", "")).is_empty());
}

#[test]
fn filters_narrow_what_is_found() {
    let mut inside = document(1, "en", "Rain", "It rains.");
    inside.section = Some(SectionId::new(5));
    inside.authors = vec![AuthorId::new(9)];
    let index = paper(&[inside, document(2, "en", "Rain again", "It rains.")]);
    let rain = question("en", "rain");
    let at = |id: i64| Some(Timestamp::from_second(1_700_000_000 + id * 86_400).unwrap());
    for (question, found) in [
        (Question { section: Some(SectionId::new(5)), ..rain.clone() }, vec![1]),
        (Question { authors: Some(vec![AuthorId::new(9)]), ..rain.clone() }, vec![1]),
        (Question { authors: Some(Vec::new()), ..rain.clone() }, vec![]),
        (Question { from: at(2), ..rain.clone() }, vec![2]),
        (Question { until: at(2), ..rain.clone() }, vec![1]),
        (Question { sort: Sort::Date, ..rain.clone() }, vec![2, 1]),
    ] {
        assert_eq!(ids(&index.find(&question).unwrap()), found);
    }
}

#[test]
fn one_name_finds_what_is_written_under_another() {
    let topic = TopicId::new(77);
    let mut english = document(1, "en", "President in Paris", "Zelensky arrived by train.");
    english.topics = vec![topic];
    let mut russian = document(2, "ru", "Президент в Париже", "Зеленский приехал поездом.");
    russian.topics = vec![topic];
    let mut arabic = document(3, "ar", "الرئيس في باريس", "وصل زيلينسكي بالقطار.");
    arabic.topics = vec![topic];
    let index = paper(&[english, russian, arabic]);
    index.set_names(Names::new([
        (Named::Topic(topic), "en", "Volodymyr Zelensky"),
        (Named::Topic(topic), "ru", "Владимир Зеленский"),
        (Named::Topic(topic), "ar", "فولوديمير زيلينسكي"),
    ]));
    let all = ["en", "ru", "ar"];
    for (own, typed, first) in [
        ("en", "Zelensky", 1),
        ("ru", "Зеленский", 2),
        ("ar", "زيلينسكي", 3),
        ("en", "Зеленский", 1),
    ] {
        let editions = std::iter::once(own).chain(all.into_iter().filter(|code| *code != own));
        let editions = editions.map(|code| (EditionCode::parse(code).unwrap(), code.to_owned()));
        let asked = Question { editions: editions.collect(), ..question(own, typed) };
        let found = ids(&index.find(&asked).unwrap());
        assert_eq!((found.len(), found.first()), (3, Some(&first)), "{typed} in {own}");
    }
}

#[test]
fn spellings_from_another_script_and_slips_are_found() {
    let index = paper(&[
        document(1, "en", "Lavrov in Bamako", "The minister met Assimi Goita."),
        document(2, "en", "Harvest", "Farmers in the north wait for rain."),
    ]);
    let slip = find(&index, "en", "havrest");
    assert_eq!(ids(&slip), [2]);
    assert_eq!(slip.instead.as_deref(), Some("harvest"));
    assert_eq!(ids(&find(&index, "en", "Goitta")), [1]);
    assert_eq!(ids(&find(&index, "en", "famrers nroth")), [2]);
}

#[test]
fn what_answers_best_comes_first() {
    let index = paper(&[
        document(1, "en", "Markets close higher", "Rain was expected."),
        document(2, "en", "Rain stops play", "It was a long day."),
    ]);
    assert_eq!(ids(&find(&index, "en", "rain")), [2, 1]);
    let some = find(&index, "en", "markets umbrella higher");
    assert!(some.some_words);
    assert_eq!(ids(&some), [1]);
}

#[test]
fn pages_follow_one_another() {
    let all: Vec<_> = (1..=25).map(|id| document(id, "en", "Rain", "It rains.")).collect();
    let index = paper(&all);
    let mut seen = Vec::new();
    for after in [0, 10, 20] {
        let found = index.find(&Question { after, ..question("en", "rain") }).unwrap();
        assert_eq!((found.total, found.more), (25, after < 20));
        seen.extend(ids(&found));
    }
    seen.sort_unstable();
    assert_eq!(seen, (1..=25).collect::<Vec<_>>());
}

#[test]
fn what_is_being_typed_is_gone_on_with() {
    let index = paper(&[
        document(1, "en", "Harvest in the north", ""),
        document(2, "en", "Harvest again", ""),
    ]);
    assert_eq!(index.words_beginning("late harv", "en", 5).unwrap(), ["late harvest"]);
    assert!(index.words_beginning("late ", "en", 5).unwrap().is_empty());
}

#[test]
fn a_withdrawn_article_is_not_found_and_its_words_are_told_nobody() {
    let index = paper(&[
        document(1, "en", "Informer Zarathan speaks", "He met the editor."),
        document(2, "en", "Rain", "It rains."),
    ]);
    assert_eq!(index.words_beginning("zara", "en", 5).unwrap(), ["zarathan"]);
    index.remove(story::ArticleId::new(1)).unwrap();
    index.commit(2).unwrap();
    assert!(ids(&find(&index, "en", "zarathan")).is_empty());
    assert!(index.words_beginning("zara", "en", 5).unwrap().is_empty());
    let slip = find(&index, "en", "zaratham");
    assert_eq!((ids(&slip), slip.instead), (vec![], None));
}

#[test]
fn later_pages_are_asked_for_as_the_first_one_was() {
    let mut all: Vec<_> = (1..=25).map(|id| document(id, "en", "Harvest", "It rains.")).collect();
    all.push(document(26, "en", "Harvset is no word", "But somebody wrote it."));
    let index = paper(&all);
    let mut seen = Vec::new();
    for after in [0, 10, 20] {
        let found = index.find(&Question { after, ..question("en", "harvset") }).unwrap();
        seen.extend(ids(&found));
    }
    assert_eq!(seen.len(), 26);
}

#[test]
fn signs_without_a_word_find_nothing() {
    let index = paper(&[document(1, "en", "Rain", "It rains.")]);
    for typed in ["!!!", "\"\"", "—", "()"] {
        assert!(ids(&find(&index, "en", typed)).is_empty(), "{typed}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_question_fails(typed in "\\PC{0,120}") {
        let index = paper(&[document(1, "en", "Rain", "It rains.")]);
        let _ = find(&index, "en", &typed);
    }
}
