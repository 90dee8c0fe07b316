//! Words and the marks on them, as HTML.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use story::ItemId;
use story::coverage::annotation::{self, Part};
use story::inline::{Inline, Mark};

use crate::locale::Locale;
use crate::page::ClaimMark;

/// Which links a text may have.
#[derive(Clone, Copy)]
pub(crate) struct Links<'a> {
    /// Scheme and host of the paper; everything else is outside.
    pub(crate) base_url: &'a str,
    /// Whether somebody paid for the text, so that its links must not speak for the paper.
    pub(crate) sponsored: bool,
    /// Whether links of this site are written with scheme and host, for use elsewhere.
    pub(crate) absolute: bool,
    /// The claims whose words are marked; nothing where no ledger stands on the page.
    pub(crate) claims: Option<Claims<'a>>,
}

/// The claims of a text, and which of them have been met already.
#[derive(Clone, Copy)]
pub(crate) struct Claims<'a> {
    pub(crate) marks: &'a HashMap<ItemId, ClaimMark>,
    pub(crate) met: &'a RefCell<HashSet<usize>>,
    /// How the edition writes numbers that are names.
    pub(crate) locale: &'a Locale,
}

impl Claims<'_> {
    /// The claim whose words a mark is on: what is named, dated or placed is no claim.
    fn of(&self, mark: &Mark) -> Option<ClaimMark> {
        let Mark::Ref { part, .. } = mark else { return None };
        // Most marks are on names, and need no look at which.
        if ![Part::Content, Part::Quote].iter().any(|claimed| claimed.as_str() == part) {
            return None;
        }
        let (item, _) = annotation::of_mark(mark)?;
        self.marks.get(&item).copied()
    }
}

/// A link that passed.
struct Target {
    href: String,
    outside: bool,
}

/// The words as HTML: all of them escaped, marks as elements, one element per run however many words share it.
pub(crate) fn html(inlines: &[Inline], links: &Links<'_>) -> String {
    let mut html =
        String::with_capacity(inlines.iter().map(|inline| inline.as_str().len() + 16).sum());
    let mut open: Vec<&Mark> = Vec::new();
    for (place, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::HardBreak => html.push_str("<br>"),
            Inline::Text { text, marks } => {
                let shown: Vec<&Mark> = marks.iter().filter(|mark| shows(mark, links)).collect();
                let shared =
                    open.iter().zip(&shown).take_while(|(one, other)| one == other).count();
                close(&mut html, &mut open, shared);
                for mark in &shown[shared..] {
                    html.push_str(&opening(mark, links));
                    open.push(mark);
                }
                push_escaped(&mut html, text);
                let ended = ended(&inlines[place..], marks, links);
                if !ended.is_empty() {
                    // A number stands outside the words that it is about.
                    close(&mut html, &mut open, 0);
                    push_numbers(&mut html, &ended, links);
                }
            }
        }
    }
    close(&mut html, &mut open, 0);
    html
}

/// The numbers of attributed claims whose words end with the first of these runs.
fn ended(rest: &[Inline], marks: &[Mark], links: &Links<'_>) -> Vec<usize> {
    let Some(claims) = links.claims else { return Vec::new() };
    let numbers = marks.iter().filter_map(|mark| Some((mark, claims.of(mark)?)));
    let mut ended: Vec<usize> = numbers
        .filter(|(mark, claim)| {
            let goes_on = |inline: &Inline| match inline {
                Inline::Text { marks, .. } => marks.contains(mark),
                Inline::HardBreak => false,
            };
            claim.attributed && !rest[1..].iter().any(goes_on)
        })
        .map(|(_, claim)| claim.number)
        .collect();
    ended.sort_unstable();
    ended.dedup();
    ended
}

fn push_numbers(html: &mut String, numbers: &[usize], links: &Links<'_>) {
    use std::fmt::Write as _;
    let Some(claims) = links.claims else { return };
    // The record proves the words and not our numbers.
    html.push_str("<sup data-beside>");
    for (place, number) in numbers.iter().enumerate() {
        let gap = if place == 0 { "" } else { "\u{202f}" };
        let printed = claims.locale.digits(i64::try_from(*number).unwrap_or(i64::MAX));
        let _ = write!(html, "{gap}<a href=\"#claim-{number}\" role=\"doc-noteref\">{printed}</a>");
    }
    html.push_str("</sup>");
}

