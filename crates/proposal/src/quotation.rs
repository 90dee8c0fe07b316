//! Somebody's words between marks of quotation, or set apart.

use std::ops::Range;

use crate::Read;
use crate::token::Kind as Look;
use crate::tongue::Tongue;

/// Words that are quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The words without the marks, in bytes.
    pub(crate) words: Range<usize>,
    /// The tokens with the marks.
    pub(crate) tokens: Range<usize>,
    /// Whether it is so short that it is a quotation only where somebody is said to have said it.
    pub(crate) short: bool,
}

/// How many tokens a quotation has at most; marks that open and never close end nothing.
const LONGEST: usize = 2_000;

/// Words between marks that are fewer than this are a name or a word held at a distance.
const FEWEST: usize = 4;

/// The quotations of a passage.
pub(crate) fn find(read: &Read, tongue: &Tongue) -> Vec<Found> {
    if read.set_apart {
        let all = 0..read.tokens.len();
        return vec![Found { words: read.bytes(&all), tokens: all, short: false }];
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < read.tokens.len() {
        match quoted(read, tongue, at) {
            Some(quotation) => {
                at = quotation.tokens.end;
                let inside = quotation.tokens.start + 1..quotation.tokens.end - 1;
                let words = read.tokens[inside.clone()].iter().filter(|token| token.is_word());
                let short = words.count() < FEWEST;
                // A few words that begin without a capital are no name.
                let first = read.tokens[inside.start].kind;
                let plain = tongue.code != "ar" && first == Look::Small;
                if !is_name(read, &inside) && (!short || plain) {
                    found.push(Found { short, ..quotation });
                }
            }
            None => at += 1,
        }
    }
    found
}

fn quoted(read: &Read, tongue: &Tongue, at: usize) -> Option<Found> {
    let open = &read.tokens[at];
    let (mark, close) = tongue.quotes.iter().find(|(mark, _)| open.is(mark))?;
    let mut depth = 1;
    for (index, token) in read.tokens.iter().enumerate().skip(at + 1).take(LONGEST) {
        if token.is(close) {
            depth -= 1;
        } else if token.is(mark) {
            depth += 1;
        }
        if depth == 0 {
            // The comma before a closing mark is that of the sentence around it.
            let comma = index > at + 2 && read.tokens[index - 1].is(",");
            let words = read.bytes(&(at + 1..index - usize::from(comma)));
            let tokens = at..index + 1;
            return (index > at + 1).then_some(Found { words, tokens, short: false });
        }
    }
    None
}

/// Whether what stands between the marks is the name of something.
fn is_name(read: &Read, inside: &Range<usize>) -> bool {
    let words: Vec<_> =
        read.tokens[inside.clone()].iter().filter(|token| token.is_word()).collect();
    let capitals = words.iter().filter(|token| token.is_capital()).count();
    let named = read
        .entities_near(inside.clone())
        .iter()
        .any(|entity| entity.tokens.start <= inside.start && entity.tokens.end + 1 >= inside.end);
    named || (capitals * 2 > words.len() && words.len() < 12)
}
