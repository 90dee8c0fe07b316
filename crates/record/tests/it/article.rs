//! A whole article: its history in the log, its words and its corrections.

use proptest::prelude::*;
use record::{
    Act, ArticleProof, Checkpoint, Entry, Evidence, Forged, Growth, Hash, Previous, Shown,
    SigningKey, Trust, inclusion, public_salt, sealed,
};
use std::collections::HashMap;

const ROOT: [u8; 32] = [1; 32];

fn key() -> SigningKey {
    SigningKey::of_seed("meridian.example", ROOT).unwrap()
}

fn entry(article: &str, act: Act, previous: Option<Previous>) -> Entry {
    let words = sealed(public_salt("text", b"salt"), "Rain\nIt rained.");
    Entry {
        edition: "en".into(),
        article: article.into(),
        address: format!("/en/post/{article}"),
        revision: 3,
        act,
        at: "2026-03-04T09:00:00Z".parse().unwrap(),
        imported: act == Act::Published,
        text: Some(words),
        correction: (act == Act::Corrected)
            .then(|| sealed(public_salt("correction", b"salt"), "It did not snow.")),
        previous,
    }
}

/// An article that was published and corrected, among others.
fn proof() -> ArticleProof {
    let first = entry("rain", Act::Published, None);
    let previous = Previous { number: 1, leaf: first.leaf() };
    let second = entry("rain", Act::Corrected, Some(previous));
    let mut growth = Growth::default();
    let mut nodes = HashMap::new();
    for one in
        [&entry("sun", Act::Published, None), &first, &second, &entry("fog", Act::Withdrawn, None)]
    {
        nodes.extend(growth.append(one.leaf()));
    }
    let head = Checkpoint {
        origin: "meridian.example".into(),
        size: growth.size(),
        root: growth.root(),
        at: "2026-03-04T09:01:00Z".parse().unwrap(),
    };
    let path = inclusion(2, 4).unwrap().proof(|node| nodes.get(&node).copied()).unwrap();
    let words = (vec!["Rain".to_owned(), "It rained.".to_owned()], public_salt("text", b"salt"));
    let history = vec![
        Evidence::of(1, &first),
        Evidence::of(2, &second).with_correction("It did not snow.", b"salt"),
    ];
    ArticleProof::new(history, path, key().sign(&head.to_text()), Some(words))
}

fn trust() -> Trust {
    Trust::new(key().verifier().clone(), &[])
}

#[test]
fn an_entry_has_one_form() {
    let entry = entry("rain", Act::Corrected, Some(Previous { number: 7, leaf: Hash::leaf(b"x") }));
    let bytes = entry.to_bytes();
    assert_eq!(Entry::from_bytes(&bytes).unwrap(), entry);
    let text = String::from_utf8(bytes).unwrap();
    for wrong in [
        text.replace("revision 3", "revision 03"),
        text.replace("09:00:00.000000Z", "09:00:00Z"),
        format!("{text}\n"),
        text.trim_end().to_owned(),
        text.replace('\n', "\r\n"),
        text.replace("act corrected", "act mended"),
    ] {
        assert!(Entry::from_bytes(wrong.as_bytes()).is_err(), "{wrong}");
    }
}

#[test]
fn a_true_article_is_proven_with_its_correction() {
    let proof = proof();
    let again = ArticleProof::parse(proof.to_json().as_bytes()).unwrap();
    assert_eq!(again, proof);
    let proven = again.check(&trust()).unwrap();
    assert_eq!(proven.corrections, ["It did not snow."]);
    assert_eq!(proven.entry.address, "/en/post/rain");
    assert_eq!((proven.number, proven.head.size), (2, 4));
}

#[test]
fn whatever_is_left_out_or_exchanged_is_told() {
    let check = |change: &dyn Fn(&mut ArticleProof), expected: Forged| {
        let mut proof = proof();
        change(&mut proof);
        assert_eq!(proof.check(&trust()).map(|proven| proven.number), Err(expected));
    };
    check(
        &|proof| {
            proof.history.remove(0);
        },
        Forged::History(2),
    );
    check(
        &|proof| {
            proof.history[1].correction = None;
        },
        Forged::Correction(2),
    );
    check(
        &|proof| {
            proof.history[1].correction = Some("It snowed.".into());
        },
        Forged::Correction(2),
    );
    check(
        &|proof| {
            proof.words = Some(vec!["Rain".into(), "It snowed.".into()]);
        },
        Forged::Words(2),
    );
    check(
        &|proof| {
            proof.words = Some(vec!["Rain\nIt rained.".into()]);
        },
        Forged::Words(2),
    );
    check(
        &|proof| {
            proof.history.clear();
        },
        Forged::Form,
    );
    // The older text under the newer head: the path is not its own.
    let mut older = proof();
    older.history.pop();
    assert!(matches!(older.check(&trust()), Err(Forged::NotInLog { number: 1, .. })));
}

#[test]
fn words_that_a_court_had_erased_leave_everything_else_valid() {
    let mut proof = proof();
    (proof.words, proof.salt) = (None, None);
    assert_eq!(proof.check(&trust()).unwrap().words, None);
}

#[test]
fn a_page_is_signed_with_its_path() {
    let shown = Shown {
        path: "/en/post/rain".into(),
        bytes: Hash::of(&[b"<html>"]),
        size: 4,
        at: "2026-03-04T09:02:00Z".parse().unwrap(),
    };
    let note = shown.sign(&key());
    assert_eq!(Shown::believed(&note, &trust()).unwrap(), shown);
    assert!(Shown::believed(&note.replace("rain", "sun"), &trust()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_changed_bit_of_a_proof_says_something_else(place: prop::sample::Index, bit in 0_u8..8) {
        let honest = proof();
        let mut bytes = honest.to_json().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1 << bit;
        let proven = ArticleProof::parse(&bytes).and_then(|proof| proof.check(&trust()));
        if let Ok(proven) = proven {
            // White space between the parts of JSON says nothing.
            let truth = honest.check(&trust()).unwrap();
            prop_assert_eq!(proven.entry, truth.entry);
            prop_assert_eq!(proven.words, truth.words);
            prop_assert_eq!(proven.corrections, truth.corrections);
            prop_assert_eq!(proven.head, truth.head);
        }
    }
}
