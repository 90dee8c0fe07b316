//! Keys, notes, and whom a reader trusts who knows only the root.

use record::{
    BadNote, Checkpoint, Distrusted, Hash, Note, SigningKey, Statement, Trust, VerifierKey,
};

fn key(seed: u8) -> SigningKey {
    SigningKey::of_seed("meridian.example", [seed; 32]).unwrap()
}

fn head(size: u64, at: &str) -> Checkpoint {
    let root = Hash::leaf(&size.to_be_bytes());
    Checkpoint { origin: "meridian.example".into(), size, root, at: at.parse().unwrap() }
}

fn certificate(root: &SigningKey, key: &SigningKey) -> String {
    let statement = Statement::Certify {
        key: key.verifier().clone(),
        from: "2026-01-01T00:00:00Z".parse().unwrap(),
        until: "2027-01-01T00:00:00Z".parse().unwrap(),
    };
    root.sign(&statement.to_text())
}

#[test]
fn the_note_of_the_go_implementation_is_read() {
    // The example in the documentation of golang.org/x/mod/sumdb/note, with its published keys.
    let secret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let public = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let signature = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";
    let verifier = VerifierKey::parse(public).unwrap();
    assert_eq!(verifier.to_string(), public);
    let note = format!("{text}\n{signature}\n");
    assert_eq!(Note::parse(&note).unwrap().signed_by(&verifier), Ok(text));
    let key = SigningKey::parse(secret).unwrap();
    assert_eq!(key.verifier(), &verifier);
    assert_eq!(key.sign(text), note);
    assert_eq!(key.to_secret(), secret);
    assert!(!format!("{key:?}").contains("AYEK"));
}

#[test]
fn a_note_with_one_letter_changed_is_told() {
    let note = key(1).sign(&head(7, "2026-03-04T09:00:00Z").to_text());
    assert!(Note::parse(&note).unwrap().signed_by(key(1).verifier()).is_ok());
    for place in 0..note.len() {
        let mut bytes = note.clone().into_bytes();
        bytes[place] ^= 1;
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let opened = Note::parse(&text).map(|note| note.signed_by(key(1).verifier()).is_ok());
        assert_ne!(opened, Ok(true), "at {place}: {text}");
    }
    let other = Note::parse(&note).unwrap();
    assert!(matches!(other.signed_by(key(2).verifier()), Err(BadNote::Unsigned(_))));
}

#[test]
fn a_key_counts_while_the_root_says_so() {
    let (root, online, stranger) = (key(1), key(2), key(3));
    let statements = [certificate(&root, &online), certificate(&stranger, &stranger)];
    let trust = Trust::new(root.verifier().clone(), &statements);
    let signed = |key: &SigningKey, at| key.sign(&head(7, at).to_text());
    assert_eq!(trust.checkpoint(&signed(&online, "2026-03-04T09:00:00Z")).unwrap().size, 7);
    let late = trust.checkpoint(&signed(&online, "2027-03-04T09:00:00Z"));
    assert!(matches!(late, Err(Distrusted::OutOfTime { .. })), "{late:?}");
    let foreign = trust.checkpoint(&signed(&stranger, "2026-03-04T09:00:00Z"));
    assert_eq!(foreign, Err(Distrusted::Stranger));
    let forged = signed(&online, "2026-03-04T09:00:00Z").replace("\n7\n", "\n8\n");
    assert_eq!(trust.checkpoint(&forged), Err(Distrusted::Forged));
}

#[test]
fn a_revoked_key_counts_up_to_the_last_good_head() {
    let (root, online) = (key(1), key(2));
    let good = head(7, "2026-03-04T09:00:00Z");
    let revocation = Statement::Revoke {
        key: online.verifier().clone(),
        size: 7,
        root: good.root,
        at: "2026-03-05T09:00:00Z".parse().unwrap(),
    };
    assert_eq!(Statement::parse(&revocation.to_text()), Some(revocation.clone()));
    let statements = [certificate(&root, &online), root.sign(&revocation.to_text())];
    let trust = Trust::new(root.verifier().clone(), &statements);
    assert!(trust.checkpoint(&online.sign(&good.to_text())).is_ok());
    let later = online.sign(&head(8, "2026-03-04T10:00:00Z").to_text());
    assert!(matches!(trust.checkpoint(&later), Err(Distrusted::Revoked { size: 7, .. })));
    assert_eq!(trust.last_heads().collect::<Vec<_>>(), [(7, good.root)]);
}

#[test]
fn a_root_that_was_lost_is_followed_by_the_one_it_named() {
    let (old, new, online) = (key(1), key(4), key(2));
    let succession = Statement::Succeed {
        root: new.verifier().clone(),
        at: "2026-02-01T00:00:00Z".parse().unwrap(),
    };
    let statements = [certificate(&new, &online), old.sign(&succession.to_text())];
    let note = online.sign(&head(7, "2026-03-04T09:00:00Z").to_text());
    assert!(Trust::new(old.verifier().clone(), &statements).checkpoint(&note).is_ok());
    let alone = Trust::new(old.verifier().clone(), &statements[..1]);
    assert_eq!(alone.checkpoint(&note), Err(Distrusted::Stranger));
}