fn close(html: &mut String, open: &mut Vec<&Mark>, keep: usize) {
    while open.len() > keep {
        if let Some(mark) = open.pop() {
            html.push_str("</");
            html.push_str(element(mark));
            html.push('>');
        }
    }
}

/// Whether readers see the mark at all: a link that may not be followed is only its words.
fn shows(mark: &Mark, links: &Links<'_>) -> bool {
    match mark {
        Mark::Link { href, .. } => links.target(href).is_some(),
        Mark::Ref { .. } => links.claims.is_some_and(|claims| claims.of(mark).is_some()),
        _ => true,
    }
}

fn element(mark: &Mark) -> &'static str {
    match mark {
        Mark::Link { .. } => "a",
        Mark::Strong => "strong",
        Mark::Em => "em",
        Mark::Underline => "u",
        Mark::Strike => "s",
        Mark::Code => "code",
        Mark::Subscript => "sub",
        Mark::Superscript => "sup",
        Mark::Lang { .. } => "bdi",
        Mark::Ref { .. } => "span",
    }
}

fn opening(mark: &Mark, links: &Links<'_>) -> String {
    let mut tag = format!("<{}", element(mark));
    match mark {
        Mark::Link { href, title } => {
            if let Some(target) = links.target(href) {
                push_attribute(&mut tag, "href", &target.href);
                match (target.outside, links.sponsored) {
                    (true, true) => tag.push_str(" rel=\"sponsored noopener\""),
                    (true, false) => tag.push_str(" rel=\"noopener\""),
                    (false, _) => {}
                }
            }
            if let Some(title) = title.as_deref().filter(|title| !title.is_empty()) {
                push_attribute(&mut tag, "title", title);
            }
        }
        Mark::Lang { lang, dir } => {
            let tag_like = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            if !lang.is_empty() && lang.chars().all(tag_like) {
                push_attribute(&mut tag, "lang", lang);
            }
            push_attribute(&mut tag, "dir", dir.html());
        }
        Mark::Ref { .. } => {
            let claim = links.claims.and_then(|claims| Some((claims, claims.of(mark)?)));
            if let Some((claims, claim)) = claim {
                if claim.attributed {
                    push_attribute(&mut tag, "class", "said");
                }
                // Only the first words have the name: a name is there once.
                if claims.met.borrow_mut().insert(claim.number) {
                    push_attribute(&mut tag, "id", &format!("said-{}", claim.number));
                }
            }
        }
        _ => {}
    }
    tag.push('>');
    tag
}

impl Links<'_> {
    /// A page of the web, for what may only be that.
    pub(crate) fn web(&self, href: &str) -> Option<String> {
        self.target(href)
            .filter(|target| target.href.starts_with("http:") || target.href.starts_with("https:"))
            .map(|target| target.href)
    }

    /// Where a link leads, if a reader's browser should follow it at all.
    fn target(&self, href: &str) -> Option<Target> {
        let href = href.trim();
        // Browsers drop tabs and line ends inside an address, which would hide `java\nscript:`.
        if href.is_empty() || href.chars().any(char::is_control) {
            return None;
        }
        let scheme = href
            .split(['/', '?', '#'])
            .next()
            .and_then(|first| first.split_once(':'))
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => {
                let outside = !href
                    .strip_prefix(self.base_url)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
                Some(Target { href: href.to_owned(), outside })
            }
            Some("mailto" | "tel") => Some(Target { href: href.to_owned(), outside: false }),
            Some(_) => None,
            None => {
                // Two slashes, or what browsers take for them, begin another host.
                let outside = href.starts_with("//") || href.contains('\\');
                let here = self.absolute && href.starts_with('/') && !outside;
                let href = if here { format!("{}{href}", self.base_url) } else { href.to_owned() };
                Some(Target { href, outside })
            }
        }
    }
}

fn push_attribute(tag: &mut String, name: &str, value: &str) {
    tag.push(' ');
    tag.push_str(name);
    tag.push_str("=\"");
    push_escaped(tag, value);
    tag.push('"');
}

/// Appends text with everything escaped that HTML could misread, in text and in quoted attributes.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = write_escaped(html, text);
}

