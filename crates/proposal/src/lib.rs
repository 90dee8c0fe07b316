#![doc = include_str!("../README.md")]

mod attribution;
mod calendar;
mod chain;
mod date;
mod lexicon;
mod name;
mod passage;
mod pattern;
mod quotation;
mod token;
mod tongue;

use std::ops::Range;

use jiff::civil;
use story::block::{Block, BlockId};
use story::coverage::{ItemKind, When};
use story::{Body, ItemId, Language};

use passage::Passage;
use token::Token;
use tongue::Tongue;

pub use chain::{Hop, Party};
pub use lexicon::{Known, Lexicon};

/// Words of an article that may stand for something, until an editor says that they do.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Proposal {
    /// The block in which they stand.
    pub block: BlockId,
    /// Where they stand in it.
    #[serde(flatten)]
    pub span: Span,
    /// What they may stand for.
    #[serde(flatten)]
    pub what: What,
    /// How sure the rules are, of a hundred.
    pub confidence: u8,
}

/// Words in the text of a block.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// The UTF-16 code units before them, a hard break counting one, as a browser counts.
    pub from: usize,
    /// The code units before what follows them.
    pub to: usize,
    /// The words themselves.
    pub words: String,
}

/// What words may stand for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// Something that the newsroom knows.
    Known {
        /// The item’s id.
        item: ItemId,
        /// What it is.
        kind: ItemKind,
    },
    /// Something that the newsroom does not know yet.
    New {
        /// What it seems to be.
        kind: ItemKind,
    },
    /// When something happened.
    When {
        /// The date.
        when: When,
    },
    /// The words with which somebody else is given for a claim.
    Attribution {
        /// First who spoke, last who reached us.
        chain: Vec<Hop>,
        /// What they say, in our words.
        content: Option<Span>,
    },
    /// Somebody’s very words.
    Quotation {
        /// First who spoke, last who reached us; empty where the text does not say.
        chain: Vec<Hop>,
    },
}

/// A passage with its tokens and everything that was found in it.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) passage: Passage,
    pub(crate) tokens: Vec<Token>,
    pub(crate) dates: Vec<date::Found>,
    pub(crate) entities: Vec<Entity>,
    /// Who is named under the words of a quotation set apart.
    pub(crate) source: Option<String>,
    pub(crate) set_apart: bool,
}

/// Words that name somebody or something.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) tokens: Range<usize>,
    /// Where the name begins, which may be inside the first token.
    pub(crate) from: usize,
    pub(crate) item: Option<ItemId>,
    pub(crate) kind: ItemKind,
    pub(crate) confidence: u8,
}

/// Proposes what the words of an article of this day may stand for, in reading order.
pub fn propose(
    body: &Body,
    language: Language,
    on: civil::Date,
    lexicon: &Lexicon,
) -> Vec<Proposal> {
    let Some(tongue) = Tongue::of(language) else { return Vec::new() };
    let mut passages = read(body, tongue, on);
    lexicon::find(&mut passages, tongue, lexicon);
    let mut proposals = Vec::new();
    for passage in &passages {
        push_entities(passage, &mut proposals);
        push_dates(passage, &mut proposals);
        let quotations = quotation::find(passage, tongue);
        let attributions = attribution::find(passage, tongue, &quotations);
        push_attributions(passage, &attributions, &mut proposals);
        push_quotations(passage, tongue, lexicon, &quotations, &attributions, &mut proposals);
    }
    proposals
}

fn read(body: &Body, tongue: &Tongue, on: civil::Date) -> Vec<Read> {
    let mut passages = Vec::new();
    let mut waiting: Vec<(&Block, Option<&story::block::QuotationAttrs>)> =
        body.blocks().iter().rev().map(|block| (block, None)).collect();
    while let Some((block, quotation)) = waiting.pop() {
        if let Some(passage) = Passage::of(block) {
            let tokens = token::tokens(&passage.text, tongue);
            let dates = date::find(&passage.text, &tokens, tongue, on);
            passages.push(Read {
                tokens,
                dates,
                entities: Vec::new(),
                source: quotation.and_then(|attrs| attrs.source.clone()),
                set_apart: quotation.is_some(),
                passage,
            });
        }
        let inside = match block {
            Block::Quotation { attrs, .. } => Some(attrs),
            _ => quotation,
        };
        waiting.extend(block.children().into_iter().rev().map(|child| (child, inside)));
    }
    passages
}

