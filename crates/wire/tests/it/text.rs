//! An article as plain text.

use proptest::prelude::*;
use story::Body;
use story::block::Block;
use story::inline::Inline;
use wire::text::text;

use crate::samples::body;

#[test]
fn each_block_can_be_read_as_plain_text() {
    let header = ["Rain stops play", "By Ana Beridze", "", "https://meridian.example/en/post/rain"];
    let header = header.map(str::to_owned);
    insta::assert_snapshot!(text(&header, &body()), @r#"
    Rain stops play
    By Ana Beridze
    https://meridian.example/en/post/rain

    Rain stops play at 5 < 6 & "tea".
    هنا, said Ana

    The second day

    • one
    • two
      3. three

    > As angry as possible.
    — Ulf, to Al Jazeera

    > No name.

    [Closed roads. — Farid]

    [Nothing.]

    [Again]

    The match https://video.example/1

    Not a link

    Litres
    Day	Sold
    Monday	4	5

    | Who is JNIM?
    |
    | Formed: 2017
    |
    | An armed group.

    a
      b

    * * *

    bad H2O
    "#);
}

#[test]
fn a_paragraph_is_one_line_however_long() {
    let long = "rain ".repeat(500);
    let body = Body::new(vec![Block::paragraph(vec![Inline::text(long.trim())])]);
    assert_eq!(text(&[], &body), format!("{}\n", long.trim()));
}

#[test]
fn the_spaces_of_french_typography_stay() {
    let headline = "Au «\u{202f}Méridien\u{202f}»\u{a0}: un  titre";
    assert_eq!(
        text(&[headline.to_owned()], &Body::default()),
        "Au «\u{202f}Méridien\u{202f}»\u{a0}: un titre\n"
    );
}

proptest! {
    #[test]
    fn a_terminal_that_shows_it_does_nothing_else(words in any::<String>()) {
        let body = Body::new(vec![Block::paragraph(vec![Inline::text(words.clone())])]);
        let text = text(&[words], &body);
        prop_assert!(text.chars().all(|letter| !letter.is_control() || "\n\t".contains(letter)));
    }
}
