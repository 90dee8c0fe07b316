//! Words that say when, in five languages, in an article of Monday, 10 November 2025.

use proposal::{Lexicon, What, propose};
use story::block::Block;
use story::coverage::when::When;
use story::inline::Inline;
use story::{Body, Language};

fn dates(code: &str, text: &str) -> Vec<(String, When)> {
    let language = Language::parse(code).unwrap();
    let body = Body::new(vec![Block::paragraph(vec![Inline::text(text)])]);
    let on = "2025-11-10".parse().unwrap();
    propose(&body, language, on, &Lexicon::new(language, []))
        .into_iter()
        .filter_map(|proposal| match proposal.what {
            What::When { when } => Some((proposal.span.words, when)),
            _ => None,
        })
        .collect()
}

/// One row per sentence: the words that are a date, and the date; `?` behind it where something was inferred.
fn check(code: &str, rows: &[(&str, &str, &str)]) {
    let mut faults = Vec::new();
    for (sentence, words, edtf) in rows {
        let found = dates(code, sentence);
        let told: Vec<(String, String)> = found
            .iter()
            .map(|(words, when)| {
                let inferred = if when.inferred.is_empty() { "" } else { " inferred" };
                (words.clone(), format!("{}{inferred}", when.edtf))
            })
            .collect();
        let expected: Vec<(String, String)> = match edtf.is_empty() {
            true => Vec::new(),
            false => vec![((*words).to_owned(), (*edtf).to_owned())],
        };
        if told != expected {
            faults.push(format!("{sentence}\n  {told:?}\n  not {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn english_dates() {
    check(
        "en",
        &[
            ("A decree of 1 July 2025 banned it.", "1 July 2025", "2025-07-01"),
            ("They met on July 1, 2025 in Dakar.", "July 1, 2025", "2025-07-01"),
            ("They met on the 3rd of May 2012.", "the 3rd of May 2012", "2012-05-03"),
            ("A decree of 1 July banned it.", "1 July", "2025-07-01 inferred"),
            ("It begins on 15 January.", "15 January", "2026-01-15 inferred"),
            ("It was formed in 2017 by four groups.", "in 2017", "2017"),
            (
                "The roads have been sealed since September.",
                "since September",
                "2025-09/.. inferred",
            ),
            (
                "The roads have been sealed since September 2024.",
                "since September 2024",
                "2024-09/..",
            ),
            ("It has lasted since early 2012.", "since early 2012", "2012/.."),
            ("In the early 1990s he led them.", "the early 1990s", "199X"),
            ("The music of the nineties is back.", "the nineties", "199X inferred"),
            ("Between 1990 and 2012 he negotiated.", "Between 1990 and 2012", "1990/2012"),
            (
                "They closed from September to November 2025.",
                "from September to November 2025",
                "2025-09/2025-11",
            ),
            (
                "It lasted from 3 to 9 November 2025.",
                "from 3 to 9 November 2025",
                "2025-11-03/2025-11-09",
            ),
            (
                "Last week France advised them to leave.",
                "Last week",
                "2025-11-03/2025-11-09 inferred",
            ),
            ("It will open next month.", "next month", "2025-12 inferred"),
            ("He came two years ago.", "two years ago", "2023 inferred"),
            ("He came three days ago.", "three days ago", "2025-11-07 inferred"),
            ("He spoke on Tuesday in Bamako.", "on Tuesday", "2025-11-04 inferred"),
            ("He spoke yesterday.", "yesterday", "2025-11-09 inferred"),
            ("It holds until December.", "until December", "/2025-12 inferred"),
            ("It happened in spring 2024.", "in spring 2024", "2024-21"),
            ("It happened last November.", "last November", "2025-11 inferred"),
            ("It happened around 2012.", "around 2012", "2012~"),
            ("They have 2,012 lorries and 1990 tents? No, 30.", "1990", "1990"),
            ("May I come in March of all things?", "in March", "2025-03 inferred"),
            ("The second week was quiet.", "", ""),
            ("He may march again, in short.", "", ""),
        ],
    );
}

#[test]
fn russian_dates() {
    check(
        "ru",
        &[
            ("Постановление от 1 июля 2025 года запретило это.", "1 июля 2025 года", "2025-07-01"),
            ("Постановление от 1 июля запретило это.", "1 июля", "2025-07-01 inferred"),
            ("ДНИМ возникла в 2017 году из четырёх групп.", "в 2017 году", "2017"),
            ("Шоссе с сентября перекрыты.", "с сентября", "2025-09/.. inferred"),
            ("В начале 1990-х он был вождём.", "В начале 1990-х", "199X"),
            ("Он говорил о лихих девяностых годах.", "девяностых годах", "199X inferred"),
            (
                "Между 1990 и 2012 годами он вёл переговоры.",
                "Между 1990 и 2012 годами",
                "1990/2012",
            ),
            (
                "На прошлой неделе посольства начали отъезд.",
                "На прошлой неделе",
                "2025-11-03/2025-11-09 inferred",
            ),
            ("В минувший вторник он прилетел.", "В минувший вторник", "2025-11-04 inferred"),
            ("Он прилетел три дня назад.", "три дня назад", "2025-11-07 inferred"),
            ("Он прилетел неделю назад.", "неделю назад", "2025-11-03/2025-11-09 inferred"),
            ("Вчера он прилетел.", "Вчера", "2025-11-09 inferred"),
            ("Это было 10.11.2024.", "10.11.2024", "2024-11-10"),
            ("В ноябре прошлого года он прилетел.", "В ноябре прошлого года", "2024-11 inferred"),
            ("С 1990 по 2012 год он молчал.", "С 1990 по 2012 год", "1990/2012"),
            ("Весной 2024 года он прилетел.", "Весной 2024 года", "2024-21"),
            ("Он говорил с матерью о маме.", "", ""),
        ],
    );
}

#[test]
fn armenian_dates() {
    check(
        "hy",
        &[
            ("Որոշումը կայացվել է 2025 թ․ հուլիսի 1-ին։", "2025 թ․ հուլիսի 1-ին", "2025-07-01"),
            ("Կառավարության հուլիսի 1-ի որոշումը։", "հուլիսի 1-ի", "2025-07-01 inferred"),
            ("Խումբը ձևավորվել է 2017-ին։", "2017-ին", "2017"),
            ("Խումբը ձևավորվել է 2017 թվականին։", "2017 թվականին", "2017"),
            ("Մայրուղիները սեպտեմբերից փակ են։", "սեպտեմբերից", "2025-09/.. inferred"),
            ("1990-ականների սկզբին նա առաջնորդ էր։", "1990-ականների սկզբին", "199X"),
            ("1990-ի և 2012-ի միջև նա բանակցել է։", "1990-ի և 2012-ի միջև", "1990/2012"),
            (
                "Անցած շաբաթ Ֆրանսիան խորհուրդ տվեց։",
                "Անցած շաբաթ",
                "2025-11-03/2025-11-09 inferred",
            ),
            ("Անցյալ շաբաթ նա եկավ։", "Անցյալ շաբաթ", "2025-11-03/2025-11-09 inferred"),
            ("Երեկ նա եկավ։", "Երեկ", "2025-11-09 inferred"),
            ("Նա եկավ երեք օր առաջ։", "երեք օր առաջ", "2025-11-07 inferred"),
            ("Մինչև 2023թ. այն կնվազի։", "Մինչև 2023թ.", "/2023"),
        ],
    );
}

#[test]
fn french_dates() {
    check(
        "fr",
        &[
            ("Un décret du 1er juillet 2025 l’interdit.", "du 1er juillet 2025", "2025-07-01"),
            ("Un décret du 1er juillet l’interdit.", "du 1er juillet", "2025-07-01 inferred"),
            ("Le groupe est né en 2017 de la fusion.", "en 2017", "2017"),
            (
                "Les routes sont coupées depuis septembre par eux.",
                "depuis septembre",
                "2025-09/.. inferred",
            ),
            ("Au début des années 1990, il fut un meneur.", "Au début des années 1990", "199X"),
            ("Il a négocié entre 1990 et 2012 pour eux.", "entre 1990 et 2012", "1990/2012"),
            (
                "La semaine dernière, la France a conseillé cela.",
                "La semaine dernière",
                "2025-11-03/2025-11-09 inferred",
            ),
            ("Il est venu il y a trois jours.", "il y a trois jours", "2025-11-07 inferred"),
            ("Il est venu hier.", "hier", "2025-11-09 inferred"),
            ("Il est venu aujourd’hui.", "aujourd’hui", "2025-11-10 inferred"),
            ("Il est venu mardi dernier.", "mardi dernier", "2025-11-04 inferred"),
            (
                "La fête dure du 3 au 9 novembre 2025.",
                "du 3 au 9 novembre 2025",
                "2025-11-03/2025-11-09",
            ),
            ("Elle a fermé au printemps 2024.", "au printemps 2024", "2024-21"),
            ("Ils ont sept enfants et dix ans de mariage.", "", ""),
        ],
    );
}

#[test]
fn arabic_dates() {
    check(
        "ar",
        &[
            ("صدر المرسوم في ١ تموز/يوليو ٢٠٢٥ وحظر البيع.", "في ١ تموز/يوليو ٢٠٢٥", "2025-07-01"),
            ("صدر المرسوم في ١ تموز وحظر البيع.", "في ١ تموز", "2025-07-01 inferred"),
            ("نشأت الجماعة عام ٢٠١٧ من أربع جماعات.", "عام ٢٠١٧", "2017"),
            ("الطرق مقطوعة منذ أيلول/سبتمبر بالكامل.", "منذ أيلول/سبتمبر", "2025-09/.. inferred"),
            ("ففي مطلع التسعينيات كان قائداً.", "ففي مطلع التسعينيات", "199X inferred"),
            ("وفي وقت ما بين ١٩٩٠ و٢٠١٢ فاوض.", "وفي وقت ما بين ١٩٩٠ و٢٠١٢", "1990/2012"),
            ("انتهى الأسبوع الماضي من الكتابة.", "الأسبوع الماضي", "2025-11-03/2025-11-09 inferred"),
            ("وصل قبل ثلاثة أيام إلى باماكو.", "قبل ثلاثة أيام", "2025-11-07 inferred"),
            ("وصل أمس إلى باماكو.", "أمس", "2025-11-09 inferred"),
            ("وصل يوم الثلاثاء إلى باماكو.", "يوم الثلاثاء", "2025-11-04 inferred"),
            ("وصل في تشرين الأول من عام 2015.", "في تشرين الأول من عام 2015", "2015-10"),
            ("وصل العام الماضي إلى باماكو.", "العام الماضي", "2024 inferred"),
        ],
    );
}

#[test]
fn what_was_inferred_says_so_and_waits_for_an_editor() {
    let found = dates("en", "Last week they left.");
    let json = serde_json::to_string(&found[0].1).unwrap();
    insta::assert_snapshot!(json, @r#"{"edtf":"2025-11-03/2025-11-09","words":{"en":"Last week"},"relative_to":"2025-11-10","inferred":["week"],"confirmed":false}"#);
    let found = dates("en", "In the early 1990s they left.");
    let json = serde_json::to_string(&found[0].1).unwrap();
    insta::assert_snapshot!(json, @r#"{"edtf":"199X","words":{"en":"the early 1990s"},"confirmed":true}"#);
}
