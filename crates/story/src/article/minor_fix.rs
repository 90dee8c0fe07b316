//! What counts as a slip of the pen: a few letters, and no number, name, quotation, picture or link.

use crate::block::Block;
use crate::coverage::annotation::{self, Annotation};
use crate::diff::{self, Run};
use crate::inline::{Inline, Mark};
use crate::{Content, words};

/// How many words a minor fix changes at most.
const MAX_WORDS: usize = 5;

/// Why a change is more than a minor fix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMinor {
    /// Nothing is different.
    #[error("nothing changed.")]
    Nothing,
    /// Too many words.
    #[error(
        "it changes {0} words, and such a fix at most {MAX_WORDS}. Publish it as an update or a correction."
    )]
    TooMuch(usize),
    /// A number.
    #[error("it touches a number (“{0}”). Publish it as an update or a correction.")]
    Number(String),
    /// A name.
    #[error("it touches a name (“{0}”). Publish it as an update or a correction.")]
    Name(String),
    /// Quoted words.
    #[error("it touches a quotation. Publish it as an update or a correction.")]
    Quotation,
    /// Something that is no word.
    #[error("it touches {0}. Publish it as an update or a correction.")]
    More(&'static str),
}

/// Checks that `new` differs from `old` only by a slip of the pen.
pub(super) fn check(old: &Content, new: &Content) -> Result<(), NotMinor> {
    let Content { headline: _, standfirst: _, dateline, sponsor, byline, lead, topics, body } = new;
    if *sponsor != old.sponsor {
        return Err(NotMinor::More("who paid for it"));
    }
    if (dateline, byline) != (&old.dateline, &old.byline) {
        return Err(NotMinor::More("the byline"));
    }
    if lead.as_ref().map(|lead| lead.media) != old.lead.as_ref().map(|lead| lead.media) {
        return Err(NotMinor::More("the picture on top"));
    }
    if *topics != old.topics {
        return Err(NotMinor::More("the topics"));
    }
    if body.media() != old.body.media() {
        return Err(NotMinor::More("a picture"));
    }
    let shape =
        |content: &Content| content.body.walk().into_iter().map(Block::kind).collect::<Vec<_>>();
    if shape(old) != shape(new) {
        return Err(NotMinor::More("the order of the blocks"));
    }
    if links(old) != links(new) {
        return Err(NotMinor::More("a link"));
    }
    if references(old) != references(new) {
        // What the newsroom knows of words may come later than the words, as long as these stay.
        return if old.lines() == new.lines() {
            Ok(())
        } else {
            Err(NotMinor::More("words and what is known of them at once"))
        };
    }
    if quotations(old) != quotations(new) {
        return Err(NotMinor::Quotation);
    }
    words_differ_little(&old.lines(), &new.lines())
}

fn words_differ_little(old: &[String], new: &[String]) -> Result<(), NotMinor> {
    let mut changed = 0;
    for line in diff::lines(old, new) {
        let mut gone = 0;
        let mut fresh = 0;
        for (place, run) in line.runs.iter().enumerate() {
            let (text, count) = match run {
                Run::Same(_) => continue,
                Run::Gone(text) => (text, &mut gone),
                Run::New(text) => (text, &mut fresh),
            };
            *count += words::count(text);
            if text.chars().any(char::is_numeric) {
                return Err(NotMinor::Number(text.trim().to_owned()));
            }
            if is_inside_quotes(&line.runs[..place]) {
                return Err(NotMinor::Quotation);
            }
            let begins_line =
                line.runs[..place].iter().all(|run| matches!(run, Run::Gone(_) | Run::New(_)));
            if let Some(name) = name_in(text, begins_line) {
                return Err(NotMinor::Name(name));
            }
        }
        changed += gone.max(fresh);
    }
    match changed {
        0 if old == new => Err(NotMinor::Nothing),
        0..=MAX_WORDS => Ok(()),
        _ => Err(NotMinor::TooMuch(changed)),
    }
}

/// The first word with a capital that does not begin the line. Scripts without capitals have none.
fn name_in(text: &str, begins_line: bool) -> Option<String> {
    let words = words::split(text).into_iter().filter(|word| word.chars().any(char::is_alphabetic));
    words
        .skip(usize::from(begins_line))
        .find(|word| word.starts_with(char::is_uppercase))
        .map(str::to_owned)
}

/// Whether the text so far has opened a quotation and not closed it.
fn is_inside_quotes(before: &[Run]) -> bool {
    let text: String = before
        .iter()
        .filter_map(|run| match run {
            Run::Same(text) | Run::New(text) => Some(text.as_str()),
            Run::Gone(_) => None,
        })
        .collect();
    let count = |sign: char| text.chars().filter(|letter| *letter == sign).count();
    count('“') > count('”') || count('«') > count('»') || count('"') % 2 == 1
}

fn quotations(content: &Content) -> Vec<&Block> {
    content
        .body
        .walk()
        .into_iter()
        .filter(|block| matches!(block, Block::Quotation { .. }))
        .collect()
}

fn links(content: &Content) -> Vec<&Mark> {
    marks(content, |mark| matches!(mark, Mark::Link { .. }))
}

fn references(content: &Content) -> Vec<Annotation> {
    annotation::of_body(&content.body)
}

fn marks(content: &Content, wanted: impl Fn(&Mark) -> bool) -> Vec<&Mark> {
    let blocks = content.body.walk();
    let inlines = blocks.into_iter().flat_map(Block::inlines);
    let marks = inlines.filter_map(|inline| match inline {
        Inline::Text { marks, .. } => Some(marks),
        Inline::HardBreak => None,
    });
    marks.flatten().filter(|mark| wanted(mark)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Body;

    fn content(text: &str) -> Content {
        let block = Block::paragraph(vec![Inline::text(text)]);
        Content { headline: "Rain".into(), body: Body::new(vec![block]), ..Content::default() }
    }

    #[track_caller]
    fn check_words(old: &str, new: &str, expected: &Result<(), NotMinor>) {
        assert_eq!(&check(&content(old), &content(new)), expected);
    }

    #[test]
    fn only_a_slip_of_the_pen_is_minor() {
        check_words("The goverment said so", "The government said so", &Ok(()));
        check_words("Rain fell", "Rain fell", &Err(NotMinor::Nothing));
        check_words("He saw 12 ships", "He saw 14 ships", &Err(NotMinor::Number("12".into())));
        check_words(
            "said Mr Alieff today",
            "said Mr Aliyev today",
            &Err(NotMinor::Name("Alieff".into())),
        );
        check_words(
            "he said “we wont go” today",
            "he said “we shall go” today",
            &Err(NotMinor::Quotation),
        );
        check_words("a b c d e f g", "t u v w x y z", &Err(NotMinor::TooMuch(7)));
        check_words("В городе прошол дождь", "В городе прошёл дождь", &Ok(()));
    }
}
