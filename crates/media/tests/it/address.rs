//! Public addresses.

use media::Hash;
use media::address::{Address, MAX_NAME, address, safe_file_name};
use proptest::prelude::*;

#[test]
fn an_address_carries_the_hash_and_a_name() {
    let digits = "ab".repeat(32);
    assert_eq!(
        address(&Hash([0xab; 32]), "Bamako roads.svg", "image/svg+xml"),
        format!("/media/{digits}/Bamako-roads.svg")
    );
}

#[test]
fn names_are_made_safe() {
    for (written, content_type, safe) in [
        ("photo.JPG", "image/jpeg", "photo.jpg"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("photo.png", "image/jpeg", "photo.jpg"),
        ("evil.html", "image/gif", "evil-html.gif"),
        ("../../etc/passwd", "image/png", "passwd.png"),
        ("C:\\Pictures\\Ани.png", "image/png", "Ани.png"),
        ("Անի, 2025 (1).jpg", "image/jpeg", "Անի-2025-1.jpg"),
        (".htaccess", "image/png", "htaccess.png"),
        ("", "application/pdf", "file.pdf"),
        ("report.v2.docx", "application/zip", "report-v2.docx"),
        ("page.html", "text/html", "page-html.bin"),
    ] {
        assert_eq!(safe_file_name(written, content_type), safe, "{written}");
    }
}

#[test]
fn what_is_no_address_is_refused() {
    let hash = "0".repeat(64);
    for path in [
        "/media/".to_owned(),
        format!("/media/{hash}"),
        format!("/media/{hash}/"),
        format!("/media/{hash}/a/b"),
        format!("/media/{hash}/a%2Fb"),
        format!("/media/{hash}/a%00"),
        format!("/media/{hash}/%ff"),
        format!("/media/{hash}/%e"),
        format!("/media/{}/a", &hash[1..]),
        format!("/media/{}/a", "A".repeat(64)),
        "/media/../../etc/passwd".to_owned(),
    ] {
        assert!(Address::parse(&path).is_err(), "{path}");
    }
}

proptest! {
    #[test]
    fn every_address_we_make_is_one_we_read(name in "\\PC{0,120}", byte: u8) {
        let made = Address::new(Hash([byte; 32]), &name, "image/png");
        prop_assert!(made.file_name.chars().count() <= MAX_NAME);
        prop_assert!(made.to_string().is_ascii());
        prop_assert_eq!(Address::parse(&made.to_string()), Ok(made));
    }

    #[test]
    fn no_path_makes_the_reader_stumble(path in "(/media/)?\\PC{0,100}") {
        let _ = Address::parse(&path);
    }
}