impl Read {
    /// The words from one byte to another, as a browser finds them.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span {
            from: self.passage.unit(range.start),
            to: self.passage.unit(range.end),
            words: self.passage.words(range).to_owned(),
        }
    }

    /// The entities that may have some of these tokens.
    pub(crate) fn entities_near(&self, tokens: Range<usize>) -> &[Entity] {
        // No name has more tokens than that.
        let reach = tokens.start.saturating_sub(48);
        let first = self.entities.partition_point(|entity| entity.tokens.start < reach);
        let last = self.entities.partition_point(|entity| entity.tokens.start < tokens.end);
        self.entities.get(first..last).unwrap_or_default()
    }

    /// The bytes of some tokens.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.tokens.get(tokens.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        match (first, last) {
            (Some(first), Some(last)) if first.at.start <= last.at.end => {
                first.at.start..last.at.end
            }
            _ => 0..0,
        }
    }

    fn proposal(&self, range: &Range<usize>, what: What, confidence: u8) -> Proposal {
        Proposal { block: self.passage.block.clone(), span: self.span(range), what, confidence }
    }
}

fn push_entities(read: &Read, proposals: &mut Vec<Proposal>) {
    for entity in &read.entities {
        let range = entity.from..read.bytes(&entity.tokens).end;
        // What is a place of an event is named all the same.
        if read.passage.is_marked(&["mention", "where"], &range) {
            continue;
        }
        let what = match entity.item {
            Some(item) => What::Known { item, kind: entity.kind },
            None => What::New { kind: entity.kind },
        };
        proposals.push(read.proposal(&range, what, entity.confidence));
    }
}

fn push_dates(read: &Read, proposals: &mut Vec<Proposal>) {
    for date in &read.dates {
        let range = read.bytes(&date.tokens);
        if !read.passage.is_marked(&["when"], &range) {
            let what = What::When { when: date.when.clone() };
            proposals.push(read.proposal(&range, what, date.confidence));
        }
    }
}

fn push_attributions(
    read: &Read,
    attributions: &[attribution::Found],
    proposals: &mut Vec<Proposal>,
) {
    for found in attributions {
        let range = read.bytes(&found.cue);
        if read.passage.is_marked(&["cue"], &range) {
            continue;
        }
        let what = What::Attribution {
            chain: found.chain.clone(),
            content: found.content.as_ref().map(|content| read.span(content)),
        };
        proposals.push(read.proposal(&range, what, found.confidence));
    }
}

fn push_quotations(
    read: &Read,
    tongue: &Tongue,
    lexicon: &Lexicon,
    quotations: &[quotation::Found],
    attributions: &[attribution::Found],
    proposals: &mut Vec<Proposal>,
) {
    for quotation in quotations {
        if read.passage.is_marked(&["quote"], &quotation.words) {
            continue;
        }
        // Sentences follow each other, so those near a quotation stand together.
        let end = quotation.tokens.end + 2;
        let last = attributions.partition_point(|found| found.sentence.start < end);
        let near = attributions[..last].iter().rev();
        let said = near
            .take_while(|found| found.sentence.end + 2 > quotation.tokens.start)
            .filter(|found| found.quotes(quotation))
            .min_by_key(|found| found.cue.start.abs_diff(quotation.tokens.start));
        let (chain, confidence) = match (said, &read.source) {
            (Some(said), _) => (said.chain.clone(), 85),
            (None, None) if quotation.short => continue,
            (None, Some(source)) => (chain::under_a_quotation(source, tongue, lexicon), 95),
            (None, None) => (Vec::new(), if read.set_apart { 90 } else { 60 }),
        };
        proposals.push(read.proposal(&quotation.words, What::Quotation { chain }, confidence));
    }
}