/// Writes text with everything escaped that HTML could misread, in text and in quoted attributes.
pub(crate) fn write_escaped(html: &mut impl std::fmt::Write, text: &str) -> std::fmt::Result {
    let mut from = 0;
    // All five are single bytes, so bytes are looked at and not letters: most of a page goes through here.
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.write_str(&text[from..at])?;
        html.write_str(escape)?;
        from = at + 1;
    }
    html.write_str(&text[from..])
}

/// Text with everything escaped that HTML could misread.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    push_escaped(&mut html, text);
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use story::Direction;

    const LINKS: Links<'static> = Links {
        base_url: "https://meridian.example",
        sponsored: false,
        absolute: false,
        claims: None,
    };

    fn marked(text: &str, marks: Vec<Mark>) -> Inline {
        Inline::Text { text: text.into(), marks }
    }

    fn link(href: &str) -> Mark {
        Mark::Link { href: href.into(), title: None }
    }

    #[test]
    fn a_link_over_several_runs_is_one_link() {
        let to = || link("/en/post/rain");
        assert_eq!(
            html(
                &[
                    marked("Rain ", vec![to()]),
                    marked("stops", vec![to(), Mark::Strong]),
                    marked(" play", vec![to()]),
                    Inline::text(".")
                ],
                &LINKS
            ),
            r#"<a href="/en/post/rain">Rain <strong>stops</strong> play</a>."#
        );
    }

    #[test]
    fn only_addresses_that_browsers_should_follow_become_links() {
        for href in [
            "https://a.example",
            "HTTP://a.example",
            "mailto:a@b.example",
            "tel:+123",
            "/en/",
            "#t-b1",
            "notes?a:b",
            "//a.example",
        ] {
            assert!(html(&[marked("x", vec![link(href)])], &LINKS).starts_with("<a "), "{href}");
        }
        for href in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "story:17",
            "",
            "\u{1}javascript:x",
        ] {
            assert_eq!(html(&[marked("x", vec![link(href)])], &LINKS), "x", "{href}");
        }
    }

    #[test]
    fn a_link_outside_gives_away_no_window_and_a_paid_one_no_credit() {
        let outside = [marked("x", vec![link("https://meridian.example.evil")])];
        assert_eq!(
            html(&outside, &LINKS),
            r#"<a href="https://meridian.example.evil" rel="noopener">x</a>"#
        );
        let paid = Links { sponsored: true, ..LINKS };
        assert_eq!(
            html(&outside, &paid),
            r#"<a href="https://meridian.example.evil" rel="sponsored noopener">x</a>"#
        );
        let inside = [marked("x", vec![link("https://meridian.example/en/")])];
        assert_eq!(html(&inside, &LINKS), r#"<a href="https://meridian.example/en/">x</a>"#);
    }

    #[test]
    fn words_in_another_language_keep_their_direction() {
        let arabic = Mark::Lang { lang: "ar".into(), dir: Direction::Rtl };
        assert_eq!(
            html(&[marked("الحصار", vec![arabic])], &LINKS),
            r#"<bdi lang="ar" dir="rtl">الحصار</bdi>"#
        );
        let hostile = Mark::Lang { lang: "ar\" onclick=\"x".into(), dir: Direction::Rtl };
        assert_eq!(html(&[marked("x", vec![hostile])], &LINKS), r#"<bdi dir="rtl">x</bdi>"#);
    }

    #[test]
    fn what_the_newsroom_knows_of_words_is_not_shown() {
        let mark = Mark::Ref { target: "claim:7".into(), part: "quote".into() };
        assert_eq!(html(&[marked("angry", vec![mark])], &LINKS), "angry");
    }

    proptest! {
        #[test]
        fn no_words_and_no_address_can_break_out(text in "\\PC{0,60}", href in "\\PC{0,40}", title in "\\PC{0,20}") {
            let mark = Mark::Link { href, title: Some(title) };
            let html = html(&[marked(&text, vec![mark, Mark::Em])], &LINKS);
            let tags = html.matches('<').count();
            prop_assert!(tags == 2 || tags == 4, "{}", html);
            prop_assert_eq!(tags, html.matches('>').count());
            prop_assert_eq!(html.matches('"').count() % 2, 0);
        }
    }
}
