//! Nothing that is written makes proposals fail.

use proposal::{Known, Lexicon, propose};
use proptest::prelude::*;
use story::block::Block;
use story::coverage::ItemKind;
use story::inline::Inline;
use story::{Body, ItemId, Language};

fn lexicon(language: Language) -> Lexicon {
    let known = |id: i64, kind, names: &[&str]| Known {
        id: ItemId::new(id),
        kind,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    Lexicon::new(
        language,
        [
            known(
                1,
                ItemKind::Person,
                &["Iyad Ag-Ghali", "Ияд Аг Гали", "Իյադ ագ Ղալի", "إياد أغ غالي"],
            ),
            known(
                2,
                ItemKind::Organization,
                &["JNIM", "ДНИМ", "ՋՆԻՄ", "جماعة نصرة الإسلام والمسلمين"],
            ),
            known(3, ItemKind::Place, &["", "a", "…", "«»", "12"]),
        ],
    )
}

fn check(text: &str) {
    let pieces: Vec<Inline> =
        text.split('\n').flat_map(|line| [Inline::text(line), Inline::HardBreak]).collect();
    let body = Body::new(vec![Block::paragraph(pieces.clone()), Block::heading(2, pieces)]);
    let text = |block: &Block| story::inline::plain_text(block.inlines());
    let units: Vec<Vec<u16>> =
        body.blocks().iter().map(|block| text(block).encode_utf16().collect()).collect();
    for language in Language::all() {
        let on = "2025-11-10".parse().unwrap();
        for proposal in propose(&body, language, on, &lexicon(language)) {
            let block =
                body.blocks().iter().position(|block| *block.id() == proposal.block).unwrap();
            let words = &units[block][proposal.span.from..proposal.span.to];
            assert_eq!(String::from_utf16(words).unwrap(), proposal.span.words);
            assert!(!proposal.span.words.is_empty());
            serde_json::to_string(&proposal).unwrap();
        }
    }
}

/// Pieces of five languages that rules look for, and signs, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "since",
        "between",
        "and",
        "1990",
        "1990s",
        "9999",
        "0000",
        "31",
        "February",
        "last",
        "week",
        "ago",
        "999",
        "said",
        "told",
        "that",
        "according to",
        "Iyad",
        "Ag-Ghali",
        "-",
        "’",
        "\"",
        "“",
        "”",
        "«",
        "»",
        ",",
        ".",
        "!",
        "с",
        "по",
        "сентября",
        "назад",
        "лет",
        "заявил",
        "что",
        "ДНИМ",
        "министр",
        "1990-х",
        "в",
        "начале",
        "անցած",
        "շաբաթ",
        "խոսքով",
        "ասել է",
        "ՋՆԻՄ-ը",
        "-ից",
        "սեպտեմբերից",
        "միջև",
        "և",
        "depuis",
        "il y a",
        "jours",
        "selon",
        "a déclaré",
        "années",
        "du",
        "au",
        "d’",
        "aujourd’hui",
        "منذ",
        "بين",
        "و",
        "١٩٩٠",
        "و٢٠١٢",
        "قال",
        "إن",
        "للجزيرة",
        "الرئيس",
        "أيلول/سبتمبر",
        "مطلع",
        "التسعينيات",
        "\n",
        "😀",
        "e\u{301}",
        "(",
        ")",
        "M.",
        "J.",
        "/",
        "10.11.2025",
        "2025-11-10",
        "99999999999999999999",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

#[test]
fn a_paragraph_that_never_ends_is_read_all_the_same() {
    for piece in [
        "« ",
        "“a ",
        "Mali ",
        "Foo ",
        "foo ",
        "said ",
        "Foo said, ",
        "since ",
        "1990–",
        "в ",
        "Фонд Банк ",
        "« Ա ",
        "وقال ",
        "بين ",
        "de la ",
        "a\u{301}",
        "- ",
        "(JNIM) ",
        "that ",
        ", ",
        "а, что ",
        "1 ",
        "«Foo» сказал ",
    ] {
        check(&piece.repeat(120));
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in r"(\PC|\n){0,80}") {
        check(&text);
    }

    #[test]
    fn anything_that_looks_like_a_phrase_is_read(text in pieces()) {
        check(&text);
    }
}
