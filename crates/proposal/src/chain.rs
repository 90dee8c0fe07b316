//! The way by which a claim reached the paper: first who spoke, last who reached us.

use story::ItemId;
use story::coverage::{How, ItemKind};

use crate::token::{self, Token};
use crate::tongue::Tongue;
use crate::{Lexicon, Span};

/// Somebody who passed a claim on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Party {
    /// Where the text names them; nothing if it stands under a quotation set apart.
    pub span: Option<Span>,
    /// The words for them.
    pub words: String,
    /// The item’s id, if the newsroom knows them.
    pub item: Option<ItemId>,
}

/// A step of the way by which a claim reached the paper.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Hop {
    /// Who passed it on.
    pub by: Party,
    /// Whom they spoke for.
    pub on_behalf_of: Option<Party>,
    /// How they passed it on.
    pub how: How,
}

/// The chain in the line under a quotation: who spoke, for whom, and to whom.
pub(crate) fn under_a_quotation(source: &str, tongue: &Tongue, lexicon: &Lexicon) -> Vec<Hop> {
    let tokens = token::tokens(source, tongue);
    let mut chain: Vec<Hop> = Vec::new();
    let mut at = 0;
    let mut speaker_is_a_person = false;
    while at < tokens.len() {
        let Some((item, kind, end)) = lexicon.at(&tokens, at) else {
            at += 1;
            continue;
        };
        let words = source.get(tokens[at].at.start..tokens[end - 1].at.end).unwrap_or_default();
        let party = Party { span: None, words: words.to_owned(), item: Some(item) };
        match chain.last_mut() {
            None => {
                speaker_is_a_person = kind == ItemKind::Person;
                chain.push(Hop { by: party, on_behalf_of: None, how: How::Said });
            }
            Some(speaker)
                if speaker_is_a_person
                    && kind == ItemKind::Organization
                    && speaker.on_behalf_of.is_none()
                    && !is_addressed(&tokens, at, tongue) =>
            {
                speaker.on_behalf_of = Some(party);
            }
            Some(speaker) => {
                speaker.how = How::Told;
                speaker_is_a_person = false;
                chain.push(Hop { by: party, on_behalf_of: None, how: How::Reported });
            }
        }
        at = end.max(at + 1);
    }
    if chain.is_empty() && !source.trim().is_empty() {
        let party = Party { span: None, words: source.trim().to_owned(), item: None };
        chain.push(Hop { by: party, on_behalf_of: None, how: How::Said });
    }
    chain
}

/// Whether a word before a name, or one written together with it, says that they were spoken to.
fn is_addressed(tokens: &[Token], at: usize, tongue: &Tongue) -> bool {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    before.is_some_and(|before| before.is_in(&tongue.grammar().addressed))
        || (tongue.code == "ar" && tokens[at].folded.starts_with('ل'))
}
