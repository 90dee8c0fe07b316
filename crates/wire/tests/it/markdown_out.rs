//! A body as Markdown, and back.

use proptest::prelude::*;
use story::block::{
    Block, BreakAttrs, BreakKind, CardAttrs, Fact, FigureAttrs, ListItem, QuotationAttrs,
    TableCell, TableRow,
};
use story::inline::{Inline, Mark};
use story::{Body, MediaId};
use wire::addresses::{Addresses, Picture};
use wire::markdown::read;
use wire::markdown_out::{article, markdown};
use wire::picture::{self, PictureRef, Pictures};

use crate::samples::{Meridian, body};

#[test]
fn each_block_is_written_as_markdown_has_it() {
    let header = ["By Ana *Beridze*", "https://meridian.example/en/post/rain"].map(str::to_owned);
    insta::assert_snapshot!(article("Rain #1", &header, &body(), &Meridian), @r#"
    # Rain \#1

    By Ana \*Beridze\*\
    https://meridian.example/en/post/rain

    Rain [stops **play**](https://meridian.example/en/post/rain) at 5 < 6 & "tea".\
    هنا, said Ana

    ## The second day

    - one

    - two

      3. three

    > As angry as possible.
    >
    > — Ulf, to Al Jazeera

    > No name.

    ![A map of "roads"](https://meridian.example/media/00/roads.svg "Closed roads. (Farid)")

    ![Again](https://meridian.example/media/00/roads.svg)

    [The match](https://video.example/1)

    Not a link

    Litres

    | Day | Sold |  |
    | --- | --- | --- |
    | Monday | 4 | 5 |

    ```card
    Who is JNIM?
    Formed: 2017
    An armed group.
    ```

    ```
    a
      b
    ```

    ***

    *bad* H2O
    "#);
}

/// A newsroom whose pictures are addressed by their numbers, and where every link leads where it says.
struct Numbered;

impl Addresses for Numbered {
    fn link(&self, href: &str) -> Option<String> {
        Some(href.to_owned())
    }

    fn picture(&self, media: MediaId) -> Option<Picture> {
        let url = format!("https://meridian.example/media/{media}");
        Some(Picture { url, width: None, height: None })
    }
}

impl Pictures for Numbered {
    fn find(&mut self, reference: &PictureRef) -> Option<picture::Picture> {
        let media = reference.source.rsplit('/').next()?.parse().ok()?;
        Some(picture::Picture { media, alt: String::new(), caption: String::new(), credit: None })
    }
}

fn there_and_back(body: &Body) -> (String, Body) {
    let written = markdown(body, &Numbered);
    let converted = read(&written, &mut Numbered);
    assert_eq!(converted.lost, [], "{written}");
    (written, converted.body)
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::paragraph(content)
}

fn marked(text: &str, marks: &[Mark]) -> Inline {
    Inline::Text { text: text.to_owned(), marks: marks.to_vec() }
}

#[test]
fn signs_in_a_text_stay_signs() {
    for text in [
        "1. not a list",
        "1) nor this",
        "- nor this",
        "+ nor this",
        "# no heading",
        "> no quotation",
        "*no emphasis* _nor this_ ~~nor this~~",
        "[no](link) ![no](picture)",
        "<b>no HTML</b>",
        "&amp; &#38; & AT&T",
        "`no code`",
        "a \\ b \\* c",
        "***",
        "---",
        "===",
        "| a | b |",
        ":--",
        "```",
        "~~~",
        "    no code",
        "C# and F#",
        "snake_case_word 2*3*4",
        "https://example.org/a_b*c",
        "— Ana",
        "Wow!",
        "«Ո՞վ»",
        "5 < 6 > 4",
        "<!-- no -->",
    ] {
        let body = Body::new(vec![paragraph(vec![Inline::text(text.trim())])]);
        let (written, back) = there_and_back(&body);
        assert_eq!(back, body, "{written}");
    }
}

#[test]
fn emphasis_is_kept_wherever_it_begins_and_ends() {
    use Mark::{Code, Em, Strike, Strong};
    let link = Mark::Link {
        href: "https://example.org/a(b)?c=1&amp;d".into(),
        title: Some("A \"hint\"".into()),
    };
    for content in [
        vec![marked("bold", &[Strong]), Inline::text("tail")],
        vec![Inline::text("head"), marked("“quoted”", &[Strong]), Inline::text("tail")],
        vec![Inline::text("«"), marked("«Ո՞վ»", &[Em]), Inline::text("ն»")],
        vec![marked("a", &[Em]), marked("b", &[Strong, Em]), marked("c", &[Strong])],
        vec![marked("a", &[Strong]), marked("b", &[Em]), marked("c", &[Strong])],
        vec![
            marked("a", &[Strong]),
            marked("b", &[Strong, Em]),
            marked("c", &[Em]),
            marked("d", &[Strong]),
        ],
        vec![marked("a", &[Strike]), marked("b", &[Strike, Em]), marked("c", &[Strong, Strike])],
        vec![marked("*", &[Strong]), marked("_", &[Em]), marked("~", &[Strike])],
        vec![
            marked("`", &[Code]),
            marked(" a` `` b ", &[Code, Strong]),
            marked(" ", &[Code]),
            Inline::text("end"),
        ],
        vec![
            Inline::text("Wow!"),
            marked("link", std::slice::from_ref(&link)),
            marked(" ", std::slice::from_ref(&link)),
            marked("bold", &[link.clone(), Strong]),
            Inline::text("!"),
        ],
        vec![
            marked("a", &[Strong]),
            Inline::HardBreak,
            Inline::HardBreak,
            marked("- b", &[Strong]),
            Inline::HardBreak,
            Inline::text("1. c"),
        ],
        vec![marked("a", &[Strong]), Inline::text(" "), marked("b", &[Strong])],
    ] {
        let body = Body::new(vec![paragraph(content)]);
        let (written, back) = there_and_back(&body);
        assert_eq!(back, body, "{written}");
    }
}

#[test]
fn blanks_at_the_edge_of_emphasis_are_outside_of_it() {
    let body = Body::new(vec![paragraph(vec![
        marked("Rain ", &[Mark::Strong]),
        Inline::text("stops"),
        marked(" play ", &[Mark::Em]),
    ])]);
    assert_eq!(markdown(&body, &Numbered), "**Rain** stops *play*\n");
}

#[test]
fn a_script_is_no_link_in_markdown_either() {
    assert!(!markdown(&body(), &Meridian).contains("javascript"));
    let link = Mark::Link { href: "javascript:alert(1)".into(), title: None };
    let body = Body::new(vec![paragraph(vec![marked("x", &[link])])]);
    assert_eq!(markdown(&body, &Numbered), "x\n");
}

/// The pictures of the demo newspaper, numbered as they are met.
#[derive(Default)]
struct Demo(std::cell::RefCell<Vec<String>>);

impl Addresses for Demo {
    fn link(&self, href: &str) -> Option<String> {
        let href = href.replace("story:", "/story/");
        wire::addresses::absolute("https://meridian.example", &href)
    }

    fn picture(&self, media: MediaId) -> Option<Picture> {
        let url = format!("https://meridian.example/media/{media}");
        Some(Picture { url, width: None, height: None })
    }
}

impl Pictures for Demo {
    fn find(&mut self, reference: &PictureRef) -> Option<picture::Picture> {
        let known = self.0.get_mut();
        known.push(reference.source.clone());
        let number = match reference.source.rsplit('/').next()?.parse() {
            Ok(number) => number,
            Err(_) => known.len() as i64,
        };
        let media = MediaId::new(number);
        Some(picture::Picture { media, alt: String::new(), caption: String::new(), credit: None })
    }
}

#[test]
fn every_article_of_the_demo_survives_the_way_out_and_in() {
    let stories = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/stories");
    let mut articles = 0;
    for story in std::fs::read_dir(stories).unwrap() {
        for file in std::fs::read_dir(story.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.splitn(3, "+++").nth(2).expect("front matter");
            let demo = &mut Demo::default();
            let body = read(text, demo).body.map_links(|href| demo.link(href));
            let written = markdown(&body, demo);
            let back = read(&written, demo).body;
            for (back, block) in back.blocks().iter().zip(body.blocks()) {
                assert_eq!(back, block, "{}", path.display());
            }
            assert_eq!(back, body, "{}", path.display());
            articles += 1;
        }
    }
    assert!(articles >= 40, "the demo has only {articles} articles");
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,4}( [a-z]{1,4}){0,3}",
        "[a-z!-/:-@\\[-`{-~«»“”’—ո՞日😀]{1,6}",
        "[0-9]{1,3}[.)]",
    ]
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    let link = |href: &str| Mark::Link { href: href.to_owned(), title: None };
    let any = vec![
        Mark::Strong,
        Mark::Em,
        Mark::Strike,
        Mark::Code,
        link("https://example.org/a_b?c=1&d=(2)"),
    ];
    proptest::sample::subsequence(any, 0..=3)
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let text = (words(), marks()).prop_map(|(text, marks)| Inline::Text { text, marks });
    let space = Just(Inline::text(" "));
    let run = prop_oneof![8 => text, 3 => space];
    // Blanks at the edges of a line are not kept, and a line of a quotation that begins with a dash is its source.
    (words(), proptest::collection::vec(run, 0..6), words()).prop_map(|(first, mut runs, last)| {
        runs.insert(0, Inline::text(first.trim_start_matches('—').to_owned() + "a"));
        runs.push(Inline::text(last));
        runs
    })
}

fn leaf() -> impl Strategy<Value = Block> {
    let heading = (2..=6_u8, inlines()).prop_map(|(level, content)| Block::heading(level, content));
    let figure = (1..99_i64, words()).prop_map(|(media, alt)| Block::Figure {
        attrs: FigureAttrs {
            id: Default::default(),
            media: MediaId::new(media),
            alt,
            credit: None,
        },
        content: vec![Inline::text("A caption “of \"it\"”")],
    });
    let rule =
        Just(Block::Break { attrs: BreakAttrs { id: Default::default(), kind: BreakKind::Scene } });
    let preformatted = "[a-z`#> ]{0,8}(\n[a-z`#> ]{1,8}){0,3}".prop_map(|text| {
        Block::Preformatted { attrs: Default::default(), content: vec![Inline::text(text)] }
    });
    let card = ("[a-z`*]{1,9}", "[a-z*`]{1,5}").prop_map(|(title, value)| Block::Card {
        attrs: CardAttrs {
            id: Default::default(),
            title,
            facts: vec![Fact { term: "Formed".into(), value: value.clone() }],
            origin: None,
            revision: None,
        },
        content: vec![paragraph(vec![Inline::text(value)])],
    });
    let table = (1..4_usize).prop_flat_map(|columns| {
        let row = proptest::collection::vec(inlines(), columns);
        proptest::collection::vec(row, 1..4)
    });
    let table = table.prop_map(|rows| Block::Table {
        attrs: Default::default(),
        content: rows
            .into_iter()
            .enumerate()
            .map(|(place, cells)| table_row(place, cells))
            .collect(),
    });
    prop_oneof![
        6 => inlines().prop_map(paragraph),
        2 => heading,
        1 => figure,
        1 => rule,
        1 => preformatted,
        1 => card,
        2 => table,
    ]
}

fn table_row(place: usize, cells: Vec<Vec<Inline>>) -> TableRow {
    let cell = |content: Vec<Inline>| {
        let (attrs, content) = (Default::default(), vec![paragraph(content)]);
        match place {
            0 => TableCell::TableHeader { attrs, content },
            _ => TableCell::TableCell { attrs, content },
        }
    };
    TableRow { content: cells.into_iter().map(cell).collect() }
}

fn block() -> impl Strategy<Value = Block> {
    leaf().prop_recursive(3, 24, 4, |inner| {
        let blocks = proptest::collection::vec(inner, 1..4);
        let items = proptest::collection::vec(
            blocks.clone().prop_map(|content| ListItem { content }),
            1..4,
        );
        let source = proptest::option::of("[a-z*_]{1,6}( [a-z]{1,5})?");
        prop_oneof![
            items
                .clone()
                .prop_map(|content| Block::BulletList { attrs: Default::default(), content }),
            items.prop_map(|content| Block::OrderedList { attrs: Default::default(), content }),
            (blocks, source).prop_map(|(content, source)| Block::Quotation {
                attrs: QuotationAttrs { id: Default::default(), source },
                content,
            }),
        ]
    })
}

proptest! {
    // Bodies are slow to make and to shrink; run with PROPTEST_CASES=4000 after a change to the writer.
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(96), ..ProptestConfig::default() })]

    #[test]
    fn what_markdown_can_say_survives_the_way_out_and_in(
        blocks in proptest::collection::vec(block(), 0..5),
    ) {
        let body = Body::new(blocks);
        let (written, back) = there_and_back(&body);
        prop_assert_eq!(&back, &body, "{}", written);
    }

    #[test]
    fn any_words_survive_the_way_out_and_in(text in "\\PC{1,40}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        let body = Body::new(vec![paragraph(vec![Inline::text(text)])]);
        let (written, back) = there_and_back(&body);
        prop_assert_eq!(&back, &body, "{}", written);
    }
}
