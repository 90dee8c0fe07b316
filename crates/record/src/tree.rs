//! A tree that grows at its right edge, and proofs about it.

use crate::Hash;
use crate::plan::{Node, fold, peaks};

/// A tree of which only the right edge is known: enough to append and to tell the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    size: u64,
    /// The hashes of [`peaks`], from the left.
    edge: Vec<Hash>,
}

impl Growth {
    /// A tree of this size whose complete subtrees are known; nothing if one is not.
    pub fn at(size: u64, known: impl Fn(Node) -> Option<Hash>) -> Option<Growth> {
        let edge = peaks(size).into_iter().map(known).collect::<Option<Vec<Hash>>>()?;
        Some(Growth { size, edge })
    }

    /// How many entries it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends an entry, and gives the subtrees that are complete from now on: to be kept, they never change.
    pub fn append(&mut self, leaf: Hash) -> Vec<(Node, Hash)> {
        let mut node = Node { level: 0, number: self.size };
        let mut hash = leaf;
        let mut complete = vec![(node, hash)];
        while node.number % 2 == 1 {
            let Some(left) = self.edge.pop() else { break };
            hash = Hash::node(left, hash);
            node = Node { level: node.level + 1, number: node.number / 2 };
            complete.push((node, hash));
        }
        self.edge.push(hash);
        self.size += 1;
        complete
    }

    /// The hash of the whole tree.
    pub fn root(&self) -> Hash {
        let nodes = peaks(self.size);
        let known = |node: Node| {
            let place = nodes.iter().position(|other| *other == node)?;
            self.edge.get(place).copied()
        };
        fold(&nodes, &known).unwrap_or_else(Hash::of_nothing)
    }
}

/// What a proof does not prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// The log does not have so many entries.
    #[error("The log has {size} entries, and so none with the number {index}.")]
    NoSuchEntry {
        /// The number that was named.
        index: u64,
        /// The size of the log.
        size: u64,
    },
    /// The later log is the smaller one.
    #[error("A log of {old} entries cannot have become one of {new}: entries are gone.")]
    Shrunk {
        /// What it had.
        old: u64,
        /// What it has.
        new: u64,
    },
    /// The hashes do not lead to the root.
    #[error("The proof does not lead to the root that was signed.")]
    Other,
}

/// Checks that an entry is in a tree (RFC 9162, section 2.1.3.2).
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: Hash,
) -> Result<(), NotProven> {
    if index >= size {
        return Err(NotProven::NoSuchEntry { index, size });
    }
    let (mut place, mut last, mut hash) = (index, size - 1, leaf);
    for other in proof {
        if last == 0 {
            return Err(NotProven::Other);
        }
        if place % 2 == 1 || place == last {
            hash = Hash::node(*other, hash);
            while place % 2 == 0 && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            hash = Hash::node(hash, *other);
        }
        place /= 2;
        last /= 2;
    }
    if last == 0 && hash == root { Ok(()) } else { Err(NotProven::Other) }
}

/// Checks that a tree only adds to an earlier one (RFC 9162, section 2.1.4.2).
pub fn verify_consistency(
    (old, old_root): (u64, Hash),
    (new, new_root): (u64, Hash),
    proof: &[Hash],
) -> Result<(), NotProven> {
    if old > new {
        return Err(NotProven::Shrunk { old, new });
    }
    if old == new {
        let is_same = proof.is_empty() && old_root == new_root;
        return if is_same { Ok(()) } else { Err(NotProven::Other) };
    }
    if old == 0 {
        let is_empty = proof.is_empty() && old_root == Hash::of_nothing();
        return if is_empty { Ok(()) } else { Err(NotProven::Other) };
    }
    let mut hashes = proof.iter().copied();
    let (mut place, mut last) = (old - 1, new - 1);
    while place % 2 == 1 {
        place /= 2;
        last /= 2;
    }
    // An old tree that is one complete subtree is the first hash itself.
    let first = if old.is_power_of_two() { Some(old_root) } else { hashes.next() };
    let Some(first) = first else { return Err(NotProven::Other) };
    let (mut old_hash, mut new_hash) = (first, first);
    for other in hashes {
        if last == 0 {
            return Err(NotProven::Other);
        }
        if place % 2 == 1 || place == last {
            old_hash = Hash::node(other, old_hash);
            new_hash = Hash::node(other, new_hash);
            while place % 2 == 0 && place != 0 {
                place /= 2;
                last /= 2;
            }
        } else {
            new_hash = Hash::node(new_hash, other);
        }
        place /= 2;
        last /= 2;
    }
    if last == 0 && old_hash == old_root && new_hash == new_root {
        Ok(())
    } else {
        Err(NotProven::Other)
    }
}
