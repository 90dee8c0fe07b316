//! Who and what an article names.

use proposal::{Known, Lexicon, Proposal, What, propose};
use story::block::Block;
use story::coverage::{Claim, Facts, Item, ItemKind as Kind};
use story::inline::{Inline, Mark};
use story::{Body, ItemId, Language, Slug};

fn known(id: i64, kind: Kind, names: &[&str]) -> Known {
    Known {
        id: ItemId::new(id),
        kind,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn proposals(code: &str, items: Vec<Known>, blocks: Vec<Block>) -> Vec<Proposal> {
    let language = Language::parse(code).unwrap();
    let on = "2025-11-10".parse().unwrap();
    propose(&Body::new(blocks), language, on, &Lexicon::new(language, items))
}

/// The names of a text: `words=id` for what is known, `words:kind` for what is new.
fn names(code: &str, items: Vec<Known>, text: &str) -> String {
    let blocks = text.lines().map(|line| Block::paragraph(vec![Inline::text(line)])).collect();
    let named = proposals(code, items, blocks).into_iter().filter_map(|proposal| {
        let words = proposal.span.words;
        match proposal.what {
            What::Known { item, .. } => Some(format!("{words}={item}")),
            What::New { kind } => Some(format!("{words}:{kind:?}").to_lowercase()),
            _ => None,
        }
    });
    named.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_known_name_is_found_in_its_forms() {
    let item = |names: &[&str]| vec![known(7, Kind::Place, names)];
    for (code, name, text, expected) in [
        ("en", "Mali", "Mali’s roads lead out of Mali.", "Mali=7, Mali=7"),
        ("ru", "Сахель", "Она занимается Сахелем и живёт в Сахеле.", "Сахелем=7, Сахеле=7"),
        ("ru", "Западная Африка", "Экспансия по всей Западной Африке.", "Западной Африке=7"),
        ("hy", "Մալի", "Նա հեռացավ Մալիից, որ Մալիում է։", "Մալիից=7, Մալիում=7"),
        ("hy", "ՋՆԻՄ", "ՋՆԻՄ-ը և ՋՆԻՄ-ի ուժը։", "ՋՆԻՄ-ը=7, ՋՆԻՄ-ի=7"),
        ("fr", "Mali", "L’armée du Mali quitte le Mali.", "Mali=7, Mali=7"),
        ("fr", "Ivoire", "Le port d’Ivoire.", "Ivoire=7"),
        ("ar", "مالي", "سافر إلى مالي ومالي ولمالي.", "مالي=7, مالي=7, مالي=7"),
        ("ar", "الجزيرة", "وقال للجزيرة ما قال.", "لجزيرة=7"),
    ] {
        assert_eq!(names(code, item(&[name]), text), expected, "{text}");
    }
}

#[test]
fn a_name_is_found_only_where_its_capitals_are() {
    let items = || vec![known(1, Kind::Place, &["US"]), known(2, Kind::Place, &["Nice"])];
    assert_eq!(names("en", items(), "They told us in the US that it is nice here."), "US=1");
}

#[test]
fn the_longest_name_is_taken_and_what_it_holds_of_its_kind() {
    let items = || {
        vec![
            known(1, Kind::Organization, &["al-Qaeda"]),
            known(2, Kind::Organization, &["al-Qaeda in the Islamic Maghreb", "AQIM"]),
            known(3, Kind::Organization, &["Malian branch of al-Qaeda in the Islamic Maghreb"]),
        ]
    };
    assert_eq!(
        names("en", items(), "The Malian branch of al-Qaeda in the Islamic Maghreb left AQIM."),
        "Malian branch of al-Qaeda in the Islamic Maghreb=3, al-Qaeda in the Islamic Maghreb=2, AQIM=2"
    );
}

#[test]
fn a_surname_is_understood_once_somebody_was_named_in_full() {
    let items = || vec![known(4, Kind::Person, &["Ulf Laessing"])];
    assert_eq!(names("en", items(), "What Laessing said nobody knows."), "");
    assert_eq!(
        names("en", items(), "Then Ulf Laessing spoke.\nWhat Laessing said everybody knows."),
        "Ulf Laessing=4, Laessing=4"
    );
    let items = vec![known(4, Kind::Person, &["Ульф Лессинг"])];
    assert_eq!(
        names("ru", items, "Это объяснил Ульф Лессинг.\nСомнения Лессинга понятны."),
        "Ульф Лессинг=4, Лессинга=4"
    );
}

#[test]
fn letters_in_brackets_behind_a_name_stand_for_it() {
    let items = vec![known(5, Kind::Organization, &["Джамаат Нусрат аль-Ислам"])];
    assert_eq!(
        names("ru", items, "Боевики «Джамаат Нусрат аль-Ислам» (ДНИ) ушли.\nПозже ДНИ вернулась."),
        "Джамаат Нусрат аль-Ислам=5, ДНИ=5, ДНИ=5"
    );
}

#[test]
fn names_that_nobody_told_of_are_guessed_by_what_stands_around_them() {
    for (code, text, expected) in [
        (
            "en",
            "Then President Anders Lindqvist met Mr. Hale in Tavelund.",
            "anders lindqvist:person, hale:person, tavelund:place",
        ),
        (
            "en",
            "He works for the University of Tavelund and the Harbour Party.",
            "university of tavelund:organization, harbour party:organization",
        ),
        ("ru", "Вчера министр Пётр Кузьмичёв посетил Тавлинск.", "пётр кузьмичёв:person"),
        (
            "ru",
            "Об этом пишет газета «Вечерний порт» из города Тавлинск.",
            "вечерний порт:organization, тавлинск:place",
        ),
        ("hy", "Երեկ նախարար Պետրոս Կարապետյանը ժամանեց։", "պետրոս կարապետյանը:person"),
        (
            "fr",
            "Hier, le ministre Julien Castelnaud a reçu le Parti de la Montagne.",
            "julien castelnaud:person, parti de la montagne:organization",
        ),
        ("ar", "زار الرئيس باراك لينكفيست مدينة تافلوند.", "باراك لينكفيست:person, تافلوند:place"),
    ] {
        assert_eq!(names(code, Vec::new(), text), expected, "{text}");
    }
}

#[test]
fn an_item_is_known_by_its_names_in_the_language_and_a_merged_one_as_what_it_turned_out_to_be() {
    let item = |id, facts, merged_into| Item {
        id: ItemId::new(id),
        slug: Slug::parse("sahel").unwrap(),
        names: [("en".to_owned(), "Sahel".to_owned())].into(),
        aliases: [("en".to_owned(), vec!["Sahel zone".to_owned()])].into(),
        about: Default::default(),
        wikidata: None,
        merged_into,
        facts,
        version: 1,
    };
    let english = Language::english();
    let known = Known::of(&item(1, Facts::Topic, None), english).unwrap();
    assert_eq!((known.id, known.kind), (ItemId::new(1), Kind::Topic));
    assert_eq!(known.names, ["Sahel", "Sahel zone"]);
    assert_eq!(Known::of(&item(1, Facts::Topic, None), Language::parse("fr").unwrap()), None);
    let merged = item(1, Facts::Topic, Some(ItemId::new(2)));
    assert_eq!(Known::of(&merged, english).unwrap().id, ItemId::new(2));
    assert_eq!(Known::of(&item(1, Facts::Claim(Claim::default()), None), english), None);
}

#[test]
fn words_that_are_marked_are_not_proposed_again() {
    let marked = |part: &str| {
        let mark = Mark::Ref { target: "9".to_owned(), part: part.to_owned() };
        let text = |text: &str, marks| Inline::Text { text: text.to_owned(), marks };
        vec![Block::paragraph(vec![
            text("Since September roads in ", vec![]),
            text("Mali", vec![mark]),
            text(" are closed.", vec![]),
        ])]
    };
    let items = || vec![known(9, Kind::Place, &["Mali"])];
    let count = |part: &str| proposals("en", items(), marked(part)).len();
    assert_eq!(count("mention"), 1, "the date alone");
    assert_eq!(count("where"), 1, "the date alone");
    assert_eq!(count("content"), 2, "a claim is marked there, and no name");
}

#[test]
fn places_are_told_as_a_browser_counts() {
    let blocks = vec![Block::paragraph(vec![
        Inline::text("😀 é"),
        Inline::HardBreak,
        Inline::text("From Mali."),
    ])];
    let found = proposals("en", vec![known(1, Kind::Place, &["Mali"])], blocks);
    // Two code units of the face, a space, a letter, the break, “From ”.
    assert_eq!((found[0].span.from, found[0].span.to), (10, 14));
}
