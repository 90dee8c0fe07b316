//! Who says so, and by which way it reached the paper.

use proposal::{Hop, Known, Lexicon, Proposal, What, propose};
use story::block::{Block, QuotationAttrs};
use story::coverage::ItemKind as Kind;
use story::inline::Inline;
use story::{Body, ItemId, Language};

const LAESSING: ItemId = ItemId::new(1);
const KAS: ItemId = ItemId::new(2);
const JAZEERA: ItemId = ItemId::new(3);

fn known_as(item: ItemId) -> String {
    ["laessing", "kas", "jazeera"][usize::try_from(item.number() - 1).unwrap()].to_owned()
}

fn lexicon(language: Language) -> Lexicon {
    let known = |id: ItemId, kind, names: &[&str]| Known {
        id,
        kind,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    Lexicon::new(
        language,
        [
            known(
                LAESSING,
                Kind::Person,
                &["Ulf Laessing", "Ульф Лессинг", "Ուլֆ Լեսինգ", "أولف ليسينغ"],
            ),
            known(
                KAS,
                Kind::Organization,
                &[
                    "Konrad Adenauer Stiftung",
                    "Фонд Конрада Аденауэра",
                    "Կոնրադ Ադենաուերի հիմնադրամ",
                    "fondation Konrad-Adenauer",
                    "مؤسسة كونراد أديناور",
                ],
            ),
            known(
                JAZEERA,
                Kind::Organization,
                &["Al Jazeera", "Аль-Джазира", "Ալ Ջազիրա", "قناة الجزيرة", "الجزيرة"],
            ),
        ],
    )
}

fn proposed(code: &str, block: Block) -> Vec<Proposal> {
    let language = Language::parse(code).unwrap();
    let on = "2025-11-10".parse().unwrap();
    propose(&Body::new(vec![block]), language, on, &lexicon(language))
}

fn name(hop: &Hop) -> String {
    let by = hop.by.item.map_or(hop.by.words.clone(), known_as);
    match &hop.on_behalf_of {
        Some(body) => format!("{by} ({})", body.item.map_or(body.words.clone(), known_as)),
        None => by,
    }
}

/// `cue: first → last | what is claimed`, one line each.
fn told(code: &str, text: &str) -> String {
    let lines = proposed(code, Block::paragraph(vec![Inline::text(text)])).into_iter().filter_map(
        |proposal| match proposal.what {
            What::Attribution { chain, content } => Some(format!(
                "{}: {} | {}",
                proposal.span.words,
                chain.iter().map(name).collect::<Vec<_>>().join(" → "),
                content.map_or(String::new(), |content| content.words)
            )),
            What::Quotation { chain } => Some(format!(
                "“{}”: {}",
                proposal.span.words,
                chain.iter().map(name).collect::<Vec<_>>().join(" → ")
            )),
            _ => None,
        },
    );
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn who_says_so_is_told_in_english() {
    for (text, expected) in [
        (
            "The roads are closed, according to Al Jazeera.",
            "according to: jazeera | The roads are closed",
        ),
        (
            "Ulf Laessing of the Konrad Adenauer Stiftung told Al Jazeera that the group lacks strength.",
            "told: laessing (kas) → jazeera | the group lacks strength",
        ),
        (
            "The roads will open soon, said Ulf Laessing.",
            "said: laessing | The roads will open soon",
        ),
        (
            "Analysts estimate that 6,000 men fight there.",
            "estimate: Analysts | 6,000 men fight there",
        ),
        (
            "Officials said the roads were open again.",
            "said: Officials | the roads were open again",
        ),
    ] {
        assert_eq!(told("en", text), expected, "{text}");
    }
}

#[test]
fn who_says_so_is_told_in_other_languages() {
    for (code, text, expected) in [
        (
            "ru",
            "По данным «Аль-Джазиры», дороги снова закрыты.",
            "По данным: jazeera | дороги снова закрыты",
        ),
        (
            "ru",
            "Как сообщил Ульф Лессинг, дороги снова закрыты.",
            "сообщил: laessing | дороги снова закрыты",
        ),
        (
            "ru",
            "Ульф Лессинг заявил, что дороги снова закрыты.",
            "заявил: laessing | дороги снова закрыты",
        ),
        (
            "fr",
            "Selon Al Jazeera, les routes sont coupées.",
            "Selon: jazeera | les routes sont coupées",
        ),
        (
            "fr",
            "Ulf Laessing a déclaré que les routes sont coupées.",
            "a déclaré: laessing | les routes sont coupées",
        ),
        ("hy", "Ըստ Ուլֆ Լեսինգի՝ ճանապարհները փակ են։", "Ըստ: laessing | ճանապարհները փակ են"),
        (
            "hy",
            "Ուլֆ Լեսինգի խոսքով՝ ճանապարհները փակ են։",
            "խոսքով: laessing | ճանապարհները փակ են",
        ),
        ("ar", "بحسب قناة الجزيرة، الطرق مقطوعة بالكامل.", "بحسب: jazeera | الطرق مقطوعة بالكامل"),
        (
            "ar",
            "وقال أولف ليسينغ إن الطرق مقطوعة بالكامل.",
            "وقال: laessing | الطرق مقطوعة بالكامل",
        ),
    ] {
        assert_eq!(told(code, text), expected, "{text}");
    }
}

#[test]
fn words_in_quotation_marks_are_those_of_who_says_them() {
    assert_eq!(
        told("en", "“We will not open the roads,” Ulf Laessing said."),
        "said: laessing | We will not open the roads\n“We will not open the roads”: laessing"
    );
}

#[test]
fn a_quotation_set_apart_has_its_chain_under_it() {
    let source = "Ulf Laessing, Konrad Adenauer Stiftung, to Al Jazeera".to_owned();
    let attrs = QuotationAttrs { source: Some(source), ..QuotationAttrs::default() };
    let content = vec![Block::paragraph(vec![Inline::text("They want people to be angry.")])];
    let found = proposed("en", Block::Quotation { attrs, content });
    let [quotation] = found.as_slice() else { panic!("{found:?}") };
    let What::Quotation { chain } = &quotation.what else { panic!("{quotation:?}") };
    assert_eq!(chain.iter().map(name).collect::<Vec<_>>(), ["laessing (kas)", "jazeera"]);
    insta::assert_snapshot!(serde_json::to_string(&chain).unwrap(), @r#"[{"by":{"span":null,"words":"Ulf Laessing","item":"1"},"on_behalf_of":{"span":null,"words":"Konrad Adenauer Stiftung","item":"2"},"how":"told"},{"by":{"span":null,"words":"Al Jazeera","item":"3"},"on_behalf_of":null,"how":"reported"}]"#);
}
