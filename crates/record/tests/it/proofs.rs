//! Every proof verifies, and none that differs in one bit.

use proptest::prelude::*;
use record::{Growth, Hash, Node, consistency, inclusion, verify_consistency, verify_inclusion};
use std::collections::HashMap;

/// A log whose entries are its numbers, with every subtree that was ever complete.
struct Log {
    growth: Growth,
    nodes: HashMap<Node, Hash>,
    roots: Vec<Hash>,
}

fn leaf(number: u64) -> Hash {
    Hash::leaf(&number.to_be_bytes())
}

fn log(size: u64) -> Log {
    let mut log =
        Log { growth: Growth::default(), nodes: HashMap::new(), roots: vec![Hash::of_nothing()] };
    for number in 0..size {
        log.nodes.extend(log.growth.append(leaf(number)));
        log.roots.push(log.growth.root());
    }
    log
}

impl Log {
    fn known(&self, node: Node) -> Option<Hash> {
        self.nodes.get(&node).copied()
    }
}

/// The root as RFC 9162 defines it, by recursion over all leaves.
fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash::of_nothing(),
        [leaf] => *leaf,
        _ => {
            let middle = 1 << (leaves.len() - 1).ilog2();
            Hash::node(root(&leaves[..middle]), root(&leaves[middle..]))
        }
    }
}

#[test]
fn the_root_is_that_of_the_definition_at_every_size() {
    let log = log(300);
    let leaves: Vec<Hash> = (0..300).map(leaf).collect();
    for size in 0..=300 {
        assert_eq!(log.roots[size], root(&leaves[..size]), "at size {size}");
    }
    // The empty log of RFC 9162 is the hash of nothing.
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(log.roots[0].to_string(), nothing);
}

#[test]
fn a_log_that_was_put_down_grows_on_as_if_it_had_not_been() {
    let log = log(200);
    for size in 0..=200 {
        let mut again = Growth::at(size, |node| log.known(node)).unwrap();
        assert_eq!(again.root(), log.roots[size as usize]);
        for number in size..200 {
            again.append(leaf(number));
        }
        assert_eq!(again, log.growth);
    }
}

#[test]
fn all_proofs_of_small_logs_verify() {
    let log = log(70);
    for size in 0..=70_u64 {
        let root = log.roots[size as usize];
        for index in 0..size {
            let proof = inclusion(index, size).unwrap().proof(|node| log.known(node)).unwrap();
            assert_eq!(verify_inclusion(leaf(index), index, size, &proof, root), Ok(()));
        }
        assert_eq!(inclusion(size, size), None);
        for old in 0..=size {
            let proof = consistency(old, size).unwrap().proof(|node| log.known(node)).unwrap();
            let heads = ((old, log.roots[old as usize]), (size, root));
            assert_eq!(verify_consistency(heads.0, heads.1, &proof), Ok(()), "{old} to {size}");
        }
        assert_eq!(consistency(size + 1, size), None);
    }
}

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut hash = hash;
    hash.0[bit / 8 % 32] ^= 1 << (bit % 8);
    hash
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_inclusion_survives_a_changed_bit(size in 1_u64..400, at: u64, bit in 0_usize..256, place: usize) {
        let log = log(size);
        let index = at % size;
        let root = log.growth.root();
        let proof = inclusion(index, size).unwrap().proof(|node| log.known(node)).unwrap();
        prop_assert!(proof.len() <= 9);
        prop_assert_eq!(verify_inclusion(leaf(index), index, size, &proof, root), Ok(()));
        prop_assert!(verify_inclusion(flipped(leaf(index), bit), index, size, &proof, root).is_err());
        prop_assert!(verify_inclusion(leaf(index), index, size, &proof, flipped(root, bit)).is_err());
        if !proof.is_empty() {
            let mut wrong = proof.clone();
            let place = place % wrong.len();
            wrong[place] = flipped(wrong[place], bit);
            prop_assert!(verify_inclusion(leaf(index), index, size, &wrong, root).is_err());
            let mut shorter = proof.clone();
            shorter.remove(place);
            prop_assert!(verify_inclusion(leaf(index), index, size, &shorter, root).is_err());
        }
        let mut longer = proof.clone();
        longer.push(root);
        prop_assert!(verify_inclusion(leaf(index), index, size, &longer, root).is_err());
        // Nobody is at another place than his own.
        let elsewhere = (index + 1) % size;
        if elsewhere != index {
            prop_assert!(verify_inclusion(leaf(index), elsewhere, size, &proof, root).is_err());
        }
    }

    #[test]
    fn no_consistency_survives_a_changed_bit(old in 1_u64..200, more in 1_u64..200, bit in 0_usize..256, place: usize) {
        let new = old + more;
        let log = log(new);
        let before = (old, log.roots[old as usize]);
        let after = (new, log.growth.root());
        let proof = consistency(old, new).unwrap().proof(|node| log.known(node)).unwrap();
        prop_assert_eq!(verify_consistency(before, after, &proof), Ok(()));
        prop_assert!(verify_consistency((old, flipped(before.1, bit)), after, &proof).is_err());
        prop_assert!(verify_consistency(before, (new, flipped(after.1, bit)), &proof).is_err());
        let mut wrong = proof.clone();
        let place = place % wrong.len();
        wrong[place] = flipped(wrong[place], bit);
        prop_assert!(verify_consistency(before, after, &wrong).is_err());
        let mut shorter = proof.clone();
        shorter.remove(place);
        prop_assert!(verify_consistency(before, after, &shorter).is_err());
    }
}
