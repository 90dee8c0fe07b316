use proptest::prelude::*;
use story::Body;
use story::block::Block;
use wire::picture::NoPictures;
use wire::{Converted, markdown};

use crate::EveryPicture;
use crate::sketch::sketch;

fn read(text: &str) -> Converted {
    markdown::read(text, &mut EveryPicture::default())
}

#[test]
fn an_article_in_markdown_becomes_blocks() {
    let text = "\
Ships wait **nine days** at the
strait, the *harbour* says.

## Why they wait

1. ice
2. papers

- one
  - inside it

| Port | Days |
|------|-----:|
| Vell | 9 |

---

    kept   as it is
";
    let converted = read(text);
    assert_eq!(converted.lost, []);
    insta::assert_snapshot!(sketch(&converted.body), @r"
    paragraph: Ships wait [nine days|strong] at the strait, the [harbour|em] says.
    heading 2: Why they wait
    ordered_list from 1
    -
      paragraph: ice
    -
      paragraph: papers
    bullet_list
    -
      paragraph: one
      bullet_list
      -
        paragraph: inside it
    table
    row
      head
        paragraph: Port
      head
        paragraph: Days
    row
      cell
        paragraph: Vell
      cell
        paragraph: 9
    break scene
    preformatted: kept   as it is
    ");
}

#[test]
fn the_last_line_of_a_quotation_is_its_source_if_a_dash_leads_it() {
    let body = read("> Nobody asked us.\n> We were told.\n> — Ida Moen, pilot, to the paper").body;
    let Block::Quotation { attrs, content } = &body.blocks()[0] else { panic!("{body:?}") };
    assert_eq!(attrs.source.as_deref(), Some("Ida Moen, pilot, to the paper"));
    assert_eq!(content.len(), 1);
    assert_eq!(body.lines(), ["Nobody asked us. We were told.", "Ida Moen, pilot, to the paper"]);

    let body = read("> A dash — in the middle — is only a dash.").body;
    let Block::Quotation { attrs, .. } = &body.blocks()[0] else { panic!("{body:?}") };
    assert_eq!(attrs.source, None);
}

#[test]
fn a_picture_on_its_own_line_is_a_figure() {
    let mut pictures = EveryPicture::default();
    let body =
        markdown::read("![A map of the *strait*](strait \"Where they wait\")", &mut pictures).body;
    assert_eq!(pictures.0[0].source, "strait");
    let [Block::Figure { attrs, content }] = body.blocks() else { panic!("{body:?}") };
    assert_eq!(attrs.alt, "A map of the strait");
    assert_eq!(story::inline::plain_text(content), "Where they wait");
}

#[test]
fn a_picture_that_nobody_has_leaves_its_words_and_is_named() {
    let converted = markdown::read("![A map](strait \"Where they wait\")", &mut NoPictures);
    assert_eq!(converted.body.lines(), ["Where they wait"]);
    assert_eq!(converted.lost[0].what, "picture strait");
}

#[test]
fn a_card_has_a_title_facts_and_sentences() {
    let text = "```card\nQui est le JNIM ?\nCréation : 2017\nChef : Iyad Ag-Ghali\nIl tient les routes.\n```";
    let body = read(text).body;
    let [Block::Card { attrs, content }] = body.blocks() else { panic!("{body:?}") };
    assert_eq!(attrs.title, "Qui est le JNIM ?");
    let facts: Vec<_> =
        attrs.facts.iter().map(|fact| (fact.term.as_str(), fact.value.as_str())).collect();
    assert_eq!(facts, [("Création", "2017"), ("Chef", "Iyad Ag-Ghali")]);
    assert_eq!(content.len(), 1);
}

#[test]
fn a_link_to_a_story_waits_for_its_address() {
    let body = read("See [the page](story:who-is-jnim).").body;
    let mut seen = Vec::new();
    let body = body.map_links(|href| {
        seen.push(href.to_owned());
        Some("/en/post/who-is-jnim".to_owned())
    });
    assert_eq!(seen, ["story:who-is-jnim"]);
    assert!(body.to_json().contains("/en/post/who-is-jnim"));
}

#[test]
fn a_link_that_runs_a_script_loses_its_target_and_keeps_its_words() {
    let converted = read("[here](javascript:alert(1)) and <b onclick=x>bold</b>");
    assert!(!converted.body.to_json().contains("\"link\""));
    assert_eq!(converted.body.lines(), ["here and <b onclick=x>bold</b>"]);
    let lost: Vec<_> = converted.lost.iter().map(|lost| lost.what.as_str()).collect();
    assert_eq!(lost, ["HTML inside Markdown", "link javascript:alert(1)"]);
}

#[test]
fn typography_is_left_as_written() {
    let text = "« Oui », dit-elle -- \"non\"... Ի՞նչ է։ ٢٠١٧،";
    assert_eq!(read(text).body.lines(), [text]);
}

#[test]
fn nesting_without_end_keeps_the_words() {
    let text = format!("{}deep", "> ".repeat(5_000));
    let converted = read(&text);
    assert_eq!(converted.body.lines(), ["deep"]);
    assert!(converted.lost.iter().any(|lost| lost.what == "deep nesting"));
    assert!(Body::checked(converted.body.into_blocks()).is_ok());
}

#[test]
fn every_article_of_the_demo_converts_without_loss() {
    let stories = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/stories");
    let mut articles = 0;
    for story in std::fs::read_dir(stories).unwrap() {
        for file in std::fs::read_dir(story.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let (_, markdown) =
                text.strip_prefix("+++\n").unwrap().split_once("\n+++\n").expect("front matter");
            let converted = read(markdown);
            assert_eq!(converted.lost, [], "{}", path.display());
            assert!(converted.body.word_count() > 50, "{}", path.display());
            for block in converted.body.walk() {
                if let Block::Quotation { attrs, .. } = block {
                    assert!(attrs.source.is_some(), "{}: {block:?}", path.display());
                }
            }
            articles += 1;
        }
    }
    assert!(articles >= 40, "only {articles} articles");
}

proptest! {
    #[test]
    fn any_text_makes_a_body_within_the_limits(text in "[-#>*_`|!\\[\\]()<> \n\ta-c1.&:~—\\\\]{0,200}") {
        let converted = read(&text);
        let json = converted.body.to_json();
        prop_assert_eq!(Body::from_json(&json).unwrap(), converted.body);
    }
}
