//! Which hashes a proof is made of, as complete subtrees: whoever keeps those can make any proof with a few reads.

use crate::Hash;

/// A complete subtree: `number` counts those of its level from the left, and level 0 are the leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// How high it is: it has two to the power of `level` leaves.
    pub level: u8,
    /// Its place among those of its level.
    pub number: u64,
}

/// One hash of a proof: the hash of these subtrees together, which stand side by side and get smaller to the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element(pub Vec<Node>);

/// The hashes of a proof, in the order in which RFC 9162 gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan(pub Vec<Element>);

impl Plan {
    /// The subtrees that must be known.
    pub fn nodes(&self) -> Vec<Node> {
        self.0.iter().flat_map(|element| element.0.iter().copied()).collect()
    }

    /// The proof, if every subtree is known.
    pub fn proof(&self, known: impl Fn(Node) -> Option<Hash>) -> Option<Vec<Hash>> {
        self.0.iter().map(|element| fold(&element.0, &known)).collect()
    }
}

/// The hash of subtrees that stand side by side.
pub(crate) fn fold(nodes: &[Node], known: &impl Fn(Node) -> Option<Hash>) -> Option<Hash> {
    let mut from_right = nodes.iter().rev();
    let mut hash = known(*from_right.next()?)?;
    for node in from_right {
        hash = Hash::node(known(*node)?, hash);
    }
    Some(hash)
}

/// The complete subtrees of which a tree of this size consists, from the left.
pub fn peaks(size: u64) -> Vec<Node> {
    covering(0, size)
}

/// The complete subtrees that cover the leaves from `from` up to `until`; `from` begins a subtree that is big enough.
fn covering(from: u64, until: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = from;
    while at < until {
        let mut level = (until - at).ilog2();
        if at > 0 {
            level = level.min(at.trailing_zeros());
        }
        nodes.push(Node { level: u8::try_from(level).unwrap_or(0), number: at >> level });
        at += 1 << level;
    }
    nodes
}

/// The largest power of two that is smaller than a number above one.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// What proves that the entry at `index` is in the tree of this size; nothing if it is not.
pub fn inclusion(index: u64, size: u64) -> Option<Plan> {
    if index >= size {
        return None;
    }
    let mut elements = Vec::new();
    let (mut from, mut until) = (0, size);
    while until - from > 1 {
        let middle = from + split(until - from);
        if index < middle {
            elements.push(Element(covering(middle, until)));
            until = middle;
        } else {
            elements.push(Element(covering(from, middle)));
            from = middle;
        }
    }
    elements.reverse();
    Some(Plan(elements))
}

/// What proves that the tree of size `new` only adds to that of size `old`; nothing if it is smaller.
pub fn consistency(old: u64, new: u64) -> Option<Plan> {
    if old > new {
        return None;
    }
    if old == 0 || old == new {
        return Some(Plan(Vec::new()));
    }
    let mut elements = Vec::new();
    let (mut from, mut until, mut known) = (0, new, true);
    while old != until {
        let middle = from + split(until - from);
        if old <= middle {
            elements.push(Element(covering(middle, until)));
            until = middle;
        } else {
            elements.push(Element(covering(from, middle)));
            from = middle;
            known = false;
        }
    }
    if !known {
        elements.push(Element(covering(from, until)));
    }
    elements.reverse();
    Some(Plan(elements))
}
