//! What comes of a text from elsewhere: a body, and the list of what could not be kept.

use std::collections::BTreeMap;

use story::Body;
use story::block::Block;

/// A text brought into the form of this house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// The text.
    pub body: Body,
    /// What of it could not be kept, in alphabetical order.
    pub lost: Vec<Lost>,
}

/// Something that could not be kept as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Lost {
    /// What it was, such as `script` or `link javascript:`.
    pub what: String,
    /// Why, and what became of it: a sentence.
    pub why: String,
    /// How often.
    pub count: u32,
}

/// How many different things one text can lose by name; beyond that they are counted together.
const MAX_KINDS: usize = 100;

/// How much of a name is kept; names come from strangers.
const MAX_NAME: usize = 120;

/// The losses of one text, counted as they happen.
#[derive(Debug, Default)]
pub(crate) struct Losses(BTreeMap<(String, String), u32>);

impl Losses {
    pub(crate) fn add(&mut self, what: &str, why: &str) {
        let mut what: String =
            what.chars().filter(|letter| !letter.is_control()).take(MAX_NAME + 1).collect();
        if let Some((cut, _)) = what.char_indices().nth(MAX_NAME) {
            what.truncate(cut);
            what.push('…');
        }
        let key = (what, why.to_owned());
        let key = if self.0.len() < MAX_KINDS || self.0.contains_key(&key) {
            key
        } else {
            ("other things".to_owned(), "They are too many to be named one by one.".to_owned())
        };
        let count = self.0.entry(key).or_default();
        *count = count.saturating_add(1);
    }

    pub(crate) fn into_list(self) -> Vec<Lost> {
        self.0.into_iter().map(|((what, why), count)| Lost { what, why, count }).collect()
    }
}

/// A body of these blocks, cut where a body ends.
pub(crate) fn converted(mut blocks: Vec<Block>, mut losses: Losses) -> Converted {
    // One more than allowed would refuse the whole text; its beginning is worth more than nothing.
    let mut room = story::body::MAX_BLOCKS;
    let fitting = blocks
        .iter()
        .take_while(|block| {
            let size = size(block);
            let fits = size <= room;
            room = room.saturating_sub(if fits { size } else { room });
            fits
        })
        .count();
    for _ in fitting..blocks.len() {
        losses
            .add("the end of the text", "A text has at most 20,000 blocks; the rest was left out.");
    }
    blocks.truncate(fitting);
    Converted { body: Body::new(blocks), lost: losses.into_list() }
}

fn size(block: &Block) -> usize {
    let mut waiting = vec![block];
    let mut size = 0;
    while let Some(block) = waiting.pop() {
        size += 1;
        waiting.extend(block.children());
    }
    size
}
